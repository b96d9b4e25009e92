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
use crate::document::names::KNOWN;
use crate::document::table::{self, CellName, Column, Knows, Record, Value};
use crate::document::{CellPlace, Ground, Named, Scope, Sentence, cell_words, tokens};
use crate::fold;
use crate::gazetteer::{BodyId, Gazetteer};
use crate::resolve::type_words::{self, Levels};
use crate::resolve::{Hints, How, Ranking, Resolver, Scored, settle};
use read::{BlockKind, CellOrigin, Document, Span, Table};
use rustc_hash::{FxHashMap, FxHashSet};
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

/// Whether a party is a body that is no authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Organisation {
    No,
    Of(Option<Country>),
}

/// A party that a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellParty {
    /// Where it is named.
    pub(crate) span: Span,
    pub(crate) column: Column,
    /// Of a body that is no authority, its country if that is known.
    pub(crate) organisation: Organisation,
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
                    found
                        .prose
                        .extend(record.notes.iter().flat_map(|note| note.pieces.clone()));
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
                found
                    .records
                    .extend(
                        records
                            .filter(|_| plan.sort == Sort::Amounts)
                            .map(|record| TableRecord {
                                record,
                                table: found.plans.len(),
                                ..TableRecord::default()
                            }),
                    );
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
    let cells = table
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().zip(&plan.columns));
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
        Concept::PartnerBody,
        Concept::CooperationAgreement,
        Concept::Memorandum,
    ];
    let title = document.metadata.title.as_deref().unwrap_or_default();
    let words = tokens::words(title, Span::new(0, title.len()));
    let cues = lexicon::cues(&words, document.metadata.language.as_deref());
    let mut said = sentences.iter().flat_map(|sentence| &sentence.cues).chain(&cues);
    let partnerships = said.any(|cue| speaking.contains(&cue.concept))
        || cell_words::relation(title).is_some()
        || document
            .metadata
            .address
            .as_deref()
            .is_some_and(|address| cell_words::relation(address).is_some());
    Subject {
        awards: super::award::is_call(sentences) || super::award::calls(&words),
        partnerships,
    }
}

/// Ranks the names in the cells of records.
pub(crate) struct Cells<'a, 'g> {
    ground: Ground<'a, 'g>,
    /// Places already named: a cell carried over is not named again.
    named_at: FxHashSet<Span>,
    /// The country of each side, by table.
    homes: FxHashMap<(usize, Side), Option<Country>>,
    /// What each table holds.
    plans: &'a [Plan],
    /// The names found so far.
    pub(crate) named: Vec<Named>,
}

/// One side of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Lead,
    Partner,
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

/// What stands between the two sides in one cell.
const PARTS: [&str; 15] = [
    " / ", " – ", " — ", " ↔ ", " <-> ", " - ", " & ", " + ", " et ", " and ", " und ", " i ", " та ",
    " oraz ", " avec ",
];

impl<'a, 'g> Cells<'a, 'g> {
    /// Nothing named yet.
    pub(crate) fn of(ground: Ground<'a, 'g>, plans: &'a [Plan]) -> Self {
        Self {
            ground,
            plans,
            named_at: FxHashSet::default(),
            homes: FxHashMap::default(),
            named: Vec::new(),
        }
    }

    /// Finds out of which country the leads of each table are, and the partners where no cell says it.
    pub(crate) fn find_homes(&mut self, records: &[TableRecord]) {
        let mut sides: FxHashMap<(usize, Side), Vec<&str>> = FxHashMap::default();
        for record in records {
            let row = &record.record;
            let is_told = !row.country.text.is_empty() || row.partner.text.contains('(');
            let partner = Some(row.partner.text.as_str()).filter(|_| !is_told);
            let lead = (Side::Lead, Some(row.lead.text.as_str()));
            for (side, name) in [lead, (Side::Partner, partner)] {
                let list = sides.entry((record.table, side)).or_default();
                if let Some(name) =
                    name.filter(|name| !name.is_empty() && list.len() < VOTERS && !list.contains(name))
                {
                    list.push(name);
                }
            }
        }
        let spoken = self.spoken();
        for (place, names) in sides {
            let is_lead = place.1 == Side::Lead;
            // Partners of many countries elect none; a few names say little.
            let home = if is_lead || names.len() > 2 {
                self.elected(&names, spoken.filter(|_| is_lead))
            } else {
                None
            };
            self.homes.insert(place, home);
        }
    }

