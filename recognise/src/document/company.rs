//! Prepositions that say with whom or from where, told apart by the case of the word behind them: “z Lwowem”, “z Lwowa”.
//!
//! In: the cues of a sentence in Ukrainian or Polish. Out: the same without those of company that say where somebody
//! is from.
//!
//! # Invariants
//! - The endings are data (`data/company.tsv`), compared as written: plain keys would not know “Warszawą” from “Warszawa”.
//! - A word whose ending says nothing (“Enschede”, “Баку”) leaves the cue as it is.

use super::lexicon::{Concept, Cue};
use super::tokens::{Shape, Token};
use std::sync::LazyLock;

/// What endings of one language say.
struct Endings {
    language: &'static str,
    is_company: bool,
    /// Letters of the shortest word that is read so.
    least: usize,
    written: Vec<&'static str>,
}

static ENDINGS: LazyLock<Vec<Endings>> = LazyLock::new(|| {
    let rows = include_str!("../../data/company.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    rows.map(|row| {
        let cells: Vec<&'static str> = row.split('\t').collect();
        let [language, says, least, endings] = cells.as_slice() else {
            panic!("company.tsv: “{row}” has not four columns");
        };
        let Ok(least) = least.parse() else {
            panic!("company.tsv: “{least}” is no number of letters");
        };
        Endings {
            language,
            is_company: *says == "with",
            least,
            written: endings.split(' ').collect(),
        }
    })
    .collect()
});

/// Whether the ending of a word says that somebody is from there; endings of company are asked first.
fn is_origin(word: &str, language: &str) -> bool {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let said = ENDINGS
        .iter()
        .filter(|row| row.language == language && letters >= row.least)
        .find(|row| row.written.iter().any(|ending| word.ends_with(ending)));
    said.is_some_and(|row| !row.is_company)
}

/// Leaves out the prepositions that say where somebody is from. Phrases (“разом із”) say it themselves.
pub(super) fn of_company(cues: &mut Vec<Cue>, words: &[Token], text: &str, language: Option<&str>) {
    let Some(language) = language.filter(|language| matches!(*language, "uk" | "pl")) else {
        return;
    };
    cues.retain(|cue| {
        let behind = words
            .get(cue.end)
            .filter(|word| word.is_joined() && word.shape != Shape::Number);
        let is_bare = cue.concept == Concept::With && cue.end == cue.first + 1;
        let written = words.get(cue.first).map_or("", |word| word.span.of(text));
        // “padła decyzja, że Poznań …”: the plain key of “that” is that of “with”.
        let is_that = is_bare && written.starts_with(['ż', 'Ż']);
        !is_that && (!is_bare || behind.is_none_or(|word| !is_origin(word.span.of(text), language)))
    });
}

#[cfg(test)]
mod tests {
    use super::is_origin;

    #[test]
    fn the_case_says_whether_two_keep_company_or_one_is_from_there() {
        for (word, language) in [
            ("Nowogardu", "pl"),
            ("Warszawy", "pl"),
            ("Києва", "uk"),
            ("громади", "uk"),
        ] {
            assert!(is_origin(word, language), "{word}");
        }
        for (word, language) in [
            ("Lwowem", "pl"),
            ("Warszawą", "pl"),
            ("Києвом", "uk"),
            ("громадою", "uk"),
        ] {
            assert!(!is_origin(word, language), "{word}");
        }
        for (word, language) in [
            ("Enschede", "pl"),
            ("Baku", "pl"),
            ("Баку", "uk"),
            ("Limerick", "pl"),
        ] {
            assert!(!is_origin(word, language), "{word}");
        }
    }
}
