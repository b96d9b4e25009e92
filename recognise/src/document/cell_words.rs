//! What the words of a cell say: a status, a kind of relation, “the same as above”, “withdrawn”, days.
//!
//! In: the text of one cell. Out: words of the vocabulary. The words are data (`data/cells.tsv`), five languages
//! side by side.
//!
//! # Invariants
//! - The first row of the data that fits wins: what denies stands before what affirms.

use super::phrases::{Phrase, Rows};
use super::{dates, tokens};
use crate::fold;
use read::Span;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use vocabulary::Day;

/// The values of each field, by the phrases that say them.
static FIELDS: LazyLock<FxHashMap<&'static str, Rows<&'static str>>> = LazyLock::new(|| {
    let rows = include_str!("../../data/cells.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    let mut fields: FxHashMap<&'static str, Vec<(&'static str, Vec<Phrase>)>> = FxHashMap::default();
    for row in rows {
        let mut cells = row.split('\t');
        match (cells.next(), cells.next(), cells.next()) {
            (Some(field), Some(value), Some(phrases)) => {
                fields
                    .entry(field)
                    .or_default()
                    .push((value, Phrase::list(phrases)));
            }
            _ => panic!("cells.tsv: “{row}” is not field, value, phrases"),
        }
    }
    let of_field = |(field, rows): (_, Vec<_>)| (field, Rows::of(rows.into_iter()));
    fields.into_iter().map(of_field).collect()
});

/// Where in a cell words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Where {
    /// Its first words.
    Start,
    /// Anywhere.
    Anywhere,
    /// They are all of it.
    Whole,
}

/// The value that the words of a cell with this key say in a field of the data.
fn said(field: &str, key: &str, place: Where) -> Option<&'static str> {
    first_said(field, key, place, |_| true)
}

/// The first of the values asked for that the words of a cell with this key say in a field of the data.
fn first_said(
    field: &str,
    key: &str,
    place: Where,
    is_asked: impl Fn(&&'static str) -> bool,
) -> Option<&'static str> {
    let rows = FIELDS.get(field)?;
    let words: Vec<&str> = key.split_ascii_whitespace().take(MOST_WORDS).collect();
    let starts = match place {
        Where::Start | Where::Whole => words.len().min(1),
        Where::Anywhere => words.len(),
    };
    let said = (0..starts).flat_map(|at| rows.beginning(words.get(at..).unwrap_or_default(), &is_asked));
    said.filter(|(_, length)| place != Where::Whole || *length == words.len())
        .map(|(row, _)| row)
        .min()
        .and_then(|row| rows.row(row).copied())
}

/// Words of a cell that are looked at.
const MOST_WORDS: usize = 60;

/// Whether the words of a cell say what a row of the data names.
pub(crate) fn says_row(value: &str, text: &str, place: Where) -> bool {
    says_row_by_key(value, &fold::plain_key(text), place)
}

fn says_row_by_key(value: &str, key: &str, place: Where) -> bool {
    first_said("row", key, place, |row| *row == value).is_some()
}

/// The status that a cell names.
pub(crate) fn status(text: &str, place: Where) -> Option<&'static str> {
    status_by_key(&fold::plain_key(text), place)
}

/// The status that a cell with this key names.
pub(crate) fn status_by_key(key: &str, place: Where) -> Option<&'static str> {
    said("status", key, place)
}

/// The kind of relation that a cell names.
pub(crate) fn relation(text: &str) -> Option<&'static str> {
    relation_by_key(&fold::plain_key(text))
}

/// The kind of relation that a cell with this key names.
pub(crate) fn relation_by_key(key: &str) -> Option<&'static str> {
    said("relation", key, Where::Anywhere)
}

/// Whether a cell points at the one above: “idem”, “ebenda”, “-//-”, “″”.
pub(crate) fn is_same(text: &str) -> bool {
    let bare = bare(text);
    is_ditto(bare) || (is_short(bare) && says_row("same", bare, Where::Whole))
}

/// A cell without the brackets around it.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(['(', ')', '[', ']']).trim()
}

/// Whether a cell is a mark of repetition.
fn is_ditto(bare: &str) -> bool {
    !bare.is_empty()
        && bare.chars().all(|sign| "-–—/\"″”“»«'’.,".contains(sign))
        && bare.chars().any(|sign| "\"″”“»«/".contains(sign))
}

/// Whether a cell with this key says that there is nothing to say: “—”, “néant”, “n.c.”.
pub(crate) fn is_blank(text: &str, key: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
        || (is_short(text) && says_row_by_key("empty", key, Where::Whole))
}

/// Whether what stands in place of a name is none: it points at the cell above, says that there is nothing to say or that
/// whoever stood there withdrew.
pub(crate) fn is_no_name(text: &str) -> bool {
    let (key, bare) = (fold::plain_key(text), bare(text));
    is_blank(text, &key)
        || is_ditto(bare)
        || (is_short(bare) && says_row_by_key("same", &key, Where::Whole))
        || says_row_by_key("out", &key, Where::Whole)
}

/// Whether a cell is short enough to say nothing but one of the things that are said instead of a name.
fn is_short(text: &str) -> bool {
    text.chars().nth(SHORT).is_none()
}

/// Most letters of such a cell.
const SHORT: usize = 24;

