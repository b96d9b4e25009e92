//! JSON Lines: one object per row and line, its members in the order of the columns.
//!
//! # Invariants
//! What is unknown is null, never left out; amounts are decimal strings, because money is no binary fraction.

use crate::data::DataError;
use crate::data::table::{Cell, Column, Row, Sheet, Table};
use serde::{Serialize, Serializer};
use std::io::Write;

/// A row as an object.
struct Object<'a> {
    columns: &'a [Column],
    row: &'a Row<'a>,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = self.columns.iter().map(|column| column.name);
        serializer.collect_map(names.zip(&self.row.cells))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(parts) => serializer.collect_seq(parts),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Amount(number) => serializer.collect_str(number),
            Self::Degrees(number) => serializer.serialize_f64(*number),
            Self::Boolean(value) => serializer.serialize_bool(*value),
        }
    }
}

/// Writes the table.
pub(super) fn write(table: &Table, sheet: &Sheet<'_>, out: &mut impl Write) -> Result<(), DataError> {
    for row in (table.rows)(sheet) {
        let columns = table.columns;
        serde_json::to_writer(&mut *out, &Object { columns, row: &row })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
