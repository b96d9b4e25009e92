//! Lines into records.
//!
//! In: the lines of a table, ragged as they are. Out: a table whose records are whole.
//!
//! # Invariants
//! - A record begins where a lead is named; all else continues the record above it.
//! - Carried-over values come only from the first two columns: the group and the lead.

use super::join::{connects, joined};
use super::separator::Layout;
use crate::document::{Block, BlockKind, Cell, CellOrigin, Row, Span, Table};
use crate::headings;
use crate::remark::{Remark, RemarkCode};
use crate::text::{Line, begins_small};

/// A sentence that follows a table without a blank line has at least so many words.
const SENTENCE: usize = 6;

/// A record while its pieces come in.
#[derive(Debug, Clone, Default)]
struct Draft {
    line: usize,
    /// The pieces of each cell.
    cells: Vec<Vec<Span>>,
}

impl Draft {
    fn filled(&self) -> Vec<usize> {
        let cells = self.cells.iter().enumerate();
        cells
            .filter(|(_, pieces)| !pieces.is_empty())
            .map(|(column, _)| column)
            .collect()
    }

    fn cell(&self, column: usize) -> &[Span] {
        self.cells.get(column).map_or(&[], Vec::as_slice)
    }

    fn span(&self) -> Span {
        let pieces = || self.cells.iter().flatten();
        Span::new(
            pieces().map(|piece| piece.start).min().unwrap_or(0),
            pieces().map(|piece| piece.end).max().unwrap_or(0),
        )
    }
}

/// What a line without separators is.
enum Role {
    Continues,
    OpensNext,
    PageNumber,
    /// The name of a group of rows, on a line of its own.
    Group,
    Prose,
}

/// Whether words are all in capitals.
fn is_loud(words: &str) -> bool {
    let letters = || words.chars().filter(|sign| sign.is_alphabetic());
    letters().count() > 3 && letters().all(char::is_uppercase)
}

/// Puts tables together; the headings of the first hold for those after it.
pub(super) struct Assembler<'t> {
    text: &'t str,
    layout: &'t Layout,
    header: Option<Row>,
    carried: Vec<Cell>,
    pub(super) remarks: Vec<Remark>,
}

/// The records of one table as they come in.
#[derive(Default)]
struct Records {
    done: Vec<Draft>,
    current: Option<Draft>,
    opening: Option<Span>,
}

