//! Figures of the shipped binary, beside real peers in the same run: `make bench`.
//!
//! In: the binary (`JUMELAGE_BIN`), perhaps the parts that are asked for (`BENCH=engine,record,site,posts,atlas,browser`), wrk and
//! nginx from Debian's packages, Chromium, the demo documents. Out: a table on standard output.
//!
//! # Invariants
//! - Each figure is the median of five runs and is printed with the lowest and the highest of them.
//! - Peers and we are measured in turn, on 127.0.0.1, with the machine's load printed before and after.
//! - A figure that could not be taken says why, and the program then ends with exit code 1.

mod atlas;
mod browser;
mod engine;
mod figure;
mod generated;
mod load;
mod machine;
mod peer;
mod posts;
mod process;
mod record;
mod site;

use figure::{Figure, Row};
use std::io::Write;
use std::process::ExitCode;
use stories::StoryError;

/// How often each figure is taken.
pub(crate) const RUNS: usize = 5;

/// What keeps a figure from being taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BenchError {
    /// The binary, or a server of ours, did not do its part.
    #[error(transparent)]
    Story(#[from] StoryError),
    /// A file or a program of the machine did not do its part.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The binary ended with an error.
    #[error("{what} ended with {code:?}: {stderr}")]
    Failed {
        /// Which call.
        what: &'static str,
        /// Its exit code.
        code: Option<i32>,
        /// The end of what it said.
        stderr: String,
    },
    /// The record refused.
    #[error(transparent)]
    Record(#[from] register::RegisterError),
    /// A page that is to be measured does not answer with 200.
    #[error("{path} answers {status}")]
    Page {
        /// The page.
        path: String,
        /// The status code.
        status: u16,
    },
    /// A program's output is not as expected.
    #[error("{what} is missing in the output of {program}")]
    Output {
        /// What was looked for.
        what: &'static str,
        /// Whose output.
        program: &'static str,
    },
}

impl BenchError {
    pub(crate) fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }
}

fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    match run(&mut out) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            // Standard output is gone or the binary is missing: there is no table to print.
            let _ = writeln!(std::io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the table and gives the number of figures that could not be taken.
fn run(out: &mut impl Write) -> Result<usize, BenchError> {
    let printed = BenchError::io("printing");
    let binary = stories::binary()?;
    let head = format!(
        "binary   {} ({})\n{}",
        binary.display(),
        process::version(),
        machine::described()
    );
    writeln!(out, "{head}").map_err(printed)?;
    let asked = std::env::var("BENCH").unwrap_or_default();
    let is_asked = |part: &str| asked.is_empty() || asked.split(',').any(|word| word == part);
    let mut rows = Vec::new();
    if is_asked("engine") {
        rows.extend(engine::rows());
    }
    if is_asked("record") {
        rows.extend(record::rows());
    }
    if is_asked("site") {
        rows.extend(site::rows());
    }
    if is_asked("posts") {
        rows.extend(posts::rows());
    }
    if is_asked("atlas") {
        rows.extend(atlas::rows());
    }
    if is_asked("browser") {
        rows.extend(browser::rows());
    }
    write!(out, "{}", figure::table(&rows)).map_err(BenchError::io("printing"))?;
    writeln!(out, "load     after: {}", machine::load()).map_err(BenchError::io("printing"))?;
    Ok(rows.iter().filter(|row| row.outcome.is_err()).count())
}

/// A row whose figure is taken by a function that may fail.
pub(crate) fn row(name: &str, taken: Result<Figure, BenchError>) -> Row {
    Row {
        name: name.to_owned(),
        outcome: taken.map_err(|error| error.to_string()),
    }
}
