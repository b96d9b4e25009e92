//! `jumelage exam add`: a reviewer's corrections of one document become a case of the exam.
//!
//! In: the document as it was met, and the corrections of its answer as JSON (`corpus/README.md`). Out: the document and its
//! gold in the folder of the first half.
//!
//! # Invariants
//! Both files are written or none; a case that is there is never overwritten.

use crate::files;
use ::recognise::Resolver;
use ::recognise::exam::{Corrections, Gold};
use anyhow::{Context, bail, ensure};
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What becomes a case.
#[derive(Debug, Args)]
pub(super) struct AddArguments {
    /// The document, in any form that is read
    #[arg(long, value_name = "FILE")]
    document: PathBuf,
    /// What a reviewer says of its answer, as JSON; `-` is standard input
    #[arg(long, value_name = "FILE")]
    corrections: PathBuf,
    /// The folder that takes the case
    #[arg(long, value_name = "DIR", default_value = "corpus/exam/first")]
    into: PathBuf,
}

/// Writes the case.
pub(super) fn run(arguments: &AddArguments, resolver: &Resolver<'_>) -> anyhow::Result<ExitCode> {
    let bytes = files::bytes(&arguments.document)?;
    let document = files::document(&arguments.document)?;
    let read = files::bytes(&arguments.corrections)?;
    let source = arguments.corrections.display();
    let corrections = Corrections::read(&read).with_context(|| source.to_string())?;
    let answer = ::recognise::recognise(&document, resolver);
    let gold = corrections
        .gold(&answer, &document.text)
        .with_context(|| source.to_string())?;
    let problems: Vec<String> = gold
        .problems(resolver.gazetteer())
        .iter()
        .chain(&gold.unread(&document.text))
        .map(ToString::to_string)
        .collect();
    ensure!(
        problems.is_empty(),
        "{source}: the corrected answer does not hold:\n  {}",
        problems.join("\n  ")
    );
    let (document, gold) = write(arguments, &corrections.name, &gold, &bytes)?;
    writeln!(std::io::stdout(), "{}\n{}", document.display(), gold.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the document and its gold under the name of the case.
fn write(
    arguments: &AddArguments,
    name: &str,
    gold: &Gold,
    bytes: &[u8],
) -> anyhow::Result<(PathBuf, PathBuf)> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    ensure!(
        !name.is_empty() && name.bytes().all(is_plain),
        "“{name}” cannot name a case; use small letters, digits and hyphens"
    );
    let stem = format!("{}-{}-{name}", gold.language, gold.kind.as_str());
    let ending = arguments
        .document
        .extension()
        .context("the document needs an ending that says its form, for example .txt or .html")?;
    if let Some(there) = case(&arguments.into, &stem)? {
        bail!("{} is there already; give the case another name", there.display());
    }
    let document = arguments.into.join(&stem).with_extension(ending);
    let place = arguments.into.join(format!("{stem}.gold.json"));
    let mut text = serde_json::to_vec_pretty(gold)?;
    text.push(b'\n');
    work::files::write_whole(&document, bytes)?;
    if let Err(error) = work::files::write_whole(&place, &text) {
        std::fs::remove_file(&document)?;
        return Err(error.into());
    }
    Ok((document, place))
}

/// A file of the folder that belongs to a case of this name.
fn case(folder: &Path, stem: &str) -> anyhow::Result<Option<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| {
        format!(
            "{} could not be read; make the folder, or name it with --into",
            folder.display()
        )
    })?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_string_lossy().split('.').next() == Some(stem) {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}
