//! Whether a word that could name an authority does: what speaks for it, and what against.
//!
//! In: the names of a document, decided together. Out: the same without those that are left improbable.
//!
//! The score is a sum: how the name was found, how large and near the body is, what stands around the word. A name
//! that is linked with a firm one (a list, a pair, the same name elsewhere) gains from it.
//!
//! # Invariants
//! - Cells of tables and names introduced as bodies in prose are not judged by their surroundings.
//! - Linear in the number of names.

use super::bystanders::{self, Beside};
use super::tokens::{Gap, Shape, Token};
use super::{Analysis, Named, Sentence};
use crate::gazetteer::BodyId;
use crate::resolve::How;
use std::collections::HashSet;
use vocabulary::{Country, Level, Verdict};

/// What a name must reach to stay.
const ENOUGH: f32 = 1.5;

/// A name in a list with one that stays.
const FELLOW: f32 = 1.5;

/// The same name stays elsewhere in the document.
const ELSEWHERE: f32 = 1.2;

/// Takes out what is left improbable once all is decided together.
pub(super) fn drop_improbable(analysis: &mut Analysis<'_, '_>) {
    analysis
        .named
        .sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
    let alone: Vec<Option<f32>> = analysis.named.iter().map(|one| score(analysis, one)).collect();
    let scores = lent(analysis, alone);
    let mut keep = scores
        .iter()
        .map(|score| score.is_none_or(|score| score >= ENOUGH));
    analysis.named.retain(|_| keep.next().unwrap_or(true));
    let mut end = 0;
    analysis.named.retain(|one| {
        let is_free = one.span.start >= end;
        if is_free {
            end = one.span.end;
        }
        is_free
    });
}

/// The scores with what neighbours and the same name elsewhere lend. What a firm name lends may make the next one firm:
/// lists are read from both ends.
fn lent(analysis: &Analysis<'_, '_>, mut scores: Vec<Option<f32>>) -> Vec<Option<f32>> {
    let named = &analysis.named;
    let is_firm =
        |score: Option<&Option<f32>>| score.is_some_and(|score| score.is_none_or(|score| score >= ENOUGH));
    for at in 1..scores.len() {
        if is_firm(scores.get(at - 1)) && are_fellows(analysis, at - 1, at) {
            lend(&mut scores, at, FELLOW);
        }
    }
    for at in (1..scores.len()).rev() {
        if is_firm(scores.get(at)) && are_fellows(analysis, at - 1, at) {
            lend(&mut scores, at - 1, FELLOW);
        }
    }
    let firm: HashSet<(&str, Option<BodyId>)> = named
        .iter()
        .zip(&scores)
        .filter(|(_, score)| is_firm(Some(score)))
        .map(|(one, _)| (one.key.as_str(), one.likeliest()))
        .collect();
    for (at, one) in named.iter().enumerate() {
        if !is_firm(scores.get(at)) && firm.contains(&(one.key.as_str(), one.likeliest())) {
            lend(&mut scores, at, ELSEWHERE);
        }
    }
    scores
}

fn lend(scores: &mut [Option<f32>], at: usize, more: f32) {
    if let Some(Some(score)) = scores.get_mut(at) {
        *score += more;
    }
}

/// Whether two neighbouring names are members of one list or pair.
fn are_fellows(analysis: &Analysis<'_, '_>, left: usize, right: usize) -> bool {
    let (Some(left), Some(right)) = (analysis.named.get(left), analysis.named.get(right)) else {
        return false;
    };
    if left.sentence.is_none() || left.sentence != right.sentence {
        return false;
    }
    let words = left.sentence.and_then(|at| analysis.sentences.get(at));
    let Some(words) = words.map(|sentence| sentence.words.as_slice()) else {
        return false;
    };
    let (from, to) = (left.words.2, right.words.0);
    let Some(between) = words.get(from..to) else {
        return false;
    };
    let next = words.get(to).map(|word| word.gap);
    let is_bracket = |word: &Token| matches!(word.gap, Gap::Open | Gap::Comma) || word.shape == Shape::Number;
    match between {
        [] => matches!(
            next,
            Some(Gap::Comma | Gap::Slash | Gap::Dash | Gap::Hyphen | Gap::Open | Gap::Close)
        ),
        [one] => super::find::is_connector(&one.key) || is_bracket(one) && next != Some(Gap::Space),
        // “oraz bretońskie Lesneven”.
        [one, other] if super::find::is_connector(&one.key) && other.shape == Shape::Lower => true,
        // “Kazanlak (Bulgarie, 1973), Sankt Ingbert (Allemagne)”.
        _ => {
            between.len() < 6
                && between.first().is_some_and(|word| word.gap == Gap::Open)
                && (matches!(next, Some(Gap::Comma | Gap::Close | Gap::Other))
                    || between
                        .last()
                        .is_some_and(|word| super::find::is_connector(&word.key)))
        }
    }
}

