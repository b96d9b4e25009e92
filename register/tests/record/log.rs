//! The change log: complete, in commit order, and never rewritten.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, Towns, alliance_document, french, partnership, reading, ukrainian};
use register::{Act, Register};
use rstest::rstest;
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use vocabulary::{Authority, AuthorityCode, Directory, Moment};

#[rstest]
#[tokio::test]
async fn the_log_can_neither_be_changed_nor_shortened_nor_have_gaps(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.import(&reading("a.txt", alliance_document())).await;
    let database = record.raw().await;
    let own = match base {
        Sqlite => "INSERT OR REPLACE INTO change SELECT * FROM change WHERE position = 1",
        Postgres => "TRUNCATE change",
    };
    for statement in [
        own,
        "UPDATE change SET actor = 'nobody'",
        "DELETE FROM change WHERE position = 1",
        "INSERT INTO change SELECT position + 1000, transaction_id, recorded_at, recorded_zone, actor_kind, actor,
         entity, entity_id, what, before, after, why, schema_version FROM change WHERE position = 1",
        "UPDATE revision SET body = ''",
        "UPDATE content SET sha256 = sha256",
    ] {
        assert!(database.execute_unprepared(statement).await.is_err(), "{statement}");
    }
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn the_log_tells_the_value_before_and_after(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record
        .import(&reading("a.txt", vec![partnership(&[&french(1), &ukrainian(1)])]))
        .await;
    let claim = record.waiting().await[0];
    let before = record.register.position().await.unwrap();
    record.accept(claim).await;
    record.register.undo(claim, record.operator()).await.unwrap();
    let changes = record.register.changes_since(before, 100).await.unwrap();
    let told: Vec<(&str, &str)> = changes
        .iter()
        .map(|change| (change.entity.as_str(), change.what.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("claim", "accepted"),
            ("authority", "created"),
            ("authority", "created"),
            ("partnership", "created"),
            ("claim", "undone"),
            ("partnership", "removed"),
        ]
    );
    assert_eq!(changes[3].after, changes[5].before);
    assert_eq!(changes[3].transaction, changes[0].transaction);
    assert_ne!(changes[3].transaction, changes[4].transaction);
    assert_eq!(changes[0].before.as_ref().unwrap()["state"], "waiting");
    assert_eq!(changes[0].after.as_ref().unwrap()["state"], "accepted");
    let positions: Vec<u64> = changes.iter().map(|change| change.position).collect();
    assert!(positions.is_sorted());
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_at_a_position_never_misses_an_earlier_one_while_many_write(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Arc::new(Record::on(base).await);
    // Another process, as it were: its own connections, its own idea of who writes.
    let other = Arc::new(Register::open(&record.path()).await.unwrap());
    let done = Arc::new(AtomicBool::new(false));
    let mut writers = Vec::new();
    for writer in 0..4_u32 {
        let (record, other) = (Arc::clone(&record), Arc::clone(&other));
        writers.push(tokio::spawn(async move {
            for n in 0..8_u32 {
                let document = reading(
                    &format!("{writer}-{n}.txt"),
                    vec![partnership(&[&french(writer * 100 + n + 1), &ukrainian(n + 1)])],
                );
                let register = if writer % 2 == 0 {
                    &record.register
                } else {
                    &*other
                };
                let act = Act::new(&record.operator, &record.now, &record.keys);
                register.import(&document, &Towns, act).await.unwrap();
            }
        }));
    }
    let reader = {
        let (record, done) = (Arc::clone(&record), Arc::clone(&done));
        tokio::spawn(async move {
            let mut seen = 0_u64;
            loop {
                let last_round = done.load(Ordering::SeqCst);
                let changes = record.register.changes_since(seen, 7).await.unwrap();
                for change in &changes {
                    assert_eq!(change.position, seen + 1);
                    seen = change.position;
                }
                if last_round && changes.is_empty() {
                    return seen;
                }
                tokio::task::yield_now().await;
            }
        })
    };
    for writer in writers {
        writer.await.unwrap();
    }
    done.store(true, Ordering::SeqCst);
    let seen = reader.await.unwrap();
    assert_eq!(seen, record.register.position().await.unwrap());
    assert_eq!(record.register.counts().await.unwrap().sources, 32);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn an_authority_stood_as_it_was_recorded_with_the_codes_it_was_given_since(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let code = french(1);
    record
        .import(&reading("a.txt", vec![partnership(&[&code, &ukrainian(1)])]))
        .await;
    let (id, body) = record.public().await.authorities[0].clone();
    let id = id.to_string();
    let later = Moment::utc(record.now.micros + 1_000_000);
    let more: AuthorityCode = "fr-epci-200000001".parse().unwrap();
    let known = Recoded(body.clone(), more.clone());
    let claims = vec![partnership(&[&more.to_string(), &ukrainian(2)])];
    let act = Act::new(&record.operator, &later, &record.keys);
    record
        .register
        .import(&reading("b.txt", claims), &known, act)
        .await
        .unwrap();
    let at = |micros: i64| {
        let (register, id) = (&record.register, id.as_str());
        async move {
            register
                .as_of(("authority", id), &Moment::utc(micros))
                .await
                .unwrap()
        }
    };
    assert_eq!(at(record.now.micros - 1).await, None, "before the first entry");
    let first = at(record.now.micros).await.unwrap();
    assert_eq!(first, serde_json::to_value(&body).unwrap());
    let second = at(later.micros).await.unwrap();
    assert_eq!(second["names"], first["names"]);
    assert_eq!(second["codes"], serde_json::json!([body.code(), more]));
    record.sound().await;
}

/// Knows one body under another code as well, and whatever else is known.
struct Recoded(Authority, AuthorityCode);

impl Directory for Recoded {
    fn authority(&self, code: &AuthorityCode) -> Option<Authority> {
        if *code != self.1 {
            return Towns.authority(code);
        }
        let mut body = self.0.clone();
        body.codes.push(code.clone());
        Some(body)
    }
}
