//! The public feed of changes over a real record: what it tells, in which order, and what it never tells.

use super::authz::Stage;
use crate::build::Base::{self, Postgres, Sqlite};
use crate::{Answer, get};
use axum::http::StatusCode;
use rstest::rstest;
use serde_json::Value;

fn items(answer: &Answer) -> Vec<Value> {
    let value: Value = serde_json::from_str(&answer.text).unwrap();
    value["items"].as_array().unwrap().clone()
}

#[rstest]
#[tokio::test]
async fn the_feed_tells_every_public_change_in_order_and_no_private_one(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let stage = Stage::on(base).await;
    // Accounts stand in the log too.
    stage.asker("administrator").await;
    let mut since = 0;
    let mut told: Vec<Value> = Vec::new();
    loop {
        let part = get(&stage.router, &format!("/api/v1/changes?since={since}&limit=3")).await;
        assert_eq!(part.status, StatusCode::OK);
        let value: Value = serde_json::from_str(&part.text).unwrap();
        assert_eq!(value["licence"], "CC-BY-4.0");
        told.extend(items(&part));
        assert!(items(&part).len() <= 3);
        let next = value["next"].as_u64().unwrap();
        assert!(next >= since);
        since = next;
        if value["more"] == false {
            break;
        }
    }
    let positions: Vec<u64> = told
        .iter()
        .map(|item| item["position"].as_u64().unwrap())
        .collect();
    assert!(positions.is_sorted_by(|left, right| left < right));
    let whole = get(&stage.router, "/api/v1/changes?limit=500").await;
    assert_eq!(items(&whole), told, "parts of three say what one part says");
    for partnership in &stage.record.partnerships {
        let id = partnership.id.to_string();
        let first = told.iter().find(|item| item["id"] == id).unwrap();
        assert_eq!(
            (&first["kind"], &first["what"]),
            (&"partnership".into(), &"created".into())
        );
        assert_eq!(first["url"], format!("/id/partnership/{id}"));
    }
    let kinds = [
        "account",
        "claim",
        "revision",
        "proposal",
        "membership",
        "job",
        "merge",
    ];
    for item in &told {
        assert!(!kinds.contains(&item["kind"].as_str().unwrap()), "{item}");
    }
    for secret in ["person0@example.org", "actor", "\"by\"", "before", "after"] {
        assert!(!whole.text.contains(secret), "{secret}");
    }
    let none = get(&stage.router, &format!("/api/v1/changes?since={since}")).await;
    assert!(items(&none).is_empty());
}

#[tokio::test]
async fn a_position_that_is_no_number_is_a_problem() {
    let stage = Stage::on(Sqlite).await;
    for question in ["since=-1", "since=yesterday", "limit=0", "limit=501"] {
        let answer = get(&stage.router, &format!("/api/v1/changes?{question}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{question}");
    }
    let far = get(&stage.router, "/api/v1/changes?since=9223372036854775807").await;
    assert_eq!(far.status, StatusCode::OK);
}
