//! What does not fit in a well-formed gold file.
//!
//! In: the gold, the gazetteer, the text that was read. Out: [`Problem`]s, each with its place.
//!
//! # Invariants
//! A gold file is never changed here, nor is its score.

use super::bodies::{Codes, GoldParty};
use super::gold::{Gold, GoldClaim, GoldMention, GoldVerdict, Trap, relation};
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
            ClaimKind::Funding => claim.amount.as_deref().is_some_and(is_decimal) && claim.currency.is_some(),
            ClaimKind::Support => !claim.who.is_empty(),
            _ => true,
        };
        if !is_whole {
            let message = match claim.kind {
                ClaimKind::Partnership => "a partnership needs relation and status",
                ClaimKind::Funding => "funding needs amount (decimal, major units) and currency",
                _ => "support needs who",
            };
            self.say(place, message.to_owned());
        }
    }

    fn trap(&mut self, place: &str, trap: &Trap, gold: &Gold) {
        match trap {
            Trap::NotParty(codes) => {
                self.codes(place, codes);
                let members = gold.claims.iter().flat_map(|claim| &claim.parties);
                let is_member = |party: &GoldParty| matches!(party, GoldParty::Coded(held) if held == codes);
                if members.into_iter().any(is_member) {
                    self.say(place, format!("{codes} is a party of a claim"));
                }
            }
            Trap::NotMoney(number) => {
                if !is_decimal(number) {
                    self.say(place, format!("“{number}” is not a number"));
                }
            }
            Trap::NotLive(pair) => pair.iter().for_each(|codes| self.codes(place, codes)),
        }
    }
}

fn is_decimal(text: &str) -> bool {
    text.parse::<Decimal>().is_ok()
}
