//! The weights of what makes a name one, fitted on documents whose mentions are known.
//!
//! In: documents with their gold, a resolver. Out: the rows of `data/evidence.tsv`.
//!
//! A logistic regression over every name that could be one. What a sure neighbour lends hangs on the weights
//! themselves, so it is fitted in rounds: the weights of one say who is sure in the next.
//!
//! # Invariants
//! Repeatable, as [`super::fit`]. Names whose body is another than the gold's, or whose text only overlaps one of the
//! gold's, teach nothing.

use super::fit::{logistic, rows};
use super::gold::Gold;
use super::score::met;
use super::spelling::Spelling;
use crate::document::evidence::{COUNT, Evidence, Judged, NAMES, judged, weights};
use crate::document::{Named, considered};
use crate::resolve::Resolver;
use rayon::prelude::*;
use read::Document;

/// Rounds, each with the sure ones of the round before.
const ROUNDS: usize = 4;
/// How strongly a weight is held to nothing, in names.
const HOLD: f64 = 1.5;
/// A name is as much worth as this where it is one: one missed costs a partnership, one too many mostly nothing.
const WORTH: f64 = 1.3;

/// Fits the weights and gives the rows of the table.
pub fn fit_mentions(cases: &[(Document, Gold)], resolver: &Resolver<'_>) -> String {
    let mut weights = *weights();
    for _ in 0..ROUNDS {
        let known: Vec<(Evidence, bool)> = cases
            .par_iter()
            .flat_map_iter(|(document, gold)| known(document, gold, resolver, &weights))
            .collect();
        weights = logistic(&known, WORTH, HOLD);
    }
    rows(NAMES, &weights)
}

/// The names of a document whose truth the gold tells.
fn known(
    document: &Document,
    gold: &Gold,
    resolver: &Resolver<'_>,
    weights: &[f32; COUNT],
) -> Vec<(Evidence, bool)> {
    let mut analysis = considered(document, resolver);
    let judged = judged(&mut analysis, weights);
    let spellings: Vec<Spelling> = gold
        .mentions
        .iter()
        .map(|mention| Spelling::of(&mention.text))
        .collect();
    let truth = |one: &Named| -> Option<bool> {
        let body = one.likeliest()?;
        let met = met(&spellings, &Spelling::of(&one.text));
        if met.is_empty() {
            let overlaps = gold
                .mentions
                .iter()
                .any(|mention| mention.text.contains(&one.text) || one.text.contains(&mention.text));
            return (!overlaps).then_some(false);
        }
        let codes: Vec<_> = resolver.gazetteer().codes_of(body).collect();
        let is_right = met.iter().any(|at| {
            gold.mentions
                .get(*at)
                .is_some_and(|mention| mention.code.0.iter().any(|code| codes.contains(code)))
        });
        is_right.then_some(true)
    };
    analysis
        .named
        .iter()
        .zip(judged)
        .filter_map(|(one, judged)| match judged {
            Judged::Open(numbers) => Some((numbers, truth(one)?)),
            Judged::Stays | Judged::Goes | Judged::Strange => None,
        })
        .collect()
}
