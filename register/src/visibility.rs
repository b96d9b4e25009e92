//! Which columns the public may see, as `visibility.toml` at the root of the project declares.
//!
//! # Invariants
//! Every column of the live schema is declared; a test fails otherwise. Exports take public columns only.

use std::collections::BTreeMap;

/// Who may see a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Anybody.
    Public,
    /// The instance alone.
    Private,
}

/// Every column by table and name, as declared.
pub fn visibility() -> BTreeMap<(&'static str, &'static str), Visibility> {
    let mut table = "";
    let mut all = BTreeMap::new();
    for line in include_str!("../../visibility.toml").lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            table = name;
        } else if let Some((column, word)) = line.split_once('=') {
            let seen = match word.trim() {
                "\"public\"" => Visibility::Public,
                "\"private\"" => Visibility::Private,
                other => panic!("visibility.toml: {table}.{column}: {other} is neither public nor private"),
            };
            all.insert((table, column.trim()), seen);
        }
    }
    all
}
