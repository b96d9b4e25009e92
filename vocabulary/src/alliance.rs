//! Alliances: authorities that pool money for a partner, each by its own council's vote.
//!
//! # Invariants
//! - What the source states and what the official populations give are kept apart; neither corrects the other.
//! - A share's states follow one another: proposed, voted, transmitted, called, paid.

use crate::partnership::words;
use crate::{AllianceId, AuthorityId, EvidenceId, PartnershipId, PartyRole, Rate, Text};
use serde::{Deserialize, Serialize};

words! {
    /// Where a member's share stands.
    ShareState {
        /// Put to the council.
        Proposed = "proposed",
        /// Voted by the council.
        Voted = "voted",
        /// Transmitted to the State's representative.
        Transmitted = "transmitted",
        /// Called for payment.
        Called = "called",
        /// Paid.
        Paid = "paid",
    }
}

/// A member of an alliance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllianceMember {
    /// Who.
    pub authority: AuthorityId,
    /// Lead or member.
    pub role: PartyRole,
    /// Where its share stands.
    pub share: ShareState,
}

/// Money pooled by a rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// So much per inhabitant.
    pub rate: Rate,
    /// The number of inhabitants that the source states.
    pub stated_base: Option<u64>,
    /// The proof.
    pub evidence: EvidenceId,
}

/// Authorities that act together for a partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alliance {
    /// Its key.
    pub id: AllianceId,
    /// Its name.
    pub title: Option<Text>,
    /// Its members, the lead first.
    pub members: Vec<AllianceMember>,
    /// The partnership it serves.
    pub partnership: Option<PartnershipId>,
    /// What it pools.
    pub pools: Vec<Pool>,
    /// Every proof.
    pub evidence: Vec<EvidenceId>,
}
