//! Names: how they are compared, and which of GeoNames' untagged alternates are worth keeping.
//!
//! In: texts as the sources have them. Out: tidy names (NFC, single spaces), compared by a plain key.
//!
//! # Invariants
//! - [`tidy`] gives NFC without space at either end or doubled inside.
//! - [`plain`] keeps й and и, ї and і apart, which plain NFKD folding would merge.
//! - No body holds one text twice.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use vocabulary::{Language, Name, NameUse};

/// The name in NFC, with single spaces, and with one sign for the apostrophe in Cyrillic words.
pub(super) fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined: String = words.join(" ").nfc().collect();
    if joined.chars().any(is_cyrillic) {
        joined.replace(['\'', 'ʼ', '‘', '`', '′'], "’")
    } else {
        joined
    }
}

/// A key for comparing two spellings of one name: small letters and digits only, Latin letters without accents.
pub(super) fn plain(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in text.nfc() {
        if is_cyrillic(letter) {
            key.extend(letter.to_lowercase());
            continue;
        }
        match letter {
            'œ' | 'Œ' => key.push_str("oe"),
            'æ' | 'Æ' => key.push_str("ae"),
            'ø' | 'Ø' => key.push('o'),
            'ł' | 'Ł' => key.push('l'),
            'ß' => key.push_str("ss"),
            _ => {
                let parts = std::iter::once(letter).nfkd();
                let letters = parts.filter(|c| !is_combining_mark(*c) && c.is_alphanumeric());
                key.extend(letters.flat_map(char::to_lowercase));
            }
        }
    }
    key
}

pub(super) fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52F}').contains(&letter)
}

/// Letters of the Latin script with their accents.
pub(super) fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{250}'..='\u{2AF}')
}

/// Adds a name, unless the body holds its text already or nothing is left of it.
pub(super) fn add(names: &mut Vec<Name>, text: &str, language: Option<Language>, name_use: NameUse) {
    let text = tidy(text);
    if !text.is_empty() && !names.iter().any(|name| name.text == text) {
        names.push(Name {
            text,
            language,
            name_use,
        });
    }
}

/// The scripts whose alternates are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scripts {
    /// Latin and Cyrillic, Greek, Arabic, Hebrew, Armenian, Georgian, Chinese, Japanese, Korean.
    Common,
    /// Every script.
    All,
    /// Every script but Latin, whose alternates are the dirty ones.
    NotLatin,
}

/// The alternates worth keeping, in the order given: no codes of airports, addresses, numbers or machine
/// romanisations (which start with a small letter), and no two that differ in accents or hyphens only.
pub(super) fn alternates<'a>(main: &str, all: &'a [String], scripts: Scripts) -> Vec<&'a str> {
    let mut seen: BTreeSet<String> = BTreeSet::from([plain(main)]);
    let kept = all.iter().map(String::as_str).filter(|text| {
        let key = plain(text);
        worth_keeping(text, scripts) && !key.is_empty() && seen.insert(key)
    });
    kept.collect()
}

fn worth_keeping(text: &str, scripts: Scripts) -> bool {
    let length = text.chars().count();
    let odd = |c: char| {
        c.is_numeric()
            || c.is_control()
            || matches!(c, '/' | ':' | '@' | '_' | ';' | '"' | '?' | '*' | '[' | '&')
    };
    let first = text.chars().find(|c| c.is_alphabetic());
    let Some(first) = first else { return false };
    if !(2..=60).contains(&length) || text.chars().any(odd) {
        return false;
    }
    if is_latin(first) {
        // Two letters are a code or a syllable of some machine; the Latin names of two letters are the main ones.
        let code = length <= 4 && (length == 2 || !text.chars().any(char::is_lowercase));
        return scripts != Scripts::NotLatin && first.is_uppercase() && !code;
    }
    scripts != Scripts::Common || is_common(first)
}

fn is_common(letter: char) -> bool {
    is_cyrillic(letter)
        || matches!(letter,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}'
            | '\u{590}'..='\u{5FF}' | '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}'
            | '\u{530}'..='\u{58F}' | '\u{10A0}'..='\u{10FF}'
            | '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_key_ignores_accents_hyphens_and_case_and_keeps_ukrainian_letters_apart() {
        assert_eq!(plain("Plœuc-L'Hermitage"), plain("PLOEUC L’HERMITAGE"));
        assert_ne!(plain("Київ"), plain("Киів"));
        assert_ne!(plain("Стрий"), plain("Стрии"));
    }

    #[test]
    fn codes_addresses_and_machine_romanisations_are_dropped_and_every_real_name_is_kept() {
        let all: Vec<String> = [
            "TLS",
            "tu lus",
            "Tolosa",
            "Tólosa",
            "Тулуза",
            "توŸ1",
            "https://x.fr",
            "तुलूज़",
        ]
        .map(str::to_owned)
        .to_vec();
        assert_eq!(
            alternates("Toulouse", &all, Scripts::All),
            ["Tolosa", "Тулуза", "तुलूज़"]
        );
        assert_eq!(
            alternates("Toulouse", &all, Scripts::Common),
            ["Tolosa", "Тулуза"]
        );
        assert_eq!(alternates("Toulouse", &all, Scripts::NotLatin), ["Тулуза", "तुलूज़"]);
    }

    #[test]
    fn names_are_nfc_with_single_spaces_and_one_apostrophe() {
        assert_eq!(tidy("  Кам'янець \u{a0} Подільський "), "Кам’янець Подільський");
        assert_eq!(tidy("Labe\u{301}"), "Labé");
    }
}
