//! Words that say what kind of body a name belongs to: “Ville de”, “Conseil régional des”, “міська громада”.
//!
//! In: the plain key of a written name. Out: the key without such words, and the levels they allow.
//! The words are data (`data/type_words.tsv`, `data/type_word_sense.tsv`).
//!
//! # Invariants
//! Stripping never leaves an empty key: a name that is all type words stays whole.

use crate::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use vocabulary::{Country, Level};

/// A set of levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Levels(u8);

impl Levels {
    /// Every level.
    pub const ALL: Self = Self(0b11_1111);

    /// The set of one level.
    pub const fn one(level: Level) -> Self {
        Self(match level {
            Level::First => 1,
            Level::Second => 2,
            Level::Intermunicipal => 4,
            Level::Municipality => 8,
            Level::Settlement => 16,
            Level::Part => 32,
        })
    }

    /// The union of two sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the level is in the set.
    pub const fn has(self, level: Level) -> bool {
        self.0 & Self::one(level).0 != 0
    }

    /// Whether no level is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether nothing is asked for: no level, or all.
    pub const fn is_any(self) -> bool {
        self.0 == 0 || self.0 == Self::ALL.0
    }

    /// The levels a written list of their names stands for.
    fn read(words: &str) -> Self {
        words.split_whitespace().fold(Self::default(), |levels, word| {
            levels.or(match word {
                "first" => Self::one(Level::First),
                "second" => Self::one(Level::Second),
                "intermunicipal" => Self::one(Level::Intermunicipal),
                "municipality" => Self::one(Level::Municipality),
                "settlement" => Self::one(Level::Settlement),
                "part" => Self::one(Level::Part),
                "-" => Self::ALL,
                other => panic!("type_words.tsv: “{other}” is not a level"),
            })
        })
    }
}

struct TypeWord {
    words: &'static str,
    before: bool,
    after: bool,
    levels: Levels,
}

/// The type words by their first and by their last word.
struct Table {
    by_first: FxHashMap<&'static str, Vec<TypeWord>>,
    by_last: FxHashMap<&'static str, Vec<TypeWord>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        by_first: FxHashMap::default(),
        by_last: FxHashMap::default(),
    };
    let rows = include_str!("../../data/type_words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    for row in rows {
        let mut cells = row.split('\t');
        let mut cell = || cells.next().expect("type_words.tsv has four columns in each row");
        let (words, _, stands, levels) = (cell(), cell(), cell(), Levels::read(cell()));
        let word = |before, after| TypeWord {
            words,
            before,
            after,
            levels,
        };
        let (before, after) = (stands != "after", stands != "before");
        table
            .by_first
            .entry(words.split(' ').next().unwrap_or(words))
            .or_default()
            .push(word(before, after));
        table
            .by_last
            .entry(words.rsplit(' ').next().unwrap_or(words))
            .or_default()
            .push(word(before, after));
    }
    for list in table.by_first.values_mut().chain(table.by_last.values_mut()) {
        list.sort_by_key(|word| std::cmp::Reverse(word.words.len()));
    }
    table
});

