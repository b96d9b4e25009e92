//! What members of a party state about a partnership, and what bodies propose to each other.

use super::authz::{Asker, Stage};
use super::read;
use crate::build::Base::{self, Postgres, Sqlite};
use crate::{check_page, get};
use axum::http::StatusCode;
use register::{Act, Actor};
use rstest::rstest;
use uuid::Uuid;
use vocabulary::{AccountId, AuthorityId, Id, Letter, MemberRole, Partnership, PartyRef};

const LANGUAGES: [&str; 3] = ["fr", "en", "uk"];

impl Stage {
    /// A partnership of the first body.
    pub(super) fn partnership(&self) -> &Partnership {
        let own = PartyRef::Authority(self.record.authorities[0].0);
        let mut all = self.record.partnerships.iter();
        all.find(|one| one.parties.iter().any(|party| party.party == own))
            .unwrap()
    }

    /// The code of a body.
    fn code(&self, at: usize) -> String {
        self.record.authorities[at].1.code().to_string()
    }

    /// Somebody who writes for this body.
    pub(super) async fn editor_of(&self, at: usize) -> Asker {
        self.member_of(at, MemberRole::Editor).await
    }

    /// Somebody with this role in a body.
    pub(super) async fn member_of(&self, at: usize, role: MemberRole) -> Asker {
        let asker = self.asker("person").await;
        let account = AccountId::of(asker.account.parse::<Uuid>().unwrap());
        let by = Actor::Operator {
            command: "test".to_owned(),
        };
        let now = (self.desk.now)();
        let act = Act::new(&by, &now, &*self.desk.ids);
        let body: AuthorityId = self.record.authorities[at].0;
        let role = (PartyRef::Authority(body), role);
        self.desk.register.set_member(account, role, act).await.unwrap();
        asker
    }

    /// The partnership between two bodies that a proposal was about, as the public sees it.
    async fn total(&self) -> u64 {
        let answer = get(&self.router, "/api/v1/partnerships").await;
        let json: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        json["total"].as_u64().unwrap()
    }
}

/// The fields of a proposal to a body.
fn proposing(to: &str) -> [(&str, &str); 6] {
    [
        ("parties", to),
        ("relation", "memorandum"),
        ("status", "signed"),
        ("date", "2026-03-02"),
        ("why", "Both have a river."),
        ("words", "We signed in March <b>."),
    ]
}

#[rstest]
#[tokio::test]
async fn a_party_confirms_and_takes_it_back(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let editor = stage.editor_of(0).await;
    let public = format!("/en/partnerships/{}", stage.partnership().id);
    let state = format!("{public}/state");
    assert!(!get(&stage.router, &public).await.text.contains("/state"));
    assert!(stage.sees(&public, &editor).await.contains(&state));
    for language in LANGUAGES {
        let page = format!("/{language}/partnerships/{}/state", stage.partnership().id);
        stage.sees(&page, &editor).await;
    }
    let never = "never by a party";
    assert!(get(&stage.router, &public).await.text.contains(never));
    let way = stage.leads(&state, &editor, &[("verdict", "confirm")]).await;
    let done = stage.sees(&way, &editor).await;
    let claim = way.split("claim=").nth(1).unwrap().split('&').next().unwrap();
    assert!(done.contains(claim), "it can be taken back");
    let shown = get(&stage.router, &public).await.text;
    assert!(!shown.contains(never) && shown.contains("Confirmed"), "{shown}");
    let history = format!("/en/history/partnership/{}", stage.partnership().id);
    assert!(get(&stage.router, &history).await.text.contains("Confirmed"));
    let undo = [("verdict", "undo"), ("claim", claim)];
    let other = stage.editor_of(0).await;
    let stranger = stage.posts(&state, &other, &undo).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN, "only whoever said it");
    stage.leads(&state, &editor, &undo).await;
    assert!(get(&stage.router, &public).await.text.contains(never));
    let waiting = stage.desk.register.waiting(None, 100).await.unwrap();
    assert!(
        waiting.iter().all(|queued| queued.claim.id.to_string() != claim),
        "nobody has to review it"
    );
}

