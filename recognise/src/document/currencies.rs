//! Currencies as people write them.
//!
//! In: a word or a mark beside a number, and the countries that the text speaks of. Out: the ISO 4217 code. The words
//! are data (`data/currencies.tsv`).
//!
//! # Invariants
//! A word of several currencies (crowns, shillings, dinars) is that of a country named beside it, then of one that the
//! document names, then the first of the data.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use vocabulary::{Country, Currency};

/// Where a form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Behind the number, or before it with a capital.
    Word,
    /// Before the number only.
    Before,
    /// A hundredth, behind the number.
    Cent,
}

#[derive(Debug)]
struct Entry {
    currency: Currency,
    countries: Vec<Country>,
    place: Place,
    /// Only where one of the countries is spoken of.
    is_bound: bool,
}

/// A sign with its currency.
struct Mark {
    sign: &'static str,
    currency: Currency,
    countries: Vec<Country>,
}

struct Data {
    words: FxHashMap<String, Vec<Entry>>,
    /// Longest first.
    marks: Vec<Mark>,
    /// The places of the marks that begin with a sign, in their order.
    beginning: FxHashMap<char, Vec<usize>>,
    /// The same by the sign they end with.
    ending: FxHashMap<char, Vec<usize>>,
    weak: Vec<&'static str>,
    longest: usize,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let rows = include_str!("../../data/currencies.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    let mut data = Data {
        words: FxHashMap::default(),
        marks: Vec::new(),
        beginning: FxHashMap::default(),
        ending: FxHashMap::default(),
        weak: Vec::new(),
        longest: 1,
    };
    for row in rows {
        read_row(row, &mut data);
    }
    data.marks
        .sort_by_key(|mark| std::cmp::Reverse(mark.sign.chars().count()));
    for (at, mark) in data.marks.iter().enumerate() {
        if let (Some(first), Some(last)) = (mark.sign.chars().next(), mark.sign.chars().next_back()) {
            data.beginning.entry(first).or_default().push(at);
            data.ending.entry(last).or_default().push(at);
        }
    }
    data
});

fn read_row(row: &'static str, data: &mut Data) {
    let cells: Vec<&'static str> = row.split('\t').collect();
    let [code, countries, place, forms] = cells.as_slice() else {
        panic!("currencies.tsv: “{row}” is not code, countries, place, forms");
    };
    let forms = forms.split('|').map(str::trim);
    if *place == "weak" {
        data.weak.extend(forms);
        return;
    }
    let currency: Currency = code
        .parse()
        .unwrap_or_else(|_| panic!("currencies.tsv: “{code}” is no code"));
    let countries = || -> Vec<Country> {
        countries
            .split(',')
            .filter_map(|code| code.parse().ok())
            .collect()
    };
    for form in forms {
        if *place == "mark" {
            data.marks.push(Mark {
                sign: form,
                currency,
                countries: countries(),
            });
            continue;
        }
        let (place, is_bound) = match *place {
            "word" => (Place::Word, false),
            "there" => (Place::Word, true),
            "before" => (Place::Before, false),
            "before_there" => (Place::Before, true),
            "cent" => (Place::Cent, false),
            other => panic!("currencies.tsv: “{other}” is no place"),
        };
        let key = crate::fold::plain_key(form);
        data.longest = data.longest.max(key.split(' ').count());
        data.words.entry(key).or_default().push(Entry {
            currency,
            countries: countries(),
            place,
            is_bound,
        });
    }
}

/// The countries that a sum may belong to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Land<'a> {
    /// Named beside it, the nearest first.
    pub(crate) near: &'a [Country],
    /// Named in the document, the most frequent first.
    pub(crate) all: &'a [Country],
}

/// The most words of one form.
pub(crate) fn longest() -> usize {
    DATA.longest
}

