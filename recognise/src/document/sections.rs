//! Parts of a document that are each about a town of their own: under its heading, behind its label.
//!
//! In: the names of a document, decided, and who speaks in the whole of it. Out: [`Sections`]: whom a part is about.
//!
//! # Invariants
//! - One town alone makes no section: a heading may name a partner. There are two headings of one level at least, or three
//!   labels, of different towns of one country, which is that of whoever speaks or writes the language.
//! - A section ends where a heading of its level or a higher one begins.

use super::home::{Speaker, writes};
use super::{Analysis, Named};
use crate::gazetteer::{BodyId, Gazetteer};
use read::{BlockKind, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use vocabulary::{Country, Level};

/// Whom each part of a document is about.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    /// Where somebody else begins to be spoken of, or nobody, in order of place.
    changes: Vec<(usize, Option<Speaker>)>,
}

/// A heading or label that names one town.
struct Title {
    /// The level of the heading; of a label [`LABEL`].
    level: u8,
    /// What it stands over.
    span: Span,
    speaker: Speaker,
    country: Option<Country>,
}

/// The level of a label: it stands over its own paragraph.
const LABEL: u8 = u8::MAX;

/// Bytes of a heading that is a town with little else.
const LONGEST: usize = 40;

/// Bytes of a paragraph that tells something behind its label.
const SHORTEST: usize = 60;

/// How many towns headings of one level name at least, and labels.
const HEADINGS: usize = 2;
const LABELS: usize = 3;

impl Sections {
    /// Finds the sections of a document.
    pub(crate) fn of(analysis: &Analysis<'_, '_>, speaker: Option<Speaker>) -> Self {
        let gazetteer = analysis.resolver.gazetteer();
        let titles = titles(analysis);
        let home = speaker.and_then(|speaker| gazetteer.country(speaker.body));
        let language = analysis.document.metadata.language.as_deref();
        let is_near = |country: Country| match (home, language) {
            (Some(home), _) => home == country,
            (None, Some(language)) => writes(country.as_str(), language) == Some(true),
            (None, None) => false,
        };
        let mut towns: FxHashMap<(u8, Country), FxHashSet<BodyId>> = FxHashMap::default();
        for title in &titles {
            if let Some(country) = title.country {
                towns
                    .entry((title.level, country))
                    .or_default()
                    .insert(title.speaker.body);
            }
        }
        let is_section = |title: &&Title| {
            let least = if title.level == LABEL { LABELS } else { HEADINGS };
            title
                .country
                .filter(|country| is_near(*country))
                .is_some_and(|country| {
                    towns
                        .get(&(title.level, country))
                        .is_some_and(|towns| towns.len() >= least)
                })
        };
        Self {
            changes: changes(titles.iter().filter(is_section)),
        }
    }

    /// Whom the narrowest section around a place is about.
    pub(crate) fn at(&self, place: usize) -> Option<Speaker> {
        let behind = self.changes.partition_point(|(from, _)| *from <= place);
        self.changes.get(behind.checked_sub(1)?)?.1
    }
}

/// Where the narrowest section changes. Sections come in order of place, and each lies within another or apart from it.
fn changes<'t>(sections: impl Iterator<Item = &'t Title>) -> Vec<(usize, Option<Speaker>)> {
    let mut changes = Vec::new();
    let mut around: Vec<&Title> = Vec::new();
    let leave = |around: &mut Vec<&Title>, changes: &mut Vec<_>, before: usize| {
        while let Some(inner) = around.pop_if(|inner| inner.span.end <= before) {
            changes.push((inner.span.end, around.last().map(|outer| outer.speaker)));
        }
    };
    for title in sections {
        leave(&mut around, &mut changes, title.span.start);
        changes.push((title.span.start, Some(title.speaker)));
        around.push(title);
    }
    leave(&mut around, &mut changes, usize::MAX);
    changes
}

/// Headings and labels that name one town each.
fn titles(analysis: &Analysis<'_, '_>) -> Vec<Title> {
    let text = &analysis.document.text;
    let blocks = &analysis.document.blocks;
    let gazetteer = analysis.resolver.gazetteer();
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let (level, end) = match block.kind {
            BlockKind::Heading { level } if block.span.end - block.span.start <= LONGEST => {
                let is_next =
                    |kind: &BlockKind| matches!(kind, BlockKind::Heading { level: other } if *other <= level);
                let next = blocks.iter().skip(at + 1).find(|next| is_next(&next.kind));
                (level, next.map_or(text.len(), |next| next.span.start))
            }
            BlockKind::Paragraph | BlockKind::ListItem { .. }
                if block.span.end - block.span.start >= SHORTEST =>
            {
                (LABEL, block.span.end)
            }
            _ => continue,
        };
        let title = if level == LABEL {
            labelled(analysis, block.span)
        } else {
            alone(analysis, block.span)
        };
        found.extend(title.map(|speaker| Title {
            level,
            span: Span::new(block.span.start, end),
            speaker,
            country: country(gazetteer, speaker.body),
        }));
    }
    found
}

/// The country of a town; regions head parts of a list and speak for nobody.
fn country(gazetteer: &Gazetteer<'_>, body: BodyId) -> Option<Country> {
    gazetteer
        .country(body)
        .filter(|_| gazetteer.level(body) != Level::First)
}

/// The names of a part of the text, with their places.
fn within<'a>(analysis: &'a Analysis<'_, '_>, span: Span) -> impl Iterator<Item = (usize, &'a Named)> {
    let first = analysis.named.partition_point(|one| one.span.start < span.start);
    let names = analysis.named.iter().enumerate().skip(first);
    names.take_while(move |(_, one)| one.span.start < span.end)
}

/// The only body that a heading names; “Dudelange (Luxembourg)” is abroad from wherever the document is written.
fn alone(analysis: &Analysis<'_, '_>, span: Span) -> Option<Speaker> {
    let mut names = within(analysis, span).filter_map(|(named, one)| {
        Some(Speaker {
            named,
            body: one.body()?,
        })
    });
    let first = names.next()?;
    let is_placed = within(analysis, span).any(|(_, one)| one.country.is_some());
    (!is_placed && names.all(|other| other.body == first.body)).then_some(first)
}

/// “Nîmes : …”, “VALENCE – …”: the body that begins a paragraph, a mark behind it.
fn labelled(analysis: &Analysis<'_, '_>, span: Span) -> Option<Speaker> {
    let text = &analysis.document.text;
    let (named, one) = within(analysis, span).next()?;
    let before = text.get(span.start..one.span.start)?;
    let behind = text.get(one.span.end..span.end)?;
    let is_marked = behind.trim_start().starts_with(':')
        || [" – ", " — ", " - "].iter().any(|mark| behind.starts_with(mark));
    let is_first = before.chars().all(|mark| !mark.is_alphabetic());
    (is_first && is_marked).then_some(Speaker {
        named,
        body: one.body()?,
    })
}
