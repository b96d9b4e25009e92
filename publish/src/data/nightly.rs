//! The bundle of each night: everything at once as it stood, kept for a month under a name that never changes its meaning.
//!
//! In: a folder, the site. Out: one archive for each day, with its size, hash and position of the change log.
//!
//! # Invariants
//! - An archive is shown once it lies there whole with what is said of it; a program that is killed leaves nothing half shown.
//! - Of each night there is one archive: nodes that share the folder keep the first.
//! - Archives lie under their hash, so what a name once meant it means as long as it stands.

use super::catalogue::Published;
use super::serve::copy_of;
use super::shelf::{self, Made};
use super::{DataError, LICENCE, LICENCE_URL};
use crate::site::Site;
use crate::urls;
use crate::words::Lang;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};
use tempfile::NamedTempFile;
use vocabulary::Day;

/// The hour of the day, in UTC, from which the archive of a day is made.
const HOUR: i8 = 2;
/// How many nights are kept.
pub(crate) const MOST: usize = 31;
/// How often it is looked whether a night is due.
const PULSE: Duration = Duration::from_mins(1);
/// So long a node answers first before it makes an archive: whoever starts it waits for pages.
const WARM: Duration = Duration::from_mins(10);
/// An archive that nothing is said of was broken off, once it is as old as this.
const LEFT: Duration = Duration::from_hours(24);
/// The list for programs, below `/data/nightly/`.
pub(crate) const NIGHTS: &str = "index.json";
/// The way to the newest, below `/data/nightly/`.
pub(crate) const LATEST: &str = "latest.zip";
/// The ending of what is said of an archive.
const SAID: &str = "json";

/// The archive of one night, as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Night {
    /// The day, in UTC, that it was made on.
    pub(crate) day: Date,
    /// The position of the change log that it stands for.
    pub(crate) position: u64,
    /// Its bytes.
    pub(crate) bytes: u64,
    /// SHA-256 of the bytes, in small hexadecimal digits.
    pub(crate) sha256: String,
}

impl Night {
    /// Its name below `/data/nightly/`.
    pub(crate) fn name(&self) -> String {
        format!("{}.zip", self.day)
    }

    /// Its name below `/data/`.
    pub(crate) fn path(&self) -> String {
        path(&self.name())
    }

    /// Its name in the folder.
    fn kept(&self) -> String {
        format!("{}.zip", self.sha256)
    }

    fn is_sound(&self) -> bool {
        self.sha256.len() == 64 && self.sha256.bytes().all(|byte| byte.is_ascii_hexdigit())
    }
}

/// The name below `/data/` of what stands below `/data/nightly/`.
pub(crate) fn path(name: &str) -> String {
    format!("nightly/{name}")
}

/// The nights as a list for programs.
pub(crate) fn list(nights: &[Night]) -> Value {
    let told = |night: &Night| {
        json!({
            "day": night.day,
            "url": urls::file(&night.path()),
            "position": night.position,
            "bytes": night.bytes,
            "sha256": night.sha256,
        })
    };
    json!({
        "schema": 1,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "attribution": Lang::En.t("attribution"),
        "nights": nights.iter().map(told).collect::<Vec<Value>>(),
    })
}

/// The archives of the last nights.
#[derive(Debug)]
pub struct Nights {
    folder: PathBuf,
    /// Whether this node makes them.
    makes: bool,
    listed: RwLock<Arc<[Night]>>,
}

impl Nights {
    /// Those in a folder, made by this node if `makes`, else by another one that shares the folder.
    pub fn at(folder: PathBuf, makes: bool) -> Self {
        let nights = Self {
            folder,
            makes,
            listed: RwLock::default(),
        };
        nights.look();
        nights
    }

