//! The import of what stands at an address, as a job: walked page by page, told step by step, going on where it was cut.
//!
//! # Invariants
//! - A document is taken in whole or not at all; one that cannot be read is told with its number and stops no other.
//! - Where the walk goes on is written down after each page; what is read twice because of a cut changes nothing.
//! - A stop that was asked for ends it between two documents.

use crate::effects::Imports;
use crate::jobs::{Clock, Failure};
use crate::web::{Batch, Found, Mark, Walk};
use register::{Act, Actor, GoOn, Ids, Novelty, Reading, Register, TakenJob};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use vocabulary::{ImportOrder, Reason};

/// Makes a reading of a document: read, then recognised; or says in words why it cannot be read.
pub type Journey = Arc<dyn Fn(Found, &ImportOrder) -> Result<Reading, String> + Send + Sync>;

/// Where an import goes on, and what it has come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Progress {
    mark: Option<Mark>,
    documents: u64,
    claims: u64,
    problems: u64,
}

/// One import under way.
pub(crate) struct Import<'a> {
    pub(crate) register: &'a Register,
    pub(crate) imports: &'a Imports,
    pub(crate) clock: &'a Clock,
    pub(crate) ids: &'a dyn Ids,
    pub(crate) taken: &'a TakenJob,
    pub(crate) order: &'a ImportOrder,
}

/// How a page of documents ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Done,
    Stopped,
}

impl Import<'_> {
    /// Imports everything, or goes on with it.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let told = self.taken.progress.as_deref();
        let mut progress: Progress = told
            .and_then(|told| serde_json::from_str(told).ok())
            .unwrap_or_default();
        let fetcher = self.imports.fetcher.clone();
        let mut walk =
            Walk::new(fetcher, &self.order.address, progress.mark.clone()).pausing(self.imports.pause);
        loop {
            let batch = walk.next().await.map_err(|error| {
                let why = error.to_string();
                if error.may_pass() {
                    Failure::Later { why }
                } else {
                    Failure::Never { why }
                }
            })?;
            let Some(batch) = batch else {
                let done = counted("import_done", &progress);
                return self.tell(&[done], &progress).await.map(drop);
            };
            if self.page(&batch, &mut progress).await? == Page::Stopped {
                return Err(Failure::Never {
                    why: "stopped as asked; try it again to go on".to_owned(),
                });
            }
        }
    }

    async fn page(&self, batch: &Batch, progress: &mut Progress) -> Result<Page, Failure> {
        let pages = batch.pages.map_or_else(String::new, |pages| pages.to_string());
        let begun = Reason::new("import_page")
            .with("page", batch.page.to_string())
            .with("pages", pages)
            .with("documents", batch.documents.len().to_string());
        let mut asked = self.tell(&[begun], progress).await?;
        for found in &batch.documents {
            if asked == GoOn::StopAsked {
                return Ok(Page::Stopped);
            }
            let event = self.document(found, progress).await?;
            asked = self.tell(&[event], progress).await?;
        }
        progress.mark.clone_from(&batch.mark);
        self.tell(&[counted("import_so_far", progress)], progress).await?;
        Ok(Page::Done)
    }

    async fn document(&self, found: &Found, progress: &mut Progress) -> Result<Reason, Failure> {
        progress.documents += 1;
        let number = progress.documents.to_string();
        let origin = found.origin.clone();
        let (journey, given, order) = (
            Arc::clone(&self.imports.journey),
            found.clone(),
            self.order.clone(),
        );
        let read = tokio::task::spawn_blocking(move || journey(given, &order)).await;
        let why = match read {
            Ok(Ok(reading)) => return self.store(&reading, (&number, &origin), progress).await,
            Ok(Err(why)) => why,
            Err(_) => "the program stumbled over this document; its log says where".to_owned(),
        };
        progress.problems += 1;
        let problem = Reason::new("import_problem").with("number", number);
        Ok(problem.with("source", origin).with("why", why))
    }

    async fn store(
        &self,
        reading: &Reading,
        (number, origin): (&str, &str),
        progress: &mut Progress,
    ) -> Result<Reason, Failure> {
        let now = (self.clock)();
        let by = Actor::Operator {
            command: format!("import {}", self.order.address),
        };
        let act = Act {
            by: &by,
            now: &now,
            ids: self.ids,
        };
        let imported = self.register.import(reading, self.imports.gazetteer, act).await;
        let imported = imported.map_err(|error| Failure::Later {
            why: error.to_string(),
        })?;
        progress.claims += u64::try_from(imported.claims_new).unwrap_or(0);
        let code = match imported.novelty {
            Novelty::Nothing => "import_nothing_new",
            _ => "import_document",
        };
        let event = Reason::new(code).with("number", number).with("source", origin);
        Ok(event.with("claims", imported.claims_new.to_string()))
    }

    async fn tell(&self, events: &[Reason], progress: &Progress) -> Result<GoOn, Failure> {
        let told = serde_json::to_string(progress).ok();
        let answer = self
            .register
            .tell_job(self.taken, (events, told.as_deref()), &(self.clock)())
            .await;
        match answer {
            Ok(GoOn::Lost) => Err(Failure::Later {
                why: "another node has taken this job over".to_owned(),
            }),
            Ok(asked) => Ok(asked),
            Err(error) => Err(Failure::Later {
                why: error.to_string(),
            }),
        }
    }
}

fn counted(code: &str, progress: &Progress) -> Reason {
    Reason::new(code)
        .with("documents", progress.documents.to_string())
        .with("claims", progress.claims.to_string())
        .with("problems", progress.problems.to_string())
}
