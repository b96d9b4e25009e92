//! A folder of files, each under the SHA-256 of its bytes: what people gave until it is imported.
//!
//! In: bytes, piece by piece. Out: the hash under which they are kept.
//!
//! # Invariants
//! - A file's name is the hash of its bytes; the same bytes given twice are one file.
//! - Memory holds one piece at a time, however large the file.
//! - What is taken away is what nobody needs and nobody has given for an hour.

use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::NamedTempFile;

/// How long a file stays that no import names yet: between its last byte and the job that names it.
const BETWEEN: Duration = Duration::from_hours(1);

/// The folder.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

/// A file that is being written.
#[derive(Debug)]
pub struct Piecewise {
    folder: PathBuf,
    file: NamedTempFile,
    digest: Sha256,
    bytes: u64,
}

/// A file on the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 of its bytes, in small hexadecimal digits.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

impl Shelf {
    /// The shelf in this folder, which is made with the first file.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Begins a file; dropped before it is kept, it leaves nothing.
    pub fn begin(&self) -> io::Result<Piecewise> {
        fs::create_dir_all(&self.folder)?;
        Ok(Piecewise {
            file: NamedTempFile::new_in(&self.folder)?,
            folder: self.folder.clone(),
            digest: Sha256::new(),
            bytes: 0,
        })
    }

    /// The bytes of a file.
    pub fn read(&self, sha256: &str) -> io::Result<Vec<u8>> {
        fs::read(self.place(sha256)?)
    }

    /// Takes away what is not `needed`; answers how many files.
    pub fn sweep(&self, needed: &BTreeSet<String>, now: SystemTime) -> io::Result<usize> {
        let listed = match fs::read_dir(&self.folder) {
            Ok(listed) => listed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(error),
        };
        let mut gone = 0;
        for entry in listed {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let age = now.duration_since(entry.metadata()?.modified()?);
            // A file from the future is not old.
            let old = age.is_ok_and(|age| age > BETWEEN);
            if old && !needed.contains(&name) {
                fs::remove_file(entry.path())?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    fn place(&self, sha256: &str) -> io::Result<PathBuf> {
        place(&self.folder, sha256)
    }
}

/// The place of a hash; what is no hash has none.
fn place(folder: &Path, sha256: &str) -> io::Result<PathBuf> {
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "this is no hash of a file",
        ));
    }
    Ok(folder.join(sha256))
}

impl Piecewise {
    /// Adds a piece.
    pub fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        self.file.write_all(piece)?;
        self.digest.update(piece);
        self.bytes += u64::try_from(piece.len()).unwrap_or(0);
        Ok(())
    }

    /// Puts the file on the shelf, synced to the disk.
    pub fn keep(self) -> io::Result<Kept> {
        let digest = self.digest.finalize();
        let sha256 = digest.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        self.file.as_file().sync_all()?;
        let place = place(&self.folder, &sha256)?;
        self.file.persist(place).map_err(|error| error.error)?;
        Ok(Kept {
            sha256,
            bytes: self.bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(shelf: &Shelf, pieces: &[&[u8]]) -> Kept {
        let mut file = shelf.begin().unwrap();
        for piece in pieces {
            file.write(piece).unwrap();
        }
        file.keep().unwrap()
    }

    #[test]
    fn the_same_bytes_in_other_pieces_are_one_file_under_their_hash() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(folder.path().join("files"));
        let one = kept(&shelf, &[b"ab", b"c"]);
        assert_eq!(one, kept(&shelf, &[b"abc"]));
        assert_eq!(one.bytes, 3);
        // FIPS 180-2, appendix B.1.
        assert!(one.sha256.starts_with("ba7816bf8f01cfea"), "{}", one.sha256);
        assert_eq!(shelf.read(&one.sha256).unwrap(), b"abc");
        assert_eq!(fs::read_dir(folder.path().join("files")).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_not_finished_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(folder.path());
        let mut file = shelf.begin().unwrap();
        file.write(b"half").unwrap();
        drop(file);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_nobody_needs_goes_after_an_hour_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(folder.path());
        let (needed, other) = (kept(&shelf, &[b"1"]), kept(&shelf, &[b"2"]));
        let names: BTreeSet<String> = [needed.sha256.clone()].into();
        let now = SystemTime::now();
        assert_eq!(shelf.sweep(&names, now).unwrap(), 0, "it was given just now");
        let later = now + Duration::from_hours(2);
        assert_eq!(shelf.sweep(&names, later).unwrap(), 1);
        assert!(shelf.read(&needed.sha256).is_ok() && shelf.read(&other.sha256).is_err());
        assert_eq!(Shelf::at("/nowhere/at/all").sweep(&names, now).unwrap(), 0);
    }

    #[test]
    fn a_name_that_is_no_hash_leads_nowhere() {
        let shelf = Shelf::at("/etc");
        assert!(shelf.read("passwd").is_err() && shelf.read("../etc/passwd").is_err());
    }
}
