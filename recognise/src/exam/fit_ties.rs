//! The weights of what makes two names partners, fitted on documents whose partnerships are known.
//!
//! In: documents with their gold, a resolver. Out: the rows of `data/ties.tsv`.
//!
//! A logistic regression over every pair that was judged. A pair told in several sentences is several cases.
//!
//! # Invariants
//! Repeatable, as [`super::fit`]. Partnerships of bodies that the pass did not recognise teach nothing.
#![expect(
    clippy::indexing_slicing,
    reason = "weights and numbers are arrays of the same length"
)]

use super::bodies::GoldParty;
use super::fit::descend;
use super::gold::Gold;
use crate::claims;
use crate::claims::ties::{COUNT, NAMES, Pair};
use crate::document::analyse;
use crate::gazetteer::BodyId;
use crate::resolve::Resolver;
use rayon::prelude::*;
use read::Document;
use std::fmt::Write;
use vocabulary::ClaimKind;

/// How strongly a weight is held to nothing, in pairs.
const HOLD: f64 = 3.0;

/// Fits the weights and gives the rows of the table.
pub fn fit_ties(cases: &[(Document, Gold)], resolver: &Resolver<'_>) -> String {
    let known: Vec<(Pair, bool)> = cases
        .par_iter()
        .flat_map_iter(|(document, gold)| known(document, gold, resolver))
        .collect();
    let weights = descend([0.0; COUNT], |weights| {
        let mut sum = [0.0_f64; COUNT];
        for (numbers, are_partners) in &known {
            let odds = 1.0 / (1.0 + (-f64::from(numbers.score(weights))).exp());
            let miss = odds - f64::from(u8::from(*are_partners));
            (0..COUNT).for_each(|at| sum[at] += miss * f64::from(numbers.0[at]));
        }
        (1..COUNT).for_each(|at| sum[at] += HOLD * f64::from(weights[at]));
        sum
    });
    let mut rows = String::new();
    for (name, weight) in NAMES.iter().zip(weights) {
        writeln!(rows, "{name}\t{weight:.3}").expect("a text in memory takes all that is written to it");
    }
    rows
}

/// The pairs of a document, each with whether the gold has them in one partnership.
fn known(document: &Document, gold: &Gold, resolver: &Resolver<'_>) -> Vec<(Pair, bool)> {
    let analysis = analyse(document, resolver);
    let is_meant = |party: &GoldParty, body: BodyId| match party {
        GoldParty::Coded(codes) => {
            let own: Vec<_> = resolver.gazetteer().codes_of(body).collect();
            codes.hold_one_of(&own)
        }
        GoldParty::Written(_) => false,
    };
    let are_partners = |(one, other): (BodyId, BodyId)| {
        gold.claims
            .iter()
            .filter(|claim| claim.kind == ClaimKind::Partnership)
            .any(|claim| {
                let has = |body| claim.parties.iter().any(|party| is_meant(party, body));
                has(one) && has(other)
            })
    };
    claims::pairs(&analysis)
        .into_iter()
        .map(|(bodies, numbers)| (numbers, are_partners(bodies)))
        .collect()
}
