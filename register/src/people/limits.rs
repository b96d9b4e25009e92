//! How often something may be tried, counted for all nodes together.
//!
//! # Invariants
//! A bucket empties at a steady pace; what is refused does not fill it, so nobody is locked out for longer by trying.

use super::token::hash;
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::rate_limit;
use crate::writing::Writing;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::time::Duration;

/// How often: so many at once, and one more after each pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is limited; a word of the program.
    pub what: &'static str,
    /// How many at once.
    pub burst: u32,
    /// After which time one more is allowed.
    pub pause: Duration,
}

impl Register {
    /// Counts one attempt against each limit and its subject; the answer is how long to wait where one is used up.
    pub async fn attempt(
        &self,
        limits: &[(Limit, &str)],
        act: Act<'_>,
    ) -> Result<Option<Duration>, RegisterError> {
        let attempted = async {
            let writing = self.write(act).await?;
            let wait = attempt(&writing, limits).await?;
            if wait.is_none() {
                writing.commit().await?;
            }
            Ok(wait)
        };
        self.located(attempted.await)
    }
}

/// Counts one attempt within a write; refused, the write is to be dropped.
pub(crate) async fn attempt(
    writing: &Writing<'_>,
    limits: &[(Limit, &str)],
) -> Result<Option<Duration>, RegisterError> {
    let now = writing.now().micros;
    rate_limit::Entity::delete_many()
        .filter(rate_limit::Column::EmptyAt.lt(now))
        .exec(writing.database())
        .await?;
    for (limit, subject) in limits {
        let bucket = hash(&format!("{}\u{1f}{subject}", limit.what));
        let row = rate_limit::Entity::find_by_id(bucket.clone())
            .one(writing.database())
            .await?;
        let pause = i64::try_from(limit.pause.as_micros()).unwrap_or(i64::MAX);
        let empty_at = row.map_or(now, |row| row.empty_at.max(now)).saturating_add(pause);
        let over = (empty_at - now).saturating_sub(pause.saturating_mul(i64::from(limit.burst)));
        if over > 0 {
            return Ok(Some(Duration::from_micros(over.unsigned_abs())));
        }
        let row = rate_limit::Model { bucket, empty_at }.into_active_model();
        let newer = OnConflict::column(rate_limit::Column::Bucket)
            .update_column(rate_limit::Column::EmptyAt)
            .to_owned();
        rate_limit::Entity::insert(row)
            .on_conflict(newer)
            .exec_without_returning(writing.database())
            .await?;
    }
    Ok(None)
}
