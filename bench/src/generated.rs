//! Generated documents, and the towns that they name.
//!
//! In go numbers; out come readings, claims and authorities, the same at each run.

use register::Reading;
use vocabulary::{
    Authority, AuthorityCode, Claim, ClaimParty, ClaimRole, Country, Directory, Kind, Language, Name,
    NameUse, Rights, SourceFormat,
};

/// The whole text of a generated document, which each of its claims quotes.
pub(crate) const QUOTE: &str = "Le conseil a approuvé le partenariat.";

const SYLLABLES: [&str; 20] = [
    "mont", "val", "ron", "bourg", "lac", "ville", "ber", "chan", "dor", "fon", "gran", "hau", "jou", "ker",
    "lan", "mar", "nes", "oli", "pont", "riv",
];
/// A name of three syllables or four, another for each number below 160,000.
pub(crate) fn name(number: u32) -> String {
    let mut rest = usize::try_from(number).unwrap_or(0);
    let mut name = String::new();
    for _ in 0..4 {
        name.push_str(SYLLABLES.get(rest % SYLLABLES.len()).copied().unwrap_or_default());
        rest /= SYLLABLES.len();
    }
    let mut letters = name.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A document with these claims.
pub(crate) fn reading(origin: &str, claims: Vec<Claim>) -> Reading {
    Reading {
        origin: origin.to_owned(),
        bytes: origin.as_bytes().to_vec(),
        format: SourceFormat::Text,
        title: Some(format!("Compte rendu {origin}")),
        publisher: None,
        address: None,
        language: Some(Language::FR),
        rights: Rights::Own,
        owner: None,
        text: QUOTE.to_owned(),
        mentions: Vec::new(),
        claims,
        remarks: Vec::new(),
        stories: Vec::new(),
        pictures: Vec::new(),
        engine: "engine 1".to_owned(),
        gazetteer: "gazetteer 1".to_owned(),
    }
}

/// The party of a claim that a document writes so.
pub(crate) fn party(text: String, code: &str, role: ClaimRole, country: Country) -> ClaimParty {
    ClaimParty {
        text,
        code: code.parse().ok(),
        kind: None,
        country: Some(country),
        role,
        start: 0,
        end: 5,
    }
}

/// Knows every commune and hromada that a document names.
pub(crate) struct Towns;

impl Directory for Towns {
    fn authority(&self, code: &AuthorityCode) -> Option<Authority> {
        let official: String = code.official().chars().filter(char::is_ascii_digit).collect();
        let number: u32 = official.parse().ok()?;
        let french = code.to_string().starts_with("fr-");
        let (kind, country, number) = if french {
            ("commune", Country::FR, number)
        } else {
            ("hromada", Country::UA, 100_000 + number)
        };
        Some(Authority {
            codes: vec![code.clone()],
            kind: Kind::named(kind)?,
            country,
            names: vec![Name {
                text: name(number),
                language: Some(Language::FR),
                name_use: NameUse::Official,
            }],
            parents: Vec::new(),
            population: None,
            point: None,
            seat: None,
            occupied: false,
            succession: None,
            source: "bench".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_town_has_a_name_of_its_own() {
        let names: BTreeSet<String> = (0..101_400).map(name).collect();
        assert_eq!(names.len(), 101_400);
    }
}
