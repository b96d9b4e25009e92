//! Grants: what makes one, what does not, and that they live as other facts do.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{
    Record, award, dated, french, money, organisation, partnership, party, reading, ukrainian,
};
use register::{Editable, PublicRecord};
use rstest::rstest;
use serde_json::json;
use vocabulary::{AmountRole, Claim, ClaimRole, Funding, Grant, GrantForm, PartyRef};

/// The town gives this much to the association of the twinning.
fn grant(amount: &str) -> Claim {
    let mut claim = money(vec![], AmountRole::Grant, amount);
    claim.others = vec![
        party(&french(1), ClaimRole::Funder),
        organisation("The twinning committee", ClaimRole::Beneficiary),
    ];
    claim.title = Some("A week of pupils".to_owned());
    claim
}

/// The record of a document whose claims a person accepted, whatever names they leave open.
async fn accepted(base: Base, mut claims: Vec<Claim>) -> PublicRecord {
    for (claim, n) in claims.iter_mut().zip(1..) {
        claim.quote = format!("Sentence {n}.");
    }
    let record = Record::on(base).await;
    record.import(&reading("a.txt", claims)).await;
    for claim in record.waiting().await {
        record.accept(claim).await;
    }
    record.sound().await;
    record.public().await
}

fn code(public: &PublicRecord, party: PartyRef) -> String {
    match party {
        PartyRef::Authority(id) => {
            let found = public.authorities.iter().find(|(known, _)| *known == id);
            found.unwrap().1.code().to_string()
        }
        PartyRef::Organisation(id) => {
            let found = public.organisations.iter().find(|body| body.id == id);
            found.unwrap().name.clone()
        }
    }
}

#[rstest]
#[tokio::test]
async fn a_claim_that_names_giver_and_amount_is_a_grant_and_still_the_budget_of_its_project(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let public = accepted(base, vec![dated(grant("3200.50"), "voted", "2024-12-09")]).await;
    let [found] = public.grants.as_slice() else {
        panic!("{:?}", public.grants)
    };
    assert_eq!(found.givers.len(), 1);
    assert_eq!(code(&public, found.givers[0]), french(1));
    assert_eq!(found.recipients.len(), 1);
    assert_eq!(code(&public, found.recipients[0]), "The twinning committee");
    assert_eq!(found.amount.to_string(), "EUR 3200.50");
    assert_eq!(found.on.unwrap().to_string(), "2024-12-09");
    assert_eq!(found.form, Some(GrantForm::Cash));
    assert_eq!(found.title.original, "A week of pupils");
    assert!(!found.approximate);
    assert_eq!(found.project, Some(public.projects[0].id));
    assert_eq!(public.projects[0].budget, Some(found.amount));
    assert_eq!(found.evidence, [public.evidence[0].id]);
}

#[rstest]
#[tokio::test]
async fn an_award_with_its_sum_is_a_grant_to_the_lead_with_award_project_and_partnership(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let mut won = award(
        &french(1),
        vec![party(&ukrainian(1), ClaimRole::Partner)],
        "Water",
    );
    won.others = vec![organisation("The ministry", ClaimRole::Funder)];
    won.funding = grant("41000").funding;
    let public = accepted(base, vec![won]).await;
    let found = &public.grants[0];
    assert_eq!(code(&public, found.givers[0]), "The ministry");
    let recipients: Vec<String> = found.recipients.iter().map(|one| code(&public, *one)).collect();
    assert_eq!(recipients, [french(1)]);
    assert_eq!(found.award, Some(public.awards[0].id));
    assert_eq!(found.project, Some(public.awards[0].project));
    assert_eq!(found.partnership, Some(public.partnerships[0].id));
    assert_eq!(found.on, None);
}

#[rstest]
#[tokio::test]
async fn a_lead_that_gives_does_not_receive(#[values(Sqlite, Postgres)] base: Base) {
    let (a, far) = (french(1), ukrainian(1));
    let parties = vec![party(&a, ClaimRole::Lead), party(&far, ClaimRole::Partner)];
    let mut given = money(parties, AmountRole::Grant, "500");
    given.others = vec![party(&a, ClaimRole::Funder)];
    let public = accepted(base, vec![given]).await;
    let found = &public.grants[0];
    let codes = |side: &[PartyRef]| -> Vec<String> { side.iter().map(|one| code(&public, *one)).collect() };
    assert_eq!(
        (codes(&found.givers), codes(&found.recipients)),
        (vec![a], vec![far])
    );
}

#[rstest]
#[tokio::test]
async fn a_grant_serves_the_partnership_that_its_document_names(#[values(Sqlite, Postgres)] base: Base) {
    let mut given = grant("500");
    given.others[1] = party(&ukrainian(1), ClaimRole::Beneficiary);
    given.quantity = Some(15);
    let named = partnership(&[&french(1), &ukrainian(1)]);
    let public = accepted(base, vec![named, given]).await;
    assert_eq!(public.grants[0].partnership, Some(public.partnerships[0].id));
    assert_eq!(public.grants[0].form, Some(GrantForm::InKind));
}

