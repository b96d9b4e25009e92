//! What was damaged, assumed or left out of a document that could still be read.
//!
//! In: nothing. Out: [`Remark`], a code with parameters and a place; its `Display` is an English
//! sentence for people, pages translate by the code.
//!
//! # Invariants
//! - No field holds a sentence of ours.

use std::fmt;

use serde::Serialize;

use crate::Place;

/// One remark about one place of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// What there is to say, with its parameters.
    #[serde(flatten)]
    pub code: RemarkCode,
    /// Where.
    pub place: Place,
}

/// What there is to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum RemarkCode {
    /// The file names no encoding and is not UTF-8; this one was taken.
    EncodingAssumed {
        /// Its name, as in the Encoding Standard.
        encoding: String,
    },
    /// Bytes that mean nothing in the encoding were replaced by U+FFFD.
    UndecodableBytes {
        /// The encoding.
        encoding: String,
        /// How many characters were replaced.
        count: usize,
    },
    /// Control characters were replaced by U+FFFD or a space.
    ControlCharacters {
        /// How many.
        count: usize,
    },
    /// The text is in another language than the file says; the text was believed.
    LanguageDisagrees {
        /// What the file says.
        stated: String,
        /// What the words of the text are.
        found: String,
    },
    /// The summary is in another language than the text.
    ExcerptInOtherLanguage {
        /// The language of the summary.
        excerpt: String,
        /// The language of the text.
        text: String,
    },
    /// A date that does not exist or cannot be read.
    UnreadableDate {
        /// As it is written.
        written: String,
    },
    /// A dated item has no text.
    EmptyItem,
    /// One of several posts has no content and was left out.
    PostWithoutContent,
    /// An element of the list is no post and was left out.
    NotAPost,
    /// The list of posts breaks off; the posts before were kept.
    TruncatedList {
        /// How many posts were kept.
        kept: usize,
    },
    /// The HTML is too deep, too large or too tangled for a tree; its tags were stripped instead.
    HtmlStripped {
        /// Its size in bytes.
        bytes: usize,
        /// How deep its tags are nested.
        depth: usize,
    },
    /// A row has more or fewer cells than the table has columns; it was kept.
    RowWidth {
        /// The record, counted from 1 without the headings.
        row: usize,
        /// Its cells.
        cells: usize,
        /// The table's columns.
        expected: usize,
    },
    /// The headings were repeated on a new page and left out there.
    HeaderRepeated,
    /// The first row has no word known as a heading; it was kept as a record.
    HeadingUnknown {
        /// Its cells.
        headings_seen: Vec<String>,
    },
    /// The workbook has more sheets than the first, which alone was read.
    OtherSheets {
        /// How many were not read.
        count: usize,
    },
}

impl Remark {
    pub(crate) fn new(code: RemarkCode, place: Place) -> Self {
        Self { code, place }
    }

    pub(crate) fn on_line(code: RemarkCode, line: usize) -> Self {
        Self {
            code,
            place: Place::Text { line, column: 1 },
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place != Place::Whole {
            write!(f, "{}: ", self.place)?;
        }
        self.code.fmt(f)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Whole => f.write_str("the file"),
            Place::Text { line, column } => write!(f, "line {line}, column {column}"),
            Place::Json { pointer, block: None } => write!(f, "{pointer}"),
            Place::Json {
                pointer,
                block: Some(block),
            } => write!(f, "{pointer}, block {block}"),
            Place::Html { block } => write!(f, "block {block}"),
            Place::Row { row, cell: None } => write!(f, "row {row}"),
            Place::Row {
                row,
                cell: Some(cell),
            } => write!(f, "row {row}, cell {cell}"),
        }
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code; split, the sentences could not be read together"
)]
impl fmt::Display for RemarkCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EncodingAssumed { encoding } => {
                write!(
                    f,
                    "not UTF-8, read as {encoding}: save the file as UTF-8 if letters look wrong"
                )
            }
            Self::UndecodableBytes { encoding, count } => write!(
                f,
                "{count} characters are not valid {encoding} and were replaced: save the file again as UTF-8"
            ),
            Self::ControlCharacters { count } => {
                write!(
                    f,
                    "{count} control characters were replaced: remove them from the file"
                )
            }
            Self::LanguageDisagrees { stated, found } => {
                write!(
                    f,
                    "stated as {stated:?} but written in {found:?}: correct the language of the page"
                )
            }
            Self::ExcerptInOtherLanguage { excerpt, text } => {
                write!(
                    f,
                    "the summary is in {excerpt:?}, the text in {text:?}: translate the summary"
                )
            }
            Self::UnreadableDate { written } => {
                write!(
                    f,
                    "{written:?} is no date: write it as 2025-06-21 or 21 June 2025"
                )
            }
            Self::EmptyItem => f.write_str("this date has no text under it: add the text or remove the date"),
            Self::PostWithoutContent => {
                f.write_str("this post has no content and was left out: fetch it without `_fields`")
            }
            Self::NotAPost => f.write_str("this is no post and was left out: remove it from the list"),
            Self::TruncatedList { kept } => {
                write!(
                    f,
                    "the list breaks off here, {kept} posts were kept: fetch the file again whole"
                )
            }
            Self::HtmlStripped { bytes, depth } => write!(
                f,
                "the HTML ({bytes} bytes, {depth} levels) is too large or too deeply nested: only its text was kept, simplify the page"
            ),
            Self::RowWidth { row, cells, expected } => write!(
                f,
                "record {row} has {cells} cells where the table has {expected} columns: add or remove separators"
            ),
            Self::HeaderRepeated => {
                f.write_str("the headings stand here again and were left out: nothing to do")
            }
            Self::HeadingUnknown { headings_seen } => write!(
                f,
                "no known heading in the first row ({}): put a row of headings above the table",
                headings_seen.join(", ")
            ),
            Self::OtherSheets { count } => {
                write!(
                    f,
                    "{count} further sheets were not read: save each sheet as a file of its own"
                )
            }
        }
    }
}
