//! Stays and other support: who organises, who hosts, who backs it, who benefits, for how long.
//!
//! In: neighbouring sentences with a word for a stay. Out: one claim per item of the document.
//!
//! # Invariants
//! A host is where people stay; it is no party unless it also organises.

use super::roles::Role;
use super::{Draft, DraftParty, Findings, phrase};
use crate::document::amounts;
use crate::document::dates;
use crate::document::lexicon::Concept;
use crate::document::{Analysis, Sentence};
use std::collections::HashMap;
use vocabulary::{ClaimKind, ClaimRole, Reason};

/// Units of time in which a stay is counted.
const DAYS: [&str; 9] = [
    "jour", "day", "дні", "днів", "tag", "dni", "semaine", "week", "тижн",
];

/// The supports of the document.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, findings: &Findings) -> Vec<Draft> {
    let mut found: Vec<(usize, Draft)> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    for (at, sentence) in analysis
        .sentences
        .iter()
        .enumerate()
        .filter(|(_, sentence)| sentence.record.is_none())
    {
        let stay = sentence.cues.iter().find(|cue| cue.concept == Concept::Stay);
        let welcome = sentence.cues.iter().find(|cue| cue.concept == Concept::Welcome);
        let known = places.get(&sentence.item).copied();
        match (stay, known) {
            (Some(cue), None) => {
                let mut claim = Draft::new(ClaimKind::Support, sentence.span, 0.8);
                claim.status = Some("active");
                claim.of_item = sentence.item;
                claim.item = phrase::between(
                    analysis,
                    sentence,
                    cue.first,
                    end_of_thing(analysis, sentence, cue.first),
                );
                claim.reasons.extend(
                    phrase::between(analysis, sentence, cue.first, cue.end)
                        .map(|w| Reason::new("verb").with("word", w)),
                );
                add(analysis, findings, at, &mut claim);
                places.insert(sentence.item, found.len());
                found.push((sentence.item, claim));
            }
            (_, Some(known)) if stay.is_some() || welcome.is_some() => {
                if let Some((_, claim)) = found.get_mut(known) {
                    claim.prove(sentence.span);
                    add(analysis, findings, at, claim);
                }
            }
            _ => {}
        }
    }
    let has_somebody = |claim: &Draft| !claim.parties.is_empty() || !claim.others.is_empty();
    found
        .into_iter()
        .map(|(_, claim)| claim)
        .filter(has_somebody)
        .collect()
}

/// “un séjour de répit bien mérité” ends before “for whom”.
fn end_of_thing(analysis: &Analysis<'_, '_>, sentence: &Sentence, from: usize) -> usize {
    let end = phrase::clause_end(sentence, from);
    let text = &analysis.document.text;
    let stops = |at: &usize| {
        let word = sentence
            .words
            .get(*at)
            .map(|word| word.span.of(text).to_lowercase());
        matches!(
            word.as_deref(),
            Some("pour" | "for" | "для" | "für" | "dla" | "à" | "in" | "at" | "durant" | "pendant")
        )
    };
    (from + 1..end).find(stops).unwrap_or(end)
}

fn add(analysis: &Analysis<'_, '_>, findings: &Findings, at: usize, claim: &mut Draft) {
    let Some(sentence) = analysis.sentences.get(at) else {
        return;
    };
    for named in findings.roles.in_sentence(at) {
        let party = DraftParty::Named(*named);
        let (list, role) = match findings.roles.role(*named) {
            Role::Venue => (&mut claim.others, ClaimRole::Host),
            Role::Supporter => (&mut claim.others, ClaimRole::Supporter),
            Role::Beneficiary => (&mut claim.others, ClaimRole::Beneficiary),
            Role::Party | Role::Giver | Role::Lead => (&mut claim.parties, ClaimRole::Lead),
            Role::Landmark | Role::Denied => continue,
        };
        if !list.iter().any(|(known, _)| same(analysis, known, &party)) {
            list.push((party, role));
        }
        if role == ClaimRole::Host {
            claim.place = analysis.named.get(*named).map(|one| one.text.clone());
        }
    }
    if let Some((value, unit)) = duration(analysis, sentence).filter(|_| claim.quantity.is_none()) {
        claim.quantity = Some(value);
        claim.reasons.push(
            Reason::new("duration")
                .with("quantity", value.to_string())
                .with("unit", unit),
        );
    }
    let is_event = |dated: &dates::Dated| {
        sentence
            .cues
            .iter()
            .any(|cue| cue.concept == Concept::Welcome && dated.first.abs_diff(cue.end) <= 6)
    };
    for dated in dates::dates(&sentence.words, &analysis.document.text, sentence.today)
        .iter()
        .filter(|dated| is_event(dated))
    {
        claim.date("held", dated);
    }
}

fn same(analysis: &Analysis<'_, '_>, left: &DraftParty, right: &DraftParty) -> bool {
    left == right || (left.body(analysis).is_some() && left.body(analysis) == right.body(analysis))
}

/// “pour quinze jours”: a number before a unit of time.
fn duration(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> Option<(u64, String)> {
    amounts::counts(&sentence.words, &analysis.document.text)
        .iter()
        .find_map(|count| {
            let unit = sentence.words.get(count.at + 1)?;
            let is_time = DAYS.iter().any(|stem| unit.key.starts_with(stem));
            is_time.then(|| (count.value, unit.span.of(&analysis.document.text).to_owned()))
        })
}
