//! The import of what stands at an address or was given as files, as a job: walked page by page, told step by step, going
//! on where it was cut. Before it, the same journey as a preview that writes nothing.
//!
//! # Invariants
//! - A document is taken in whole or not at all; one that cannot be read is told with its number and stops no other.
//! - Where the walk goes on is written down after each document; what is read twice because of a cut changes nothing.
//! - A stop that was asked for ends it between two documents.

mod documents;
mod memory;
mod tell;

use crate::effects::Imports;
use crate::jobs::{Clock, Failure};
use crate::web::{Found, Mark};
use documents::{Documents, Pending};
use register::{Act, Actor, GoOn, Ids, Novelty, Reading, Register, TakenJob};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use vocabulary::{ImportOrder, Reason};

/// Makes a reading of a document: read, then recognised; or says why it cannot be read, with the sentence as `why`.
pub type Journey = Arc<dyn Fn(Found, &ImportOrder) -> Result<Reading, Reason> + Send + Sync>;

/// Most documents that a preview reads.
const PREVIEWED: u64 = 30;

/// Where an import goes on, and what it has come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Progress {
    mark: Option<Mark>,
    /// How many documents behind the mark are done.
    #[serde(default)]
    within: u64,
    documents: u64,
    claims: u64,
    problems: u64,
}

