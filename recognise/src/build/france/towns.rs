//! Communes of today, municipal arrondissements, and communes that are no more.
//!
//! In: the list of communes, the places of GeoNames. Out: bodies with their places.
//!
//! # Invariants
//! - A GeoNames place is the same body as a commune if it carries the commune's INSEE code and name; its code is then a
//!   further code of the commune. A place that carries the code only (a hamlet) gives an approximate point and no code.
//! - The old code of a commune that was merged finds the present one, unless some body holds it.

use super::groups::Groups;
use super::rows::{COMMUNES, Commune, Form, Lists};
use super::territories::Territories;
use super::{SOURCE, WELL_KNOWN, approximate};
use crate::build::draft::{Draft, body, code};
use crate::build::error::BuildError;
use crate::build::names::{self, Scripts, plain};
use crate::build::places::Place;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{AuthorityCode, Country, Language, NameUse, Population, Scheme, Succession, SuccessionKind};

/// The territories that GeoNames lists under a country code of their own, by département.
const OVERSEAS: [(&str, &str); 12] = [
    ("971", "GP"),
    ("972", "MQ"),
    ("973", "GF"),
    ("974", "RE"),
    ("975", "PM"),
    ("976", "YT"),
    ("977", "BL"),
    ("978", "MF"),
    ("984", "TF"),
    ("986", "WF"),
    ("987", "PF"),
    ("988", "NC"),
];

/// Whether GeoNames' country code means a part of France that the official lists cover.
pub(super) fn is_french(country: Country) -> bool {
    country == Country::FR || OVERSEAS.iter().any(|(_, code)| country.as_str() == *code)
}

/// Adds the communes of today and the municipal arrondissements.
pub(super) fn add_present(
    draft: &mut Draft,
    lists: &Lists,
    territories: &Territories,
    groups: &Groups,
) -> Result<(), BuildError> {
    for row in lists.present() {
        let own = code(Scheme::FrCom, &row.code, COMMUNES)?;
        let mut commune = body(
            own.clone(),
            "commune",
            Country::FR,
            (&row.name, Some(Language::FR)),
            SOURCE,
        );
        commune.population = row.population.map(|inhabitants| Population { inhabitants });
        commune.parents = groups.of_commune(&row.code).to_vec();
        commune.parents.extend(territories.above(&row.departement, lists));
        commune.parents.retain(|parent| *parent != own);
        draft.add(commune)?;
    }
    for row in lists
        .communes
        .iter()
        .filter(|row| row.form == Form::ArrondissementMunicipal)
    {
        let own = code(Scheme::FrCom, &row.code, COMMUNES)?;
        let mut district = body(
            own,
            "municipal-arrondissement",
            Country::FR,
            (&row.name, Some(Language::FR)),
            SOURCE,
        );
        district.population = row.population.map(|inhabitants| Population { inhabitants });
        if let Some(commune) = &row.part_of {
            let commune = code(Scheme::FrCom, commune, COMMUNES)?;
            let above = draft.body(&commune).map(|commune| commune.parents.clone());
            district.parents = std::iter::once(commune)
                .chain(above.unwrap_or_default())
                .collect();
        }
        draft.add(district)?;
    }
    Ok(())
}

/// Adds the communes that are no more, and lets old codes find the present commune.
pub(super) fn add_former(draft: &mut Draft, lists: &Lists) -> Result<(), BuildError> {
    let former = lists
        .communes
        .iter()
        .filter(|row| matches!(row.form, Form::CommuneDeleguee | Form::CommuneAssociee));
    for row in former {
        let own = code(Scheme::FrComd, &row.code, COMMUNES)?;
        let mut commune = body(
            own,
            "former-commune",
            Country::FR,
            (&row.name, Some(Language::FR)),
            SOURCE,
        );
        if let Some(present) = &row.chef_lieu {
            let successor = code(Scheme::FrCom, present, COMMUNES)?;
            if let Some(present) = draft.body(&successor) {
                commune.point = present.point.map(approximate);
                commune.parents = std::iter::once(&successor)
                    .chain(&present.parents)
                    .cloned()
                    .collect();
            }
            commune.succession = Some(Succession {
                kind: SuccessionKind::Merged,
                successor,
                on: None,
            });
        }
        draft.add(commune)?;
    }
    let held: BTreeSet<&str> = lists.communes.iter().map(|row| row.code.as_str()).collect();
    for row in lists.present() {
        let own = code(Scheme::FrCom, &row.code, COMMUNES)?;
        for old in row
            .anciens_codes
            .iter()
            .filter(|old| !held.contains(old.as_str()))
        {
            draft.add_code(&own, code(Scheme::FrCom, old, COMMUNES)?);
        }
    }
    Ok(())
}

