//! `jumelage exam`: the score of the engine on documents with gold.
//!
//! In: folders of documents, each with its `.gold.json` beside it, and the floor beside the folders. Out: tables, or a
//! line for each miss and false hit.
//!
//! # Invariants
//! - Exit code 1 if a gold file is wrong or a figure fell below the floor; the tables are printed all the same.
//! - The second half is scored and never listed, unless one insists: rules are written from the first half alone.

mod add;
mod fit;
mod floor;
mod names;

use crate::files;
use crate::gazetteer_file::OpenGazetteer;
use ::recognise::Resolver;
use ::recognise::exam::{Gold, Note, Report, score};
use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum};
use read::Document;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to examine, and how to say it.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ExamArguments {
    #[command(subcommand)]
    command: Option<ExamCommand>,
    #[command(flatten)]
    sitting: Sitting,
}

#[derive(Debug, Subcommand)]
enum ExamCommand {
    /// Turn a reviewer's corrections of one document into a case
    Add(add::AddArguments),
    /// Ask single names: damaged ones of the gazetteer, spellings of documents with gold, names of files
    Names(names::NamesArguments),
    /// Print damaged names with their codes, for measuring others on the same
    Noise(names::NoiseArguments),
    /// Print the weights that decide best: the text of a table of recognise/data
    Fit(fit::FitArguments),
}

/// One sitting of the exam.
#[derive(Debug, Args)]
struct Sitting {
    /// A folder of documents with their gold; its floor is in floor.tsv beside the folder
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
    /// Make today's figures, rounded down, the floor
    #[arg(long, conflicts_with = "list")]
    set_floor: bool,
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

/// Does what was asked.
pub(crate) fn run(arguments: &ExamArguments, gazetteer: &OpenGazetteer) -> anyhow::Result<ExitCode> {
    let resolver = Resolver::over(gazetteer.gazetteer);
    match &arguments.command {
        Some(ExamCommand::Add(add)) => add::run(add, &resolver),
        Some(ExamCommand::Names(names)) => names::sit(names, &resolver),
        Some(ExamCommand::Noise(noise)) => names::noise(noise, &resolver),
        Some(ExamCommand::Fit(fit)) => fit::run(fit, &resolver),
        None => sit(&arguments.sitting, &resolver),
    }
}

/// Scores, prints, and compares with the floor.
fn sit(sitting: &Sitting, resolver: &Resolver<'_>) -> anyhow::Result<ExitCode> {
    let mut halves = Vec::new();
    for folder in &sitting.corpora {
        let name = name_of(folder);
        if sitting.list && name == UNSEEN && !sitting.really {
            bail!(
                "{} is the half that rules must not be written from; its misses are listed with --really only",
                folder.display()
            );
        }
        halves.push(half(folder, name, resolver)?);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if sitting.list {
        list(&mut out, &halves)?;
    } else {
        tables(&mut out, sitting.format, &halves)?;
    }
    out.flush()?;
    let mut wrong: Vec<String> = Vec::new();
    for (half, folder) in halves.iter().zip(&sitting.corpora) {
        wrong.extend(half.problems.iter().cloned());
        let figures = half.report.total();
        let place = floor::place(folder);
        if sitting.set_floor {
            floor::set(&place, &half.name, &figures)?;
        } else if !sitting.list {
            wrong.extend(floor::fallen(&place, &half.name, &figures)?);
        }
    }
    for line in &wrong {
        writeln!(std::io::stderr(), "jumelage: {line}")?;
    }
    Ok(if wrong.is_empty() {
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

/// A document, where it lies, and its gold.
fn case<'p>(gold: &Path, document: Option<&'p Path>) -> anyhow::Result<(&'p Path, Document, Gold)> {
    let bytes = files::bytes(gold)?;
    let read = Gold::read(&bytes)?;
    let path = document.context("there is no document of this name beside it")?;
    Ok((path, files::document(path)?, read))
}

impl Half {
    fn add(&mut self, gold: &Path, document: Option<&Path>, resolver: &Resolver<'_>) -> anyhow::Result<()> {
        let (path, document, read) = case(gold, document)?;
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
        let problems = read.problems(resolver.gazetteer());
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
