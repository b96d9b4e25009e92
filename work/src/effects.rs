//! What the worker of this program can do.
//!
//! In: the record and what the operator set up. Out: each job carried out, or why not.
//!
//! # Invariants
//! A kind of job that needs what was not set up is not taken, so that it waits and keeps its tries.

use crate::jobs::{Clock, Effects, Failure};
use register::{Register, TakenJob};
use std::sync::Arc;
use vocabulary::{Job, JobKind};

/// Everything that this program can do in the background.
pub struct Outside {
    /// The record.
    pub register: Arc<Register>,
    /// What time it is.
    pub clock: Clock,
}

impl Effects for Outside {
    fn kinds(&self) -> Vec<JobKind> {
        vec![JobKind::Sweep]
    }

    async fn carry_out(&self, taken: TakenJob) -> Result<(), Failure> {
        match taken.job {
            Job::Sweep => {
                let swept = self.register.sweep_jobs(&(self.clock)()).await;
                swept.map(drop).map_err(|error| Failure::Later {
                    why: error.to_string(),
                })
            }
            // Never taken: it is not among the kinds.
            Job::Mail(_) => Err(Failure::Later {
                why: "no mail server is set up".to_owned(),
            }),
        }
    }
}
