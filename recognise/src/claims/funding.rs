//! Money told in prose: rates per inhabitant, budgets, targets, grants, gifts.
//!
//! In: the amounts of each sentence and the words around them. Out: one claim per amount.
//!
//! # Invariants
//! An amount whose role no word gives makes no claim.

use super::{Draft, DraftParty, Findings, Known, phrase};
use crate::document::amounts::{self, Amount};
use crate::document::dates;
use crate::document::lexicon::Concept;
use crate::document::tokens::Shape;
use crate::document::{Analysis, Sentence};
use vocabulary::{AmountRole, ClaimKind, ClaimRole, Reason};

/// The funding claims of the document.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, findings: &Findings, known: &Known<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (at, sentence) in analysis
        .sentences
        .iter()
        .enumerate()
        .filter(|(_, sentence)| sentence.record.is_none())
    {
        for amount in amounts::amounts(&sentence.words, &analysis.document.text) {
            if let Some((role, word)) = role(sentence, &amount) {
                found.push(claim(analysis, (findings, known), at, (amount, role, word)));
            }
        }
    }
    found
}

/// What kind of figure an amount is, by the nearest word that says so, and that word's place.
fn role(sentence: &Sentence, amount: &Amount) -> Option<(AmountRole, usize)> {
    if let Some(at) = per_inhabitant(sentence, amount) {
        return Some((AmountRole::Rate, at));
    }
    let distance = |first: usize, end: usize| {
        if end <= amount.first {
            amount.first - end
        } else {
            first.saturating_sub(amount.end)
        }
    };
    let roles = [
        (Concept::Budget, AmountRole::Budget),
        (Concept::Target, AmountRole::Target),
        (Concept::Grant, AmountRole::Grant),
        (Concept::Gift, AmountRole::Gift),
        (Concept::Total, AmountRole::Total),
    ];
    sentence
        .cues
        .iter()
        .filter_map(|cue| {
            roles
                .iter()
                .find(|(concept, _)| *concept == cue.concept)
                .map(|(_, role)| (cue, *role))
        })
        .min_by_key(|(cue, _)| distance(cue.first, cue.end))
        .map(|(cue, role)| (role, cue.first))
}

/// “per inhabitant”, “for the 30,000 inhabitants”: the place of the word for inhabitants, if it governs the amount.
fn per_inhabitant(sentence: &Sentence, amount: &Amount) -> Option<usize> {
    let small = amount.value < rust_decimal::Decimal::from(1_000);
    let inhabitants = sentence
        .cues
        .iter()
        .find(|cue| cue.concept == Concept::Inhabitant && cue.first >= amount.end)?;
    let per = sentence.cues.iter().any(|cue| {
        cue.concept == Concept::Per
            && cue.first >= amount.end
            && cue.end <= inhabitants.first
            && inhabitants.first - cue.end <= 1
    });
    let is_near = inhabitants.first - amount.end <= 12;
    let is_stated = (amount.end..inhabitants.first).any(|at| {
        sentence
            .words
            .get(at)
            .is_some_and(|word| word.shape == Shape::Number)
    });
    (small && is_near && (per || is_stated)).then_some(inhabitants.first)
}

