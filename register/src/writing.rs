//! One write: a transaction, and the entries it adds to the change log.
//!
//! # Invariants
//! - What a request that is to be carried out once has done is noted with it, in the same transaction.
//! - [`Writing::note`] is the only way into the log, and the log goes into the same transaction as the data.
//! - Positions follow commit order. On SQLite `BEGIN IMMEDIATE` lets one writer in at a time; on PostgreSQL every
//!   write begins by taking one advisory lock, which is kept until commit. Either way the next position is read
//!   under the lock, so a reader that has seen n never misses n-1.

use crate::act::{Act, Actor};
use crate::error::RegisterError;
use crate::once;
use crate::rows;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryOrder, QuerySelect, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use serde::Serialize;
use std::fmt::Display;
use tokio::sync::MutexGuard;
use uuid::Uuid;
use vocabulary::{Moment, Reason};

/// Version of the form of the log's entries.
pub(crate) const LOG_VERSION: i64 = 1;
/// Rows per statement: far below what either database allows in values per statement.
const ROWS_AT_ONCE: usize = 400;
/// The key of PostgreSQL's advisory lock for writers, an arbitrary constant of this program.
const WRITER_LOCK: i64 = 0x006A_756D_656C;

/// What happened to an entity, for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Created,
    Updated,
    Removed,
    Accepted,
    Rejected,
    Undone,
    Superseded,
    Restored,
}

impl What {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Removed => "removed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Undone => "undone",
            Self::Superseded => "superseded",
            Self::Restored => "restored",
        }
    }
}

/// A write under way; dropped without [`Writing::commit`] it leaves no trace.
pub(crate) struct Writing<'a> {
    transaction: DatabaseTransaction,
    act: Act<'a>,
    /// The rule that acts instead of the caller, for a while.
    rule: Option<Actor>,
    id: Uuid,
    position: i64,
    entries: Vec<rows::change::Model>,
    _only_writer: MutexGuard<'a, ()>,
}

impl<'a> Writing<'a> {
    /// Begins a write, alone.
    pub(crate) async fn begin(
        database: &DatabaseConnection,
        only_writer: MutexGuard<'a, ()>,
        act: Act<'a>,
    ) -> Result<Self, RegisterError> {
        let transaction = alone(database).await?;
        let position = newest_position(&transaction).await?;
        Ok(Self {
            id: act.ids.fresh(act.now),
            transaction,
            act,
            rule: None,
            position,
            entries: Vec::new(),
            _only_writer: only_writer,
        })
    }

    /// Its key in the log.
    pub(crate) fn id(&self) -> Uuid {
        self.id
    }

    /// Where to read and write.
    pub(crate) fn database(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// When the write happens.
    pub(crate) fn now(&self) -> &'a Moment {
        self.act.now
    }

    /// Who acts at the moment.
    pub(crate) fn by(&self) -> &Actor {
        self.rule.as_ref().unwrap_or(self.act.by)
    }

    /// A fresh key.
    pub(crate) fn fresh(&self) -> Uuid {
        self.act.ids.fresh(self.act.now)
    }

    /// From here on a rule acts; `None` gives the act back to the caller.
    pub(crate) fn act_as(&mut self, rule: Option<&str>) {
        self.rule = rule.map(|name| Actor::Rule {
            name: name.to_owned(),
        });
    }

    /// Notes what happened to an entity, with its value before and after.
    pub(crate) fn note<V: Serialize>(
        &mut self,
        (entity, id): (&str, impl Display),
        what: What,
        (before, after): (Option<&V>, Option<&V>),
        why: Option<&Reason>,
    ) {
        self.position += 1;
        let actor = self.by().clone();
        self.entries.push(rows::change::Model {
            position: self.position,
            transaction_id: self.id,
            recorded_at: self.act.now.micros,
            recorded_zone: self.act.now.zone.clone(),
            actor_kind: actor.kind().to_owned(),
            actor: actor.name().to_owned(),
            entity: entity.to_owned(),
            entity_id: id.to_string(),
            what: what.as_str().to_owned(),
            before: before.map(json),
            after: after.map(json),
            why: why.map(json),
            schema_version: LOG_VERSION,
        });
    }

    /// Writes the log and makes everything last; answers the newest position.
    pub(crate) async fn commit(mut self) -> Result<u64, RegisterError> {
        let entries = std::mem::take(&mut self.entries);
        insert(&self.transaction, entries).await?;
        let position = self.position;
        if let Some(once) = self.act.once {
            once::carried_out(&self.transaction, once, position).await?;
        }
        self.transaction.commit().await?;
        Ok(u64::try_from(position).unwrap_or(0))
    }
}

/// A transaction that no other writer, of whatever process or node, stands beside.
pub(crate) async fn alone(database: &DatabaseConnection) -> Result<DatabaseTransaction, RegisterError> {
    let transaction = immediate(database).await?;
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        transaction
            .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({WRITER_LOCK})"))
            .await?;
    }
    Ok(transaction)
}

/// A transaction that may write from its first statement on.
pub(crate) async fn immediate(database: &DatabaseConnection) -> Result<DatabaseTransaction, RegisterError> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    Ok(database.begin_with_options(options).await?)
}

/// The newest position of the log; 0 before the first write.
pub(crate) async fn newest_position(database: &impl ConnectionTrait) -> Result<i64, RegisterError> {
    let newest: Option<i64> = rows::change::Entity::find()
        .select_only()
        .column(rows::change::Column::Position)
        .order_by_desc(rows::change::Column::Position)
        .limit(1)
        .into_tuple()
        .one(database)
        .await?;
    Ok(newest.unwrap_or(0))
}

/// Adds rows to a table, many per statement.
pub(crate) async fn insert<M, A>(database: &DatabaseTransaction, rows: Vec<M>) -> Result<(), RegisterError>
where
    M: IntoActiveModel<A> + Send,
    A: ActiveModelTrait + Send,
{
    let mut rows = rows
        .into_iter()
        .map(IntoActiveModel::into_active_model)
        .peekable();
    while rows.peek().is_some() {
        let some: Vec<A> = rows.by_ref().take(ROWS_AT_ONCE).collect();
        A::Entity::insert_many(some)
            .exec_without_returning(database)
            .await?;
    }
    Ok(())
}

/// A value as the text of a JSON column.
pub(crate) fn json<V: Serialize + ?Sized>(value: &V) -> String {
    serde_json::to_string(value).expect("the words of the vocabulary have string keys only")
}
