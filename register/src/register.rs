//! The record itself: opened by its address, with one writer at a time and as many readers as there are.
//!
//! # Invariants
//! - SQLite runs with a write-ahead log, `synchronous=FULL` (an acknowledged write survives a power cut), foreign keys
//!   and recursive triggers on. On PostgreSQL every session asks for `synchronous_commit=on`, whatever the role's default.
//! - A schema newer than this program is never touched.

use crate::act::Act;
use crate::error::RegisterError;
use crate::migrations;
use crate::rows::change;
use crate::writing::{Writing, immediate, newest_position};
use sea_orm::sqlx::ConnectOptions as _;
use sea_orm::{
    ConnectOptions, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction, EntityTrait,
    QuerySelect, TransactionTrait,
};
use std::fmt;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::Instant;
use uuid::Uuid;

/// How often to try again within the patience that there is.
const ROUNDS: u32 = 50;

/// What an acknowledged write survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// A power cut: each write waits until the disk has it.
    PowerCut,
    /// The end of the program, but not of the machine: for a record that can be made again from its sources.
    ProgramEnd,
}

/// How the record is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How long to wait for another process that holds the database.
    pub patience: Duration,
    /// Most connections at once; readers do not wait for the writer.
    pub connections: u32,
    /// Most pages of 4,096 bytes that an SQLite database may grow to; `None` is as many as the disk takes.
    pub pages: Option<u32>,
    /// Rows that SQLite reads ahead of who asked for them.
    pub ahead: usize,
    /// What an acknowledged write survives.
    pub durability: Durability,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            patience: Duration::from_secs(5),
            connections: 8,
            pages: None,
            ahead: 50,
            durability: Durability::PowerCut,
        }
    }
}

/// The record.
pub struct Register {
    database: DatabaseConnection,
    only_writer: Mutex<()>,
    path: String,
    steps_taken: Vec<&'static str>,
    when_full: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

impl fmt::Debug for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Register({})", self.path)
    }
}

impl Register {
    /// Opens the record at an address: a path, `sqlite://path`, `sqlite::memory:`, or `postgres://...`; brings its schema up to date.
    ///
    /// An SQLite file is made where there is none; its folder must exist.
    pub async fn open(address: &str) -> Result<Self, RegisterError> {
        Self::open_with(address, &Limits::default()).await
    }

    /// Opens the record with limits of one's own.
    pub async fn open_with(address: &str, limits: &Limits) -> Result<Self, RegisterError> {
        let path = shown(address);
        let until = Instant::now() + limits.patience;
        loop {
            let opened = Self::begin(address, limits, &path)
                .await
                .map_err(|error| error.at(&path));
            // SQLite refuses at once, without waiting, while another process turns the write-ahead log on.
            let is_held = matches!(opened, Err(RegisterError::Locked { .. }));
            if !is_held || Instant::now() >= until {
                return opened;
            }
            tokio::time::sleep(limits.patience / ROUNDS).await;
        }
    }

    async fn begin(address: &str, limits: &Limits, path: &str) -> Result<Self, RegisterError> {
        let database = connected(address, limits).await?;
        let steps_taken = migrations::bring_up(&database, migrations::STEPS).await?;
        Ok(Self {
            database,
            steps_taken,
            only_writer: Mutex::new(()),
            path: path.to_owned(),
            when_full: OnceLock::new(),
        })
    }

    /// Closes the record once everything under way is done.
    pub async fn close(self) -> Result<(), RegisterError> {
        let closed = self.database.close().await;
        closed.map_err(|error| RegisterError::from(error).at(&self.path))
    }

    /// The newest position of the change log; 0 before the first write.
    pub async fn position(&self) -> Result<u64, RegisterError> {
        let position = newest_position(&self.database).await;
        self.located(position.map(|position| u64::try_from(position).unwrap_or(0)))
    }

    /// The key of the write whose entry of the change log has this position, so that a copy kept elsewhere can tell whether
    /// it was made from this log.
    pub async fn write_at(&self, position: u64) -> Result<Option<Uuid>, RegisterError> {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        let entry = change::Entity::find_by_id(position)
            .select_only()
            .column(change::Column::TransactionId);
        let write = entry.into_tuple().one(&self.database).await;
        self.located(write.map_err(RegisterError::from))
    }

    /// Begins a write.
    pub(crate) async fn write<'a>(&'a self, act: Act<'a>) -> Result<Writing<'a>, RegisterError> {
        let only_writer = self.only_writer.lock().await;
        Writing::begin(&self.database, only_writer, act).await
    }

