//! Workbooks (XLSX, ODS): their first sheet.
//!
//! In: bytes. Out: rows of strings.
//!
//! # Invariants
//! - Rows keep their order and number; cells left out at the end of a row are not filled in.
//! - XLSX is read cell by cell, so a lone cell in the last row does not claim the whole grid.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Xlsx};
use zip::ZipArchive;

use crate::ReadError;

/// The most cells, written or left out between written ones, that one sheet may have.
const MAX_CELLS: usize = 20_000_000;

/// The first sheet of a workbook, every cell as a string; numbers and dates as they are written in
/// CSV ("15116.5", "2025-06-06").
///
/// Fails with [`ReadError::Sheet`] if the bytes are no workbook.
pub fn sheet_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, ReadError> {
    Ok(first_sheet(bytes)?.0)
}

/// The most bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;

/// The rows of the first sheet, and how many sheets there are.
pub(crate) fn first_sheet(bytes: &[u8]) -> Result<(Vec<Vec<String>>, usize), ReadError> {
    refuse_larger(bytes, MAX_UNPACKED)?;
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(workbook) => xlsx_rows(workbook),
        Err(xlsx) => match Ods::new(Cursor::new(bytes)) {
            Ok(workbook) => ods_rows(workbook),
            Err(_) => Err(refused(&xlsx)),
        },
    }
}

/// A workbook is an archive: a small one may unpack to more than there is memory.
fn refuse_larger(bytes: &[u8], limit: u64) -> Result<(), ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| refused(&error))?;
        unpacked = unpacked.saturating_add(part.size());
    }
    if unpacked > limit {
        return Err(refused(&format!(
            "it unpacks to {unpacked} bytes, more than the {limit} that are read"
        )));
    }
    Ok(())
}

fn xlsx_rows(mut workbook: Xlsx<Cursor<&[u8]>>) -> Result<(Vec<Vec<String>>, usize), ReadError> {
    let names = workbook.sheet_names();
    let name = names.first().ok_or_else(|| refused(&"it has no sheet"))?;
    let mut cells = workbook
        .worksheet_cells_reader(name)
        .map_err(|error| refused(&error))?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut held = 0;
    while let Some(cell) = cells.next_cell().map_err(|error| refused(&error))? {
        let (row, column) = cell.get_position();
        let (row, column) = (index(row), index(column));
        let value = value_of(cell.get_value());
        if value.is_empty() {
            continue;
        }
        held += (row + 1).saturating_sub(rows.len());
        if held > MAX_CELLS {
            return Err(refused(&"it has too many cells"));
        }
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = rows.get_mut(row) {
            held += (column + 1).saturating_sub(cells.len());
            if cells.len() <= column {
                cells.resize_with(column + 1, String::new);
            }
            if let Some(cell) = cells.get_mut(column) {
                *cell = value;
            }
        }
    }
    Ok((rows, names.len()))
}

fn ods_rows(mut workbook: Ods<Cursor<&[u8]>>) -> Result<(Vec<Vec<String>>, usize), ReadError> {
    let names = workbook.sheet_names();
    let name = names.first().ok_or_else(|| refused(&"it has no sheet"))?;
    let range = workbook.worksheet_range(name).map_err(|error| refused(&error))?;
    let skipped = range.start().map_or(0, |(row, _)| index(row));
    let left = range.start().map_or(0, |(_, column)| index(column));
    let mut rows: Vec<Vec<String>> = Vec::new();
    rows.resize_with(skipped, Vec::new);
    for row in range.rows() {
        let mut cells = vec![String::new(); left];
        cells.extend(row.iter().map(|value| match value {
            Data::DateTime(moment) => moment_of(*moment),
            other => other.to_string(),
        }));
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        rows.push(cells);
    }
    Ok((rows, names.len()))
}

fn value_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => moment_of(*moment),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn moment_of(moment: ExcelDateTime) -> String {
    if moment.is_duration() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}

fn index(position: u32) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn refused(error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Sheet {
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_refused_unopened() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive
            .start_file("xl/sharedStrings.xml", SimpleFileOptions::default())
            .unwrap();
        archive.write_all(&[b' '; 4096]).unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        assert_eq!(
            refuse_larger(&bytes, 1000).unwrap_err().to_string(),
            "the sheet cannot be read (it unpacks to 4096 bytes, more than the 1000 that are read): save it again as XLSX, ODS or CSV"
        );
        assert_eq!(refuse_larger(&bytes, 4096), Ok(()));
    }
}
