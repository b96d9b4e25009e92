//! What does not fit in a well-formed gold file.
//!
//! In: the gold, the gazetteer, the text that was read. Out: [`Problem`]s, each with its place.
//!
//! # Invariants
//! A gold file is never changed here, nor is its score.

use super::bodies::{Codes, GoldParty};
use super::gold::{Gold, GoldClaim, GoldMention, GoldVerdict, Trap, relation};
use super::told::asked;
use crate::{Gazetteer, fold};
use rust_decimal::Decimal;
use std::fmt;
use vocabulary::{ClaimKind, PartnershipStatus};

/// What is wrong with a well-formed gold file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field, for example `mentions[3]`.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

const STEPS: [&str; 13] = [
    "first_contact",
    "established",
    "signed",
    "voted",
    "confirmed",
    "renewed",
    "suspended",
    "ended",
    "deadline",
    "transmitted",
    "announced",
    "delivered",
    "held",
];

impl Gold {
    /// The names and phrases that do not stand in the text that was read: lost by the reader, or written wrongly here.
    pub fn unread(&self, text: &str) -> Vec<Problem> {
        let text = fold::plain_key(text);
        let mentions = self.mentions.iter().map(|mention| mention.text.as_str());
        let phrases = self.bystanders.iter().map(String::as_str);
        let claims = self
            .claims
            .iter()
            .map(|claim| claim.bodies().filter_map(GoldParty::written));
        let named = mentions
            .enumerate()
            .map(|(at, name)| (format!("mentions[{at}]"), name));
        let passed = phrases
            .enumerate()
            .map(|(at, phrase)| (format!("bystanders[{at}]"), phrase));
        let claimed = claims
            .enumerate()
            .flat_map(|(at, names)| names.map(move |name| (format!("claims[{at}]"), name)));
        named
            .chain(passed)
            .chain(claimed)
            .filter(|(_, words)| !text.contains(&fold::plain_key(words)))
            .map(|(place, words)| Problem {
                place,
                message: format!("“{words}” does not stand in the text that was read"),
            })
            .collect()
    }

    /// What is no word or code of any list, or contradicts itself.
    pub fn problems(&self, gazetteer: &Gazetteer<'_>) -> Vec<Problem> {
        let mut checker = Checker {
            gazetteer,
            problems: Vec::new(),
        };
        for (at, mention) in self.mentions.iter().enumerate() {
            checker.mention(&format!("mentions[{at}]"), mention);
        }
        for (at, claim) in self.claims.iter().enumerate() {
            checker.claim(&format!("claims[{at}]"), claim);
        }
        for (at, trap) in self.traps.iter().enumerate() {
            checker.trap(&format!("traps[{at}]"), trap, self);
        }
        checker.problems
    }
}

struct Checker<'g, 'a> {
    gazetteer: &'g Gazetteer<'a>,
    problems: Vec<Problem>,
}

impl Checker<'_, '_> {
    fn say(&mut self, place: &str, message: String) {
        let place = place.to_owned();
        self.problems.push(Problem { place, message });
    }

    fn codes(&mut self, place: &str, codes: &Codes) {
        for code in &codes.0 {
            if self.gazetteer.body_of(code).is_none() {
                self.say(place, format!("the gazetteer has no {code}"));
            }
        }
    }

    fn mention(&mut self, place: &str, mention: &GoldMention) {
        self.codes(place, &mention.code);
        if mention.code.is_empty() && mention.verdict != Some(GoldVerdict::Unknown) {
            self.say(place, "neither a code nor the verdict “unknown”".to_owned());
        }
    }

    fn word(&mut self, place: &str, word: Option<&String>, is_known: impl Fn(&str) -> bool) {
        if let Some(word) = word.filter(|word| !is_known(word)) {
            self.say(place, format!("“{word}” is not a word of the list"));
        }
    }

    fn claim(&mut self, place: &str, claim: &GoldClaim) {
        for party in claim.bodies() {
            if let GoldParty::Coded(codes) = party {
                self.codes(place, codes);
            }
        }
        self.word(place, claim.relation.as_ref(), |word| relation(word).is_some());
        self.word(place, claim.status.as_ref(), |word| {
            PartnershipStatus::named(word).is_some()
        });
        for step in &claim.dates {
            self.word(place, Some(&step.what), |word| STEPS.contains(&word));
        }
        let is_whole = match claim.kind {
            ClaimKind::Partnership => claim.relation.is_some() && claim.status.is_some(),
            ClaimKind::Funding => {
                claim.amount.as_deref().and_then(decimal).is_some()
                    && claim.currency.as_deref().is_some_and(is_currency)
            }
            ClaimKind::Support => !claim.who.is_empty(),
            _ => true,
        };
        if !is_whole {
            let message = match claim.kind {
                ClaimKind::Partnership => "a partnership needs relation and status",
                ClaimKind::Funding => {
                    "funding needs amount (decimal, major units) and currency (three capital letters)"
                }
                _ => "support needs who",
            };
            self.say(place, message.to_owned());
        }
    }

    fn trap(&mut self, place: &str, trap: &Trap, gold: &Gold) {
        let has = |claim: &GoldClaim, codes: &Codes| {
            let is_it =
                |party: &GoldParty| matches!(party, GoldParty::Coded(held) if held.hold_one_of(&codes.0));
            claim.parties.iter().any(is_it)
        };
        let mut claims = gold.claims.iter();
        let contradicting = match trap {
            Trap::NotParty(codes) => {
                self.codes(place, codes);
                claims.find(|claim| has(claim, codes))
            }
            Trap::NotMoney(number) => {
                let Some(number) = decimal(number) else {
                    return self.say(place, format!("“{number}” is not a number"));
                };
                claims.find(|claim| claim.amount.as_deref().and_then(decimal) == Some(number))
            }
            Trap::NotLive(pair) => {
                for codes in pair {
                    self.codes(place, codes);
                }
                claims.find(|claim| {
                    claim.kind == ClaimKind::Partnership
                        && matches!(claim.status.as_deref(), Some("signed" | "active"))
                        && pair.iter().all(|codes| has(claim, codes))
                })
            }
        };
        if let Some(claim) = contradicting {
            let said = asked(claim);
            self.say(place, format!("a right answer would fall into this trap: {said}"));
        }
    }
}

fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn decimal(text: &str) -> Option<Decimal> {
    text.parse().ok()
}
