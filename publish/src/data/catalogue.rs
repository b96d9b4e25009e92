//! Every file of open data by its name, and how it is written.
//!
//! # Invariants
//! Names are permanent: a file may join the list, none leaves it.

use super::formats::Format;
use super::table::{Only, Sheet, Table};
use super::{DataError, bundle, calendar, dictionary, giving, iati, quickstatements, subventions};
use crate::site::{Site, State};
use crate::view::View;
use crate::words::Lang;
use std::fs::File;
use std::io::{BufWriter, Write};

pub(crate) use super::tables::TABLES;

/// The machine's dictionary of the files.
pub(crate) const DICTIONARY: &str = "datapackage.json";

/// The archive of every file.
pub(crate) const BUNDLE: &str = "bundle.zip";

/// A file of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standard {
    /// IATI 2.03 activities.
    Activities,
    /// IATI 2.03 organisations.
    Organisations,
    /// iCalendar.
    Deadlines,
    /// 360Giving.
    Giving,
    /// Statements of Wikidata.
    QuickStatements,
    /// SCDL subventions.
    Subventions,
}

impl Standard {
    /// Every one, in the order of the data page.
    pub(crate) const ALL: [Self; 6] = [
        Self::Activities,
        Self::Organisations,
        Self::Deadlines,
        Self::Giving,
        Self::QuickStatements,
        Self::Subventions,
    ];

    /// Its name below `/data/`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Activities => "iati/activities.xml",
            Self::Organisations => "iati/organisations.xml",
            Self::Deadlines => "deadlines.ics",
            Self::Giving => "360giving.json",
            Self::QuickStatements => "quickstatements.txt",
            Self::Subventions => "subventions.csv",
        }
    }

    /// The key of its words behind `file-`.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Activities => "iati-activities",
            Self::Organisations => "iati-organisations",
            Self::Deadlines => "deadlines",
            Self::Giving => "360giving",
            Self::QuickStatements => "quickstatements",
            Self::Subventions => "subventions",
        }
    }

    fn rows(self, sheet: &Sheet<'_>) -> usize {
        let record = sheet.view.snapshot.record();
        match self {
            Self::Activities => iati::count(sheet),
            Self::Organisations => record.authorities.len() + record.organisations.len(),
            Self::Deadlines => calendar::count(sheet),
            Self::Giving => giving::count(sheet),
            Self::QuickStatements => quickstatements::tally(sheet).stated * 2,
            Self::Subventions => subventions::tally(sheet).rows,
        }
    }

    /// How many grants the standard does not take, because it asks for what is not known of them.
    pub(crate) fn left_out(self, sheet: &Sheet<'_>) -> usize {
        match self {
            Self::Activities => iati::left_out(sheet),
            Self::Giving => giving::left_out(sheet),
            Self::Organisations | Self::Deadlines | Self::QuickStatements | Self::Subventions => 0,
        }
    }

    fn write(self, sheet: &Sheet<'_>, out: &mut File) -> Result<(), DataError> {
        let mut buffered = BufWriter::new(out);
        match self {
            Self::Activities => iati::activities(sheet, &mut buffered)?,
            Self::Organisations => iati::organisations(sheet, &mut buffered)?,
            Self::Deadlines => calendar::write(sheet, &mut buffered)?,
            Self::Giving => giving::write(sheet, &mut buffered)?,
            Self::QuickStatements => quickstatements::write(sheet, &mut buffered)?,
            Self::Subventions => subventions::write(sheet, &mut buffered)?,
        }
        Ok(buffered.flush()?)
    }
}

/// A published file.
#[derive(Clone, Copy)]
pub(crate) enum Published {
    /// A table in a format.
    Table(&'static Table, Format),
    /// A file of a standard.
    Standard(Standard),
    /// The dictionary for machines.
    Dictionary,
    /// Every other file in one archive.
    Bundle,
}

impl Published {
    /// Every file, in the order of the data page.
    pub(crate) fn all() -> Vec<Self> {
        let tables = TABLES
            .iter()
            .flat_map(|table| Format::ALL.map(|format| Self::Table(table, format)));
        tables
            .chain(Standard::ALL.map(Self::Standard))
            .chain([Self::Dictionary, Self::Bundle])
            .collect()
    }

    /// The file with this name below `/data/`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|file| file.name() == name)
    }

    /// Its name below `/data/`.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Table(table, format) => format!("{}.{}", table.name, format.ending()),
            Self::Standard(standard) => standard.name().to_owned(),
            Self::Dictionary => DICTIONARY.to_owned(),
            Self::Bundle => BUNDLE.to_owned(),
        }
    }

    /// Its media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Table(_, format) => format.media_type(),
            Self::Standard(Standard::Activities | Standard::Organisations) => {
                "application/xml; charset=utf-8"
            }
            Self::Standard(Standard::Deadlines) => "text/calendar; charset=utf-8",
            Self::Standard(Standard::QuickStatements) => "text/plain; charset=utf-8",
            Self::Standard(Standard::Subventions) => Format::Csv.media_type(),
            Self::Standard(Standard::Giving) | Self::Dictionary => "application/json",
            Self::Bundle => "application/zip",
        }
    }

    /// Whether it is packed already.
    pub(crate) fn is_packed(self) -> bool {
        match self {
            Self::Table(_, format) => format.is_packed(),
            Self::Standard(_) | Self::Dictionary => false,
            Self::Bundle => true,
        }
    }

    /// Whether it stands in the bundle and in exports; the bundle itself does not.
    pub(crate) fn is_bundled(self) -> bool {
        !matches!(self, Self::Bundle)
    }

    /// How many rows it holds, where it holds rows.
    pub(crate) fn rows(self, sheet: &Sheet<'_>) -> Option<usize> {
        match self {
            Self::Table(table, _) => Some((table.count)(sheet)),
            Self::Standard(standard) => Some(standard.rows(sheet)),
            Self::Dictionary | Self::Bundle => None,
        }
    }

    /// Writes it.
    pub(crate) fn write(self, sheet: &Sheet<'_>, out: &mut File) -> Result<(), DataError> {
        match self {
            Self::Table(table, format) => format.write(table, sheet, out),
            Self::Standard(standard) => standard.write(sheet, out),
            Self::Dictionary => {
                let package = dictionary::package(sheet);
                Ok(writeln!(out, "{package:#}")?)
            }
            Self::Bundle => bundle::write(sheet, out),
        }
    }
}

/// What whole files are made from.
pub(crate) fn whole<'a>(site: &'a Site, state: &'a State) -> Sheet<'a> {
    sheet(site, state, Only::All)
}

/// What the files of one snapshot are made from.
pub(crate) fn sheet<'a>(site: &'a Site, state: &'a State, only: Only) -> Sheet<'a> {
    Sheet {
        view: View {
            // Names of values and notes in files are English, like their columns.
            lang: Lang::En,
            snapshot: &state.snapshot,
            places: site.places(),
        },
        address: site.address(),
        only,
    }
}
