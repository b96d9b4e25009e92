//! From claims to facts, the rule for each kind where its name says: claims in force go in, facts come out.
//!
//! A fact is what all claims in force say of one identity together. It is worked out from the whole set each time the
//! set changes, in an order that the sources give, so it does not matter in which order claims were accepted, and
//! undoing an acceptance is working it out again without that claim.
//!
//! # Invariants
//! - Pure: the same claims give the same facts, whatever the order of acceptance.
//! - [`identities`] names everything that a claim speaks of; a fact exists as long as one claim in force speaks of it.

mod action;
mod award;
mod document;
mod funding;
mod grant;
mod identity;
mod partnership;

pub(crate) use action::action;
pub(crate) use award::{award, call, project_of_award};
pub(crate) use document::Document;
pub(crate) use funding::{campaign, project};
pub(crate) use grant::grant;
pub(crate) use identity::{codes, folded};
pub(crate) use partnership::{alliance, organisation, partnership, programme};

use crate::error::Missing;
use crate::settle::Identity;
use crate::tables::FactKind;
use std::collections::HashMap;
use uuid::Uuid;
use vocabulary::{
    ActionKind, AmountRole, AuthorityCode, AuthorityId, Claim, ClaimKind, ClaimParty, ClaimRole, Day,
    EvidenceId, Id, Language, OrganisationId, PartyRef, PartyRole, Text,
};

/// A claim in force with what its document says around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Proof<'a> {
    /// What is claimed.
    pub(crate) claim: &'a Claim,
    /// Its proof.
    pub(crate) evidence: EvidenceId,
    /// The language it is written in.
    pub(crate) language: Language,
    /// The document it stands in.
    pub(crate) document: &'a Document,
    /// Whose source it is.
    pub(crate) owner: Option<Uuid>,
    /// The day on which a body said so here; `None` for what was read.
    pub(crate) stated: Option<Day>,
}

impl Proof<'_> {
    /// A text in the language of the document.
    fn text(&self, words: &str) -> Text {
        Text::new(self.language, words)
    }

    /// What the fact is called: the title, the thing, or the sentence itself.
    fn title(&self) -> Text {
        self.text(identity::title(self.claim))
    }
}

/// The keys of the authorities and facts that claims name.
#[derive(Debug, Default)]
pub(crate) struct Keyring {
    /// By code, primary or not.
    pub(crate) authorities: HashMap<AuthorityCode, AuthorityId>,
    /// By kind and identity.
    pub(crate) facts: HashMap<Identity, Uuid>,
    /// What identities stand for that were merged into others.
    pub(crate) merged: HashMap<Identity, Identity>,
}

impl Keyring {
    /// The key of a fact.
    fn fact<I: Id>(&self, kind: FactKind, identity: &str) -> Option<I> {
        let named = (kind, identity.to_owned());
        let meant = self.merged.get(&named).unwrap_or(&named);
        self.facts.get(meant).copied().map(I::of)
    }

    /// The key of a party, if it is a known body.
    fn party(&self, party: &ClaimParty) -> Option<PartyRef> {
        if let Some(code) = &party.code {
            return self.authorities.get(code).copied().map(PartyRef::Authority);
        }
        let identity = identity::organisation(party)?;
        self.fact::<OrganisationId>(FactKind::Organisation, &identity)
            .map(PartyRef::Organisation)
    }
}

/// The sort of fact a claim becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Partnership,
    Award,
    Pool,
    Campaign,
    Project,
    Action(ActionKind),
}

/// Which sort of fact a claim becomes, given its document.
pub(crate) fn shape(claim: &Claim, document: &Document) -> Shape {
    let hosted = claim.others.iter().any(|other| other.role == ClaimRole::Host);
    let lasts = action::duration(claim).is_some();
    match claim.kind {
        ClaimKind::Partnership => Shape::Partnership,
        ClaimKind::Award => Shape::Award,
        ClaimKind::Delivery => Shape::Action(ActionKind::Delivery),
        ClaimKind::Event => Shape::Action(ActionKind::Event),
        ClaimKind::Support if hosted || lasts => Shape::Action(ActionKind::Stay),
        ClaimKind::Support => Shape::Action(ActionKind::Support),
        ClaimKind::Funding => match claim.funding.amount_role {
            Some(AmountRole::Rate) if document.pooling_members(claim).is_some() => Shape::Pool,
            // One body alone pools nothing: its rate is a support.
            Some(AmountRole::Rate) => Shape::Action(ActionKind::Support),
            Some(AmountRole::Target) => Shape::Campaign,
            _ => Shape::Project,
        },
    }
}

/// Everything that a claim speaks of.
pub(crate) fn identities(claim: &Claim, document: &Document) -> Vec<(FactKind, String)> {
    let mut all = match shape(claim, document) {
        Shape::Partnership => partnership::identities(claim),
        Shape::Award => award::identities(claim),
        Shape::Pool => document
            .pooling_members(claim)
            .map(|members| (FactKind::Alliance, identity::set(&members)))
            .into_iter()
            .collect(),
        Shape::Campaign => vec![(FactKind::Campaign, funding::campaign_identity(claim, document))],
        Shape::Project => funding::project_identities(claim, document),
        Shape::Action(kind) => action::identities(kind, claim, document),
    };
    all.extend(grant::identities(claim));
    all.sort();
    all.dedup();
    all
}

/// Whether a claim says enough to become a fact.
pub(crate) fn complete(claim: &Claim, document: &Document) -> Result<(), Missing> {
    match shape(claim, document) {
        Shape::Partnership if identity::known(&claim.parties).len() < 2 => Err(Missing::Parties),
        Shape::Award => award::complete(claim),
        Shape::Pool if funding::rate(claim).is_none() => Err(Missing::Amount),
        Shape::Campaign if funding::money(claim).is_none() => Err(Missing::Amount),
        _ => Ok(()),
    }
}

/// The part a party plays in a partnership, award or project.
fn party_role(role: ClaimRole) -> PartyRole {
    match role {
        ClaimRole::Lead => PartyRole::Lead,
        ClaimRole::Partner | ClaimRole::Beneficiary => PartyRole::Partner,
        _ => PartyRole::Member,
    }
}

/// The place of a part in lists: the lead, those beside it, the other side.
fn place(role: PartyRole) -> u8 {
    match role {
        PartyRole::Lead => 0,
        PartyRole::Member => 1,
        PartyRole::Partner => 2,
    }
}
