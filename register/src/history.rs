//! What happened to one thing, what one person did, and how things stood at a moment: all of it from the change log.
//!
//! # Invariants
//! Nothing is worked out again: the log holds the value after each change, so a past state is read, not rebuilt; the codes
//! that an authority was given since then stand behind its own.

use crate::act::Actor;
use crate::changes::{Change, of};
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::change::{self, Column};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::Value;
use vocabulary::{AuthorityId, Id, Moment};

impl Register {
    /// What happened to one entity (`partnership`, `claim`, `authority`, ...), the newest first: at most `limit` entries
    /// before a position.
    pub async fn changes_of(
        &self,
        (entity, id): (&str, &str),
        before: Option<u64>,
        limit: u64,
    ) -> Result<Vec<Change>, RegisterError> {
        let of_one = change::Entity::find()
            .filter(Column::Entity.eq(entity))
            .filter(Column::EntityId.eq(id));
        self.newest(of_one, before, limit).await
    }

    /// What one actor did, the newest first: at most `limit` entries before a position.
    pub async fn changes_by(
        &self,
        actor: &Actor,
        before: Option<u64>,
        limit: u64,
    ) -> Result<Vec<Change>, RegisterError> {
        let by_one = change::Entity::find()
            .filter(Column::ActorKind.eq(actor.kind()))
            .filter(Column::Actor.eq(actor.name()));
        self.newest(by_one, before, limit).await
    }

    /// How an entity stood in the record at a moment; `None` where it was not there.
    pub async fn as_of(
        &self,
        (entity, id): (&str, &str),
        moment: &Moment,
    ) -> Result<Option<Value>, RegisterError> {
        let until = change::Entity::find()
            .filter(Column::Entity.eq(entity))
            .filter(Column::EntityId.eq(id))
            .filter(Column::RecordedAt.lte(moment.micros));
        let mut codes = Vec::new();
        let mut before = None;
        while let Some(last) = self.newest(until.clone(), before, 1).await?.pop() {
            match last.after {
                // An authority was given more codes, and the log has these alone: the rest stands in an earlier entry.
                Some(Value::Array(more)) if entity == AuthorityId::KIND => {
                    codes.splice(0..0, more);
                    before = Some(last.position);
                }
                Some(mut value) => {
                    if let Some(Value::Array(held)) = value.get_mut("codes") {
                        held.append(&mut codes);
                    }
                    return Ok(Some(value));
                }
                None => return Ok(None),
            }
        }
        Ok(None)
    }

    async fn newest(
        &self,
        mut changes: Select<change::Entity>,
        before: Option<u64>,
        limit: u64,
    ) -> Result<Vec<Change>, RegisterError> {
        let found = async {
            if let Some(before) = before {
                let before = i64::try_from(before).unwrap_or(i64::MAX);
                changes = changes.filter(Column::Position.lt(before));
            }
            let rows = changes
                .order_by_desc(Column::Position)
                .limit(limit)
                .all(self.database())
                .await?;
            rows.into_iter().map(of).collect()
        };
        self.located(found.await)
    }
}
