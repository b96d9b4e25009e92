//! The log: what the operator and the operator's monitors read, on standard error.
//!
//! In: `JUMELAGE_LOG` (which events) and `JUMELAGE_LOG_FORMAT` (in which form). Out: a line an event.
//!
//! # Invariants
//! No event carries a password, a link, a mail address or what a document says; tests of what each crate logs hold that.

use anyhow::{Context, bail};
use std::env;
use std::io::{self, IsTerminal};
use tracing_subscriber::EnvFilter;

/// What is told unless the operator asks for something else: our own warnings, and others' errors.
const FILTER: &str = "error,cli=warn,publish=warn,register=warn,work=warn";

/// Begins the log of this program.
pub(crate) fn begin() -> anyhow::Result<()> {
    let asked = env::var("JUMELAGE_LOG").unwrap_or_else(|_| FILTER.to_owned());
    let filter = EnvFilter::try_new(&asked)
        .with_context(|| format!("JUMELAGE_LOG “{asked}” is no filter; an example is “{FILTER}”"))?;
    let events = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    match env::var("JUMELAGE_LOG_FORMAT").as_deref() {
        Err(_) | Ok("text") => events.init(),
        Ok("json") => events.json().flatten_event(true).init(),
        Ok(other) => bail!("JUMELAGE_LOG_FORMAT is “{other}”; it may be text or json"),
    }
    Ok(())
}
