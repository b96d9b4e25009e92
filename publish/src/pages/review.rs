//! The review queue: claims beside their highlighted source, narrowed by source and kind, with forms that accept, reject,
//! lead to the correction or take back; and how much waits where, since when.
//!
//! # Invariants
//! Whoever sees the queue sees the claims of the sources that they review, no others.

use super::source::{ClaimRow, claim_row};
use super::{Layout, render_private};
use crate::assets;
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{DayView, LinkView, Pager, Said};
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use register::policy::{Action, Resource};
use register::{ReadSource, StoredClaim};
use uuid::Uuid;
use vocabulary::{ClaimId, ClaimKind, ClaimState, Id, SourceId};

/// Claims shown at once.
const ROWS: usize = 20;
/// Sources listed at once.
const SOURCES: usize = 12;
/// Characters of the source shown on each side of a claim.
const AROUND: usize = 240;
/// The confidence from which claims are offered to be accepted together, in hundredths.
const SURE: u8 = 90;

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
    /// Where the form is posted, and the write that it names.
    pub(crate) undo: Option<(String, String)>,
}

/// A source with claims that wait.
pub(crate) struct SourceRow {
    pub(crate) link: LinkView,
    pub(crate) count: String,
    /// When its newest state was read.
    pub(crate) since: Option<DayView>,
    pub(crate) chosen: bool,
}

/// A kind of claim, or an order, to choose.
pub(crate) struct OptionRow {
    pub(crate) value: &'static str,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

/// The form that accepts what is sure of one source.
pub(crate) struct Together {
    pub(crate) action: String,
    pub(crate) sure: String,
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
    pub(crate) sources: Vec<SourceRow>,
    pub(crate) kinds: Vec<OptionRow>,
    pub(crate) orders: Vec<OptionRow>,
    /// The source that the queue is narrowed to.
    pub(crate) source: String,
    /// Whether the queue is narrowed, and how to see all of it.
    pub(crate) all: Option<String>,
    pub(crate) together: Option<Together>,
    pub(crate) claims: Vec<Waiting>,
    pub(crate) pager: Pager,
    pub(crate) script: Option<String>,
}

/// A claim in its source.
type Place<'a> = (&'a ReadSource, &'a StoredClaim);

/// `GET /{lang}/review?source=…&kind=…&order=…&page=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let reviewer = ctx.person()?.name.clone();
    let view = ctx.view();
    let everything = waiting(&ctx, &view);
    let source: Option<SourceId> = ctx.query("source").parse::<Uuid>().ok().map(SourceId::of);
    let kind = ctx.query("kind");
    let mut shown: Vec<Place<'_>> = everything
        .iter()
        .filter(|(read, claim)| {
            source.is_none_or(|id| read.source.id == id)
                && (kind.is_empty() || claim.claim.kind.as_str() == kind)
        })
        .copied()
        .collect();
    sort(&mut shown, ctx.query("order"));
    let number: usize = ctx.query("page").parse().unwrap_or(1).max(1);
    let from = ROWS.saturating_mul(number - 1).min(shown.len());
    let rows = shown
        .get(from..(from + ROWS).min(shown.len()))
        .unwrap_or_default();
    let own = urls::plain(ctx.lang, "review");
    let narrowed = source.is_some() || !kind.is_empty();
    let page = ReviewPage {
        page: ctx.layout(&ctx.lang.t("review-title")),
        greeting: ctx.lang.with("review-greeting", &reviewer),
        count: ctx.lang.n("review-count", shown.len()),
        done: done(&ctx, &view),
        kept: ctx.typed.is_there(),
        sources: sources(&view, &everything, source),
        kinds: kinds(&view, &everything, kind),
        orders: orders(&view, ctx.query("order")),
        source: source.map(|id| id.to_string()).unwrap_or_default(),
        all: narrowed.then(|| own.clone()),
        together: source.map(|id| Together {
            action: urls::review_source(ctx.lang, id),
            sure: SURE.to_string(),
        }),
        claims: rows
            .iter()
            .map(|place| waiting_row(&ctx, &view, *place))
            .collect(),
        pager: pager(&ctx, &own, (number, shown.len())),
        script: assets::address("review.js"),
    };
    render_private(ctx.lang, &page)
}

/// Every claim that waits for whoever asks.
fn waiting<'v>(ctx: &Context, view: &View<'v>) -> Vec<Place<'v>> {
    let sources = view.snapshot.record().sources.iter();
    sources
        .filter(|read| ctx.may(Action::Decide, &Resource::Claim { owner: read.owner }))
        .flat_map(|read| read.claims.iter().map(move |claim| (read, claim)))
        .filter(|(_, claim)| claim.state == ClaimState::Waiting)
        .collect()
}

