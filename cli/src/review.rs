//! `jumelage review`: the claims that wait, decided at the command line.
//!
//! In: the record. Out: a listing, or a decision.
//!
//! # Invariants
//! Every decision goes into the change log as the operator's.

use crate::corrections;
use crate::gazetteer_file::OpenGazetteer;
use crate::record::{Operator, Place};
use ::register::QueuedClaim;
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use vocabulary::{ClaimId, Id};

/// What to review.
#[derive(Debug, Args)]
pub(crate) struct ReviewArguments {
    #[command(subcommand)]
    command: ReviewCommand,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum ReviewCommand {
    /// List the claims that wait, the oldest first
    List {
        /// At most this many
        #[arg(long, default_value_t = 100)]
        limit: u64,
        /// How to list them
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Accept a claim
    Accept {
        /// Its key, as `list` shows it
        claim: String,
    },
    /// Reject a claim
    Reject {
        /// Its key
        claim: String,
        /// Why
        #[arg(long)]
        why: String,
    },
    /// Take a decision back
    Undo {
        /// Its key
        claim: String,
    },
    /// Write the documents that people have been through, with what they say of them, for `jumelage exam add`
    Corrections {
        /// The folder to write them into
        into: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    Text,
    Json,
}

/// Does what was asked.
pub(crate) async fn run(
    arguments: &ReviewArguments,
    gazetteer: impl FnOnce() -> anyhow::Result<OpenGazetteer>,
) -> anyhow::Result<ExitCode> {
    let register = arguments.place.open_existing().await?;
    let mut out = std::io::stdout().lock();
    match &arguments.command {
        ReviewCommand::List { limit, format } => {
            for queued in register.waiting(None, *limit).await? {
                say(&mut out, *format, &queued)?;
            }
        }
        ReviewCommand::Accept { claim } => {
            let operator = Operator::giving("review accept");
            register
                .accept(key(claim)?, gazetteer()?.gazetteer, operator.act())
                .await?;
        }
        ReviewCommand::Reject { claim, why } => {
            let operator = Operator::giving("review reject");
            register.reject(key(claim)?, why, operator.act()).await?;
        }
        ReviewCommand::Corrections { into } => corrections::write(&register, into, &mut out).await?,
        ReviewCommand::Undo { claim } => {
            let operator = Operator::giving("review undo");
            register.undo(key(claim)?, operator.act()).await?;
        }
    }
    register.close().await?;
    Ok(ExitCode::SUCCESS)
}

fn key(text: &str) -> anyhow::Result<ClaimId> {
    let uuid = text
        .parse()
        .with_context(|| format!("“{text}” is no key of a claim; `jumelage review list` shows them"))?;
    Ok(ClaimId::of(uuid))
}

fn say(out: &mut impl Write, format: ListFormat, queued: &QueuedClaim) -> anyhow::Result<()> {
    let stored = &queued.claim;
    match format {
        ListFormat::Json => {
            let line = serde_json::json!({ "id": stored.id.to_string(), "claim": stored.claim });
            writeln!(out, "{line}")?;
        }
        ListFormat::Text => {
            let parties: Vec<&str> = stored
                .claim
                .parties
                .iter()
                .map(|party| party.text.as_str())
                .collect();
            writeln!(
                out,
                "{}  {:<12} {:.2}  {}",
                stored.id,
                stored.claim.kind.as_str(),
                stored.claim.confidence,
                parties.join(", ")
            )?;
        }
    }
    Ok(())
}
