//! Taking jobs and saying what became of them, by any number of workers over one list.
//!
//! # Invariants
//! - A job is in one worker's hands at a time. Who does not say in time that it goes on loses it, and cannot end it.
//! - A job that was taken [`MOST_TRIES`] times without an end is parked: a job that brings its worker down does not
//!   go round for ever.
//! - What a job was told goes when it is done, unless its kind keeps it ([`JobKind::keeps_order`]).

use super::{MOST_TRIES, kind_named};
use crate::error::RegisterError;
use crate::register::{Chore, Register};
use crate::rows::job;
use crate::tables::word;
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;
use vocabulary::{Id, Job, JobId, JobKind, JobState, Moment};

/// A job in a worker's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenJob {
    /// Its key, the same at each try.
    pub id: JobId,
    /// What makes it the same work.
    pub key: String,
    /// What to do.
    pub job: Job,
    /// Who asked, by the name of the log.
    pub asked_by: String,
    /// Which try this is, from 1.
    pub try_number: u32,
    /// Where it goes on, as its last try left word.
    pub progress: Option<String>,
    /// Proof of having taken it.
    holder: Uuid,
}

impl TakenJob {
    /// The job's row, if it is still in these hands; nobody else touches it before the transaction ends.
    pub(super) fn in_hands(&self) -> sea_orm::Select<job::Entity> {
        job::Entity::find_by_id(self.id.uuid())
            .filter(job::Column::Holder.eq(self.holder))
            .lock(LockType::Update)
    }
}

/// What became of a job that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It is done.
    Done,
    /// It failed and may be tried again from this moment on, unless it was tried often enough.
    Later {
        /// What went wrong; no address, no secret.
        why: String,
        /// When to try again.
        from: Moment,
    },
    /// It failed for good: trying again cannot help.
    Never {
        /// What went wrong; no address, no secret.
        why: String,
    },
    /// It was interrupted by no fault of its own: this try does not count.
    GivenBack,
}

impl Register {
    /// Takes at most `most` jobs of these kinds that are due at `now`, until `until`.
    pub async fn take_jobs(
        &self,
        (kinds, most): (&[JobKind], u64),
        holder: Uuid,
        (now, until): (&Moment, &Moment),
    ) -> Result<Vec<TakenJob>, RegisterError> {
        let taken = async {
            // Asked without a lock first: most of the time there is nothing to do.
            if due(kinds, now).count(self.database()).await? == 0 {
                return Ok(Vec::new());
            }
            let chore = self.chore().await?;
            let rows = due(kinds, now)
                .order_by_asc(job::Column::DueAt)
                .order_by_asc(job::Column::Id)
                .limit(most)
                .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
                .all(chore.database())
                .await?;
            let mut taken = Vec::new();
            for row in rows {
                taken.extend(take(&chore, row, holder, until).await?);
            }
            chore.commit().await?;
            Ok(taken)
        };
        self.located(taken.await)
    }

    /// Says that a job goes on until `until`; the answer is `false` if it is no longer in these hands.
    pub async fn hold_job(&self, taken: &TakenJob, until: &Moment) -> Result<bool, RegisterError> {
        let held = async {
            let chore = self.chore().await?;
            let changed = job::Entity::update_many()
                .filter(job::Column::Id.eq(taken.id.uuid()))
                .filter(job::Column::Holder.eq(taken.holder))
                .col_expr(job::Column::DueAt, Expr::value(until.micros))
                .exec(chore.database())
                .await?;
            chore.commit().await?;
            Ok(changed.rows_affected == 1)
        };
        self.located(held.await)
    }

    /// Says what became of a job; the answer is `false` if it is no longer in these hands, and nothing was changed.
    pub async fn end_job(
        &self,
        taken: &TakenJob,
        ended: &Ended,
        now: &Moment,
    ) -> Result<bool, RegisterError> {
        let over = async {
            let chore = self.chore().await?;
            let Some(mut row) = taken.in_hands().one(chore.database()).await? else {
                return Ok(false);
            };
            end(&mut row, ended, now);
            row.into_active_model()
                .reset_all()
                .update(chore.database())
                .await?;
            chore.commit().await?;
            Ok(true)
        };
        self.located(over.await)
    }

