//! Spots: the places in a sentence where an authority may be named.
//!
//! In: the words of a sentence. Out: spans with the name inside them and what introduces it, longest first.
//!
//! # Invariants
//! Spots of one sentence do not overlap and stand in order. A spot is only a possibility; the resolver and the
//! document decide.

use super::Sentence;
use super::tokens::{Gap, Shape, Token};
use crate::gazetteer::Gazetteer;
use crate::resolve::type_words::{self, Levels};
use read::Span;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Most words of one name.
const LONGEST: usize = 9;

/// A place where an authority may be named.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spot {
    /// What a mention of it covers: the name, with a type word before it that is written with a capital.
    pub(crate) span: Span,
    /// First word of the name.
    pub(crate) first: usize,
    /// One past its last word.
    pub(crate) end: usize,
    /// First word of what introduces it (type words), or `first`.
    pub(crate) intro: usize,
    /// The levels the type words allow; empty without any.
    pub(crate) levels: Levels,
    /// The gazetteer has this very name.
    pub(crate) is_known: bool,
}

static STOP_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/stopwords.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    rows.filter_map(|row| row.split_once('\t'))
        .flat_map(|(_, words)| words.split(' '))
        .collect()
});

/// Whether the word begins sentences without being a name.
pub(crate) fn is_stop_word(key: &str) -> bool {
    STOP_WORDS.contains(key)
}

/// Small words that stand inside names.
const INSIDE: [&str; 44] = [
    "de", "du", "des", "d", "la", "le", "les", "l", "en", "sur", "sous", "aux", "au", "a", "et", "lez",
    "pres", "of", "the", "and", "upon", "on", "in", "am", "an", "der", "im", "bei", "ob", "vor", "nad",
    "pod", "i", "di", "da", "do", "del", "della", "y", "na", "los", "las", "el", "al",
];

/// Whether the word may stand inside a name: “Châlons-en-Champagne”.
pub(crate) fn is_inside(key: &str) -> bool {
    INSIDE.contains(&key)
}

/// The spots of a sentence.
pub(crate) fn spots(words: &[Token], gazetteer: &Gazetteer<'_>) -> Vec<Spot> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut series = Levels::default();
    while at < words.len() {
        let spot = introduced(words, at, gazetteer).or_else(|| named(words, at, gazetteer));
        if let Some(mut spot) = spot {
            // “les villes de Nantes, Saint-Nazaire et Kherson”: what introduces the first holds for the list.
            if spot.intro == spot.first && continues(words, at) {
                spot.levels = series;
            } else {
                series = spot.levels;
            }
            at = spot.end;
            found.push(spot);
        } else {
            if words.get(at).is_some_and(|word| !is_connector(&word.key)) {
                series = Levels::default();
            }
            at += 1;
        }
    }
    found
}

/// Adds the short forms of names that the document writes out: “Gagnac” where it also says “Gagnac-sur-Garonne”.
pub(crate) fn add_short_forms(spots: &mut [Vec<Spot>], sentences: &[Sentence]) {
    let mut heads: HashSet<&str> = HashSet::new();
    for (list, sentence) in spots.iter().zip(sentences) {
        for spot in list
            .iter()
            .filter(|spot| spot.is_known && spot.end > spot.first + 1)
        {
            let first = sentence.words.get(spot.first).map(|word| word.key.as_str());
            heads.extend(first.filter(|key| {
                key.chars().count() > 3 && *key != "saint" && *key != "sainte" && !is_stop_word(key)
            }));
        }
    }
    for (list, sentence) in spots.iter_mut().zip(sentences) {
        for (at, word) in sentence.words.iter().enumerate() {
            let is_free = !list.iter().any(|spot| (spot.intro..spot.end).contains(&at));
            if is_free && word.shape == Shape::Title && heads.contains(word.key.as_str()) {
                let levels = Levels::default();
                list.push(Spot {
                    span: word.span,
                    first: at,
                    end: at + 1,
                    intro: at,
                    levels,
                    is_known: true,
                });
            }
        }
        list.sort_by_key(|spot| spot.first);
    }
}

/// Words that may stand between the members of a list.
pub(crate) fn is_connector(key: &str) -> bool {
    matches!(
        key,
        "et" | "and"
            | "та"
            | "і"
            | "й"
            | "und"
            | "sowie"
            | "oraz"
            | "i"
            | "y"
            | "e"
            | "de"
            | "du"
            | "des"
            | "d"
            | "la"
            | "le"
            | "les"
            | "l"
            | "of"
            | "the"
            | "ainsi"
            | "que"
            | "with"
            | "avec"
            | "з"
            | "із"
            | "mit"
            | "z"
    )
}

fn continues(words: &[Token], at: usize) -> bool {
    let is_link = |word: &Token| is_connector(&word.key);
    words.get(at).is_some_and(|word| word.gap == Gap::Comma)
        || at
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(is_link)
}

