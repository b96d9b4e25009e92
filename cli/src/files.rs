//! Files named on the command line.
//!
//! In: paths. Out: their bytes read as documents, or a message that says which file and what to do.
//!
//! # Invariants
//! A file that cannot be read stops no other.

use ::read::{Document, Hint};
use ::work::documents::Reader;
use anyhow::Context;
use std::path::Path;

/// Reads one file as a document.
pub(crate) fn document(path: &Path) -> anyhow::Result<Document> {
    let bytes = bytes(path)?;
    let name = path.to_string_lossy();
    reader()?
        .document(&bytes, &Hint::named(&name))
        .with_context(|| format!("{name}"))
}

/// What reads documents: what strangers packed is unpacked by this program, confined.
pub(crate) fn reader() -> anyhow::Result<Reader> {
    let program = std::env::current_exe().context("this program does not find itself")?;
    Ok(Reader::confined_by(program))
}

/// The bytes of a file; `-` is standard input.
pub(crate) fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    use std::io::Read;
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context("standard input could not be read")?;
        return Ok(bytes);
    }
    std::fs::read(path).with_context(|| {
        format!(
            "{} could not be read; check the path and its permissions",
            path.display()
        )
    })
}
