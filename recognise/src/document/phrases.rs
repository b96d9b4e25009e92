//! Phrases of data files, told from the words of a heading or a cell.
//!
//! In: lists of phrases as the data gives them (“partner* | ville jumelée”). Out: whether and where a text has one.
//!
//! # Invariants
//! Texts and phrases are compared as plain keys, word by word; a star ends a stem.

use crate::fold;

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

    /// The place of the phrase among `words`, end exclusive.
    pub(crate) fn find(&self, words: &[&str]) -> Option<(usize, usize)> {
        (0..words.len()).find_map(|at| {
            let length = self.begins(words.get(at..)?)?;
            Some((at, at + length))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_ends_a_stem_and_other_words_stand_whole() {
        let list = Phrase::list("partner* | ville jumelée");
        assert_eq!(list.len(), 2);
        assert_eq!(list[0].find(&["notre", "partnerstadt"]), Some((1, 2)));
        assert_eq!(list[1].find(&["ville", "jumelee"]), Some((0, 2)));
        assert_eq!(list[1].find(&["villes", "jumelees"]), None);
        assert_eq!(list[0].begins(&["der", "partner"]), None);
    }
}
