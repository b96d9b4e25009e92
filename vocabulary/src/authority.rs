//! Authorities: the bodies that cooperate, with their codes, names, place and history.
//!
//! # Invariants
//! - The first code is the primary one; all of them mean the same body.
//! - Names and populations are rows with a validity and a source, because they change.

use crate::{AuthorityCode, Country, Day, Kind, Language};
use serde::{Deserialize, Serialize};

/// How a name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameUse {
    /// The name in the official register.
    Official,
    /// A form in another script or language, by an official table or list.
    Transliteration,
    /// A name in another language that is no transliteration: Leopol.
    Exonym,
    /// A short form or acronym: SICOVAL.
    Short,
    /// A name it no longer has.
    Former,
    /// Any other spelling seen, with a source.
    Alias,
}

/// One name of a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its language, where known.
    pub language: Option<Language>,
    /// How it is used.
    pub name_use: NameUse,
}

/// Where a body is, WGS 84, degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// Worked out from neighbours, not measured; pages say so.
    pub approximate: bool,
}

/// How many people live there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Population {
    /// Inhabitants.
    pub inhabitants: u32,
}

/// What became of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuccessionKind {
    /// Merged into the successor.
    Merged,
    /// Split; the successor is one part.
    Split,
    /// Renamed, same body.
    Renamed,
    /// Given another code, same body.
    Recoded,
}

/// One step in the history of a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Succession {
    /// What happened.
    pub kind: SuccessionKind,
    /// What it became.
    pub successor: AuthorityCode,
    /// When, where known.
    pub on: Option<Day>,
}

/// A body of local government, as the gazetteer or the record knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Authority {
    /// Its codes, the primary one first.
    pub codes: Vec<AuthorityCode>,
    /// Its kind.
    pub kind: Kind,
    /// Its country.
    pub country: Country,
    /// Its names, the official one first.
    pub names: Vec<Name>,
    /// The bodies it belongs to, nearest first: EPCI or raion, département, région or oblast.
    pub parents: Vec<AuthorityCode>,
    /// Inhabitants, where the source gives them.
    pub population: Option<Population>,
    /// Where it is.
    pub point: Option<Point>,
    /// The settlement it is governed from.
    pub seat: Option<AuthorityCode>,
    /// Under occupation on the date of the gazetteer (dated, sourced rows); left out of matching by default.
    pub occupied: bool,
    /// What became of it, if it is no more.
    pub succession: Option<Succession>,
    /// The official list it comes from, a word of `gazetteer/sources.lock`.
    pub source: String,
}

impl Authority {
    /// The primary code.
    pub fn code(&self) -> &AuthorityCode {
        self.codes.first().expect("an authority has at least one code")
    }

    /// The official name.
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |name| name.text.as_str())
    }

    /// The name for a reader of `language`: a name in it, the official one where that is in the reader's script,
    /// else a short form or a transliteration.
    ///
    /// A hromada is called after its seat by everybody who does not read Cyrillic: “Kherson”, not “Khersonska
    /// hromada”; its kind stands beside the name.
    pub fn name_for(&self, language: Language) -> &str {
        let cyrillic = |text: &str| text.chars().any(|c| ('\u{400}'..='\u{52F}').contains(&c));
        let same_script = |name: &&Name| cyrillic(&name.text) == (language == Language::UK);
        let used = |name_use: NameUse| {
            self.names
                .iter()
                .find(|name| name.name_use == name_use && same_script(name))
        };
        let own = || {
            let shown = |name: &&Name| {
                !matches!(
                    name.name_use,
                    NameUse::Former | NameUse::Short | NameUse::Transliteration
                )
            };
            self.names
                .iter()
                .find(|name| name.language == Some(language) && shown(name) && same_script(name))
        };
        let seat = || used(NameUse::Short).filter(|_| self.kind.as_str() == "hromada");
        own()
            .or_else(|| self.names.first().filter(same_script))
            .or_else(seat)
            .or_else(|| used(NameUse::Transliteration))
            .map_or_else(|| self.name(), |name| name.text.as_str())
    }
}

/// Who knows authorities by their code: the gazetteer, or the record.
pub trait Directory {
    /// The body with this code, primary or not.
    fn authority(&self, code: &AuthorityCode) -> Option<Authority>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hromada() -> Authority {
        let name = |text: &str, language: Language, name_use: NameUse| Name {
            text: text.to_owned(),
            language: Some(language),
            name_use,
        };
        Authority {
            codes: vec!["ua-UA63020030000094096".parse().unwrap()],
            kind: "hromada".parse().unwrap(),
            country: Country::UA,
            names: vec![
                name(
                    "Валківська міська територіальна громада",
                    Language::UK,
                    NameUse::Official,
                ),
                name("Valkivska hromada", Language::EN, NameUse::Transliteration),
                name("Валки", Language::UK, NameUse::Short),
                name("Valky", Language::EN, NameUse::Short),
            ],
            parents: Vec::new(),
            population: None,
            point: None,
            seat: None,
            occupied: false,
            succession: None,
            source: "sample".to_owned(),
        }
    }

    #[test]
    fn a_hromada_is_called_after_its_seat_in_latin_script_and_by_its_official_name_in_ukrainian() {
        assert_eq!(hromada().name_for(Language::FR), "Valky");
        assert_eq!(hromada().name_for(Language::EN), "Valky");
        assert_eq!(
            hromada().name_for(Language::UK),
            "Валківська міська територіальна громада"
        );
    }

    #[test]
    fn a_body_without_a_short_form_is_shown_by_its_transliteration() {
        let mut body = hromada();
        body.kind = "raion".parse().unwrap();
        assert_eq!(body.name_for(Language::FR), "Valkivska hromada");
        body.names.truncate(1);
        assert_eq!(
            body.name_for(Language::FR),
            "Валківська міська територіальна громада"
        );
    }
}
