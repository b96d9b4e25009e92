//! What sort of body an authority is: a national term, kept as data, on one of a few levels.
//!
//! The terms and their names in the interface languages stand in `gazetteer/kinds.tsv`.
//!
//! # Invariants
//! A [`Kind`] always stands in the table; its [`Level`] is what rules may ask about.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// Where a body stands in the order of a State, whatever its national name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// First-level division: région, oblast, state, province.
    First,
    /// Second-level division: département, raion, district.
    Second,
    /// A body formed by municipalities: EPCI, EPT.
    Intermunicipal,
    /// A municipality: commune, hromada.
    Municipality,
    /// A settlement or populated place that stands for its municipality where no better code exists.
    Settlement,
    /// A part of a municipality: district of a city, delegated or former commune.
    Part,
}

/// One row of the table of kinds.
struct Row {
    id: &'static str,
    level: Level,
    names: [&'static str; 3],
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    include_str!("../../gazetteer/kinds.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
        .map(row)
        .collect()
});

fn row(line: &'static str) -> Row {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().expect("kinds.tsv has five columns in each row");
    let id = cell();
    let level = match cell() {
        "first" => Level::First,
        "second" => Level::Second,
        "intermunicipal" => Level::Intermunicipal,
        "municipality" => Level::Municipality,
        "settlement" => Level::Settlement,
        "part" => Level::Part,
        other => panic!("kinds.tsv: “{other}” is not a level"),
    };
    Row {
        id,
        level,
        names: [cell(), cell(), cell()],
    }
}

/// A national term for a body, for example `commune` or `hromada`; a row of the table of kinds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(u8);

impl Kind {
    /// The kind with this word, if the table has it.
    pub fn named(id: &str) -> Option<Self> {
        let at = TABLE.iter().position(|row| row.id == id)?;
        u8::try_from(at).ok().map(Self)
    }

    /// The kind at this place of the table, for files that store it as a number.
    pub fn at(place: u8) -> Option<Self> {
        TABLE.get(usize::from(place)).map(|_| Self(place))
    }

    /// Its place in the table.
    pub fn place(self) -> u8 {
        self.0
    }

    fn row(self) -> &'static Row {
        TABLE
            .get(usize::from(self.0))
            .expect("a kind is made from the table only")
    }

    /// The word, the same everywhere: code, files, answers.
    pub fn as_str(self) -> &'static str {
        self.row().id
    }

    /// The level it stands on.
    pub fn level(self) -> Level {
        self.row().level
    }

    /// Its name for readers of French (`fr`), Ukrainian (`uk`) or, for any other language, English.
    pub fn name(self, language: &str) -> &'static str {
        let [french, english, ukrainian] = self.row().names;
        match language {
            "fr" => french,
            "uk" => ukrainian,
            _ => english,
        }
    }

    /// Every kind, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).map_while(Self::at)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(id: &str) -> Result<Self, String> {
        Self::named(id).ok_or_else(|| format!("“{id}” is not a kind of the table gazetteer/kinds.tsv"))
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        id.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back_from_its_word_and_has_three_names() {
        assert!(Kind::all().count() > 10);
        for kind in Kind::all() {
            assert_eq!(Kind::named(kind.as_str()), Some(kind));
            for language in ["fr", "en", "uk"] {
                assert!(
                    !kind.name(language).is_empty(),
                    "{kind} has no name in {language}"
                );
            }
        }
    }

    #[test]
    fn the_levels_of_the_known_terms_are_right() {
        for (id, level) in [
            ("commune", Level::Municipality),
            ("hromada", Level::Municipality),
            ("oblast", Level::First),
            ("epci-ca", Level::Intermunicipal),
            ("former-commune", Level::Part),
            ("place", Level::Settlement),
        ] {
            assert_eq!(Kind::named(id).unwrap().level(), level);
        }
    }
}
