//! The record: authorities, partnerships, evidence, review queue, change log; the only SQL.
//!
//! In go readings of sources (claims, mentions, stories) and what people decide about them; out come the facts that
//! claims in force give together, for the read model ([`Register::public_record`]), and everything that ever happened
//! to them ([`Register::changes_since`]).
//!
//! # Invariants
//! - No fact without evidence: the schema refuses it.
//! - Every write adds to the change log in the same transaction; positions follow commit order without gaps.
//! - The machine proposes, a person (or a rule that a person set) accepts, and every acceptance can be undone.
//! - Facts do not depend on the order in which claims were accepted.
//! - What a person edited is never overwritten by a later reading, field by field.

mod act;
mod assignments;
mod authorities;
mod bulk;
mod changes;
mod check;
mod claims;
mod confirmations;
mod copy;
mod counts;
mod described;
mod edit;
mod error;
mod facts;
mod fetched;
mod history;
mod import;
mod jobs;
mod merge;
mod migrations;
mod once;
pub mod people;
mod pictures;
pub mod policy;
mod proposals;
mod public;
mod public_record;
mod reading;
mod register;
mod retention;
mod review;
mod reviewed;
mod rows;
mod settle;
mod sources;
mod statements;
mod stories;
mod tables;
mod tally;
mod trust;
mod vanished;
mod visibility;
mod writing;

pub use act::{Act, Actor, Ids, Keys};
pub use assignments::Assignment;
pub use bulk::Bulk;
pub use changes::Change;
pub use check::Breach;
pub use confirmations::{AskedAbout, Confirmable, Question, Questions};
pub use counts::Counts;
pub use edit::{Editable, EditedField, Edits, Version};
pub use error::{Missing, RegisterError};
pub use jobs::{
    Ended, GoOn, JobCount, JobEvent, ListedImport, ListedJob, Order, Ordered, Schedule, Stage, TakenJob,
};
pub use merge::Merge;
pub use once::{OnceAnswer, OnceKey, OnceRequest, OnceState};
pub use proposals::{Draft, ProposalLetter};
pub use public::{PublicChanges, PublicRecord, ReadSource, StoredClaim, StoredRemark};
pub use reading::{ImageLink, Imported, Novelty, Picture, Reading, StoryDraft};
pub use register::{Durability, Limits, Register};
pub use retention::{Retention, retention};
pub use review::QueuedClaim;
pub use reviewed::{Reviewed, ReviewedClaim};
pub use statements::Statement;
pub use tally::{Head, TableTally, Tally};
pub use trust::TrustedSource;
pub use visibility::{Visibility, visibility};
