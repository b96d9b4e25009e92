//! Dates and "read more" lines as people write them.
//!
//! In: one line. Out: a civil date, or that the line is a date which does not exist.
//!
//! # Invariants
//! - A line is a date only if nothing else of substance stands in it.

mod words;

use jiff::civil::Date;
use words::{BESIDE, MONTHS, READ_MORE};

/// What a line that is only a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateLine {
    /// A day of the calendar.
    Day(Date),
    /// Written like a date, but there is no such day.
    NoSuchDay,
}

impl DateLine {
    pub(crate) fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::NoSuchDay => None,
        }
    }
}

/// Lines are never longer than this to be a date or a "read more".
const LONGEST: usize = 90;

/// What a line says if it is a date and nothing else: "21 juin, 2025", "21.06.2025", "June 21, 2025".
pub(crate) fn date_line(line: &str) -> Option<DateLine> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = line.to_lowercase();
    let mut found = Parts::default();
    for word in lower
        .split([' ', ',', '\t', '\u{a0}', '\u{202f}', '|', ':'])
        .filter(|word| !word.is_empty())
    {
        if !found.take(word) {
            return None;
        }
    }
    found.date()
}

/// The date at the end of a short line such as "Paris, le 12 mars 2021".
pub(crate) fn closing_date(line: &str) -> Option<Date> {
    let line = line.trim();
    let (_, after) = line.split_once(',').filter(|_| line.len() <= LONGEST)?;
    date_line(after.trim_end_matches('.'))?.day()
}

/// Whether a line is nothing but an invitation to read more.
pub(crate) fn is_read_more(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let words = line.trim_matches(|character: char| !character.is_alphanumeric());
    let lower = words.to_lowercase().replace('’', "'");
    READ_MORE.contains(&lower.as_str())
}

/// Where an invitation to read more begins that was run on after an ellipsis, in bytes.
pub(crate) fn trailing_read_more(line: &str) -> Option<usize> {
    let (after_dots, after_sign) = (line.rfind("..."), line.rfind('…'));
    let at = after_dots
        .map(|at| at + 3)
        .max(after_sign.map(|at| at + '…'.len_utf8()))?;
    let rest = line.get(at..)?;
    is_read_more(rest).then(|| at + (rest.len() - rest.trim_start().len()))
}

#[derive(Default)]
struct Parts {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    numeric: bool,
}

impl Parts {
    /// Takes up one word; `false` if it has no place in a date.
    fn take(&mut self, word: &str) -> bool {
        let word = word.trim_matches(['.', '(', ')', '-', '–', '—']);
        if word.is_empty() || BESIDE.contains(&word) || is_time(word) {
            return true;
        }
        if let Some(month) = month(word) {
            return self.month.replace(month).is_none();
        }
        if let Some([first, second, third]) = numbers(word) {
            let (year, month, day) = if first >= 1000 {
                (first, second, third)
            } else {
                (third, second, first)
            };
            let free = !self.numeric && self.day.is_none() && self.month.is_none() && self.year.is_none();
            self.numeric = true;
            self.year = Some(year).filter(|&year| year >= 1000);
            self.month = i8::try_from(month).ok();
            self.day = i8::try_from(day).ok();
            return free && self.year.is_some();
        }
        let digits = word.trim_end_matches(|character: char| character.is_alphabetic());
        let ending = word.strip_prefix(digits).unwrap_or("");
        let Ok(number) = digits.parse::<i16>() else {
            return false;
        };
        if digits.len() == 4 && ending.is_empty() {
            return self.year.replace(number).is_none();
        }
        let is_ordinal = matches!(ending, "" | "er" | "st" | "nd" | "rd" | "th" | "го");
        let Ok(day) = i8::try_from(number) else {
            return false;
        };
        digits.len() <= 2 && is_ordinal && self.day.replace(day).is_none()
    }

    fn date(&self) -> Option<DateLine> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        if !(1900..=2100).contains(&year) {
            return None;
        }
        Some(Date::new(year, month, day).map_or(DateLine::NoSuchDay, DateLine::Day))
    }
}

fn month(word: &str) -> Option<i8> {
    MONTHS
        .iter()
        .find(|(_, names)| names.contains(&word))
        .map(|(month, _)| *month)
}

/// "21.06.2025", "21/06/2025", "2025-06-21".
fn numbers(word: &str) -> Option<[i16; 3]> {
    let separator = word
        .chars()
        .find(|character| matches!(character, '.' | '/' | '-'))?;
    let mut parts = word.split(separator).map(str::parse::<i16>);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(first)), Some(Ok(second)), Some(Ok(third)), None) => Some([first, second, third]),
        _ => None,
    }
}

/// "14h30", "9h"; the two halves of "14:30" come as numbers and are refused as a second day.
fn is_time(word: &str) -> bool {
    word.split_once('h').is_some_and(|(hours, minutes)| {
        hours.parse::<u8>().is_ok() && (minutes.is_empty() || minutes.parse::<u8>().is_ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_in_five_languages_and_in_figures() {
        for line in [
            "21 juin, 2025",
            "21 juin 2025",
            "Publié le samedi 21 juin 2025 à 14h30",
            "June 21, 2025",
            "21st of June 2025",
            "21.06.2025",
            "21/06/2025",
            "2025-06-21",
            "21 червня 2025 р.",
            "21. Juni 2025",
            "21 czerwca 2025 roku",
            "  21 JUIN, 2025 ",
        ] {
            assert_eq!(date_line(line), Some(DateLine::Day(date(2025, 6, 21))), "{line}");
        }
        assert_eq!(date_line("1er mars 2021"), Some(DateLine::Day(date(2021, 3, 1))));
        assert_eq!(date_line("31 juin 2025"), Some(DateLine::NoSuchDay));
    }

    #[test]
    fn a_sentence_with_a_date_is_no_date_line() {
        for line in [
            "Le 6 juin 2025, les villes ont signé",
            "2025",
            "juin 2025",
            "12",
            "1.2.3",
            "Le 6 juin",
        ] {
            assert_eq!(date_line(line), None, "{line}");
        }
        assert_eq!(closing_date("Paris, le 12 mars 2021"), Some(date(2021, 3, 12)));
    }

    #[test]
    fn invitations_to_read_more_are_known_with_arrows_and_dots() {
        for line in [
            "EN SAVOIR PLUS",
            "Lire la suite →",
            "» READ MORE",
            "ДЕТАЛЬНІШЕ",
            "Czytaj więcej...",
            "[Weiterlesen]",
        ] {
            assert!(is_read_more(line), "{line}");
        }
        assert!(!is_read_more("Pour en savoir plus, écrivez à la mairie."));
        assert_eq!(
            trailing_read_more("La suite bientôt... EN SAVOIR PLUS"),
            Some("La suite bientôt... ".len())
        );
    }
}
