//! The journal of what a program did to its files, and how it is made.
//!
//! In: a program, and the folder whose files matter. Out: its acts, in the order in which they were done, with what it
//! acknowledged between them.
//!
//! # Invariants
//! What a program acknowledges stands behind everything that it did for it (`journal.c` says how).

use crate::TortureError;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The part that is preloaded before the C library.
const RECORDER: &str = include_str!("journal.c");
/// Letter, file, offset, length.
const HEAD: usize = 1 + 4 + 8 + 8;

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Bytes went to a place in a file.
    Written {
        /// Which file.
        file: PathBuf,
        /// Where, in bytes from its beginning.
        offset: usize,
        /// What.
        bytes: Vec<u8>,
    },
    /// A file got another length.
    Resized {
        /// Which file.
        file: PathBuf,
        /// Its length in bytes.
        length: usize,
    },
    /// All that was done to a file before is on the disk.
    Synced {
        /// Which file.
        file: PathBuf,
    },
    /// A file was removed.
    Removed {
        /// Which file.
        file: PathBuf,
    },
    /// The program told the outside that something is done.
    Acknowledged {
        /// In its words.
        words: String,
    },
}

/// Runs a program to its end with its acts on the files of `folder` journalled. `work` is a folder for the recorder and
/// the journal; both folders must be given as the system names them, without links.
pub fn journalled(program: &mut Command, folder: &Path, work: &Path) -> Result<Vec<Act>, TortureError> {
    let recorder = compiled(work)?;
    let journal = work.join("journal");
    let output = program
        .env("LD_PRELOAD", &recorder)
        .env("JOURNAL", &journal)
        .env("JOURNAL_UNDER", folder)
        .stdin(Stdio::null())
        .output()
        .map_err(TortureError::io("starting the program under the recorder"))?;
    if !output.status.success() {
        return Err(TortureError::Program {
            what: "the program under the recorder",
            said: String::from_utf8_lossy(&output.stderr).into_owned(),
        });
    }
    let bytes = std::fs::read(&journal).map_err(TortureError::io("reading the journal"))?;
    read(&bytes)
}

/// The recorder as a shared library, made by the machine's C compiler.
fn compiled(work: &Path) -> Result<PathBuf, TortureError> {
    let (source, library) = (work.join("journal.c"), work.join("journal.so"));
    std::fs::write(&source, RECORDER).map_err(TortureError::io("writing the recorder's source"))?;
    let output = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
        .args([&library, &source])
        .args(["-ldl", "-lpthread"])
        .output()
        .map_err(TortureError::io(
            "cc, the C compiler (on Debian: sudo apt-get install gcc libc6-dev)",
        ))?;
    if output.status.success() {
        return Ok(library);
    }
    Err(TortureError::Program {
        what: "cc",
        said: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// Reads a journal.
fn read(mut bytes: &[u8]) -> Result<Vec<Act>, TortureError> {
    let mut acts = Vec::new();
    // The first opened file has number one.
    let mut files: Vec<PathBuf> = Vec::new();
    while !bytes.is_empty() {
        let (record, rest) = Record::first(bytes).ok_or(TortureError::Journal)?;
        bytes = rest;
        let named = || {
            let at = record.file.checked_sub(1);
            let file = at.and_then(|at| files.get(at)).cloned();
            file.ok_or(TortureError::Journal)
        };
        match record.letter {
            b'O' => files.push(record.path()),
            b'W' => acts.push(Act::Written {
                file: named()?,
                offset: record.offset,
                bytes: record.bytes.to_vec(),
            }),
            b'T' => acts.push(Act::Resized {
                file: named()?,
                length: record.offset,
            }),
            b'S' => acts.push(Act::Synced { file: named()? }),
            b'U' => acts.push(Act::Removed { file: record.path() }),
            b'A' => acts.push(Act::Acknowledged {
                words: String::from_utf8_lossy(record.bytes).into_owned(),
            }),
            _ => return Err(TortureError::Journal),
        }
    }
    Ok(acts)
}

/// One record as it stands in the journal.
struct Record<'a> {
    letter: u8,
    file: usize,
    offset: usize,
    bytes: &'a [u8],
}

impl<'a> Record<'a> {
    /// The first record, and what stands behind it.
    fn first(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
        let number = |from: usize, to: usize| {
            let digits = head.get(from..to)?.iter().rev();
            usize::try_from(digits.fold(0_u64, |value, byte| (value << 8) | u64::from(*byte))).ok()
        };
        let (bytes, rest) = rest.split_at_checked(number(13, 21)?)?;
        let record = Self {
            letter: *head.first()?,
            file: number(1, 5)?,
            offset: number(5, 13)?,
            bytes,
        };
        Some((record, rest))
    }

    fn path(&self) -> PathBuf {
        PathBuf::from(String::from_utf8_lossy(self.bytes).into_owned())
    }
}
