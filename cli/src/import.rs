//! `jumelage import`: the journey of a document into the record.
//!
//! In: files, folders and addresses. Out: what was new in each, and the record richer by claims that wait for a person, or that
//! a trusted-source rule accepted.
//!
//! # Invariants
//! - A document is taken in whole or not at all; one that cannot be read stops no other.
//! - The same document again changes nothing.

use crate::files;
use crate::gazetteer_file::OpenGazetteer;
use crate::record::{Operator, Place};
use crate::web::Web;
use ::read::Hint;
use ::recognise::Resolver;
use ::register::{Imported, Novelty, Order, Reading, Register, Schedule};
use ::work::web::Walk;
use anyhow::Context;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vocabulary::{ImportFrom, ImportOrder, Job, Rights};

/// What to import, and what may be shown of it.
#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// Files, folders whose files are all read, or addresses of WordPress sites, feeds and pages
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// Import the addresses again and again, for example “0 3 * * 1”: each Monday at three; a worker does it
    #[arg(long, value_name = "PATTERN")]
    every: Option<String>,
    /// Leave the addresses to a worker: `jumelage jobs` shows how it goes on
    #[arg(long)]
    background: bool,
    /// The zone that the pattern counts in
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    zone: String,
    #[command(flatten)]
    web: Web,
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
    let mut importing = Importing {
        arguments,
        gazetteer,
        resolver: Resolver::over(gazetteer.gazetteer),
        operator: Operator::giving("import"),
        bar: progress(sources.len()),
        opened: None,
    };
    for source in &sources {
        if let Some(address) = source.to_str().filter(|text| is_address(text)) {
            if arguments.background {
                importing.leave(address, &rights).await?;
                continue;
            }
            importing.walk(address, &rights).await?;
        } else {
            let origin = source.to_string_lossy().into_owned();
            let given = files::bytes(source).map(|bytes| Given {
                origin,
                bytes,
                media_type: None,
                rights: rights.clone(),
            });
            importing.take(given).await?;
        }
        importing.bar.inc(1);
    }
    importing.bar.finish_and_clear();
    let Some(register) = importing.opened else {
        return Ok(ExitCode::from(2));
    };
    if let Some(pattern) = &arguments.every {
        schedule(&register, arguments, (pattern, &rights)).await?;
    }
    register.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// An import under way.
struct Importing<'a> {
    arguments: &'a ImportArguments,
    gazetteer: &'a OpenGazetteer,
    resolver: Resolver<'static>,
    operator: Operator,
    bar: ProgressBar,
    /// Opened for the first document that can be read: a call that reads none leaves no record behind.
    opened: Option<Register>,
}

/// A document as it was given.
pub(crate) struct Given {
    pub(crate) origin: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) media_type: Option<String>,
    pub(crate) rights: Rights,
}

