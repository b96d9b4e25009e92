//! Lines and blocks of a text under construction.
//!
//! In: text. Out: its [`Line`]s with their places, or a [`Composer`] that writes a new text and
//! keeps the span of each block.
//!
//! # Invariants
//! - A composed text has blocks parted by one blank line, list items of one list by a line end.

use crate::ReadError;
use crate::document::{Block, BlockKind, Cell, CellOrigin, Place, Row, Span, Table};

/// The most lines with text that one file may have.
const MAX_LINES: usize = 4_000_000;

/// One line of a text that is not blank, without its line end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'t> {
    /// From 1, blank lines counted.
    pub(crate) number: usize,
    /// Byte offset in the text.
    pub(crate) start: usize,
    pub(crate) text: &'t str,
    /// Whether a blank line, or nothing, stands before it.
    pub(crate) after_blank: bool,
}

impl Line<'_> {
    /// The line without the white space around it.
    pub(crate) fn trimmed(&self) -> Span {
        trimmed(self.text, Span::new(0, self.text.len()), self.start)
    }

    /// Line and character of a byte offset that lies in this line.
    pub(crate) fn place(&self, offset: usize) -> Place {
        let before = self.text.get(..offset.saturating_sub(self.start)).unwrap_or("");
        Place::Text {
            line: self.number,
            column: before.chars().count() + 1,
        }
    }
}

/// The part `span` of `text` without white space around it, moved by `offset`.
pub(crate) fn trimmed(text: &str, span: Span, offset: usize) -> Span {
    let part = span.of(text);
    let start = span.start + (part.len() - part.trim_start().len());
    let end = start.max(span.start + part.trim_end().len());
    Span::new(offset + start, offset + end)
}

/// The lines of a text that are not blank.
pub(crate) fn lines(text: &str) -> Result<Vec<Line<'_>>, ReadError> {
    let mut start = 0;
    let mut after_blank = true;
    let mut found = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let is_blank = line.trim().is_empty();
        if !is_blank {
            found.push(Line {
                number: index + 1,
                start,
                text: line,
                after_blank,
            });
        }
        // A line of tabs alone is an empty row, not a gap.
        after_blank = is_blank && !line.contains('\t');
        start += line.len() + 1;
        if found.len() > MAX_LINES {
            return Err(ReadError::TooManyLines { limit: MAX_LINES });
        }
    }
    Ok(found)
}

/// The first character that is a letter or figure is a small letter.
pub(crate) fn begins_small(text: &str) -> bool {
    text.chars()
        .find(|character| character.is_alphanumeric())
        .is_some_and(char::is_lowercase)
}

/// A text that is being written block by block.
#[derive(Debug, Default)]
pub(crate) struct Composer {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
}

impl Composer {
    /// What has been written since there were `count` blocks.
    pub(crate) fn span_since(&self, count: usize) -> Span {
        let end = self.text.len();
        Span::new(self.blocks.get(count).map_or(end, |block| block.span.start), end)
    }

    /// Writes one block of running text; of empty text only an image leaves a block.
    pub(crate) fn block(&mut self, text: &str, kind: BlockKind, place: Place) {
        if text.is_empty() {
            if matches!(kind, BlockKind::Image { .. }) {
                let here = self.text.len();
                self.blocks.push(Block {
                    span: Span::new(here, here),
                    place,
                    kind,
                });
            }
            return;
        }
        self.part(&kind);
        let start = self.text.len();
        self.text.push_str(text);
        self.blocks.push(Block {
            span: Span::new(start, self.text.len()),
            place,
            kind,
        });
    }

    /// Writes a table, cells parted by tabs and rows by line ends.
    pub(crate) fn table(&mut self, rows: Vec<WrittenRow>, heading: Heading, place: Place) {
        if rows.is_empty() {
            return;
        }
        self.part(&BlockKind::Table(Table::default()));
        let start = self.text.len();
        let mut done: Vec<Row> = Vec::new();
        for row in rows {
            if !done.is_empty() {
                self.text.push('\n');
            }
            let written = self.row(row, &done);
            done.push(written);
        }
        let header = match heading {
            Heading::First => Some(done.remove(0)),
            Heading::None => None,
        };
        let kind = BlockKind::Table(Table { header, rows: done });
        self.blocks.push(Block {
            span: Span::new(start, self.text.len()),
            place,
            kind,
        });
    }

    fn row(&mut self, row: WrittenRow, above: &[Row]) -> Row {
        let start = self.text.len();
        let mut cells = Vec::with_capacity(row.cells.len());
        for (column, cell) in row.cells.into_iter().enumerate() {
            if column > 0 {
                self.text.push('\t');
            }
            cells.push(match cell {
                WrittenCell::Text(text) if text.is_empty() => Cell {
                    text,
                    pieces: Vec::new(),
                    origin: CellOrigin::Empty,
                },
                WrittenCell::Text(text) => {
                    let from = self.text.len();
                    self.text.push_str(&text);
                    let pieces = vec![Span::new(from, self.text.len())];
                    Cell {
                        text,
                        pieces,
                        origin: CellOrigin::Written,
                    }
                }
                WrittenCell::FromAbove => {
                    let source = above.last().and_then(|row| row.cells.get(column));
                    let (text, pieces) = source
                        .map(|cell| (cell.text.clone(), cell.pieces.clone()))
                        .unwrap_or_default();
                    let origin = if pieces.is_empty() {
                        CellOrigin::Empty
                    } else {
                        CellOrigin::CarriedOver
                    };
                    Cell { text, pieces, origin }
                }
            });
        }
        Row {
            cells,
            span: Span::new(start, self.text.len()),
            line: row.line,
        }
    }

    fn part(&mut self, kind: &BlockKind) {
        if self.text.is_empty() {
            return;
        }
        let after_item = self
            .blocks
            .last()
            .is_some_and(|block| matches!(block.kind, BlockKind::ListItem { .. }));
        let is_item = matches!(kind, BlockKind::ListItem { .. });
        self.text
            .push_str(if after_item && is_item { "\n" } else { "\n\n" });
    }
}

/// Whether the first row of a table holds its headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    First,
    None,
}

/// A row to be written.
pub(crate) struct WrittenRow {
    pub(crate) line: usize,
    pub(crate) cells: Vec<WrittenCell>,
}

/// A cell to be written.
pub(crate) enum WrittenCell {
    Text(String),
    /// A merged cell: the value of the row above holds.
    FromAbove,
}

/// One line of text out of many: white space becomes one space, tabs and line ends too.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(
            word.chars()
                .map(|character| if character < ' ' { '\u{fffd}' } else { character }),
        );
    }
    line
}