/// What speaks for one name by itself; `None` if it stays whatever stands around it.
fn score(analysis: &Analysis<'_, '_>, one: &Named) -> Option<f32> {
    let sentence = one.sentence.and_then(|at| analysis.sentences.get(at))?;
    let record = sentence.record.and_then(|at| analysis.records.get(at));
    let best = one
        .ranking
        .scored
        .first()
        .filter(|_| one.verdict != Verdict::Unknown);
    let Some(best) = best else {
        // An unknown body is worth showing where it is introduced as one in prose: “la commune de …”.
        let is_shown = one.is_introduced && record.is_none();
        return (!is_shown).then_some(f32::MIN);
    };
    if is_other_level(analysis, one, best.body) {
        return Some(f32::MIN);
    }
    let home: &[Country] = record.map_or(&analysis.context.countries, |record| &record.countries);
    let mut score = found(best.how) + size(analysis, best.body);
    let country = analysis.resolver.gazetteer().country(best.body);
    if country.is_some_and(|country| home.contains(&country)) {
        score += 1.3;
    } else if record.is_some() {
        // The title of a project names places of the two countries; other names in it are slogans.
        score -= 4.0;
    }
    if one.country.is_some() && one.country == country {
        score += 2.5;
    }
    if one.is_introduced {
        score += 2.5;
    }
    // “Gagnac” where “Gagnac sur Garonne” is written out: the long form vouches for the short one.
    let is_short_form =
        |(body, reason): &(BodyId, vocabulary::Reason)| *body == best.body && reason.code == "short_form_of";
    if one.context.iter().any(is_short_form) {
        score += 3.5;
    }
    if one.context.iter().any(|(body, _)| *body == best.body) {
        score += 0.7;
    }
    if best.how == How::Exact && best.confidence > 0.985 {
        score += 0.4;
    }
    if is_article_missing(analysis, one, sentence, best.body) {
        score -= 2.0;
    }
    Some(score + surroundings(analysis, one, sentence, best.how))
}

/// Whether the words ask for a district or a region and there is only a town of that name: “Landkreis Leipzig”.
fn is_other_level(analysis: &Analysis<'_, '_>, one: &Named, body: BodyId) -> bool {
    let levels = one.levels;
    let is_upper = levels.has(Level::First) || levels.has(Level::Second);
    let lower = [
        Level::Intermunicipal,
        Level::Municipality,
        Level::Settlement,
        Level::Part,
    ];
    one.is_introduced
        && is_upper
        && !lower.iter().any(|level| levels.has(*level))
        && lower.contains(&analysis.resolver.gazetteer().level(body))
        && analysis.resolver.gazetteer().kind(body).as_str() != "special-city"
}

/// “Tour” is not “La Tour”, unless its article stands before it: “au Havre”.
fn is_article_missing(analysis: &Analysis<'_, '_>, one: &Named, sentence: &Sentence, body: BodyId) -> bool {
    let name = crate::fold::plain_key(analysis.resolver.gazetteer().name_of(body));
    let is_short = ["le ", "la ", "les ", "l "]
        .iter()
        .any(|article| name.strip_prefix(article) == Some(one.key.as_str()));
    let before = one.words.1.checked_sub(1).and_then(|at| sentence.words.get(at));
    let is_there = before.is_some_and(|word| {
        matches!(
            word.key.as_str(),
            "du" | "au" | "aux" | "des" | "le" | "la" | "les" | "l"
        )
    });
    is_short && !is_there
}

fn found(how: How) -> f32 {
    match how {
        How::Exact => 1.0,
        How::Article | How::Bare | How::Inflected => 0.5,
        How::Sound => -0.7,
        How::Near(1) | How::Head => -1.5,
        How::Near(_) | How::Cut(_) => -3.0,
    }
}

/// Large bodies are named more often, the small ones of a list of 300,000 hardly ever.
fn size(analysis: &Analysis<'_, '_>, body: BodyId) -> f32 {
    let gazetteer = analysis.resolver.gazetteer();
    let population = gazetteer.population(body);
    if population == 0 {
        return match gazetteer.level(body) {
            Level::First => 1.2,
            Level::Second | Level::Intermunicipal => 0.5,
            Level::Municipality => 0.0,
            Level::Settlement | Level::Part => -0.8,
        };
    }
    #[expect(
        clippy::cast_precision_loss,
        clippy::as_conversions,
        reason = "a score needs no more"
    )]
    let size = (population as f32).log10() - 4.0;
    (size * 0.9).clamp(-1.6, 2.0)
}

/// What the words around the name and its own shape say.
fn surroundings(analysis: &Analysis<'_, '_>, one: &Named, sentence: &Sentence, how: How) -> f32 {
    let (intro, first, end) = one.words;
    let words = sentence.words.as_slice();
    let language = sentence.language.as_deref();
    let own = words.get(first..end).unwrap_or_default();
    let is_single = own.iter().filter(|word| word.is_capital()).count() < 2;
    let before = intro.checked_sub(1).and_then(|at| words.get(at));
    let mut score = 0.0;
    score += match bystanders::beside(words, (intro, end)) {
        Beside::Nothing => 0.0,
        Beside::House => -1.5,
        Beside::Namesake => -4.0,
        Beside::Another => -8.0,
    };
    if !is_single {
        score += 1.0;
    }
    if one.is_introduced {
        return score;
    }
    let is_bound = words.get(first).is_some_and(Token::is_joined);
    if let Some(before) = before.filter(|_| is_bound) {
        if super::find::is_place_word(&before.key, language) {
            score += 0.7;
        } else if is_single && before.shape == Shape::Lower && is_determined(analysis, words, first, language)
        {
            score -= 2.0;
        }
    }
    score += hyphened(analysis, words, (first, end));
    if is_single {
        score += single(own, words, (first, end), language, how);
    }
    score + quoted(&analysis.document.text, one)
}

