//! Documents into mentions with official codes, and claims with reasons.
//!
//! In: a [`read::Document`] and a [`Gazetteer`] over mapped bytes. Out: every authority named, with its verdict,
//! and what the document claims about them.
//!
//! # Invariants
//! - Pure: no disk, network, clock or chance; the same bytes give the same answer.
//! - Doubt is an answer. Nothing here guesses where it can list the choices.

mod around;
pub mod build;
mod claims;
mod document;
pub mod exam;
pub mod fold;
pub mod gazetteer;
mod identifiers;
mod line;
pub mod reasons;
pub mod resolve;
mod weighing;

pub use around::Around;
pub use document::{ItemAnswer, Recognition, RemarkAnswer, recognise, resolve_together};
pub use gazetteer::{Gazetteer, GazetteerError};
pub use identifiers::{Identifier, Identifiers, IdentifiersError, Strangers, WrongRow};
pub use line::{Line, problem, recognition};
pub use resolve::{Hints, Ranking, Resolver, Scratch};
