//! What words mean in lists and labelled records of partner towns: headings of groups, labels of fields, notes.
//!
//! In: the words of a line. Out: the meanings found, each with its place. The words are data
//! (`data/list_words.tsv`); all languages are read at once, for lists mix them.
//!
//! # Invariants
//! Every word of the data has its variant here; a test reads both.

use crate::document::lexicon::Phrases;
use crate::document::tokens::Token;
use std::sync::LazyLock;

macro_rules! words {
    ($($name:ident = $word:literal,)*) => {
        /// A meaning in lists.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Word { $($name,)* }

        impl Word {
            fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

words! {
    PartnerTowns = "partner_towns", Partner = "partner", Friends = "friends", Cooperation = "cooperation",
    Twinning = "twinning", Memorandum = "memorandum", Intent = "intent", Solidarity = "solidarity",
    Project = "project", Network = "network", Ended = "ended", Former = "former", Suspended = "suspended",
    Dormant = "dormant", Explored = "explored", Announced = "announced", Offered = "offered",
    Sought = "sought", Refused = "refused", Voted = "voted", Active = "active", Renewed = "renewed",
    Confirmed = "confirmed", Signed = "signed", Since = "since", Until = "until", Decision = "decision",
    Contact = "contact", NotPartner = "not_partner", Continent = "continent", Respectively = "respectively",
    Nobody = "nobody", Not = "not", Home = "home", Country = "country", Kind = "kind", Begin = "begin",
    Region = "region", State = "state", Note = "note", Finish = "finish",
}

impl Word {
    /// The relation that the word names.
    pub(super) fn relation(self) -> Option<&'static str> {
        Some(match self {
            Self::PartnerTowns | Self::Twinning => "twinning",
            Self::Friends => "friendship_declaration",
            Self::Cooperation => "cooperation_agreement",
            Self::Memorandum => "memorandum",
            Self::Intent => "letter_of_intent",
            Self::Solidarity => "solidarity_partnership",
            Self::Project => "project_partnership",
            Self::Network => "network",
            _ => return None,
        })
    }

    /// The status that the word names, behind an entry or above a group.
    pub(super) fn status(self) -> Option<&'static str> {
        Some(match self {
            Self::Ended => "ended",
            Self::Suspended => "suspended",
            Self::Refused => "refused",
            Self::Dormant => "dormant",
            Self::Offered => "offered",
            Self::Explored => "explored",
            Self::Sought => "sought",
            Self::Announced => "announced",
            Self::Voted => "voted",
            _ => return None,
        })
    }
}

/// A meaning with the words that say it, by their places in the line (end exclusive).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) word: Word,
    pub(super) first: usize,
    pub(super) end: usize,
}

/// Letters of a first word under which its phrases are listed.
const STEM: usize = 2;

static PHRASES: LazyLock<Phrases<Word>> = LazyLock::new(|| Phrases::of(STEM, rows()));

fn rows() -> impl Iterator<Item = (Word, &'static str)> {
    let rows = include_str!("../../data/list_words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    rows.map(|row| {
        let mut cells = row.split('\t');
        let word = cells.next().and_then(Word::named);
        let read = word.zip(cells.nth(1));
        read.unwrap_or_else(|| panic!("list_words.tsv: “{row}” is not word, language, phrases"))
    })
}

/// The meanings that the words of a line say, in order of place, the longest first at each.
pub(super) fn said(words: &[Token]) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    for first in 0..words.len() {
        let start = found.len();
        PHRASES.said(words.get(first..).unwrap_or_default(), |word, length| {
            found.push(Said {
                word,
                first,
                end: first + length,
            });
        });
        if let Some(new) = found.get_mut(start..) {
            new.sort_by_key(|said| std::cmp::Reverse(said.end));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tokens;
    use read::Span;

    #[test]
    fn headings_of_each_language_name_partner_towns() {
        for text in [
            "Nos villes jumelles",
            "Our sister cities",
            "Міста-побратими",
            "Unsere Partnerstädte",
            "Miasta partnerskie",
        ] {
            let words = tokens::words(text, Span::new(0, text.len()));
            assert!(
                said(&words).iter().any(|said| said.word == Word::PartnerTowns),
                "{text}"
            );
        }
    }

    #[test]
    fn every_phrase_of_the_data_is_a_plain_key() {
        for (_, text) in rows() {
            for word in text.split(['|', ' ']) {
                let bare = word.replace('*', "");
                assert_eq!(crate::fold::plain_key(&bare), bare, "{text}");
            }
        }
    }
}
