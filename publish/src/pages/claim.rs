//! One claim beside its source, with the form that corrects it: each party with the bodies its words may mean.
//!
//! # Invariants
//! - The form works without script: a name is looked up by the page itself, and what was entered stands in its address.
//! - What is offered as a body is one of the gazetteer; what is entered by hand is checked when it is posted.

use super::review::{OptionRow, Waiting, waiting_row};
use super::{Layout, render_private};
use crate::assets;
use crate::assigned::Assigned;
use crate::context::Context;
use crate::errors::PageError;
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use register::policy::{Action, Resource};
use std::collections::BTreeSet;
use vocabulary::{
    AuthorityCode, ClaimId, ClaimKind, ClaimParty, ClaimState, PartnershipKind, PartnershipStatus,
};

/// Most bodies offered for one party.
const CHOICES: usize = 8;

/// A body that words may mean.
pub(crate) struct ChoiceRow {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) detail: String,
    pub(crate) checked: bool,
}

/// What is picked for a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picked {
    /// As it was read.
    AsRead,
    /// One of those offered.
    Offered,
    /// Nobody.
    Nobody,
    /// A body entered by hand.
    Other,
}

/// A party of the claim, to be corrected.
pub(crate) struct PartyRow {
    pub(crate) at: usize,
    pub(crate) written: String,
    /// What the machine took it for.
    pub(crate) read_as: String,
    pub(crate) is_known: bool,
    pub(crate) picked: Picked,
    /// What was entered by hand.
    pub(crate) entered: String,
    pub(crate) choices: Vec<ChoiceRow>,
}

impl PartyRow {
    /// Whether there is something to look at: a party nobody recognised, or one that is being corrected.
    fn is_open(&self) -> bool {
        self.picked != Picked::AsRead || !self.entered.is_empty() || !self.is_known
    }
}

/// The page of a claim.
#[derive(Template)]
#[template(path = "pages/claim.html")]
pub(crate) struct ClaimPage {
    pub(crate) page: Layout,
    pub(crate) row: Waiting,
    pub(crate) problem: Option<String>,
    pub(crate) waits: bool,
    pub(crate) parties: Vec<PartyRow>,
    /// Kinds and statuses; empty where the claim is no partnership.
    pub(crate) relations: Vec<OptionRow>,
    pub(crate) statuses: Vec<OptionRow>,
    pub(crate) date: String,
    pub(crate) title: String,
    pub(crate) script: Option<String>,
}

/// `GET /{lang}/review/claims/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: ClaimId = ctx.id()?;
    let view = ctx.view();
    let (held, at) = view.snapshot.claim(id).ok_or_else(|| ctx.missing())?;
    let owner = held.owner;
    ctx.need(Action::Decide, &Resource::Claim { owner })?;
    let read = view.snapshot.opened(held);
    let stored = read.claims.get(at).ok_or_else(|| ctx.missing())?;
    let assigned = Assigned::of(&ctx).await?;
    let place = held.claims.get(at).map(|claim| (held, claim));
    let row = place.and_then(|place| waiting_row(&ctx, (&view, &assigned), place));
    let claim = &stored.claim;
    let asked = |name: &str, read: String| match entered(&ctx, id, name) {
        entered if entered.is_empty() => read,
        entered => entered,
    };
    let is_partnership = claim.kind == ClaimKind::Partnership;
    let relation = asked("relation", claim.relation.clone().unwrap_or_default());
    let status = asked("status", claim.status.clone().unwrap_or_default());
    let page = ClaimPage {
        page: ctx.layout(&ctx.lang.t("claim-title")),
        problem: problem(&ctx),
        waits: stored.state == ClaimState::Waiting,
        parties: claim
            .parties
            .iter()
            .enumerate()
            .map(|(at, party)| party_row(&ctx, id, (at, party)))
            .collect(),
        relations: if is_partnership {
            relations(&view, &relation)
        } else {
            Vec::new()
        },
        statuses: if is_partnership {
            statuses(&view, &status)
        } else {
            Vec::new()
        },
        date: asked("date", claim.date.map(|day| day.to_string()).unwrap_or_default()),
        title: asked("title", claim.title.clone().unwrap_or_default()),
        row: row.ok_or_else(|| ctx.missing())?,
        script: assets::address("review.js"),
    };
    render_private(ctx.lang, &page)
}

