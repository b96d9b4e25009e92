//! Who backs an action: “with the support of …”, “funded by …”, “за підтримки …”.
//!
//! In: sentences with a word of support and the names and organisations behind it. Out: one claim per item of the
//! document.
//!
//! # Invariants
//! A backer stands in the same clause as the word of support; whoever is thanked for nothing told is none.

use super::{Draft, DraftParty};
use crate::document::find::is_connector;
use crate::document::lexicon::Concept;
use crate::document::tokens::Gap;
use crate::document::{Analysis, Sentence};
use read::Span;
use std::collections::{HashMap, HashSet};
use vocabulary::{ClaimKind, ClaimRole, Reason};

/// Farthest word of a list of backers.
const REACH: usize = 24;

/// Most backers of one item.
const MOST: usize = 12;

/// The backers told of, but in items that a stay already tells of.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, stays: &[Draft]) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    let told: HashSet<usize> = stays.iter().map(|stay| stay.of_item).collect();
    for sentence in &analysis.sentences {
        if sentence.record.is_some() || told.contains(&sentence.item) {
            continue;
        }
        for cue in sentence.cues.iter().filter(|cue| cue.concept == Concept::Support) {
            let parties = behind(analysis, sentence, cue.end);
            if parties.is_empty() {
                continue;
            }
            let place = *places.entry(sentence.item).or_insert_with(|| {
                let mut claim = Draft::new(ClaimKind::Support, sentence.span, 0.75);
                claim.of_item = sentence.item;
                claim.status = Some("active");
                let word = super::phrase::between(analysis, sentence, cue.first, cue.end);
                claim
                    .reasons
                    .extend(word.map(|word| Reason::new("verb").with("word", word)));
                found.push(claim);
                found.len() - 1
            });
            if let Some(claim) = found.get_mut(place) {
                claim.prove(sentence.span);
                add(analysis, claim, parties);
            }
        }
    }
    found
}

fn add(analysis: &Analysis<'_, '_>, claim: &mut Draft, parties: Vec<DraftParty>) {
    for party in parties {
        let is_known = claim.others.iter().any(|(known, _)| {
            *known == party
                || (known.body(analysis).is_some() && known.body(analysis) == party.body(analysis))
        });
        if !is_known && claim.others.len() < MOST {
            claim.others.push((party, ClaimRole::Supporter));
        }
    }
}

/// The names and organisations behind a word of support, up to the end of its list.
fn behind(analysis: &Analysis<'_, '_>, sentence: &Sentence, from: usize) -> Vec<DraftParty> {
    let first = analysis
        .named
        .partition_point(|one| one.span.start < sentence.span.start);
    let mut found = Vec::new();
    let mut at = from;
    let mut idle = 0;
    while at < sentence.words.len().min(from + REACH) {
        let Some(word) = sentence.words.get(at) else { break };
        if at > from && matches!(word.gap, Gap::Stop | Gap::Open | Gap::Dash) {
            break;
        }
        let named = analysis.named.iter().enumerate().skip(first);
        let mut here = named.take_while(|(_, one)| one.span.start < sentence.span.end);
        if let Some((named, one)) =
            here.find(|(_, one)| one.words.0 == at || one.span.start == word.span.start)
            && one.sentence.is_some()
        {
            found.push(DraftParty::Named(named));
            at = one.words.2.max(at + 1);
            idle = 0;
            continue;
        }
        if let Some((end, party)) = organisation(analysis, sentence, at) {
            found.extend(party);
            at = end;
            idle = 0;
            continue;
        }
        // Words that belong to no name end the list once it has begun.
        idle += usize::from(!is_connector(&word.key) && word.gap != Gap::Apostrophe);
        if idle > if found.is_empty() { 3 } else { 1 } {
            break;
        }
        at += 1;
    }
    found
}

fn written(span: Span) -> DraftParty {
    DraftParty::Written {
        span,
        kind: "organisation",
        country: None,
    }
}

/// The organisation that begins at a word, with its end.
pub(super) fn organisation(
    analysis: &Analysis<'_, '_>,
    sentence: &Sentence,
    at: usize,
) -> Option<(usize, Option<DraftParty>)> {
    let end = organisation_end(analysis, sentence, at)?;
    Some((end, super::phrase::span(sentence, at, end).map(written)))
}

/// The end of the organisation that begins at a word: a word for one, or a capital, and the words joined to it.
fn organisation_end(analysis: &Analysis<'_, '_>, sentence: &Sentence, at: usize) -> Option<usize> {
    let first = sentence.words.get(at)?;
    let is_typed = sentence
        .cues
        .iter()
        .any(|cue| cue.concept == Concept::Organisation && cue.first == at);
    if !is_typed && !first.is_capital() {
        return None;
    }
    let mut end = at + 1;
    let mut last = end;
    while let Some(word) = sentence.words.get(end) {
        if !word.is_joined()
            || end > at + 10
            || matches!(
                word.key.as_str(),
                "et" | "and" | "und" | "та" | "і" | "i" | "oraz"
            )
        {
            break;
        }
        if word.is_capital() || is_typed && last == end {
            last = end + 1;
        } else if !is_connector(&word.key) && !analysis.is_named(word.span) {
            break;
        }
        end += 1;
    }
    Some(last)
}
