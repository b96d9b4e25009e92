//! GeoNames places tied to Ukrainian settlements; points and populations spread to the bodies around them.
//!
//! In: the units, the places of GeoNames. Out: points, populations, further codes, well-known names.
//!
//! # Invariants
//! - A place is tied only where one settlement and one place of that name are left in the raion or oblast, a city before
//!   a settlement before a village, the most populous place first for a city.
//! - Alternates of GeoNames are taken for towns of [`WELL_KNOWN`] inhabitants and more, and never one that is the
//!   official name of another settlement.

use super::codifier::{Category, FILE, Unit};
use super::own;
use crate::build::draft::{Draft, Mean, code};
use crate::build::error::BuildError;
use crate::build::names::{self, Scripts, plain, tidy};
use crate::build::places::Place;
use crate::build::romanise::romanise;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{AuthorityCode, Country, NameUse, Point, Scheme};

/// From how many inhabitants on a town's foreign names in GeoNames are trusted.
const WELL_KNOWN: u32 = 40_000;

/// Ties places to settlements, first within the raion and then within the oblast.
pub(super) fn tie(
    draft: &mut Draft,
    units: &[Unit],
    oblasts: &BTreeMap<String, String>,
    places: &BTreeMap<u32, Place>,
) -> Result<(), BuildError> {
    let towns: Vec<&Unit> = units.iter().filter(|unit| unit.category.is_town()).collect();
    let ukrainian: Vec<&Place> = places
        .values()
        .filter(|place| place.country == Country::UA && !place.is_section())
        .collect();
    let official: BTreeSet<String> = towns
        .iter()
        .flat_map(|town| [plain(&town.name), plain(&romanise(&town.name))])
        .collect();
    let mut tied = Tied {
        towns: BTreeSet::new(),
        places: BTreeSet::new(),
    };
    let raion_of = |place: &Place| place.lower.first().filter(|code| code.len() == 4).cloned();
    let oblast_of = |place: &Place| oblasts.get(&place.first).cloned();
    for area in [Area::Raion, Area::Oblast] {
        let mut by_area: BTreeMap<(String, String), Vec<&Place>> = BTreeMap::new();
        for place in &ukrainian {
            let of = match area {
                Area::Raion => raion_of(place),
                Area::Oblast => oblast_of(place),
            };
            let Some(of) = of else { continue };
            for key in keys(place) {
                by_area.entry((of.clone(), key)).or_default().push(place);
            }
        }
        for (unit, place) in tied.pairs(&towns, &by_area, area) {
            add_place(draft, &own(unit)?, place, &official);
        }
    }
    draft.remarks.push(format!(
        "Ukraine: {} of {} GeoNames places tied to a settlement, the others left out",
        tied.places.len(),
        ukrainian.len()
    ));
    Ok(())
}

/// Within what a name has to be unique.
#[derive(Debug, Clone, Copy)]
enum Area {
    Raion,
    Oblast,
}

/// What is tied already.
struct Tied {
    towns: BTreeSet<String>,
    places: BTreeSet<u32>,
}

impl Tied {
    /// The pairs that are certain within the area, and remembers them.
    fn pairs<'a>(
        &mut self,
        towns: &[&'a Unit],
        by_area: &BTreeMap<(String, String), Vec<&'a Place>>,
        area: Area,
    ) -> Vec<(&'a Unit, &'a Place)> {
        let mut namesakes: BTreeMap<(&str, String), Vec<&'a Unit>> = BTreeMap::new();
        for town in towns {
            let of = match area {
                Area::Raion => town.raion(),
                Area::Oblast => town.oblast(),
            };
            namesakes.entry((of, plain(&town.name))).or_default().push(town);
        }
        let mut pairs = Vec::new();
        for ((of, key), mut units) in namesakes {
            let Some(places) = by_area.get(&(of.to_owned(), key)) else {
                continue;
            };
            units.retain(|unit| !self.towns.contains(&unit.code));
            units.sort_by_key(|unit| unit.category);
            let free: Vec<&Place> = places
                .iter()
                .copied()
                .filter(|place| !self.places.contains(&place.id))
                .collect();
            let largest = free
                .iter()
                .copied()
                .max_by_key(|place| (place.inhabitants(), Reverse(place.id)));
            let (Some(unit), Some(place)) = (units.first().copied(), largest) else {
                continue;
            };
            let outranks = units.get(1).is_none_or(|next| next.category > unit.category);
            let certain = outranks && (free.len() == 1 || unit.category < Category::Village);
            if certain {
                self.towns.insert(unit.code.clone());
                self.places.insert(place.id);
                pairs.push((unit, place));
            }
        }
        pairs
    }
}

