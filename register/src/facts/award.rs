//! Awards: the call with its session, the laureate, its project and the partnership that carries it.
//!
//! # Invariants
//! An award is known by its call, session, lead and title, so two lists of the same results give one award.

use super::identity;
use super::partnership::{lead, of_award, parties, programme_identity};
use super::{Keyring, Proof};
use crate::error::Missing;
use crate::tables::FactKind;
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{
    Award, Call, Claim, Country, PartnershipStatus, Project, ProjectParty, ProjectStatus, Session,
};

/// Whether a claim says enough to be an award.
pub(super) fn complete(claim: &Claim) -> Result<(), Missing> {
    if call_name(claim).is_none() {
        return Err(Missing::Call);
    }
    if lead(claim).is_none() {
        return Err(Missing::Lead);
    }
    if identity::known(&claim.parties).len() < 2 && countries(claim).is_empty() {
        return Err(Missing::Partner);
    }
    Ok(())
}

/// The call as written; a programme's results without a call are those of the programme.
fn call_name(claim: &Claim) -> Option<&str> {
    claim.call.as_deref().or(claim.programme.as_deref())
}

fn call_identity(claim: &Claim) -> String {
    identity::folded(call_name(claim).unwrap_or_default())
}

fn session(claim: &Claim) -> u32 {
    claim.session.unwrap_or(1).max(1)
}

/// What makes an award the same one.
pub(super) fn identity(claim: &Claim) -> String {
    let lead = lead(claim).unwrap_or_default();
    let title = identity::folded(identity::title(claim));
    format!("{} | {} | {lead} | {title}", call_identity(claim), session(claim))
}

/// What a claim of an award speaks of.
pub(super) fn identities(claim: &Claim) -> Vec<(FactKind, String)> {
    let mut all = vec![
        (FactKind::Call, call_identity(claim)),
        (FactKind::Award, identity(claim)),
        (FactKind::Project, project_identity(claim)),
    ];
    all.extend(of_award(claim));
    all.extend(programme_identity(claim));
    all.extend(identity::organisations(&claim.parties));
    all
}

fn project_identity(claim: &Claim) -> String {
    format!("award {}", identity(claim))
}

/// Countries whose partners are not named one by one.
fn countries(claim: &Claim) -> BTreeSet<Country> {
    claim
        .parties
        .iter()
        .filter(|party| party.code.is_none() && party.kind.as_deref() == Some("country"))
        .filter_map(|party| party.country)
        .collect()
}

/// The call that these claims name, with its sessions.
pub(crate) fn call(identity: &str, proofs: &[Proof<'_>], keys: &Keyring) -> Option<Call> {
    let mut sessions: BTreeMap<u32, Session> = BTreeMap::new();
    for proof in proofs {
        let number = session(proof.claim);
        let evidence = Vec::new();
        let session = sessions.entry(number).or_insert(Session { number, evidence });
        session.evidence.push(proof.evidence);
    }
    Some(Call {
        id: keys.fact(FactKind::Call, identity)?,
        name: proofs
            .first()
            .and_then(|proof| call_name(proof.claim))?
            .to_owned(),
        programme: proofs
            .iter()
            .filter_map(|proof| programme_identity(proof.claim))
            .find_map(|(kind, name)| keys.fact(kind, &name)),
        sessions: sessions.into_values().collect(),
    })
}

/// The award that these claims speak of together.
pub(crate) fn award(identity: &str, proofs: &[Proof<'_>], keys: &Keyring) -> Option<Award> {
    let first = proofs.first()?;
    let countries: BTreeSet<Country> = proofs.iter().flat_map(|proof| countries(proof.claim)).collect();
    Some(Award {
        id: keys.fact(FactKind::Award, identity)?,
        call: keys.fact(FactKind::Call, &call_identity(first.claim))?,
        session: session(first.claim),
        region: proofs.iter().find_map(|proof| proof.claim.region.clone()),
        parties: parties(proofs, keys),
        countries: countries.into_iter().collect(),
        project: keys.fact(FactKind::Project, &project_identity(first.claim))?,
        title: first.title(),
        evidence: proofs.iter().map(|proof| proof.evidence).collect(),
    })
}

/// The project that an award funds.
pub(crate) fn project_of_award(identity: &str, proofs: &[Proof<'_>], keys: &Keyring) -> Option<Project> {
    let first = proofs.first()?;
    let parties = parties(proofs, keys);
    let budget = proofs.iter().find_map(|proof| super::funding::money(proof.claim));
    Some(Project {
        id: keys.fact(FactKind::Project, identity)?,
        title: first.title(),
        status: status(proofs),
        parties: parties
            .into_iter()
            .map(|party| ProjectParty {
                party: party.party,
                role: party.role,
            })
            .collect(),
        budget,
        budget_approximate: budget.is_some()
            && proofs
                .iter()
                .any(|proof| super::funding::approximate(proof.claim)),
        partnership: proofs
            .iter()
            .filter_map(|proof| of_award(proof.claim))
            .find_map(|(kind, name)| keys.fact(kind, &name)),
        award: keys.fact(FactKind::Award, &self::identity(first.claim)),
        evidence: proofs.iter().map(|proof| proof.evidence).collect(),
    })
}

/// Where the project stands by the furthest word said of it; an award alone means that work is under way.
fn status(proofs: &[Proof<'_>]) -> ProjectStatus {
    let said = proofs.iter().filter_map(|proof| {
        let word = proof.claim.status.as_deref()?;
        let ended = PartnershipStatus::named(word) == Some(PartnershipStatus::Ended);
        ProjectStatus::named(word).or(ended.then_some(ProjectStatus::Completed))
    });
    said.max().unwrap_or(ProjectStatus::Active)
}
