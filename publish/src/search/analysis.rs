//! Words of texts and of questions, in the forms that they are found by.
//!
//! In goes a text with its language, where it is known; out come tokens with their places: each word folded, in Latin
//! letters where it is Cyrillic, and as its stem.
//!
//! # Invariants
//! - Texts and questions go through the same steps, so a word always finds itself.
//! - Accents, case, hyphens and apostrophes make no difference.
//! - A token is at most [`LONGEST`] bytes; what is longer is no word.

use super::letters::{is_apostrophe, is_inside, write_folded};
use frostem::{Algorithm, Stemmer};
use std::ops::Range;
use tantivy::tokenizer::{PreTokenizedString, Token};
use unicode_normalization::UnicodeNormalization;
use vocabulary::Language;

/// Longest word that is looked at, in bytes.
const LONGEST: usize = 80;

/// Words that say nothing alone: a question that has others need not find them.
const LITTLE: [&str; 52] = [
    "a", "an", "and", "at", "au", "aux", "avec", "by", "d", "dans", "de", "des", "du", "en", "et", "for",
    "from", "in", "l", "la", "le", "les", "of", "on", "or", "ou", "par", "pour", "s", "sur", "the", "to",
    "un", "une", "with", "в", "від", "до", "за", "з", "зі", "и", "i", "і", "із", "на", "по", "про", "та",
    "у", "що", "як",
];

/// One word of a text, with its place in bytes.
pub(super) struct Word<'t> {
    place: Range<usize>,
    written: &'t str,
    /// Whether an apostrophe ties the next word to it.
    tied: bool,
}

fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{52F}').contains(&c))
}

/// The words of a text. A Latin word with an apostrophe is its parts (“d’Œuvre”), a Cyrillic one is whole (“Кам’янець”).
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = 0;
    for run in text.split(|c| !is_inside(c)) {
        let from = rest;
        rest = from + run.len();
        // The character that ended the run is not part of it; it may be several bytes long.
        rest += text
            .get(rest..)
            .and_then(|text| text.chars().next())
            .map_or(0, char::len_utf8);
        if is_cyrillic(run) {
            push(&mut words, from, run);
            continue;
        }
        let mut at = from;
        for part in run.split_inclusive(is_apostrophe) {
            push(&mut words, at, part);
            at += part.len();
        }
    }
    words
}

fn push<'t>(words: &mut Vec<Word<'t>>, from: usize, run: &'t str) {
    let start = from + (run.len() - run.trim_start_matches(is_apostrophe).len());
    let written = run.trim_matches(is_apostrophe);
    if written.len() <= LONGEST && written.contains(char::is_alphanumeric) {
        words.push(Word {
            place: start..start + written.len(),
            written,
            tied: run.ends_with(is_apostrophe),
        });
    }
}

/// A word without accents and apostrophes, in small letters.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    write_plain(text, &mut out);
    out
}

/// The same at the end of a text.
fn write_plain(text: &str, out: &mut String) {
    text.chars().for_each(|c| write_folded(c, out));
}

/// A text as one token: its words folded, one blank between them.
pub(crate) fn folded(text: &str) -> String {
    let words: Vec<String> = words(text).iter().map(Word::plain).collect();
    words.join(" ")
}

/// Whether a word, folded, says nothing alone.
pub(super) fn is_little(plain: &str) -> bool {
    LITTLE.contains(&plain)
}

impl Word<'_> {
    /// Where it stands in its text, in bytes.
    pub(super) fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// It without accents, in small letters.
    pub(super) fn plain(&self) -> String {
        plain(self.written)
    }

    /// The same, in the place of what stood in a buffer.
    pub(super) fn write_plain(&self, buffer: &mut String) {
        buffer.clear();
        write_plain(self.written, buffer);
    }

    /// Its Latin form, if it is Cyrillic.
    pub(super) fn roman(&self) -> Option<String> {
        is_cyrillic(self.written).then(|| plain(&recognise::build::romanise(self.written)))
    }

    /// Its forms in a text: as it is, in Latin letters, and its stems.
    pub(super) fn forms(&self, language: Option<Language>) -> Vec<String> {
        let mut forms = vec![self.plain()];
        forms.extend(self.roman());
        // A stemmer knows accents: “élu” is no “elu”.
        let small: String = self.written.nfc().flat_map(char::to_lowercase).collect();
        let stems = stemmers(is_cyrillic(self.written), language);
        forms.extend(stems.iter().map(|by| plain(&Stemmer::new(*by).stem(&small))));
        forms.retain(|form| !form.is_empty());
        forms.sort_unstable();
        forms.dedup();
        forms
    }
}

