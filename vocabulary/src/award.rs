//! Programmes, calls for projects, their sessions and awards.
//!
//! # Invariants
//! An award belongs to one session of one call, has one lead and at least one partner or partner country.

use crate::{AwardId, CallId, Country, EvidenceId, PartnershipParty, ProgrammeId, ProjectId, Text};
use serde::{Deserialize, Serialize};

/// A frame that brings partners together or funds them, for example `#MistoMatch`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// Its key.
    pub id: ProgrammeId,
    /// Its name as written.
    pub name: String,
    /// Proofs.
    pub evidence: Vec<EvidenceId>,
}

/// A call for projects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Its key.
    pub id: CallId,
    /// Its name as written, for example `Généraliste 2020-2021`.
    pub name: String,
    /// The programme it belongs to.
    pub programme: Option<ProgrammeId>,
    /// Its sessions, by number.
    pub sessions: Vec<Session>,
}

/// One session of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its number, from 1; a call without sessions has the one session 1.
    pub number: u32,
    /// Proofs.
    pub evidence: Vec<EvidenceId>,
}

/// One laureate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Award {
    /// Its key.
    pub id: AwardId,
    /// Which call.
    pub call: CallId,
    /// Which session.
    pub session: u32,
    /// The French region the results are grouped by, by its official name.
    pub region: Option<String>,
    /// Lead and partners.
    pub parties: Vec<PartnershipParty>,
    /// Countries of partners that are not named one by one.
    pub countries: Vec<Country>,
    /// The project.
    pub project: ProjectId,
    /// The title as published.
    pub title: Text,
    /// Proofs.
    pub evidence: Vec<EvidenceId>,
}