/// The days written in a cell, in order: `1989-04`, `25.07.1994`, `01.2002`, `1960/1966`, “серпень 1990”.
pub(crate) fn days(text: &str) -> Vec<Day> {
    let words = tokens::words(text, Span::new(0, text.len()));
    let told = dates::dates(&words, text, None);
    let fine: Vec<(Span, Day)> = told
        .iter()
        .filter(|dated| dated.end > dated.first + 1)
        .filter_map(|dated| {
            let first = words.get(dated.first)?.span.start;
            let last = words.get(dated.end - 1)?.span.end;
            Some((Span::new(first, last), dated.day))
        })
        .collect();
    let mut found: Vec<(usize, Day)> = fine.iter().map(|(span, day)| (span.start, *day)).collect();
    for (at, chunk) in chunks(text) {
        let is_told = fine.iter().any(|(span, _)| span.start <= at && at < span.end);
        if !is_told {
            found.extend(numeric(chunk).into_iter().map(|day| (at, day)));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, day)| day).collect()
}

/// The runs of figures and the marks between them, each with its place.
fn chunks(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '/' | '-');
    for (at, sign) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        match (is_part(sign), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.extend(text.get(from..at).map(|chunk| (from, chunk)));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn numeric(chunk: &str) -> Vec<Day> {
    let parts: Vec<&str> = chunk
        .split(['.', '/', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let year = |part: &str| -> Option<i16> {
        (part.len() == 4)
            .then(|| part.parse().ok())
            .flatten()
            .filter(|year| (1800..=2100).contains(year))
    };
    let small = |part: &str| -> Option<i8> { (part.len() <= 2).then(|| part.parse().ok()).flatten() };
    let one = match parts.as_slice() {
        [a, b, c] if year(a).is_some() => day_of(year(a), small(b), small(c)),
        [a, b, c] if year(c).is_some() => day_of(year(c), small(b), small(a)),
        [a, b] if year(a).is_some() && small(b).is_some() => month_of(year(a), small(b)),
        [a, b] if year(b).is_some() && small(a).is_some() => month_of(year(b), small(a)),
        _ => None,
    };
    if let Some(day) = one {
        return vec![day];
    }
    parts
        .iter()
        .filter_map(|part| Day::in_year(year(part)?))
        .collect()
}

fn day_of(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Option<Day> {
    Day::on(year?, month?, day?)
}

fn month_of(year: Option<i16>, month: Option<i8>) -> Option<Day> {
    Day::in_month(year?, month?)
}

/// The steps that a note names with their days: “renewed 2019”, “suspendu en 2022”.
pub(crate) fn steps(text: &str) -> Vec<(&'static str, Day)> {
    let mut found = Vec::new();
    for clause in text.split([';', ',', '(']) {
        if let (Some(what), [day, ..]) = (
            said("date", &fold::plain_key(clause), Where::Anywhere),
            days(clause).as_slice(),
        ) {
            found.push((what, *day));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        days(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn days_of_cells_keep_the_precision_they_are_written_with() {
        for (text, expected) in [
            ("1989-04", &["1989-04"][..]),
            ("1989", &["1989"]),
            ("25.07.1994", &["1994-07-25"]),
            ("21/09/2019", &["2019-09-21"]),
            ("01.2002", &["2002-01"]),
            ("серпень 1990", &["1990-08"]),
            ("12 octobre 1973", &["1973-10-12"]),
            ("1960/1966", &["1960", "1966"]),
            ("odpowiednio: 2012, 1999", &["2012", "1999"]),
            ("відповідно 1998 / 2014", &["1998", "2014"]),
            ("—", &[]),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    #[test]
    fn a_status_is_told_in_five_languages_and_what_denies_wins() {
        for (text, expected) in [
            ("actif", "active"),
            ("gelé", "suspended"),
            ("under negotiation", "explored"),
            ("beendet 2022", "ended"),
            ("ruhend", "dormant"),
            ("obowiązuje", "active"),
            ("nie obowiązuje", "ended"),
            ("wypowiedziana 3.03.2022", "ended"),
            ("діє", "active"),
            ("втратив чинність 31.12.2021", "ended"),
            ("призупинено з 2018", "suspended"),
        ] {
            assert_eq!(status(text, Where::Start), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_kind_of_relation_is_told_in_five_languages() {
        for (text, expected) in [
            ("jumelage", "twinning"),
            ("convention de coopération", "cooperation_agreement"),
            ("Sister City", "twinning"),
            ("Partnerschaft", "twinning"),
            ("Freundschaft", "friendship_declaration"),
            ("umowa o współpracy", "cooperation_agreement"),
            ("umowa partnerska", "twinning"),
            ("лист про наміри", "letter_of_intent"),
            ("Побратимство", "twinning"),
            ("Меморандум", "memorandum"),
        ] {
            assert_eq!(relation(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn marks_of_repetition_point_at_the_cell_above() {
        for text in ["id.", "ebenda", "j.w.", "-//-", "″", "(same)", "те саме", "dito"] {
            assert!(is_same(text), "{text}");
        }
        for text in ["—", "Same-Ville", "", "Idstein"] {
            assert!(!is_same(text), "{text}");
        }
    }

    #[test]
    fn steps_of_notes_have_their_days() {
        let told: Vec<String> = steps("продовжено 14.11.2022")
            .iter()
            .map(|(what, day)| format!("{what} {day}"))
            .collect();
        assert_eq!(told, ["renewed 2022-11-14"]);
    }
}
