//! Large documents come in as one transaction of few statements.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, award, french, party, reading, ukrainian};
use rstest::rstest;
use vocabulary::ClaimRole;

#[rstest]
#[tokio::test]
async fn a_document_with_two_hundred_awards_comes_in_at_once(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let claims = (1..=200)
        .map(|n| {
            let partner = party(&ukrainian(n), ClaimRole::Partner);
            award(&french(n), vec![partner], &format!("Project {n}"))
        })
        .collect();
    let imported = record.import(&reading("a.txt", claims)).await;
    assert_eq!(imported.accepted_by_rules, 200);
    let public = record.register.public_record().await.unwrap();
    assert_eq!(
        (public.awards.len(), public.partnerships.len(), public.calls.len()),
        (200, 200, 1)
    );
    assert_eq!(public.authorities.len(), 400);
    record.sound().await;
}
