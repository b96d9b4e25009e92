//! The weights of what makes a body the one that a document speaks for, fitted on documents whose partnerships are known.
//!
//! In: documents with their gold, a resolver. Out: the rows of `data/home.tsv`.
//!
//! A conditional logit over the bodies of each document. The right ones are the parties of most of its partnerships: a
//! text about one town's twinnings speaks for that town, one about a single partnership for either.
//!
//! # Invariants
//! Repeatable, as [`super::fit`]. Documents without such a party teach nothing.

use super::bodies::GoldParty;
use super::fit::{Case, logit, rows};
use super::gold::Gold;
use crate::document::analyse;
use crate::document::home::{COUNT, NAMES, candidates};
use crate::resolve::Resolver;
use rayon::prelude::*;
use read::Document;
use vocabulary::ClaimKind;

/// How strongly a weight is held to nothing, in documents.
const HOLD: f64 = 1.0;

/// Fits the weights and gives the rows of the table.
pub fn fit_homes(cases: &[(Document, Gold)], resolver: &Resolver<'_>) -> String {
    let cases: Vec<Case<COUNT>> = cases
        .par_iter()
        .map(|(document, gold)| case(document, gold, resolver))
        .collect();
    rows(NAMES, &logit(&cases, [0.0; COUNT], HOLD))
}

/// The bodies of a document, each with whether the document speaks for it.
fn case(document: &Document, gold: &Gold, resolver: &Resolver<'_>) -> Case<COUNT> {
    let partnerships: Vec<_> = gold
        .claims
        .iter()
        .filter(|claim| claim.kind == ClaimKind::Partnership && claim.parties.len() > 1)
        .collect();
    let analysis = analyse(document, resolver);
    candidates(&analysis)
        .into_iter()
        .map(|(speaker, numbers)| {
            let own: Vec<_> = resolver.gazetteer().codes_of(speaker.body).collect();
            let is_own = |party: &GoldParty| match party {
                GoldParty::Coded(codes) => codes.hold_one_of(&own),
                GoldParty::Written(_) => false,
            };
            let count = partnerships
                .iter()
                .filter(|claim| claim.parties.iter().any(is_own))
                .count();
            (numbers, count * 5 >= partnerships.len() * 3 && count > 1)
        })
        .collect()
}
