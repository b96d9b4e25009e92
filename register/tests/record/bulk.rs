//! Deciding many claims at once, taking a whole write back, and the history of one thing or one person.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, Towns, french, partnership, reading, ukrainian};
use register::Act;
use rstest::rstest;
use vocabulary::{Claim, ClaimState, Id, Moment};

/// Ten partnerships of one source, of confidence 0.05, 0.15 and so on.
fn ten() -> Vec<Claim> {
    (0..10_u8)
        .map(|n| Claim {
            confidence: 0.05 + f32::from(n) / 10.0,
            ..partnership(&[&french(u32::from(n)), &ukrainian(u32::from(n))])
        })
        .collect()
}

#[rstest]
#[tokio::test]
async fn the_sure_claims_of_a_source_are_accepted_together_and_taken_back_together(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let source = record.import(&reading("a.txt", ten())).await.source;
    record
        .import(&reading(
            "b.txt",
            vec![partnership(&[&french(50), &ukrainian(50)])],
        ))
        .await;
    let bulk = record
        .register
        .accept_all(source, 0.6, &Towns, record.reviewer())
        .await
        .unwrap();
    assert_eq!(bulk.claims, 4);
    let counts = record.register.counts().await.unwrap();
    assert_eq!((counts.partnerships, counts.claims_waiting), (4, 7));
    assert_eq!(counts.authorities, 8, "what waits brings no body into the record");
    record.sound().await;

    // One of them is undone and accepted anew by hand: that decision is no longer of the bulk.
    let public = record.public().await;
    let mut claims = public.sources.iter().flat_map(|read| &read.claims);
    let one = claims.rfind(|claim| claim.state == ClaimState::Accepted);
    let one = one.unwrap().id;
    record.register.undo(one, record.reviewer()).await.unwrap();
    record.accept(one).await;
    let undone = record
        .register
        .undo_write((source, bulk.write), record.reviewer())
        .await;
    assert_eq!(undone.unwrap(), 3);
    let counts = record.register.counts().await.unwrap();
    assert_eq!((counts.partnerships, counts.claims_waiting), (1, 10));
    record.sound().await;

    let elsewhere = record.import(&reading("c.txt", ten())).await.source;
    let of_another = record
        .register
        .undo_write((elsewhere, bulk.write), record.reviewer());
    assert_eq!(of_another.await.unwrap(), 0);
    let again = record
        .register
        .undo_write((source, bulk.write), record.reviewer())
        .await;
    assert_eq!(again.unwrap(), 0);
}

#[rstest]
#[tokio::test]
async fn a_bulk_that_finds_nothing_sure_enough_writes_nothing(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let source = record.import(&reading("a.txt", ten())).await.source;
    let before = record.register.position().await.unwrap();
    let bulk = record
        .register
        .accept_all(source, 0.99, &Towns, record.reviewer())
        .await
        .unwrap();
    assert_eq!(bulk.claims, 0);
    assert_eq!(record.register.position().await.unwrap(), before);
}

#[rstest]
#[tokio::test]
async fn the_log_tells_the_life_of_one_thing_the_deeds_of_one_person_and_how_things_stood(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record
        .import(&reading("a.txt", vec![partnership(&[&french(1), &ukrainian(1)])]))
        .await;
    let claim = record.waiting().await[0];
    let at = |minutes: i64| Moment::utc(record.now.micros + minutes * 60_000_000);
    let (accepted, undone) = (at(10), at(20));
    let act = |now| Act::new(&record.reviewer, now, &record.keys);
    record
        .register
        .accept(claim, &Towns, act(&accepted))
        .await
        .unwrap();
    let public = record.public().await;
    let partnership = public.partnerships[0].id.uuid().to_string();
    record.register.undo(claim, act(&undone)).await.unwrap();

    let named = ("partnership", partnership.as_str());
    let life = record.register.changes_of(named, None, 10).await.unwrap();
    let what: Vec<&str> = life.iter().map(|change| change.what.as_str()).collect();
    assert_eq!(what, ["removed", "created"]);
    let first = record
        .register
        .changes_of(named, Some(life[0].position), 10)
        .await;
    assert_eq!(first.unwrap(), life[1..]);

    let deeds = record
        .register
        .changes_by(&record.reviewer, None, 100)
        .await
        .unwrap();
    let of_claim: Vec<&str> = deeds
        .iter()
        .filter(|change| change.entity == "claim")
        .map(|change| change.what.as_str())
        .collect();
    assert_eq!(of_claim, ["undone", "accepted"]);
    let everything = record.register.changes_since(0, 1_000).await.unwrap();
    assert!(everything.len() > deeds.len());

    for (minutes, is_there) in [(5, false), (10, true), (15, true), (20, false), (25, false)] {
        let value = record.register.as_of(named, &at(minutes)).await.unwrap();
        assert_eq!(value.is_some(), is_there, "after {minutes} minutes");
    }
}
