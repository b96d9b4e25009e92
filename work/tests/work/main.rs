//! What touches the outside, against real servers and real files.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets what it did not expect is to stop there"
)]

mod fetch;
mod gazetteer;
mod hostile;
mod mail;
mod web;
