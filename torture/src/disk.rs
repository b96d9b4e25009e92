//! A disk that loses power: what it holds for sure, and what was on its way.
//!
//! In: acts, one after another. Out: at any moment, one of the states in which a power cut may leave the files.
//!
//! # Invariants
//! - What was done to a file before its last sync is there, whole.
//! - Of what was done since, any part may be there: each write in any of its sectors of [`SECTOR`] bytes, in any order, so
//!   that a later write may be kept where an earlier one is lost. A sector is kept whole or not at all.
//! - A file that was made and never synced is there or not. A file that was removed may come back until its folder is
//!   synced: not every file system keeps the order of removals.

use crate::journal::Act;
use rand::RngExt;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What disks write at once.
const SECTOR: usize = 512;

/// Something that was done to a file and is not on the disk for sure.
#[derive(Debug, Clone)]
enum Pending {
    Written { offset: usize, bytes: Vec<u8> },
    Resized { length: usize },
    Removed,
}

#[derive(Debug, Clone, Default)]
struct Kept {
    /// The contents at the last sync; `None` where the file was never synced.
    sure: Option<Vec<u8>>,
    pending: Vec<Pending>,
}

/// How much of what was on its way a power cut keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Nothing.
    Nothing,
    /// Everything: the same as the sudden end of the program.
    Everything,
    /// The acts up to some moment, the last one in part.
    UpTo,
    /// Any part of any act.
    AnyPart,
}

impl Cut {
    /// All ways to lose power.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Everything, Self::UpTo, Self::AnyPart];
}

/// The disk.
#[derive(Debug, Default)]
pub struct Disk {
    files: BTreeMap<PathBuf, Kept>,
}

impl Disk {
    /// Does one act.
    pub fn take(&mut self, act: &Act) {
        let mut add = |file: &Path, pending| {
            let kept = self.files.entry(file.to_owned()).or_default();
            kept.pending.push(pending);
        };
        match act {
            Act::Written { file, offset, bytes } => add(
                file,
                Pending::Written {
                    offset: *offset,
                    bytes: bytes.clone(),
                },
            ),
            Act::Resized { file, length } => add(file, Pending::Resized { length: *length }),
            Act::Removed { file } => add(file, Pending::Removed),
            Act::Synced { file } => self.sync(file),
            Act::Acknowledged { .. } => {}
        }
    }

    /// A file, or a folder of files.
    fn sync(&mut self, path: &Path) {
        if let Some(kept) = self.files.get_mut(path) {
            kept.sync();
        }
        for (file, kept) in &mut self.files {
            let removed = matches!(kept.pending.last(), Some(Pending::Removed));
            if removed && file.parent() == Some(path) {
                *kept = Kept::default();
            }
        }
    }

    /// The files as a power cut at this moment may leave them.
    pub fn after(&self, cut: Cut, chance: &mut impl rand::Rng) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut left = BTreeMap::new();
        for (path, kept) in &self.files {
            if let Some(contents) = kept.after(cut, chance) {
                left.insert(path.clone(), contents);
            }
        }
        left
    }
}

impl Kept {
    fn sync(&mut self) {
        let mut whole = Some(self.sure.take().unwrap_or_default());
        for pending in self.pending.drain(..) {
            apply(&mut whole, &pending);
        }
        self.sure = whole;
    }

    fn after(&self, cut: Cut, chance: &mut impl rand::Rng) -> Option<Vec<u8>> {
        let mut contents = self.sure.clone();
        let last = chance.random_range(0..=self.pending.len());
        for (at, pending) in self.pending.iter().enumerate() {
            match cut {
                Cut::Nothing => {}
                Cut::Everything => apply(&mut contents, pending),
                Cut::UpTo if at < last => apply(&mut contents, pending),
                Cut::UpTo if at > last => {}
                Cut::UpTo | Cut::AnyPart => apply_in_part(&mut contents, pending, chance),
            }
        }
        contents
    }
}

fn apply(contents: &mut Option<Vec<u8>>, pending: &Pending) {
    match pending {
        Pending::Written { offset, bytes } => put(contents.get_or_insert_default(), *offset, bytes),
        Pending::Resized { length } => contents.get_or_insert_default().resize(*length, 0),
        Pending::Removed => *contents = None,
    }
}

/// Each sector of a write is kept or lost; what is no write is kept or lost as a whole.
fn apply_in_part(contents: &mut Option<Vec<u8>>, pending: &Pending, chance: &mut impl rand::Rng) {
    let Pending::Written { offset, bytes } = pending else {
        if chance.random_bool(0.5) {
            apply(contents, pending);
        }
        return;
    };
    let mut at = *offset;
    let mut rest = bytes.as_slice();
    while !rest.is_empty() {
        // Sectors lie where the file's offsets are whole multiples, wherever the write begins.
        let within = (SECTOR - at % SECTOR).min(rest.len());
        let (sector, behind) = rest.split_at(within);
        if chance.random_bool(0.5) {
            put(contents.get_or_insert_default(), at, sector);
        }
        (at, rest) = (at + within, behind);
    }
}

fn put(contents: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if contents.len() < end {
        contents.resize(end, 0);
    }
    if let Some(place) = contents.get_mut(offset..end) {
        place.copy_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn written(offset: usize, byte: u8, length: usize) -> Act {
        Act::Written {
            file: "a".into(),
            offset,
            bytes: vec![byte; length],
        }
    }

    fn disk(acts: &[Act]) -> Disk {
        let mut disk = Disk::default();
        for act in acts {
            disk.take(act);
        }
        disk
    }

    #[test]
    fn what_was_synced_is_there_and_what_was_not_may_be_there_in_any_part() {
        let synced = Act::Synced { file: "a".into() };
        let disk = disk(&[written(0, 1, 2 * SECTOR), synced, written(0, 2, 2 * SECTOR)]);
        let mut seen = std::collections::BTreeSet::new();
        let mut chance = ChaCha8Rng::seed_from_u64(1);
        for _ in 0..200 {
            let left = disk.after(Cut::AnyPart, &mut chance);
            let contents = left.get(Path::new("a")).unwrap();
            let halves = contents.split_at(SECTOR);
            assert!(
                [halves.0, halves.1]
                    .iter()
                    .all(|half| half.iter().all(|byte| *byte == half[0]))
            );
            seen.insert((halves.0[0], halves.1[0]));
        }
        assert_eq!(seen.len(), 4, "both sectors are kept or lost each for itself");
        let sure = disk.after(Cut::Nothing, &mut chance);
        assert_eq!(sure.get(Path::new("a")).unwrap(), &vec![1; 2 * SECTOR]);
    }

    #[test]
    fn a_removal_may_be_undone_by_the_cut_until_the_folder_is_synced() {
        let removed = Act::Removed { file: "a".into() };
        let mut disk = disk(&[written(0, 1, 3), Act::Synced { file: "a".into() }, removed]);
        let mut chance = ChaCha8Rng::seed_from_u64(1);
        assert_eq!(disk.after(Cut::Nothing, &mut chance).len(), 1);
        assert_eq!(disk.after(Cut::Everything, &mut chance).len(), 0);
        disk.take(&Act::Synced { file: "".into() });
        assert_eq!(disk.after(Cut::Nothing, &mut chance).len(), 0);
    }
}