/// A name behind type words: “commune urbaine de X”. The name need not be known: “Commune de Zapatoca”.
fn introduced(words: &[Token], at: usize, gazetteer: &Gazetteer<'_>) -> Option<Spot> {
    let (length, levels) = type_phrase(words, at)?;
    let mut first = at + length;
    while words
        .get(first)
        .is_some_and(|word| word.shape == Shape::Lower && is_link(&word.key) && word.is_joined())
    {
        first += 1;
    }
    let start = words
        .get(first)
        .filter(|word| word.is_joined() && word.is_capital())?;
    let end = longest(words, first, gazetteer).or_else(|| capitals(words, first))?;
    let is_known = longest(words, first, gazetteer).is_some();
    // The whole, type words and all, may itself be a name: “Communauté d’agglomération Saumur Val de Loire”.
    let whole = longest(words, at, gazetteer).filter(|whole| *whole > end);
    let end = whole.unwrap_or(end);
    // The mention begins at the first capital of its type words: “la Province de …” without its article.
    let capital = (at..at + length).find(|place| words.get(*place).is_some_and(Token::is_capital));
    let start = match capital {
        Some(place) if place == at => article_before(words, at).or(words.get(at))?,
        Some(place) => words.get(place)?,
        None => start,
    };
    Some(Spot {
        span: span(start, words, end)?,
        first,
        end,
        intro: at,
        levels,
        is_known: is_known || whole.is_some(),
    })
}

fn is_link(key: &str) -> bool {
    matches!(
        key,
        "de" | "du"
            | "des"
            | "d"
            | "la"
            | "le"
            | "les"
            | "l"
            | "of"
            | "the"
            | "von"
            | "di"
            | "da"
            | "do"
            | "del"
    )
}

/// A capital article before a capital type word belongs to the name as written: “La Région Occitanie”.
fn article_before(words: &[Token], at: usize) -> Option<&Token> {
    let before = words.get(at.checked_sub(1)?)?;
    let joined = words.get(at)?.is_joined();
    (joined && before.shape == Shape::Title && matches!(before.key.as_str(), "la" | "le" | "l" | "the"))
        .then_some(before)
}

/// The longest type phrase that begins at this word, with its levels.
fn type_phrase(words: &[Token], at: usize) -> Option<(usize, Levels)> {
    let mut key = String::new();
    let mut best = None;
    for (count, word) in words.get(at..)?.iter().take(5).enumerate() {
        if count > 0 {
            if !word.is_joined() {
                break;
            }
            key.push(' ');
        }
        key.push_str(&word.key);
        if let Some(levels) = type_words::levels_of(&key) {
            best = Some((count + 1, levels));
        }
    }
    best
}

/// A known name that begins at this word.
fn named(words: &[Token], at: usize, gazetteer: &Gazetteer<'_>) -> Option<Spot> {
    let first = words.get(at).filter(|word| word.is_capital())?;
    let end = longest(words, at, gazetteer)?;
    let end = with_type_behind(words, end);
    Some(Spot {
        span: span(first, words, end)?,
        first: at,
        end,
        intro: at,
        levels: Levels::default(),
        is_known: true,
    })
}

/// A type word behind the name belongs to it: “Zhytomyr oblast”.
fn with_type_behind(words: &[Token], end: usize) -> usize {
    let behind = words.get(end).filter(|word| word.gap == Gap::Space);
    let is_type = behind.is_some_and(|word| {
        matches!(
            word.key.as_str(),
            "oblast"
                | "raion"
                | "hromada"
                | "municipality"
                | "county"
                | "громада"
                | "область"
                | "району"
                | "області"
                | "громади"
                | "community"
                | "metropole"
        )
    });
    if is_type { end + 1 } else { end }
}

/// The end of the longest known name that begins at a word.
pub(crate) fn longest(words: &[Token], at: usize, gazetteer: &Gazetteer<'_>) -> Option<usize> {
    let mut key: Vec<u8> = Vec::with_capacity(48);
    let mut best = None;
    for (count, word) in words.get(at..)?.iter().take(LONGEST).enumerate() {
        let is_inside = word.is_joined() || matches!(word.gap, Gap::Slash | Gap::Dash);
        if count > 0 && !is_inside {
            break;
        }
        // No name has a word this long; hashing it for each look-up would be dear.
        if word.key.len() > 200 {
            break;
        }
        let may_end = word.is_capital() || (count > 0 && !INSIDE.contains(&word.key.as_str()));
        let is_lower = word.shape == Shape::Lower && !INSIDE.contains(&word.key.as_str());
        key.extend_from_slice(word.key.as_bytes());
        if may_end && gazetteer.named(&key).next().is_some() && key.len() > 1 {
            best = Some(at + count + 1);
        }
        if is_lower && count > 0 && word.gap != Gap::Hyphen && best != Some(at + count + 1) {
            break;
        }
    }
    best
}

/// The end of a run of capital words, with the small words inside it.
fn capitals(words: &[Token], at: usize) -> Option<usize> {
    let mut end = None;
    for (count, word) in words.get(at..)?.iter().take(6).enumerate() {
        if count > 0 && !word.is_joined() {
            break;
        }
        if word.is_capital() {
            end = Some(at + count + 1);
        } else if !(INSIDE.contains(&word.key.as_str()) || word.gap == Gap::Hyphen) {
            break;
        }
    }
    end
}

fn span(first: &Token, words: &[Token], end: usize) -> Option<Span> {
    let last = words.get(end.checked_sub(1)?)?;
    Some(Span::new(first.span.start, last.span.end))
}
