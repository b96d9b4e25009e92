//! Awards: the records of a table of laureates, each with region, lead, partners and title.
//!
//! In: tables whose headings say what is what. Out: names for the pass over the document, and one claim a record.
//!
//! # Invariants
//! - The title is the joined text; its pieces, and the cells, are the evidence.
//! - A body that is no authority (a ministry) is a party as an organisation; a list of countries is a network.

use super::{Draft, DraftParty};
use crate::document::context::Context;
use crate::document::lexicon::{self, Concept};
use crate::document::table::{self, CellName, Column, Record, Value};
use crate::document::{Analysis, CellPlace, Named, Scope, tokens};
use crate::fold;
use crate::resolve::type_words::{self, Levels};
use crate::resolve::{Hints, Resolver, Scratch};
use read::{Document, Span};
use vocabulary::{ClaimKind, ClaimRole, Country, Level, Reason};

/// One record of a table, with what its brackets say.
#[derive(Debug, Default)]
pub(crate) struct TableRecord {
    pub(crate) record: Record,
    /// France, and the countries of the partners.
    pub(crate) countries: Vec<Country>,
    /// Countries that stand for partners not named one by one, with their places.
    pub(crate) network: Vec<(Country, Span)>,
    /// Written parties that are no authorities, with their column.
    pub(crate) organisations: Vec<(Span, Option<Country>, Column)>,
}

/// The records of all tables that can be read, and the places of those that cannot.
pub(crate) fn records(document: &Document) -> (Vec<TableRecord>, Vec<Span>) {
    let (mut found, mut strange) = (Vec::new(), Vec::new());
    for (block, table) in document.tables() {
        match table::columns(table) {
            Some(columns) => {
                let records = table::records(table, &columns).into_iter();
                found.extend(records.map(|record| TableRecord {
                    record,
                    ..TableRecord::default()
                }));
            }
            None => strange.push(block.span),
        }
    }
    (found, strange)
}

/// Ranks the names in the cells of a record.
pub(crate) fn name_cells(
    record: &mut TableRecord,
    at: usize,
    (document, resolver, context): (&Document, &Resolver<'_>, &Context),
    scratch: &mut Scratch,
    named: &mut Vec<Named>,
) {
    let region = record.record.region.text.clone();
    let home = home(context);
    record.countries = vec![home];
    let partner = record.record.partner.clone();
    let partner_country = resolver.countries().named(&record.record.country.text);
    let is_known = |text: &str| is_known(resolver, text);
    for name in table::names(&partner.text, &is_known) {
        let network = countries(resolver, name.bracket.unwrap_or_default());
        if network.len() > 1 {
            record.network = place_countries(document, &partner, &network);
            continue;
        }
        let hints = Hints {
            country: network.first().map(|(country, _)| *country).or(partner_country),
            region: name
                .within
                .map(region_of)
                .or_else(|| name.bracket.filter(|_| network.is_empty()).map(str::to_owned)),
            ..Hints::default()
        };
        record.countries.extend(
            hints
                .country
                .filter(|country| !record.countries.contains(country))
                .into_iter()
                .collect::<Vec<_>>(),
        );
        add(
            record,
            (at, Column::Partner),
            (document, resolver),
            (&partner, &name, hints),
            scratch,
            named,
        );
    }
    let lead = record.record.lead.clone();
    for name in table::names(&lead.text, &is_known) {
        let region = Some(region.clone()).filter(|region| !region.is_empty());
        let hints = Hints {
            country: Some(home),
            region,
            ..Hints::default()
        };
        add(
            record,
            (at, Column::Lead),
            (document, resolver),
            (&lead, &name, hints),
            scratch,
            named,
        );
    }
    let written = record.record.region.clone();
    let is_new = !named
        .iter()
        .any(|one| one.span == table::place(&written, &written.text, &document.text));
    if !written.text.is_empty() && is_new {
        let levels = Levels::one(Level::First);
        let hints = Hints {
            country: Some(home),
            levels,
            ..Hints::default()
        };
        let name = CellName {
            name: &written.text,
            bracket: None,
            within: None,
        };
        add(
            record,
            (at, Column::Region),
            (document, resolver),
            (&written, &name, hints),
            scratch,
            named,
        );
    }
}

/// Whether the gazetteer has a name that is this whole text, type words aside.
fn is_known(resolver: &Resolver<'_>, text: &str) -> bool {
    let key = fold::plain_key(text);
    let bare = type_words::strip(&key).map(|stripped| stripped.key);
    let mut keys = bare.into_iter().chain(std::iter::once(key.as_str()));
    keys.any(|key| resolver.gazetteer().named(key.as_bytes()).next().is_some())
}

/// The country whose authorities apply: the first the document is about that is its own, else France.
fn home(context: &Context) -> Country {
    context
        .countries
        .iter()
        .copied()
        .find(|country| *country == Country::FR)
        .unwrap_or(Country::FR)
}

/// “cercle et région de Sikasso”: the name behind the type words.
fn region_of(within: &str) -> String {
    let key = fold::plain_key(within);
    let mut rest = key.as_str();
    while let Some(stripped) = type_words::strip(rest).filter(|stripped| stripped.key.len() < rest.len()) {
        rest = stripped.key;
        rest = rest
            .strip_prefix("et ")
            .or_else(|| rest.strip_prefix("and "))
            .unwrap_or(rest);
    }
    rest.to_owned()
}

fn countries<'t>(resolver: &Resolver<'_>, inside: &'t str) -> Vec<(Country, &'t str)> {
    let parts = inside
        .split([',', ';', '/'])
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" and "));
    parts
        .map(str::trim)
        .filter_map(|part| Some((resolver.countries().named(part)?, part)))
        .collect()
}

