//! France: communes present and former, municipal arrondissements, EPCI, EPT, départements, régions, collectivities.
//!
//! In: the five files of the `decoupage-administratif` package, the divisions and places of GeoNames. Out: bodies.
//!
//! # Invariants
//! - A code held by a present and a former commune means the present one; the former is `fr-comd-…`, merged into it.
//! - A territory that stands in two lists is one body (its codes in the order of `Scheme::ALL`), except Guadeloupe and
//!   La Réunion, where a région and a département with two assemblies share a name.
//! - Names are the official ones: GeoNames' Latin alternates are dirty in France (five other communes carry
//!   “Saint-Alban”). Names in other scripts, which cannot be mistaken for another commune's official name, are taken
//!   for the communes of [`WELL_KNOWN`] inhabitants and more. GeoNames places that are no commune are left out, because
//!   the official list is complete.
//! - The population of a département or région is the sum of its communes'.

mod groups;
mod rows;
mod territories;
mod towns;

use super::Sources;
use super::divisions::Divisions;
use super::draft::{Draft, Mean};
use super::error::BuildError;
use super::places::Place;
use rows::Lists;
use std::collections::BTreeMap;
use vocabulary::{AuthorityCode, Country, Kind, Level, Point, Population};

/// From how many inhabitants on a commune's names in other scripts are trusted.
const WELL_KNOWN: u32 = 20_000;

const SOURCE: &str = "etalab-decoupage-administratif";

/// Adds every French body.
pub(super) fn add(
    draft: &mut Draft,
    sources: &Sources<'_>,
    divisions: &Divisions,
    places: &BTreeMap<u32, Place>,
) -> Result<(), BuildError> {
    let lists = Lists::read(sources)?;
    let territories = territories::Territories::of(&lists)?;
    let groups = groups::Groups::of(&lists, &territories)?;
    towns::add_present(draft, &lists, &territories, &groups)?;
    territories.add(draft, &lists, divisions)?;
    groups.add(draft, &lists)?;
    towns::add_places(draft, &lists, places);
    fill_points(draft);
    towns::add_former(draft, &lists)?;
    sum_populations(draft);
    Ok(())
}

/// Gives every body without a point the mean of its members, and every commune without one the mean of its EPCI or
/// else of its département, flagged approximate.
fn fill_points(draft: &mut Draft) {
    let mut means: BTreeMap<AuthorityCode, Mean> = BTreeMap::new();
    for body in draft.bodies_mut() {
        let Some(point) = body.point.filter(|point| !point.approximate) else {
            continue;
        };
        for parent in &body.parents {
            means.entry(parent.clone()).or_default().add(point);
        }
    }
    for body in draft.bodies_mut().filter(|body| body.point.is_none()) {
        let mean_of = |code: &AuthorityCode| means.get(code).copied().and_then(Mean::point);
        let own = mean_of(body.code());
        body.point = own.or_else(|| body.parents.iter().find_map(mean_of));
    }
}

/// Sums the communes of each département and région; a body that has a population of its own keeps it.
fn sum_populations(draft: &mut Draft) {
    let commune = Kind::named("commune");
    let mut sums: BTreeMap<AuthorityCode, u32> = BTreeMap::new();
    for body in draft.bodies_mut().filter(|body| Some(body.kind) == commune) {
        let Some(population) = body.population else {
            continue;
        };
        for parent in &body.parents {
            *sums.entry(parent.clone()).or_default() += population.inhabitants;
        }
    }
    for body in draft.bodies_mut().filter(|body| body.population.is_none()) {
        let territory = matches!(body.kind.level(), Level::First | Level::Second);
        if let (true, Some(&inhabitants)) = (territory, sums.get(body.code())) {
            body.population = Some(Population { inhabitants });
        }
    }
}

/// Whether GeoNames' country code means a part of France that the official lists cover.
pub(super) fn covers(country: Country) -> bool {
    towns::is_french(country)
}

/// A point that stands for a commune without being measured there.
fn approximate(point: Point) -> Point {
    Point {
        approximate: true,
        ..point
    }
}

#[cfg(test)]
mod tests;
