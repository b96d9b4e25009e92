//! Signing in through another site: the attempt, joining accounts, what goes wrong.

use super::{form, read, signed_in};
use crate::{Answer, check_page, get, get_with, post, site};
use axum::Router;
use axum::http::{StatusCode, header};
use publish::samples;
use publish::samples::people::{PASSWORD, PERSON, REVIEWER};
use scraper::{Html, Selector};

/// All cookies that an answer sets, as the browser sends them back.
fn cookies(answer: &Answer) -> String {
    let all = answer.headers.get_all(header::SET_COOKIE);
    let kept = all
        .iter()
        .map(|value| value.to_str().unwrap().split(';').next().unwrap());
    let kept: Vec<&str> = kept.filter(|pair| !pair.ends_with('=')).collect();
    kept.join("; ")
}

/// A browser that was sent to the provider: its cookie, and the state that comes back.
async fn sent(router: &Router, cookie: &str) -> (String, String) {
    let way = read(router, "/en/sign-in/provider?back=/en/stories", cookie).await;
    assert_eq!(way.status, StatusCode::SEE_OTHER);
    let to = way.header(header::LOCATION);
    assert!(to.starts_with(samples::people::PROVIDER), "{to}");
    let part = |name: &str| {
        let part = to.split(['?', '&']).find_map(|pair| pair.strip_prefix(name));
        part.unwrap().to_owned()
    };
    let (state, nonce) = (part("state="), part("nonce="));
    assert!(state.len() >= 32 && nonce.len() >= 32 && state != nonce);
    (cookies(&way), state)
}

/// What a browser is answered that comes back.
async fn back(router: &Router, cookie: &str, pairs: &[(&str, &str)]) -> Answer {
    let there = get_with(
        router,
        &format!("/provider/back?{}", form(pairs)),
        header::COOKIE,
        cookie,
    )
    .await;
    let here = there.header(header::LOCATION).to_owned();
    assert!(here.starts_with("/en/sign-in/provider/back?"), "{here}");
    read(router, &here, cookie).await
}

/// Comes back with this code, as a browser that was sent.
async fn came(router: &Router, code: &str) -> Answer {
    let (cookie, state) = sent(router, "").await;
    back(router, &cookie, &[("code", code), ("state", &state)]).await
}

/// The hidden field that opens the join.
fn token(answer: &Answer) -> String {
    let page = Html::parse_document(&answer.text);
    let field = Selector::parse("input[name=token]").unwrap();
    let found = page.select(&field).next().unwrap();
    found.attr("value").unwrap().to_owned()
}

#[tokio::test]
async fn a_proved_address_without_an_account_gets_one_and_the_next_time_the_same() {
    let router = site(samples::record()).await;
    let door = get(&router, "/uk/sign-in").await;
    assert!(door.text.contains("Увійти через ÉtatConnect"), "{}", door.text);
    for _ in 0..2 {
        let entered = came(&router, "new-1!new@example.org").await;
        assert_eq!(
            (entered.status, entered.header(header::LOCATION)),
            (StatusCode::SEE_OTHER, "/en/stories")
        );
        let page = read(&router, "/en/account", &cookies(&entered)).await;
        check_page("/en/account", &page);
        assert!(page.text.contains("new@example.org") && page.text.contains("joined on"));
    }
}

