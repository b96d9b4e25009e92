//! Dates in prose, in five languages, with what they lack taken from the day of the document.
//!
//! In: the words of a sentence and the day it was published. Out: days with their precision and place.
//!
//! # Invariants
//! Nothing is made more precise than it was written, except what a word points at from the day of the document:
//! “le 6 juin dernier”, “hier”, “by the end of the year”.

use super::tokens::{Gap, Shape, Token};
use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;
use vocabulary::Day;

/// A date in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dated {
    /// When.
    pub(crate) day: Day,
    /// First word.
    pub(crate) first: usize,
    /// One past the last.
    pub(crate) end: usize,
}

/// Stems of the twelve months in French, English, Ukrainian, German and Polish plain keys.
const MONTHS: [&[&str]; 12] = [
    &[
        "janvier",
        "january",
        "jan",
        "січня",
        "січень",
        "січні",
        "januar",
        "janner",
        "stycznia",
        "styczniu",
        "styczen",
    ],
    &[
        "fevrier",
        "february",
        "feb",
        "лютого",
        "лютий",
        "лютому",
        "februar",
        "feber",
        "lutego",
        "lutym",
        "luty",
    ],
    &[
        "mars",
        "march",
        "березня",
        "березень",
        "березні",
        "marz",
        "marca",
        "marcu",
        "marzec",
    ],
    &[
        "avril",
        "april",
        "apr",
        "квітня",
        "квітень",
        "квітні",
        "kwietnia",
        "kwietniu",
        "kwiecien",
    ],
    &["mai", "may", "травня", "травень", "травні", "maja", "maju", "maj"],
    &[
        "juin",
        "june",
        "червня",
        "червень",
        "червні",
        "juni",
        "czerwca",
        "czerwcu",
        "czerwiec",
    ],
    &[
        "juillet",
        "july",
        "липня",
        "липень",
        "липні",
        "juli",
        "lipca",
        "lipcu",
        "lipiec",
    ],
    &[
        "aout",
        "august",
        "aug",
        "серпня",
        "серпень",
        "серпні",
        "sierpnia",
        "sierpniu",
        "sierpien",
    ],
    &[
        "septembre",
        "september",
        "sept",
        "вересня",
        "вересень",
        "вересні",
        "wrzesnia",
        "wrzesniu",
        "wrzesien",
    ],
    &[
        "octobre",
        "october",
        "oct",
        "жовтня",
        "жовтень",
        "жовтні",
        "oktober",
        "okt",
        "pazdziernika",
        "pazdzierniku",
        "pazdziernik",
    ],
    &[
        "novembre",
        "november",
        "nov",
        "листопада",
        "листопад",
        "листопаді",
        "listopada",
        "listopadzie",
        "listopad",
    ],
    &[
        "decembre",
        "december",
        "dec",
        "грудня",
        "грудень",
        "грудні",
        "dezember",
        "dez",
        "grudnia",
        "grudniu",
        "grudzien",
    ],
];

/// Words for the day before the document's.
const YESTERDAY: [&str; 5] = ["hier", "yesterday", "вчора", "gestern", "wczoraj"];

/// Words for the end of a year.
const END: [&str; 6] = ["fin", "end", "кінця", "ende", "konca", "кінець"];

/// Words between “end” and what ends.
const END_OF: [&str; 13] = [
    "fin",
    "end",
    "кінця",
    "ende",
    "konca",
    "la",
    "de",
    "l",
    "of",
    "the",
    "this",
    "des",
    "кінець",
];

/// Words for a year.
const YEAR: [&str; 9] = [
    "annee", "year", "року", "jahres", "roku", "an", "рік", "jahr", "jahre",
];

/// Whether the word says that a year follows: “im Jahr 1976”, “the year 1976”.
pub(crate) fn is_year_word(key: &str) -> bool {
    YEAR.contains(&key)
}

/// The dates of a sentence, in order.
pub(crate) fn dates(words: &[Token], text: &str, today: Option<Date>) -> Vec<Dated> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match date_at(words, at, text, today) {
            Some(dated) => {
                at = dated.end.max(at + 1);
                found.push(dated);
            }
            None => at += 1,
        }
    }
    found
}

