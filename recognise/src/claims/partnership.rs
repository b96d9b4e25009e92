//! Partnerships told in prose: who, of what sort, where it stands, since when, through which programme, and why.
//!
//! In: sentences with a word of partnership and the names in them. Out: one claim per set of parties.
//!
//! # Invariants
//! - A claim has at least two bodies, of two countries unless the words say “between” or “twinned”.
//! - Sentences about the same parties make one claim with several quotes.

use super::alliance::Alliance;
use super::roles::Role;
use super::{Draft, DraftParty, Findings, phrase};
use crate::document::dates::{self, Dated};
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape};
use crate::document::{Analysis, Sentence};
use crate::gazetteer::BodyId;
use std::collections::BTreeSet;
use vocabulary::{ClaimKind, ClaimRole, Country, Reason};

/// Words that make a sentence speak of a partnership.
const SPEAKING: [Concept; 6] = [
    Concept::Partnership,
    Concept::Twinning,
    Concept::CooperationAgreement,
    Concept::Memorandum,
    Concept::FriendshipDeclaration,
    Concept::LetterOfIntent,
];

/// Most claims that a new one is compared with: the latest ones.
const MOST_COMPARED: usize = 300;

/// The partnerships of the document.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, findings: &Findings) -> Vec<Draft> {
    let mut found: Vec<(Draft, BTreeSet<BodyId>)> = Vec::new();
    let mut latest: Option<(usize, usize)> = None;
    for (at, sentence) in analysis
        .sentences
        .iter()
        .enumerate()
        .filter(|(_, sentence)| sentence.record.is_none())
    {
        if let Some((parties, bodies)) = parties(analysis, findings, at) {
            let claim = claim(analysis, findings, at, parties);
            let place = merge(&mut found, claim, bodies);
            latest = Some((sentence.item, place));
        } else {
            let same = latest.filter(|(item, _)| *item == sentence.item);
            if let Some((claim, _)) = same.and_then(|(_, place)| found.get_mut(place)) {
                add_later(analysis, sentence, claim);
            }
        }
    }
    found.into_iter().map(|(claim, _)| claim).collect()
}

fn says(sentence: &Sentence, concept: Concept) -> Option<Cue> {
    sentence.cues.iter().copied().find(|cue| cue.concept == concept)
}

/// A party with its role, and the bodies meant.
type Parties = (Vec<(DraftParty, ClaimRole)>, BTreeSet<BodyId>);

/// The parties that a sentence joins; `None` if it joins none.
fn parties(analysis: &Analysis<'_, '_>, findings: &Findings, at: usize) -> Option<Parties> {
    let sentence = analysis.sentences.get(at)?;
    let speaks = SPEAKING.iter().any(|concept| says(sentence, *concept).is_some());
    if !speaks {
        return None;
    }
    let own = findings.roles.in_sentence(at);
    let mut named: Vec<usize> = own
        .iter()
        .copied()
        .filter(|named| matches!(findings.roles.role(*named), Role::Party | Role::Lead))
        .filter(|named| {
            analysis
                .named
                .get(*named)
                .is_some_and(|one| one.likeliest().is_some())
        })
        .collect();
    let alliance = findings
        .alliance
        .as_ref()
        .filter(|alliance| is_meant(analysis, alliance, at, &named));
    if let Some(alliance) = alliance {
        named.retain(|one| !is_member(analysis, alliance, *one));
        named.extend(&alliance.members);
    }
    let mut bodies = BTreeSet::new();
    named.retain(|one| analysis.likeliest(*one).is_some_and(|body| bodies.insert(body)));
    let countries: BTreeSet<Country> = bodies
        .iter()
        .filter_map(|body| analysis.resolver.gazetteer().country(*body))
        .collect();
    let is_joined = countries.len() > 1
        || says(sentence, Concept::Between).is_some()
        || says(sentence, Concept::Twinning).is_some();
    if bodies.len() < 2 || !is_joined {
        return None;
    }
    let role = |named: usize| match alliance {
        Some(alliance) if alliance.members.first() == Some(&named) && alliance.has_lead => ClaimRole::Lead,
        Some(alliance) if alliance.members.contains(&named) => ClaimRole::Member,
        _ if findings.roles.role(named) == Role::Lead => ClaimRole::Lead,
        _ => ClaimRole::Partner,
    };
    Some((
        named
            .into_iter()
            .map(|named| (DraftParty::Named(named), role(named)))
            .collect(),
        bodies,
    ))
}

