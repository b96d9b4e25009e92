//! The record.
mod act;
mod authorities;
mod claims;
mod error;
mod facts;
mod migrations;
mod public;
mod rows;
mod settle;
mod tables;
mod writing;
pub use public::{PublicRecord, ReadSource, StoredClaim, StoredRemark};
