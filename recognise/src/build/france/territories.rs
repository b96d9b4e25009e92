//! Départements, régions and the collectivities in their place, each one body whatever the lists it stands in.
//!
//! In: the lists. Out: for each département and région code the primary code of its body, and the bodies.
//!
//! # Invariants
//! - A département with one commune of the same name is that commune (Paris, Saint-Barthélemy, Saint-Martin).
//! - A région with one département of the same name is one body with it (Guyane, Martinique, Mayotte and the overseas
//!   collectivities), unless it stands in [`TWO_BODIES`].

use super::SOURCE;
use super::rows::{Commune, DEPARTEMENTS, Lists, REGIONS, Territory};
use crate::build::divisions::{Division, Divisions};
use crate::build::draft::{Draft, body, code};
use crate::build::error::BuildError;
use crate::build::names;
use std::collections::BTreeMap;
use vocabulary::{Authority, AuthorityCode, Country, Language, NameUse, Scheme};

/// Régions that share name and ground with a département and are another body all the same: Guadeloupe, La Réunion
/// (Constitution, article 73; Martinique, Guyane and Mayotte have a single assembly since 2015, 2015 and 2025).
const TWO_BODIES: [&str; 2] = ["01", "04"];

/// The last part of the ISO 3166-2 code of the territories that GeoNames lists as countries of their own.
const OVERSEAS: [(&str, &str); 13] = [
    ("971", "971"),
    ("972", "972"),
    ("973", "973"),
    ("974", "974"),
    ("976", "976"),
    ("975", "PM"),
    ("977", "BL"),
    ("978", "MF"),
    ("984", "TF"),
    ("986", "WF"),
    ("987", "PF"),
    ("988", "NC"),
    ("989", "CP"),
];

/// Which body each département and région code means.
pub(super) struct Territories {
    departements: BTreeMap<String, AuthorityCode>,
    regions: BTreeMap<String, AuthorityCode>,
}

impl Territories {
    pub(super) fn of(lists: &Lists) -> Result<Self, BuildError> {
        let mut communes: BTreeMap<&str, Vec<&Commune>> = BTreeMap::new();
        for commune in lists.present() {
            communes.entry(&commune.departement).or_default().push(commune);
        }
        let mut within: BTreeMap<&str, Vec<&Territory>> = BTreeMap::new();
        for departement in &lists.departements {
            within
                .entry(departement.region.as_deref().unwrap_or_default())
                .or_default()
                .push(departement);
        }
        let alone = |departement: &str, name: &str| match communes.get(departement).map(Vec::as_slice) {
            Some([only]) if only.name == name => Some(only.code.as_str()),
            _ => None,
        };
        let mut regions = BTreeMap::new();
        for region in &lists.regions {
            let same = match within.get(region.code.as_str()).map(Vec::as_slice) {
                Some([only]) if only.name == region.name => alone(&only.code, &only.name),
                _ => None,
            };
            let primary = match same {
                Some(commune) => code(Scheme::FrCom, commune, REGIONS)?,
                None => code(Scheme::FrReg, &region.code, REGIONS)?,
            };
            regions.insert(region.code.clone(), primary);
        }
        let mut departements = BTreeMap::new();
        for row in &lists.departements {
            let region = lists
                .regions
                .iter()
                .find(|region| Some(&region.code) == row.region.as_ref());
            let one = region
                .is_some_and(|region| region.name == row.name && !TWO_BODIES.contains(&region.code.as_str()));
            let primary = match (alone(&row.code, &row.name), region) {
                (Some(commune), _) => code(Scheme::FrCom, commune, DEPARTEMENTS)?,
                (None, Some(region)) if one => code(Scheme::FrReg, &region.code, DEPARTEMENTS)?,
                _ => code(Scheme::FrDep, &row.code, DEPARTEMENTS)?,
            };
            departements.insert(row.code.clone(), primary);
        }
        Ok(Self {
            departements,
            regions,
        })
    }

    /// The bodies above whatever lies in a département, nearest first: département, région.
    pub(super) fn above(&self, departement: &str, lists: &Lists) -> Vec<AuthorityCode> {
        let row = lists.departements.iter().find(|row| row.code == departement);
        let region = row
            .and_then(|row| row.region.as_ref())
            .and_then(|region| self.regions.get(region));
        let mut above: Vec<AuthorityCode> = self
            .departements
            .get(departement)
            .into_iter()
            .chain(region)
            .cloned()
            .collect();
        above.dedup();
        above
    }

    /// Adds the bodies, or their codes to the body they are one with.
    pub(super) fn add(
        &self,
        draft: &mut Draft,
        lists: &Lists,
        divisions: &Divisions,
    ) -> Result<(), BuildError> {
        for row in &lists.regions {
            let own = code(Scheme::FrReg, &row.code, REGIONS)?;
            if let Some(primary) = self.regions.get(&row.code) {
                self.add_one(draft, lists, (row, own, primary))?;
                add_division(draft, primary, divisions.at(&format!("FR.{}", row.code)));
            }
        }
        for row in &lists.departements {
            let own = code(Scheme::FrDep, &row.code, DEPARTEMENTS)?;
            if let Some(primary) = self.departements.get(&row.code) {
                self.add_one(draft, lists, (row, own, primary))?;
                let region = row.region.as_deref().unwrap_or_default();
                add_division(draft, primary, divisions.at(&format!("FR.{region}.{}", row.code)));
                let overseas = OVERSEAS.iter().find(|(departement, _)| *departement == row.code);
                if let Some((_, part)) = overseas {
                    draft.add_code(primary, code(Scheme::Iso, &format!("FR-{part}"), DEPARTEMENTS)?);
                }
            }
        }
        Ok(())
    }

    fn add_one(
        &self,
        draft: &mut Draft,
        lists: &Lists,
        (row, own, primary): (&Territory, AuthorityCode, &AuthorityCode),
    ) -> Result<(), BuildError> {
        if draft.body(primary).is_some() {
            draft.add_code(primary, own);
            return Ok(());
        }
        let mut territory = self.territory(row, primary, lists);
        if own != *primary {
            territory.codes.push(own);
        }
        territory.seat = seat(draft, row)?;
        draft.add(territory)
    }

    fn territory(&self, row: &Territory, primary: &AuthorityCode, lists: &Lists) -> Authority {
        let kind = match (primary.scheme(), row.zone.as_str()) {
            (_, "com") => "collectivity",
            (Scheme::FrReg, _) => "region",
            _ => "departement",
        };
        let mut territory = body(
            primary.clone(),
            kind,
            Country::FR,
            (&row.name, Some(Language::FR)),
            SOURCE,
        );
        if row.region.is_some() {
            territory.parents = self.above(&row.code, lists);
            territory.parents.retain(|parent| parent != primary);
        }
        territory
    }
}

/// The commune it is governed from; the seat of the Southern Lands lies in another territory and is kept as listed.
fn seat(draft: &Draft, row: &Territory) -> Result<Option<AuthorityCode>, BuildError> {
    let seat = code(Scheme::FrCom, &row.chef_lieu, REGIONS)?;
    Ok(draft.body(&seat).map(|body| body.code().clone()))
}

/// Adds the ISO and GeoNames codes and the further names of a territory.
fn add_division(draft: &mut Draft, primary: &AuthorityCode, division: Option<&Division>) {
    let Some(division) = division else { return };
    for further in &division.codes {
        draft.add_code(primary, further.clone());
    }
    if let Some(territory) = draft.body_mut(primary) {
        for alias in &division.aliases {
            names::add(&mut territory.names, alias, None, NameUse::Alias);
        }
    }
}
