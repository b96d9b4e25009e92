//! What an import tells of a document: what a preview shows of it, what was remarked on, why it cannot be read.
//!
//! # Invariants
//! - So many samples and remarks of one document and no more; how many there are is told in any case.
//! - No sentence of ours but the `why` of a document that cannot be read, which has its code beside it.

use register::{Reading, StoredRemark};
use std::collections::BTreeMap;
use vocabulary::{Reason, SourceId};

/// Most samples of the claims of one document.
const SAMPLES: usize = 6;
/// Most remarks on one document.
const REMARKS: usize = 20;
/// Most characters of a quote.
const QUOTE: usize = 300;

/// What a document would bring.
pub(super) fn preview(reading: &Reading, number: u64, known: Option<SourceId>) -> Vec<Reason> {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in &reading.claims {
        *kinds.entry(claim.kind.as_str()).or_default() += 1;
    }
    let mut document = about(Reason::new("preview_document"), number)
        .with("source", reading.origin.clone())
        .with("title", cut(reading.title.as_deref().unwrap_or_default()))
        .with("format", word(reading.format))
        .with("mentions", reading.mentions.len().to_string())
        .with("claims", reading.claims.len().to_string())
        .with("remarks", reading.remarks.len().to_string());
    if let Some(language) = reading.language {
        document = document.with("language", language.as_str());
    }
    if let Some(known) = known {
        document = document.with("known", known.to_string());
    }
    for (kind, count) in kinds {
        document = document.with(kind, count.to_string());
    }
    let samples = reading.claims.iter().take(SAMPLES).map(|claim| {
        let parties: Vec<&str> = claim.parties.iter().map(|party| party.text.as_str()).collect();
        about(Reason::new("preview_sample"), number)
            .with("kind", claim.kind.as_str())
            .with("parties", cut(&parties.join(", ")))
            .with("quote", cut(&claim.quote))
    });
    let mut told = vec![document];
    told.extend(samples);
    told.extend(remarks(reading, number));
    told
}

/// What was remarked on in a document, each with the line of its text.
pub(super) fn remarks(reading: &Reading, number: u64) -> Vec<Reason> {
    let told = reading.remarks.iter().take(REMARKS);
    told.map(|remark| {
        let mut told = remark.remark.params.iter().fold(
            about(Reason::new("import_remark"), number),
            |told, (name, value)| match name.as_str() {
                // The sentence is made where it is shown.
                "message" => told,
                _ => told.with(name, cut(value)),
            },
        );
        if let Some(line) = line(reading, remark) {
            told = told.with("line", line.to_string());
        }
        told.with("remark", remark.remark.code.clone())
            .with("source", reading.origin.clone())
            .with("number", number.to_string())
    })
    .collect()
}

/// Why a picture could not be had.
pub(super) fn missed(why: &str, number: u64, origin: &str) -> Reason {
    about(Reason::new("import_remark"), number)
        .with("remark", "picture_missed")
        .with("why", cut(why))
        .with("source", origin)
}

/// Whether this tells of a picture that could not be had.
pub(super) fn is_missed(told: &Reason) -> bool {
    told.params
        .get("remark")
        .is_some_and(|code| code == "picture_missed")
}

/// Why a document cannot be read.
pub(super) fn problem(problem: Reason, number: u64, origin: &str) -> Reason {
    let told = problem
        .params
        .iter()
        .fold(Reason::new("import_problem"), |told, (name, value)| {
            told.with(name, cut(value))
        });
    about(told, number)
        .with("source", origin)
        .with("problem", problem.code)
}

fn about(told: Reason, number: u64) -> Reason {
    told.with("number", number.to_string())
}

/// The line of the text that a remark speaks of.
fn line(reading: &Reading, remark: &StoredRemark) -> Option<usize> {
    let (start, _) = remark.span?;
    let before = reading.text.chars().take(start);
    Some(1 + before.filter(|letter| *letter == '\n').count())
}

fn cut(text: &str) -> String {
    text.chars().take(QUOTE).collect()
}

fn word(format: vocabulary::SourceFormat) -> String {
    let word = serde_json::to_value(format).ok();
    word.as_ref()
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned()
}