/// One import or preview under way.
pub(crate) struct Import<'a> {
    pub(crate) register: &'a Arc<Register>,
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
        let mut progress = self.begun();
        let mut documents = Documents::of(
            self.order,
            self.imports,
            (progress.mark.clone(), Some(self.memory())),
        );
        while let Some(batch) = documents.next().await? {
            if self.page(batch, &mut progress).await? == Page::Stopped {
                return Err(stopped());
            }
        }
        let done = counted("import_done", &progress);
        self.tell(&[done], &progress).await.map(drop)
    }

    /// Reads what an import would take, the first page of it, and tells what it finds.
    pub(crate) async fn preview(self) -> Result<(), Failure> {
        let mut progress = self.begun();
        let mut documents = Documents::of(self.order, self.imports, (None, None));
        let Some(batch) = documents.next().await? else {
            let done = counted("preview_done", &progress);
            return self.tell(&[done], &progress).await.map(drop);
        };
        let (all, pages) = (batch.documents.len(), batch.pages.unwrap_or(1));
        let done = progress.within;
        let shown = batch.documents.into_iter().zip(1..=PREVIEWED);
        for (pending, number) in shown.filter(|(_, number)| *number > done) {
            let events = self.look(pending, number, &mut progress).await?;
            progress.within = number;
            if self.tell(&events, &progress).await? == GoOn::StopAsked {
                return Err(stopped());
            }
        }
        let done = counted("preview_done", &progress)
            .with("of", all.to_string())
            .with("pages", pages.to_string());
        self.tell(&[done], &progress).await.map(drop)
    }

    fn begun(&self) -> Progress {
        let told = self.taken.progress.as_deref();
        told.and_then(|told| serde_json::from_str(told).ok())
            .unwrap_or_default()
    }

    async fn page(&self, batch: documents::Batch, progress: &mut Progress) -> Result<Page, Failure> {
        let pages = batch.pages.map_or_else(String::new, |pages| pages.to_string());
        let problems = progress.problems;
        let code = if batch.unchanged {
            "import_unchanged"
        } else {
            "import_page"
        };
        let begun = Reason::new(code)
            .with("page", batch.page.to_string())
            .with("pages", pages)
            .with("documents", batch.documents.len().to_string());
        let mut missed = progress.within > 0;
        let mut asked = self.tell(&[begun], progress).await?;
        for (pending, number) in batch.documents.into_iter().zip(1_u64..) {
            if number <= progress.within {
                continue;
            }
            if asked == GoOn::StopAsked {
                return Ok(Page::Stopped);
            }
            let events = self.take_in(pending, progress).await?;
            missed |= events.iter().any(tell::is_missed);
            progress.within = number;
            asked = self.tell(&events, progress).await?;
        }
        // What was not taken in whole is asked for again, whatever its server says of it.
        if let Some((address, known)) = batch.known.filter(|_| !missed && progress.problems == problems) {
            self.remember(&address, &known).await?;
        }
        progress.mark.clone_from(&batch.mark);
        // What follows the mark is a page of its own; behind the last page nothing is read again.
        if batch.mark.is_some() {
            progress.within = 0;
        }
        self.tell(&[counted("import_so_far", progress)], progress).await?;
        Ok(Page::Done)
    }

    /// Reads one document.
    async fn reading(&self, pending: Pending) -> Result<Result<Reading, Reason>, Failure> {
        let (journey, order) = (Arc::clone(&self.imports.journey), self.order.clone());
        let found = pending.found(&self.imports.shelf).await?;
        let read = tokio::task::spawn_blocking(move || journey(found, &order));
        if let Ok(read) = read.await {
            return Ok(read);
        }
        let why = "the program stumbled over this document; its log says where";
        Ok(Err(Reason::new("stumbled").with("why", why)))
    }

    async fn look(
        &self,
        pending: Pending,
        number: u64,
        progress: &mut Progress,
    ) -> Result<Vec<Reason>, Failure> {
        let origin = pending.origin();
        progress.documents += 1;
        match self.reading(pending).await? {
            Ok(reading) => {
                progress.claims += u64::try_from(reading.claims.len()).unwrap_or(0);
                let known = self.register.source_of(&reading.origin).await;
                let known = known.map_err(|error| later(&error))?;
                Ok(tell::preview(&reading, number, known))
            }
            Err(problem) => {
                progress.problems += 1;
                Ok(vec![tell::problem(problem, number, &origin)])
            }
        }
    }

    async fn take_in(&self, pending: Pending, progress: &mut Progress) -> Result<Vec<Reason>, Failure> {
        let origin = pending.origin();
        progress.documents += 1;
        let number = progress.documents;
        match self.reading(pending).await? {
            Ok(mut reading) => {
                let missed = self.pictures(&mut reading).await?;
                let mut events = self.store(&reading, number, progress).await?;
                let told = missed
                    .iter()
                    .map(|why| tell::missed(why, number, &reading.origin));
                events.extend(told);
                Ok(events)
            }
            Err(problem) => {
                progress.problems += 1;
                Ok(vec![tell::problem(problem, number, &origin)])
            }
        }
    }

    /// The pictures of what came from the web; files that somebody gave name none that we would ask for.
    async fn pictures(&self, reading: &mut Reading) -> Result<Vec<String>, Failure> {
        if !self.order.from.files().is_empty() {
            return Ok(Vec::new());
        }
        let means = (&**self.register, &self.imports.fetcher);
        let missed = crate::pictures::fetch(reading, means).await;
        missed.map_err(|error| later(&error))
    }

    async fn store(
        &self,
        reading: &Reading,
        number: u64,
        progress: &mut Progress,
    ) -> Result<Vec<Reason>, Failure> {
        let now = (self.clock)();
        let by = self.whose();
        let act = Act::new(&by, &now, self.ids);
        let imported = self.register.import(reading, self.imports.gazetteer, act).await;
        let imported = imported.map_err(|error| later(&error))?;
        progress.claims += u64::try_from(imported.claims_new).unwrap_or(0);
        let code = match imported.novelty {
            Novelty::Nothing => "import_nothing_new",
            _ => "import_document",
        };
        let event = Reason::new(code)
            .with("number", number.to_string())
            .with("source", reading.origin.clone())
            .with("id", imported.source.to_string())
            .with("claims", imported.claims_new.to_string());
        let mut events = vec![event];
        if imported.novelty != Novelty::Nothing {
            events.extend(tell::remarks(reading, number));
        }
        Ok(events)
    }

    /// Whoever asked: a person by the account's key, else the operator.
    fn whose(&self) -> Actor {
        let asked_by = &self.taken.asked_by;
        if asked_by.parse::<uuid::Uuid>().is_ok() {
            return Actor::Person {
                name: asked_by.clone(),
            };
        }
        Actor::Operator {
            command: format!("import {}", self.order.from.words()),
        }
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
            Err(error) => Err(later(&error)),
        }
    }
}

fn stopped() -> Failure {
    Failure::Never {
        why: "stopped as asked; try it again to go on".to_owned(),
    }
}

fn later(error: &register::RegisterError) -> Failure {
    Failure::Later {
        why: error.to_string(),
    }
}

fn counted(code: &str, progress: &Progress) -> Reason {
    Reason::new(code)
        .with("documents", progress.documents.to_string())
        .with("claims", progress.claims.to_string())
        .with("problems", progress.problems.to_string())
}
