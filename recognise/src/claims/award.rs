//! Awards: the records of a table of laureates, each with region, lead, partners and title.
//!
//! In: the records whose cells were named. Out: one claim a record.
//!
//! # Invariants
//! The title is the joined text; its pieces, and the cells, are the evidence.

use super::cells::TableRecord;
use super::{Draft, DraftParty, registry};
use crate::document::columns::Sort;
use crate::document::table::Column;
use crate::document::tokens::Token;
use crate::document::{Analysis, Named, Sentence};
use std::collections::BTreeSet;
use vocabulary::{ClaimKind, ClaimRole, Reason};

/// One claim for each record of a table of laureates.
pub(crate) fn claims(analysis: &Analysis<'_, '_>) -> Vec<Draft> {
    let call = call(analysis);
    let records = analysis.records.iter().enumerate();
    records
        .filter(|(_, record)| is_awarded(analysis, record))
        .map(|(at, record)| claim(analysis, record, (at, &call)))
        .filter(|claim| !claim.parties.is_empty())
        .collect()
}

/// Whether a row is a laureate: not withdrawn, not on a waiting list, no reference to another row, no total.
fn is_awarded(analysis: &Analysis<'_, '_>, record: &TableRecord) -> bool {
    let Some(plan) = analysis.plans.get(record.table) else {
        return false;
    };
    let row = &record.record;
    let is_titled = !plan.has(Column::Title) || !row.title.text.is_empty();
    let is_paid = row
        .amounts
        .iter()
        .any(|(_, value)| value.text.bytes().any(|byte| byte.is_ascii_digit()));
    plan.sort == Sort::Awards && (is_titled || is_paid) && !row.is_out() && !row.is_total()
}

fn claim(analysis: &Analysis<'_, '_>, record: &TableRecord, (at, call): (usize, &CallNamed)) -> Draft {
    let mut claim = Draft::new(ClaimKind::Award, record.record.span, 0.9);
    claim.evidence.clear();
    let values = [
        &record.record.region,
        &record.record.lead,
        &record.record.partner,
        &record.record.title,
    ];
    values
        .iter()
        .flat_map(|value| &value.pieces)
        .for_each(|piece| claim.prove(*piece));
    if claim.evidence.is_empty() {
        claim.prove(record.record.span);
    }
    claim.parties = parties(analysis, record);
    claim.relation = Some(if record.network.is_empty() {
        "project_partnership"
    } else {
        "network"
    });
    claim.status = Some("active");
    claim.title = Some(record.record.title.text.clone()).filter(|title| !title.is_empty());
    claim.region = region(analysis, record);
    claim.call.clone_from(&call.name);
    claim.session = call.session;
    claim
        .reasons
        .push(Reason::new("table_row").with("row", (at + 1).to_string()));
    claim
}

/// The lead, the partners, and the countries that stand for partners not named one by one.
fn parties(analysis: &Analysis<'_, '_>, record: &TableRecord) -> Vec<(DraftParty, ClaimRole)> {
    let mut found: Vec<(DraftParty, ClaimRole)> = Vec::new();
    let mut seen = BTreeSet::new();
    for cell in &record.parties {
        let Some(party) = registry::party(analysis, cell) else {
            continue;
        };
        if party.body(analysis).is_some_and(|body| !seen.insert(body)) {
            continue;
        }
        let has_lead = found.iter().any(|(_, role)| *role == ClaimRole::Lead);
        match cell.column {
            Column::Lead if !has_lead => found.push((party, ClaimRole::Lead)),
            Column::Lead => found.push((party, ClaimRole::Member)),
            _ => found.push((party, ClaimRole::Partner)),
        }
    }
    found.sort_by_key(|(_, role)| *role != ClaimRole::Lead);
    let country = |(country, span): &(_, _)| DraftParty::Written {
        span: *span,
        kind: "country",
        country: Some(*country),
    };
    found.extend(
        record
            .network
            .iter()
            .map(|one| (country(one), ClaimRole::Partner)),
    );
    found
}

