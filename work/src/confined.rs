//! The confinement of this very process, before it reads what strangers wrote, or becomes a program that does.
//!
//! In: limits, and what the process is to do. Out: a process that can use so much memory and time, start nothing, open no
//! connection, write no file, and read no file but, where it becomes a program, those that programs are made of.
//!
//! # Invariants
//! - What cannot be confined is not begun: each means that the kernel has is used, and an error of any is an error.
//! - Only Landlock is taken as far as the kernel knows it: kernels before 5.13 have none.

mod calls;
pub mod child;

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreatedAttr,
};
use rlimit::Resource;
use std::time::Duration;

/// How much a confined process may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confinement {
    /// Most bytes of memory.
    pub memory: u64,
    /// Longest time on the processor.
    pub time: Duration,
    /// What it is to do.
    pub purpose: Purpose,
}

/// What a confined process is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To read from its input and write to its output, and no more.
    Reader,
    /// To become another program that does so.
    Program,
}

impl Confinement {
    /// The usual limits.
    pub fn of(purpose: Purpose) -> Self {
        Self {
            memory: 768 << 20,
            time: Duration::from_secs(10),
            purpose,
        }
    }
}

/// The process cannot be confined.
#[derive(Debug, thiserror::Error)]
pub enum ConfineError {
    /// A limit was refused.
    #[error("the limit of {what} cannot be set: {source}")]
    Limit {
        /// Of what.
        what: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// The file system cannot be closed off.
    #[error("the file system cannot be closed off: {source}")]
    Files {
        /// Why.
        source: landlock::RulesetError,
    },
    /// System calls cannot be filtered.
    #[error("system calls cannot be filtered: {source}")]
    Calls {
        /// Why.
        source: seccompiler::Error,
    },
}

/// Where programs, their libraries and their tables are: to be read, never written. Of the settings of the system only
/// those that a program needs to start and to find its letters.
const SYSTEM: &[&str] = &[
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/nix/store",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/etc/fonts",
];

/// Confines this process and all that it becomes, for good.
pub fn enter(confinement: &Confinement) -> Result<(), ConfineError> {
    limits(confinement)?;
    files(confinement.purpose)?;
    calls::filter(confinement.purpose)
}

fn limits(confinement: &Confinement) -> Result<(), ConfineError> {
    let seconds = confinement.time.as_secs().max(1);
    for (resource, what, limit) in [
        (Resource::AS, "memory", confinement.memory),
        (Resource::CPU, "time", seconds),
        (Resource::FSIZE, "file size", 0),
        (Resource::CORE, "core dumps", 0),
        (Resource::NOFILE, "open files", 64),
    ] {
        resource
            .set(limit, limit)
            .map_err(|source| ConfineError::Limit { what, source })?;
    }
    Ok(())
}

fn files(purpose: Purpose) -> Result<(), ConfineError> {
    let wrong = |source| ConfineError::Files { source };
    let abi = ABI::V4;
    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(abi))
        .map_err(wrong)?
        .handle_access(AccessNet::from_all(abi))
        .map_err(wrong)?
        .create()
        .map_err(wrong)?;
    let readable = match purpose {
        Purpose::Reader => &[],
        Purpose::Program => SYSTEM,
    };
    for path in readable {
        // What this system does not have needs no rule.
        let Ok(place) = PathFd::new(path) else {
            continue;
        };
        let is_folder = std::fs::metadata(path).is_ok_and(|found| found.is_dir());
        let access = if is_folder {
            AccessFs::from_read(abi)
        } else {
            AccessFs::ReadFile.into()
        };
        rules = rules.add_rule(PathBeneath::new(place, access)).map_err(wrong)?;
    }
    rules.restrict_self().map(drop).map_err(wrong)
}
