//! The public part of the record, as the read model takes it: everything that anybody may see, and nothing else.
//!
//! # Invariants
//! - Only accepted facts stand here, each with its evidence.
//! - Ids that one entity names stand in the same answer.

use crate::merge::Merge;
use std::collections::BTreeSet;
use uuid::Uuid;
use vocabulary::{
    Action, Alliance, Authority, AuthorityId, Award, Call, Campaign, Claim, ClaimId, ClaimState, Entity as _,
    Evidence, EvidenceId, Grant, Id as _, Mention, Organisation, OrganisationId, Partnership, PartyRef,
    Programme, Project, Revision, Source, Story,
};

/// Everything public at one position of the change log.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PublicRecord {
    /// Facts that were merged into others, so that their addresses lead there.
    pub merged: Vec<Merge>,
    /// The position of the change log it stands for; grows with every write.
    pub position: u64,
    /// Authorities that some fact names, with their keys.
    pub authorities: Vec<(AuthorityId, Authority)>,
    /// Other bodies that some fact names.
    pub organisations: Vec<Organisation>,
    /// Partnerships of every status.
    pub partnerships: Vec<Partnership>,
    /// Programmes.
    pub programmes: Vec<Programme>,
    /// Calls with their sessions.
    pub calls: Vec<Call>,
    /// Awards.
    pub awards: Vec<Award>,
    /// Projects.
    pub projects: Vec<Project>,
    /// Alliances with their pools.
    pub alliances: Vec<Alliance>,
    /// Campaigns.
    pub campaigns: Vec<Campaign>,
    /// Deliveries, stays, events, supports.
    pub actions: Vec<Action>,
    /// Grants.
    pub grants: Vec<Grant>,
    /// Stories.
    pub stories: Vec<Story>,
    /// Sources with their newest revision, mentions and claims.
    pub sources: Vec<ReadSource>,
    /// Every proof that an entity above names.
    pub evidence: Vec<Evidence>,
}

/// What each fact and each story of a record gives, in one list.
macro_rules! of_each {
    ($record:ident, $entity:ident => $given:expr) => {
        of_each!(@ $record, $entity => $given; organisations partnerships programmes calls awards projects alliances
            campaigns actions grants stories)
    };
    (@ $record:ident, $entity:ident => $given:expr; $($list:ident)*) => {{
        let mut all = Vec::new();
        $(for $entity in &$record.$list {
            all.extend($given);
        })*
        all
    }};
}

impl PublicRecord {
    /// The keys of all facts, stories and sources.
    pub(crate) fn keys(&self) -> BTreeSet<Uuid> {
        let keys = of_each!(self, entity => [entity.id().uuid()]);
        let sources = self.sources.iter().map(|read| read.source.id.uuid());
        keys.into_iter().chain(sources).collect()
    }

    /// The proofs that the facts name.
    pub(crate) fn proofs(&self) -> BTreeSet<EvidenceId> {
        of_each!(self, entity => entity.proofs()).into_iter().collect()
    }

    /// The authorities that the facts name.
    pub(crate) fn named_authorities(&self) -> BTreeSet<AuthorityId> {
        let bodies = of_each!(self, entity => entity.bodies());
        let authorities = bodies.into_iter().filter_map(|body| match body {
            PartyRef::Authority(id) => Some(id),
            PartyRef::Organisation(_) => None,
        });
        authorities.collect()
    }
}

/// What changed behind a position: laid over the record of that position it gives the record of the newest one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PublicChanges {
    /// New and changed entities with all that they name, at the newest position. Merges are not followed.
    pub record: PublicRecord,
    /// The keys of what stands no more: facts, stories, sources.
    pub gone: BTreeSet<Uuid>,
}

/// A source with what was read in its newest revision.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadSource {
    /// The source.
    pub source: Source,
    /// Whose it is, for the policy; `None` is the operator of the instance.
    pub owner: Option<OrganisationId>,
    /// Its newest state; the text is for reviewers unless the source's rights allow it to all.
    pub revision: Revision,
    /// The names found, in order of place.
    pub mentions: Vec<Mention>,
    /// The claims found, with where each stands.
    pub claims: Vec<StoredClaim>,
    /// What the reader or the engine remarked.
    pub remarks: Vec<StoredRemark>,
}

/// A claim in the record.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredClaim {
    /// Its key.
    pub id: ClaimId,
    /// What was read.
    pub claim: Claim,
    /// Where it stands.
    pub state: ClaimState,
}

/// A remark on a source: a code with parameters, and the place it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRemark {
    /// What is remarked.
    pub remark: vocabulary::Reason,
    /// First and last scalar in the text, where it speaks of a place.
    pub span: Option<(usize, usize)>,
}
