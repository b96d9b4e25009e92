//! What the worker of this program can do.
//!
//! In: the record and what the operator set up. Out: each job carried out, or why not.
//!
//! # Invariants
//! A kind of job that needs what was not set up is not taken, so that it waits and keeps its tries.

use crate::confirmations::Confirmations;
use crate::fetch::Fetcher;
use crate::files::Shelf;
use crate::imports::{Import, Journey};
use crate::jobs::{Clock, Effects, Failure};
use crate::post::Post;
use recognise::Gazetteer;
use register::{Act, Actor, Ids, Register, TakenJob};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use vocabulary::{ImportOrder, Job, JobKind};

/// Everything that this program can do in the background.
pub struct Outside {
    /// The record.
    pub register: Arc<Register>,
    /// What time it is.
    pub clock: Clock,
    /// The way to the mail server, where one is set up.
    pub post: Option<Post>,
    /// Where fresh keys come from.
    pub ids: Arc<dyn Ids>,
    /// What imports need.
    pub imports: Imports,
    /// What asking for confirmations needs.
    pub confirmations: Confirmations,
}

/// What imports need.
pub struct Imports {
    /// The way to the web.
    pub fetcher: Fetcher,
    /// What reads documents: the versions of engine and gazetteer.
    pub reader: String,
    /// The files that people gave.
    pub shelf: Shelf,
    /// The pause between two requests to one site.
    pub pause: Duration,
    /// Makes a reading of a document.
    pub journey: Journey,
    /// The list of authorities.
    pub gazetteer: &'static Gazetteer<'static>,
}

impl Effects for Outside {
    fn kinds(&self) -> Vec<JobKind> {
        // Nobody is asked whom no mail reaches: the links would be over before they are sent.
        let by_mail = self
            .post
            .iter()
            .flat_map(|_| [JobKind::Mail, JobKind::Confirmations]);
        by_mail
            .chain([JobKind::Preview, JobKind::Import, JobKind::Sweep])
            .collect()
    }

    async fn carry_out(&self, taken: TakenJob) -> Result<(), Failure> {
        match taken.job {
            Job::Sweep => self.sweep().await,
            Job::Confirmations => self.ask().await,
            Job::Preview(ref order) => self.import(&taken, order).preview().await,
            Job::Import(ref order) => self.import(&taken, order).run().await,
            Job::Mail(ref mail) => match &self.post {
                Some(post) => post.send(taken.id, mail, &(self.clock)()).await,
                // Never taken: it is not among the kinds.
                None => Err(Failure::Later {
                    why: "no mail server is set up".to_owned(),
                }),
            },
        }
    }
}

impl Outside {
    fn import<'a>(&'a self, taken: &'a TakenJob, order: &'a ImportOrder) -> Import<'a> {
        Import {
            register: &self.register,
            imports: &self.imports,
            clock: &self.clock,
            ids: &*self.ids,
            taken,
            order,
        }
    }

    /// Asks for the confirmations that are due.
    async fn ask(&self) -> Result<(), Failure> {
        let (now, by) = (
            (self.clock)(),
            Actor::Rule {
                name: "confirmations".to_owned(),
            },
        );
        let act = Act::new(&by, &now, &*self.ids);
        let asked = self.confirmations.ask(&self.register, act).await;
        asked.map(drop).map_err(|error| Failure::Later {
            why: error.to_string(),
        })
    }

    /// Takes finished jobs off the list, then the files that no import needs any more.
    async fn sweep(&self) -> Result<(), Failure> {
        let later = |why: String| Failure::Later { why };
        let now = (self.clock)();
        let jobs = self.register.sweep_jobs(&now).await;
        jobs.map_err(|error| later(error.to_string()))?;
        let rows = self.register.sweep(&now).await;
        rows.map_err(|error| later(error.to_string()))?;
        let needed = self.register.files_needed().await;
        let needed = needed.map_err(|error| later(error.to_string()))?;
        let swept = self.imports.shelf.sweep(&needed, SystemTime::now()).await;
        swept.map(drop).map_err(|error| later(error.to_string()))
    }
}
