//! Actions: goods sent, stays, events, other support.
//!
//! # Invariants
//! Quantities are counted in the unit the source writes, never as money.

use super::identity;
use super::{Document, Keyring, Proof};
use crate::tables::FactKind;
use std::collections::BTreeSet;
use vocabulary::{Action, ActionKind, ActionParty, ActionRole, Claim, ClaimParty, ClaimRole, Day, PartyRef};

/// What a claim of an action speaks of.
pub(super) fn identities(kind: ActionKind, claim: &Claim, document: &Document) -> Vec<(FactKind, String)> {
    let title = identity::folded(identity::title(claim));
    let quantity = claim.quantity.map_or_else(String::new, |n| n.to_string());
    // Summits of one name come again each year; the day tells them apart.
    let when = match kind {
        ActionKind::Event => day(claim).map_or_else(String::new, |day| day.to_string()),
        _ => String::new(),
    };
    let bodies = if identity::known(&claim.parties).is_empty() {
        document.bodies(claim)
    } else {
        identity::set(&claim.parties)
    };
    let action = format!("{} | {bodies} | {title} | {quantity} | {when}", kind.as_str());
    let organisations = identity::organisations(bodies_of(claim));
    organisations.chain([(FactKind::Action, action)]).collect()
}

fn bodies_of(claim: &Claim) -> impl Iterator<Item = &ClaimParty> {
    claim.parties.iter().chain(&claim.others)
}

fn day(claim: &Claim) -> Option<Day> {
    let happened = claim
        .dates
        .iter()
        .find(|step| matches!(step.what.as_str(), "held" | "delivered"));
    happened
        .map(|step| step.date)
        .or(claim.date)
        .or_else(|| claim.dates.first().map(|step| step.date))
}

/// The action that these claims speak of together.
pub(crate) fn action(
    kind: ActionKind,
    identity: &str,
    proofs: &[Proof<'_>],
    keys: &Keyring,
) -> Option<Action> {
    let first = proofs.first()?;
    Some(Action {
        id: keys.fact(FactKind::Action, identity)?,
        kind,
        title: first.title(),
        quantity: first.claim.quantity,
        unit: proofs
            .iter()
            .find_map(|proof| unit(proof.claim))
            .filter(|_| first.claim.quantity.is_some()),
        on: proofs.iter().find_map(|proof| day(proof.claim)),
        parties: parties(kind, proofs, keys),
        partnership: proofs
            .iter()
            .filter_map(|proof| proof.document.partnership(proof.claim))
            .find_map(|serves| keys.fact(FactKind::Partnership, &serves)),
        evidence: proofs.iter().map(|proof| proof.evidence).collect(),
    })
}

/// What the quantity counts, as written: the unit of a duration, else the thing itself.
fn unit(claim: &Claim) -> Option<String> {
    duration(claim).cloned().or_else(|| claim.item.clone())
}

/// The unit of time that the engine read beside the quantity (reason `duration`).
pub(super) fn duration(claim: &Claim) -> Option<&String> {
    let reason = claim.reasons.iter().find(|reason| reason.code == "duration")?;
    reason.params.get("unit")
}

fn parties(kind: ActionKind, proofs: &[Proof<'_>], keys: &Keyring) -> Vec<ActionParty> {
    let mut seen: BTreeSet<(ActionRole, String)> = BTreeSet::new();
    let mut taken: BTreeSet<(ActionRole, PartyRef)> = BTreeSet::new();
    let mut all: Vec<(ActionRole, String, PartyRef)> = Vec::new();
    for party in proofs.iter().flat_map(|proof| bodies_of(proof.claim)) {
        let role = role(kind, party.role);
        if let (Some(who), Some(key)) = (identity::party(party), keys.party(party))
            && seen.insert((role, who.clone()))
            && taken.insert((role, key))
        {
            all.push((role, who, key));
        }
    }
    all.sort();
    all.into_iter()
        .map(|(role, _, party)| ActionParty { party, role })
        .collect()
}

/// The part that a body of a claim plays in an action.
fn role(kind: ActionKind, role: ClaimRole) -> ActionRole {
    match (kind, role) {
        (_, ClaimRole::Host) => ActionRole::Host,
        (_, ClaimRole::Supporter) => ActionRole::Supporter,
        (ActionKind::Event, _) => ActionRole::Participant,
        (_, ClaimRole::Partner | ClaimRole::Beneficiary) => ActionRole::Beneficiary,
        (ActionKind::Delivery, _) | (_, ClaimRole::Lead | ClaimRole::Member | ClaimRole::Coordinator) => {
            ActionRole::Giver
        }
        (_, ClaimRole::Funder) => ActionRole::Supporter,
    }
}
