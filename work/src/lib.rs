//! What happens in the background and touches the outside.
//!
//! In: requests for things that lie outside the program. Out: their bytes, checked.
//!
//! # Invariants
//! Only this crate starts processes; each is named with its arguments in the error if it fails.

pub mod backup;
pub mod ballast;
pub mod confined;
pub mod confirmations;
pub mod documents;
pub mod effects;
pub mod fetch;
pub mod files;
pub mod gazetteer;
pub mod imports;
pub mod jobs;
pub mod packages;
pub mod pictures;
pub mod post;
pub mod provider;
pub mod web;
