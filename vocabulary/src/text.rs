//! Texts that people read, in one original language with versions in others.
//!
//! # Invariants
//! - There is exactly one original; every version says of which original revision it is.
//! - A version of an older original is stale and must be shown as such.

use crate::Language;
use serde::{Deserialize, Serialize};

/// A text with its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The language it was written in.
    pub language: Language,
    /// The words.
    pub original: String,
    /// Counts up each time the original changes, from 1.
    pub revision: u32,
    /// The versions in other languages.
    #[serde(default)]
    pub versions: Vec<TextVersion>,
}

/// A version of a text in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextVersion {
    /// Its language.
    pub language: Language,
    /// The words.
    pub words: String,
    /// Made by a person or a machine.
    pub maker: VersionMaker,
    /// Of which revision of the original.
    pub of_revision: u32,
    /// Draft or published.
    pub state: VersionState,
}

/// Who made a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionMaker {
    /// A person.
    Person,
    /// A machine; pages say so.
    Machine,
}

/// Whether a version is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionState {
    /// Not shown to the public.
    Draft,
    /// Shown.
    Published,
}

impl Text {
    /// A text with no versions yet.
    pub fn new(language: Language, original: impl Into<String>) -> Self {
        Self {
            language,
            original: original.into(),
            revision: 1,
            versions: Vec::new(),
        }
    }

    /// The words for a reader: a published version in `language` if there is one, else the original.
    ///
    /// The second value is the language the words are in.
    pub fn for_reader(&self, language: Language) -> (&str, Language) {
        self.versions
            .iter()
            .find(|version| version.language == language && version.state == VersionState::Published)
            .map_or((self.original.as_str(), self.language), |version| {
                (version.words.as_str(), language)
            })
    }
}
