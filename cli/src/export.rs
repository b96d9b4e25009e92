//! `jumelage export`: the open data as files in a folder, with a manifest of their hashes.
//!
//! In: the record. Out: the folder.
//!
//! # Invariants
//! - Each file is written whole or not at all; the manifest comes last, so that a folder with one is complete.
//! - The same record gives the same bytes.

use crate::atlas::Given;
use crate::gazetteer_file::OpenGazetteer;
use crate::record::{Place, random};
use ::register::people::SecretKey;
use anyhow::Context;
use clap::Args;
use publish::Shelved;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use work::files::write_whole;

/// Where to export to.
#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// The folder; made where there is none, files of the same names are replaced
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The public address that the files print
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    address: String,
    #[command(flatten)]
    place: Place,
}

/// Name of the manifest.
const MANIFEST: &str = "manifest.json";

/// Exports.
pub(crate) async fn run(arguments: &ExportArguments, gazetteer: &OpenGazetteer) -> anyhow::Result<ExitCode> {
    let folder = &arguments.folder;
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} could not be made", folder.display()))?;
    let register = arguments.place.open_existing().await?;
    let given = Given {
        // Nobody signs in to an export: no secret is sealed or opened.
        key: SecretKey::of(random()),
        provider: None,
        address: &arguments.address,
        shelf: arguments.place.shelf()?,
        index: Shelved::Never,
    };
    let site = crate::atlas::site(std::sync::Arc::new(register), gazetteer, given).await?;
    let mut listed = Vec::new();
    let mut out = std::io::stdout().lock();
    for name in publish::exported() {
        let file = publish::export(&site, &name).await?;
        let path = folder.join(&name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)
                .with_context(|| format!("the folder {} could not be made", parent.display()))?;
        }
        write_whole(&path, &file.bytes)?;
        writeln!(out, "{name} ({} bytes)", file.listed.bytes)?;
        listed.push(file.listed);
    }
    let manifest = publish::manifest(&site, &listed);
    write_whole(&folder.join(MANIFEST), format!("{manifest:#}\n").as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
