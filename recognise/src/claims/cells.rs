//! The cells of a table of laureates or partners: who is named in each, with what the brackets, the country and the
//! region say.
//!
//! In: tables whose columns are known. Out: names for the pass over the document.
//!
//! # Invariants
//! - A body that is no authority (a ministry) is kept as an organisation; a list of countries is a network.
//! - A cell carried over is named once; every record that it holds for points at it by its place.

use crate::document::columns::{self, Plan, Sort, Subject};
use crate::document::lexicon::{self, Concept};
use crate::document::table::{self, CellName, Column, Knows, Record, Value};
use crate::document::{CellPlace, Ground, Named, Scope, Sentence, cell_words, tokens};
use crate::fold;
use crate::gazetteer::BodyId;
use crate::resolve::type_words::{self, Levels};
use crate::resolve::{Hints, How, Ranking, Resolver, Scratch, settle};
use read::{BlockKind, CellOrigin, Document, Span, Table};
use std::collections::{HashMap, HashSet};
use vocabulary::{AuthorityCode, Country, Level, Reason};

/// One record of a table, with what its brackets say.
#[derive(Debug, Default)]
pub(crate) struct TableRecord {
    pub(crate) record: Record,
    /// Which table it is of.
    pub(crate) table: usize,
    /// The countries of its parties.
    pub(crate) countries: Vec<Country>,
    /// Countries that stand for partners not named one by one, with their places.
    pub(crate) network: Vec<(Country, Span)>,
    /// Who is named on either side, in order of the cells.
    pub(crate) parties: Vec<CellParty>,
}

/// A party that a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellParty {
    /// Where it is named.
    pub(crate) span: Span,
    pub(crate) column: Column,
    /// Of a body that is no authority.
    pub(crate) organisation: Option<Option<Country>>,
}

/// The tables of a document.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// What each table is.
    pub(crate) plans: Vec<Plan>,
    pub(crate) records: Vec<TableRecord>,
    /// Tables that nothing is told by the columns of.
    pub(crate) strange: Vec<Span>,
    /// Cells that are prose.
    pub(crate) prose: Vec<Span>,
}

/// The tables of a document, with what their columns hold.
pub(crate) fn tables(document: &Document, sentences: &[Sentence], resolver: &Resolver<'_>) -> Tables {
    let subject = subject(document, sentences);
    let mut found = Tables::default();
    let mut above: Option<Span> = None;
    for block in &document.blocks {
        let BlockKind::Table(table) = &block.kind else {
            above = Some(block.span);
            continue;
        };
        let plan = Plan::of(table, resolver, subject);
        match plan.sort {
            Sort::Awards | Sort::Partnerships => {
                let section = above.and_then(|span| section(span.of(&document.text)));
                let records = table::records(table, &plan, resolver).into_iter();
                for mut record in records {
                    record.section = record.section.or_else(|| section.clone());
                    found.prose.extend(record.notes.iter().flat_map(|note| note.pieces.clone()));
                    found.records.push(TableRecord {
                        record,
                        table: found.plans.len(),
                        ..TableRecord::default()
                    });
                }
            }
            Sort::Amounts | Sort::Prose => {
                found.strange.push(block.span);
                found.prose.extend(prose_cells(table, &plan));
                let records = table::records(table, &plan, resolver).into_iter();
                found.records.extend(records.filter(|_| plan.sort == Sort::Amounts).map(|record| {
                    TableRecord {
                        record,
                        table: found.plans.len(),
                        ..TableRecord::default()
                    }
                }));
            }
        }
        above = None;
        found.plans.push(plan);
    }
    found
}

/// Words of a line that names a section.
const SECTION: usize = 8;

/// A line over a table that says its rows are no laureates: “NON RETENUS”.
fn section(line: &str) -> Option<String> {
    let is_short = line.split_whitespace().count() <= SECTION;
    (is_short && cell_words::says_row("out", line, cell_words::Where::Anywhere)).then(|| line.to_owned())
}

/// The cells of a table that is read as prose: those with several words.
fn prose_cells(table: &Table, plan: &Plan) -> Vec<Span> {
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().zip(&plan.columns));
    let told = cells.filter(|(cell, column)| {
        cell.origin == CellOrigin::Written
            && cell.text.contains(char::is_alphabetic)
            && (plan.sort == Sort::Prose || **column != Column::Amount)
    });
    told.flat_map(|(cell, _)| cell.pieces.clone()).collect()
}

