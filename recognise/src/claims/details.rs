//! What else a sentence of partnership tells: who coordinates or supports, the programme, the reason.
//!
//! In: a sentence. Out: the parts of a claim that it gives.
//!
//! # Invariants
//! Each is a part of the text as written.

use super::roles::Role;
use super::{Draft, DraftParty, Findings, phrase};
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape};
use crate::document::{Analysis, Sentence};
use vocabulary::{ClaimRole, Reason};

fn says(sentence: &Sentence, concept: Concept) -> Option<Cue> {
    sentence.cues.iter().copied().find(|cue| cue.concept == concept)
}

/// Who coordinates or supports.
pub(super) fn others(
    analysis: &Analysis<'_, '_>,
    findings: &Findings,
    at: usize,
) -> Vec<(DraftParty, ClaimRole)> {
    let Some(sentence) = analysis.sentences.get(at) else {
        return Vec::new();
    };
    let supporters = findings
        .roles
        .in_sentence(at)
        .iter()
        .filter(|named| findings.roles.role(**named) == Role::Supporter)
        .map(|named| (DraftParty::Named(*named), ClaimRole::Supporter));
    let coordinator = says(sentence, Concept::Coordinate).and_then(|cue| {
        let span =
            capitals_behind(analysis, sentence, cue.end).or_else(|| capitals_before(sentence, cue.first))?;
        let is_named = findings
            .roles
            .in_sentence(at)
            .iter()
            .any(|n| analysis.named.get(*n).is_some_and(|one| span.contains(one.span)));
        (!is_named).then_some((
            DraftParty::Written {
                span,
                kind: "organisation",
                country: None,
            },
            ClaimRole::Coordinator,
        ))
    });
    supporters.chain(coordinator).collect()
}

/// The run of capital words behind “by”: “coordinated by …”.
fn capitals_behind(analysis: &Analysis<'_, '_>, sentence: &Sentence, from: usize) -> Option<read::Span> {
    let by = sentence
        .words
        .get(from)?
        .span
        .of(&analysis.document.text)
        .to_lowercase();
    if !matches!(by.as_str(), "by" | "par" | "von" | "przez") {
        return None;
    }
    let first = (from + 1..from + 3).find(|at| {
        sentence
            .words
            .get(*at)
            .is_some_and(|word| word.is_capital() && word.is_joined())
    })?;
    let is_inner = |at: usize| {
        let small = sentence.words.get(at).is_some_and(|word| {
            matches!(
                word.key.as_str(),
                "of" | "de" | "des" | "du" | "pour" | "for" | "d" | "l"
            )
        });
        small
            && sentence
                .words
                .get(at + 1)
                .is_some_and(|next| next.is_capital() && next.is_joined())
    };
    let mut end = first + 1;
    while sentence
        .words
        .get(end)
        .is_some_and(|word| word.is_joined() && (word.is_capital() || is_inner(end)))
    {
        end += 1;
    }
    phrase::span(sentence, first, end)
}

/// The run of capital words that ends right before a word: the subject of “coordinated”.
fn capitals_before(sentence: &Sentence, end: usize) -> Option<read::Span> {
    let is_auxiliary = |key: &str| matches!(key, "a" | "has" | "have" | "ont" | "hat" | "haben" | "est");
    let mut last = end;
    while last
        .checked_sub(1)
        .and_then(|at| sentence.words.get(at))
        .is_some_and(|word| is_auxiliary(&word.key) && word.shape == Shape::Lower)
    {
        last -= 1;
    }
    let mut first = last;
    while let Some(word) = first.checked_sub(1).and_then(|at| sentence.words.get(at)) {
        let is_linked = sentence.words.get(first).is_none_or(|next| {
            first == last || matches!(next.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe)
        });
        let is_inner = word.shape == Shape::Lower
            && matches!(
                word.key.as_str(),
                "of" | "de" | "des" | "du" | "pour" | "for" | "et" | "and" | "d" | "l" | "la"
            );
        if !is_linked || !(word.is_capital() || (is_inner && first < last)) {
            break;
        }
        first -= 1;
    }
    while sentence
        .words
        .get(first)
        .is_some_and(|word| word.shape == Shape::Lower)
        && first < last
    {
        first += 1;
    }
    phrase::span(sentence, first, last)
}

