//! What waits for a browser's next step: a challenge, a way to a provider, a code after the password.
//!
//! In goes what is to be kept, for whom; out comes a secret for the browser, and later, against the secret, what was kept.
//!
//! # Invariants
//! - What waits is taken once; taking belongs to a write and is undone with it.
//! - The record knows the hash of the secret alone.

use super::sessions::micros;
use super::token::{Token, hash};
use crate::error::RegisterError;
use crate::rows::ceremony;
use crate::tables::cell;
use crate::writing::{Writing, json};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use vocabulary::{AccountId, Id, Moment};

/// A sort of ceremony.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ceremony {
    /// Its word in the record.
    pub(super) kind: &'static str,
    /// How long it waits.
    pub(super) waits: Duration,
}

impl Ceremony {
    /// Keeps something for the browser that holds the secret, which is the answer.
    pub(super) async fn keep(
        self,
        writing: &Writing<'_>,
        (account, kept): (Option<AccountId>, &impl Serialize),
        random: [u8; 32],
    ) -> Result<String, RegisterError> {
        let token = Token::of(random);
        let row = ceremony::Model {
            token_sha256: token.hash,
            kind: self.kind.to_owned(),
            account_id: account.map(Id::uuid),
            body: json(kept),
            expires_at: writing.now().micros.saturating_add(micros(self.waits)),
        };
        row.into_active_model().insert(writing.database()).await?;
        Ok(token.secret)
    }

    /// Whose it is that waits; `None` where nothing waits, or for nobody in particular.
    pub(super) async fn account(
        self,
        database: &impl ConnectionTrait,
        secret: &str,
        now: &Moment,
    ) -> Result<Option<AccountId>, RegisterError> {
        let row = self.find(database, secret, now).await?;
        Ok(row.and_then(|row| row.account_id).map(AccountId::of))
    }

    /// Takes what was kept, with the account that it was kept for.
    pub(super) async fn take<T: DeserializeOwned>(
        self,
        writing: &Writing<'_>,
        secret: &str,
    ) -> Result<Option<(Option<AccountId>, T)>, RegisterError> {
        let Some(row) = self.find(writing.database(), secret, writing.now()).await? else {
            return Ok(None);
        };
        let kept = cell("ceremony", "body", &row.kind).json(&row.body)?;
        let account = row.account_id.map(AccountId::of);
        row.into_active_model().delete(writing.database()).await?;
        Ok(Some((account, kept)))
    }

    async fn find(
        self,
        database: &impl ConnectionTrait,
        secret: &str,
        now: &Moment,
    ) -> Result<Option<ceremony::Model>, RegisterError> {
        let query = ceremony::Entity::find_by_id(hash(secret))
            .filter(ceremony::Column::Kind.eq(self.kind))
            .filter(ceremony::Column::ExpiresAt.gt(now.micros));
        Ok(query.one(database).await?)
    }
}
