//! The cells of a table of laureates: who is named in each, with what the brackets and the region say.
//!
//! In: tables whose headings say what is what. Out: names for the pass over the document.
//!
//! # Invariants
//! A body that is no authority (a ministry) is kept as an organisation; a list of countries is a network.

use crate::document::lexicon::{self, Concept};
use crate::document::table::{self, CellName, Column, Record, Value};
use crate::document::{CellPlace, Ground, Named, Scope, tokens};
use crate::fold;
use crate::resolve::type_words::{self, Levels};
use crate::resolve::{Hints, Ranking, Resolver, Scratch};
use read::{Document, Span};
use std::collections::HashSet;
use vocabulary::{Country, Level, Reason};

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

/// Ranks the names in the cells of records.
pub(crate) struct Cells<'a, 'g> {
    ground: Ground<'a, 'g>,
    scratch: Scratch,
    /// Regions already named: a cell carried over is not named again.
    regions: HashSet<Span>,
    /// The names found so far.
    pub(crate) named: Vec<Named>,
}

impl<'a, 'g> Cells<'a, 'g> {
    /// Nothing named yet.
    pub(crate) fn of(ground: Ground<'a, 'g>) -> Self {
        Self {
            ground,
            scratch: Scratch::default(),
            regions: HashSet::new(),
            named: Vec::new(),
        }
    }

    /// Ranks the names in the cells of the record at a place.
    pub(crate) fn read(&mut self, record: &mut TableRecord, at: usize) {
        record.countries = vec![HOME];
        self.read_partners(record, at);
        let region = record.record.region.clone();
        let lead = record.record.lead.clone();
        let resolver = self.ground.resolver;
        for name in table::names(&lead.text, &|text| is_known(resolver, text)) {
            let hint = Some(region.text.clone()).filter(|region| !region.is_empty());
            let hints = Hints {
                country: Some(HOME),
                region: hint,
                ..Hints::default()
            };
            self.add(record, (at, Column::Lead), (&lead, &name), hints);
        }
        let place = table::place(&region, &region.text, &self.ground.document.text);
        if !region.text.is_empty() && self.regions.insert(place) {
            let hints = Hints {
                country: Some(HOME),
                levels: Levels::one(Level::First),
                ..Hints::default()
            };
            let name = CellName {
                name: &region.text,
                bracket: None,
                within: None,
            };
            self.add(record, (at, Column::Region), (&region, &name), hints);
        }
    }

    fn read_partners(&mut self, record: &mut TableRecord, at: usize) {
        let resolver = self.ground.resolver;
        let partner = record.record.partner.clone();
        let given = resolver.countries().named(&record.record.country.text);
        for name in table::names(&partner.text, &|text| is_known(resolver, text)) {
            let network = countries(resolver, name.bracket.unwrap_or_default());
            if network.len() > 1 {
                record.network = place_countries(self.ground.document, &partner, &network);
                continue;
            }
            let within = name.within.map(region_of);
            let bracket = name.bracket.filter(|_| network.is_empty()).map(str::to_owned);
            let country = network.first().map(|(country, _)| *country).or(given);
            if let Some(country) = country.filter(|country| !record.countries.contains(country)) {
                record.countries.push(country);
            }
            let hints = Hints {
                country,
                region: within.or(bracket),
                ..Hints::default()
            };
            self.add(record, (at, Column::Partner), (&partner, &name), hints);
        }
    }

    fn add(
        &mut self,
        record: &mut TableRecord,
        (at, column): (usize, Column),
        (value, name): (&Value, &CellName<'_>),
        hints: Hints,
    ) {
        let text = &self.ground.document.text;
        let resolver = self.ground.resolver;
        let place = |written: &str| {
            Some(table::place(value, written, text)).filter(|span| is_text(span.of(text), written))
        };
        let bare = || table::place(value, name.name, text);
        let whole = name.bracket.map(|inside| format!("{} ({inside})", name.name));
        if is_organisation(name.name) {
            let span = whole.as_deref().and_then(place).unwrap_or_else(bare);
            record.organisations.push((span, hints.country, column));
            let one = named_cell((at, column), (span, text), hints.country, Ranking::default());
            self.named.push(Named {
                is_organisation: true,
                ..one
            });
            return;
        }
        let is_acronym = name
            .bracket
            .is_some_and(|inside| resolver.countries().named(inside).is_none());
        let written = whole
            .filter(|_| is_acronym)
            .unwrap_or_else(|| name.name.to_owned());
        let span = place(&written).unwrap_or_else(bare);
        let mut ranking = resolver.ranking(&written, &hints, &mut self.scratch);
        let country = hints
            .country
            .map(|country| Reason::new("country_given").with("country", country.as_str()));
        let region = hints
            .region
            .map(|region| Reason::new("region_given").with("region", region));
        ranking.reasons.extend(country.into_iter().chain(region));
        let key = fold::plain_key(name.name);
        let levels = ranking.levels;
        let key = type_words::strip(&key).map_or(key.clone(), |stripped| stripped.key.to_owned());
        let one = named_cell((at, column), (span, text), hints.country, ranking);
        self.named.push(Named { key, levels, ..one });
    }
}

/// The country whose authorities lead: the tables seen so far are French.
const HOME: Country = Country::FR;

/// Whether the gazetteer has a name that is this whole text, type words aside.
fn is_known(resolver: &Resolver<'_>, text: &str) -> bool {
    let key = fold::plain_key(text);
    let bare = type_words::strip(&key).map(|stripped| stripped.key);
    let mut keys = bare.into_iter().chain(std::iter::once(key.as_str()));
    keys.any(|key| resolver.gazetteer().named(key.as_bytes()).next().is_some())
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

/// Whether two texts are the same but for white space.
fn is_text(left: &str, right: &str) -> bool {
    left.split_whitespace().eq(right.split_whitespace())
}

fn named_cell(
    (record, column): (usize, Column),
    (span, text): (Span, &str),
    country: Option<Country>,
    ranking: Ranking,
) -> Named {
    Named {
        scope: Scope {
            item: 0,
            record: Some(record),
        },
        cell: Some(CellPlace { record, column }),
        country,
        is_introduced: true,
        ..Named::written(span.of(text).to_owned(), span, ranking)
    }
}

/// Whether the name begins with a word for a body that is no local authority.
fn is_organisation(name: &str) -> bool {
    let words = tokens::words(name, Span::new(0, name.len()));
    lexicon::cues(&words, None)
        .iter()
        .any(|cue| cue.concept == Concept::Organisation && cue.first == 0)
}
