//! Partnerships of tables: registries, lists of twin towns.
//!
//! In: the records of tables whose rows are partnerships. Out: one claim a row, or one a partner where the row says
//! that each has an agreement of its own.
//!
//! # Invariants
//! - A table of partners only speaks of whoever the document speaks for; if nobody does, it makes no claim.
//! - What is only sought, offered, explored or planned has no date of its beginning.

use super::cells::{CellParty, Organisation, TableRecord};
use super::{Draft, DraftParty};
use crate::document::cell_words::{self, Where};
use crate::document::columns::Sort;
use crate::document::table::Column;
use crate::document::{Analysis, Named};
use crate::gazetteer::BodyId;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use vocabulary::{ClaimKind, ClaimRole, Day, Reason};

/// Statuses of what does not stand yet, or never will.
const UNBORN: [&str; 5] = ["sought", "offered", "explored", "announced", "refused"];

/// The partnerships that tables tell of.
pub(crate) fn claims(analysis: &Analysis<'_, '_>) -> Vec<Draft> {
    let usual = usual_relations(analysis);
    let mut found: Vec<(BTreeSet<BodyId>, Draft)> = Vec::new();
    let mut known: FxHashMap<BTreeSet<BodyId>, usize> = FxHashMap::default();
    for (at, record) in analysis.records.iter().enumerate() {
        let is_row = plan(analysis, record).is_some_and(|plan| plan.sort == Sort::Partnerships);
        if !is_row || record.record.is_total() {
            continue;
        }
        for draft in of_record(analysis, (at, record), usual.get(&record.table).copied()) {
            let bodies = bodies(analysis, &draft);
            match known.get(&bodies).and_then(|place| found.get_mut(*place)) {
                // A second row for the same parties corrects the first.
                Some((_, first)) if bodies.len() > 1 && shares_day(first, &draft) => {
                    *first = corrected(first, draft);
                }
                _ => {
                    known.insert(bodies.clone(), found.len());
                    found.push((bodies, draft));
                }
            }
        }
    }
    found.into_iter().map(|(_, draft)| draft).collect()
}

fn plan<'a>(
    analysis: &'a Analysis<'_, '_>,
    record: &TableRecord,
) -> Option<&'a crate::document::columns::Plan> {
    analysis.plans.get(record.table)
}

pub(super) fn bodies(analysis: &Analysis<'_, '_>, draft: &Draft) -> BTreeSet<BodyId> {
    draft
        .parties
        .iter()
        .filter_map(|(party, _)| party.body(analysis))
        .collect()
}

fn shares_day(first: &Draft, second: &Draft) -> bool {
    first.dates.is_empty()
        || second.dates.is_empty()
        || first.dates.iter().any(|day| second.dates.contains(day))
}

fn corrected(first: &Draft, mut second: Draft) -> Draft {
    for (what, day) in &first.dates {
        if !second.dates.contains(&(*what, *day)) {
            second.dates.push((what, *day));
        }
    }
    first.evidence.iter().for_each(|span| second.prove(*span));
    second
}

