//! `jumelage demo`: fills an empty data folder from the demo documents.
//!
//! In: the three documents of `corpus/demo`, carried in the program. Out: a record with all of their claims accepted
//! by a trusted-source rule that the change log shows.
//!
//! # Invariants
//! A folder that already holds a record is left as it is.

use crate::gazetteer_file::OpenGazetteer;
use crate::import::journey;
use crate::record::{Operator, Place};
use ::recognise::Resolver;
use ::register::TrustedSource;
use anyhow::bail;
use clap::Args;
use std::io::Write;
use std::process::ExitCode;
use vocabulary::Rights;

/// Where to put the demo.
#[derive(Debug, Args)]
pub struct DemoArguments {
    #[command(flatten)]
    place: Place,
}

/// The demo documents with the origin they are kept under.
const DOCUMENTS: [(&str, &[u8]); 3] = [
    ("demo/alliance-valky.wordpress.json", include_bytes!("../../corpus/demo/alliance-valky.wordpress.json")),
    ("demo/partnership-news.fr.txt", include_bytes!("../../corpus/demo/partnership-news.fr.txt")),
    ("demo/laureates-2020-2021.fr.txt", include_bytes!("../../corpus/demo/laureates-2020-2021.fr.txt")),
];

/// Least confidence of a claim that the demo's rule accepts.
const AT_LEAST: f32 = 0.5;

/// Fills the folder.
pub async fn run(arguments: &DemoArguments, gazetteer: OpenGazetteer) -> anyhow::Result<ExitCode> {
    if arguments.place.is_filled() {
        bail!(
            "{} already holds a record; the demo needs an empty folder: remove that one or give another by --data",
            arguments.place.data.display()
        );
    }
    let register = arguments.place.open().await?;
    let operator = Operator::giving("demo");
    let rule = TrustedSource { name: "demo documents".to_owned(), origin: "demo/*".to_owned(), at_least: AT_LEAST, owner: None };
    register.trust(&rule, operator.act()).await?;
    let resolver = Resolver::over(gazetteer.gazetteer);
    let mut out = std::io::stdout().lock();
    for (origin, bytes) in DOCUMENTS {
        let document = (origin, bytes.to_vec(), &Rights::Own);
        let imported = journey(&register, (&resolver, &gazetteer), document, &operator).await?;
        writeln!(out, "{origin}: {} claims, {} accepted by the rule “{}”", imported.claims_new, imported.accepted_by_rules, rule.name)?;
    }
    register.close().await?;
    Ok(ExitCode::SUCCESS)
}
