//! Files under the SHA-256 of their bytes, in a folder or in a bucket of S3: what people gave until it is imported.
//!
//! In: bytes, piece by piece. Out: the hash under which they are kept.
//!
//! # Invariants
//! - A file's name is the hash of its bytes; the same bytes given twice are one file, and nobody sees half of it.
//! - In a folder a file that is kept is on the disk; in a bucket the store has acknowledged it.
//! - Memory holds a few pieces at a time, however large the file.
//! - What is taken away is what nobody needs and nobody has given for an hour; other things that lie in the place stay.

use futures_util::{Stream, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, ObjectStoreScheme, RetryConfig, WriteMultipart};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Seek, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::io::AsyncReadExt;
use url::Url;

/// How long a file stays that no import names yet: between its last byte and the job that names it.
const BETWEEN: Duration = Duration::from_hours(1);
/// Bytes that travel at once: the least that S3 takes as a part.
const PART: usize = 5 << 20;
/// Parts on their way at once.
const PARTS: usize = 2;
/// How long a bucket that does not answer is asked again: somebody waits for the answer.
const PATIENCE: RetryConfig = RetryConfig {
    backoff: object_store::BackoffConfig {
        init_backoff: Duration::from_millis(100),
        max_backoff: Duration::from_secs(2),
        base: 2.,
    },
    max_retries: 3,
    retry_timeout: Duration::from_secs(20),
};

/// A place for files that cannot be one.
#[derive(Debug, thiserror::Error)]
#[error(
    "{address} is no place for files: {source}; give a folder, or s3://BUCKET/FOLDER with the variables AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_ENDPOINT where it is not Amazon's)"
)]
pub struct ShelfError {
    /// What was given.
    pub address: String,
    /// Why not.
    pub source: object_store::Error,
}

/// The files.
#[derive(Debug, Clone)]
pub struct Shelf {
    store: Arc<dyn ObjectStore>,
    folder: Key,
    address: String,
}

/// A file that is being written.
#[derive(Debug)]
pub struct Piecewise {
    shelf: Shelf,
    file: fs::File,
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
    /// The shelf at `s3://BUCKET/FOLDER`, reached as the variables `AWS_*` say, or in a folder, which is made with the first file.
    pub fn at(address: &str) -> Result<Self, ShelfError> {
        let opened = if address.starts_with("s3://") {
            bucket(address)
        } else {
            folder(Path::new(address))
        };
        let (store, folder) = opened.map_err(|source| ShelfError {
            address: address.to_owned(),
            source,
        })?;
        Ok(Self {
            store,
            folder,
            address: address.to_owned(),
        })
    }

    /// Whether the place answers; why not, with its address.
    pub async fn reach(&self) -> Result<(), ShelfError> {
        let first = self.store.list(Some(&self.folder)).try_next().await;
        first.map(drop).map_err(|source| ShelfError {
            address: self.address.clone(),
            source,
        })
    }

    /// Begins a file; dropped before it is kept, it leaves nothing.
    pub fn begin(&self) -> io::Result<Piecewise> {
        Ok(Piecewise {
            // Its name is known with its last byte: until then it waits in the folder for temporary files, without a name.
            file: tempfile::tempfile()?,
            shelf: self.clone(),
            digest: Sha256::new(),
            bytes: 0,
        })
    }

    /// The bytes of a file.
    pub async fn read(&self, sha256: &str) -> io::Result<Vec<u8>> {
        let found = self.store.get(&self.place(sha256)?).await.map_err(told)?;
        let bytes = found.bytes().await.map_err(told)?;
        Ok(bytes.into())
    }

    /// The hashes of the files that are there.
    pub async fn hashes(&self) -> io::Result<Vec<String>> {
        let hashes = self.files().map_ok(|(sha256, _)| sha256);
        hashes.try_collect().await.map_err(told)
    }

    /// The files with their hashes; what else lies in the place is not ours.
    fn files(&self) -> impl Stream<Item = object_store::Result<(String, ObjectMeta)>> + Unpin {
        let within = self.folder.parts().count();
        let listed = self.store.list(Some(&self.folder));
        let ours = listed.try_filter_map(move |file| {
            let is_here = file.location.parts().count() == within + 1;
            let name = file.location.filename().filter(|name| is_here && is_hash(name));
            std::future::ready(Ok(name.map(str::to_owned).map(|sha256| (sha256, file))))
        });
        Box::pin(ours)
    }

