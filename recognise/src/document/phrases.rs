//! Phrases of data files, told from the words of a heading or a cell.
//!
//! In: lists of phrases as the data gives them (“partner* | ville jumelée”). Out: whether a text begins with one.
//!
//! # Invariants
//! Texts and phrases are compared as plain keys, word by word; a star ends a stem.

use super::lexicon::stem;
use crate::fold;
use rustc_hash::FxHashMap;

/// A phrase: its words, each with whether it is only a stem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    words: Vec<(String, Stem)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stem {
    Whole,
    Beginning,
}

impl Phrase {
    /// The phrases of one cell of a data file, parted by bars.
    pub(crate) fn list(written: &str) -> Vec<Self> {
        written
            .split('|')
            .map(|phrase| Self {
                words: phrase.split_whitespace().flat_map(Self::words).collect(),
            })
            .filter(|phrase| !phrase.words.is_empty())
            .collect()
    }

    fn words(word: &str) -> Vec<(String, Stem)> {
        let key = fold::plain_key(word.trim_end_matches('*'));
        let mut words: Vec<(String, Stem)> =
            key.split(' ').map(|key| (key.to_owned(), Stem::Whole)).collect();
        if let (Some(last), true) = (words.last_mut(), word.ends_with('*')) {
            last.1 = Stem::Beginning;
        }
        words.retain(|(key, _)| !key.is_empty());
        words
    }

    /// How many words at the beginning of `words` are this phrase.
    pub(crate) fn begins(&self, words: &[&str]) -> Option<usize> {
        let fits = self.words.len() <= words.len()
            && self
                .words
                .iter()
                .zip(words)
                .all(|((key, stem), word)| match stem {
                    Stem::Whole => key == word,
                    Stem::Beginning => word.starts_with(key.as_str()),
                });
        fits.then_some(self.words.len())
    }
}

/// The rows of a data file, by their phrases.
///
/// Phrases are listed under the first letters of their first word: no cell is compared with all of them.
pub(crate) struct Rows<R> {
    rows: Vec<R>,
    by_start: FxHashMap<String, Vec<(usize, Phrase)>>,
}

/// Letters of a first word under which its phrases are listed; a stem has no fewer.
const START: usize = 2;

impl<R> Rows<R> {
    /// Lists the phrases of each row.
    pub(crate) fn of(all: impl Iterator<Item = (R, Vec<Phrase>)>) -> Self {
        let (mut rows, mut by_start) = (Vec::new(), FxHashMap::<String, Vec<_>>::default());
        for (row, phrases) in all {
            for phrase in phrases {
                let Some((first, end)) = phrase.words.first() else {
                    continue;
                };
                let start = stem(first, START);
                assert!(
                    *end == Stem::Whole || start.chars().count() == START,
                    "a stem has two letters or more: “{first}*”"
                );
                let listed = by_start.entry(start.to_owned()).or_default();
                listed.push((rows.len(), phrase));
            }
            rows.push(row);
        }
        Self { rows, by_start }
    }

    /// The row at a place.
    pub(crate) fn row(&self, place: usize) -> Option<&R> {
        self.rows.get(place)
    }

    /// The places of the rows asked for that have a phrase at the beginning of `words`, each with the words of that
    /// phrase.
    pub(crate) fn beginning<'w>(
        &'w self,
        words: &'w [&str],
        is_asked: impl Fn(&R) -> bool + 'w,
    ) -> impl Iterator<Item = (usize, usize)> + 'w {
        let listed = words
            .first()
            .and_then(|word| self.by_start.get(stem(word, START)));
        let fits = move |(row, phrase): &(usize, Phrase)| {
            self.rows.get(*row).filter(|row| is_asked(row))?;
            Some((*row, phrase.begins(words)?))
        };
        listed.into_iter().flatten().filter_map(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_ends_a_stem_and_other_words_stand_whole() {
        let list = Phrase::list("partner* | ville jumelée");
        assert_eq!(list.len(), 2);
        assert_eq!(list[0].begins(&["partnerstadt"]), Some(1));
        assert_eq!(list[1].begins(&["ville", "jumelee"]), Some(2));
        assert_eq!(list[1].begins(&["villes", "jumelees"]), None);
        assert_eq!(list[0].begins(&["der", "partner"]), None);
    }

    #[test]
    fn rows_are_found_by_any_of_their_phrases_wherever_it_begins() {
        let data = [("side", "partner* | ville jumelée"), ("amount", "p")];
        let rows = Rows::of(
            data.map(|(row, phrases)| (row, Phrase::list(phrases)))
                .into_iter(),
        );
        let said = |words: &[&str]| {
            let all = (0..words.len()).flat_map(|at| rows.beginning(&words[at..], |_| true));
            all.filter_map(|(place, length)| Some((*rows.row(place)?, length)))
                .collect::<Vec<_>>()
        };
        assert_eq!(said(&["notre", "partnerstadt"]), [("side", 1)]);
        assert_eq!(said(&["ville", "jumelee"]), [("side", 2)]);
        assert_eq!(said(&["villes", "jumelees"]), []);
        assert_eq!(said(&["p", "partner"]), [("amount", 1), ("side", 1)]);
    }
}
