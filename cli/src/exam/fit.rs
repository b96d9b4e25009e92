//! `jumelage exam fit`: the weights of the engine's four decisions, fitted on what is known to be right.
//!
//! In: folders of documents with their gold; for homes and ties also a table of short texts; for names also damaged
//! names of the gazetteer and files of names. Out: the text of one table of `recognise/data`.
//!
//! # Invariants
//! - The same input gives the same weights.
//! - Each decision rests on those before it: they are fitted in the order of [`Decision`], the program built anew after
//!   each.

use super::{case, cases, names};
use crate::files;
use ::recognise::Resolver;
use ::recognise::exam::{Gold, Noise, Question, fit, fit_homes, fit_mentions, fit_ties, questions};
use anyhow::Context;
use clap::{Args, ValueEnum};
use read::{Document, Hint};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Decision {
    /// Which body a name means: recognise/data/weights.tsv
    Names,
    /// Whether a word names an authority: recognise/data/evidence.tsv
    Mentions,
    /// For which authority a document speaks: recognise/data/home.tsv
    Homes,
    /// Whether two bodies are told to be partners: recognise/data/ties.tsv
    Ties,
}

/// What to fit, and on what.
#[derive(Debug, Args)]
pub(super) struct FitArguments {
    /// Which decision
    #[arg(long, value_enum, default_value_t = Decision::Names)]
    of: Decision,
    /// A folder of documents with their gold
    #[arg(long = "corpus", value_name = "DIR", default_value = "corpus/exam/first")]
    corpora: Vec<PathBuf>,
    /// A table of short texts with their partnerships, which homes and ties are fitted on beside the corpus
    #[arg(
        long = "told",
        value_name = "FILE",
        default_value = "corpus/sentences/told.tsv"
    )]
    told: PathBuf,
    /// A file of names with their codes; one that is not there is reported and left out
    #[arg(long = "names", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How many names of the gazetteer to damage and ask
    #[arg(long, default_value_t = 60_000, value_name = "N")]
    noise: usize,
    /// The seed of the damage
    #[arg(long, default_value_t = 7, value_name = "SEED")]
    seed: u64,
}

/// How many times each real spelling counts beside one damaged name: they are few and what matters.
const REAL: usize = 8;

/// How many times a whole document counts beside a short text for what ties two names: it has its sentences among many.
const WHOLE: usize = 2;

/// Prints the table of the decision.
pub(super) fn run(arguments: &FitArguments, resolver: &Resolver<'_>) -> anyhow::Result<ExitCode> {
    let (what, heading, rows) = match arguments.of {
        Decision::Names => (
            "What speaks for and against a candidate",
            "feature",
            fit(&asked(arguments, resolver)?, resolver),
        ),
        Decision::Mentions => (
            "What speaks for and against a name",
            "number",
            fit_mentions(&known(arguments)?, resolver),
        ),
        Decision::Homes => (
            "What speaks for a body being the one that a document speaks for",
            "number",
            fit_homes(&told(arguments, 1)?, resolver),
        ),
        Decision::Ties => (
            "What speaks for two names being told as partners",
            "number",
            fit_ties(&told(arguments, WHOLE)?, resolver),
        ),
    };
    let of = arguments.of.to_possible_value();
    let of = of.as_ref().map_or("", |value| value.get_name());
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "# {what}, as log-odds; made by `jumelage exam fit --of {of}`, not by hand.\n{heading}\tweight"
    )?;
    out.write_all(rows.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Damaged names, and real spellings.
fn asked(arguments: &FitArguments, resolver: &Resolver<'_>) -> anyhow::Result<Vec<Question>> {
    let mut asked = questions(resolver, arguments.seed, arguments.noise, &Noise::ALL);
    let mut real = Vec::new();
    for folder in &arguments.corpora {
        real.extend(names::spellings(folder, resolver)?);
    }
    for file in &arguments.files {
        real.extend(names::listed(file, resolver)?.unwrap_or_default());
    }
    real.retain(|question| !question.right.is_empty());
    for _ in 0..REAL {
        asked.extend(real.iter().cloned());
    }
    Ok(asked)
}

/// The documents of the folders, each with its gold.
fn known(arguments: &FitArguments) -> anyhow::Result<Vec<(Document, Gold)>> {
    let mut known = Vec::new();
    for folder in &arguments.corpora {
        for (gold, document) in cases(folder)? {
            let (_, document, read) =
                case(&gold, document.as_deref()).with_context(|| gold.display().to_string())?;
            known.push((document, read));
        }
    }
    Ok(known)
}

/// The documents of the folders, each so many times, and the texts of the table, of which only the partnerships are known.
fn told(arguments: &FitArguments, times: usize) -> anyhow::Result<Vec<(Document, Gold)>> {
    let known = known(arguments)?;
    let mut told: Vec<_> = std::iter::repeat_n(known, times).flatten().collect();
    let table = files::bytes(&arguments.told)?;
    let rows = std::str::from_utf8(&table).context("the table of texts is not UTF-8")?;
    for (at, row) in rows.lines().enumerate().skip(1) {
        let place = || format!("{}, line {}", arguments.told.display(), at + 1);
        told.push(text(row).with_context(place)?);
    }
    Ok(told)
}

/// A row of the table: the language, a text with its lines told by `\n`, its partnerships as `code ~ code | code ~ code`,
/// and whether they are read, which the fit does not look at.
fn text(row: &str) -> anyhow::Result<(Document, Gold)> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [language, text, partnerships, _] = cells.as_slice() else {
        anyhow::bail!("four columns are wanted: language, text, partnerships, read");
    };
    let claim = |parties: &str| {
        let parties: Vec<&str> = parties.split(" ~ ").collect();
        serde_json::json!({ "kind": "partnership", "parties": parties })
    };
    let told = partnerships.split(" | ").filter(|told| !told.is_empty());
    let gold = serde_json::json!({
        "kind": "news", "language": language, "facts": "", "mentions": [], "bystanders": [], "traps": [],
        "claims": told.map(claim).collect::<Vec<_>>(),
    });
    let gold = Gold::read(&serde_json::to_vec(&gold)?)?;
    let document = read::document(text.replace("\\n", "\n").as_bytes(), &Hint::named("told.txt"))?;
    Ok((document, gold))
}
