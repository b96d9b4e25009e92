//! What a written name turned out to mean: one authority, several that it may be, or unknown.
//!
//! # Invariants
//! - [`Verdict::One`] carries the body's primary code; codes of the same body stand in [`Mention::also`].
//! - [`Verdict::Several`] has at least two candidates, best first; homonyms never stand in `also`.

use crate::{AuthorityCode, Country, Kind, Reason};
use serde::{Deserialize, Serialize};

/// Writes a confidence with three decimals: more would only look more certain.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the serialiser's attribute passes a reference"
)]
pub(crate) fn rounded<S: serde::Serializer>(confidence: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*confidence) * 1_000.0).round() / 1_000.0)
}

/// One authority that a name may mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its primary code.
    pub code: AuthorityCode,
    /// Its official name.
    pub name: String,
    /// How likely it is, 0 to 1, calibrated.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
}

/// The answer to one written name.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// One body is meant.
    One(Candidate),
    /// It may be one of these, best first; a person decides.
    Several(Vec<Candidate>),
    /// No body of the gazetteer is meant.
    Unknown,
}

/// The verdict without its candidates, as files and answers name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// One body is meant.
    One,
    /// One of several.
    Several,
    /// None known.
    Unknown,
}

impl Verdict {
    /// The verdict without its candidates.
    pub fn kind(&self) -> VerdictKind {
        match self {
            Self::One(_) => VerdictKind::One,
            Self::Several(_) => VerdictKind::Several,
            Self::Unknown => VerdictKind::Unknown,
        }
    }
}

/// A written name at its place in a document, with what it means (schema `recognise-1`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The text as written.
    pub text: String,
    /// First Unicode scalar of the text, counted from 0.
    pub start: usize,
    /// One past its last Unicode scalar.
    pub end: usize,
    /// One, several or unknown.
    pub verdict: VerdictKind,
    /// The primary code, where one body is meant.
    pub code: Option<AuthorityCode>,
    /// The same body in other schemes, its seat or its hromada; at most four, never homonyms.
    pub also: Vec<AuthorityCode>,
    /// The body's official name.
    pub name: Option<String>,
    /// The body's kind (a word of the table of kinds), or `organisation` for a body that is no authority.
    pub kind: Option<String>,
    /// The body's country; for an unknown body the country the document gives.
    pub country: Option<Country>,
    /// How likely the verdict is right, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The bodies it may mean, where there are several.
    pub choices: Vec<Candidate>,
}

impl Mention {
    /// The kind as a kind of authority; `None` for organisations.
    pub fn authority_kind(&self) -> Option<Kind> {
        self.kind.as_deref().and_then(Kind::named)
    }
}
