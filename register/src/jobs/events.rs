//! What a long job tells while it goes on, where it would go on after an interruption, and whether it is to stop.
//!
//! # Invariants
//! - Only whoever has the job in hand may tell anything of it.
//! - Events are numbered from 1 without gaps; an event and the place where the job goes on last together or not at all.

use super::{TakenJob, changed, entry, found, standing};
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::job_event;
use crate::tables::cell;
use crate::writing::{insert, json};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use vocabulary::{Id, JobId, JobState, Moment, Reason};

/// One thing that a job told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobEvent {
    /// Its number within the job, from 1.
    pub number: u64,
    /// When it was told.
    pub at: Moment,
    /// What happened.
    pub what: Reason,
}

/// Whether a job in hand is to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoOn {
    /// It is.
    Yes,
    /// Somebody asked it to stop.
    StopAsked,
    /// It is no longer in these hands.
    Lost,
}

impl Register {
    /// Tells what happened in a job, and where it goes on from here; answers whether it is to go on.
    pub async fn tell_job(
        &self,
        taken: &TakenJob,
        (happened, progress): (&[Reason], Option<&str>),
        now: &Moment,
    ) -> Result<GoOn, RegisterError> {
        let told = async {
            let chore = self.chore().await?;
            let row = taken.in_hands().one(chore.database()).await?;
            let Some(mut row) = row else {
                return Ok(GoOn::Lost);
            };
            let last = last_number(chore.database(), row.id).await?;
            let events = happened
                .iter()
                .zip(last + 1..)
                .map(|(what, number)| job_event::Model {
                    job_id: taken.id.uuid(),
                    number,
                    at: now.micros,
                    what: what.code.clone(),
                    params: json(&what.params),
                });
            insert(chore.database(), events.collect()).await?;
            let go_on = if row.stop_asked {
                GoOn::StopAsked
            } else {
                GoOn::Yes
            };
            if let Some(progress) = progress {
                row.progress = Some(progress.to_owned());
                row.into_active_model()
                    .reset_all()
                    .update(chore.database())
                    .await?;
            }
            chore.commit().await?;
            Ok(go_on)
        };
        self.located(told.await)
    }

    /// What a job told behind the event `number`, at most `limit` events.
    pub async fn job_events(
        &self,
        job: JobId,
        number: u64,
        limit: u64,
    ) -> Result<Vec<JobEvent>, RegisterError> {
        let events = async {
            let rows = behind(job, number, limit).all(self.database()).await?;
            rows.into_iter().map(of).collect()
        };
        self.located(events.await)
    }

    /// What a job told with one of these codes behind the event `number`, at most `limit` events.
    pub async fn job_events_of(
        &self,
        (job, codes): (JobId, &[&str]),
        number: u64,
        limit: u64,
    ) -> Result<Vec<JobEvent>, RegisterError> {
        let events = async {
            let rows = behind(job, number, limit)
                .filter(job_event::Column::What.is_in(codes.iter().copied()))
                .all(self.database())
                .await?;
            rows.into_iter().map(of).collect()
        };
        self.located(events.await)
    }

    /// The last events that a job told, in their order, at most `limit`.
    pub async fn last_job_events(&self, job: JobId, limit: u64) -> Result<Vec<JobEvent>, RegisterError> {
        let events = async {
            let mut rows = job_event::Entity::find()
                .filter(job_event::Column::JobId.eq(job.uuid()))
                .order_by_desc(job_event::Column::Number)
                .limit(limit)
                .all(self.database())
                .await?;
            rows.reverse();
            rows.into_iter().map(of).collect()
        };
        self.located(events.await)
    }

    /// Asks a job that waits or runs to stop: it keeps what it has done and goes on when it is tried again.
    pub async fn stop_job(&self, job: JobId, act: Act<'_>) -> Result<(), RegisterError> {
        let stopped = async {
            let mut writing = self.write(act).await?;
            let mut row = found(&writing, job).await?;
            let state = standing(&row)?;
            if !matches!(state, JobState::Waiting | JobState::Running) {
                let remedy = "only a job that waits or runs can be stopped";
                return Err(RegisterError::JobStands { job, state, remedy });
            }
            let before = entry(&row);
            row.stop_asked = true;
            changed(&mut writing, &before, row).await?;
            writing.commit().await
        };
        self.located(stopped.await).map(drop)
    }
}

async fn last_number(database: &sea_orm::DatabaseTransaction, job: Uuid) -> Result<i64, RegisterError> {
    let last: Option<i64> = job_event::Entity::find()
        .select_only()
        .column(job_event::Column::Number)
        .filter(job_event::Column::JobId.eq(job))
        .order_by_desc(job_event::Column::Number)
        .limit(1)
        .into_tuple()
        .one(database)
        .await?;
    Ok(last.unwrap_or(0))
}

/// The first `limit` events of a job behind a number.
fn behind(job: JobId, number: u64, limit: u64) -> sea_orm::Select<job_event::Entity> {
    job_event::Entity::find()
        .filter(job_event::Column::JobId.eq(job.uuid()))
        .filter(job_event::Column::Number.gt(i64::try_from(number).unwrap_or(i64::MAX)))
        .order_by_asc(job_event::Column::Number)
        .limit(limit)
}

pub(super) fn of(row: job_event::Model) -> Result<JobEvent, RegisterError> {
    let place = format!("{}/{}", row.job_id, row.number);
    Ok(JobEvent {
        number: cell("job_event", "number", &place).number(row.number)?,
        at: Moment::utc(row.at),
        what: Reason {
            params: cell("job_event", "params", &place).json(&row.params)?,
            code: row.what,
        },
    })
}
