//! Who acts, when, and with which fresh keys: what every write is given.
//!
//! # Invariants
//! The record asks no clock and rolls no dice; both come in with the act.

use crate::once::OnceKey;
use std::fmt;
use std::sync::Mutex;
use uuid::Uuid;
use vocabulary::{AccountId, Moment};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person, by the key of the account ([`Actor::account`]); the first release wrote a reviewer's name here.
    Person {
        /// The key.
        name: String,
    },
    /// A trusted-source rule.
    Rule {
        /// Its name.
        name: String,
    },
    /// The operator of the instance, at the command line.
    Operator {
        /// The command, without secrets.
        command: String,
    },
}

impl Actor {
    /// The person with this account.
    pub fn account(account: AccountId) -> Self {
        Self::Person {
            name: account.to_string(),
        }
    }

    /// The word of the log for the sort of actor.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Person { .. } => "person",
            Self::Rule { .. } => "rule",
            Self::Operator { .. } => "operator",
        }
    }

    /// The name of the log.
    pub fn name(&self) -> &str {
        match self {
            Self::Person { name } | Self::Rule { name } => name,
            Self::Operator { command } => command,
        }
    }

    /// Reads an actor back from the log's two words.
    pub(crate) fn of(kind: &str, name: String) -> Option<Self> {
        match kind {
            "person" => Some(Self::Person { name }),
            "rule" => Some(Self::Rule { name }),
            "operator" => Some(Self::Operator { command: name }),
            _ => None,
        }
    }
}

/// Gives out keys that were never given out before.
pub trait Ids: Send + Sync {
    /// A fresh UUID of version 7 for something made at `now`.
    fn fresh(&self, now: &Moment) -> Uuid;
}

/// Who, when, and the source of keys: the frame of one write.
#[derive(Clone, Copy)]
pub struct Act<'a> {
    /// Who acts.
    pub by: &'a Actor,
    /// When.
    pub now: &'a Moment,
    /// Where fresh keys come from.
    pub ids: &'a dyn Ids,
    /// The request that is to be carried out once, whatever happens in between.
    pub once: Option<OnceKey>,
}

impl<'a> Act<'a> {
    /// The frame of a write that no request names.
    pub fn new(by: &'a Actor, now: &'a Moment, ids: &'a dyn Ids) -> Self {
        Self {
            by,
            now,
            ids,
            once: None,
        }
    }

    /// The same for a request that is to be carried out once.
    #[must_use]
    pub fn once(self, once: Option<OnceKey>) -> Self {
        Self { once, ..self }
    }
}

/// Keys from a source of random bytes: UUIDs of version 7 that sort in the order in which they were given out
/// within one millisecond as well.
pub struct Keys {
    inner: Mutex<Sequence>,
}

struct Sequence {
    random: Box<dyn FnMut() -> [u8; 10] + Send>,
    last_milli: u64,
    count: u16,
}

impl Keys {
    /// Keys made from `random`, which gives ten fresh random bytes at each call.
    pub fn new(random: impl FnMut() -> [u8; 10] + Send + 'static) -> Self {
        Self {
            inner: Mutex::new(Sequence {
                random: Box::new(random),
                last_milli: 0,
                count: 0,
            }),
        }
    }

    /// Keys that count up in place of chance: the same in each run, for figures and tests that are repeated.
    pub fn counting() -> Self {
        let mut count = 0_u64;
        Self::new(move || {
            count += 1;
            let mut bytes = [0; 10];
            let low = bytes.iter_mut().rev().zip(count.to_le_bytes());
            low.for_each(|(byte, digit)| *byte = digit);
            bytes
        })
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}

impl Ids for Keys {
    fn fresh(&self, now: &Moment) -> Uuid {
        let mut sequence = self
            .inner
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let milli = u64::try_from(now.micros.div_euclid(1_000)).unwrap_or(0);
        let mut bytes = (sequence.random)();
        // Twelve bits behind the milliseconds count the keys given out in it (RFC 9562, section 6.2, method 1).
        let full = sequence.count >= 0x0FFF;
        if milli > sequence.last_milli || full {
            sequence.last_milli = milli.max(sequence.last_milli + u64::from(full));
            sequence.count = 0;
        } else {
            sequence.count += 1;
        }
        let [high, low] = sequence.count.to_be_bytes();
        let [first, second, ..] = &mut bytes;
        (*first, *second) = (high, low);
        uuid::Builder::from_unix_timestamp_millis(sequence.last_milli, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_in_the_order_in_which_they_were_given_out() {
        let mut state = 7_u64;
        let keys = Keys::new(move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let mut bytes = [0; 10];
            bytes[2..].copy_from_slice(&state.to_be_bytes());
            bytes
        });
        let now = Moment::utc(1_700_000_000_000_000);
        let given: Vec<Uuid> = (0..10_000).map(|_| keys.fresh(&now)).collect();
        assert!(given.is_sorted_by(|a, b| a < b));
        assert!(given.iter().all(|key| key.get_version_num() == 7));
    }
}