/// What single type words say besides the level (`data/type_word_sense.tsv`).
struct Senses {
    /// Words that speak of one body, whole or, with true, their beginnings.
    one_body: Vec<(&'static str, bool)>,
    /// The same of words that tell of a partner, and are no part of a name.
    partner: Vec<(&'static str, bool)>,
    /// The same of words for bodies of one country.
    countries: Vec<((&'static str, bool), Country)>,
}

static SENSES: LazyLock<Senses> = LazyLock::new(|| {
    let mut senses = Senses {
        one_body: Vec::new(),
        partner: Vec::new(),
        countries: Vec::new(),
    };
    let rows = include_str!("../../data/type_word_sense.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    for row in rows {
        let cells: Vec<&'static str> = row.split('\t').collect();
        let [sense, _, words] = cells.as_slice() else {
            panic!("type_word_sense.tsv: “{row}” has not three columns");
        };
        let words = words.split('|').map(|word| {
            let word = word.trim();
            let bare = word.trim_end_matches('*');
            (bare, bare.len() < word.len())
        });
        match *sense {
            "one_body" => senses.one_body.extend(words),
            "partner" => senses.partner.extend(words),
            code => {
                let country = code.parse().expect("type_word_sense.tsv: a sense or a country");
                senses.countries.extend(words.map(|word| (word, country)));
            }
        }
    }
    senses
});

fn is_word((wanted, is_stem): (&str, bool), key: &str) -> bool {
    key == wanted || is_stem && key.starts_with(wanted)
}

/// Whether a type word speaks of one body, so that what follows in a list is not of its kind: “Landkreis”, not “Landkreise”.
pub fn is_of_one(key: &str) -> bool {
    SENSES.one_body.iter().any(|word| is_word(*word, key))
}

/// Whether a type word tells of a partner, so that it is no part of a name: “Partnerstadt”, “міста-побратими”.
pub fn is_of_partner(key: &str) -> bool {
    SENSES.partner.iter().any(|word| is_word(*word, key))
}

/// The country whose bodies alone are called so: “gmina”, “hromada”.
pub fn country_of(key: &str) -> Option<Country> {
    let mut countries = SENSES.countries.iter();
    countries.find_map(|(word, country)| is_word(*word, key).then_some(*country))
}

/// Words that join a type word and a name: “of”, “de la”.
const LINKS: [&str; 18] = [
    "de l", "de la", "de", "du", "des", "d", "of the", "of", "von", "der", "di", "da", "do", "del", "in",
    "the", "la", "les",
];

/// A key without its type words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stripped<'a> {
    /// What is left.
    pub key: &'a str,
    /// The type words that were taken off.
    pub words: &'static str,
    /// The levels they allow.
    pub levels: Levels,
}

/// Takes the type words off the front or the end of a plain key; `None` if it has none or nothing would be left.
pub fn strip(key: &str) -> Option<Stripped<'_>> {
    strip_front(key).or_else(|| strip_end(key))
}

fn strip_front(key: &str) -> Option<Stripped<'_>> {
    let found = TABLE
        .by_first
        .get(fold::first_word(key))?
        .iter()
        .filter(|word| word.before)
        .find_map(|word| {
            let rest = key.strip_prefix(word.words)?.strip_prefix(' ')?;
            Some((word, rest))
        });
    let (word, rest) = found?;
    let key = without_link(rest);
    (!key.is_empty()).then_some(Stripped {
        key,
        words: word.words,
        levels: word.levels,
    })
}

fn strip_end(key: &str) -> Option<Stripped<'_>> {
    let found = TABLE
        .by_last
        .get(fold::last_word(key))?
        .iter()
        .filter(|word| word.after)
        .find_map(|word| {
            let rest = key.strip_suffix(word.words)?.strip_suffix(' ')?;
            Some((word, rest))
        });
    let (word, key) = found?;
    (!key.is_empty()).then_some(Stripped {
        key,
        words: word.words,
        levels: word.levels,
    })
}

fn without_link(rest: &str) -> &str {
    LINKS
        .iter()
        .find_map(|link| rest.strip_prefix(link)?.strip_prefix(' '))
        .unwrap_or(rest)
}

/// The type words that begin with this word, longest first, with their levels: none for most words.
pub(crate) fn beginning(word: &str) -> impl Iterator<Item = (&'static str, Levels)> {
    let listed = TABLE.by_first.get(fold::first_word(word));
    listed
        .into_iter()
        .flatten()
        .map(|known| (known.words, known.levels))
}

/// The levels that a type word, alone, stands for: the words “région” or “hromada” as a hint.
pub fn levels_of(word: &str) -> Option<Levels> {
    TABLE
        .by_first
        .get(fold::first_word(word))?
        .iter()
        .find(|known| known.words == word)
        .map(|known| known.levels)
}

/// The levels that a type word stands for that may follow a name: “oblast”, “міська громада”.
pub(crate) fn levels_behind(words: &str) -> Option<Levels> {
    TABLE
        .by_last
        .get(fold::last_word(words))?
        .iter()
        .find(|known| known.after && known.words == words)
        .map(|known| known.levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_words_are_taken_off_with_their_links_and_say_the_level() {
        for (key, left, level) in [
            (
                "conseil regional des hauts bassins",
                "hauts bassins",
                Level::First,
            ),
            ("ville de toulouse", "toulouse", Level::Municipality),
            (
                "communaute d agglomeration du sud est",
                "sud est",
                Level::Intermunicipal,
            ),
            ("brest metropole", "brest", Level::Intermunicipal),
            ("district de huye", "huye", Level::Second),
            ("zhytomyr oblast", "zhytomyr", Level::First),
            ("київської області", "київської", Level::First),
        ] {
            let stripped = strip(key).unwrap();
            assert_eq!(stripped.key, left);
            assert!(stripped.levels.has(level), "{key}");
        }
    }

    #[test]
    fn a_name_that_is_all_type_words_stays_whole() {
        assert_eq!(strip("ville"), None);
        assert_eq!(strip("toulouse"), None);
    }

    #[test]
    fn a_type_word_alone_is_a_hint() {
        assert!(levels_of("region").unwrap().has(Level::First));
        assert_eq!(levels_of("toulouse"), None);
    }
}
