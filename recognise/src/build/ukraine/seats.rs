//! The settlement each hromada is governed from.
//!
//! In: the units of the codifier. Out: the seat by hromada.

use super::codifier::{Category, Unit};
use std::collections::BTreeMap;

/// The seat by the code of its hromada.
pub(super) fn seats(units: &[Unit]) -> BTreeMap<&str, &Unit> {
    let mut within: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.category.is_town()) {
        if let Some(hromada) = unit.above.first() {
            within.entry(hromada).or_default().push(unit);
        }
    }
    let hromadas = units.iter().filter(|unit| unit.category == Category::Hromada);
    hromadas
        .filter_map(|hromada| {
            let towns = within.get(hromada.code.as_str())?;
            seat(hromada, towns).map(|seat| (hromada.code.as_str(), seat))
        })
        .collect()
}

fn seat<'a>(hromada: &Unit, towns: &[&'a Unit]) -> Option<&'a Unit> {
    let first = towns.iter().find(|town| town.number() == "001").copied();
    if !hromada.in_crimea() {
        return first;
    }
    let agrees = |town: &&Unit| shared(&town.name, &hromada.name) >= 3;
    first.filter(agrees).or_else(|| {
        let agreeing = towns.iter().copied().filter(agrees);
        agreeing.max_by_key(|town| {
            (
                shared(&town.name, &hromada.name),
                std::cmp::Reverse(town.code.clone()),
            )
        })
    })
}

/// How many letters two names share from their start.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}
