//! `jumelage recognise`: who is named and what is claimed, one JSON object per document (schema `recognise-1`).
//!
//! In: files. Out: JSON Lines in the order of the arguments.
//!
//! # Invariants
//! - One line per argument, whatever happens: a file that cannot be read gives a line with a remark.
//! - Exit code 0 if any file was read, 2 if none.

use crate::files;
use crate::gazetteer_file::OpenGazetteer;
use ::read::Document;
use ::recognise::{Recognition, RemarkAnswer, Resolver};
use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vocabulary::Reason;

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

/// The line for one file.
#[derive(Debug, Serialize)]
struct Line {
    schema: u32,
    source: String,
    #[serde(flatten)]
    recognition: Recognition,
}

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
    let source = file.to_string_lossy().into_owned();
    match files::document(file) {
        Ok(document) => {
            let recognition = recognition(&document, resolver);
            (
                Line {
                    schema: 1,
                    source,
                    recognition,
                },
                true,
            )
        }
        Err(error) => {
            let remark = Reason::new("unreadable").with("message", format!("{error:#}"));
            let remarks = vec![RemarkAnswer {
                remark,
                quote: None,
                start: None,
                end: None,
            }];
            let recognition = Recognition {
                language: None,
                title: None,
                date: None,
                items: Vec::new(),
                mentions: Vec::new(),
                claims: Vec::new(),
                remarks,
            };
            (
                Line {
                    schema: 1,
                    source,
                    recognition,
                },
                false,
            )
        }
    }
}

/// What is recognised in a document, with the remarks of its reader behind those of the engine.
pub(crate) fn recognition(document: &Document, resolver: &Resolver<'_>) -> Recognition {
    let mut recognition = ::recognise::recognise(document, resolver);
    for remark in &mut recognition.remarks {
        add_message(remark, &document.text);
    }
    let read = document.remarks.iter().map(reader_remark);
    recognition.remarks.extend(read);
    recognition
}

/// The sentence of a remark that calls for an act of whoever gave the document.
pub(crate) fn message(remark: &RemarkAnswer) -> Option<&str> {
    remark.remark.params.get("message").map(String::as_str)
}

/// Says where a table stands whose columns nobody knows, and what to do.
fn add_message(remark: &mut RemarkAnswer, text: &str) {
    let (Some(headings), Some(start)) = (remark.remark.params.get("headings"), remark.start) else {
        return;
    };
    let line = 1 + text.chars().take(start).filter(|&letter| letter == '\n').count();
    let message = format!(
        "line {line} of the text: no known heading among “{}”: name the columns, for example “lead authority”, \
         “partner”, “title”",
        headings.replace('\t', "”, “")
    );
    remark.remark = remark.remark.clone().with("message", message);
}

/// A remark of the reader in the form of the answer.
fn reader_remark(remark: &::read::Remark) -> RemarkAnswer {
    let value = serde_json::to_value(remark).unwrap_or_default();
    let code = value
        .get("code")
        .and_then(serde_json::Value::as_str)
        .unwrap_or("remark");
    let params = value
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "code" && *name != "place");
    let reason = params.fold(Reason::new(code), |reason, (name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        reason.with(name, text)
    });
    RemarkAnswer {
        remark: reason.with("message", remark.to_string()),
        quote: None,
        start: None,
        end: None,
    }
}
