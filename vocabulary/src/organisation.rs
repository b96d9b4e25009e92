//! Bodies that are not local authorities: associations, ministries, networks, companies.
//!
//! # Invariants
//! An organisation may be a listed partner, a coordinator or a funder; it never has an authority's code.

use crate::{Country, OrganisationId};
use serde::{Deserialize, Serialize};

/// What sort of organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// An association or foundation.
    Association,
    /// A body of a State: ministry, embassy, agency.
    State,
    /// A network of authorities.
    Network,
    /// Anything else.
    Other,
}

/// A body that is not a local authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its key.
    pub id: OrganisationId,
    /// Its name as written.
    pub name: String,
    /// What sort it is.
    pub kind: OrganisationKind,
    /// Its country, where known.
    pub country: Option<Country>,
}