/// Whether a sentence speaks of the alliance: it gives its number of members, its name, or one of its members as lead.
fn is_meant(analysis: &Analysis<'_, '_>, alliance: &Alliance, at: usize, named: &[usize]) -> bool {
    if alliance.said.is_some_and(|(sentence, _)| sentence == at) {
        return true;
    }
    let Some(sentence) = analysis.sentences.get(at) else {
        return false;
    };
    let has_word = says(sentence, Concept::Alliance).is_some();
    has_word && named.iter().any(|one| is_member(analysis, alliance, *one))
}

fn is_member(analysis: &Analysis<'_, '_>, alliance: &Alliance, named: usize) -> bool {
    let body = analysis.likeliest(named);
    alliance
        .members
        .iter()
        .any(|member| *member == named || (body.is_some() && analysis.likeliest(*member) == body))
}

fn claim(
    analysis: &Analysis<'_, '_>,
    findings: &Findings,
    at: usize,
    parties: Vec<(DraftParty, ClaimRole)>,
) -> Draft {
    let sentence = analysis.sentences.get(at).expect("the sentence was read above");
    let mut claim = Draft::new(ClaimKind::Partnership, sentence.span, 0.82);
    claim.of_item = sentence.item;
    claim.relation = relation(sentence);
    claim.status = Some(status(sentence));
    for concept in SPEAKING.iter().chain(&[Concept::Sign]) {
        if let Some(word) =
            says(sentence, *concept).and_then(|cue| phrase::between(analysis, sentence, cue.first, cue.end))
        {
            claim.reasons.push(Reason::new("verb").with("word", word));
            claim.confidence += 0.03;
        }
    }
    let alliance = findings.alliance.as_ref().filter(|alliance| {
        alliance.members.iter().all(|member| {
            parties
                .iter()
                .any(|(party, _)| *party == DraftParty::Named(*member))
        })
    });
    if let Some(alliance) = alliance {
        claim.title.clone_from(&alliance.title);
        claim.prove(alliance.list);
        claim.reasons.extend(alliance.reasons.iter().cloned());
    }
    for dated in dates::dates(&sentence.words, &analysis.document.text, sentence.today) {
        claim
            .reasons
            .push(Reason::new("date_in_sentence").with("date", dated.day.to_string()));
        claim.date(step(sentence, &dated), &dated);
    }
    claim.parties = parties;
    claim.others = others(analysis, findings, at);
    add_details(analysis, sentence, &mut claim);
    claim.why = birthplaces(analysis, sentence).or(claim.why);
    claim
}

/// What sort of partnership the words name; `None` where they say no more than “partnership”.
fn relation(sentence: &Sentence) -> Option<&'static str> {
    let order = [
        (Concept::Twinning, "twinning"),
        (Concept::Memorandum, "memorandum"),
        (Concept::LetterOfIntent, "letter_of_intent"),
        (Concept::FriendshipDeclaration, "friendship_declaration"),
        (Concept::CooperationAgreement, "cooperation_agreement"),
        (Concept::Network, "network"),
        (Concept::Sign, "cooperation_agreement"),
        (Concept::Solidarity, "solidarity_partnership"),
        (Concept::Alliance, "solidarity_partnership"),
    ];
    order
        .iter()
        .find(|(concept, _)| says(sentence, *concept).is_some())
        .map(|(_, relation)| *relation)
}

/// Where it stands, by the words of the sentence.
fn status(sentence: &Sentence) -> &'static str {
    let has = |concept| says(sentence, concept).is_some();
    let is_denied = sentence.cues.iter().any(|not| {
        not.concept == Concept::Not
            && sentence
                .cues
                .iter()
                .any(|cue| cue.concept == Concept::Sign && cue.first >= not.end && cue.first - not.end <= 3)
    });
    if has(Concept::Refuse) || is_denied {
        "refused"
    } else if has(Concept::End) {
        "ended"
    } else if has(Concept::Suspend) {
        "suspended"
    } else if has(Concept::Seek) {
        "sought"
    } else if has(Concept::Plan) && !has(Concept::Establish) {
        "explored"
    } else if has(Concept::Sign) {
        "signed"
    } else if has(Concept::Vote) {
        "voted"
    } else if has(Concept::Announce) {
        "announced"
    } else {
        "active"
    }
}

