//! Correcting claims; merging facts and taking that back.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, Towns, dated, french, partnership, party, reading, ukrainian};
use register::{Editable, Merge, RegisterError};
use rstest::rstest;
use serde_json::json;
use vocabulary::{
    ClaimRole, Correction, Directory, Id, Meant, PartnershipId, PartnershipStatus, PartyCorrection, PartyRef,
};

/// The first party of a claim was another town.
fn another_town(read_as: &str, meant: &str) -> Correction {
    let read = party(read_as, ClaimRole::Lead);
    let authority = Towns.authority(&meant.parse().unwrap()).unwrap();
    Correction {
        parties: vec![PartyCorrection {
            text: read.text,
            read_as: read.code,
            meant: Some(Meant::of(&authority)),
        }],
        ..Correction::default()
    }
}

/// The codes of the parties of the only partnership.
async fn parties(record: &Record) -> Vec<String> {
    let public = record.public().await;
    assert_eq!(public.partnerships.len(), 1);
    let known = |key: PartyRef| match key {
        PartyRef::Authority(id) => public.authorities.iter().find(|(known, _)| *known == id),
        PartyRef::Organisation(_) => None,
    };
    let parties = public.partnerships[0].parties.iter();
    parties
        .map(|party| known(party.party).unwrap().1.code().to_string())
        .collect()
}

