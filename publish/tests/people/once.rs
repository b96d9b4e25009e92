//! Requests with an `Idempotency-Key`.

use super::{ask, form, read, signed_in};
use crate::Answer;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use publish::Desk;
use publish::samples;
use publish::samples::people::PERSON;
use register::{OnceKey, OnceRequest, OnceState};
use std::sync::Arc;

const PATH: &str = "/uk/account/profile";

async fn opened() -> (Arc<Desk>, Router) {
    let desk = samples::people::desk().await.unwrap();
    let site = samples::site_of(samples::record(), desk.clone()).await.unwrap();
    (desk, publish::router(site))
}

async fn renamed(router: &Router, cookie: &str, key: &str, name: &str) -> Answer {
    let request = Request::post(PATH)
        .header(header::COOKIE, cookie)
        .header("idempotency-key", key)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form(&[("name", name), ("language", "uk")])))
        .unwrap();
    ask(router, request).await
}

#[tokio::test]
async fn the_same_key_twice_gets_the_same_answer_and_is_carried_out_once() {
    let (desk, router) = opened().await;
    let cookie = signed_in(&router, PERSON).await;
    let first = renamed(&router, &cookie, "k1", "Оля").await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let position = desk.register.position().await.unwrap();
    let second = renamed(&router, &cookie, "k1", "Оля").await;
    assert_eq!(second.status, first.status);
    assert_eq!(second.header(header::LOCATION), first.header(header::LOCATION));
    assert_eq!(
        second.header(header::HeaderName::from_static("idempotency-replayed")),
        "true"
    );
    assert_eq!(
        desk.register.position().await.unwrap(),
        position,
        "nothing was written"
    );
    // An answer about a mistake is an answer as well.
    for _ in 0..2 {
        let unfit = renamed(&router, &cookie, "k2", "").await;
        assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unfit.text.contains("class=\"problems\""));
    }
}

#[tokio::test]
async fn a_key_of_another_request_is_refused() {
    let (_, router) = opened().await;
    let cookie = signed_in(&router, PERSON).await;
    renamed(&router, &cookie, "k1", "Оля").await;
    let other = renamed(&router, &cookie, "k1", "Ольга").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        other
            .text
            .contains("urn:jumelage:problem:idempotency-key-of-another-request")
    );
    let page = read(&router, "/uk/account", &cookie).await;
    assert!(page.text.contains("Оля") && !page.text.contains("value=\"Ольга\""));
    for key in ["", "with a space", &"k".repeat(256)] {
        let unfit = renamed(&router, &cookie, key, "Оля").await;
        assert_eq!(unfit.status, StatusCode::BAD_REQUEST, "{key}");
    }
}

#[tokio::test]
async fn a_key_whose_request_is_under_way_is_told_to_wait() {
    let (desk, router) = opened().await;
    let cookie = signed_in(&router, PERSON).await;
    let account = desk
        .register
        .account_of(&PERSON.parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    let body = form(&[("name", "Оля"), ("language", "uk")]);
    let parts = [
        PATH.as_bytes(),
        b"application/x-www-form-urlencoded",
        body.as_bytes(),
    ];
    let request = OnceRequest::new(OnceKey::of(account.id, "k1"), &parts);
    let begun = desk.register.begin_once(&request, &(desk.now)()).await.unwrap();
    assert_eq!(begun, OnceState::First);
    let second = renamed(&router, &cookie, "k1", "Оля").await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.text.contains("urn:jumelage:problem:request-under-way"),
        "{}",
        second.text
    );
    // A key is its owner's: whoever else uses the same word is not in the way.
    let other = signed_in(&router, samples::people::REVIEWER).await;
    let theirs = renamed(&router, &other, "k1", "Оля").await;
    assert_eq!(theirs.status, StatusCode::SEE_OTHER);
}
