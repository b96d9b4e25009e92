//! The files of open data, each made once per state of the record and kept on disk without a name.
//!
//! In: the name of a file. Out: its bytes, hash and length, of the newest state that could be had in time.
//!
//! # Invariants
//! - A file is made on the threads for blocking work, at most two at a time, whoever goes away meanwhile.
//! - What is kept has no name in the file system: it goes with the program, also when that is killed.
//! - A file that takes longer than [`PATIENCE`] is given as of the last state it was made for, if there is one.

use super::DataError;
use super::catalogue::{Published, sheet};
use super::table::Only;
use crate::site::{Site, State};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use vocabulary::Day;

/// How long an asker waits for a file that has to be made.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many files are made at a time.
const AT_A_TIME: usize = 2;
/// How many bytes are moved at a time.
const PIECE: usize = 64 << 10;

/// The state of the record that a file was made from.
pub(crate) type Stamp = (u64, Day);

/// A file that was made.
#[derive(Debug)]
pub(crate) struct Made {
    /// Its bytes as they are kept.
    pub(crate) held: Arc<File>,
    /// Whether they are kept packed by gzip.
    pub(crate) gzip: bool,
    /// Bytes as kept.
    pub(crate) kept: u64,
    /// Bytes of the file itself.
    pub(crate) length: u64,
    /// SHA-256 of the file itself, in small hexadecimal digits.
    pub(crate) sha256: String,
    pub(crate) stamp: Stamp,
}

#[derive(Debug, Default)]
struct Slot {
    made: Mutex<Option<Arc<Made>>>,
    making: tokio::sync::Mutex<()>,
}

impl Slot {
    fn made(&self) -> Option<Arc<Made>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The shelf.
#[derive(Debug)]
pub(crate) struct Shelf {
    slots: Mutex<HashMap<String, Arc<Slot>>>,
    turn: Semaphore,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            slots: Mutex::default(),
            turn: Semaphore::new(AT_A_TIME),
        }
    }
}

impl Shelf {
    fn slot(&self, name: String) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.entry(name).or_default().clone()
    }
}

/// The state that a file would be made from now.
pub(crate) fn stamp(state: &State) -> Stamp {
    (state.snapshot.position(), state.snapshot.today())
}

/// The file as it was last made, if it ever was.
pub(crate) fn last(site: &Site, file: Published) -> Option<Arc<Made>> {
    site.shelf().slot(file.name()).made()
}

/// The file of the newest state; an older one where that takes too long, and nothing where there is none.
pub(crate) async fn file(site: &Site, file: Published) -> Result<Option<Arc<Made>>, DataError> {
    let slot = site.shelf().slot(file.name());
    let now = stamp(&site.state());
    if let Some(made) = slot.made().filter(|made| made.stamp == now) {
        return Ok(Some(made));
    }
    // A task of its own goes on when the asker goes away, so that the next one finds the file.
    let making = tokio::spawn(make_once(site.clone(), slot.clone(), file));
    match tokio::time::timeout(PATIENCE, making).await {
        Ok(Ok(made)) => made.map(Some),
        Ok(Err(_)) => Err(DataError::BrokeOff),
        Err(_) => Ok(slot.made()),
    }
}

/// The file of the newest state, however long that takes.
pub(crate) async fn fresh(site: &Site, file: Published) -> Result<Arc<Made>, DataError> {
    make_once(site.clone(), site.shelf().slot(file.name()), file).await
}

async fn make_once(site: Site, slot: Arc<Slot>, file: Published) -> Result<Arc<Made>, DataError> {
    let _mine = slot.making.lock().await;
    let state = site.state();
    // Somebody else made it while this one waited.
    if let Some(made) = slot.made().filter(|made| made.stamp == stamp(&state)) {
        return Ok(made);
    }
    let made = Arc::new(make(&site, state, file, Only::All).await?);
    *slot.made.lock().unwrap_or_else(PoisonError::into_inner) = Some(made.clone());
    Ok(made)
}

/// Makes a file for one asker, for example of the awards of one call.
pub(crate) async fn make(
    site: &Site,
    state: Arc<State>,
    file: Published,
    only: Only,
) -> Result<Made, DataError> {
    let _turn = site.shelf().turn.acquire().await;
    let site = site.clone();
    let work = move || {
        let mut raw = tempfile::tempfile()?;
        file.write(&sheet(&site, &state, only), &mut raw)?;
        keep(raw, stamp(&state), file)
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| DataError::BrokeOff)?
}

/// Takes the hash of a file that was written, and packs it where that helps.
fn keep(mut raw: File, stamp: Stamp, file: Published) -> Result<Made, DataError> {
    raw.rewind()?;
    let mut hash = Sha256::new();
    let mut length = 0;
    let mut packer = if file.is_packed() {
        None
    } else {
        Some(GzEncoder::new(tempfile::tempfile()?, Compression::new(6)))
    };
    let mut piece = vec![0; PIECE];
    loop {
        let count = raw.read(&mut piece)?;
        let bytes = piece.get(..count).unwrap_or_default();
        if bytes.is_empty() {
            break;
        }
        hash.update(bytes);
        length += u64::try_from(count).unwrap_or_default();
        if let Some(packer) = &mut packer {
            packer.write_all(bytes)?;
        }
    }
    let gzip = packer.is_some();
    let held = packer.map_or(Ok(raw), GzEncoder::finish)?;
    Ok(Made {
        gzip,
        kept: held.metadata()?.len(),
        held: Arc::new(held),
        length,
        sha256: hexadecimal(&hash.finalize()),
        stamp,
    })
}

/// Small hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