/// The home towns that a sentence gives as the reason.
pub(super) fn birthplaces(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> Option<String> {
    let found: Vec<String> = sentence
        .cues
        .iter()
        .filter(|cue| cue.concept == Concept::Birthplace)
        .filter_map(|cue| {
            let from = cue.first.checked_sub(1).filter(|at| {
                sentence
                    .words
                    .get(*at)
                    .is_some_and(|word| word.shape == Shape::Lower)
            });
            let end = phrase::clause_end(sentence, cue.first);
            let start = sentence.words.get(cue.first).map_or(0, |word| word.span.start);
            let last = sentence
                .words
                .get(end.saturating_sub(1))
                .map_or(0, |word| word.span.start);
            let names = analysis.names_in(sentence.span).iter();
            let stop = names
                .filter(|one| one.span.start > start)
                .find(|one| one.span.start <= last);
            let end = stop.map_or(end, |one| cut_before(sentence, one.words.0, end));
            phrase::between(analysis, sentence, from.unwrap_or(cue.first), end)
        })
        .collect();
    (!found.is_empty()).then(|| found.join(" ; "))
}

/// The phrase ends before the next party, and before the words that lead to it: “… et la ville ukrainienne de”.
fn cut_before(sentence: &Sentence, name: usize, end: usize) -> usize {
    let mut cut = name.min(end);
    while cut
        .checked_sub(1)
        .and_then(|at| sentence.words.get(at))
        .is_some_and(|word| {
            word.shape == Shape::Lower
                && (crate::document::find::is_connector(&word.key)
                    || crate::resolve::type_words::levels_of(&word.key).is_some()
                    || word.key.starts_with("ukrain")
                    || word.key.starts_with("franc"))
        })
    {
        cut -= 1;
    }
    cut
}

/// Programme and reason, where the sentence names them.
pub(super) fn add_details(analysis: &Analysis<'_, '_>, sentence: &Sentence, claim: &mut Draft) {
    if claim.programme.is_none()
        && let Some(programme) = programme(analysis, sentence)
    {
        claim
            .reasons
            .push(Reason::new("programme_named").with("programme", programme.as_str()));
        claim.programme = Some(programme);
        claim.prove(sentence.span);
    }
    if claim.why.is_none()
        && let Some(cue) = says(sentence, Concept::Reason)
    {
        // “… and that is what they have in common”: the reason stands before the word for it.
        let from = if cue.first * 2 > sentence.words.len() {
            0
        } else {
            cue.first
        };
        claim.why = phrase::between(analysis, sentence, from, sentence.words.len());
        claim.reasons.push(Reason::new("why_given"));
        claim.prove(sentence.span);
    }
}

/// `#Hashtag`, or “the … programme” with a capital name.
fn programme(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> Option<String> {
    let text = &analysis.document.text;
    let tagged = sentence.words.iter().find(|word| {
        text.get(..word.span.start)
            .is_some_and(|before| before.ends_with('#'))
    });
    if let Some(word) = tagged {
        return Some(format!("#{}", word.span.of(text)));
    }
    let cue = says(sentence, Concept::Programme)?;
    let first = (cue.end..cue.end + 2).find(|at| {
        sentence
            .words
            .get(*at)
            .is_some_and(|word| word.is_capital() && word.gap != Gap::Stop)
    })?;
    let is_place = sentence
        .words
        .get(first)
        .is_some_and(|word| analysis.is_named(word.span));
    let mut end = first;
    while sentence
        .words
        .get(end)
        .is_some_and(|word| word.is_capital() && (end == first || word.is_joined()))
    {
        end += 1;
    }
    if is_place {
        None
    } else {
        phrase::between(analysis, sentence, first, end)
    }
}
