//! Reading a source once, again, and after it has changed.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, alliance_document, award, french, moved, partnership, reading, ukrainian};
use register::{Novelty, RegisterError};
use rstest::rstest;
use sea_orm::{ConnectionTrait, Statement};
use std::collections::BTreeMap;
use vocabulary::{ClaimState, Rights};

/// Rows of every table.
async fn rows(record: &Record) -> BTreeMap<String, i64> {
    let database = record.raw().await;
    let backend = database.get_database_backend();
    let ask = |question: String| Statement::from_string(backend, question);
    let tables = match backend {
        sea_orm::DatabaseBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        _ => "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public'",
    };
    let tables = tables.to_owned();
    let mut all = BTreeMap::new();
    for table in database.query_all_raw(ask(tables)).await.unwrap() {
        let table: String = table.try_get_by_index(0).unwrap();
        let count = format!("SELECT COUNT(*) FROM \"{table}\"");
        let count = database.query_one_raw(ask(count)).await.unwrap().unwrap();
        all.insert(table, count.try_get_by_index(0).unwrap());
    }
    all
}

#[rstest]
#[tokio::test]
async fn the_same_document_twice_brings_nothing_new(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let document = reading("a.txt", alliance_document());
    let first = record.import(&document).await;
    assert_eq!(
        (first.novelty, first.claims_new, first.accepted_by_rules),
        (Novelty::NewSource, 5, 5)
    );
    let before = rows(&record).await;
    let again = record.import(&document).await;
    assert_eq!(again.novelty, Novelty::Nothing);
    assert_eq!(again.position, first.position);
    assert_eq!(rows(&record).await, before);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_changed_document_is_a_new_revision_and_keeps_the_decisions(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let (a, b, c) = (french(1), french(2), french(3));
    let far = ukrainian(1);
    let first = partnership(&[&a, &far]);
    let second = partnership(&[&b, &far]);
    let old = record
        .import(&reading("a.txt", vec![first.clone(), second.clone()]))
        .await;
    let waiting = record.waiting().await;
    record.accept(waiting[0]).await;
    record
        .register
        .reject(waiting[1], "no", record.reviewer())
        .await
        .unwrap();
    let newer = vec![partnership(&[&c, &far]), moved(first, 100), moved(second, 200)];
    let imported = record.import(&reading("a.txt", newer)).await;
    assert_eq!((imported.claims_new, imported.claims_kept), (1, 2));
    assert_ne!(imported.revision, old.revision);
    let accepted = record.register.claim(waiting[0]).await.unwrap().unwrap();
    assert_eq!(accepted.claim.state, ClaimState::Accepted);
    assert_eq!(accepted.claim.claim.start, 100);
    assert_eq!(accepted.revision, imported.revision);
    let rejected = record.register.claim(waiting[1]).await.unwrap().unwrap();
    assert_eq!(rejected.claim.state, ClaimState::Rejected);
    let public = record.public().await;
    assert_eq!(public.partnerships.len(), 1);
    assert_eq!(public.sources[0].claims.len(), 3);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_claim_that_vanishes_is_superseded_and_what_a_person_accepted_stays(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let (a, b, far) = (french(1), french(2), ukrainian(1));
    let (first, second) = (partnership(&[&a, &far]), partnership(&[&b, &far]));
    record
        .import(&reading("a.txt", vec![first.clone(), second]))
        .await;
    let waiting = record.waiting().await;
    record.accept(waiting[0]).await;
    let imported = record.import(&reading("a.txt", vec![])).await;
    assert_eq!(imported.claims_superseded, 2);
    let counts = record.register.counts().await.unwrap();
    assert_eq!(
        (
            counts.claims_superseded,
            counts.claims_waiting,
            counts.partnerships
        ),
        (2, 0, 1)
    );
    record.sound().await;
    // The page brings it back: the decision still stands.
    record.import(&reading("a.txt", vec![first])).await;
    let back = record.register.claim(waiting[0]).await.unwrap().unwrap();
    assert_eq!(back.claim.state, ClaimState::Accepted);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn what_a_rule_accepted_goes_when_another_claim_takes_its_place(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let (a, far, other) = (french(1), ukrainian(1), ukrainian(2));
    record
        .import(&reading("a.txt", vec![partnership(&[&a, &far])]))
        .await;
    record
        .import(&reading("a.txt", vec![partnership(&[&a, &other])]))
        .await;
    let public = record.public().await;
    assert_eq!(public.partnerships.len(), 1);
    record.sound().await;
    // A page that only forgets does not unmake the partnership.
    record.import(&reading("a.txt", vec![])).await;
    assert_eq!(record.register.counts().await.unwrap().partnerships, 1);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn the_same_bytes_read_by_a_newer_engine_keep_decisions_and_drop_what_it_no_longer_sees(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let (a, b, far) = (french(1), french(2), ukrainian(1));
    let mut document = reading("a.txt", vec![partnership(&[&a, &far]), partnership(&[&b, &far])]);
    record.import(&document).await;
    document.engine = "engine 2".to_owned();
    document.claims.pop();
    let imported = record.import(&document).await;
    assert_eq!(imported.novelty, Novelty::ReadAgain);
    let counts = record.register.counts().await.unwrap();
    assert_eq!(
        (counts.revisions, counts.partnerships, counts.claims_superseded),
        (2, 1, 1)
    );
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_document_that_returns_to_an_earlier_state_is_that_revision_again(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let (a, b, far) = (french(1), french(2), ukrainian(1));
    let one = reading("a.txt", vec![partnership(&[&a, &far])]);
    let two = reading("a.txt", vec![partnership(&[&b, &far])]);
    let first = record.import(&one).await;
    record.import(&two).await;
    let back = record.import(&one).await;
    assert_eq!(back.revision, first.revision);
    assert_eq!(record.register.counts().await.unwrap().revisions, 2);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_source_that_may_only_be_quoted_gives_headlines_without_summaries(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let mut document = reading("a.txt", alliance_document());
    document.rights = Rights::Quotation;
    record.import(&document).await;
    let public = record.public().await;
    assert_eq!(public.stories.len(), 1);
    assert_eq!(public.stories[0].summary, None);
}

#[rstest]
#[tokio::test]
async fn a_story_names_the_partnerships_proved_within_its_span(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    record.import(&reading("a.txt", alliance_document())).await;
    let public = record.public().await;
    assert_eq!(public.stories[0].partnerships, [public.partnerships[0].id]);
}

#[rstest]
#[tokio::test]
async fn a_rule_leaves_claims_with_unknown_bodies_to_a_person_and_names_itself_in_the_log(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let mut doubtful = partnership(&[&french(2), &ukrainian(1)]);
    doubtful.confidence = 0.4;
    let unknown = partnership(&["fr-com-99999", &ukrainian(1)]);
    let known = partnership(&[&french(1), &ukrainian(1)]);
    let imported = record
        .import(&reading("a.txt", vec![doubtful, unknown, known]))
        .await;
    assert_eq!(imported.accepted_by_rules, 1);
    assert_eq!(record.waiting().await.len(), 2);
    let changes = record.register.changes_since(0, 1_000).await.unwrap();
    let accepted: Vec<_> = changes
        .iter()
        .filter(|change| change.what == "accepted")
        .collect();
    assert_eq!(accepted.len(), 1);
    assert_eq!(
        accepted[0].by,
        register::Actor::Rule {
            name: "all of them".to_owned()
        }
    );
    let why = accepted[0].why.as_ref().unwrap();
    assert_eq!(why.params["rule"], "all of them");
    assert_eq!(why.params["at_least"], "0.500");
    let error = record
        .register
        .accept(record.waiting().await[1], &crate::build::Towns, record.reviewer())
        .await
        .unwrap_err();
    assert!(matches!(&error, RegisterError::UnknownCode { code } if code.to_string() == "fr-com-99999"));
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn two_sources_of_one_award_are_two_proofs_of_one_award(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let far = crate::build::party(&ukrainian(1), vocabulary::ClaimRole::Partner);
    let claim = award(&french(1), vec![far], "Water for all");
    record.import(&reading("a.txt", vec![claim.clone()])).await;
    record.import(&reading("b.txt", vec![claim])).await;
    let public = record.public().await;
    assert_eq!(
        (
            public.awards.len(),
            public.projects.len(),
            public.partnerships.len()
        ),
        (1, 1, 1)
    );
    assert_eq!(public.awards[0].evidence.len(), 2);
    assert_eq!(public.calls[0].sessions[0].evidence.len(), 2);
    record.sound().await;
}