#[rstest]
#[tokio::test]
async fn a_corrected_claim_becomes_the_fact_that_it_should_be_and_stays_so_when_it_is_read_again(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let claims = vec![partnership(&[&french(1), &ukrainian(1)])];
    record.import(&reading("a.txt", claims.clone())).await;
    let claim = record.waiting().await[0];
    let correction = another_town(&french(1), &french(2));
    record
        .register
        .correct(claim, &correction, &Towns, record.reviewer())
        .await
        .unwrap();
    assert_eq!(parties(&record).await, [french(2), ukrainian(1)]);
    record.sound().await;

    let mut again = reading("a.txt", claims);
    again.engine = "engine 2".to_owned();
    let imported = record.import(&again).await;
    assert_eq!((imported.claims_new, imported.claims_kept), (0, 1));
    assert_eq!(parties(&record).await, [french(2), ukrainian(1)]);
    record.sound().await;

    record.register.undo(claim, record.reviewer()).await.unwrap();
    let queued = record.register.claim(claim).await.unwrap().unwrap();
    assert_eq!(
        queued.claim.claim.parties[0].code.as_ref().unwrap().to_string(),
        french(1)
    );
    record.accept(claim).await;
    assert_eq!(parties(&record).await, [french(1), ukrainian(1)]);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn an_accepted_claim_can_be_corrected_and_its_log_says_how(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record
        .import(&reading("a.txt", vec![partnership(&[&french(1), &ukrainian(1)])]))
        .await;
    let claim = record.waiting().await[0];
    record.accept(claim).await;
    let before = record.register.position().await.unwrap();
    let correction = Correction {
        status: Some(PartnershipStatus::Ended),
        ..Correction::default()
    };
    record
        .register
        .correct(claim, &correction, &Towns, record.reviewer())
        .await
        .unwrap();
    let public = record.public().await;
    assert_eq!(public.partnerships[0].status, PartnershipStatus::Ended);
    let log = record.register.changes_since(before, 10).await.unwrap();
    let what: Vec<(&str, &str)> = log
        .iter()
        .map(|change| (change.entity.as_str(), change.what.as_str()))
        .collect();
    assert_eq!(what, [("claim", "updated"), ("partnership", "updated")]);
    assert_eq!(
        log[0].after.as_ref().unwrap()["correction"]["status"],
        json!("ended")
    );
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_correction_that_leaves_one_party_is_refused_and_changes_nothing(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record
        .import(&reading("a.txt", vec![partnership(&[&french(1), &ukrainian(1)])]))
        .await;
    let claim = record.waiting().await[0];
    let position = record.register.position().await.unwrap();
    let mut correction = another_town(&french(1), &french(2));
    correction.parties[0].meant = None;
    let error = record
        .register
        .correct(claim, &correction, &Towns, record.reviewer())
        .await
        .unwrap_err();
    assert!(matches!(error, RegisterError::Incomplete { .. }), "{error}");
    assert_eq!(record.register.position().await.unwrap(), position);
}

#[rstest]
#[tokio::test]
async fn a_correction_to_a_code_that_nobody_knows_is_refused(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record
        .import(&reading("a.txt", vec![partnership(&[&french(1), &ukrainian(1)])]))
        .await;
    let claim = record.waiting().await[0];
    let mut correction = another_town(&french(1), &french(2));
    correction.parties[0].meant.as_mut().unwrap().code = french(90_001).parse().unwrap();
    let error = record
        .register
        .correct(claim, &correction, &Towns, record.reviewer())
        .await
        .unwrap_err();
    assert!(matches!(error, RegisterError::UnknownCode { .. }), "{error}");
    assert_eq!(record.waiting().await, [claim]);
}

/// Two partnerships, the second one with a party more; answers their keys in this order.
async fn two_partnerships(record: &Record) -> (PartnershipId, PartnershipId) {
    let (a, b, far) = (french(1), french(2), ukrainian(1));
    record.trust_all().await;
    let narrow = dated(partnership(&[&a, &far]), "signed", "2022-05-14");
    let wide = dated(partnership(&[&a, &b, &far]), "announced", "2022-03");
    record.import(&reading("narrow.txt", vec![narrow])).await;
    record.import(&reading("wide.txt", vec![wide])).await;
    let public = record.public().await;
    let of = |count: usize| {
        let found = public.partnerships.iter().find(|one| one.parties.len() == count);
        found.unwrap().id
    };
    (of(2), of(3))
}

#[rstest]
#[tokio::test]
async fn merged_partnerships_are_one_with_the_proofs_of_both_and_can_be_taken_apart_again(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let (narrow, wide) = two_partnerships(&record).await;
    let apart = record.public().await;
    record
        .register
        .merge(
            Editable::Partnership(narrow),
            Editable::Partnership(wide),
            record.reviewer(),
        )
        .await
        .unwrap();
    let merged = record.public().await;
    let [one] = merged.partnerships.as_slice() else {
        panic!("{} partnerships", merged.partnerships.len());
    };
    assert_eq!(
        (one.id, one.parties.len(), one.steps.len(), one.evidence.len()),
        (wide, 3, 2, 2)
    );
    let merge = Merge {
        gone: narrow.uuid(),
        into: wide.uuid(),
    };
    assert_eq!(merged.merged, [merge]);
    record.sound().await;

    // What is read of the merged one from now on belongs to the other as well.
    let later = dated(
        partnership(&[&french(1), &ukrainian(1)]),
        "confirmed",
        "2024-02-01",
    );
    record.import(&reading("later.txt", vec![later])).await;
    let public = record.public().await;
    assert_eq!(
        (public.partnerships.len(), public.partnerships[0].steps.len()),
        (1, 3)
    );
    record.sound().await;

    record
        .register
        .unmerge(narrow.uuid(), record.reviewer())
        .await
        .unwrap();
    let public = record.public().await;
    assert_eq!(public.merged, []);
    let mut keys: Vec<PartnershipId> = public.partnerships.iter().map(|one| one.id).collect();
    let mut before: Vec<PartnershipId> = apart.partnerships.iter().map(|one| one.id).collect();
    keys.sort();
    before.sort();
    assert_eq!(keys, before);
    let again = public.partnerships.iter().find(|one| one.id == narrow).unwrap();
    assert_eq!((again.parties.len(), again.steps.len()), (2, 2));
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_chain_of_merges_leads_to_its_end(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let (narrow, wide) = two_partnerships(&record).await;
    let (a, c, far) = (french(1), french(3), ukrainian(1));
    record
        .import(&reading("third.txt", vec![partnership(&[&a, &c, &far])]))
        .await;
    let public = record.public().await;
    let third = public
        .partnerships
        .iter()
        .find(|one| one.id != narrow && one.id != wide);
    let third = third.unwrap().id;
    for (from, into) in [(narrow, wide), (wide, third)] {
        let (from, into) = (Editable::Partnership(from), Editable::Partnership(into));
        record
            .register
            .merge(from, into, record.reviewer())
            .await
            .unwrap();
    }
    let public = record.public().await;
    assert_eq!(public.partnerships.len(), 1);
    assert!(public.merged.iter().all(|merge| merge.into == third.uuid()));
    assert_eq!(public.merged.len(), 2);
    record.sound().await;
    record
        .register
        .unmerge(wide.uuid(), record.reviewer())
        .await
        .unwrap();
    let public = record.public().await;
    assert_eq!(
        public.merged,
        [Merge {
            gone: narrow.uuid(),
            into: wide.uuid()
        }]
    );
    assert_eq!(public.partnerships.len(), 2);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_fact_is_not_merged_with_itself_nor_with_one_that_is_not_there(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let (narrow, _) = two_partnerships(&record).await;
    let nowhere = PartnershipId::of(uuid::Uuid::nil());
    for into in [narrow, nowhere] {
        let error = record
            .register
            .merge(
                Editable::Partnership(narrow),
                Editable::Partnership(into),
                record.reviewer(),
            )
            .await
            .unwrap_err();
        assert!(matches!(error, RegisterError::Unfit { .. }), "{error}");
    }
    record.sound().await;
}