/// What a document speaks of: its title and its sentences say it.
fn subject(document: &Document, sentences: &[Sentence]) -> Subject {
    let speaking = [
        Concept::Partnership,
        Concept::Twinning,
        Concept::CooperationAgreement,
        Concept::Memorandum,
    ];
    let title = document.metadata.title.as_deref().unwrap_or_default();
    let words = tokens::words(title, Span::new(0, title.len()));
    let cues = lexicon::cues(&words, document.metadata.language.as_deref());
    let mut said = sentences.iter().flat_map(|sentence| &sentence.cues).chain(&cues);
    let partnerships = said.any(|cue| speaking.contains(&cue.concept))
        || cell_words::relation(title).is_some()
        || document.metadata.address.as_deref().is_some_and(|address| cell_words::relation(address).is_some());
    Subject {
        awards: super::award::is_call(sentences) || super::award::calls(&words),
        partnerships,
    }
}

/// Ranks the names in the cells of records.
pub(crate) struct Cells<'a, 'g> {
    ground: Ground<'a, 'g>,
    scratch: Scratch,
    /// Places already named: a cell carried over is not named again.
    named_at: HashSet<Span>,
    /// The country of those who lead, by table.
    homes: HashMap<usize, Option<Country>>,
    /// The names found so far.
    pub(crate) named: Vec<Named>,
}

/// What is known of a name in a cell beside the name.
#[derive(Debug, Clone, Default)]
struct Given {
    country: Option<Country>,
    region: Option<String>,
    levels: Levels,
}

/// Most leads that vote for the country of a table.
const VOTERS: usize = 40;

impl<'a, 'g> Cells<'a, 'g> {
    /// Nothing named yet.
    pub(crate) fn of(ground: Ground<'a, 'g>) -> Self {
        Self {
            ground,
            scratch: Scratch::default(),
            named_at: HashSet::new(),
            homes: HashMap::new(),
            named: Vec::new(),
        }
    }

    /// Finds out of which country the leads of each table are.
    pub(crate) fn find_homes(&mut self, records: &[TableRecord]) {
        let mut leads: HashMap<usize, Vec<&str>> = HashMap::new();
        for record in records {
            let list = leads.entry(record.table).or_default();
            let lead = record.record.lead.text.as_str();
            if !lead.is_empty() && list.len() < VOTERS && !list.contains(&lead) {
                list.push(lead);
            }
        }
        for (table, leads) in leads {
            let home = self.elected(&leads);
            self.homes.insert(table, home);
        }
    }

