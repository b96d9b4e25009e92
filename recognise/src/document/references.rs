//! Bodies spoken of by their country and kind alone: “the French town”, “la ville allemande”, “польське місто”.
//!
//! In: the names of a document, decided. Out: the same with a name for each such phrase, which stands for the last body
//! of that country and kind named before.
//!
//! # Invariants
//! - What stands beside a name is no reference to another: “the French town of Lille”, “Lublin, polnische Stadt”.
//! - A reference is no mention; in a claim its body is called as it was named.

use super::tokens::{Gap, Shape, Token};
use super::{Analysis, Named, Scope, Sentence};
use crate::resolve::type_words::{self, Levels};
use read::Span;
use vocabulary::{Country, Level};

/// Sentences that a reference reaches back.
const REACH: usize = 4;

/// Words between a phrase and a name that it would belong to.
const BESIDE: usize = 2;

/// A phrase that speaks of one body by its country and kind.
struct Phrase {
    words: (usize, usize),
    country: Country,
    levels: Levels,
}

/// Adds the references of all sentences of prose.
pub(super) fn add(analysis: &mut Analysis<'_, '_>) {
    let mut found: Vec<Named> = Vec::new();
    for (at, sentence) in analysis.sentences.iter().enumerate() {
        if sentence.record.is_some() {
            continue;
        }
        for phrase in phrases(analysis, sentence) {
            found.extend(reference(analysis, (at, sentence), &phrase));
        }
    }
    if found.is_empty() {
        return;
    }
    analysis.named.extend(found);
    analysis.named.sort_by_key(|one| one.span.start);
    // A name stands for another by where it stands; now by its place among all.
    let places: Vec<Option<usize>> = analysis
        .named
        .iter()
        .map(|one| {
            let start = one.stands_for?;
            Some(analysis.named.partition_point(|other| other.span.start < start))
        })
        .collect();
    for (one, place) in analysis.named.iter_mut().zip(places) {
        one.stands_for = place;
    }
}

/// The phrases of a sentence.
fn phrases<'s>(analysis: &'s Analysis<'_, '_>, sentence: &'s Sentence) -> impl Iterator<Item = Phrase> + 's {
    let countries = analysis.resolver.countries();
    let words = &sentence.words;
    let is_german = sentence.language.as_deref() == Some("de");
    (0..words.len()).filter_map(move |at| {
        let (one, other) = (words.get(at)?, words.get(at + 1)?);
        // “der französischen Stadt”: Germans write the kind with a capital.
        let is_small = |word: &Token| word.shape == Shape::Lower || is_german && word.shape == Shape::Title;
        let is_pair = other.gap == Gap::Space && is_small(other);
        let kind = |word: &Token| {
            let levels = type_words::levels_of(&word.key)?;
            (is_small(word) && type_words::is_of_one(&word.key)).then_some(levels)
        };
        let adjective = |word: &Token| {
            let country = countries.by_adjective(&word.key);
            country.filter(|_| word.shape == Shape::Lower || !is_german)
        };
        let before = adjective(one).zip(kind(other));
        let (country, levels) = before.or_else(|| adjective(other).zip(kind(one)))?;
        is_pair.then_some(Phrase {
            words: (at, at + 2),
            country,
            levels,
        })
    })
}

/// The name that a phrase stands for, as a name of its own.
fn reference(
    analysis: &Analysis<'_, '_>,
    (at, sentence): (usize, &Sentence),
    phrase: &Phrase,
) -> Option<Named> {
    let (first, end) = phrase.words;
    let span = Span::new(
        sentence.words.get(first)?.span.start,
        sentence.words.get(end.checked_sub(1)?)?.span.end,
    );
    let behind = analysis.named.partition_point(|one| one.span.start < span.start);
    let is_bound = |from: usize, to: usize| {
        let gaps = sentence.words.get(from..=to).unwrap_or_default();
        gaps.iter().all(Token::is_joined)
    };
    let is_beside = |one: &Named| {
        let (intro, _, last) = one.words;
        let is_behind = intro >= end && intro < end + BESIDE && is_bound(end, intro);
        let is_before = last <= first && last + BESIDE > first;
        one.sentence == Some(at) && (is_behind || is_before || intro < end && last > first)
    };
    let around = behind.saturating_sub(1)..(behind + 1).min(analysis.named.len());
    if analysis.named.get(around)?.iter().any(is_beside) {
        return None;
    }
    let gazetteer = analysis.resolver.gazetteer();
    let is_town = !phrase.levels.has(Level::First) && !phrase.levels.has(Level::Second);
    let fits = |one: &&Named| {
        let body = one.body();
        body.is_some_and(|body| {
            let level = gazetteer.level(body);
            let is_level = phrase.levels.has(level)
                || is_town && matches!(level, Level::Municipality | Level::Settlement | Level::Part);
            gazetteer.country(body) == Some(phrase.country) && is_level
        })
    };
    let is_near = |one: &&Named| {
        one.scope.item == sentence.item && one.sentence.is_some_and(|before| before + REACH >= at)
    };
    let before = analysis.named.get(..behind)?;
    let meant = before.iter().rev().take_while(is_near).find(fits)?;
    Some(Named {
        sentence: Some(at),
        scope: Scope {
            item: sentence.item,
            record: None,
        },
        words: (first, first, end),
        verdict: meant.verdict.clone(),
        stands_for: Some(meant.span.start),
        ..Named::written(
            (meant.text.clone(), meant.key.clone()),
            span,
            meant.ranking.clone(),
        )
    })
}