/// Whether an article stands before the name, in German perhaps with an adjective between: “der letzte Zug”.
fn is_determined(analysis: &Analysis<'_, '_>, words: &[Token], first: usize, language: Option<&str>) -> bool {
    let is_article = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| super::find::is_determiner(&word.key, language))
    };
    let is_national = first
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(|word| analysis.resolver.countries().by_adjective(&word.key).is_some());
    let is_bound = first
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(Token::is_joined);
    is_article(first.checked_sub(1))
        || language == Some("de") && is_bound && !is_national && is_article(first.checked_sub(2))
}

/// A name joined to another word by a hyphen is half of a longer one, unless the other half is a name too.
fn hyphened(analysis: &Analysis<'_, '_>, words: &[Token], (first, end): (usize, usize)) -> f32 {
    let before = first
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .filter(|_| words.get(first).is_some_and(|word| word.gap == Gap::Hyphen));
    let behind = words
        .get(end)
        .filter(|word| word.gap == Gap::Hyphen && word.is_capital());
    let halves = before.into_iter().chain(behind);
    let cost = |word: &Token| if analysis.is_named(word.span) { -1.0 } else { -3.0 };
    halves.map(cost).sum()
}

/// One capital word alone is the weakest sign of a name, in German hardly one at all.
fn single(
    own: &[Token],
    words: &[Token],
    (first, end): (usize, usize),
    language: Option<&str>,
    how: How,
) -> f32 {
    let mut score = 0.0;
    let Some(word) = own.first() else { return 0.0 };
    if bystanders::is_first_name(&word.key) {
        score -= 2.0;
    }
    if language == Some("de") {
        score -= if how == How::Exact { 0.7 } else { 1.5 };
    } else if first == 0 && !is_entry(words, end) {
        score -= 0.7;
    }
    if first == 0 && is_entry(words, end) {
        score += 0.5;
    }
    if bystanders::is_own_word(&word.key) {
        score -= 2.0;
    }
    if word.key.chars().count() < 4 {
        score -= 1.0;
    }
    let behind = words.get(end);
    if behind.is_some_and(|word| word.shape == Shape::Number && word.gap == Gap::Space && word.key.len() != 4)
    {
        score -= 1.5;
    }
    let is_name = |word: &Token| matches!(word.shape, Shape::Title | Shape::Upper);
    // In a line of capitals the next capital says nothing.
    let is_loud = word.shape == Shape::Upper && behind.is_some_and(|word| word.shape == Shape::Upper);
    if is_loud {
        return score - 0.7;
    }
    let is_beside = behind.is_some_and(|word| {
        word.gap == Gap::Space
            && is_name(word)
            && !super::find::is_stop_word(&word.key)
            && !super::names::is_free_title(&word.key)
    });
    if is_beside {
        score -= if language == Some("de") { 0.4 } else { 2.0 };
    }
    score
}

/// Whether a name at the start of a line is all of it, or its label: “Amanlis : d’accord”.
fn is_entry(words: &[Token], end: usize) -> bool {
    words
        .get(end)
        .is_none_or(|word| matches!(word.gap, Gap::Stop | Gap::Dash | Gap::Open | Gap::Comma))
}

/// A name in quotation marks, or at the edge of a short phrase in them, is that of a club, a house, a book.
fn quoted(text: &str, one: &Named) -> f32 {
    let before = text.get(..one.span.start).unwrap_or_default();
    let behind = text.get(one.span.end..).unwrap_or_default();
    let is_opening = |mark: char| matches!(mark, '«' | '„' | '“' | '"' | '‘' | '‚');
    let is_closing = |mark: char| matches!(mark, '»' | '“' | '”' | '"' | '’');
    let opens = before.chars().next_back().is_some_and(is_opening);
    let closes = behind.chars().next().is_some_and(is_closing);
    let is_end = |mark: &char| matches!(mark, '.' | '!' | '?' | '\n' | ',' | ';' | ':');
    let mut after = behind.chars().take(PHRASE).take_while(|mark| !is_end(mark));
    let mut ahead = before.chars().rev().take(PHRASE).take_while(|mark| !is_end(mark));
    match (opens, closes) {
        (true, true) => -3.0,
        (true, false) if after.any(is_closing) => -2.2,
        (false, true) if ahead.any(is_opening) => -2.2,
        _ => 0.0,
    }
}

/// Most letters of a phrase in quotation marks that is a name.
const PHRASE: usize = 40;
