//! Signing in: by password, or by a link.
//!
//! # Invariants
//! Whoever gives a wrong pair learns nothing else: the same answer after the same work, whether the address has an
//! account, whether that account has a password, whether it is blocked.

use super::accounts;
use super::limits::Limit;
use super::links::{self, LinkUse};
use super::passwords::Passwords;
use super::second_step::opened;
use super::sessions::{Means, SessionRules};
use super::token::Token;
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::account;
use std::time::Duration;
use vocabulary::{AccountId, Id};

/// How often one address may be tried.
const BY_ADDRESS: Limit = Limit {
    what: "sign-in by address",
    burst: 10,
    pause: Duration::from_mins(1),
};
/// How often one origin may try; whole town halls share one.
const BY_ORIGIN: Limit = Limit {
    what: "sign-in by origin",
    burst: 100,
    pause: Duration::from_secs(3),
};

/// What somebody gives to sign in.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The address as typed.
    pub email: &'a str,
    /// The password as typed.
    pub password: &'a str,
    /// Where the request came from, as far as it is known.
    pub origin: &'a str,
}

impl std::fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials")
    }
}

/// What opening a session takes.
#[derive(Debug, Clone, Copy)]
pub struct Opening<'a> {
    /// The browser and its system, as the owner will see them.
    pub device: &'a str,
    /// Fresh random bytes.
    pub random: [u8; 32],
    /// How long it lasts.
    pub rules: &'a SessionRules,
}

/// How signing in went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// A session is open.
    Opened {
        /// The secret for the browser.
        secret: String,
        /// Whose.
        account: AccountId,
    },
    /// The first step is done: a code opens the session ([`Register::second_step`]).
    CodeNeeded {
        /// The secret for the form that asks for it.
        secret: String,
    },
    /// No; nobody learns why.
    Refused,
    /// The second step waited too long, or was done already: from the start again.
    Over,
    /// Not now.
    TooOften {
        /// When to try again.
        wait: Duration,
    },
}

impl Register {
    /// Opens a session by address and password.
    pub async fn sign_in(
        &self,
        given: Credentials<'_>,
        passwords: &Passwords,
        opening: Opening<'_>,
        act: Act<'_>,
    ) -> Result<SignIn, RegisterError> {
        let account = match self.right_password(given, passwords, act).await? {
            Ok(account) => account,
            Err(refused) => return Ok(refused),
        };
        let fresh = match account.password.clone() {
            Some(kept) if passwords.is_outdated(&kept) => {
                hashed(passwords, given.password, opening.random).await
            }
            _ => None,
        };
        let signed_in = async {
            let mut writing = self.write(act).await?;
            let account = AccountId::of(account.id);
            if let Some(fresh) = fresh {
                accounts::change(&mut writing, account, |row, _| row.password = Some(fresh)).await?;
            }
            opened(writing, (account, Means::Password), opening).await
        };
        self.located(signed_in.await)
    }

    /// The account that address and password belong to, or the answer to whoever has no such pair.
    pub(super) async fn right_password(
        &self,
        given: Credentials<'_>,
        passwords: &Passwords,
        act: Act<'_>,
    ) -> Result<Result<account::Model, SignIn>, RegisterError> {
        let folded = given.email.trim().to_lowercase();
        let limits = [(BY_ADDRESS, folded.as_str()), (BY_ORIGIN, given.origin)];
        if let Some(wait) = self.attempt(&limits, act).await? {
            return Ok(Err(SignIn::TooOften { wait }));
        }
        let account = self.located(accounts::by_address(self.database(), &folded).await)?;
        let kept = account.as_ref().and_then(|account| account.password.clone());
        let is_right = compared(passwords, kept, given.password).await;
        let account = account.filter(|account| is_right && account.blocked_at.is_none());
        Ok(account.ok_or(SignIn::Refused))
    }

    /// Opens a session by a link that was made for it, and takes the link away.
    pub async fn sign_in_by_link(
        &self,
        secret: &str,
        opening: Opening<'_>,
        act: Act<'_>,
    ) -> Result<SignIn, RegisterError> {
        let signed_in = async {
            let writing = self.write(act).await?;
            let link = links::take(&writing, secret).await?;
            let account = link
                .filter(|link| link.opens == LinkUse::SignIn)
                .and_then(|link| link.account);
            let Some(account) = account else {
                return Ok(SignIn::Refused);
            };
            let found = accounts::find(writing.database(), account).await?;
            if found.is_none_or(|account| account.blocked_at.is_some()) {
                return Ok(SignIn::Refused);
            }
            opened(writing, (account, Means::Link), opening).await
        };
        self.located(signed_in.await)
    }
}

/// Whether the password is the kept one, asked on a thread that may be busy for long.
pub(crate) async fn compared(passwords: &Passwords, kept: Option<String>, password: &str) -> bool {
    let (passwords, password) = (passwords.clone(), password.to_owned());
    let compared = tokio::task::spawn_blocking(move || passwords.is(kept.as_deref(), &password));
    compared.await.unwrap_or(false)
}

/// The password as it is kept, made on a thread that may be busy for long; the salt is cut from the random bytes.
pub(crate) async fn hashed(passwords: &Passwords, password: &str, random: [u8; 32]) -> Option<String> {
    let (passwords, password) = (passwords.clone(), password.to_owned());
    // The bytes may also make a secret: a salt is no secret, so it is cut from their hash.
    let salt: [u8; 16] = Token::of(random).hash.as_bytes().first_chunk().copied()?;
    tokio::task::spawn_blocking(move || passwords.hash(&password, salt))
        .await
        .ok()?
}
