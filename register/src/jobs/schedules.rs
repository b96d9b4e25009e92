//! Schedules: work that is asked for again and again.
//!
//! # Invariants
//! - Each time of a schedule gives one job, however many nodes look at it; times that were missed give one job together.
//! - When the next time is, is the caller's business: the record knows no calendar of patterns.

use super::Order;
use crate::act::Act;
use crate::error::RegisterError;
use crate::jobs::kind_named;
use crate::register::Register;
use crate::rows::schedule;
use crate::tables::{cell, word};
use crate::writing::What;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder,
};
use std::collections::BTreeMap;
use vocabulary::{Id, Job, Moment, OrganisationId};

/// Work that is asked for again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Its name, once in the record.
    pub name: String,
    /// When, as a cron pattern.
    pub pattern: String,
    /// The IANA zone that the pattern counts in.
    pub zone: String,
    /// What to do.
    pub job: Job,
    /// When it is next asked for.
    pub next: Moment,
    /// For whom; `None` is the operator of the instance.
    pub owner: Option<OrganisationId>,
}

impl Register {
    /// Sets a schedule; one of the same name is replaced, and the same again changes nothing.
    pub async fn set_schedule(&self, wanted: &Schedule, act: Act<'_>) -> Result<(), RegisterError> {
        let set = async {
            let mut writing = self.write(act).await?;
            let known = schedule::Entity::find_by_id(wanted.name.clone())
                .one(writing.database())
                .await?;
            let mut row = row(wanted);
            writing.by().name().clone_into(&mut row.set_by);
            row.set_at = writing.now().micros;
            let before = known.as_ref().map(entry);
            let after = entry(&row);
            let same_work = known.as_ref().is_some_and(|known| known.body == row.body);
            if before.as_ref() == Some(&after) && same_work {
                return Ok(());
            }
            let what = if known.is_some() {
                What::Updated
            } else {
                What::Created
            };
            writing.note(
                ("schedule", &wanted.name),
                what,
                (before.as_ref(), Some(&after)),
                None,
            );
            let row = row.into_active_model();
            if known.is_some() {
                row.reset_all().update(writing.database()).await?;
            } else {
                row.insert(writing.database()).await?;
            }
            writing.commit().await.map(drop)
        };
        self.located(set.await)
    }

    /// Every schedule, by name; those of kinds that only a newer version of the program knows are left out.
    pub async fn schedules(&self) -> Result<Vec<Schedule>, RegisterError> {
        let schedules = async {
            let rows = schedule::Entity::find().order_by_asc(schedule::Column::Name);
            let rows = rows.all(self.database()).await?;
            rows.into_iter().filter_map(|row| of(row).transpose()).collect()
        };
        self.located(schedules.await)
    }

    /// Takes a schedule away; what it has asked for stays. Answers whether there was one.
    pub async fn drop_schedule(&self, name: &str, act: Act<'_>) -> Result<bool, RegisterError> {
        let dropped = async {
            let mut writing = self.write(act).await?;
            let known = schedule::Entity::find_by_id(name.to_owned())
                .one(writing.database())
                .await?;
            let Some(row) = known else {
                return Ok(false);
            };
            let before = entry(&row);
            writing.note(("schedule", name), What::Removed, (Some(&before), None), None);
            row.delete(writing.database()).await?;
            writing.commit().await?;
            Ok(true)
        };
        self.located(dropped.await)
    }

    /// Asks for the work of a schedule whose time has come, and moves it on to `next`; the answer is `false` if
    /// another node was faster.
    pub async fn fire_schedule(
        &self,
        due: &Schedule,
        next: &Moment,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let fired = async {
            let mut writing = self.write(act).await?;
            let row = schedule::Entity::find_by_id(due.name.clone())
                .filter(schedule::Column::NextAt.eq(due.next.micros))
                .one(writing.database())
                .await?;
            let Some(mut row) = row else {
                return Ok(false);
            };
            row.next_at = next.micros;
            row.into_active_model()
                .reset_all()
                .update(writing.database())
                .await?;
            let key = format!("schedule:{}:{}", due.name, due.next);
            let order = Order {
                job: &due.job,
                key: &key,
                not_before: None,
                owner: due.owner,
            };
            writing.enqueue(&order).await?;
            writing.commit().await?;
            Ok(true)
        };
        self.located(fired.await)
    }
}

fn row(schedule: &Schedule) -> schedule::Model {
    schedule::Model {
        name: schedule.name.clone(),
        pattern: schedule.pattern.clone(),
        zone: schedule.zone.clone(),
        kind: word(&schedule.job.kind()),
        body: schedule.job.body(),
        next_at: schedule.next.micros,
        set_by: String::new(),
        set_at: 0,
        owner_id: schedule.owner.map(Id::uuid),
    }
}

fn of(row: schedule::Model) -> Result<Option<Schedule>, RegisterError> {
    let Some(kind) = kind_named(&row.kind) else {
        return Ok(None);
    };
    let job = Job::read(kind, &row.body).map_err(|_| cell("schedule", "body", &row.name).wrong())?;
    Ok(Some(Schedule {
        next: Moment::utc(row.next_at),
        owner: row.owner_id.map(OrganisationId::of),
        name: row.name,
        pattern: row.pattern,
        zone: row.zone,
        job,
    }))
}

/// What the log says of a schedule: nothing that its work is told.
fn entry(row: &schedule::Model) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("kind", row.kind.clone()),
        ("pattern", row.pattern.clone()),
        ("zone", row.zone.clone()),
    ])
}