impl Importing<'_> {
    /// Takes everything that stands at an address; what cannot be fetched is said and stops nothing else.
    async fn walk(&mut self, address: &str, rights: &Rights) -> anyhow::Result<()> {
        let mut walk = Walk::new(self.arguments.web.fetcher()?, address, None);
        loop {
            let batch = match walk.next().await {
                Ok(Some(batch)) => batch,
                Ok(None) => return Ok(()),
                Err(error) => {
                    self.complain(&anyhow::Error::new(error).context(address.to_owned()))?;
                    return Ok(());
                }
            };
            for found in batch.documents {
                let given = Given {
                    origin: found.origin,
                    bytes: found.bytes,
                    media_type: found.media_type,
                    rights: rights.clone(),
                };
                self.take(Ok(given)).await?;
            }
        }
    }

    /// Leaves an address to a worker.
    async fn leave(&mut self, address: &str, rights: &Rights) -> anyhow::Result<()> {
        let act = self.operator.act();
        let register = match &mut self.opened {
            Some(register) => register,
            none => none.insert(self.arguments.place.open().await?),
        };
        let job = Job::Import(ImportOrder {
            from: ImportFrom::Address(address.to_owned()),
            rights: rights.clone(),
            owner: None,
        });
        let key = format!("import:{address}:{}", act.ids.fresh(act.now));
        let ordered = register.enqueue(&Order::now(&job, &key), act).await?;
        let said = || writeln!(std::io::stdout(), "{address}: job {}", ordered.job());
        Ok(self.bar.suspend(said)?)
    }

    /// Takes one document, or says why it cannot be read.
    async fn take(&mut self, given: anyhow::Result<Given>) -> anyhow::Result<()> {
        let read = given.and_then(|given| {
            let origin = given.origin.clone();
            Ok((
                origin,
                recognised(&self.resolver, &self.gazetteer.version, given)?,
            ))
        });
        let (origin, (reading, remarks)) = match read {
            Ok(read) => read,
            Err(error) => return self.complain(&error),
        };
        let register = match &mut self.opened {
            Some(register) => register,
            none => none.insert(self.arguments.place.open().await?),
        };
        // A record that takes nothing takes the next document no better; what it took before stays.
        let imported = register
            .import(&reading, self.gazetteer.gazetteer, self.operator.act())
            .await;
        let imported = imported.with_context(|| origin.clone())?;
        let format = self.arguments.format;
        self.bar
            .suspend(|| say(&mut std::io::stdout().lock(), format, &origin, &imported))?;
        for remark in remarks.iter().filter(|_| imported.novelty != Novelty::Nothing) {
            self.bar
                .suspend(|| writeln!(std::io::stderr(), "{origin}: {remark}"))?;
        }
        Ok(())
    }

    fn complain(&self, error: &anyhow::Error) -> anyhow::Result<()> {
        let said = || writeln!(std::io::stderr(), "jumelage: {error:#}");
        Ok(self.bar.suspend(said)?)
    }
}

/// Whether a source is on the web: no file begins so.
fn is_address(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| text.starts_with(scheme))
}

/// Has the addresses imported again and again.
async fn schedule(
    register: &Register,
    arguments: &ImportArguments,
    (pattern, rights): (&str, &Rights),
) -> anyhow::Result<()> {
    let operator = Operator::giving("import");
    let act = operator.act();
    let addresses = arguments.sources.iter().filter_map(|source| source.to_str());
    for address in addresses.filter(|text| is_address(text)) {
        let schedule = Schedule {
            name: format!("import {address}"),
            pattern: pattern.to_owned(),
            zone: arguments.zone.clone(),
            job: Job::Import(ImportOrder {
                from: ImportFrom::Address(address.to_owned()),
                rights: rights.clone(),
                owner: None,
            }),
            next: ::work::jobs::next(pattern, &arguments.zone, act.now)?,
            owner: None,
        };
        register.set_schedule(&schedule, act).await?;
    }
    Ok(())
}

/// The whole journey of one document: read -> recognise -> register.
pub(crate) async fn journey(
    register: &Register,
    (resolver, gazetteer): (&Resolver<'_>, &OpenGazetteer),
    (origin, bytes, rights): (&str, Vec<u8>, &Rights),
    operator: &Operator,
) -> anyhow::Result<Imported> {
    let given = Given {
        origin: origin.to_owned(),
        bytes,
        media_type: None,
        rights: rights.clone(),
    };
    let (reading, _) = recognised(resolver, &gazetteer.version, given)?;
    let imported = register
        .import(&reading, gazetteer.gazetteer, operator.act())
        .await;
    imported.with_context(|| origin.to_owned())
}

/// read -> recognise: what one document says, and what its giver should know about it.
pub(crate) fn recognised(
    resolver: &Resolver<'_>,
    gazetteer: &str,
    given: Given,
) -> anyhow::Result<(Reading, Vec<String>)> {
    let hint = Hint {
        name: Some(given.origin.clone()),
        media_type: given.media_type.clone(),
    };
    let document = files::reader()?.document(&given.bytes, &hint);
    let document = document.with_context(|| given.origin.clone())?;
    let recognition = ::recognise::recognition(&document, resolver);
    let remarks = recognition.remarks.iter().filter_map(crate::recognise::message);
    let remarks = remarks.map(str::to_owned).collect();
    let reading = crate::reading::reading(&document, recognition, given, gazetteer);
    Ok((reading, remarks))
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
