//! What the servers of addresses said of their answers: bookkeeping of imports, which stays out of the change log.
//!
//! # Invariants
//! Of one address one answer is known: the newest that was taken in whole.

use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::fetched;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use vocabulary::Moment;

impl Register {
    /// What is known of an address from the last time that this reader took it in.
    pub async fn fetched(&self, address: &str, reader: &str) -> Result<Option<String>, RegisterError> {
        let found = async {
            let row = fetched::Entity::find_by_id(address)
                .filter(fetched::Column::Reader.eq(reader))
                .one(self.database())
                .await?;
            Ok(row.map(|row| row.known))
        };
        self.located(found.await)
    }

    /// Keeps what is known of an address for the next time.
    pub async fn remember_fetched(
        &self,
        (address, reader): (&str, &str),
        known: &str,
        now: &Moment,
    ) -> Result<(), RegisterError> {
        let kept = async {
            let chore = self.chore().await?;
            let row = fetched::Model {
                address: address.to_owned(),
                reader: reader.to_owned(),
                known: known.to_owned(),
                fetched_at: now.micros,
            };
            let before = fetched::Entity::find_by_id(address).one(chore.database()).await?;
            let row = row.into_active_model();
            if before.is_some() {
                row.reset_all().update(chore.database()).await?;
            } else {
                row.insert(chore.database()).await?;
            }
            chore.commit().await
        };
        self.located(kept.await)
    }
}