fn place_countries(
    document: &Document,
    partner: &Value,
    network: &[(Country, &str)],
) -> Vec<(Country, Span)> {
    network
        .iter()
        .map(|(country, name)| (*country, table::place(partner, name, &document.text)))
        .collect()
}

fn add(
    record: &mut TableRecord,
    (at, column): (usize, Column),
    (document, resolver): (&Document, &Resolver<'_>),
    (value, name, hints): (&Value, &CellName<'_>, Hints),
    scratch: &mut Scratch,
    named: &mut Vec<Named>,
) {
    let acronym = name
        .bracket
        .filter(|inside| resolver.countries().named(inside).is_none());
    let written = acronym.map_or_else(
        || name.name.to_owned(),
        |inside| format!("{} ({inside})", name.name),
    );
    let span = table::place(value, &written, &document.text);
    let span = if is_text(span.of(&document.text), &written) {
        span
    } else {
        table::place(value, name.name, &document.text)
    };
    let is_organisation = is_organisation(name.name);
    if is_organisation {
        let with_bracket = name.bracket.map(|inside| format!("{} ({inside})", name.name));
        let whole = with_bracket.map(|whole| (table::place(value, &whole, &document.text), whole));
        let span = whole
            .filter(|(span, whole)| is_text(span.of(&document.text), whole))
            .map_or(span, |(span, _)| span);
        record.organisations.push((span, hints.country, column));
        named.push(named_cell(
            at,
            column,
            (span, document),
            hints.country,
            crate::resolve::Ranking::default(),
        ));
        if let Some(one) = named.last_mut() {
            one.is_organisation = true;
        }
        return;
    }
    let region = hints.region.clone();
    let country = hints.country;
    let ranking = resolver.ranking(
        if acronym.is_some() { &written } else { name.name },
        &hints,
        scratch,
    );
    let mut one = named_cell(at, column, (span, document), country, ranking);
    one.levels = one.ranking.levels;
    one.key = type_words::strip(&fold::plain_key(name.name))
        .map_or_else(|| fold::plain_key(name.name), |s| s.key.to_owned());
    if let Some(country) = country {
        one.ranking
            .reasons
            .push(Reason::new("country_given").with("country", country.as_str()));
    }
    if let Some(region) = region {
        one.ranking
            .reasons
            .push(Reason::new("region_given").with("region", region));
    }
    named.push(one);
}

/// Whether two texts are the same but for white space.
fn is_text(left: &str, right: &str) -> bool {
    left.split_whitespace().eq(right.split_whitespace())
}

fn named_cell(
    at: usize,
    column: Column,
    (span, document): (Span, &Document),
    country: Option<Country>,
    ranking: crate::resolve::Ranking,
) -> Named {
    let text = span.of(&document.text).to_owned();
    let place = Some(CellPlace { record: at, column });
    let scope = Scope {
        item: 0,
        record: Some(at),
    };
    Named {
        scope,
        cell: place,
        country,
        is_introduced: true,
        ..Named::written(text, span, ranking)
    }
}

/// Whether the name begins with a word for a body that is no local authority.
fn is_organisation(name: &str) -> bool {
    let words = tokens::words(name, Span::new(0, name.len()));
    lexicon::cues(&words, None)
        .iter()
        .any(|cue| cue.concept == Concept::Organisation && cue.first == 0)
}

/// One claim for each record.
pub(crate) fn claims(analysis: &Analysis<'_, '_>) -> Vec<Draft> {
    let call = call(analysis);
    let (records, call) = (&analysis.records, &call);
    records
        .iter()
        .enumerate()
        .filter_map(|(at, record)| claim(analysis, at, record, call))
        .collect()
}

fn claim(analysis: &Analysis<'_, '_>, at: usize, record: &TableRecord, call: &CallNamed) -> Option<Draft> {
    let mut claim = Draft::new(ClaimKind::Award, record.record.span, 0.9);
    claim.evidence.clear();
    for value in [
        &record.record.region,
        &record.record.lead,
        &record.record.partner,
        &record.record.title,
    ] {
        value.pieces.iter().for_each(|piece| claim.prove(*piece));
    }
    if claim.evidence.is_empty() {
        claim.prove(record.record.span);
    }
    let named = analysis.named.iter().enumerate();
    for (place, one) in named.filter(|(_, one)| one.cell.is_some_and(|cell| cell.record == at)) {
        let column = one.cell.map(|cell| cell.column);
        let party = if one.is_organisation {
            DraftParty::Written {
                span: one.span,
                kind: "organisation",
                country: one.country,
            }
        } else {
            DraftParty::Named(place)
        };
        match column {
            Some(Column::Lead) if claim.parties.is_empty() => claim.parties.push((party, ClaimRole::Lead)),
            Some(Column::Lead) => claim.parties.push((party, ClaimRole::Member)),
            Some(Column::Partner) => claim.parties.push((party, ClaimRole::Partner)),
            _ => {}
        }
    }
    claim.parties.sort_by_key(|(_, role)| *role != ClaimRole::Lead);
    for (country, span) in &record.network {
        claim.parties.push((
            DraftParty::Written {
                span: *span,
                kind: "country",
                country: Some(*country),
            },
            ClaimRole::Partner,
        ));
    }
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
    (!claim.parties.is_empty()).then_some(claim)
}

/// The region of a record by its official name, whatever its spelling; of a cell carried over, the name decided above.
fn region(analysis: &Analysis<'_, '_>, record: &TableRecord) -> Option<String> {
    let written = &record.record.region;
    let span = written.pieces.first()?;
    let decided = analysis
        .named
        .iter()
        .find(|one| one.span.start == span.start && one.sentence.is_none());
    let body = decided.and_then(Named::likeliest);
    Some(body.map_or_else(
        || written.text.clone(),
        |body| analysis.resolver.gazetteer().name_of(body).to_owned(),
    ))
}

/// The call that a document announces the laureates of.
#[derive(Debug, Default, PartialEq, Eq)]
struct CallNamed {
    name: Option<String>,
    session: Option<u32>,
}

/// Words for a call for projects and for its sessions, as stems of plain keys.
const CALL: [&str; 8] = [
    "appel",
    "aap",
    "call",
    "laureat",
    "конкурс",
    "ausschreib",
    "nabor",
    "winner",
];
const SESSION: [&str; 7] = ["session", "volet", "round", "сесі", "runde", "edition", "phase"];

fn call(analysis: &Analysis<'_, '_>) -> CallNamed {
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

fn ordinal(key: &str) -> Option<u32> {
    const ORDINALS: [(&[&str], u32); 5] = [
        (
            &[
                "premiere",
                "premier",
                "first",
                "перша",
                "першої",
                "erste",
                "ersten",
                "pierwsza",
                "1re",
                "1ere",
                "1er",
                "1st",
            ],
            1,
        ),
        (
            &[
                "deuxieme",
                "seconde",
                "second",
                "друга",
                "другої",
                "zweite",
                "zweiten",
                "druga",
                "2e",
                "2eme",
                "2nd",
                "2nde",
            ],
            2,
        ),
        (
            &[
                "troisieme",
                "third",
                "третя",
                "третьої",
                "dritte",
                "trzecia",
                "3e",
                "3eme",
                "3rd",
            ],
            3,
        ),
        (
            &[
                "quatrieme",
                "fourth",
                "четверта",
                "vierte",
                "czwarta",
                "4e",
                "4eme",
                "4th",
            ],
            4,
        ),
        (
            &[
                "cinquieme",
                "fifth",
                "пята",
                "funfte",
                "piata",
                "5e",
                "5eme",
                "5th",
            ],
            5,
        ),
    ];
    let word = ORDINALS
        .iter()
        .find(|(words, _)| words.contains(&key))
        .map(|(_, number)| *number);
    word.or_else(|| key.parse().ok().filter(|number| (1..=20).contains(number)))
}
