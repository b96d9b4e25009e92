//! Money as whole minor units of a currency, and rates as decimals.
//!
//! # Invariants
//! - Arithmetic is checked: an overflow or two currencies in one sum are errors, never a wrong figure.
//! - Splitting gives out exactly what came in.

use iso_currency::Currency as Iso;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A currency by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(Iso);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(Iso::EUR);

    /// The three letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Number of digits behind the point (ISO 4217): 2 for the euro, 0 for the CFA franc.
    pub fn exponent(self) -> u32 {
        self.0.exponent().unwrap_or(0).into()
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        Iso::from_code(code)
            .map(Self)
            .ok_or_else(|| MoneyError::UnknownCurrency {
                code: code.to_owned(),
            })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

/// What can go wrong with money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result does not fit 64 bits.
    #[error("the amount is too large to be counted in {currency}")]
    TooLarge {
        /// The currency of the sum.
        currency: Currency,
    },
    /// Two currencies met in one sum.
    #[error("{left} and {right} cannot be added without an exchange rate")]
    TwoCurrencies {
        /// The currency of the first amount.
        left: Currency,
        /// The currency of the second.
        right: Currency,
    },
    /// The amount has a finer part than the currency's smallest coin.
    #[error("{amount} has more decimals than {currency} knows")]
    TooFine {
        /// What was given.
        amount: Decimal,
        /// The currency.
        currency: Currency,
    },
    /// No currency of ISO 4217.
    #[error("“{code}” is not a currency code (ISO 4217)")]
    UnknownCurrency {
        /// What was given.
        code: String,
    },
}

/// An amount in whole minor units (cents) of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: 50 is EUR 0.50.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount given in minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// An amount given in major units (“0.50”), which must be whole in minor units.
    pub fn of(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let minor = amount
            .checked_mul(Decimal::from(10_u64.pow(currency.exponent())))
            .ok_or(MoneyError::TooLarge { currency })?;
        if minor.fract() != Decimal::ZERO {
            return Err(MoneyError::TooFine { amount, currency });
        }
        minor
            .to_i64()
            .map(|minor| Self { minor, currency })
            .ok_or(MoneyError::TooLarge { currency })
    }

    /// The amount in major units, exact: EUR 0.50 is `0.50`.
    pub fn amount(self) -> Decimal {
        Decimal::new(self.minor, self.currency.exponent())
    }

    /// The sum of two amounts of one currency.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::TwoCurrencies {
                left: self.currency,
                right: other.currency,
            });
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge {
            currency: self.currency,
        })?;
        Ok(Self { minor, ..self })
    }

    /// This amount once for each of `count` (inhabitants, lamps).
    pub fn for_each(self, count: u64) -> Result<Self, MoneyError> {
        let too_large = MoneyError::TooLarge {
            currency: self.currency,
        };
        let count = i64::try_from(count).map_err(|_| too_large.clone())?;
        let minor = self.minor.checked_mul(count).ok_or(too_large)?;
        Ok(Self { minor, ..self })
    }

    /// Gives out the whole amount over `weights`: largest remainder, ties to the earlier place.
    ///
    /// The result has one part per weight and adds up to `self`; without any weight it is empty.
    pub fn split(self, weights: &[u32]) -> Vec<Self> {
        let all: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        if all == 0 {
            return weights
                .iter()
                .enumerate()
                .map(|(at, _)| Self {
                    minor: if at == 0 { self.minor } else { 0 },
                    ..self
                })
                .collect();
        }
        let total = i128::from(self.minor);
        let mut parts: Vec<(i128, i128)> = weights
            .iter()
            .map(|w| (total * i128::from(*w)).div_euclid(all))
            .zip(weights.iter().map(|w| (total * i128::from(*w)).rem_euclid(all)))
            .collect();
        let given: i128 = parts.iter().map(|(part, _)| part).sum();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(parts.get(*at).map(|(_, rest)| *rest)));
        let left = usize::try_from(total - given).expect("fewer units are left than there are parts");
        for at in order.into_iter().take(left) {
            if let Some((part, _)) = parts.get_mut(at) {
                *part += 1;
            }
        }
        parts
            .into_iter()
            .map(|(part, _)| Self {
                minor: i64::try_from(part).expect("a part is not larger than the whole"),
                ..self
            })
            .collect()
    }
}

impl fmt::Display for Money {
    /// Currency and amount for machines and logs: `EUR 0.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.amount())
    }
}

/// An amount per unit, for example EUR 0.50 per inhabitant; may be finer than the smallest coin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Major units of the currency.
    pub amount: Decimal,
    /// The currency.
    pub currency: Currency,
    /// What it is paid for: `inhabitant`, `household`, `lamp`.
    pub per: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_per_inhabitant_gives_the_exact_sum() {
        let sum = Money::new(50, Currency::EUR).for_each(30_233).unwrap();
        assert_eq!(sum.to_string(), "EUR 15116.50");
    }

    #[test]
    fn splitting_gives_out_exactly_what_came_in() {
        let whole = Money::new(1_000, Currency::EUR);
        let parts = whole.split(&[1, 1, 1]);
        assert_eq!(parts.iter().map(|p| p.minor).collect::<Vec<_>>(), [334, 333, 333]);
        assert_eq!(whole.split(&[0, 0]).iter().map(|p| p.minor).sum::<i64>(), 1_000);
        let negative = Money::new(-100, Currency::EUR).split(&[3, 3, 1]);
        assert_eq!(negative.iter().map(|p| p.minor).sum::<i64>(), -100);
    }

    #[test]
    fn currencies_do_not_mix_and_sums_do_not_wrap() {
        let franc: Currency = "XOF".parse().unwrap();
        assert_eq!(franc.exponent(), 0);
        assert!(Money::new(1, franc).plus(Money::new(1, Currency::EUR)).is_err());
        assert!(Money::new(i64::MAX, franc).plus(Money::new(1, franc)).is_err());
        assert!(Money::of("0.5".parse().unwrap(), franc).is_err());
    }
}
