//! One-time codes: turned on, asked for, used once, replaced by recovery codes, turned off.

use super::{cookie_of, form, read, signed_in};
use crate::{Answer, check_page, get, post, site};
use axum::Router;
use axum::http::{StatusCode, header};
use publish::samples;
use publish::samples::people::{PASSWORD, PERSON};
use scraper::{Html, Selector};
use totp_rs::{Builder, Secret};

/// The moment at which the clock of the samples stands, in seconds.
const NOW: u64 = 1_795_000_000;

/// What a page shows at this place.
fn shown(answer: &Answer, selector: &str) -> Vec<String> {
    let page = Html::parse_document(&answer.text);
    let all = Selector::parse(selector).unwrap();
    page.select(&all)
        .map(|element| element.text().collect())
        .collect()
}

/// The hidden field that opens the second step.
fn token(answer: &Answer) -> String {
    let page = Html::parse_document(&answer.text);
    let field = Selector::parse("input[name=token]").unwrap();
    page.select(&field)
        .next()
        .unwrap()
        .attr("value")
        .unwrap()
        .to_owned()
}

/// The app that read the page: the code that it shows so many steps from now.
fn app(page: &Answer) -> impl Fn(i64) -> String + use<> {
    let secret = shown(page, ".secret")[0].replace(' ', "");
    let totp = Builder::new()
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .build()
        .unwrap();
    move |steps| {
        totp.generate(NOW.checked_add_signed(steps * 30).unwrap())
            .to_string()
    }
}

/// Turns codes on; the answer is the app and the recovery codes.
async fn turned_on(router: &Router, cookie: &str) -> (impl Fn(i64) -> String + use<>, Vec<String>) {
    let fields = form(&[("password", PASSWORD)]);
    let begun = post(router, "/en/account/codes/begin", cookie, &fields).await;
    assert_eq!(begun.header(header::LOCATION), "/en/account/codes");
    let page = read(router, "/en/account/codes", cookie).await;
    check_page("/en/account/codes", &page);
    assert!(page.text.contains("<svg class=\"qr\""));
    let app = app(&page);
    let on = post(
        router,
        "/en/account/codes/confirm",
        cookie,
        &form(&[("code", &app(-1))]),
    )
    .await;
    assert_eq!(on.status, StatusCode::OK);
    check_page("/en/account/codes", &on);
    assert!(on.header(header::CACHE_CONTROL).contains("no-store"));
    let codes = shown(&on, ".codes code");
    assert_eq!(codes.len(), 10);
    (app, codes)
}

/// The page that asks for a code, after address and password.
async fn first_step(router: &Router) -> Answer {
    let fields = form(&[("email", PERSON), ("password", PASSWORD), ("back", "/en/stories")]);
    post(router, "/en/sign-in", "", &fields).await
}

async fn second_step(router: &Router, token: &str, code: &str) -> Answer {
    let fields = form(&[("token", token), ("code", code), ("back", "/en/stories")]);
    post(router, "/en/sign-in/code", "", &fields).await
}

