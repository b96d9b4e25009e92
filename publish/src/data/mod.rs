//! Open data: every published table described once, every format a small writer over that description.
//!
//! In goes the snapshot; out come files, the dictionary for people and the one for machines.
//!
//! # Invariants
//! - Only the public record is asked, so a file cannot hold what a page may not show.
//! - The same record gives the same bytes, on every node and in every export.
//! - No file is made while an async thread waits for it: see [`shelf`].

pub(crate) mod bundle;
mod calendar;
pub(crate) mod catalogue;
pub(crate) mod dictionary;
pub(crate) mod formats;
mod geometry;
mod giving;
mod iati;
mod identifiers;
pub(crate) mod nightly;
mod problem;
pub(crate) mod quickstatements;
pub(crate) mod serve;
pub(crate) mod shelf;
pub(crate) mod subventions;
pub(crate) mod table;
mod tables;

pub(crate) use problem::DataError;

/// The licence of every file and answer.
pub(crate) const LICENCE: &str = "CC-BY-4.0";
/// The text of the licence.
pub(crate) const LICENCE_URL: &str = "https://creativecommons.org/licenses/by/4.0/";
