//! What the words around one name say of where it lies: “(Mali)”, “polnische”, “w Niemczech”, “gmina”, a heading above.
//!
//! In: the words of a sentence and the place of a name. Out: the country they give.
//!
//! # Invariants
//! A country in brackets is certain; one from elsewhere is taken only if a body there has the very name.

use super::context::countries_in;
use super::flags;
use super::tokens::{Gap, Shape, Token};
use crate::gazetteer::{BodyId, Gazetteer};
use crate::resolve::{Countries, type_words};
use vocabulary::{Country, Level};

/// A country given for one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) country: Country,
    /// In brackets right behind the name.
    pub(crate) is_certain: bool,
}

/// Most words that a bracket may hold and still say where a name lies.
const BRACKET: usize = 8;

/// The country that the words around `intro..end` give; `text` is the document's.
pub(crate) fn given(
    (words, text): (&[Token], &str),
    (intro, first, end): (usize, usize, usize),
    countries: &Countries,
) -> Option<Given> {
    let soft = |country| Given {
        country,
        is_certain: false,
    };
    bracket((words, text), end, countries)
        .map(|country| Given {
            country,
            is_certain: true,
        })
        .or_else(|| flags::given((words, text), (intro, end)).map(soft))
        .or_else(|| behind(words, end, countries).map(soft))
        .or_else(|| set_off(words, end, countries).map(soft))
        .or_else(|| adjective(words, (intro, first), countries).map(soft))
        .or_else(|| typed(words, (intro, first, end)).map(soft))
}

/// “Hromada Rudki”, “gmina Łańcut”: bodies called so lie in one country.
fn typed(words: &[Token], (intro, first, end): (usize, usize, usize)) -> Option<Country> {
    let before = words.get(intro..first)?;
    // What stands behind the name belongs to it: “Rudky hromada”.
    let behind = words.get(first + 1..end).unwrap_or_default();
    before
        .iter()
        .chain(behind)
        .find_map(|word| type_words::country_of(&word.key))
}

/// “Tata (Maroc)”, “Lublin (PL)”, “Kazanlak (Bulgarie, 1973)”.
fn bracket((words, text): (&[Token], &str), end: usize, countries: &Countries) -> Option<Country> {
    let open = words.get(end).filter(|word| word.gap == Gap::Open)?;
    let before = words.get(end.checked_sub(1)?)?;
    let between = text.get(before.span.end..open.span.start)?;
    if !between.contains(['(', '[']) {
        return None;
    }
    let inside = words.get(end..)?;
    let length = inside
        .iter()
        .skip(1)
        .take(BRACKET)
        .take_while(|word| !matches!(word.gap, Gap::Close | Gap::Stop | Gap::Open))
        .count();
    let inside = inside.get(..=length)?;
    let named = countries_in(inside, countries);
    match named.as_slice() {
        [(country, _, _)] => Some(*country),
        [] if open.shape == Shape::Upper || open.key.len() == 1 => code(&open.key),
        _ => inside.iter().find_map(|word| countries.by_adjective(&word.key)),
    }
}

/// The country of a code as it stands in brackets: that of vehicles, or of ISO 3166.
fn code(key: &str) -> Option<Country> {
    let iso = match key {
        "f" | "fra" => "FR",
        "d" | "brd" | "ger" => "DE",
        "a" | "aut" => "AT",
        "i" | "ita" => "IT",
        "e" | "esp" => "ES",
        "p" => "PT",
        "b" => "BE",
        "h" => "HU",
        "s" => "SE",
        "n" => "NO",
        "gb" | "uk" | "gbr" => "GB",
        "pol" => "PL",
        "ukr" => "UA",
        "rus" => "RU",
        "usa" | "us" => "US",
        "sui" => "CH",
        "irl" => "IE",
        "fin" => "FI",
        "slo" => "SI",
        "svk" => "SK",
        "rom" => "RO",
        "j" | "jpn" => "JP",
        other => other,
    };
    (iso.len() == 2)
        .then(|| iso.to_uppercase().parse().ok())
        .flatten()
}

/// “Irkutsk, Russland”, “Prievidza na Słowacji”, “Laval au Canada”.
fn behind(words: &[Token], end: usize, countries: &Countries) -> Option<Country> {
    let next = words.get(end)?;
    let at = match next.gap {
        // “Pecq, en Belgique”.
        Gap::Comma if next.shape == Shape::Lower && is_within(&next.key) => end + 1,
        Gap::Comma | Gap::Slash | Gap::Dash => end,
        Gap::Space if is_within(&next.key) => end + 1,
        _ => return None,
    };
    let at = at + usize::from(words.get(at).is_some_and(|word| is_article(&word.key)));
    let rest = words.get(at..)?;
    let (country, start, stop) = *countries_in(rest.get(..rest.len().min(5))?, countries)
        .first()
        .or(None)?;
    // “Lyon, France et Allemagne”: a list of countries says nothing of the name.
    let is_alone = rest
        .get(stop)
        .is_none_or(|word| word.gap != Gap::Space || word.shape == Shape::Lower);
    (start == 0 && is_alone).then_some(country).or_else(|| {
        let word = words.get(at).filter(|word| word.is_capital())?;
        countries.by_adjective(&word.key)
    })
}