/// The relation that most rows of each table name: it holds for those that name none.
fn usual_relations(analysis: &Analysis<'_, '_>) -> FxHashMap<usize, &'static str> {
    let mut counts: FxHashMap<(usize, &'static str), usize> = FxHashMap::default();
    for record in &analysis.records {
        if let Some(relation) = cell_words::relation(&record.record.relation.text) {
            *counts.entry((record.table, relation)).or_default() += 1;
        }
    }
    let mut usual: FxHashMap<usize, (&'static str, usize)> = FxHashMap::default();
    for ((table, relation), count) in counts {
        let best = usual.entry(table).or_insert((relation, count));
        if count > best.1 || (count == best.1 && relation < best.0) {
            *best = (relation, count);
        }
    }
    usual
        .into_iter()
        .map(|(table, (relation, _))| (table, relation))
        .collect()
}

/// The name that stands at a place of a cell, as a party.
pub(super) fn party(analysis: &Analysis<'_, '_>, party: &CellParty) -> Option<DraftParty> {
    if let Organisation::Of(country) = party.organisation {
        return Some(DraftParty::Written {
            span: party.span,
            kind: "organisation",
            country,
        });
    }
    let first = analysis
        .named
        .partition_point(|one| one.span.start < party.span.start);
    let here = analysis.named.iter().enumerate().skip(first);
    here.take_while(|(_, one)| one.span.start == party.span.start)
        .find(|(_, one): &(usize, &Named)| one.sentence.is_none())
        .map(|(place, _)| DraftParty::Named(place))
}

/// The parties that cells of one side name.
fn side(analysis: &Analysis<'_, '_>, record: &TableRecord, column: Column) -> Vec<DraftParty> {
    let mut found: Vec<DraftParty> = Vec::new();
    let mut seen: BTreeSet<BodyId> = BTreeSet::new();
    for one in record.parties.iter().filter(|one| one.column == column) {
        let Some(party) = party(analysis, one) else {
            continue;
        };
        if party.body(analysis).is_none_or(|body| seen.insert(body)) {
            found.push(party);
        }
    }
    found
}

/// Whose partners a row lists that names none but these.
fn speaker(analysis: &Analysis<'_, '_>, record: &TableRecord) -> Option<usize> {
    let speaker = analysis.home.over(record.record.span.start);
    speaker
        .map(|speaker| speaker.named)
        .or_else(|| named_at_head(analysis))
}

/// The claims of one row.
fn of_record(
    analysis: &Analysis<'_, '_>,
    (at, record): (usize, &TableRecord),
    usual: Option<&'static str>,
) -> Vec<Draft> {
    let Some(plan) = plan(analysis, record) else {
        return Vec::new();
    };
    let mut leads = side(analysis, record, Column::Lead);
    if !plan.has(Column::Lead) {
        leads.extend(speaker(analysis, record).map(DraftParty::Named));
    }
    let partners = side(analysis, record, Column::Partner);
    let status = status(record);
    let is_alone = partners.is_empty() && !matches!(status, "sought");
    if leads.is_empty() || is_alone {
        return Vec::new();
    }
    let relation = relation(analysis, record).or(usual);
    let days = cell_words::days(&record.record.date.text);
    let own = is_apart(record, partners.len(), days.len());
    let groups: Vec<(Vec<DraftParty>, Vec<Day>)> = if own {
        let beside = days_beside(analysis, record);
        let day = |place: usize| {
            let own = beside.get(place).copied().flatten();
            own.or_else(|| {
                let is_each = days.len() == partners.len();
                days.get(if is_each { place } else { 0 }).copied()
            })
        };
        partners
            .iter()
            .enumerate()
            .map(|(place, partner)| (vec![partner.clone()], day(place).into_iter().collect()))
            .collect()
    } else {
        let beside = || days_beside(analysis, record).into_iter().flatten();
        let day = days.first().copied().or_else(|| beside().next());
        vec![(partners, day.into_iter().collect())]
    };
    let drafts = groups.into_iter().map(|(partners, days)| {
        let mut draft = Draft::new(ClaimKind::Partnership, record.record.span, 0.9);
        let role = if plan.has(Column::Lead) {
            ClaimRole::Lead
        } else {
            ClaimRole::Partner
        };
        draft
            .parties
            .extend(leads.iter().map(|lead| (lead.clone(), role)));
        draft
            .parties
            .extend(partners.into_iter().map(|partner| (partner, ClaimRole::Partner)));
        draft.status = Some(status);
        draft.relation = relation;
        draft.dates = dates(plan, record, status, days);
        draft
            .reasons
            .push(Reason::new("table_row").with("row", (at + 1).to_string()));
        draft
    });
    drafts
        .filter(|draft| has_two(analysis, draft) || status == "sought")
        .collect()
}

/// The day that stands behind each partner in its cell: “Hambourg (1958), Gênes (1961)”.
fn days_beside(analysis: &Analysis<'_, '_>, record: &TableRecord) -> Vec<Option<Day>> {
    let text = &analysis.document.text;
    let spans: Vec<_> = record
        .parties
        .iter()
        .filter(|one| one.column == Column::Partner)
        .map(|one| one.span)
        .collect();
    let last = record.record.partner.pieces.last().map_or(0, |piece| piece.end);
    let ends = spans.iter().skip(1).map(|span| span.start).chain([last]);
    spans
        .iter()
        .zip(ends)
        .map(|(span, end)| {
            let behind = text.get(span.end..end).unwrap_or_default();
            cell_words::days(behind).first().copied()
        })
        .collect()
}

/// Sentences at the head of a document that say whose it is.
const HEAD: usize = 3;

/// The only body that the head of a document names: its title, its site.
fn named_at_head(analysis: &Analysis<'_, '_>) -> Option<usize> {
    let names = analysis.named.iter().enumerate();
    let head = names.filter(|(_, one)| one.sentence.is_some_and(|sentence| sentence < HEAD));
    let mut found = head.filter_map(|(at, one)| Some((at, one.body()?)));
    let (at, body) = found.next()?;
    found.all(|(_, other)| other == body).then_some(at)
}

/// Two parties at least, no matter how often each is named.
fn has_two(analysis: &Analysis<'_, '_>, draft: &Draft) -> bool {
    let unknown = draft
        .parties
        .iter()
        .filter(|(party, _)| party.body(analysis).is_none())
        .count();
    bodies(analysis, draft).len() + unknown > 1
}

/// Whether each partner of a row has an agreement of its own: unless the row says that it is one of all, or “and”
/// joins just two.
fn is_apart(record: &TableRecord, partners: usize, days: usize) -> bool {
    let record = &record.record;
    let notes = record.notes.iter().map(|note| &note.text);
    let texts = || std::iter::once(&record.relation.text).chain(notes.clone());
    let says = |value| texts().any(|text| cell_words::says_row(value, text, Where::Anywhere));
    if partners < 2 || says("together") {
        return false;
    }
    let is_network = texts().any(|text| cell_words::relation(text) == Some("network"));
    let is_list = partners > 2 || record.partner.text.contains(['/', ';', '+', ',', '\n']);
    partners == days || says("several") || (is_list && !is_network)
}

/// Where the partnership stands.
fn status(record: &TableRecord) -> &'static str {
    let record = &record.record;
    let told = cell_words::status(&record.status.text, Where::Start)
        .or_else(|| cell_words::status(&record.status.text, Where::Anywhere));
    let of_section = || {
        let section = record.section.as_deref()?;
        cell_words::status(section, Where::Anywhere)
    };
    let noted = || {
        let texts = record.notes.iter().chain([&record.relation, &record.date]);
        let told = texts
            .filter_map(|note| cell_words::status(&note.text, Where::Start))
            .find(|status| !matches!(*status, "active" | "signed" | "voted"));
        told.filter(|_| record.status.text.is_empty())
    };
    let ended = || (!cell_words::days(&record.end.text).is_empty()).then_some("ended");
    told.or_else(of_section)
        .or_else(noted)
        .or_else(ended)
        .unwrap_or("active")
}

