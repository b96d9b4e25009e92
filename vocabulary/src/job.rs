//! Jobs: work that goes on in the background, and where each piece of it stands.
//!
//! # Invariants
//! What a job is told reads back exactly; a field that nobody knows is refused.

use crate::mail::Mail;
use crate::{OrganisationId, Rights};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// One piece of work in the background.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Send a mail.
    Mail(Mail),
    /// Import what stands at an address.
    Import(ImportOrder),
    /// Take finished jobs off the list once nobody will ask for them again.
    Sweep,
}

/// What to import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportOrder {
    /// The address of a WordPress site, a feed or a page.
    pub address: String,
    /// What may be shown of it.
    pub rights: Rights,
    /// Whose sources these are; `None` is the operator of the instance.
    #[serde(default)]
    pub owner: Option<OrganisationId>,
}

/// Which sort of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// [`Job::Mail`]
    Mail,
    /// [`Job::Import`]
    Import,
    /// [`Job::Sweep`]
    Sweep,
}

/// A job's body is not what its kind says.
#[derive(Debug, thiserror::Error)]
#[error("the body of this {} job cannot be read: {source}", kind.as_str())]
pub struct JobError {
    /// The kind.
    pub kind: JobKind,
    /// What is wrong.
    source: serde_json::Error,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

impl Job {
    /// Its kind.
    pub const fn kind(&self) -> JobKind {
        match self {
            Self::Mail(_) => JobKind::Mail,
            Self::Import(_) => JobKind::Import,
            Self::Sweep => JobKind::Sweep,
        }
    }

    /// What it is told, as JSON.
    pub fn body(&self) -> String {
        let body = match self {
            Self::Mail(mail) => serde_json::to_string(mail),
            Self::Import(order) => serde_json::to_string(order),
            Self::Sweep => serde_json::to_string(&Nothing {}),
        };
        body.expect("the words of the vocabulary have string keys only")
    }

    /// The job of this kind that is told this.
    pub fn read(kind: JobKind, body: &str) -> Result<Self, JobError> {
        match kind {
            JobKind::Mail => told(kind, body).map(Self::Mail),
            JobKind::Import => told(kind, body).map(Self::Import),
            JobKind::Sweep => told::<Nothing>(kind, body).map(|_| Self::Sweep),
        }
    }
}

fn told<T: DeserializeOwned>(kind: JobKind, body: &str) -> Result<T, JobError> {
    serde_json::from_str(body).map_err(|source| JobError { kind, source })
}

impl JobKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Mail, Self::Import, Self::Sweep];

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Import => "import",
            Self::Sweep => "sweep",
        }
    }

    /// How long a finished job stays on the list, so that the same work asked for again is known to be done.
    pub const fn stays(self) -> Duration {
        match self {
            Self::Mail => Duration::from_hours(7 * 24),
            // Its problems are for people to look at.
            Self::Import => Duration::from_hours(400 * 24),
            Self::Sweep => Duration::from_hours(24),
        }
    }
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// It waits for its time and for somebody who does it.
    Waiting,
    /// Somebody does it.
    Running,
    /// It failed too often, or for good: a person must look.
    Parked,
    /// It is done.
    Done,
}

impl JobState {
    /// Every state.
    pub const ALL: &'static [Self] = &[Self::Waiting, Self::Running, Self::Parked, Self::Done];

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Parked => "parked",
            Self::Done => "done",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, Letter};

    #[test]
    fn what_a_job_is_told_reads_back() {
        let mail = Job::Mail(Mail {
            to: "mairie@valky.example".parse().unwrap(),
            language: Language::UK,
            letter: Letter::Trial,
        });
        let import = Job::Import(ImportOrder {
            address: "https://town.example/".to_owned(),
            rights: Rights::Quotation,
            owner: None,
        });
        for job in [mail, import, Job::Sweep] {
            assert_eq!(Job::read(job.kind(), &job.body()).unwrap(), job);
        }
    }

    #[test]
    fn a_body_with_a_field_that_nobody_knows_is_refused() {
        let error = Job::read(JobKind::Sweep, r#"{"all": true}"#).unwrap_err();
        assert!(error.to_string().contains("sweep"), "{error}");
        assert!(Job::read(JobKind::Mail, "{}").is_err());
    }
}
