//! Names of prose that no list has: what makes one worth showing.
//!
//! In: a name that means no body, and its sentence. Out: whether it stays, goes, or waits for a sure neighbour.
//!
//! # Invariants
//! Nobody is made up: a stranger has a name and perhaps a country, and no code.

use super::bystanders;
use super::evidence::Judged;
use super::lexicon::{Concept, Cue};
use super::tokens::{Gap, Shape, Token};
use super::{Analysis, Named, Sentence, find};

/// A name of prose that no list has is worth showing where it is introduced as a body, “la commune de …”, “…ський
/// район”, but not “burmistrz Piotr …”; or where words of twins stand right before it: “twinned with …”. Else somebody
/// must vouch for it where twins are told.
pub(super) fn judge(analysis: &Analysis<'_, '_>, one: &Named, sentence: &Sentence) -> Judged {
    let (intro, first, end) = one.words;
    let words = sentence.words.as_slice();
    let own = words.get(first..end).unwrap_or_default();
    let countries = analysis.resolver.countries();
    let is_person = own.iter().any(|word| bystanders::is_first_name(&word.key));
    let is_country = countries.by_key(&one.key).is_some()
        || own.iter().any(|word| countries.by_adjective(&word.key).is_some());
    let is_loud = own.iter().all(|word| word.shape == Shape::Upper);
    let is_name = own.first().is_some_and(Token::is_capital) && !is_loud;
    let is_common = own.len() == 1 && find::is_common_word(&one.key, sentence.language.as_deref());
    let is_said = |cue: &Cue| cue.first < end && cue.end > first && SAID.contains(&cue.concept);
    if is_person || is_common || is_country || !is_name || sentence.cues.iter().any(is_said) {
        return Judged::Goes;
    }
    if one.is_introduced || one.is_typed(words) {
        return Judged::Stays;
    }
    if is_located(one, sentence) {
        return Judged::Stays;
    }
    let told = |cue: &&Cue| TELLING.contains(&cue.concept);
    let Some(twinning) = sentence.cues.iter().filter(told).map(|cue| cue.first).min() else {
        return Judged::Goes;
    };
    let is_with = is_told_with(sentence, intro) && twinning < intro;
    let is_alone = words
        .get(end)
        .is_none_or(|word| word.shape != Shape::Title || word.gap != Gap::Space);
    match (is_with && is_alone, is_alone) {
        (true, _) => Judged::Stays,
        (_, true) => Judged::Strange,
        _ => Judged::Goes,
    }
}

/// “Partnerschaften mit A (Frankreich), Pendle (Großbritannien)”: where partnerships are told, a country in brackets makes a
/// town of a name, whether a list has it or not.
pub(super) fn is_located(one: &Named, sentence: &Sentence) -> bool {
    let (intro, _, end) = one.words;
    let is_bracketed = sentence.words.get(end).is_some_and(|word| word.gap == Gap::Open);
    let tells =
        |cue: &Cue| matches!(cue.concept, Concept::Partnership | Concept::Twinning) && cue.end <= intro;
    one.country.is_some() && is_bracketed && sentence.cues.iter().any(tells)
}

/// Words that only bodies are told to be partners by, not firms or clubs.
pub(super) const TELLING: [Concept; 2] = [Concept::Twinning, Concept::FriendshipDeclaration];

/// What a word may say of a partnership and be no name: “Städtepartnerschaft”, “Меморандум”.
const SAID: [Concept; 9] = [
    Concept::Partnership,
    Concept::Twinning,
    Concept::PartnerBody,
    Concept::CooperationAgreement,
    Concept::Memorandum,
    Concept::FriendshipDeclaration,
    Concept::LetterOfIntent,
    Concept::Council,
    Concept::Programme,
];

/// Whether a preposition of company stands before a name, perhaps with an adjective between, and a word of partnership
/// before that: “побратимство з німецьким Швебіш-Галлем”.
pub(super) fn is_told_with(sentence: &Sentence, intro: usize) -> bool {
    let is_adjective = |at: usize| {
        let word = sentence.words.get(at);
        word.is_some_and(|word| word.shape == Shape::Lower && word.is_joined())
    };
    // “jumelée à”, “l'unit à”: the preposition belongs to the word before it.
    let word = |at: Option<usize>| at.and_then(|at| sentence.words.get(at));
    let is_to =
        word(intro.checked_sub(1)).is_some_and(|word| matches!(word.key.as_str(), "a" | "au" | "aux"));
    let joins = |cue: &Cue| matches!(cue.concept, Concept::Twinning | Concept::Join) && cue.end + 1 == intro;
    if is_to && sentence.cues.iter().any(joins) {
        return true;
    }
    let mut cues = sentence.cues.iter().filter(|cue| cue.concept == Concept::With);
    cues.any(|with| {
        let is_near = with.end == intro || with.end + 1 == intro && is_adjective(with.end);
        let told = |cue: &Cue| {
            matches!(
                cue.concept,
                Concept::Twinning | Concept::Partnership | Concept::PartnerBody
            ) && cue.end <= with.first
                && cue.end + TOLD >= with.first
        };
        is_near && sentence.cues.iter().any(told)
    })
}

/// Words between a word of partnership and the preposition that it governs.
const TOLD: usize = 4;
