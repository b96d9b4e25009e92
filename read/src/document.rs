//! What reading gives: one [`Document`] with its text, blocks and items.
//!
//! In: nothing, these are the words of this crate. Out: plain values that serialise to JSON.
//!
//! # Invariants
//! - A [`Span`] counts bytes of `Document::text` and stands on character boundaries.
//! - `Document::blocks` are ordered by their spans, which do not overlap (an image without a
//!   caption has an empty span where it stood).
//! - A [`Cell`]'s `text` is its pieces joined: by a space, or by nothing after a hyphen or an
//!   apostrophe at the end of a line.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use crate::{ReadError, Remark};

/// One file, read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// The form in which the file was written.
    pub format: Format,
    /// What the file says about itself; of a file with several items, what holds for all of them.
    pub metadata: Metadata,
    /// The text that people are shown; all spans are byte ranges of it.
    pub text: String,
    /// Headings, paragraphs, list items, tables, images and furniture in the order of the text.
    pub blocks: Vec<Block>,
    /// The posts or news items of a file with several; empty for a single one.
    pub items: Vec<Item>,
    /// What was damaged, assumed or left out.
    pub remarks: Vec<Remark>,
}

impl Document {
    /// The text under a span, empty if the span is not of this document.
    pub fn quote(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The tables of the document with the blocks that hold them, in order.
    pub fn tables(&self) -> impl Iterator<Item = (&Block, &Table)> {
        self.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some((block, table)),
            _ => None,
        })
    }

    /// The first table that has a heading containing one of the `known` lower-case words.
    ///
    /// Fails with [`ReadError::NoTable`], naming the headings that were seen instead.
    pub fn table_headed(&self, known: &[&str]) -> Result<&Table, ReadError> {
        let mut headings_seen = Vec::new();
        for (_, table) in self.tables() {
            let first = table.header.as_ref().or_else(|| table.rows.first());
            let headings: Vec<String> = first
                .map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect())
                .unwrap_or_default();
            let is_known = headings.iter().any(|heading| {
                let heading = heading.to_lowercase();
                known.iter().any(|word| heading.contains(word))
            });
            if is_known {
                return Ok(table);
            }
            headings_seen.extend(headings);
        }
        Err(ReadError::NoTable { headings_seen })
    }
}

/// The form in which a file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// One post or page as the WordPress REST interface answers it.
    #[serde(rename = "wordpress_post")]
    WordPressPost,
    /// A list of posts or pages as the WordPress REST interface answers it.
    #[serde(rename = "wordpress_posts")]
    WordPressPosts,
    /// Plain text with several dated items, each ended by a "read more" line or the next date.
    NewsList,
    /// Plain text with prose around a table whose cells may be broken over lines and pages.
    Communique,
    /// Plain text without a table.
    PlainText,
    /// A web page or a fragment of one.
    Html,
    /// Values separated by commas, semicolons or tabs, with quoting.
    Csv,
    /// A workbook (XLSX or ODS): its first sheet.
    Sheet,
}

/// What a file says about itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Metadata {
    /// The title as people read it, entities decoded.
    pub title: Option<String>,
    /// The day of publication where the publisher stands.
    pub published: Option<Date>,
    /// The instant of publication, where the file gives one.
    pub published_at: Option<Timestamp>,
    /// The day of the last change where the publisher stands.
    pub modified: Option<Date>,
    /// The instant of the last change, where the file gives one.
    pub modified_at: Option<Timestamp>,
    /// The language of the text, a BCP 47 primary tag ("fr", "uk").
    pub language: Option<String>,
    /// The public address of the page.
    pub address: Option<String>,
    /// The name of the site or body that published it.
    pub publisher: Option<String>,
    /// The name of the author.
    pub author: Option<String>,
    /// The summary given beside the text.
    pub excerpt: Option<String>,
    /// The language of the summary, which may differ from that of the text.
    pub excerpt_language: Option<String>,
    /// Tags, by name where the name is known, else by slug.
    pub tags: Vec<String>,
    /// Categories, by name where the name is known, else by slug.
    pub categories: Vec<String>,
    /// The address of the featured image.
    pub image: Option<String>,
    /// The HTML of its content, as it came; not fit to be shown before [`crate::formatted`] has gone through it.
    #[serde(skip)]
    pub html: Option<String>,
}

/// A byte range of `Document::text`, end exclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` to before `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The part of `text` under this span, empty if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether no byte lies in it.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `other` lies wholly within it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Where something stands in the source file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "in")]
pub enum Place {
    /// The file as a whole.
    #[default]
    Whole,
    /// A line of a text file and the character in it, both counted from 1.
    Text {
        /// Line, from 1.
        line: usize,
        /// Character of the line, from 1.
        column: usize,
    },
    /// A value of a JSON file.
    Json {
        /// Its JSON pointer (RFC 6901).
        pointer: String,
        /// If the value is HTML: which of its blocks, from 1.
        block: Option<usize>,
    },
    /// A block of a web page, counted from 1.
    Html {
        /// Block, from 1.
        block: usize,
    },
    /// A row of a table file or sheet, counted from 1, with its cell where one cell is meant.
    Row {
        /// Row, from 1.
        row: usize,
        /// Cell of the row, from 1.
        cell: Option<usize>,
    },
}

/// One piece of the document, with its place in the text and in the source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    /// Where it stands in `Document::text`.
    pub span: Span,
    /// Where it stands in the source file.
    pub place: Place,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading; level 1 is the title.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// One item of a list.
    ListItem {
        /// 1 for an item of an outermost list.
        depth: u8,
        /// Whether the list is numbered.
        ordered: bool,
    },
    /// A table.
    Table(Table),
    /// An image; the span is its caption, empty without one.
    Image {
        /// The text alternative.
        alt: Option<String>,
        /// The caption.
        caption: Option<String>,
        /// The address of the image file.
        address: Option<String>,
    },
    /// Text that is not content: share buttons, menus, cookie notices, date and "read more" lines.
    Furniture,
}

/// A table with its merged and broken cells put right.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Table {
    /// The headings, if the first row is known to be headings.
    pub header: Option<Row>,
    /// The records, each with at least as many cells as the table has columns.
    pub rows: Vec<Row>,
}

/// One record of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The cells from left to right.
    pub cells: Vec<Cell>,
    /// From the record's first written character to its last.
    pub span: Span,
    /// The line of the source on which it begins, from 1 (of HTML and sheets: the row).
    pub line: usize,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// The whole value, its pieces joined.
    pub text: String,
    /// Where each piece stands in `Document::text`; of a carried-over value, in the row it is from.
    pub pieces: Vec<Span>,
    /// How the value came here.
    pub origin: CellOrigin,
}

/// How a cell came by its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellOrigin {
    /// It is written in this row.
    Written,
    /// It is written in a row above and holds for this one too (a merged cell).
    CarriedOver,
    /// There is none.
    Empty,
}

/// One of several posts or news items in a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Its title and text; not its date line or "read more" line.
    pub span: Span,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its day of publication.
    pub date: Option<Date>,
    /// Its public address.
    pub address: Option<String>,
    /// Its language, a BCP 47 primary tag.
    pub language: Option<String>,
    /// Whether its text breaks off with an ellipsis.
    pub truncated: bool,
    /// Everything else it says about itself, where the format gives that.
    pub metadata: Option<Box<Metadata>>,
}
