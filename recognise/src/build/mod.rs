//! The gazetteer's builder: official lists into one ordered list of authorities.
//!
//! In: the bytes of the source files, already taken out of their packages, and the curated tables ([`Sources`]).
//! Out: every authority with codes, names, parents, population, point and history, and the names of countries
//! ([`Built`]).
//!
//! Which code is the primary one: the first in the order of [`vocabulary::Scheme::ALL`] that the body has. So a body
//! that stands in several official lists is one record: Guyane is `fr-reg-03` and also `fr-dep-973`,
//! Saint-Pierre-et-Miquelon `fr-reg-975` and `fr-dep-975`, Paris `fr-com-75056` and `fr-dep-75`.
//!
//! # Invariants
//! - Pure: the same bytes give the same result, in the order of country and primary code.
//! - No two bodies share a primary code; a code that two lists give to two bodies stays with the first.
//! - Every parent, seat and successor is the primary code of a body in the list.
//! - Every name is NFC and not empty; the official one comes first.

mod check;
mod countries;
mod curated;
mod divisions;
mod draft;
mod error;
mod france;
mod names;
mod places;
mod romanise;
mod ukraine;
mod world;

pub use countries::CountryNames;
pub use error::BuildError;
pub use romanise::romanise;

use draft::Draft;
use std::collections::BTreeMap;
use vocabulary::{Authority, Language};

/// The source files, each as its raw bytes.
#[derive(Debug, Clone, Default)]
pub struct Sources<'a> {
    /// Communes of the `decoupage-administratif` package (JSON), present and former.
    pub communes: &'a [u8],
    /// Départements and collectivities in their place (JSON).
    pub departements: &'a [u8],
    /// Régions and collectivities in their place (JSON).
    pub regions: &'a [u8],
    /// Inter-municipal bodies with their own taxes (JSON).
    pub epci: &'a [u8],
    /// Territorial public bodies of Greater Paris (JSON).
    pub ept: &'a [u8],
    /// The Ukrainian codifier (XLSX).
    pub katottg: &'a [u8],
    /// Populated places of 500 inhabitants and more (JSON).
    pub places: &'a [u8],
    /// Countries by GeoNames (JSON).
    pub countries: &'a [u8],
    /// The same places with feature codes and the codes of the lower levels (tab-separated).
    pub structured_places: &'a [u8],
    /// First-level and second-level divisions (tab-separated).
    pub divisions: &'a [u8],
    /// The countries that the list of divisions counts in (tab-separated).
    pub division_countries: &'a [u8],
    /// Names of countries by language (JSON).
    pub territories: Vec<(Language, &'a [u8])>,
    /// `gazetteer/added.tsv`.
    pub added: &'a str,
    /// `gazetteer/aliases.tsv`.
    pub aliases: &'a str,
    /// `gazetteer/occupied.tsv`.
    pub occupied: &'a str,
    /// `gazetteer/country-aliases.tsv`.
    pub country_aliases: &'a str,
}

/// What the builder makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Built {
    /// Every authority, by country and primary code.
    pub authorities: Vec<Authority>,
    /// Every country, by its code.
    pub countries: Vec<CountryNames>,
    /// How many there are of each kind, names, points and so on, for the manifest.
    pub counts: BTreeMap<String, u64>,
    /// What was left out or guessed, for the person who builds.
    pub remarks: Vec<String>,
}

/// Builds the list of authorities; fails if a source does not have the form known here or contradicts itself.
pub fn build(sources: &Sources<'_>) -> Result<Built, BuildError> {
    let divisions = divisions::divisions(sources.divisions, sources.division_countries)?;
    let places = places::places(sources.places, sources.structured_places)?;
    let mut draft = Draft::default();
    france::add(&mut draft, sources, &divisions, &places)?;
    ukraine::add(&mut draft, sources.katottg, &divisions, &places)?;
    world::add(&mut draft, &divisions, &places);
    curated::add(&mut draft, sources)?;
    let countries = countries::countries(sources)?;
    let (authorities, remarks) = draft.finish()?;
    let counts = check::counts(&authorities, &countries);
    Ok(Built {
        authorities,
        countries,
        counts,
        remarks,
    })
}
