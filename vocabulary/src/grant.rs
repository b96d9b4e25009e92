//! Grants: money or goods that a body promised to another for something (loi n° 2000-321, art. 9-1: “subvention”).
//!
//! # Invariants
//! - A grant has a giver and an amount above nothing; whoever receives may be unknown.
//! - What it is worth is money even where goods are given; their number stands with the action that delivers them.

use crate::partnership::words;
use crate::{AwardId, Day, EvidenceId, GrantId, Money, PartnershipId, PartyRef, ProjectId, Text};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

words! {
    /// What a grant is given in (SCDL subventions, `nature`).
    GrantForm {
        /// In cash (aide en numéraire).
        Cash = "cash",
        /// In kind (aide en nature).
        InKind = "in_kind",
    }
}

/// A grant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grant {
    /// Its key.
    pub id: GrantId,
    /// What it is for.
    pub title: Text,
    /// Who gives, at least one.
    pub givers: Vec<PartyRef>,
    /// Who receives.
    pub recipients: Vec<PartyRef>,
    /// How much, above nothing.
    #[serde(deserialize_with = "above_nothing")]
    pub amount: Money,
    /// The source says “about”.
    pub approximate: bool,
    /// In what it is given.
    pub form: Option<GrantForm>,
    /// When it was voted or signed.
    pub on: Option<Day>,
    /// The project it pays for.
    pub project: Option<ProjectId>,
    /// The partnership it serves.
    pub partnership: Option<PartnershipId>,
    /// The award that it goes with.
    pub award: Option<AwardId>,
    /// Proofs.
    pub evidence: Vec<EvidenceId>,
}

/// An amount that something can be given of.
fn above_nothing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
    let amount = Money::deserialize(deserializer)?;
    if amount.minor > 0 {
        Ok(amount)
    } else {
        Err(D::Error::custom("a grant is of more than nothing"))
    }
}