    /// The country that most of the names lie in.
    fn elected(&mut self, leads: &[&str]) -> Option<Country> {
        let gazetteer = self.ground.resolver.gazetteer();
        let mut votes: HashMap<Country, f32> = HashMap::new();
        if let Some(home) = self.spoken() {
            votes.insert(home, 0.8);
        }
        for lead in leads {
            let bare = lead.split(['(', ',', '[']).next().unwrap_or_default();
            let ranking = self.ground.resolver.ranking(bare, &Hints::default(), &mut self.scratch);
            let best = ranking.scored.first().filter(|best| !best.how.is_guess());
            // A name that several countries have speaks for each of them a little.
            for one in ranking.scored.iter().take(8).filter(|one| best.is_some() && !one.how.is_guess()) {
                if let Some(country) = gazetteer.country(one.body) {
                    *votes.entry(country).or_default() += one.confidence;
                }
            }
        }
        let all: f32 = votes.values().sum();
        let (country, most) = votes
            .into_iter()
            .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))?;
        (most >= all * 0.5).then_some(country)
    }

    /// The country whose councils speak the language of the document alone.
    fn spoken(&self) -> Option<Country> {
        match self.ground.document.metadata.language.as_deref()? {
            "fr" => Some(Country::FR),
            "uk" => Some(Country::UA),
            "pl" => "PL".parse().ok(),
            "de" => "DE".parse().ok(),
            _ => None,
        }
    }

    /// Ranks the names in the cells of the record at a place.
    pub(crate) fn read(&mut self, record: &mut TableRecord, at: usize) {
        let resolver = self.ground.resolver;
        let region = bare_region(&record.record.region.text).to_owned();
        let of_region = table::country(resolver, &region).filter(|_| region.chars().count() > 3);
        let home = of_region.or_else(|| self.homes.get(&record.table).copied().flatten());
        record.countries.extend(home);
        self.read_partners(record, at);
        let coded = coded_region(resolver, home, &region);
        let name = coded.map_or(region.as_str(), |body| resolver.gazetteer().name_of(body));
        let given = Given {
            country: home,
            region: Some(name.to_owned()).filter(|name| !name.is_empty() && of_region.is_none()),
            ..Given::default()
        };
        let lead = record.record.lead.clone();
        for name in self.names(&lead.text) {
            self.add(record, (at, Column::Lead), (&lead, &name), given.clone());
        }
        if of_region.is_none() {
            self.add_region(record, at, (name, home));
        }
    }

    /// The names in a cell.
    fn names<'t>(&self, text: &'t str) -> Vec<CellName<'t>> {
        let resolver = self.ground.resolver;
        table::names(
            text,
            &Knows {
                name: &|text| columns::is_known(resolver, text),
                within: &|name, region| lies_within(resolver, name, region),
            },
        )
    }

    /// The region of a record, once for all the rows it holds for.
    fn add_region(&mut self, record: &TableRecord, at: usize, (name, home): (&str, Option<Country>)) {
        let region = &record.record.region;
        let text = &self.ground.document.text;
        let written = bare_region(&region.text);
        let place = table::place(region, written, text);
        if written.is_empty() || !self.named_at.insert(place) {
            return;
        }
        let hints = Hints {
            country: home,
            levels: Levels::one(Level::First),
            countries: self.soft(),
            ..Hints::default()
        };
        let ranking = self.ground.resolver.ranking(name, &hints, &mut self.scratch);
        if ranking.scored.is_empty() {
            return;
        }
        let levels = hints.levels;
        let one = named_cell((at, Column::Region), (place, text), home, ranking);
        self.named.push(Named { levels, ..one });
    }

    fn soft(&self) -> Vec<Country> {
        self.ground.context.countries.iter().copied().take(24).collect()
    }

    fn read_partners(&mut self, record: &mut TableRecord, at: usize) {
        let resolver = self.ground.resolver;
        let partner = record.record.partner.clone();
        let names = self.names(&partner.text);
        let written = record.record.country.text.clone();
        let given = table::countries(resolver, &written).unwrap_or_default();
        let outside = outside(resolver, &written);
        for (place, name) in names.iter().enumerate() {
            let network = bracket_countries(resolver, name.bracket.unwrap_or_default());
            if network.len() > 1 && network.len() >= names.len() && names.len() == 1 {
                record.network = place_countries(self.ground.document, &partner, &network);
                continue;
            }
            let country = if given.len() == names.len() {
                given.get(place)
            } else {
                given.first().filter(|_| given.len() == 1)
            };
            let given = Given {
                country: network.first().map(|(country, _)| *country).or(country.copied()),
                region: outside.clone(),
                ..Given::default()
            };
            self.add(record, (at, Column::Partner), (&partner, name), given);
        }
    }

    /// Adds a name of a cell, and what its bracket names.
    fn add(
        &mut self,
        record: &mut TableRecord,
        (at, column): (usize, Column),
        (value, name): (&Value, &CellName<'_>),
        given: Given,
    ) {
        let text = &self.ground.document.text;
        let given = self.with_bracket(name, given);
        if let Some(country) = given.country.filter(|country| !record.countries.contains(country)) {
            record.countries.push(country);
        }
        let place = |written: &str| {
            Some(table::place(value, written, text)).filter(|span| is_text(span.of(text), written))
        };
        let bare = || table::place(value, name.name, text);
        let whole = name.bracket.map(|inside| format!("{} ({inside})", name.name));
        let is_organisation = is_organisation(name.name);
        let is_acronym = name.bracket.is_some_and(is_acronym);
        let written = whole.filter(|_| is_acronym || is_organisation);
        let span = written.as_deref().and_then(place).unwrap_or_else(bare);
        record.parties.push(CellParty {
            span,
            column,
            organisation: is_organisation.then_some(given.country),
        });
        if !self.named_at.insert(span) {
            return;
        }
        if is_organisation {
            let one = named_cell((at, column), (span, text), given.country, Ranking::default());
            self.named.push(Named {
                is_organisation: true,
                ..one
            });
            return;
        }
        let ranking = self.ranked(name, (&given, is_acronym));
        self.add_aside((at, value), name, (&given, &ranking));
        let ranking = self.promoted(name, &given, ranking);
        let key = fold::plain_key(name.name);
        let levels = if given.levels.is_empty() { ranking.levels } else { given.levels };
        let key = type_words::strip(&key).map_or(key.clone(), |stripped| stripped.key.to_owned());
        let one = named_cell((at, column), (span, text), given.country, ranking);
        self.named.push(Named { key, levels, ..one });
    }

    /// What the bracket or the words behind a comma add.
    fn with_bracket(&self, name: &CellName<'_>, mut given: Given) -> Given {
        let resolver = self.ground.resolver;
        if let Some(within) = name.within {
            given.region = Some(region_of(within));
        }
        let inside = name.bracket.unwrap_or_default();
        for part in inside.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let key = fold::plain_key(part);
            if let Some(country) = table::country(resolver, part) {
                given.country = Some(country);
            } else if let Some(levels) = type_words::levels_of(&key) {
                given.levels = levels;
            } else if name.within.is_none() {
                given.region = Some(region_of(part));
            }
        }
        given
    }

    /// The bodies that a name of a cell may mean.
    fn ranked(&mut self, name: &CellName<'_>, (given, is_acronym): (&Given, bool)) -> Ranking {
        let hints = Hints {
            country: given.country,
            region: given.region.clone(),
            levels: given.levels,
            countries: self.soft(),
            ..Hints::default()
        };
        let resolver = self.ground.resolver;
        let key = fold::plain_key(name.name);
        let whole = name.bracket.filter(|_| is_acronym);
        let mut ranking = match (type_words::levels_of(&key), &given.region) {
            // “Conseil régional” in the row of a region is that of the region.
            (Some(levels), Some(region)) => {
                let hints = Hints {
                    levels,
                    region: None,
                    ..hints
                };
                resolver.ranking(region, &hints, &mut self.scratch)
            }
            _ => {
                let written = whole.map_or_else(
                    || name.name.to_owned(),
                    |inside| format!("{} ({inside})", name.name),
                );
                resolver.ranking(&written, &hints, &mut self.scratch)
            }
        };
        let country = given
            .country
            .map(|country| Reason::new("country_given").with("country", country.as_str()));
        let region = given
            .region
            .clone()
            .map(|region| Reason::new("region_given").with("region", region));
        ranking.reasons.extend(country.into_iter().chain(region));
        ranking
    }

    /// A second name in brackets settles which body is meant: “Grünberg (Zielona Góra)”.
    fn promoted(&mut self, name: &CellName<'_>, given: &Given, mut ranking: Ranking) -> Ranking {
        let resolver = self.ground.resolver;
        let Some(inside) = name
            .bracket
            .filter(|inside| table::country(resolver, inside).is_none() && !is_acronym(inside))
        else {
            return ranking;
        };
        let bodies: HashSet<BodyId> = exact(resolver, &fold::plain_key(inside))
            .into_iter()
            .filter(|body| given.country.is_none() || resolver.gazetteer().country(*body) == given.country)
            .collect();
        let best = ranking.scored.first().map(|best| (best.body, best.score));
        if let Some((body, score)) = best.filter(|(body, _)| !bodies.contains(body)) {
            let other = ranking.scored.iter_mut().find(|one| one.body != body && bodies.contains(&one.body));
            if let Some(other) = other {
                other.score = score + 1.0;
                settle(&mut ranking.scored);
            } else if ranking.scored.first().is_some_and(|best| best.how.is_guess()) && !bodies.is_empty() {
                let hints = Hints {
                    country: given.country,
                    ..Hints::default()
                };
                let inner = resolver.ranking(inside, &hints, &mut self.scratch);
                if inner.scored.first().is_some_and(|best| best.how == How::Exact) {
                    ranking.scored = inner.scored;
                }
            }
        }
        ranking
    }

    /// What stands in brackets or behind a comma is a mention too: the region, or another name of the same body.
    fn add_aside(&mut self, (at, value): (usize, &Value), name: &CellName<'_>, (given, outer): (&Given, &Ranking)) {
        let resolver = self.ground.resolver;
        let text = &self.ground.document.text;
        let asides = name.bracket.into_iter().flat_map(|inside| inside.split(',')).chain(name.within);
        for aside in asides.map(str::trim) {
            let key = fold::plain_key(aside);
            let is_word = aside.is_empty()
                || table::country(resolver, aside).is_some()
                || type_words::levels_of(&key).is_some()
                || !aside.starts_with(|sign: char| sign.is_alphabetic());
            let span = table::place(value, aside, text);
            if is_word || !is_text(span.of(text), aside) || !self.named_at.insert(span) {
                continue;
            }
            let hints = Hints {
                country: given.country,
                countries: self.soft(),
                ..Hints::default()
            };
            let ranking = resolver.ranking(aside, &hints, &mut self.scratch);
            let Some(best) = ranking.scored.first().filter(|best| best.confidence >= 0.4) else {
                continue;
            };
            let gazetteer = resolver.gazetteer();
            let is_same = outer.scored.first().is_some_and(|outer| {
                outer.body == best.body || gazetteer.parents(outer.body).any(|parent| parent == best.body)
            });
            let is_upper = gazetteer.level(best.body) == Level::First && !best.how.is_guess();
            if is_same || is_upper || best.how == How::Exact {
                let one = named_cell((at, Column::Other), (span, text), given.country, ranking);
                self.named.push(one);
            }
        }
    }
}

