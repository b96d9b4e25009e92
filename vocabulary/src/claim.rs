//! Claims: what the machine read in a document, with the exact quotes, for a person to accept (schema `recognise-1`).
//!
//! # Invariants
//! - Offsets count Unicode scalar values of the document's text, from 0, end exclusive.
//! - `parties` of a partnership or award are its members only; funders, hosts and coordinators stand in `others`.
//! - Amounts are decimal strings in major units; what is unknown is `None`, printed as null, never left out.

use crate::{AuthorityCode, Country, Currency, Day, DocumentKind, Kind, Precision, Reason};
use serde::{Deserialize, Serialize};

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// Two or more authorities work together.
    Partnership,
    /// A call for projects chose a laureate.
    Award,
    /// Money: a rate, a budget, a target, a grant, a gift.
    Funding,
    /// Goods were sent.
    Delivery,
    /// Somebody supports or hosts something.
    Support,
    /// A meeting, a summit, a visit.
    Event,
}

/// The part a body plays in a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimRole {
    /// Leads its side (chef de file).
    Lead,
    /// The other side.
    Partner,
    /// A member beside a lead.
    Member,
    /// Gives money or backing.
    Funder,
    /// Supports in words or deeds.
    Supporter,
    /// Where it takes place.
    Host,
    /// Brings the parties together, runs the work.
    Coordinator,
    /// Receives.
    Beneficiary,
}

/// A body in a claim, as written, with its code where it was recognised.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ClaimParty {
    /// The text as written.
    pub text: String,
    /// Its code; `None` for an organisation or an unknown body.
    pub code: Option<AuthorityCode>,
    /// Kind of authority, or `organisation`, or `country`.
    pub kind: Option<String>,
    /// Its country.
    pub country: Option<Country>,
    /// The part it plays.
    pub role: ClaimRole,
    /// First scalar of the text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl ClaimParty {
    /// The kind as a kind of authority; `None` for organisations and countries.
    pub fn authority_kind(&self) -> Option<Kind> {
        self.kind.as_deref().and_then(Kind::named)
    }
}

/// A piece of the source that proves a claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// The text as written.
    pub quote: String,
    /// First scalar.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// What kind of figure an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountRole {
    /// So much per something.
    Rate,
    /// Planned cost.
    Budget,
    /// To be raised.
    Target,
    /// Given by a funder for a project.
    Grant,
    /// Given freely.
    Gift,
    /// A sum of several.
    Total,
}

/// A date with what happened then.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DatedStep {
    /// `established`, `signed`, `voted`, `deadline`, `announced`, `held`, `delivered`, ...
    pub what: String,
    /// When.
    pub date: Day,
    /// How precisely.
    pub precision: Precision,
}

/// A text that was voted or signed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimDocument {
    /// What sort of text.
    pub kind: DocumentKind,
    /// What it is called.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
    /// Its date.
    pub on: Option<Day>,
}

/// The money part of a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// Decimal string in major units, for example `0.50`.
    pub amount: Option<String>,
    /// ISO 4217.
    pub currency: Option<Currency>,
    /// What kind of figure.
    pub amount_role: Option<AmountRole>,
    /// For a rate: per what (`inhabitant`).
    pub per: Option<String>,
    /// For a rate: how many of them the source states.
    pub base: Option<u64>,
}

/// One claim of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What is claimed.
    pub kind: ClaimKind,
    /// The members.
    pub parties: Vec<ClaimParty>,
    /// Funders, hosts, coordinators, beneficiaries.
    pub others: Vec<ClaimParty>,
    /// For a partnership: its kind (`twinning`, `cooperation_agreement`, ...).
    pub relation: Option<String>,
    /// A word of the list of statuses (`signed`, `active`, ...).
    pub status: Option<String>,
    /// The main date.
    pub date: Option<Day>,
    /// Its precision.
    pub date_precision: Option<Precision>,
    /// All dates with what happened.
    pub dates: Vec<DatedStep>,
    /// Texts that were voted or signed; only statements name them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<ClaimDocument>,
    /// The French region the source files it under, by its official name.
    pub region: Option<String>,
    /// The title of the project, alliance or event.
    pub title: Option<String>,
    /// The programme it belongs to.
    pub programme: Option<String>,
    /// The call it answers.
    pub call: Option<String>,
    /// The number of the call's session.
    pub session: Option<u32>,
    /// Amounts.
    #[serde(flatten)]
    pub funding: Funding,
    /// How many of `item`.
    pub quantity: Option<u64>,
    /// What was delivered, built, organised.
    pub item: Option<String>,
    /// Where, as written.
    pub place: Option<String>,
    /// The reason given in the source, as written.
    pub why: Option<String>,
    /// The sentence or cells that say it.
    pub quote: String,
    /// First scalar of the quote.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Every piece that proves it.
    pub evidence: Vec<Quote>,
    /// How likely it is right, 0 to 1.
    #[serde(serialize_with = "crate::verdict::rounded")]
    pub confidence: f32,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Claim {
    /// A claim of which nothing is known but its kind, its members and the words that say it.
    pub fn of(kind: ClaimKind, parties: Vec<ClaimParty>, quote: &str) -> Self {
        Self {
            kind,
            parties,
            others: Vec::new(),
            relation: None,
            status: None,
            date: None,
            date_precision: None,
            dates: Vec::new(),
            documents: Vec::new(),
            region: None,
            title: None,
            programme: None,
            call: None,
            session: None,
            funding: Funding::default(),
            quantity: None,
            item: None,
            place: None,
            why: None,
            quote: quote.to_owned(),
            start: 0,
            end: quote.chars().count(),
            evidence: Vec::new(),
            confidence: 1.0,
            reasons: Vec::new(),
        }
    }
}

/// Where a stored claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimState {
    /// Waits for a person.
    Waiting,
    /// A person, or a trusted-source rule, accepted it.
    Accepted,
    /// A person refused it.
    Rejected,
    /// A newer reading of the source no longer makes it.
    Superseded,
}

impl ClaimState {
    /// The word used in files and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Superseded => "superseded",
        }
    }
}

impl ClaimKind {
    /// The word used in files and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Partnership => "partnership",
            Self::Award => "award",
            Self::Funding => "funding",
            Self::Delivery => "delivery",
            Self::Support => "support",
            Self::Event => "event",
        }
    }
}
