//! `jumelage migrate`: the schema of the record brought up to date.
//!
//! In: the record. Out: the steps that were taken.
//!
//! # Invariants
//! Every step is one transaction: a command that was cut off is given again and goes on where it stopped.

use crate::record::Place;
use clap::Args;
use std::io::Write;
use std::process::ExitCode;

/// Which record.
#[derive(Debug, Args)]
pub(crate) struct MigrateArguments {
    #[command(flatten)]
    place: Place,
}

/// Brings the schema up and lists the steps.
pub(crate) async fn run(arguments: &MigrateArguments) -> anyhow::Result<ExitCode> {
    let register = arguments.place.open_existing().await?;
    let mut out = std::io::stdout().lock();
    for step in register.steps_taken() {
        writeln!(out, "{step} taken")?;
    }
    match register.steps_taken().len() {
        0 => writeln!(out, "{} is up to date", register.path())?,
        steps => writeln!(out, "{} is up to date after {steps} steps", register.path())?,
    }
    register.close().await?;
    Ok(ExitCode::SUCCESS)
}
