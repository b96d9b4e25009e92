//! The record behind the site: [`register::Register`] as a [`Record`].
//!
//! In go the register, the gazetteer, a clock and a source of randomness; out come answers with the site's own errors.
//!
//! # Invariants
//! A reviewer acts under the name of the session, never under one that a form carries.

use crate::site::{Answer, Decision, Places, Record, RecordError};
use register::{Act, Actor, Ids, PublicRecord, Register, RegisterError};
use std::sync::Arc;
use std::time::Duration;
use vocabulary::{ClaimId, Moment};

/// How long a reviewer's session lasts.
const SESSION: Duration = Duration::from_hours(12);

/// Says what time it is.
pub type Now = Box<dyn Fn() -> Moment + Send + Sync>;
/// Gives fresh random bytes.
pub type Random = Box<dyn Fn() -> [u8; 32] + Send + Sync>;

/// The register, with what its writes need.
pub struct Held {
    register: Arc<Register>,
    places: Arc<dyn Places>,
    ids: Arc<dyn Ids>,
    now: Now,
    random: Random,
}

impl Held {
    /// Puts the register behind a site.
    pub fn new(
        register: Arc<Register>,
        places: Arc<dyn Places>,
        ids: Arc<dyn Ids>,
        now: Now,
        random: Random,
    ) -> Self {
        Self {
            register,
            places,
            ids,
            now,
            random,
        }
    }

    async fn settle(&self, claim: ClaimId, decision: Decision, reviewer: &str) -> Result<(), RegisterError> {
        let by = Actor::Person {
            name: reviewer.to_owned(),
        };
        let now = (self.now)();
        let act = Act {
            by: &by,
            now: &now,
            ids: &*self.ids,
        };
        match decision {
            Decision::Accept => self.register.accept(claim, &*self.places, act).await,
            Decision::Reject { reason } => self.register.reject(claim, &reason, act).await,
            Decision::Undo => self.register.undo(claim, act).await,
        }
    }
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Held")
            .field("register", &self.register)
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
        Box::pin(async { self.register.public_record().await.map_err(failed) })
    }

    fn position(&self) -> Answer<'_, u64> {
        Box::pin(async { self.register.position().await.map_err(failed) })
    }

    fn decide<'a>(&'a self, claim: ClaimId, decision: Decision, reviewer: &'a str) -> Answer<'a, ()> {
        Box::pin(async move { self.settle(claim, decision, reviewer).await.map_err(failed) })
    }

    fn redeem<'a>(&'a self, token: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move {
            // Who opens the link is known only once it is open; the log names the act until then.
            let by = Actor::Operator {
                command: "review/open".to_owned(),
            };
            let now = (self.now)();
            let act = Act {
                by: &by,
                now: &now,
                ids: &*self.ids,
            };
            self.register
                .redeem(token, (self.random)(), SESSION, act)
                .await
                .map_err(failed)
        })
    }

    fn reviewer<'a>(&'a self, session: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move {
            let found = self
                .register
                .session_valid(session, &(self.now)())
                .await
                .map_err(failed)?;
            Ok(found.map(|reviewer| reviewer.name))
        })
    }
}
