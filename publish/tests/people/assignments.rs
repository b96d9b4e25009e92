//! The review queue shared among people, and the page of what a person did.

use super::authz::{Asker, Stage};
use super::read;
use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Towns, french, partnership, reading, ukrainian};
use crate::{check_page, get};
use axum::http::StatusCode;
use register::people::HeldRole;
use register::{Act, Actor, Editable};
use rstest::rstest;
use serde_json::json;
use uuid::Uuid;
use vocabulary::{
    AccountId, ClaimId, ClaimState, Id, MemberRole, OrganisationId, PartyRef, PlatformRole, SourceId,
};

const LANGUAGES: [&str; 3] = ["fr", "en", "uk"];

impl Stage {
    /// Does something as the operator.
    async fn operated<T>(&self, work: impl AsyncFnOnce(Act<'_>) -> T) -> T {
        let by = Actor::Operator {
            command: "test".to_owned(),
        };
        let now = (self.desk.now)();
        work(Act::new(&by, &now, &*self.desk.ids)).await
    }

    /// Another source of this owner with two claims that wait, shown from the next write of a page on.
    async fn another_source(&self, name: &str, owner: Option<OrganisationId>) -> SourceId {
        let claims = (8..10).map(|n| {
            let mut claim = partnership(&[&french(n), &ukrainian(3)]);
            claim.confidence = 0.1;
            claim
        });
        let mut document = reading(name, claims.collect());
        document.owner = owner;
        let import = async |act: Act<'_>| self.desk.register.import(&document, &Towns, act).await;
        self.operated(import).await.unwrap().source
    }

    /// A claim of the first source that waits.
    fn waiting(&self) -> ClaimId {
        let claims = &self.record.sources[0].claims;
        let found = claims.iter().find(|claim| claim.state == ClaimState::Waiting);
        found.unwrap().id
    }

    /// Has the site read what other processes wrote.
    async fn refreshed(&self, reviewer: &Asker) {
        let claim = format!("/en/review/claims/{}", self.waiting());
        let refuse = [("verdict", "reject"), ("reason", "not yet")];
        self.leads(&claim, reviewer, &refuse).await;
        self.leads(&claim, reviewer, &[("verdict", "undo")]).await;
    }
}

fn account(asker: &Asker) -> AccountId {
    AccountId::of(asker.account.parse::<Uuid>().unwrap())
}

/// The name of a sample person, by the order in which the stage made them.
async fn name(stage: &Stage, asker: &Asker) -> String {
    let found = stage.desk.register.account(account(asker)).await.unwrap();
    found.unwrap().name
}

fn form(source: SourceId) -> String {
    format!("/en/review/sources/{source}/assignment")
}

#[rstest]
#[tokio::test]
async fn a_source_is_taken_by_one_and_decided_by_anybody(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let (olha, marc) = (stage.asker("reviewer").await, stage.asker("reviewer").await);
    let source = stage.record.sources[0].source.id;
    let queue = stage.sees("/en/review", &olha).await;
    assert!(queue.contains("value=\"take\"") && queue.contains("Nobody’s"));
    let way = stage.leads(&form(source), &olha, &[("verdict", "take")]).await;
    assert_eq!(way, format!("/en/review?source={source}&done=taken"));
    let own = stage.sees(&way, &olha).await;
    assert!(own.contains("Yours since") && own.contains("value=\"give-back\""));
    for language in LANGUAGES {
        for page in [
            "review",
            "review/sources",
            "review?whose=mine",
            "review?whose=nobody",
        ] {
            for asker in [&olha, &marc] {
                stage.sees(&format!("/{language}/{page}"), asker).await;
            }
        }
    }
    let mine = stage.sees("/en/review?whose=mine", &marc).await;
    assert!(!mine.contains("class=\"reviewbox\""), "nothing is his");

    // Who comes second is told who has it.
    let late = stage.posts(&form(source), &marc, &[("verdict", "take")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    check_page(&form(source), &late);
    assert!(
        late.text
            .contains(&format!("With {} since", name(&stage, &olha).await))
    );

    // A hint, but no lock.
    let page = format!("/en/review/claims/{}", stage.waiting());
    let hint = "You may decide all the same.";
    assert!(stage.sees(&page, &marc).await.contains(hint));
    assert!(!stage.sees(&page, &olha).await.contains(hint));
    let reject = [("verdict", "reject"), ("reason", "no"), ("whose", "mine")];
    let way = stage.leads(&page, &marc, &reject).await;
    assert!(
        way.contains("done=rejected") && way.ends_with("&whose=mine"),
        "{way}"
    );

    let stolen = stage
        .posts(&form(source), &marc, &[("verdict", "give-back")])
        .await;
    assert_eq!(stolen.status, StatusCode::CONFLICT, "it is not his to give back");
    let back = [("verdict", "give-back"), ("page", "sources")];
    let way = stage.leads(&form(source), &olha, &back).await;
    assert_eq!(way, "/en/review/sources?done=given-back");
    assert!(stage.sees(&way, &olha).await.contains("it is nobody’s now"));
}

#[rstest]
#[tokio::test]
async fn what_comes_next_is_ones_own_then_what_nobody_took(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let (olha, marc) = (stage.asker("reviewer").await, stage.asker("reviewer").await);
    let first = stage.record.sources[0].source.id;
    let (second, third) = (
        stage.another_source("b.txt", None).await,
        stage.another_source("c.txt", None).await,
    );
    stage.refreshed(&olha).await;
    stage.leads(&form(third), &olha, &[("verdict", "take")]).await;
    stage.leads(&form(first), &marc, &[("verdict", "take")]).await;
    let order = async |asker: &Asker| {
        let queue = stage.sees("/en/review", asker).await;
        let boxes = queue.split("class=\"reviewbox\"").skip(1);
        let mut sources: Vec<SourceId> = boxes
            .map(|shown| {
                let behind = shown.split("/en/review/sources/").nth(1);
                let key = behind.map_or_else(
                    || shown.split("/en/sources/").nth(1).unwrap().split('#').next(),
                    |text| text.split('/').next(),
                );
                SourceId::of(key.unwrap().parse().unwrap())
            })
            .collect();
        sources.dedup();
        sources
    };
    assert_eq!(order(&olha).await, [third, second, first]);
    assert_eq!(order(&marc).await, [first, second, third]);
    let queue = stage.sees("/en/review", &olha).await;
    for tally in ["one source · 2 claims", "3 sources · "] {
        assert!(queue.contains(tally), "{tally}: {queue}");
    }
    assert!(queue.contains("the oldest read on"), "{queue}");
}

#[rstest]
#[tokio::test]
async fn moderators_and_managers_give_sources_to_reviewers(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let reviewer = stage.asker("reviewer").await;
    let moderator = stage.asker("moderator").await;
    let owner = stage.record.organisations[0].id;
    let owned = stage.another_source("b.txt", Some(owner)).await;
    let common = stage.record.sources[0].source.id;
    stage.refreshed(&reviewer).await;
    let (manager, colleague) = (stage.asker("person").await, stage.asker("person").await);
    let register = &stage.desk.register;
    let body = (PartyRef::Organisation(owner), MemberRole::Manager);
    let reviews = HeldRole {
        role: PlatformRole::Reviewer,
        of: Some(owner),
    };
    let appoint = async |act: Act<'_>| {
        register.set_member(account(&manager), body, act).await?;
        register.give_role(account(&colleague), reviews, act).await
    };
    stage.operated(appoint).await.unwrap();

    for language in LANGUAGES {
        for asker in [&manager, &moderator] {
            let path = format!("/{language}/review/sources");
            let page = stage.sees(&path, asker).await;
            assert!(page.contains("value=\"give\"") && !page.contains("value=\"take\""));
        }
    }
    let page = stage.sees("/en/review/sources", &manager).await;
    assert!(page.contains(&owned.to_string()) && !page.contains(&common.to_string()));
    let refused = read(&stage.router, "/en/review", &manager.cookie).await;
    assert_eq!(
        refused.status,
        StatusCode::FORBIDDEN,
        "the claims are for reviewers"
    );

    let give = [
        ("verdict", "give"),
        ("to", colleague.account.as_str()),
        ("page", "sources"),
    ];
    let way = stage.leads(&form(owned), &manager, &give).await;
    assert_eq!(way, "/en/review/sources?done=given");
    let page = stage.sees(&way, &manager).await;
    assert!(page.contains(&format!("With {} since", name(&stage, &colleague).await)));
    let other = stage.posts(&form(common), &manager, &give).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN, "not their organisation's");
    let taking = stage.posts(&form(owned), &manager, &[("verdict", "take")]).await;
    assert_eq!(
        taking.status,
        StatusCode::FORBIDDEN,
        "who decides nothing takes nothing"
    );

    // Bad input: somebody who may not, an old view, nobody to nobody, no verdict.
    let from = ("from", colleague.account.as_str());
    let stranger = [("verdict", "give"), from, ("to", manager.account.as_str())];
    let answer = stage.posts(&form(owned), &moderator, &stranger).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page(&form(owned), &answer);
    let outdated = [("verdict", "give"), ("to", reviewer.account.as_str())];
    let answer = stage.posts(&form(owned), &moderator, &outdated).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    for nothing in [
        [("verdict", "give"), ("to", "x")],
        [("verdict", "keep"), ("to", "")],
    ] {
        let answer = stage.posts(&form(owned), &moderator, &nothing).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{nothing:?}");
    }
    let unknown = stage.posts(&form(Id::of(Uuid::nil())), &moderator, &give).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);

