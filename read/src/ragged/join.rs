//! Pieces of a broken cell into one value.
//!
//! In: spans of a text. Out: the value.
//!
//! # Invariants
//! - A name keeps its hyphen ("Saint-" over "Nazaire"); only a hyphen that the text itself shows
//!   to be a line's is dropped.

use crate::document::Span;
use crate::text::begins_small;

/// How much of the text is searched for a word without its hyphen, in bytes.
const SEARCHED: usize = 256 * 1024;

/// Words after which a name or title goes on.
const CONNECTING: [&str; 50] = [
    "de", "du", "des", "d", "la", "le", "les", "l", "et", "ou", "à", "au", "aux", "en", "sur", "sous",
    "pour", "par", "dans", "avec", "entre", "the", "of", "and", "in", "for", "to", "with", "between", "та",
    "і", "й", "в", "у", "на", "до", "з", "для", "von", "der", "die", "und", "im", "für", "zu", "i", "w", "z",
    "na", "dla",
];

/// Words that begin a name and never end one: "Nouvelle" over "Aquitaine".
const BEGINNING: [&str; 24] = [
    "nouvelle", "nouveau", "grand", "grande", "haut", "haute", "hauts", "hautes", "bas", "basse", "saint",
    "sainte", "st", "ste", "île", "ile", "pays", "new", "north", "south", "east", "west", "upper", "lower",
];

/// Whether a line is nothing but the beginning of a name.
pub(super) fn begins_name(line: &str) -> bool {
    BEGINNING.contains(&line.trim().to_lowercase().as_str())
}

/// Whether what ends here goes on: after a hyphen, an apostrophe, a comma or a connecting word.
pub(super) fn connects(text: &str) -> bool {
    let text = text.trim_end();
    if text.ends_with(['-', '\'', '’', ',', '\u{ad}', '(', '/', '&']) {
        return true;
    }
    let last = text
        .rsplit(|character: char| !character.is_alphanumeric())
        .next()
        .unwrap_or("");
    CONNECTING.contains(&last.to_lowercase().as_str())
}

/// The pieces joined.
pub(super) fn joined(text: &str, pieces: &[Span]) -> String {
    let mut value = String::new();
    for piece in pieces {
        let next = piece.of(text);
        if value.is_empty() {
            value.push_str(next);
            continue;
        }
        if value.ends_with('\u{ad}') {
            value.pop();
        } else if ends_within_word(&value) {
            if value.ends_with('-') && is_line_hyphen(text, &value, next) {
                value.pop();
            }
        } else {
            value.push(' ');
        }
        value.push_str(next);
    }
    value
}

/// A letter and then a hyphen or an apostrophe.
fn ends_within_word(value: &str) -> bool {
    let mut last = value.chars().rev();
    last.next().is_some_and(|sign| matches!(sign, '-' | '\'' | '’'))
        && last.next().is_some_and(char::is_alphabetic)
}

/// The word without its hyphen stands elsewhere in the text, and goes on with a small letter.
fn is_line_hyphen(text: &str, value: &str, next: &str) -> bool {
    let begun = value
        .trim_end_matches('-')
        .rsplit([' ', '-', '\'', '’'])
        .next()
        .unwrap_or("");
    let ended = next
        .split(|character: char| !character.is_alphabetic())
        .next()
        .unwrap_or("");
    let searched = (0..4)
        .find_map(|less| text.get(..SEARCHED.saturating_sub(less)))
        .unwrap_or(text);
    begins_small(next) && !ended.is_empty() && searched.contains(&format!("{begun}{ended}"))
}
