//! Tables whose cells are parted by one character, with quoting (CSV, TSV).
//!
//! In: text, or rows that a sheet gave. Out: a [`Document`] with one table.
//!
//! # Invariants
//! - The text is composed anew (tabs between cells), so that every cell is one span of it.
//! - An empty cell is empty: nothing is carried over from above.

use crate::document::{BlockKind, Document, Format, Metadata, Place};
use crate::encoding::Decoded;
use crate::remark::{Remark, RemarkCode};
use crate::text::{Composer, Heading, WrittenCell, WrittenRow, one_line};
use crate::{ReadError, language};

/// Reads text as CSV; the separator is the one that occurs most in the first line with any.
pub(crate) fn csv_document(decoded: Decoded) -> Result<Document, ReadError> {
    let Decoded { text, remarks } = decoded;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| ReadError::Sheet {
            reason: error.to_string(),
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((
            usize::try_from(line).unwrap_or(0),
            record.iter().map(str::to_owned).collect(),
        ));
    }
    let mut document = table_document(rows, Format::Csv)?;
    document.remarks.splice(0..0, remarks);
    Ok(document)
}

/// A document of one table from numbered rows; the first row with text holds the headings.
pub(crate) fn table_document(rows: Vec<(usize, Vec<String>)>, format: Format) -> Result<Document, ReadError> {
    let rows: Vec<(usize, Vec<String>)> = rows
        .into_iter()
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()))
        .collect();
    let columns = rows
        .first()
        .map(|(_, cells)| cells.len())
        .ok_or(ReadError::Empty)?;
    let mut remarks = Vec::new();
    for (record, (line, cells)) in rows.iter().enumerate() {
        if cells.len() > columns || (format == Format::Csv && cells.len() < columns) {
            let code = RemarkCode::RowWidth {
                row: record,
                cells: cells.len(),
                expected: columns,
            };
            remarks.push(Remark::new(
                code,
                Place::Row {
                    row: *line,
                    cell: None,
                },
            ));
        }
    }
    let written = rows.into_iter().map(|(line, cells)| {
        let missing = columns.saturating_sub(cells.len());
        let cells = cells
            .iter()
            .map(|cell| one_line(cell))
            .chain(std::iter::repeat_n(String::new(), missing));
        WrittenRow {
            line,
            cells: cells.map(WrittenCell::Text).collect(),
        }
    });
    let mut composer = Composer::default();
    composer.table(written.collect(), Heading::First, Place::Whole);
    let Composer { text, blocks } = composer;
    debug_assert!(
        blocks
            .iter()
            .all(|block| matches!(block.kind, BlockKind::Table(_))),
        "one table"
    );
    let metadata = Metadata {
        language: language(&text).map(str::to_owned),
        ..Metadata::default()
    };
    Ok(Document {
        format,
        metadata,
        text,
        blocks,
        items: Vec::new(),
        remarks,
    })
}

fn separator(text: &str) -> u8 {
    let candidates = [b',', b';', b'\t', b'|'];
    let first = text
        .lines()
        .find(|line| line.bytes().any(|byte| candidates.contains(&byte)))
        .unwrap_or("");
    let count = |separator: u8| first.bytes().filter(|&byte| byte == separator).count();
    // Of equals the first: a comma is commoner than any other.
    candidates
        .into_iter()
        .rev()
        .max_by_key(|&separator| count(separator))
        .unwrap_or(b',')
}
