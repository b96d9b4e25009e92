//! Money: rates that alliances pool, targets of campaigns, and budgets, grants and gifts of projects.
//!
//! # Invariants
//! A figure that is no amount of its currency becomes no money; the claim then waits for a person.

use super::identity;
use super::{Document, Keyring, Proof, party_role};
use crate::tables::FactKind;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use vocabulary::{AmountRole, Campaign, Claim, Day, Money, Project, ProjectParty, ProjectStatus, Rate};

/// The amount of a claim in whole minor units.
pub(super) fn money(claim: &Claim) -> Option<Money> {
    Money::of(amount(claim)?, claim.funding.currency?).ok()
}

/// The rate of a claim.
pub(super) fn rate(claim: &Claim) -> Option<Rate> {
    Some(Rate {
        amount: amount(claim)?,
        currency: claim.funding.currency?,
        per: claim
            .funding
            .per
            .clone()
            .unwrap_or_else(|| "inhabitant".to_owned()),
    })
}

fn amount(claim: &Claim) -> Option<Decimal> {
    claim.funding.amount.as_deref()?.parse().ok()
}

/// Whether the source says “about”.
pub(super) fn approximate(claim: &Claim) -> bool {
    claim.reasons.iter().any(|reason| reason.code == "approximate")
}

/// What makes a campaign the same one: for whom, and how much.
pub(super) fn campaign_identity(claim: &Claim, document: &Document) -> String {
    let target = money(claim).map_or_else(String::new, |money| money.to_string());
    format!("{} | {target}", document.bodies(claim))
}

/// The campaign that these claims speak of together.
pub(crate) fn campaign(identity: &str, proofs: &[Proof<'_>], keys: &Keyring) -> Option<Campaign> {
    let first = proofs.first()?;
    Some(Campaign {
        id: keys.fact(FactKind::Campaign, identity)?,
        title: first.title(),
        target: proofs.iter().find_map(|proof| money(proof.claim))?,
        deadline: proofs.iter().find_map(|proof| deadline(proof.claim)),
        alliance: proofs
            .iter()
            .filter_map(|proof| proof.document.alliance(proof.claim))
            .find_map(|serves| keys.fact(FactKind::Alliance, &serves)),
        partnership: partnership(proofs, keys),
        evidence: proofs.iter().map(|proof| proof.evidence).collect(),
    })
}

fn deadline(claim: &Claim) -> Option<Day> {
    let named = claim.dates.iter().find(|step| step.what == "deadline");
    named.map(|step| step.date).or(claim.date)
}

fn partnership<I: vocabulary::Id>(proofs: &[Proof<'_>], keys: &Keyring) -> Option<I> {
    proofs
        .iter()
        .filter_map(|proof| proof.document.partnership(proof.claim))
        .find_map(|serves| keys.fact(FactKind::Partnership, &serves))
}

/// What a claim of a budget, grant or gift speaks of.
pub(super) fn project_identities(claim: &Claim, document: &Document) -> Vec<(FactKind, String)> {
    let title = identity::folded(identity::title(claim));
    let project = format!("{} | {title}", document.bodies(claim));
    let organisations = identity::organisations(&claim.parties);
    organisations.chain([(FactKind::Project, project)]).collect()
}

/// The project that these claims give money to; a budget says what it costs, else the sum of what is given.
pub(crate) fn project(identity: &str, proofs: &[Proof<'_>], keys: &Keyring) -> Option<Project> {
    let first = proofs.first()?;
    let stated = [
        AmountRole::Budget,
        AmountRole::Total,
        AmountRole::Grant,
        AmountRole::Gift,
    ]
    .into_iter()
    .find_map(|role| {
        proofs
            .iter()
            .map(|proof| proof.claim)
            .filter(|claim| claim.funding.amount_role == Some(role))
            .find_map(|claim| money(claim).map(|money| (money, approximate(claim))))
    })
    .or_else(|| {
        proofs
            .iter()
            .find_map(|proof| money(proof.claim).map(|money| (money, approximate(proof.claim))))
    });
    let mut parties = BTreeMap::new();
    for party in proofs.iter().flat_map(|proof| &proof.claim.parties) {
        if let (Some(who), Some(key)) = (identity::party(party), keys.party(party)) {
            parties.entry(who).or_insert(ProjectParty {
                party: key,
                role: party_role(party.role),
            });
        }
    }
    let mut parties: Vec<ProjectParty> = parties.into_values().collect();
    parties.sort_by_key(|party| super::place(party.role));
    let status = proofs
        .iter()
        .filter_map(|proof| ProjectStatus::named(proof.claim.status.as_deref()?))
        .max();
    Some(Project {
        id: keys.fact(FactKind::Project, identity)?,
        title: first.title(),
        status: status.unwrap_or(ProjectStatus::Planned),
        parties,
        budget: stated.map(|(money, _)| money),
        budget_approximate: stated.is_some_and(|(_, about)| about),
        partnership: partnership(proofs, keys),
        award: None,
        evidence: proofs.iter().map(|proof| proof.evidence).collect(),
    })
}
