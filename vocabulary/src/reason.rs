//! Why the machine says what it says: a code and its parameters, never a sentence.
//!
//! Pages turn a reason into words with the translation key `reason.<code>`.
//!
//! # Invariants
//! A reason names at least one fact of the case in its parameters, or its code alone says all there is.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One machine-readable reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reason {
    /// What kind of reason, in snake case, for example `named_together`.
    pub code: String,
    /// The facts it speaks of, by name.
    #[serde(default)]
    pub params: BTreeMap<String, String>,
}

impl Reason {
    /// A reason that its code says alone.
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            params: BTreeMap::new(),
        }
    }

    /// The same reason with one more fact.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}
