//! Another site through which people sign in, as this site needs it; `work` stands behind it.
//!
//! # Invariants
//! Whoever is named by [`Provider::finish`] was checked: signature, issuer, audience, the attempt.

use std::future::Future;
use std::pin::Pin;

/// The secrets of one attempt, and the page that the provider sends the browser back to.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// Comes back with the code.
    pub state: &'a str,
    /// Comes back within the token.
    pub nonce: &'a str,
    /// Proves that the code is ours.
    pub verifier: &'a str,
    /// The page, with its origin.
    pub back: &'a str,
}

/// Whom the provider names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// The provider's address.
    pub issuer: String,
    /// The person, in its words.
    pub subject: String,
    /// The mail address, where it tells one.
    pub email: Option<String>,
    /// Whether it says that the address was proved.
    pub is_verified: bool,
    /// The name, where it tells one.
    pub name: Option<String>,
    /// What signing out there asks for.
    pub token: String,
}

/// Why the provider named nobody.
#[derive(Debug, thiserror::Error)]
pub enum ProviderFailure {
    /// It does not answer as a provider does: later, perhaps.
    #[error("the provider cannot be asked: {source}")]
    Away {
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It refuses the code, or what it answers is not to be trusted.
    #[error("the provider's answer does not count: {source}")]
    Refused {
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// What a provider answers in its own time.
pub type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T, ProviderFailure>> + Send + 'a>>;

/// Another site through which people sign in.
pub trait Provider: Send + Sync {
    /// What it is called on buttons.
    fn name(&self) -> &str;
    /// Where to send somebody.
    fn begin<'a>(&'a self, attempt: Attempt<'a>) -> Asked<'a, String>;
    /// Who came back with this code.
    fn finish<'a>(&'a self, attempt: Attempt<'a>, code: &'a str) -> Asked<'a, Identified>;
    /// Where to sign out there as well: with the token of the sign-in, a state, and the page to come back to.
    fn leave<'a>(&'a self, with: (&'a str, &'a str), back: &'a str) -> Asked<'a, Option<String>>;
}