    /// The country that most of the names lie in, if one stands out.
    fn elected(&mut self, names: &[&str], prior: Option<Country>) -> Option<Country> {
        let gazetteer = self.ground.resolver.gazetteer();
        let mut votes: FxHashMap<Country, f32> = prior.map(|home| (home, 0.8)).into_iter().collect();
        for name in names {
            let bare = name.split(['(', ',', '[', '/', ';']).next().unwrap_or_default();
            let ranking = self.ground.ranking(bare, &Hints::default());
            let Some(best) = ranking.scored.first().filter(|best| !best.how.is_guess()) else {
                continue;
            };
            // A name that several countries have speaks for each of them, most for the likeliest.
            let mut seen = FxHashSet::default();
            for one in ranking.scored.iter().take(12).filter(|one| !one.how.is_guess()) {
                let country = gazetteer
                    .country(one.body)
                    .filter(|country| seen.insert(*country));
                if let Some(country) = country {
                    let rank = if one.body == best.body { 1.0 } else { 0.4 };
                    *votes.entry(country).or_default() += one.confidence * rank;
                }
            }
        }
        let mut sorted: Vec<(Country, f32)> = votes.into_iter().collect();
        sorted.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let (country, most) = *sorted.first()?;
        let second = sorted.get(1).map_or(0.0, |(_, votes)| *votes);
        (most >= second * 1.5 && most >= 0.9).then_some(country)
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
        let elected = self.homes.get(&(record.table, Side::Lead)).copied().flatten();
        let of_region = self.country_of_region(&record.record.region.text, &region, elected);
        let home = of_region.or(elected);
        record.countries.extend(home);
        self.part_sides(record);
        self.read_partners(record, at);
        let coded = coded_region(resolver, home, &region);
        let name = coded.map_or(region.as_str(), |body| resolver.gazetteer().name_of(body));
        let given = Given {
            country: home,
            region: Some(name.to_owned())
                .filter(|name| !name.is_empty() && of_region.is_none() && !record.record.is_out()),
            levels: self.levels_of(record.table, Column::Lead),
        };
        let lead = record.record.lead.clone();
        for name in self.names(&lead.text, home) {
            self.add(record, (at, Column::Lead), (&lead, &name), given.clone());
        }
        let is_figure = region.bytes().all(|byte| byte.is_ascii_digit());
        if of_region.is_none() && !is_figure {
            self.add_region(record, at, (name, home));
        }
    }

    /// A table with one column for both sides: “Lyon / Ouagadougou (Burkina Faso)”.
    fn part_sides(&self, record: &mut TableRecord) {
        let Some(plan) = self.plans.get(record.table) else {
            return;
        };
        let row = &mut record.record;
        let is_one = plan.sort == Sort::Awards && plan.has(Column::Lead) != plan.has(Column::Partner);
        let whole = if plan.has(Column::Lead) {
            &row.lead
        } else {
            &row.partner
        };
        if !is_one {
            return;
        }
        let resolver = self.ground.resolver;
        let mut parted = PARTS.iter().filter_map(|mark| whole.text.split_once(mark));
        let parted = parted.find(|(left, _)| columns::is_known(resolver, left.trim()));
        let Some((left, right)) = parted else { return };
        let side = |text: &str| Value {
            text: text.trim().to_owned(),
            pieces: whole.pieces.clone(),
        };
        (row.lead, row.partner) = (side(left), side(right));
    }

