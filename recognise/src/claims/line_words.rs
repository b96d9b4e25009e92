//! The words of a sentence, asked for what stands near a place: words of partnership, marks, prepositions, years.
//!
//! In: a sentence. Out: answers about its words, by their places.
//!
//! # Invariants
//! Places past the end have no words and no marks; nothing here looks at names.

use super::joining::SPEAKING;
use super::roles::is_and;
use crate::document::Sentence;
use crate::document::find::is_connector;
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape, Token};
use crate::resolve::type_words;

/// The words of a sentence, asked for what stands near a place.
#[derive(Clone, Copy)]
pub(super) struct Line<'s> {
    pub(super) sentence: &'s Sentence,
}

/// Words of a relative clause that are looked at.
const CLAUSE: usize = 14;

/// Whether the word begins a relative clause.
fn is_relative(key: &str) -> bool {
    matches!(
        key,
        "das"
            | "die"
            | "der"
            | "dem"
            | "mit"
            | "qui"
            | "que"
            | "laquelle"
            | "which"
            | "that"
            | "whose"
            | "який"
            | "яка"
            | "яке"
            | "якою"
            | "яким"
            | "ktory"
            | "ktora"
            | "ktore"
            | "ktorym"
    )
}

/// Words from “with” to the list that it leads in.
const LEADING: usize = 7;

