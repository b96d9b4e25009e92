//! Money in the cells of tables, whatever else the table holds.
//!
//! In: every table, with what its headings and the lines before it say about currency and unit. Out: one claim for
//! each sum.
//!
//! # Invariants
//! - A bare number is money only in a column whose heading is about money; counts and years are not.
//! - A cell carried over from the row above is told once.

use super::amount_role::{self, Carried, Told};
use super::{Draft, DraftParty, countries_in};
use crate::document::amounts::{self, Amount};
use crate::document::columns::Sort;
use crate::document::currencies::{self, Land, Place};
use crate::document::lexicon::{self, Concept, Cue};
use crate::document::numerals::{self, multiplier};
use crate::document::table::Column;
use crate::document::tokens::{self, Shape, Token};
use crate::document::{Analysis, Sentence};
use read::{Cell, CellOrigin, Row, Span, Table};
use rust_decimal::Decimal;
use vocabulary::{AmountRole, ClaimKind, ClaimRole, Country, Currency, Reason};

/// What a heading or a line before the table says about the numbers under it.
#[derive(Debug, Clone, Copy, Default)]
struct Unit {
    currency: Option<Currency>,
    times: Option<Decimal>,
}

/// A column of money.
#[derive(Debug, Clone, Copy)]
struct MoneyColumn {
    at: usize,
    unit: Unit,
    role: Option<AmountRole>,
}

/// The funding claims of all tables.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, all: &[Country]) -> Vec<Draft> {
    if analysis.document.tables().next().is_none() {
        return Vec::new();
    }
    let stated = stated_units(analysis, all);
    let calls = calls(analysis);
    let mut found = Vec::new();
    let mut above: Option<&Row> = None;
    for (block, table) in analysis.document.tables() {
        // The nearest line before the table says it, else any.
        let before = stated.partition_point(|(place, _)| *place < block.span.start);
        let line = before
            .checked_sub(1)
            .and_then(|at| stated.get(at))
            .or_else(|| stated.first());
        // A page break cuts a table in two: what has no headings goes on under those above.
        let header = heading_row(table, all).or(above);
        above = header;
        let reader = TableReader {
            analysis,
            all,
            columns: header.map_or_else(Vec::new, |header| money_columns(header, all)),
            line: line.map_or_else(Unit::default, |(_, unit)| *unit),
            is_call: calls.iter().any(|span| block.span.contains(*span)),
        };
        for row in &table.rows {
            reader.read(row, &mut found);
        }
    }
    found
}

/// The first record of each table of a call for projects.
fn calls(analysis: &Analysis<'_, '_>) -> Vec<Span> {
    let mut last = None;
    let is_call = |table: usize| {
        analysis
            .plans
            .get(table)
            .is_some_and(|plan| plan.sort == Sort::Awards)
    };
    let mut found = Vec::new();
    for record in &analysis.records {
        if last.replace(record.table) != Some(record.table) && is_call(record.table) {
            found.push(record.record.span);
        }
    }
    found
}

/// “Grants are shown in thousand euro”, “Beträge in Franken”, “montants en milliers d’euros”: a currency that stands
/// with no number, behind “in”.
fn stated_units(analysis: &Analysis<'_, '_>, all: &[Country]) -> Vec<(usize, Unit)> {
    let land = Land { near: &[], all };
    let text = &analysis.document.text;
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        for (at, word) in sentence.words.iter().enumerate() {
            if !matches!(word.key.as_str(), "in" | "en" | "у" | "в" | "w") || word.shape != Shape::Lower {
                continue;
            }
            let rest = sentence.words.get(at + 1..).unwrap_or_default();
            let rest = rest.get(..rest.len().min(4)).unwrap_or_default();
            if rest.first().is_some_and(|next| next.shape == Shape::Number) {
                continue;
            }
            let end = rest.last().map_or(word.span.end, |last| last.span.end);
            let unit = unit(rest, Span::new(word.span.end, end), text, land);
            if unit.currency.is_some() {
                found.push((sentence.span.start, unit));
            }
        }
    }
    found
}

/// The currency and the multiplier that words name without a number.
fn unit(words: &[Token], span: Span, text: &str, land: Land<'_>) -> Unit {
    let mut unit = Unit::default();
    for (at, word) in words.iter().enumerate() {
        let written = word.span.of(text);
        let two = words
            .get(at + 1)
            .map(|next| format!("{} {}", word.key, next.key))
            .and_then(|key| currencies::word(&key, Place::Word, land));
        let named = two
            .or_else(|| currencies::word(&word.key, Place::Word, land))
            .or_else(|| code(written));
        unit.currency = unit.currency.or(named);
        let glued = written.strip_prefix(['T', 'K', 'k', 'M']).and_then(code);
        if let Some(currency) = glued {
            unit.currency = unit.currency.or(Some(currency));
            unit.times = unit.times.or_else(|| letter(written));
        }
        let behind = text.get(word.span.end..span.end).unwrap_or_default();
        let is_marked = currencies::mark_at(behind.trim_start(), land).is_some();
        let times = multiplier(&word.key, false)
            .or_else(|| thousands(&word.key))
            .or_else(|| letter(written).filter(|_| is_marked && word.span.end - word.span.start == 1));
        unit.times = unit.times.or(times);
    }
    if unit.currency.is_none() {
        let marks = span.of(text).char_indices();
        unit.currency = marks
            .filter(|(_, mark)| !mark.is_alphanumeric())
            .find_map(|(at, _)| currencies::mark_at(span.of(text).get(at..)?, land))
            .map(|(_, currency)| currency);
    }
    unit
}

