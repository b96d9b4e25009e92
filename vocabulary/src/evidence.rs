//! Why the record believes a fact: a document, a statement, or a derivation.
//!
//! # Invariants
//! There is no fact without evidence. Quotes shown to the public have at most
//! [`Evidence::QUOTE_LIMIT`] characters (right of quotation).

use crate::{EvidenceId, Moment, Quote, RevisionId};
use serde::{Deserialize, Serialize};

/// One proof of one or more facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its key.
    pub id: EvidenceId,
    /// What proves it.
    pub kind: EvidenceKind,
}

/// The three sorts of proof.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A place in a document that was read.
    Document {
        /// The exact bytes that were read.
        revision: RevisionId,
        /// The pieces, with their offsets.
        quotes: Vec<Quote>,
        /// When it was read.
        read_on: Moment,
    },
    /// Somebody said so: a form, a handshake, a vote.
    Statement {
        /// Who said it.
        by: String,
        /// On behalf of which body.
        on_behalf_of: Option<String>,
        /// When.
        made_at: Moment,
        /// What was said.
        words: String,
    },
    /// Worked out from other facts by a rule.
    Derived {
        /// Name of the rule.
        rule: String,
        /// Its version.
        version: u32,
        /// The inputs, as the rule names them.
        inputs: Vec<String>,
    },
}

impl Evidence {
    /// Most characters of one quote that the public sees.
    pub const QUOTE_LIMIT: usize = 300;
}
