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
    /// An office file that cannot be opened.
    #[error("the file cannot be opened ({reason}): save it again as DOCX, ODT, XLSX, ODS or CSV")]
    Office {
        /// What is wrong with it.
        reason: String,
    },
    /// A PDF that gives no text.
    #[error("{}", said_of_pdf(*fault))]
    Pdf {
        /// What is wrong with it.
        fault: PdfFault,
    },
    /// Reading it took more than a document may take.
    #[error(
        "reading the file takes more than {seconds} s, or more memory than a file may take: open it, and save it anew or in parts"
    )]
    TooCostly {
        /// The longest that reading may take.
        seconds: u64,
    },
    /// A workbook or table file that cannot be opened.
    #[error("the sheet cannot be read ({reason}): save it again as XLSX, ODS or CSV")]
    Sheet {
        /// What the parser says of it.
        reason: String,
    },
}

/// What is wrong with a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PdfFault {
    /// It opens with a password only.
    Encrypted,
    /// It is damaged, or none.
    Damaged,
    /// It holds pictures of text, and no text.
    NoText,
    /// It holds more text than is read.
    TooLong,
    /// The program that reads PDFs is not installed.
    NoReader,
}

fn said_of_pdf(fault: PdfFault) -> &'static str {
    match fault {
        PdfFault::Encrypted => "the PDF opens with a password only: save it without one",
        PdfFault::Damaged => "the PDF is damaged: open it and save it anew, or give its text",
        PdfFault::NoText => {
            "the PDF has no text layer, only pictures: run it through text recognition (OCR) first"
        }
        PdfFault::TooLong => "the PDF has more text than is read: split it into several files",
        PdfFault::NoReader => {
            "PDFs are read by pdftotext, which is not installed; on Debian or Ubuntu: sudo apt-get install poppler-utils"
        }
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}
