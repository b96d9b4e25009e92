//! Whose the sources of the review queue are, as one reader sees it; and the form that passes a source on.
//!
//! In: a source with its assignment and a form that takes it, gives it back or gives it to somebody. Out: words, buttons,
//! and the queue of whoever posted; who came second learns who has the source.
//!
//! # Invariants
//! - Names of reviewers are shown to those who share the queue alone.
//! - A form says from whom it passes the source on; what is no longer so is refused (409).

use crate::context::Context;
use crate::errors::PageError;
use crate::pages::assignments;
use crate::parts::{AssignmentView, DayView, Said, Tally};
use crate::people::guard::to;
use crate::people::sign_in::ours;
use crate::people::typed::Fields;
use crate::snapshot::{HeldClaim, HeldSource};
use crate::urls;
use crate::view::View;
use crate::words::Lang;
use axum::http::StatusCode;
use axum::response::Response;
use register::policy::{Action, Resource};
use register::{Actor, Assignment, RegisterError};
use std::collections::HashMap;
use uuid::Uuid;
use vocabulary::{AccountId, ClaimState, Id, Source, SourceId};

/// Whose a source is, for one reader, in the order in which the queue gives work out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Whose {
    /// The reader's.
    Mine,
    /// Still to be taken.
    Nobodys,
    /// Another reviewer's.
    Anothers,
}

/// What a reader may narrow the queue to, by the word in the address; the last one is everything.
pub(crate) const ASKED: [&str; 3] = ["mine", "nobody", "all"];

impl Whose {
    /// What this word of an address narrows to; `None` is everything.
    pub(crate) fn asked(word: &str) -> Option<Self> {
        match word {
            "mine" => Some(Self::Mine),
            "nobody" => Some(Self::Nobodys),
            _ => None,
        }
    }
}

/// The claims of one source that wait.
#[derive(Clone)]
pub(crate) struct Queued<'v> {
    pub(crate) read: &'v HeldSource,
    pub(crate) claims: Vec<&'v HeldClaim>,
}

impl Queued<'_> {
    /// The sources with claims that wait, as far as `may` lets their owner's be seen.
    pub(crate) fn all<'v>(view: &View<'v>, may: impl Fn(&HeldSource) -> bool) -> Vec<Queued<'v>> {
        let sources = view.snapshot.record().sources.iter();
        let waiting = sources.filter(|read| may(read)).map(|read| Queued {
            read,
            claims: (read.claims.iter())
                .filter(|claim| claim.state == ClaimState::Waiting)
                .collect(),
        });
        waiting.filter(|queued| !queued.claims.is_empty()).collect()
    }

    pub(crate) fn id(&self) -> SourceId {
        self.read.source.id
    }
}

/// The assignments of the queue, for one reader.
pub(crate) struct Assigned {
    own: AccountId,
    held: HashMap<SourceId, Assignment>,
    names: HashMap<String, String>,
}

impl Assigned {
    pub(crate) async fn of(ctx: &Context) -> Result<Self, PageError> {
        let register = &ctx.site.desk().register;
        let failed = |error| ours(ctx.lang, error);
        let all = register.assignments().await.map_err(failed)?;
        let keys: Vec<String> = all.iter().map(|one| one.to.to_string()).collect();
        let names = register.names(keys.iter().map(String::as_str)).await;
        Ok(Self {
            own: ctx.person()?.account,
            held: all.into_iter().map(|one| (one.source, one)).collect(),
            names: names.map_err(failed)?,
        })
    }

    pub(crate) fn whose(&self, source: SourceId) -> Whose {
        match self.held.get(&source) {
            None => Whose::Nobodys,
            Some(held) if held.to == self.own => Whose::Mine,
            Some(_) => Whose::Anothers,
        }
    }

    /// Who has a source.
    pub(crate) fn holder(&self, source: SourceId) -> Option<AccountId> {
        self.held.get(&source).map(|held| held.to)
    }

    /// Whose a source is, and since when; `None` where it is nobody's.
    pub(crate) fn words(&self, lang: Lang, source: SourceId) -> Option<String> {
        let held = self.held.get(&source)?;
        let since = held
            .since
            .day()
            .map_or_else(String::new, |day| crate::figures::day(lang, day));
        if held.to == self.own {
            return Some(lang.with("assignment-mine", &since));
        }
        let name = self.names.get(&held.to.to_string()).map_or("", String::as_str);
        let facts = [("name", name.into()), ("day", since.into())];
        Some(lang.say("assignment-anothers", &facts))
    }

