//! Inter-municipal bodies: EPCI with their own taxes, and the EPT of Greater Paris.
//!
//! In: the two lists. Out: the bodies, and for each commune the ones it belongs to.
//!
//! # Invariants
//! The official name comes first, with its type in two letters (“CA du Sicoval”); after it the type in words, the name
//! without type, and what stands in brackets or quotation marks.

use super::SOURCE;
use super::rows::{EPCI, Group, Lists};
use super::territories::Territories;
use crate::build::draft::{Draft, body, code};
use crate::build::error::BuildError;
use crate::build::names;
use std::collections::BTreeMap;
use vocabulary::{Authority, AuthorityCode, Country, Language, Name, NameUse, Population, Scheme};

/// The types as the list writes them: kind, two letters before the name, words.
const TYPES: [(&str, &str, &str, &str); 6] = [
    ("CC", "epci-cc", "CC ", "Communauté de communes"),
    ("CA", "epci-ca", "CA ", "Communauté d’agglomération"),
    ("CU", "epci-cu", "CU ", "Communauté urbaine"),
    ("METRO", "epci-metro", "", ""),
    ("MET69", "epci-metro", "", ""),
    ("EPT", "ept", "", ""),
];

/// What stands between the type and the name proper.
const LINKS: [&str; 8] = ["de la ", "de l'", "de l’", "du ", "des ", "de ", "d'", "d’"];

/// The bodies by commune.
pub(super) struct Groups {
    of_commune: BTreeMap<String, Vec<AuthorityCode>>,
    above: BTreeMap<String, Vec<AuthorityCode>>,
}

impl Groups {
    pub(super) fn of(lists: &Lists, territories: &Territories) -> Result<Self, BuildError> {
        let departements: BTreeMap<&str, &str> = lists
            .present()
            .map(|row| (row.code.as_str(), row.departement.as_str()))
            .collect();
        let mut of_commune: BTreeMap<String, Vec<AuthorityCode>> = BTreeMap::new();
        let mut above = BTreeMap::new();
        for group in lists.epci.iter().chain(&lists.ept) {
            let own = code(Scheme::FrEpci, &group.code, EPCI)?;
            let mut inhabitants: BTreeMap<&str, u32> = BTreeMap::new();
            let mut parents = Vec::new();
            for member in &group.members {
                let of_member = of_commune.entry(member.code.clone()).or_default();
                if let (Some(wider), true) = (of_member.first(), parents.is_empty()) {
                    parents.push(wider.clone());
                }
                of_member.push(own.clone());
                if let Some(departement) = departements.get(member.code.as_str()) {
                    *inhabitants.entry(departement).or_default() += member.population_municipale;
                }
            }
            // A body that spans several départements belongs to the one where most of its people live.
            let largest = inhabitants
                .iter()
                .max_by_key(|(departement, people)| (**people, std::cmp::Reverse(**departement)));
            if let Some((departement, _)) = largest {
                parents.extend(territories.above(departement, lists));
            }
            above.insert(group.code.clone(), parents);
        }
        Ok(Self { of_commune, above })
    }

    /// The bodies a commune belongs to: its EPCI, then its EPT.
    pub(super) fn of_commune(&self, commune: &str) -> &[AuthorityCode] {
        self.of_commune.get(commune).map_or(&[], Vec::as_slice)
    }

    /// Adds the bodies.
    pub(super) fn add(&self, draft: &mut Draft, lists: &Lists) -> Result<(), BuildError> {
        for group in lists.epci.iter().chain(&lists.ept) {
            let mut added = authority(group)?;
            added.parents = self.above.get(&group.code).cloned().unwrap_or_default();
            draft.add(added)?;
        }
        Ok(())
    }
}

fn authority(group: &Group) -> Result<Authority, BuildError> {
    let (_, kind, letters, words) = TYPES
        .into_iter()
        .find(|(form, ..)| *form == group.form)
        .ok_or_else(|| BuildError::Row {
            file: EPCI,
            line: 1,
            reason: format!(
                "“{}” has the type “{}”, which is not known here",
                group.name, group.form
            ),
        })?;
    let own = code(Scheme::FrEpci, &group.code, EPCI)?;
    let mut added = body(own, kind, Country::FR, (&group.name, Some(Language::FR)), SOURCE);
    added.population = Some(Population {
        inhabitants: group.population_municipale,
    });
    add_names(&mut added.names, &group.name, letters, words);
    Ok(added)
}

/// The further names of a body: type in words, name without type, acronym in brackets, brand in quotation marks.
fn add_names(names: &mut Vec<Name>, official: &str, letters: &str, words: &str) {
    let bare = official.strip_prefix(letters).unwrap_or(official);
    let brackets = between(bare, "(", ")");
    let brand = between(bare, "''", "''").or_else(|| between(bare, "\"", "\""));
    let mut plain = bare.to_owned();
    for (part, open, close) in [(brackets, "(", ")"), (brand, "''", "''"), (brand, "\"", "\"")] {
        if let Some(part) = part {
            plain = plain.replace(&format!("{open}{part}{close}"), " ");
        }
    }
    let plain = names::tidy(plain.trim_end_matches([' ', '-']));
    let french = Some(Language::FR);
    if !words.is_empty() && !plain.is_empty() {
        names::add(names, &format!("{words} {plain}"), french, NameUse::Alias);
    }
    let proper = LINKS
        .iter()
        .find_map(|link| plain.strip_prefix(link))
        .unwrap_or(&plain);
    names::add(names, proper, french, NameUse::Short);
    for part in [brackets, brand].into_iter().flatten() {
        names::add(names, part, french, NameUse::Short);
    }
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(open)?;
    let (inside, _) = rest.rsplit_once(close)?;
    (inside.chars().count() > 1).then_some(inside.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(official: &str, form: &str) -> Vec<String> {
        let (_, _, letters, words) = TYPES.into_iter().find(|(known, ..)| *known == form).unwrap();
        let mut names = vec![Name {
            text: official.to_owned(),
            language: None,
            name_use: NameUse::Official,
        }];
        add_names(&mut names, official, letters, words);
        names.into_iter().map(|name| name.text).collect()
    }

    #[test]
    fn the_official_name_comes_first_then_the_type_in_words_and_the_name_without_it() {
        assert_eq!(
            names_of("CA Saumur Val de Loire", "CA"),
            [
                "CA Saumur Val de Loire",
                "Communauté d’agglomération Saumur Val de Loire",
                "Saumur Val de Loire"
            ]
        );
        assert_eq!(
            names_of("CA du Sicoval", "CA")[1..],
            ["Communauté d’agglomération du Sicoval", "Sicoval"]
        );
        assert_eq!(names_of("Nantes Métropole", "METRO"), ["Nantes Métropole"]);
    }

    #[test]
    fn acronyms_in_brackets_and_brands_in_quotation_marks_are_names_of_their_own() {
        assert_eq!(
            names_of("CA Intercommunale du Nord de la Réunion (CINOR)", "CA")[2..],
            ["Intercommunale du Nord de la Réunion", "CINOR"]
        );
        assert_eq!(
            names_of("CA de Blois ''Agglopolys''", "CA")[2..],
            ["Blois", "Agglopolys"]
        );
        assert_eq!(
            names_of("CA \"Saintes - Grandes Rives - L'Agglo\"", "CA")[1..],
            ["Saintes - Grandes Rives - L'Agglo"]
        );
    }
}
