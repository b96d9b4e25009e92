//! What an altered document must give, and how much of it was given.
//!
//! # Invariants
//! A claim is found if one claim of its kind in the answer fits every check; a half-right claim is a miss.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// An altered document.
pub(crate) struct Altered {
    /// Its text.
    pub(crate) text: String,
    /// What it must give.
    pub(crate) expected: Vec<Expected>,
}

/// One thing that the answer must hold.
pub(crate) enum Expected {
    /// A claim of a kind with these values.
    Claim(&'static str, Vec<Check>),
    /// So many claims of a kind, not more.
    Count(&'static str, usize),
    /// A remark.
    Remark(&'static str),
}

/// A value of a claim.
pub(crate) enum Check {
    /// The field is this.
    Is(&'static str, String),
    /// The field holds this.
    Has(&'static str, String),
}

/// The field is this.
#[expect(
    clippy::needless_pass_by_value,
    reason = "calls read better without a reference before each value"
)]
pub(crate) fn is(field: &'static str, value: impl ToString) -> Check {
    Check::Is(field, value.to_string())
}

/// The field holds this.
#[expect(
    clippy::needless_pass_by_value,
    reason = "calls read better without a reference before each value"
)]
pub(crate) fn has(field: &'static str, value: impl ToString) -> Check {
    Check::Has(field, value.to_string())
}

/// Parties as a claim's field holds them: sorted, role before code.
pub(crate) fn parties(all: &[(&str, &str)]) -> String {
    let mut all: Vec<String> = all.iter().map(|(role, code)| format!("{role} {code}")).collect();
    all.sort();
    all.join(", ")
}

/// How much was found.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) found: usize,
    pub(crate) all: usize,
    misses: Vec<String>,
}

impl Tally {
    /// Counts what one answer gives of what it must.
    pub(crate) fn add(&mut self, time: usize, expected: &[Expected], answer: &Value) {
        let claims: Vec<(String, Flat)> = list(answer, "claims").map(flat).collect();
        for one in expected {
            self.all += 1;
            match miss(one, &claims, answer) {
                None => self.found += 1,
                Some(why) => self.misses.push(format!("document {time:03}: {why}")),
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = self.found * 1_000 / self.all.max(1);
        write!(
            out,
            "{} of {} claims ({}.{} %)",
            self.found,
            self.all,
            share / 10,
            share % 10
        )?;
        let shown = std::env::var("JUMELAGE_MISSES")
            .ok()
            .and_then(|count| count.parse().ok())
            .unwrap_or(10);
        self.misses
            .iter()
            .take(shown)
            .try_for_each(|miss| write!(out, "\n  {miss}"))
    }
}

/// The values of a claim by their fields.
type Flat = BTreeMap<String, String>;

fn list<'v>(value: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    value.get(field).and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, field: &str) -> String {
    match value.get(field) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

fn flat(claim: &Value) -> (String, Flat) {
    const FIELDS: [&str; 17] = [
        "relation",
        "status",
        "region",
        "title",
        "programme",
        "call",
        "session",
        "amount",
        "currency",
        "amount_role",
        "per",
        "base",
        "quantity",
        "item",
        "place",
        "why",
        "date",
    ];
    let mut flat: Flat = FIELDS
        .iter()
        .map(|field| ((*field).to_owned(), text(claim, field)))
        .collect();
    for side in ["parties", "others"] {
        let mut all: Vec<String> = list(claim, side).map(party).collect();
        all.sort();
        flat.insert(side.to_owned(), all.join(", "));
    }
    let dates: Vec<String> = list(claim, "dates")
        .map(|step| format!("{} {}", text(step, "what"), text(step, "date")))
        .collect();
    flat.insert("dates".to_owned(), dates.join(", "));
    let reasons: Vec<String> = list(claim, "reasons")
        .map(|reason| text(reason, "code"))
        .collect();
    flat.insert("reasons".to_owned(), reasons.join(", "));
    (text(claim, "kind"), flat)
}

/// Role and code; of a body without one its kind with the country, or the text of a coordinator.
fn party(party: &Value) -> String {
    let (role, code) = (text(party, "role"), text(party, "code"));
    let kind = text(party, "kind");
    let name = if !code.is_empty() {
        code
    } else if role == "coordinator" {
        text(party, "text")
    } else {
        format!("{kind}:{}", text(party, "country"))
    };
    format!("{role} {name}")
}

/// Why it was missed; `None` if it was not.
fn miss(expected: &Expected, claims: &[(String, Flat)], answer: &Value) -> Option<String> {
    match expected {
        Expected::Remark(code) => {
            let is_there = list(answer, "remarks").any(|remark| text(remark, "code") == *code);
            (!is_there).then(|| format!("no remark {code}"))
        }
        Expected::Count(kind, wanted) => {
            let count = claims.iter().filter(|(found, _)| found == kind).count();
            (count != *wanted).then(|| format!("{count} claims of {kind}, not {wanted}"))
        }
        Expected::Claim(kind, checks) => {
            let failed = claims
                .iter()
                .filter(|(found, _)| found == kind)
                .map(|(_, flat)| failures(checks, flat));
            match failed.min_by_key(Vec::len) {
                Some(failed) if failed.is_empty() => None,
                Some(failed) => Some(format!("{kind}: {}", failed.join("; "))),
                None => Some(format!("{kind}: none at all")),
            }
        }
    }
}

fn failures(checks: &[Check], flat: &Flat) -> Vec<String> {
    let value = |field: &str| flat.get(field).cloned().unwrap_or_default();
    checks
        .iter()
        .filter_map(|check| match check {
            Check::Is(field, wanted) if value(field) != *wanted => {
                Some(format!("{field} is “{}”, not “{wanted}”", value(field)))
            }
            Check::Has(field, wanted) if !value(field).contains(wanted.as_str()) => {
                Some(format!("{field} is “{}”, without “{wanted}”", value(field)))
            }
            _ => None,
        })
        .collect()
}