    let freed = [("verdict", "give"), from, ("to", ""), ("page", "sources")];
    stage.leads(&form(owned), &moderator, &freed).await;
    assert_eq!(register.assignments().await.unwrap(), []);
}

#[rstest]
#[tokio::test]
async fn what_a_person_did_is_theirs_and_the_moderators_to_see(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let (olha, marc) = (stage.asker("reviewer").await, stage.asker("reviewer").await);
    let moderator = stage.asker("moderator").await;
    let administrator = stage.asker("administrator").await;
    let acts = |language: &str| format!("/{language}/people/{}/history", olha.account);
    for language in LANGUAGES {
        let empty = stage.sees(&acts(language), &olha).await;
        assert!(empty.contains("class=\"none\"") && !empty.contains("change-"));
    }
    let source = stage.record.sources[0].source.id;
    stage.leads(&form(source), &olha, &[("verdict", "take")]).await;
    let claim = format!("/en/review/claims/{}", stage.waiting());
    let reject = [("verdict", "reject"), ("reason", "no")];
    stage.leads(&claim, &olha, &reject).await;
    let rename = [("name", "Olha R."), ("language", "fr")];
    stage.leads("/en/account/profile", &olha, &rename).await;

    for language in LANGUAGES {
        for asker in [&olha, &moderator, &administrator] {
            let page = stage.sees(&acts(language), asker).await;
            assert!(page.contains(&source.to_string()), "{language}");
        }
    }
    let own = stage.sees(&acts("en"), &olha).await;
    assert!(own.contains("Rejected: claim") && own.contains("Changed: account"));
    assert!(
        own.contains(&format!("action=\"{claim}\"")),
        "it can be taken back here"
    );
    let others = stage.sees(&acts("en"), &moderator).await;
    assert!(others.contains("What Olha R. did") && others.contains("Rejected: claim"));
    assert!(
        !others.contains("Changed: account"),
        "their own account is theirs"
    );
    assert!(!others.contains("value=\"undo\""), "a moderator decides nothing");
    let refused = read(&stage.router, &acts("en"), &marc.cookie).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(
        get(&stage.router, &acts("en")).await.status,
        StatusCode::SEE_OTHER
    );

    // A decision that somebody else has since made anew is no longer hers to take back from here.
    stage.leads(&claim, &marc, &[("verdict", "undo")]).await;
    stage.leads(&claim, &marc, &reject).await;
    let own = stage.sees(&acts("en"), &olha).await;
    assert!(!own.contains("value=\"undo\""), "{own}");

    // The ways there.
    let own = stage.sees("/fr/account", &olha).await;
    assert!(own.contains(&acts("fr")));
    let list = stage.sees("/fr/accounts", &administrator).await;
    assert!(list.contains(&acts("fr")));
    for wrong in [
        "/en/people/x/history".to_owned(),
        format!("/en/people/{}/history", Uuid::nil()),
    ] {
        let answer = read(&stage.router, &wrong, &moderator.cookie).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }

    let erase = async |act: Act<'_>| stage.desk.register.erase_account(account(&olha), act).await;
    stage.operated(erase).await.unwrap();
    let page = stage.sees(&acts("en"), &moderator).await;
    assert!(page.contains("an erased person") && page.contains(&olha.account));
    assert!(!page.contains("Olha"), "a key without a name");
}

