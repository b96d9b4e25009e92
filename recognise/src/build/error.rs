//! Why a gazetteer could not be built.
//!
//! # Invariants
//! Each message names the file, the place in it, what was wrong and what to do.

use vocabulary::{AuthorityCode, CodeError};

/// Why a gazetteer could not be built; a source that is damaged in any row stops the build, because a gazetteer
/// with a silent gap is worse than none.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A JSON source that does not have the form known here.
    #[error("{file}: {source}; fetch the package again, or adapt the builder to its new form")]
    Json {
        /// The file as named in the sources lock.
        file: &'static str,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// A workbook that cannot be read.
    #[error("{file}: {source}")]
    Sheet {
        /// The file as named in the sources lock.
        file: &'static str,
        /// What the reader says.
        source: read::ReadError,
    },
    /// A row of a table without the form known here.
    #[error("{file}, line {line}: {reason}; correct this row")]
    Row {
        /// The file.
        file: &'static str,
        /// Its line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A row that gives a code of the wrong shape.
    #[error("{file}: {source}; correct the row with this code")]
    Code {
        /// The file.
        file: &'static str,
        /// What is wrong with it.
        source: CodeError,
    },
    /// A curated row about a body that no source knows.
    #[error("{file}, line {line}: no source has the body “{code}”; correct its code or remove the row")]
    NoSuchBody {
        /// The file.
        file: &'static str,
        /// Its line, from 1.
        line: usize,
        /// The code.
        code: AuthorityCode,
    },
    /// Two bodies with one primary code.
    #[error(
        "“{code}” is the primary code of two bodies, “{first}” and “{second}”; one of the sources is at fault"
    )]
    SharedCode {
        /// The code.
        code: AuthorityCode,
        /// The name of the first.
        first: String,
        /// The name of the second.
        second: String,
    },
    /// A body that points to a parent, seat or successor that is not there.
    #[error("“{code}” points to “{missing}”, which no source has; one of the sources is at fault")]
    Dangling {
        /// The body that points.
        code: AuthorityCode,
        /// What it points to.
        missing: AuthorityCode,
    },
}
