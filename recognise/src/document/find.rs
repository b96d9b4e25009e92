//! Spots: the places in a sentence where an authority may be named.
//!
//! In: the words of a sentence. Out: spans with the name inside them and what introduces it, longest first.
//!
//! # Invariants
//! Spots of one sentence do not overlap and stand in order. A spot is only a possibility; the resolver and the
//! document decide.

use super::Sentence;
use super::context::{countries_in, country_at};
use super::known::{Known, Names};
use super::lexicon::Concept;
use super::tokens::{Gap, Shape, Token};
use crate::fold;
use crate::gazetteer::Gazetteer;
use crate::resolve::type_words::{self, Levels};
use read::Span;
use rustc_hash::{FxHashMap, FxHashSet};
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
    /// The name to look up where it is not the written one: an ending undone.
    pub(crate) base: Option<String>,
}

static STOP_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
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

/// Words by their language, as `data` has them: a language and its words in each row.
fn by_language(data: &'static str) -> FxHashMap<&'static str, FxHashSet<&'static str>> {
    let rows = data.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| row.split_once('\t'))
        .map(|(language, words)| (language, words.split(' ').collect()))
        .collect()
}

static STOP_WORDS_OF: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> =
    LazyLock::new(|| by_language(include_str!("../../data/stopwords.tsv")));

static COMMON_WORDS: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> =
    LazyLock::new(|| by_language(include_str!("../../data/common_words.tsv")));

fn is_in(
    words: &FxHashMap<&'static str, FxHashSet<&'static str>>,
    key: &str,
    language: Option<&str>,
) -> bool {
    match language.and_then(|language| words.get(language)) {
        Some(own) => own.contains(key),
        None => words.values().any(|own| own.contains(key)),
    }
}

/// Whether the word begins sentences of a language without being a name.
pub(crate) fn is_stop_word_of(key: &str, language: Option<&str>) -> bool {
    is_in(&STOP_WORDS_OF, key, language)
}

/// Whether the word of a language is a common one though a small place is called so.
pub(crate) fn is_common_word(key: &str, language: Option<&str>) -> bool {
    is_in(&COMMON_WORDS, key, language)
}

/// The small words before names: whether a place follows, the language, the words.
static BEFORE: LazyLock<FxHashMap<(bool, &'static str), FxHashSet<&'static str>>> = LazyLock::new(|| {
    let rows = include_str!("../../data/before_names.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let is_place = cells.next()? == "place";
        Some(((is_place, cells.next()?), cells.next()?.split(' ').collect()))
    })
    .collect()
});

fn is_before(is_place: bool, key: &str, language: Option<&str>) -> bool {
    let own = language.and_then(|language| BEFORE.get(&(is_place, language)));
    match own {
        Some(own) => own.contains(key),
        None => BEFORE
            .iter()
            .any(|((place, _), words)| *place == is_place && words.contains(key)),
    }
}

/// Whether in a language a place name follows the word without an article: “in Essen”.
pub(crate) fn is_place_word(key: &str, language: Option<&str>) -> bool {
    is_before(true, key, language)
}

/// Whether in a language a common noun follows the word: “im Rathaus”.
pub(crate) fn is_determiner(key: &str, language: Option<&str>) -> bool {
    is_before(false, key, language)
}

/// Small words that stand inside names.
const INSIDE: [&str; 56] = [
    "de", "du", "des", "d", "la", "le", "les", "l", "en", "sur", "sous", "aux", "au", "a", "et", "lez",
    "pres", "of", "the", "and", "upon", "on", "in", "am", "an", "der", "im", "bei", "ob", "vor", "nad",
    "pod", "i", "unter", "uber", "zu", "zum", "zur", "auf", "aan", "den", "under", "by", "von", "pri", "di",
    "da", "do", "del", "della", "y", "na", "los", "las", "el", "al",
];

/// Whether the word may stand inside a name: “Châlons-en-Champagne”.
pub(crate) fn is_inside(key: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| INSIDE.into_iter().collect());
    WORDS.contains(key)
}

