//! The exam: how well names and documents are recognised, counted against what is right.
//!
//! In: questions with their right answers, from the gazetteer itself ([`questions`]) or from documents. Out: counts.
//!
//! # Invariants
//! Pure and repeatable: the same seed and the same files give the same table.

mod dice;
mod fit;
mod names;
mod noise;
mod questions;

pub use fit::fit;
pub use names::{Sheet, Sheets, ask};
pub use noise::Noise;
pub use questions::{Question, questions};
