//! The demo, filled and served: what its pages and its interface answer.
//!
//! # Invariants
//! Every answer that a story uses is one that was found: another status ends the story.

use crate::documents::{bodies, list};
use crate::html::Page;
use crate::record::Record;
use serde_json::Value;
use stories::{Answer, Server};

/// The languages of the site.
pub(crate) const LANGUAGES: [&str; 3] = ["fr", "en", "uk"];

/// The demo, served; the record goes when the story ends.
pub(crate) struct Site {
    pub(crate) server: Server,
    record: Record,
}

impl Site {
    pub(crate) fn of_demo() -> Self {
        Self::of(Record::demo())
    }

    /// A record of the story's own, served.
    pub(crate) fn of(record: Record) -> Self {
        let server = Server::of(record.data()).unwrap();
        Self { server, record }
    }

    /// The record behind it, for what its commands say.
    pub(crate) fn record(&self) -> &Record {
        &self.record
    }

    pub(crate) fn answer(&self, path: &str) -> Answer {
        let answer = self.server.get(path).unwrap();
        assert_eq!(answer.status, 200, "{path}: {}", self.server.stderr());
        answer
    }

    pub(crate) fn page(&self, path: &str) -> Page {
        Page::of(&self.answer(path).text())
    }

    pub(crate) fn json(&self, path: &str) -> Value {
        let answer = self.answer(path);
        let json = answer.json();
        assert!(!json.is_null(), "{path} is no JSON: {}", answer.text());
        json
    }

    /// Everything a list of the API holds.
    pub(crate) fn items(&self, path: &str) -> Vec<Value> {
        list(&self.json(&format!("{path}?limit=500")), "items").to_vec()
    }

    /// The key of the partnership between these bodies.
    pub(crate) fn partnership(&self, codes: &[&str]) -> String {
        let items = self.items("/api/v1/partnerships");
        let found = items
            .iter()
            .find(|item| codes.iter().all(|code| bodies(item, "parties").contains(code)));
        let found = found.unwrap_or_else(|| panic!("no partnership between {codes:?}"));
        found["id"].as_str().unwrap().to_owned()
    }

    /// The first link of a page to something of a kind.
    pub(crate) fn link(&self, page: &str, kind: &str) -> String {
        let prefix = format!("/{}/{kind}/", page.get(1..3).unwrap());
        let links = self.page(page).links(&prefix);
        links
            .first()
            .unwrap_or_else(|| panic!("{page} has no link to {prefix}"))
            .clone()
    }
}

/// Asserts that a text holds all of these.
pub(crate) fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "“{part}” is not said in: {text}");
    }
}
