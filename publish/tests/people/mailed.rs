//! Accounts and passwords by mail.

use super::{cookie_of, form, read, signed_in};
use crate::{check_page, get, post};
use axum::Router;
use axum::http::{StatusCode, header};
use publish::samples::people::{PASSWORD, PERSON};
use publish::{Desk, samples};
use std::sync::Arc;
use uuid::Uuid;
use vocabulary::{Job, JobKind, Letter, Mail, Moment};

const NEW: &str = "чотири слова без звʼязку";

/// A site, and the mails that it put on the list of jobs.
pub(crate) struct Post {
    pub(crate) desk: Arc<Desk>,
    pub(crate) router: Router,
}

impl Post {
    pub(crate) async fn opened() -> Self {
        let desk = samples::people::desk().await.unwrap();
        let site = samples::site_of(samples::record(), desk.clone()).await.unwrap();
        Self {
            desk,
            router: publish::router(site),
        }
    }

    /// The mails that nobody took yet.
    pub(crate) async fn mails(&self) -> Vec<Mail> {
        let now = (self.desk.now)();
        let until = Moment::utc(now.micros + 60_000_000);
        let taken = self
            .desk
            .register
            .take_jobs((&[JobKind::Mail], 100), Uuid::now_v7(), (&now, &until));
        taken
            .await
            .unwrap()
            .into_iter()
            .filter_map(|taken| match taken.job {
                Job::Mail(mail) => Some(mail),
                Job::Sweep | Job::Confirmations | Job::Preview(_) | Job::Import(_) => None,
            })
            .collect()
    }

    pub(crate) async fn posts(&self, path: &str, fields: &[(&str, &str)]) -> crate::Answer {
        post(&self.router, path, "", &form(fields)).await
    }
}

/// The path of a link and its secret.
pub(crate) fn path_of(link: &str) -> (&str, &str) {
    let path = link.strip_prefix("https://atlas.example.org").unwrap();
    (path, path.split("token=").nth(1).unwrap())
}

#[tokio::test]
async fn an_account_is_made_by_the_mailed_link_and_not_before() {
    let site = Post::opened().await;
    let asked = [("name", "Taras <b>"), ("email", "taras@example.org")];
    let answer = site.posts("/uk/register", &asked).await;
    assert_eq!(answer.status, StatusCode::OK);
    check_page("/uk/register", &answer);
    let mails = site.mails().await;
    assert_eq!(mails[0].to.as_str(), "taras@example.org");
    let Letter::ConfirmAddress { link, .. } = &mails[0].letter else {
        panic!("{mails:?}")
    };
    let (path, secret) = path_of(link.as_str());
    assert!(path.starts_with("/uk/register/confirm?token="));
    assert!(
        site.desk
            .register
            .account_of(&"taras@example.org".parse().unwrap())
            .await
            .unwrap()
            .is_none()
    );
    for _ in 0..2 {
        let page = get(&site.router, path).await;
        check_page(path, &page);
        assert!(page.header(header::CACHE_CONTROL).contains("no-store"));
    }
    let weak = site
        .posts(
            "/uk/register/confirm",
            &[("token", secret), ("new-password", "taras@example.org")],
        )
        .await;
    assert_eq!(
        weak.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the own address is no password"
    );
    let made = site
        .posts(
            "/uk/register/confirm",
            &[("token", secret), ("new-password", NEW)],
        )
        .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    let account = read(&site.router, "/uk/account", &cookie_of(&made)).await;
    assert!(account.text.contains("Taras &#60;b&#62;"));
    let again = site
        .posts(
            "/uk/register/confirm",
            &[("token", secret), ("new-password", NEW)],
        )
        .await;
    assert_eq!(again.status, StatusCode::GONE);
    assert_eq!(get(&site.router, path).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn the_page_is_the_same_for_known_and_unknown_addresses_and_only_the_mail_differs() {
    let site = Post::opened().await;
    let mut pages = Vec::new();
    for email in [PERSON, "nobody@example.org"] {
        pages.push(
            site.posts("/en/register", &[("name", "N"), ("email", email)])
                .await
                .text,
        );
        pages.push(site.posts("/en/password", &[("email", email)]).await.text);
    }
    assert_eq!((&pages[0], &pages[1]), (&pages[2], &pages[3]));
    let mails = site.mails().await;
    let told: Vec<(&str, &str)> = mails
        .iter()
        .map(|mail| (mail.to.as_str(), mail.letter.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (PERSON, "address-taken"),
            (PERSON, "reset-password"),
            ("nobody@example.org", "confirm-address")
        ]
    );
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew_and_every_session_ends() {
    let site = Post::opened().await;
    let old = signed_in(&site.router, PERSON).await;
    site.posts("/fr/password", &[("email", " OLHA@example.org ")])
        .await;
    let mails = site.mails().await;
    let Letter::ResetPassword { link, .. } = &mails[0].letter else {
        panic!("{mails:?}")
    };
    assert_eq!(
        mails[0].to.as_str(),
        PERSON,
        "to the address as the account has it"
    );
    let (path, secret) = path_of(link.as_str());
    check_page(path, &get(&site.router, path).await);
    let wrong_door = site
        .posts(
            "/fr/register/confirm",
            &[("token", secret), ("new-password", NEW)],
        )
        .await;
    assert_eq!(
        wrong_door.status,
        StatusCode::GONE,
        "a link opens what it was made for"
    );
    let chosen = site
        .posts("/fr/password/new", &[("token", secret), ("new-password", NEW)])
        .await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    assert_eq!(
        read(&site.router, "/fr/account", &old).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        read(&site.router, "/fr/account", &cookie_of(&chosen))
            .await
            .status,
        StatusCode::OK
    );
    let before = site
        .posts("/fr/sign-in", &[("email", PERSON), ("password", PASSWORD)])
        .await;
    assert_eq!(before.status, StatusCode::UNPROCESSABLE_ENTITY);
    let after = site
        .posts("/fr/sign-in", &[("email", PERSON), ("password", NEW)])
        .await;
    assert_eq!(after.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_is_flooded_with_mail_and_nonsense_is_told() {
    let site = Post::opened().await;
    for _ in 0..3 {
        assert_eq!(
            site.posts("/en/password", &[("email", PERSON)]).await.status,
            StatusCode::OK
        );
    }
    let fourth = site.posts("/en/password", &[("email", PERSON)]).await;
    assert_eq!(fourth.status, StatusCode::TOO_MANY_REQUESTS);
    check_page("/en/password", &fourth);
    assert_eq!(site.mails().await.len(), 3);
    for (path, fields) in [
        ("/en/password", vec![("email", "olha at example.org")]),
        (
            "/en/register",
            vec![("name", "N"), ("email", "a@b.org\r\nBcc: c@d.org")],
        ),
        ("/en/register", vec![("name", ""), ("email", "n@example.org")]),
    ] {
        let answer = site.posts(path, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        check_page(path, &answer);
        assert!(answer.text.contains("class=\"problems\""));
    }
    assert_eq!(site.mails().await.len(), 0);
}
