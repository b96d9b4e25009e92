//! A backup as one file: a record's parts, packed together and each known by its hash.
//!
//! In: the parts as files, and what is said about them. Out: an archive (tar, compressed with zstd) that any unpacker opens,
//! and from it the parts again.
//!
//! # Invariants
//! - The last entry, [`CONTENTS`], lists every part with its size and SHA-256: an archive that was cut short lacks it, and
//!   one that was altered does not fit it.
//! - Parts have plain relative names: nothing is unpacked outside the folder given.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

/// The entry that lists the others.
pub const CONTENTS: &str = "contents.json";
/// Version of the form of an archive; a newer one may hold what we do not know.
const FORM: u32 = 1;
/// Fast, and texts still shrink to a quarter.
const LEVEL: i32 = 3;
/// A list of this many bytes names more parts than any record has.
const LONGEST_LIST: u64 = 256 << 20;

/// What keeps a backup from being made or used.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A part, or the archive, could not be read or written.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        source: io::Error,
    },
    /// It is something else, or was cut short.
    #[error("it is no backup of this program, or it was cut short ({why}); use another one")]
    NoBackup {
        /// What is missing or wrong.
        why: String,
    },
    /// A part is not what the list says.
    #[error("its part {part} is not as it was written; use another backup")]
    Altered {
        /// Which part.
        part: String,
    },
    /// A newer version of the program made it.
    #[error("it has the form {form}, this program knows up to {FORM}; use the newer version of the program")]
    Newer {
        /// Its form.
        form: u32,
    },
}

fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> BackupError {
    let what = what.into();
    move |source| BackupError::Io { what, source }
}

/// What an archive holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Version of the form.
    pub form: u32,
    /// What the maker said about it.
    pub about: Value,
    /// Every part, in the order of the archive.
    pub parts: Vec<Part>,
}

/// One part of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its length in bytes.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// Packs files under the names given; answers what the archive holds.
pub fn pack(to: impl Write, files: &[(PathBuf, String)], about: Value) -> Result<Contents, BackupError> {
    let packing = "the backup could not be written";
    let encoder = zstd::Encoder::new(to, LEVEL).map_err(io(packing))?;
    let mut archive = tar::Builder::new(encoder);
    let mut contents = Contents {
        form: FORM,
        about,
        parts: Vec::new(),
    };
    for (path, name) in files {
        let told = || format!("{} could not be packed", path.display());
        let file = match File::open(path) {
            // Whoever keeps files may take one away between our listing and our opening.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened.map_err(io(told()))?,
        };
        let size = file.metadata().map_err(io(told()))?.len();
        let mut hashed = Hashed::over(file.take(size));
        append(&mut archive, name, size, &mut hashed).map_err(io(told()))?;
        contents.parts.push(Part {
            name: name.clone(),
            size,
            sha256: hashed.hex(),
        });
    }
    let list = serde_json::to_vec(&contents).map_err(|error| io(packing)(error.into()))?;
    let size = u64::try_from(list.len()).unwrap_or(u64::MAX);
    append(&mut archive, CONTENTS, size, list.as_slice()).map_err(io(packing))?;
    let encoder = archive.into_inner().map_err(io(packing))?;
    encoder
        .finish()
        .and_then(|mut to| to.flush())
        .map_err(io(packing))?;
    Ok(contents)
}

fn append(
    archive: &mut tar::Builder<impl Write>,
    name: &str,
    size: u64,
    bytes: impl Read,
) -> Result<(), io::Error> {
    let mut header = tar::Header::new_gnu();
    header.set_size(size);
    header.set_mode(0o600);
    archive.append_data(&mut header, name, bytes)
}

