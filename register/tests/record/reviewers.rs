//! Links and sessions of reviewers.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::Record;
use register::Reviewer;
use rstest::rstest;
use sea_orm::{ConnectionTrait, Statement};
use std::time::Duration;
use vocabulary::Moment;

fn reviewer() -> Reviewer {
    Reviewer {
        name: "Olena".to_owned(),
        of: None,
    }
}

const HOUR: Duration = Duration::from_hours(1);

#[rstest]
#[tokio::test]
async fn a_link_opens_one_session_that_ends_when_its_time_is_over(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let register = &record.register;
    let link = register
        .create_link(&reviewer(), [7; 32], HOUR, record.operator())
        .await
        .unwrap();
    let session = register
        .redeem(&link, [8; 32], HOUR, record.reviewer())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        register
            .redeem(&link, [9; 32], HOUR, record.reviewer())
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        register.session_valid(&session, &record.now).await.unwrap(),
        Some(reviewer())
    );
    assert_eq!(register.session_valid(&link, &record.now).await.unwrap(), None);
    let later = Moment::utc(record.now.micros + 3_600_000_000);
    assert_eq!(register.session_valid(&session, &later).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn a_revoked_session_is_over_and_a_late_link_opens_nothing(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let register = &record.register;
    let link = register
        .create_link(&reviewer(), [7; 32], HOUR, record.operator())
        .await
        .unwrap();
    let session = register
        .redeem(&link, [8; 32], HOUR, record.reviewer())
        .await
        .unwrap()
        .unwrap();
    register.revoke(&session, record.operator()).await.unwrap();
    assert_eq!(register.session_valid(&session, &record.now).await.unwrap(), None);
    let late = register
        .create_link(&reviewer(), [1; 32], Duration::ZERO, record.operator())
        .await
        .unwrap();
    assert_eq!(
        register
            .redeem(&late, [2; 32], HOUR, record.reviewer())
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        register
            .redeem("made up", [2; 32], HOUR, record.reviewer())
            .await
            .unwrap(),
        None
    );
}

#[rstest]
#[tokio::test]
async fn tokens_are_nowhere_in_the_database(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let register = &record.register;
    let link = register
        .create_link(&reviewer(), [7; 32], HOUR, record.operator())
        .await
        .unwrap();
    let session = register
        .redeem(&link, [8; 32], HOUR, record.reviewer())
        .await
        .unwrap()
        .unwrap();
    let database = record.raw().await;
    let kept = Statement::from_string(
        database.get_database_backend(),
        "SELECT token_sha256 FROM reviewer_session UNION ALL SELECT COALESCE(before, '') || COALESCE(after, '') FROM change",
    );
    for row in database.query_all_raw(kept).await.unwrap() {
        let text: String = row.try_get_by_index(0).unwrap();
        assert!(!text.contains(&link) && !text.contains(&session));
    }
}