fn date_at(words: &[Token], at: usize, text: &str, today: Option<Date>) -> Option<Dated> {
    if !may_begin(key(words, at)?) {
        return None;
    }
    day_first(words, at, today)
        .or_else(|| month_first(words, at, today))
        .or_else(|| numeric(words, at, text))
        .or_else(|| relative(words, at, today))
        .or_else(|| year_alone(words, at))
}

/// Whether a date may begin with the word: a number, a month, “yesterday”, “end”. Most words need no further look.
fn may_begin(key: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        let months = MONTHS.iter().copied().flatten();
        months.chain(&YESTERDAY).chain(&END).copied().collect()
    });
    key.starts_with(|first: char| first.is_ascii_digit()) || WORDS.contains(key)
}

fn key(words: &[Token], at: usize) -> Option<&str> {
    words.get(at).map(|word| word.key.as_str())
}

fn month(key: &str) -> Option<i8> {
    static NUMBERS: LazyLock<FxHashMap<&str, i8>> = LazyLock::new(|| {
        let numbered = MONTHS.iter().zip(1..);
        numbered
            .flat_map(|(names, number)| names.iter().map(move |name| (*name, number)))
            .collect()
    });
    NUMBERS.get(key).copied()
}

/// Whether the word is the name of a month.
pub(crate) fn is_month(key: &str) -> bool {
    month(key).is_some()
}

fn day_number(key: &str) -> Option<i8> {
    let digits = key.trim_end_matches(|c: char| !c.is_ascii_digit());
    if !(1..=2).contains(&digits.len()) || key.len() > 4 {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn year_number(key: &str) -> Option<i16> {
    (key.len() == 4)
        .then(|| key.parse().ok())
        .flatten()
        .filter(|year| (1900..=2100).contains(year))
}

/// `6 juin 2025`, `le 6 juin dernier`, `6. Juni 2025`, `6th of June, 2025`.
fn day_first(words: &[Token], at: usize, today: Option<Date>) -> Option<Dated> {
    let day = day_number(key(words, at)?)?;
    let mut next = at + 1;
    if key(words, next) == Some("of") {
        next += 1;
    }
    let month = month(key(words, next)?)?;
    next += 1;
    with_year(words, (at, next), (month, day), today)
}

/// `June 6, 2025`, `juin 2025`.
fn month_first(words: &[Token], at: usize, today: Option<Date>) -> Option<Dated> {
    let first = words.get(at)?;
    let month = month(&first.key)?;
    if let Some(day) = key(words, at + 1).and_then(day_number)
        && key(words, at + 2).and_then(year_number).is_some()
    {
        return with_year(words, (at, at + 2), (month, day), today);
    }
    let year = year_number(key(words, at + 1)?)?;
    Some(Dated {
        day: Day::in_month(year, month)?,
        first: at,
        end: at + 2,
    })
}

fn with_year(
    words: &[Token],
    (first, next): (usize, usize),
    (month, day): (i8, i8),
    today: Option<Date>,
) -> Option<Dated> {
    let gap_allows = words
        .get(next)
        .is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Comma));
    if let Some(year) = key(words, next).and_then(year_number).filter(|_| gap_allows) {
        return Some(Dated {
            day: Day::on(year, month, day)?,
            first,
            end: next + 1,
        });
    }
    // Without a year the last such day before the document was published is meant.
    let today = today?;
    let this_year = Date::new(today.year(), month, day).ok()?;
    let date = if this_year > today {
        Date::new(today.year() - 1, month, day).ok()?
    } else {
        this_year
    };
    let says_last = matches!(
        key(words, next),
        Some("dernier" | "derniere" | "last" | "минулого")
    );
    Some(Dated {
        day: Day::of(date),
        first,
        end: if says_last { next + 1 } else { next },
    })
}

/// `06/06/2025`, `06.06.2025`, `2025-06-06`.
fn numeric(words: &[Token], at: usize, text: &str) -> Option<Dated> {
    let first = words.get(at).filter(|word| word.shape == Shape::Number)?;
    // The reader of numbers keeps full stops and commas inside one word.
    let written = first.span.of(text);
    let parts: Vec<&str> = written.split('.').collect();
    if let [day, month, year] = parts.as_slice() {
        let day = Day::on(year_number(year)?, month.parse().ok()?, day.parse().ok()?)?;
        return Some(Dated {
            day,
            first: at,
            end: at + 1,
        });
    }
    let (second, third) = (words.get(at + 1)?, words.get(at + 2)?);
    let joint = (second.gap, third.gap);
    let numbers = (written, second.span.of(text), third.span.of(text));
    let day = match joint {
        (Gap::Slash, Gap::Slash) => Day::on(
            year_number(numbers.2)?,
            numbers.1.parse().ok()?,
            numbers.0.parse().ok()?,
        )?,
        (Gap::Hyphen, Gap::Hyphen) => Day::on(
            year_number(numbers.0)?,
            numbers.1.parse().ok()?,
            numbers.2.parse().ok()?,
        )?,
        _ => return None,
    };
    Some(Dated {
        day,
        first: at,
        end: at + 3,
    })
}

