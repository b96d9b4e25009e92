//! What the columns of a table hold, by their headings and, where those are unknown or missing, by their cells.
//!
//! In: a table, the resolver, and what the document speaks of. Out: a [`Plan`]: one [`Column`] each, and what a row
//! of the table is.
//!
//! # Invariants
//! - Headings are data (`data/headings.tsv`).
//! - A table is read as claims only if a column holds authorities and a heading or the document says of what.

use super::cell_words::{self, Where};
use super::phrases::{Phrase, Rows};
use crate::fold;
use crate::resolve::{Resolver, type_words};
use read::{CellOrigin, Table};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use vocabulary::Level;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// A region of the side that leads.
    Region,
    Lead,
    Partner,
    Title,
    /// The country of the partner.
    Country,
    Date,
    End,
    Status,
    Relation,
    Amount,
    /// Prose.
    Note,
    Other,
}

/// What a heading says; what it leaves open is settled by the cells and the other headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    Holds(Column),
    /// An authority of either side: “Town”.
    Side,
    /// A figure that is neither date nor money.
    Number,
    /// “Land” is a country or a part of one.
    Homeland,
    Unknown,
}

static HEADINGS: LazyLock<Rows<Heading>> = LazyLock::new(|| {
    let rows = include_str!("../../data/headings.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    let rows = rows.filter_map(|row| row.split_once('\t'));
    Rows::of(rows.map(|(column, phrases)| {
        let heading = match column {
            "region" => Heading::Holds(Column::Region),
            "lead" => Heading::Holds(Column::Lead),
            "partner" => Heading::Holds(Column::Partner),
            "title" => Heading::Holds(Column::Title),
            "country" => Heading::Holds(Column::Country),
            "date" => Heading::Holds(Column::Date),
            "end" => Heading::Holds(Column::End),
            "status" => Heading::Holds(Column::Status),
            "relation" => Heading::Holds(Column::Relation),
            "amount" => Heading::Holds(Column::Amount),
            "note" => Heading::Holds(Column::Note),
            "number" => Heading::Number,
            "side" => Heading::Side,
            "homeland" => Heading::Homeland,
            other => panic!("headings.tsv: “{other}” is not a column"),
        };
        (heading, Phrase::list(phrases))
    }))
});

/// All that a heading says, in the order of the data.
fn said(written: &str) -> Vec<Heading> {
    let key = fold::plain_key(&written.replace('_', " "));
    let words: Vec<&str> = key.split_whitespace().collect();
    let said =
        (0..words.len()).flat_map(|at| HEADINGS.beginning(words.get(at..).unwrap_or_default(), |_| true));
    let rows: BTreeSet<usize> = said.map(|(row, _)| row).collect();
    rows.into_iter()
        .filter_map(|row| HEADINGS.row(row).copied())
        .collect()
}

/// What a heading says of the cells below it: “Partner (country)” over towns is a partner.
fn heading(written: &str, held: &Held) -> Heading {
    let said = said(written);
    let is_place = |heading: &Heading| {
        matches!(
            heading,
            Heading::Holds(Column::Country | Column::Region) | Heading::Homeland
        )
    };
    let is_side = |heading: &&Heading| {
        matches!(
            heading,
            Heading::Side | Heading::Holds(Column::Lead | Column::Partner)
        )
    };
    let first = said.first().copied().unwrap_or(Heading::Unknown);
    // “Bénéficiaire de la subvention” over names is no sum.
    let is_other = is_place(&first) && held.countries < 0.5 || held.names >= 0.5 && held.words < 6.0;
    if is_other && !held.is_empty() {
        return said.iter().find(is_side).copied().unwrap_or(first);
    }
    first
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Laureates of a call.
    Awards,
    /// Partnerships.
    Partnerships,
    /// Money for something.
    Amounts,
    /// Nothing that is told by columns: its cells are prose.
    Prose,
}

/// What a table is and what its columns hold.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) sort: Sort,
    pub(crate) columns: Vec<Column>,
    /// The headings as written, empty where there are none.
    pub(crate) headings: Vec<String>,
}

/// What a document speaks of, beside its tables.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Subject {
    /// A call and its laureates.
    pub(crate) awards: bool,
    /// Partnerships.
    pub(crate) partnerships: bool,
}

