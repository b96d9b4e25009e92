//! `jumelage gazetteer`: builds the gazetteer from its sources, or says what is in it.
//!
//! In: arguments. Out: `gazetteer.zst`, `manifest.json` and `ATTRIBUTION.md`, or a listing on standard output.
//!
//! # Invariants
//! Each file is written whole or not at all: beside its place first, then moved.

use anyhow::Context;
use clap::{Subcommand, ValueEnum};
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use work::files::write_whole;
use work::gazetteer::{Manifest, build};

/// What to do with the gazetteer.
#[derive(Debug, Subcommand)]
pub(crate) enum GazetteerCommand {
    /// Build it from the packages in its lock and the curated tables
    Build {
        /// Where to write the compressed file; the manifest and the attribution go beside it
        #[arg(long, value_name = "FILE", default_value = "gazetteer/gazetteer.zst")]
        out: PathBuf,
        /// A folder with the package files, instead of fetching them
        #[arg(long, value_name = "DIR")]
        sources: Option<PathBuf>,
        /// The folder with the lock and the curated tables
        #[arg(long, value_name = "DIR", default_value = "gazetteer")]
        tables: PathBuf,
    },
    /// Say what is in it, from its manifest
    Info {
        /// The manifest
        #[arg(long, value_name = "FILE", default_value = "gazetteer/manifest.json")]
        manifest: PathBuf,
        /// How to write it
        #[arg(long, value_enum, default_value_t = InfoFormat::Text)]
        format: InfoFormat,
    },
}

/// How to write what is in the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InfoFormat {
    /// Lines for people
    Text,
    /// The manifest as it is
    Json,
}

/// Does what was asked.
pub(crate) fn run(command: GazetteerCommand) -> anyhow::Result<()> {
    match command {
        GazetteerCommand::Build { out, sources, tables } => build_files(&out, sources.as_deref(), &tables),
        GazetteerCommand::Info { manifest, format } => info(&manifest, format),
    }
}

fn build_files(out: &Path, sources: Option<&Path>, tables: &Path) -> anyhow::Result<()> {
    let mut log = std::io::stderr().lock();
    let files = build(tables, sources, &mut |package| {
        // A closed standard error is no reason to stop building.
        let _ = writeln!(log, "reading {} {}", package.package, package.version);
    })?;
    for remark in &files.remarks {
        writeln!(log, "remark: {remark}")?;
    }
    let folder = out.parent().unwrap_or(Path::new("."));
    let manifest = serde_json::to_string_pretty(&files.manifest)? + "\n";
    write_whole(&folder.join("ATTRIBUTION.md"), files.attribution.as_bytes())?;
    write_whole(&folder.join("manifest.json"), manifest.as_bytes())?;
    write_whole(out, &files.compressed)?;
    let Manifest {
        bytes_compressed,
        bytes_plain,
        sha256_compressed,
        ..
    } = &files.manifest;
    writeln!(
        log,
        "{}: {bytes_compressed} bytes ({bytes_plain} unpacked), SHA-256 {sha256_compressed}",
        out.display()
    )?;
    Ok(())
}

fn info(manifest: &Path, format: InfoFormat) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(manifest).with_context(|| {
        format!(
            "{}: no manifest there; `jumelage gazetteer build` makes one",
            manifest.display()
        )
    })?;
    if format == InfoFormat::Json {
        return print(&text);
    }
    let read: Manifest = serde_json::from_str(&text).with_context(|| {
        format!(
            "{}: not a manifest of this version; build it anew",
            manifest.display()
        )
    })?;
    let mut lines = String::new();
    writeln!(lines, "format   {}", read.format)?;
    writeln!(lines, "sha256   {}", read.sha256_compressed)?;
    writeln!(
        lines,
        "bytes    {} ({} unpacked)",
        read.bytes_compressed, read.bytes_plain
    )?;
    for (what, number) in &read.counts {
        writeln!(lines, "{what:<32} {number:>10}")?;
    }
    for package in read.packages.keys() {
        writeln!(lines, "package  {package}")?;
    }
    print(&lines)
}

/// Prints; a reader who has seen enough (`| head`) is no error.
fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
