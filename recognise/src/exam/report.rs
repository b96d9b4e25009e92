//! The counts of many documents as tables: by form, by language, and in all.
//!
//! In: the score of each document. Out: text for people, [`Figures`] for programs and for the floor.
//!
//! # Invariants
//! - Counts are added up before shares are taken: a long document weighs more than a short one.
//! - Of every figure more is better, also of `traps_avoided`.

use super::counts::{Counts, Found};
use super::gold::Gold;
use super::score::Score;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use vocabulary::ClaimKind;

/// One table row as numbers; `null` where nothing was asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// How many documents.
    pub documents: usize,
    /// Each figure by its name, in the order of the table.
    #[serde(flatten)]
    pub figures: BTreeMap<&'static str, Option<f64>>,
}

/// The scores of many documents.
#[derive(Debug, Clone, Default)]
pub struct Report {
    total: Counts,
    by_kind: BTreeMap<&'static str, Counts>,
    by_language: BTreeMap<String, Counts>,
}

/// The report as it is printed for programs.
#[derive(Debug, Serialize)]
pub struct Tables {
    /// All documents.
    pub total: Figures,
    /// By the form of the document.
    pub by_kind: BTreeMap<&'static str, Figures>,
    /// By its language.
    pub by_language: BTreeMap<String, Figures>,
}

type Figure = (&'static str, &'static str, fn(&Counts) -> Option<f64>);

/// Name in files, heading in tables, and how it is taken.
const FIGURES: [Figure; 18] = [
    ("entities_precision", "ent P", |counts| {
        counts.entities.precision()
    }),
    ("entities_recall", "ent R", |counts| counts.entities.recall()),
    ("entities_f1", "ent F1", |counts| counts.entities.f1()),
    ("links", "links", |counts| counts.links.value()),
    ("traps_avoided", "traps", |counts| {
        counts.traps.value().map(|sprung| 1.0 - sprung)
    }),
    ("partnerships_precision", "part P", |counts| {
        claims(counts, ClaimKind::Partnership).precision()
    }),
    ("partnerships_recall", "part R", |counts| {
        claims(counts, ClaimKind::Partnership).recall()
    }),
    ("partnerships_f1", "part F1", |counts| {
        claims(counts, ClaimKind::Partnership).f1()
    }),
    ("partnerships_lenient_f1", "lenient", |counts| counts.lenient.f1()),
    ("status", "status", |counts| counts.status.value()),
    ("relation", "relation", |counts| counts.relation.value()),
    ("dates", "dates", |counts| counts.dates.value()),
    ("amounts_f1", "amounts", |counts| {
        claims(counts, ClaimKind::Funding).f1()
    }),
    ("amount_role", "role", |counts| counts.amount_role.value()),
    ("awards_f1", "awards", |counts| {
        claims(counts, ClaimKind::Award).f1()
    }),
    ("deliveries_f1", "deliver", |counts| {
        claims(counts, ClaimKind::Delivery).f1()
    }),
    ("support_f1", "support", |counts| {
        claims(counts, ClaimKind::Support).f1()
    }),
    ("events_f1", "events", |counts| {
        claims(counts, ClaimKind::Event).f1()
    }),
];

fn claims(counts: &Counts, kind: ClaimKind) -> Found {
    counts.claims.get(&kind).copied().unwrap_or_default()
}

fn figures(counts: &Counts) -> Figures {
    Figures {
        documents: counts.documents,
        figures: FIGURES
            .iter()
            .map(|(name, _, take)| (*name, take(counts)))
            .collect(),
    }
}

impl Report {
    /// Counts one more document.
    pub fn add(&mut self, gold: &Gold, score: &Score) {
        self.total += &score.counts;
        *self.by_kind.entry(gold.kind.as_str()).or_default() += &score.counts;
        *self.by_language.entry(gold.language.to_string()).or_default() += &score.counts;
    }

    /// How many documents were counted.
    pub fn documents(&self) -> usize {
        self.total.documents
    }

    /// The figures of all documents by name, those that were asked.
    pub fn total(&self) -> Vec<(&'static str, f64)> {
        FIGURES
            .iter()
            .filter_map(|(name, _, take)| Some((*name, take(&self.total)?)))
            .collect()
    }

    /// The tables for programs.
    pub fn tables(&self) -> Tables {
        Tables {
            total: figures(&self.total),
            by_kind: self
                .by_kind
                .iter()
                .map(|(name, counts)| (*name, figures(counts)))
                .collect(),
            by_language: self
                .by_language
                .iter()
                .map(|(name, counts)| (name.clone(), figures(counts)))
                .collect(),
        }
    }

    /// The tables for people: shares in percent, a dash where nothing was asked.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for figures in FIGURES.chunks(9) {
            let mut heading = format!("{:<12}{:>5}", "", "docs");
            for (_, label, _) in figures {
                let _ = write!(heading, "{label:>9}");
            }
            let _ = writeln!(text, "{heading}");
            let kinds = self.by_kind.iter().map(|(name, counts)| (*name, counts));
            let languages = self
                .by_language
                .iter()
                .map(|(name, counts)| (name.as_str(), counts));
            for (name, counts) in kinds.chain(languages).chain([("all", &self.total)]) {
                let _ = write!(text, "{name:<12}{:>5}", counts.documents);
                for (_, _, take) in figures {
                    let _ = match take(counts) {
                        Some(share) => write!(text, "{:>9.1}", share * 100.0),
                        None => write!(text, "{:>9}", "-"),
                    };
                }
                text.push('\n');
            }
            text.push('\n');
        }
        text
    }
}
