//! The record as commands open it: the data folder, the act of the operator, fresh keys.
//!
//! In: `--data` and `--database`. Out: an open [`Register`] and the frame of one write.
//!
//! # Invariants
//! Randomness and time come from the system here and nowhere else.

use ::register::{Act, Actor, Keys, Limits, Register};
use ::work::ballast::{BALLAST, Ballast};
use ::work::files::Shelf;
use anyhow::{Context, bail};
use clap::Args;
use publish::{Nights, Shelved};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vocabulary::Moment;

/// Where the record is.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    /// The data folder
    #[arg(
        long,
        value_name = "DIR",
        default_value = "./data",
        env = "JUMELAGE_DATA",
        global = true
    )]
    pub(crate) data: PathBuf,
    /// The database; without it the one in the data folder
    #[arg(long, value_name = "URL", env = "JUMELAGE_DATABASE", global = true)]
    pub(crate) database: Option<String>,
    /// Where files wait for their import: a folder, or `s3://BUCKET/FOLDER`; without it `files` in the data folder
    #[arg(long, value_name = "PLACE", env = "JUMELAGE_FILES", global = true)]
    pub(crate) files: Option<String>,
}

/// Name of the folder of files in the data folder.
const FILES: &str = "files";
/// Name of the folder of the search index in the data folder.
const INDEX: &str = "search";
/// Name of the folder of nightly archives in the data folder.
const NIGHTS: &str = "nightly";
/// Name of the database in the data folder.
const DATABASE: &str = "jumelage.db";

impl Place {
    /// Opens the record, making the data folder where there is none.
    pub(crate) async fn open(&self) -> anyhow::Result<Register> {
        self.open_with(&Limits::default()).await
    }

    async fn open_with(&self, limits: &Limits) -> anyhow::Result<Register> {
        if let Some(database) = &self.database {
            return Ok(Register::open_with(plain_path(database), limits).await?);
        }
        std::fs::create_dir_all(&self.data).with_context(|| {
            format!(
                "the data folder {} could not be made; give another one by --data",
                self.data.display()
            )
        })?;
        self.open_file(&self.data.join(DATABASE), limits).await
    }

    /// Opens the record only if it is there.
    pub(crate) async fn open_existing(&self) -> anyhow::Result<Register> {
        self.open_existing_with(&Limits::default()).await
    }

    /// The same with limits of one's own.
    pub(crate) async fn open_existing_with(&self, limits: &Limits) -> anyhow::Result<Register> {
        let file = self.data.join(DATABASE);
        if self.database.is_none() && !file.exists() {
            bail!(
                "there is no record in {}; `jumelage demo` or `jumelage import` makes one, --data names another folder",
                self.data.display()
            );
        }
        self.open_with(limits).await
    }

    /// The files that people gave; nodes on one database share their place.
    pub(crate) fn shelf(&self) -> anyhow::Result<Shelf> {
        let beside = || self.data.join(FILES).to_str().map(str::to_owned);
        let place = self.files.clone().or_else(beside);
        let place = place.with_context(|| format!("the path {} is not text", self.data.display()))?;
        Ok(Shelf::at(&place)?)
    }

    /// The same, once they could be listed: a program that runs for long says at its start that they cannot.
    pub(crate) async fn reached_shelf(&self) -> anyhow::Result<Shelf> {
        let there = self.shelf()?;
        there.reach().await?;
        Ok(there)
    }

    /// The search index, in the data folder; each program makes its own where that one is taken.
    pub(crate) fn index(&self) -> Shelved {
        Shelved::In(self.data.join(INDEX))
    }

    /// The bundle of each night, in the data folder; nodes on one database share that folder.
    pub(crate) fn nights(&self, makes: bool) -> Nights {
        Nights::at(self.data.join(NIGHTS), makes)
    }

    /// Whether the data folder already holds a record.
    pub(crate) fn is_filled(&self) -> bool {
        self.database.is_none() && self.data.join(DATABASE).exists()
    }

    async fn open_file(&self, file: &Path, limits: &Limits) -> anyhow::Result<Register> {
        let path = file
            .to_str()
            .with_context(|| format!("the path {} is not text", file.display()))?;
        match Register::open_with(path, limits).await {
            Ok(register) => Ok(register),
            Err(error) => Err(self.unwritable().unwrap_or_else(|| error.into())),
        }
    }

    /// Why the data folder takes no files, if it takes none: the database only knows that it could not be opened.
    fn unwritable(&self) -> Option<anyhow::Error> {
        let refused = tempfile::NamedTempFile::new_in(&self.data).err()?;
        let full = refused.kind() == std::io::ErrorKind::StorageFull;
        (!full).then(|| {
            anyhow::Error::new(refused).context(format!(
                "the data folder {} cannot be written to; make it writable or give another one by --data",
                self.data.display()
            ))
        })
    }

    /// The ballast beside an embedded database, set to go overboard when there is no room for a write.
    pub(crate) fn ballast(&self, register: &Register) -> Option<Arc<Ballast>> {
        if self.database.is_some() {
            return None;
        }
        let ballast = Ballast::of(&self.data, BALLAST);
        let overboard = Arc::clone(&ballast);
        register.when_full(move || {
            overboard.shed();
        });
        Some(ballast)
    }

    /// Takes away the record that a failed command had begun in an empty data folder.
    pub(crate) fn clear(&self) {
        if self.database.is_some() {
            return;
        }
        for suffix in ["", "-wal", "-shm"] {
            // A file that was never made needs no taking away, and the command's own error is the one to tell.
            let _ = std::fs::remove_file(self.data.join(format!("{DATABASE}{suffix}")));
        }
    }
}

/// The path in an address `sqlite:PATH`; other addresses as they are.
pub(crate) fn plain_path(address: &str) -> &str {
    let path = address.strip_prefix("sqlite:").filter(|path| !path.contains('?'));
    path.map_or(address, |path| path.strip_prefix("//").unwrap_or(path))
}

/// Limits for whoever reads the whole record: documents are large, so few rows are held at once.
pub(crate) fn careful() -> Limits {
    Limits {
        ahead: 2,
        ..Limits::default()
    }
}

/// What a write by the operator needs; ask it for an [`Act`] each time.
#[derive(Debug)]
pub(crate) struct Operator {
    actor: Actor,
    keys: Keys,
    now: Moment,
}

impl Operator {
    /// The operator, giving a command now.
    pub(crate) fn giving(command: &str) -> Self {
        Self {
            actor: Actor::Operator {
                command: command.to_owned(),
            },
            keys: keys(),
            now: now(),
        }
    }

    /// The frame of one write.
    pub(crate) fn act(&self) -> Act<'_> {
        Act::new(&self.actor, &self.now, &self.keys)
    }
}

/// Keys from the system's randomness.
pub(crate) fn keys() -> Keys {
    Keys::new(random)
}

/// Fresh random bytes.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// Now, as machines note it.
pub(crate) fn now() -> Moment {
    Moment::utc(jiff::Timestamp::now().as_microsecond())
}