fn problem(ctx: &Context) -> Option<String> {
    let key = match ctx.query("problem") {
        "date" => "claim-problem-date",
        "body" => "claim-problem-body",
        "nothing" => "claim-problem-nothing",
        "incomplete" => "review-incomplete",
        "meanwhile" => "review-meanwhile",
        _ => return None,
    };
    Some(ctx.lang.t(key))
}

fn relations(view: &View<'_>, chosen: &str) -> Vec<OptionRow> {
    let row = |kind: &PartnershipKind| OptionRow {
        value: kind.as_str(),
        words: view.lang.word("partnership-kind", kind.as_str()),
        chosen: kind.as_str() == chosen,
    };
    PartnershipKind::ALL.iter().map(row).collect()
}

fn statuses(view: &View<'_>, chosen: &str) -> Vec<OptionRow> {
    let row = |status: &PartnershipStatus| OptionRow {
        value: status.as_str(),
        words: view.lang.word("status", status.as_str()),
        chosen: status.as_str() == chosen,
    };
    PartnershipStatus::ALL.iter().map(row).collect()
}

/// What was entered into a field: it stands in the address, or was being typed when the session ended.
fn entered(ctx: &Context, id: ClaimId, name: &str) -> String {
    match ctx.query(name) {
        "" => ctx.typed.of(&urls::review_claim(ctx.lang, id), name),
        entered => entered.to_owned(),
    }
}

fn party_row(ctx: &Context, id: ClaimId, (at, party): (usize, &ClaimParty)) -> PartyRow {
    let view = &ctx.view();
    let picked = entered(ctx, id, &format!("as{at}"));
    let entered = entered(ctx, id, &format!("other{at}"));
    let choices = choices(view, party, (&picked, &entered));
    let is_offered = choices.iter().any(|choice| choice.checked);
    PartyRow {
        at,
        written: party.text.clone(),
        read_as: read_as(view, party),
        is_known: party.code.is_some(),
        picked: match picked.as_str() {
            _ if is_offered => Picked::Offered,
            "nobody" => Picked::Nobody,
            "other" => Picked::Other,
            _ => Picked::AsRead,
        },
        entered,
        choices,
    }
}

/// What the machine took a party for, in words.
fn read_as(view: &View<'_>, party: &ClaimParty) -> String {
    match &party.code {
        Some(code) => described(view, code).map_or_else(
            || code.to_string(),
            |(name, detail)| format!("{name} · {detail} · {code}"),
        ),
        None => view.lang.t("claim-not-recognised"),
    }
}

/// The bodies that the entered name, or the words of the source, may mean; what the machine took is not among them.
fn choices(view: &View<'_>, party: &ClaimParty, (picked, entered): (&str, &str)) -> Vec<ChoiceRow> {
    let name = if entered.is_empty() { &party.text } else { entered };
    let mut seen: BTreeSet<AuthorityCode> = party.code.iter().cloned().collect();
    let direct = name.parse::<AuthorityCode>().ok();
    let searched = view.places.search(name, CHOICES * 2);
    direct
        .into_iter()
        .chain(searched.into_iter().map(|candidate| candidate.code))
        .filter(|code| seen.insert(code.clone()))
        .filter_map(|code| {
            let (name, detail) = described(view, &code)?;
            let code = code.to_string();
            Some(ChoiceRow {
                checked: picked == code,
                code,
                name,
                detail,
            })
        })
        .take(CHOICES)
        .collect()
}

/// The name of a body, and what tells it from its namesakes: kind, the body it lies in, country.
fn described(view: &View<'_>, code: &AuthorityCode) -> Option<(String, String)> {
    let authority = view.places.authority(code)?;
    let within = authority
        .parents
        .iter()
        .find_map(|parent| view.places.authority(parent))
        .map(|parent| view.name(&parent).words);
    let parts: Vec<String> = [authority.kind.name(view.lang.tag()).to_owned()]
        .into_iter()
        .chain(within)
        .chain([view.country(authority.country)])
        .collect();
    Some((view.name(&authority).words, parts.join(" · ")))
}