/// What a place may be called in Ukrainian, as keys; Latin names do not count, because several Ukrainian ones share a
/// Latin form.
fn keys(place: &Place) -> BTreeSet<String> {
    let cyrillic = place
        .alternates
        .iter()
        .chain([&place.name])
        .filter(|name| name.chars().any(names::is_cyrillic));
    cyrillic.map(|name| plain(&tidy(name))).collect()
}

fn add_place(draft: &mut Draft, own: &AuthorityCode, place: &Place, official: &BTreeSet<String>) {
    draft.add_code(own, place.code());
    let Some(town) = draft.body_mut(own) else { return };
    town.point = Some(place.point());
    town.population = place.population();
    if place.inhabitants() < WELL_KNOWN {
        return;
    }
    let mine: BTreeSet<String> = town.names.iter().map(|name| plain(&name.text)).collect();
    let all: Vec<String> = std::iter::once(&place.name)
        .chain(&place.alternates)
        .cloned()
        .collect();
    for alternate in names::alternates("", &all, Scripts::Common) {
        let key = plain(alternate);
        if !mine.contains(&key) && !official.contains(&key) {
            names::add(&mut town.names, alternate, None, NameUse::Alias);
        }
    }
}

/// Gives hromadas their seat's point and population, and whatever has no point the mean of what lies in it, or the
/// point of the hromada around it, flagged approximate.
pub(super) fn spread(
    draft: &mut Draft,
    units: &[Unit],
    seats: &BTreeMap<&str, &Unit>,
) -> Result<(), BuildError> {
    for (hromada, seat) in seats {
        let found = draft.body(&own(seat)?).map(|seat| (seat.point, seat.population));
        let hromada = code(Scheme::Ua, hromada, FILE)?;
        if let (Some((point, population)), Some(hromada)) = (found, draft.body_mut(&hromada)) {
            hromada.point = point;
            hromada.population = population;
        }
    }
    let mut means: BTreeMap<AuthorityCode, Mean> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.category.is_town()) {
        let Some(town) = draft.body(&own(unit)?) else {
            continue;
        };
        let Some(point) = town.point else { continue };
        for parent in &town.parents {
            means.entry(parent.clone()).or_default().add(point);
        }
    }
    for unit in units {
        let Some(body) = draft.body_mut(&own(unit)?) else {
            continue;
        };
        if body.point.is_none() {
            let mean_of = |code: &AuthorityCode| means.get(code).copied().and_then(Mean::point);
            body.point = mean_of(body.code()).or_else(|| body.parents.iter().find_map(mean_of));
        }
    }
    for unit in units
        .iter()
        .filter(|unit| unit.category == Category::CityDistrict)
    {
        let around = unit
            .above
            .first()
            .map(|city| code(Scheme::Ua, city, FILE))
            .transpose()?;
        let point = around.and_then(|city| draft.body(&city).and_then(|city| city.point));
        if let Some(district) = draft.body_mut(&own(unit)?) {
            district.point = point.map(|point| Point {
                approximate: true,
                ..point
            });
        }
    }
    Ok(())
}
