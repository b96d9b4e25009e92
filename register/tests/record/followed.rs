//! Following the log: what changed behind a position, laid over the record of that position, gives the newest record.
//!
//! Every test that looks at the record through [`Record::public`] checks it on the way.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, alliance_document, french, partnership, reading, ukrainian};
use rstest::rstest;

#[rstest]
#[tokio::test]
async fn nothing_changed_behind_the_newest_position(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    record.import(&reading("a.txt", alliance_document())).await;
    let position = record.register.position().await.unwrap();
    let changes = record.register.public_changes(position).await.unwrap().unwrap();
    assert_eq!(changes.record.position, position);
    assert_eq!((changes.record.partnerships.len(), changes.gone.len()), (0, 0));
    assert_eq!(
        record.register.public_changes(position + 1).await.unwrap(),
        None,
        "no position of this log"
    );
}

#[rstest]
#[tokio::test]
async fn a_write_brings_what_it_changed_and_nothing_else(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    for number in 1..20 {
        let claims = vec![partnership(&[&french(number), &ukrainian(number)])];
        record.import(&reading(&format!("{number}.txt"), claims)).await;
    }
    let before = record.register.position().await.unwrap();
    let claims = vec![partnership(&[&french(3), &ukrainian(40)])];
    record.import(&reading("new.txt", claims)).await;
    let changes = record.register.public_changes(before).await.unwrap().unwrap();
    let new = changes.record;
    assert_eq!((new.partnerships.len(), new.authorities.len()), (1, 2));
    assert_eq!((new.sources.len(), new.evidence.len()), (1, 1));
    record.sound().await;
}
