//! Room kept for the worst day: a file that only takes space, thrown overboard when the disk is full.
//!
//! In: the data folder. Out: some room at the moment when there is none, so that what is under way can be ended, whoever
//! cleans up can sign in, and the write-ahead log can be carried over.
//!
//! # Invariants
//! The file holds nothing; losing it loses nothing. It is laid only where twice its size is free, so that laying it never
//! fills the disk.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Its size, in bytes.
pub const BALLAST: u64 = 4 << 20;
/// What it is called in the data folder.
const NAME: &str = "ballast";
/// After which time it is tried to be laid again.
const AGAIN: Duration = Duration::from_mins(10);

/// The ballast of a data folder.
#[derive(Debug)]
pub struct Ballast {
    path: PathBuf,
    size: u64,
    is_laid: AtomicBool,
}

impl Ballast {
    /// That of a folder; it lies there if it was laid before.
    pub fn of(folder: &Path, size: u64) -> Arc<Self> {
        let path = folder.join(NAME);
        let lies = fs::metadata(&path).is_ok_and(|file| file.len() == size);
        Arc::new(Self {
            path,
            size,
            is_laid: AtomicBool::new(lies),
        })
    }

    /// Lays it where it is missing and there is room for twice its size; says whether it lies there now.
    pub fn lay(&self) -> bool {
        if !self.is_laid.load(Ordering::SeqCst) {
            let laid = self.weigh_in();
            if let Err(error) = &laid {
                tracing::warn!(path = %self.path.display(), %error, "there is no room for the ballast; make room soon");
            }
            self.is_laid.store(laid.is_ok(), Ordering::SeqCst);
        }
        self.is_laid.load(Ordering::SeqCst)
    }

    fn weigh_in(&self) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        // Zeros that were written take room; a length that was only set takes none.
        let zeros = vec![0; 1 << 20];
        let mut missing = self.size * 2;
        while missing > 0 {
            let part = missing.min(1 << 20);
            let part_of_zeros = usize::try_from(part).ok().and_then(|part| zeros.get(..part));
            file.write_all(part_of_zeros.unwrap_or_default())?;
            missing -= part;
        }
        file.as_file().sync_all()?;
        file.as_file().set_len(self.size)?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Throws it overboard; says whether that made room.
    pub fn shed(&self) -> bool {
        let made = self.is_laid.swap(false, Ordering::SeqCst) && self.thrown().is_ok();
        if made {
            let freed = self.size;
            tracing::error!(freed, "the disk is full; the ballast is overboard: make room now");
        }
        made
    }

    fn thrown(&self) -> io::Result<()> {
        // Emptied first: a file that a backup holds open would keep its room.
        File::options().write(true).open(&self.path)?.set_len(0)?;
        fs::remove_file(&self.path)
    }

    /// Lays it again, for ever, whenever there is room.
    pub async fn keep(self: Arc<Self>) {
        let mut pulse = tokio::time::interval(AGAIN);
        loop {
            pulse.tick().await;
            let ballast = Arc::clone(&self);
            // Only a panic inside could be an error here, and the next pulse tries again.
            let _ = tokio::task::spawn_blocking(move || ballast.lay()).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ballast_takes_room_until_it_is_thrown_overboard_and_can_be_laid_again() {
        let folder = tempfile::tempdir().unwrap();
        let ballast = Ballast::of(folder.path(), 3 << 20);
        let path = folder.path().join("ballast");
        assert!(ballast.lay());
        assert_eq!(fs::metadata(&path).unwrap().len(), 3 << 20);
        let ballast = Ballast::of(folder.path(), 3 << 20);
        assert!(ballast.shed(), "what a program before laid is there");
        assert!(!path.exists());
        assert!(!ballast.shed(), "what is overboard makes no more room");
        assert!(ballast.lay());
        assert_eq!(fs::metadata(&path).unwrap().len(), 3 << 20);
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing lies beside it"
        );
    }

    #[test]
    fn without_a_folder_there_is_none() {
        let ballast = Ballast::of(Path::new("/nowhere/at/all"), 1);
        assert!(!ballast.lay() && !ballast.shed());
    }
}
