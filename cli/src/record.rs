//! The record as commands open it: the data folder, the act of the operator, fresh keys.
//!
//! In: `--data` and `--database`. Out: an open [`Register`] and the frame of one write.
//!
//! # Invariants
//! Randomness and time come from the system here and nowhere else.

use ::register::{Act, Actor, Keys, Register};
use anyhow::{Context, bail};
use clap::Args;
use std::path::{Path, PathBuf};
use vocabulary::Moment;

/// Where the record is.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The data folder
    #[arg(long, value_name = "DIR", default_value = "./data", env = "JUMELAGE_DATA")]
    pub data: PathBuf,
    /// The database; without it the one in the data folder
    #[arg(long, value_name = "URL", env = "JUMELAGE_DATABASE")]
    pub database: Option<String>,
}

/// Name of the database in the data folder.
const DATABASE: &str = "jumelage.db";

impl Place {
    /// Opens the record, making the data folder where there is none.
    pub async fn open(&self) -> anyhow::Result<Register> {
        if let Some(database) = &self.database {
            return Ok(Register::open(database).await?);
        }
        std::fs::create_dir_all(&self.data).with_context(|| {
            format!("the data folder {} could not be made; give another one by --data", self.data.display())
        })?;
        self.open_file(&self.data.join(DATABASE)).await
    }

    /// Opens the record only if it is there.
    pub async fn open_existing(&self) -> anyhow::Result<Register> {
        let file = self.data.join(DATABASE);
        if self.database.is_none() && !file.exists() {
            bail!(
                "there is no record in {}; `jumelage demo` or `jumelage import` makes one, --data names another folder",
                self.data.display()
            );
        }
        self.open().await
    }

    /// Whether the data folder already holds a record.
    pub fn is_filled(&self) -> bool {
        self.database.is_none() && self.data.join(DATABASE).exists()
    }

    async fn open_file(&self, file: &Path) -> anyhow::Result<Register> {
        let path = file.to_str().with_context(|| format!("the path {} is not text", file.display()))?;
        Ok(Register::open(path).await?)
    }
}

/// What a write by the operator needs; ask it for an [`Act`] each time.
#[derive(Debug)]
pub struct Operator {
    actor: Actor,
    keys: Keys,
    now: Moment,
}

impl Operator {
    /// The operator, giving a command now.
    pub fn giving(command: &str) -> Self {
        Self { actor: Actor::Operator { command: command.to_owned() }, keys: keys(), now: now() }
    }

    /// The frame of one write.
    pub fn act(&self) -> Act<'_> {
        Act { by: &self.actor, now: &self.now, ids: &self.keys }
    }
}

/// Keys from the system's randomness.
pub fn keys() -> Keys {
    Keys::new(|| random())
}

/// Fresh random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// Now, as machines note it.
pub fn now() -> Moment {
    Moment::utc(jiff::Timestamp::now().as_microsecond())
}
