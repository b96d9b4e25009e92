//! Calls of the binary that are timed, and what the system says of a process.

use crate::BenchError;
use std::fs;
use std::time::{Duration, Instant};
use stories::{Jumelage, Outcome};

/// What `jumelage --version` prints.
pub(crate) fn version() -> String {
    Jumelage::with(["--version"]).run().map_or_else(
        |error| error.to_string(),
        |outcome| outcome.stdout.trim().to_owned(),
    )
}

/// Runs the call to a good end and says how long it took, process start and all.
pub(crate) fn timed(what: &'static str, call: Jumelage) -> Result<(Outcome, Duration), BenchError> {
    let began = Instant::now();
    let outcome = call.limit(Duration::from_mins(10)).run()?;
    let spent = began.elapsed();
    if outcome.code == Some(0) {
        return Ok((outcome, spent));
    }
    let last: Vec<&str> = outcome.stderr.lines().rev().take(3).collect();
    Err(BenchError::Failed {
        what,
        code: outcome.code,
        stderr: last.join(" / "),
    })
}

/// Memory of a process in MB: all that is resident, and the part of it that is its own (not files mapped in).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    pub(crate) resident: f64,
    pub(crate) own: f64,
}

/// What a running process holds.
pub(crate) fn memory(pid: u32) -> Result<Memory, BenchError> {
    let file = format!("/proc/{pid}/status");
    let text = fs::read_to_string(&file).map_err(BenchError::io(file))?;
    let megabytes = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kibibytes * 1024.0 / 1e6)
    };
    let missing = || BenchError::Output {
        what: "VmRSS",
        program: "the system",
    };
    Ok(Memory {
        resident: megabytes("VmRSS:").ok_or_else(missing)?,
        own: megabytes("RssAnon:").ok_or_else(missing)?,
    })
}
