//! The description of a published table: its columns with type, meaning and source, and how its rows are made.
//!
//! # Invariants
//! - A column's meaning is the key `column-` and its `meaning`, with words in every language.
//! - A column that is copied from the record names a public column of `visibility.toml`; any other names its rule.
//! - A row has one cell for each column, in their order.

use crate::view::View;
use crate::wanted::Wanted;
use rust_decimal::Decimal;
use vocabulary::{Authority, CallId, PartyRef};

/// What the cells of a column hold.
#[derive(Clone, Copy)]
pub(crate) enum Type {
    /// A key: a UUID, or a key made of others.
    Key,
    /// An address of the web.
    Address,
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    /// Any text.
    Text,
    /// Several texts, codes or addresses.
    List,
    /// Several countries, ISO 3166-1.
    Countries,
    /// ISO 8601 cut to what is known: year, month or day.
    Day,
    /// A whole number.
    Integer,
    /// A decimal number: money in major units, a rate.
    Amount,
    /// Degrees, WGS 84.
    Degrees,
    /// Yes or no.
    Boolean,
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Unknown, or not applicable.
    Empty,
    /// A key, address, word, text, or a day.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Amount(Decimal),
    /// Degrees.
    Degrees(f64),
    /// Yes or no.
    Boolean(bool),
}

/// What stands between the parts of a list where a format knows no lists.
pub(crate) const BETWEEN: &str = " | ";

impl Cell {
    /// A text; empty where there is none.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// A text that may be missing.
    pub(crate) fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// What a format of plain texts writes.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::List(parts) => parts.join(BETWEEN),
            Self::Integer(number) => number.to_string(),
            Self::Amount(number) => number.to_string(),
            Self::Degrees(number) => number.to_string(),
            Self::Boolean(value) => value.to_string(),
        }
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Vec<String>> for Cell {
    fn from(parts: Vec<String>) -> Self {
        Self::List(parts)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

/// A column.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    /// What its cells hold.
    pub(crate) of: Type,
    /// `table.column` of the record, or the rule after `rule: `.
    pub(crate) from: &'static str,
    /// The key of its words, without `column-`.
    pub(crate) meaning: &'static str,
}

/// A column whose words go by its name.
pub(crate) const fn column(name: &'static str, of: Type, from: &'static str) -> Column {
    Column {
        name,
        of,
        from,
        meaning: name,
    }
}

impl Column {
    /// The same with words of its own.
    pub(crate) const fn meaning(self, meaning: &'static str) -> Self {
        Self { meaning, ..self }
    }
}

/// Where a row lies on the map.
#[derive(Debug)]
pub(crate) enum Place<'a> {
    /// A body.
    Body(&'a Authority),
    /// Lines from each body of one side to each of the other.
    Between(Vec<PartyRef>, Vec<PartyRef>),
}

/// One row.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    pub(crate) cells: Vec<Cell>,
    pub(crate) place: Place<'a>,
}

/// What rows are made from.
pub(crate) struct Sheet<'a> {
    pub(crate) view: View<'a>,
    /// The public origin without a slash at its end.
    pub(crate) address: &'a str,
    /// Which rows.
    pub(crate) only: Only,
}

/// Which rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Only {
    /// All of them.
    All,
    /// The awards of this call; of a call that nobody knows there are none.
    Call(Option<CallId>),
    /// The partnerships that filters ask for.
    Wanted(Wanted),
}

/// The rows of a table, one after the other.
pub(crate) type Rows<'a> = Box<dyn Iterator<Item = Row<'a>> + 'a>;

/// A published table.
pub(crate) struct Table {
    /// Its name, and the key of its words behind `file-`.
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [Column],
    /// The column that no two rows share.
    pub(crate) key: &'static str,
    pub(crate) rows: for<'a> fn(&'a Sheet<'a>) -> Rows<'a>,
    /// How many rows there are, without making them.
    pub(crate) count: fn(&Sheet<'_>) -> usize,
}
