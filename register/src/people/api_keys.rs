//! Keys for programs: who asks for data, so that each has an own count.
//!
//! In: a name for a new key, or the secret that a program gives. Out: the secret, once; or which key it is.
//!
//! # Invariants
//! - A key says who asks and nothing more: whatever needs a person needs a session.
//! - The secret is shown when the key is made; kept is its SHA-256.

use super::events::{Happening, happened};
use super::token::{self, Token};
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::api_key;
use sea_orm::ActiveModelTrait as _;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;
use vocabulary::{AccountId, Id, Moment};

/// What every secret begins with, so that one that lies about is known for what it is.
const PREFIX: &str = "jumelage_";

/// A key, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its key in the record.
    pub id: Uuid,
    /// What the owner calls it.
    pub name: String,
    /// Since when.
    pub added: Moment,
}

impl Register {
    /// Most keys of one account.
    pub const MOST_API_KEYS: usize = 10;

    /// The keys of a person, the oldest first.
    pub async fn api_keys(&self, account: AccountId) -> Result<Vec<ApiKey>, RegisterError> {
        let rows = self.located(of_account(self.database(), account).await)?;
        let held = |row: api_key::Model| ApiKey {
            id: row.id,
            name: row.name,
            added: Moment::utc(row.added_at),
        };
        Ok(rows.into_iter().map(held).collect())
    }

    /// Makes a key for the programs of a person; the answer is its secret, or `None` where there are
    /// [`Self::MOST_API_KEYS`] already.
    pub async fn add_api_key(
        &self,
        (account, name): (AccountId, &str),
        random: [u8; 32],
        act: Act<'_>,
    ) -> Result<Option<String>, RegisterError> {
        let added = async {
            let writing = self.write(act).await?;
            if of_account(writing.database(), account).await?.len() >= Self::MOST_API_KEYS {
                return Ok(None);
            }
            let secret = format!("{PREFIX}{}", Token::of(random).secret);
            let row = api_key::Model {
                id: writing.fresh(),
                account_id: account.uuid(),
                name: name.to_owned(),
                secret_sha256: token::hash(&secret),
                added_at: writing.now().micros,
            };
            row.into_active_model().insert(writing.database()).await?;
            happened(&writing, account, (Happening::ApiKeyAdded, name)).await?;
            writing.commit().await?;
            Ok(Some(secret))
        };
        self.located(added.await)
    }

    /// Removes a key of a person; another's, or none, stays as it is: the answer is whether there was one.
    pub async fn remove_api_key(
        &self,
        (account, key): (AccountId, Uuid),
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let removed = async {
            let writing = self.write(act).await?;
            let row = api_key::Entity::find_by_id(key)
                .filter(api_key::Column::AccountId.eq(account.uuid()))
                .one(writing.database())
                .await?;
            let Some(row) = row else { return Ok(false) };
            happened(&writing, account, (Happening::ApiKeyRemoved, &row.name)).await?;
            row.delete(writing.database()).await?;
            writing.commit().await?;
            Ok(true)
        };
        self.located(removed.await)
    }

    /// The key with this secret.
    pub async fn api_key(&self, secret: &str) -> Result<Option<Uuid>, RegisterError> {
        if !secret.starts_with(PREFIX) {
            return Ok(None);
        }
        let found = async {
            let row = api_key::Entity::find()
                .filter(api_key::Column::SecretSha256.eq(token::hash(secret)))
                .one(self.database())
                .await?;
            Ok(row.map(|row| row.id))
        };
        self.located(found.await)
    }
}

async fn of_account(
    database: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<api_key::Model>, RegisterError> {
    let rows = api_key::Entity::find()
        .filter(api_key::Column::AccountId.eq(account.uuid()))
        .order_by_asc(api_key::Column::AddedAt)
        .order_by_asc(api_key::Column::Id);
    Ok(rows.all(database).await?)
}
