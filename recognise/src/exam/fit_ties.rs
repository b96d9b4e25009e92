//! The weights of what makes two names partners, fitted on documents whose partnerships are known.
//!
//! In: documents with their gold, a resolver. Out: the rows of `data/ties.tsv`.
//!
//! A logistic regression over every pair that was judged. A pair told in several sentences is several cases.
//!
//! # Invariants
//! Repeatable, as [`super::fit`]. Partnerships of bodies that the pass did not recognise teach nothing.

use super::bodies::GoldParty;
use super::fit::{logistic, rows};
use super::gold::Gold;
use crate::claims;
use crate::claims::ties::{NAMES, Pair};
use crate::document::analyse;
use crate::gazetteer::BodyId;
use crate::resolve::Resolver;
use rayon::prelude::*;
use read::Document;
use vocabulary::ClaimKind;

/// How strongly a weight is held to nothing, in pairs.
const HOLD: f64 = 10.0;

/// Fits the weights and gives the rows of the table.
pub fn fit_ties(cases: &[(Document, Gold)], resolver: &Resolver<'_>) -> String {
    let known: Vec<(Pair, bool)> = cases
        .par_iter()
        .flat_map_iter(|(document, gold)| known(document, gold, resolver))
        .collect();
    rows(NAMES, &logistic(&known, 1.0, HOLD))
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