/// The currency of a word, by its plain key.
pub(crate) fn word(key: &str, place: Place, land: Land<'_>) -> Option<Currency> {
    let entries = DATA.words.get(key)?;
    let fitting = || entries.iter().filter(|entry| entry.place == place);
    let of = |country: &Country| fitting().find(|entry| entry.countries.contains(country));
    let near = land.near.iter().find_map(of);
    let all = || fitting().find(|entry| land.all.iter().any(|country| entry.countries.contains(country)));
    let first = || fitting().find(|entry| !entry.is_bound);
    near.or_else(all).or_else(first).map(|entry| entry.currency)
}

/// The currency of a code as written in capitals: “EUR”. `is_large`: beside a number of four digits or more.
pub(crate) fn code(written: &str, is_large: bool) -> Option<Currency> {
    if written.len() != 3 || !written.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let is_weak = DATA.weak.contains(&written);
    written.parse().ok().filter(|_| !is_weak || is_large)
}

/// The currency of a country, where the data has one.
pub(crate) fn of_country(country: Country) -> Option<Currency> {
    static HOME: LazyLock<FxHashMap<Country, Currency>> = LazyLock::new(|| {
        let mut home = FxHashMap::default();
        let entries = DATA
            .words
            .values()
            .flatten()
            .map(|entry| (&entry.countries, entry.currency));
        let marks = DATA.marks.iter().map(|mark| (&mark.countries, mark.currency));
        for (countries, currency) in entries.chain(marks) {
            for country in countries {
                home.insert(*country, currency);
            }
        }
        home
    });
    HOME.get(&country).copied()
}

/// The sign that a text begins with, and its length.
pub(crate) fn mark_at(text: &str, land: Land<'_>) -> Option<(usize, Currency)> {
    let mut signs = signs(DATA.beginning.get(&text.chars().next()?));
    let sign = signs.find(|sign| text.starts_with(sign))?;
    let is_word = sign.ends_with(char::is_alphabetic);
    let goes_on = text
        .get(sign.len()..)
        .is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    (!(is_word && goes_on)).then_some((sign.len(), of_sign(sign, land)?))
}

/// The sign that a text ends with, and its length.
pub(crate) fn mark_before(text: &str, land: Land<'_>) -> Option<(usize, Currency)> {
    let mut signs = signs(DATA.ending.get(&text.chars().next_back()?));
    let sign = signs.find(|sign| text.ends_with(sign))?;
    let head = text.get(..text.len() - sign.len())?;
    let is_word = sign.starts_with(char::is_alphabetic);
    if is_word && head.ends_with(char::is_alphanumeric) {
        return None;
    }
    Some((sign.len(), of_sign(sign, land)?))
}

/// The signs of some marks.
fn signs(marks: Option<&Vec<usize>>) -> impl Iterator<Item = &'static str> {
    let marks = marks.into_iter().flatten();
    marks.filter_map(|at| DATA.marks.get(*at)).map(|mark| mark.sign)
}

fn of_sign(sign: &str, land: Land<'_>) -> Option<Currency> {
    let fitting = || DATA.marks.iter().filter(|mark| mark.sign == sign);
    // A plain dollar is that of the country spoken of.
    if sign == "$" {
        return word("dollars", Place::Word, land);
    }
    let near = fitting().find(|mark| land.near.iter().any(|country| mark.countries.contains(country)));
    near.or_else(|| fitting().next()).map(|mark| mark.currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_several_currencies_is_that_of_the_country_spoken_of() {
        let (dk, ke): (Country, Country) = ("DK".parse().unwrap(), "TZ".parse().unwrap());
        let near = |country: &[Country]| {
            let land = Land {
                near: country,
                all: &[],
            };
            (
                word("kronen", Place::Word, land).unwrap().code(),
                word("shillings", Place::Word, land).unwrap().code(),
            )
        };
        assert_eq!(near(&[dk]), ("DKK", "KES"));
        assert_eq!(near(&[ke]), ("DKK", "TZS"));
        assert!(word("rand", Place::Word, Land::default()).is_none());
    }

    #[test]
    fn codes_that_are_common_words_need_a_large_number() {
        assert!(code("TOP", false).is_none());
        assert!(code("EUR", false).is_some());
        assert!(code("Eur", true).is_none());
    }
}