    /// A country in the column of regions: “UKRAINE”, “(NZ)”; not “La Réunion” among the regions of France.
    fn country_of_region(&self, written: &str, region: &str, elected: Option<Country>) -> Option<Country> {
        let resolver = self.ground.resolver;
        let is_code = region.chars().count() <= 3;
        let is_region = exact(resolver, &fold::plain_key(region)).into_iter().any(|body| {
            let gazetteer = resolver.gazetteer();
            gazetteer.level(body) == Level::First && elected.is_some() && gazetteer.country(body) == elected
        });
        let is_own = is_region || coded_region(resolver, elected, region).is_some();
        table::country(resolver, region)
            .filter(|_| !is_own && (!is_code || written.trim_start().starts_with('(')))
    }

    /// The levels that the heading of a column names: “Громада-заявниця” heads municipalities.
    fn levels_of(&self, table: usize, column: Column) -> Levels {
        let plan = self.plans.get(table);
        let heading = plan.and_then(|plan| {
            let at = plan.columns.iter().position(|one| *one == column)?;
            plan.headings.get(at)
        });
        let key = fold::plain_key(heading.map_or("", String::as_str));
        let told = key.split(' ').filter_map(type_words::levels_of);
        let mut told = told.filter(|levels| !levels.is_any());
        match (told.next(), told.next()) {
            (Some(levels), None) => levels,
            _ => Levels::default(),
        }
    }

