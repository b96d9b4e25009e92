//! The line that one document gets: schema `recognise-1`, with the remarks of the reader behind those of the engine.
//!
//! In: a [`Document`] and a [`Resolver`]. Out: a [`Line`], the same whether a file, a page or a form gave the document.
//!
//! # Invariants
//! The order of the fields is that of the schema; what is unknown is null, never left out.

use crate::{Recognition, RemarkAnswer, Resolver, recognise};
use read::{Document, ReadError};
use serde::Serialize;
use vocabulary::Reason;

/// The version of the schema.
const SCHEMA: u32 = 1;

/// The line for one document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// The version of the schema.
    pub schema: u32,
    /// Where the document comes from, as it was given.
    pub source: String,
    /// What was recognised.
    #[serde(flatten)]
    pub recognition: Recognition,
}

impl Line {
    /// What was recognised in the document from this source.
    pub fn of(source: &str, recognition: Recognition) -> Self {
        Self {
            schema: SCHEMA,
            source: source.to_owned(),
            recognition,
        }
    }

    /// The line of a source that cannot be read, with a remark that says why.
    pub fn unreadable(source: &str, message: String) -> Self {
        let remark = RemarkAnswer {
            remark: Reason::new("unreadable").with("message", message),
            quote: None,
            start: None,
            end: None,
        };
        let nothing = Recognition {
            language: None,
            title: None,
            date: None,
            items: Vec::new(),
            mentions: Vec::new(),
            claims: Vec::new(),
            remarks: vec![remark],
        };
        Self::of(source, nothing)
    }
}

/// What is recognised in a document, with the remarks of its reader behind those of the engine.
pub fn recognition(document: &Document, resolver: &Resolver<'_>) -> Recognition {
    let mut recognition = recognise(document, resolver);
    for remark in &mut recognition.remarks {
        add_message(remark, &document.text);
    }
    let read = document.remarks.iter().map(reader_remark);
    recognition.remarks.extend(read);
    recognition
}

/// Why a document cannot be read, as a code with its facts.
pub fn problem(error: &ReadError) -> Reason {
    coded(error, &[])
}

/// Says where a table stands whose columns nobody knows, and what to do.
fn add_message(remark: &mut RemarkAnswer, text: &str) {
    let (Some(headings), Some(start)) = (remark.remark.params.get("headings"), remark.start) else {
        return;
    };
    let line = 1 + text.chars().take(start).filter(|&letter| letter == '\n').count();
    let message = format!(
        "line {line} of the text: no known heading among “{}”: name the columns, for example “lead authority”, \
         “partner”, “title”",
        headings.replace('\t', "”, “")
    );
    remark.remark = remark.remark.clone().with("message", message);
}

/// A remark of the reader in the form of the answer.
fn reader_remark(remark: &read::Remark) -> RemarkAnswer {
    RemarkAnswer {
        remark: coded(remark, &["place"]).with("message", remark.to_string()),
        quote: None,
        start: None,
        end: None,
    }
}

/// The code of something with its facts, but these.
fn coded(told: &impl Serialize, but: &[&str]) -> Reason {
    let value = serde_json::to_value(told).unwrap_or_default();
    let code = value.get("code").and_then(serde_json::Value::as_str);
    let params = value
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "code" && !but.contains(&name.as_str()));
    params.fold(Reason::new(code.unwrap_or("remark")), |reason, (name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        reason.with(name, text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_a_document_cannot_be_read_is_a_code_with_its_facts() {
        let error = ReadError::TruncatedJson { line: 3, column: 7 };
        // A word of the reader's, none of the engine's.
        let code = "truncated_json";
        let expected = Reason::new(code).with("line", "3").with("column", "7");
        assert_eq!(problem(&error), expected);
    }

    #[test]
    fn an_unreadable_source_has_its_line_all_the_same() {
        let line = Line::unreadable("a.txt", "it is empty".to_owned());
        let value = serde_json::to_value(&line).unwrap_or_default();
        assert_eq!(value["schema"], 1);
        assert_eq!(value["source"], "a.txt");
        assert_eq!(value["remarks"][0]["code"], "unreadable");
        assert!(value["language"].is_null() && value["claims"].as_array().is_some_and(Vec::is_empty));
    }
}
