//! The record from outside: import, review, undo, rules, errors, and what its schema itself refuses.

mod build;
mod errors;
mod facts;
mod import;
mod log;
mod review;
mod reviewers;
mod schema;
mod speed;
