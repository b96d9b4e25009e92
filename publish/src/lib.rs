//! The record made public: pages, API, map, feeds, open data.
//!
//! In goes a [`register::PublicRecord`] behind the [`Record`] trait and the gazetteer behind [`Places`]; out comes
//! an axum [`router`] that answers from an immutable [`Snapshot`] in memory.
//!
//! # Invariants
//! - A public page never asks the database: it reads the snapshot. The exceptions are the history of a fact, the
//!   feed of changes, the sitemap and what was withdrawn, which show the change log itself.
//! - No sentence stands in Rust or in a template: words come from `translations/`, names from the record.
//! - Every route declares who may use it ([`routes::ROUTES`]).

mod answers;
mod api;
mod assets;
mod assigned;
mod atlas;
mod cache;
mod cards;
mod changes;
mod context;
mod correct;
mod data;
mod desk;
mod embed;
mod errors;
mod export;
mod feeds;
mod figures;
mod held;
mod highlight;
mod imports;
mod intake;
#[cfg(test)]
#[path = "../build/languages.rs"]
mod languages;
mod limits;
mod linked;
mod mails;
mod map;
mod names;
mod negotiate;
mod once;
mod openapi;
mod pages;
mod parts;
mod people;
mod pictures;
mod pieces;
mod problem;
mod provider;
mod reader;
mod review;
pub mod routes;
pub mod samples;
mod search;
mod server;
mod site;
mod sitemap;
mod snapshot;
mod towns;
mod typed_value;
mod urls;
mod view;
mod wanted;
mod withdrawn;
#[cfg(test)]
mod word_check;
mod words;

pub use data::bundle::Listed;
pub use data::nightly::Nights;
pub use desk::{Desk, Now, Random};
pub use errors::PublishError;
pub use export::{ExportedFile, export, exported, manifest};
pub use held::Held;
pub use intake::{Incoming, Intake, Keeping};
pub use limits::Rates;
pub use mails::{Written, mail};
pub use people::confirm::confirmation_page;
pub use provider::{Asked, Attempt, Identified, Provider, ProviderFailure};
pub use reader::Recognised;
pub use search::Shelved;
pub use server::{router, serve};
pub use site::{Answer, Clock, Decision, Ground, Places, Record, RecordError, Site};
pub use snapshot::Snapshot;
pub use towns::Frame;
pub use urls::sign_in_link;
pub use words::Lang;