/// What happened on a date: what the word right before it says, else what the sentence says.
fn step(sentence: &Sentence, dated: &Dated) -> &'static str {
    let right_before = |concept: Concept| {
        sentence
            .cues
            .iter()
            .any(|cue| cue.concept == concept && cue.end <= dated.first && dated.first - cue.end <= 2)
    };
    let order = [
        (Concept::Establish, "established"),
        (Concept::Sign, "signed"),
        (Concept::Vote, "voted"),
    ];
    let near = order.iter().find(|(concept, _)| right_before(*concept));
    let anywhere = || {
        order
            .iter()
            .rev()
            .find(|(concept, _)| says(sentence, *concept).is_some())
    };
    let sign_first = || {
        order
            .iter()
            .find(|(concept, _)| *concept == Concept::Sign && says(sentence, *concept).is_some())
    };
    near.or_else(sign_first)
        .or_else(anywhere)
        .map_or("established", |(_, step)| step)
}

/// Who coordinates or supports.
fn others(analysis: &Analysis<'_, '_>, findings: &Findings, at: usize) -> Vec<(DraftParty, ClaimRole)> {
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
fn birthplaces(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> Option<String> {
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
fn add_details(analysis: &Analysis<'_, '_>, sentence: &Sentence, claim: &mut Draft) {
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

/// A later sentence about “this partnership” may date it, name its programme, or say why.
fn add_later(analysis: &Analysis<'_, '_>, sentence: &Sentence, claim: &mut Draft) {
    let speaks = SPEAKING.iter().any(|concept| says(sentence, *concept).is_some());
    let mut later = Draft::new(ClaimKind::Partnership, sentence.span, claim.confidence);
    add_details(analysis, sentence, &mut later);
    if claim.programme.is_none() && later.programme.is_some() {
        claim.programme = later.programme;
        claim.prove(sentence.span);
        claim.reasons.append(&mut later.reasons);
    }
    if claim.why.is_none() && birthplaces(analysis, sentence).is_some() {
        // “L’un est la ville natale de …, l’autre celle de …”: a sentence of its own says it whole.
        claim.why = phrase::between(analysis, sentence, 0, sentence.words.len());
        claim.prove(sentence.span);
    }
    if claim.why.is_none()
        && later.why.is_some()
        && (speaks || later.reasons.iter().any(|reason| reason.code == "why_given"))
    {
        claim.why = later.why;
        claim.prove(sentence.span);
    }
    if !speaks {
        return;
    }
    let is_dated = says(sentence, Concept::Sign)
        .or_else(|| says(sentence, Concept::Establish))
        .is_some();
    for dated in dates::dates(&sentence.words, &analysis.document.text, sentence.today)
        .iter()
        .filter(|_| is_dated)
    {
        claim.date(step(sentence, dated), dated);
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

/// Adds a claim, or joins it to the claim with the same parties, or with more of them. Its place.
fn merge(found: &mut Vec<(Draft, BTreeSet<BodyId>)>, claim: Draft, bodies: BTreeSet<BodyId>) -> usize {
    let from = found.len().saturating_sub(MOST_COMPARED);
    let same = found
        .iter()
        .skip(from)
        .position(|(_, known)| bodies.is_subset(known) || known.is_subset(&bodies))
        .map(|at| at + from);
    let Some(at) = same else {
        found.push((claim, bodies));
        return found.len() - 1;
    };
    if let Some((known, known_bodies)) = found.get_mut(at) {
        let (wide, narrow) = if known_bodies.len() >= bodies.len() {
            (known.clone(), claim)
        } else {
            (claim, known.clone())
        };
        *known = joined(wide, narrow);
        known_bodies.extend(bodies);
    }
    at
}

fn joined(mut wide: Draft, narrow: Draft) -> Draft {
    const ORDER: [&str; 5] = ["active", "announced", "explored", "voted", "signed"];
    let rank =
        |status: Option<&str>| status.and_then(|status| ORDER.iter().position(|known| *known == status));
    if rank(narrow.status) > rank(wide.status) && rank(wide.status).is_some() {
        wide.status = narrow.status;
    }
    for (what, day) in narrow.dates {
        if !wide.dates.contains(&(what, day)) {
            wide.dates.push((what, day));
        }
    }
    for party in narrow.others {
        if !wide.others.contains(&party) {
            wide.others.push(party);
        }
    }
    narrow.evidence.into_iter().for_each(|span| wide.prove(span));
    wide.relation = wide.relation.or(narrow.relation);
    wide.programme = wide.programme.or(narrow.programme);
    wide.why = wide.why.or(narrow.why);
    wide.title = wide.title.or(narrow.title);
    wide.confidence = wide.confidence.max(narrow.confidence);
    for reason in narrow.reasons {
        if !wide.reasons.contains(&reason) {
            wide.reasons.push(reason);
        }
    }
    wide
}
