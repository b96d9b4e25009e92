//! The way to the web, as commands open it.
//!
//! In: what the operator allows. Out: a [`Fetcher`] that goes nowhere else.
//!
//! # Invariants
//! Places that are not on the public internet are fetched from only where the operator names each by address and port.

use ::work::fetch::{FetchLimits, Fetcher, Reach, System};
use clap::Args;
use std::net::SocketAddr;
use std::sync::Arc;

/// Where the program may fetch from.
#[derive(Debug, Clone, Args)]
pub(crate) struct Web {
    /// A place to fetch from though it is not on the public internet, such as 127.0.0.1:8081; may be repeated
    #[arg(
        long,
        value_name = "ADDRESS:PORT",
        env = "JUMELAGE_ALSO_FETCH",
        value_delimiter = ','
    )]
    also_fetch: Vec<SocketAddr>,
    /// An address at which people find us, told to each site that is fetched from
    #[arg(
        long,
        value_name = "URL",
        default_value = "https://example.org/",
        env = "JUMELAGE_CONTACT"
    )]
    contact: String,
}

impl Web {
    /// The fetcher within these bounds.
    pub(crate) fn fetcher(&self) -> anyhow::Result<Fetcher> {
        let reach = Reach::besides(self.also_fetch.iter().copied());
        Ok(Fetcher::new(
            reach,
            FetchLimits::default(),
            &self.contact,
            Arc::new(System),
        )?)
    }
}
