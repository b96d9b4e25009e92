//! The words of a question, each with everything that it may be found by.
//!
//! In go the words as they are written and the terms of the index; out come those terms that a word may mean: itself in its
//! forms, what begins with it, or what it is nearest to.
//!
//! # Invariants
//! - A word that something has is never taken for another.
//! - The work is bounded for each word, however many terms there are.

use super::analysis::{Word, is_little, words};
use super::index::Fields;
use std::collections::BTreeMap;
use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy::{Searcher, TantivyError, Term};

/// Most words of a question that are looked for.
const MOST_WORDS: usize = 12;
/// Most words that the beginning of a word is taken for.
const MOST_BEGUN: usize = 24;
/// Most words that begin so that are looked through for the commonest.
const MOST_LOOKED_THROUGH: usize = 600;
/// A beginning of fewer letters is a word.
const LEAST_BEGUN: usize = 3;
/// A shorter word is never taken for another.
const LEAST_MENDED: usize = 4;
/// From this length on a word may differ by two letters.
const TWICE_MENDED: usize = 8;
/// Most words that one word of the question is mended to.
const MOST_MENDED: usize = 3;

/// One word of the question with everything that it may be found by.
pub(super) struct Sought {
    /// As it is read: what was asked, or the nearest word that something has.
    pub(super) read: String,
    pub(super) names: Vec<(String, f32)>,
    pub(super) others: Vec<(Field, String, f32)>,
    pub(super) mended: bool,
}

/// The question with the words that it was read as, if they are others than were asked.
pub(super) fn mended(sought: &[Sought]) -> Option<String> {
    let read: Vec<&str> = sought.iter().map(|word| word.read.as_str()).collect();
    let differs = sought.iter().any(|word| word.mended);
    differs.then(|| read.join(" "))
}

/// The words of a question that are looked for: all, where none says something alone.
fn words_that_count(text: &str) -> Vec<Word<'_>> {
    let all = words(text);
    let says_something = all.iter().any(|word| !is_little(&word.plain()));
    let mut words: Vec<Word<'_>> = all
        .into_iter()
        .filter(|word| !says_something || !is_little(&word.plain()))
        .collect();
    words.truncate(MOST_WORDS);
    words
}

impl Sought {
    /// All words that it is found by.
    pub(super) fn words(&self) -> impl Iterator<Item = String> + '_ {
        let names = self.names.iter().map(|(word, _)| word.clone());
        names.chain(self.others.iter().map(|(_, word, _)| word.clone()))
    }
}

/// Where the words of a question are looked up.
pub(super) struct Terms<'s> {
    pub(super) fields: Fields,
    pub(super) searcher: &'s Searcher,
}