/// `hier`, `by the end of the year`, `fin 2023`.
fn relative(words: &[Token], at: usize, today: Option<Date>) -> Option<Dated> {
    let word = key(words, at)?;
    if YESTERDAY.contains(&word) {
        let day = today?.checked_sub(1.day()).ok()?;
        return Some(Dated {
            day: Day::of(day),
            first: at,
            end: at + 1,
        });
    }
    if !END.contains(&word) {
        return None;
    }
    let mut next = at + 1;
    while key(words, next).is_some_and(|word| END_OF.contains(&word)) {
        next += 1;
    }
    let after = key(words, next)?;
    let is_year = YEAR.contains(&after);
    // “la fin de l’année 2026”: the number behind the word says which.
    let numbered = is_year
        .then(|| key(words, next + 1).and_then(year_number))
        .flatten();
    let year = numbered
        .or_else(|| year_number(after))
        .or_else(|| is_year.then(|| today.map(Date::year)).flatten())?;
    Some(Dated {
        day: Day::on(year, 12, 31)?,
        first: at,
        end: if numbered.is_some() { next + 2 } else { next + 1 },
    })
}

/// `en 2018`, `since 2018`: a year that a word introduces.
fn year_alone(words: &[Token], at: usize) -> Option<Dated> {
    let year = year_number(key(words, at)?)?;
    let before = key(words, at.checked_sub(1)?)?;
    let introduced = matches!(
        before,
        "en" | "in"
            | "depuis"
            | "since"
            | "l"
            | "year"
            | "annee"
            | "у"
            | "в"
            | "з"
            | "seit"
            | "im"
            | "w"
            | "od"
            | "from"
            | "of"
    );
    introduced.then_some(())?;
    Some(Dated {
        day: Day::in_year(year)?,
        first: at,
        end: at + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tokens;
    use read::Span;

    fn read(text: &str) -> Vec<String> {
        let today = Date::new(2025, 6, 21).ok();
        dates(&tokens::words(text, Span::new(0, text.len())), text, today)
            .iter()
            .map(|d| d.day.to_string())
            .collect()
    }

    #[test]
    fn dates_are_read_in_five_languages() {
        for (text, day) in [
            ("signé le 6 juin 2025 à", "2025-06-06"),
            ("on June 6, 2025", "2025-06-06"),
            ("on 6 June 2025", "2025-06-06"),
            ("6 червня 2025 року", "2025-06-06"),
            ("am 6. Juni 2025", "2025-06-06"),
            ("6 czerwca 2025 r.", "2025-06-06"),
            ("le 1er mars 2024", "2024-03-01"),
            ("en juin 2024", "2024-06"),
            ("w maju 2013 roku", "2013-05"),
            ("im Jänner 2013", "2013-01"),
            ("depuis 2018", "2018"),
            ("06/06/2025", "2025-06-06"),
            ("06.06.2025", "2025-06-06"),
            ("2025-06-06", "2025-06-06"),
        ] {
            assert_eq!(read(text), [day], "{text}");
        }
    }

    #[test]
    fn what_a_date_lacks_comes_from_the_day_of_the_document() {
        assert_eq!(read("signé le 6 juin dernier à Kyiv"), ["2025-06-06"]);
        assert_eq!(read("le 24 décembre dernier"), ["2024-12-24"]);
        assert_eq!(read("accueillis hier à"), ["2025-06-20"]);
        assert_eq!(read("by the end of the year"), ["2025-12-31"]);
        assert_eq!(read("d'ici la fin de l'année 2026"), ["2026-12-31"]);
        assert_eq!(read("fin 2023"), ["2023-12-31"]);
    }

    #[test]
    fn other_numbers_are_no_dates() {
        assert!(read("2000 habitants, 15 générateurs, 0.50 euro").is_empty());
    }
}