    /// Begins a chore: a short change of what keeps the work going and is no part of the record. On PostgreSQL chores
    /// of many nodes go on side by side; SQLite lets one in at a time.
    pub(crate) async fn chore(&self) -> Result<Chore<'_>, RegisterError> {
        let only_writer = match self.database.get_database_backend() {
            DatabaseBackend::Postgres => None,
            _ => Some(self.only_writer.lock().await),
        };
        Ok(Chore {
            transaction: immediate(&self.database).await?,
            _only_writer: only_writer,
        })
    }

    /// A view of one moment of the record, for several questions.
    pub(crate) async fn read(&self) -> Result<DatabaseTransaction, RegisterError> {
        // SQLite keeps one state for the whole transaction anyway; PostgreSQL has to be told.
        Ok(match self.database.get_database_backend() {
            DatabaseBackend::Postgres => {
                let level = Some(sea_orm::IsolationLevel::RepeatableRead);
                let mode = Some(sea_orm::AccessMode::ReadOnly);
                self.database.begin_with_config(level, mode).await?
            }
            _ => self.database.begin().await?,
        })
    }

    /// The connections, for questions that need no common moment.
    pub(crate) fn database(&self) -> &DatabaseConnection {
        &self.database
    }

    /// Holds off the other writes of this process.
    pub(crate) async fn only_writer(&self) -> MutexGuard<'_, ()> {
        self.only_writer.lock().await
    }

    /// The steps by which opening it brought its schema up to date.
    pub fn steps_taken(&self) -> &[&'static str] {
        &self.steps_taken
    }

    /// Where the record is, as messages show it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Sets what is done each time that there is no room for a write; the first who sets it is heard.
    pub fn when_full(&self, act: impl Fn() + Send + Sync + 'static) {
        // Whoever came before stays.
        let _ = self.when_full.set(Box::new(act));
    }

    /// The answer, its error told with the database it is about.
    pub(crate) fn located<T>(&self, answer: Result<T, RegisterError>) -> Result<T, RegisterError> {
        let answer = answer.map_err(|error| error.at(&self.path));
        if let (Err(RegisterError::DiskFull { .. }), Some(act)) = (&answer, self.when_full.get()) {
            act();
        }
        answer
    }
}

/// A chore under way; dropped without [`Chore::commit`] it leaves no trace.
pub(crate) struct Chore<'a> {
    transaction: DatabaseTransaction,
    _only_writer: Option<MutexGuard<'a, ()>>,
}

impl Chore<'_> {
    /// Where to read and write.
    pub(crate) fn database(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Makes it last.
    pub(crate) async fn commit(self) -> Result<(), RegisterError> {
        Ok(self.transaction.commit().await?)
    }
}

/// The address as messages show it: a path without its scheme, a server without its password.
fn shown(address: &str) -> String {
    if let Some((scheme, rest)) = address.split_once("://") {
        // Behind the question mark may be a password as well.
        let rest = rest.split('?').next().unwrap_or(rest);
        if scheme == "sqlite" {
            return rest.to_owned();
        }
        let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
        return format!("{scheme}://{place}");
    }
    address.to_owned()
}

/// Connections to a database of whatever schema.
pub(crate) async fn connected(address: &str, limits: &Limits) -> Result<DatabaseConnection, RegisterError> {
    Ok(Database::connect(options(address, limits)).await?)
}

/// The address of a record in memory, for samples; it lives as long as its one connection.
const MEMORY: &str = "sqlite::memory:";

fn options(address: &str, limits: &Limits) -> ConnectOptions {
    let plain_path = !address.contains("://") && address != MEMORY;
    let url = if plain_path {
        "sqlite://jumelage.db"
    } else {
        address
    };
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(limits.connections)
        .acquire_timeout(limits.patience.max(Duration::from_millis(100)) * 2)
        .sqlx_logging(false);
    let path = plain_path.then(|| address.to_owned());
    let Limits {
        patience,
        pages,
        ahead,
        durability,
        ..
    } = *limits;
    let (sqlite_synchronous, postgres_synchronous) = match durability {
        Durability::PowerCut => ("FULL", "on"),
        Durability::ProgramEnd => ("NORMAL", "off"),
    };
    options.map_sqlx_postgres_opts(move |postgres| {
        // Whoever waits longer for another writer, or for a change of the schema, is told so.
        let longest = format!("{}ms", patience.as_millis().max(1));
        postgres
            .application_name("jumelage")
            .options([
                ("lock_timeout", longest.as_str()),
                ("synchronous_commit", postgres_synchronous),
            ])
            .disable_statement_logging()
    });
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let mut sqlite = sqlite
            .busy_timeout(patience)
            .foreign_keys(true)
            .row_buffer_size(ahead)
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", sqlite_synchronous)
            .pragma("recursive_triggers", "ON")
            .disable_statement_logging();
        if let Some(path) = &path {
            // As a path, not as an address: names may hold `?`, `#` and `%`.
            sqlite = sqlite.filename(Path::new(path)).create_if_missing(true);
        }
        match pages {
            Some(pages) => sqlite.pragma("max_page_count", pages.to_string()),
            None => sqlite,
        }
    });
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::{ConnectionTrait, Statement};

    async fn pragma(register: &Register, name: &str) -> i64 {
        let ask = Statement::from_string(DatabaseBackend::Sqlite, format!("PRAGMA {name}"));
        let row = register.database.query_one_raw(ask).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    #[tokio::test]
    async fn every_connection_survives_a_power_cut_and_checks_its_links() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jumelage.db");
        let register = Register::open(path.to_str().unwrap()).await.unwrap();
        // 2 is FULL: the log is on the disk before a write is acknowledged.
        assert_eq!(pragma(&register, "synchronous").await, 2);
        assert_eq!(pragma(&register, "foreign_keys").await, 1);
        assert_eq!(pragma(&register, "recursive_triggers").await, 1);
    }

    #[test]
    fn messages_show_no_password() {
        assert_eq!(shown("postgres://me:secret@host/db"), "postgres://host/db");
        assert_eq!(
            shown("postgres:///db?host=/run/postgresql&password=secret"),
            "postgres:///db"
        );
        assert_eq!(shown("sqlite:///data/a.db?mode=ro"), "/data/a.db");
        assert_eq!(shown("data/a.db"), "data/a.db");
    }
}
