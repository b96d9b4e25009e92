//! Goods that were sent: so many of something, from whom, to whom.
//!
//! In: sentences with a word of sending and a counted thing behind it. Out: one claim each.
//!
//! # Invariants
//! A delivery has a number and a thing; people, days and money are not goods.

use super::roles::Role;
use super::{Draft, DraftParty, Findings, Known, phrase};
use crate::document::amounts;
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape, Token};
use crate::document::{Analysis, Sentence};
use vocabulary::{ClaimKind, ClaimRole, Reason};

/// Counted things that are not goods.
const NOT_GOODS: [&str; 46] = [
    "jour",
    "day",
    "день",
    "дні",
    "tag",
    "dni",
    "an",
    "ans",
    "annee",
    "year",
    "рок",
    "jahr",
    "lat",
    "mois",
    "month",
    "heure",
    "hour",
    "habitant",
    "inhabitant",
    "enfant",
    "child",
    "діт",
    "kind",
    "dzieci",
    "personne",
    "person",
    "people",
    "jeune",
    "young",
    "famille",
    "famil",
    "ville",
    "town",
    "commune",
    "municipalit",
    "village",
    "cit",
    "kilomet",
    "km",
    "euro",
    "eur",
    "refugie",
    "refugee",
    "eleve",
    "student",
    "deplace",
];

/// The deliveries of the document.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, findings: &Findings, known: &Known<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (at, sentence) in analysis
        .sentences
        .iter()
        .enumerate()
        .filter(|(_, sentence)| sentence.record.is_none())
    {
        let money = findings.amounts.get(at).map_or(&[][..], Vec::as_slice);
        for count in amounts::counts(&sentence.words, &analysis.document.text) {
            let is_money = money
                .iter()
                .any(|amount| (amount.first..amount.end).contains(&count.at));
            let sent = sent(sentence, count.at);
            if let Some((cue, item)) = sent
                .zip(goods(analysis, sentence, count.at))
                .filter(|_| !is_money)
            {
                found.push(claim(analysis, (findings, known), at, (cue, count.value, item)));
            }
        }
    }
    found
}

/// The word of sending that governs a number: before it in the same clause, or right behind its thing (passive).
fn sent(sentence: &Sentence, number: usize) -> Option<Cue> {
    let cues = sentence.cues.iter().filter(|cue| cue.concept == Concept::Send);
    let before = cues
        .clone()
        .filter(|cue| cue.end <= number && number - cue.end <= 6)
        .max_by_key(|cue| cue.end);
    let behind = || {
        cues.clone()
            .find(|cue| cue.first > number && cue.first - number <= 6)
    };
    before.or_else(behind).copied()
}

/// The thing counted: the words behind the number up to the end of their group.
fn goods(analysis: &Analysis<'_, '_>, sentence: &Sentence, number: usize) -> Option<String> {
    let first = sentence
        .words
        .get(number + 1)
        .filter(|word| word.gap == Gap::Space && word.shape == Shape::Lower)?;
    let is_goods = !NOT_GOODS.iter().any(|stem| first.key.starts_with(stem)) && !is_small(&first.key);
    if !is_goods {
        return None;
    }
    let mut end = number + 2;
    while sentence
        .words
        .get(end)
        .is_some_and(|word| continues(word, sentence.words.get(end + 1)))
        && end < number + 5
    {
        end += 1;
    }
    phrase::between(analysis, sentence, number + 1, end)
}

/// Adjectives and “of” phrases belong to the thing; prepositions and verbs do not.
fn continues(word: &Token, next: Option<&Token>) -> bool {
    if word.shape != Shape::Lower || word.gap != Gap::Space {
        return word.gap == Gap::Hyphen || word.gap == Gap::Apostrophe;
    }
    let joins = matches!(word.key.as_str(), "de" | "d" | "of");
    (joins && next.is_some_and(|next| next.shape == Shape::Lower)) || !is_small(&word.key)
}

/// Words that end the group of a thing.
fn is_small(key: &str) -> bool {
    crate::document::find::is_stop_word(key) || matches!(key, "to" | "vers" | "via" | "were" | "was")
}

fn claim(
    analysis: &Analysis<'_, '_>,
    (findings, known): (&Findings, &Known<'_>),
    at: usize,
    (cue, quantity, item): (Cue, u64, String),
) -> Draft {
    let sentence = analysis.sentences.get(at).expect("the sentence was read above");
    let mut claim = Draft::new(ClaimKind::Delivery, sentence.span, 0.84);
    claim.quantity = Some(quantity);
    claim.item = Some(item);
    claim.status = Some("active");
    claim.reasons.extend(
        phrase::between(analysis, sentence, cue.first, cue.end)
            .map(|word| Reason::new("verb").with("word", word)),
    );
    for named in findings.roles.in_sentence(at) {
        let role = findings.roles.role(*named);
        let party = DraftParty::Named(*named);
        let stands_before = analysis
            .named
            .get(*named)
            .is_some_and(|one| one.words.0 < cue.first);
        match role {
            Role::Giver | Role::Lead => claim.parties.push((party, ClaimRole::Lead)),
            Role::Party if stands_before => claim.parties.push((party, ClaimRole::Lead)),
            Role::Party | Role::Beneficiary | Role::Venue => {
                claim.others.push((party, ClaimRole::Beneficiary));
            }
            Role::Supporter => claim.others.push((party, ClaimRole::Supporter)),
            Role::Landmark => {}
        }
    }
    add_partner(analysis, known, &mut claim);
    claim
}

/// Where the sentence names no receiver, the partner of the giver receives.
fn add_partner(analysis: &Analysis<'_, '_>, known: &Known<'_>, claim: &mut Draft) {
    if !claim.others.is_empty() {
        return;
    }
    let giver = claim.parties.iter().find_map(|(party, _)| party.body(analysis));
    let Some(partnership) = giver.and_then(|giver| known.with(giver)) else {
        return;
    };
    let gazetteer = analysis.resolver.gazetteer();
    let home = giver.and_then(|giver| gazetteer.country(giver));
    let is_abroad =
        |party: &DraftParty| party.body(analysis).and_then(|body| gazetteer.country(body)) != home;
    let partners = partnership.parties.iter().filter(|(party, _)| is_abroad(party));
    claim
        .others
        .extend(partners.map(|(party, _)| (party.clone(), ClaimRole::Beneficiary)));
}
