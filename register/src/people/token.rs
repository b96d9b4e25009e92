//! Secrets that people or their browsers hold: shown once, kept as a hash.

use crate::claims::sha256;
use std::fmt::Write as _;

/// A secret with the hash under which it is kept.
pub(crate) struct Token {
    /// What the person gets.
    pub(crate) secret: String,
    /// What is kept.
    pub(crate) hash: String,
}

impl Token {
    /// A secret made of fresh random bytes.
    pub(crate) fn of(random: [u8; 32]) -> Self {
        let mut secret = String::with_capacity(64);
        for byte in random {
            write!(secret, "{byte:02x}").expect("a string takes every text");
        }
        let hash = hash(&secret);
        Self { secret, hash }
    }
}

/// The hash of a secret.
pub(crate) fn hash(secret: &str) -> String {
    sha256(secret.as_bytes())
}