#[tokio::test]
async fn a_code_is_asked_for_after_the_password_and_opens_once() {
    let router = site(samples::record()).await;
    let cookie = signed_in(&router, PERSON).await;
    let (app, _) = turned_on(&router, &cookie).await;
    let asked = first_step(&router).await;
    assert_eq!((asked.status, cookie_of_none(&asked)), (StatusCode::OK, true));
    check_page("/en/sign-in", &asked);
    let token = token(&asked);
    let wrong = second_step(&router, &token, "000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page("/en/sign-in/code", &wrong);
    let used = second_step(&router, &token, &app(-1)).await;
    assert_eq!(
        used.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the first code was used to turn codes on"
    );
    let entered = second_step(&router, &token, &format!(" {} ", app(0))).await;
    assert_eq!(
        (entered.status, entered.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/en/stories")
    );
    let again = second_step(&router, &token, &app(1)).await;
    assert_eq!(again.status, StatusCode::GONE, "the step is done");
    check_page("/en/sign-in/code", &again);
    let replayed = second_step(&router, &self::token(&first_step(&router).await), &app(0)).await;
    assert_eq!(
        replayed.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a code opens once"
    );
    let history = read(&router, "/en/account/history", &cookie_of(&entered)).await;
    check_page("/en/account/history", &history);
    assert!(history.text.contains("One-time codes turned on") && history.text.contains("Signed in"));
}

fn cookie_of_none(answer: &Answer) -> bool {
    answer.header(header::SET_COOKIE).is_empty()
}

#[tokio::test]
async fn a_recovery_code_stands_in_once_and_a_new_set_ends_the_old_one() {
    let router = site(samples::record()).await;
    let cookie = signed_in(&router, PERSON).await;
    let (app, codes) = turned_on(&router, &cookie).await;
    let enter = async |code: &str| {
        let token = token(&first_step(&router).await);
        second_step(&router, &token, code).await.status
    };
    let typed = codes[3].to_uppercase().replace('-', " ");
    assert_eq!(enter(&typed).await, StatusCode::SEE_OTHER);
    assert_eq!(enter(&codes[3]).await, StatusCode::UNPROCESSABLE_ENTITY, "once");
    let page = read(&router, "/en/account/codes", &cookie).await;
    check_page("/en/account/codes", &page);
    assert!(
        page.text.contains("You have 9 recovery codes left"),
        "{}",
        page.text
    );
    assert!(!page.text.contains(&codes[4]), "codes are shown once");
    let renewed = post(
        &router,
        "/en/account/codes/recovery",
        &cookie,
        &form(&[("code", &app(0))]),
    )
    .await;
    let fresh = shown(&renewed, ".codes code");
    assert_eq!(fresh.len(), 10);
    assert_eq!(
        enter(&codes[5]).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the old set is over"
    );
    assert_eq!(enter(&fresh[5]).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn ten_guesses_and_even_the_right_code_has_to_wait() {
    let router = site(samples::record()).await;
    let cookie = signed_in(&router, PERSON).await;
    let (app, codes) = turned_on(&router, &cookie).await;
    let token = token(&first_step(&router).await);
    for _ in 0..9 {
        second_step(&router, &token, "123456").await;
    }
    for code in [&app(0), &codes[0]] {
        let late = second_step(&router, &token, code).await;
        assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
        check_page("/en/sign-in/code", &late);
        assert!(late.text.contains("Try again in"), "{}", late.text);
    }
    let inside = post(
        &router,
        "/en/account/codes/recovery",
        &cookie,
        &form(&[("code", &app(0))]),
    )
    .await;
    assert_eq!(
        inside.status,
        StatusCode::TOO_MANY_REQUESTS,
        "guesses count together"
    );
}

#[tokio::test]
async fn codes_are_turned_off_with_password_and_code() {
    let router = site(samples::record()).await;
    let cookie = signed_in(&router, PERSON).await;
    let wrong = post(
        &router,
        "/en/account/codes/begin",
        &cookie,
        &form(&[("password", "wrong")]),
    )
    .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page("/en/account/codes", &wrong);
    let (app, _) = turned_on(&router, &cookie).await;
    let code = app(0);
    for (password, code) in [("wrong", code.as_str()), (PASSWORD, "000000"), (PASSWORD, "")] {
        let fields = form(&[("password", password), ("code", code)]);
        let answer = post(&router, "/en/account/codes/end", &cookie, &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{password} {code}"
        );
        check_page("/en/account/codes", &answer);
        assert!(answer.text.contains("class=\"problems\""));
    }
    let fields = form(&[("password", PASSWORD), ("code", &code)]);
    let off = post(&router, "/en/account/codes/end", &cookie, &fields).await;
    assert_eq!(off.header(header::LOCATION), "/en/account/codes?done=off");
    assert_eq!(first_step(&router).await.status, StatusCode::SEE_OTHER);
    let account = read(&router, "/en/account", &cookie).await;
    check_page("/en/account", &account);
}

#[tokio::test]
async fn the_second_step_opens_nothing_without_the_first() {
    let router = site(samples::record()).await;
    for token in ["", "made up"] {
        let answer = second_step(&router, token, "123456").await;
        assert_eq!(answer.status, StatusCode::GONE);
    }
    assert_eq!(
        get(&router, "/en/account/codes").await.status,
        StatusCode::SEE_OTHER
    );
}
