//! The record behind the site: [`register::Register`] as a [`Record`].
//!
//! In go the desk and the gazetteer; out come answers with the site's own errors.
//!
//! # Invariants
//! A person acts under the key of the account that is signed in, never under a name that a form carries.

use crate::desk::Desk;
use crate::site::{Answer, Decision, Places, Record, RecordError};
use register::{Actor, PublicChanges, PublicRecord, RegisterError};
use std::sync::Arc;
use uuid::Uuid;
use vocabulary::{AccountId, ClaimId};

/// The register, with what its writes need.
#[derive(Clone)]
pub struct Held {
    desk: Arc<Desk>,
    places: Arc<dyn Places>,
}

impl Held {
    /// Puts the register behind a site.
    pub fn new(desk: Arc<Desk>, places: Arc<dyn Places>) -> Self {
        Self { desk, places }
    }

    async fn settle(&self, claim: ClaimId, decision: Decision, by: AccountId) -> Result<(), RegisterError> {
        let by = Actor::account(by);
        let now = (self.desk.now)();
        let act = self.desk.act(&by, &now);
        let register = &self.desk.register;
        match decision {
            Decision::Accept => register.accept(claim, &*self.places, act).await,
            Decision::Reject { reason } => register.reject(claim, &reason, act).await,
            Decision::Correct { correction } => {
                register.correct(claim, &correction, &*self.places, act).await
            }
            Decision::Undo => register.undo(claim, act).await,
        }
    }
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Held")
            .field("desk", &self.desk)
            .finish_non_exhaustive()
    }
}

fn failed(error: RegisterError) -> RecordError {
    match error {
        RegisterError::NoSuchClaim { claim }
        | RegisterError::AlreadyDecided { claim, .. }
        | RegisterError::NothingToUndo { claim, .. } => RecordError::NotDecidable { claim },
        RegisterError::Incomplete { claim, .. } => RecordError::Incomplete { claim },
        RegisterError::EditedSince { .. } => RecordError::EditedSince,
        other => RecordError::Failed {
            source: Box::new(other),
        },
    }
}

impl Record for Held {
    fn record(&self) -> Answer<'_, PublicRecord> {
        Box::pin(async { self.desk.register.public_record().await.map_err(failed) })
    }

    fn changes(&self, since: u64) -> Answer<'_, Option<PublicChanges>> {
        Box::pin(async move { self.desk.register.public_changes(since).await.map_err(failed) })
    }

    fn position(&self) -> Answer<'_, u64> {
        Box::pin(async { self.desk.register.position().await.map_err(failed) })
    }

    fn write_at(&self, position: u64) -> Answer<'_, Option<Uuid>> {
        Box::pin(async move { self.desk.register.write_at(position).await.map_err(failed) })
    }

    fn decide(&self, claim: ClaimId, decision: Decision, by: AccountId) -> Answer<'_, ()> {
        Box::pin(async move { self.settle(claim, decision, by).await.map_err(failed) })
    }
}
