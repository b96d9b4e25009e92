//! What is over and names people goes: links, invitations, forms, ceremonies, old sessions and events,
//! and the sessions of the first release.
//!
//! # Invariants
//! Only what opens nothing any more is swept.

use super::sessions::micros;
use crate::error::RegisterError;
use crate::rows::{
    account_event, account_session, ceremony, invitation, kept_form, one_time_link, reviewer_session,
};
use crate::writing::Writing;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use std::time::Duration;

/// How long a session that is over stays in the copy of their data that people may ask for.
const REMEMBERED: Duration = Duration::from_hours(90 * 24);

/// How long what happened to an account is told to its owner.
const TOLD: Duration = Duration::from_hours(365 * 24);

/// Sweeps within a write.
pub(crate) async fn sweep(writing: &Writing<'_>) -> Result<(), RegisterError> {
    let (database, now) = (writing.database(), writing.now().micros);
    macro_rules! empty {
        ($($table:ident),*) => {$(
            $table::Entity::delete_many()
                .filter($table::Column::ExpiresAt.lt(now))
                .exec(database)
                .await?;
        )*};
    }
    empty!(one_time_link, kept_form, ceremony, invitation, reviewer_session);
    let before = now.saturating_sub(micros(REMEMBERED));
    let over = Condition::any()
        .add(account_session::Column::ExpiresAt.lt(before))
        .add(account_session::Column::EndedAt.lt(before));
    account_session::Entity::delete_many()
        .filter(over)
        .exec(database)
        .await?;
    let before = now.saturating_sub(micros(TOLD));
    account_event::Entity::delete_many()
        .filter(account_event::Column::At.lt(before))
        .exec(database)
        .await?;
    Ok(())
}
