//! The record: authorities, partnerships, evidence, review queue, change log; the only SQL.

mod public;

pub use public::{PublicRecord, ReadSource, StoredClaim, StoredRemark};
