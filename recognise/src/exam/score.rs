//! What the engine recognised in one document, counted against its gold.
//!
//! In: the gold, the answer, and the text that its offsets count in. Out: [`Counts`], and a [`Note`] for each miss and
//! each false hit.
//!
//! # Invariants
//! - Pure: the same answer gives the same counts.
//! - Spellings meet as whole words of their plain keys, type words aside; a spelling that is equal to one of the gold's
//!   speaks for no other.

use super::bodies::Codes;
use super::claims;
use super::counts::Counts;
use super::gold::{Gold, GoldMention, GoldVerdict, Trap};
use super::spelling::{Meeting, Spelling, Squeezed, squeezed};
use super::told;
use crate::{Recognition, Resolver};
use rust_decimal::Decimal;
use serde::Serialize;
use vocabulary::{AuthorityCode, Claim, ClaimKind, Mention, VerdictKind};

/// One miss or false hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What went wrong, for example `entity missed`.
    pub what: &'static str,
    /// What the gold says.
    pub expected: String,
    /// What came out.
    pub got: String,
}

/// The score of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// The counts.
    pub counts: Counts,
    /// Each miss and false hit.
    pub notes: Vec<Note>,
}

impl Score {
    pub(super) fn note(&mut self, what: &'static str, expected: impl Into<String>, got: impl Into<String>) {
        let (expected, got) = (expected.into(), got.into());
        self.notes.push(Note { what, expected, got });
    }
}

/// Scores the answer to one document.
pub fn score(gold: &Gold, answer: &Recognition, text: &str, resolver: &Resolver<'_>) -> Score {
    let mut score = Score::default();
    score.counts.documents = 1;
    entities(gold, answer, &mut score);
    bystanders(gold, answer, text, &mut score);
    for trap in &gold.traps {
        let sprung = sprung(trap, &answer.claims, resolver);
        score.counts.traps.count(sprung.is_some());
        if let Some(claim) = sprung {
            score.note("trap", written(trap), told::told(claim));
        }
    }
    claims::score(gold, answer, resolver, &mut score);
    for problem in gold.unread(text) {
        score.note("not read", problem.to_string(), "");
    }
    score
}

/// One spelling that came out, with every place where it did.
struct Predicted<'r> {
    text: &'r str,
    spelling: Spelling,
    mentions: Vec<&'r Mention>,
}

fn is_authority(mention: &Mention) -> bool {
    mention.verdict != VerdictKind::Unknown && mention.kind.as_deref() != Some("organisation")
}

fn predicted(answer: &Recognition) -> Vec<Predicted<'_>> {
    let mut all: Vec<Predicted<'_>> = Vec::new();
    for mention in answer.mentions.iter().filter(|mention| is_authority(mention)) {
        let text = squeezed(&mention.text);
        match all.iter_mut().find(|one| squeezed(one.text) == text) {
            Some(one) => one.mentions.push(mention),
            None => all.push(Predicted {
                text: &mention.text,
                spelling: Spelling::of(&mention.text),
                mentions: vec![mention],
            }),
        }
    }
    all
}

fn entities(gold: &Gold, answer: &Recognition, score: &mut Score) {
    let spellings: Vec<Spelling> = gold
        .mentions
        .iter()
        .map(|mention| Spelling::of(&mention.text))
        .collect();
    let mut answers: Vec<Vec<&Mention>> = vec![Vec::new(); spellings.len()];
    for one in predicted(answer) {
        let met = met(&spellings, &one.spelling);
        let known = met
            .iter()
            .filter(|&&at| gold.mentions.get(at).is_some_and(is_listed));
        let mut is_known = false;
        for &at in known {
            is_known = true;
            if let Some(mentions) = answers.get_mut(at) {
                mentions.extend(&one.mentions);
            }
        }
        let is_linked = one
            .mentions
            .iter()
            .any(|mention| mention.verdict == VerdictKind::One);
        if !is_known && !met.is_empty() && (!is_linked || is_of_our_own(&one.mentions)) {
            continue;
        }
        score.counts.entities.answered += 1;
        score.counts.entities.answered_hit += usize::from(is_known);
        if met.is_empty() {
            score.note("entity too many", "", answered(one.text, &one.mentions));
        } else if !is_known {
            score.note(
                "linked though in no list",
                one.text,
                answered(one.text, &one.mentions),
            );
        }
    }
    for (mention, found) in gold.mentions.iter().zip(&answers) {
        if is_listed(mention) {
            links(mention, found, answer, score);
        }
    }
}

/// The spellings of the gold that one that came out stands for: those that meet it best.
pub(super) fn met(spellings: &[Spelling], one: &Spelling) -> Vec<usize> {
    let meetings: Vec<_> = spellings.iter().map(|spelling| spelling.meets(one)).collect();
    let best = meetings.iter().flatten().min();
    let is_best = |meeting: &Option<Meeting>| meeting.is_some() && meeting.as_ref() == best;
    let places = meetings.iter().enumerate();
    places
        .filter(|(_, meeting)| is_best(meeting))
        .map(|(at, _)| at)
        .collect()
}

