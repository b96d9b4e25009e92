//! Office files (DOCX, ODT, XLSX, ODS): archives of XML, in two halves that may stand in two processes.
//!
//! In: bytes. Out: first what the archive holds, as HTML or as rows ([`Unpacked`]); then a [`Document`] of it.
//!
//! # Invariants
//! - Only the first half touches the archive: whoever does not trust it runs that half confined.
//! - No part is unpacked beyond its limit, whatever the archive says of its size.

mod text;

use crate::csv_table::table_document;
use crate::encoding::Decoded;
use crate::remark::{Remark, RemarkCode};
use crate::{Document, Format, Place, ReadError, html, sheet};
use serde::{Deserialize, Serialize};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes that one part of a text document may unpack to.
const MAX_PART: u64 = 64 * 1024 * 1024;

/// What an office file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unpacked {
    /// A text document, its headings, paragraphs, lists and tables as HTML.
    Text {
        /// The page.
        html: String,
    },
    /// The first sheet of a workbook.
    Sheet {
        /// Its rows, every cell as a string.
        rows: Vec<Vec<String>>,
        /// How many sheets there are.
        sheets: usize,
    },
}

/// Whether bytes are an archive, as office files are.
pub fn is_office(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Unpacks an office file.
pub fn unpack(bytes: &[u8]) -> Result<Unpacked, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    if archive.index_for_name("word/document.xml").is_some() {
        let title = part(&mut archive, "docProps/core.xml")?;
        let body = part(&mut archive, "word/document.xml")?.unwrap_or_default();
        let html = text::of_word(&body, title.as_deref())?;
        return Ok(Unpacked::Text { html });
    }
    let sort = part(&mut archive, "mimetype")?.unwrap_or_default();
    if sort.trim() == "application/vnd.oasis.opendocument.text" {
        let title = part(&mut archive, "meta.xml")?;
        let body = part(&mut archive, "content.xml")?.ok_or_else(|| refused(&"it has no content.xml"))?;
        let html = text::of_writer(&body, title.as_deref())?;
        return Ok(Unpacked::Text { html });
    }
    let (rows, sheets) = sheet::first_sheet(bytes)?;
    Ok(Unpacked::Sheet { rows, sheets })
}

/// A document of what an office file holds.
pub fn unpacked_document(unpacked: Unpacked) -> Result<Document, ReadError> {
    match unpacked {
        Unpacked::Text { html } => html::page_document(Decoded {
            text: html,
            remarks: Vec::new(),
        }),
        Unpacked::Sheet { rows, sheets } => {
            let numbered = (1..).zip(rows).collect();
            let mut document = table_document(numbered, Format::Sheet)?;
            if sheets > 1 {
                let others = RemarkCode::OtherSheets { count: sheets - 1 };
                document.remarks.push(Remark::new(others, Place::Whole));
            }
            Ok(document)
        }
    }
}

/// A part of an archive as text; `None` if it is not there.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, ReadError> {
    if archive.index_for_name(name).is_none() {
        return Ok(None);
    }
    let packed = archive.by_name(name).map_err(|error| refused(&error))?;
    let mut bytes = Vec::new();
    let read = packed.take(MAX_PART + 1).read_to_end(&mut bytes);
    read.map_err(|error| refused(&error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_PART {
        let why = format!("{name} unpacks to more than {MAX_PART} bytes");
        return Err(refused(&why));
    }
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| refused(&format!("{name} is not UTF-8")))
}

fn refused(error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Office {
        reason: error.to_string(),
    }
}
