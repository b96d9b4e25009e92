//! `jumelage exam names` and `noise`: the exam of single names, and its questions.
//!
//! In: the gazetteer, folders of gold files, files of names (`id<TAB>name<TAB>hints<TAB>codes`). Out: a table, or lines
//! of names.
//!
//! # Invariants
//! The same seed gives the same questions.

use crate::exam::{cases, name_of};
use crate::files;
use crate::resolve::hints;
use ::recognise::Resolver;
use ::recognise::exam::{Gold, Noise, Question, Sheet, ask, asked_in, questions};
use anyhow::{Context, anyhow};
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Which names are asked.
#[derive(Debug, Args)]
pub(super) struct NamesArguments {
    /// A folder of gold files, whose spellings are asked
    #[arg(long = "corpus", value_name = "DIR")]
    corpora: Vec<PathBuf>,
    /// A file of names with their codes; one that is not there is reported and left out
    #[arg(long = "names", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How many names of the gazetteer to damage and ask
    #[arg(long, default_value_t = 50_000, value_name = "N")]
    noise: usize,
    /// The seed of the damage
    #[arg(long, default_value_t = 1, value_name = "SEED")]
    seed: u64,
}

/// Which noisy names are printed.
#[derive(Debug, Args)]
pub(super) struct NoiseArguments {
    /// How many
    #[arg(long, default_value_t = 50_000, value_name = "N")]
    count: usize,
    /// As the lists have them, undamaged
    #[arg(long)]
    clean: bool,
    /// The seed of the damage
    #[arg(long, default_value_t = 1, value_name = "SEED")]
    seed: u64,
}

/// Asks and prints the tables.
pub(super) fn sit(arguments: &NamesArguments, resolver: &Resolver<'_>) -> anyhow::Result<ExitCode> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let noisy = questions(resolver, arguments.seed, arguments.noise, &Noise::ALL);
    print(
        &mut out,
        &format!("{} damaged names, seed {}", noisy.len(), arguments.seed),
        &noisy,
        resolver,
    )?;
    for folder in &arguments.corpora {
        print(
            &mut out,
            &name_of(folder),
            &spellings(folder, resolver)?,
            resolver,
        )?;
    }
    for file in &arguments.files {
        match listed(file, resolver)? {
            Some(asked) => print(&mut out, &name_of(file), &asked, resolver)?,
            None => writeln!(out, "{} is not there: its names are not asked.\n", file.display())?,
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn print(
    out: &mut impl Write,
    title: &str,
    asked: &[Question],
    resolver: &Resolver<'_>,
) -> anyhow::Result<()> {
    let sheets = ask(asked, resolver);
    writeln!(
        out,
        "{title}\n{:<18}{:>8}{:>9}{:>9}{:>9}{:>9}{:>9}{:>10}",
        "", "asked", "at 1", "at 5", "answered", "precise", "calibr.", "invented"
    )?;
    let all = ("all", &sheets.all);
    for (kind, sheet) in sheets
        .by_kind
        .iter()
        .map(|(kind, sheet)| (*kind, sheet))
        .chain([all])
    {
        row(out, kind, sheet)?;
    }
    writeln!(out)?;
    Ok(())
}

fn row(out: &mut impl Write, kind: &str, sheet: &Sheet) -> anyhow::Result<()> {
    let percent = |share: f64, of: usize| match of {
        0 => "-".to_owned(),
        _ => format!("{:.2}", share * 100.0),
    };
    writeln!(
        out,
        "{kind:<18}{:>8}{:>9}{:>9}{:>9}{:>9}{:>9}{:>10}",
        sheet.asked + sheet.without,
        percent(sheet.accuracy(), sheet.asked),
        percent(sheet.recall(), sheet.asked),
        percent(sheet.coverage(), sheet.asked),
        percent(sheet.precision(), sheet.asked),
        percent(sheet.calibration(), sheet.asked + sheet.without),
        percent(sheet.invented(), sheet.without),
    )?;
    Ok(())
}

/// The spellings of a folder of documents.
pub(super) fn spellings(folder: &Path, resolver: &Resolver<'_>) -> anyhow::Result<Vec<Question>> {
    let mut asked = Vec::new();
    for (gold, _) in cases(folder)? {
        let read = Gold::read(&files::bytes(&gold)?).with_context(|| gold.display().to_string())?;
        asked.extend(asked_in(&read, &gold.to_string_lossy(), resolver));
    }
    Ok(asked)
}

/// The names of a file, or `None` if it is not there.
pub(super) fn listed(file: &Path, resolver: &Resolver<'_>) -> anyhow::Result<Option<Vec<Question>>> {
    if !file.exists() {
        return Ok(None);
    }
    let text =
        String::from_utf8(files::bytes(file)?).with_context(|| format!("{} is no UTF-8", file.display()))?;
    let rows = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with("id\t"));
    rows.map(|(at, line)| {
        question(line, resolver).ok_or_else(|| {
            anyhow!(
                "{}, line {}: expected id, name, hints as JSON and codes, separated by tabs",
                file.display(),
                at + 1
            )
        })
    })
    .collect::<anyhow::Result<_>>()
    .map(Some)
}

fn question(line: &str, resolver: &Resolver<'_>) -> Option<Question> {
    let mut cells = line.split('\t');
    let (_, name, written, codes) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let (hints, document) = hints(written)?;
    let gazetteer = resolver.gazetteer();
    let mut right = Vec::new();
    for code in codes.split('|').filter_map(|code| code.parse().ok()) {
        right.extend(
            gazetteer
                .body_of(&code)
                .into_iter()
                .flat_map(|body| gazetteer.codes_of(body).collect::<Vec<_>>()),
        );
        right.push(code);
    }
    Some(Question {
        name: name.to_owned(),
        hints,
        group: document,
        kind: if right.is_empty() { "in no list" } else { "real" },
        right,
    })
}

/// Prints damaged names as `id<TAB>name<TAB>hints<TAB>codes`; bodies to be hidden are left out.
pub(super) fn noise(arguments: &NoiseArguments, resolver: &Resolver<'_>) -> anyhow::Result<ExitCode> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let kinds: &[Noise] = if arguments.clean {
        &[Noise::Clean]
    } else {
        &Noise::ALL
    };
    let asked = questions(resolver, arguments.seed, arguments.count, kinds);
    for (at, question) in asked
        .iter()
        .enumerate()
        .filter(|(_, question)| !question.right.is_empty())
    {
        let mut hints = serde_json::Map::new();
        if let Some(country) = question.hints.country {
            hints.insert("country".to_owned(), country.to_string().into());
        }
        if !question.hints.countries.is_empty() {
            let countries: Vec<String> = question.hints.countries.iter().map(ToString::to_string).collect();
            hints.insert("document_countries".to_owned(), countries.into());
        }
        let codes: Vec<String> = question.right.iter().map(ToString::to_string).collect();
        let hints = serde_json::Value::Object(hints);
        writeln!(
            out,
            "{}-{at}\t{}\t{hints}\t{}",
            question.kind.replace(' ', "-"),
            question.name,
            codes.join("|")
        )?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
