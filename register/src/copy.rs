//! A whole record copied into an empty one, from either database to either.
//!
//! In: a record and an empty one. Out: the same rows in the other, and the tally of both.
//!
//! # Invariants
//! - The source is read in one view: what is written meanwhile is not in the copy, and the writer does not wait.
//! - The target is written in one transaction, which is kept only if what it then holds has the tally of what was read; a
//!   copy that fails leaves the target empty.
//! - Memory does not grow with the record: at most [`HEAVIEST`] bytes of rows, or one row that is heavier, are held.

use crate::described::{Table, weight};
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::tables;
use crate::tally::{Counting, Tally, tally};
use crate::writing::alone;
use futures_util::TryStreamExt;
use sea_orm::DatabaseTransaction;
use std::pin::pin;

/// Most bytes of texts held for one statement.
const HEAVIEST: usize = 4 << 20;
/// Most values in one statement: SQLite takes 32,766, PostgreSQL 65,535.
const MOST_VALUES: usize = 8_000;

impl Register {
    /// Whether the record holds nothing at all.
    pub async fn is_empty(&self) -> Result<bool, RegisterError> {
        let view = self.located(self.read().await)?;
        self.located(any_row(&view).await.map(|any| !any))
    }

    /// Copies everything into `target`, which must hold nothing; tells each table with its rows once they are copied.
    pub async fn copy_into(
        &self,
        target: &Self,
        told: &(dyn Fn(&'static str, u64) + Send + Sync),
    ) -> Result<Tally, RegisterError> {
        let view = self.located(self.read().await)?;
        let _only_writer = target.only_writer().await;
        let writing = target.located(alone(target.database()).await)?;
        if target.located(any_row(&writing).await)? {
            return Err(RegisterError::NotEmpty {
                path: target.path().to_owned(),
            });
        }
        let mut counting = Counting::default();
        for table in tables() {
            counting.begin(table);
            let rows = copied(table, (&view, self), (&writing, target), &mut counting).await?;
            told(table.name, rows);
        }
        let read = counting.done();
        let written = target.located(tally(&writing).await)?;
        if let Some(table) = read.differs_from(&written) {
            return Err(RegisterError::CopyDiffers { table });
        }
        let kept = writing.commit().await.map_err(RegisterError::from);
        target.located(kept)?;
        Ok(read)
    }
}

/// Whether any table has any row.
async fn any_row(database: &DatabaseTransaction) -> Result<bool, RegisterError> {
    for table in tables() {
        if table.is_filled(database).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Copies one table; answers how many rows it has.
async fn copied(
    table: &Table,
    (view, source): (&DatabaseTransaction, &Register),
    (writing, target): (&DatabaseTransaction, &Register),
    counting: &mut Counting,
) -> Result<u64, RegisterError> {
    let most = MOST_VALUES / table.columns.len().max(1);
    let mut rows = pin!(source.located(table.rows(view).await)?);
    let (mut held, mut heavy, mut copied) = (Vec::new(), 0, 0);
    while let Some(row) = source.located(rows.try_next().await)? {
        counting.add(&row);
        copied += 1;
        heavy += weight(&row);
        held.push(row);
        if held.len() >= most || heavy >= HEAVIEST {
            heavy = 0;
            target.located(table.add(writing, std::mem::take(&mut held)).await)?;
        }
    }
    if !held.is_empty() {
        target.located(table.add(writing, held).await)?;
    }
    Ok(copied)
}
