//! What somebody typed while the session ended: kept for the moment after signing in again.
//!
//! # Invariants
//! Only its owner sees a kept form, for a quarter of an hour.

use super::sessions::micros;
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::kept_form;
use crate::tables::cell;
use crate::writing::json;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::time::Duration;
use uuid::Uuid;
use vocabulary::{AccountId, Id, Moment};

/// How long a form is kept.
const KEPT: Duration = Duration::from_mins(15);

impl Register {
    /// Keeps the fields of a form for its owner; the answer is the key to ask for them with.
    pub async fn keep_form(
        &self,
        account: AccountId,
        fields: &[(String, String)],
        act: Act<'_>,
    ) -> Result<Uuid, RegisterError> {
        let kept = async {
            let writing = self.write(act).await?;
            let now = writing.now().micros;
            let row = kept_form::Model {
                id: writing.fresh(),
                account_id: account.uuid(),
                fields: json(fields),
                expires_at: now.saturating_add(micros(KEPT)),
            };
            let id = row.id;
            row.into_active_model().insert(writing.database()).await?;
            writing.commit().await?;
            Ok(id)
        };
        self.located(kept.await)
    }

    /// The fields of a kept form, as long as they are kept.
    pub async fn kept_form(
        &self,
        account: AccountId,
        form: Uuid,
        now: &Moment,
    ) -> Result<Option<Vec<(String, String)>>, RegisterError> {
        let found = async {
            let row = kept_form::Entity::find_by_id(form)
                .filter(kept_form::Column::AccountId.eq(account.uuid()))
                .filter(kept_form::Column::ExpiresAt.gt(now.micros))
                .one(self.database())
                .await?;
            match row {
                Some(row) => cell("kept_form", "fields", &row.id).maybe_json(Some(&row.fields)),
                None => Ok(None),
            }
        };
        self.located(found.await)
    }
}
