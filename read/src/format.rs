//! Decides in which form a file is written and has it read.
//!
//! In: bytes and a [`Hint`]. Out: a [`Document`].
//!
//! # Invariants
//! - The content decides where it can; the hint decides between forms the content leaves open.

use crate::encoding::{Decoded, decode, tidy};
use crate::{Document, MAX_BYTES, ReadError, csv_table, html, office, plain, wordpress};

/// What is known of a file besides its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hint {
    /// The file's name or address.
    pub name: Option<String>,
    /// The media type it was sent with, such as "text/html; charset=utf-8".
    pub media_type: Option<String>,
}

impl Hint {
    /// A hint with the name of the file alone.
    pub fn named(name: &str) -> Self {
        Self {
            name: Some(name.to_owned()),
            media_type: None,
        }
    }

    /// The ending of the name in small letters, without what an address has after it.
    fn ending(&self) -> String {
        let name = self.name.as_deref().unwrap_or("");
        let path = name.split(['?', '#']).next().unwrap_or("");
        let file = path.rsplit(['/', '\\']).next().unwrap_or("");
        file.rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase())
            .unwrap_or_default()
    }

    /// The media type in small letters, without parameters.
    fn media(&self) -> String {
        self.media_type
            .as_deref()
            .unwrap_or("")
            .split(';')
            .next()
            .unwrap_or("")
            .trim()
            .to_lowercase()
    }

    /// The encoding named as a parameter of the media type.
    fn charset(&self) -> Option<&str> {
        let (_, after) = self.media_type.as_deref()?.split_once("charset=")?;
        after
            .split(';')
            .next()
            .map(|label| label.trim().trim_matches('"'))
    }

    fn form(&self) -> Option<Form> {
        match self.media().as_str() {
            "application/json" => return Some(Form::Json),
            "text/html" | "application/xhtml+xml" => return Some(Form::Html),
            "text/csv" | "text/tab-separated-values" => return Some(Form::Csv),
            _ => {}
        }
        match self.ending().as_str() {
            "json" => Some(Form::Json),
            "html" | "htm" | "xhtml" => Some(Form::Html),
            "csv" | "tsv" => Some(Form::Csv),
            "txt" | "text" | "md" => Some(Form::Text),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Html,
    Csv,
    Text,
    Feed,
}

/// Reads one file.
///
/// Fails only if nothing in it can be read; damaged parts become remarks.
pub fn document(bytes: &[u8], hint: &Hint) -> Result<Document, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_BYTES,
        });
    }
    if office::is_office(bytes) {
        return office::unpacked_document(office::unpack(bytes)?);
    }
    let decoded = decode(bytes, hint.charset().or_else(|| declared_charset(bytes)))?;
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    match written_as(&decoded, hint) {
        Form::Json => wordpress::wordpress_document(&decoded),
        Form::Html => html::page_document(tidy(decoded)),
        Form::Csv => csv_table::csv_document(tidy(decoded)),
        Form::Text => plain::text_document(tidy(decoded)),
        Form::Feed => Err(ReadError::UnknownFormat {
            seen: "XML (a feed or another kind)",
            remedy: "give the pages themselves, as HTML or as WordPress JSON",
        }),
    }
}

fn written_as(decoded: &Decoded, hint: &Hint) -> Form {
    let text = decoded.text.trim_start();
    let hinted = hint.form();
    if is_json(text) && matches!(hinted, None | Some(Form::Json | Form::Text)) {
        return Form::Json;
    }
    if let Some(form) = hinted.filter(|form| *form != Form::Text) {
        return form;
    }
    let start: String = text.chars().take(400).collect::<String>().to_ascii_lowercase();
    if start.starts_with("<?xml") || start.starts_with("<rss") || start.starts_with("<feed") {
        return if start.contains("<html") {
            Form::Html
        } else {
            Form::Feed
        };
    }
    let tags = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<main",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<section",
    ];
    if tags.iter().any(|tag| start.starts_with(tag)) {
        Form::Html
    } else {
        Form::Text
    }
}

/// Begins like an object with a key or a list of objects: "[Photo] …" is no JSON.
fn is_json(text: &str) -> bool {
    let mut signs = text.chars().filter(|character| !character.is_whitespace());
    matches!(
        (signs.next(), signs.next()),
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | ']'))
    )
}

/// The encoding a web page names in its first kilobyte.
fn declared_charset(bytes: &[u8]) -> Option<&str> {
    let start = bytes.get(..1024).unwrap_or(bytes);
    let start = start.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let (_, after) = start.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'']);
    label
        .split(['"', '\'', '>', ' ', '/'])
        .next()
        .filter(|label| !label.is_empty())
}
