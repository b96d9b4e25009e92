//! `jumelage demo`: fills an empty data folder from the demo documents.
//!
//! In: the four documents of `corpus/demo`, carried in the program. Out: a record with all of their claims accepted
//! by a trusted-source rule that the change log shows.
//!
//! # Invariants
//! - A folder that already holds a record is left as it is.
//! - If it fails, the folder is left without a record.

use crate::gazetteer_file::OpenGazetteer;
use crate::import::journey;
use crate::record::{Operator, Place};
use ::recognise::Resolver;
use ::register::{RegisterError, TrustedSource};
use anyhow::{Context, bail};
use clap::Args;
use std::io::Write;
use std::process::ExitCode;
use vocabulary::Rights;

/// Where to put the demo.
#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    #[command(flatten)]
    place: Place,
}

/// The demo documents with the origin they are kept under.
const DOCUMENTS: [(&str, &[u8]); 4] = [
    (
        "demo/alliance-valky.wordpress.json",
        include_bytes!("../../corpus/demo/alliance-valky.wordpress.json"),
    ),
    (
        "demo/partnership-news.fr.txt",
        include_bytes!("../../corpus/demo/partnership-news.fr.txt"),
    ),
    (
        "demo/laureates-2020-2021.fr.txt",
        include_bytes!("../../corpus/demo/laureates-2020-2021.fr.txt"),
    ),
    (
        "demo/council-grants.fr.txt",
        include_bytes!("../../corpus/demo/council-grants.fr.txt"),
    ),
];

/// Least confidence of a claim that the demo's rule accepts.
const AT_LEAST: f32 = 0.5;

/// Fills the folder.
pub(crate) async fn run(arguments: &DemoArguments, gazetteer: &OpenGazetteer) -> anyhow::Result<ExitCode> {
    if arguments.place.is_filled() {
        bail!(
            "{} already holds a record; the demo needs an empty folder: remove that one or give another by --data",
            arguments.place.data.display()
        );
    }
    let filled = fill(&arguments.place, gazetteer).await;
    // Whoever holds the database made it: then it is not ours to take away.
    let is_ours = |error: &anyhow::Error| !matches!(error.downcast_ref(), Some(RegisterError::Locked { .. }));
    if filled.as_ref().is_err_and(is_ours) {
        arguments.place.clear();
    }
    filled.with_context(|| format!("{} was left without a record", arguments.place.data.display()))?;
    Ok(ExitCode::SUCCESS)
}

async fn fill(place: &Place, gazetteer: &OpenGazetteer) -> anyhow::Result<()> {
    let register = place.open().await?;
    if !register.is_empty().await? {
        bail!(
            "{} already holds a record; the demo needs an empty database: name another by --database",
            register.path()
        );
    }
    let operator = Operator::giving("demo");
    let rule = TrustedSource {
        name: "demo documents".to_owned(),
        origin: "demo/*".to_owned(),
        at_least: AT_LEAST,
        owner: None,
    };
    register.trust(&rule, operator.act()).await?;
    let resolver = Resolver::over(gazetteer.gazetteer);
    let mut out = std::io::stdout().lock();
    for (origin, bytes) in DOCUMENTS {
        let document = (origin, bytes.to_vec(), &Rights::Own);
        let imported = journey(&register, (&resolver, gazetteer), document, &operator).await?;
        writeln!(
            out,
            "{origin}: {} claims, {} accepted by the rule “{}”",
            imported.claims_new, imported.accepted_by_rules, rule.name
        )?;
    }
    register.close().await?;
    Ok(())
}