    /// The nights that there are, the newest first.
    pub(crate) fn listed(&self) -> Arc<[Night]> {
        self.listed.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The archive of a night, as files are served.
    pub(crate) fn made(&self, night: &Night) -> io::Result<Made> {
        Ok(Made {
            held: Arc::new(File::open(self.folder.join(night.kept()))?),
            gzip: false,
            kept: night.bytes,
            length: night.bytes,
            sha256: night.sha256.clone(),
            stamp: (night.position, Day::of(night.day)),
        })
    }

    /// Looks into the folder; one that cannot be read changes nothing.
    fn look(&self) {
        let mut found = match said(&self.folder) {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => {
                tracing::warn!(%error, folder = %self.folder.display(), "the nightly archives cannot be listed");
                return;
            }
        };
        found.sort_by_key(|night| Reverse(night.day));
        *self.listed.write().unwrap_or_else(PoisonError::into_inner) = found.into();
    }

    /// Keeps an archive as that of a day, unless another node has kept one; the oldest goes for it.
    fn keep(&self, day: Date, made: &Made) -> Result<(), DataError> {
        fs::create_dir_all(&self.folder)?;
        let night = Night {
            day,
            position: made.stamp.0,
            bytes: made.length,
            sha256: made.sha256.clone(),
        };
        let mut archive = NamedTempFile::new_in(&self.folder)?;
        io::copy(&mut copy_of(made), &mut archive)?;
        whole(archive, &self.folder.join(night.kept()))?;
        let mut told = NamedTempFile::new_in(&self.folder)?;
        serde_json::to_writer(&mut told, &night)?;
        told.as_file().sync_all()?;
        let name = self.folder.join(format!("{day}.{SAID}"));
        match told.persist_noclobber(name) {
            // Another node was first; its archive stands under its own hash.
            Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => {}
            kept => drop(kept.map_err(|refused| refused.error)?),
        }
        self.look();
        Ok(self.clear()?)
    }

    /// Takes away nights beyond [`MOST`], and archives that were broken off.
    fn clear(&self) -> io::Result<()> {
        let listed = self.listed();
        for night in listed.iter().skip(MOST) {
            remove(&self.folder.join(format!("{}.{SAID}", night.day)))?;
        }
        let stays = |name: &OsStr| {
            let kept = listed.iter().take(MOST).map(Night::kept);
            kept.into_iter().any(|kept| OsStr::new(&kept) == name)
        };
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let age = entry.metadata()?.modified()?;
            let is_old = SystemTime::now().duration_since(age).is_ok_and(|age| age > LEFT);
            let is_said = entry.path().extension() == Some(OsStr::new(SAID));
            if is_old && !is_said && !stays(&entry.file_name()) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }
}

/// What is said of the archives in a folder, of those that lie there.
fn said(folder: &Path) -> io::Result<Vec<Night>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension() != Some(OsStr::new(SAID)) {
            continue;
        }
        let night: Option<Night> = serde_json::from_slice(&fs::read(&path)?).ok();
        let night = night.filter(|night| night.is_sound() && folder.join(night.kept()).is_file());
        match night {
            Some(night) => found.push(night),
            None => {
                tracing::warn!(path = %path.display(), "what is said of a nightly archive cannot be read");
            }
        }
    }
    Ok(found)
}

/// Gives a file its name once its bytes are on the disk.
fn whole(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|refused| refused.error)
}

/// Removes a file that another node may have removed.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The day whose archive is to be made now, if there is one.
fn due(now: Timestamp, newest: Option<Date>) -> Option<Date> {
    let now = now.to_zoned(TimeZone::UTC);
    let day = now.date();
    (now.hour() >= HOUR && newest.is_none_or(|newest| newest < day)).then_some(day)
}

/// Looks after the nights of a site: makes the one that is due, if this node makes any, and shows what others made.
async fn tend(site: &Site) -> Result<(), DataError> {
    let Some(nights) = site.nights() else {
        return Ok(());
    };
    let before = nights.listed();
    let now = (site.desk().now)().timestamp().unwrap_or_default();
    let newest = before.first().map(|night| night.day);
    if let Some(day) = due(now, newest).filter(|_| nights.makes) {
        let made = shelf::fresh(site, Published::Bundle).await?;
        let kept = nights.clone();
        tokio::task::spawn_blocking(move || kept.keep(day, &made))
            .await
            .map_err(|_| DataError::BrokeOff)??;
    }
    nights.look();
    if nights.listed() != before {
        // The pages that list them were made before.
        site.pages().clear();
    }
    Ok(())
}

/// Does so for ever.
pub(crate) async fn keep(site: Site) {
    tokio::time::sleep(WARM).await;
    let mut pulse = tokio::time::interval(PULSE);
    loop {
        pulse.tick().await;
        if let Err(error) = tend(&site).await {
            let source = std::error::Error::source(&error).map(ToString::to_string);
            tracing::warn!(%error, source, "the archive of the night was not kept; it is tried again");
        }
    }
}

#[cfg(test)]
mod tests;
