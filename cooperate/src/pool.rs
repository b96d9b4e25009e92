//! Pooled money: what each member owes at a rate per inhabitant, and how that compares with what a source states.
//!
//! # Invariants
//! - The shares add up to the total exactly: the total is rounded once, and the rest is given out by largest
//!   remainder, ties by code.
//! - What is stated and what is computed stand beside each other; neither corrects the other.

use rust_decimal::{Decimal, RoundingStrategy};
use vocabulary::{AuthorityCode, Currency, Money, MoneyError, Rate};

/// What each member owes, and all of them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    /// One share per member, in the order the members were given.
    pub each: Vec<(AuthorityCode, Money)>,
    /// The sum of the shares.
    pub total: Money,
    /// The inhabitants of all members.
    pub base: u64,
}

/// The total at the official populations beside the one at the stated number of inhabitants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// At the official populations.
    pub computed: Money,
    /// At the number of inhabitants that the source states.
    pub stated: Money,
}

/// Works out what each member owes at `rate` for each of its inhabitants.
pub fn shares(rate: &Rate, members: &[(AuthorityCode, u32)]) -> Result<Shares, MoneyError> {
    let base: u64 = members
        .iter()
        .map(|(_, inhabitants)| u64::from(*inhabitants))
        .sum();
    let total = at(rate, base)?;
    // Ties of the largest remainder go by code, whatever the order of the members.
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|place| members.get(*place).map(|(code, _)| code));
    let weights: Vec<u32> = order
        .iter()
        .filter_map(|place| members.get(*place))
        .map(|(_, w)| *w)
        .collect();
    let mut placed: Vec<(usize, Money)> = order.into_iter().zip(total.split(&weights)).collect();
    placed.sort_by_key(|(place, _)| *place);
    let each = members
        .iter()
        .zip(placed)
        .map(|((code, _), (_, share))| (code.clone(), share))
        .collect();
    Ok(Shares { each, total, base })
}

/// The rate for `base` inhabitants, rounded half away from zero to the smallest coin.
pub fn at(rate: &Rate, base: u64) -> Result<Money, MoneyError> {
    let currency: Currency = rate.currency;
    let exact = rate
        .amount
        .checked_mul(Decimal::from(base))
        .ok_or(MoneyError::TooLarge { currency })?;
    let rounded = exact.round_dp_with_strategy(currency.exponent(), RoundingStrategy::MidpointAwayFromZero);
    Money::of(rounded, currency)
}

/// The computed total beside the one that the source's own figure gives.
pub fn comparison(rate: &Rate, shares: &Shares, stated_base: u64) -> Result<Comparison, MoneyError> {
    Ok(Comparison {
        computed: shares.total,
        stated: at(rate, stated_base)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(amount: &str) -> Rate {
        Rate {
            amount: amount.parse().unwrap(),
            currency: Currency::EUR,
            per: "inhabitant".to_owned(),
        }
    }

    fn code(text: &str) -> AuthorityCode {
        text.parse().unwrap()
    }

    #[test]
    fn the_computed_total_stands_beside_the_stated_one() {
        let members = [(code("fr-com-00001"), 20_000), (code("fr-com-00002"), 10_233)];
        let shares = shares(&rate("0.50"), &members).unwrap();
        let both = comparison(&rate("0.50"), &shares, 30_000).unwrap();
        assert_eq!(both.computed.to_string(), "EUR 15116.50");
        assert_eq!(both.stated.to_string(), "EUR 15000.00");
        assert_eq!(shares.base, 30_233);
        assert_eq!(shares.each.first().unwrap().1.to_string(), "EUR 10000.00");
    }

    #[test]
    fn a_rate_finer_than_a_cent_still_gives_out_exactly_the_total() {
        let members: Vec<_> = (1..=7)
            .map(|n| (code(&format!("fr-com-0000{n}")), 1_001 + n))
            .collect();
        let shares = shares(&rate("0.333"), &members).unwrap();
        let sum: i64 = shares.each.iter().map(|(_, share)| share.minor).sum();
        assert_eq!(sum, shares.total.minor);
    }

    #[test]
    fn ties_go_by_code_whatever_the_order_of_the_members() {
        let one = shares(
            &rate("0.005"),
            &[(code("fr-com-00002"), 1), (code("fr-com-00001"), 1)],
        )
        .unwrap();
        assert_eq!(one.total.minor, 1);
        assert_eq!(
            one.each.iter().map(|(_, share)| share.minor).collect::<Vec<_>>(),
            [0, 1]
        );
    }

    #[test]
    fn an_alliance_without_members_pools_nothing() {
        let none = shares(&rate("0.50"), &[]).unwrap();
        assert_eq!((none.total.minor, none.each.len()), (0, 0));
    }
}
