//! The review queue: claims beside their highlighted source, narrowed by source, kind and whose they are, with forms that
//! accept, reject, lead to the correction or take back; and how much waits where, since when, for whom.
//!
//! # Invariants
//! - Whoever sees the queue sees the claims of the sources that they review, no others.
//! - What comes next is the reader's own, then what nobody has taken, then the rest: everything can be decided.

use super::source::{ClaimRow, claim_row};
use super::{Layout, render_private};
use crate::assets;
use crate::assigned::{Assigned, Queued, Whose, since, title};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{AssignmentView, DayView, LinkView, Pager, Tally};
use crate::snapshot::{HeldClaim, HeldSource};
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use register::policy::{Action, Resource};
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
    pub(crate) assignment: AssignmentView,
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
    /// Whose it is; empty where it is nobody's.
    pub(crate) whose: String,
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
    pub(crate) tallies: Vec<Tally>,
    /// What the queue is narrowed to of that; empty where it is not.
    pub(crate) whose: String,
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
type Place<'a> = (&'a HeldSource, &'a HeldClaim);

/// `GET /{lang}/review?source=…&kind=…&whose=…&order=…&page=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let reviewer = ctx.person()?.name.clone();
    let view = ctx.view();
    let assigned = Assigned::of(&ctx).await?;
    let queue = Queued::all(&view, |read| {
        ctx.may(Action::Decide, &Resource::Claim { owner: read.owner })
    });
    let source: Option<SourceId> = ctx.query("source").parse::<Uuid>().ok().map(SourceId::of);
    let asked = Asked {
        source,
        kind: ctx.query("kind"),
        whose: Whose::asked(ctx.query("whose")),
        order: ctx.query("order"),
    };
    let shown = asked.of(&queue, &assigned);
    let number: usize = ctx.query("page").parse().unwrap_or(1).max(1);
    let from = ROWS.saturating_mul(number - 1).min(shown.len());
    let rows = shown
        .get(from..(from + ROWS).min(shown.len()))
        .unwrap_or_default();
    let own = urls::plain(ctx.lang, "review");
    let page = ReviewPage {
        page: ctx.layout(&ctx.lang.t("review-title")),
        greeting: ctx.lang.with("review-greeting", &reviewer),
        count: ctx.lang.n("review-count", shown.len()),
        done: done(&ctx, &view),
        kept: ctx.typed.is_there(),
        tallies: assigned.tallies(&view, &queue, (&own, ctx.query("whose"))),
        whose: asked.whose.map_or("", |_| ctx.query("whose")).to_owned(),
        sources: sources(&view, &queue, (&assigned, &asked)),
        kinds: kinds(&view, &queue, asked.kind),
        orders: orders(&view, asked.order),
        source: source.map(|id| id.to_string()).unwrap_or_default(),
        all: asked.is_narrow().then(|| own.clone()),
        together: source.map(|id| Together {
            action: urls::review_source(ctx.lang, id),
            sure: SURE.to_string(),
        }),
        claims: rows
            .iter()
            .filter_map(|place| waiting_row(&ctx, (&view, &assigned), *place))
            .collect(),
        pager: pager(&ctx, &own, (number, shown.len())),
        script: assets::address("review.js"),
    };
    render_private(ctx.lang, &page)
}

/// What the queue is narrowed to, and in which order it is read.
struct Asked<'q> {
    source: Option<SourceId>,
    kind: &'q str,
    whose: Option<Whose>,
    order: &'q str,
}

impl Asked<'_> {
    fn is_narrow(&self) -> bool {
        self.source.is_some() || !self.kind.is_empty() || self.whose.is_some()
    }

    fn fits(&self, assigned: &Assigned, source: SourceId) -> bool {
        self.source.is_none_or(|id| source == id)
            && self.whose.is_none_or(|whose| assigned.whose(source) == whose)
    }

    /// The claims that are asked for, in the order that is asked for.
    fn of<'v>(&self, queue: &[Queued<'v>], assigned: &Assigned) -> Vec<Place<'v>> {
        let mut places: Vec<Place<'v>> = queue
            .iter()
            .filter(|queued| self.fits(assigned, queued.id()))
            .flat_map(|queued| queued.claims.iter().map(|claim| (queued.read, *claim)))
            .filter(|(_, claim)| self.kind.is_empty() || claim.kind.as_str() == self.kind)
            .collect();
        match self.order {
            "sure" => places.sort_by(|(_, a), (_, b)| b.confidence.total_cmp(&a.confidence)),
            "unsure" => places.sort_by(|(_, a), (_, b)| a.confidence.total_cmp(&b.confidence)),
            // Keys grow with time: the oldest first.
            "old" => places.sort_by_key(|(_, claim)| claim.id),
            _ => places.sort_by_key(|(read, _)| assigned.whose(read.source.id)),
        }
        places
    }
}

