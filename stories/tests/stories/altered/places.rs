//! Authorities to put into the documents, drawn from the gazetteer by chance.
//!
//! # Invariants
//! Every drawn body carries the code that the engine must give, and a name as a document would write it.

use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use recognise::gazetteer::BodyId;
use recognise::{Gazetteer, fold};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vocabulary::{Country, Language, Level, NameUse};

/// An authority to be written into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) population: u32,
    body: BodyId,
}

/// A country with what may be drawn from it.
#[derive(Debug, Default)]
pub(crate) struct Abroad {
    /// Its name in French.
    pub(crate) name: String,
    pub(crate) places: Vec<Place>,
    pub(crate) divisions: Vec<Place>,
    pub(crate) districts: Vec<Place>,
}

/// All that may be drawn.
pub(crate) struct Places<'g> {
    gazetteer: &'g Gazetteer<'g>,
    /// Communes by their group.
    groups: BTreeMap<BodyId, Vec<Place>>,
    /// Communes and groups by region, larger homonyms of the same region left out.
    regions: Vec<(Place, Vec<Place>, Vec<Place>)>,
    /// Communes without a larger homonym in France.
    pub(crate) towns: Vec<Place>,
    /// Groups of communes.
    pub(crate) agglomerations: Vec<Place>,
    /// Ukrainian hromadas by the name of their seat in the official romanisation.
    pub(crate) hromadas: Vec<Place>,
    abroad: BTreeMap<Country, Abroad>,
}

/// How large the largest body of a name is, in its country or region.
#[derive(Default)]
struct Largest(HashMap<Shared, Vec<(u32, BodyId)>>);

/// A name within a region or a whole country.
type Shared = (Option<BodyId>, Country, String);

impl Largest {
    fn add(&mut self, within: Option<BodyId>, country: Country, name: &str, body: (u32, BodyId)) {
        self.0
            .entry((within, country, fold::plain_key(name)))
            .or_default()
            .push(body);
    }

    /// Whether every other body of the name is less than a third as large: what a reader takes for granted.
    fn is(&self, within: Option<BodyId>, country: Country, place: &Place) -> bool {
        let all = self.0.get(&(within, country, fold::plain_key(&place.name)));
        all.into_iter().flatten().all(|(size, body)| {
            *body == place.body || *size * 3 < place.population && (*size > 0 || place.population > 20_000)
        })
    }
}

impl<'g> Places<'g> {
    /// Reads the gazetteer once.
    pub(crate) fn of(gazetteer: &'g Gazetteer<'g>) -> Self {
        let mut places = Self {
            gazetteer,
            groups: BTreeMap::new(),
            regions: Vec::new(),
            towns: Vec::new(),
            agglomerations: Vec::new(),
            hromadas: Vec::new(),
            abroad: BTreeMap::new(),
        };
        places.read_france();
        places.read_ukraine();
        places.read_abroad();
        places
    }

    fn place(&self, body: BodyId, name: &str) -> Place {
        let (code, population) = (
            self.gazetteer.code_of(body).to_string(),
            self.gazetteer.population(body),
        );
        Place {
            name: name.to_owned(),
            code,
            population,
            body,
        }
    }

    fn parent(&self, body: BodyId, kind: &str) -> Option<BodyId> {
        self.gazetteer
            .parents(body)
            .find(|parent| self.gazetteer.kind(*parent).as_str().starts_with(kind))
    }

    fn read_france(&mut self) {
        let gazetteer = self.gazetteer;
        let mut largest = Largest::default();
        let (mut communes, mut groups, mut regions) = (Vec::new(), Vec::new(), Vec::new());
        for body in gazetteer.bodies() {
            let name = gazetteer.name_of(body);
            let kind = gazetteer.kind(body).as_str();
            let place = self.place(body, name);
            match kind {
                "commune" => {
                    let region = self
                        .parent(body, "region")
                        .or_else(|| self.parent(body, "collectivity"));
                    largest.add(region, Country::FR, name, (place.population, body));
                    largest.add(None, Country::FR, name, (place.population, body));
                    communes.push((place, region, self.parent(body, "epci")));
                }
                "epci-ca" | "epci-metro" => groups.push((place, self.parent(body, "region"))),
                "region" => regions.push(place),
                _ => {}
            }
        }
        for (place, region, group) in &communes {
            if place.population > 0 && gazetteer.point(place.body).is_some() {
                if let Some(group) = group {
                    self.groups.entry(*group).or_default().push(place.clone());
                }
                if largest.is(None, Country::FR, place) && place.population > 1_000 {
                    self.towns.push(place.clone());
                }
            }
            let _ = region;
        }
        self.groups.retain(|_, communes| communes.len() > 1);
        self.agglomerations = groups.iter().map(|(group, _)| group.clone()).collect();
        self.regions = regions
            .into_iter()
            .map(|region| {
                let here = |other: &Option<BodyId>| *other == Some(region.body);
                let towns = communes
                    .iter()
                    .filter(|(town, of, _)| here(of) && town.population > 0);
                let towns = towns.filter(|(town, of, _)| largest.is(*of, Country::FR, town));
                let towns = towns.map(|(town, _, _)| town.clone()).collect();
                let groups = groups
                    .iter()
                    .filter(|(_, of)| here(of))
                    .map(|(group, _)| group.clone())
                    .collect();
                (region, towns, groups)
            })
            .filter(|(_, towns, _): &(Place, Vec<Place>, Vec<Place>)| towns.len() > 20)
            .collect();
    }

