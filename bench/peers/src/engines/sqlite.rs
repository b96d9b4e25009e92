//! SQLite's full-text index with its trigram tokeniser.
//!
//! In: a key. Out: the [`ENOUGH`] names of each country that share most runs of three letters, by its own rank.
//!
//! Helped: the row ids of one country follow each other, so that the index itself skips the others.

use super::{Peer, three_letters};
use crate::error::PeersError;
use crate::help::Scope;
use crate::names::Names;
use rusqlite::{Connection, OpenFlags, params};
use std::path::Path;

/// Names that are ranked again.
const ENOUGH: u32 = 50;

const WORD: &str = "sqlite";

/// The open database.
pub(super) struct Sqlite {
    connection: Connection,
}

/// Makes the index.
pub(super) fn build(names: &Names, path: &Path) -> Result<(), PeersError> {
    let fill = || -> rusqlite::Result<()> {
        let mut connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             CREATE VIRTUAL TABLE names USING fts5(key, content = '', tokenize = 'trigram');",
        )?;
        let transaction = connection.transaction()?;
        let mut insert = transaction.prepare("INSERT INTO names (rowid, key) VALUES (?1, ?2)")?;
        for place in 0..names.len() {
            insert.execute(params![place, format!(" {} ", names.key(place))])?;
        }
        drop(insert);
        transaction.execute("INSERT INTO names (names) VALUES ('optimize')", [])?;
        transaction.commit()
    };
    fill().map_err(PeersError::of(WORD))
}

impl Sqlite {
    pub(super) fn open(path: &Path) -> Result<Self, PeersError> {
        let opened = || -> rusqlite::Result<Self> {
            let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            connection.execute_batch("PRAGMA mmap_size = 1073741824;")?;
            Ok(Self { connection })
        };
        opened().map_err(PeersError::of(WORD))
    }

    fn search(&self, key: &str, scope: &Scope, found: &mut Vec<u32>) -> rusqlite::Result<()> {
        let runs: Vec<String> = three_letters(key)
            .iter()
            .map(|run| format!("\"{run}\""))
            .collect();
        let wanted = runs.join(" OR ");
        let mut search = self.connection.prepare_cached(
            "SELECT rowid FROM names WHERE names MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rank LIMIT ?4",
        )?;
        for range in &scope.ranges {
            let last = range.end.saturating_sub(1);
            let rows = search.query_map(params![wanted, range.start, last, ENOUGH], |row| row.get(0))?;
            for place in rows {
                found.push(place?);
            }
        }
        Ok(())
    }
}

impl Peer for Sqlite {
    fn near(&mut self, key: &str, scope: &Scope, found: &mut Vec<u32>) -> Result<(), PeersError> {
        self.search(key, scope, found).map_err(PeersError::of(WORD))
    }
}
