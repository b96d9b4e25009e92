//! Package files: gzipped tar archives and wheels (zip).
//!
//! In: the bytes of a package file. Out: the files the lock names, and no others.
//!
//! # Invariants
//! Nothing is written to disk, so a path that leads outside does no harm; a file larger than [`MAX_FILE`] is refused.

use super::{Files, Package, PackageError, Registry};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The largest file taken out of a package; the largest one used has 80 MB.
const MAX_FILE: u64 = 512 * 1024 * 1024;

/// The files of the lock's `files`, by their words.
pub(super) fn unpacked(package: &Package, bytes: &[u8]) -> Result<Files, PackageError> {
    let wanted: BTreeMap<&str, &str> = package
        .files
        .iter()
        .map(|(word, path)| (path.as_str(), word.as_str()))
        .collect();
    let files = match package.registry {
        Registry::Npm => from_tar(bytes, &wanted),
        Registry::Pypi => from_zip(bytes, &wanted),
    };
    let files = files.map_err(|reason| PackageError::Archive {
        file: package.archive.clone(),
        reason,
    })?;
    match wanted.iter().find(|(_, word)| !files.contains_key(**word)) {
        Some((path, _)) => Err(PackageError::NoFile {
            file: package.archive.clone(),
            missing: (*path).to_owned(),
        }),
        None => Ok(files),
    }
}

fn from_tar(bytes: &[u8], wanted: &BTreeMap<&str, &str>) -> Result<Files, String> {
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes));
    let mut files = Files::new();
    for entry in archive.entries().map_err(|error| error.to_string())? {
        let entry = entry.map_err(|error| error.to_string())?;
        let path = entry
            .path()
            .map_err(|error| error.to_string())?
            .to_string_lossy()
            .into_owned();
        if let Some(word) = wanted.get(path.as_str()) {
            files.insert((*word).to_owned(), whole(entry, &path)?);
        }
    }
    Ok(files)
}

fn from_zip(bytes: &[u8], wanted: &BTreeMap<&str, &str>) -> Result<Files, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut files = Files::new();
    for (path, word) in wanted {
        match archive.by_name(path) {
            Ok(file) => {
                files.insert((*word).to_owned(), whole(file, path)?);
            }
            // The caller names what is missing.
            Err(zip::result::ZipError::FileNotFound) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(files)
}

fn whole(file: impl Read, path: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = file.take(MAX_FILE + 1).read_to_end(&mut bytes);
    match read {
        Ok(length) if u64::try_from(length).is_ok_and(|length| length <= MAX_FILE) => Ok(bytes),
        Ok(_) => Err(format!("“{path}” is larger than {MAX_FILE} bytes")),
        Err(error) => Err(format!("“{path}”: {error}")),
    }
}
