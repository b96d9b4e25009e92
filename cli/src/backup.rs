//! `jumelage backup` and `jumelage restore`: the whole record with its files in one file, and back.
//!
//! In: the record, while others write to it; or a backup and an empty place. Out: the other of the two.
//!
//! # Invariants
//! - A backup has its name only once it was unpacked again and its tally compared with what was read.
//! - A backup is the same whichever database it came from, and is restored into either.
//! - Restoring fills an empty place, or leaves it empty: the database is the last to be put there.

use crate::copy::{into_new, told};
use crate::record::{Place, careful, now, plain_path};
use ::register::{Register, Tally};
use ::work::backup::{Contents, files_under, pack, unpack};
use anyhow::{Context, bail, ensure};
use clap::Args;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tempfile::{NamedTempFile, TempDir};

/// Where to put the backup.
#[derive(Debug, Args)]
pub(crate) struct BackupArguments {
    /// The file to make, for example jumelage-2026-11-22.tar.zst
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// What to restore.
#[derive(Debug, Args)]
pub(crate) struct RestoreArguments {
    /// The backup
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Name of the database in a backup.
const DATABASE: &str = "jumelage.db";
/// Folder of the files, in the data folder as in a backup.
const FILES: &str = "files";

/// Makes a backup and verifies it.
pub(crate) async fn backup(arguments: &BackupArguments) -> anyhow::Result<ExitCode> {
    let file = &arguments.file;
    ensure!(
        !file.exists(),
        "{} is there already; name a new file",
        file.display()
    );
    let folder = folder_of(file);
    let within = || {
        format!(
            "no backup was made in {}; make room there or name another place",
            folder.display()
        )
    };
    let register = arguments.place.open_existing_with(&careful()).await?;
    let desk = TempDir::new_in(folder).with_context(within)?;
    let copy = desk.path().join(DATABASE);
    let tally = into_new(&register, text(&copy)?).await.with_context(within)?;
    register.close().await?;
    let mut files = vec![(copy, DATABASE.to_owned())];
    let waiting = desk.path().join(FILES);
    arguments
        .place
        .shelf()?
        .copy_to(&waiting)
        .await
        .with_context(within)?;
    files.extend(files_under(&waiting, FILES)?);
    let about = serde_json::json!({
        "program": env!("CARGO_PKG_VERSION"),
        "made_at": jiff::Timestamp::from_microsecond(now().micros)?.to_string(),
        "tally": tally,
    });
    let archive = NamedTempFile::new_in(folder).with_context(within)?;
    let packed = pack(std::io::BufWriter::new(archive.as_file()), &files, about).with_context(within)?;
    archive.as_file().sync_all().with_context(within)?;
    verify(archive.path(), &packed, &tally).await.with_context(|| {
        format!(
            "the backup was not kept: it could not be verified in {}",
            folder.display()
        )
    })?;
    archive
        .persist_noclobber(file)
        .with_context(|| format!("{} could not be named", file.display()))?;
    writeln!(
        std::io::stdout(),
        "{}: {} and {} files, verified by restoring it",
        file.display(),
        told(&tally),
        packed.parts.len().saturating_sub(1)
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Restores a backup into a place beside it that goes again, and compares.
async fn verify(archive: &Path, packed: &Contents, tally: &Tally) -> anyhow::Result<()> {
    let place = TempDir::new_in(folder_of(archive))?;
    let restored = unpack(File::open(archive)?, place.path())?;
    ensure!(restored == *packed, "what it lists is not what was packed");
    let register = Register::open_with(text(&place.path().join(DATABASE))?, &careful()).await?;
    let found = register.tally().await?;
    register.close().await?;
    match tally.differs_from(&found) {
        Some(table) => bail!("“{table}” is not what it was"),
        None => Ok(()),
    }
}

/// Restores a backup into an empty place.
pub(crate) async fn restore(arguments: &RestoreArguments) -> anyhow::Result<ExitCode> {
    let (file, place) = (&arguments.file, &arguments.place);
    let archive = File::open(file).with_context(|| {
        format!(
            "{} could not be opened; check the path and its permissions",
            file.display()
        )
    })?;
    let at = place.data.join(DATABASE);
    ensure!(
        place.database.is_some() || !at.exists(),
        "{} is there already; a backup is restored into an empty folder: give another by --data, or move it away",
        at.display()
    );
    fs::create_dir_all(&place.data).with_context(|| {
        format!(
            "the data folder {} could not be made; give another one by --data",
            place.data.display()
        )
    })?;
    let desk = TempDir::new_in(&place.data)
        .with_context(|| format!("the data folder {} cannot be written to", place.data.display()))?;
    let contents =
        unpack(std::io::BufReader::new(archive), desk.path()).with_context(|| file.display().to_string())?;
    let database = desk.path().join(DATABASE);
    let tally = settled(&database, &contents, place).await?;
    // Files under their hashes are in nobody's way, whatever is there already.
    let shelf = place.shelf()?;
    for (file, _) in files_under(&desk.path().join(FILES), FILES)? {
        shelf
            .take(&file)
            .await
            .with_context(|| format!("{} could not be put in its place", file.display()))?;
    }
    if place.database.is_none() {
        fs::rename(&database, &at)
            .with_context(|| format!("{} could not be put in its place", at.display()))?;
    }
    writeln!(std::io::stdout(), "{}: {} restored", file.display(), told(&tally))?;
    Ok(ExitCode::SUCCESS)
}

/// Brings the schema of the unpacked record up to date, and copies it where the place is a database of its own.
async fn settled(database: &Path, contents: &Contents, place: &Place) -> anyhow::Result<Tally> {
    let register = Register::open_with(text(database)?, &careful()).await?;
    let tally = register.tally().await?;
    // An older schema was brought up: then it was the hash of its file that proved it.
    if register.steps_taken().is_empty() {
        let packed = contents.about.get("tally").cloned().unwrap_or_default();
        let packed: Tally = serde_json::from_value(packed)
            .context("the backup does not tell what it holds; use another one")?;
        if let Some(table) = packed.differs_from(&tally) {
            bail!("“{table}” is not what was backed up; use another backup");
        }
    }
    if let Some(address) = &place.database {
        into_new(&register, plain_path(address)).await?;
    }
    register.close().await?;
    Ok(tally)
}

fn folder_of(file: &Path) -> &Path {
    file.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn text(path: &Path) -> anyhow::Result<&str> {
    path.to_str()
        .with_context(|| format!("the path {} is not text", path.display()))
}