impl<'s> Line<'s> {
    /// Cues that begin at a word.
    pub(super) fn cues_at(self, at: usize) -> impl Iterator<Item = &'s Cue> {
        self.cues_from(at, at + 1)
    }

    /// Cues that begin in a part: they are sorted by their first word.
    pub(super) fn cues_from(self, from: usize, to: usize) -> impl Iterator<Item = &'s Cue> {
        let cues = &self.sentence.cues;
        let first = cues.partition_point(|cue| cue.first < from);
        let end = cues.partition_point(|cue| cue.first < to);
        cues.get(first..end).unwrap_or_default().iter()
    }

    pub(super) fn speaks(self, from: usize, to: usize) -> bool {
        self.cues_from(from, to)
            .any(|cue| SPEAKING.contains(&cue.concept) || cue.concept == Concept::Sign)
    }

    /// “Mayors of A, B and C took part in the conference”: whether an event is told at which nobody signs.
    pub(super) fn gathers(self) -> bool {
        let says = |concept| self.says(concept, 0, self.sentence.words.len()).is_some();
        says(Concept::Event) && !says(Concept::Sign) && !says(Concept::Jointly)
    }

    /// Whether an agreement is named: a memorandum, a pact of friendship, an agreement of partners or of twins.
    pub(super) fn names_paper(self, from: usize, to: usize) -> bool {
        self.cues_from(from, to).any(|cue| {
            matches!(
                cue.concept,
                Concept::Twinning
                    | Concept::CooperationAgreement
                    | Concept::Memorandum
                    | Concept::FriendshipDeclaration
                    | Concept::LetterOfIntent
            )
        })
    }

    pub(super) fn says(self, concept: Concept, from: usize, to: usize) -> Option<Cue> {
        self.cues_from(from, to)
            .copied()
            .find(|cue| cue.concept == concept)
    }

    pub(super) fn gap(self, at: usize) -> Option<Gap> {
        self.sentence.words.get(at).map(|word| word.gap)
    }

    /// Whether no stop lies between two words.
    pub(super) fn is_unbroken(self, from: usize, to: usize) -> bool {
        let words = self.sentence.words.get(from..to).unwrap_or_default();
        words.iter().all(|word| word.gap != Gap::Stop)
    }

    /// “Beispiel Wolfsburg: die Partnerschaft mit …”: a name that begins the sentence, a colon behind it.
    pub(super) fn is_headword(self, first: usize, end: usize) -> bool {
        first <= 2 && self.gap(end) == Some(Gap::Stop)
    }

    /// “…; Arles has”: a name behind a semicolon or colon that a word of a clause follows.
    pub(super) fn begins_clause(self, first: usize, end: usize) -> bool {
        self.gap(first) == Some(Gap::Stop) && self.sentence.words.get(end).is_some_and(goes_on)
    }

    /// Whether an apposition right behind a name calls it a partner: “Y, twin town of”.
    pub(super) fn is_called_partner(self, end: usize) -> bool {
        matches!(self.gap(end), Some(Gap::Comma | Gap::Dash | Gap::Open))
            && self
                .cues_from(end, end + 2)
                .any(|cue| matches!(cue.concept, Concept::PartnerBody | Concept::Twinning))
    }

    /// Whether a relative clause right behind a name tells of its partnership: “…, das mit A verschwistert ist”.
    pub(super) fn is_related_partner(self, end: usize) -> bool {
        let words = &self.sentence.words;
        let is_pronoun = |at: usize| words.get(at).is_some_and(|word| is_relative(&word.key));
        let stop = (end + 1..words.len().min(end + CLAUSE))
            .find(|at| matches!(self.gap(*at), Some(Gap::Comma | Gap::Stop)))
            .unwrap_or(end + CLAUSE);
        self.gap(end) == Some(Gap::Comma)
            && (is_pronoun(end) || is_pronoun(end + 1))
            && self
                .cues_from(end, stop)
                .any(|cue| matches!(cue.concept, Concept::PartnerBody | Concept::Twinning))
    }

    /// Whether a name stands in brackets that say where another lies: “Ochsenhausen (Land Baden-Württemberg)”.
    pub(super) fn is_aside(self, intro: usize) -> bool {
        let from = intro.saturating_sub(6);
        let Some(open) = (from..=intro)
            .rev()
            .find(|at| matches!(self.gap(*at), Some(Gap::Open | Gap::Close)))
        else {
            return false;
        };
        if self.gap(open) == Some(Gap::Close) || open == 0 {
            return false;
        }
        // Quotation marks open too; only what follows a name without a word of partnership is said by the way.
        let is_told = self.speaks(open, intro) || self.says(Concept::With, open, intro).is_some();
        let is_introduced = self.speaks(open.saturating_sub(3), open);
        let is_name = |at: usize| {
            let word = self.sentence.words.get(at);
            word.is_some_and(|word| word.is_capital() && word.gap != Gap::Stop)
        };
        // “Бориславська громада (Львівська область)”.
        let is_typed = |at: usize| {
            let word = self.sentence.words.get(at);
            word.is_some_and(|word| word.is_joined() && type_words::levels_of(&word.key).is_some())
        };
        let is_behind_name = is_name(open - 1) || open > 1 && is_typed(open - 1) && is_name(open - 2);
        !is_told && !is_introduced && is_behind_name
    }

    pub(super) fn is_and_before(self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.sentence.words.get(before))
            .is_some_and(|word| is_and(&word.key))
    }

    /// Whether two names are tied by a dash or hyphen alone: “Nantes – Kherson”.
    pub(super) fn is_dashed(self, end: usize, next: usize) -> bool {
        next == end && matches!(self.gap(next), Some(Gap::Dash | Gap::Hyphen | Gap::Slash))
    }

    /// Whether “and” alone, perhaps with a type word behind it, stands between two names.
    pub(super) fn is_plain_and(self, end: usize, next: usize) -> bool {
        let words = self.sentence.words.get(end..next).unwrap_or_default();
        let is_bare = (end..=next).all(|at| self.gap(at) == Some(Gap::Space));
        is_bare
            && words.len() <= 3
            && words.first().is_some_and(|word| is_and(&word.key))
            && words
                .iter()
                .skip(1)
                .all(|word| type_words::levels_of(&word.key).is_some() || is_connector(&word.key))
    }

    /// Whether a comma, semicolon or colon, or the word that ends a list, stands before a word.
    pub(super) fn is_mark(self, at: usize) -> bool {
        matches!(self.gap(at), Some(Gap::Comma | Gap::Stop))
            || self
                .sentence
                .words
                .get(at)
                .is_some_and(|word| matches!(word.key.as_str(), "sowie" | "ainsi" | "oraz"))
    }

    /// Whether a preposition of company stands before a name, and a word of partnership governs it.
    pub(super) fn is_with(self, intro: usize, end: usize) -> bool {
        let Some(with) = self.preposition(intro) else {
            return false;
        };
        let before = with.saturating_sub(12);
        let governed = self.cues_from(before, with).any(|cue| {
            (SPEAKING.contains(&cue.concept) || cue.concept == Concept::Sign)
                && self.is_unbroken(cue.end, with)
        });
        governed || (self.speaks(end, end + 12) && self.is_unbroken(end, end + 1))
    }

    /// “with the towns: A”, “із 3 містами в Україні – A”, “avec deux villes, A et B”, “mit folgenden: A”: the “with” and
    /// the words that lead a list in.
    fn leading(self, intro: usize) -> Option<usize> {
        let from = intro.saturating_sub(LEADING);
        let with = self
            .cues_from(from, intro)
            .filter(|cue| cue.concept == Concept::With)
            .last()?;
        let between = self.sentence.words.get(with.end..intro).unwrap_or_default();
        let is_plain = |at: usize| matches!(self.gap(at), Some(Gap::Space | Gap::Hyphen | Gap::Apostrophe));
        let has_type = || {
            between
                .iter()
                .any(|word| type_words::levels_of(&word.key).is_some())
        };
        let is_open = || !between.is_empty() && between.iter().all(|word| word.shape == Shape::Lower);
        let is_led = (with.end..intro).all(is_plain)
            && match self.gap(intro) {
                Some(Gap::Stop) => has_type() || is_open(),
                Some(Gap::Dash) => has_type(),
                Some(Gap::Comma) => has_type() && is_open(),
                _ => false,
            };
        is_led.then_some(with.first)
    }

    /// The place of “with” before a name: only small words, adjectives and type words stand between.
    pub(super) fn preposition(self, intro: usize) -> Option<usize> {
        let mut at = intro;
        for _ in 0..5 {
            let word = self.sentence.words.get(at)?;
            if matches!(word.gap, Gap::Stop | Gap::Comma | Gap::Close | Gap::Dash) {
                return self.leading(intro).filter(|_| at == intro);
            }
            at = at.checked_sub(1)?;
            if self.cues_at(at).any(|cue| cue.concept == Concept::With) {
                return Some(at);
            }
            // “jumelée à”, “twinned to”: the preposition belongs to the word before it.
            let is_to = self
                .sentence
                .words
                .get(at)
                .is_some_and(|word| matches!(word.key.as_str(), "a" | "au" | "aux" | "to" | "до"));
            if is_to
                && self.cues_from(at.saturating_sub(3), at).any(|cue| {
                    matches!(cue.concept, Concept::Twinning | Concept::Partnership)
                        && cue.end <= at
                        && cue.end + 3 > at
                })
            {
                return Some(at);
            }
        }
        None
    }
}

