//! `jumelage work`: carries out jobs, beside a site or alone.
//!
//! In: the record. Out: jobs done, until a signal asks to stop.
//!
//! # Invariants
//! What is set up decides what is done; jobs that need more wait, and the program says so when it starts.

use crate::record::{Place, keys, now};
use crate::stop;
use ::register::Register;
use ::work::effects::Outside;
use ::work::jobs::{Pace, Worker};
use clap::Args;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How to work.
#[derive(Debug, Args)]
pub(crate) struct WorkArguments {
    #[command(flatten)]
    means: Means,
    #[command(flatten)]
    place: Place,
}

/// What the worker has at hand.
#[derive(Debug, Clone, Args)]
pub(crate) struct Means {
    /// Most jobs at once
    #[arg(
        long,
        value_name = "COUNT",
        default_value_t = 4,
        env = "JUMELAGE_JOBS_AT_ONCE"
    )]
    jobs_at_once: usize,
}

/// Works until SIGINT or SIGTERM.
pub(crate) async fn run(arguments: &WorkArguments) -> anyhow::Result<ExitCode> {
    let register = Arc::new(arguments.place.open_existing().await?);
    let worker = start(register, &arguments.means, stop::signals()?);
    writeln!(std::io::stdout(), "Jumelage works on the jobs of its record")?;
    worker.await?;
    Ok(ExitCode::SUCCESS)
}

/// Starts a worker over a record; it ends after a stop, with what runs.
pub(crate) fn start(register: Arc<Register>, means: &Means, hear: watch::Receiver<bool>) -> JoinHandle<()> {
    let effects = Outside {
        register: Arc::clone(&register),
        clock: Arc::new(now),
    };
    let worker = Worker {
        register,
        effects: Arc::new(effects),
        clock: Arc::new(now),
        ids: Arc::new(keys()),
        pace: Pace {
            at_once: means.jobs_at_once,
            ..Pace::default()
        },
    };
    tokio::spawn(worker.run(stop::asked(hear)))
}
