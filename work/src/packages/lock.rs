//! The lock: which packages the gazetteer is built from, at which version, with which hash.
//!
//! In: `gazetteer/sources.lock` (JSON). Out: [`Lock`].
//!
//! # Invariants
//! A key that is not known here is an error, so that a misspelt one cannot pass unseen.

use super::PackageError;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The public registry a package comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registry {
    /// The registry of Node packages.
    Npm,
    /// The Python package index.
    Pypi,
}

/// One package of the lock.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// The word by which authorities name it as their source.
    pub word: String,
    /// The registry.
    pub registry: Registry,
    /// The package's name there.
    pub package: String,
    /// The version, exactly.
    pub version: String,
    /// The name of the package file as the registry's client writes it.
    pub archive: String,
    /// SHA-256 of the package file, hexadecimal in small letters.
    pub sha256: String,
    /// The licence of the data (SPDX).
    pub licence: String,
    /// Who must be named.
    pub attribution: String,
    /// The files used: word to path within the package file.
    pub files: BTreeMap<String, String>,
}

/// Every package, in the order of the lock.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The packages.
    pub packages: Vec<Package>,
}

impl Lock {
    /// Reads a lock.
    pub fn read(json: &str) -> Result<Self, PackageError> {
        serde_json::from_str(json).map_err(|source| PackageError::Lock { source })
    }
}
