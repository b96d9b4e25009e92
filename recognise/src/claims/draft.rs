//! A claim while it is being read: spans in bytes, parties by their place among the names.
//!
//! In: what the rules find. Out: a [`vocabulary::Claim`], made by [`crate::document`] when all offsets are counted.
//!
//! # Invariants
//! `evidence` holds at least the span of the claim itself.

use crate::document::Analysis;
use crate::document::amounts::Amount;
use crate::document::dates::Dated;
use crate::gazetteer::BodyId;
use read::Span;
use vocabulary::{AmountRole, ClaimKind, ClaimRole, Country, Day, Reason};

/// A body in a claim: a name of the document, or a text that is no authority.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DraftParty {
    /// The name at this place of [`crate::document::Analysis`]'s names.
    Named(usize),
    /// A text: an organisation, a country, a body unknown.
    Written {
        span: Span,
        kind: &'static str,
        country: Option<Country>,
    },
}

impl DraftParty {
    /// The body meant, where it is a name that means one.
    pub(crate) fn body(&self, analysis: &Analysis<'_, '_>) -> Option<BodyId> {
        match self {
            Self::Named(named) => analysis.likeliest(*named),
            Self::Written { .. } => None,
        }
    }
}

/// Most quotes of one claim; more of them prove no more.
const MOST_PROOFS: usize = 40;

/// One claim being read.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) kind: ClaimKind,
    /// Which item of the document says it.
    pub(crate) of_item: usize,
    pub(crate) parties: Vec<(DraftParty, ClaimRole)>,
    pub(crate) others: Vec<(DraftParty, ClaimRole)>,
    pub(crate) relation: Option<&'static str>,
    pub(crate) status: Option<&'static str>,
    pub(crate) dates: Vec<(&'static str, Day)>,
    pub(crate) region: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) programme: Option<String>,
    pub(crate) call: Option<String>,
    pub(crate) session: Option<u32>,
    pub(crate) amount: Option<(Amount, AmountRole)>,
    pub(crate) per: Option<String>,
    pub(crate) base: Option<u64>,
    pub(crate) quantity: Option<u64>,
    pub(crate) item: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) span: Span,
    pub(crate) evidence: Vec<Span>,
    pub(crate) confidence: f32,
    pub(crate) reasons: Vec<Reason>,
}

impl Draft {
    /// A claim that the words under `span` say.
    pub(crate) fn new(kind: ClaimKind, span: Span, confidence: f32) -> Self {
        Self {
            kind,
            of_item: 0,
            parties: Vec::new(),
            others: Vec::new(),
            relation: None,
            status: None,
            dates: Vec::new(),
            region: None,
            title: None,
            programme: None,
            call: None,
            session: None,
            amount: None,
            per: None,
            base: None,
            quantity: None,
            item: None,
            place: None,
            why: None,
            span,
            evidence: vec![span],
            confidence,
            reasons: Vec::new(),
        }
    }

    /// Adds a date once.
    pub(crate) fn date(&mut self, what: &'static str, dated: &Dated) {
        if !self
            .dates
            .iter()
            .any(|(known, day)| *known == what && *day == dated.day)
        {
            self.dates.push((what, dated.day));
        }
    }

    /// Adds a proof once, in order of place.
    pub(crate) fn prove(&mut self, span: Span) {
        if self.evidence.len() < MOST_PROOFS && !self.evidence.contains(&span) && !span.is_empty() {
            self.evidence.push(span);
            self.evidence.sort();
        }
    }

    /// The date that stands for the claim: of the weightiest step.
    pub(crate) fn main_day(&self) -> Option<Day> {
        let order = [
            "signed",
            "held",
            "voted",
            "delivered",
            "deadline",
            "announced",
            "established",
        ];
        let found = order
            .iter()
            .find_map(|what| self.dates.iter().find(|(known, _)| known == what));
        found.or_else(|| self.dates.first()).map(|(_, day)| *day)
    }
}
