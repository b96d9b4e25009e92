//! Accepting, refusing, undoing, editing.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, Towns, alliance_document, dated, french, partnership, reading, ukrainian};
use register::{Editable, Edits, Register, RegisterError};
use rstest::rstest;
use serde_json::json;
use vocabulary::{ClaimState, PartnershipStatus};

#[rstest]
#[tokio::test]
async fn an_accepted_claim_becomes_a_fact_and_undoing_takes_it_out_again(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record
        .import(&reading("a.txt", vec![partnership(&[&french(1), &ukrainian(1)])]))
        .await;
    let claim = record.waiting().await[0];
    assert_eq!(record.register.counts().await.unwrap().partnerships, 0);
    record.accept(claim).await;
    let public = record.public().await;
    assert_eq!(
        (
            public.partnerships.len(),
            public.authorities.len(),
            public.evidence.len()
        ),
        (1, 2, 1)
    );
    assert_eq!(public.partnerships[0].evidence, [public.evidence[0].id]);
    record.sound().await;
    record.register.undo(claim, record.reviewer()).await.unwrap();
    let public = record.public().await;
    assert_eq!(
        (
            public.partnerships.len(),
            public.authorities.len(),
            public.evidence.len()
        ),
        (0, 0, 0)
    );
    assert_eq!(record.waiting().await, [claim]);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_claim_is_decided_once(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record
        .import(&reading("a.txt", vec![partnership(&[&french(1), &ukrainian(1)])]))
        .await;
    let claim = record.waiting().await[0];
    record
        .register
        .reject(claim, "not a partnership", record.reviewer())
        .await
        .unwrap();
    let error = record
        .register
        .accept(claim, &Towns, record.reviewer())
        .await
        .unwrap_err();
    assert!(matches!(
        error,
        RegisterError::AlreadyDecided {
            state: ClaimState::Rejected,
            ..
        }
    ));
    record.register.undo(claim, record.reviewer()).await.unwrap();
    let error = record.register.undo(claim, record.reviewer()).await.unwrap_err();
    assert!(matches!(
        error,
        RegisterError::NothingToUndo {
            state: ClaimState::Waiting,
            ..
        }
    ));
    let nobody = vocabulary::Id::of(uuid::Uuid::nil());
    let error = record
        .register
        .accept(nobody, &Towns, record.reviewer())
        .await
        .unwrap_err();
    assert!(matches!(error, RegisterError::NoSuchClaim { .. }));
}

#[rstest]
#[tokio::test]
async fn a_rule_does_not_accept_again_what_a_person_undid(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let document = reading("a.txt", vec![partnership(&[&french(1), &ukrainian(1)])]);
    record.import(&document).await;
    let public = record.public().await;
    let claim = public.sources[0].claims[0].id;
    record.register.undo(claim, record.reviewer()).await.unwrap();
    record.import(&document).await;
    assert_eq!(record.waiting().await, [claim]);
}

#[rstest]
#[tokio::test]
async fn undoing_one_of_two_proofs_leaves_the_fact_with_the_other(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let (a, far) = (french(1), ukrainian(1));
    record
        .import(&reading(
            "a.txt",
            vec![dated(partnership(&[&a, &far]), "signed", "2025-06-06")],
        ))
        .await;
    record
        .import(&reading(
            "b.txt",
            vec![dated(partnership(&[&far, &a]), "established", "2025-05")],
        ))
        .await;
    for claim in record.waiting().await {
        record.accept(claim).await;
    }
    let public = record.public().await;
    assert_eq!(public.partnerships.len(), 1);
    let both = public.partnerships[0].clone();
    assert_eq!((both.evidence.len(), both.steps.len()), (2, 2));
    assert_eq!(both.status, PartnershipStatus::Signed);
    let first = public.sources[0].claims[0].id;
    record.register.undo(first, record.reviewer()).await.unwrap();
    let public = record.public().await;
    assert_eq!(public.partnerships[0].id, both.id);
    assert_eq!(
        (
            public.partnerships[0].evidence.len(),
            public.partnerships[0].steps.len()
        ),
        (1, 1)
    );
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn what_a_person_edited_survives_a_new_reading_and_holds_the_fact(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let (a, far) = (french(1), ukrainian(1));
    record
        .import(&reading("a.txt", vec![partnership(&[&a, &far])]))
        .await;
    let public = record.public().await;
    let fact = Editable::Partnership(public.partnerships[0].id);
    let claim = public.sources[0].claims[0].id;
    record
        .register
        .edit(fact, "status", json!("suspended"), record.reviewer())
        .await
        .unwrap();
    record
        .import(&reading(
            "a.txt",
            vec![dated(partnership(&[&a, &far]), "signed", "2025-06-06")],
        ))
        .await;
    let public = record.public().await;
    assert_eq!(public.partnerships[0].status, PartnershipStatus::Suspended);
    assert_eq!(public.partnerships[0].steps.len(), 1);
    assert_eq!(public.partnerships[0].evidence.len(), 2);
    record.sound().await;
    let error = record.register.undo(claim, record.operator()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Reviewer has since edited “status” of the partnership that this claim made; undo that edit first"
    );
    record
        .register
        .release(fact, "status", record.reviewer())
        .await
        .unwrap();
    let public = record.public().await;
    assert_eq!(public.partnerships[0].status, PartnershipStatus::Signed);
    record.register.undo(claim, record.operator()).await.unwrap();
    assert_eq!(record.register.counts().await.unwrap().partnerships, 0);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn an_editor_who_saw_another_version_overwrites_nothing(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    record
        .import(&reading("a.txt", vec![partnership(&[&french(1), &ukrainian(1)])]))
        .await;
    let public = record.public().await;
    let fact = Editable::Partnership(public.partnerships[0].id);
    let seen = record.register.version(fact).await.unwrap().unwrap();
    assert!(seen.edited.is_empty());
    let edits = |status: &str, seen: u64| Edits {
        fields: vec![
            ("status".to_owned(), json!(status)),
            ("kind".to_owned(), json!("twinning")),
        ],
        seen: Some(seen),
    };
    let (register, reviewer) = (&record.register, record.reviewer());
    let edit = |edits: Edits| async move { register.edit_together(fact, &edits, reviewer).await };
    edit(edits("suspended", seen.version)).await.unwrap();
    let error = edit(edits("ended", seen.version)).await.unwrap_err();
    assert!(
        matches!(
            error,
            RegisterError::ChangedSince {
                entity: "partnership"
            }
        ),
        "{error:?}"
    );
    let stands = record.register.version(fact).await.unwrap().unwrap();
    assert_eq!(stands.value["status"], "suspended");
    assert_eq!(stands.value["kind"], "twinning");
    let held: Vec<&str> = stands.edited.iter().map(|held| held.field.as_str()).collect();
    assert_eq!(held, ["kind", "status"]);
    let unfit = edit(edits("in love", stands.version)).await.unwrap_err();
    assert!(matches!(unfit, RegisterError::Unfit { .. }), "{unfit:?}");
    assert_eq!(
        record.register.version(fact).await.unwrap(),
        Some(stands),
        "all fields or none"
    );
    let nobody = Editable::Partnership(vocabulary::Id::of(uuid::Uuid::nil()));
    assert_eq!(record.register.version(nobody).await.unwrap(), None);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn an_edit_that_does_not_fit_is_refused(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    record.import(&reading("a.txt", alliance_document())).await;
    let public = record.public().await;
    let fact = Editable::Partnership(public.partnerships[0].id);
    for (field, value) in [("status", json!("in love")), ("parties", json!([]))] {
        let error = record
            .register
            .edit(fact, field, value, record.reviewer())
            .await
            .unwrap_err();
        assert!(matches!(
            error,
            RegisterError::Unfit {
                entity: "partnership",
                ..
            }
        ));
    }
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_partnership_with_an_unknown_party_waits_with_a_message(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let mut claim = partnership(&[&french(1), &ukrainian(1)]);
    claim.parties[1].code = None;
    record.import(&reading("a.txt", vec![claim])).await;
    let claim = record.waiting().await[0];
    let error = record
        .register
        .accept(claim, &Towns, record.reviewer())
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("name the body of the other party first"),
        "{error}"
    );
}

#[rstest]
#[tokio::test]
async fn the_queue_is_read_in_pages(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let far = ukrainian(1);
    let claims = (1..=5).map(|n| partnership(&[&french(n), &far])).collect();
    record.import(&reading("a.txt", claims)).await;
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = record.register.waiting(after, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.claim.id);
        seen.extend(page.iter().map(|queued| queued.claim.id));
    }
    assert_eq!(seen, record.waiting().await);
    assert_eq!(seen.len(), 5);
}

#[rstest]
#[tokio::test]
async fn every_call_may_be_made_from_a_task_of_a_web_server(#[values(Sqlite, Postgres)] base: Base) {
    fn task<T: Send>(work: T) {
        drop(work);
    }
    let record = Record::on(base).await;
    let register = &record.register;
    let claim = vocabulary::Id::of(uuid::Uuid::nil());
    let fact = Editable::Partnership(vocabulary::Id::of(uuid::Uuid::nil()));
    let document = reading("a.txt", vec![]);
    task(register.import(&document, &Towns, record.operator()));
    task(register.accept(claim, &Towns, record.reviewer()));
    task(register.reject(claim, "", record.reviewer()));
    task(register.undo(claim, record.reviewer()));
    task(register.edit(fact, "status", json!("ended"), record.reviewer()));
    task(register.release(fact, "status", record.reviewer()));
    task(register.waiting(None, 1));
    task(register.claim(claim));
    task(register.public_record());
    task(register.changes_since(0, 1));
    task(register.check());
    task(register.counts());
    task(Register::open("a"));
}
