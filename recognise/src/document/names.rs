//! Names of prose: which spots may be authorities, and what each may mean.
//!
//! In: the spots of all sentences. Out: names with their ranked candidates, and votes for the countries that a
//! document is about.
//!
//! # Invariants
//! A spot is left out only where it is certainly no authority; doubt is decided later, together.

use super::context::{VOTES, Vote};
use super::find::{self, Spot};
use super::tokens::{Gap, Shape, Token};
use super::{Ground, Named, Scope, Sentence, amounts};
use crate::claims::TableRecord;
use crate::fold;
use crate::gazetteer::BodyId;
use crate::resolve::{Hints, How, Scratch, type_words};
use read::Span;
use std::collections::HashSet;
use vocabulary::{Country, Level};

/// Ranks the candidates of all spots.
pub(super) fn named(
    ground: Ground<'_, '_>,
    sentences: &[Sentence],
    spots: Vec<Vec<Spot>>,
    records: &[TableRecord],
) -> Vec<Named> {
    let mut scratch = Scratch::default();
    let mut found = Vec::new();
    for (at, (sentence, spots)) in sentences.iter().zip(spots).enumerate() {
        let record = sentence.record.and_then(|at| records.get(at));
        let mut countries = record
            .map_or(&ground.context.countries, |record| &record.countries)
            .clone();
        countries.truncate(24);
        let mut hints = Hints {
            whole: true,
            countries,
            ..Hints::default()
        };
        for spot in spots {
            hints.levels = spot.levels;
            found.extend(name(ground, (at, sentence), &spot, &hints, &mut scratch));
        }
    }
    found
}

