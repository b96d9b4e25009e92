//! Money in the cells of tables: the heading says the currency, the unit and the role.
//!
//! In: the records of tables with a column of amounts. Out: one claim for each amount.
//!
//! # Invariants
//! A figure is money only if its cell or its heading names a currency; nothing is no amount.

use super::cells::TableRecord;
use super::{Draft, registry};
use crate::document::amounts::{self, Amount};
use crate::document::columns::{Plan, Sort};
use crate::document::table::{Column, Value};
use crate::document::{Analysis, cell_words, tokens};
use read::Span;
use rust_decimal::Decimal;
use vocabulary::{AmountRole, ClaimKind, ClaimRole, Currency, Reason};

/// The amounts of all tables.
pub(crate) fn claims(analysis: &Analysis<'_, '_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (at, record) in analysis.records.iter().enumerate() {
        let Some(plan) = analysis.plans.get(record.table) else {
            continue;
        };
        let is_out = plan.sort == Sort::Awards && record.record.is_out();
        if is_out {
            continue;
        }
        for (column, value) in &record.record.amounts {
            let heading = plan.headings.get(*column).map_or("", String::as_str);
            for amount in cell_amounts(value, heading, &analysis.document.text) {
                found.push(claim(analysis, (at, record, plan), (heading, amount)));
            }
        }
    }
    found
}

fn claim(
    analysis: &Analysis<'_, '_>,
    (at, record, plan): (usize, &TableRecord, &Plan),
    (heading, amount): (&str, Amount),
) -> Draft {
    let mut claim = Draft::new(ClaimKind::Funding, record.record.span, 0.88);
    claim.prove(amount.span);
    let told = cell_words::amount_role(heading);
    let role = match plan.sort {
        _ if record.record.is_total() => AmountRole::Total,
        Sort::Awards => told.unwrap_or(AmountRole::Grant),
        _ => told.unwrap_or(AmountRole::Budget),
    };
    claim.amount = Some((amount, role));
    claim.status = Some("active");
    let leads = record.parties.iter().filter(|party| party.column == Column::Lead);
    claim.others = leads
        .filter_map(|party| registry::party(analysis, party))
        .map(|party| (party, ClaimRole::Beneficiary))
        .collect();
    claim
        .reasons
        .push(Reason::new("table_row").with("row", (at + 1).to_string()));
    claim
}

/// The amounts of a cell under its heading.
fn cell_amounts(value: &Value, heading: &str, text: &str) -> Vec<Amount> {
    let Some(span) = value.pieces.first().map(|first| {
        let last = value.pieces.last().unwrap_or(first);
        Span::new(first.start, last.end.max(first.end))
    }) else {
        return Vec::new();
    };
    let words = tokens::words(text, span);
    let mut found = amounts::amounts(&words, text);
    let prefixed = prefixed(&value.text);
    if found.is_empty() || prefixed.is_some() {
        let (unit, times) = unit(heading);
        let (own, own_times) = unit_behind(&value.text);
        let currency = prefixed.or(own).or(unit);
        let times = if own_times > Decimal::ONE || own.is_some() {
            own_times
        } else {
            times
        };
        let figure = leading_figure(&value.text).and_then(|figure| figure.checked_mul(times));
        found = currency
            .zip(figure)
            .map(|(currency, value)| Amount {
                value,
                currency,
                first: 0,
                end: 0,
                span,
            })
            .into_iter()
            .collect();
    }
    found.retain(|amount| amount.value > Decimal::ZERO);
    found
}

/// The first figure of a cell, its groups of thousands put together.
fn leading_figure(cell: &str) -> Option<Decimal> {
    let start = cell.find(|sign: char| sign.is_ascii_digit())?;
    let before = cell.get(..start)?.trim();
    let is_plain =
        before.chars().all(|sign| !sign.is_alphabetic()) || prefixed(cell).is_some() || before.len() <= 4;
    let rest = cell.get(start..)?;
    let is_part = |sign: char| {
        sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’')
    };
    let end = rest.find(|sign: char| !is_part(sign)).unwrap_or(rest.len());
    let figure = rest
        .get(..end)?
        .trim_end_matches(|sign: char| !sign.is_ascii_digit());
    amounts::number(figure).filter(|_| is_plain)
}

