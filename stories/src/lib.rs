//! End-to-end stories: they start the shipped binary on 127.0.0.1 and look at it from outside, as its users do.
//!
//! In: the binary (`JUMELAGE_BIN`, or the one beside the test's own folder). Out: what it printed, answered and served.
//! The stories themselves are in `tests/stories/`, the browser's part in `browser/`.
//! The tests of `register` share its private PostgreSQL.
//!
//! # Invariants
//! - Every story has its own data folder and its own port; a server is ended by its own process id, never by its name.
//! - Nothing is sent to any address but 127.0.0.1, and every wait has an end.

mod binary;
mod browser;
mod bucket;
mod http;
mod nginx;
mod packages;
mod postgres;
mod server;
mod wait;

pub use binary::{Jumelage, Outcome, binary, workspace};
pub use browser::{Browsed, browse, browse_as};
pub use bucket::Bucket;
pub use http::{Answer, Request, Told};
pub use nginx::Nginx;
pub use packages::{npm_packages, python_packages};
pub use postgres::Database;
pub use server::Server;

use std::path::PathBuf;
use std::time::Duration;

/// What can keep a story from being told.
#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    /// The binary is not where it should be.
    #[error("there is no {}: build it with `cargo build -p cli`, or name it in JUMELAGE_BIN", path.display())]
    NoBinary {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A program could not be started or talked to.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// A program took longer than it may.
    #[error("{what} took longer than {} s", limit.as_secs())]
    TooSlow {
        /// What was awaited.
        what: String,
        /// How long.
        limit: Duration,
    },
    /// The server ended before it was ready.
    #[error("the server ended before it answered (exit code {code:?}); it said:\n{stderr}")]
    Ended {
        /// Its exit code, if it has one.
        code: Option<i32>,
        /// What it wrote to its error output.
        stderr: String,
    },
    /// The answer is not HTTP as we know it.
    #[error("the answer to {request} is not HTTP: {why}")]
    NotHttp {
        /// Method and path.
        request: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// PostgreSQL is missing, or refuses.
    #[error("no database for this test: {why}")]
    NoPostgres {
        /// What is missing and how to get it, or what it said.
        why: String,
    },
    /// The packages of a list cannot be had.
    #[error("no packages for this test: {why}")]
    NoPackages {
        /// What is missing and how to get it.
        why: String,
    },
    /// The browser's part cannot run on this machine.
    #[error("the browser story cannot run: {why}")]
    NoBrowser {
        /// What is missing and how to get it.
        why: String,
    },
}

impl StoryError {
    pub(crate) fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }
}