/// The bodies that have this very name, type words aside.
fn exact(resolver: &Resolver<'_>, key: &str) -> Vec<BodyId> {
    let gazetteer = resolver.gazetteer();
    let bare = type_words::strip(key).map(|stripped| stripped.key);
    let keys = bare.into_iter().chain(std::iter::once(key));
    keys.flat_map(|key| gazetteer.named(key.as_bytes()))
        .map(|found| gazetteer.body_named(found.name))
        .take(NAMESAKES)
        .collect()
}

/// Most bodies of one name that are looked at.
const NAMESAKES: usize = 80;

/// Whether the gazetteer has a body of the first name within one of the second: “Los Altos, Calif.”.
fn lies_within(resolver: &Resolver<'_>, name: &str, region: &str) -> bool {
    let is_short = region.trim_end().ends_with('.');
    let key = region_of(region);
    let key = key.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if key.chars().count() < 3 {
        return false;
    }
    let gazetteer = resolver.gazetteer();
    let is_meant = |body: BodyId| {
        gazetteer.names_of(body).any(|other| {
            let other = fold::plain_key(gazetteer.text(other));
            let bare = type_words::strip(&other).map_or(other.as_str(), |stripped| stripped.key);
            bare == key || other == key || (is_short && bare.starts_with(&key))
        })
    };
    exact(resolver, &fold::plain_key(name)).into_iter().any(|body| {
        let parents: Vec<BodyId> = gazetteer.parents(body).collect();
        let above = parents.iter().flat_map(|parent| gazetteer.parents(*parent));
        parents.iter().copied().chain(above).any(is_meant)
    })
}

