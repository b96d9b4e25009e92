//! The exam: what the engine answers, against what a careful reader says.
//!
//! In: documents with their gold. Out: counts, and tables of them.
//!
//! # Invariants
//! Nothing here is used to recognise: the engine never sees a gold file.

pub mod claims;
pub mod gold;
pub mod report;
pub mod score;
