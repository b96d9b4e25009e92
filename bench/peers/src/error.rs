//! What keeps the table from being made.

use std::path::Path;

/// One variant for each thing the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PeersError {
    /// The call is not understood.
    #[error("{0}; usage: peers [--gazetteer FILE] [--sample COUNT] FILE...")]
    Usage(String),
    /// A file or a process did not do its part.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// A row of a file of questions is not as it should be.
    #[error("{file}, row {row}: {what}")]
    Row {
        /// The file.
        file: String,
        /// The row, counted from one.
        row: usize,
        /// What is wrong with it.
        what: String,
    },
    /// The gazetteer, or a file made of it, cannot be read.
    #[error("{0}")]
    Gazetteer(String),
    /// An engine failed.
    #[error("{engine}: {why}")]
    Engine {
        /// Which.
        engine: &'static str,
        /// What it said.
        why: String,
    },
}

impl PeersError {
    /// A failure of the file or folder at `path`.
    pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let what = path.display().to_string();
        move |source| Self::Io { what, source }
    }

    /// A failure inside an engine.
    pub(crate) fn of<E: std::fmt::Display>(engine: &'static str) -> impl Fn(E) -> Self {
        move |error| Self::Engine {
            engine,
            why: error.to_string(),
        }
    }
}