/// By what a word may be cut; one of no known language by those of its letters.
fn stemmers(cyrillic: bool, language: Option<Language>) -> &'static [Algorithm] {
    match language {
        _ if cyrillic => &[Algorithm::Ukrainian],
        Some(Language::FR) => &[Algorithm::French],
        Some(Language::EN) => &[Algorithm::English],
        Some(_) => &[],
        None => &[Algorithm::French, Algorithm::English],
    }
}

/// Which forms of a text are kept.
#[derive(Debug, Clone, Copy)]
pub(super) enum Forms {
    /// Words as they are written, for names and titles; those with an apostrophe once more as one.
    Written,
    /// All forms, for everything that a question may say with other endings.
    All(Option<Language>),
}

/// The tokens of a text.
pub(super) fn tokens(text: &str, forms: Forms) -> PreTokenizedString {
    let mut tokens: Vec<Token> = Vec::new();
    let words = words(text);
    for (position, word) in words.iter().enumerate() {
        let forms = match forms {
            Forms::Written => vec![Some(word.plain()), word.roman(), joined(&words, position)],
            Forms::All(language) => word.forms(language).into_iter().map(Some).collect(),
        };
        tokens.extend(forms.into_iter().flatten().map(|text| Token {
            offset_from: word.place.start,
            offset_to: word.place.end,
            position,
            text,
            position_length: 1,
        }));
    }
    PreTokenizedString {
        text: text.to_owned(),
        tokens,
    }
}

/// A word with the one that an apostrophe ties to it: “N’Djamena” is also “ndjamena”.
fn joined(words: &[Word<'_>], at: usize) -> Option<String> {
    let (word, next) = (words.get(at)?, words.get(at + 1)?);
    let touching = next.place.start - word.place.end <= '’'.len_utf8();
    (word.tied && touching).then(|| word.plain() + &next.plain())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plains(text: &str) -> Vec<String> {
        words(text).iter().map(Word::plain).collect()
    }

    #[test]
    fn accents_case_hyphens_and_apostrophes_make_no_difference() {
        assert_eq!(
            plains("Saint-Étienne  d’Œuvre"),
            ["saint", "etienne", "d", "oeuvre"]
        );
        assert_eq!(plains("Кам’янець-Подільський"), ["камянець", "подільськии"]);
        assert_eq!(plains("  ''’ — \u{0301} "), Vec::<String>::new());
        assert_eq!(folded("L’Haÿ-les-Roses"), folded("l'hay les roses"));
    }

    #[test]
    fn a_name_with_an_apostrophe_is_found_without_it() {
        let tokens = tokens("N’Djamena", Forms::Written).tokens;
        let tokens: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(tokens, ["n", "ndjamena", "djamena"]);
    }

    #[test]
    fn a_word_has_its_stem_and_its_latin_form() {
        let of = |text, language| {
            words(text)
                .first()
                .map(|word| word.forms(language))
                .unwrap_or_default()
        };
        assert_eq!(of("jumelages", Some(Language::FR)), ["jumelag", "jumelages"]);
        let schools = of("шкіл", Some(Language::UK));
        assert!(schools.contains(&"shkil".to_owned()), "{schools:?}");
    }

    #[test]
    fn what_is_too_long_is_no_word() {
        assert!(words(&"x".repeat(10_000)).is_empty());
        assert_eq!(plains(&format!("{} Lyon", "x".repeat(10_000))), ["lyon"]);
    }
}
