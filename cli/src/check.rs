//! `jumelage check`: the invariants of the record on its live data.
//!
//! In: the record. Out: each breach, or how much was checked.
//!
//! # Invariants
//! Exit code 1 if there is any breach.

use crate::record::Place;
use clap::{Args, ValueEnum};
use std::io::Write;
use std::process::ExitCode;

/// What to check.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// How to list breaches
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    format: CheckFormat,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    Text,
    Json,
}

/// Checks and lists.
pub(crate) async fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    let register = arguments.place.open_existing().await?;
    let breaches = register.check().await?;
    let counts = register.counts().await?;
    let mut out = std::io::stdout().lock();
    for breach in &breaches {
        match arguments.format {
            CheckFormat::Text => writeln!(out, "{}: {} {}", breach.rule, breach.entity, breach.id)?,
            CheckFormat::Json => writeln!(
                out,
                "{}",
                serde_json::json!({ "rule": breach.rule, "entity": breach.entity, "id": breach.id })
            )?,
        }
    }
    match arguments.format {
        CheckFormat::Text if breaches.is_empty() => {
            writeln!(out, "no breach in {}", held(&serde_json::to_value(counts)?))?;
        }
        CheckFormat::Text => writeln!(out, "{} breaches", breaches.len())?,
        CheckFormat::Json => writeln!(
            out,
            "{}",
            serde_json::json!({ "breaches": breaches.len(), "counts": counts })
        )?,
    }
    register.close().await?;
    Ok(if breaches.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// How much the record holds, in words: `3 sources, 29 claims accepted, ...`, without what it has none of.
fn held(counts: &serde_json::Value) -> String {
    let some = counts
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, count)| count.as_u64() != Some(0))
        .map(|(what, count)| format!("{count} {}", what.replace('_', " ")));
    let listed = some.collect::<Vec<_>>().join(", ");
    if listed.is_empty() {
        "an empty record".to_owned()
    } else {
        listed
    }
}
