//! Power cuts, by replaying what a program wrote: `make torture`.
//!
//! A program that writes to the record runs once under a recorder ([`journal`]); [`disk`] then gives the states in which a
//! power cut at any moment may have left its files, torn writes and lost writes included. `kill -9` proves nothing of this
//! kind: the system's cache outlives the program.
//!
//! # Invariants
//! The same seed gives the same cuts.

pub mod disk;
pub mod journal;

use std::io;

/// What keeps a power cut from being told.
#[derive(Debug, thiserror::Error)]
pub enum TortureError {
    /// A file or a program could not be used.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: &'static str,
        /// Why it failed.
        source: io::Error,
    },
    /// A program ended with an error.
    #[error("{what} failed: {said}")]
    Program {
        /// Which.
        what: &'static str,
        /// What it said.
        said: String,
    },
    /// The journal is not as the recorder writes it.
    #[error("the journal is damaged")]
    Journal,
}

impl TortureError {
    pub(crate) fn io(what: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { what, source }
    }
}
