//! The list of jobs: asked for inside the write that needs them, shown, tried again, dropped.
//!
//! # Invariants
//! - A job is on the list exactly if the write that asked for it was committed.
//! - The same work asked for again, by its key, is the same job while it is on the list.
//! - The change log tells who asked for, retried or dropped a job, by its kind and key; never what the job is told.
//!   That it was taken and done is bookkeeping and stays out of the log.

mod events;
mod imports;
mod schedules;
mod take;

pub use events::{GoOn, JobEvent};
pub use imports::{ListedImport, Stage};
pub use schedules::Schedule;
pub use take::{Ended, TakenJob};

use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::job;
use crate::tables::{cell, word};
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::BTreeMap;
use vocabulary::{Id, Job, JobId, JobKind, JobState, Moment, OrganisationId};

/// How often a job is tried before a person must look.
pub(crate) const MOST_TRIES: i64 = 5;

/// Work to be done.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// What to do.
    pub job: &'a Job,
    /// What makes it the same work. It stands in the change log: no address, no secret.
    pub key: &'a str,
    /// When it may begin; at once without.
    pub not_before: Option<&'a Moment>,
    /// For whom; `None` is the operator of the instance.
    pub owner: Option<OrganisationId>,
}

impl<'a> Order<'a> {
    /// Work to be done at once, for the operator of the instance.
    pub fn now(job: &'a Job, key: &'a str) -> Self {
        Self {
            job,
            key,
            not_before: None,
            owner: None,
        }
    }
}

/// What became of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ordered {
    /// It is on the list now.
    New(JobId),
    /// The same work was on the list already, perhaps done.
    Known(JobId),
}

impl Ordered {
    /// The job, new or not.
    pub fn job(self) -> JobId {
        match self {
            Self::New(job) | Self::Known(job) => job,
        }
    }
}

/// A job as lists show it: without what it is told, which may be private.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedJob {
    /// Its key in the record.
    pub id: JobId,
    /// What makes it the same work.
    pub key: String,
    /// The word of its kind; a newer version of the program may know more of them.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// How often it was tried.
    pub tries: u32,
    /// When it may be taken; while it runs, when whoever has it must have said that it goes on.
    pub due: Moment,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Moment,
    /// What went wrong the last time.
    pub failure: Option<String>,
}

/// How many jobs of one kind stand somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobCount {
    /// The word of the kind.
    pub kind: String,
    /// Where they stand.
    pub state: JobState,
    /// How many.
    pub count: u64,
}

impl Writing<'_> {
    /// Puts work on the list, together with everything else of this write.
    pub(crate) async fn enqueue(&mut self, order: &Order<'_>) -> Result<Ordered, RegisterError> {
        let known = job::Entity::find().filter(job::Column::WorkKey.eq(order.key));
        if let Some(known) = known.one(self.database()).await? {
            return Ok(Ordered::Known(JobId::of(known.id)));
        }
        let kind = order.job.kind();
        let row = job::Model {
            id: self.fresh(),
            work_key: order.key.to_owned(),
            kind: word(&kind),
            body: Some(order.job.body()),
            state: word(&JobState::Waiting),
            tries: 0,
            due_at: order.not_before.map_or(self.now().micros, |moment| moment.micros),
            holder: None,
            failure: None,
            progress: None,
            stop_asked: false,
            asked_by: self.by().name().to_owned(),
            asked_at: self.now().micros,
            ended_at: None,
            owner_id: order.owner.map(Id::uuid),
        };
        let id = row.id;
        self.note(("job", id), What::Created, (None, Some(&entry(&row))), None);
        row.into_active_model().insert(self.database()).await?;
        Ok(Ordered::New(JobId::of(id)))
    }
}

impl Register {
    /// Puts work on the list in a write of its own.
    pub async fn enqueue(&self, order: &Order<'_>, act: Act<'_>) -> Result<Ordered, RegisterError> {
        let ordered = async {
            let mut writing = self.write(act).await?;
            let ordered = writing.enqueue(order).await?;
            writing.commit().await?;
            Ok(ordered)
        };
        self.located(ordered.await)
    }

    /// Jobs in one state or in all, the longest due first.
    pub async fn jobs(&self, state: Option<JobState>, limit: u64) -> Result<Vec<ListedJob>, RegisterError> {
        let jobs = async {
            let mut asked = job::Entity::find();
            if let Some(state) = state {
                asked = asked.filter(job::Column::State.eq(state.as_str()));
            }
            let rows = asked
                .order_by_asc(job::Column::DueAt)
                .order_by_asc(job::Column::Id)
                .limit(limit)
                .all(self.database())
                .await?;
            rows.into_iter().map(listed).collect()
        };
        self.located(jobs.await)
    }

