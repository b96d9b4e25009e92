//! `jumelage import`: the journey of a document into the record.
//!
//! In: files and folders. Out: what was new in each, and the record richer by claims that wait for a person, or that
//! a trusted-source rule accepted.
//!
//! # Invariants
//! - A document is taken in whole or not at all; one that cannot be read stops no other.
//! - The same document again changes nothing.

use crate::files;
use crate::gazetteer_file::OpenGazetteer;
use crate::record::{Operator, Place};
use ::read::{Document, Format, Hint};
use ::recognise::{Recognition, Resolver};
use ::register::{Imported, Novelty, Reading, Register, StoredRemark, StoryDraft};
use anyhow::Context;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vocabulary::{Day, Language, Rights, SourceFormat, Text};

/// What to import, and what may be shown of it.
#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// Files, or folders whose files are all read
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// What may be shown of these documents
    #[arg(long, value_enum, default_value_t = RightsArgument::Quotation)]
    rights: RightsArgument,
    /// How to say what was new
    #[arg(long, value_enum, default_value_t = ImportFormat::Text)]
    format: ImportFormat,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RightsArgument {
    /// Ours: the full text is shown
    Own,
    /// Somebody else's: short quotes and a link
    Quotation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ImportFormat {
    Text,
    Json,
}

/// Name and version of the engine, kept with each claim it makes.
pub(crate) const ENGINE: &str = concat!("jumelage ", env!("CARGO_PKG_VERSION"));

/// Imports and says what was new.
pub(crate) async fn run(arguments: &ImportArguments, gazetteer: &OpenGazetteer) -> anyhow::Result<ExitCode> {
    let rights = match arguments.rights {
        RightsArgument::Own => Rights::Own,
        RightsArgument::Quotation => Rights::Quotation,
    };
    let sources = listed(&arguments.sources)?;
    let resolver = Resolver::over(gazetteer.gazetteer);
    let operator = Operator::giving("import");
    let bar = progress(sources.len());
    let mut out = std::io::stdout().lock();
    // Opened for the first document that can be read: a call that reads none leaves no record behind.
    let mut opened: Option<Register> = None;
    for source in &sources {
        let origin = source.to_string_lossy().into_owned();
        let read = files::bytes(source)
            .and_then(|bytes| recognised((&resolver, gazetteer), (&origin, bytes, &rights)));
        bar.inc(1);
        let (reading, remarks) = match read {
            Ok(read) => read,
            Err(error) => {
                bar.suspend(|| writeln!(std::io::stderr(), "jumelage: {error:#}"))?;
                continue;
            }
        };
        let register = match &mut opened {
            Some(register) => register,
            none => none.insert(arguments.place.open().await?),
        };
        // A record that takes nothing takes the next document no better; what it took before stays.
        let imported = register
            .import(&reading, gazetteer.gazetteer, operator.act())
            .await;
        let imported = imported.with_context(|| origin.clone())?;
        bar.suspend(|| say(&mut out, arguments.format, &origin, &imported))?;
        for remark in remarks.iter().filter(|_| imported.novelty != Novelty::Nothing) {
            bar.suspend(|| writeln!(std::io::stderr(), "{origin}: {remark}"))?;
        }
    }
    bar.finish_and_clear();
    let Some(register) = opened else {
        return Ok(ExitCode::from(2));
    };
    register.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// The whole journey of one document: read -> recognise -> register.
pub(crate) async fn journey(
    register: &Register,
    (resolver, gazetteer): (&Resolver<'_>, &OpenGazetteer),
    document: (&str, Vec<u8>, &Rights),
    operator: &Operator,
) -> anyhow::Result<Imported> {
    let origin = document.0;
    let (reading, _) = recognised((resolver, gazetteer), document)?;
    let imported = register
        .import(&reading, gazetteer.gazetteer, operator.act())
        .await;
    imported.with_context(|| origin.to_owned())
}

/// read -> recognise: what one document says, and what its giver should know about it.
fn recognised(
    (resolver, gazetteer): (&Resolver<'_>, &OpenGazetteer),
    (origin, bytes, rights): (&str, Vec<u8>, &Rights),
) -> anyhow::Result<(Reading, Vec<String>)> {
    let document = ::read::document(&bytes, &Hint::named(origin)).with_context(|| origin.to_owned())?;
    let recognition = crate::recognise::recognition(&document, resolver);
    let remarks = recognition.remarks.iter().filter_map(crate::recognise::message);
    let remarks = remarks.map(str::to_owned).collect();
    let reading = reading(
        &document,
        recognition,
        (origin, bytes, rights),
        &gazetteer.version,
    );
    Ok((reading, remarks))
}

/// A document with what was recognised in it, as the record takes it.
fn reading(
    document: &Document,
    recognition: Recognition,
    (origin, bytes, rights): (&str, Vec<u8>, &Rights),
    gazetteer: &str,
) -> Reading {
    let metadata = &document.metadata;
    let remarks = recognition.remarks.into_iter().map(|remark| StoredRemark {
        remark: remark.remark,
        span: remark.start.zip(remark.end),
    });
    Reading {
        origin: origin.to_owned(),
        bytes,
        format: format(document.format),
        title: metadata.title.clone(),
        publisher: metadata.publisher.clone(),
        address: metadata.address.clone(),
        language: language(metadata.language.as_deref()),
        rights: rights.clone(),
        owner: None,
        text: document.text.clone(),
        mentions: recognition.mentions,
        claims: recognition.claims,
        remarks: remarks.collect(),
        stories: stories(document),
        engine: ENGINE.to_owned(),
        gazetteer: gazetteer.to_owned(),
    }
}

fn format(format: Format) -> SourceFormat {
    match format {
        Format::WordPressPost | Format::WordPressPosts => SourceFormat::WordPress,
        Format::NewsList => SourceFormat::NewsList,
        Format::Communique => SourceFormat::Communique,
        Format::PlainText => SourceFormat::Text,
        Format::Html => SourceFormat::Html,
        Format::Csv | Format::Sheet => SourceFormat::Sheet,
    }
}

fn language(tag: Option<&str>) -> Option<Language> {
    tag.and_then(|tag| tag.parse().ok())
}

/// Longest headline made from the beginning of an item without a title, in characters.
const HEADLINE: usize = 110;

/// The stories of a document: the document itself, or each of its items.
fn stories(document: &Document) -> Vec<StoryDraft> {
    let offsets = ::read::CharOffsets::new(&document.text);
    let whole = &document.metadata;
    let own = language(whole.language.as_deref()).unwrap_or(Language::FR);
    if document.items.is_empty() {
        let Some(title) = &whole.title else {
            return Vec::new();
        };
        let summary = whole.excerpt.as_deref().map(|excerpt| {
            Text::new(
                language(whole.excerpt_language.as_deref()).unwrap_or(own),
                excerpt,
            )
        });
        return vec![StoryDraft {
            title: Text::new(own, title.as_str()),
            summary,
            language: Some(own),
            span: (0, offsets.at(document.text.len())),
            published: whole.published.map(Day::of),
            address: whole.address.clone(),
        }];
    }
    let story = |item: &::read::Item| {
        let language = language(item.language.as_deref()).unwrap_or(own);
        let title = item
            .title
            .clone()
            .unwrap_or_else(|| headline(document.quote(item.span)));
        StoryDraft {
            title: Text::new(language, title),
            summary: None,
            language: Some(language),
            span: offsets.span(item.span),
            published: item.date.map(Day::of),
            address: item.address.clone(),
        }
    };
    document.items.iter().map(story).collect()
}

/// The beginning of a text, cut at a word.
fn headline(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= HEADLINE {
        return line.to_owned();
    }
    let cut: String = line.chars().take(HEADLINE).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', '.']))
}

/// The files meant: folders stand for the files in them, by name.
fn listed(sources: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for source in sources {
        if source.is_dir() {
            files.extend(in_folder(source)?);
        } else {
            files.push(source.clone());
        }
    }
    Ok(files)
}

fn in_folder(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let listed = std::fs::read_dir(folder)
        .with_context(|| format!("the folder {} could not be listed", folder.display()))?;
    let mut files: Vec<PathBuf> = listed
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    Ok(files)
}

fn progress(count: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX));
    bar.set_style(
        ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    bar
}

fn say(out: &mut impl Write, format: ImportFormat, origin: &str, imported: &Imported) -> std::io::Result<()> {
    if format == ImportFormat::Json {
        let line = serde_json::json!({
            "source": origin,
            "id": imported.source.to_string(),
            "new": imported.novelty != Novelty::Nothing,
            "claims_new": imported.claims_new,
            "claims_kept": imported.claims_kept,
            "claims_superseded": imported.claims_superseded,
            "accepted_by_rules": imported.accepted_by_rules,
            "position": imported.position,
        });
        return writeln!(out, "{line}");
    }
    match imported.novelty {
        Novelty::Nothing => writeln!(out, "{origin}: nothing new"),
        _ => writeln!(
            out,
            "{origin}: {} claims new, {} known, {} no longer made; {} accepted by rules",
            imported.claims_new, imported.claims_kept, imported.claims_superseded, imported.accepted_by_rules
        ),
    }
}
