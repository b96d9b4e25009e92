//! `jumelage exam`: the score of the engine on documents with gold.
//!
//! In: folders of documents, each with its `.gold.json` beside it. Out: tables, or a line for each miss and false hit.
//!
//! # Invariants
//! - Exit code 1 if a gold file is wrong or a figure fell below the floor; the tables are printed all the same.
//! - The second half is scored and never listed, unless one insists: rules are written from the first half alone.

use crate::files;
use crate::gazetteer_file::OpenGazetteer;
use ::recognise::Resolver;
use ::recognise::exam::gold::Gold;
use ::recognise::exam::report::Report;
use ::recognise::exam::score::{Note, score};
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to examine, and how to say it.
#[derive(Debug, Args)]
pub(crate) struct ExamArguments {
    /// A folder of documents with their gold
    #[arg(long = "corpus", value_name = "DIR", default_value = "corpus/exam/first")]
    corpora: Vec<PathBuf>,
    /// Tables as text, or all figures as JSON
    #[arg(long, value_enum, default_value_t = ExamFormat::Text)]
    format: ExamFormat,
    /// Print each miss and false hit: document, what, expected, got, separated by tabs
    #[arg(long)]
    list: bool,
    /// List the second half too, from which no rule may be written
    #[arg(long)]
    really: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExamFormat {
    Text,
    Json,
}

/// The half of the corpus that is kept unseen.
const UNSEEN: &str = "second";

/// The ending of a gold file's name.
const GOLD: &str = ".gold.json";

/// One folder, scored.
struct Half {
    name: String,
    report: Report,
    notes: Vec<(String, Note)>,
    problems: Vec<String>,
}

/// Scores and prints.
pub(crate) fn run(arguments: &ExamArguments, gazetteer: &OpenGazetteer) -> anyhow::Result<ExitCode> {
    let resolver = Resolver::over(gazetteer.gazetteer);
    let mut halves = Vec::new();
    for folder in &arguments.corpora {
        let name = name_of(folder);
        if arguments.list && name == UNSEEN && !arguments.really {
            bail!(
                "{} is the half that rules must not be written from; its misses are listed with --really only",
                folder.display()
            );
        }
        halves.push(half(folder, name, &resolver)?);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if arguments.list {
        list(&mut out, &halves)?;
    } else {
        tables(&mut out, arguments.format, &halves)?;
    }
    out.flush()?;
    let problems: Vec<&String> = halves.iter().flat_map(|half| &half.problems).collect();
    for problem in &problems {
        writeln!(std::io::stderr(), "jumelage: {problem}")?;
    }
    Ok(if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn name_of(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole
        .file_name()
        .unwrap_or(folder.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// Scores each document of a folder.
fn half(folder: &Path, name: String, resolver: &Resolver<'_>) -> anyhow::Result<Half> {
    let mut half = Half {
        name,
        report: Report::default(),
        notes: Vec::new(),
        problems: Vec::new(),
    };
    for (gold, document) in cases(folder)? {
        if let Err(error) = half.add(&gold, document.as_deref(), resolver) {
            half.problems.push(format!("{}: {error:#}", gold.display()));
        }
    }
    if half.report.documents() == 0 && half.problems.is_empty() {
        bail!("{} has no documents with a {GOLD} file", folder.display());
    }
    Ok(half)
}

/// The gold files of a folder in the order of their names, each with its document.
fn cases(folder: &Path) -> anyhow::Result<Vec<(PathBuf, Option<PathBuf>)>> {
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("{} could not be read; name it with --corpus", folder.display()))?;
    let mut golds = Vec::new();
    let mut documents = BTreeMap::new();
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Some(stem) = name.strip_suffix(GOLD) {
            golds.push((stem.to_owned(), path));
        } else if let Some((stem, _)) = name.split_once('.') {
            documents.insert(stem.to_owned(), path);
        }
    }
    golds.sort();
    let with_document = |(stem, gold): (String, PathBuf)| (gold, documents.remove(&stem));
    Ok(golds.into_iter().map(with_document).collect())
}

impl Half {
    fn add(&mut self, gold: &Path, document: Option<&Path>, resolver: &Resolver<'_>) -> anyhow::Result<()> {
        let bytes = files::bytes(gold)?;
        let read = Gold::read(&bytes)?;
        let path = document.context("there is no document of this name beside it")?;
        let document = files::document(path)?;
        let answer = ::recognise::recognise(&document, resolver);
        let scored = score(&read, &answer, &document.text, resolver);
        self.report.add(&read, &scored);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.notes.extend(
            scored
                .notes
                .into_iter()
                .map(|note| (name.clone().into_owned(), note)),
        );
        let problems = read.problems(&document.text, resolver.gazetteer());
        self.problems.extend(
            problems
                .iter()
                .map(|problem| format!("{}: {problem}", gold.display())),
        );
        Ok(())
    }
}

fn list(out: &mut impl Write, halves: &[Half]) -> anyhow::Result<()> {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (document, note) in halves.iter().flat_map(|half| &half.notes) {
        let (expected, got) = (one_line(&note.expected), one_line(&note.got));
        writeln!(out, "{document}\t{}\t{expected}\t{got}", note.what)?;
    }
    Ok(())
}

fn tables(out: &mut impl Write, format: ExamFormat, halves: &[Half]) -> anyhow::Result<()> {
    match format {
        ExamFormat::Json => {
            let all: BTreeMap<&str, _> = halves
                .iter()
                .map(|half| (half.name.as_str(), half.report.tables()))
                .collect();
            serde_json::to_writer_pretty(&mut *out, &all)?;
            writeln!(out)?;
        }
        ExamFormat::Text => {
            for half in halves {
                writeln!(out, "{}\n{}", half.name, half.report.text())?;
            }
        }
    }
    Ok(())
}
