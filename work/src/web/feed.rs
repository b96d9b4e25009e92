//! A feed, each entry as a page of its own.
//!
//! In: RSS, Atom or JSON Feed. Out: HTML pages that say in their head what the feed says of them.
//!
//! # Invariants
//! What comes from the feed stands escaped in the head; its body is read as HTML and never shown as such.

use super::{Found, WebError};
use crate::fetch::Fetched;
use feed_rs::model::{Entry, Feed};

/// Most entries of one feed.
const ENTRIES: usize = 500;

/// Whether an answer is a feed, by what the server says or by how it begins.
pub(super) fn is_feed(found: &Fetched) -> bool {
    let media = found.media_type.as_deref().unwrap_or_default();
    let is_said = [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    ]
    .iter()
    .any(|kind| media.starts_with(kind));
    let start = String::from_utf8_lossy(found.bytes.get(..600).unwrap_or(&found.bytes)).to_lowercase();
    let is_xml = start.trim_start().starts_with('<') && !start.contains("<html");
    is_said
        || (is_xml
            && ["<rss", "<feed", "<rdf:rdf"]
                .iter()
                .any(|sign| start.contains(sign)))
        || start.contains("https://jsonfeed.org/version")
}

/// The entries of a feed.
pub(super) fn documents(found: &Fetched) -> Result<Vec<Found>, WebError> {
    let feed = feed_rs::parser::parse(found.bytes.as_slice()).map_err(|error| WebError::NotAFeed {
        address: found.address.to_string(),
        why: error.to_string(),
    })?;
    let entries = feed.entries.iter().take(ENTRIES);
    Ok(entries.map(|entry| page(&feed, entry, found)).collect())
}

fn page(feed: &Feed, entry: &Entry, found: &Fetched) -> Found {
    let link = entry.links.first().map(|link| link.href.clone());
    let address = link.unwrap_or_else(|| format!("{}#{}", found.address, entry.id));
    let title = entry
        .title
        .as_ref()
        .map(|title| title.content.clone())
        .unwrap_or_default();
    let published = entry.published.or(entry.updated).map(|at| at.to_rfc3339());
    let language = entry.language.as_ref().or(feed.language.as_ref());
    let site = feed.title.as_ref().map(|title| title.content.as_str());
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let meta = |name: &str, value: Option<&str>| {
        let value = value.map(escaped);
        value.map_or_else(String::new, |value| {
            format!("<meta property=\"{name}\" content=\"{value}\">")
        })
    };
    let metas = meta("article:published_time", published.as_deref()) + &meta("og:site_name", site);
    let html = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <link rel=\"canonical\" href=\"{}\">{metas}</head><body><main><h1>{title}</h1>\n{}\n</main></body></html>",
        escaped(language.map_or("", String::as_str)),
        escaped(&address),
        content.or(summary).unwrap_or_default(),
        title = escaped(&title),
    );
    Found {
        origin: address,
        bytes: html.into_bytes(),
        media_type: Some("text/html; charset=utf-8".to_owned()),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}
