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
    /// Read what is to be imported, and tell what an import would bring; it writes nothing.
    Preview(ImportOrder),
    /// Import what stands at an address, or in files that were given.
    Import(ImportOrder),
    /// Take finished jobs off the list once nobody will ask for them again.
    Sweep,
    /// Ask by mail for the partnerships that nobody has confirmed for a year.
    Confirmations,
}

/// What to import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportOrder {
    /// Where it comes from; orders of older versions call it their address.
    #[serde(alias = "address")]
    pub from: ImportFrom,
    /// What may be shown of it.
    pub rights: Rights,
    /// Whose sources these are; `None` is the operator of the instance.
    #[serde(default)]
    pub owner: Option<OrganisationId>,
}

/// Where an import comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ImportFrom {
    /// The address of a WordPress site, a feed or a page.
    Address(String),
    /// Files that somebody gave.
    Files(Vec<GivenFile>),
}

/// A file that somebody gave, kept by its hash until it is imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenFile {
    /// Its name, without the folders it lay in.
    pub name: String,
    /// SHA-256 of its bytes, in small hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
}

impl GivenFile {
    /// What stands before the name of a file in the origin of its source.
    pub const GIVEN: &str = "upload:";

    /// What its source is kept under: the same name given again is the same source, read anew.
    pub fn origin(&self) -> String {
        format!("{}{}", Self::GIVEN, self.name)
    }
}

impl ImportFrom {
    /// In a few words: the address, or the names of the files.
    pub fn words(&self) -> String {
        match self {
            Self::Address(address) => address.clone(),
            Self::Files(files) => {
                let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
                names.join(", ")
            }
        }
    }

    /// The files that were given.
    pub fn files(&self) -> &[GivenFile] {
        match self {
            Self::Address(_) => &[],
            Self::Files(files) => files,
        }
    }
}

/// Which sort of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// [`Job::Mail`]
    Mail,
    /// [`Job::Preview`]
    Preview,
    /// [`Job::Import`]
    Import,
    /// [`Job::Sweep`]
    Sweep,
    /// [`Job::Confirmations`]
    Confirmations,
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
            Self::Preview(_) => JobKind::Preview,
            Self::Import(_) => JobKind::Import,
            Self::Sweep => JobKind::Sweep,
            Self::Confirmations => JobKind::Confirmations,
        }
    }

    /// What it is told, as JSON.
    pub fn body(&self) -> String {
        let body = match self {
            Self::Mail(mail) => serde_json::to_string(mail),
            Self::Preview(order) | Self::Import(order) => serde_json::to_string(order),
            Self::Sweep | Self::Confirmations => serde_json::to_string(&Nothing {}),
        };
        body.expect("the words of the vocabulary have string keys only")
    }

    /// The job of this kind that is told this.
    pub fn read(kind: JobKind, body: &str) -> Result<Self, JobError> {
        match kind {
            JobKind::Mail => told(kind, body).map(Self::Mail),
            JobKind::Preview => told(kind, body).map(Self::Preview),
            JobKind::Import => told(kind, body).map(Self::Import),
            JobKind::Sweep => told::<Nothing>(kind, body).map(|_| Self::Sweep),
            JobKind::Confirmations => told::<Nothing>(kind, body).map(|_| Self::Confirmations),
        }
    }
}

fn told<T: DeserializeOwned>(kind: JobKind, body: &str) -> Result<T, JobError> {
    serde_json::from_str(body).map_err(|source| JobError { kind, source })
}

impl JobKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Mail,
        Self::Preview,
        Self::Import,
        Self::Sweep,
        Self::Confirmations,
    ];

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Preview => "preview",
            Self::Import => "import",
            Self::Sweep => "sweep",
            Self::Confirmations => "confirmations",
        }
    }

    /// Whether what a job was told stays when it is done: what somebody may want to have done again, and is no secret.
    pub const fn keeps_order(self) -> bool {
        matches!(self, Self::Preview | Self::Import)
    }

    /// How long a finished job stays on the list, so that the same work asked for again is known to be done.
    pub const fn stays(self) -> Duration {
        match self {
            // A preview that nobody confirmed goes, with the files that were given for it.
            Self::Mail | Self::Preview => Duration::from_hours(7 * 24),
            // Its problems are for people to look at.
            Self::Import => Duration::from_hours(400 * 24),
            Self::Sweep | Self::Confirmations => Duration::from_hours(24),
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
        let order = |from| ImportOrder {
            from,
            rights: Rights::Quotation,
            owner: None,
        };
        let import = Job::Import(order(ImportFrom::Address("https://town.example/".to_owned())));
        let file = GivenFile {
            name: "list.csv".to_owned(),
            sha256: "ab".repeat(32),
            bytes: 7,
        };
        let preview = Job::Preview(order(ImportFrom::Files(vec![file])));
        for job in [mail, import, preview, Job::Sweep, Job::Confirmations] {
            assert_eq!(Job::read(job.kind(), &job.body()).unwrap(), job);
        }
    }

    #[test]
    fn an_order_of_an_older_version_is_still_understood() {
        let body = r#"{"address": "https://town.example/", "rights": {"rights": "quotation"}}"#;
        let Job::Import(order) = Job::read(JobKind::Import, body).unwrap() else {
            panic!("an import was read")
        };
        assert_eq!(
            order.from,
            ImportFrom::Address("https://town.example/".to_owned())
        );
    }

    #[test]
    fn a_body_with_a_field_that_nobody_knows_is_refused() {
        let error = Job::read(JobKind::Sweep, r#"{"all": true}"#).unwrap_err();
        assert!(error.to_string().contains("sweep"), "{error}");
        assert!(Job::read(JobKind::Mail, "{}").is_err());
    }
}
