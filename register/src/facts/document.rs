//! What a document says around a claim: the partnerships it names, to which its money and actions belong.
//!
//! # Invariants
//! What a claim leaves out is filled from what the document says, accepted or not; a link is made only to a partnership
//! that is in force. Both depend on the set of claims alone, not on the order of acceptance.

use super::identity;
use super::partnership;
use std::collections::BTreeSet;
use vocabulary::{Claim, ClaimKind, ClaimParty, ClaimRole, Country};

/// The partnerships that one document names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Document {
    named: Vec<Named>,
}

/// One partnership of a document.
#[derive(Debug, Clone)]
struct Named {
    parties: BTreeSet<String>,
    members: Vec<ClaimParty>,
    in_force: bool,
}

impl Document {
    /// The document of these claims, each with whether it is in force.
    pub(crate) fn of<'a>(claims: impl IntoIterator<Item = (&'a Claim, bool)>) -> Self {
        let mut named: Vec<Named> = Vec::new();
        for (claim, in_force) in claims {
            let parties = identity::known(&claim.parties);
            if claim.kind != ClaimKind::Partnership || parties.len() < 2 {
                continue;
            }
            let members = partnership::alliance_members(claim);
            let members: Vec<ClaimParty> = members.into_iter().cloned().collect();
            match named.iter_mut().find(|known| known.parties == parties) {
                Some(known) => {
                    known.in_force |= in_force;
                    if known.members.is_empty() {
                        known.members = members;
                    }
                }
                None => named.push(Named {
                    parties,
                    members,
                    in_force,
                }),
            }
        }
        Self { named }
    }

    /// The identity of the partnership that a claim belongs to, where it is in force.
    pub(super) fn partnership(&self, claim: &Claim) -> Option<String> {
        self.around(claim)
            .filter(|named| named.in_force)
            .map(|named| identity::joined(&named.parties))
    }

    /// The identity of the alliance whose partnership a claim belongs to, where it is in force.
    pub(super) fn alliance(&self, claim: &Claim) -> Option<String> {
        self.around(claim)
            .filter(|named| named.in_force && !named.members.is_empty())
            .map(|named| identity::set(&named.members))
    }

    /// The bodies that a claim is about: its own parties, else those of the partnership it belongs to.
    pub(super) fn bodies(&self, claim: &Claim) -> String {
        match self.around(claim) {
            Some(named) => identity::joined(&named.parties),
            None => identity::set(&claim.parties),
        }
    }

    /// The authorities that pay a rate: those the claim names, else the alliance of its partnership; at least two, of one
    /// country, because each votes by the same law.
    pub(super) fn pooling_members(&self, claim: &Claim) -> Option<Vec<ClaimParty>> {
        let payers = |party: &&ClaimParty| {
            party.code.is_some() && matches!(party.role, ClaimRole::Lead | ClaimRole::Member)
        };
        let own: Vec<ClaimParty> = claim.parties.iter().filter(payers).cloned().collect();
        let countries: BTreeSet<Option<Country>> = own.iter().map(|party| party.country).collect();
        if identity::known(&own).len() >= 2 && countries.len() == 1 {
            return Some(own);
        }
        let members = &self.around(claim)?.members;
        (!members.is_empty()).then(|| members.clone())
    }

    /// The smallest partnership of the document that has all bodies of the claim; with the beneficiaries if one has
    /// them, else without. A claim that names nobody belongs to the only partnership there is. Two that fit equally
    /// well are none.
    fn around(&self, claim: &Claim) -> Option<&Named> {
        let beneficiaries = claim
            .others
            .iter()
            .filter(|other| other.role == ClaimRole::Beneficiary);
        let all = identity::known(claim.parties.iter().chain(beneficiaries));
        let own = identity::known(&claim.parties);
        self.smallest_with(&all).or_else(|| self.smallest_with(&own))
    }

    fn smallest_with(&self, bodies: &BTreeSet<String>) -> Option<&Named> {
        let mut fitting: Vec<&Named> = self
            .named
            .iter()
            .filter(|named| bodies.is_subset(&named.parties))
            .collect();
        fitting.sort_by_key(|named| named.parties.len());
        match fitting.as_slice() {
            [only] => Some(only),
            [first, second, ..] if !bodies.is_empty() && first.parties.len() < second.parties.len() => {
                Some(first)
            }
            _ => None,
        }
    }
}
