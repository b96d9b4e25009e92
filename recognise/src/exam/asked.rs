//! Questions of the exam of names from documents with gold: every spelling with the countries its document is about.
//!
//! In: a gold file. Out: its mentions as [`Question`]s of one group.
//!
//! # Invariants
//! Nothing of the document but the spellings, their order and the countries of its bodies reaches the questions.

use super::gold::{Gold, GoldVerdict};
use super::questions::Question;
use crate::resolve::{Hints, Resolver};
use std::collections::BTreeSet;
use vocabulary::{AuthorityCode, Country};

/// The spellings of one document; `group` names it.
pub fn asked_in(gold: &Gold, group: &str, resolver: &Resolver<'_>) -> Vec<Question> {
    let gazetteer = resolver.gazetteer();
    let country = |code: &AuthorityCode| gazetteer.body_of(code).and_then(|body| gazetteer.country(body));
    let countries: BTreeSet<Country> = gold
        .mentions
        .iter()
        .filter_map(|mention| mention.code.0.first().and_then(country))
        .collect();
    let countries: Vec<Country> = countries.into_iter().collect();
    let question = |mention: &super::gold::GoldMention| {
        let is_unknown = mention.verdict == Some(GoldVerdict::Unknown);
        let with_kin = |code: &AuthorityCode| {
            let body = gazetteer.body_of(code);
            let kin = body
                .into_iter()
                .flat_map(|body| gazetteer.codes_of(body).collect::<Vec<_>>());
            kin.chain(std::iter::once(code.clone())).collect::<Vec<_>>()
        };
        Question {
            name: mention.text.clone(),
            hints: Hints {
                countries: countries.clone(),
                ..Hints::default()
            },
            group: Some(group.to_owned()),
            right: if is_unknown {
                Vec::new()
            } else {
                mention.code.0.iter().flat_map(with_kin).collect()
            },
            kind: if is_unknown { "in no list" } else { "real" },
        }
    };
    gold.mentions.iter().map(question).collect()
}