impl Plan {
    /// Whether a column holds what is asked.
    pub(crate) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    /// Finds out what a table is.
    pub(crate) fn of(table: &Table, resolver: &Resolver<'_>, subject: Subject) -> Self {
        let width = table.rows.iter().chain(&table.header).map(|row| row.cells.len());
        let width = width.max().unwrap_or(0);
        let headings: Vec<String> = (0..width)
            .map(|at| {
                let cell = table.header.as_ref().and_then(|header| header.cells.get(at));
                cell.map(|cell| cell.text.clone()).unwrap_or_default()
            })
            .collect();
        let held: Vec<Held> = (0..width).map(|at| Held::of(table, at, resolver)).collect();
        let told: Vec<Heading> = headings
            .iter()
            .zip(&held)
            .map(|(written, held)| heading(written, held))
            .collect();
        let mut columns = settle(&told, &held);
        let is_told = told.contains(&Heading::Holds(Column::Partner));
        let sort = sort(&mut columns, is_told, subject);
        if sort == Sort::Awards && !columns.contains(&Column::Title) {
            give_title(&held, &mut columns);
        }
        Self {
            sort,
            columns,
            headings,
        }
    }
}

/// What each column holds, the sides still as their headings or cells give them.
fn settle(told: &[Heading], held: &[Held]) -> Vec<Column> {
    let mut sides = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    let has_country = told.contains(&Heading::Holds(Column::Country));
    for (at, (one, held)) in told.iter().zip(held).enumerate() {
        let column = match one {
            Heading::Side => None,
            Heading::Holds(Column::Title | Column::Note | Column::Relation)
                if held.names > 0.7 && held.words < 3.5 =>
            {
                None
            }
            Heading::Holds(Column::Region | Column::Country) if held.countries < 0.5 && !held.is_empty() => {
                Some(Column::Region)
            }
            Heading::Homeland if has_country || held.countries < 0.5 => Some(Column::Region),
            Heading::Holds(Column::Region) | Heading::Homeland => Some(Column::Country),
            Heading::Holds(Column::Status) if held.statuses < 0.2 && held.regions > 0.5 => {
                Some(Column::Region)
            }
            Heading::Holds(column) => Some(*column),
            Heading::Number => Some(Column::Other),
            Heading::Unknown => held.column(),
        };
        if column.is_none() {
            sides.push(at);
        }
        let column = column.unwrap_or(Column::Other);
        let is_single = !matches!(column, Column::Other | Column::Note | Column::Amount);
        let is_taken = is_single && columns.contains(&column);
        let has_lead = told.contains(&Heading::Holds(Column::Lead));
        if is_taken && column == Column::Partner && !has_lead && !columns.contains(&Column::Lead) {
            // “Partnerstadt Deutschland | Partnerkommune Ukraine”: the first of two is the side that leads.
            for first in columns.iter_mut().filter(|one| **one == Column::Partner) {
                *first = Column::Lead;
            }
            columns.push(column);
            continue;
        }
        columns.push(if is_taken { taken(column) } else { column });
    }
    give_region(told, held, &mut sides, &mut columns);
    for at in sides {
        let free = [Column::Lead, Column::Partner]
            .into_iter()
            .find(|side| !columns.contains(side));
        if let (Some(slot), Some(side)) = (columns.get_mut(at), free) {
            *slot = side;
        }
    }
    give_country(&mut columns);
    columns
}

/// Of three columns of authorities without headings one of nothing but regions says where the others lie.
fn give_region(told: &[Heading], held: &[Held], sides: &mut Vec<usize>, columns: &mut [Column]) {
    let is_open = |at: &usize| told.get(*at) == Some(&Heading::Unknown);
    if sides.len() > 2
        && let Some(place) = sides
            .iter()
            .position(|at| is_open(at) && held.get(*at).is_some_and(|held| held.divisions > 0.7))
        && let Some(slot) = columns.get_mut(sides.remove(place))
    {
        *slot = Column::Region;
    }
}

/// What a column of words tells of each laureate is its title where no heading says so.
fn give_title(held: &[Held], columns: &mut [Column]) {
    let is_free = |column: Column| matches!(column, Column::Note | Column::Other);
    let free = columns
        .iter_mut()
        .zip(held)
        .find(|(column, held)| is_free(**column) && held.texts >= 0.6);
    if let Some((column, _)) = free {
        *column = Column::Title;
    }
}

/// A country before the two sides is that of the first: “Country | Lead | Partner (FR)”.
fn give_country(columns: &mut [Column]) {
    let place = |column| columns.iter().position(|one| *one == column);
    if let (Some(country), Some(lead), Some(_)) = (
        place(Column::Country),
        place(Column::Lead),
        place(Column::Partner),
    ) && country < lead
        && !columns.contains(&Column::Region)
        && let Some(slot) = columns.get_mut(country)
    {
        *slot = Column::Region;
    }
}

/// A second column of the same kind: another country or region says nothing sure, other words are prose.
fn taken(column: Column) -> Column {
    match column {
        Column::Title | Column::Relation | Column::Status => Column::Note,
        _ => Column::Other,
    }
}

