//! The exam: what the engine answers, against what a careful reader says.
//!
//! In: documents with their gold. Out: counts, and tables of them.
//!
//! # Invariants
//! Nothing here is used to recognise: the engine never sees a gold file.

mod bodies;
mod check;
mod claims;
mod correct;
mod counts;
mod gold;
mod report;
mod score;
mod spelling;
mod told;

pub use bodies::{Codes, GoldParty};
pub use check::Problem;
pub use correct::{CorrectionError, Corrections, Decision, Verb, Which};
pub use counts::{Counts, Found, Share};
pub use gold::{DocumentKind, Figure, Gold, GoldClaim, GoldError, GoldMention, GoldStep, GoldVerdict, Trap};
pub use report::{Figures, Report, Tables};
pub use score::{Note, Score, score};
