//! What signed-in pages stand on: the register itself, with what its writes need.
//!
//! Public pages read the snapshot behind [`crate::Record`]; pages for people ask the register directly, because a trait
//! between them would only repeat its methods.
//!
//! # Invariants
//! - Time, keys and random bytes come from what the desk was given, nowhere else.
//! - Every write of a request that is to be carried out once carries its key.

use crate::intake::Intake;
use crate::once;
use crate::provider::Provider;
use register::people::{Opening, Passwords, SecretKey, SessionRules};
use register::{Act, Actor, Ids, Register};
use std::sync::Arc;
use vocabulary::Moment;

/// Says what time it is.
pub type Now = Box<dyn Fn() -> Moment + Send + Sync>;
/// Gives fresh random bytes.
pub type Random = Box<dyn Fn() -> [u8; 32] + Send + Sync>;

/// The register with what its writes need.
pub struct Desk {
    /// The register.
    pub register: Arc<Register>,
    /// Where fresh keys come from.
    pub ids: Arc<dyn Ids>,
    /// The clock.
    pub now: Now,
    /// The dice.
    pub random: Random,
    /// How passwords are hashed.
    pub passwords: Passwords,
    /// What secrets are sealed with that have to be read back.
    pub key: SecretKey,
    /// How long sessions last.
    pub sessions: SessionRules,
    /// Through which other site people may sign in.
    pub provider: Option<Arc<dyn Provider>>,
    /// Where given files go, and when schedules fall due.
    pub intake: Arc<dyn Intake>,
}

impl Desk {
    /// The frame of one write.
    pub(crate) fn act<'a>(&'a self, by: &'a Actor, now: &'a Moment) -> Act<'a> {
        Act::new(by, now, &*self.ids).once(once::current())
    }

    /// What opening a session takes, for this device.
    pub(crate) fn opening<'a>(&'a self, device: &'a str) -> Opening<'a> {
        Opening {
            device,
            random: (self.random)(),
            rules: &self.sessions,
        }
    }
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk")
            .field("register", &self.register)
            .finish_non_exhaustive()
    }
}