/// What the rows are; a table of one side only names the partners of whoever speaks.
fn sort(columns: &mut [Column], is_told: bool, subject: Subject) -> Sort {
    let has = |columns: &[Column], column| columns.contains(&column);
    let is_pair = has(columns, Column::Lead) && has(columns, Column::Partner);
    let is_dated = [Column::Date, Column::Status, Column::Relation, Column::End]
        .iter()
        .any(|column| has(columns, *column));
    if has(columns, Column::Title) && (is_pair || has(columns, Column::Lead)) && (subject.awards || !is_dated)
    {
        return Sort::Awards;
    }
    if subject.awards && !is_dated && has(columns, Column::Title) && has(columns, Column::Partner) {
        return Sort::Awards;
    }
    if is_pair && subject.awards && !is_dated {
        return Sort::Awards;
    }
    if !has(columns, Column::Partner) {
        let is_list = subject.partnerships && (is_dated || has(columns, Column::Country));
        for column in columns
            .iter_mut()
            .filter(|column| **column == Column::Lead && is_list)
        {
            *column = Column::Partner;
        }
    }
    if has(columns, Column::Partner) && (is_told || subject.partnerships) {
        return Sort::Partnerships;
    }
    if has(columns, Column::Amount) && !has(columns, Column::Lead) {
        return Sort::Amounts;
    }
    Sort::Prose
}

/// What the cells of a column hold, as parts of those that are filled.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    filled: f32,
    countries: f32,
    regions: f32,
    names: f32,
    /// First-level divisions.
    divisions: f32,
    days: f32,
    statuses: f32,
    relations: f32,
    money: f32,
    /// Words with letters.
    texts: f32,
    /// Words of the usual cell.
    words: f32,
}

/// Rows that are looked at.
const SAMPLED: usize = 40;

impl Held {
    fn of(table: &Table, at: usize, resolver: &Resolver<'_>) -> Self {
        let cells = table
            .rows
            .iter()
            .take(SAMPLED)
            .filter_map(|row| row.cells.get(at));
        let cells: Vec<Sample<'_>> = cells
            .filter(|cell| cell.origin == CellOrigin::Written)
            .map(|cell| cell.text.trim())
            .map(Sample::of)
            .filter(|cell| !cell_words::is_blank(cell.text, &cell.key))
            .collect();
        let part = |holds: &dyn Fn(&Sample<'_>) -> bool| {
            let count = cells.iter().filter(|cell| holds(cell)).count();
            number(count) / number(cells.len().max(1))
        };
        let words: usize = cells
            .iter()
            .map(|cell| cell.text.split_whitespace().count())
            .sum();
        Self {
            filled: number(cells.len()),
            countries: part(&|cell| cell.is_country(resolver)),
            regions: part(&|cell| cell.letters <= 4 && cell.text.chars().all(char::is_uppercase)),
            names: part(&|cell| cell.is_name(resolver)),
            divisions: part(&|cell| is_division(resolver, &cell.key)),
            days: part(&|cell| cell.letters <= 24 && !cell_words::days(cell.text).is_empty()),
            statuses: part(&|cell| cell_words::status_by_key(&cell.key, Where::Start).is_some()),
            relations: part(&|cell| cell.letters <= 60 && cell_words::relation_by_key(&cell.key).is_some()),
            money: part(&|cell| is_money(cell.text)),
            texts: part(&|cell| {
                let mut letters = cell.text.chars().filter(|sign| sign.is_alphabetic());
                letters.nth(3).is_some()
            }),
            words: number(words) / number(cells.len().max(1)),
        }
    }

    fn is_empty(&self) -> bool {
        self.filled < 1.0
    }

    /// What the column holds by its cells alone; `None` for authorities.
    fn column(&self) -> Option<Column> {
        let mostly = [
            (self.countries, Column::Country),
            (self.money, Column::Amount),
            (self.days, Column::Date),
            (self.statuses, Column::Status),
            (self.relations, Column::Relation),
        ];
        let (part, column) = mostly
            .into_iter()
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .unwrap_or((0.0, Column::Other));
        if part >= 0.6 {
            return Some(column);
        }
        if self.names >= 0.6 && self.words <= 4.0 {
            return None;
        }
        Some(if self.words >= 2.5 {
            Column::Note
        } else {
            Column::Other
        })
    }
}

/// A cell that is looked at, with what most questions about it begin with.
struct Sample<'t> {
    text: &'t str,
    key: String,
    letters: usize,
}

