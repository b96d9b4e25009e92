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

/// Processor time that a process has used, in seconds: its own and the system's on its behalf.
pub(crate) fn cpu(pid: u32) -> Result<f64, BenchError> {
    /// What the kernel counts in, on every Linux that we know.
    const TICKS_PER_SECOND: f64 = 100.0;
    let file = format!("/proc/{pid}/stat");
    let text = fs::read_to_string(&file).map_err(BenchError::io(file))?;
    // The name, in parentheses, may hold blanks; the fields behind it may not.
    let fields = text.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = |number| fields.split_whitespace().nth(number)?.parse::<f64>().ok();
    match (ticks(11), ticks(12)) {
        (Some(user), Some(system)) => Ok((user + system) / TICKS_PER_SECOND),
        _ => Err(BenchError::Output {
            what: "utime",
            program: "the system",
        }),
    }
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
