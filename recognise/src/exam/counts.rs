//! Counts that can be added up, and the shares they give.
//!
//! In: what was counted in one document. Out: precision, recall, F1 and shares of many.
//!
//! # Invariants
//! Counts of two sets of documents add up to the counts of both.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use vocabulary::ClaimKind;

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