    /// Takes off the list what was done so long ago that nobody will ask for it again; answers how much.
    pub async fn sweep_jobs(&self, now: &Moment) -> Result<u64, RegisterError> {
        let swept = async {
            let chore = self.chore().await?;
            let mut swept = 0;
            for kind in JobKind::ALL {
                let stays = i64::try_from(kind.stays().as_micros()).unwrap_or(i64::MAX);
                let gone = job::Entity::delete_many()
                    .filter(job::Column::Kind.eq(kind.as_str()))
                    .filter(job::Column::State.eq(JobState::Done.as_str()))
                    .filter(job::Column::EndedAt.lt(now.micros.saturating_sub(stays)))
                    .exec(chore.database())
                    .await?;
                swept += gone.rows_affected;
            }
            // A preview that failed is looked at as long as one that went well.
            let stays = i64::try_from(JobKind::Preview.stays().as_micros()).unwrap_or(i64::MAX);
            let gone = job::Entity::delete_many()
                .filter(job::Column::Kind.eq(JobKind::Preview.as_str()))
                .filter(job::Column::State.eq(JobState::Parked.as_str()))
                .filter(job::Column::AskedAt.lt(now.micros.saturating_sub(stays)))
                .exec(chore.database())
                .await?;
            swept += gone.rows_affected;
            chore.commit().await?;
            Ok(swept)
        };
        self.located(swept.await)
    }
}

/// What waits and is due, and what runs without a word from whoever has it. Kinds that only a newer version of the
/// program knows are left to it.
fn due(kinds: &[JobKind], now: &Moment) -> sea_orm::Select<job::Entity> {
    let open = [JobState::Waiting, JobState::Running].map(JobState::as_str);
    job::Entity::find().filter(
        Condition::all()
            .add(job::Column::State.is_in(open))
            .add(job::Column::DueAt.lte(now.micros))
            .add(job::Column::Kind.is_in(kinds.iter().map(|kind| kind.as_str()))),
    )
}

/// Takes one job, or parks it if it cannot be done.
async fn take(
    chore: &Chore<'_>,
    mut row: job::Model,
    holder: Uuid,
    until: &Moment,
) -> Result<Option<TakenJob>, RegisterError> {
    let told = kind_named(&row.kind).zip(row.body.as_deref());
    let job = told.map(|(kind, body)| Job::read(kind, body));
    let taken = match job {
        _ if row.tries >= MOST_TRIES => {
            // What went wrong before, if anything was said, is worth more than that nobody came back.
            let why = row
                .failure
                .take()
                .unwrap_or_else(|| "whoever did it stopped in the middle, each time".to_owned());
            park(&mut row, &why);
            None
        }
        Some(Ok(job)) => {
            row.state = word(&JobState::Running);
            row.tries += 1;
            row.holder = Some(holder);
            row.due_at = until.micros;
            Some(TakenJob {
                id: JobId::of(row.id),
                key: row.work_key.clone(),
                asked_by: row.asked_by.clone(),
                job,
                try_number: u32::try_from(row.tries).unwrap_or(u32::MAX),
                progress: row.progress.clone(),
                holder,
            })
        }
        Some(Err(error)) => {
            park(&mut row, &error.to_string());
            None
        }
        None => None,
    };
    row.into_active_model()
        .reset_all()
        .update(chore.database())
        .await?;
    Ok(taken)
}

fn end(row: &mut job::Model, ended: &Ended, now: &Moment) {
    row.holder = None;
    match ended {
        Ended::Done => {
            row.state = word(&JobState::Done);
            if !kind_named(&row.kind).is_some_and(JobKind::keeps_order) {
                row.body = None;
            }
            row.failure = None;
            row.ended_at = Some(now.micros);
        }
        Ended::Later { why, .. } if row.tries >= MOST_TRIES => park(row, why),
        Ended::Later { why, from } => {
            row.state = word(&JobState::Waiting);
            row.failure = Some(why.clone());
            row.due_at = from.micros;
        }
        Ended::Never { why } => park(row, why),
        Ended::GivenBack => {
            row.state = word(&JobState::Waiting);
            row.tries -= 1;
            row.due_at = now.micros;
        }
    }
}

fn park(row: &mut job::Model, why: &str) {
    row.state = word(&JobState::Parked);
    row.holder = None;
    row.failure = Some(why.to_owned());
}
