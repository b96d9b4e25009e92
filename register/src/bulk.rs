//! Many claims at once: those of one source above a confidence accepted, and a whole write taken back.
//!
//! # Invariants
//! - Each claim has its own entry in the log, as if it had been decided alone.
//! - What somebody decided about a claim since then is left as it is.

use crate::act::Act;
use crate::authorities::Known;
use crate::claims::{self, Held};
use crate::error::RegisterError;
use crate::register::Register;
use crate::review::{accept, decided_back, ready};
use crate::rows::{change, claim};
use crate::settle::settle;
use crate::tables::rows_in;
use crate::writing::What;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use vocabulary::{ClaimState, Id, Reason, SourceId};

/// What a bulk decision did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bulk {
    /// The write, by which it can be taken back as a whole.
    pub write: Uuid,
    /// How many claims it decided.
    pub claims: usize,
}

impl Register {
    /// Accepts the waiting claims of a source that are at least this sure (0 to 1) and complete.
    pub async fn accept_all(
        &self,
        source: SourceId,
        at_least: f32,
        directory: Known<'_>,
        act: Act<'_>,
    ) -> Result<Bulk, RegisterError> {
        let accepted = async {
            let mut writing = self.write(act).await?;
            let is_sure = |held: &Held| held.row.confidence >= f64::from(at_least);
            let sure = ready(&mut writing, directory, source.uuid(), is_sure).await?;
            let bulk = Bulk {
                write: writing.id(),
                claims: sure.len(),
            };
            if sure.is_empty() {
                return Ok(bulk);
            }
            accept(&mut writing, sure, |held| {
                Reason::new("accepted_together")
                    .with("confidence", format!("{:.3}", held.row.confidence))
                    .with("at_least", format!("{at_least:.3}"))
            })
            .await?;
            settle(&mut writing, Some(directory), source.uuid()).await?;
            writing.commit().await?;
            Ok(bulk)
        };
        self.located(accepted.await)
    }

    /// Takes back what one write decided about a source: every claim that nobody has touched since waits again. Answers
    /// how many.
    pub async fn undo_write(
        &self,
        (source, write): (SourceId, Uuid),
        act: Act<'_>,
    ) -> Result<usize, RegisterError> {
        let undone = async {
            let mut writing = self.write(act).await?;
            let mut held = decided_in(writing.database(), write).await?;
            held.retain(|held| held.row.source_id == source.uuid());
            if held.is_empty() {
                return Ok(0);
            }
            let mut back = Vec::with_capacity(held.len());
            for mut held in held {
                let before = held.entry();
                decided_back(&writing, &mut held)?;
                let after = held.entry();
                let entries = (Some(&before), Some(&after));
                writing.note(("claim", held.row.id), What::Undone, entries, None);
                back.push(held);
            }
            claims::save(writing.database(), &back).await?;
            settle(&mut writing, None, source.uuid()).await?;
            let count = back.len();
            writing.commit().await?;
            Ok(count)
        };
        self.located(undone.await)
    }
}

/// The claims that this write decided and nobody has touched since.
async fn decided_in(database: &DatabaseTransaction, write: Uuid) -> Result<Vec<Held>, RegisterError> {
    let decisions = [What::Accepted, What::Rejected].map(What::as_str);
    let rows = change::Entity::find()
        .filter(change::Column::TransactionId.eq(write))
        .filter(change::Column::Entity.eq("claim"))
        .filter(change::Column::What.is_in(decisions))
        .order_by_asc(change::Column::Position)
        .all(database)
        .await?;
    let decided: HashMap<String, i64> = rows
        .into_iter()
        .map(|row| (row.entity_id, row.position))
        .collect();
    let keys: Vec<String> = decided.keys().cloned().collect();
    let of_claims = change::Entity::find().filter(change::Column::Entity.eq("claim"));
    let since: BTreeSet<String> = rows_in(database, of_claims, change::Column::EntityId, &keys)
        .await?
        .into_iter()
        .filter(|row| decided.get(&row.entity_id).is_some_and(|at| row.position > *at))
        .map(|row| row.entity_id)
        .collect();
    let ids: Vec<Uuid> = decided
        .keys()
        .filter(|key| !since.contains(*key))
        .filter_map(|key| key.parse().ok())
        .collect();
    let mut rows = rows_in(database, claim::Entity::find(), claim::Column::Id, &ids).await?;
    rows.sort_by_key(|row| row.id);
    let held: Vec<Held> = rows.into_iter().map(Held::of).collect::<Result<_, _>>()?;
    let is_decided = |held: &Held| matches!(held.state, ClaimState::Accepted | ClaimState::Rejected);
    Ok(held.into_iter().filter(is_decided).collect())
}