/// The names of prose that the gazetteer has, as written, in one country only.
pub(super) fn votes(ground: Ground<'_, '_>, sentences: &[Sentence], spots: &[Vec<Spot>]) -> Vec<Vote> {
    let resolver = ground.resolver;
    let gazetteer = resolver.gazetteer();
    let mut scratch = Scratch::default();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (sentence, spots) in sentences
        .iter()
        .zip(spots)
        .filter(|(sentence, _)| sentence.record.is_none())
    {
        for spot in spots.iter().filter(|spot| spot.is_known) {
            let words = sentence.words.get(spot.first..spot.end).unwrap_or_default();
            let key = words
                .iter()
                .map(|word| word.key.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            let is_word = sentence
                .cues
                .iter()
                .any(|cue| cue.first == spot.first && cue.end == spot.end);
            if is_word
                || found.len() >= VOTES
                || !seen.insert(key.clone())
                || is_common(spot, sentence, ground)
            {
                continue;
            }
            let hints = Hints {
                whole: true,
                levels: spot.levels,
                ..Hints::default()
            };
            let ranking = resolver.ranking(&key, &hints, &mut scratch);
            let Some(best) = ranking.scored.first().filter(|best| best.how == How::Exact) else {
                continue;
            };
            let country = gazetteer.country(best.body);
            let rivals = ranking
                .scored
                .iter()
                .take_while(|other| best.score - other.score < 1.5);
            let is_one = rivals
                .clone()
                .all(|other| gazetteer.country(other.body) == country);
            if let Some((country, point)) = country.zip(gazetteer.point(best.body)).filter(|_| is_one) {
                found.push(Vote {
                    country,
                    body: best.body,
                    point,
                });
            }
        }
    }
    found
}

/// Ranks the candidates of a spot; `None` if it is certainly no authority.
fn name(
    ground: Ground<'_, '_>,
    (at, sentence): (usize, &Sentence),
    spot: &Spot,
    hints: &Hints,
    scratch: &mut Scratch,
) -> Option<Named> {
    let Ground {
        document, resolver, ..
    } = ground;
    let is_introduced = spot.intro < spot.first;
    if is_common(spot, sentence, ground) {
        return None;
    }
    let first = sentence.words.get(spot.first)?;
    let last = sentence.words.get(spot.end.checked_sub(1)?)?;
    let bare = Span::new(first.span.start, last.span.end).of(&document.text);
    // A whole that has a name of its own (“Communauté d’agglomération Saumur Val de Loire”) is looked up whole.
    let whole = spot.span.of(&document.text);
    let ranking = resolver.ranking(
        if spot.span.start < first.span.start {
            whole
        } else {
            bare
        },
        hints,
        scratch,
    );
    if ranking.scored.is_empty() && !is_introduced {
        return None;
    }
    Some(Named {
        key: fold::plain_key(bare),
        sentence: Some(at),
        scope: Scope {
            item: sentence.item,
            record: sentence.record,
        },
        words: (spot.intro, spot.first, spot.end),
        levels: spot.levels,
        country: hints.country,
        is_introduced,
        ..Named::written(whole.to_owned(), spot.span, ranking)
    })
}

/// Words that are written with a capital for another reason than being a name.
fn is_common(spot: &Spot, sentence: &Sentence, ground: Ground<'_, '_>) -> bool {
    let Ground {
        resolver, context, ..
    } = ground;
    let words = sentence.words.get(spot.first..spot.end).unwrap_or_default();
    let key = words
        .iter()
        .map(|word| word.key.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    if spot.intro < spot.first {
        return false;
    }
    if resolver
        .countries()
        .by_key(&key)
        .is_some_and(|country| !is_town_too(country, &key, ground))
    {
        return true;
    }
    let is_single = words.len() == 1;
    if is_single && words.iter().any(|word| amounts::is_numeral(&word.key)) {
        return true;
    }
    if is_single && (context.common.contains(&key) || find::is_stop_word(&key) || key.chars().count() < 2) {
        return true;
    }
    // “aux Andes” are mountains, unless the article is part of a town's name: “aux Lilas” is in Les Lilas.
    let before = spot
        .first
        .checked_sub(1)
        .and_then(|before| sentence.words.get(before));
    let has_article = |key: &str| {
        resolver
            .gazetteer()
            .named(format!("les {key}").as_bytes())
            .any(|found| !found.is_bare)
    };
    if is_single
        && before.is_some_and(|word| word.key == "aux" && word.shape == Shape::Lower)
        && !has_article(&key)
    {
        return true;
    }
    // A run of capitals is a heading or a slogan.
    let shouts = |at: usize| {
        sentence
            .words
            .get(at)
            .is_some_and(|word| word.shape == Shape::Upper)
    };
    let is_loud = words.iter().all(|word| word.shape == Shape::Upper);
    is_loud && (shouts(spot.end) || spot.first.checked_sub(1).is_some_and(shouts))
        || beside_another_name(spot, sentence)
}

/// Whether the name of a country that the document is not about is also a town of one that it is about:
/// “Saint-Martin”, “Grenade”.
fn is_town_too(
    country: Country,
    key: &str,
    Ground {
        resolver, context, ..
    }: Ground<'_, '_>,
) -> bool {
    let gazetteer = resolver.gazetteer();
    let is_town = |body: BodyId| {
        gazetteer.level(body) == Level::Municipality
            && gazetteer
                .country(body)
                .is_some_and(|home| context.countries.contains(&home))
    };
    !context.countries.contains(&country)
        && gazetteer
            .named(key.as_bytes())
            .filter(|found| !found.is_bare)
            .any(|found| is_town(gazetteer.body_named(found.name)))
}

/// A capital word right before or behind, which is no part of it, makes it a piece of somebody's or something's name:
/// “Emmanuel Macron”, “Sport Culture Social”.
fn beside_another_name(spot: &Spot, sentence: &Sentence) -> bool {
    let is_title = |word: &Token| matches!(word.shape, Shape::Title | Shape::Upper);
    let behind = sentence.words.get(spot.end).filter(|word| word.gap == Gap::Space);
    let before = spot
        .first
        .checked_sub(1)
        .and_then(|before| sentence.words.get(before));
    let joined = sentence
        .words
        .get(spot.first)
        .is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Hyphen));
    let is_free = |word: &Token| {
        find::is_stop_word(&word.key) || find::is_connector(&word.key) || is_free_title(&word.key)
    };
    behind.is_some_and(|word| is_title(word) && !is_free(word))
        || before.is_some_and(|word| joined && is_title(word) && !is_free(word) && spot.first > 1)
}

/// Capital words that may stand before a place without being part of its name.
fn is_free_title(key: &str) -> bool {
    type_words::levels_of(key).is_some()
}