#[rstest]
#[tokio::test]
async fn a_step_a_document_and_a_status_show_on_the_public_page(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let editor = stage.editor_of(0).await;
    let public = format!("/fr/partnerships/{}", stage.partnership().id);
    let state = format!("{public}/state");
    let wrong: [(&[(&str, &str)], usize); 5] = [
        (
            &[("verdict", "step"), ("step", "voted"), ("step-date", "bientôt")],
            1,
        ),
        (
            &[("verdict", "step"), ("step", "voted"), ("step-date", "2999")],
            1,
        ),
        (&[("verdict", "step"), ("step", "voted")], 1),
        (
            &[
                ("verdict", "status"),
                ("status", "ended"),
                ("status-date", "2999"),
            ],
            1,
        ),
        (
            &[
                ("verdict", "document"),
                ("document", "letter"),
                ("address", "javascript:x"),
            ],
            2,
        ),
    ];
    for (fields, problems) in wrong {
        let answer = stage.posts(&state, &editor, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        check_page(&state, &answer);
        assert_eq!(
            answer.text.matches("aria-invalid").count(),
            problems,
            "{fields:?}"
        );
    }
    for nonsense in ["", "dance"] {
        let answer = stage.posts(&state, &editor, &[("verdict", nonsense)]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{nonsense}");
    }
    let right: [&[(&str, &str)]; 3] = [
        &[
            ("verdict", "step"),
            ("step", "transmitted"),
            ("step-date", "2024-05-03"),
        ],
        &[
            ("verdict", "document"),
            ("document", "deliberation"),
            ("title", "Délibération <n° 12>"),
            ("address", "https://example.org/12.pdf"),
            ("document-date", "2024-04-30"),
        ],
        &[
            ("verdict", "status"),
            ("status", "suspended"),
            ("words", "La guerre nous empêche de venir."),
        ],
    ];
    for fields in right {
        stage.leads(&state, &editor, fields).await;
    }
    let shown = get(&stage.router, &public).await;
    check_page(&public, &shown);
    for words in [
        "Transmis",
        "Délibération &#60;n° 12&#62;",
        "https://example.org/12.pdf",
        "La guerre nous empêche de venir.",
        "Suspendu",
    ] {
        assert!(
            shown.text.to_lowercase().contains(&words.to_lowercase()),
            "{words}: {}",
            shown.text
        );
    }
}

#[rstest]
#[tokio::test]
async fn what_the_other_side_agrees_to_is_public_and_nothing_before(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let (ours, theirs, stranger) = (
        stage.editor_of(0).await,
        stage.editor_of(1).await,
        stage.asker("person").await,
    );
    let before = stage.total().await;
    let form = stage.body("/propose");
    for language in LANGUAGES {
        stage
            .sees(&form.replace("/fr/", &format!("/{language}/")), &ours)
            .await;
    }
    let other = stage.code(1);
    for (field, value) in [
        ("parties", "Xqzzywk"),
        ("parties", ""),
        ("words", ""),
        ("status", ""),
        ("date", "2999"),
    ] {
        let mut fields = proposing(&other);
        fields.iter_mut().find(|(name, _)| *name == field).unwrap().1 = value;
        let answer = stage.posts(&form, &ours, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
        check_page(&form, &answer);
        assert!(
            answer.text.contains("Both have a river."),
            "nothing typed is lost"
        );
    }
    let way = stage.leads(&form, &ours, &proposing(&other)).await;
    let proposal = way.split('?').next().unwrap().to_owned();
    let [mail] = stage.mails().await.try_into().unwrap();
    assert!(
        matches!(&mail.letter, Letter::Proposed { link, .. } if link.as_str().contains("/proposals/")),
        "{mail:?}"
    );
    assert_eq!(stage.total().await, before, "nothing is public yet");
    for language in LANGUAGES {
        let path = proposal.replace("/fr/", &format!("/{language}/"));
        stage.sees(&path, &ours).await;
        stage.sees(&path, &theirs).await;
    }
    let desk = format!("/fr/bodies/{other}");
    assert!(
        stage.sees(&desk, &theirs).await.contains(&proposal),
        "it waits for them"
    );
    for nobody in [&stranger, &Asker::default()] {
        let refused = read(&stage.router, &proposal, &nobody.cookie).await;
        assert!(!refused.text.contains("We signed in March"), "{}", refused.status);
    }
    let own_word = stage.posts(&proposal, &ours, &[("verdict", "accept")]).await;
    assert_eq!(
        own_word.status,
        StatusCode::FORBIDDEN,
        "nobody agrees with themselves"
    );
    stage.leads(&proposal, &theirs, &[("verdict", "accept")]).await;
    let late = stage.leads(&proposal, &ours, &[("verdict", "withdraw")]).await;
    assert!(late.ends_with("done=meanwhile"), "{late}");
    let [mail] = stage.mails().await.try_into().unwrap();
    assert!(matches!(mail.letter, Letter::ProposalAgreed { .. }), "{mail:?}");
    let found = get(&stage.router, &format!("/api/v1/authorities/{other}")).await;
    assert!(found.status == StatusCode::OK);
    let pages = stage.desk.register.public_record().await.unwrap();
    let words = format!("{:?}", pages.evidence);
    assert!(
        words.contains("We signed in March <b>."),
        "their words are the proof"
    );
}

#[rstest]
#[tokio::test]
async fn a_refused_proposal_stays_between_the_two(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let (ours, theirs) = (stage.editor_of(0).await, stage.editor_of(1).await);
    let before = stage.total().await;
    let way = stage
        .leads(&stage.body("/propose"), &ours, &proposing(&stage.code(1)))
        .await;
    let proposal = way.split('?').next().unwrap().to_owned();
    stage.mails().await;
    let silent = stage.posts(&proposal, &theirs, &[("verdict", "decline")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page(&proposal, &silent);
    let why = [("verdict", "decline"), ("reason", "Not this year.")];
    stage.leads(&proposal, &theirs, &why).await;
    assert!(stage.sees(&proposal, &ours).await.contains("Not this year."));
    let [mail] = stage.mails().await.try_into().unwrap();
    assert!(
        matches!(&mail.letter, Letter::ProposalDeclined { reason, .. } if reason == "Not this year."),
        "{mail:?}"
    );
    assert_eq!(stage.total().await, before);
    let public = format!("{:?}", stage.desk.register.public_record().await.unwrap());
    assert!(!public.contains("We signed in March"));
}

#[rstest]
#[tokio::test]
async fn a_change_is_proposed_from_the_partnership_and_comes_with_the_answer(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let stage = Stage::on(base).await;
    let ours = stage.editor_of(0).await;
    let id = stage.partnership().id;
    let parties = &stage.partnership().parties;
    let abroad = stage.record.authorities.iter().position(|(key, body)| {
        let named = parties
            .iter()
            .any(|party| party.party == PartyRef::Authority(*key));
        named && body.country != stage.record.authorities[0].1.country
    });
    let theirs = stage.editor_of(abroad.unwrap()).await;
    let form = stage.body("/propose");
    let key = id.to_string();
    stage.sees(&format!("{form}?partnership={key}"), &ours).await;
    let fields = [
        ("partnership", key.as_str()),
        ("status", "suspended"),
        ("words", "Let us pause for a while."),
    ];
    let way = stage.leads(&form, &ours, &fields).await;
    let proposal = way.split('?').next().unwrap().to_owned();
    let before = stage.total().await;
    stage.leads(&proposal, &theirs, &[("verdict", "accept")]).await;
    assert_eq!(stage.total().await, before, "it is the same partnership");
    let answer = get(&stage.router, &format!("/api/v1/partnerships/{id}")).await;
    assert!(
        answer.text.contains("\"status\":\"suspended\""),
        "{}",
        answer.text
    );
}
