//! The gazetteer on disk: unpacked once to a cache and mapped from there.
//!
//! In: the gazetteer inside the program, or a file given by `--gazetteer`; the items of Wikidata and the SIRETs inside
//! the program, and tables given by `--wikidata` and `--siret`. Out: a searchable gazetteer that lives as long as the
//! program, with the identifiers of its bodies.
//!
//! # Invariants
//! - The cache is written whole or not at all, under a name made of what it holds and the code that made it.
//! - Where the cache cannot be written the gazetteer is kept in memory.

use ::recognise::gazetteer::{PACKED_MAGIC, index_version, searchable};
use ::recognise::{Gazetteer, Identifier, Identifiers, Strangers};
use anyhow::{Context, bail};
use std::fs::File;
use std::path::{Path, PathBuf};
use vocabulary::{Siret, WikidataItem};

/// The packed gazetteer that was there when the program was built; empty if there was none.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.zst"));

/// Which item of Wikidata a body is, as far as we know.
const ITEMS: (&str, &str) = (
    "gazetteer/wikidata.tsv",
    include_str!("../../gazetteer/wikidata.tsv"),
);

/// Where a body sits by the directory of establishments, as far as we know.
const SIRETS: (&str, &str) = ("gazetteer/siret.tsv", include_str!("../../gazetteer/siret.tsv"));

/// First bytes of a zstd frame.
const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// A gazetteer with the version that claims record.
#[derive(Debug)]
pub(crate) struct OpenGazetteer {
    /// The gazetteer.
    pub(crate) gazetteer: &'static Gazetteer<'static>,
    /// What it was made of, as 16 hexadecimal digits.
    pub(crate) version: String,
    /// The items of Wikidata of its bodies.
    pub(crate) items: Identifiers<WikidataItem>,
    /// The SIRETs of its bodies.
    pub(crate) sirets: Identifiers<Siret>,
}

/// What the operator names in place of what is inside the program, or beside it.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct GazetteerArguments {
    /// A gazetteer file to use in place of the one inside the program
    #[arg(long, value_name = "FILE", global = true, env = "JUMELAGE_GAZETTEER")]
    gazetteer: Option<PathBuf>,
    /// A table of Wikidata items (code, item, source) to lay over the one inside the program
    #[arg(long, value_name = "FILE", global = true, env = "JUMELAGE_WIKIDATA")]
    wikidata: Option<PathBuf>,
    /// A table of SIRETs (code, siret, source) to lay over the one inside the program
    #[arg(long, value_name = "FILE", global = true, env = "JUMELAGE_SIRET")]
    siret: Option<PathBuf>,
}

/// Opens the gazetteer: the given file, or the one inside the program; with the identifiers of its bodies.
pub(crate) fn open(given: &GazetteerArguments) -> anyhow::Result<OpenGazetteer> {
    let read;
    let (compressed, name) = match &given.gazetteer {
        Some(path) => {
            read = std::fs::read(path).with_context(|| {
                format!(
                    "the gazetteer {} could not be read; check the path given by --gazetteer",
                    path.display()
                )
            })?;
            (read.as_slice(), path.display().to_string())
        }
        None if EMBEDDED.is_empty() => {
            bail!(
                "this program was built without a gazetteer; run `jumelage gazetteer build`, then build it again"
            )
        }
        None => (EMBEDDED, "inside the program".to_owned()),
    };
    let version = work::packages::sha256(compressed)
        .chars()
        .take(16)
        .collect::<String>();
    let gazetteer = cached(compressed, &version).with_context(|| format!("the gazetteer {name}"))?;
    Ok(OpenGazetteer {
        items: identifiers(&gazetteer, ITEMS, ("--wikidata", given.wikidata.as_deref()))?,
        sirets: identifiers(&gazetteer, SIRETS, ("--siret", given.siret.as_deref()))?,
        gazetteer: Box::leak(Box::new(gazetteer)),
        version,
    })
}

