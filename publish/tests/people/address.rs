//! Another mail address, confirmed from the new one and taken back from the old one.

use super::mailed::{Post, path_of};
use super::{form, read, signed_in};
use crate::{check_page, get, post};
use axum::http::{StatusCode, header};
use publish::samples::people::{PASSWORD, PERSON, REVIEWER};
use vocabulary::Letter;

const NEW: &str = "olha.koval@example.org";

/// Asks for an address, as the person who is signed in.
async fn asks(site: &Post, cookie: &str, email: &str, password: &str) -> crate::Answer {
    let fields = form(&[("email", email), ("password", password)]);
    post(&site.router, "/en/account/address", cookie, &fields).await
}

#[tokio::test]
async fn an_address_counts_once_its_link_was_used_and_the_old_one_can_take_it_back() {
    let site = Post::opened().await;
    let cookie = signed_in(&site.router, PERSON).await;
    let asked = asks(&site, &cookie, NEW, PASSWORD).await;
    assert_eq!(asked.header(header::LOCATION), "/en/account?done=address");
    let mails = site.mails().await;
    assert_eq!(mails[0].to.as_str(), NEW);
    let Letter::NewAddress { link, .. } = &mails[0].letter else {
        panic!("{mails:?}")
    };
    let (path, secret) = path_of(link.as_str());
    for _ in 0..2 {
        let page = get(&site.router, path).await;
        check_page(path, &page);
        assert!(page.text.contains(NEW));
    }
    assert!(
        read(&site.router, "/en/account", &cookie)
            .await
            .text
            .contains(PERSON)
    );
    let changed = site.posts("/en/address/confirm", &[("token", secret)]).await;
    assert_eq!(changed.status, StatusCode::OK);
    check_page("/en/address/confirm", &changed);
    let again = site.posts("/en/address/confirm", &[("token", secret)]).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(
        read(&site.router, "/en/account", &cookie)
            .await
            .text
            .contains(NEW)
    );

    let mails = site.mails().await;
    assert_eq!(mails[0].to.as_str(), PERSON, "the old address is told");
    let Letter::AddressChanged { link, .. } = &mails[0].letter else {
        panic!("{mails:?}")
    };
    let (path, secret) = path_of(link.as_str());
    check_page(path, &get(&site.router, path).await);
    let restored = site.posts("/en/address/restore", &[("token", secret)]).await;
    assert_eq!(restored.status, StatusCode::OK);
    check_page("/en/address/restore", &restored);
    assert!(restored.text.contains("name=\"new-password\""));
    let closed = read(&site.router, "/en/account", &cookie).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "every session ended");
    let old = form(&[("email", PERSON), ("password", PASSWORD)]);
    assert_eq!(
        post(&site.router, "/en/sign-in", "", &old).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn nobody_learns_from_the_change_which_addresses_have_an_account() {
    let site = Post::opened().await;
    let cookie = signed_in(&site.router, PERSON).await;
    let free = asks(&site, &cookie, NEW, PASSWORD).await;
    let taken = asks(&site, &cookie, REVIEWER, PASSWORD).await;
    assert_eq!(free.header(header::LOCATION), taken.header(header::LOCATION));
    let mails = site.mails().await;
    let about: Vec<&str> = mails.iter().map(|mail| mail.letter.as_str()).collect();
    assert_eq!(about, ["new-address", "address-taken"]);
}

#[tokio::test]
async fn an_address_needs_the_password_and_the_form_of_one() {
    let site = Post::opened().await;
    let cookie = signed_in(&site.router, PERSON).await;
    for (email, password) in [("no address", PASSWORD), (NEW, "wrong"), ("", "")] {
        let answer = asks(&site, &cookie, email, password).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        check_page("/en/account/address", &answer);
        assert!(answer.text.contains("class=\"problems\"") && answer.text.contains("<details open>"));
    }
    assert!(site.mails().await.is_empty());
}

#[tokio::test]
async fn an_address_that_somebody_took_meanwhile_is_not_given_away() {
    let site = Post::opened().await;
    let (one, two) = (
        signed_in(&site.router, PERSON).await,
        signed_in(&site.router, REVIEWER).await,
    );
    asks(&site, &one, NEW, PASSWORD).await;
    asks(&site, &two, NEW, PASSWORD).await;
    let mails = site.mails().await;
    let mut answers = Vec::new();
    for mail in &mails {
        let Letter::NewAddress { link, .. } = &mail.letter else {
            panic!("{mails:?}")
        };
        let (_, secret) = path_of(link.as_str());
        answers.push(
            site.posts("/en/address/confirm", &[("token", secret)])
                .await
                .status,
        );
    }
    assert_eq!(answers, [StatusCode::OK, StatusCode::GONE]);
}
