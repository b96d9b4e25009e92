//! A record copied from one database to the other, and what keeps a copy from being half of one.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, alliance_document, award, dated, french, partnership, party, reading, ukrainian};
use crate::people::REVIEWER;
use register::{Editable, Limits, Register, RegisterError, Tally};
use rstest::rstest;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use vocabulary::ClaimRole;

/// A record with all sorts of rows: facts, decisions, edits, texts in three scripts, a session, a rule.
async fn filled(base: Base) -> Record {
    let record = Record::on(base).await;
    let first = partnership(&[&french(7), &ukrainian(7)]);
    record.import(&reading("Ґанок – “à côté”.txt", vec![first])).await;
    record.accept(record.waiting().await[0]).await;
    record.trust_all().await;
    let mut claims = alliance_document();
    claims[0] = dated(claims[0].clone(), "signed", "2025-06-06");
    claims[0].programme = Some("#Programme".to_owned());
    let partner = party(&ukrainian(1), ClaimRole::Partner);
    claims.push(award(&french(1), vec![partner], "L’eau, вода"));
    record.import(&reading("a.txt", claims)).await;
    let public = record.public().await;
    let fact = Editable::Partnership(public.partnerships[0].id);
    let register = &record.register;
    let edited = register.edit(fact, "status", json!("suspended"), record.reviewer());
    edited.await.unwrap();
    let olena = record.account("olena@example.org").await;
    register
        .give_role(olena, REVIEWER, record.operator())
        .await
        .unwrap();
    record.session("olena@example.org").await;
    record
}

fn silent(_: &'static str, _: u64) {}

#[rstest]
#[tokio::test]
async fn a_copy_holds_what_the_record_held_and_can_be_written_to(
    #[values(Sqlite, Postgres)] from: Base,
    #[values(Sqlite, Postgres)] to: Base,
) {
    let record = filled(from).await;
    let copy = Record::on(to).await;
    let tally = record.register.copy_into(&copy.register, &silent).await.unwrap();
    assert!(tally.rows() > 100, "{tally:?}");
    assert_eq!(copy.register.tally().await.unwrap(), tally);
    assert_eq!(record.register.tally().await.unwrap(), tally);
    assert_eq!(tally.head.position, record.register.position().await.unwrap());
    let (one, other) = (
        record.public().await,
        copy.register.public_record().await.unwrap(),
    );
    assert_eq!(one, other);
    copy.sound().await;
    copy.import(&reading(
        "later.txt",
        vec![partnership(&[&french(9), &ukrainian(9)])],
    ))
    .await;
    copy.sound().await;
    assert_ne!(copy.register.tally().await.unwrap().head, tally.head);
}

#[rstest]
#[tokio::test]
async fn a_record_that_holds_anything_takes_no_copy(#[values(Sqlite, Postgres)] base: Base) {
    let record = filled(base).await;
    let other = Record::on(base).await;
    other.trust_all().await;
    let before = other.register.tally().await.unwrap();
    let refused = record.register.copy_into(&other.register, &silent).await;
    assert!(
        matches!(refused, Err(RegisterError::NotEmpty { .. })),
        "{refused:?}"
    );
    assert_eq!(other.register.tally().await.unwrap(), before);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_copy_made_while_others_write_is_of_one_moment(#[values(Sqlite, Postgres)] base: Base) {
    let record = Arc::new(filled(base).await);
    let done = Arc::new(AtomicBool::new(false));
    let writer = {
        let (record, done) = (Arc::clone(&record), Arc::clone(&done));
        tokio::spawn(async move {
            let mut written = 0;
            while !done.load(Ordering::SeqCst) {
                written += 1;
                let claims = vec![partnership(&[&french(written + 10), &ukrainian(written + 10)])];
                record.import(&reading(&format!("{written}.txt"), claims)).await;
            }
            written
        })
    };
    let mut seen = Vec::new();
    for _ in 0..3 {
        let copy = Record::on(Sqlite).await;
        let tally = record.register.copy_into(&copy.register, &silent).await.unwrap();
        copy.sound().await;
        seen.push(tally.head.position);
    }
    done.store(true, Ordering::SeqCst);
    assert!(writer.await.unwrap() > 0);
    assert!(seen.is_sorted() && seen.first() < seen.last(), "{seen:?}");
}

#[rstest]
#[tokio::test]
async fn a_copy_that_finds_no_room_leaves_nothing(#[values(Sqlite, Postgres)] base: Base) {
    let record = filled(base).await;
    let claims = (1..=300)
        .map(|n| partnership(&[&french(n), &ukrainian(n)]))
        .collect();
    record.import(&reading("large.txt", claims)).await;
    let target = Record::sqlite().await;
    let empty: Tally = target.register.tally().await.unwrap();
    let tight = Limits {
        pages: Some(150),
        ..Limits::default()
    };
    let register = Register::open_with(&target.path(), &tight).await.unwrap();
    let full = record.register.copy_into(&register, &silent).await;
    assert!(matches!(full, Err(RegisterError::DiskFull { .. })), "{full:?}");
    assert_eq!(target.register.tally().await.unwrap(), empty);
    assert_eq!(empty.rows(), 0);
    // With room the same copy goes through.
    record
        .register
        .copy_into(&target.register, &silent)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_copy_whose_rows_the_target_changed_is_not_kept() {
    let record = filled(Sqlite).await;
    let target = Record::on(Postgres).await;
    let postgres = target.database.as_ref().unwrap();
    postgres
        .ask(
            "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS
             'BEGIN NEW.name := upper(NEW.name); RETURN NEW; END';
             CREATE TRIGGER shouted BEFORE INSERT ON organisation FOR EACH ROW EXECUTE FUNCTION shout()",
        )
        .unwrap();
    let refused = record.register.copy_into(&target.register, &silent).await;
    assert!(
        matches!(&refused, Err(RegisterError::CopyDiffers { table }) if table == "organisation"),
        "{refused:?}"
    );
    assert_eq!(target.register.tally().await.unwrap().rows(), 0);
}

#[tokio::test]
async fn a_hand_in_the_log_changes_its_head() {
    let record = filled(Postgres).await;
    let before = record.register.tally().await.unwrap();
    let postgres = record.database.as_ref().unwrap();
    postgres
        .ask("SET session_replication_role = replica; UPDATE change SET actor = 'nobody' WHERE position = 1")
        .unwrap();
    let after = record.register.tally().await.unwrap();
    assert_eq!(before.differs_from(&after).as_deref(), Some("change"));
    assert_ne!(before.head.hash, after.head.hash);
}
