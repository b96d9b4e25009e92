//! The formats of a table: each takes the description and the rows, and writes them to a file.
//!
//! # Invariants
//! - Rows are taken one after the other; no format holds all of them.
//! - A format says the same as any other: a cell that one writes stands in each.

mod csv;
mod geojson;
mod json_lines;
mod parquet;
mod sheet;
#[cfg(test)]
mod tests;

pub(super) use csv::harmless;

use super::DataError;
use super::table::{Sheet, Table};
use std::fs::File;
use std::io::{BufWriter, Write};

/// A format of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// RFC 4180 in UTF-8.
    Csv,
    /// A workbook (Office Open XML).
    Sheet,
    /// RFC 7946.
    GeoJson,
    /// One JSON object per line.
    JsonLines,
    /// Apache Parquet.
    Parquet,
}

impl Format {
    /// Every format, in the order of the data page.
    pub(crate) const ALL: [Self; 5] = [
        Self::Csv,
        Self::Sheet,
        Self::GeoJson,
        Self::JsonLines,
        Self::Parquet,
    ];

    /// What stands behind the point of a file's name.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Sheet => "xlsx",
            Self::GeoJson => "geojson",
            Self::JsonLines => "jsonl",
            Self::Parquet => "parquet",
        }
    }

    /// Its name for people, the same in every language.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Sheet => "XLSX",
            Self::GeoJson => "GeoJSON",
            Self::JsonLines => "JSON Lines",
            Self::Parquet => "Parquet",
        }
    }

    /// Its media type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Sheet => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoJson => "application/geo+json",
            Self::JsonLines => "application/jsonl; charset=utf-8",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }

    /// Whether it is packed already, so that packing it again gains nothing.
    pub(crate) const fn is_packed(self) -> bool {
        matches!(self, Self::Sheet | Self::Parquet)
    }

    /// Writes a table.
    pub(crate) fn write(self, table: &Table, sheet: &Sheet<'_>, out: &mut File) -> Result<(), DataError> {
        let mut buffered = BufWriter::new(out);
        match self {
            Self::Csv => csv::write(table, sheet, &mut buffered)?,
            Self::Sheet => sheet::write(table, sheet, &mut buffered)?,
            Self::GeoJson => geojson::write(table, sheet, &mut buffered)?,
            Self::JsonLines => json_lines::write(table, sheet, &mut buffered)?,
            Self::Parquet => parquet::write(table, sheet, &mut buffered)?,
        }
        Ok(buffered.flush()?)
    }
}
