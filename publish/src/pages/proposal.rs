//! A proposal for those it concerns: what is proposed, who has answered, and what they can do.
//!
//! # Invariants
//! Members of the bodies that proposed or were asked see it, and moderators; nobody else learns that it is.

use super::{Layout, done, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Chip, DayView, PartyView, Problems};
use crate::people::body::Body;
use crate::people::proposals::{name, shown};
use crate::people::sign_in::ours;
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::policy::Action;
use vocabulary::{AuthorityCode, Claim, Consent, Proposal, ProposalState};

/// A proposal in a list.
pub(crate) struct ProposalRow {
    pub(crate) url: String,
    pub(crate) label: String,
    pub(crate) by: String,
    pub(crate) state: Chip,
    pub(crate) made: Option<DayView>,
    pub(crate) expires: Option<DayView>,
    pub(crate) about: String,
}

/// A body that was asked.
pub(crate) struct AskedRow {
    pub(crate) party: PartyView,
    pub(crate) consent: String,
    /// Whether anybody could answer for it.
    pub(crate) deserted: bool,
}

/// The page of a proposal.
#[derive(Template)]
#[template(path = "pages/proposal.html")]
pub(crate) struct ProposalPage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) problem: String,
    pub(crate) note: String,
    pub(crate) row: ProposalRow,
    pub(crate) by: PartyView,
    pub(crate) asked: Vec<AskedRow>,
    /// What and value.
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) words: String,
    pub(crate) language: String,
    pub(crate) answer: Option<String>,
    pub(crate) partnership: Option<(String, String)>,
    pub(crate) action: String,
    /// Key and name: the bodies for which whoever asks may answer.
    pub(crate) answering: Vec<(String, String)>,
    pub(crate) withdrawing: bool,
    pub(crate) waits: bool,
}

/// A proposal as a row.
pub(crate) fn row(view: &View<'_>, ctx: &Context, made: &Proposal) -> ProposalRow {
    let lang = view.lang;
    let state = made.state(&(ctx.site.desk().now)());
    let tone = match state {
        ProposalState::Proposed => "open",
        ProposalState::Accepted => "live",
        ProposalState::Declined | ProposalState::Withdrawn | ProposalState::Expired => "closed",
    };
    ProposalRow {
        url: urls::proposal(lang, made.id),
        label: label(view, &made.claim),
        by: name(ctx, (lang, &made.by)),
        state: Chip {
            word: lang.word("proposal-state", state.as_str()),
            tone,
        },
        made: view.moment(&made.made_at),
        expires: (state == ProposalState::Proposed)
            .then(|| view.moment(&made.expires_at))
            .flatten(),
        about: if made.partnership.is_some() {
            lang.t("proposal-change")
        } else {
            lang.t("proposal-new")
        },
    }
}

/// “A, B – C”: the side of whoever proposes, and the others.
fn label(view: &View<'_>, claim: &Claim) -> String {
    let first = claim.parties.iter().find_map(|party| party.country);
    let names = |own: bool| {
        let side = claim
            .parties
            .iter()
            .filter(|party| (party.country == first) == own);
        let names: Vec<String> = side
            .map(|party| {
                let body = party.code.as_ref();
                let body = body.and_then(|code| Body::named(view, &code.to_string()));
                body.map_or_else(|| party.text.clone(), |body| body.name.words)
            })
            .collect();
        names.join(", ")
    };
    [names(true), names(false)]
        .into_iter()
        .filter(|side| !side.is_empty())
        .collect::<Vec<_>>()
        .join(" – ")
}

/// `GET /{lang}/proposals/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let made = shown(&ctx).await?;
    let mut page = build(&ctx, &made).await?;
    page.note = done::note(&ctx);
    render_private(ctx.lang, &page)
}