fn claim(
    analysis: &Analysis<'_, '_>,
    (findings, known): (&Findings, &Known<'_>),
    at: usize,
    (amount, role, word): (Amount, AmountRole, usize),
) -> Draft {
    let sentence = analysis.sentences.get(at).expect("the sentence was read above");
    let mut claim = Draft::new(ClaimKind::Funding, sentence.span, 0.85);
    claim.reasons.extend(
        phrase::between(analysis, sentence, word, word + 1)
            .map(|word| Reason::new("amount_word").with("word", word)),
    );
    if is_about(sentence, &amount) {
        claim.reasons.push(Reason::new("approximate"));
    }
    let says = |concept| sentence.cues.iter().any(|cue| cue.concept == concept);
    match role {
        AmountRole::Rate => {
            claim.per = Some("inhabitant");
            claim.base = base(analysis, sentence, word);
            claim.status = Some(if says(Concept::Vote) { "voted" } else { "announced" });
        }
        AmountRole::Target => {
            claim.item = purpose(analysis, sentence, &amount);
            for dated in dates::dates(&sentence.words, &analysis.document.text, sentence.today) {
                claim.date("deadline", &dated);
            }
            claim.status = Some("announced");
        }
        _ => {
            claim.item = project(analysis, at);
            claim.status = Some(if says(Concept::Plan) {
                "announced"
            } else {
                "active"
            });
            if let Some(before) = at
                .checked_sub(1)
                .and_then(|before| analysis.sentences.get(before))
                .filter(|_| claim.item.is_some())
                && before.item == sentence.item
                && described(analysis, before).is_some()
            {
                claim.prove(before.span);
            }
        }
    }
    claim.amount = Some((amount, role));
    share_parties((findings, known), sentence, &mut claim);
    claim
}

fn is_about(sentence: &Sentence, amount: &Amount) -> bool {
    sentence
        .cues
        .iter()
        .any(|cue| cue.concept == Concept::About && cue.end <= amount.first && amount.first - cue.end <= 1)
}

/// The number of inhabitants stated right before the word for them.
fn base(analysis: &Analysis<'_, '_>, sentence: &Sentence, inhabitants: usize) -> Option<u64> {
    let from = inhabitants.saturating_sub(2);
    (from..inhabitants)
        .rev()
        .find_map(|at| amounts::whole(sentence.words.get(at)?, &analysis.document.text))
        .filter(|count| *count > 1)
}

/// What the money is raised for: “to create a reception centre …”, “pour construire …”, before the amount.
fn purpose(analysis: &Analysis<'_, '_>, sentence: &Sentence, amount: &Amount) -> Option<String> {
    let is_to = |at: usize| {
        sentence.words.get(at).is_some_and(|word| {
            matches!(
                word.key.as_str(),
                "pour" | "afin" | "for" | "для" | "fur" | "na" | "um"
            )
        }) || sentence.words.get(at).is_some_and(|word| word.key == "to")
            && sentence
                .words
                .get(at + 1)
                .is_some_and(|next| is_making(&next.key))
    };
    let outside = |at: &usize| *at + 1 < amount.first || *at >= amount.end;
    let is_plain = |at: &usize| {
        let next = sentence.words.get(*at + 1);
        next.is_some_and(|next| {
            !matches!(
                next.key.as_str(),
                "this" | "these" | "cette" | "ce" | "ces" | "the" | "cela" | "atteindre" | "reach"
            )
        })
    };
    // A word of making after “to” says it best; else the “for” nearest to the amount.
    let to_make = (0..sentence.words.len()).find(|at| {
        outside(at)
            && is_to(*at)
            && sentence
                .words
                .get(at + 1)
                .is_some_and(|next| is_making(&next.key))
    });
    let start = to_make.or_else(|| {
        (0..sentence.words.len())
            .filter(|at| is_to(*at) && outside(at) && is_plain(at))
            .min_by_key(|at| at.abs_diff(amount.first))
    })?;
    let end = phrase::clause_end(sentence, start + 1);
    let end = if start < amount.first {
        end.min(amount.first)
    } else {
        end
    };
    phrase::between(analysis, sentence, start + 1, end).filter(|text| text.contains(' '))
}

fn is_making(key: &str) -> bool {
    [
        "creat",
        "cree",
        "construi",
        "renov",
        "reconstrui",
        "achet",
        "ouvri",
        "equip",
        "build",
        "buy",
        "fund",
        "financ",
        "rebuil",
        "renovat",
        "equip",
        "open",
        "purchas",
        "repair",
        "construct",
        "install",
        "set",
    ]
    .iter()
    .any(|stem| key.starts_with(stem))
}

/// What the project is, in this sentence or the one before: “the project … is the reconstruction of the gymnasium”.
fn project(analysis: &Analysis<'_, '_>, at: usize) -> Option<String> {
    let sentence = analysis.sentences.get(at)?;
    let before = at
        .checked_sub(1)
        .and_then(|before| analysis.sentences.get(before))
        .filter(|before| before.item == sentence.item);
    described(analysis, sentence).or_else(|| before.and_then(|before| described(analysis, before)))
}

fn described(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> Option<String> {
    let project = sentence.cues.iter().find(|cue| cue.concept == Concept::Project);
    let is = project.and_then(|project| {
        sentence
            .cues
            .iter()
            .rfind(|cue| cue.concept == Concept::Is && cue.first >= project.end)
    });
    let says = is.or_else(|| sentence.cues.iter().find(|cue| cue.concept == Concept::Fund))?;
    phrase::between(
        analysis,
        sentence,
        says.end,
        phrase::clause_end(sentence, says.end),
    )
}

/// The payers are the alliance or the parties of the partnership that the document is about; the partner receives.
fn share_parties((findings, known): (&Findings, &Known<'_>), sentence: &Sentence, claim: &mut Draft) {
    let partnership = known.in_item(sentence.item);
    let members = findings.alliance.as_ref().map(|alliance| &alliance.members);
    if let Some(partnership) = partnership {
        for (party, role) in &partnership.parties {
            let is_payer = match (members, party) {
                (Some(members), DraftParty::Named(named)) => members.contains(named),
                _ => false,
            };
            if is_payer {
                claim.parties.push((party.clone(), *role));
            } else {
                claim.others.push((party.clone(), ClaimRole::Beneficiary));
            }
        }
    }
    if claim.parties.is_empty() {
        claim.parties = std::mem::take(&mut claim.others)
            .into_iter()
            .map(|(party, _)| (party, ClaimRole::Member))
            .collect();
    }
}