#[tokio::test]
async fn an_address_never_joins_an_account_in_silence() {
    let router = site(samples::record()).await;
    let proved = format!("olha-1!{PERSON}");
    for code in [
        proved.as_str(),
        "olha-1?olha@example.org",
        "olha-1?nobody@example.org",
    ] {
        let asked = came(&router, code).await;
        assert_eq!(asked.status, StatusCode::OK, "{code}");
        check_page("/en/sign-in", &asked);
        assert!(
            !cookies(&asked).contains("jumelage_session"),
            "nobody is signed in by an address"
        );
        assert!(asked.text.contains("Join and sign in"));
    }
    let asked = came(&router, &proved).await;
    let give = |password: &str, token: &str| {
        form(&[
            ("token", token),
            ("email", PERSON),
            ("password", password),
            ("back", "/en/stories"),
        ])
    };
    let token = token(&asked);
    let wrong = post(&router, "/en/sign-in/provider/join", "", &give("wrong", &token)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page("/en/sign-in/provider/join", &wrong);
    let joined = post(&router, "/en/sign-in/provider/join", "", &give(PASSWORD, &token)).await;
    assert_eq!(joined.header(header::LOCATION), "/en/stories");
    let again = post(&router, "/en/sign-in/provider/join", "", &give(PASSWORD, &token)).await;
    assert_eq!(again.status, StatusCode::GONE, "an identity is joined once");
    let direct = came(&router, &proved).await;
    assert_eq!(direct.header(header::LOCATION), "/en/stories");
    assert!(cookies(&direct).contains("jumelage_session"));
}

#[tokio::test]
async fn an_attempt_is_used_once_by_the_browser_that_began_it() {
    let router = site(samples::record()).await;
    let (cookie, state) = sent(&router, "").await;
    let (other, _) = sent(&router, "").await;
    let good = [("code", "a!a@example.org"), ("state", state.as_str())];
    for (cookie, pairs) in [
        (other.as_str(), good),
        ("jumelage_attempt=en.made-up", good),
        (
            cookie.as_str(),
            [("code", "a!a@example.org"), ("state", "another")],
        ),
        (cookie.as_str(), good),
    ] {
        let answer = back(&router, cookie, &pairs).await;
        assert_eq!(
            answer.status,
            StatusCode::GONE,
            "a wrong state ends the attempt, and so does a right one"
        );
        check_page("/en/sign-in", &answer);
    }
    let (cookie, state) = sent(&router, "").await;
    let good = [("code", "a!a@example.org"), ("state", state.as_str())];
    assert_eq!(back(&router, &cookie, &good).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        back(&router, &cookie, &good).await.status,
        StatusCode::GONE,
        "replayed"
    );
}

#[tokio::test]
async fn who_cancels_and_who_meets_a_fault_is_told_what_to_do() {
    let router = site(samples::record()).await;
    let (cookie, state) = sent(&router, "").await;
    let cancelled = back(&router, &cookie, &[("error", "access_denied"), ("state", &state)]).await;
    assert_eq!(cancelled.status, StatusCode::OK);
    check_page("/en/sign-in", &cancelled);
    assert!(cancelled.text.contains("sign in with your password"));
    for (code, status) in [
        ("away", StatusCode::SERVICE_UNAVAILABLE),
        ("forged", StatusCode::BAD_GATEWAY),
    ] {
        let answer = came(&router, code).await;
        assert_eq!(answer.status, status, "{code}");
        check_page("/en/sign-in", &answer);
        assert!(cookies(&answer).is_empty(), "{code} opens nothing");
    }
}

/// A browser whose person asked to join the account: its cookies, and the state that comes back.
async fn joining(router: &Router, session: &str) -> (String, String) {
    let begun = post(
        router,
        "/en/account/provider/begin",
        session,
        &form(&[("password", PASSWORD)]),
    )
    .await;
    assert_eq!(begun.status, StatusCode::OK);
    check_page("/en/account/provider/begin", &begun);
    let page = Html::parse_document(&begun.text);
    let ways = Selector::parse("main a").unwrap();
    let to = page.select(&ways).find_map(|way| {
        let to = way.attr("href")?;
        to.starts_with(samples::people::PROVIDER).then(|| to.to_owned())
    });
    let to = to.unwrap();
    let state = to.split(['?', '&']).find_map(|pair| pair.strip_prefix("state="));
    (
        format!("{session}; {}", cookies(&begun)),
        state.unwrap().to_owned(),
    )
}

#[tokio::test]
async fn an_account_is_joined_from_inside_and_parted_again() {
    let router = site(samples::record()).await;
    let cookie = signed_in(&router, PERSON).await;
    let (both, state) = joining(&router, &cookie).await;
    let good = [("code", "o!other@example.org"), ("state", state.as_str())];
    let joined = back(&router, &both, &good).await;
    assert_eq!(joined.header(header::LOCATION), "/en/account?done=provider");
    let reviewer = signed_in(&router, REVIEWER).await;
    let (both, state) = joining(&router, &reviewer).await;
    let good = [("code", "o!other@example.org"), ("state", state.as_str())];
    let taken = back(&router, &both, &good).await;
    assert_eq!(taken.status, StatusCode::CONFLICT, "an identity has one account");
    let history = read(&router, "/en/account/history", &cookie).await;
    assert!(history.text.contains("Account joined to another service"));
    let issuer = form(&[("issuer", samples::people::PROVIDER)]);
    let parted = post(&router, "/en/account/provider/end", &cookie, &issuer).await;
    assert_eq!(parted.header(header::LOCATION), "/en/account?done=parted");
    let page = read(&router, "/en/account?done=parted", &cookie).await;
    check_page("/en/account", &page);
    assert!(page.text.contains("Account parted") && page.text.contains("Join this account to"));
}

#[tokio::test]
async fn an_account_is_joined_by_its_own_form_with_the_password_and_in_the_same_session() {
    let router = site(samples::record()).await;
    let cookie = signed_in(&router, PERSON).await;
    let wrong = form(&[("password", "wrong")]);
    let wrong = post(&router, "/en/account/provider/begin", &cookie, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page("/en/account", &wrong);
    assert!(cookies(&wrong).is_empty());

    // Whoever follows a link while signed in signs in as whom the provider names, and joins nothing.
    let (attempt, state) = sent(&router, &cookie).await;
    let good = [("code", "o!other@example.org"), ("state", state.as_str())];
    let entered = back(&router, &format!("{cookie}; {attempt}"), &good).await;
    assert!(cookies(&entered).contains("jumelage_session"));
    let page = read(&router, "/en/account", &cookie).await;
    assert!(page.text.contains("Join this account to"));

    // Whoever came back as another person, or as nobody, joins nothing.
    let (both, state) = joining(&router, &cookie).await;
    let attempt = both.split("; ").find(|pair| pair.starts_with("jumelage_attempt"));
    let other = signed_in(&router, REVIEWER).await;
    let good = [("code", "p!third@example.org"), ("state", state.as_str())];
    let over = back(&router, &format!("{other}; {}", attempt.unwrap()), &good).await;
    assert_eq!(over.status, StatusCode::GONE);
    let page = read(&router, "/en/account", &other).await;
    assert!(page.text.contains("Join this account to"));
}

#[tokio::test]
async fn whoever_begins_too_often_waits() {
    let router = site(samples::record()).await;
    for _ in 0..100 {
        sent(&router, "").await;
    }
    let waits = get(&router, "/en/sign-in/provider").await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    check_page("/en/sign-in", &waits);
}

#[tokio::test]
async fn whoever_came_through_another_site_may_sign_out_there_too() {
    let router = site(samples::record()).await;
    let kept = cookies(&came(&router, "new-2!new2@example.org").await);
    let left = post(&router, "/en/sign-out", &kept, "").await;
    assert_eq!(left.header(header::LOCATION), "/en/sign-out");
    let page = read(&router, "/en/sign-out", &kept).await;
    check_page("/en/sign-out", &page);
    assert!(page.text.contains("still open at ÉtatConnect"));
    let out = read(&router, "/en/sign-out/provider", &kept).await;
    assert_eq!(
        out.header(header::LOCATION),
        format!("{}/out", samples::people::PROVIDER)
    );
    assert_eq!(
        read(&router, "/en/account", &kept).await.status,
        StatusCode::SEE_OTHER
    );
}
