//! What a document is about before any name is decided: its countries, and which words it uses as common words.
//!
//! In: the words of all sentences. Out: [`Context`].
//!
//! # Invariants
//! Countries are ordered by how often they are named; a document that names none has the country of its language
//! only where that language has one.

use super::Sentence;
use super::coherence::kilometres;
use super::tokens::{Gap, Shape, Token};
use crate::gazetteer::BodyId;
use crate::resolve::Countries;
use rustc_hash::{FxHashMap, FxHashSet};
use vocabulary::Country;

/// What is known of the whole document.
#[derive(Debug, Default)]
pub(crate) struct Context {
    /// The countries it names, most often named first.
    pub(crate) countries: Vec<Country>,
    /// Words that it writes small somewhere.
    pub(crate) common: FxHashSet<String>,
}

impl Context {
    /// Reads the words of all sentences.
    pub(crate) fn of<'t>(
        sentences: impl Iterator<Item = &'t [Token]>,
        countries: &Countries,
        language: Option<&str>,
    ) -> Self {
        let mut counts: FxHashMap<Country, u32> = FxHashMap::default();
        let mut common = FxHashSet::default();
        for words in sentences {
            let is_small = |word: &Token| word.shape == Shape::Lower && word.key.chars().count() > 2;
            for (at, word) in words.iter().enumerate().filter(|(_, word)| is_small(word)) {
                if !common.contains(&word.key) && !is_in_address(words, at) {
                    common.insert(word.key.clone());
                }
            }
            for (country, _, _) in countries_in(words, countries) {
                *counts.entry(country).or_default() += 2;
            }
            for word in words {
                if let Some(country) = countries.by_adjective(&word.key) {
                    *counts.entry(country).or_default() += 1;
                }
            }
        }
        // Named once, a country is that of a partner as soon as of who speaks.
        let speaks_english =
            |(country, count): (&Country, &u32)| ENGLISH.contains(&country.as_str()) && *count > ONCE;
        let own = own_country(language).or_else(|| {
            let is_open = language == Some("en") && !counts.iter().any(speaks_english);
            is_open.then(|| "GB".parse().ok()).flatten()
        });
        if let Some(own) = own {
            *counts.entry(own).or_default() += 1;
        }
        let mut countries: Vec<(Country, u32)> = counts.into_iter().collect();
        countries.sort_by_key(|(country, count)| (std::cmp::Reverse(*count), *country));
        Self {
            countries: countries.into_iter().map(|(country, _)| country).collect(),
            common,
        }
    }
}

/// What a country counts that is named once.
const ONCE: u32 = 2;

/// Whether a word is a part of an address: “www.ville-arles.fr”, “mairie@arles.fr”. Addresses write towns small.
fn is_in_address(words: &[Token], at: usize) -> bool {
    let glue = |at: usize| {
        let (before, word) = (words.get(at.checked_sub(1)?)?, words.get(at)?);
        (word.span.start == before.span.end + 1).then_some(word.gap)
    };
    let behind = (at + 1..words.len()).map_while(glue);
    let before = (1..=at).rev().map_while(glue);
    behind
        .chain(before)
        .any(|gap| matches!(gap, Gap::Stop | Gap::Slash | Gap::Other))
}

/// A name that the gazetteer has in one country only: a vote that the document is about that country.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vote {
    pub(crate) country: Country,
    pub(crate) body: BodyId,
    pub(crate) point: (f32, f32),
    /// A great city.
    pub(crate) is_famous: bool,
}

/// Most names that vote; more of them say no more.
pub(crate) const VOTES: usize = 300;

/// Bodies this near to each other, in kilometres, are named together for a reason.
const NEAR: f32 = 60.0;

impl Context {
    /// Adds countries that tables give, behind those that the text names.
    pub(crate) fn add(&mut self, countries: impl Iterator<Item = Country>) {
        for country in countries {
            if !self.countries.contains(&country) {
                self.countries.push(country);
            }
        }
    }

    /// Adds the countries that a document is about without naming them: two of their towns that lie together, or
    /// three that are a good part of all it names.
    pub(crate) fn add_voted(&mut self, mut votes: Vec<Vote>) {
        votes.sort_by_key(|vote| (vote.country, vote.body));
        votes.dedup_by_key(|vote| vote.body);
        let all = votes.len();
        let mut added: Vec<(Country, usize)> = Vec::new();
        for of_country in votes.chunk_by(|a, b| a.country == b.country) {
            let Some(country) = of_country.first().map(|vote| vote.country) else {
                continue;
            };
            let near = of_country.iter().filter(|one| {
                of_country
                    .iter()
                    .any(|other| other.body != one.body && kilometres(one.point, other.point) < NEAR)
            });
            let (near, count) = (near.count(), of_country.len());
            let is_frequent = count > 2 && count * 4 >= all;
            let is_famous = of_country.iter().any(|one| one.is_famous);
            if (near > 1 || is_frequent || is_famous) && !self.countries.contains(&country) {
                added.push((country, count));
            }
        }
        added.sort_by_key(|(country, count)| (std::cmp::Reverse(*count), *country));
        self.countries
            .extend(added.into_iter().map(|(country, _)| country));
    }
}

/// Countries whose towns write English; where a text names none of them the first is meant.
const ENGLISH: [&str; 6] = ["GB", "IE", "US", "CA", "AU", "NZ"];

/// The country a language points to, where it points to one.
fn own_country(language: Option<&str>) -> Option<Country> {
    match language? {
        "fr" => Some(Country::FR),
        "uk" => Some(Country::UA),
        "de" => "DE".parse().ok(),
        "pl" => "PL".parse().ok(),
        _ => None,
    }
}

/// The countries named in a sentence, each with its first word and one past its last.
pub(crate) fn countries_in(words: &[Token], countries: &Countries) -> Vec<(Country, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match country_at(words, at, countries) {
            Some((country, end)) => {
                found.push((country, at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Most words of a line that is the heading of a country.
const HEADING: usize = 6;

/// Most words of a line that stands under such a heading.
const LISTED: usize = 40;

/// Finds the headings that are countries (“Pologne”, “Polen:”) and notes them on the lines below.
pub(crate) fn under_headings(sentences: &mut [Sentence], countries: &Countries) {
    let mut under = None;
    for sentence in sentences.iter_mut() {
        let words = &sentence.words;
        let named = if words.len() <= HEADING {
            countries_in(words, countries)
        } else {
            Vec::new()
        };
        let is_all = |first: usize, end: usize| {
            let mut rest = words.iter().take(first).chain(words.iter().skip(end));
            rest.all(|word| word.shape == Shape::Number || word.key.len() < 2)
        };
        match named.as_slice() {
            [(country, first, end)] if sentence.is_heading || is_all(*first, *end) => under = Some(*country),
            _ if sentence.is_heading || words.len() > LISTED || sentence.record.is_some() => under = None,
            _ => sentence.under = under,
        }
    }
}

pub(crate) fn country_at(words: &[Token], at: usize, countries: &Countries) -> Option<(Country, usize)> {
    words
        .get(at)
        .filter(|first| first.is_capital() && countries.may_begin(&first.key))?;
    let mut key = String::new();
    let mut best = None;
    for (count, word) in words.get(at..)?.iter().take(countries.longest()).enumerate() {
        if count > 0 {
            if !matches!(word.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe) {
                break;
            }
            key.push(' ');
        }
        key.push_str(&word.key);
        // A code of two or three letters is no name; lists of country names carry some.
        if key.len() > 3
            && let Some(country) = countries.by_key(&key)
        {
            best = Some((country, at + count + 1));
        }
    }
    best
}
