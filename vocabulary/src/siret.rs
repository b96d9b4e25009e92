//! SIRET: the number by which France's directory of establishments (Sirene, INSEE) knows where a body sits.
//!
//! # Invariants
//! A [`Siret`] prints as 14 digits and parses back to itself; its check digit is right.

use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// How many digits: nine of the body (SIREN), five of the establishment (NIC).
const DIGITS: usize = 14;

/// The SIREN of La Poste, of whose other establishments the digits only add up to a multiple of five.
const LA_POSTE: &str = "356000000";

/// A SIRET, for example `23350001600040`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siret(u64);

/// A text that is no SIRET.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SiretError {
    /// Not 14 digits.
    #[error("“{text}” is not a SIRET; write its 14 digits without blanks, as in 23350001600040")]
    Digits {
        /// What was given.
        text: String,
    },
    /// The digits do not fit together.
    #[error("“{text}” is not a SIRET, its check digit is wrong; compare it with its source")]
    Check {
        /// What was given.
        text: String,
    },
}

/// The sum of the digits, every second from the right doubled (ISO/IEC 7812-1, Luhn).
fn luhn(digits: &str) -> u32 {
    let values = digits.chars().rev().filter_map(|digit| digit.to_digit(10));
    let doubled = values
        .zip([1, 2].into_iter().cycle())
        .map(|(value, times)| value * times);
    doubled
        .map(|value| if value > 9 { value - 9 } else { value })
        .sum()
}

/// Whether the digits fit together; noughts alone would, and stand in files for a number that nobody knew.
fn is_checked(digits: &str) -> bool {
    let sum: u32 = digits.chars().filter_map(|digit| digit.to_digit(10)).sum();
    let is_post_office = digits.starts_with(LA_POSTE) && sum.is_multiple_of(5);
    sum > 0 && (luhn(digits).is_multiple_of(10) || is_post_office)
}

impl fmt::Display for Siret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0DIGITS$}", self.0)
    }
}

impl FromStr for Siret {
    type Err = SiretError;

    fn from_str(text: &str) -> Result<Self, SiretError> {
        let is_written = text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|_| is_written);
        let number = number.ok_or_else(|| SiretError::Digits {
            text: text.to_owned(),
        })?;
        if is_checked(text) {
            Ok(Self(number))
        } else {
            Err(SiretError::Check {
                text: text.to_owned(),
            })
        }
    }
}

impl Serialize for Siret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siret_prints_as_it_is_written_also_with_a_zero_before_it() {
        for text in ["23350001600040", "21750001600019", "00542019600015"] {
            let siret: Siret = text.parse().unwrap();
            assert_eq!(siret.to_string(), text);
            assert_eq!(serde_json::to_string(&siret).unwrap(), format!("\"{text}\""));
        }
    }

    #[test]
    fn what_is_not_fourteen_digits_is_refused_with_how_to_write_it() {
        for text in [
            "",
            "2335000160004",
            "233500016000400",
            "233 500 016 00040",
            "2335000160004O",
            "+2335000160004",
            "２３３５０００１６０００４０",
        ] {
            let error = text.parse::<Siret>().unwrap_err();
            assert!(
                error.to_string().ends_with("as in 23350001600040"),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn a_slip_two_digits_exchanged_and_noughts_alone_are_found() {
        for text in [
            "23350001600041",
            "23350001600400",
            "21750001600091",
            "00000000000000",
        ] {
            let error = text.parse::<Siret>().unwrap_err();
            assert!(
                error.to_string().contains("check digit is wrong"),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn the_post_offices_are_checked_by_the_sum_of_their_digits() {
        // The seat follows the rule of all others, an office (sum of digits: 15) only its own.
        assert!("35600000000048".parse::<Siret>().is_ok());
        assert!("35600000000010".parse::<Siret>().is_ok());
        assert!("35600000000011".parse::<Siret>().is_err());
    }
}