/// A code as headings write it, in capitals or small letters: `zuschuss_eur`.
fn code(written: &str) -> Option<Currency> {
    currencies::code(&written.to_ascii_uppercase(), false).filter(|currency| {
        written.bytes().all(|letter| letter.is_ascii_uppercase())
            || matches!(
                currency.code(),
                "EUR" | "USD" | "CHF" | "UAH" | "PLN" | "GBP" | "CZK" | "XOF" | "XAF" | "MAD"
            )
    })
}

fn letter(written: &str) -> Option<Decimal> {
    match written.chars().next()? {
        'T' | 'k' | 'K' => Some(Decimal::ONE_THOUSAND),
        'M' => Some(Decimal::from(1_000_000)),
        _ => None,
    }
}

/// “у тисячах гривень”, “w tysiącach złotych”, “in Tausend”.
fn thousands(key: &str) -> Option<Decimal> {
    let is_thousand = ["тисяч", "tysiac", "tausend", "millier", "thousand"]
        .iter()
        .any(|stem| key.starts_with(stem));
    let is_million = ["мільйон", "milion", "million"]
        .iter()
        .any(|stem| key.starts_with(stem));
    match (is_thousand, is_million) {
        (true, _) => Some(Decimal::ONE_THOUSAND),
        (_, true) => Some(Decimal::from(1_000_000)),
        _ => None,
    }
}

/// The columns whose headings are about money.
fn money_columns(header: &Row, all: &[Country]) -> Vec<MoneyColumn> {
    let land = Land { near: &[], all };
    let columns = header.cells.iter().enumerate();
    columns
        .filter_map(|(at, cell)| {
            let span = Span::new(0, cell.text.len());
            let words = tokens::words(&cell.text, span);
            let cues = lexicon::cues(&words, None);
            let unit = unit(&words, span, &cell.text, land);
            let role = amount_role::of_heading(&cues);
            let is_count = cues.iter().any(|cue| cue.concept == Concept::Count);
            let is_money = unit.currency.is_some() || (role.is_some() && is_sum_heading(&cues, &words));
            (is_money && !is_count).then_some(MoneyColumn { at, unit, role })
        })
        .collect()
}

/// Whether a heading without a currency names sums: “Budget”, “Dotacja”, “Montant”; not “Objectif” or “Fonds”.
fn is_sum_heading(cues: &[Cue], words: &[Token]) -> bool {
    let says = |concept| cues.iter().any(|cue| cue.concept == concept);
    (says(Concept::Budget) || says(Concept::Grant) || says(Concept::Gift)) && words.len() <= 6
}

/// The row of headings: the header, or among the first rows one without figures that names a column of money.
fn heading_row<'t>(table: &'t Table, all: &[Country]) -> Option<&'t Row> {
    let is_heading = |row: &&Row| {
        let filled = row.cells.iter().filter(|cell| !cell.text.trim().is_empty());
        let is_plain = filled
            .clone()
            .all(|cell| !cell.text.contains(|c: char| c.is_ascii_digit()));
        is_plain && filled.count() >= 3 && !money_columns(row, all).is_empty()
    };
    table
        .header
        .as_ref()
        .or_else(|| table.rows.iter().take(3).find(is_heading))
}

struct TableReader<'a, 'd, 'g> {
    analysis: &'a Analysis<'d, 'g>,
    all: &'a [Country],
    columns: Vec<MoneyColumn>,
    line: Unit,
    is_call: bool,
}