/// Most words of a phrase that says where a town lies.
const SET_OFF: usize = 9;

/// “Jalapa, in the hills of northern Nicaragua, …”, “Yateras, at the eastern tip of Cuba”: the only country of a phrase that
/// commas set off behind the name.
fn set_off(words: &[Token], end: usize, countries: &Countries) -> Option<Country> {
    let next = words.get(end)?;
    let is_phrase = next.gap == Gap::Comma && next.shape == Shape::Lower && is_place_word(&next.key);
    let rest = words.get(end..).filter(|_| is_phrase)?;
    let is_on = |word: &&Token| matches!(word.gap, Gap::Space | Gap::Apostrophe | Gap::Hyphen);
    let length = 1 + rest.iter().skip(1).take_while(is_on).count();
    let phrase = rest.get(..length).filter(|_| length <= SET_OFF)?;
    match countries_in(phrase, countries).as_slice() {
        [(country, _, _)] => Some(*country),
        [] => phrase.iter().find_map(|word| countries.by_adjective(&word.key)),
        _ => None,
    }
}

/// Most words of a region's name.
const REGION: usize = 3;

/// The region that stands behind a name: “Akron, Ohio”, “Laval in Quebec”, “Birmingham (Alabama)”.
pub(crate) fn region(words: &[Token], end: usize, gazetteer: &Gazetteer<'_>) -> Option<String> {
    let next = words.get(end)?;
    let (at, is_listed) = match next.gap {
        Gap::Comma => (end, true),
        Gap::Open => (end, false),
        Gap::Space if is_within(&next.key) => (end + 1, false),
        _ => return None,
    };
    let mut key = String::new();
    let mut found = None;
    for (count, word) in words.iter().skip(at).take(REGION).enumerate() {
        let is_part = word.is_capital() && (count == 0 || matches!(word.gap, Gap::Space | Gap::Hyphen));
        if !is_part {
            break;
        }
        if count > 0 {
            key.push(' ');
        }
        key.push_str(&word.key);
        if is_region(&key, is_listed, gazetteer) {
            found = Some(key.clone());
        }
    }
    found
}

/// Whether a first-level division has this name, and where a list may be meant no large town besides.
fn is_region(key: &str, is_listed: bool, gazetteer: &Gazetteer<'_>) -> bool {
    const LARGE: u32 = 100_000;
    let bodies = || {
        gazetteer
            .named(key.as_bytes())
            .filter(|found| !found.is_bare)
            .map(|found| gazetteer.body_named(found.name))
    };
    let is_town = |body: BodyId| {
        matches!(gazetteer.level(body), Level::Municipality | Level::Settlement)
            && gazetteer.population(body) >= LARGE
    };
    bodies().any(|body| gazetteer.level(body) == Level::First) && !(is_listed && bodies().any(is_town))
}

/// Words that say where: “in Frankreich”.
fn is_within(key: &str) -> bool {
    matches!(
        key,
        "in" | "en" | "au" | "aux" | "w" | "we" | "na" | "у" | "в" | "на"
    )
}

/// Words that begin a phrase of place.
fn is_place_word(key: &str) -> bool {
    let others = [
        "at", "on", "near", "im", "am", "an", "bei", "dans", "sur", "pres", "pod", "nad", "під", "над",
        "біля",
    ];
    is_within(key) || others.contains(&key)
}

fn is_article(key: &str) -> bool {
    matches!(key, "der" | "den" | "the" | "la" | "les" | "le")
}

/// Most words before a name in which its adjective may stand: “la ville polonaise de”, “the Polish city of”.
const ADJECTIVE: usize = 3;

fn adjective(words: &[Token], (intro, first): (usize, usize), countries: &Countries) -> Option<Country> {
    let from = intro.saturating_sub(ADJECTIVE);
    let mut at = first;
    while at > from {
        // Only what hangs on the name without a mark between.
        let is_bound = words
            .get(at)
            .is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Apostrophe));
        let before = words.get(at - 1).filter(|_| is_bound)?;
        let is_free = at > intro || before.shape == Shape::Lower || before.is_capital();
        if !is_free {
            return None;
        }
        if let Some(country) = countries.by_adjective(&before.key) {
            return Some(country);
        }
        at -= 1;
    }
    None
}