/// The region of a record by its official name, whatever its spelling; of a cell carried over, the name decided above.
fn region(analysis: &Analysis<'_, '_>, record: &TableRecord) -> Option<String> {
    let written = &record.record.region;
    let span = written.pieces.first()?;
    // Names stand in order of place.
    let first = analysis.named.partition_point(|one| one.span.start < span.start);
    let here = analysis
        .named
        .iter()
        .skip(first)
        .take_while(|one| one.span.start == span.start);
    let decided = here.into_iter().find(|one| one.sentence.is_none());
    let body = decided.and_then(Named::likeliest);
    Some(body.map_or_else(
        || written.text.clone(),
        |body| analysis.resolver.gazetteer().name_of(body).to_owned(),
    ))
}

/// The call that a document announces the laureates of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CallNamed {
    pub(super) name: Option<String>,
    pub(super) session: Option<u32>,
}

/// Words for a call for projects and for its sessions, as stems of plain keys.
const CALL: [&str; 22] = [
    "appel",
    "aap",
    "call",
    "laureat",
    "конкурс",
    "ausschreib",
    "nabor",
    "winner",
    "auswahlrunde",
    "gefordert",
    "konkurs",
    "переможц",
    "retenu",
    "palmares",
    "awarded",
    "grantee",
    "successful",
    "bewilligt",
    "dofinansow",
    "preistrager",
    "projektauswahl",
    "selected",
];
const SESSION: [&str; 7] = ["session", "volet", "round", "сесі", "runde", "edition", "phase"];

/// Whether sentences speak of a call and its laureates.
pub(crate) fn is_call(sentences: &[Sentence]) -> bool {
    sentences.iter().any(|sentence| calls(&sentence.words))
}

/// Whether words speak of a call and its laureates.
pub(crate) fn calls(words: &[Token]) -> bool {
    words
        .iter()
        .any(|word| CALL.iter().any(|stem| word.key.starts_with(stem)))
}

pub(super) fn call(analysis: &Analysis<'_, '_>) -> CallNamed {
    let mut call = CallNamed::default();
    for sentence in analysis
        .sentences
        .iter()
        .filter(|sentence| sentence.record.is_none())
    {
        let text = sentence.span.of(&analysis.document.text);
        let starts = |stems: &[&str]| {
            sentence
                .words
                .iter()
                .position(|word| stems.iter().any(|stem| word.key.starts_with(stem)))
        };
        if starts(&CALL).is_none() {
            continue;
        }
        call.name = call.name.or_else(|| quoted(text));
        if let Some(at) = starts(&SESSION) {
            let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let number = near
                .filter_map(|at| sentence.words.get(at))
                .find_map(|word| ordinal(&word.key));
            call.session = call.session.or(number);
        }
    }
    call
}

/// The first quoted phrase, with its dashes as one sort: « Généraliste 2020 – 2021 » is “Généraliste 2020-2021”.
fn quoted(text: &str) -> Option<String> {
    let pairs = [('«', '»'), ('“', '”'), ('„', '“'), ('"', '"')];
    let inside = pairs.iter().find_map(|(open, close)| {
        let (_, rest) = text.split_once(*open)?;
        rest.split_once(*close).map(|(inside, _)| inside)
    })?;
    let words: Vec<&str> = inside.split_whitespace().collect();
    let name = words.join(" ").replace(['–', '—', '‑'], "-").replace(" - ", "-");
    (!name.is_empty() && name.chars().count() <= 120).then_some(name)
}

/// Words for the first sessions of a call.
#[rustfmt::skip]
const ORDINALS: [(&[&str], u32); 5] = [
    (&["premiere", "premier", "first", "перша", "першої", "erste", "ersten", "pierwsza", "1re", "1ere", "1er", "1st"], 1),
    (&["deuxieme", "seconde", "second", "друга", "другої", "zweite", "zweiten", "druga", "2e", "2eme", "2nd", "2nde"], 2),
    (&["troisieme", "third", "третя", "третьої", "dritte", "trzecia", "3e", "3eme", "3rd"], 3),
    (&["quatrieme", "fourth", "четверта", "vierte", "czwarta", "4e", "4eme", "4th"], 4),
    (&["cinquieme", "fifth", "пята", "funfte", "piata", "5e", "5eme", "5th"], 5),
];

fn ordinal(key: &str) -> Option<u32> {
    let word = ORDINALS
        .iter()
        .find(|(words, _)| words.contains(&key))
        .map(|(_, number)| *number);
    word.or_else(|| key.parse().ok().filter(|number| (1..=20).contains(number)))
}
