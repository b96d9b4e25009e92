//! What a record holds, table by table, and the head of its change log: two records with the same tally are the same.
//!
//! In: a view of one moment. Out: for each table how many rows and a digest of them, and a hash over the log's entries.
//!
//! # Invariants
//! - A table's digest does not depend on the order of its rows: each database sorts texts its own way.
//! - The head's hash does: an entry that is changed, missing or in another place gives another.

use crate::described::{Row, Table};
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::tables;
use futures_util::TryStreamExt;
use sea_orm::{DatabaseTransaction, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::pin::pin;

/// The table whose entries make the head.
const LOG: &str = "change";

/// What a record holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Every table, in the order of the schema.
    pub tables: Vec<TableTally>,
    /// The newest entry of the change log.
    pub head: Head,
}

/// What a table holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableTally {
    /// Its name.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// A digest of all of them, the same in whatever order.
    pub digest: String,
}

/// Where the change log stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The newest position; 0 before the first write.
    pub position: u64,
    /// A hash over all entries in their order.
    pub hash: String,
}

impl Tally {
    /// The name of the first table, or of the log, in which two records differ.
    pub fn differs_from(&self, other: &Self) -> Option<String> {
        let table = self
            .tables
            .iter()
            .zip(&other.tables)
            .find(|(one, two)| one != two);
        let head = (self.head != other.head || self.tables.len() != other.tables.len()).then_some(LOG);
        table
            .map(|(one, _)| one.table.as_str())
            .or(head)
            .map(str::to_owned)
    }

    /// Rows of all tables together.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

impl Register {
    /// What the record holds at one moment.
    pub async fn tally(&self) -> Result<Tally, RegisterError> {
        let tally = async {
            let view = self.read().await?;
            tally(&view).await
        };
        self.located(tally.await)
    }
}

/// What a view of a record holds.
pub(crate) async fn tally(view: &DatabaseTransaction) -> Result<Tally, RegisterError> {
    let mut counting = Counting::default();
    for table in tables() {
        counting.begin(table);
        let mut rows = pin!(table.rows(view).await?);
        while let Some(row) = rows.try_next().await? {
            counting.add(&row);
        }
    }
    Ok(counting.done())
}

/// A tally under way: tables one after the other, rows one after the other.
#[derive(Default)]
pub(crate) struct Counting {
    tables: Vec<Sum>,
    head: [u8; 32],
}

struct Sum {
    table: &'static str,
    rows: u64,
    /// The sum of the hashes of its rows, in four words that each wrap around.
    words: [u64; 4],
}

impl Counting {
    /// From here on rows of this table are added.
    pub(crate) fn begin(&mut self, table: &Table) {
        self.tables.push(Sum {
            table: table.name,
            rows: 0,
            words: [0; 4],
        });
    }

    pub(crate) fn add(&mut self, row: &Row) {
        let Some(sum) = self.tables.last_mut() else { return };
        let hash = hash(row);
        sum.rows += 1;
        for (word, bytes) in sum.words.iter_mut().zip(hash.as_chunks::<8>().0) {
            *word = word.wrapping_add(u64::from_le_bytes(*bytes));
        }
        if sum.table == LOG {
            self.head = Sha256::new()
                .chain_update(self.head)
                .chain_update(hash)
                .finalize()
                .into();
        }
    }

    pub(crate) fn done(self) -> Tally {
        let newest = self.tables.iter().find(|sum| sum.table == LOG);
        Tally {
            head: Head {
                // Positions follow one another from 1, as the schema demands.
                position: newest.map_or(0, |sum| sum.rows),
                hash: hex(&self.head),
            },
            tables: self.tables.iter().map(Sum::told).collect(),
        }
    }
}

impl Sum {
    fn told(&self) -> TableTally {
        let bytes: Vec<u8> = self.words.iter().flat_map(|word| word.to_le_bytes()).collect();
        TableTally {
            table: self.table.to_owned(),
            rows: self.rows,
            digest: hex(&bytes),
        }
    }
}

/// The hash of a row: each value with its sort and its length before it, so that no two rows read alike.
fn hash(row: &Row) -> [u8; 32] {
    let mut all = Sha256::new();
    let mut put = |sort: u8, bytes: &[u8]| {
        all.update([sort]);
        all.update(bytes.len().to_le_bytes());
        all.update(bytes);
    };
    for value in row {
        match value {
            Value::Uuid(Some(key)) => put(1, key.as_bytes()),
            Value::BigInt(Some(number)) => put(2, &number.to_le_bytes()),
            Value::Double(Some(number)) => put(3, &number.to_bits().to_le_bytes()),
            Value::Bool(Some(flag)) => put(4, &[u8::from(*flag)]),
            Value::String(Some(text)) => put(5, text.as_bytes()),
            Value::Bytes(Some(bytes)) => put(6, bytes),
            // The other sorts are no `Stored`: this is what is not there.
            _ => put(0, &[]),
        }
    }
    all.finalize().into()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(rows: &[Row]) -> Tally {
        let mut counting = Counting::default();
        for table in tables().filter(|table| table.name == LOG) {
            counting.begin(table);
            for row in rows {
                counting.add(row);
            }
        }
        counting.done()
    }

    #[test]
    fn the_order_of_rows_changes_the_head_and_not_the_digest() {
        let (one, two): (Row, Row) = (vec![1_i64.into(), "a".into()], vec![2_i64.into(), "b".into()]);
        let (there, back) = (counted(&[one.clone(), two.clone()]), counted(&[two, one]));
        assert_eq!(there.tables, back.tables);
        assert_ne!(there.head, back.head);
        assert_eq!(there.differs_from(&back).as_deref(), Some("change"));
        assert_eq!((there.rows(), there.head.position), (2, 2));
    }

    #[test]
    fn values_that_only_join_alike_are_told_apart() {
        let (one, two): (Row, Row) = (vec!["ab".into(), "c".into()], vec!["a".into(), "bc".into()]);
        assert_ne!(counted(&[one]), counted(&[two]));
        let nothing: Row = vec![Value::String(None), "".into()];
        let empty: Row = vec!["".into(), Value::String(None)];
        assert_ne!(counted(&[nothing]), counted(&[empty]));
    }
}
