//! Passkeys without a device: challenges, answers that count for nothing, and who may ask.

use super::{form, read, signed_in};
use crate::{check_page, post, site};
use axum::Router;
use axum::http::StatusCode;
use publish::samples;
use publish::samples::people::{PASSWORD, PERSON};
use serde_json::Value;

/// What a script is told.
async fn told(router: &Router, path: &str, cookie: &str, fields: &str) -> (StatusCode, Value) {
    let answer = post(router, path, cookie, fields).await;
    (answer.status, serde_json::from_str(&answer.text).unwrap())
}

#[tokio::test]
async fn a_wrong_answer_spends_its_challenge() {
    let router = site(samples::record()).await;
    let (status, challenge) = told(&router, "/en/sign-in/passkey/begin", "", "").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(challenge["options"]["userVerification"], "required");
    assert_eq!(challenge["options"]["rpId"], "atlas.example.org");
    let answer = form(&[("token", challenge["token"].as_str().unwrap()), ("answer", "{}")]);
    let wrong = post(&router, "/en/sign-in/passkey", "", &answer).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page("/en/sign-in/passkey", &wrong);
    let again = post(&router, "/en/sign-in/passkey", "", &answer).await;
    assert_eq!(again.status, StatusCode::GONE, "the challenge is spent");
    check_page("/en/sign-in", &again);
}

#[tokio::test]
async fn a_challenge_for_a_new_passkey_needs_the_password_and_is_the_owners_alone() {
    let router = site(samples::record()).await;
    let cookie = signed_in(&router, PERSON).await;
    let begin = "/en/account/passkeys/begin";
    let (status, problem) = told(&router, begin, &cookie, &form(&[("password", "wrong")])).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!problem["problem"].as_str().unwrap().is_empty());
    let (status, challenge) = told(&router, begin, &cookie, &form(&[("password", PASSWORD)])).await;
    assert_eq!(status, StatusCode::OK);
    let options = &challenge["options"];
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    // A challenge for adding opens no session, and is spent by the try.
    let token = challenge["token"].as_str().unwrap();
    let answer = form(&[("token", token), ("answer", "{}"), ("name", "Key")]);
    let door = post(&router, "/en/sign-in/passkey", "", &answer).await;
    assert_eq!(door.status, StatusCode::GONE);
    let refused = post(&router, "/en/account/passkeys", &cookie, &answer).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page("/en/account", &refused);
    let page = read(&router, "/en/account", &cookie).await;
    check_page("/en/account", &page);
    assert!(page.text.contains("Add a passkey"));
    let none = form(&[("id", "another")]);
    let gone = post(&router, "/en/account/passkeys/end", &cookie, &none).await;
    assert_eq!(
        gone.status,
        StatusCode::SEE_OTHER,
        "what is not there is removed already"
    );
}

#[tokio::test]
async fn whoever_asks_for_challenges_too_often_waits() {
    let router = site(samples::record()).await;
    for _ in 0..100 {
        let (status, _) = told(&router, "/en/sign-in/passkey/begin", "", "").await;
        assert_eq!(status, StatusCode::OK);
    }
    let (status, problem) = told(&router, "/en/sign-in/passkey/begin", "", "").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert!(problem["problem"].as_str().unwrap().contains("Wait"));
}
