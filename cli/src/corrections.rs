//! `jumelage review corrections`: what reviewers decided about whole documents, as material for the exam.
//!
//! In: the record. Out: for each source that people have been through, the document as it was read and what they say of the
//! engine's answer, in the form that `jumelage exam add` takes.
//!
//! # Invariants
//! A file that is there is overwritten only by the same source.

use ::register::{Register, Reviewed, ReviewedClaim};
use anyhow::Context;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use vocabulary::{ClaimState, SourceFormat};

/// Writes the documents and decisions into a folder; prints for each how it becomes a case.
pub(crate) async fn write(register: &Register, into: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    std::fs::create_dir_all(into).with_context(|| format!("{} could not be made", into.display()))?;
    for source in register.reviewed_sources().await? {
        let Some(reviewed) = register.reviewed(source).await? else {
            continue;
        };
        let name = name(&reviewed);
        let document = into.join(&name).with_extension(ending(&reviewed));
        let place = into.join(format!("{name}.corrections.json"));
        let mut text = serde_json::to_vec_pretty(&corrections(&name, &reviewed))?;
        text.push(b'\n');
        work::files::write_whole(&document, &reviewed.bytes)?;
        work::files::write_whole(&place, &text)?;
        writeln!(
            out,
            "jumelage exam add --document {} --corrections {}",
            document.display(),
            place.display()
        )?;
    }
    Ok(())
}

/// A name in small letters, digits and hyphens that only this source has.
fn name(reviewed: &Reviewed) -> String {
    let key = reviewed.source.id.to_string();
    let title = reviewed.source.title.as_deref().unwrap_or_default();
    let plain: String = title
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let words = plain.split_whitespace().take(5);
    // The last digits of a key are chance.
    let tail = key.rsplit('-').next().unwrap_or_default();
    words.chain([tail]).collect::<Vec<_>>().join("-")
}

fn ending(reviewed: &Reviewed) -> &'static str {
    match reviewed.source.format {
        SourceFormat::WordPress => "json",
        SourceFormat::Html => "html",
        SourceFormat::Sheet => "csv",
        SourceFormat::Feed => "xml",
        SourceFormat::NewsList | SourceFormat::Communique | SourceFormat::Text | SourceFormat::Statement => {
            "txt"
        }
    }
}

/// The kind of document that the exam knows the form by; a person may say it better.
fn kind(reviewed: &Reviewed) -> &'static str {
    match reviewed.source.format {
        SourceFormat::Communique => "communique",
        SourceFormat::WordPress => "ngo",
        SourceFormat::Sheet => "registry",
        SourceFormat::NewsList
        | SourceFormat::Feed
        | SourceFormat::Html
        | SourceFormat::Text
        | SourceFormat::Statement => "news",
    }
}

/// What reviewers say of the answer.
fn corrections(name: &str, reviewed: &Reviewed) -> Value {
    let mentions: Vec<Value> = reviewed
        .claims
        .iter()
        .filter_map(|claim| claim.correction.as_ref())
        .flat_map(|correction| &correction.parties)
        .filter_map(|party| {
            let meant = party.meant.as_ref()?;
            Some(json!({ "text": party.text, "code": meant.code }))
        })
        .collect();
    let address = reviewed.source.address.as_deref();
    let facts = address.unwrap_or(&reviewed.source.origin);
    json!({
        "name": name,
        "kind": kind(reviewed),
        "language": reviewed.source.language,
        "facts": facts,
        "mentions": mentions,
        "claims": reviewed.claims.iter().filter_map(decision).collect::<Vec<_>>(),
    })
}

fn decision(claim: &ReviewedClaim) -> Option<Value> {
    let read = &claim.read;
    match (claim.state, &claim.correction) {
        (ClaimState::Accepted, Some(correction)) => Some(json!({
            "claim": read, "decision": "corrected", "right": correction.applied(read),
        })),
        (ClaimState::Accepted, None) => Some(json!({ "claim": read, "decision": "accepted" })),
        (ClaimState::Rejected, _) => Some(json!({ "claim": read, "decision": "rejected" })),
        (ClaimState::Waiting | ClaimState::Superseded, _) => None,
    }
}
