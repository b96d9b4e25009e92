//! Words beside a name that make it part of another's name: streets, clubs, houses, people.
//!
//! In: the words of a sentence and where a name stands in it. Out: whether it names somebody or something else.
//!
//! # Invariants
//! - The words are data (`data/bystanders.tsv`, `data/first_names.tsv`); nothing here knows a language.
//! - A word counts in texts of its own language. In those of another it is a common word as often (“told us: Swindon”, “im
//!   Elsass”), and counts only where its capital says that it is part of a name: “on Rue de Lille”.

use super::tokens::{Gap, Shape, Token};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// How much the words beside a name speak against its being an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Beside {
    /// Nothing does.
    Nothing,
    /// A body of that place perhaps: “hôpital de Kherson”.
    House,
    /// A body called after that place, in one name with it: “Kreissparkasse Tübingen”.
    Namesake,
    /// Somebody or something else: “rue de Lille”, “FC Nantes”, “Emmanuel Essen”.
    Another,
}

/// Fewest letters of a word that counts by its capital alone; shorter ones have to stand in capitals: “FC”.
const CAPITAL: usize = 3;

struct Phrase {
    beside: Beside,
    language: &'static str,
    words: Vec<&'static str>,
    is_stem: bool,
    /// It stands right before the name, nothing between: “Stadtrat Meier”, not “der Stadtrat von Meißen”.
    is_direct: bool,
}

impl Phrase {
    /// Whether the phrase stands here, in a text of this language.
    fn is(&self, words: &[Token], language: Option<&str>) -> bool {
        let last = self.words.len() - 1;
        self.words.len() == words.len()
            && (language.is_none_or(|language| language == self.language) || is_of_name(words))
            && self
                .words
                .iter()
                .zip(words)
                .enumerate()
                .all(|(at, (wanted, word))| {
                    let is_near = at == 0 || word.is_joined();
                    let is_word =
                        word.key == *wanted || at == last && self.is_stem && word.key.starts_with(wanted);
                    is_near && is_word
                })
    }
}

/// Letters under which phrases are listed.
const STEM: usize = 2;

#[derive(Default)]
struct Table {
    /// By the first letters of their last word.
    before: FxHashMap<&'static str, Vec<Phrase>>,
    /// By the first letters of their first word.
    after: FxHashMap<&'static str, Vec<Phrase>>,
}

/// Whether the capital of the first of some words is not that of a sentence.
fn is_of_name(words: &[Token]) -> bool {
    words.first().is_some_and(|word| match word.shape {
        Shape::Upper => true,
        Shape::Title => {
            !matches!(word.gap, Gap::Start | Gap::Stop | Gap::Other) && word.key.chars().count() >= CAPITAL
        }
        _ => false,
    })
}

fn stem(word: &str) -> &str {
    word.char_indices()
        .nth(STEM)
        .map_or(word, |(end, _)| word.get(..end).unwrap_or(word))
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    let rows = include_str!("../../data/bystanders.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    for row in rows {
        let cells: Vec<&'static str> = row.split('\t').collect();
        let [how, language, stands, phrases] = cells.as_slice() else {
            panic!("bystanders.tsv: “{row}” has not four columns");
        };
        let beside = match *how {
            "never" | "title" => Beside::Another,
            "seldom" => Beside::House,
            other => panic!("bystanders.tsv: “{other}” is neither never, title nor seldom"),
        };
        for phrase in phrases.split('|').map(str::trim) {
            let bare = phrase.trim_end_matches('*');
            let words: Vec<&'static str> = bare.split_whitespace().collect();
            let (Some(first), Some(last)) = (words.first(), words.last()) else {
                continue;
            };
            let (slot, key) = match *stands {
                "before" => (&mut table.before, stem(last)),
                _ => (&mut table.after, stem(first)),
            };
            slot.entry(key).or_default().push(Phrase {
                beside,
                language,
                is_stem: bare.len() < phrase.len(),
                is_direct: *how == "title",
                words,
            });
        }
    }
    table
});

static FIRST_NAMES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/first_names.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|row| row.split_once('\t'))
        .flat_map(|(_, names)| names.split(' '))
        .collect()
});

/// Whether the key is a first name.
pub(crate) fn is_first_name(key: &str) -> bool {
    FIRST_NAMES.contains(key)
}

/// Whether the word alone says what another's name is of: “Street”, “Stade”.
pub(crate) fn is_own_word(word: &Token, language: Option<&str>) -> bool {
    let stem = stem(&word.key);
    let lists = [TABLE.before.get(stem), TABLE.after.get(stem)];
    lists.into_iter().flatten().flatten().any(|phrase| {
        let is_word = phrase.words.len() == 1 && phrase.is(std::slice::from_ref(word), language);
        is_word && !phrase.is_stem && phrase.beside == Beside::Another
    })
}

