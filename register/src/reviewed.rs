//! Sources that people have been through: every claim decided, with what was read and what it should have been.
//!
//! In: the record. Out: for each such source its bytes and its claims, from which the exam of the engine grows.
//!
//! # Invariants
//! - A source counts only if none of its claims waits and a person decided at least one.
//! - Statements are no documents: nothing was read in them.

use crate::claims::{Held, of_source};
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::{claim, content, revision, source};
use crate::sources;
use crate::tables::{cell, rows_in, word};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use std::collections::BTreeSet;
use uuid::Uuid;
use vocabulary::{Claim, ClaimState, Correction, Id, Source, SourceFormat, SourceId};

/// A source that people have been through.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed {
    /// The source.
    pub source: Source,
    /// Its newest bytes.
    pub bytes: Vec<u8>,
    /// Its claims, in the order of the text.
    pub claims: Vec<ReviewedClaim>,
}

/// A claim that was decided.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewedClaim {
    /// As it was read.
    pub read: Claim,
    /// Whether it was accepted.
    pub state: ClaimState,
    /// What a person says it should be, where that is something else.
    pub correction: Option<Correction>,
}

impl Register {
    /// The sources that people have been through, in the order in which they came.
    pub async fn reviewed_sources(&self) -> Result<Vec<SourceId>, RegisterError> {
        let found = async {
            let database = self.read().await?;
            let of = |claims: sea_orm::Select<claim::Entity>| {
                claims
                    .select_only()
                    .column(claim::Column::SourceId)
                    .distinct()
                    .into_tuple::<Uuid>()
            };
            let decided = claim::Entity::find()
                .filter(claim::Column::DecidedByPerson.eq(true))
                .filter(
                    claim::Column::State
                        .is_in([ClaimState::Accepted.as_str(), ClaimState::Rejected.as_str()]),
                );
            let mut sources: BTreeSet<Uuid> = of(decided).all(&database).await?.into_iter().collect();
            let waiting = claim::Entity::find().filter(claim::Column::State.eq(ClaimState::Waiting.as_str()));
            for id in of(waiting).all(&database).await? {
                sources.remove(&id);
            }
            let sources: Vec<Uuid> = sources.into_iter().collect();
            let documents =
                source::Entity::find().filter(source::Column::Format.ne(word(&SourceFormat::Statement)));
            let documents = rows_in(&database, documents, source::Column::Id, &sources).await?;
            let documents: BTreeSet<Uuid> = documents.into_iter().map(|row| row.id).collect();
            Ok(documents.into_iter().map(SourceId::of).collect())
        };
        self.located(found.await)
    }

    /// What people made of a source; `None` if there is none with this key.
    pub async fn reviewed(&self, source: SourceId) -> Result<Option<Reviewed>, RegisterError> {
        let found = async {
            let database = self.read().await?;
            let row = source::Entity::find_by_id(source.uuid()).one(&database).await?;
            match row {
                Some(row) => reviewed(&database, &row).await.map(Some),
                None => Ok(None),
            }
        };
        self.located(found.await)
    }
}

async fn reviewed(database: &DatabaseTransaction, row: &source::Model) -> Result<Reviewed, RegisterError> {
    let wrong = || cell("source", "newest_id", &row.id).wrong();
    let newest = revision::Entity::find_by_id(row.newest_id).one(database).await?;
    let newest = newest.ok_or_else(wrong)?;
    let bytes = content::Entity::find_by_id(newest.sha256).one(database).await?;
    let decided = of_source(database, row.id).await?;
    Ok(Reviewed {
        source: sources::of(row)?,
        bytes: bytes.ok_or_else(wrong)?.bytes,
        claims: decided
            .into_iter()
            .filter(|held| held.row.revision_id == newest.id)
            .map(claim_of)
            .collect::<Result<_, _>>()?,
    })
}

fn claim_of(held: Held) -> Result<ReviewedClaim, RegisterError> {
    Ok(ReviewedClaim {
        read: held.read()?,
        state: held.state,
        correction: held.correction,
    })
}
