//! Keys for programs: made on a page, given with requests, removed.

use super::{json, rates};
use crate::people::{form, signed_in};
use crate::{Answer, ask, check_page, get_with, post, site};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderName, Request, StatusCode, header};
use publish::samples;
use publish::samples::people::{PERSON, REVIEWER};
use scraper::{Html, Selector};
use std::net::SocketAddr;
use std::time::Duration;

const PAGE: &str = "/en/account/keys";

async fn with_key(router: &Router, address: &str, key: &str) -> Answer {
    let mut request = Request::get("/api/v1/partnerships")
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .body(Body::empty())
        .unwrap();
    let peer: SocketAddr = format!("{address}:4711").parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    ask(router, request).await
}

async fn page(router: &Router, cookie: &str) -> Answer {
    let answer = get_with(router, PAGE, header::COOKIE, cookie).await;
    check_page(PAGE, &answer);
    answer
}

/// The secret on the page that made it.
fn secret(made: &Answer) -> String {
    let shown = Selector::parse("code.secret").unwrap();
    let page = Html::parse_document(&made.text);
    page.select(&shown).next().unwrap().text().collect()
}

#[tokio::test]
async fn a_program_with_a_key_is_counted_by_it_until_the_key_is_removed() {
    let limited = samples::site(samples::record()).await.unwrap();
    let router = publish::router(limited.limited(rates(3)));
    let cookie = signed_in(&router, PERSON).await;
    assert!(page(&router, &cookie).await.text.contains("30 times a minute"));
    let made = post(&router, PAGE, &cookie, &form(&[("name", "Map of <us>")])).await;
    assert_eq!(made.status, StatusCode::OK);
    check_page(PAGE, &made);
    let key = secret(&made);
    assert_eq!(key.len(), "jumelage_".len() + 64);
    let held = page(&router, &cookie).await.text;
    assert!(held.contains("Map of &#60;us&#62;"));
    assert!(!held.contains(&key), "it is shown once");

    // From wherever the program asks, also from this machine.
    for (left, address) in [(29, "192.0.2.7"), (28, "192.0.2.8"), (27, "127.0.0.1")] {
        let answer = with_key(&router, address, &key).await;
        assert_eq!(answer.status, StatusCode::OK);
        let told = answer.header(HeaderName::from_static("ratelimit"));
        assert!(told.starts_with(&format!("\"data\";r={left};t=")), "{told}");
        let policy = answer.header(HeaderName::from_static("ratelimit-policy"));
        assert_eq!(policy, "\"data\";q=30;w=60");
    }

    let id = held.split("name=\"id\" value=\"").nth(1).unwrap();
    let end = form(&[("id", id.split('"').next().unwrap())]);
    let stranger = signed_in(&router, REVIEWER).await;
    post(&router, "/en/account/keys/end", &stranger, &end).await;
    assert!(
        page(&router, &cookie).await.text.contains("Map of"),
        "it is another's"
    );
    let removed = post(&router, "/en/account/keys/end", &cookie, &end).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    let removed = removed.header(header::LOCATION);
    let told = get_with(&router, removed, header::COOKIE, &cookie).await;
    assert!(told.text.contains("Key removed") && !told.text.contains("&#60;us"));
    let gone = async {
        while with_key(&router, "127.0.0.1", &key).await.status == StatusCode::OK {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let soon = Duration::from_secs(20);
    tokio::time::timeout(soon, gone)
        .await
        .expect("a removed key opens nothing");
}

#[tokio::test]
async fn a_key_that_is_none_is_refused_and_counted_for_its_address() {
    let limited = samples::site(samples::record()).await.unwrap();
    let router = publish::router(limited.limited(rates(3)));
    for wrong in ["x", "jumelage_0000", ""] {
        let answer = with_key(&router, "192.0.2.7", wrong).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{wrong}");
        assert_eq!(json(&answer)["type"], "urn:jumelage:problem:no-such-key");
        assert!(answer.header(header::WWW_AUTHENTICATE).starts_with("Bearer "));
    }
    let answer = with_key(&router, "192.0.2.7", "x").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn nobody_has_more_than_ten_keys_or_one_without_a_name() {
    let router = site(samples::record()).await;
    let cookie = signed_in(&router, PERSON).await;
    for unfit in [" ".to_owned(), "x".repeat(121)] {
        let answer = post(&router, PAGE, &cookie, &form(&[("name", &unfit)])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page(PAGE, &answer);
    }
    for number in 0..11 {
        let name = form(&[("name", &format!("Program {number}"))]);
        let answer = post(&router, PAGE, &cookie, &name).await;
        let wanted = if number < 10 {
            StatusCode::OK
        } else {
            StatusCode::SEE_OTHER
        };
        assert_eq!(answer.status, wanted);
    }
    let full = page(&router, &cookie).await.text;
    assert_eq!(full.matches("name=\"id\"").count(), 10);
    assert!(full.contains("remove one first"));
}