/// Whether the last of several words says that they name something else: “London Road”.
pub(crate) fn ends_in_own_word(words: &[Token], language: Option<&str>) -> bool {
    let last = words.last().filter(|word| word.gap == Gap::Space);
    last.is_some_and(|word| {
        let alone = |count: usize| (count == 1).then(|| std::slice::from_ref(word));
        phrases(&TABLE.after, word, (language, true), alone) == Beside::Another
    })
}

/// Most small words between what introduces a bystander and the name: “rue de la”.
const LINKS: usize = 3;

/// What the words beside the name at `first..end` of a text of this language say of it.
pub(crate) fn beside(words: &[Token], (first, end): (usize, usize), language: Option<&str>) -> Beside {
    before(words, first, language)
        .max(after(words, end, language))
        .max(person(words, (first, end), language))
}

fn before(words: &[Token], first: usize, language: Option<&str>) -> Beside {
    let mut at = first;
    let mut links = 0;
    while let Some(word) = words.get(at).filter(|word| is_bound(word, links)) {
        let Some(place) = at.checked_sub(1) else { break };
        let Some(last) = words.get(place) else { break };
        let found = phrase_ending(words, place, (language, links == 0));
        if found == Beside::House && links == 0 && word.is_joined() && last.is_capital() {
            return Beside::Namesake;
        }
        if found != Beside::Nothing && word.gap != Gap::Stop {
            return found;
        }
        // “вул. Київська”, “M. Lille”: an abbreviation keeps its full stop.
        if found != Beside::Nothing && last.key.chars().count() < 6 {
            return found;
        }
        if word.gap == Gap::Stop || !is_link(last) || links == LINKS {
            break;
        }
        links += 1;
        at = place;
    }
    Beside::Nothing
}

/// Whether the word hangs on the one before it.
fn is_bound(word: &Token, links: usize) -> bool {
    word.is_joined() || links == 0 && matches!(word.gap, Gap::Stop | Gap::Open)
}

fn is_link(word: &Token) -> bool {
    word.shape == Shape::Lower
        && matches!(
            word.key.as_str(),
            "de" | "du" | "des" | "d" | "la" | "le" | "les" | "l" | "of" | "the" | "von" | "der" | "a" | "am"
        )
}

fn phrase_ending(words: &[Token], last: usize, (language, is_direct): (Option<&str>, bool)) -> Beside {
    let Some(word) = words.get(last) else {
        return Beside::Nothing;
    };
    phrases(&TABLE.before, word, (language, is_direct), |count| {
        words.get((last + 1).checked_sub(count)?..=last)
    })
}

/// The most that the phrases under a word say which stand in the words given for their length.
fn phrases<'a>(
    table: &FxHashMap<&'static str, Vec<Phrase>>,
    word: &Token,
    (language, is_direct): (Option<&str>, bool),
    standing: impl Fn(usize) -> Option<&'a [Token]>,
) -> Beside {
    let listed = table.get(stem(&word.key)).into_iter().flatten();
    let fits = listed.filter(|phrase| {
        (is_direct || !phrase.is_direct)
            && standing(phrase.words.len()).is_some_and(|words| phrase.is(words, language))
    });
    fits.map(|phrase| phrase.beside).max().unwrap_or(Beside::Nothing)
}

/// Most capital words between a name and what ends the name of a body: “Kumagaya International Friendship Association”.
const RUN: usize = 3;

fn after(words: &[Token], end: usize, language: Option<&str>) -> Beside {
    let is_of_run = |word: &&Token| {
        matches!(word.gap, Gap::Space | Gap::Hyphen) && word.is_capital() || word.is_genitive()
    };
    let run = words
        .get(end..)
        .unwrap_or_default()
        .iter()
        .take_while(is_of_run)
        .count();
    let near = phrase_at(words, end, run, language);
    if near == Beside::Another {
        return near;
    }
    let is_house = (0..=RUN).any(|skipped| {
        phrase_at(words, end + skipped, run.saturating_sub(skipped), language) == Beside::House
    });
    if is_house { Beside::Namesake } else { near }
}

/// What the words at a place say, the first of them within a run of so many.
fn phrase_at(words: &[Token], end: usize, run: usize, language: Option<&str>) -> Beside {
    let Some(word) = words.get(end).filter(|_| run > 0) else {
        return Beside::Nothing;
    };
    phrases(&TABLE.after, word, (language, true), |count| {
        words.get(end..end + count)
    })
}

