//! The public part of the record, as the read model takes it: everything that anybody may see, and nothing else.
//!
//! # Invariants
//! - Only accepted facts stand here, each with its evidence.
//! - Ids that one entity names stand in the same answer.

use crate::merge::Merge;
use vocabulary::{
    Action, Alliance, Authority, AuthorityId, Award, Call, Campaign, Claim, ClaimId, ClaimState, Evidence,
    Mention, Organisation, OrganisationId, Partnership, Programme, Project, Revision, Source, Story,
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
    /// Stories.
    pub stories: Vec<Story>,
    /// Sources with their newest revision, mentions and claims.
    pub sources: Vec<ReadSource>,
    /// Every proof that an entity above names.
    pub evidence: Vec<Evidence>,
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
