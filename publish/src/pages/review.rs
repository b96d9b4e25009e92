//! The review queue: a claim beside its highlighted source, with forms that accept, reject or take back.

use super::source::{ClaimRow, claim_row};
use super::{Layout, render_private};
use crate::assets;
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{LinkView, Said};
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use register::{ReadSource, StoredClaim};
use uuid::Uuid;
use vocabulary::{ClaimId, ClaimState, Id};

/// Claims shown at once.
const ROWS: usize = 20;
/// Characters of the source shown on each side of a claim.
const AROUND: usize = 240;

/// A claim that waits.
pub(crate) struct Waiting {
    pub(crate) claim: ClaimRow,
    pub(crate) source: LinkView,
    /// The source before, in and behind the claim's quote.
    pub(crate) before: String,
    pub(crate) inside: String,
    pub(crate) behind: String,
    pub(crate) language: String,
    pub(crate) action: String,
    /// The reason that was being typed when the session ended.
    pub(crate) reason: String,
}

/// What was just done, with the form that takes it back.
pub(crate) struct Done {
    pub(crate) words: String,
    pub(crate) undo: Option<String>,
}

/// The review queue.
#[derive(Template)]
#[template(path = "pages/review.html")]
pub(crate) struct ReviewPage {
    pub(crate) page: Layout,
    pub(crate) greeting: String,
    pub(crate) count: String,
    pub(crate) done: Option<Done>,
    /// Whether something typed was brought back.
    pub(crate) kept: bool,
    pub(crate) claims: Vec<Waiting>,
    pub(crate) script: Option<String>,
}

/// `GET /{lang}/review`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let reviewer = ctx.person()?.name.clone();
    let view = ctx.view();
    let waiting: Vec<(&ReadSource, &StoredClaim)> = view
        .snapshot
        .record()
        .sources
        .iter()
        .flat_map(|source| source.claims.iter().map(move |claim| (source, claim)))
        .filter(|(_, claim)| claim.state == ClaimState::Waiting)
        .collect();
    let page = ReviewPage {
        page: ctx.layout(&ctx.lang.t("review-title")),
        greeting: ctx.lang.with("review-greeting", &reviewer),
        count: ctx.lang.n("review-count", waiting.len()),
        done: done(&ctx, &view),
        kept: ctx.typed.is_there(),
        claims: waiting
            .iter()
            .take(ROWS)
            .map(|(source, claim)| waiting_row(&ctx, &view, (source, claim)))
            .collect(),
        script: assets::address("review.js"),
    };
    render_private(ctx.lang, &page)
}

fn done(ctx: &Context, view: &View<'_>) -> Option<Done> {
    let key = match ctx.query("done") {
        "accepted" => "review-accepted",
        "rejected" => "review-rejected",
        "undone" => "review-undone",
        "meanwhile" => "review-meanwhile",
        "incomplete" => "review-incomplete",
        "edited" => "review-edited",
        "reason-needed" => "review-reason-needed",
        _ => return None,
    };
    let id = ctx.query("claim").parse::<Uuid>().ok().map(ClaimId::of)?;
    let (source, at) = view.snapshot.claim(id)?;
    let state = source.claims.get(at)?.state;
    let undoable = matches!(state, ClaimState::Accepted | ClaimState::Rejected);
    Some(Done {
        words: ctx.lang.t(key),
        undo: undoable.then(|| urls::review_claim(ctx.lang, id)),
    })
}

fn waiting_row(ctx: &Context, view: &View<'_>, (source, stored): (&ReadSource, &StoredClaim)) -> Waiting {
    let claim = &stored.claim;
    let text = |from: usize, to: usize| -> String {
        source
            .revision
            .text
            .chars()
            .skip(from)
            .take(to.saturating_sub(from))
            .collect()
    };
    Waiting {
        claim: claim_row(view, source, stored),
        source: LinkView {
            url: urls::source_claim(view.lang, source.source.id, stored.id),
            words: Said {
                note: None,
                ..View::source_title(source)
            },
        },
        before: text(claim.start.saturating_sub(AROUND), claim.start),
        inside: text(claim.start, claim.end),
        behind: text(claim.end, claim.end.saturating_add(AROUND)),
        language: source
            .source
            .language
            .map_or_else(String::new, |language| language.as_str().to_owned()),
        reason: ctx.typed.of(&urls::review_claim(view.lang, stored.id), "reason"),
        action: urls::review_claim(view.lang, stored.id),
    }
}