/// The sources with the most that waits, as far as they fit what is asked for whose they are.
fn sources(
    view: &View<'_>,
    queue: &[Queued<'_>],
    (assigned, asked): (&Assigned, &Asked<'_>),
) -> Vec<SourceRow> {
    let is_chosen = |queued: &Queued<'_>| Some(queued.id()) == asked.source;
    let mut shown: Vec<&Queued<'_>> = queue
        .iter()
        .filter(|queued| {
            is_chosen(queued)
                || asked
                    .whose
                    .is_none_or(|whose| assigned.whose(queued.id()) == whose)
        })
        .collect();
    shown.sort_by_key(|queued| {
        let most = std::cmp::Reverse(queued.claims.len());
        (!is_chosen(queued), assigned.whose(queued.id()), most, queued.id())
    });
    let row = |queued: &&Queued<'_>| SourceRow {
        link: LinkView {
            url: urls::filtered(
                &urls::plain(view.lang, "review"),
                &[("source", &queued.id().to_string())],
            ),
            words: title(&queued.read.source),
        },
        count: view.lang.n("review-waiting", queued.claims.len()),
        since: since(view, queued),
        whose: assigned.words(view.lang, queued.id()).unwrap_or_default(),
        chosen: is_chosen(queued),
    };
    shown.iter().take(SOURCES).map(row).collect()
}

fn kinds(view: &View<'_>, queue: &[Queued<'_>], chosen: &str) -> Vec<OptionRow> {
    use ClaimKind::{Award, Delivery, Event, Funding, Partnership, Support};
    [Partnership, Award, Funding, Delivery, Support, Event]
        .into_iter()
        .filter(|kind| {
            let mut claims = queue.iter().flat_map(|queued| &queued.claims);
            claims.any(|claim| claim.kind == *kind)
        })
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
            ("whose", ctx.query("whose")),
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
    if let passed @ ("taken" | "given-back" | "given") = ctx.query("done") {
        return Some(Done {
            words: ctx.lang.word("done", passed),
            undo: None,
        });
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

/// Text before a claim, from the beginning of a word on where it was cut.
fn tail(text: &str) -> String {
    match text.split_once(char::is_whitespace) {
        Some((_, rest)) if text.chars().count() >= AROUND => format!("… {rest}"),
        _ => text.to_owned(),
    }
}

/// Text behind a claim, up to the end of a word where it was cut.
fn head(text: &str) -> String {
    match text.rsplit_once(char::is_whitespace) {
        Some((rest, _)) if text.chars().count() >= AROUND => format!("{rest} …"),
        _ => text.to_owned(),
    }
}

/// A claim with its place in the source; `None` if it is not the source's.
pub(super) fn waiting_row(
    ctx: &Context,
    (view, assigned): (&View<'_>, &Assigned),
    (source, held): Place<'_>,
) -> Option<Waiting> {
    let read = view.snapshot.opened(source);
    let stored = read.claims.iter().find(|stored| stored.id == held.id)?;
    let claim = &stored.claim;
    let text = |from: usize, to: usize| -> String {
        read.revision
            .text
            .chars()
            .skip(from)
            .take(to.saturating_sub(from))
            .collect()
    };
    let action = urls::review_claim(view.lang, stored.id);
    Some(Waiting {
        claim: claim_row(view, &read, stored),
        source: LinkView {
            url: urls::source_claim(view.lang, source.source.id, stored.id),
            words: title(&source.source),
        },
        assignment: assigned.view(ctx, source, "queue"),
        before: tail(&text(claim.start.saturating_sub(AROUND), claim.start)),
        inside: text(claim.start, claim.end),
        behind: head(&text(claim.end, claim.end.saturating_add(AROUND))),
        language: source
            .source
            .language
            .map_or_else(String::new, |language| language.as_str().to_owned()),
        reason: ctx.typed.of(&action, "reason"),
        action,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_claim_is_cut_between_words() {
        let long = "mot ".repeat(AROUND);
        let cut: String = long.chars().take(AROUND).collect();
        assert!(head(&cut).ends_with("mot …") && tail(&cut).starts_with("… mot"));
        assert_eq!(
            (tail("Le début").as_str(), head("la fin").as_str()),
            ("Le début", "la fin")
        );
    }
}
