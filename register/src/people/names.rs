//! The names behind the keys that the log and statements hold.
//!
//! # Invariants
//! A name that was erased is nowhere: its key stays, and the answer has no name for it.

use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::account;
use crate::tables::rows_in;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

impl Register {
    /// The names of the accounts among these words of the log.
    pub async fn names<'a>(
        &self,
        actors: impl IntoIterator<Item = &'a str>,
    ) -> Result<HashMap<String, String>, RegisterError> {
        let keys: BTreeSet<Uuid> = actors.into_iter().filter_map(|word| word.parse().ok()).collect();
        let keys: Vec<Uuid> = keys.into_iter().collect();
        let named = async {
            let database = self.read().await?;
            let query = <account::Entity as sea_orm::EntityTrait>::find();
            let rows = rows_in(&database, query, account::Column::Id, &keys).await?;
            Ok(rows
                .into_iter()
                .map(|row| (row.id.to_string(), row.name))
                .collect())
        };
        self.located(named.await)
    }
}