impl TableReader<'_, '_, '_> {
    fn read(&self, row: &Row, found: &mut Vec<Draft>) {
        let near = countries_in(self.analysis, row.span);
        let land = Land {
            near: &near,
            all: self.all,
        };
        let counts = row.cells.first().is_some_and(|label| is_count_label(&label.text));
        for (at, cell) in row.cells.iter().enumerate() {
            if cell.origin != CellOrigin::Written {
                continue;
            }
            let column = self.columns.iter().find(|column| column.at == at);
            let mut is_priced = false;
            for piece in &cell.pieces {
                is_priced |= self.priced(row, (*piece, column), land, found);
            }
            let column = column.copied().or_else(|| self.shifted(row, at));
            if !is_priced
                && !counts
                && let Some(column) = column
                && let Some((amount, role)) = self.bare(cell, &column, land)
            {
                found.push(self.claim(
                    row,
                    amount,
                    &Told {
                        role,
                        word: None,
                        per: None,
                    },
                ));
            }
        }
    }

    /// Sums with a currency of their own, in any cell; whether there were any.
    fn priced(
        &self,
        row: &Row,
        (piece, column): (Span, Option<&MoneyColumn>),
        land: Land<'_>,
        found: &mut Vec<Draft>,
    ) -> bool {
        let text = &self.analysis.document.text;
        let words = tokens::words(text, piece);
        let amounts = amounts::amounts(&words, text, land);
        if amounts.is_empty() {
            return false;
        }
        let cues = lexicon::cues(&words, self.analysis.document.metadata.language.as_deref());
        let cell = Sentence {
            span: piece,
            words,
            cues,
            item: 0,
            record: None,
            today: self.analysis.document.metadata.published,
            is_heading: false,
            language: None,
            under: None,
        };
        let default = column.and_then(|column| column.role).unwrap_or(if self.is_call {
            AmountRole::Grant
        } else {
            AmountRole::Budget
        });
        let carried = Carried {
            introduced: column
                .and_then(|column| column.role)
                .or(self.is_call.then_some(AmountRole::Grant)),
            before: None,
            default,
        };
        let mut earlier: Vec<(Amount, AmountRole)> = Vec::new();
        for amount in amounts {
            let told = amount_role::told((&cell, text), &amount, &earlier, carried);
            earlier.push((amount.clone(), told.role));
            found.push(self.claim(row, amount, &told));
        }
        true
    }

    /// A ragged row has its sum in the last written cell, though that is not under the heading.
    fn shifted(&self, row: &Row, at: usize) -> Option<MoneyColumn> {
        let column = self
            .columns
            .last()
            .filter(|_| self.columns.len() == 1 && self.is_call)?;
        let under = row.cells.get(column.at)?;
        let last = row
            .cells
            .iter()
            .rposition(|cell| cell.origin == CellOrigin::Written)?;
        (under.origin == CellOrigin::Empty && last == at && column.at + 1 >= row.cells.len())
            .then_some(*column)
    }

    /// A number alone in a column of money.
    fn bare(&self, cell: &Cell, column: &MoneyColumn, land: Land<'_>) -> Option<(Amount, AmountRole)> {
        let text = &self.analysis.document.text;
        let span = *cell.pieces.first()?;
        let written = span.of(text).trim().trim_start_matches(['~', '≈', '+']).trim();
        let head = written
            .trim_end_matches(['-', '–', '—', '*'])
            .trim_end_matches([',', '.']);
        let is_number = head
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '’' | '\'') || c.is_whitespace())
            && head.starts_with(|c: char| c.is_ascii_digit());
        if !is_number || cell.pieces.len() > 1 {
            return None;
        }
        let value = numerals::number(head)?;
        let times = column.unit.times.or(self
            .line
            .times
            .filter(|_| column.unit.currency.is_none() || self.line.currency == column.unit.currency));
        let home = || {
            let home = land.near.first().or_else(|| self.all.first())?;
            currencies::of_country(*home)
        };
        let currency = column.unit.currency.or(self.line.currency).or_else(home)?;
        let value = value.checked_mul(times.unwrap_or(Decimal::ONE))?;
        let role = column
            .role
            .filter(|role| *role != AmountRole::Budget || !self.is_call)
            .unwrap_or(if self.is_call {
                AmountRole::Grant
            } else {
                AmountRole::Budget
            });
        (value > Decimal::ZERO).then_some((
            Amount {
                value,
                currency,
                first: 0,
                end: 1,
                span,
            },
            role,
        ))
    }

    fn claim(&self, row: &Row, amount: Amount, told: &Told) -> Draft {
        let mut claim = Draft::new(ClaimKind::Funding, row.span, 0.8);
        claim.reasons.push(Reason::new("table_row"));
        claim.per.clone_from(&told.per);
        claim.status = Some("active");
        let named = |wanted: &dyn Fn(Column) -> bool| {
            let from = self
                .analysis
                .named
                .partition_point(|one| one.span.start < row.span.start);
            let names = self.analysis.names_in(row.span);
            let at = names
                .iter()
                .position(|one| one.cell.is_some_and(|cell| wanted(cell.column)))?;
            Some(from + at)
        };
        let lead = named(&|column| column == Column::Lead)
            .or_else(|| named(&|column| !matches!(column, Column::Region | Column::Country)));
        if let Some(lead) = lead {
            let part = match told.role {
                AmountRole::Grant | AmountRole::Gift | AmountRole::Target => ClaimRole::Beneficiary,
                _ => ClaimRole::Funder,
            };
            claim.others.push((DraftParty::Named(lead), part));
        }
        claim.amount = Some((amount, told.role));
        claim
    }
}

/// “liczba stypendystów”, “Nombre de participants”: the label of a row that counts.
fn is_count_label(label: &str) -> bool {
    let words = tokens::words(label, Span::new(0, label.len()));
    lexicon::cues(&words, None)
        .iter()
        .any(|cue| cue.concept == Concept::Count && cue.first == 0)
}