    fn read_ukraine(&mut self) {
        let gazetteer = self.gazetteer;
        let mut largest = Largest::default();
        let mut found = Vec::new();
        for body in gazetteer.bodies() {
            let kind = gazetteer.kind(body).as_str();
            if kind != "hromada" && kind != "city" {
                continue;
            }
            let Some(seat) = gazetteer.seat(body).or((kind == "city").then_some(body)) else {
                continue;
            };
            let romanised = gazetteer
                .names_of(seat)
                .find(|name| gazetteer.name_use(*name) == NameUse::Transliteration);
            let Some(name) = romanised.map(|name| gazetteer.text(name)) else {
                continue;
            };
            if kind == "hromada" {
                let place = self.place(body, name);
                largest.add(None, Country::UA, name, (place.population, body));
                found.push(place);
            } else if self
                .parent(body, "hromada")
                .and_then(|hromada| gazetteer.seat(hromada))
                != Some(body)
            {
                largest.add(None, Country::UA, name, (gazetteer.population(body), body));
            }
        }
        found.retain(|place| !gazetteer.occupied(place.body) && place.population > 0);
        found.retain(|place| largest.is(None, Country::UA, place));
        self.hromadas = found;
    }

    fn read_abroad(&mut self) {
        let gazetteer = self.gazetteer;
        let mut largest = Largest::default();
        let mut abroad: BTreeMap<Country, Abroad> = BTreeMap::new();
        for body in gazetteer.bodies() {
            let Some(country) = gazetteer
                .country(body)
                .filter(|c| *c != Country::FR && *c != Country::UA)
            else {
                continue;
            };
            let name = gazetteer.name_of(body);
            if !name
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’'))
                || name.contains(" and ")
            {
                continue;
            }
            let place = self.place(body, name);
            let entry = abroad.entry(country).or_default();
            let level = gazetteer.level(body);
            let size = if level == Level::First {
                u32::MAX / 4
            } else {
                place.population
            };
            let names: BTreeSet<&str> = gazetteer
                .names_of(body)
                .map(|name| gazetteer.text(name))
                .collect();
            for name in names {
                largest.add(None, country, name, (size, body));
            }
            match level {
                Level::First => entry.divisions.push(place),
                Level::Second => entry.districts.push(place),
                Level::Settlement if place.population > 0 => entry.places.push(place),
                _ => {}
            }
        }
        for (country, entry) in &mut abroad {
            entry.name = gazetteer
                .country_name(*country, Language::FR)
                .unwrap_or_default()
                .to_owned();
            entry.places.retain(|place| largest.is(None, *country, place));
            entry.divisions.retain(|division| {
                let is_place =
                    |place: &Place| fold::plain_key(&place.name) == fold::plain_key(&division.name);
                !entry.places.iter().any(is_place)
            });
        }
        abroad.retain(|_, entry| !entry.name.is_empty() && entry.places.len() > 20);
        self.abroad = abroad;
    }

    /// Neighbours of one group of communes, the first of which is to lead; and the largest town near them.
    pub(crate) fn neighbours(&self, count: usize, chance: &mut ChaCha8Rng) -> (Vec<Place>, Place) {
        let groups: Vec<&Vec<Place>> = self
            .groups
            .values()
            .filter(|communes| communes.len() >= count)
            .collect();
        let communes = groups.choose(chance).expect("some group is large enough");
        let members: Vec<Place> = communes.sample(chance, count).cloned().collect();
        let first = members.first().map(|member| member.body);
        let department = first.and_then(|member| self.parent(member, "departement"));
        let near = self
            .towns
            .iter()
            .filter(|town| self.parent(town.body, "departement") == department);
        let near = near
            .filter(|town| !members.contains(town))
            .max_by_key(|town| town.population);
        let near = near.or_else(|| self.towns.iter().find(|town| !members.contains(town)));
        (members, near.expect("there are towns").clone())
    }

    /// A region with its communes and its groups of communes.
    pub(crate) fn region(&self, chance: &mut ChaCha8Rng) -> &(Place, Vec<Place>, Vec<Place>) {
        self.regions.choose(chance).expect("there are regions")
    }

    /// A country abroad that has what is asked for.
    pub(crate) fn country(&self, has: fn(&Abroad) -> bool, chance: &mut ChaCha8Rng) -> (Country, &Abroad) {
        let all: Vec<_> = self.abroad.iter().filter(|(_, abroad)| has(abroad)).collect();
        let (country, abroad) = all.choose(chance).expect("some country has it");
        (**country, abroad)
    }

    /// So many countries.
    pub(crate) fn countries(&self, count: usize, chance: &mut ChaCha8Rng) -> Vec<(Country, String)> {
        let all: Vec<_> = self
            .abroad
            .iter()
            .map(|(country, abroad)| (*country, abroad.name.clone()))
            .collect();
        all.sample(chance, count).cloned().collect()
    }

    /// The first-level division a place lies in, by name.
    pub(crate) fn within(&self, place: &Place) -> Option<&'g str> {
        let division = self
            .gazetteer
            .parents(place.body)
            .find(|parent| self.gazetteer.level(*parent) == Level::First);
        division.map(|division| self.gazetteer.name_of(division))
    }
}

/// One of a list.
pub(crate) fn one<'a, T>(all: &'a [T], chance: &mut ChaCha8Rng) -> &'a T {
    all.choose(chance).expect("the list is not empty")
}
