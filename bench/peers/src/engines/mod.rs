//! The engines that are measured, and how each is loaded.
//!
//! # Invariants
//! [`ALL`] is the order of the table: from the simplest to the one with most help, ours last.

mod exact;
mod ours;
mod scan;
mod sqlite;
mod symmetric;
mod trigrams;

use crate::error::PeersError;
use crate::help::{Helped, Scope};
use crate::names::{Names, mapped};
use crate::question::Question;
use recognise::Gazetteer;
use recognise::gazetteer::BodyId;
use std::path::Path;

/// An engine in the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// The word it is called by.
    pub(crate) word: &'static str,
    /// What the table calls it.
    pub(crate) title: &'static str,
    /// The crate whose version the table gives.
    pub(crate) package: Option<&'static str>,
    /// Whether long lists are too long for it.
    pub(crate) is_slow: bool,
    /// Whether it keeps an index on disk.
    pub(crate) has_index: bool,
}

/// Every engine.
pub(crate) const ALL: [Entry; 7] = [
    Entry {
        word: "exact",
        title: "exact look-up of normalised names",
        package: None,
        is_slow: false,
        has_index: false,
    },
    Entry {
        word: "rapidfuzz",
        title: "rapidfuzz over all names",
        package: Some("rapidfuzz"),
        is_slow: true,
        has_index: false,
    },
    Entry {
        word: "symspell",
        title: "SymSpell, distance 2",
        package: Some("symspell_rs"),
        is_slow: false,
        has_index: false,
    },
    Entry {
        word: "sqlite",
        title: "SQLite FTS5 trigram",
        package: Some("rusqlite"),
        is_slow: true,
        has_index: true,
    },
    Entry {
        word: "tantivy",
        title: "tantivy 3-gram + fuzzy",
        package: Some("tantivy"),
        is_slow: true,
        has_index: true,
    },
    Entry {
        word: "jumelage",
        title: "Jumelage, name by name",
        package: None,
        is_slow: false,
        has_index: true,
    },
    Entry {
        word: "jumelage-documents",
        title: "Jumelage, the names of a document together",
        package: None,
        is_slow: false,
        has_index: false,
    },
];

/// The answer to one question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    /// At most five bodies, best first.
    pub(crate) picks: Vec<BodyId>,
    /// Whether the engine would rather name none.
    pub(crate) abstains: bool,
}

/// Anything that answers questions.
pub(crate) trait Engine {
    /// The answers, one a question, in order.
    fn answers(&mut self, questions: &[Question]) -> Result<Vec<Answer>, PeersError>;
}

/// A peer, before it is helped.
pub(crate) trait Peer {
    /// Adds places of names near `key`; it may add names outside `scope` only if it cannot know better.
    fn near(&mut self, key: &str, scope: &Scope, found: &mut Vec<u32>) -> Result<(), PeersError>;
}

/// The files of a run.
pub(crate) struct Files<'f>(pub(crate) &'f Path);

impl Files<'_> {
    /// Opens the searchable gazetteer.
    pub(crate) fn gazetteer(&self) -> Result<&'static Gazetteer<'static>, PeersError> {
        let bytes = mapped(&self.0.join("gazetteer.bin"))?;
        let opened = Gazetteer::open(bytes).map_err(|error| PeersError::Gazetteer(error.to_string()))?;
        Ok(Box::leak(Box::new(opened)))
    }

    fn names(&self) -> Result<&'static Names, PeersError> {
        Ok(Box::leak(Box::new(Names::open(&self.0.join("names.bin"))?)))
    }
}

/// Prepares what an engine keeps on disk; `packed` is the committed gazetteer.
pub(crate) fn build(word: &str, files: &Files<'_>, packed: &Path) -> Result<(), PeersError> {
    match word {
        "jumelage" => ours::build(packed, &files.0.join("gazetteer.bin")),
        "names" => crate::names::write(files.gazetteer()?, &files.0.join("names.bin")).map(drop),
        "sqlite" => sqlite::build(files.names()?, &files.0.join("sqlite.db")),
        "tantivy" => trigrams::build(files.names()?, &files.0.join("tantivy")),
        _ => Ok(()),
    }
}

/// Loads an engine, ready to answer.
pub(crate) fn load(word: &str, files: &Files<'_>) -> Result<Box<dyn Engine>, PeersError> {
    let gazetteer = files.gazetteer()?;
    if let Some(ours) = ours::load(word, gazetteer) {
        return Ok(ours);
    }
    let names = files.names()?;
    match word {
        "exact" => Ok(helped(exact::Exact::over(names), names, gazetteer)),
        "rapidfuzz" => Ok(helped(scan::Scan::over(names), names, gazetteer)),
        "symspell" => Ok(helped(symmetric::Symmetric::over(names), names, gazetteer)),
        "sqlite" => Ok(helped(
            sqlite::Sqlite::open(&files.0.join("sqlite.db"))?,
            names,
            gazetteer,
        )),
        "tantivy" => Ok(helped(
            trigrams::Trigrams::open(&files.0.join("tantivy"))?,
            names,
            gazetteer,
        )),
        other => Err(PeersError::Usage(format!("“{other}” is not an engine"))),
    }
}

fn helped<P: Peer + 'static>(
    peer: P,
    names: &'static Names,
    gazetteer: &'static Gazetteer<'static>,
) -> Box<dyn Engine> {
    Box::new(Helped::new(peer, names, gazetteer))
}

/// The runs of three letters of a key, its ends marked by a space as PostgreSQL's `pg_trgm` does, each once.
fn three_letters(key: &str) -> Vec<String> {
    let letters: Vec<char> = std::iter::once(' ').chain(key.chars()).chain([' ']).collect();
    let mut runs: Vec<String> = letters.windows(3).map(|run| run.iter().collect()).collect();
    runs.sort();
    runs.dedup();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_three_letters_mark_the_ends_of_the_name() {
        assert_eq!(three_letters("lyon"), [" ly", "lyo", "on ", "yon"]);
        assert_eq!(three_letters("eu"), [" eu", "eu "]);
    }
}
