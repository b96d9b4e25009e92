//! One order for what any peer finds: likeness to the written name, then whether the body is of the kind that the
//! type words or the hint ask for, then population.
//!
//! In: places of names, and what the question asks for. Out: the five bodies that come first.
//!
//! # Invariants
//! - A body stands there once, by its likest name.
//! - Where no kind is asked for, a whole name goes before one whose type words are left out: “Kharkiv” is the city.

use crate::names::Names;
use rapidfuzz::fuzz::RatioBatchComparator;
use recognise::resolve::type_words::Levels;
use std::cmp::Reverse;
use vocabulary::Level;

/// How many bodies an answer has at most.
pub(crate) const MOST: usize = 5;

/// What a question asks for.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// Plain keys of the name, without and with its type words.
    pub(crate) keys: Vec<String>,
    /// The levels that its type words or its hint allow; empty for all.
    pub(crate) levels: Levels,
}

/// The bodies of an answer.
#[derive(Debug, Default)]
pub(crate) struct Ranked {
    /// Numbers of bodies, best first.
    pub(crate) bodies: Vec<u32>,
    /// The likeness of the best, 0 to 1.
    pub(crate) best: f64,
}

impl Ranked {
    /// Ranks what was found.
    pub(crate) fn of(found: &[u32], wanted: &Wanted, names: &Names, level: impl Fn(u32) -> Level) -> Self {
        let mut likeness = Likeness::to(&wanted.keys);
        let mut scored: Vec<(f64, (bool, Reverse<u32>), u32)> = found
            .iter()
            .map(|place| {
                let body = names.body(*place);
                let is_other = if wanted.levels.is_empty() {
                    names.is_bare(*place)
                } else {
                    !wanted.levels.has(level(body))
                };
                let people = Reverse(names.population(*place));
                (likeness.of(names.key(*place)), (is_other, people), body)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut ranked = Self {
            bodies: Vec::with_capacity(MOST),
            best: scored.first().map_or(0.0, |(likeness, ..)| *likeness),
        };
        for (_, _, body) in scored {
            if ranked.bodies.len() == MOST {
                break;
            }
            if !ranked.bodies.contains(&body) {
                ranked.bodies.push(body);
            }
        }
        ranked
    }
}

/// The likeness of names to the keys of one question: the ratio of rapidfuzz.
struct Likeness<'k> {
    keys: &'k [String],
    comparators: Vec<RatioBatchComparator<char>>,
}

impl<'k> Likeness<'k> {
    fn to(keys: &'k [String]) -> Self {
        Self {
            keys,
            comparators: Vec::new(),
        }
    }

    fn of(&mut self, name: &str) -> f64 {
        if self.keys.iter().any(|key| key == name) {
            return 1.0;
        }
        if self.comparators.is_empty() {
            let comparators = self.keys.iter().map(|key| RatioBatchComparator::new(key.chars()));
            self.comparators = comparators.collect();
        }
        let ratios = self.comparators.iter().map(|key| key.similarity(name.chars()));
        ratios.fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_that_to_the_nearest_key() {
        let keys = ["ville de lille".to_owned(), "lille".to_owned()];
        let mut likeness = Likeness::to(&keys);
        assert!((likeness.of("lille") - 1.0).abs() < 1e-9);
        assert!(likeness.of("lillé") > 0.79);
        assert!(likeness.of("xyz") < 0.3);
    }
}