/// The spots of a sentence; `is_listed` says that it is a line under the heading of a country, `is_told` that it speaks
/// of twins.
pub(crate) fn spots(
    words: &[Token],
    names: &mut Names<'_, '_>,
    (is_listed, is_told): (bool, bool),
) -> Vec<Spot> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut series = Levels::default();
    let mut opened = None;
    while at < words.len() {
        let typed = type_phrase(words, at);
        let spot = typed
            .and_then(|typed| introduced(words, (at, typed), names))
            .or_else(|| named(words, at, names))
            .or_else(|| more(words, at, series).filter(|_| continues(words, at)))
            .or_else(|| located(words, at, names, is_listed && at == 0))
            .or_else(|| strange(words, at, names).filter(|_| is_told));
        // “New Zealand”: neither “New” nor “Zealand”.
        let begun = spot.as_ref().filter(|spot| spot.first == at).map(|spot| spot.end);
        let country = begun.and_then(|_| country_at(words, at, names.countries()));
        if let Some((_, end)) = country.filter(|(_, end)| begun < Some(*end)) {
            at = end;
            continue;
        }
        if let Some(mut spot) = spot {
            // “les villes de Nantes, Saint-Nazaire et Kherson”: what introduces the first holds for the list.
            if spot.intro == spot.first && (continues(words, at) || opened == Some(at)) {
                spot.levels = series;
            } else {
                series = of_several(words, &spot);
            }
            at = spot.end;
            found.push(spot);
        } else if let Some((first, levels)) = typed.and_then(|typed| opening(words, (at, typed))) {
            (at, opened, series) = (first, Some(first), levels);
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
    let mut heads: FxHashSet<&str> = FxHashSet::default();
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
                    base: None,
                });
            }
        }
        list.sort_by_key(|spot| spot.first);
    }
}

/// Adds the German adjectives of towns before what speaks for one: “Kölner Rat”, “Düsseldorfer Partnerstadt”.
pub(crate) fn add_adjectives(spots: &mut [Vec<Spot>], sentences: &[Sentence], gazetteer: &Gazetteer<'_>) {
    let speaks = [
        Concept::Council,
        Concept::Inhabitant,
        Concept::PartnerBody,
        Concept::Partnership,
    ];
    for (list, sentence) in spots.iter_mut().zip(sentences) {
        if !matches!(sentence.language.as_deref(), Some("de") | None) {
            continue;
        }
        for cue in sentence.cues.iter().filter(|cue| speaks.contains(&cue.concept)) {
            let Some(at) = cue.first.checked_sub(1) else {
                continue;
            };
            let is_near = sentence
                .words
                .get(cue.first)
                .is_some_and(|word| word.gap == Gap::Space);
            let word = sentence
                .words
                .get(at)
                .filter(|word| is_near && word.shape == Shape::Title);
            let Some((word, base)) = word.and_then(|word| Some((word, town_of(&word.key, gazetteer)?)))
            else {
                continue;
            };
            list.retain(|spot| !(spot.first == at && spot.end == at + 1));
            if list.iter().any(|spot| (spot.intro..spot.end).contains(&at)) {
                continue;
            }
            list.push(Spot {
                span: word.span,
                first: at,
                end: at + 1,
                intro: at,
                levels: Levels::default(),
                is_known: true,
                base: Some(base),
            });
        }
        list.sort_by_key(|spot| spot.first);
    }
}

/// Inhabitants of a town whose German adjective is read: small ones are surnames too.
const ADJECTIVAL: u32 = 5_000;

