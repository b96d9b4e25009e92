//! How altered figures are written: numbers in words, dates, amounts, in English and French.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct On {
    pub(crate) year: u32,
    pub(crate) month: usize,
    pub(crate) day: u32,
}

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl On {
    /// A day between the second and the twenty-seventh of some month, so that its neighbours share the month.
    pub(crate) fn some(years: std::ops::Range<u32>, chance: &mut ChaCha8Rng) -> Self {
        Self {
            year: chance.random_range(years),
            month: chance.random_range(1..=12),
            day: chance.random_range(2..=27),
        }
    }

    /// As answers write it.
    pub(crate) fn iso(self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// “6 juin 2025”.
    pub(crate) fn french(self) -> String {
        format!("{} {} {}", self.day, MONTHS_FR[self.month - 1], self.year)
    }

    /// “21 juin, 2025”, as the list of news writes it.
    pub(crate) fn dateline(self) -> String {
        format!("{} {}, {}", self.day, MONTHS_FR[self.month - 1], self.year)
    }

    /// “6 June 2025” or “June 6, 2025”.
    pub(crate) fn english(self, chance: &mut ChaCha8Rng) -> String {
        let month = MONTHS_EN[self.month - 1];
        if chance.random() {
            format!("{} {month} {}", self.day, self.year)
        } else {
            format!("{month} {}, {}", self.day, self.year)
        }
    }

    /// So many months later, on another day.
    pub(crate) fn later(self, months: usize, chance: &mut ChaCha8Rng) -> Self {
        let month = self.month + months;
        let years = u32::from(month > 12);
        Self {
            year: self.year + years,
            month: (month - 1) % 12 + 1,
            day: chance.random_range(2..=27),
        }
    }

    /// The day before.
    pub(crate) fn eve(self) -> Self {
        Self {
            day: self.day - 1,
            ..self
        }
    }
}

const ENGLISH: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// A number up to twelve in English words.
pub(crate) fn english(number: usize) -> &'static str {
    ENGLISH[number]
}

/// A number of days in French words, where there is a common one.
pub(crate) fn french(number: u64) -> String {
    let word = match number {
        5 => "cinq",
        6 => "six",
        7 => "sept",
        8 => "huit",
        9 => "neuf",
        10 => "dix",
        12 => "douze",
        14 => "quatorze",
        15 => "quinze",
        20 => "vingt",
        30 => "trente",
        _ => return number.to_string(),
    };
    word.to_owned()
}

/// The first letter large.
pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

/// Thousands with commas: “105,000”.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// “de Brest”, “d’Arles”.
pub(crate) fn of(name: &str) -> String {
    let is_vowel = name
        .chars()
        .next()
        .is_some_and(|first| "AEIOUÉÈÊÂÎÔÛÏYHŒ".contains(first));
    if is_vowel {
        format!("d'{name}")
    } else {
        format!("de {name}")
    }
}

/// “A”, “A and B”, “A, B and C”.
pub(crate) fn listed(names: &[String], joint: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} {joint} {last}", all.join(", ")),
    }
}

/// Replaces a slot that must be in the text.
pub(crate) fn put(text: &str, slot: &str, with: &str) -> String {
    assert!(text.contains(slot), "the document has no “{slot}” any more");
    text.replace(slot, with)
}
