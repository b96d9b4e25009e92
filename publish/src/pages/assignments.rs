//! Who reviews what: every source with claims that wait, whose it is, how much waits since when; forms take it, give it
//! back, and give it to somebody else.
//!
//! # Invariants
//! Reviewers see the sources that they may decide, moderators and managers those that they may give; nobody sees others.

use super::{Layout, done, render_private};
use crate::assigned::{Assigned, Queued, Whose, since, title};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{AssignmentView, DayView, LinkView, Pager, Tally};
use crate::people::sign_in::ours;
use crate::snapshot::HeldSource;
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::policy::{Action, Resource};
use std::collections::{BTreeSet, HashMap};
use vocabulary::{AccountId, OrganisationId, SourceId};

/// Sources shown at once.
const ROWS: usize = 50;

/// A source with claims that wait.
pub(crate) struct SourceRow {
    pub(crate) link: LinkView,
    pub(crate) count: String,
    pub(crate) since: Option<DayView>,
    pub(crate) assignment: AssignmentView,
}

/// Who reviews what.
#[derive(Template)]
#[template(path = "pages/assignments.html")]
pub(crate) struct AssignmentsPage {
    pub(crate) page: Layout,
    pub(crate) note: String,
    /// What could not be done.
    pub(crate) problem: Option<String>,
    /// The queue, for who sees it.
    pub(crate) queue: Option<String>,
    pub(crate) tallies: Vec<Tally>,
    pub(crate) rows: Vec<SourceRow>,
    pub(crate) pager: Pager,
}

/// `GET /{lang}/review/sources?whose=…&page=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let mut page = build(&ctx, None).await?;
    page.note = done::note(&ctx);
    render_private(ctx.lang, &page)
}

/// The page with the source in question first and why it was not passed on.
pub(crate) async fn again(
    ctx: &Context,
    source: SourceId,
    status: StatusCode,
) -> Result<Response, PageError> {
    let mut page = build(ctx, Some(source)).await?;
    "/review/sources".clone_into(&mut page.page.path);
    let whose = Assigned::of(ctx).await?.words(ctx.lang, source);
    page.problem = Some(match (status, whose) {
        (StatusCode::CONFLICT, Some(whose)) => ctx.lang.with("assignment-meanwhile", &whose),
        (StatusCode::CONFLICT, None) => ctx.lang.t("assignment-free-again"),
        _ => ctx.lang.t("assignment-no-reviewer"),
    });
    let mut answer = render_private(ctx.lang, &page)?;
    *answer.status_mut() = status;
    Ok(answer)
}

async fn build(ctx: &Context, first: Option<SourceId>) -> Result<AssignmentsPage, PageError> {
    let (lang, view) = (ctx.lang, ctx.view());
    let assigned = Assigned::of(ctx).await?;
    let all = Queued::all(&view, |read| {
        may(ctx, Action::Change, read) || may(ctx, Action::Manage, read)
    });
    let (own, asked) = (urls::plain(lang, "review/sources"), ctx.query("whose"));
    let whose = Whose::asked(asked);
    let mut shown: Vec<&Queued<'_>> = (all.iter())
        .filter(|queued| whose.is_none_or(|whose| assigned.whose(queued.id()) == whose))
        .collect();
    shown.sort_by_key(|queued| {
        let oldest = queued.read.read_on.micros;
        (
            Some(queued.id()) != first,
            assigned.whose(queued.id()),
            oldest,
            queued.id(),
        )
    });
    let number: usize = ctx.query("page").parse().unwrap_or(1).max(1);
    let from = ROWS.saturating_mul(number - 1).min(shown.len());
    let part = shown
        .get(from..(from + ROWS).min(shown.len()))
        .unwrap_or_default();
    let reviewers = reviewers(ctx, part).await?;
    let at = |number: usize| urls::filtered(&own, &[("whose", asked), ("page", &number.to_string())]);
    Ok(AssignmentsPage {
        page: ctx.layout(&lang.t("assignments-title")),
        note: String::new(),
        problem: None,
        queue: ctx
            .may(Action::See, &Resource::Queue)
            .then(|| urls::plain(lang, "review")),
        tallies: assigned.tallies(&view, &all, (&own, asked)),
        rows: (part.iter())
            .map(|queued| row(ctx, (&view, &assigned), queued, &reviewers))
            .collect(),
        pager: Pager {
            lang,
            first: (number > 1).then(|| at(1)),
            next: (number.saturating_mul(ROWS) < shown.len()).then(|| at(number + 1)),
        },
    })
}

fn may(ctx: &Context, action: Action, read: &HeldSource) -> bool {
    ctx.may(action, &Resource::Assignment { owner: read.owner })
}

/// Who may have a source, by the source's owner.
type Reviewers = HashMap<Option<OrganisationId>, Vec<(AccountId, String)>>;

/// Who may have the sources that whoever asks may give.
async fn reviewers(ctx: &Context, part: &[&Queued<'_>]) -> Result<Reviewers, PageError> {
    let given = part.iter().filter(|queued| may(ctx, Action::Manage, queued.read));
    let owners: BTreeSet<Option<OrganisationId>> = given.map(|queued| queued.read.owner).collect();
    let mut found = Reviewers::new();
    for owner in owners {
        let reviewers = ctx.site.desk().register.reviewers(owner).await;
        found.insert(owner, reviewers.map_err(|error| ours(ctx.lang, error))?);
    }
    Ok(found)
}

fn row(
    ctx: &Context,
    (view, assigned): (&View<'_>, &Assigned),
    queued: &Queued<'_>,
    reviewers: &Reviewers,
) -> SourceRow {
    let (lang, read) = (ctx.lang, queued.read);
    let narrowed = || {
        let source = queued.id().to_string();
        urls::filtered(&urls::plain(lang, "review"), &[("source", &source)])
    };
    let mut assignment = assigned.view(ctx, read, "sources");
    if may(ctx, Action::Manage, read) {
        let holder = assigned.holder(queued.id());
        let fit = reviewers.get(&read.owner).into_iter().flatten();
        let others = fit.filter(|(account, _)| Some(*account) != holder);
        let nobody = holder.map(|_| (String::new(), lang.t("assignment-nobody")));
        assignment.choices = others
            .map(|(account, name)| (account.to_string(), name.clone()))
            .chain(nobody)
            .collect();
    }
    SourceRow {
        link: LinkView {
            url: if ctx.may(Action::Decide, &Resource::Claim { owner: read.owner }) {
                narrowed()
            } else {
                urls::source(lang, queued.id())
            },
            words: title(&read.source),
        },
        count: lang.n("review-waiting", queued.claims.len()),
        since: since(view, queued),
        assignment,
    }
}