/// The town of a German adjective: “Kölner”, “Dresdner”, “Göttinger”, “Bremer”.
fn town_of(key: &str, gazetteer: &Gazetteer<'_>) -> Option<String> {
    let bare = key.strip_suffix("er").filter(|bare| bare.len() > 2)?;
    let restored = bare.strip_suffix('n').map(|bare| format!("{bare}en"));
    let bases = [
        Some(bare.to_owned()),
        Some(format!("{bare}en")),
        restored,
        Some(format!("{bare}e")),
    ];
    let is_town = |base: &String| {
        let mut found = gazetteer.named(base.as_bytes()).filter(|found| !found.is_bare);
        found.any(|found| gazetteer.population(gazetteer.body_named(found.name)) >= ADJECTIVAL)
    };
    bases.into_iter().flatten().find(is_town)
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

/// “powiatów cieszyńskiego, żywieckiego”: an adjective in small letters that goes on with a list of several.
fn more(words: &[Token], at: usize, series: Levels) -> Option<Spot> {
    let word = words.get(at)?;
    let is_adjective = word.shape == Shape::Lower && is_adjective(&word.key);
    let before = words.get(at.checked_sub(1)?)?;
    let is_list = before.shape == Shape::Lower && (is_and(&before.key) || self::is_adjective(&before.key));
    (is_adjective && is_list && !series.is_empty()).then_some(Spot {
        span: word.span,
        first: at,
        end: at + 1,
        intro: at,
        levels: series,
        is_known: false,
        base: None,
    })
}

/// The levels that what introduces a spot asks of the members of a list: none where it speaks of one body, as “Landkreis”
/// does, or stands behind the name.
fn of_several(words: &[Token], spot: &Spot) -> Levels {
    let typed = words.get(spot.intro..spot.first).unwrap_or_default();
    let is_one = typed.iter().any(|word| type_words::is_of_one(&word.key));
    if typed.is_empty() || is_one {
        Levels::default()
    } else {
        spot.levels
    }
}

/// Type words and a colon before a list of adjectives: “громадам: Боярській, Ізюмській”. Where the list begins, and the
/// levels that hold for it.
fn opening(words: &[Token], (at, (length, levels)): (usize, (usize, Levels))) -> Option<(usize, Levels)> {
    let first = words.get(at + length).filter(|word| word.gap == Gap::Stop)?;
    (first.is_capital() && is_adjective(&first.key)).then_some((at + length, levels))
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
fn introduced(
    words: &[Token],
    (at, (length, levels)): (usize, (usize, Levels)),
    names: &mut Names<'_, '_>,
) -> Option<Spot> {
    let typed = words.get(at..at + length).unwrap_or_default();
    let is_of_partner = typed.iter().any(|word| type_words::is_of_partner(&word.key));
    let mut first = at + length;
    while words
        .get(first)
        .is_some_and(|word| word.shape == Shape::Lower && is_link(&word.key) && word.is_joined())
    {
        first += 1;
    }
    // “les villes jumelles de A sont B et C”: A is whose twins they are, and none of them.
    let is_one = typed.iter().any(|word| type_words::is_of_one(&word.key));
    if is_of_partner && !is_one && first > at + length {
        return None;
    }
    // “м. Вінниця”: a short type word keeps its full stop.
    let is_short = length == 1 && words.get(at).is_some_and(|word| word.key.chars().count() < 5);
    let start = words
        .get(first)
        .filter(|word| word.is_joined() || is_short && word.gap == Gap::Stop)
        .filter(|word| word.is_capital() || is_adjective(&word.key))?;
    let known = known_at(words, first, names);
    // In a line of capitals nobody sees where an unknown name ends.
    let is_loud = |at: usize| words.get(at).is_some_and(|word| word.shape == Shape::Upper);
    if known.is_none() && is_loud(at) && is_loud(first) && is_loud(first + 1) {
        return None;
    }
    let end = known
        .as_ref()
        .map(|(end, _)| *end)
        .or_else(|| capitals(words, first, names))
        .or_else(|| start.shape.eq(&Shape::Lower).then_some(first + 1))?;
    // The whole, type words and all, may itself be a name: “Communauté d’agglomération Saumur Val de Loire”.
    let whole = longest(words, at, names.gazetteer()).filter(|whole| *whole > end);
    let is_known = whole.is_some() || known.as_ref().is_some_and(|(_, known)| *known == Known::Exact);
    let end = whole.unwrap_or(end);
    // The mention begins at the first capital of its type words: “la Province de …” without its article; words that tell
    // of a partner, “Partnerstadt Breslau”, are no part of it.
    let capital = typed
        .iter()
        .position(Token::is_capital)
        .filter(|_| !is_of_partner)
        .map(|place| at + place);
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
        is_known,
        base: known.and_then(|(_, known)| known.base()),
    })
}