/// A surname behind a first name or an initial: “Emmanuel Essen”, “N. Gori”; before one: “Маньківський І.”. The one letter
/// that begins “W Krakowie”, “У Львові” or “À Lille” is a preposition.
fn person(words: &[Token], (first, end): (usize, usize), language: Option<&str>) -> Beside {
    let is_initial =
        |word: &Token| matches!(word.shape, Shape::Title | Shape::Upper) && word.key.chars().count() == 1;
    let start = words.get(first);
    let joined = start.is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Hyphen));
    let stopped = start.is_some_and(|word| word.gap == Gap::Stop);
    let before = first.checked_sub(1).and_then(|at| words.get(at));
    let is_named = before.is_some_and(|word| {
        joined && word.shape != Shape::Lower && is_first_name(&word.key)
            || stopped && is_initial(word)
            || joined
                && is_initial(word)
                && !super::find::is_place_word(&word.key, language)
                && !(language == Some("en") && word.key == "a")
    });
    let is_signed = words
        .get(end)
        .is_some_and(|word| word.gap == Gap::Space && is_initial(word) && is_cyrillic(&word.key));
    let is_given = words.get(first).is_some_and(|word| is_first_name(&word.key))
        && end == first + 1
        && words
            .get(end)
            .is_some_and(|word| word.gap == Gap::Space && matches!(word.shape, Shape::Title | Shape::Upper));
    if is_named || is_signed || is_given {
        Beside::Another
    } else {
        Beside::Nothing
    }
}

/// The surnames of people whom a sentence names in full: “Florian Janik”. Later the surname alone means them.
pub(crate) fn surnames(words: &[Token]) -> impl Iterator<Item = &str> {
    words.windows(2).filter_map(|pair| {
        let [given, surname] = pair else { return None };
        let is_full = given.shape == Shape::Title
            && is_first_name(&given.key)
            && surname.gap == Gap::Space
            && matches!(surname.shape, Shape::Title | Shape::Upper);
        is_full.then_some(surname.key.as_str())
    })
}

fn is_cyrillic(key: &str) -> bool {
    key.chars().any(crate::fold::is_cyrillic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tokens;
    use read::Span;

    fn of(text: &str, name: &str, language: Option<&str>) -> Beside {
        let words = tokens::words(text, Span::new(0, text.len()));
        let wanted = crate::fold::plain_key(name);
        let first = words
            .iter()
            .position(|word| wanted.starts_with(&word.key))
            .unwrap();
        beside(&words, (first, first + wanted.split(' ').count()), language)
    }

    #[test]
    fn streets_clubs_and_people_are_others_in_five_languages() {
        for (text, name) in [
            ("la rue de la Lille", "Lille"),
            ("le FC Nantes", "Nantes"),
            ("à Mme Cassis", "Cassis"),
            ("on Lincoln Road", "Lincoln"),
            ("by Cllr Derry", "Derry"),
            ("from Ms N. Gori", "Gori"),
            ("in der Dnipro-Straße", "Dnipro"),
            ("mit Dynamo Dresden", "Dresden"),
            ("Thomas Essen kam", "Essen"),
            ("на вул. Київська", "Київська"),
            ("ФК «Сокаль» виграв", "Сокаль"),
            ("Слухали: Самбірська Л.", "Самбірська"),
            ("przy ul. Łucka", "Łucka"),
            ("radny Sanocki", "Sanocki"),
        ] {
            assert_eq!(of(text, name, None), Beside::Another, "{text}");
        }
    }

    #[test]
    fn towns_are_not() {
        for (text, name) in [
            ("la ville de Lille", "Lille"),
            ("mit Dresden", "Dresden"),
            ("the mayor of Lincoln said", "Lincoln"),
            ("до Києва поїхали", "Києва"),
            ("z miastem Łuck", "Łuck"),
        ] {
            assert_eq!(of(text, name, None), Beside::Nothing, "{text}");
        }
    }
    #[test]
    fn a_word_counts_in_its_own_language_and_elsewhere_by_its_capital() {
        for (text, name, language) in [
            ("look around us: Swindon is", "Swindon", "en"),
            ("as Swindon is", "Swindon", "en"),
            ("Im Elsass liegt", "Elsass", "de"),
            ("reisen im Elsass", "Elsass", "de"),
            ("Most Kharkiv schools", "Kharkiv", "en"),
        ] {
            assert_eq!(of(text, name, Some(language)), Beside::Nothing, "{text}");
        }
        for (text, name, language) in [
            ("szkoła im Elsass", "Elsass", "pl"),
            ("on Rue de Lille", "Lille", "en"),
            ("gegen US Quevilly", "Quevilly", "de"),
        ] {
            assert_eq!(of(text, name, Some(language)), Beside::Another, "{text}");
        }
    }

    #[test]
    fn one_letter_before_a_name_is_a_preposition_or_the_initial_of_somebody() {
        for (text, name, language) in [
            ("W Krakowie podpisano", "Krakowie", "pl"),
            ("У Львові підписали", "Львові", "uk"),
            ("À Lille, on signe", "Lille", "fr"),
        ] {
            assert_eq!(of(text, name, Some(language)), Beside::Nothing, "{text}");
        }
        for (text, name, language) in [
            ("N Gori podpisał", "Gori", "pl"),
            ("W. Lublin podpisał", "Lublin", "pl"),
            ("M Derry said", "Derry", "en"),
        ] {
            assert_eq!(of(text, name, Some(language)), Beside::Another, "{text}");
        }
    }
}