    /// How many jobs of each kind stand in each state.
    pub async fn job_counts(&self) -> Result<Vec<JobCount>, RegisterError> {
        let counts = async {
            let rows: Vec<(String, String, i64)> = job::Entity::find()
                .select_only()
                .column(job::Column::Kind)
                .column(job::Column::State)
                .column_as(job::Column::Id.count(), "count")
                .group_by(job::Column::Kind)
                .group_by(job::Column::State)
                .order_by_asc(job::Column::Kind)
                .order_by_asc(job::Column::State)
                .into_tuple()
                .all(self.database())
                .await?;
            let count = |(kind, state, count): (String, String, i64)| {
                Ok(JobCount {
                    state: cell("job", "state", &kind).word(&state)?,
                    count: cell("job", "id", &kind).number(count)?,
                    kind,
                })
            };
            rows.into_iter().map(count).collect()
        };
        self.located(counts.await)
    }

    /// Lets a parked or waiting job be tried at once, with all its tries before it.
    pub async fn retry_job(&self, job: JobId, act: Act<'_>) -> Result<(), RegisterError> {
        let retried = async {
            let mut writing = self.write(act).await?;
            let mut row = found(&writing, job).await?;
            let before = entry(&row);
            match standing(&row)? {
                JobState::Parked | JobState::Waiting => {}
                state @ (JobState::Running | JobState::Done) => {
                    let remedy = "only a parked or waiting job can be tried again";
                    return Err(RegisterError::JobStands { job, state, remedy });
                }
            }
            row.state = word(&JobState::Waiting);
            row.tries = 0;
            row.stop_asked = false;
            row.due_at = writing.now().micros;
            changed(&mut writing, &before, row).await?;
            writing.commit().await
        };
        self.located(retried.await).map(drop)
    }

    /// Takes a job off the list for good, unless it is running.
    pub async fn drop_job(&self, job: JobId, act: Act<'_>) -> Result<(), RegisterError> {
        let dropped = async {
            let mut writing = self.write(act).await?;
            let row = found(&writing, job).await?;
            if standing(&row)? == JobState::Running {
                let (state, remedy) = (JobState::Running, "wait until it ends or is parked");
                return Err(RegisterError::JobStands { job, state, remedy });
            }
            let before = entry(&row);
            writing.note(("job", job), What::Removed, (Some(&before), None), None);
            row.delete(writing.database()).await?;
            writing.commit().await
        };
        self.located(dropped.await).map(drop)
    }
}

/// Writes a job that stood as `before`, with its entry of the log.
async fn changed(
    writing: &mut Writing<'_>,
    before: &BTreeMap<&'static str, String>,
    row: job::Model,
) -> Result<(), RegisterError> {
    let after = entry(&row);
    let entries = (Some(before), Some(&after));
    writing.note(("job", JobId::of(row.id)), What::Updated, entries, None);
    row.into_active_model()
        .reset_all()
        .update(writing.database())
        .await?;
    Ok(())
}

async fn found(writing: &Writing<'_>, job: JobId) -> Result<job::Model, RegisterError> {
    let row = job::Entity::find_by_id(job.uuid())
        .one(writing.database())
        .await?;
    row.ok_or(RegisterError::NoSuchJob { job })
}

fn standing(row: &job::Model) -> Result<JobState, RegisterError> {
    cell("job", "state", &row.id).word(&row.state)
}

fn listed(row: job::Model) -> Result<ListedJob, RegisterError> {
    Ok(ListedJob {
        id: JobId::of(row.id),
        state: standing(&row)?,
        tries: cell("job", "tries", &row.id).number(row.tries)?,
        due: Moment::utc(row.due_at),
        asked_at: Moment::utc(row.asked_at),
        key: row.work_key,
        kind: row.kind,
        asked_by: row.asked_by,
        failure: row.failure,
    })
}

/// What the log says of a job: nothing that it is told.
fn entry(row: &job::Model) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("kind", row.kind.clone()),
        ("key", row.work_key.clone()),
        ("state", row.state.clone()),
        ("tries", row.tries.to_string()),
        ("stop_asked", row.stop_asked.to_string()),
    ])
}

/// The kind with this word; `None` if only a newer version of the program knows it.
pub(crate) fn kind_named(kind: &str) -> Option<JobKind> {
    JobKind::ALL.iter().copied().find(|known| known.as_str() == kind)
}
