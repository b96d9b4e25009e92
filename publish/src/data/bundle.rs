//! Everything at once: each file of open data in one archive, with a manifest of rows and hashes.
//!
//! # Invariants
//! - The files are byte for byte those that stand alone at `/data/`.
//! - The same record gives the same archive: entries in the order of the catalogue, none with a time of its own.

use super::catalogue::Published;
use super::shelf::hexadecimal;
use super::table::Sheet;
use super::{DataError, LICENCE, LICENCE_URL};
use crate::words::Lang;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufWriter, Read, Seek, Write};
use vocabulary::Day;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Name of the manifest.
pub(crate) const MANIFEST: &str = "manifest.json";
/// How many bytes are moved at a time.
const PIECE: usize = 64 << 10;

/// What a manifest says of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// SHA-256 of the bytes, in small hexadecimal digits.
    pub sha256: String,
    /// How many rows it holds, where it is a table.
    pub rows: Option<usize>,
}

/// The manifest of files that were made at a position of the change log, on a day.
pub(crate) fn manifest((position, made): (u64, Day), files: &[Listed]) -> Value {
    let listed: Map<String, Value> = files
        .iter()
        .map(|file| {
            let said = json!({ "bytes": file.bytes, "sha256": file.sha256, "rows": file.rows });
            (file.name.clone(), said)
        })
        .collect();
    json!({
        "schema": 1,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "attribution": Lang::En.t("attribution"),
        "position": position,
        "made": made,
        "files": listed,
    })
}

/// Copies the bytes and takes their hash.
fn copy(from: &mut File, into: &mut impl Write) -> Result<(u64, String), DataError> {
    let mut hash = Sha256::new();
    let mut bytes = 0;
    let mut piece = vec![0; PIECE];
    loop {
        let count = from.read(&mut piece)?;
        let read = piece.get(..count).unwrap_or_default();
        if read.is_empty() {
            return Ok((bytes, hexadecimal(&hash.finalize())));
        }
        hash.update(read);
        into.write_all(read)?;
        bytes += u64::try_from(count).unwrap_or_default();
    }
}

fn options(file: Published, bytes: u64) -> SimpleFileOptions {
    let method = if file.is_packed() {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    SimpleFileOptions::DEFAULT
        .compression_method(method)
        .large_file(bytes > u64::from(u32::MAX / 2))
}

/// Writes the archive.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut File) -> Result<(), DataError> {
    let mut archive = ZipWriter::new(BufWriter::new(out));
    let mut files = Vec::new();
    for file in Published::all().into_iter().filter(|file| file.is_bundled()) {
        let mut held = tempfile::tempfile()?;
        file.write(sheet, &mut held)?;
        held.rewind()?;
        archive.start_file(file.name(), options(file, held.metadata()?.len()))?;
        let (bytes, sha256) = copy(&mut held, &mut archive)?;
        files.push(Listed {
            name: file.name(),
            bytes,
            sha256,
            rows: file.rows(sheet),
        });
    }
    let snapshot = sheet.view.snapshot;
    let manifest = manifest((snapshot.position(), snapshot.today()), &files);
    archive.start_file(MANIFEST, options(Published::Dictionary, 0))?;
    writeln!(archive, "{manifest:#}")?;
    Ok(archive.finish()?.flush()?)
}
