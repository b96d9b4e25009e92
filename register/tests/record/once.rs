//! Requests with a key: carried out once, answered as often as they come.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::Record;
use register::people::NewAccount;
use register::{OnceAnswer, OnceKey, OnceRequest, OnceState};
use rstest::rstest;
use vocabulary::{AccountId, Id, Language, Moment};

const MINUTE: i64 = 60_000_000;

fn later(record: &Record, micros: i64) -> Moment {
    Moment::utc(record.now.micros + micros)
}

fn request(named: &str, body: &[u8]) -> OnceRequest {
    let account = AccountId::of(uuid::Uuid::from_u128(7));
    OnceRequest::new(OnceKey::of(account, named), &[b"/fr/somewhere", body])
}

async fn begun(record: &Record, request: &OnceRequest, at: &Moment) -> OnceState {
    record.register.begin_once(request, at).await.unwrap()
}

/// A write under a key.
async fn carried_out(record: &Record, key: OnceKey) {
    let new = NewAccount {
        name: "Olha".to_owned(),
        email: "olha@example.org".parse().unwrap(),
        verified: None,
        language: Language::UK,
        password: None,
    };
    let act = record.operator().once(Some(key));
    record.register.create_account(&new, act).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_key_is_answered_as_it_was_answered_first(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let asked = request("a", b"body");
    assert_eq!(begun(&record, &asked, &record.now).await, OnceState::First);
    assert_eq!(begun(&record, &asked, &record.now).await, OnceState::InHand);
    carried_out(&record, asked.key).await;
    let answer = OnceAnswer {
        status: 303,
        headers: vec![("location".to_owned(), "/fr/".to_owned())],
        body: b"\0\xFF".to_vec(),
    };
    record
        .register
        .answer_once(asked.key, answer.clone())
        .await
        .unwrap();
    for at in [record.now.clone(), later(&record, 60 * MINUTE)] {
        assert_eq!(
            begun(&record, &asked, &at).await,
            OnceState::Answered(answer.clone())
        );
    }
    assert_eq!(
        begun(&record, &request("a", b"another body"), &record.now).await,
        OnceState::AnotherRequest
    );
    assert_eq!(
        begun(&record, &request("b", b"body"), &record.now).await,
        OnceState::First
    );
    let forgotten = later(&record, 25 * 60 * MINUTE);
    assert_eq!(begun(&record, &asked, &forgotten).await, OnceState::First);
}

#[rstest]
#[tokio::test]
async fn what_was_carried_out_is_not_carried_out_again_even_if_its_answer_was_lost(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let asked = request("a", b"body");
    assert_eq!(begun(&record, &asked, &record.now).await, OnceState::First);
    carried_out(&record, asked.key).await;
    // The node went before it kept the answer.
    assert_eq!(begun(&record, &asked, &record.now).await, OnceState::InHand);
    let position = record.register.position().await.unwrap();
    assert_eq!(
        begun(&record, &asked, &later(&record, MINUTE)).await,
        OnceState::CarriedOut { position }
    );
    record.register.release_once(asked.key).await.unwrap();
    assert_eq!(
        begun(&record, &asked, &later(&record, MINUTE)).await,
        OnceState::CarriedOut { position },
        "what was done cannot be given back"
    );
}

#[rstest]
#[tokio::test]
async fn what_was_not_carried_out_is_taken_over_by_one(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let asked = request("a", b"body");
    assert_eq!(begun(&record, &asked, &record.now).await, OnceState::First);
    let at = later(&record, MINUTE);
    assert_eq!(begun(&record, &asked, &at).await, OnceState::First);
    assert_eq!(begun(&record, &asked, &at).await, OnceState::InHand);
    record.register.release_once(asked.key).await.unwrap();
    assert_eq!(begun(&record, &asked, &at).await, OnceState::First);
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn of_many_that_send_one_key_at_once_one_carries_it_out(#[values(Sqlite, Postgres)] base: Base) {
    let record = std::sync::Arc::new(Record::on(base).await);
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let record = std::sync::Arc::clone(&record);
            tokio::spawn(async move { begun(&record, &request("a", b"body"), &record.now).await })
        })
        .collect();
    let mut firsts = 0;
    for task in tasks {
        match task.await.unwrap() {
            OnceState::First => firsts += 1,
            other => assert_eq!(other, OnceState::InHand),
        }
    }
    assert_eq!(firsts, 1);
}