/// Ties GeoNames places to their communes: point, further code, names in other scripts.
pub(super) fn add_places<'p>(draft: &mut Draft, lists: &Lists, places: &'p BTreeMap<u32, Place>) {
    let french: Vec<&'p Place> = places.values().filter(|place| is_french(place.country)).collect();
    let only = alone_in_departement(lists);
    let mut by_country: BTreeMap<Country, Vec<&Place>> = BTreeMap::new();
    let mut by_code: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    let mut by_name: BTreeMap<(Country, String), Vec<&Place>> = BTreeMap::new();
    for place in french {
        by_country.entry(place.country).or_default().push(place);
        by_code.entry(insee(place)).or_default().push(place);
        if place.country != Country::FR {
            by_name
                .entry((place.country, plain(&place.name)))
                .or_default()
                .push(place);
        }
    }
    for row in lists.present() {
        let coded = by_code.get(row.code.as_str()).map_or(&[][..], Vec::as_slice);
        let named = overseas(row).and_then(|country| by_name.get(&(country, plain(&row.name))));
        let same = match (best(row, coded), named.map(Vec::as_slice)) {
            (Some(place), _) | (None, Some([place])) => Some(place),
            _ => None,
        };
        let largest = |places: &[&'p Place]| {
            places
                .iter()
                .copied()
                .max_by_key(|place| (place.inhabitants(), Reverse(place.id)))
        };
        // Of a territory that is one commune (Saint-Martin), any place will do.
        let alone = only.contains(&row.departement).then(|| overseas(row)).flatten();
        let around = alone.and_then(|country| by_country.get(&country));
        let hamlet = largest(coded).or_else(|| largest(around?));
        if let Ok(own) = AuthorityCode::new(Scheme::FrCom, &row.code) {
            tie(draft, &own, same.copied(), hamlet);
        }
    }
}

/// The départements that are one commune.
fn alone_in_departement(lists: &Lists) -> BTreeSet<&String> {
    let mut communes: BTreeMap<&String, u32> = BTreeMap::new();
    for row in lists.present() {
        *communes.entry(&row.departement).or_default() += 1;
    }
    communes
        .into_iter()
        .filter(|(_, count)| *count == 1)
        .map(|(departement, _)| departement)
        .collect()
}

/// GeoNames writes the INSEE code of a commune as the lowest of its codes; overseas on another level.
fn insee(place: &Place) -> &str {
    match place.lowest() {
        Some(code) => code,
        None => &place.first,
    }
}

fn overseas(row: &Commune) -> Option<Country> {
    let (_, country) = OVERSEAS
        .iter()
        .find(|(departement, _)| *departement == row.departement)?;
    country.parse().ok()
}

/// Of the places with the commune's code, the one with its name: a seat before other places, the larger first.
fn best<'a>(row: &Commune, coded: &'a [&'a Place]) -> Option<&'a &'a Place> {
    let name = plain(&row.name);
    let same = |place: &&&Place| {
        !place.is_section()
            && (plain(&place.name) == name
                || place.alternates.iter().any(|alternate| plain(alternate) == name))
    };
    coded.iter().filter(same).max_by_key(|place| {
        (
            plain(&place.name) == name,
            place.feature.starts_with("PPLA"),
            place.inhabitants(),
            Reverse(place.id),
        )
    })
}

fn tie(draft: &mut Draft, own: &AuthorityCode, same: Option<&Place>, hamlet: Option<&Place>) {
    if let Some(place) = same {
        draft.add_code(own, place.code());
    }
    let Some(commune) = draft.body_mut(own) else {
        return;
    };
    commune.point = same
        .map(Place::point)
        .or_else(|| hamlet.map(|place| approximate(place.point())));
    let known = commune
        .population
        .is_some_and(|population| population.inhabitants >= WELL_KNOWN);
    if let (Some(place), true) = (same, known) {
        for alternate in names::alternates(&place.name, &place.alternates, Scripts::NotLatin) {
            names::add(&mut commune.names, alternate, None, NameUse::Alias);
        }
    }
}