/// “Lubelskie (cd.)”, “(Ile-de-France, suite)”: the region without the remark that it goes on.
fn bare_region(written: &str) -> &str {
    let inside = written
        .trim()
        .strip_prefix('(')
        .map_or(written, |rest| rest.split([',', ')']).next().unwrap_or(rest));
    inside.split('(').next().unwrap_or(inside).trim()
}

/// The region of a code: a department's number, the letters of ISO 3166-2.
fn coded_region(resolver: &Resolver<'_>, home: Option<Country>, written: &str) -> Option<BodyId> {
    let is_code = (1..=4).contains(&written.len())
        && written
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    if !is_code {
        return None;
    }
    let home = home?;
    let french = (home == Country::FR).then(|| format!("fr-dep-{written:0>2}"));
    let codes = french.into_iter().chain([format!("iso-{home}-{written}")]);
    codes
        .filter_map(|code| code.parse::<AuthorityCode>().ok())
        .find_map(|code| resolver.gazetteer().body_of(&code))
}

/// What a cell of a country names beside it: “USA (Ohio)”, “Portugal/Madeira”, “Scotland”.
fn outside(resolver: &Resolver<'_>, written: &str) -> Option<String> {
    let mut parts = written
        .split(['/', ',', '(', ')', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty() && table::country(resolver, part).is_none());
    let first = parts.next()?;
    let is_region = exact(resolver, &fold::plain_key(first))
        .into_iter()
        .any(|body| matches!(resolver.gazetteer().level(body), Level::First | Level::Part));
    is_region.then(|| first.to_owned())
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
    let words = rest.split(' ').filter(|word| !SHORT_TYPES.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Words for a larger body as cells shorten them.
const SHORT_TYPES: [&str; 24] = [
    "obl", "pref", "prov", "dist", "dpt", "dep", "dept", "co", "county", "woj", "pow", "шт", "штат", "обл", "р-н",
    "провінція", "область", "земля", "вільна", "state", "region", "provinz", "kreis", "kanton",
];

fn bracket_countries<'t>(resolver: &Resolver<'_>, inside: &'t str) -> Vec<(Country, &'t str)> {
    let parts = inside
        .split([',', ';', '/'])
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" and "));
    parts
        .map(str::trim)
        .filter_map(|part| Some((table::country(resolver, part)?, part)))
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

fn is_acronym(inside: &str) -> bool {
    let letters = inside.chars().filter(|sign| sign.is_alphabetic()).count();
    (3..=12).contains(&letters) && inside.chars().all(|sign| !sign.is_lowercase() && !sign.is_whitespace())
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