/// A name in small letters behind a type word is an adjective: “powiat świdnicki”, “rejonu kowelskiego”.
pub(crate) fn is_adjective(key: &str) -> bool {
    let stems = ["sk", "ck", "zk", "ськ", "цьк", "зьк"];
    let endings = [
        "i", "iego", "iemu", "im", "ie", "a", "iej", "ий", "ого", "ому", "им", "ій", "ої", "ою", "у",
    ];
    key.chars().count() > 5
        && endings
            .iter()
            .filter_map(|ending| key.strip_suffix(ending))
            .any(|rest| stems.iter().any(|stem| rest.ends_with(stem)))
}

/// Capital words that no list has, with the country behind them in brackets, or alone under the heading of one.
fn located(words: &[Token], at: usize, names: &Names<'_, '_>, is_listed: bool) -> Option<Spot> {
    // “Partnerschaften zu Arras (Frankreich)”: the name begins behind the word of partnership.
    let start = words
        .get(at)
        .filter(|word| word.is_capital() && !type_words::is_of_partner(&word.key))?;
    if at > 0 && start.is_joined() && words.get(at - 1).is_some_and(Token::is_capital) {
        return None;
    }
    let end = capitals(words, at, names)?;
    let bracket = words.get(end).filter(|word| word.gap == Gap::Open);
    let is_located = bracket.is_some_and(|_| {
        let inside = words.get(end..words.len().min(end + 4)).unwrap_or_default();
        countries_in(inside, names.countries())
            .first()
            .is_some_and(|(_, first, _)| *first == 0)
    });
    let is_free = is_listed && !words.get(at..end)?.iter().any(|word| is_stop_word(&word.key));
    (is_located || is_free).then(|| unlisted(words, at, end))?
}

/// Capital words inside a sentence that no list has: “twinned with Xyzburg”. Germans write every noun with a capital.
fn strange(words: &[Token], at: usize, names: &Names<'_, '_>) -> Option<Spot> {
    (names.language() != Some("de")).then_some(())?;
    let start = words
        .get(at)
        .filter(|word| at > 0 && word.shape == Shape::Title)?;
    if start.is_joined() && words.get(at - 1).is_some_and(Token::is_capital) {
        return None;
    }
    let end = capitals(words, at, names)?;
    let own = words.get(at..end)?;
    let countries = names.countries();
    let is_word = |word: &Token| {
        is_stop_word(&word.key)
            || type_words::levels_of(&word.key).is_some()
            || countries.by_key(&word.key).is_some()
    };
    let letters: usize = own.iter().map(|word| word.key.chars().count()).sum();
    (letters > 3 && !own.iter().any(is_word)).then(|| unlisted(words, at, end))?
}

