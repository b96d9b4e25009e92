//! What one person did, the newest first: each change with the thing that it touched, and the way to take a decision back.
//!
//! # Invariants
//! - The log's own entries are shown, as the history of a thing shows them.
//! - An erased person is a key without a name.
//! - What people did to their own account is theirs: others see what touched the record.

use super::history::{self, KINDS, ROWS};
use super::{Layout, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{ChangeRow, LinkView};
use crate::people::sign_in::ours;
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use register::policy::{Action, Resource};
use register::{Actor, Change};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;
use vocabulary::{AccountId, AuthorityId, ClaimId, ClaimState, Id, Moment, RevisionId, SourceId, StoryId};

/// What the log tells of beside facts and authorities; the last word stands for whatever is not in this list.
pub(crate) const ENTITIES: [&str; 18] = [
    "account",
    "accreditation",
    "assignment",
    "claim",
    "edit",
    "invitation",
    "job",
    "mail_domain",
    "membership",
    "merge",
    "platform_role",
    "proposal",
    "revision",
    "schedule",
    "source",
    "story",
    "trusted_source",
    "other",
];

/// What one person did.
#[derive(Template)]
#[template(path = "pages/acts.html")]
pub(crate) struct ActsPage {
    pub(crate) page: Layout,
    /// Whether the reader is that person.
    pub(crate) is_own: bool,
    /// The account, for who sees accounts.
    pub(crate) account: Option<String>,
    pub(crate) changes: Vec<ChangeRow>,
    pub(crate) older: Option<String>,
}

/// `GET /{lang}/people/{id}/history?before=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let of: AccountId = ctx.key(3)?;
    ctx.need(Action::See, &Resource::Acts { of })?;
    let failed = |error| ours(lang, error);
    let register = &ctx.site.desk().register;
    let before: Option<u64> = ctx.query("before").parse().ok();
    let by = Actor::account(of);
    let changes = register.changes_by(&by, before, ROWS).await.map_err(failed)?;
    let account = register.account(of).await.map_err(failed)?;
    if account.is_none() && changes.is_empty() && before.is_none() {
        return Err(ctx.missing());
    }
    let is_own = ctx.person()?.account == of;
    let title = match &account {
        Some(_) if is_own => lang.t("acts-own"),
        Some(account) => lang.with("acts-title", &account.name),
        None => lang.with("acts-erased", &of.to_string()),
    };
    let account = account.filter(|_| ctx.may(Action::See, &Resource::Accounts));
    let own = of.to_string();
    let is_shown = |change: &&Change| is_own || change.entity != "account" || change.entity_id != own;
    let standing = standing(&ctx, &changes).await?;
    let rows = changes.iter().filter(is_shown);
    let rows = rows.map(|change| row(&ctx, change, &standing)).collect();
    let page = ActsPage {
        page: ctx.layout(&title),
        is_own,
        account: account.map(|account| urls::account(lang, account.id)),
        changes: rows,
        older: history::older(&changes, &urls::acts(lang, of)),
    };
    render_private(lang, &page)
}

/// The decisions on claims that stand, with who took them and when.
type Standing = HashMap<ClaimId, (String, Moment)>;

/// The decisions that these changes could be, asked for together.
async fn standing(ctx: &Context, changes: &[Change]) -> Result<Standing, PageError> {
    let claims: Vec<ClaimId> = changes
        .iter()
        .filter_map(|change| takes_back(ctx, change))
        .collect();
    let found = ctx.site.desk().register.decided_claims(&claims).await;
    found.map_err(|error| ours(ctx.lang, error))
}

fn row(ctx: &Context, change: &Change, standing: &Standing) -> ChangeRow {
    let view = ctx.view();
    // The decision that stands has to be the one of this change, and no later one.
    let is_this = |claim: &ClaimId| {
        let decided = standing.get(claim);
        decided.is_some_and(|(by, at)| by == change.by.name() && at.micros == change.at.micros)
    };
    let undo = takes_back(ctx, change).filter(is_this);
    ChangeRow {
        thing: Some((sort(&view, &change.entity), thing(ctx, &view, change))),
        undo: undo.map(|claim| urls::review_claim(ctx.lang, claim)),
        ..history::row(&view, change)
    }
}