#[rstest]
#[tokio::test]
async fn the_history_of_a_record_names_people_to_moderators_alone(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let (reviewer, moderator) = (stage.asker("reviewer").await, stage.asker("moderator").await);
    let partnership = stage.partnership().id;
    let (by, now) = (Actor::account(account(&reviewer)), (stage.desk.now)());
    let act = Act::new(&by, &now, &*stage.desk.ids);
    let (fact, status) = (Editable::Partnership(partnership), json!("suspended"));
    let edited = stage.desk.register.edit(fact, "status", status, act).await;
    edited.unwrap();
    let history = format!("/en/history/partnership/{partnership}");
    let acts = format!("/en/people/{}/history", reviewer.account);
    let named = format!("by {}", name(&stage, &reviewer).await);
    let public = get(&stage.router, &history).await.text;
    assert!(public.contains("by a person") && !public.contains(&named) && !public.contains(&acts));
    for asker in [&moderator, &reviewer] {
        let page = stage.sees(&history, asker).await;
        assert!(page.contains(&named) && page.contains(&acts));
    }
    let own = stage.sees(&acts, &moderator).await;
    assert!(
        own.contains(&history) && own.contains("<ins>"),
        "the change is shown as there"
    );
}

#[rstest]
#[tokio::test]
async fn an_authority_is_shown_as_the_record_had_it_at_the_end_of_a_day(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let stage = Stage::on(base).await;
    let (id, body) = &stage.record.authorities[0];
    let page = format!("history/authority/{}", body.code());
    let reviewer = stage.asker("reviewer").await;
    for language in LANGUAGES {
        for day in [
            "",
            "?day=2026-11",
            "?day=2026",
            "?day=1999",
            "?day=2999-01-01",
            "?day=soon",
        ] {
            stage.sees(&format!("/{language}/{page}{day}"), &reviewer).await;
        }
    }
    let at = async |day: &str| get(&stage.router, &format!("/en/{page}?day={day}")).await.text;
    let stood = at("2026-11-20").await;
    for told in [
        body.name(),
        body.code().to_string().as_str(),
        "Official codes",
        "Kind",
    ] {
        assert!(stood.contains(told), "{told}: {stood}");
    }
    assert!(!stood.contains("/edit/authority"));
    assert!(at("1999").await.contains("It was not in the record."));
    assert!(at("2999-01-01").await.contains("That day has not come yet."));
    assert!(at("soon").await.contains("role=\"alert\""));
    assert!(!at("").await.contains("id=\"stood\""));
    let authority = get(&stage.router, &format!("/en/authorities/{}", body.code())).await;
    assert!(authority.text.contains(&format!("/en/{page}")));
    let by_key = get(&stage.router, &format!("/en/history/authority/{id}")).await;
    assert_eq!(by_key.status, StatusCode::OK);
    for wrong in ["fr-com-99999", "x", "00000000-0000-0000-0000-000000000000"] {
        let answer = get(&stage.router, &format!("/en/history/authority/{wrong}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}
