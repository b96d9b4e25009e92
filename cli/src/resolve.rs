//! `jumelage resolve`: names to official codes, line by line.
//!
//! In: lines `id<TAB>name<TAB>hints` on standard input, hints a JSON object or empty. Out: for each line, in order,
//! `id<TAB>code<TAB>confidence<TAB>name`; with `--top K` a fifth column of candidates as JSON.
//!
//! # Invariants
//! - One line out for each line in, malformed ones too (with a message on standard error).
//! - Neighbouring rows with the same `document` help each other and are answered when it ends; others at once.

use crate::gazetteer_file::OpenGazetteer;
use ::recognise::resolve::type_words;
use ::recognise::{Hints, Ranking, Resolver, resolve_together};
use clap::Args;
use rayon::prelude::*;
use serde::Deserialize;
use std::io::{BufRead, BufReader, Write};
use std::process::ExitCode;
use vocabulary::{Candidate, Country, Kind};

/// How to resolve.
#[derive(Debug, Args)]
pub(crate) struct ResolveArguments {
    /// Add a column with this many candidates as JSON
    #[arg(long, value_name = "K")]
    top: Option<usize>,
    /// How many rows at a time; 0 for one per core
    #[arg(long, default_value_t = 1, value_name = "N")]
    jobs: usize,
}

/// Most rows of one document that wait for each other.
const HELD: usize = 10_000;
/// Most groups that are worked on together.
const GROUPS: usize = 4_096;

/// The hints of a row as written.
#[derive(Debug, Default, Deserialize)]
struct WrittenHints {
    country: Option<String>,
    region: Option<String>,
    kind: Option<String>,
    #[serde(default, rename = "language")]
    _language: Option<String>,
    document: Option<String>,
    #[serde(default)]
    document_countries: Vec<String>,
}

/// A row read: its id, name and hints, or what is wrong with it.
struct Row {
    id: String,
    asked: Option<(String, Hints)>,
}

/// Rows that help each other.
#[derive(Default)]
struct Group {
    document: Option<String>,
    rows: Vec<Row>,
}

/// Resolves standard input.
pub(crate) fn run(arguments: &ResolveArguments, gazetteer: &OpenGazetteer) -> anyhow::Result<ExitCode> {
    let resolver = Resolver::over(gazetteer.gazetteer);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.jobs)
        .build()?;
    let answer = |groups: &mut Vec<Group>, out: &mut dyn Write| -> anyhow::Result<()> {
        let lines: Vec<String> = pool.install(|| {
            groups
                .par_iter()
                .map(|group| answers(group, &resolver, arguments.top))
                .collect()
        });
        groups.clear();
        lines.iter().try_for_each(|line| out.write_all(line.as_bytes()))?;
        Ok(())
    };
    let mut input = BufReader::with_capacity(1 << 16, std::io::stdin().lock());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut groups: Vec<Group> = Vec::new();
    let mut open = Group::default();
    let mut line = Vec::new();
    let mut number = 0_usize;
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        let (row, document) = row(&line, number);
        line.clear();
        let is_same = open.document.is_some() && open.document == document && open.rows.len() < HELD;
        if !is_same && !open.rows.is_empty() {
            groups.push(std::mem::take(&mut open));
        }
        open.document = document;
        open.rows.push(row);
        if open.document.is_none() {
            groups.push(std::mem::take(&mut open));
        }
        // Whoever types or pipes slowly gets each answer at once; a full pipe is answered in large groups.
        if input.buffer().is_empty() || groups.len() >= GROUPS {
            answer(&mut groups, &mut out)?;
            if input.buffer().is_empty() {
                out.flush()?;
            }
        }
    }
    groups.push(open);
    answer(&mut groups, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn row(line: &[u8], number: usize) -> (Row, Option<String>) {
    let line = String::from_utf8_lossy(line);
    let line = line.trim_end_matches(['\n', '\r']);
    let mut cells = line.splitn(3, '\t');
    let id = cells.next().unwrap_or_default().to_owned();
    let Some(name) = cells.next() else {
        complain(
            number,
            "has no name; expected id, name and hints separated by tabs",
        );
        return (Row { id, asked: None }, None);
    };
    let written = cells.next().unwrap_or_default().trim();
    let hints = if written.is_empty() {
        Ok(WrittenHints::default())
    } else {
        serde_json::from_str(written)
    };
    match hints {
        Ok(written) => {
            let document = written.document.clone();
            (
                Row {
                    id,
                    asked: Some((name.to_owned(), hints_of(&written))),
                },
                document,
            )
        }
        Err(error) => {
            complain(number, &format!("has hints that are no JSON object: {error}"));
            (
                Row {
                    id,
                    asked: Some((name.to_owned(), Hints::default())),
                },
                None,
            )
        }
    }
}

fn complain(number: usize, what: &str) {
    // A closed standard error is no reason to stop answering.
    let _ = writeln!(std::io::stderr(), "row {number} {what}");
}

fn hints_of(written: &WrittenHints) -> Hints {
    let country = |code: &String| code.to_uppercase().parse::<Country>().ok();
    let levels = written.kind.as_deref().and_then(|kind| {
        let known = Kind::named(kind).map(|kind| type_words::Levels::one(kind.level()));
        known.or_else(|| type_words::levels_of(&::recognise::fold::plain_key(kind)))
    });
    Hints {
        country: written.country.as_ref().and_then(country),
        region: written.region.clone(),
        levels: levels.unwrap_or_default(),
        countries: written.document_countries.iter().filter_map(country).collect(),
        whole: false,
        without: Vec::new(),
    }
}

/// The hints written as JSON, and the document they name; `None` if they are no JSON object.
pub(crate) fn hints(written: &str) -> Option<(Hints, Option<String>)> {
    let written: WrittenHints = match written.trim() {
        "" => WrittenHints::default(),
        written => serde_json::from_str(written).ok()?,
    };
    Some((hints_of(&written), written.document))
}

fn answers(group: &Group, resolver: &Resolver<'_>, top: Option<usize>) -> String {
    let asked: Vec<(&str, &Hints)> = group
        .rows
        .iter()
        .filter_map(|row| row.asked.as_ref())
        .map(|(name, hints)| (name.as_str(), hints))
        .collect();
    let mut found = resolve_together(&asked, resolver).into_iter();
    let mut lines = String::new();
    for row in &group.rows {
        let ranking = row.asked.as_ref().and_then(|_| found.next()).unwrap_or_default();
        write_answer(&row.id, &ranking, resolver, top, &mut lines);
    }
    lines
}

fn write_answer(
    id: &str,
    ranking: &Ranking,
    resolver: &Resolver<'_>,
    top: Option<usize>,
    lines: &mut String,
) {
    use std::fmt::Write as _;
    let gazetteer = resolver.gazetteer();
    let written = match resolver.answer(ranking) {
        Some(best) => {
            let (code, name) = (gazetteer.code_of(best.body), gazetteer.name_of(best.body));
            write!(lines, "{id}\t{code}\t{:.3}\t{name}", best.confidence)
        }
        None => write!(lines, "{id}\t\t0.000\t"),
    };
    written.expect("a text in memory takes all that is written to it");
    if let Some(top) = top {
        let shown: Vec<Candidate> = ranking
            .scored
            .iter()
            .take(top)
            .map(|scored| resolver.candidate(scored))
            .collect();
        lines.push('\t');
        lines.push_str(&serde_json::to_string(&shown).unwrap_or_else(|_| "[]".to_owned()));
    }
    lines.push('\n');
}
