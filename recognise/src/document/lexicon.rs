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
    Council = "council", PartnerBody = "partner_body", Since = "since", With = "with", Our = "our", Also = "also", Respectively = "respectively", Jointly = "jointly", Both = "both", Contrast = "contrast", Dormant = "dormant", Expected = "expected", Offer = "offer", Renew = "renew", Confirm = "confirm", Anniversary = "anniversary", Years = "years", Their = "their", Session = "session", Proposal = "proposal", Reserve = "reserve", Capital = "capital", Of = "of", CalledAs = "called_as", Join = "join", Follow = "follow", Or = "or", Related = "related", Bond = "bond", InForce = "in_force",
}

/// A concept with the words that say it, by their places in the sentence (end exclusive).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) concept: Concept,
    pub(crate) first: usize,
    pub(crate) end: usize,
}

/// Phrases of a data file by what each means: `twinn* town*`, a star behind the beginning of a word.
///
/// They are listed under their first word, or under its first letters where only its beginning is given: a word is compared
/// with few of them.
pub(crate) struct Phrases<M> {
    letters: usize,
    whole: FxHashMap<&'static str, Vec<Phrase<M>>>,
    begun: FxHashMap<&'static str, Vec<Phrase<M>>>,
}

/// One phrase, with its place among all.
struct Phrase<M> {
    place: usize,
    means: M,
    words: Vec<Wanted>,
}

/// A word of a phrase.
#[derive(Clone, Copy)]
enum Wanted {
    Whole(&'static str),
    Begun(&'static str),
}

impl Wanted {
    fn of(written: &'static str) -> Self {
        written
            .strip_suffix('*')
            .map_or(Self::Whole(written), Self::Begun)
    }

    fn is(self, key: &str) -> bool {
        match self {
            Self::Whole(word) => key == word,
            Self::Begun(stem) => key.starts_with(stem),
        }
    }
}

impl<M: Copy> Phrases<M> {
    /// Lists phrases, parted by bars, with what they mean; a stem is listed under so many letters.
    pub(crate) fn of(letters: usize, rows: impl Iterator<Item = (M, &'static str)>) -> Self {
        let (mut whole, mut begun) = (FxHashMap::default(), FxHashMap::default());
        let phrases = rows.flat_map(|(means, text)| text.split('|').map(move |phrase| (means, phrase)));
        for (place, (means, phrase)) in phrases.enumerate() {
            let words: Vec<Wanted> = phrase.split_whitespace().map(Wanted::of).collect();
            let listed: &mut Vec<Phrase<M>> = match words.first() {
                Some(Wanted::Whole(first)) => whole.entry(*first).or_default(),
                Some(Wanted::Begun(first)) => begun.entry(stem(first, letters)).or_default(),
                None => continue,
            };
            listed.push(Phrase { place, means, words });
        }
        Self {
            letters,
            whole,
            begun,
        }
    }

    /// What the words may mean at their beginning, with no mark between those of a phrase: each meaning with how many words
    /// say it, in the order of the data.
    pub(crate) fn said(&self, words: &[Token], mut say: impl FnMut(M, usize)) {
        let Some(first) = words.first() else { return };
        let whole = self.whole.get(first.key.as_str());
        let begun = self.begun.get(stem(&first.key, self.letters));
        let fits = |phrase: &&Phrase<M>| begin(words, &phrase.words);
        let mut whole = whole.into_iter().flatten().filter(fits).peekable();
        for phrase in begun.into_iter().flatten().filter(fits) {
            while let Some(before) = whole.next_if(|other| other.place < phrase.place) {
                say(before.means, before.words.len());
            }
            say(phrase.means, phrase.words.len());
        }
        whole.for_each(|phrase| say(phrase.means, phrase.words.len()));
    }
}

/// Letters of a first word under which its phrases are listed.
const STEM: usize = 3;

static PHRASES: LazyLock<Phrases<(Concept, &'static str)>> = LazyLock::new(|| {
    Phrases::of(
        STEM,
        rows().map(|(concept, language, text)| ((concept, language), text)),
    )
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

/// Whether the words begin with a phrase, with no mark between.
fn begin(words: &[Token], phrase: &[Wanted]) -> bool {
    let says = |(at, (wanted, word)): (usize, (&Wanted, &Token))| {
        let is_near = at == 0 || matches!(word.gap, Gap::Space | Gap::Apostrophe | Gap::Hyphen);
        is_near && wanted.is(&word.key)
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
        PHRASES.said(
            words.get(first..).unwrap_or_default(),
            |(concept, spoken), length| {
                if language.is_none_or(|language| language == spoken) {
                    found.push(Cue {
                        concept,
                        first,
                        end: first + length,
                    });
                }
            },
        );
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
