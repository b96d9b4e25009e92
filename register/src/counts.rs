//! How much the record holds.

use crate::error::RegisterError;
use crate::register::Register;
use crate::rows;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Serialize;
use vocabulary::ClaimState;

/// Numbers of entities.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Sources.
    pub sources: u64,
    /// Revisions of sources.
    pub revisions: u64,
    /// Claims that wait for a person.
    pub claims_waiting: u64,
    /// Claims that were accepted.
    pub claims_accepted: u64,
    /// Claims that were refused.
    pub claims_rejected: u64,
    /// Claims that no newest reading makes.
    pub claims_superseded: u64,
    /// Authorities with a key in the record.
    pub authorities: u64,
    /// Organisations.
    pub organisations: u64,
    /// Partnerships.
    pub partnerships: u64,
    /// Programmes.
    pub programmes: u64,
    /// Calls.
    pub calls: u64,
    /// Awards.
    pub awards: u64,
    /// Projects.
    pub projects: u64,
    /// Alliances.
    pub alliances: u64,
    /// Campaigns.
    pub campaigns: u64,
    /// Actions.
    pub actions: u64,
    /// Grants.
    pub grants: u64,
    /// Stories.
    pub stories: u64,
}

impl Register {
    /// How much the record holds.
    pub async fn counts(&self) -> Result<Counts, RegisterError> {
        let counts = async {
            let database = self.read().await?;
            Ok(Counts {
                sources: all::<rows::source::Entity>(&database).await?,
                revisions: all::<rows::revision::Entity>(&database).await?,
                claims_waiting: claims(&database, ClaimState::Waiting).await?,
                claims_accepted: claims(&database, ClaimState::Accepted).await?,
                claims_rejected: claims(&database, ClaimState::Rejected).await?,
                claims_superseded: claims(&database, ClaimState::Superseded).await?,
                authorities: all::<rows::authority::Entity>(&database).await?,
                organisations: all::<rows::organisation::Entity>(&database).await?,
                partnerships: all::<rows::partnership::Entity>(&database).await?,
                programmes: all::<rows::programme::Entity>(&database).await?,
                calls: all::<rows::call::Entity>(&database).await?,
                awards: all::<rows::award::Entity>(&database).await?,
                projects: all::<rows::project::Entity>(&database).await?,
                alliances: all::<rows::alliance::Entity>(&database).await?,
                campaigns: all::<rows::campaign::Entity>(&database).await?,
                actions: all::<rows::action::Entity>(&database).await?,
                grants: all::<rows::grant::Entity>(&database).await?,
                stories: all::<rows::story::Entity>(&database).await?,
            })
        };
        self.located(counts.await)
    }
}

pub(crate) async fn all<E>(database: &DatabaseTransaction) -> Result<u64, RegisterError>
where
    E: EntityTrait,
    E::Model: Send + Sync,
{
    Ok(E::find().count(database).await?)
}

async fn claims(database: &DatabaseTransaction, state: ClaimState) -> Result<u64, RegisterError> {
    let of_state = rows::claim::Entity::find().filter(rows::claim::Column::State.eq(state.as_str()));
    Ok(of_state.count(database).await?)
}
