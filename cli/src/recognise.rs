//! `jumelage recognise`: who is named and what is claimed, one JSON object per document (schema `recognise-1`).
//!
//! In: files. Out: JSON Lines in the order of the arguments.
//!
//! # Invariants
//! - One line per argument, whatever happens: a file that cannot be read gives a line with a remark.
//! - Exit code 0 if any file was read, 2 if none.

use crate::files;
use crate::gazetteer_file::OpenGazetteer;
use ::recognise::{Line, RemarkAnswer, Resolver};
use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to recognise.
#[derive(Debug, Args)]
pub(crate) struct RecogniseArguments {
    /// The documents; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How many documents at a time; 0 for one per core
    #[arg(long, default_value_t = 1, value_name = "N")]
    jobs: usize,
}

/// Documents are answered in groups of this many, so that memory does not grow with their number.
const GROUP: usize = 64;

/// Recognises and prints.
pub(crate) fn run(arguments: &RecogniseArguments, gazetteer: &OpenGazetteer) -> anyhow::Result<ExitCode> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.jobs)
        .build()
        .context("no thread could be started; try --jobs 1")?;
    let resolver = Resolver::over(gazetteer.gazetteer);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut count = 0;
    for group in arguments.files.chunks(GROUP) {
        let lines: Vec<(Line, bool)> =
            pool.install(|| group.par_iter().map(|file| line(file, &resolver)).collect());
        for (line, was_read) in lines {
            count += usize::from(was_read);
            serde_json::to_writer(&mut out, &line)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
    }
    Ok(if count > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}

fn line(file: &Path, resolver: &Resolver<'_>) -> (Line, bool) {
    let source = file.to_string_lossy();
    match files::document(file) {
        Ok(document) => (
            Line::of(&source, ::recognise::recognition(&document, resolver)),
            true,
        ),
        Err(error) => (Line::unreadable(&source, format!("{error:#}")), false),
    }
}

/// The sentence of a remark that calls for an act of whoever gave the document.
pub(crate) fn message(remark: &RemarkAnswer) -> Option<&str> {
    remark.remark.params.get("message").map(String::as_str)
}