    /// The names in a cell; a country among them says where the others lie: “Durban, South Africa”, “Mali : Kayes”.
    fn names<'t>(&self, text: &'t str, country: Option<Country>) -> Vec<CellName<'t>> {
        let resolver = self.ground.resolver;
        let led = parted_country(resolver, text);
        let mut names = table::names(
            led.map_or(text, |(_, rest)| rest),
            &Knows {
                name: &|text| columns::is_known(resolver, text),
                within: &|name, region| lies_within(self.ground, (name, region), country),
            },
        );
        if let Some((leading, _)) = led {
            for name in &mut names {
                name.bracket = name.bracket.or(Some(leading));
            }
        }
        // “Madagascar (Diana)”.
        for name in &mut names {
            let inner = name.bracket.filter(|inside| {
                columns::is_known(resolver, inside) && table::country(resolver, inside).is_none()
            });
            if let Some(inner) = inner.filter(|_| table::country(resolver, name.name).is_some()) {
                (name.name, name.bracket) = (inner, Some(name.name));
            }
        }
        let is_country = |name: &CellName<'_>| {
            name.bracket.is_none()
                && name.name.chars().count() > 2
                && table::country(resolver, name.name).is_some()
        };
        let others = names.iter().filter(|name| !is_country(name)).count();
        if others == 0 || others == names.len() {
            return names;
        }
        let mut placed: Vec<CellName<'t>> = Vec::new();
        let mut open = 0;
        for name in names {
            if is_country(&name) && !placed.is_empty() {
                for one in placed.iter_mut().skip(open) {
                    one.bracket = one.bracket.or(Some(name.name));
                }
                open = placed.len();
            } else if !is_country(&name) {
                placed.push(name);
            }
        }
        placed
    }

    /// The region of a record, once for all the rows it holds for.
    fn add_region(&mut self, record: &TableRecord, at: usize, (name, home): (&str, Option<Country>)) {
        let region = &record.record.region;
        let text = &self.ground.document.text;
        let written = bare_region(&region.text);
        let place = table::place(region, written, text);
        if written.is_empty() || !is_text(place.of(text), written) || !self.named_at.insert(place) {
            return;
        }
        let hints = Hints {
            country: home,
            levels: Levels::one(Level::First),
            countries: self.soft(),
            ..Hints::default()
        };
        let ranking = self.ground.ranking(name, &hints);
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
        let written = record.record.country.text.clone();
        let mut given = table::countries(resolver, &written).unwrap_or_default();
        if written.is_empty() {
            given.extend(self.homes.get(&(record.table, Side::Partner)).copied().flatten());
        }
        let names = self.names(&partner.text, given.first().copied().filter(|_| given.len() == 1));
        let levels = self.levels_of(record.table, Column::Partner);
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
                levels,
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
        if let Some(country) = given
            .country
            .filter(|country| !record.countries.contains(country))
        {
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
            organisation: if is_organisation {
                Organisation::Of(given.country)
            } else {
                Organisation::No
            },
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
        let ranking = self.placed(&given, ranking);
        let key = fold::plain_key(name.name);
        let levels = if given.levels.is_empty() {
            ranking.levels
        } else {
            given.levels
        };
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
        given.levels = name.kind.unwrap_or(given.levels);
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
        // “Громада-партнер: Торунь (Польща)”: a town abroad stands for its municipality.
        let is_abroad = given.country.is_some_and(|country| country != Country::UA);
        if is_abroad && given.levels.has(Level::Municipality) {
            given.levels = given.levels.or(Levels::one(Level::Settlement));
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
        let key = fold::plain_key(name.name);
        let whole = name.bracket.filter(|_| is_acronym);
        let mut ranking = if let (Some(levels), Some(region)) = (type_words::levels_of(&key), &given.region) {
            // “Conseil régional” in the row of a region is that of the region.
            let hints = Hints {
                levels,
                region: None,
                ..hints
            };
            self.ground.ranking(region, &hints)
        } else {
            let written = whole.map_or_else(
                || name.name.to_owned(),
                |inside| format!("{} ({inside})", name.name),
            );
            let there = self.ground.ranking(&written, &hints);
            let is_there = there.scored.first().is_some_and(|best| !best.how.is_guess());
            let elsewhere = || self.elsewhere(&written, &hints);
            if is_there {
                there
            } else {
                elsewhere().unwrap_or(there)
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

    /// “Mwanza | Tanzania | Tampere”: the column of countries may be that of another column, where a well-known town of just
    /// this name lies elsewhere.
    fn elsewhere(&self, written: &str, hints: &Hints) -> Option<Ranking> {
        let anywhere = Hints {
            country: None,
            ..hints.clone()
        };
        hints.country?;
        let ranking = self.ground.ranking(written, &anywhere);
        let gazetteer = self.ground.resolver.gazetteer();
        let is_known = |best: &Scored| {
            best.how == How::Exact && gazetteer.size(best.body).is_some_and(|size| size >= KNOWN)
        };
        ranking.scored.first().is_some_and(is_known).then_some(ranking)
    }

    /// What the region and the type word say outweighs how well known a body is.
    fn placed(&mut self, given: &Given, mut ranking: Ranking) -> Ranking {
        let resolver = self.ground.resolver;
        let gazetteer = resolver.gazetteer();
        let Some(best) = ranking.scored.first().map(|best| best.score) else {
            return ranking;
        };
        let upper = |levels: Levels| {
            (levels.has(Level::First) || levels.has(Level::Second)) && !levels.has(Level::Municipality)
        };
        let levels = if ranking.levels.is_empty() {
            given.levels
        } else {
            ranking.levels
        };
        if upper(levels) && !levels.is_any() {
            for one in ranking
                .scored
                .iter_mut()
                .filter(|one| levels.has(gazetteer.level(one.body)))
            {
                one.score += 1.2;
            }
        }
        if let Some(region) = given.region.as_deref() {
            let regions = regions(self.ground, region, given.country);
            let is_there = |one: &Scored| best - one.score < 6.0 && is_within(gazetteer, one.body, &regions);
            if ranking.scored.first().is_some_and(is_there) {
                for one in ranking
                    .scored
                    .iter_mut()
                    .filter(|one| !is_within(gazetteer, one.body, &regions))
                {
                    one.score -= 0.8;
                }
            } else {
                let boost = ranking
                    .scored
                    .iter()
                    .find(|one| is_there(one))
                    .map(|one| best - one.score + 0.8);
                for one in &mut ranking.scored {
                    if is_there(one) {
                        one.score += boost.unwrap_or(0.0);
                    }
                }
            }
        }
        settle(&mut ranking.scored);
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
        let bodies: FxHashSet<BodyId> = exact(resolver, &fold::plain_key(inside))
            .into_iter()
            .filter(|body| given.country.is_none() || resolver.gazetteer().country(*body) == given.country)
            .collect();
        let best = ranking.scored.first().map(|best| (best.body, best.score));
        if let Some((body, score)) = best.filter(|(body, _)| !bodies.contains(body)) {
            let other = ranking
                .scored
                .iter_mut()
                .find(|one| one.body != body && bodies.contains(&one.body));
            if let Some(other) = other {
                other.score = score + 1.0;
                settle(&mut ranking.scored);
            } else if ranking.scored.first().is_some_and(|best| best.how.is_guess()) && !bodies.is_empty() {
                let hints = Hints {
                    country: given.country,
                    ..Hints::default()
                };
                let inner = self.ground.ranking(inside, &hints);
                if inner.scored.first().is_some_and(|best| best.how == How::Exact) {
                    ranking.scored = inner.scored;
                }
            }
        }
        ranking
    }

    /// What stands in brackets or behind a comma is a mention too: the region, or another name of the same body.
    fn add_aside(
        &mut self,
        (at, value): (usize, &Value),
        name: &CellName<'_>,
        (given, outer): (&Given, &Ranking),
    ) {
        let resolver = self.ground.resolver;
        let text = &self.ground.document.text;
        let asides = name
            .bracket
            .into_iter()
            .flat_map(|inside| inside.split(','))
            .chain(name.within);
        for written in asides.map(str::trim) {
            let (aside, is_typed) = bare_aside(written);
            let key = fold::plain_key(aside);
            let is_word = aside.is_empty()
                || table::country(resolver, written).is_some()
                || type_words::levels_of(&key).is_some()
                || !aside.starts_with(|sign: char| sign.is_alphabetic());
            let span = table::place(value, aside, text);
            if is_word || !is_text(span.of(text), aside) || !self.named_at.insert(span) {
                continue;
            }
            let levels = if is_typed {
                Levels::one(Level::First).or(Levels::one(Level::Second))
            } else {
                Levels::default()
            };
            let hints = Hints {
                country: given.country,
                countries: self.soft(),
                levels,
                ..Hints::default()
            };
            let mut ranking = self.ground.ranking(aside, &hints);
            let gazetteer = resolver.gazetteer();
            let parents: Vec<BodyId> = outer
                .scored
                .first()
                .into_iter()
                .flat_map(|outer| gazetteer.parents(outer.body))
                .collect();
            // What the name lies in is meant, not its namesake.
            let top = ranking.scored.first().map_or(0.0, |best| best.score);
            for one in ranking
                .scored
                .iter_mut()
                .filter(|one| parents.contains(&one.body))
            {
                one.score = top + 1.0;
            }
            settle(&mut ranking.scored);
            let Some(best) = ranking.scored.first().filter(|best| best.confidence >= 0.4) else {
                continue;
            };
            let is_same = outer.scored.first().is_some_and(|outer| outer.body == best.body);
            let is_upper = gazetteer.level(best.body) == Level::First && !best.how.is_guess();
            if is_same || is_upper || parents.contains(&best.body) || best.how == How::Exact {
                let one = named_cell((at, Column::Other), (span, text), given.country, ranking);
                self.named.push(one);
            }
        }
    }
}

/// Of a place and the division of its name around it, that a cell names without saying which, the place is meant.
pub(crate) fn settle_twins(named: &mut [Named], resolver: &Resolver<'_>) {
    let gazetteer = resolver.gazetteer();
    for one in named.iter_mut().filter(|one| one.cell.is_some()) {
        let Some(best) = one.ranking.scored.first().copied() else {
            continue;
        };
        let is_upper = |body: BodyId| matches!(gazetteer.level(body), Level::First | Level::Second);
        let wants_upper = one.levels.has(Level::First) && !one.levels.has(Level::Municipality);
        let is_twin = |other: &Scored| {
            let (a, b) = (best.body, other.body);
            gazetteer.parents(a).any(|parent| parent == b)
                || gazetteer.parents(b).any(|parent| parent == a)
                || (gazetteer.country(a) == gazetteer.country(b) && is_upper(a) != is_upper(b))
        };
        let rivals = one
            .ranking
            .scored
            .iter()
            .skip(1)
            .take_while(|other| best.score - other.score < 0.4);
        let twins: Vec<BodyId> = rivals
            .filter(|other| is_twin(other))
            .map(|other| other.body)
            .collect();
        if twins.is_empty() {
            continue;
        }
        let wanted = std::iter::once(best.body)
            .chain(twins)
            .find(|body| is_upper(*body) == wants_upper)
            .unwrap_or(best.body);
        if let Some(chosen) = one.ranking.scored.iter_mut().find(|other| other.body == wanted) {
            chosen.score = best.score + 0.5;
        }
        settle(&mut one.ranking.scored);
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

/// The bodies that a region's name may mean.
fn regions(ground: Ground<'_, '_>, region: &str, country: Option<Country>) -> Vec<BodyId> {
    let hints = Hints {
        country,
        levels: Levels::one(Level::First).or(Levels::one(Level::Second)),
        ..Hints::default()
    };
    let ranking = ground.ranking(region, &hints);
    let near = ranking
        .scored
        .iter()
        .filter(|one| one.confidence >= 0.3 || !one.how.is_guess());
    let near = near.map(|one| one.body).take(6);
    near.filter(|body| {
        let level = ground.resolver.gazetteer().level(*body);
        matches!(level, Level::First | Level::Second)
    })
    .collect()
}

/// Whether a body lies in one of the regions, or is one.
fn is_within(gazetteer: &Gazetteer<'_>, body: BodyId, regions: &[BodyId]) -> bool {
    let parents: Vec<BodyId> = gazetteer.parents(body).collect();
    let above = parents.iter().flat_map(|parent| gazetteer.parents(*parent));
    parents
        .iter()
        .copied()
        .chain(above)
        .chain(std::iter::once(body))
        .any(|one| regions.contains(&one))
}

/// Whether the gazetteer has a body of the first name within one of the second: “Los Altos, Calif.”.
fn lies_within(ground: Ground<'_, '_>, (name, region): (&str, &str), country: Option<Country>) -> bool {
    let (bare, is_typed) = bare_aside(region);
    let key = fold::plain_key(bare);
    let length = key.chars().count();
    let gazetteer = ground.resolver.gazetteer();
    // “Seattle, WA”
    if matches!(bare.len(), 2 | 3) && bare.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let mut bodies = exact(ground.resolver, &fold::plain_key(name)).into_iter();
        let is_division = |parent: BodyId| gazetteer.has_division_code(parent, bare);
        return bodies.any(|body| gazetteer.parents(body).any(is_division));
    }
    if length < 3 {
        return false;
    }
    let is_short = region.trim_end().ends_with('.') || length >= 4;
    let begins = |body: BodyId| {
        gazetteer.names_of(body).any(|other| {
            let other = fold::plain_key(gazetteer.text(other));
            let bare = type_words::strip(&other).map_or(other.as_str(), |stripped| stripped.key);
            bare == key || other == key || (is_short && bare.starts_with(&key))
        })
    };
    let bodies = exact(ground.resolver, &fold::plain_key(name));
    let upper = |body: BodyId| {
        let parents: Vec<BodyId> = gazetteer.parents(body).collect();
        let above: Vec<BodyId> = parents
            .iter()
            .flat_map(|parent| gazetteer.parents(*parent))
            .collect();
        parents.into_iter().chain(above)
    };
    if bodies
        .iter()
        .any(|body| upper(*body).any(|parent| gazetteer.level(parent) == Level::First && begins(parent)))
    {
        return true;
    }
    if bodies.is_empty() {
        return is_typed;
    }
    let regions = regions(ground, bare, country);
    let is_there = |body: &BodyId| upper(*body).any(|parent| regions.contains(&parent));
    bodies.iter().any(is_there)
}

/// What is left of “шт. Айова”, “Kanagawa Pref.”, “obl. de Soumy” without the word for a larger body, and whether
/// there was one.
fn bare_aside(written: &str) -> (&str, bool) {
    let mut rest = written.trim();
    let mut is_typed = false;
    loop {
        let (first, last) = (
            rest.split(' ').next().unwrap_or_default(),
            rest.rsplit(' ').next().unwrap_or_default(),
        );
        let next = if first.len() < rest.len() && is_short_type(first) {
            rest.get(first.len()..)
        } else if last.len() < rest.len() && is_short_type(last) {
            rest.get(..rest.len() - last.len())
        } else {
            break;
        };
        rest = next.unwrap_or_default().trim();
        is_typed = true;
        for link in ["de la ", "de ", "du ", "d'", "d’", "of "] {
            rest = rest.strip_prefix(link).unwrap_or(rest);
        }
    }
    (rest.trim_end_matches('.'), is_typed)
}

fn is_short_type(word: &str) -> bool {
    let key = fold::plain_key(word);
    SHORT_TYPES.contains(&key.as_str())
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
const SHORT_TYPES: [&str; 44] = [
    "obl",
    "oblast",
    "pref",
    "prefecture",
    "prov",
    "provincia",
    "dist",
    "dpt",
    "dep",
    "dept",
    "county",
    "woj",
    "wojewodztwo",
    "pow",
    "шт",
    "штат",
    "обл",
    "провінція",
    "область",
    "області",
    "земля",
    "вільна",
    "state",
    "region",
    "provinz",
    "province",
    "kreis",
    "kanton",
    "canton",
    "departement",
    "oblast",
    "область",
    "bundesland",
    "land",
    "freistaat",
    "okres",
    "kraj",
    "край",
    "district",
    "etat",
    "bundesstaat",
    "stan",
    "raion",
    "префектура",
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
/// A country before a colon or dash at the beginning of a cell, or behind a dash at its end, and the rest:
/// “Burkina Faso : Ouagadougou”, “Abomey – Bénin”.
fn parted_country<'t>(resolver: &Resolver<'_>, text: &'t str) -> Option<(&'t str, &'t str)> {
    let is_country = |part: &str| part.chars().count() > 2 && table::country(resolver, part.trim()).is_some();
    let leads = [" : ", ": ", " – ", " — ", " - "]
        .iter()
        .filter_map(|mark| text.split_once(mark))
        .min_by_key(|(left, _)| left.len());
    let leading = leads.filter(|(left, rest)| is_country(left) && !rest.trim().is_empty());
    let trailing = || {
        let ends = [" – ", " — ", " - ", "/"]
            .iter()
            .filter_map(|mark| text.rsplit_once(mark));
        let (rest, country) = ends.max_by_key(|(rest, _)| rest.len())?;
        is_country(country).then_some((country, rest))
    };
    // “Monastir TUNISIE”.
    let last = || {
        let (rest, country) = text.rsplit_once(' ')?;
        (is_country(country) && columns::is_known(resolver, rest.trim())).then_some((country, rest))
    };
    let (country, rest) = leading.or_else(trailing).or_else(last)?;
    Some((country.trim(), rest.trim()))
}

fn is_text(left: &str, right: &str) -> bool {
    left.split_whitespace().eq(right.split_whitespace())
}

fn is_acronym(inside: &str) -> bool {
    let letters = inside.chars().filter(|sign| sign.is_alphabetic()).count();
    (3..=12).contains(&letters)
        && inside
            .chars()
            .all(|sign| !sign.is_lowercase() && !sign.is_whitespace())
}

fn named_cell(
    (record, column): (usize, Column),
    (span, text): (Span, &str),
    country: Option<Country>,
    ranking: Ranking,
) -> Named {
    let written = span.of(text);
    Named {
        scope: Scope {
            item: 0,
            record: Some(record),
        },
        cell: Some(CellPlace { record, column }),
        country,
        is_introduced: true,
        ..Named::written((written.to_owned(), fold::plain_key(written)), span, ranking)
    }
}

/// Whether the name begins with a word for a body that is no local authority.
fn is_organisation(name: &str) -> bool {
    let words = tokens::words(name, Span::new(0, name.len()));
    lexicon::cues(&words, None)
        .iter()
        .any(|cue| cue.concept == Concept::Organisation && cue.first == 0)
}