/// The page again: a refusal needs a reason.
pub(crate) async fn reason_missing(ctx: &Context, made: &Proposal) -> Result<Response, PageError> {
    let mut page = build(ctx, made).await?;
    page.problem = ctx.lang.t("proposal-reason-missing");
    page.problems = Some(Problems {
        title: ctx.lang.t("form-problems"),
        list: vec![("reason".to_owned(), page.problem.clone())],
    });
    let mut answer = render_private(ctx.lang, &page)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

async fn build(ctx: &Context, made: &Proposal) -> Result<ProposalPage, PageError> {
    let lang = ctx.lang;
    let view = ctx.view();
    let speaks = |code: &AuthorityCode| {
        Body::named(&view, &code.to_string()).is_some_and(|body| body.lets(ctx, Action::Change))
    };
    let waits = made.state(&(ctx.site.desk().now)()) == ProposalState::Proposed;
    let mut asked = Vec::new();
    for one in &made.asked {
        asked.push(AskedRow {
            party: party(&view, &one.code),
            consent: lang.word("consent", one.consent.as_str()),
            deserted: one.consent == Consent::Asked && waits && is_deserted(ctx, &one.code).await?,
        });
    }
    let open = made.asked.iter().filter(|one| one.consent == Consent::Asked);
    let answering = open.filter(|one| waits && speaks(&one.code));
    let found = made.partnership.and_then(|id| view.snapshot.partnership(id));
    let row = row(&view, ctx, made);
    Ok(ProposalPage {
        page: ctx.layout(&row.label),
        problems: None,
        problem: String::new(),
        note: String::new(),
        by: party(&view, &made.by),
        asked,
        facts: facts(&view, &made.claim),
        words: made.words.clone(),
        language: made.language.as_str().to_owned(),
        answer: made.answer.clone(),
        partnership: found.map(|found| (urls::partnership(lang, found.id), view.partnership(found).label)),
        action: urls::proposal(lang, made.id),
        answering: answering
            .map(|one| (one.code.to_string(), name(ctx, (lang, &one.code))))
            .collect(),
        withdrawing: waits && speaks(&made.by),
        waits,
        row,
    })
}

/// Whether nobody speaks for a body.
async fn is_deserted(ctx: &Context, code: &AuthorityCode) -> Result<bool, PageError> {
    let Some(party) = Body::named(&ctx.view(), &code.to_string()).and_then(|body| body.party) else {
        return Ok(true);
    };
    let members = ctx.site.desk().register.members(party).await;
    Ok(members.map_err(|error| ours(ctx.lang, error))?.is_empty())
}

fn party(view: &View<'_>, code: &AuthorityCode) -> PartyView {
    match view.places.authority(code) {
        Some(body) => view.authority(&body),
        None => PartyView {
            url: None,
            name: View::said(&code.to_string(), None),
            country: String::new(),
            country_code: String::new(),
            note: String::new(),
        },
    }
}

fn facts(view: &View<'_>, claim: &Claim) -> Vec<(String, String)> {
    let lang = view.lang;
    let mut facts = Vec::new();
    let mut add = |key: &str, value: Option<String>| {
        facts.extend(value.map(|value| (lang.t(key), value)));
    };
    let relation = claim.relation.as_deref();
    let status = claim.status.as_deref();
    add(
        "claim-relation",
        relation.map(|word| lang.word("partnership-kind", word)),
    );
    add("claim-status", status.map(|word| lang.word("status", word)));
    add("state-since", claim.date.map(|day| figures::day(lang, day)));
    add("claim-name", claim.title.clone());
    add("partnership-why", claim.why.clone());
    facts
}

/// The proposals of a body: those that wait for its answer, and all others.
pub(crate) async fn of_body(
    ctx: &Context,
    body: &Body,
) -> Result<(Vec<ProposalRow>, Vec<ProposalRow>), PageError> {
    let Some(code) = &body.code else {
        return Ok(Default::default());
    };
    let all = ctx
        .site
        .desk()
        .register
        .proposals_of(std::slice::from_ref(code))
        .await;
    let all = all.map_err(|error| ours(ctx.lang, error))?;
    let now = (ctx.site.desk().now)();
    let view = ctx.view();
    let waits_for_us = |made: &Proposal| {
        let asked = made
            .asked
            .iter()
            .any(|one| one.code == *code && one.consent == Consent::Asked);
        asked && made.state(&now) == ProposalState::Proposed
    };
    let (waiting, others): (Vec<&Proposal>, Vec<&Proposal>) = all.iter().partition(|made| waits_for_us(made));
    let rows = |list: Vec<&Proposal>| list.into_iter().map(|made| row(&view, ctx, made)).collect();
    Ok((rows(waiting), rows(others)))
}
