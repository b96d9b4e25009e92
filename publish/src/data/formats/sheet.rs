//! XLSX: a workbook with the table, and a second sheet that says what each column means.
//!
//! # Invariants
//! - Texts are written as texts, so that none of them is a formula; numbers are numbers.
//! - A table of more rows than a sheet holds goes on in the next sheet.
//! - The same record gives the same bytes: the workbook says it was made on the snapshot's day.

use crate::data::DataError;
use crate::data::table::{Cell, Row, Sheet, Table};
use crate::view::cut;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use std::io::{Seek, Write};

/// Most rows of a sheet below its headings.
const ROWS: u32 = 1_000_000;
/// Most characters of a cell.
const CHARACTERS: usize = 32_767;

fn put(page: &mut Worksheet, at: (u32, u16), cell: &Cell) -> Result<(), DataError> {
    let (row, column) = at;
    match cell {
        Cell::Empty => {}
        Cell::Text(_) | Cell::List(_) => {
            page.write_string(row, column, cut(&cell.plain(), CHARACTERS - 1))?;
        }
        Cell::Integer(number) => {
            page.write_number(row, column, number.to_f64().unwrap_or(f64::NAN))?;
        }
        Cell::Amount(number) => {
            page.write_number(row, column, number.to_f64().unwrap_or(f64::NAN))?;
        }
        Cell::Degrees(number) => {
            page.write_number(row, column, *number)?;
        }
        Cell::Boolean(value) => {
            page.write_boolean(row, column, *value)?;
        }
    }
    Ok(())
}

fn headed<'w>(book: &'w mut Workbook, name: &str, headings: &[&str]) -> Result<&'w mut Worksheet, DataError> {
    let page = book.add_worksheet_with_constant_memory()?;
    page.set_name(name)?;
    page.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, heading) in (0_u16..).zip(headings) {
        page.set_column_width(column, 18)?;
        page.write_string_with_format(0, column, *heading, &bold)?;
    }
    Ok(page)
}

fn meanings(book: &mut Workbook, table: &Table, sheet: &Sheet<'_>) -> Result<(), DataError> {
    let lang = sheet.view.lang;
    let page = headed(book, "columns", &["column", "meaning"])?;
    for (row, column) in (1_u32..).zip(table.columns) {
        page.write_string(row, 0, column.name)?;
        page.write_string(row, 1, lang.word("column", column.meaning))?;
    }
    Ok(())
}

fn properties(sheet: &Sheet<'_>) -> Result<DocProperties, DataError> {
    let made = sheet.view.snapshot.today().first();
    let number = |part: i8| u8::try_from(part).unwrap_or(1);
    let year = u16::try_from(made.year()).unwrap_or(1900);
    let made = ExcelDateTime::from_ymd(year, number(made.month()), number(made.day()))?;
    let rights = format!("{} · {}", crate::data::LICENCE, sheet.view.lang.t("attribution"));
    Ok(DocProperties::new()
        .set_title("Jumelage")
        .set_comment(rights)
        .set_creation_datetime(&made))
}

/// Writes the table with the meaning of its columns.
pub(super) fn write(
    table: &Table,
    sheet: &Sheet<'_>,
    out: &mut (impl Write + Seek + Send),
) -> Result<(), DataError> {
    let mut book = Workbook::new();
    book.set_tempdir(std::env::temp_dir())?;
    book.set_properties(&properties(sheet)?);
    let headings: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let mut rows = (table.rows)(sheet).peekable();
    for number in 1_u32.. {
        let name = match number {
            1 => table.name.to_owned(),
            more => format!("{} {more}", table.name),
        };
        let page = headed(&mut book, &name, &headings)?;
        fill(page, &mut rows)?;
        if rows.peek().is_none() {
            break;
        }
    }
    meanings(&mut book, table, sheet)?;
    Ok(book.save_to_writer(out)?)
}

fn fill<'a>(page: &mut Worksheet, rows: &mut impl Iterator<Item = Row<'a>>) -> Result<(), DataError> {
    for (at, row) in (1..=ROWS).zip(rows) {
        for (column, cell) in (0_u16..).zip(&row.cells) {
            put(page, (at, column), cell)?;
        }
    }
    Ok(())
}
