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
use crate::{ReadError, headings, language};

/// Lines in which the separator is counted.
const SAMPLED: usize = 25;

/// Reads text as CSV; the separator is the one that the usual line has most of.
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

/// A row with its line.
type NumberedRow = (usize, Vec<String>);

/// A document of one table from numbered rows: the first row of several cells holds the headings, unless it holds
/// values; lines of one cell before and after the table are prose.
pub(crate) fn table_document(rows: Vec<NumberedRow>, format: Format) -> Result<Document, ReadError> {
    let mut rows: Vec<NumberedRow> = rows.into_iter().filter(|(_, cells)| filled(cells) > 0).collect();
    let is_row = |(_, cells): &NumberedRow| !is_note(cells);
    let first = rows.iter().position(is_row).unwrap_or(0);
    let above: Vec<NumberedRow> = rows.drain(..first).collect();
    let is_row = |(_, cells): &NumberedRow| !is_note(cells) || words(cells) < FOOTNOTE;
    let last = rows.iter().rposition(is_row).map_or(rows.len(), |last| last + 1);
    let below: Vec<NumberedRow> = rows.drain(last..).collect();
    let columns = rows
        .first()
        .map(|(_, cells)| cells.len())
        .ok_or(ReadError::Empty)?;
    let heading = rows.first().map_or(Heading::First, |(_, cells)| {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        if columns > 1 && rows.len() > 1 && headings::are_values(&cells) {
            Heading::None
        } else {
            Heading::First
        }
    });
    let remarks = widths(&rows, columns, format);
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
    note_lines(&mut composer, &above);
    composer.table(written.collect(), heading, Place::Whole);
    note_lines(&mut composer, &below);
    let Composer { text, blocks } = composer;
    let title = above.iter().find_map(|(_, cells)| note(cells)).map(str::to_owned);
    let metadata = Metadata {
        title,
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

/// Remarks on rows with more or fewer cells than there are columns.
fn widths(rows: &[NumberedRow], columns: usize, format: Format) -> Vec<Remark> {
    let is_odd = |cells: usize| cells > columns || (format == Format::Csv && cells < columns);
    rows.iter()
        .enumerate()
        .filter(|(_, (_, cells))| is_odd(cells.len()))
        .map(|(record, (line, cells))| {
            let code = RemarkCode::RowWidth {
                row: record,
                cells: cells.len(),
                expected: columns,
            };
            let place = Place::Row {
                row: *line,
                cell: None,
            };
            Remark::new(code, place)
        })
        .collect()
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// A footnote has at least so many words; fewer are a row left unfinished.
const FOOTNOTE: usize = 4;

/// Whether only the first of several cells is filled.
fn is_note(cells: &[String]) -> bool {
    cells.len() > 1 && filled(cells) == 1 && cells.first().is_some_and(|first| !first.trim().is_empty())
}

fn words(cells: &[String]) -> usize {
    cells.iter().map(|cell| cell.split_whitespace().count()).sum()
}

/// The words of a line of one cell, without the mark of a comment.
fn note(cells: &[String]) -> Option<&str> {
    let words = cells.iter().find(|cell| !cell.trim().is_empty())?;
    Some(words.trim().trim_start_matches('#').trim())
}

fn note_lines(composer: &mut Composer, lines: &[NumberedRow]) {
    for (line, cells) in lines {
        if let Some(words) = note(cells) {
            let place = Place::Row {
                row: *line,
                cell: None,
            };
            composer.block(&one_line(words), BlockKind::Paragraph, place);
        }
    }
}

fn separator(text: &str) -> u8 {
    let candidates = [b',', b';', b'\t', b'|'];
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.bytes().any(|byte| candidates.contains(&byte)))
        .take(SAMPLED)
        .collect();
    // Every row has the separators of its columns; other marks stand in some cells only.
    let count = |separator: u8| {
        let counts = lines
            .iter()
            .map(|line| line.bytes().filter(|&byte| byte == separator).count());
        let mut counts: Vec<usize> = counts.collect();
        counts.sort_unstable();
        counts
            .get(counts.len().saturating_sub(1) / 2)
            .copied()
            .unwrap_or(0)
    };
    // Of equals the first: a comma is commoner than any other.
    candidates
        .into_iter()
        .rev()
        .max_by_key(|&separator| count(separator))
        .unwrap_or(b',')
}
