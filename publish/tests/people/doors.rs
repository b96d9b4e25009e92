//! Signing in and out.

use super::{cookie_of, form, post_from, read, signed_in};
use crate::{check_page, get, get_with, post, site};
use axum::http::{StatusCode, header};
use publish::samples;
use publish::samples::people::{PASSWORD, PERSON, REVIEWER};
use register::people::{LinkUse, OneTimeLink};
use register::{Act, Actor};
use scraper::Selector;
use std::time::Duration;

#[tokio::test]
async fn a_person_signs_in_is_named_on_every_page_and_signs_out() {
    let router = site(samples::record()).await;
    let fields = form(&[("email", PERSON), ("password", PASSWORD), ("back", "/uk/stories")]);
    let entered = post(&router, "/uk/sign-in", "", &fields).await;
    assert_eq!(
        (entered.status, entered.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/uk/stories")
    );
    let kept = entered.header(header::SET_COOKIE);
    assert!(kept.contains("HttpOnly; SameSite=Lax; Secure"), "{kept}");
    let cookie = cookie_of(&entered);
    for path in ["/uk/", "/fr/stories", "/en/account"] {
        let page = read(&router, path, &cookie).await;
        check_page(path, &page);
        assert!(page.text.contains("Ольга Коваль"), "{path}");
        assert!(
            !get(&router, path).await.text.contains("Ольга Коваль"),
            "{path} is cached for nobody else"
        );
    }
    let left = post(&router, "/uk/sign-out", &cookie, "").await;
    assert!(left.header(header::SET_COOKIE).contains("Max-Age=0"));
    assert!(
        !read(&router, "/uk/", &cookie).await.text.contains("Ольга Коваль"),
        "the old cookie opens nothing"
    );
}

#[tokio::test]
async fn nobody_learns_which_addresses_have_an_account() {
    let router = site(samples::record()).await;
    let mut answers = Vec::new();
    for email in [PERSON, "nobody@example.org"] {
        let fields = form(&[("email", email), ("password", "not this one")]);
        let answer = post(&router, "/en/sign-in", "", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page("/en/sign-in", &answer);
        assert!(answer.text.contains("do not belong together"));
        assert!(
            !answer.text.contains("not this one"),
            "a password never comes back"
        );
        answers.push(answer.text.replace(email, ""));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn after_ten_guesses_even_the_right_password_has_to_wait() {
    let router = site(samples::record()).await;
    for _ in 0..10 {
        post(
            &router,
            "/fr/sign-in",
            "",
            &form(&[("email", PERSON), ("password", "wrong")]),
        )
        .await;
    }
    let answer = post(
        &router,
        "/fr/sign-in",
        "",
        &form(&[("email", PERSON), ("password", PASSWORD)]),
    )
    .await;
    assert_eq!(
        (answer.status, answer.header(header::RETRY_AFTER)),
        (StatusCode::TOO_MANY_REQUESTS, "61")
    );
    assert!(answer.text.contains("Recommencez dans une minute"));
}

#[tokio::test]
async fn the_way_back_never_leads_to_another_site() {
    let router = site(samples::record()).await;
    for back in [
        "//evil.example/",
        "https://evil.example/fr/",
        "/\\evil.example",
        "javascript:alert(1)",
    ] {
        let page = get(&router, &format!("/fr/sign-in?{}", form(&[("back", back)]))).await;
        assert!(!page.text.contains("name=\"back\""), "{back}");
        let fields = form(&[("email", PERSON), ("password", PASSWORD), ("back", back)]);
        let entered = post(&router, "/fr/sign-in", "", &fields).await;
        assert_eq!(entered.header(header::LOCATION), "/fr/account", "{back}");
    }
}

#[tokio::test]
async fn a_page_that_needs_a_person_asks_to_sign_in_and_comes_back() {
    let router = site(samples::record()).await;
    let asked = get(&router, "/en/review?done=accepted").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let door = asked.header(header::LOCATION).to_owned();
    let page = get(&router, &door).await;
    check_page("/en/sign-in", &page);
    assert!(page.text.contains("value=\"/en/review?done=accepted\""));
    let cookie = signed_in(&router, PERSON).await;
    assert_eq!(
        read(&router, "/en/review", &cookie).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn nothing_typed_is_lost_when_the_session_ends_in_the_middle() {
    let router = site(samples::record()).await;
    let claim = "/en/review/claims/01900000-0000-7000-8000-000000000191";
    let typed = [
        ("verdict", "reject"),
        ("reason", "Another year: “2025” & not 2026 — <b>"),
    ];
    let stopped = post_from(&router, ("/en/review", claim), "jumelage_session=over", &typed).await;
    assert_eq!(stopped.status, StatusCode::FORBIDDEN);
    let page = check_page("/en/sign-in", &stopped);
    let hidden = |name: &str| {
        let field = Selector::parse(&format!("input[type=hidden][name={name}]")).unwrap();
        page.select(&field)
            .next()
            .unwrap()
            .attr("value")
            .unwrap()
            .to_owned()
    };
    let (back, kept) = (hidden("back"), hidden("kept"));
    assert_eq!(back, "/en/review");
    let wrong = [
        ("email", REVIEWER),
        ("password", "wrong"),
        ("back", &back),
        ("kept", &kept),
    ];
    let again = post(&router, "/en/sign-in", "", &form(&wrong)).await;
    assert!(
        again.text.contains("name=\"kept\""),
        "a wrong password loses nothing either"
    );
    let right = [
        ("email", REVIEWER),
        ("password", PASSWORD),
        ("back", &back),
        ("kept", &kept),
    ];
    let entered = post(&router, "/en/sign-in", "", &form(&right)).await;
    let cookie = cookie_of(&entered);
    let shown = read(&router, entered.header(header::LOCATION), &cookie).await;
    let page = check_page("/en/review", &shown);
    let reasons: Vec<&str> = page
        .select(&Selector::parse("input[name=reason]").unwrap())
        .filter_map(|field| field.attr("value"))
        .filter(|value| !value.is_empty())
        .collect();
    assert_eq!(
        reasons,
        [typed[1].1],
        "in the form that it was typed into, and nowhere else"
    );
    assert!(shown.text.contains("nothing has been sent yet"));
    let stranger = signed_in(&router, PERSON).await;
    let theirs = read(&router, entered.header(header::LOCATION), &stranger).await;
    assert!(!theirs.text.contains("2025"), "only its owner sees it");
}

#[tokio::test]
async fn a_link_shows_a_button_and_the_button_opens_one_session() {
    let desk = samples::people::desk().await.unwrap();
    let router = publish::router(samples::site_of(samples::record(), desk.clone()).await.unwrap());
    let account = desk
        .register
        .account_of(&PERSON.parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    let (by, now) = (Actor::account(account.id), (desk.now)());
    let act = Act::new(&by, &now, &*desk.ids);
    let link = OneTimeLink {
        account: Some(account.id),
        opens: LinkUse::SignIn,
    };
    let token = desk
        .register
        .make_link(&link, ([1; 32], Duration::from_hours(1)), act)
        .await
        .unwrap();
    let path = publish::sign_in_link(publish::Lang::Uk, &token);
    for _ in 0..2 {
        let page = get(&router, &path).await;
        check_page(&path, &page);
        assert!(page.text.contains("Ольга Коваль") && page.text.contains(&token));
        assert!(page.header(header::CACHE_CONTROL).contains("no-store"));
        assert_eq!(page.header(header::REFERRER_POLICY), "no-referrer");
    }
    let entered = post(&router, "/uk/sign-in/link", "", &form(&[("token", &token)])).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    let home = get_with(&router, "/uk/", header::COOKIE, &cookie_of(&entered)).await;
    assert!(home.text.contains("Ольга Коваль"));
    for answer in [
        post(&router, "/uk/sign-in/link", "", &form(&[("token", &token)])).await,
        get(&router, &path).await,
        get(&router, "/uk/sign-in/link").await,
    ] {
        assert_eq!(answer.status, StatusCode::GONE);
        check_page("/uk/sign-in/link", &answer);
    }
}
