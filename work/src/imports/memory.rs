//! What the servers of addresses said of their answers, kept in the record: the next import asks only for what is new.
//!
//! # Invariants
//! What was read by another engine, or with other rights, counts as never fetched.

use super::{Import, later};
use crate::jobs::Failure;
use crate::web::{Known, Memory};
use register::Register;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// The memory of one import.
struct Recollection {
    register: Arc<Register>,
    reader: String,
}

impl Memory for Recollection {
    fn known<'a>(&'a self, address: &'a str) -> Pin<Box<dyn Future<Output = Option<Known>> + Send + 'a>> {
        Box::pin(async move {
            match self.register.fetched(address, &self.reader).await {
                Ok(told) => serde_json::from_str(&told?).ok(),
                Err(error) => {
                    // All is fetched then, which is slower and no less right.
                    tracing::warn!(%error, "what was fetched before could not be looked up");
                    None
                }
            }
        })
    }
}

impl Import<'_> {
    /// What reads, and what may be kept of it.
    fn reader(&self) -> String {
        let rights = serde_json::to_string(&self.order.rights).unwrap_or_default();
        format!("{} {rights}", self.imports.reader)
    }

    pub(super) fn memory(&self) -> Arc<dyn Memory> {
        Arc::new(Recollection {
            register: Arc::clone(self.register),
            reader: self.reader(),
        })
    }

    pub(super) async fn remember(&self, address: &str, known: &Known) -> Result<(), Failure> {
        let told = serde_json::to_string(known).unwrap_or_default();
        let kept = self
            .register
            .remember_fetched((address, &self.reader()), &told, &(self.clock)())
            .await;
        kept.map_err(|error| later(&error))
    }
}
