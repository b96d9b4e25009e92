//! What words mean for the rules of claims: “signé” is a signature, “avec le soutien” a support.
//!
//! In: the words of a sentence. Out: the concepts found, each with the words that say it. The words are data
//! (`data/lexicon.tsv`), five languages side by side, so that a rule is written once.
//!
//! # Invariants
//! Every concept of the data has its variant here and the other way round; a test reads both.

use super::tokens::{Gap, Token};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

macro_rules! concepts {
    ($($name:ident = $word:literal,)*) => {
        /// A meaning that rules ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Concept { $($name,)* }

        impl Concept {
            fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }

            /// The word of the data file.
            #[cfg(test)]
            pub(crate) fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

concepts! {
    Partnership = "partnership", Between = "between", Twinning = "twinning",
    CooperationAgreement = "cooperation_agreement", Memorandum = "memorandum",
    FriendshipDeclaration = "friendship_declaration", LetterOfIntent = "letter_of_intent",
    Solidarity = "solidarity", Network = "network", Alliance = "alliance", Sign = "sign",
    Establish = "establish", Announce = "announce", Vote = "vote", Plan = "plan", Seek = "seek",
    Refuse = "refuse", End = "end", Suspend = "suspend", Not = "not", Event = "event", Held = "held",
    Stay = "stay", Welcome = "welcome", Support = "support", Venue = "venue", Birthplace = "birthplace",
    Distance = "distance", Outskirts = "outskirts", Lead = "lead", Coordinate = "coordinate",
    Members = "members", Are = "are", Send = "send", Budget = "budget", Target = "target", Grant = "grant",
    Gift = "gift", Total = "total", Inhabitant = "inhabitant", Per = "per", About = "about",
    Deadline = "deadline", Project = "project", Is = "is", Reason = "reason", Programme = "programme",
    Tax = "tax", Deduct = "deduct", Organisation = "organisation", Fund = "fund", Price = "price",
    Costs = "costs", Yearly = "yearly", Unit = "unit", Count = "count", Need = "need",
    ThatIs = "that_is",
    Council = "council", PartnerBody = "partner_body", Since = "since", With = "with", Our = "our", Also = "also", Respectively = "respectively", Jointly = "jointly", Both = "both", Contrast = "contrast", Dormant = "dormant", Expected = "expected", Offer = "offer", Renew = "renew", Confirm = "confirm", Anniversary = "anniversary", Years = "years", Their = "their", Session = "session", Proposal = "proposal", Reserve = "reserve", Capital = "capital", Of = "of", CalledAs = "called_as", Join = "join", Or = "or", Related = "related",
}

/// A concept with the words that say it, by their places in the sentence (end exclusive).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) concept: Concept,
    pub(crate) first: usize,
    pub(crate) end: usize,
}

struct Phrase {
    concept: Concept,
    language: &'static str,
    words: Vec<&'static str>,
}

/// Letters of a first word under which its phrases are listed.
const STEM: usize = 3;

static PHRASES: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<&'static str, Vec<Phrase>> = FxHashMap::default();
    for (concept, language, text) in rows() {
        for phrase in text.split('|') {
            let words: Vec<&'static str> = phrase.split_whitespace().collect();
            let first = words.first().copied().unwrap_or_default().trim_end_matches('*');
            phrases.entry(stem(first, STEM)).or_default().push(Phrase {
                concept,
                language,
                words,
            });
        }
    }
    phrases
});

fn rows() -> impl Iterator<Item = (Concept, &'static str, &'static str)> {
    let rows = include_str!("../../data/lexicon.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    rows.map(|row| {
        let mut cells = row.split('\t');
        let concept = cells.next().and_then(Concept::named);
        let (language, phrases) = (cells.next(), cells.next());
        let row_read = concept
            .zip(language)
            .zip(phrases)
            .map(|((concept, language), phrases)| (concept, language, phrases));
        row_read.unwrap_or_else(|| panic!("lexicon.tsv: “{row}” is not concept, language, phrases"))
    })
}

/// The first letters of a word, under which the phrases that begin with it are listed.
pub(crate) fn stem(word: &str, letters: usize) -> &str {
    word.char_indices()
        .nth(letters)
        .map_or(word, |(end, _)| word.get(..end).unwrap_or(word))
}

/// Whether the words begin with a phrase whose words may end in `*`, with no mark between.
pub(crate) fn begin(words: &[Token], phrase: &[&str]) -> bool {
    let says = |(at, (wanted, word)): (usize, (&&str, &Token))| {
        let is_near = at == 0 || matches!(word.gap, Gap::Space | Gap::Apostrophe | Gap::Hyphen);
        is_near
            && match wanted.strip_suffix('*') {
                Some(stem) => word.key.starts_with(stem),
                None => word.key == **wanted,
            }
    };
    words.len() >= phrase.len() && phrase.iter().zip(words).enumerate().all(says)
}

/// The languages that the data speaks.
const LANGUAGES: [&str; 5] = ["fr", "en", "uk", "de", "pl"];

/// The concepts that the words of a sentence say in its language (in any, where it is unknown), in order of place.
pub(crate) fn cues(words: &[Token], language: Option<&str>) -> Vec<Cue> {
    let language = language.filter(|language| LANGUAGES.contains(language));
    let mut found = Vec::new();
    for first in 0..words.len() {
        let Some(word) = words.get(first) else { break };
        let Some(phrases) = PHRASES.get(stem(&word.key, STEM)) else {
            continue;
        };
        for phrase in phrases {
            let is_spoken = language.is_none_or(|language| language == phrase.language);
            if is_spoken && begin(words.get(first..).unwrap_or_default(), &phrase.words) {
                found.push(Cue {
                    concept: phrase.concept,
                    first,
                    end: first + phrase.words.len(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tokens;
    use read::Span;

    fn said(text: &str) -> Vec<&'static str> {
        cues(&tokens::words(text, Span::new(0, text.len())), None)
            .iter()
            .map(|cue| cue.concept.as_str())
            .collect()
    }

    #[test]
    fn phrases_of_each_language_say_the_same_concept() {
        for text in [
            "Les villes ont signé",
            "The towns signed",
            "Міста підписали",
            "Die Städte unterzeichneten",
            "Miasta podpisały",
        ] {
            assert!(said(text).contains(&"sign"), "{text}: {:?}", said(text));
        }
        assert!(said("avec le soutien de la Région").contains(&"support"));
    }

    #[test]
    fn every_row_of_the_data_is_read() {
        assert!(rows().count() > 150);
    }
}