    /// Copies every file into a folder, under its hash.
    pub async fn copy_to(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        for sha256 in self.hashes().await? {
            match self.read(&sha256).await {
                Ok(bytes) => fs::write(folder.join(sha256), bytes)?,
                // An import that is over needs it no more.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Keeps a copy of a file.
    pub async fn take(&self, file: &Path) -> io::Result<Kept> {
        let mut copy = self.begin()?;
        copy.write(&fs::read(file)?)?;
        copy.keep().await
    }

    /// Takes away the files that are not `needed`; answers how many.
    pub async fn sweep(&self, needed: &BTreeSet<String>, now: SystemTime) -> io::Result<usize> {
        let mut files = self.files();
        let mut gone = 0;
        while let Some((sha256, file)) = files.try_next().await.map_err(told)? {
            let age = now.duration_since(file.last_modified.into());
            // A file from the future is not old.
            let old = age.is_ok_and(|age| age > BETWEEN);
            if old && !needed.contains(&sha256) {
                self.store.delete(&file.location).await.map_err(told)?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    /// The place of a hash; what is no hash has none.
    fn place(&self, sha256: &str) -> io::Result<Key> {
        if is_hash(sha256) {
            return Ok(self.folder.clone().join(sha256));
        }
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "this is no hash of a file",
        ))
    }
}

/// A store and the folder in it.
type Opened = Result<(Arc<dyn ObjectStore>, Key), object_store::Error>;

fn folder(path: &Path) -> Opened {
    let path = std::path::absolute(path).map_err(|error| refused("a folder", error))?;
    let key = Key::from_absolute_path(path)?;
    Ok((Arc::new(LocalFileSystem::new().with_fsync(true)), key))
}

fn bucket(address: &str) -> Opened {
    let url = Url::parse(address).map_err(|error| refused("S3", error))?;
    let (_, key) = ObjectStoreScheme::parse(&url).map_err(|error| refused("S3", error))?;
    // The store's client asks the process for its cryptography; whoever came first gave the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let built = AmazonS3Builder::from_env()
        .with_url(address)
        .with_retry(PATIENCE)
        .build()?;
    Ok((Arc::new(built), key))
}

fn refused(store: &'static str, source: impl Into<Box<dyn Error + Send + Sync>>) -> object_store::Error {
    let source = source.into();
    object_store::Error::Generic { store, source }
}

fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What a store says, as the system would: a disk without room, and a file that is not there, are known by their kind.
fn told(error: object_store::Error) -> io::Error {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(next) = cause {
        let system = next.downcast_ref::<io::Error>().map(io::Error::kind);
        if system == Some(io::ErrorKind::StorageFull) {
            return io::Error::new(io::ErrorKind::StorageFull, error);
        }
        cause = next.source();
    }
    error.into()
}

impl Piecewise {
    /// Adds a piece.
    pub fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        self.file.write_all(piece)?;
        self.digest.update(piece);
        self.bytes += u64::try_from(piece.len()).unwrap_or(0);
        Ok(())
    }

    /// Puts the file on the shelf, whole.
    pub async fn keep(mut self) -> io::Result<Kept> {
        let digest = self.digest.finalize();
        let sha256 = digest.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        self.file.rewind()?;
        let place = self.shelf.place(&sha256)?;
        let file = tokio::fs::File::from_std(self.file);
        send(&*self.shelf.store, &place, file).await?;
        Ok(Kept {
            sha256,
            bytes: self.bytes,
        })
    }
}

/// Puts the bytes of a file in their place, whole or not at all.
async fn send(store: &dyn ObjectStore, place: &Key, mut file: tokio::fs::File) -> io::Result<()> {
    let first = part(&mut file).await?;
    if first.len() < PART {
        return store.put(place, first.into()).await.map(drop).map_err(told);
    }
    let begun = store.put_multipart(place).await.map_err(told)?;
    let mut parts = WriteMultipart::new_with_chunk_size(begun, PART);
    parts.put(first.into());
    match send_rest(&mut parts, &mut file).await {
        Ok(()) => parts.finish().await.map(drop).map_err(told),
        Err(error) => {
            // Parts that a bucket took already would stay there, unseen and paid for; the first error is the one to tell.
            let _ = parts.abort().await;
            Err(error)
        }
    }
}

async fn send_rest(parts: &mut WriteMultipart, file: &mut tokio::fs::File) -> io::Result<()> {
    loop {
        let next = part(file).await?;
        if next.is_empty() {
            return Ok(());
        }
        parts.wait_for_capacity(PARTS).await.map_err(told)?;
        parts.put(next.into());
    }
}

/// The next bytes of a file; fewer than a part at its end.
async fn part(file: &mut tokio::fs::File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(u64::try_from(PART).unwrap_or(u64::MAX))
        .read_to_end(&mut bytes)
        .await?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;
    use tempfile::TempDir;

    async fn kept(shelf: &Shelf, pieces: &[&[u8]]) -> Kept {
        let mut file = shelf.begin().unwrap();
        for piece in pieces {
            file.write(piece).unwrap();
        }
        file.keep().await.unwrap()
    }

    /// A shelf in a folder whose name is not plain, and that folder.
    fn shelf() -> (TempDir, Shelf, PathBuf) {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("données 100 % #1");
        let shelf = Shelf::at(folder.to_str().unwrap()).unwrap();
        (above, shelf, folder)
    }

    fn count(folder: &Path) -> usize {
        fs::read_dir(folder).map_or(0, Iterator::count)
    }

    #[tokio::test]
    async fn the_same_bytes_in_other_pieces_are_one_file_under_their_hash() {
        let (_above, shelf, folder) = shelf();
        let one = kept(&shelf, &[b"ab", b"c"]).await;
        assert_eq!(one, kept(&shelf, &[b"abc"]).await);
        assert_eq!(one.bytes, 3);
        // FIPS 180-2, appendix B.1.
        assert!(one.sha256.starts_with("ba7816bf8f01cfea"), "{}", one.sha256);
        assert_eq!(shelf.read(&one.sha256).await.unwrap(), b"abc");
        assert_eq!(fs::read(folder.join(&one.sha256)).unwrap(), b"abc");
        assert_eq!(shelf.hashes().await.unwrap(), [one.sha256]);
        assert_eq!(count(&folder), 1);
    }

    #[tokio::test]
    async fn a_file_of_several_parts_is_one_file() {
        let (_above, shelf, folder) = shelf();
        let piece = vec![7; PART + 1];
        let large = kept(&shelf, &[&piece, &piece, &piece]).await;
        assert_eq!(shelf.read(&large.sha256).await.unwrap(), piece.repeat(3));
        assert_eq!(count(&folder), 1);
    }

    #[tokio::test]
    async fn a_file_that_is_not_finished_leaves_nothing() {
        let (_above, shelf, folder) = shelf();
        let mut file = shelf.begin().unwrap();
        file.write(b"half").unwrap();
        drop(file);
        assert_eq!(count(&folder), 0);
        assert!(shelf.hashes().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn what_nobody_needs_goes_after_an_hour_and_the_rest_stays() {
        let (_above, shelf, folder) = shelf();
        let now = SystemTime::now();
        let nothing = shelf.sweep(&BTreeSet::new(), now).await.unwrap();
        assert_eq!(nothing, 0, "there is no folder yet");
        let (needed, other) = (kept(&shelf, &[b"1"]).await, kept(&shelf, &[b"2"]).await);
        let names: BTreeSet<String> = [needed.sha256.clone()].into();
        let given_now = shelf.sweep(&names, now).await.unwrap();
        assert_eq!(given_now, 0, "it was given just now");
        fs::create_dir(folder.join("others")).unwrap();
        for stays in ["notes.txt", &format!("others/{}", other.sha256)] {
            fs::write(folder.join(stays), "not ours").unwrap();
        }
        let later = now + Duration::from_hours(2);
        assert_eq!(shelf.sweep(&names, later).await.unwrap(), 1);
        assert!(shelf.read(&needed.sha256).await.is_ok());
        assert!(folder.join("notes.txt").exists());
        assert_eq!(count(&folder.join("others")), 1);
        let gone = shelf.read(&other.sha256).await.unwrap_err();
        assert_eq!(gone.kind(), io::ErrorKind::NotFound);
    }

    #[tokio::test]
    async fn a_name_that_is_no_hash_leads_nowhere() {
        let shelf = Shelf::at("/etc").unwrap();
        assert!(shelf.read("passwd").await.is_err() && shelf.read("../etc/passwd").await.is_err());
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_made_is_told_by_the_system() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, b"").unwrap();
        let shelf = Shelf::at(file.join("files").to_str().unwrap()).unwrap();
        let mut begun = shelf.begin().unwrap();
        begun.write(b"1").unwrap();
        let error = begun.keep().await.unwrap_err();
        assert!(error.to_string().contains("file/files"), "{error}");
    }

    #[test]
    fn a_bucket_without_a_name_is_refused_with_the_way_to_name_one() {
        let error = Shelf::at("s3:///folder").unwrap_err().to_string();
        assert!(error.starts_with("s3:///folder is no place for files"), "{error}");
        assert!(error.contains("s3://BUCKET/FOLDER"), "{error}");
    }

    #[test]
    fn a_disk_without_room_is_known_by_its_kind() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let error = object_store::Error::Generic {
            store: "folder",
            source: full.into(),
        };
        assert_eq!(told(error).kind(), io::ErrorKind::StorageFull);
    }
}
