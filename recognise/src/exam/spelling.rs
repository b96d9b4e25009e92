//! Written names and phrases as the exam compares them.
//!
//! In: two spellings, or a text and a phrase. Out: whether and how well they meet, and where.
//!
//! # Invariants
//! Spellings meet as whole words of their plain keys, type words aside.

use crate::fold;
use crate::resolve::type_words;
use std::collections::HashSet;

/// A written name as spellings are compared.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    plain: String,
    bare: String,
}

/// How well two spellings meet, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meeting {
    Equal,
    WithoutTypeWords,
    Within,
}

impl Spelling {
    pub(super) fn of(text: &str) -> Self {
        let plain = fold::plain_key(text);
        let bare =
            type_words::strip(&plain).map_or_else(|| plain.clone(), |stripped| stripped.key.to_owned());
        Self { plain, bare }
    }

    pub(super) fn meets(&self, other: &Self) -> Option<Meeting> {
        if self.plain == other.plain {
            Some(Meeting::Equal)
        } else if self.bare == other.bare {
            Some(Meeting::WithoutTypeWords)
        } else if holds(&self.bare, &other.bare) || holds(&other.bare, &self.bare) {
            Some(Meeting::Within)
        } else {
            None
        }
    }
}

/// Whether `long` holds all of `short` as whole words.
pub(super) fn holds(long: &str, short: &str) -> bool {
    !short.is_empty() && format!(" {long} ").contains(&format!(" {short} "))
}

/// A text on one line, with one space for each run of white space.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with one space for each run of white space and one apostrophe, and where each letter stood.
pub(super) struct Squeezed {
    letters: Vec<char>,
    places: Vec<usize>,
}

impl Squeezed {
    pub(super) fn of(text: &str) -> Self {
        let (mut letters, mut places) = (Vec::new(), Vec::new());
        for (place, letter) in text.chars().enumerate() {
            let letter = if fold::is_apostrophe(letter) { '\'' } else { letter };
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            if fold::is_invisible(letter) || letter == ' ' && letters.last() == Some(&' ') {
                continue;
            }
            letters.push(letter);
            places.push(place);
        }
        Self { letters, places }
    }

    /// Where the phrase stands, in scalars of the text.
    pub(super) fn places(&self, phrase: &str) -> Vec<(usize, usize)> {
        let wanted = Self::of(phrase.trim()).letters;
        if wanted.is_empty() {
            return Vec::new();
        }
        let windows = self
            .letters
            .windows(wanted.len())
            .zip(self.places.windows(wanted.len()));
        windows
            .filter(|(letters, _)| *letters == wanted)
            .filter_map(|(_, places)| Some((*places.first()?, *places.last()? + 1)))
            .collect()
    }
}

/// Distinct texts, in their order.
pub(super) fn distinct<T: Clone + Eq + std::hash::Hash>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.into_iter().filter(|one| seen.insert(one.clone())).collect()
}