/// Whether a word behind a name makes a clause of the two: no mark, no “and”, no word that belongs to the name.
pub(super) fn goes_on(word: &Token) -> bool {
    word.gap == Gap::Space
        && word.shape == Shape::Lower
        && !is_and(&word.key)
        && !is_connector(&word.key)
        && type_words::levels_of(&word.key).is_none()
}

impl Line<'_> {
    /// Whether a year stands in a part.
    pub(super) fn has_year(self, from: usize, to: usize) -> bool {
        let words = self
            .sentence
            .words
            .get(from..to.min(self.sentence.words.len()))
            .unwrap_or_default();
        words.iter().any(|word| {
            word.key.len() == 4
                && word
                    .key
                    .parse::<u16>()
                    .is_ok_and(|year| (1900..=2100).contains(&year))
        })
    }

    /// “2:1” right behind a pair: a match.
    pub(super) fn has_score(self, from: usize) -> bool {
        let words = self
            .sentence
            .words
            .get(from..(from + 4).min(self.sentence.words.len()))
            .unwrap_or_default();
        words.windows(2).any(|pair| {
            let [one, other] = pair else { return false };
            one.key.len() <= 2
                && other.key.len() <= 2
                && one.shape == Shape::Number
                && other.shape == Shape::Number
                && matches!(other.gap, Gap::Stop | Gap::Hyphen)
        })
    }

    /// “the three towns”, “both”: how many bodies are meant that stand before.
    pub(super) fn counted(self, from: usize, to: usize) -> Option<usize> {
        let pair = self.says(Concept::Both, from, to).map(|_| 2);
        pair.or_else(|| {
            self.cues_from(from, to)
                .filter(|cue| cue.concept == Concept::Members)
                .find_map(|cue| {
                    let before = self.sentence.words.get(cue.first.checked_sub(1)?)?;
                    match before.key.as_str() {
                        "deux" | "two" | "два" | "дві" | "двох" | "zwei" | "dwa" | "dwie" | "2" => {
                            Some(2)
                        }
                        "trois" | "three" | "три" | "трьох" | "drei" | "trzy" | "3" => Some(3),
                        "quatre" | "four" | "чотири" | "vier" | "cztery" | "4" => Some(4),
                        _ => None,
                    }
                })
        })
    }
}