fn links(mention: &GoldMention, found: &[&Mention], answer: &Recognition, score: &mut Score) {
    score.counts.entities.gold += 1;
    let expected = format!("{} = {}", mention.text, mention.code);
    if found.is_empty() {
        score.note("entity missed", expected, unknown_at(answer, &mention.text));
        return;
    }
    score.counts.entities.gold_hit += 1;
    let right = found.iter().filter(|found| is_right(mention, found)).count();
    // One spelling is one question; where it was answered differently at different places, most decide.
    let is_right = right * 2 > found.len();
    score.counts.links.count(is_right);
    if right < found.len() {
        let what = if is_right {
            "link wrong at some places"
        } else {
            "link wrong"
        };
        score.note(what, expected, answered(&mention.text, found));
    }
}

/// Whether only bodies that we added ourselves are meant, for no official list has them.
fn is_of_our_own(mentions: &[&Mention]) -> bool {
    mentions
        .iter()
        .all(|mention| claims::is_in_no_list(mention.code.as_slice()))
}

/// Whether the authority is in a list.
fn is_listed(mention: &GoldMention) -> bool {
    mention.verdict != Some(GoldVerdict::Unknown)
}

fn is_right(gold: &GoldMention, found: &Mention) -> bool {
    let is_several = gold.verdict == Some(GoldVerdict::Several);
    if is_several && found.verdict != VerdictKind::One {
        return true;
    }
    found.verdict == VerdictKind::One
        && (gold.code.hold_one_of(&found.also) || gold.code.hold_one_of(found.code.as_slice()))
}

/// What came out for a spelling, each answer once.
fn answered(text: &str, mentions: &[&Mention]) -> String {
    let mut answers: Vec<String> = Vec::new();
    for mention in mentions {
        let choices: Vec<String> = mention
            .choices
            .iter()
            .take(3)
            .map(|choice| choice.code.to_string())
            .collect();
        let code = match &mention.code {
            Some(code) if mention.verdict == VerdictKind::One => code.to_string(),
            _ => format!("several of {}", choices.join(", ")),
        };
        let name = mention.name.as_deref().unwrap_or_default();
        let answer = format!("{code} ({name})");
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }
    format!("{text} = {}", answers.join("; "))
}

/// What came out for a spelling that was not recognised as an authority.
fn unknown_at(answer: &Recognition, text: &str) -> String {
    let spelling = Spelling::of(text);
    let mut left = answer.mentions.iter().filter(|mention| !is_authority(mention));
    match left.find(|mention| Spelling::of(&mention.text).meets(&spelling).is_some()) {
        Some(mention) if mention.verdict == VerdictKind::Unknown => format!("{} = unknown", mention.text),
        Some(mention) => format!("{} = an organisation", mention.text),
        None => String::new(),
    }
}

fn bystanders(gold: &Gold, answer: &Recognition, text: &str, score: &mut Score) {
    let squeezed = Squeezed::of(text);
    for phrase in &gold.bystanders {
        let places = squeezed.places(phrase);
        let linked = answer.mentions.iter().find(|mention| {
            mention.verdict == VerdictKind::One
                && mention.kind.as_deref() != Some("organisation")
                && places
                    .iter()
                    .any(|(start, end)| *start <= mention.start && mention.end <= *end)
        });
        score.counts.traps.count(linked.is_some());
        if let Some(mention) = linked {
            score.note("bystander linked", phrase, answered(&mention.text, &[mention]));
        }
    }
}

/// All codes under which an answer may be right: those of the body, its seat, its hromada.
pub(super) fn family(code: &AuthorityCode, resolver: &Resolver<'_>) -> Vec<AuthorityCode> {
    let mut family = vec![code.clone()];
    if let Some(body) = resolver.gazetteer().body_of(code) {
        family.extend(resolver.gazetteer().codes_of(body));
        family.extend(resolver.also(body));
    }
    family
}

/// The claim that fell into the trap.
fn sprung<'c>(trap: &Trap, claims: &'c [Claim], resolver: &Resolver<'_>) -> Option<&'c Claim> {
    let has = |claim: &Claim, codes: &Codes| {
        let mut held = claim.parties.iter().filter_map(|party| party.code.as_ref());
        held.any(|code| codes.hold_one_of(&family(code, resolver)))
    };
    let mut claims = claims.iter();
    match trap {
        Trap::NotParty(codes) => claims.find(|claim| {
            matches!(claim.kind, ClaimKind::Partnership | ClaimKind::Award) && has(claim, codes)
        }),
        Trap::NotMoney(number) => {
            let number: Option<Decimal> = number.parse().ok();
            claims.find(|claim| {
                claim.kind == ClaimKind::Funding && number.is_some() && claims::amount(claim) == number
            })
        }
        Trap::NotLive(pair) => claims.find(|claim| {
            claim.kind == ClaimKind::Partnership
                && matches!(claim.status.as_deref(), Some("signed" | "active"))
                && pair.iter().all(|codes| has(claim, codes))
        }),
    }
}

fn written(trap: &Trap) -> String {
    match trap {
        Trap::NotParty(codes) => format!("not a party: {codes}"),
        Trap::NotMoney(number) => format!("not money: {number}"),
        Trap::NotLive(pair) => {
            let pair: Vec<String> = pair.iter().map(ToString::to_string).collect();
            format!("not signed or active: {}", pair.join(" + "))
        }
    }
}
