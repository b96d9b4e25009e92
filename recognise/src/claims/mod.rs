//! What a document claims: partnerships, awards, money, deliveries, support, events.
//!
//! In: the analysed document. Out: claims with their quotes, in order of place, and remarks.
//!
//! # Invariants
//! - Every claim quotes the words that say it.
//! - The parties of a partnership or award are its members only; whoever hosts, funds or coordinates stands apart.

mod alliance;
mod amount_role;
mod award;
mod backers;
mod called;
mod card;
mod cells;
mod delivery;
mod details;
mod directory;
mod draft;
mod entry;
mod event;
mod funding;
mod goods;
mod groups;
mod joining;

mod laureates;
mod line;
mod line_words;
#[cfg(test)]
mod list_tests;
mod list_words;
mod listed;
mod merging;
#[cfg(test)]
mod pair_tests;
mod pairing;
mod partnership;
mod phrase;
mod registry;
mod remark;
mod roles;
mod series;
#[cfg(test)]
mod series_tests;
mod standing;
mod sums;
mod support;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;
pub(crate) mod ties;
#[cfg(test)]
mod told_tests;
mod twin_list;

pub(crate) use cells::{Cells, TableRecord, Tables, settle_twins, tables};
pub(crate) use draft::{Draft, DraftParty};
pub(crate) use listed::Lists;
pub(crate) use remark::remarks;
pub(crate) use roles::is_capital_label;

use crate::document::Analysis;
use crate::document::amounts::{self, Amount};
use crate::document::currencies::Land;
use crate::gazetteer::BodyId;
use read::Span;
use roles::Roles;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use vocabulary::Country;

/// What the rules share: who plays which part, and the alliance whose members are written out.
pub(crate) struct Findings {
    pub(crate) roles: Roles,
    pub(crate) alliance: Option<alliance::Alliance>,
    /// The sums of money of each sentence.
    pub(crate) amounts: Vec<Vec<Amount>>,
    /// The countries that the document is about, the most frequent first.
    pub(crate) countries: Vec<Country>,
}

impl Findings {
    fn of(analysis: &Analysis<'_, '_>) -> Self {
        let roles = Roles::of(analysis);
        let alliance = alliance::find(analysis, &roles);
        let countries = countries(analysis);
        Self {
            roles,
            alliance,
            amounts: money(analysis, &countries),
            countries,
        }
    }
}

/// The pairs of bodies whose numbers were weighed, for fitting.
pub(crate) fn pairs(analysis: &Analysis<'_, '_>) -> Vec<((BodyId, BodyId), ties::Pair)> {
    partnership::pairs(analysis, &Findings::of(analysis))
}

/// The partnerships found, by what other claims know of them.
pub(crate) struct Known<'a> {
    drafts: &'a [Draft],
    by_item: FxHashMap<usize, usize>,
    by_body: FxHashMap<BodyId, usize>,
}

impl<'a> Known<'a> {
    fn of(analysis: &Analysis<'_, '_>, drafts: &'a [Draft]) -> Self {
        let (mut by_item, mut by_body) = (FxHashMap::default(), FxHashMap::default());
        for (at, draft) in drafts.iter().enumerate() {
            by_item.entry(draft.of_item).or_insert(at);
            for body in draft.parties.iter().filter_map(|(party, _)| party.body(analysis)) {
                by_body.entry(body).or_insert(at);
            }
        }
        Self {
            drafts,
            by_item,
            by_body,
        }
    }

    /// The partnership that an item speaks of; of a document without items the first one.
    fn in_item(&self, item: usize) -> Option<&'a Draft> {
        self.by_item.get(&item).and_then(|at| self.drafts.get(*at))
    }

    /// The partnership of a body.
    fn with(&self, body: BodyId) -> Option<&'a Draft> {
        self.by_body.get(&body).and_then(|at| self.drafts.get(*at))
    }
}