/// Dollars of a country, as marks before a figure.
const PREFIXES: [(&str, &str); 12] = [
    ("NZ$", "NZD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("CAN$", "CAD"),
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("R$", "BRL"),
    ("S$", "SGD"),
    ("NT$", "TWD"),
    ("CHF", "CHF"),
];

fn prefixed(cell: &str) -> Option<Currency> {
    let start = cell.find(|sign: char| sign.is_ascii_digit())?;
    let before = cell.get(..start)?.trim();
    let (_, code) = PREFIXES.iter().find(|(mark, _)| *mark == before)?;
    code.parse().ok()
}

/// Units of headings and cells: the currency, and what its figures are multiplied by.
const UNITS: [(&str, &str, u32); 46] = [
    ("t€", "EUR", 1_000),
    ("k€", "EUR", 1_000),
    ("m€", "EUR", 1_000_000),
    ("teur", "EUR", 1_000),
    ("keur", "EUR", 1_000),
    ("meur", "EUR", 1_000_000),
    ("€", "EUR", 1),
    ("eur", "EUR", 1),
    ("euro", "EUR", 1),
    ("euros", "EUR", 1),
    ("євро", "EUR", 1),
    ("грн", "UAH", 1),
    ("uah", "UAH", 1),
    ("гривень", "UAH", 1),
    ("₴", "UAH", 1),
    ("zł", "PLN", 1),
    ("zl", "PLN", 1),
    ("tzł", "PLN", 1_000),
    ("pln", "PLN", 1),
    ("chf", "CHF", 1),
    ("fr.", "CHF", 1),
    ("tchf", "CHF", 1_000),
    ("£", "GBP", 1),
    ("£k", "GBP", 1_000),
    ("k£", "GBP", 1_000),
    ("gbp", "GBP", 1),
    ("$", "USD", 1),
    ("us$", "USD", 1),
    ("usd", "USD", 1),
    ("k$", "USD", 1_000),
    ("aud", "AUD", 1),
    ("a$", "AUD", 1),
    ("nzd", "NZD", 1),
    ("nz$", "NZD", 1),
    ("cad", "CAD", 1),
    ("fcfa", "XOF", 1),
    ("xof", "XOF", 1),
    ("xaf", "XAF", 1),
    ("mad", "MAD", 1),
    ("dh", "MAD", 1),
    ("tnd", "TND", 1),
    ("czk", "CZK", 1),
    ("kč", "CZK", 1),
    ("sek", "SEK", 1),
    ("nok", "NOK", 1),
    ("jpy", "JPY", 1),
];

/// Words that multiply the figures of a column.
const THOUSANDS: [&str; 12] = [
    "тис",
    "tys",
    "tsd",
    "tausend",
    "thousand",
    "thousands",
    "milliers",
    "k",
    "t",
    "тисячах",
    "тисяч",
    "tysiącach",
];
const MILLIONS: [&str; 8] = ["mio", "mln", "млн", "million", "millions", "millionen", "m", "mn"];

/// The currency that a text names, and what its figures are multiplied by.
fn unit(text: &str) -> (Option<Currency>, Decimal) {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|sign: char| {
            sign.is_whitespace() || matches!(sign, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '_' | '/')
        })
        .filter(|word| !word.is_empty())
        .collect();
    let known = |word: &&str| {
        UNITS
            .iter()
            .find(|(unit, _, _)| unit == word || *unit == word.trim_end_matches('.'))
    };
    let Some((_, code, times)) = words.iter().find_map(known) else {
        return (None, Decimal::ONE);
    };
    let bare = |word: &&str| word.trim_end_matches('.').to_owned();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&bare(word).as_str()));
    let times = match times {
        1 if has(&THOUSANDS) => 1_000,
        1 if has(&MILLIONS) => 1_000_000,
        times => *times,
    };
    (code.parse().ok(), Decimal::from(times))
}

/// The unit behind the figure of a cell: “120 TEUR”, “NZ$ 40k”.
fn unit_behind(cell: &str) -> (Option<Currency>, Decimal) {
    let end = cell
        .rfind(|sign: char| sign.is_ascii_digit())
        .map_or(0, |at| at + 1);
    let behind = cell.get(end..).unwrap_or_default().trim();
    let first = behind
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let bare = first.trim_end_matches('.');
    let times = if THOUSANDS.contains(&bare) {
        Decimal::from(1_000)
    } else if MILLIONS.contains(&bare) {
        Decimal::from(1_000_000)
    } else {
        Decimal::ONE
    };
    let (currency, unit_times) = unit(behind);
    (
        currency,
        if unit_times > Decimal::ONE {
            unit_times
        } else {
            times
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str, heading: &str) -> Vec<String> {
        let value = Value {
            text: cell.to_owned(),
            pieces: vec![Span::new(0, cell.len())],
        };
        cell_amounts(&value, heading, cell)
            .iter()
            .map(|amount| format!("{} {}", amount.value.normalize(), amount.currency))
            .collect()
    }

    #[test]
    fn the_heading_says_the_currency_and_the_unit_of_bare_figures() {
        for (cell, heading, expected) in [
            ("198,0", "Zuschuss in T€", "198000 EUR"),
            ("150", "Grant (k€)", "150000 EUR"),
            ("200.000", "Subv. (€)", "200000 EUR"),
            ("1 250,0", "Грант, тис. грн", "1250000 UAH"),
            ("4.000,00", "zuschuss_eur", "4000 EUR"),
            ("22,000", "Annual budget (AUD unless stated)", "22000 AUD"),
            ("NZ$ 40k", "Annual budget (AUD unless stated)", "40000 NZD"),
            ("NZ$ 27.5k", "Annual budget (AUD unless stated)", "27500 NZD"),
            ("120 TEUR", "zuschuss_eur", "120000 EUR"),
            ("98 300 zł", "Dotacja", "98300 PLN"),
            ("48.000", "zł", "48000 PLN"),
            ("95 000 €", "COFINANCEMENT", "95000 EUR"),
        ] {
            assert_eq!(read(cell, heading), [expected], "{cell} under {heading}");
        }
    }

    #[test]
    fn figures_without_a_currency_and_nothing_are_no_money() {
        for (cell, heading) in [
            ("1 250", "Population"),
            ("0,00 zł", "Dotacja"),
            ("n.c.", "budget (€)"),
            ("—", "€"),
        ] {
            assert!(read(cell, heading).is_empty(), "{cell}");
        }
    }
}
