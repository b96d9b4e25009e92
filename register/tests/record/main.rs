//! The record from outside: import, review, undo, rules, errors, and what its schema itself refuses.
//!
//! The tests run on SQLite; with `REGISTER_TEST_POSTGRES=postgres://user@host:port` those that are not about SQLite's own
//! files run on that server, each in a database of its own.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets what it did not expect is to stop there"
)]

mod build;
mod errors;
mod facts;
mod import;
mod log;
mod review;
mod reviewers;
mod schema;
mod speed;
