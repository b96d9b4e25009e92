//! Speaking for a body: asked, proved, decided; its members; the accounts of the instance.

use super::authz::{Asker, Stage};
use super::{form, read};
use crate::build::Base::{self, Postgres, Sqlite};
use crate::{Answer, check_page, post};
use axum::http::{StatusCode, header};
use register::{Act, Actor};
use rstest::rstest;
use uuid::Uuid;
use vocabulary::{Job, JobKind, Letter, Mail, Moment};

impl Stage {
    /// The address of the first body's pages, in French.
    pub(super) fn body(&self, page: &str) -> String {
        format!("/fr/bodies/{}{page}", self.record.authorities[0].1.code())
    }

    pub(super) async fn posts(&self, path: &str, by: &Asker, fields: &[(&str, &str)]) -> Answer {
        post(&self.router, path, &by.cookie, &form(fields)).await
    }

    /// Posts a form; answers where it leads.
    pub(super) async fn leads(&self, path: &str, by: &Asker, fields: &[(&str, &str)]) -> String {
        let answer = self.posts(path, by, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.text);
        answer.header(header::LOCATION).to_owned()
    }

    /// A page as somebody sees it.
    pub(super) async fn sees(&self, path: &str, by: &Asker) -> String {
        let page = read(&self.router, path, &by.cookie).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        check_page(path, &page);
        page.text
    }

    /// The mails that nobody took yet.
    pub(super) async fn mails(&self) -> Vec<Mail> {
        let now = (self.desk.now)();
        let until = Moment::utc(now.micros + 60_000_000);
        let taken = self
            .desk
            .register
            .take_jobs((&[JobKind::Mail], 100), Uuid::now_v7(), (&now, &until));
        let mails = taken.await.unwrap().into_iter();
        mails
            .filter_map(|taken| match taken.job {
                Job::Mail(mail) => Some(mail),
                _ => None,
            })
            .collect()
    }

    /// Notes that `example.org` is the first body's.
    async fn official_domain(&self) {
        let desk = &self.desk;
        let now = (desk.now)();
        let by = Actor::Operator {
            command: "test".to_owned(),
        };
        let act = Act::new(&by, &now, &*desk.ids);
        let code = self.record.authorities[0].1.code().clone();
        let places = publish::samples::SamplePlaces::of(&self.record);
        desk.register
            .add_mail_domain("example.org", (&code, "https://example.org"), &places, act)
            .await
            .unwrap();
    }
}

/// What stands between these in a text.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split(before).nth(1).unwrap();
    rest.split(after).next().unwrap()
}