/// A name that no list has and no type word introduces.
fn unlisted(words: &[Token], first: usize, end: usize) -> Option<Spot> {
    Some(Spot {
        span: span(words.get(first)?, words, end)?,
        first,
        end,
        intro: first,
        levels: Levels::default(),
        is_known: false,
        base: None,
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
    let words = words.get(at..)?;
    type_words::beginning(&words.first()?.key)
        .find_map(|(phrase, levels)| Some((spelled(words, phrase)?, levels)))
}

/// Most words of a type phrase.
const PHRASE: usize = 5;

/// How many words at the beginning, with no mark between, are the phrase.
fn spelled(words: &[Token], phrase: &str) -> Option<usize> {
    let mut rest = phrase;
    for (at, word) in words.iter().take(PHRASE).enumerate() {
        if at > 0 {
            rest = rest.strip_prefix(' ').filter(|_| word.is_joined())?;
        }
        rest = rest.strip_prefix(word.key.as_str())?;
        if rest.is_empty() {
            return Some(at + 1);
        }
    }
    None
}

/// A known name that begins at this word.
fn named(words: &[Token], at: usize, names: &mut Names<'_, '_>) -> Option<Spot> {
    let first = words.get(at).filter(|word| word.is_capital())?;
    if let Some(spot) = adjectival(words, at) {
        return Some(spot);
    }
    let (end, known) = known_at(words, at, names)?;
    let (typed, levels) = type_behind(words, end);
    Some(Spot {
        span: span(first, words, typed)?,
        first: at,
        end: typed,
        intro: at,
        levels,
        is_known: known == Known::Exact,
        base: known.base().filter(|_| typed == end),
    })
}

/// “Покровській громаді”, “Вінницька та Хмельницька області”: adjectives that a type word follows.
fn adjectival(words: &[Token], at: usize) -> Option<Spot> {
    let first = words.get(at).filter(|word| is_adjective(&word.key))?;
    let mut end = at + 1;
    while words
        .get(end)
        .is_some_and(|word| word.gap == Gap::Hyphen && word.is_capital())
    {
        end += 1;
    }
    let (typed, levels) = type_behind(words, end);
    if typed > end {
        return Some(Spot {
            span: span(first, words, typed)?,
            first: at,
            end: typed,
            intro: at,
            levels,
            is_known: false,
            base: None,
        });
    }
    // The type word stands behind the last of several.
    let mut next = end;
    for _ in 0..4 {
        let is_link = words.get(next).is_some_and(|word| is_connector(&word.key));
        let adjective = next + usize::from(is_link);
        let is_next = is_link || words.get(next).is_some_and(|word| word.gap == Gap::Comma);
        let word = words
            .get(adjective)
            .filter(|word| is_next && word.is_capital() && is_adjective(&word.key));
        word?;
        next = adjective + 1;
        let (typed, levels) = type_behind(words, next);
        if typed > next {
            return Some(Spot {
                span: span(first, words, end)?,
                first: at,
                end,
                intro: at,
                levels,
                is_known: false,
                base: None,
            });
        }
    }
    None
}

/// A type word behind the name belongs to it: “Zhytomyr oblast”, “Carlow County Council”.
fn type_behind(words: &[Token], end: usize) -> (usize, Levels) {
    let mut key = String::new();
    let mut best = (end, Levels::default());
    for (count, word) in words.iter().skip(end).take(4).enumerate() {
        if word.gap != Gap::Space || word.shape == Shape::Number {
            break;
        }
        if count > 0 {
            key.push(' ');
        }
        key.push_str(&word.key);
        if let Some(levels) = type_words::levels_behind(&key) {
            best = (end + count + 1, levels);
        }
    }
    best
}

/// The longest name that begins at this word, and how it is known.
fn known_at(words: &[Token], at: usize, names: &mut Names<'_, '_>) -> Option<(usize, Known)> {
    let exact = longest(words, at, names.gazetteer());
    bent(words, (at, exact.unwrap_or(at)), names).or_else(|| exact.map(|end| (end, Known::Exact)))
}

/// Most words of a name in a case or another spelling.
const BENT: usize = 4;

/// The longest run of capital words, going beyond a place, that is a name once endings are undone, or sounds like one.
fn bent(words: &[Token], (at, beyond): (usize, usize), names: &mut Names<'_, '_>) -> Option<(usize, Known)> {
    let mut ends = Vec::new();
    let mut key = String::new();
    for (count, word) in words.get(at..)?.iter().take(BENT).enumerate() {
        // “у Слов’янську”: in Cyrillic letters an apostrophe stands inside a word.
        let is_inner = count > 0 && word.gap == Gap::Apostrophe && word.key.chars().all(fold::is_cyrillic);
        let is_near = is_inner || matches!(word.gap, Gap::Space | Gap::Hyphen);
        if count > 0 && !is_near || word.shape == Shape::Number || word.key.len() > 60 {
            break;
        }
        if count > 0 {
            key.push(' ');
        }
        key.push_str(&word.key);
        // “TOP Ö 5”: a letter behind a word is its number.
        let is_letter = count > 0 && word.key.chars().count() == 1;
        if is_letter && word.is_capital() {
            break;
        }
        if word.is_capital() || is_inner {
            if is_inner {
                // What stands before the apostrophe is no name.
                ends.pop();
            }
            ends.push((at + count + 1, key.clone()));
        } else if !is_inside(&word.key) {
            break;
        }
    }
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    // “Mit Kyiv”, “У Ґданську”: a preposition that begins a sentence is no part of a name in a case.
    let first = words.get(at);
    if first.is_some_and(|first| is_place_word(&first.key, names.language())) {
        ends.truncate(1);
    }
    let is_open = first.is_some_and(|word| !word.is_joined())
        || before.is_some_and(|word| is_place_word(&word.key, names.language()));
    let mut longer = ends.into_iter().rev().take_while(|(end, _)| *end > beyond);
    longer.find_map(|(end, key)| Some((end, names.known(&key, (end - at, is_open))?)))
}

/// The end of the longest known name that begins at a word.
pub(crate) fn longest(words: &[Token], at: usize, gazetteer: &Gazetteer<'_>) -> Option<usize> {
    let (mut hash, mut length) = (fold::KeyHash::default(), 0);
    let mut best = None;
    for (count, word) in words.get(at..)?.iter().take(LONGEST).enumerate() {
        let is_near = word.is_joined() || matches!(word.gap, Gap::Slash | Gap::Dash);
        if count > 0 && !is_near {
            break;
        }
        // No name has a word this long; hashing it for each look-up would be dear.
        if word.key.len() > 200 {
            break;
        }
        // “Paris, Hamburg and Madrid as sister cities”: no name ends in a small word of a language.
        let is_small = is_inside(&word.key) || word.gap == Gap::Space && is_stop_word(&word.key);
        let may_end = word.is_capital() || (count > 0 && !is_small);
        let is_lower = word.shape == Shape::Lower && !is_inside(&word.key);
        hash.add(word.key.as_bytes());
        length += word.key.len();
        if may_end && length > 1 && gazetteer.has_name(hash) {
            best = Some(at + count + 1);
        }
        if is_lower
            && count > 0
            && !matches!(word.gap, Gap::Hyphen | Gap::Apostrophe)
            && best != Some(at + count + 1)
        {
            break;
        }
    }
    best
}

/// The end of a run of capital words, with the small words inside it but no “and” and no country.
fn capitals(words: &[Token], at: usize, names: &Names<'_, '_>) -> Option<usize> {
    // “Xyzburg en Allemagne”: a country behind a preposition says where it lies.
    let is_country = |at: usize| {
        let rest = words.get(at..words.len().min(at + 3)).unwrap_or_default();
        let countries = countries_in(rest, names.countries());
        countries.first().is_some_and(|(_, first, _)| *first == 0)
    };
    let mut end = None;
    for (count, word) in words.get(at..)?.iter().take(6).enumerate() {
        if count > 0 && !word.is_joined() {
            break;
        }
        // “Москаленко В.В.”: an initial behind it is no part of a name.
        if count > 0 && word.key.chars().count() == 1 && word.key.chars().all(fold::is_cyrillic) {
            break;
        }
        if word.is_capital() {
            end = Some(at + count + 1);
        } else if !(is_inside(&word.key) || word.gap == Gap::Hyphen)
            || word.gap == Gap::Space && (is_and(&word.key) || is_country(at + count + 1))
        {
            break;
        }
    }
    end
}

/// Whether the word ties two names rather than being part of one.
pub(crate) fn is_and(key: &str) -> bool {
    matches!(key, "et" | "and" | "und" | "та" | "і" | "й" | "i" | "oraz" | "y")
}

fn span(first: &Token, words: &[Token], end: usize) -> Option<Span> {
    let last = words.get(end.checked_sub(1)?)?;
    Some(Span::new(first.span.start, last.span.end))
}
