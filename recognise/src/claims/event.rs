//! Events: summits, forums, meetings, with their place and day.
//!
//! In: sentences with a word for an event and a place. Out: one claim per event of the document.
//!
//! # Invariants
//! An event needs a place or a day; the same event told twice is one claim with two quotes.

use super::roles::Role;
use super::{Draft, DraftParty, Findings, phrase};
use crate::document::dates;
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape};
use crate::document::{Analysis, Sentence};
use std::collections::HashMap;
use vocabulary::{ClaimKind, ClaimRole, Precision, Reason};

/// The events of the document.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, findings: &Findings) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, sentence) in analysis
        .sentences
        .iter()
        .enumerate()
        .filter(|(_, sentence)| sentence.record.is_none())
    {
        let told = event(analysis, sentence)
            .and_then(|(cue, title)| Some((claim(analysis, findings, at, (cue, &title))?, title)))
            .or_else(|| plain(analysis, findings, at));
        let Some((claim, title)) = told else { continue };
        let place = *places
            .entry(crate::fold::plain_key(&title))
            .or_insert(found.len());
        match found.get_mut(place) {
            Some(known) => join(known, claim),
            None => found.push(claim),
        }
    }
    found
}

/// The same event told again: one more quote, and what the first did not say.
fn join(known: &mut Draft, claim: Draft) {
    known.prove(claim.span);
    for date in claim.dates {
        if !known.dates.contains(&date) {
            known.dates.push(date);
        }
    }
    if known.others.is_empty() {
        known.others = claim.others;
        known.place = claim.place;
    }
}

/// An event with a name: the word for it with a capital, and the words of its name behind it.
fn event(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> Option<(Cue, String)> {
    let cue = sentence.cues.iter().copied().find(|cue| {
        cue.concept == Concept::Event
            && sentence
                .words
                .get(cue.first)
                .is_some_and(|word| word.shape == Shape::Title)
    })?;
    let mut end = cue.end;
    while sentence.words.get(end).is_some() && end - cue.first <= 10 && goes_on(analysis, sentence, end) {
        end += 1;
    }
    // “Jubileusz”, “Sommet à trois”: one word at the head of a line has its capital from there.
    if cue.first == 0 && end == cue.end {
        return None;
    }
    while sentence.words.get(end.saturating_sub(1)).is_some_and(|word| {
        word.shape == Shape::Lower && (crate::document::find::is_stop_word(&word.key)) && end > cue.end
    }) {
        end -= 1;
    }
    let first = cue.first.checked_sub(1).filter(|at| {
        sentence.words.get(*at).is_some_and(|word| {
            word.shape == Shape::Title
                && sentence
                    .words
                    .get(cue.first)
                    .is_some_and(|next| next.gap == Gap::Space)
        })
    });
    phrase::between(
        analysis,
        sentence,
        first.filter(|_| end == cue.end).unwrap_or(cue.first),
        end,
    )
    .map(|title| (cue, title))
}

/// An event without a name: “the ceremony will be held in Lviv on 5 May”, “фестиваль прийме Белз, 24 травня”. Needs a
/// place, and beside it a day or a word that it was held.
fn plain(analysis: &Analysis<'_, '_>, findings: &Findings, at: usize) -> Option<(Draft, String)> {
    let sentence = analysis.sentences.get(at)?;
    let of = |concept: Concept| sentence.cues.iter().copied().find(|cue| cue.concept == concept);
    let (event, held) = (of(Concept::Event), of(Concept::Held));
    let cue = event.or(held)?;
    let says_no = [Concept::Twinning, Concept::Distance, Concept::Birthplace]
        .iter()
        .any(|concept| of(*concept).is_some());
    let has_day = dates::dates(&sentence.words, &analysis.document.text, sentence.today)
        .iter()
        .any(|dated| dated.day.precision() != Precision::Year);
    let is_told = has_day || (event.is_some() && held.is_some());
    if says_no || !is_told {
        return None;
    }
    let title = phrase::between(analysis, sentence, cue.first, cue.end)?;
    let draft = claim(analysis, findings, at, (cue, &title)).filter(|draft| draft.place.is_some())?;
    let key = format!("{title} {}", draft.place.as_deref().unwrap_or_default());
    Some((draft, key))
}

/// Whether a word goes on with the name of an event: “Sommet international des villes et des régions, …” goes on in
/// small letters up to a verb, a place or a comma.
fn goes_on(analysis: &Analysis<'_, '_>, sentence: &Sentence, at: usize) -> bool {
    let Some(word) = sentence.words.get(at) else {
        return false;
    };
    let is_outside =
        word.shape == Shape::Lower && !INSIDE.contains(&word.key.as_str()) && is_outside(&word.key);
    let verbs = [Concept::Held, Concept::Sign, Concept::Vote];
    let is_verb = sentence
        .cues
        .iter()
        .any(|cue| cue.first == at && verbs.contains(&cue.concept));
    word.is_joined() && !analysis.is_named(word.span) && !is_verb && !is_outside
}

/// Small words inside the names of events.
#[rustfmt::skip]
const INSIDE: [&str; 17] =
    ["des", "de", "du", "et", "la", "les", "of", "and", "the", "for", "d", "l", "та", "і", "der", "und", "i"];

/// Small words that do not belong to the name of an event.
fn is_outside(key: &str) -> bool {
    matches!(
        key,
        "que"
            | "qui"
            | "a"
            | "en"
            | "in"
            | "at"
            | "sous"
            | "under"
            | "where"
            | "when"
            | "on"
            | "le"
            | "held"
            | "organise"
            | "у"
            | "в"
            | "що"
            | "w"
            | "im"
            | "dans"
            | "pour"
            | "avec"
            | "with"
            | "by"
            | "par"
    )
}

fn claim(
    analysis: &Analysis<'_, '_>,
    findings: &Findings,
    at: usize,
    (cue, title): (Cue, &str),
) -> Option<Draft> {
    let sentence = analysis.sentences.get(at)?;
    let mut claim = Draft::new(ClaimKind::Event, sentence.span, 0.8);
    claim.title = Some(title.to_owned());
    claim.item = Some(title.to_owned());
    claim.status = Some("active");
    let venues = findings
        .roles
        .in_sentence(at)
        .iter()
        .filter(|named| findings.roles.role(**named) == Role::Venue);
    // The nearest place to the word for the event is where it took place.
    let venue = venues.min_by_key(|named| {
        analysis
            .named
            .get(**named)
            .map_or(usize::MAX, |one| one.words.1.abs_diff(cue.end))
    });
    if let Some(venue) = venue {
        claim.others.push((DraftParty::Named(*venue), ClaimRole::Host));
        claim.place = analysis.named.get(*venue).map(|one| one.text.clone());
    }
    for dated in dates::dates(&sentence.words, &analysis.document.text, sentence.today)
        .iter()
        .take(1)
    {
        claim.date("held", dated);
    }
    claim.reasons.push(Reason::new("verb").with("word", title));
    (venue.is_some() || !claim.dates.is_empty()).then_some(claim)
}