    /// How much waits that is the reader's, nobody's, and in all, each with a way to see it alone.
    pub(crate) fn tallies(&self, view: &View<'_>, all: &[Queued<'_>], way: (&str, &str)) -> Vec<Tally> {
        let (page, chosen) = way;
        let asked = ASKED.map(|word| (word, Whose::asked(word)));
        let rows = asked.map(|(word, whose)| {
            let fits = |queued: &&Queued<'_>| whose.is_none_or(|whose| self.whose(queued.id()) == whose);
            let fitting = || all.iter().filter(fits);
            let oldest = fitting().map(|queued| &queued.read.read_on);
            let oldest = oldest.min_by_key(|moment| moment.micros);
            Tally {
                lang: view.lang,
                url: urls::filtered(page, &[("whose", if whose.is_none() { "" } else { word })]),
                words: view.lang.word("queue-whose", word),
                sources: view.lang.n("queue-sources", fitting().count()),
                claims: view.lang.n(
                    "review-waiting",
                    fitting().map(|queued| queued.claims.len()).sum(),
                ),
                oldest: oldest.and_then(|moment| view.moment(moment)),
                chosen: Whose::asked(chosen) == whose,
            }
        });
        rows.into()
    }

    /// Whose a source is, with the buttons that whoever asks may press; they lead back to `page`.
    pub(crate) fn view(&self, ctx: &Context, read: &HeldSource, page: &'static str) -> AssignmentView {
        let (lang, id) = (ctx.lang, read.source.id);
        let title = View::source_title(&read.source).words;
        let may_take = ctx.may(Action::Change, &Resource::Assignment { owner: read.owner });
        let button = match self.whose(id) {
            Whose::Nobodys if may_take => Some(("take", lang.with("assignment-take-label", &title))),
            Whose::Mine => Some(("give-back", lang.with("assignment-back-label", &title))),
            Whose::Nobodys | Whose::Anothers => None,
        };
        AssignmentView {
            lang,
            action: urls::assignment(lang, id),
            key: id.to_string(),
            page,
            whose: self.words(lang, id).unwrap_or_default(),
            is_anothers: self.whose(id) == Whose::Anothers,
            button,
            from: self
                .holder(id)
                .map(|account| account.to_string())
                .unwrap_or_default(),
            give_label: lang.with("assignment-give-label", &title),
            choices: Vec::new(),
        }
    }
}

/// When a source was read, as the queue says its age.
pub(crate) fn since(view: &View<'_>, queued: &Queued<'_>) -> Option<DayView> {
    view.moment(&queued.read.read_on)
}

/// The title of a source, without a note on its language.
pub(crate) fn title(source: &Source) -> Said {
    Said {
        note: None,
        ..View::source_title(source)
    }
}

/// `POST /{lang}/review/sources/{id}/assignment`: takes a source, gives it back, or gives it to somebody.
pub(crate) async fn change(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let source: SourceId = ctx.key(4)?;
    let owner = ctx.view().snapshot.source(source).map(|read| read.owner);
    let of = Resource::Assignment {
        owner: owner.ok_or_else(|| ctx.missing())?,
    };
    let own = ctx.person()?.account;
    let account = |name: &str| fields.of(name).parse::<Uuid>().ok().map(AccountId::of);
    let (action, pass, done) = match fields.of("verdict") {
        "take" => (Action::Change, (None, Some(own)), "taken"),
        "give-back" => (Action::Change, (Some(own), None), "given-back"),
        "give" => (Action::Manage, (account("from"), account("to")), "given"),
        _ if ctx.may(Action::Change, &of) || ctx.may(Action::Manage, &of) => {
            return Err(PageError::Invalid { lang });
        }
        _ => return Err(PageError::Forbidden { lang }),
    };
    ctx.need(action, &of)?;
    if pass == (None, None) {
        return Err(PageError::Invalid { lang });
    }
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(own), (desk.now)());
    match desk.register.assign(source, pass, desk.act(&by, &now)).await {
        Ok(()) => Ok(to(&back(lang, source, (fields.of("page"), done)))),
        Err(RegisterError::AssignedMeanwhile { .. }) => {
            assignments::again(&ctx, source, StatusCode::CONFLICT).await
        }
        Err(RegisterError::NoReviewer { .. }) => {
            assignments::again(&ctx, source, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(ours(lang, error)),
    }
}

/// Where somebody goes on: with what was taken, or where the button was.
fn back(lang: Lang, source: SourceId, (page, done): (&str, &str)) -> String {
    let source = source.to_string();
    if page == "sources" {
        return urls::filtered(&urls::plain(lang, "review/sources"), &[("done", done)]);
    }
    let taken = if done == "taken" { source.as_str() } else { "" };
    urls::filtered(&urls::plain(lang, "review"), &[("source", taken), ("done", done)])
}