#[rstest]
#[tokio::test]
async fn a_letter_leads_to_a_moderator_whose_answer_comes_by_mail(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let (olha, moderator) = (stage.asker("person").await, stage.asker("moderator").await);
    let form_page = stage.sees(&stage.body("/speak"), &olha).await;
    assert!(form_page.contains("name=\"letter\""));
    let asked = [("letter", "Signée le 3 mai <b>")];
    let way = stage.leads(&stage.body("/speak"), &olha, &asked).await;
    assert!(way.ends_with("/speak?done=asked"), "{way}");
    assert!(
        stage
            .sees(&way, &olha)
            .await
            .contains("Signée le 3 mai &#60;b&#62;")
    );
    let account = stage.sees("/uk/account", &olha).await;
    assert!(account.contains("чекає на модератора"));
    for language in ["fr", "en", "uk"] {
        stage
            .sees(&format!("/{language}/accreditations"), &moderator)
            .await;
    }
    let [mail] = stage.mails().await.try_into().unwrap();
    assert!(
        matches!(&mail.letter, Letter::SpeakerWaits { link, .. } if link.as_str().contains("/accreditations")),
        "{mail:?}"
    );
    stage.leads(&stage.body("/speak"), &olha, &asked).await;
    assert!(
        stage.mails().await.is_empty(),
        "of one wish a moderator is told once"
    );
    let page = stage.sees("/en/accreditations", &moderator).await;
    let wish = between(&page, "action=\"/en/accreditations/", "\"").to_owned();
    let decide = format!("/en/accreditations/{wish}");
    let unexplained = stage.posts(&decide, &moderator, &[("verdict", "refuse")]).await;
    assert_eq!(unexplained.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page(&decide, &unexplained);
    let refused = [("verdict", "refuse"), ("reason", "Not signed.")];
    stage.leads(&decide, &moderator, &refused).await;
    let [mail] = stage.mails().await.try_into().unwrap();
    assert!(
        matches!(&mail.letter, Letter::NotAccredited { reason, .. } if reason == "Not signed."),
        "{mail:?}"
    );
    assert!(
        stage
            .sees(&stage.body("/speak"), &olha)
            .await
            .contains("Not signed.")
    );
    stage.leads(&decide, &moderator, &[("verdict", "undo")]).await;
    stage.leads(&decide, &moderator, &[("verdict", "accept")]).await;
    let late = stage.leads(&decide, &moderator, &[("verdict", "accept")]).await;
    assert!(late.ends_with("done=meanwhile"), "{late}");
    let [mail] = stage.mails().await.try_into().unwrap();
    assert!(matches!(mail.letter, Letter::Accredited { .. }), "{mail:?}");
    stage.sees(&stage.body(""), &olha).await;
    stage.leads(&decide, &moderator, &[("verdict", "undo")]).await;
    let over = read(&stage.router, &stage.body(""), &olha.cookie).await;
    assert_eq!(over.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[tokio::test]
async fn a_moderator_notes_whose_a_mail_domain_is(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let moderator = stage.asker("moderator").await;
    let code = stage.record.authorities[0].1.code().to_string();
    let whole = [
        ("domain", "@Town.example"),
        ("body", code.as_str()),
        ("source", "a call"),
    ];
    for missing in 0..3 {
        let mut fields = whole;
        fields[missing].1 = "";
        let answer = stage.posts("/en/mail-domains", &moderator, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        check_page("/en/mail-domains", &answer);
    }
    stage.leads("/en/mail-domains", &moderator, &whole).await;
    let page = stage.sees("/en/accreditations?q=town", &moderator).await;
    let authority = between(&page, "name=\"authority\" value=\"", "\"").to_owned();
    let drop = [
        ("verdict", "drop"),
        ("domain", "town.example"),
        ("authority", authority.as_str()),
    ];
    for what in ["domain-dropped", "meanwhile"] {
        let way = stage.leads("/en/mail-domains", &moderator, &drop).await;
        assert!(way.ends_with(what), "{way}");
    }
}

#[rstest]
#[tokio::test]
async fn an_official_address_speaks_at_once_and_invites_a_colleague(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    stage.official_domain().await;
    let olha = stage.asker("verified").await;
    let way = stage.leads(&stage.body("/speak"), &olha, &[]).await;
    assert_eq!(way, stage.body("?done=speaks"));
    stage.sees(&way, &olha).await;
    let account = stage.sees("/fr/account", &olha).await;
    assert!(
        account.contains(&stage.body("")),
        "the body stands on the account page"
    );
    let invitations = stage.body("/invitations");
    let wrong = [("email", "nobody"), ("role", "editor")];
    let answer = stage.posts(&invitations, &olha, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page(&invitations, &answer);
    let right = [("email", "petro@example.net"), ("role", "editor")];
    stage.leads(&invitations, &olha, &right).await;
    let page = stage.sees(&stage.body("/members"), &olha).await;
    assert!(page.contains("petro@example.net"));
    let [mail] = stage.mails().await.try_into().unwrap();
    let Letter::Invitation { link, .. } = &mail.letter else {
        panic!("{mail:?}")
    };
    let path = link.as_str().strip_prefix("https://atlas.example.org").unwrap();
    let token = path.split("token=").nth(1).unwrap();
    stage.sees(path, &Asker::default()).await;
    let weak = [("token", token), ("name", ""), ("new-password", "short")];
    let answer = stage.posts("/fr/invitation", &Asker::default(), &weak).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.text.matches("aria-invalid").count(), 2);
    check_page("/fr/invitation", &answer);
    let good = [
        ("token", token),
        ("name", "Петро"),
        ("new-password", "чотири слова без звʼязку"),
    ];
    stage.leads("/fr/invitation", &Asker::default(), &good).await;
    let page = stage.sees(&stage.body("/members"), &olha).await;
    assert!(page.contains("Петро") && !page.contains("petro@example.net"));
    let again = stage.posts("/fr/invitation", &Asker::default(), &good).await;
    assert_eq!(again.status, StatusCode::GONE);
    let last = stage.leads(&stage.body("/leave"), &olha, &[]).await;
    assert!(last.ends_with("done=last-manager"), "{last}");
}

#[rstest]
#[tokio::test]
async fn a_manager_changes_roles_removes_and_brings_back(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let (manager, reader) = (stage.asker("manager").await, stage.asker("reader").await);
    let member = stage.body(&format!("/members/{}", reader.account));
    stage.leads(&member, &manager, &[("role", "editor")]).await;
    let removed = stage.leads(&member, &manager, &[("verdict", "remove")]).await;
    let page = stage.sees(&removed, &manager).await;
    assert!(page.contains("name=\"restored\""), "it can be undone");
    let gone = read(&stage.router, &stage.body(""), &reader.cookie).await;
    assert_eq!(gone.status, StatusCode::FORBIDDEN);
    let back = [("restored", "yes"), ("role", "editor")];
    stage.leads(&member, &manager, &back).await;
    stage.sees(&stage.body(""), &reader).await;
    let left = stage.leads(&stage.body("/leave"), &reader, &[]).await;
    assert_eq!(left, "/fr/account?done=left");
}

#[rstest]
#[tokio::test]
async fn an_administrator_finds_an_account_gives_a_role_and_blocks(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let (administrator, person) = (stage.asker("administrator").await, stage.asker("person").await);
    let list = stage.sees("/uk/accounts?q=PERSON", &administrator).await;
    let page = format!("/uk/accounts/{}", person.account);
    assert!(list.contains(&page));
    let empty = stage.sees("/uk/accounts?q=nobody-at-all", &administrator).await;
    assert!(empty.contains("class=\"none\""));
    let organisation = &stage.record.organisations[0];
    let give = [
        ("verdict", "give"),
        ("role", "reviewer"),
        ("of", organisation.name.as_str()),
    ];
    stage.leads(&page, &administrator, &give).await;
    let shown = stage.sees(&page, &administrator).await;
    assert!(shown.contains(&organisation.id.to_string()));
    stage.sees("/uk/review", &person).await;
    let unknown = [("verdict", "give"), ("role", "reviewer"), ("of", "No such body")];
    let answer = stage.posts(&page, &administrator, &unknown).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page(&page, &answer);
    let key = organisation.id.to_string();
    let take = [("verdict", "take"), ("role", "reviewer"), ("of", key.as_str())];
    stage.leads(&page, &administrator, &take).await;
    let refused = read(&stage.router, "/uk/review", &person.cookie).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    stage.leads(&page, &administrator, &[("verdict", "block")]).await;
    let out = read(&stage.router, "/uk/account", &person.cookie).await;
    assert_eq!(
        out.status,
        StatusCode::SEE_OTHER,
        "a blocked account has no session"
    );
    stage
        .leads(&page, &administrator, &[("verdict", "unblock")])
        .await;
    let own = format!("/uk/accounts/{}", administrator.account);
    for verdict in [
        [("verdict", "block"), ("role", "")],
        [("verdict", "take"), ("role", "administrator")],
    ] {
        let answer = stage.posts(&own, &administrator, &verdict).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{verdict:?}");
        check_page(&own, &answer);
    }
    let nobody = format!("/uk/accounts/{}", Uuid::now_v7());
    let missing = read(&stage.router, &nobody, &administrator.cookie).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
