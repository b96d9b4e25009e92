//! Undoing the endings that Ukrainian, Polish and English put on names, so that the name in the list is found.
//!
//! In: the plain key of a written name. Out: keys in which it may stand in the nominative, those with fewer words
//! changed first. The endings are data (`data/endings.tsv`).
//!
//! # Invariants
//! - Every rule swaps one ending for another; a word too short for its stem is left alone.
//! - No more than [`MOST`] keys, however many words a name has.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// An ending and what the nominative may have in its place.
type Rule = (&'static str, Vec<&'static str>);

/// The rules by the last letter of their ending.
struct Endings {
    cyrillic: FxHashMap<char, Vec<Rule>>,
    latin: FxHashMap<char, Vec<Rule>>,
}

static ENDINGS: LazyLock<Endings> = LazyLock::new(|| {
    let mut endings = Endings {
        cyrillic: FxHashMap::default(),
        latin: FxHashMap::default(),
    };
    let rows = include_str!("../../data/endings.tsv")
        .lines()
        .filter(|row| !row.starts_with('#'))
        .skip(1);
    for row in rows {
        let mut cells = row.split('\t');
        let (Some(language), Some(ending), Some(nominatives)) = (cells.next(), cells.next(), cells.next())
        else {
            panic!("endings.tsv: “{row}” is not language, ending, nominatives");
        };
        let nominatives = nominatives
            .split(' ')
            .map(|nominative| if nominative == "-" { "" } else { nominative });
        let rules = match language {
            "uk" => &mut endings.cyrillic,
            "pl" => &mut endings.latin,
            other => panic!("endings.tsv: no rules for “{other}”"),
        };
        let last = ending.chars().next_back().expect("an ending has a letter");
        rules
            .entry(last)
            .or_default()
            .push((ending, nominatives.collect()));
    }
    // The longest ending is the likeliest.
    for rules in endings.cyrillic.values_mut().chain(endings.latin.values_mut()) {
        rules.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    }
    endings
});

/// Most keys that are given.
const MOST: usize = 40;

/// Most words of a name whose endings are undone.
const WORDS: usize = 4;

/// Fewest letters of a stem, unless the ending is a whole word: “Рогом”.
const STEM: usize = 2;

/// Fewest letters of a key whose ending is undone.
const NAME: usize = 4;

/// Keys in which some or all words of `key` may stand in the nominative.
pub(crate) fn nominatives(key: &str) -> Vec<String> {
    let mut found = Vec::new();
    let rules = if key.chars().any(crate::fold::is_cyrillic) {
        &ENDINGS.cyrillic
    } else {
        if let Some(stem) = key.strip_suffix(" s").filter(|stem| stem.len() >= NAME) {
            found.push(stem.to_owned());
        }
        &ENDINGS.latin
    };
    let count = key.bytes().filter(|byte| *byte == b' ').count() + 1;
    if count > WORDS {
        return found;
    }
    // “Korsuniu Szewczenkowskim”, “Frankfurtem nad Odrą”, “Білій Церкві”: any of the words may be inflected.
    let mut forms: [Vec<Form<'_>>; WORDS] = Default::default();
    let mut choices = vec![Choice::default()];
    for (at, (word, forms)) in key.split(' ').zip(&mut forms).enumerate() {
        *forms = swapped(word, rules);
        let mut longer = Vec::with_capacity(choices.len() * forms.len());
        for choice in &choices {
            longer.extend((0..forms.len()).map(|form| choice.with(at, form)));
        }
        longer.truncate(MOST * WORDS);
        choices = longer;
    }
    choices.retain(|choice| choice.changed > 0);
    choices.sort_by_key(|choice| choice.changed);
    let mut written = String::with_capacity(key.len() + WORDS * STEM);
    for choice in choices {
        if found.len() == MOST {
            break;
        }
        written.clear();
        for (forms, form) in forms.iter().zip(choice.forms).take(count) {
            if !written.is_empty() {
                written.push(' ');
            }
            if let Some((stem, ending)) = forms.get(form) {
                written.push_str(stem);
                written.push_str(ending);
            }
        }
        if written.chars().count() >= NAME && !found.contains(&written) {
            found.push(written.clone());
        }
    }
    found
}

/// A form of a word: its stem and its ending.
type Form<'k> = (&'k str, &'static str);

/// Which form of each word a key has; the first is the written one.
#[derive(Debug, Clone, Copy, Default)]
struct Choice {
    changed: usize,
    forms: [usize; WORDS],
}

impl Choice {
    /// The same with a form of the word at a place.
    fn with(mut self, at: usize, form: usize) -> Self {
        self.changed += usize::from(form > 0);
        if let Some(slot) = self.forms.get_mut(at) {
            *slot = form;
        }
        self
    }
}

/// A word as written, and with its ending undone.
fn swapped<'k>(word: &'k str, rules: &FxHashMap<char, Vec<Rule>>) -> Vec<Form<'k>> {
    let last = word.chars().next_back();
    let rules = last.and_then(|last| rules.get(&last)).into_iter().flatten();
    let undone = rules
        .filter_map(|(ending, nominatives)| Some((word.strip_suffix(ending)?, nominatives)))
        .filter(|(stem, _)| stem.is_empty() || stem.chars().count() >= STEM)
        .flat_map(|(stem, nominatives)| nominatives.iter().map(move |ending| (stem, *ending)));
    std::iter::once((word, "")).chain(undone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_endings_lead_back_to_the_name() {
        for (written, name) in [
            ("ірпінською", "ірпінська"),
            ("київської", "київська"),
            ("каннами", "канни"),
            ("івано франківська", "івано франківськ"),
            ("миколаєва", "миколаїв"),
            ("могилевом подільським", "могилів подільський"),
            ("харкова", "харків"),
            ("полтави", "полтава"),
            ("одесою", "одеса"),
            ("тернополем", "тернопіль"),
            ("білій церкві", "біла церква"),
            ("кривому розі", "кривий ріг"),
            ("черкас", "черкаси"),
            ("трускавця", "трускавець"),
            ("lublinem", "lublin"),
            ("krakowa", "krakow"),
            ("getyndze", "getynga"),
            ("zielonej gory", "zielona gora"),
            ("bielsku bialej", "bielsko biala"),
            ("frankfurcie nad odra", "frankfurt nad odra"),
            ("bialymstoku", "bialystok"),
            ("kamiencu podolskim", "kamieniec podolski"),
            ("suwalk", "suwalki"),
            ("zolkwia", "zolkiew"),
        ] {
            let found = nominatives(written);
            assert!(found.iter().any(|key| key == name), "{written} -> {found:?}");
        }
    }

    #[test]
    fn short_words_are_left_alone() {
        assert!(nominatives("оса").is_empty());
    }

    #[test]
    fn names_of_many_words_give_no_more_keys_than_allowed() {
        assert!(nominatives("нового старого білого чорного").len() <= MOST);
        assert!(nominatives(&"нового ".repeat(50)).is_empty());
    }
}