/// What sort of partnership it is: the cell says it, else the heading of the partners, else the title.
fn relation(analysis: &Analysis<'_, '_>, record: &TableRecord) -> Option<&'static str> {
    let plan = plan(analysis, record)?;
    let heading = || {
        let at = plan
            .columns
            .iter()
            .position(|column| *column == Column::Partner)?;
        let heading = plan.headings.get(at)?;
        cell_words::relation(heading).filter(|_| !plan.has(Column::Relation))
    };
    let title = || {
        let title = analysis.document.metadata.title.as_deref()?;
        cell_words::relation(title).filter(|_| !plan.has(Column::Relation))
    };
    let notes = || {
        record
            .record
            .notes
            .iter()
            .find_map(|note| cell_words::relation(&note.text))
    };
    cell_words::relation(&record.record.relation.text)
        .or_else(heading)
        .or_else(title)
        .or_else(|| notes().filter(|_| !plan.has(Column::Relation)))
}

/// The dated steps of a row.
fn dates(
    plan: &crate::document::columns::Plan,
    record: &TableRecord,
    status: &'static str,
    days: Vec<Day>,
) -> Vec<(&'static str, Day)> {
    let record = &record.record;
    let mut found: Vec<(&'static str, Day)> = Vec::new();
    let is_unborn = UNBORN.contains(&status);
    if !is_unborn {
        let begun = begun(plan);
        found.extend(days.into_iter().map(|day| (begun, day)));
        if found.is_empty() {
            let told = cell_words::days(&record.relation.text).into_iter().take(1);
            found.extend(told.map(|day| ("signed", day)));
        }
    }
    let closing = if status == "suspended" {
        "suspended"
    } else {
        "ended"
    };
    let ended = cell_words::days(&record.end.text).into_iter().take(1);
    found.extend(ended.map(|day| (closing, day)));
    let asked = [&record.status, &record.relation];
    let told = asked
        .into_iter()
        .find_map(|value| cell_words::days(&value.text).first().copied());
    match (status, told) {
        ("suspended" | "ended", Some(day)) if !cell_words::days(&record.status.text).is_empty() => {
            found.push((closing, day));
        }
        ("sought" | "offered", Some(day)) => found.push(("first_contact", day)),
        _ => {}
    }
    let texts = record.notes.iter().chain([&record.relation, &record.status]);
    for step in texts.flat_map(|text| cell_words::steps(&text.text)) {
        if !found.iter().any(|known| *known == step || known.0 == step.0) {
            found.push(step);
        }
    }
    found
}

/// What the column of dates tells: a signature, or that it was established.
fn begun(plan: &crate::document::columns::Plan) -> &'static str {
    let at = plan.columns.iter().position(|column| *column == Column::Date);
    let heading = at.and_then(|at| plan.headings.get(at)).map(String::as_str);
    let key = crate::fold::plain_key(heading.unwrap_or_default());
    let is_signed = ["sign", "podpis", "підпис", "unterzeich", "unterschr"]
        .iter()
        .any(|stem| key.split(' ').any(|word| word.starts_with(stem)));
    if is_signed { "signed" } else { "established" }
}