/// The identifiers inside the program, as far as this gazetteer has their bodies, and those of the table that the
/// operator gave by an option.
fn identifiers<T: Identifier>(
    gazetteer: &Gazetteer<'_>,
    own: (&str, &str),
    (option, given): (&str, Option<&Path>),
) -> anyhow::Result<Identifiers<T>> {
    let identifiers = Identifiers::default().with(own, gazetteer, Strangers::PassedOver)?;
    let Some(path) = given else {
        return Ok(identifiers);
    };
    let name = path.display().to_string();
    let table = std::fs::read_to_string(path).with_context(|| {
        format!("the table {name} could not be read; check the path given by {option}, and that it is UTF-8")
    })?;
    Ok(identifiers.with((&name, &table), gazetteer, Strangers::Refused)?)
}

/// The searchable gazetteer, from the cache if it is there.
fn cached(compressed: &[u8], version: &str) -> anyhow::Result<Gazetteer<'static>> {
    let place =
        cache_folder().map(|folder| folder.join(format!("gazetteer-{version}-{:016x}.bin", index_version())));
    if let Some(mapped) = place.as_deref().and_then(map) {
        return Ok(mapped);
    }
    let packed = if compressed.starts_with(&ZSTD) {
        zstd::decode_all(compressed).map_err(|_| ::recognise::GazetteerError::Damaged {
            part: "compressed file",
        })?
    } else if is_packed(compressed) {
        compressed.to_vec()
    } else {
        return Err(::recognise::GazetteerError::NotAGazetteer.into());
    };
    let bytes = searchable(&packed)?;
    let written = place
        .as_deref()
        .and_then(|place| write(place, &bytes).ok().and_then(|()| map(place)));
    match written {
        Some(mapped) => Ok(mapped),
        None => Ok(Gazetteer::open(bytes.leak())?),
    }
}

/// Whether these are the bytes of a packed gazetteer, of whatever version: the last byte of its mark says which.
fn is_packed(bytes: &[u8]) -> bool {
    PACKED_MAGIC
        .split_last()
        .is_some_and(|(_, mark)| bytes.starts_with(mark))
}

/// Where caches belong: `JUMELAGE_CACHE`, else the user's cache folder.
fn cache_folder() -> Option<PathBuf> {
    let named = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    named("JUMELAGE_CACHE")
        .or_else(|| named("XDG_CACHE_HOME").map(|folder| folder.join("jumelage")))
        .or_else(|| named("HOME").map(|folder| folder.join(".cache/jumelage")))
}

fn write(place: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::create_dir_all(place.parent().unwrap_or(Path::new(".")))?;
    Ok(work::files::write_whole(place, bytes)?)
}

/// Maps a cached file and opens it; `None` if it is not there or not whole.
fn map(place: &Path) -> Option<Gazetteer<'static>> {
    let file = File::open(place).ok()?;
    #[expect(
        unsafe_code,
        reason = "the cache is written whole under its final name and never changed afterwards"
    )]
    // SAFETY: no process writes to a file under its final name; a reader on disk keeps its pages if it is replaced.
    let map = unsafe { memmap2::Mmap::map(&file) }.ok()?;
    let bytes: &'static [u8] = Box::leak(Box::new(map));
    Gazetteer::open(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::AuthorityCode;

    #[test]
    fn every_row_of_our_table_of_items_is_about_a_body_of_our_gazetteer() {
        let open = open(&GazetteerArguments::default()).unwrap();
        let items = Identifiers::<WikidataItem>::default().with(ITEMS, open.gazetteer, Strangers::Refused);
        let items = items.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(items, open.items);
        let toulouse =
            vocabulary::Directory::authority(open.gazetteer, &"fr-com-31555".parse().unwrap()).unwrap();
        assert_eq!(items.of(&toulouse), "Q7880".parse().ok());
    }

    #[test]
    fn every_row_of_our_table_of_sirets_is_about_a_body_of_our_gazetteer_and_fits_its_codes() {
        let open = open(&GazetteerArguments::default()).unwrap();
        let sirets = Identifiers::<Siret>::default().with(SIRETS, open.gazetteer, Strangers::Refused);
        let sirets = sirets.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(sirets, open.sirets);
        assert!(sirets.len() >= 30);
        for (code, siret) in sirets.iter() {
            let body = vocabulary::Directory::authority(open.gazetteer, code).unwrap();
            let bodies = body
                .codes
                .iter()
                .filter(|code| code.scheme() == vocabulary::Scheme::FrEpci);
            for siren in bodies.map(AuthorityCode::official) {
                assert!(siret.to_string().starts_with(siren), "{code}: {siret}");
            }
        }
    }
}
