//! `jumelage read`: the text of documents as all offsets count it, or their blocks as JSON.
//!
//! In: files. Out: text or JSON Lines on standard output, problems on standard error.
//!
//! # Invariants
//! Exit code 0 if any file was read, 2 if none.

use crate::files;
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What to read, and how to print it.
#[derive(Debug, Args)]
pub(crate) struct ReadArguments {
    /// The documents; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The text alone, or everything that was read as JSON Lines
    #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
    format: ReadFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReadFormat {
    Text,
    Json,
}

/// Reads and prints.
pub(crate) fn run(arguments: &ReadArguments) -> anyhow::Result<ExitCode> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut count = 0;
    for file in &arguments.files {
        match files::document(file) {
            Ok(document) => {
                count += 1;
                match arguments.format {
                    ReadFormat::Text => out.write_all(document.text.as_bytes())?,
                    ReadFormat::Json => {
                        serde_json::to_writer(&mut out, &document)?;
                        out.write_all(b"\n")?;
                    }
                }
                for remark in &document.remarks {
                    writeln!(std::io::stderr(), "{}: {remark}", file.display())?;
                }
            }
            Err(error) => writeln!(std::io::stderr(), "jumelage: {error:#}")?,
        }
    }
    out.flush()?;
    Ok(if count > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}
