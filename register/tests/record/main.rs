//! The record from outside: import, review, undo, rules, errors, and what its schema itself refuses.
//!
//! Each test that is not about SQLite's own files takes a [`build::Base`] and runs on both databases: on a file of its own,
//! and on a PostgreSQL database of its own in the cluster that `stories` starts.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets what it did not expect is to stop there"
)]

mod assignments;
mod build;
mod bulk;
mod codes;
mod confirmations;
mod copy;
mod errors;
mod facts;
mod followed;
mod grants;
mod import;
mod jobs;
mod log;
mod members;
mod merge;
mod once;
mod people;
mod previews;
mod proposals;
mod providers;
mod review;
mod schema;
mod speed;
