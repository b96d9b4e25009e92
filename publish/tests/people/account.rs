//! The account page and what is done there.

use super::{form, read, signed_in};
use crate::{check_page, post, site};
use axum::http::{StatusCode, header};
use publish::samples;
use publish::samples::people::{PASSWORD, PERSON, REVIEWER};

#[tokio::test]
async fn a_person_changes_name_and_language() {
    let router = site(samples::record()).await;
    let cookie = signed_in(&router, PERSON).await;
    let fields = form(&[("name", "  Olha <Koval> "), ("language", "en")]);
    let done = post(&router, "/uk/account/profile", &cookie, &fields).await;
    assert_eq!(done.header(header::LOCATION), "/en/account?done=profile");
    let page = read(&router, "/en/account?done=profile", &cookie).await;
    check_page("/en/account", &page);
    assert!(
        page.text.contains("Profile saved") && page.text.contains("Olha &#60;Koval&#62;"),
        "{}",
        page.text
    );
    for (name, language, status) in [
        ("", "en", StatusCode::UNPROCESSABLE_ENTITY),
        (&"ї".repeat(121), "en", StatusCode::UNPROCESSABLE_ENTITY),
        ("Olha", "tlh", StatusCode::BAD_REQUEST),
    ] {
        let answer = post(
            &router,
            "/uk/account/profile",
            &cookie,
            &form(&[("name", name), ("language", language)]),
        )
        .await;
        assert_eq!(answer.status, status, "{name}");
        check_page("/uk/account", &answer);
    }
    assert!(
        read(&router, "/en/account", &cookie)
            .await
            .text
            .contains("Olha &#60;Koval&#62;")
    );
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
    let router = site(samples::record()).await;
    let (here, there) = (signed_in(&router, PERSON).await, signed_in(&router, PERSON).await);
    let change = |present, chosen| form(&[("password", present), ("new-password", chosen)]);
    for (present, chosen, says) in [
        ("wrong", "чотири слова без звʼязку", "not your present password"),
        (PASSWORD, "short", "at least 12"),
        (PASSWORD, "olha@example.org!", "can be guessed"),
    ] {
        let answer = post(&router, "/en/account/password", &here, &change(present, chosen)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page("/en/account", &answer);
        assert!(
            answer.text.contains(says) && answer.text.contains("class=\"problems\""),
            "{says}"
        );
        let value = format!("value=\"{chosen}\"");
        assert!(!answer.text.contains(&value), "no password comes back");
    }
    let done = post(
        &router,
        "/en/account/password",
        &here,
        &change(PASSWORD, "чотири слова без звʼязку"),
    )
    .await;
    assert_eq!(done.header(header::LOCATION), "/en/account?done=password");
    assert_eq!(read(&router, "/en/account", &here).await.status, StatusCode::OK);
    assert_eq!(
        read(&router, "/en/account", &there).await.status,
        StatusCode::SEE_OTHER
    );
    let old = post(
        &router,
        "/en/sign-in",
        "",
        &form(&[("email", PERSON), ("password", PASSWORD)]),
    )
    .await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_together() {
    let router = site(samples::record()).await;
    let mut cookies = Vec::new();
    for _ in 0..4 {
        cookies.push(signed_in(&router, PERSON).await);
    }
    let page = read(&router, "/en/account", &cookies[0]).await;
    let ends: Vec<&str> = page
        .text
        .split("action=\"")
        .filter_map(|part| part.split('"').next())
        .filter(|path| path.contains("/sessions/") && !path.ends_with("sessions/end"))
        .collect();
    assert_eq!(ends.len(), 3, "all but this one");
    assert_eq!(page.text.matches("this session").count(), 1);
    let stranger = signed_in(&router, REVIEWER).await;
    assert_eq!(
        post(&router, ends[0], &stranger, "").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        post(&router, ends[0], &cookies[0], "").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        post(&router, ends[0], &cookies[0], "").await.status,
        StatusCode::NOT_FOUND
    );
    post(&router, "/en/account/sessions/end", &cookies[0], "").await;
    let mut open = 0;
    for cookie in &cookies {
        open += usize::from(read(&router, "/en/account", cookie).await.status == StatusCode::OK);
    }
    assert_eq!(open, 1);
}

#[tokio::test]
async fn a_person_takes_a_copy_of_the_data_and_goes() {
    let router = site(samples::record()).await;
    let cookie = signed_in(&router, PERSON).await;
    let copy = read(&router, "/fr/account/data", &cookie).await;
    let data: serde_json::Value = serde_json::from_str(&copy.text).unwrap();
    assert_eq!(data["email"], PERSON);
    assert!(copy.header(header::CACHE_CONTROL).contains("no-store"));
    assert!(!copy.text.contains("argon2"), "no secret is in it");
    for (email, password) in [("another@example.org", PASSWORD), (PERSON, "wrong")] {
        let answer = post(
            &router,
            "/fr/account/erase",
            &cookie,
            &form(&[("email", email), ("password", password)]),
        )
        .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        check_page("/fr/account", &answer);
    }
    let gone = post(
        &router,
        "/fr/account/erase",
        &cookie,
        &form(&[("email", PERSON), ("password", PASSWORD)]),
    )
    .await;
    assert_eq!(gone.header(header::LOCATION), "/fr/");
    assert_eq!(
        read(&router, "/fr/account", &cookie).await.status,
        StatusCode::SEE_OTHER
    );
    let again = post(
        &router,
        "/fr/sign-in",
        "",
        &form(&[("email", PERSON), ("password", PASSWORD)]),
    )
    .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}
