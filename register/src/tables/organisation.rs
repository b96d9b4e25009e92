//! Organisations and programmes.

use super::{Fact, FactKind, Kept, Which, cell, proofs, remove_rows, rows_of, word};
use crate::error::RegisterError;
use crate::rows::{organisation, programme};
use crate::writing::insert;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use vocabulary::{Id, Organisation, OrganisationId, Programme, ProgrammeId};

impl Fact for Organisation {
    const KIND: FactKind = FactKind::Organisation;

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        let rows = rows_of::<organisation::Entity>(database, organisation::Column::Id, which).await?;
        rows.into_iter()
            .map(|row| {
                Ok(Self {
                    id: OrganisationId::of(row.id),
                    kind: cell("organisation", "kind", &row.id).word(&row.kind)?,
                    country: cell("organisation", "country", &row.id).maybe_word(row.country.as_deref())?,
                    name: row.name,
                })
            })
            .collect()
    }

    async fn add(database: &DatabaseTransaction, facts: &[Kept<Self>]) -> Result<(), RegisterError> {
        let rows = facts.iter().map(|kept| organisation::Model {
            id: kept.fact.key(),
            identity: kept.identity.clone(),
            name: kept.fact.name.clone(),
            kind: word(&kept.fact.kind),
            country: kept.fact.country.as_ref().map(word),
            owner_id: kept.owner,
            evidence_id: kept.first_proof(),
        });
        insert(database, rows.collect()).await
    }

    async fn remove(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), RegisterError> {
        remove_rows::<organisation::Entity>(database, organisation::Column::Id, ids).await
    }
}

impl Fact for Programme {
    const KIND: FactKind = FactKind::Programme;

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        let rows = rows_of::<programme::Entity>(database, programme::Column::Id, which).await?;
        let mut evidence = proofs::<Self>(database, which).await?;
        Ok(rows
            .into_iter()
            .map(|row| Self {
                id: ProgrammeId::of(row.id),
                name: row.name,
                evidence: evidence.remove(&row.id).unwrap_or_default(),
            })
            .collect())
    }

    async fn add(database: &DatabaseTransaction, facts: &[Kept<Self>]) -> Result<(), RegisterError> {
        let rows = facts.iter().map(|kept| programme::Model {
            id: kept.fact.key(),
            identity: kept.identity.clone(),
            name: kept.fact.name.clone(),
            owner_id: kept.owner,
            evidence_id: kept.first_proof(),
        });
        insert(database, rows.collect()).await
    }

    async fn remove(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), RegisterError> {
        remove_rows::<programme::Entity>(database, programme::Column::Id, ids).await
    }
}