fn sort(places: &mut [Place<'_>], order: &str) {
    match order {
        "sure" => places.sort_by(|(_, a), (_, b)| b.claim.confidence.total_cmp(&a.claim.confidence)),
        "unsure" => places.sort_by(|(_, a), (_, b)| a.claim.confidence.total_cmp(&b.claim.confidence)),
        // Keys grow with time: the oldest first.
        "old" => places.sort_by_key(|(_, claim)| claim.id),
        _ => {}
    }
}

/// The sources with the most that waits.
fn sources(view: &View<'_>, waiting: &[Place<'_>], chosen: Option<SourceId>) -> Vec<SourceRow> {
    let mut counted: Vec<(&ReadSource, usize)> = Vec::new();
    // The claims of one source stand together.
    for (read, _) in waiting {
        match counted.last_mut() {
            Some((last, count)) if last.source.id == read.source.id => *count += 1,
            _ => counted.push((read, 1)),
        }
    }
    counted.sort_by_key(|(read, count)| {
        (
            Some(read.source.id) != chosen,
            std::cmp::Reverse(*count),
            read.source.id,
        )
    });
    counted
        .into_iter()
        .take(SOURCES)
        .map(|(read, count)| SourceRow {
            link: LinkView {
                url: urls::filtered(
                    &urls::plain(view.lang, "review"),
                    &[("source", &read.source.id.to_string())],
                ),
                words: Said {
                    note: None,
                    ..View::source_title(read)
                },
            },
            count: view.lang.n("review-waiting", count),
            since: view.moment(&read.revision.read_on),
            chosen: Some(read.source.id) == chosen,
        })
        .collect()
}

fn kinds(view: &View<'_>, waiting: &[Place<'_>], chosen: &str) -> Vec<OptionRow> {
    use ClaimKind::{Award, Delivery, Event, Funding, Partnership, Support};
    [Partnership, Award, Funding, Delivery, Support, Event]
        .into_iter()
        .filter(|kind| waiting.iter().any(|(_, claim)| claim.claim.kind == *kind))
        .map(|kind| OptionRow {
            value: kind.as_str(),
            words: view.lang.word("claim-kind", kind.as_str()),
            chosen: kind.as_str() == chosen,
        })
        .collect()
}

fn orders(view: &View<'_>, chosen: &str) -> Vec<OptionRow> {
    ["source", "old", "sure", "unsure"]
        .into_iter()
        .map(|order| OptionRow {
            value: order,
            words: view.lang.word("review-order", order),
            chosen: order == chosen,
        })
        .collect()
}

fn pager(ctx: &Context, own: &str, (number, count): (usize, usize)) -> Pager {
    let at = |number: usize| {
        let number = number.to_string();
        let filters = [
            ("source", ctx.query("source")),
            ("kind", ctx.query("kind")),
            ("order", ctx.query("order")),
            ("page", number.as_str()),
        ];
        urls::filtered(own, &filters)
    };
    Pager {
        lang: ctx.lang,
        first: (number > 1).then(|| at(1)),
        next: (number.saturating_mul(ROWS) < count).then(|| at(number + 1)),
    }
}

fn done(ctx: &Context, view: &View<'_>) -> Option<Done> {
    if let Some(words) = together(ctx) {
        return Some(words);
    }
    let key = match ctx.query("done") {
        "accepted" => "review-accepted",
        "corrected" => "review-corrected",
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
        undo: undoable.then(|| (urls::review_claim(ctx.lang, id), String::new())),
    })
}

/// What was decided about many claims at once.
fn together(ctx: &Context) -> Option<Done> {
    let count: usize = ctx.query("count").parse().ok()?;
    let key = match ctx.query("done") {
        "together" => "review-together-done",
        "together-undone" => "review-together-undone",
        _ => return None,
    };
    let source = ctx.query("source").parse::<Uuid>().ok().map(SourceId::of)?;
    let write = ctx.query("write").to_owned();
    Some(Done {
        words: ctx.lang.n(key, count),
        undo: (count > 0 && !write.is_empty()).then(|| (urls::review_source(ctx.lang, source), write)),
    })
}

/// A claim with its place in the source.
pub(super) fn waiting_row(ctx: &Context, view: &View<'_>, (source, stored): Place<'_>) -> Waiting {
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
    let action = urls::review_claim(view.lang, stored.id);
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
        reason: ctx.typed.of(&action, "reason"),
        action,
    }
}
