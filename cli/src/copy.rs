//! `jumelage copy`: a whole record copied from one database into another, of whichever kind.
//!
//! In: the addresses of a record and of an empty one. Out: what was copied, by table, and the head of the change log.
//!
//! # Invariants
//! The copy is compared with what was read before it is kept; one that fails leaves the target empty.

use crate::record::{careful, plain_path};
use ::register::{Register, Tally};
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// From where to where.
#[derive(Debug, Args)]
pub(crate) struct CopyArguments {
    /// The record to copy: sqlite:PATH or postgres://...
    #[arg(long, value_name = "ADDRESS")]
    from: String,
    /// The empty one to fill: sqlite:PATH, made where there is none, or postgres://...
    #[arg(long, value_name = "ADDRESS")]
    to: String,
    /// How to tell what was copied
    #[arg(long, value_enum, default_value_t = CopyFormat::Text)]
    format: CopyFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CopyFormat {
    Text,
    Json,
}

/// Copies and tells.
pub(crate) async fn run(arguments: &CopyArguments) -> anyhow::Result<ExitCode> {
    let from = plain_path(&arguments.from);
    if !from.contains("://") && !Path::new(from).exists() {
        bail!("there is no record {from}; give another address by --from");
    }
    let source = Register::open_with(from, &careful()).await?;
    let tally = into_new(&source, plain_path(&arguments.to)).await?;
    source.close().await?;
    let mut out = std::io::stdout().lock();
    match arguments.format {
        CopyFormat::Json => writeln!(out, "{}", serde_json::to_string(&tally)?)?,
        CopyFormat::Text => {
            for table in tally.tables.iter().filter(|table| table.rows > 0) {
                writeln!(out, "{}: {} rows, the same in both", table.table, table.rows)?;
            }
            writeln!(out, "{}, the same in both", told(&tally))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Copies a record into a new one at an address; a file that is made for it goes again if that fails.
pub(crate) async fn into_new(source: &Register, to: &str) -> anyhow::Result<Tally> {
    let is_new = !to.contains("://") && !Path::new(to).exists();
    let copied = copied(source, to).await;
    if is_new && copied.is_err() {
        for suffix in ["", "-wal", "-shm"] {
            // The error to tell is why the copy failed.
            let _ = std::fs::remove_file(format!("{to}{suffix}"));
        }
    }
    copied
}

async fn copied(source: &Register, to: &str) -> anyhow::Result<Tally> {
    let target = Register::open_with(to, &careful()).await?;
    let style = ProgressStyle::with_template("{pos} tables {wide_msg}")?;
    let bar = ProgressBar::new_spinner().with_style(style);
    let tell = |table: &'static str, rows: u64| {
        bar.inc(1);
        bar.set_message(format!("{table}: {rows} rows"));
    };
    let tally = source.copy_into(&target, &tell).await;
    bar.finish_and_clear();
    let tally = tally?;
    target
        .close()
        .await
        .with_context(|| format!("{to} could not be closed"))?;
    Ok(tally)
}

/// A tally in words.
pub(crate) fn told(tally: &Tally) -> String {
    format!(
        "{} rows; head of the change log: position {}, {}",
        tally.rows(),
        tally.head.position,
        tally.head.hash
    )
}
