//! The change log as readers see it.
//!
//! # Invariants
//! Positions follow commit order without gaps: who has seen n will never be told of something at or before n.

use crate::act::Actor;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::change;
use crate::tables::{IDS_AT_ONCE, cell};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;
use vocabulary::{Moment, Reason};

/// One entry of the change log.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its place, from 1, without gaps.
    pub position: u64,
    /// The write it belongs to; all entries of one write came to be at once.
    pub transaction: Uuid,
    /// When it was recorded.
    pub at: Moment,
    /// Who did it.
    pub by: Actor,
    /// The kind of entity: `partnership`, `claim`, `source`, ...
    pub entity: String,
    /// Its key.
    pub entity_id: String,
    /// `created`, `updated`, `removed`, `accepted`, `rejected`, `undone`, `superseded` or `restored`.
    pub what: String,
    /// Its value before, where there was one.
    pub before: Option<Value>,
    /// Its value after, where there is one.
    pub after: Option<Value>,
    /// The rule or reason.
    pub why: Option<Reason>,
    /// Version of the form of the values.
    pub schema: u32,
}

impl Register {
    /// At most `limit` entries behind `position`, in order.
    pub async fn changes_since(&self, position: u64, limit: u64) -> Result<Vec<Change>, RegisterError> {
        let changes = async {
            let position = i64::try_from(position).unwrap_or(i64::MAX);
            let rows = change::Entity::find()
                .filter(change::Column::Position.gt(position))
                .order_by_asc(change::Column::Position)
                .limit(limit)
                .all(self.database())
                .await?;
            rows.into_iter().map(of).collect()
        };
        self.located(changes.await)
    }
}

impl Register {
    /// When each of these entities of one kind last changed; those that the log does not know are left out.
    pub async fn last_changed(
        &self,
        entity: &str,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Moment>, RegisterError> {
        let found = async {
            let mut found = HashMap::new();
            for some in ids.chunks(IDS_AT_ONCE) {
                let rows: Vec<(String, i64)> = change::Entity::find()
                    .select_only()
                    .column(change::Column::EntityId)
                    .column_as(change::Column::RecordedAt.max(), "at")
                    .filter(change::Column::Entity.eq(entity))
                    .filter(change::Column::EntityId.is_in(some.iter().map(Uuid::to_string)))
                    .group_by(change::Column::EntityId)
                    .into_tuple()
                    .all(self.database())
                    .await?;
                for (id, micros) in rows {
                    let key = Uuid::parse_str(&id).map_err(|_| cell("change", "entity_id", &id).wrong())?;
                    found.insert(key, Moment::utc(micros));
                }
            }
            Ok(found)
        };
        self.located(found.await)
    }
}

pub(crate) fn of(row: change::Model) -> Result<Change, RegisterError> {
    let at = |column| cell("change", column, &row.position);
    Ok(Change {
        position: at("position").number(row.position)?,
        transaction: row.transaction_id,
        at: Moment {
            micros: row.recorded_at,
            zone: row.recorded_zone.clone(),
        },
        by: Actor::of(&row.actor_kind, row.actor.clone()).ok_or_else(|| at("actor_kind").wrong())?,
        before: at("before").maybe_json(row.before.as_deref())?,
        after: at("after").maybe_json(row.after.as_deref())?,
        why: at("why").maybe_json(row.why.as_deref())?,
        schema: at("schema_version").number(row.schema_version)?,
        entity: row.entity,
        entity_id: row.entity_id,
        what: row.what,
    })
}