impl<'t> Sample<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            key: fold::plain_key(text),
            letters: text.chars().count(),
        }
    }

    /// Whether it is a country, or several, and names no body of it in brackets: “Madagascar (Diana)”.
    fn is_country(&self, resolver: &Resolver<'_>) -> bool {
        let inside = self
            .text
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'));
        let names_body = inside.is_some_and(|(inside, _)| {
            is_known(resolver, inside) && super::table::country(resolver, inside).is_none()
        });
        !names_body && super::table::countries_by_key(resolver, self.text, &self.key).is_some()
    }

    /// Whether the gazetteer knows its first name.
    fn is_name(&self, resolver: &Resolver<'_>) -> bool {
        let first = self.text.split([',', '(', ';', '/']).next().unwrap_or_default();
        let is_capital = first.trim().chars().next().is_some_and(char::is_uppercase);
        let is_whole = first.len() == self.text.len();
        is_capital
            && if is_whole {
                is_known_by_key(resolver, &self.key)
            } else {
                is_known(resolver, first)
            }
    }
}

/// Whether the gazetteer has a name that is this whole text, type words aside.
pub(crate) fn is_known(resolver: &Resolver<'_>, text: &str) -> bool {
    is_known_by_key(resolver, &fold::plain_key(text))
}

fn is_known_by_key(resolver: &Resolver<'_>, key: &str) -> bool {
    let bare = type_words::strip(key).map(|stripped| stripped.key);
    let mut keys = bare.into_iter().chain(std::iter::once(key));
    keys.any(|key| resolver.gazetteer().named(key.as_bytes()).next().is_some())
}

/// Whether a first-level division has the name with this key.
fn is_division(resolver: &Resolver<'_>, key: &str) -> bool {
    let gazetteer = resolver.gazetteer();
    let mut found = gazetteer.named(key.as_bytes()).take(SAMPLED);
    found.any(|found| gazetteer.level(gazetteer.body_named(found.name)) == Level::First)
}

/// A figure with the mark of a currency.
fn is_money(text: &str) -> bool {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let lower = text.to_lowercase();
    ["€", "eur", "zł", "грн", "$", "£", "chf", "fcfa", "євро"]
        .iter()
        .any(|mark| lower.contains(mark))
}

/// A count as a number that shares are taken of.
fn number(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_a_column_holds_in_five_languages() {
        for (written, column) in [
            ("Région de France", Column::Region),
            ("Collectivité territoriale chef de file", Column::Lead),
            ("Collectivité locale partenaire", Column::Partner),
            ("Titre du projet", Column::Title),
            ("COFINANCEMENT", Column::Amount),
            ("Pays", Column::Country),
            ("Partner town", Column::Partner),
            ("Partner country", Column::Country),
            ("Lead authority", Column::Lead),
            ("Annual budget (AUD unless stated)", Column::Amount),
            ("Громада-заявниця", Column::Lead),
            ("Дата підписання", Column::Date),
            ("Грант, тис. грн", Column::Amount),
            ("Deutsche Kommune", Column::Lead),
            ("Partnerkommune", Column::Partner),
            ("Zuschuss in T€", Column::Amount),
            ("Wnioskodawca (lider)", Column::Lead),
            ("Data podpisania", Column::Date),
            ("Rodzaj dokumentu", Column::Relation),
        ] {
            let found = heading(written, &Held::default());
            assert_eq!(found, Heading::Holds(column), "{written}");
        }
        for (written, told) in [
            ("Місто", Heading::Side),
            ("Land", Heading::Homeland),
            ("population", Heading::Number),
            ("Dummkopf", Heading::Unknown),
        ] {
            assert_eq!(heading(written, &Held::default()), told, "{written}");
        }
    }

    fn kinds(headings: &[Heading], subject: Subject) -> (Sort, Vec<Column>) {
        let held = vec![Held::default(); headings.len()];
        let mut columns = settle(headings, &held);
        let is_told = headings.contains(&Heading::Holds(Column::Partner));
        (sort(&mut columns, is_told, subject), columns)
    }

    #[test]
    fn a_list_of_towns_with_countries_names_the_partners_of_whoever_speaks() {
        let speaks = Subject {
            partnerships: true,
            ..Subject::default()
        };
        let headings = [
            Heading::Side,
            Heading::Holds(Column::Country),
            Heading::Holds(Column::Date),
        ];
        let (sort, columns) = kinds(&headings, speaks);
        assert_eq!((sort, columns[0]), (Sort::Partnerships, Column::Partner));
        assert_eq!(kinds(&headings, Subject::default()).0, Sort::Prose);
    }

    #[test]
    fn two_towns_in_a_row_are_the_two_sides() {
        let headings = [Heading::Side, Heading::Side, Heading::Holds(Column::Status)];
        let speaks = Subject {
            partnerships: true,
            ..Subject::default()
        };
        let (sort, columns) = kinds(&headings, speaks);
        assert_eq!(sort, Sort::Partnerships);
        assert_eq!(columns[..2], [Column::Lead, Column::Partner]);
    }
}
