//! What parts the cells of a table in plain text.
//!
//! In: lines. Out: the [`Layout`]: the separator, the number of columns, and the cells of a line.
//!
//! # Invariants
//! - The cells of a line are spans of the text, without white space around them.

use std::collections::BTreeMap;

use super::join::{begins_name, connects};
use crate::document::Span;
use crate::headings;
use crate::text::{Line, begins_small, trimmed};

/// What parts cells.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Separator {
    Character(char),
    /// Two or more spaces; the columns begin where the headings do, in characters.
    Columns(Vec<usize>),
}

/// How the tables of one text are written.
#[derive(Debug)]
pub(super) struct Layout {
    separator: Separator,
    pub(super) columns: usize,
}

impl Layout {
    /// Finds out how the tables of a text are written; none if it has no table.
    pub(super) fn of(text: &str, lines: &[Line<'_>]) -> Option<Self> {
        // Bars and semicolons stand in prose too: there a table has at least three columns.
        [('\t', 2), ('|', 3), (';', 3)]
            .into_iter()
            .find_map(|(character, fewest)| {
                let separator = Separator::Character(character);
                let columns = usual_width(text, lines, &separator).filter(|&columns| columns >= fewest)?;
                Some(Self { separator, columns })
            })
            .or_else(|| Self::in_columns(text, lines))
    }

    fn in_columns(text: &str, lines: &[Line<'_>]) -> Option<Self> {
        lines.iter().enumerate().find_map(|(index, line)| {
            let pieces = spaced(line);
            let cells: Vec<&str> = pieces.iter().map(|piece| piece.of(text)).collect();
            let is_table = cells.len() >= 3
                && headings::are_known(&cells)
                && lines
                    .iter()
                    .skip(index + 1)
                    .filter(|line| spaced(line).len() >= 2)
                    .take(2)
                    .count()
                    == 2;
            let starts: Vec<usize> = pieces
                .iter()
                .map(|piece| characters_before(line, *piece))
                .collect();
            is_table.then_some(Self {
                columns: starts.len(),
                separator: Separator::Columns(starts),
            })
        })
    }

    /// The cells of a line; none if nothing in it parts cells.
    pub(super) fn cells(&self, line: &Line<'_>) -> Option<Vec<Span>> {
        cells(line, &self.separator)
    }

    /// Whether a line with all its cells begins here, be it broken over the lines below.
    pub(super) fn begins_table(&self, lines: &[Line<'_>], at: usize) -> bool {
        let Some(first) = lines.get(at).and_then(|line| self.cells(line)) else {
            return false;
        };
        if first.iter().filter(|cell| !cell.is_empty()).count() < 2 {
            return false;
        }
        let mut count = first.len();
        for line in lines.iter().skip(at + 1).take_while(|line| !line.after_blank) {
            if count >= self.columns {
                break;
            }
            count += self.cells(line).map_or(1, |cells| cells.len()) - 1;
        }
        count >= self.columns
    }

    /// Whether the line above holds the beginning of this line's first cell.
    pub(super) fn continues_first_cell(&self, text: &str, lines: &[Line<'_>], at: usize) -> bool {
        let (Some(above), Some(line)) = (
            at.checked_sub(1).and_then(|above| lines.get(above)),
            lines.get(at),
        ) else {
            return false;
        };
        let Some(first) = self.cells(line).and_then(|cells| cells.first().copied()) else {
            return false;
        };
        let fits = begins_small(first.of(text)) || connects(above.text) || begins_name(above.text);
        !line.after_blank && !first.is_empty() && self.cells(above).is_none() && fits
    }
}

/// The number of cells that most lines with at least two filled ones have; of equals the larger.
/// A line of headings with more cells outweighs them: its records may be broken everywhere.
fn usual_width(text: &str, lines: &[Line<'_>], separator: &Separator) -> Option<usize> {
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    let mut headings = 0;
    for line in lines {
        if let Some(cells) = cells(line, separator)
            && cells.iter().filter(|cell| !cell.of(text).is_empty()).count() >= 2
        {
            *widths.entry(cells.len()).or_default() += 1;
            let written: Vec<&str> = cells.iter().map(|cell| cell.of(text)).collect();
            if headings == 0 && headings::are_known(&written) {
                headings = cells.len();
            }
        }
    }
    let (columns, count) = widths
        .into_iter()
        .max_by_key(|&(columns, count)| (count, columns))?;
    (count >= 2).then_some(columns.max(headings))
}

fn cells(line: &Line<'_>, separator: &Separator) -> Option<Vec<Span>> {
    match separator {
        Separator::Character(character) => split(line, *character),
        Separator::Columns(starts) => in_columns(line, starts),
    }
}

fn split(line: &Line<'_>, separator: char) -> Option<Vec<Span>> {
    // "| a | b |" has bars around it as well as between.
    let (text, offset) = match separator {
        '|' => {
            let inner = line.text.trim_start().strip_prefix('|').unwrap_or(line.text);
            let offset = line.text.len() - inner.len();
            (inner.trim_end().strip_suffix('|').unwrap_or(inner), offset)
        }
        _ => (line.text, 0),
    };
    if !line.text.contains(separator) {
        return None;
    }
    let mut start = 0;
    let mut found = Vec::new();
    for cell in text.split(separator) {
        let span = Span::new(start, start + cell.len());
        found.push(trimmed(text, span, line.start + offset));
        start = span.end + separator.len_utf8();
    }
    // "|---|---|" only draws a line.
    let is_rule = separator == '|' && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    Some(if is_rule {
        found
            .iter()
            .map(|span| Span::new(span.start, span.start))
            .collect()
    } else {
        found
    })
}

/// The pieces of a line that two or more spaces part.
fn spaced(line: &Line<'_>) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for piece in line.text.split("  ") {
        let span = trimmed(line.text, Span::new(start, start + piece.len()), line.start);
        if !span.is_empty() {
            pieces.push(span);
        }
        start += piece.len() + 2;
    }
    pieces
}

fn characters_before(line: &Line<'_>, piece: Span) -> usize {
    line.text
        .get(..piece.start - line.start)
        .map_or(0, |before| before.chars().count())
}

/// Each piece belongs to the last column that begins at or before it, one character of play given.
fn in_columns(line: &Line<'_>, starts: &[usize]) -> Option<Vec<Span>> {
    let pieces = spaced(line);
    let mut cells: Vec<Span> = vec![Span::new(line.start, line.start); starts.len()];
    let mut filled = 0;
    for piece in &pieces {
        let at = characters_before(line, *piece) + 1;
        let column = starts.partition_point(|&start| start <= at).saturating_sub(1);
        if let Some(cell) = cells.get_mut(column) {
            filled += usize::from(cell.is_empty());
            *cell = if cell.is_empty() {
                *piece
            } else {
                Span::new(cell.start, piece.end)
            };
        }
    }
    let indented = pieces
        .first()
        .is_some_and(|piece| characters_before(line, *piece) >= 2);
    (filled >= 2 || indented).then_some(cells)
}
