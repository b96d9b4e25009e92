//! The second step of signing in: a code after the password, where the person turned codes on.
//!
//! # Invariants
//! - Between both steps nothing is open: the browser holds a secret that opens nothing without a code, for ten minutes.
//! - A passkey asks its owner for a second proof itself, so no code is asked for after it.

use super::ceremony::Ceremony;
use super::codes;
use super::key::SecretKey;
use super::providers::Identity;
use super::sessions::{Means, open_session};
use super::sign_in::{Opening, SignIn};
use super::{accounts, events, providers};
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::writing::Writing;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use vocabulary::AccountId;

/// The first step waits for the second.
const FIRST_STEP: Ceremony = Ceremony {
    kind: "second_step",
    waits: Duration::from_mins(10),
};

/// What was done in the first step.
#[derive(Serialize, Deserialize)]
struct First {
    means: Means,
    /// What is joined to the account together with the session.
    #[serde(default)]
    link: Option<Link>,
}

/// An identity at a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Link {
    pub(super) issuer: String,
    pub(super) subject: String,
}

impl Link {
    pub(super) fn of(identity: &Identity) -> Self {
        Self {
            issuer: identity.issuer.clone(),
            subject: identity.subject.clone(),
        }
    }
}

impl Register {
    /// Opens the session that waits for a code.
    pub async fn second_step(
        &self,
        (secret, code): (&str, &str),
        key: &SecretKey,
        opening: Opening<'_>,
        act: Act<'_>,
    ) -> Result<SignIn, RegisterError> {
        let account = FIRST_STEP.account(self.database(), secret, act.now).await;
        let Some(account) = self.located(account)? else {
            return Ok(SignIn::Over);
        };
        if let Some(wait) = self.guess(account, act).await? {
            return Ok(SignIn::TooOften { wait });
        }
        let stepped = async {
            let writing = self.write(act).await?;
            // A wrong code ends this write without a trace, and the first step waits on.
            let Some((_, first)) = FIRST_STEP.take::<First>(&writing, secret).await? else {
                return Ok(SignIn::Over);
            };
            let found = accounts::find(writing.database(), account).await?;
            if found.is_none_or(|account| account.blocked_at.is_some()) {
                return Ok(SignIn::Over);
            }
            if !codes::spend(&writing, account, (code, key)).await? {
                return Ok(SignIn::Refused);
            }
            session(writing, (account, first.means), first.link, opening).await
        };
        self.located(stepped.await)
    }
}

/// Opens a session as the last part of a write, or asks for a code first.
pub(super) async fn opened(
    writing: Writing<'_>,
    whose: (AccountId, Means),
    opening: Opening<'_>,
) -> Result<SignIn, RegisterError> {
    opened_with(writing, whose, None, opening).await
}

/// The same, and joins an identity to the account together with the session.
pub(super) async fn opened_with(
    writing: Writing<'_>,
    (account, means): (AccountId, Means),
    link: Option<Link>,
    opening: Opening<'_>,
) -> Result<SignIn, RegisterError> {
    let proves_itself = means == Means::Passkey;
    if proves_itself || !codes::are_on(writing.database(), account).await? {
        return session(writing, (account, means), link, opening).await;
    }
    let first = First { means, link };
    let secret = FIRST_STEP
        .keep(&writing, (Some(account), &first), opening.random)
        .await?;
    writing.commit().await?;
    Ok(SignIn::CodeNeeded { secret })
}

/// Opens the session, notes it for its owner, and makes everything last.
async fn session(
    writing: Writing<'_>,
    (account, means): (AccountId, Means),
    link: Option<Link>,
    opening: Opening<'_>,
) -> Result<SignIn, RegisterError> {
    if let Some(link) = link
        && !providers::join(&writing, account, &link).await?
    {
        return Ok(SignIn::Over);
    }
    let token = (opening.random, opening.rules);
    let secret = open_session(&writing, (account, means), opening.device, token).await?;
    let signed_in = (events::Happening::SignedIn, opening.device);
    events::happened(&writing, account, signed_in).await?;
    writing.commit().await?;
    Ok(SignIn::Opened { secret, account })
}
