//! What the engine recognised in one document, counted against its gold.
//!
//! In: the gold, the answer, and the text that its offsets count in. Out: [`Counts`], and a [`Note`] for each miss and
//! each false hit.
//!
//! # Invariants
//! - Pure: the same answer gives the same counts.
//! - Spellings meet as whole words of their plain keys, type words aside; a spelling that is equal to one of the gold's
//!   speaks for no other.

use super::claims;
use super::gold::{Codes, Gold, GoldMention, GoldVerdict, Trap};
use crate::resolve::type_words;
use crate::{Recognition, Resolver, fold};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use std::ops::AddAssign;
use vocabulary::{AuthorityCode, Claim, ClaimKind, Mention, VerdictKind};

/// How much of what should be found was found, and how much of what was found is right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// In the gold.
    pub gold: usize,
    /// Of these, found.
    pub gold_hit: usize,
    /// In the answer.
    pub answered: usize,
    /// Of these, right.
    pub answered_hit: usize,
}

impl Found {
    /// The share of the answers that is right; `None` without answers.
    pub fn precision(&self) -> Option<f64> {
        share(self.answered_hit, self.answered)
    }

    /// The share of the gold that was found; `None` without gold.
    pub fn recall(&self) -> Option<f64> {
        share(self.gold_hit, self.gold)
    }

    /// The harmonic mean of both; `None` where there was nothing to find and nothing was found.
    pub fn f1(&self) -> Option<f64> {
        if self.gold + self.answered == 0 {
            return None;
        }
        let (precision, recall) = (self.precision().unwrap_or(0.0), self.recall().unwrap_or(0.0));
        let sum = precision + recall;
        Some(if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        })
    }
}

impl AddAssign for Found {
    fn add_assign(&mut self, more: Self) {
        self.gold += more.gold;
        self.gold_hit += more.gold_hit;
        self.answered += more.answered;
        self.answered_hit += more.answered_hit;
    }
}

/// Some of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that count.
    pub hits: usize,
    /// All.
    pub all: usize,
}

impl Share {
    /// One more, which counts or not.
    pub(super) fn count(&mut self, counts: bool) {
        self.hits += usize::from(counts);
        self.all += 1;
    }

    /// The share; `None` of nothing.
    pub fn value(&self) -> Option<f64> {
        share(self.hits, self.all)
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, more: Self) {
        self.hits += more.hits;
        self.all += more.all;
    }
}

fn share(hits: usize, all: usize) -> Option<f64> {
    let (hits, all) = (u32::try_from(hits).ok()?, u32::try_from(all).ok()?);
    (all > 0).then(|| f64::from(hits) / f64::from(all))
}

/// The counts of one document, or of many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many documents.
    pub documents: usize,
    /// Distinct spellings of authorities.
    pub entities: Found,
    /// Of the spellings found, those with a right code.
    pub links: Share,
    /// Of the traps, those sprung.
    pub traps: Share,
    /// Claims by kind.
    pub claims: BTreeMap<ClaimKind, Found>,
    /// Partnerships, where one party may be missing or too many.
    pub lenient: Found,
    /// Of the partnerships found, those with the right status.
    pub status: Share,
    /// Of the partnerships found, those with the right relation.
    pub relation: Share,
    /// Of the dates of the partnerships found, in the gold or in the answer, those in both.
    pub dates: Share,
    /// Of the amounts found, those with the right role.
    pub amount_role: Share,
}

impl AddAssign<&Self> for Counts {
    fn add_assign(&mut self, more: &Self) {
        self.documents += more.documents;
        self.entities += more.entities;
        self.links += more.links;
        self.traps += more.traps;
        for (kind, found) in &more.claims {
            *self.claims.entry(*kind).or_default() += *found;
        }
        self.lenient += more.lenient;
        self.status += more.status;
        self.relation += more.relation;
        self.dates += more.dates;
        self.amount_role += more.amount_role;
    }
}

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
            score.note("trap", written(trap), claims::told(claim));
        }
    }
    claims::score(gold, answer, resolver, &mut score);
    score
}

/// A written name as spellings are compared.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    plain: String,
    bare: String,
}

/// How well two spellings meet, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meeting {
    Equal,
    WithoutTypeWords,
    Within,
}

impl Spelling {
    pub(super) fn of(text: &str) -> Self {
        let plain = fold::plain_key(text);
        let bare =
            type_words::strip(&plain).map_or_else(|| plain.clone(), |stripped| stripped.key.to_owned());
        Self { plain, bare }
    }

    pub(super) fn meets(&self, other: &Self) -> Option<Meeting> {
        if self.plain == other.plain {
            Some(Meeting::Equal)
        } else if self.bare == other.bare {
            Some(Meeting::WithoutTypeWords)
        } else if holds(&self.bare, &other.bare) || holds(&other.bare, &self.bare) {
            Some(Meeting::Within)
        } else {
            None
        }
    }
}

/// Whether `long` holds all of `short` as whole words.
pub(super) fn holds(long: &str, short: &str) -> bool {
    !short.is_empty() && format!(" {long} ").contains(&format!(" {short} "))
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
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
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
        if !is_known && !met.is_empty() && !is_linked {
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
fn met(spellings: &[Spelling], one: &Spelling) -> Vec<usize> {
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

/// A text with one space for each run of white space and one apostrophe, and where each letter stood.
struct Squeezed {
    letters: Vec<char>,
    places: Vec<usize>,
}

impl Squeezed {
    fn of(text: &str) -> Self {
        let (mut letters, mut places) = (Vec::new(), Vec::new());
        for (place, letter) in text.chars().enumerate() {
            let letter = if fold::is_apostrophe(letter) { '\'' } else { letter };
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            if fold::is_invisible(letter) || letter == ' ' && letters.last() == Some(&' ') {
                continue;
            }
            letters.push(letter);
            places.push(place);
        }
        Self { letters, places }
    }

    /// Where the phrase stands, in scalars of the text.
    fn places(&self, phrase: &str) -> Vec<(usize, usize)> {
        let wanted = Self::of(phrase.trim()).letters;
        if wanted.is_empty() {
            return Vec::new();
        }
        let windows = self
            .letters
            .windows(wanted.len())
            .zip(self.places.windows(wanted.len()));
        windows
            .filter(|(letters, _)| *letters == wanted)
            .filter_map(|(_, places)| Some((*places.first()?, *places.last()? + 1)))
            .collect()
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

/// Distinct texts, in their order.
pub(super) fn distinct<T: Clone + Eq + std::hash::Hash>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.into_iter().filter(|one| seen.insert(one.clone())).collect()
}