/// The claim whose decision whoever asks could take back, where the change decided one that still stands so.
fn takes_back(ctx: &Context, change: &Change) -> Option<ClaimId> {
    let decided = match (change.entity.as_str(), change.what.as_str()) {
        ("claim", "accepted") => ClaimState::Accepted,
        ("claim", "rejected") => ClaimState::Rejected,
        _ => return None,
    };
    let claim = ClaimId::of(change.entity_id.parse().ok()?);
    let view = ctx.view();
    let (read, at) = view.snapshot.claim(claim)?;
    let stands = read.claims.get(at)?.state == decided;
    let may = ctx.may(Action::Decide, &Resource::Claim { owner: read.owner });
    (stands && may).then_some(claim)
}

/// What sort of thing the log speaks of.
fn sort(view: &View<'_>, entity: &str) -> String {
    if KINDS.contains(&entity) {
        return view.lang.word("history-of", entity);
    }
    let word = match entity.strip_suffix("_edit") {
        Some(_) => "edit",
        None => entity,
    };
    let known = ENTITIES.contains(&word);
    view.lang.word("log-of", if known { word } else { "other" })
}

/// Which thing that was, with the page that shows it.
fn thing(ctx: &Context, view: &View<'_>, change: &Change) -> LinkView {
    let Ok(id) = change.entity_id.parse::<Uuid>() else {
        return history::plain("");
    };
    let empty = Value::Null;
    let value = history::newest(change).unwrap_or(&empty);
    let found = match change.entity.as_str() {
        "claim" => claim(ctx, view, ClaimId::of(id)),
        "source" | "assignment" => source(view, SourceId::of(id)),
        "revision" => {
            (view.snapshot.source_of(RevisionId::of(id))).and_then(|read| source(view, read.source.id))
        }
        "story" => view.snapshot.story(StoryId::of(id)).map(|found| LinkView {
            url: urls::story(view.lang, found.id),
            words: view.text(&found.title),
        }),
        "authority" => view.snapshot.authority(AuthorityId::of(id)).map(|body| LinkView {
            url: urls::authority(view.lang, body.code()),
            words: view.name(body),
        }),
        "account" if ctx.may(Action::See, &Resource::Accounts) => Some(LinkView {
            url: urls::account(view.lang, AccountId::of(id)),
            words: View::said(&view.lang.t("acts-account"), None),
        }),
        entity => fact(view, (entity, id), value),
    };
    found.unwrap_or_else(|| history::plain(""))
}

/// A fact by its title, or an edit of one.
fn fact(view: &View<'_>, (entity, id): (&str, Uuid), value: &Value) -> Option<LinkView> {
    let kind = entity.strip_suffix("_edit").unwrap_or(entity);
    let kind = KINDS.into_iter().find(|known| *known == kind)?;
    let title = match history::title(view, kind, value) {
        title if title.is_empty() => view.lang.word("history-of", kind),
        title => title,
    };
    Some(LinkView {
        url: urls::history(view.lang, kind, id),
        words: View::said(&title, None),
    })
}

fn source(view: &View<'_>, id: SourceId) -> Option<LinkView> {
    let read = view.snapshot.source(id)?;
    Some(LinkView {
        url: urls::source(view.lang, id),
        words: crate::assigned::title(&read.source),
    })
}

/// A claim by its parties' words, on the page where it is decided or, for who decides nothing, in its source.
fn claim(ctx: &Context, view: &View<'_>, id: ClaimId) -> Option<LinkView> {
    let (held, at) = view.snapshot.claim(id)?;
    let read = view.snapshot.opened(held);
    let stored = read.claims.get(at)?;
    let parties: Vec<&str> = stored
        .claim
        .parties
        .iter()
        .map(|party| party.text.as_str())
        .collect();
    let kind = view.lang.word("claim-kind", stored.claim.kind.as_str());
    let decides = ctx.may(Action::Decide, &Resource::Claim { owner: read.owner });
    Some(LinkView {
        url: if decides {
            urls::review_claim(view.lang, id)
        } else {
            urls::source_claim(view.lang, read.source.id, id)
        },
        words: View::said(&[&[kind.as_str()], parties.as_slice()].concat().join(" · "), None),
    })
}
