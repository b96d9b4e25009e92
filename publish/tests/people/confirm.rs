//! Confirming a partnership by the link of a letter, and the switch of a body.

use super::authz::Stage;
use crate::build::Base::{self, Postgres, Sqlite};
use crate::{check_page, get, post};
use axum::http::StatusCode;
use register::{Act, Actor, Question};
use rstest::rstest;
use std::time::Duration;
use vocabulary::{Language, Letter, MemberRole, Moment, PartyRef, SecretLink};

const SITE: &str = "https://atlas.example.org";

impl Stage {
    /// The paths of the letters that ask about the first body's partnership.
    async fn asked(&self) -> Vec<String> {
        let letter = |language: Language, about: register::AskedAbout| Letter::ConfirmPartnership {
            partnership: about.partnership,
            body: about.body,
            link: SecretLink::new(publish::confirmation_page(SITE, language, &about.secret)),
            days: 30,
        };
        let random = || (self.desk.random)();
        let question = Question {
            unasked_since: &Moment::utc(0),
            lasts: Duration::from_hours(24),
            random: &random,
            letter: &letter,
        };
        let by = Actor::Rule {
            name: "test".to_owned(),
        };
        let now = (self.desk.now)();
        let body = PartyRef::Authority(self.record.authorities[0].0);
        let act = Act::new(&by, &now, &*self.desk.ids);
        let asked = self
            .desk
            .register
            .ask_confirmation((self.partnership().id, body), question, act);
        asked.await.unwrap();
        let mails = self.mails().await;
        let paths = mails.into_iter().filter_map(|mail| match mail.letter {
            Letter::ConfirmPartnership { link, .. } => {
                Some(link.as_str().strip_prefix(SITE).unwrap().to_owned())
            }
            _ => None,
        });
        paths.collect()
    }
}

#[rstest]
#[tokio::test]
async fn a_letter_confirms_in_one_step_and_looking_at_its_link_changes_nothing(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let stage = Stage::on(base).await;
    stage.editor_of(0).await;
    let public = format!("/en/partnerships/{}", stage.partnership().id);
    let paths = stage.asked().await;
    let [path] = paths.as_slice() else {
        panic!("{paths:?}")
    };
    let secret = path.split("token=").nth(1).unwrap();
    for language in ["fr", "en", "uk"] {
        let page = format!("/{language}/confirm?token={secret}");
        let shown = get(&stage.router, &page).await;
        assert_eq!(shown.status, StatusCode::OK);
        check_page(&page, &shown);
    }
    assert!(
        get(&stage.router, &public)
            .await
            .text
            .contains("never by a party")
    );
    let form = format!("token={secret}");
    let done = post(&stage.router, "/en/confirm", "", &form).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    check_page("/en/confirm", &done);
    assert!(done.text.contains("claim="), "it can be taken back");
    let shown = get(&stage.router, &public).await;
    check_page(&public, &shown);
    assert!(shown.text.contains("this month"), "{}", shown.text);
    let list = get(&stage.router, "/en/partnerships").await;
    check_page("/en/partnerships", &list);
    assert!(list.text.contains("confirmed this month"), "{}", list.text);
    let again = post(&stage.router, "/en/confirm", "", &form).await;
    let looked = get(&stage.router, path).await;
    let made_up = get(&stage.router, "/en/confirm?token=made-up").await;
    for (page, answer) in [
        ("/en/confirm", again),
        (path.as_str(), looked),
        ("/en/confirm", made_up),
    ] {
        assert_eq!(answer.status, StatusCode::GONE);
        check_page(page, &answer);
    }
}

#[rstest]
#[tokio::test]
async fn a_manager_says_whether_a_body_is_asked(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let (manager, editor) = (
        stage.member_of(0, MemberRole::Manager).await,
        stage.editor_of(0).await,
    );
    let (members, switch) = (stage.body("/members"), stage.body("/questions"));
    for language in ["fr", "en", "uk"] {
        let page = members.replace("/fr/", &format!("/{language}/"));
        let shown = stage.sees(&page, &manager).await;
        assert!(shown.contains("value=\"off\""));
        assert!(!stage.sees(&page, &editor).await.contains("value=\"off\""));
    }
    let way = stage.leads(&switch, &manager, &[("questions", "off")]).await;
    let shown = stage.sees(&way, &manager).await;
    assert!(shown.contains("value=\"on\"") && shown.contains("La question ne sera plus posée"));
    assert_eq!(stage.asked().await, [""; 0]);
    stage.leads(&switch, &manager, &[("questions", "on")]).await;
    assert_eq!(stage.asked().await.len(), 2);
    let nonsense = stage.posts(&switch, &manager, &[("questions", "perhaps")]).await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
}
