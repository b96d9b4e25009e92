//! Countries by the names and adjectives that texts use for them.
//!
//! In: a written word or phrase. Out: the country.
//!
//! # Invariants
//! Names come from the gazetteer (CLDR and curated rows) and `data/country_names.tsv`, adjectives from `data/demonyms.tsv`; no name is guessed.

use crate::fold;
use crate::gazetteer::Gazetteer;
use rustc_hash::{FxHashMap, FxHashSet};
use vocabulary::Country;

/// The names of the countries by their plain keys.
#[derive(Debug, Default)]
pub struct Countries {
    names: FxHashMap<String, Country>,
    /// The first words of names, with and without an article.
    firsts: FxHashSet<String>,
    adjectives: FxHashMap<String, Country>,
    longest: usize,
    /// Bytes of the longest key, its article included.
    longest_key: usize,
}

/// Articles that may stand before the name of a country.
const ARTICLES: [&str; 7] = ["la ", "le ", "les ", "l ", "the ", "der ", "die "];

/// Parts of a country before its adjective in one word.
const PARTS: [&str; 12] = [
    "nord",
    "sud",
    "ost",
    "west",
    "polnocno",
    "poludniowo",
    "wschodnio",
    "zachodnio",
    "північно",
    "південно",
    "східно",
    "західно",
];

impl Countries {
    /// Reads the names that the gazetteer carries.
    pub fn of(gazetteer: &Gazetteer<'_>) -> Self {
        let mut countries = Self::default();
        for (country, names) in gazetteer.countries() {
            for (_, name) in names {
                countries.add(name, country);
            }
        }
        let rows = include_str!("../../data/country_names.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1);
        for (code, names) in rows.filter_map(|row| row.split_once('\t')) {
            let country = code.parse().expect("country_names.tsv has codes of two letters");
            for name in names.split('|') {
                countries.add(name, country);
            }
        }
        let articles = ARTICLES.iter().map(|article| article.trim_end().to_owned());
        countries.firsts.extend(articles);
        let rows = include_str!("../../data/demonyms.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1);
        for row in rows {
            if let Some((code, words)) = row.split_once('\t')
                && let Ok(country) = code.parse()
            {
                let keys = words.split(' ').map(|word| (fold::plain_key(word), country));
                countries.adjectives.extend(keys);
            }
        }
        countries
    }

    /// Adds a name, unless it is known as another country's.
    fn add(&mut self, name: &str, country: Country) {
        let key = fold::plain_key(name);
        self.longest = self.longest.max(key.split(' ').count());
        let article = ARTICLES.iter().map(|article| article.len()).max().unwrap_or(0);
        self.longest_key = self.longest_key.max(key.len() + article);
        if let Some(first) = key.split(' ').next() {
            self.firsts.insert(first.to_owned());
        }
        self.names.entry(key).or_insert(country);
    }

    /// The country with this name, whatever its case and accents.
    pub fn named(&self, written: &str) -> Option<Country> {
        self.by_key(&fold::plain_key(written))
    }

    /// The country whose plain key this is, with or without an article.
    pub fn by_key(&self, key: &str) -> Option<Country> {
        if key.len() > self.longest_key {
            return None;
        }
        let bare = || ARTICLES.iter().find_map(|article| key.strip_prefix(article));
        self.names.get(key).or_else(|| self.names.get(bare()?)).copied()
    }

    /// Whether a name of a country, or its article, may begin with this word: most words need no further look.
    pub(crate) fn may_begin(&self, word: &str) -> bool {
        self.firsts.contains(fold::first_word(word))
    }

    /// The country an adjective or an inhabitant's name belongs to: “ukrainiennes”, “French”.
    pub fn by_adjective(&self, key: &str) -> Option<Country> {
        self.adjectives.get(key).copied().or_else(|| {
            // “nordfranzösisch”: of a part of the country.
            let rest = PARTS.iter().find_map(|part| key.strip_prefix(part))?;
            self.adjectives.get(rest).copied()
        })
    }

    /// Bytes of the longest plain key that is a country, its article included.
    pub(crate) fn longest_key(&self) -> usize {
        self.longest_key
    }

    /// Words of the longest name.
    pub fn longest(&self) -> usize {
        self.longest
    }
}
