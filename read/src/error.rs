//! Why a file could not be read at all.
//!
//! In: nothing. Out: [`ReadError`], one variant per thing the caller can do about it.
//!
//! # Invariants
//! - Serialised, an error is its code and its fields, without the sentence.
//! - Each message says what was wrong, where, and what to do.

/// Why a file could not be read at all; a file that is damaged in part is read, with remarks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum ReadError {
    /// There is no text in the file.
    #[error("the file is empty: give a file with text in it")]
    Empty,
    /// The file is larger than is read.
    #[error("the file has {bytes} bytes, more than the {limit} that are read: split it into several files")]
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The most that is read, in bytes.
        limit: usize,
    },
    /// The file has more lines than are read.
    #[error("the file has more than {limit} lines with text: split it into several files")]
    TooManyLines {
        /// The most lines that are read.
        limit: usize,
    },
    /// The bytes are not text in any encoding known here.
    #[error("the file is not text but {seen}: {remedy}")]
    NotText {
        /// What the first bytes look like.
        seen: &'static str,
        /// What the caller can do.
        remedy: &'static str,
    },
    /// JSON with a mistake in it.
    #[error(
        "line {line}, column {column}: not valid JSON ({reason}): correct it there or fetch the file again"
    )]
    InvalidJson {
        /// Line of the mistake, from 1.
        line: usize,
        /// Column of the mistake, from 1.
        column: usize,
        /// What the parser says of it.
        reason: String,
    },
    /// JSON that stops before its end.
    #[error(
        "the JSON breaks off at line {line}, column {column}: the file was cut short, fetch it again whole"
    )]
    TruncatedJson {
        /// The last line, from 1.
        line: usize,
        /// The last column, from 1.
        column: usize,
    },
    /// JSON that is no post and no list of posts.
    #[error(
        "{pointer:?}: this JSON is not a WordPress post or a list of posts (its keys: {}): give the answer of /wp-json/wp/v2/posts",
        listed(keys_seen)
    )]
    NotWordPress {
        /// JSON pointer of what was looked at.
        pointer: String,
        /// The keys found there, the first ten.
        keys_seen: Vec<String>,
    },
    /// A post without text.
    #[error(
        "{pointer}: the post has no content: fetch it without `_fields`, and with a login if it is protected"
    )]
    NoContent {
        /// JSON pointer of what is missing.
        pointer: String,
    },
    /// A table was asked for and none has a heading that is known.
    #[error(
        "no table with a known heading (headings seen: {}): put a row of headings above the table, such as region, lead, partner, title",
        listed(headings_seen)
    )]
    NoTable {
        /// The headings of the tables that are there.
        headings_seen: Vec<String>,
    },
    /// A form of file that is not read.
    #[error("the file is {seen}: {remedy}")]
    UnknownFormat {
        /// What it looks like.
        seen: &'static str,
        /// What the caller can do.
        remedy: &'static str,
    },
    /// A workbook or table file that cannot be opened.
    #[error("the sheet cannot be read ({reason}): save it again as XLSX, ODS or CSV")]
    Sheet {
        /// What the parser says of it.
        reason: String,
    },
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}