/// Unpacks an archive into an empty folder, each part compared with the list; answers what it holds.
pub fn unpack(from: impl Read, into: &Path) -> Result<Contents, BackupError> {
    let decoder = zstd::Decoder::new(from).map_err(no_backup)?;
    let mut archive = tar::Archive::new(decoder);
    let mut found = Vec::new();
    for entry in archive.entries().map_err(no_backup)? {
        let mut entry = entry.map_err(no_backup)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if name == CONTENTS {
            let mut list = Vec::new();
            entry
                .take(LONGEST_LIST)
                .read_to_end(&mut list)
                .map_err(no_backup)?;
            return compared(&list, &found);
        }
        let path = inside(into, &name)?;
        let told = || format!("{} could not be written", path.display());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(io(told()))?;
        }
        let mut file = File::create_new(&path).map_err(io(told()))?;
        let mut hashed = Hashed::over(&mut entry);
        let size = copied(&mut hashed, &mut file, told)?;
        file.sync_all().map_err(io(told()))?;
        let sha256 = hashed.hex();
        found.push(Part { name, size, sha256 });
    }
    Err(BackupError::NoBackup {
        why: format!("{CONTENTS} is missing"),
    })
}

/// Copies to the end: what cannot be read is a bad archive, what cannot be written is a full disk.
fn copied(from: &mut impl Read, to: &mut impl Write, told: impl Fn() -> String) -> Result<u64, BackupError> {
    let mut piece = vec![0; 64 << 10];
    let mut size = 0;
    loop {
        let read = from.read(&mut piece).map_err(no_backup)?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok(size);
        };
        to.write_all(bytes).map_err(io(told()))?;
        size += u64::try_from(read).unwrap_or(0);
    }
}

/// The list, if it fits what was found.
fn compared(list: &[u8], found: &[Part]) -> Result<Contents, BackupError> {
    #[derive(Deserialize)]
    struct Form {
        form: u32,
    }
    let no_list = |error: serde_json::Error| BackupError::NoBackup {
        why: format!("{CONTENTS}: {error}"),
    };
    let Form { form } = serde_json::from_slice(list).map_err(no_list)?;
    if form > FORM {
        return Err(BackupError::Newer { form });
    }
    let contents: Contents = serde_json::from_slice(list).map_err(no_list)?;
    let differs = contents.parts.iter().find(|part| !found.contains(part));
    let unlisted = found.iter().find(|part| !contents.parts.contains(part));
    match differs.or(unlisted) {
        Some(part) => Err(BackupError::Altered {
            part: part.name.clone(),
        }),
        None => Ok(contents),
    }
}

/// The path of a part within the folder, if its name is plain.
fn inside(folder: &Path, name: &str) -> Result<PathBuf, BackupError> {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    if name.is_empty() || !Path::new(name).components().all(plain) {
        return Err(BackupError::NoBackup {
            why: format!("a part is named “{name}”"),
        });
    }
    Ok(folder.join(name))
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn no_backup(error: io::Error) -> BackupError {
    BackupError::NoBackup {
        why: error.to_string(),
    }
}

/// The files under a folder, each with its name below `name`, sorted; none where there is no folder.
pub fn files_under(folder: &Path, name: &str) -> Result<Vec<(PathBuf, String)>, BackupError> {
    let told = || format!("{} could not be listed", folder.display());
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(io(told()))?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(io(told()))?;
        let below = format!("{name}/{}", entry.file_name().to_string_lossy());
        let sort = entry.file_type().map_err(io(told()))?;
        if sort.is_dir() {
            files.extend(files_under(&entry.path(), &below)?);
        } else if sort.is_file() {
            files.push((entry.path(), below));
        }
    }
    files.sort();
    Ok(files)
}

/// Bytes that are hashed as they are read.
struct Hashed<R> {
    inner: R,
    sha256: Sha256,
}

impl<R: Read> Hashed<R> {
    fn over(inner: R) -> Self {
        Self {
            inner,
            sha256: Sha256::new(),
        }
    }

    fn hex(self) -> String {
        use std::fmt::Write;
        let bytes = self.sha256.finalize();
        bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.sha256.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