impl Terms<'_> {
    /// The words of a question that are looked for.
    pub(super) fn sought(&self, text: &str) -> Result<Vec<Sought>, TantivyError> {
        let words = words_that_count(text);
        let ends_in_word = text.chars().next_back().is_some_and(char::is_alphanumeric);
        let last = words.len().saturating_sub(1);
        let mut sought = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let mut found = self.as_written(word);
            if at == last && ends_in_word {
                self.begun(&mut found, word)?;
            }
            if self.weight(&found)? == 0 {
                self.mend(&mut found, word)?;
            }
            sought.push(found);
        }
        Ok(sought)
    }

    /// A word by its own forms.
    fn as_written(&self, word: &Word<'_>) -> Sought {
        let plain = word.plain();
        let mut names = vec![(plain.clone(), 1.0)];
        let mut others = vec![(self.fields.title, plain.clone(), 2.0)];
        if let Some(roman) = word.roman() {
            names.push((roman.clone(), 0.8));
            others.push((self.fields.title, roman, 1.6));
        }
        others.extend(
            word.forms(None)
                .into_iter()
                .map(|form| (self.fields.stems, form, 1.0)),
        );
        Sought {
            read: plain,
            names,
            others,
            mended: false,
        }
    }

    /// Adds the commonest words that begin with this one.
    fn begun(&self, sought: &mut Sought, word: &Word<'_>) -> Result<(), TantivyError> {
        let start = word.plain();
        if start.chars().count() < LEAST_BEGUN {
            return Ok(());
        }
        for found in self.beginning(self.fields.names, &start)? {
            sought.names.push((found, 0.5));
        }
        for found in self.beginning(self.fields.title, &start)? {
            sought.others.push((self.fields.title, found, 0.8));
        }
        Ok(())
    }

    /// The commonest words of a field that begin so and go on.
    fn beginning(&self, field: Field, start: &str) -> Result<Vec<String>, TantivyError> {
        let mut found = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(start.as_bytes()).into_stream()?;
            let mut left = MOST_LOOKED_THROUGH;
            while left > 0 && terms.advance() && terms.key().starts_with(start.as_bytes()) {
                left -= 1;
                if terms.key().len() > start.len() {
                    count(&mut found, terms.key(), terms.value().doc_freq);
                }
            }
        }
        Ok(commonest(found, MOST_BEGUN))
    }

    /// How many entries at most have a word.
    fn weight(&self, sought: &Sought) -> Result<u64, TantivyError> {
        let names = sought.names.iter().map(|(word, _)| (self.fields.names, word));
        let others = sought.others.iter().map(|(field, word, _)| (*field, word));
        let mut weight = 0;
        for (field, word) in names.chain(others) {
            weight += self.searcher.doc_freq(&Term::from_field_text(field, word))?;
        }
        Ok(weight)
    }

    /// Reads a word that nothing has as the nearest ones that something has.
    fn mend(&self, sought: &mut Sought, word: &Word<'_>) -> Result<(), TantivyError> {
        for asked in std::iter::once(word.plain()).chain(word.roman()) {
            let letters = asked.chars().count();
            if letters < LEAST_MENDED {
                return Ok(());
            }
            let farthest = if letters >= TWICE_MENDED { 2 } else { 1 };
            for distance in 1..=farthest {
                let near = Near::of(&asked, distance, self.fields.names)?;
                let names = self.near(self.fields.names, &near)?;
                let titles = self.near(self.fields.title, &near)?;
                let stems = self.near(self.fields.stems, &near)?;
                let Some(read) = names.first().or(titles.first()).or(stems.first()) else {
                    continue;
                };
                sought.read.clone_from(read);
                sought.mended = true;
                sought.names.extend(names.iter().map(|word| (word.clone(), 1.0)));
                let titles = titles.into_iter().map(|word| (self.fields.title, word, 2.0));
                let stems = stems.into_iter().map(|word| (self.fields.stems, word, 1.0));
                sought.others.extend(titles.chain(stems));
                return Ok(());
            }
        }
        Ok(())
    }

    /// The commonest words of a field that are near; those with the same first letter where there are any.
    fn near(&self, field: Field, near: &Near) -> Result<Vec<String>, TantivyError> {
        let mut found = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().search(&near.automaton).into_stream()?;
            while terms.advance() {
                count(&mut found, terms.key(), terms.value().doc_freq);
            }
        }
        let starts_alike = |found: &str| found.chars().next() == near.first;
        if found.keys().any(|found| starts_alike(found)) {
            found.retain(|found, _| starts_alike(found));
        }
        Ok(commonest(found, MOST_MENDED))
    }
}

/// The words at some distance of one: making the machine that knows them costs more than asking it.
struct Near {
    automaton: DfaWrapper,
    first: Option<char>,
}

impl Near {
    /// The words at this distance; they are the same in every field.
    fn of(word: &str, distance: u8, field: Field) -> Result<Self, TantivyError> {
        let query = FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
        Ok(Self {
            automaton: query.automaton()?,
            first: word.chars().next(),
        })
    }
}

/// Adds up how often a term stands in the segments.
fn count(found: &mut BTreeMap<String, u64>, term: &[u8], times: u32) {
    if let Ok(term) = std::str::from_utf8(term) {
        *found.entry(term.to_owned()).or_default() += u64::from(times);
    }
}

/// The commonest terms, at most so many.
fn commonest(found: BTreeMap<String, u64>, most: usize) -> Vec<String> {
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    found.truncate(most);
    found.into_iter().map(|(term, _)| term).collect()
}