impl<'t> Assembler<'t> {
    pub(super) fn new(text: &'t str, layout: &'t Layout) -> Self {
        Self {
            text,
            layout,
            header: None,
            carried: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Reads the table that begins at line `at`; gives the first line after it.
    pub(super) fn table(&mut self, lines: &[Line<'_>], at: usize, blocks: &mut Vec<Block>) -> usize {
        let last_row = (at..lines.len()).rev().find(|&index| {
            lines
                .get(index)
                .and_then(|line| self.layout.cells(line))
                .is_some()
        });
        let mut records = Records::default();
        let mut next = at;
        while let Some(line) = lines.get(next) {
            self.drop_repeated_header(&mut records);
            if let Some(cells) = self.layout.cells(line) {
                self.row(&mut records, line, cells);
            } else {
                match self.role(&records, lines, next, last_row) {
                    Role::Continues => continue_last_cell(&mut records, line),
                    Role::OpensNext => records.opening = Some(line.trimmed()),
                    Role::PageNumber => {}
                    Role::Group => {
                        let group = Draft {
                            line: line.number,
                            cells: vec![vec![line.trimmed()]],
                        };
                        records.done.extend(records.current.replace(group));
                    }
                    Role::Prose => break,
                }
            }
            next += 1;
        }
        self.drop_repeated_header(&mut records);
        records.done.extend(records.current.take());
        let last = next.checked_sub(1).and_then(|last| lines.get(last));
        if let (Some(first), Some(last), false) = (lines.get(at), last, records.done.is_empty()) {
            let span = Span::new(first.trimmed().start, last.trimmed().end);
            let kind = BlockKind::Table(self.finished(records.done));
            blocks.push(Block {
                span,
                place: first.place(span.start),
                kind,
            });
        }
        next
    }

    /// Takes up a line with separators: more of the record above, or a new one.
    fn row(&self, records: &mut Records, line: &Line<'_>, spans: Vec<Span>) {
        let mut cells: Vec<Vec<Span>> = spans
            .into_iter()
            .map(|span| if span.is_empty() { Vec::new() } else { vec![span] })
            .collect();
        while cells.len() > self.layout.columns && cells.last().is_some_and(Vec::is_empty) {
            cells.pop();
        }
        if let (Some(opening), Some(first)) = (records.opening.take(), cells.first_mut()) {
            first.insert(0, opening);
        }
        let new = Draft {
            line: line.number,
            cells,
        };
        if new.filled().is_empty() || self.is_page_line(&new) {
            return;
        }
        let mut new = new;
        let Some(above) = &mut records.current else {
            records.current = Some(new);
            return;
        };
        if self.flows(above, &mut new) {
            return;
        }
        let is_short = above.cells.len() < self.layout.columns && new.cells.len() < self.layout.columns;
        if is_short && above.cells.len() + new.cells.len() - 1 <= self.layout.columns {
            // The line end fell into a cell: the last cell above goes on in the first one here.
            let mut more = new.cells.into_iter();
            if let (Some(last), Some(first)) = (above.cells.last_mut(), more.next()) {
                last.extend(first);
            }
            above.cells.extend(more);
        } else if self.continues(above, &new) {
            above
                .cells
                .resize(above.cells.len().max(new.cells.len()), Vec::new());
            for (cell, more) in above.cells.iter_mut().zip(new.cells) {
                cell.extend(more);
            }
        } else {
            records.done.extend(records.current.replace(new));
        }
    }

    /// A line of tabs with nothing but the number of a page.
    fn is_page_line(&self, new: &Draft) -> bool {
        match new.filled().as_slice() {
            [only] => {
                let words = new.cell(*only).first().map_or("", |piece| piece.of(self.text));
                let is_marked = words.contains(char::is_alphabetic) || words.starts_with(['-', '–', '—']);
                (*only >= self.layout.columns || is_marked) && is_page_number(words)
            }
            _ => false,
        }
    }

    /// Takes up a narrow line that is no row of its own but the rest of the last cell above and what stands behind
    /// it, whatever empty cells the break has left: “Title that” over “⇥goes on⇥150”. Says whether it was one.
    fn flows(&self, above: &mut Draft, new: &mut Draft) -> bool {
        let columns = self.layout.columns;
        if new.cells.len() >= columns || above.cells.last().is_none_or(Vec::is_empty) {
            return false;
        }
        let led = new.cells.iter().take_while(|cell| cell.is_empty()).count();
        let rest = new.cells.len() - led;
        let words = new.cell(led).first().map_or("", |piece| piece.of(self.text));
        let ended = above.cells.last().and_then(|pieces| pieces.last());
        let ended = ended.map_or("", |piece| piece.of(self.text));
        let is_open = ended.ends_with(['–', '—']) || connects(ended);
        let is_short = above.cells.len() < columns;
        let is_figure = words.starts_with(|sign: char| sign.is_ascii_digit());
        if is_figure && is_short && rest == 1 && led > 0 && is_figures(words) {
            above.cells.append(&mut new.cells.split_off(led));
            return true;
        }
        let goes_on = is_open || begins_small(words) || words.starts_with('(');
        let is_same_width = !is_short && rest < 2;
        let excess = (above.cells.len() + rest).saturating_sub(1 + columns);
        let empty = above.cells.iter().skip(1).filter(|cell| cell.is_empty()).count();
        if !goes_on || is_same_width || is_figure || excess > empty || (led == 0 && excess == 0) {
            return false;
        }
        for _ in 0..excess {
            squeeze(&mut above.cells);
        }
        let mut more = new.cells.split_off(led).into_iter();
        if let (Some(last), Some(first)) = (above.cells.last_mut(), more.next()) {
            last.extend(first);
        }
        above.cells.extend(more);
        true
    }

    /// Whether a line is the rest of the record above, cell under cell, after a page break.
    fn continues(&self, above: &Draft, new: &Draft) -> bool {
        let filled = new.filled();
        let last = self.layout.columns.saturating_sub(1);
        let goes_on = |column: &usize| {
            let words = new.cell(*column).first().map_or("", |piece| piece.of(self.text));
            begins_small(words) || words.starts_with('(') || self.connects(above.cell(*column))
        };
        let complements = || filled.iter().all(|&column| above.cell(column).is_empty());
        match filled.as_slice() {
            // Only the last cell has text: a page break cut the row above in two.
            [only] if *only == last && last > 0 => true,
            [only] if *only >= 2 => true,
            [only] => goes_on(only),
            [0, rest @ ..] if rest.contains(&1) => false,
            [0, rest @ ..] => {
                let fills_up = !rest.is_empty() && rest.iter().all(|&column| above.cell(column).is_empty());
                filled.iter().any(goes_on) || (fills_up && above.filled().len() > 1)
            }
            [1, ..] if filled.len() == last => filled.iter().all(goes_on) || complements(),
            // A comma at the end of a lead is a slip where the row below has a lead and a partner of its own.
            [1, 2, ..] if ends_in_comma(self.text, above.cell(1)) => complements(),
            [1, ..] => goes_on(&1) || complements(),
            _ => filled.iter().any(goes_on) || complements(),
        }
    }

    fn connects(&self, pieces: &[Span]) -> bool {
        pieces.last().is_some_and(|piece| connects(piece.of(self.text)))
    }

    /// Decides what a line without separators is.
    fn role(&self, records: &Records, lines: &[Line<'_>], at: usize, last_row: Option<usize>) -> Role {
        let opens_next = self.layout.continues_first_cell(self.text, lines, at + 1);
        let (Some(line), Some(current)) = (lines.get(at), &records.current) else {
            return if opens_next { Role::OpensNext } else { Role::Prose };
        };
        let words = line.text.trim();
        let ended = current
            .cells
            .last()
            .and_then(|pieces| pieces.last())
            .map_or("", |piece| piece.of(self.text));
        // A bare figure right under a cell is more of it: "ODD 6 et" over "13".
        if is_page_number(words) && (line.after_blank || words.contains(|sign: char| !sign.is_ascii_digit()))
        {
            return Role::PageNumber;
        }
        if self.is_group(lines, at) && (line.after_blank || current.filled() == [0]) {
            return Role::Group;
        }
        let is_short = current.cells.len() < self.layout.columns;
        if !is_short && !is_loud(ended) && self.is_loud_group(lines, at) {
            return Role::Group;
        }
        let rows_follow = last_row.is_some_and(|last| at < last);
        let is_full = ended.ends_with(['.', '!', '?']) || (ended.ends_with('…') && !begins_small(words));
        if is_short && (rows_follow || !line.after_blank) {
            return Role::Continues;
        }
        if opens_next && !connects(ended) {
            return Role::OpensNext;
        }
        if begins_small(words) || connects(ended) {
            return if is_full && line.after_blank {
                Role::Prose
            } else {
                Role::Continues
            };
        }
        let is_sentence = words.ends_with(['.', '!']) && words.split_whitespace().count() >= SENTENCE;
        if line.after_blank || is_full || (is_sentence && !rows_follow) {
            Role::Prose
        } else {
            Role::Continues
        }
    }

    /// A few words alone on a line, right over a row whose first cell is left empty for them.
    fn is_group(&self, lines: &[Line<'_>], at: usize) -> bool {
        let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
            return false;
        };
        let words = line.text.trim();
        let is_left_free = self.layout.cells(next).is_some_and(|cells| {
            cells.first().is_some_and(|first| first.is_empty())
                && cells.get(1).is_some_and(|cell| !cell.is_empty())
        });
        is_left_free
            && !next.after_blank
            && self.layout.columns > 2
            && words.split_whitespace().count() <= 7
            && !begins_small(words)
            && !words.ends_with(['.', '!', '?', ',', ';'])
    }

    /// A few words in capitals alone on a line, right over a row that begins in its first cell: “SÉNÉGAL”.
    fn is_loud_group(&self, lines: &[Line<'_>], at: usize) -> bool {
        let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
            return false;
        };
        let words = line.text.trim();
        let is_row = self.layout.cells(next).is_some_and(|cells| {
            cells.len() >= self.layout.columns && cells.iter().take(2).all(|cell| !cell.is_empty())
        });
        is_row && self.layout.columns > 2 && is_loud(words) && words.split_whitespace().count() <= 4
    }

    /// A new page repeats the headings: they go, and the record before them goes on.
    fn drop_repeated_header(&mut self, records: &mut Records) {
        let Some(current) = &records.current else { return };
        let Some(first) = records.done.first() else { return };
        if current.line == first.line || !self.same(current, first) || !self.is_header(first) {
            return;
        }
        self.remarks
            .push(Remark::on_line(RemarkCode::HeaderRepeated, current.line));
        records.current = if records.done.len() > 1 {
            records.done.pop()
        } else {
            None
        };
        if records.current.is_none() {
            records.current = records.done.pop();
        }
    }

    fn same(&self, one: &Draft, other: &Draft) -> bool {
        one.filled() == other.filled()
            && one.cells.iter().zip(&other.cells).all(|(one, other)| {
                joined(self.text, one).to_lowercase() == joined(self.text, other).to_lowercase()
            })
    }

    fn is_header(&self, draft: &Draft) -> bool {
        let cells: Vec<String> = draft
            .cells
            .iter()
            .map(|pieces| joined(self.text, pieces))
            .collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        headings::are_known(&cells)
    }

    /// The table of whole records: headings apart, merged cells filled.
    fn finished(&mut self, records: Vec<Draft>) -> Table {
        let mut records = records;
        if records.first().is_some_and(|first| self.is_header(first)) {
            let first = records.remove(0);
            self.carried.clear();
            self.header = Some(self.heading_row(&first));
        } else if self.header.is_none()
            && let Some(first) = records.first()
        {
            let headings_seen = self
                .heading_row(first)
                .cells
                .into_iter()
                .map(|cell| cell.text)
                .collect();
            self.remarks.push(Remark::on_line(
                RemarkCode::HeadingUnknown { headings_seen },
                first.line,
            ));
        }
        self.join_groups(&mut records);
        let mut rows: Vec<Row> = Vec::new();
        let begins: Vec<bool> = records.iter().map(|draft| !draft.cell(0).is_empty()).collect();
        for (at, mut draft) in records.into_iter().enumerate() {
            while draft.cells.len() > self.layout.columns && squeeze(&mut draft.cells) {}
            if draft.filled() == [0] && self.layout.columns > 2 {
                // A row with nothing but its first cell names the group of the rows below.
                self.carried = vec![self.written(draft.cell(0))];
                // Where the rows below have first cells of their own it stands as a row.
                if begins.get(at + 1) == Some(&true) {
                    rows.push(self.heading_row(&draft));
                }
                continue;
            }
            let row = self.record(&draft, rows.len() + 1);
            rows.push(row);
        }
        Table {
            header: self.header.clone(),
            rows,
        }
    }

    /// A group whose name is broken over two rows, each with a record of its own: “Baden-” over “Württemberg”.
    fn join_groups(&self, records: &mut [Draft]) {
        for at in 1..records.len() {
            let Some([above, below]) = records.get_mut(at - 1..=at) else {
                continue;
            };
            let Some((begun, ended)) = above.cells.first_mut().zip(below.cells.first_mut()) else {
                continue;
            };
            let is_open = begun.len() < 3
                && begun
                    .last()
                    .is_some_and(|piece| piece.of(self.text).ends_with('-'));
            if is_open && !ended.is_empty() && self.layout.columns > 2 {
                begun.append(&mut ended.clone());
                ended.clone_from(begun);
            }
        }
    }

    fn heading_row(&self, draft: &Draft) -> Row {
        let cells = draft.cells.iter().map(|pieces| self.written(pieces)).collect();
        Row {
            cells,
            span: draft.span(),
            line: draft.line,
        }
    }

    fn record(&mut self, draft: &Draft, number: usize) -> Row {
        if draft.cells.len() != self.layout.columns {
            let code = RemarkCode::RowWidth {
                row: number,
                cells: draft.cells.len(),
                expected: self.layout.columns,
            };
            self.remarks.push(Remark::on_line(code, draft.line));
        }
        let width = draft.cells.len().max(self.layout.columns);
        let mut cells: Vec<Cell> = Vec::with_capacity(width);
        let mut same_group = true;
        for column in 0..width {
            let mut cell = self.written(draft.cell(column));
            // A merged first cell holds for the rows below it, a merged lead only within its group.
            if cell.origin == CellOrigin::Empty
                && (column == 0 || (column == 1 && width > 2 && same_group))
                && let Some(above) = self.carried.get(column).filter(|above| !above.pieces.is_empty())
            {
                cell = Cell {
                    origin: CellOrigin::CarriedOver,
                    ..above.clone()
                };
            }
            same_group &= cell.origin != CellOrigin::Written;
            cells.push(cell);
        }
        self.carried = cells.iter().take(2).cloned().collect();
        Row {
            cells,
            span: draft.span(),
            line: draft.line,
        }
    }

    fn written(&self, pieces: &[Span]) -> Cell {
        let origin = if pieces.is_empty() {
            CellOrigin::Empty
        } else {
            CellOrigin::Written
        };
        Cell {
            text: joined(self.text, pieces),
            pieces: pieces.to_vec(),
            origin,
        }
    }
}

/// Takes out the first empty cell behind the first column; says whether there was one.
fn squeeze(cells: &mut Vec<Vec<Span>>) -> bool {
    let empty = cells.iter().skip(1).position(Vec::is_empty);
    if let Some(at) = empty {
        cells.remove(at + 1);
    }
    empty.is_some()
}

fn ends_in_comma(text: &str, pieces: &[Span]) -> bool {
    pieces.last().is_some_and(|piece| piece.of(text).ends_with(','))
}

/// “610,0”, “144.000 zł”, “95 000 €”.
fn is_figures(words: &str) -> bool {
    let letters = words.chars().filter(|sign| sign.is_alphabetic()).count();
    letters <= 6 && words.bytes().any(|byte| byte.is_ascii_digit())
}

fn continue_last_cell(records: &mut Records, line: &Line<'_>) {
    if let Some(last) = records
        .current
        .as_mut()
        .and_then(|current| current.cells.last_mut())
    {
        last.push(line.trimmed());
    }
}

/// "3", "- 3 -", "Page 3", "3/7", "p. 3": what a page leaves at its foot.
fn is_page_number(words: &str) -> bool {
    words.len() <= 24
        && words.bytes().any(|byte| byte.is_ascii_digit())
        && words
            .split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .all(|word| {
                let lower = word.to_lowercase();
                word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit())
                    || matches!(
                        lower.as_str(),
                        "page"
                            | "p"
                            | "sur"
                            | "of"
                            | "стор"
                            | "seite"
                            | "strona"
                            | "von"
                            | "z"
                            | "аркуш"
                            | "арк"
                            | "с"
                            | "blatt"
                            | "bl"
                            | "s"
                            | "str"
                            | "sheet"
                            | "feuillet"
                            | "f"
                            | "із"
                    )
            })
}
