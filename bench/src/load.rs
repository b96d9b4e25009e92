//! wrk on 127.0.0.1: requests a second and the 99th percentile of the answer's time.
//!
//! # Invariants
//! The load is bounded: 32 connections from one thread, some seconds.

use crate::BenchError;
use std::process::{Command, Stdio};

const PROGRAM: &str = "wrk";

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asked<'a> {
    /// The same path again and again, in compressed form as browsers do.
    Again(&'a str),
    /// These paths in turn, each time with a number behind that was never there before; runs have numbers, so that none
    /// asks what another has asked.
    Anew(&'a [String], usize),
}

/// Puts a number behind the path whose turn it is, another for each request of each run.
const NUMBERED: &str = "
local n = 0
request = function()
  n = n + 1
  return wrk.format('GET', PATHS[n % #PATHS + 1] .. RUN .. '-' .. n)
end
";

/// What one run of wrk saw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Load {
    /// Requests.
    pub(crate) count: f64,
    /// Requests a second.
    pub(crate) requests: f64,
    /// Milliseconds that 99 of 100 answers took at most.
    pub(crate) slow: f64,
}

/// Asks for the address as fast as it is answered, for this many seconds.
pub(crate) fn on(address: &str, seconds: u32) -> Result<Load, BenchError> {
    wrk(&[], address, seconds)
}

/// The same as [`on`] for paths of a site, in the way that is said.
pub(crate) fn asked(origin: &str, seconds: u32, asked: Asked<'_>) -> Result<Load, BenchError> {
    let (paths, run) = match asked {
        Asked::Again(path) => {
            return wrk(
                &["-H", "Accept-Encoding: gzip"],
                &format!("{origin}{path}"),
                seconds,
            );
        }
        Asked::Anew(paths, run) => (paths, run),
    };
    let folder = tempfile::tempdir().map_err(BenchError::io("making a folder"))?;
    let script = folder.path().join("numbered.lua");
    let quoted: Vec<String> = paths.iter().map(|path| format!("'{path}'")).collect();
    let text = format!(
        "local RUN = '{run}'\nlocal PATHS = {{ {} }}\n{NUMBERED}",
        quoted.join(", ")
    );
    std::fs::write(&script, text).map_err(BenchError::io("writing a script"))?;
    wrk(&["-s", &script.to_string_lossy()], origin, seconds)
}

fn wrk(arguments: &[&str], address: &str, seconds: u32) -> Result<Load, BenchError> {
    let output = Command::new(PROGRAM)
        .args(["-t1", "-c32", "--latency", &format!("-d{seconds}s")])
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .output()
        .map_err(BenchError::io("wrk (install it with `apt-get install wrk`)"))?;
    parsed(&String::from_utf8_lossy(&output.stdout))
}

fn parsed(text: &str) -> Result<Load, BenchError> {
    let missing = |what| BenchError::Output {
        what,
        program: PROGRAM,
    };
    if text.contains("Non-2xx") {
        return Err(missing("a run of 200s alone"));
    }
    let behind = |name: &str| {
        let line = text.lines().map(str::trim).find(|line| line.starts_with(name))?;
        line.split_whitespace().last().map(str::to_owned)
    };
    let requests = behind("Requests/sec:").and_then(|word| word.parse().ok());
    let slow = behind("99%").and_then(|word| milliseconds(&word));
    let counted = text.lines().find(|line| line.contains(" requests in "));
    let count = counted.and_then(|line| line.split_whitespace().next()?.parse().ok());
    Ok(Load {
        count: count.ok_or_else(|| missing("requests in"))?,
        requests: requests.ok_or_else(|| missing("Requests/sec"))?,
        slow: slow.ok_or_else(|| missing("99%"))?,
    })
}

/// `850.00us`, `1.32ms` or `2.10s` in milliseconds.
fn milliseconds(word: &str) -> Option<f64> {
    for (ending, factor) in [("us", 1e-3), ("ms", 1.0), ("s", 1e3)] {
        if let Some(number) = word.strip_suffix(ending) {
            return number.parse::<f64>().ok().map(|value| value * factor);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN: &str = "Running 3s test\n  Latency Distribution\n     50%  420.00us\n     99%    1.32ms\n  \
                        90000 requests in 3.00s\nRequests/sec:  30012.50\nTransfer/sec:  9.00MB\n";

    #[test]
    fn requests_and_the_slow_end_are_read_from_the_report() {
        let load = parsed(SEEN).unwrap();
        assert!((load.requests - 30_012.5).abs() < 1e-6);
        assert!((load.slow - 1.32).abs() < 1e-6);
        assert!((load.count - 90_000.0).abs() < 1e-6);
    }

    #[test]
    fn all_units_of_time_are_known() {
        for (word, wanted) in [("850.00us", 0.85), ("1.32ms", 1.32), ("2.10s", 2_100.0)] {
            assert!((milliseconds(word).unwrap() - wanted).abs() < 1e-9, "{word}");
        }
        assert_eq!(milliseconds("fast"), None);
    }

    #[test]
    fn answers_that_are_errors_are_no_figure() {
        let text = format!("{SEEN}  Non-2xx or 3xx responses: 90000\n");
        assert!(parsed(&text).is_err());
    }
}