/// Every claim of the document, in order of place.
pub(crate) fn all(analysis: &Analysis<'_, '_>) -> Vec<Draft> {
    let findings = Findings::of(analysis);
    let mut partnerships = listed::claims(analysis);
    let mut claims = award::claims(analysis);
    partnerships.extend(partnership::claims(analysis, &findings));
    let mut partnerships = merging::gathered(analysis, partnerships);
    // Where a table tells the laureates, what stands around it are waiting lists and refusals.
    let laureates = if claims.is_empty() {
        laureates::claims(analysis, &mut partnerships)
    } else {
        Vec::new()
    };
    // What is awarded is told once.
    let mut awarded: FxHashMap<BodyId, Vec<BTreeSet<BodyId>>> = FxHashMap::default();
    for parties in laureates.iter().map(|claim| registry::bodies(analysis, claim)) {
        for body in &parties {
            awarded.entry(*body).or_default().push(parties.clone());
        }
    }
    partnerships.retain(|claim| {
        let bodies = registry::bodies(analysis, claim);
        let is_awarded = match bodies.first().map(|body| awarded.get(body)) {
            Some(all) => all.is_some_and(|all| all.iter().any(|parties| bodies.is_subset(parties))),
            None => !awarded.is_empty(),
        };
        !is_awarded
    });
    claims.extend(laureates);
    let known = Known::of(analysis, &partnerships);
    claims.extend(funding::claims(analysis, &findings, &known));
    claims.extend(delivery::claims(analysis, &findings, &known));
    let stays = support::claims(analysis, &findings);
    claims.extend(backers::claims(analysis, &stays));
    claims.extend(stays);
    claims.extend(event::claims(analysis, &findings));
    let rows = registry::claims(analysis);
    let told: FxHashSet<BTreeSet<BodyId>> = rows.iter().map(|row| registry::bodies(analysis, row)).collect();
    // What a row of a table says it says best.
    claims.extend(
        partnerships
            .into_iter()
            .filter(|claim| !told.contains(&registry::bodies(analysis, claim))),
    );
    claims.extend(rows);
    claims.sort_by_key(|claim| (claim.span.start, claim.kind));
    claims
}

/// The sums of money of each sentence.
fn money(analysis: &Analysis<'_, '_>, all: &[Country]) -> Vec<Vec<Amount>> {
    let text = &analysis.document.text;
    analysis
        .sentences
        .iter()
        .map(|sentence| {
            let near = countries_in(analysis, sentence.span);
            let land = Land { near: &near, all };
            amounts::amounts(&sentence.words, text, land)
        })
        .collect()
}

/// The countries that a document names or whose bodies it names, the most frequent first.
fn countries(analysis: &Analysis<'_, '_>) -> Vec<Country> {
    let gazetteer = analysis.resolver.gazetteer();
    let mut counts: FxHashMap<Country, usize> = FxHashMap::default();
    for one in &analysis.named {
        if let Some(country) = one.likeliest().and_then(|body| gazetteer.country(body)) {
            *counts.entry(country).or_default() += 1;
        }
    }
    let mut all: Vec<(Country, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(country, count)| (std::cmp::Reverse(*count), *country));
    let mut all: Vec<Country> = all.into_iter().map(|(country, _)| country).collect();
    for country in &analysis.context.countries {
        if !all.contains(country) {
            all.push(*country);
        }
    }
    all
}

/// The countries of the bodies named in a part of the text, in order.
fn countries_in(analysis: &Analysis<'_, '_>, span: Span) -> Vec<Country> {
    let gazetteer = analysis.resolver.gazetteer();
    let mut found = Vec::new();
    for one in analysis.names_in(span).iter().take(NEAR) {
        let country = one.likeliest().and_then(|body| gazetteer.country(body));
        found.extend(country.filter(|country| !found.contains(country)));
    }
    found
}

/// How many names of a sentence say which country's money it means.
const NEAR: usize = 20;
