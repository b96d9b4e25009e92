//! `jumelage jobs`: what is done in the background, and what waits for a person.
//!
//! In: the record. Out: a listing, or a job tried again, stopped or dropped.
//!
//! # Invariants
//! No listing shows what a job is told: mails have addresses.

use crate::record::{Operator, Place};
use ::register::{JobEvent, ListedJob, Register, Schedule};
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;
use vocabulary::{Id, JobId, JobState};

/// What to do about jobs.
#[derive(Debug, Args)]
pub(crate) struct JobsArguments {
    #[command(subcommand)]
    command: JobsCommand,
    /// How to list
    #[arg(long, value_enum, default_value_t = ListFormat::Text, global = true)]
    format: ListFormat,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum JobsCommand {
    /// List jobs, the longest due first
    List {
        /// Only those in this state
        #[arg(long, value_enum)]
        state: Option<StateArgument>,
        /// At most this many
        #[arg(long, default_value_t = 100)]
        limit: u64,
    },
    /// Count jobs by kind and state
    Counts,
    /// List what a job told while it went on
    Events {
        /// Its key, as `list` shows it
        job: String,
        /// Only what it told behind this number
        #[arg(long, default_value_t = 0)]
        after: u64,
    },
    /// Try a parked or waiting job again at once, with all its tries before it
    Retry {
        /// Its key
        job: String,
    },
    /// Ask a job to stop; `retry` lets it go on
    Stop {
        /// Its key
        job: String,
    },
    /// Take a job off the list for good
    Drop {
        /// Its key
        job: String,
    },
    /// List what is asked for again and again
    Schedules,
    /// Take a schedule away
    Unschedule {
        /// Its name
        name: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StateArgument {
    Waiting,
    Running,
    Parked,
    Done,
}

impl StateArgument {
    fn state(self) -> JobState {
        match self {
            Self::Waiting => JobState::Waiting,
            Self::Running => JobState::Running,
            Self::Parked => JobState::Parked,
            Self::Done => JobState::Done,
        }
    }
}

/// Does what was asked.
pub(crate) async fn run(arguments: &JobsArguments) -> anyhow::Result<ExitCode> {
    let register = arguments.place.open_existing().await?;
    let mut out = std::io::stdout().lock();
    let mut tell = |line: Line| match arguments.format {
        ListFormat::Text => writeln!(out, "{}", line.text),
        ListFormat::Json => writeln!(out, "{}", line.json),
    };
    match &arguments.command {
        JobsCommand::List { state, limit } => {
            for job in register.jobs(state.map(StateArgument::state), *limit).await? {
                tell(of_job(&job))?;
            }
        }
        JobsCommand::Counts => {
            for line in counts(&register).await? {
                tell(line)?;
            }
        }
        JobsCommand::Events { job, after } => {
            for event in register
                .job_events(key(job)?, *after, u64::from(u32::MAX))
                .await?
            {
                tell(of_event(&event))?;
            }
        }
        JobsCommand::Retry { job } => {
            let operator = Operator::giving("jobs retry");
            register.retry_job(key(job)?, operator.act()).await?;
        }
        JobsCommand::Stop { job } => {
            let operator = Operator::giving("jobs stop");
            register.stop_job(key(job)?, operator.act()).await?;
        }
        JobsCommand::Drop { job } => {
            let operator = Operator::giving("jobs drop");
            register.drop_job(key(job)?, operator.act()).await?;
        }
        JobsCommand::Schedules => {
            for schedule in register.schedules().await? {
                tell(of_schedule(&schedule))?;
            }
        }
        JobsCommand::Unschedule { name } => {
            let operator = Operator::giving("jobs unschedule");
            let was_there = register.drop_schedule(name, operator.act()).await?;
            anyhow::ensure!(
                was_there,
                "there is no schedule “{name}”; `jumelage jobs schedules` lists them"
            );
        }
    }
    register.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// One line of a listing, in both forms.
struct Line {
    text: String,
    json: serde_json::Value,
}

fn of_job(job: &ListedJob) -> Line {
    let failure = job.failure.as_deref().unwrap_or_default();
    Line {
        text: format!(
            "{}  {:<8} {:<8} tries {}  due {}  {}  {failure}",
            job.id,
            job.kind,
            job.state.as_str(),
            job.tries,
            job.due,
            job.key
        ),
        json: json!({
            "id": job.id.to_string(),
            "kind": job.kind,
            "state": job.state,
            "tries": job.tries,
            "due": job.due.to_string(),
            "key": job.key,
            "asked_by": job.asked_by,
            "asked_at": job.asked_at.to_string(),
            "failure": job.failure,
        }),
    }
}

async fn counts(register: &Register) -> anyhow::Result<Vec<Line>> {
    let counts = register.job_counts().await?;
    let line = |count: &::register::JobCount| Line {
        text: format!("{:<8} {:<8} {}", count.kind, count.state.as_str(), count.count),
        json: json!({ "kind": count.kind, "state": count.state, "count": count.count }),
    };
    Ok(counts.iter().map(line).collect())
}

fn of_event(event: &JobEvent) -> Line {
    let params: Vec<String> = event
        .what
        .params
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    Line {
        text: format!(
            "{}  {}  {}  {}",
            event.number,
            event.at,
            event.what.code,
            params.join("  ")
        ),
        json: json!({
            "number": event.number,
            "at": event.at.to_string(),
            "what": event.what.code,
            "params": event.what.params,
        }),
    }
}

fn of_schedule(schedule: &Schedule) -> Line {
    let kind = schedule.job.kind().as_str();
    Line {
        text: format!(
            "{}  {}  {} ({})  next {}",
            schedule.name, kind, schedule.pattern, schedule.zone, schedule.next
        ),
        json: json!({
            "name": schedule.name,
            "kind": kind,
            "pattern": schedule.pattern,
            "zone": schedule.zone,
            "next": schedule.next.to_string(),
        }),
    }
}

fn key(text: &str) -> anyhow::Result<JobId> {
    let uuid = text
        .parse()
        .with_context(|| format!("“{text}” is no key of a job; `jumelage jobs list` shows them"))?;
    Ok(JobId::of(uuid))
}
