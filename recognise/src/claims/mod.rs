//! What a document claims: partnerships, awards, money, deliveries, support, events.
//!
//! In: the analysed document. Out: claims with their quotes, in order of place, and remarks.
//!
//! # Invariants
//! - Every claim quotes the words that say it.
//! - The parties of a partnership or award are its members only; whoever hosts, funds or coordinates stands apart.

mod alliance;
mod award;
mod delivery;
mod draft;
mod event;
mod funding;
mod partnership;
mod phrase;
mod remark;
mod roles;
mod support;

pub(crate) use award::{TableRecord, name_cells, records};
pub(crate) use draft::{Draft, DraftParty};
pub(crate) use remark::{Noted, remarks};

use crate::document::Analysis;
use roles::Roles;

/// What the rules share: who plays which part, and the alliance whose members are written out.
pub(crate) struct Findings {
    pub(crate) roles: Roles,
    pub(crate) alliance: Option<alliance::Alliance>,
}

/// Every claim of the document, in order of place.
pub(crate) fn all(analysis: &Analysis<'_, '_>) -> Vec<Draft> {
    let roles = Roles::of(analysis);
    let alliance = alliance::find(analysis, &roles);
    let findings = Findings { roles, alliance };
    let partnerships = partnership::claims(analysis, &findings);
    let mut claims = award::claims(analysis);
    claims.extend(funding::claims(analysis, &findings, &partnerships));
    claims.extend(delivery::claims(analysis, &findings, &partnerships));
    claims.extend(support::claims(analysis, &findings));
    claims.extend(event::claims(analysis, &findings));
    claims.extend(partnerships);
    claims.sort_by_key(|claim| (claim.span.start, claim.kind));
    claims
}
