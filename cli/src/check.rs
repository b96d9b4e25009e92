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
pub struct CheckArguments {
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
pub async fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    let register = arguments.place.open_existing().await?;
    let breaches = register.check().await?;
    let counts = register.counts().await?;
    let mut out = std::io::stdout().lock();
    for breach in &breaches {
        match arguments.format {
            CheckFormat::Text => writeln!(out, "{breach}")?,
            CheckFormat::Json => writeln!(out, "{}", serde_json::json!({ "breach": breach.to_string() }))?,
        }
    }
    match arguments.format {
        CheckFormat::Text if breaches.is_empty() => writeln!(out, "no breach: {counts:?}")?,
        CheckFormat::Text => writeln!(out, "{} breaches", breaches.len())?,
        CheckFormat::Json => writeln!(out, "{}", serde_json::json!({ "breaches": breaches.len() }))?,
    }
    register.close().await?;
    Ok(if breaches.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
