//! Imports as people follow them: a preview that is confirmed becomes the import, under the same key and address.
//!
//! # Invariants
//! - Nothing of a preview is written but what it told; only its confirmation makes it an import.
//! - The files that a preview or an unfinished import names are needed; no others are.

use super::{changed, entry, found, kind_named, standing};
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::{job, job_event, source};
use crate::tables::{cell, word};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use vocabulary::{Id, ImportOrder, Job, JobId, JobKind, JobState, Moment, Reason, SourceId};

/// What an import tells when it has counted.
const COUNTED: [&str; 3] = ["preview_done", "import_so_far", "import_done"];

/// An import, previewed or under way or done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedImport {
    /// Its key, the same from the preview on.
    pub id: JobId,
    /// Whether it is confirmed.
    pub stage: Stage,
    /// Where it stands.
    pub state: JobState,
    /// What is imported; `None` if the program that asked was an older one that forgot it.
    pub order: Option<ImportOrder>,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Moment,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// What went wrong the last time.
    pub failure: Option<String>,
    /// Whether somebody asked it to stop.
    pub stop_asked: bool,
    /// What it had come to when it last counted.
    pub counted: Option<Reason>,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is, or was, read to be looked at.
    Preview,
    /// It is confirmed: what it reads is written.
    Import,
}

impl Register {
    /// Imports and previews, the newest first, at most `limit` of them older than `before`.
    pub async fn imports(
        &self,
        before: Option<JobId>,
        limit: u64,
    ) -> Result<Vec<ListedImport>, RegisterError> {
        let imports = async {
            let mut asked = job::Entity::find().filter(is_import());
            if let Some(before) = before {
                asked = asked.filter(job::Column::Id.lt(before.uuid()));
            }
            let rows = asked
                .order_by_desc(job::Column::Id)
                .limit(limit)
                .all(self.database())
                .await?;
            self.listed_imports(rows).await
        };
        self.located(imports.await)
    }

    /// One import or preview.
    pub async fn import_job(&self, id: JobId) -> Result<Option<ListedImport>, RegisterError> {
        let found = async {
            let row = job::Entity::find_by_id(id.uuid()).filter(is_import());
            let rows: Vec<job::Model> = row.one(self.database()).await?.into_iter().collect();
            Ok(self.listed_imports(rows).await?.pop())
        };
        self.located(found.await)
    }

    async fn listed_imports(&self, rows: Vec<job::Model>) -> Result<Vec<ListedImport>, RegisterError> {
        let ids = rows.iter().map(|row| row.id);
        let told = job_event::Entity::find()
            .filter(job_event::Column::JobId.is_in(ids))
            .filter(job_event::Column::What.is_in(COUNTED))
            .order_by_asc(job_event::Column::Number)
            .all(self.database())
            .await?;
        let mut last: HashMap<Uuid, job_event::Model> = HashMap::new();
        for event in told {
            last.insert(event.job_id, event);
        }
        rows.into_iter()
            .map(|row| {
                let counted = last.remove(&row.id);
                of(row, counted)
            })
            .collect()
    }

    /// Makes a preview that has ended the import of what it showed; the answer is `false` if it was confirmed before.
    /// What is imported may be narrowed by whoever confirms, through `order`.
    pub async fn confirm_import(
        &self,
        id: JobId,
        order: &ImportOrder,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let confirmed = async {
            let mut writing = self.write(act).await?;
            let mut row = found(&writing, id).await?;
            if row.kind == JobKind::Import.as_str() {
                return Ok(false);
            }
            let state = standing(&row)?;
            if row.kind != JobKind::Preview.as_str() || state != JobState::Done {
                let remedy = "only a preview that has ended can be confirmed";
                return Err(RegisterError::JobStands {
                    job: id,
                    state,
                    remedy,
                });
            }
            let before = entry(&row);
            let job = Job::Import(order.clone());
            row.kind = word(&job.kind());
            row.body = Some(job.body());
            row.state = word(&JobState::Waiting);
            row.tries = 0;
            row.progress = None;
            row.ended_at = None;
            row.due_at = writing.now().micros;
            changed(&mut writing, &before, row).await?;
            writing.commit().await?;
            Ok(true)
        };
        self.located(confirmed.await)
    }

    /// The hashes of all files that some import still needs.
    pub async fn files_needed(&self) -> Result<BTreeSet<String>, RegisterError> {
        let needed = async {
            let unfinished = Condition::any()
                .add(job::Column::Kind.eq(JobKind::Preview.as_str()))
                .add(job::Column::State.ne(JobState::Done.as_str()));
            let rows = job::Entity::find()
                .filter(is_import())
                .filter(unfinished)
                .all(self.database())
                .await?;
            let orders = rows.iter().filter_map(order_of);
            let files = orders.flat_map(|order| order.from.files().to_vec());
            Ok(files.map(|file| file.sha256).collect())
        };
        self.located(needed.await)
    }

    /// The source that is kept under this origin.
    pub async fn source_of(&self, origin: &str) -> Result<Option<SourceId>, RegisterError> {
        let found = async {
            let found: Option<Uuid> = source::Entity::find()
                .select_only()
                .column(source::Column::Id)
                .filter(source::Column::Origin.eq(origin))
                .into_tuple()
                .one(self.database())
                .await?;
            Ok(found.map(SourceId::of))
        };
        self.located(found.await)
    }
}

fn is_import() -> sea_orm::sea_query::SimpleExpr {
    job::Column::Kind.is_in([JobKind::Preview, JobKind::Import].map(JobKind::as_str))
}

fn order_of(row: &job::Model) -> Option<ImportOrder> {
    let kind = kind_named(&row.kind)?;
    match Job::read(kind, row.body.as_deref()?).ok()? {
        Job::Preview(order) | Job::Import(order) => Some(order),
        Job::Mail(_) | Job::Sweep | Job::Confirmations => None,
    }
}

fn of(row: job::Model, counted: Option<job_event::Model>) -> Result<ListedImport, RegisterError> {
    let counted = counted.map(super::events::of).transpose()?;
    let stage = if row.kind == JobKind::Preview.as_str() {
        Stage::Preview
    } else {
        Stage::Import
    };
    Ok(ListedImport {
        id: JobId::of(row.id),
        stage,
        state: cell("job", "state", &row.id).word(&row.state)?,
        order: order_of(&row),
        asked_at: Moment::utc(row.asked_at),
        ended_at: row.ended_at.map(Moment::utc),
        asked_by: row.asked_by,
        failure: row.failure,
        stop_asked: row.stop_asked,
        counted: counted.map(|event| event.what),
    })
}
