//! CSV (RFC 4180) in UTF-8.
//!
//! # Invariants
//! No cell can start a formula in a spreadsheet.

use crate::data::DataError;
use crate::data::table::{Cell, Sheet, Table};
use std::io::Write;

/// A text that no spreadsheet takes for a formula: such a text begins with an apostrophe.
pub(in crate::data) fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text
    }
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(_) | Cell::List(_) => harmless(cell.plain()),
        _ => cell.plain(),
    }
}

/// Writes the table with its headings.
pub(super) fn write(table: &Table, sheet: &Sheet<'_>, out: &mut impl Write) -> Result<(), DataError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(table.columns.iter().map(|column| column.name))?;
    for row in (table.rows)(sheet) {
        writer.write_record(row.cells.iter().map(written))?;
    }
    Ok(writer.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_never_starts_a_formula() {
        for text in ["=1+1", "+1+1", "-cmd", "@SUM(A1)", "\t=1"] {
            assert!(harmless(text.to_owned()).starts_with('\''), "{text}");
        }
        assert_eq!(harmless("-7.55400".to_owned()), "-7.55400");
        assert_eq!(harmless("Lille".to_owned()), "Lille");
    }
}