#[rstest]
#[tokio::test]
async fn what_lacks_a_giver_or_an_amount_above_nothing_is_no_grant(#[values(Sqlite, Postgres)] base: Base) {
    let with = |funding: fn(&mut Funding)| {
        let mut claim = grant("500");
        funding(&mut claim.funding);
        claim
    };
    let mut nobody = grant("500");
    nobody.others.remove(0);
    let mut unknown = grant("500");
    unknown.others[0].code = None;
    let claims = vec![
        nobody,
        unknown,
        with(|funding| funding.amount = Some("0".to_owned())),
        with(|funding| funding.amount = Some("-500".to_owned())),
        with(|funding| funding.amount = Some("99999999999999999999".to_owned())),
        with(|funding| funding.amount = Some("0.001".to_owned())),
        with(|funding| funding.amount = None),
        with(|funding| funding.currency = None),
        with(|funding| funding.amount_role = Some(AmountRole::Budget)),
        with(|funding| funding.amount_role = Some(AmountRole::Total)),
    ];
    for claim in claims {
        let public = accepted(base, vec![claim.clone()]).await;
        assert_eq!(public.grants, [], "{claim:?}");
        assert_eq!(public.projects.len(), 1, "it is what it was before: {claim:?}");
    }
}

#[rstest]
#[tokio::test]
async fn a_year_stays_a_year_and_the_same_sum_of_another_year_is_another_grant(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let deadline = dated(grant("900"), "deadline", "2026-01-31");
    let claims = vec![
        dated(grant("500"), "voted", "2024"),
        dated(grant("500"), "voted", "2025-03"),
        deadline,
    ];
    let public = accepted(base, claims).await;
    let mut days: Vec<Option<String>> = public
        .grants
        .iter()
        .map(|found| found.on.map(|day| day.to_string()))
        .collect();
    days.sort();
    assert_eq!(days, [None, Some("2024".to_owned()), Some("2025-03".to_owned())]);
}

#[rstest]
#[tokio::test]
async fn two_sources_of_one_grant_are_two_proofs_of_one_grant_with_the_most_precise_day(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.trust_all().await;
    for (origin, day) in [("a.txt", "2024"), ("b.txt", "2024-12-09")] {
        let claims = vec![dated(grant("500"), "voted", day)];
        record.import(&reading(origin, claims)).await;
    }
    record.sound().await;
    let public = record.public().await;
    assert_eq!(public.grants.len(), 1);
    assert_eq!(public.grants[0].evidence.len(), 2);
    assert_eq!(public.grants[0].on.unwrap().to_string(), "2024-12-09");
}

#[rstest]
#[tokio::test]
async fn undoing_the_claim_takes_the_grant_out_again(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.import(&reading("a.txt", vec![grant("500")])).await;
    let claim = record.waiting().await[0];
    assert_eq!(record.register.counts().await.unwrap().grants, 0);
    record.accept(claim).await;
    assert_eq!(record.register.counts().await.unwrap().grants, 1);
    record.sound().await;
    record.register.undo(claim, record.reviewer()).await.unwrap();
    let public = record.public().await;
    assert_eq!(
        (public.grants, public.authorities.len()),
        (Vec::<Grant>::new(), 0)
    );
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn what_a_person_edited_of_a_grant_survives_a_new_reading_and_nothing_is_no_amount(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.trust_all().await;
    record.import(&reading("a.txt", vec![grant("500")])).await;
    let key = record.public().await.grants[0].id;
    let fact = Editable::Grant(key);
    for (field, value) in [
        ("form", json!("in_kind")),
        ("on", json!("2024-12-09")),
        ("amount", json!({ "minor": 60_000, "currency": "EUR" })),
    ] {
        let edited = record.register.edit(fact, field, value, record.reviewer()).await;
        edited.unwrap();
    }
    for wrong in [
        json!({ "minor": 0, "currency": "EUR" }),
        json!({ "minor": -1, "currency": "EUR" }),
        json!({ "minor": 1, "currency": "EURO" }),
        json!(null),
    ] {
        let refused = record
            .register
            .edit(fact, "amount", wrong.clone(), record.reviewer());
        assert!(refused.await.is_err(), "{wrong}");
    }
    let mut again = reading("a.txt", vec![grant("500"), grant("700")]);
    again.engine = "engine 2".to_owned();
    record.import(&again).await;
    record.sound().await;
    let public = record.public().await;
    assert_eq!(public.grants.len(), 2);
    let kept = public.grants.iter().find(|found| found.id == key).unwrap();
    assert_eq!(kept.amount.to_string(), "EUR 600.00");
    assert_eq!(kept.form, Some(GrantForm::InKind));
    assert_eq!(kept.on.unwrap().to_string(), "2024-12-09");
}

#[rstest]
#[tokio::test]
async fn two_grants_that_are_one_are_merged_and_taken_apart_again(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let mut other = grant("500");
    other.title = Some("A week of pupils at the sea".to_owned());
    record.import(&reading("a.txt", vec![grant("500"), other])).await;
    let before = record.public().await;
    let [gone, into] = [0, 1].map(|at| before.grants[at].id);
    let (from, to) = (Editable::Grant(gone), Editable::Grant(into));
    record.register.merge(from, to, record.reviewer()).await.unwrap();
    record.sound().await;
    let merged = record.public().await;
    assert_eq!(merged.grants.len(), 1);
    assert_eq!((merged.grants[0].id, merged.grants[0].evidence.len()), (into, 2));
    let key = vocabulary::Id::uuid(gone);
    record.register.unmerge(key, record.reviewer()).await.unwrap();
    record.sound().await;
    assert_eq!(record.public().await.grants, before.grants);
}
