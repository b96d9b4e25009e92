//! The exam: how well names and documents are recognised, counted against what is right.
//!
//! In: questions with their right answers, drawn from the gazetteer itself ([`questions`]), and documents with their
//! gold ([`Gold`]). Out: counts, tables of them, and the weights that answer best ([`fit`]).
//!
//! # Invariants
//! - Nothing here is used to recognise: the engine never sees a gold file.
//! - Pure and repeatable: the same seed and the same files give the same tables.

mod asked;
mod bodies;
mod check;
mod claims;
mod correct;
mod counts;
mod dice;
mod fit;
mod fit_homes;
mod fit_mentions;
mod fit_ties;
mod gold;
mod names;
mod noise;
mod questions;
mod report;
mod score;
mod spelling;
mod told;

pub use asked::asked_in;
pub use bodies::{Codes, GoldParty};
pub use check::Problem;
pub use correct::{CorrectionError, Corrections, Decision, Verb, Which};
pub use counts::{Counts, Found, Share};
pub use fit::fit;
pub use fit_homes::fit_homes;
pub use fit_mentions::fit_mentions;
pub use fit_ties::fit_ties;
pub use gold::{DocumentKind, Figure, Gold, GoldClaim, GoldError, GoldMention, GoldStep, GoldVerdict, Trap};
pub use names::{Sheet, Sheets, ask};
pub use noise::Noise;
pub use questions::{Question, questions};
pub use report::{Figures, Report, Tables};
pub use score::{Note, Score, score};
