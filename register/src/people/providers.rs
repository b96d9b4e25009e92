//! Signing in through another site (`OpenID` Connect): the attempt of a browser, and which account an identity belongs to.
//!
//! # Invariants
//! - An attempt is used once, by the browser that began it: state, nonce and proof are made of the secret in its cookie.
//! - An identity is an issuer and a subject. Its mail address never joins it to an account: the password does, or the
//!   account that is signed in.
//! - An account is made only for an address that the issuer says was proved, and that has none.
//! - An identity has one account: whoever comes second with it is told so, and joins nothing.

use super::Passwords;
use super::accounts::{self, NewAccount};
use super::ceremony::Ceremony;
use super::events::{Happening, happened};
use super::limits::{Limit, attempt};
use super::second_step::{Link, opened, opened_with};
use super::sessions::Means;
use super::sign_in::{Credentials, Opening, SignIn};
use super::token::hash;
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::provider_account;
use crate::writing::Writing;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use vocabulary::{AccountId, Id, Language, MailAddress, Moment};

/// How long somebody may take at the provider, and to give the password.
const ATTEMPT: Ceremony = Ceremony {
    kind: "provider",
    waits: Duration::from_mins(20),
};
/// How often one origin may be sent to the provider: each time it is asked what it says of itself, and a row is kept.
const BY_ORIGIN: Limit = Limit {
    what: "provider by origin",
    burst: 100,
    pause: Duration::from_secs(3),
};

/// An attempt to sign in through a provider.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderAttempt {
    /// What the browser keeps; the rest is made of it.
    pub secret: String,
    /// Comes back with the answer.
    pub state: String,
    /// Comes back within the token.
    pub nonce: String,
    /// Proves that the code is ours.
    pub verifier: String,
}

impl std::fmt::Debug for ProviderAttempt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProviderAttempt(…)")
    }
}

impl ProviderAttempt {
    /// The attempt that this secret belongs to.
    pub fn of(secret: &str) -> Self {
        let made = |of: &str| hash(&format!("{of} {secret}"));
        Self {
            state: made("state"),
            nonce: made("nonce"),
            verifier: made("verifier"),
            secret: secret.to_owned(),
        }
    }
}

/// Why somebody was sent to the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The account that is to be joined, where somebody was signed in and asked for it.
    pub joins: Option<AccountId>,
    /// The way back.
    pub back: String,
}

/// Whom a provider named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person, in its words.
    pub subject: String,
    /// The mail address.
    pub email: Option<MailAddress>,
    /// Whether the provider says that it was proved.
    pub is_verified: bool,
    /// The name.
    pub name: Option<String>,
}

/// What is kept between two requests of a browser.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kept", rename_all = "snake_case")]
enum Kept {
    /// It was sent to the provider.
    Sent(Sent),
    /// An identity that waits for a password.
    Waiting(Link),
}

/// What came of an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Through {
    /// It belongs to an account, or has one now.
    Went(SignIn),
    /// It belongs to none: the password of one joins them ([`Register::join_and_sign_in`]).
    Stranger {
        /// The secret for the form that asks for it.
        secret: String,
    },
}

/// A provider that an account is joined to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedProvider {
    /// Its address.
    pub issuer: String,
    /// Since when.
    pub since: Moment,
}

impl Register {
    /// Notes that a browser is sent to the provider; the answer is how long to wait where too much was asked.
    pub async fn begin_provider(
        &self,
        sent: &Sent,
        (origin, random): (&str, [u8; 32]),
        act: Act<'_>,
    ) -> Result<Result<ProviderAttempt, Duration>, RegisterError> {
        let begun = async {
            let writing = self.write(act).await?;
            if let Some(wait) = attempt(&writing, &[(BY_ORIGIN, origin)]).await? {
                return Ok(Err(wait));
            }
            let kept = Kept::Sent(sent.clone());
            let secret = ATTEMPT.keep(&writing, (sent.joins, &kept), random).await?;
            writing.commit().await?;
            Ok(Ok(ProviderAttempt::of(&secret)))
        };
        self.located(begun.await)
    }

    /// Takes the attempt of a browser that came back with this state; `None` where it is over, used, or another's.
    pub async fn take_provider(
        &self,
        (secret, state): (&str, &str),
        act: Act<'_>,
    ) -> Result<Option<(ProviderAttempt, Sent)>, RegisterError> {
        let taken = async {
            let writing = self.write(act).await?;
            let kept = ATTEMPT.take(&writing, secret).await?;
            writing.commit().await?;
            let attempt = ProviderAttempt::of(secret);
            Ok(match kept {
                Some((_, Kept::Sent(sent))) if attempt.state == state => Some((attempt, sent)),
                _ => None,
            })
        };
        self.located(taken.await)
    }

    /// Opens a session of the account that an identity belongs to, or of a new one.
    pub async fn sign_in_through(
        &self,
        identity: &Identity,
        language: Language,
        opening: Opening<'_>,
        act: Act<'_>,
    ) -> Result<Through, RegisterError> {
        let went = async {
            let mut writing = self.write(act).await?;
            if let Some(account) = owner(&writing, &Link::of(identity)).await? {
                let row = accounts::find(writing.database(), account).await?;
                if row.is_none_or(|row| row.blocked_at.is_some()) {
                    return Ok(Through::Went(SignIn::Refused));
                }
                return opened(writing, (account, Means::Provider), opening)
                    .await
                    .map(Through::Went);
            }
            if let Some(account) = newcomer(&mut writing, identity, language).await? {
                let link = Some(Link::of(identity));
                return opened_with(writing, (account, Means::Provider), link, opening)
                    .await
                    .map(Through::Went);
            }
            let kept = Kept::Waiting(Link::of(identity));
            let secret = ATTEMPT.keep(&writing, (None, &kept), opening.random).await?;
            writing.commit().await?;
            Ok(Through::Stranger { secret })
        };
        self.located(went.await)
    }

    /// Joins the identity that waits to the account whose address and password are given, and opens a session.
    pub async fn join_and_sign_in(
        &self,
        (secret, given): (&str, Credentials<'_>),
        passwords: &Passwords,
        opening: Opening<'_>,
        act: Act<'_>,
    ) -> Result<SignIn, RegisterError> {
        let account = match self.right_password(given, passwords, act).await? {
            Ok(account) => AccountId::of(account.id),
            Err(refused) => return Ok(refused),
        };
        let joined = async {
            let writing = self.write(act).await?;
            let Some((_, Kept::Waiting(link))) = ATTEMPT.take(&writing, secret).await? else {
                return Ok(SignIn::Over);
            };
            opened_with(writing, (account, Means::Provider), Some(link), opening).await
        };
        self.located(joined.await)
    }

    /// Joins an identity to the account that is signed in; the answer is whether it is free for it.
    pub async fn join_provider(
        &self,
        account: AccountId,
        identity: &Identity,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let joined = async {
            let writing = self.write(act).await?;
            let is_free = join(&writing, account, &Link::of(identity)).await?;
            if is_free {
                writing.commit().await?;
            }
            Ok(is_free)
        };
        self.located(joined.await)
    }

    /// Parts an account from a provider.
    pub async fn part_provider(
        &self,
        account: AccountId,
        issuer: &str,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let parted = async {
            let writing = self.write(act).await?;
            let parted = provider_account::Entity::delete_many()
                .filter(provider_account::Column::AccountId.eq(account.uuid()))
                .filter(provider_account::Column::Issuer.eq(issuer))
                .exec(writing.database())
                .await?;
            if parted.rows_affected == 0 {
                return Ok(());
            }
            happened(&writing, account, (Happening::ProviderParted, issuer)).await?;
            writing.commit().await.map(drop)
        };
        self.located(parted.await)
    }

    /// The providers that an account is joined to.
    pub async fn providers(&self, account: AccountId) -> Result<Vec<JoinedProvider>, RegisterError> {
        let rows = provider_account::Entity::find()
            .filter(provider_account::Column::AccountId.eq(account.uuid()))
            .order_by_asc(provider_account::Column::LinkedAt)
            .all(self.database())
            .await;
        let rows = self.located(rows.map_err(RegisterError::from))?;
        let of = |row: provider_account::Model| JoinedProvider {
            issuer: row.issuer,
            since: Moment::utc(row.linked_at),
        };
        Ok(rows.into_iter().map(of).collect())
    }
}

/// Joins an identity to an account within a write; the answer is whether it is that account's now.
pub(super) async fn join(
    writing: &Writing<'_>,
    account: AccountId,
    link: &Link,
) -> Result<bool, RegisterError> {
    if let Some(owner) = owner(writing, link).await? {
        return Ok(owner == account);
    }
    let row = provider_account::Model {
        issuer: link.issuer.clone(),
        subject: link.subject.clone(),
        account_id: account.uuid(),
        linked_at: writing.now().micros,
    };
    row.into_active_model().insert(writing.database()).await?;
    happened(writing, account, (Happening::ProviderJoined, &link.issuer)).await?;
    Ok(true)
}

/// The account that an identity belongs to.
async fn owner(writing: &Writing<'_>, link: &Link) -> Result<Option<AccountId>, RegisterError> {
    let key = (link.issuer.clone(), link.subject.clone());
    let row = provider_account::Entity::find_by_id(key)
        .one(writing.database())
        .await?;
    Ok(row.map(|row| AccountId::of(row.account_id)))
}

/// An account for a proved address that has none.
async fn newcomer(
    writing: &mut Writing<'_>,
    identity: &Identity,
    language: Language,
) -> Result<Option<AccountId>, RegisterError> {
    let Some(email) = identity.email.clone().filter(|_| identity.is_verified) else {
        return Ok(None);
    };
    let taken = accounts::by_address(writing.database(), &email.folded()).await?;
    if taken.is_some() {
        return Ok(None);
    }
    let local = || email.as_str().split('@').next().unwrap_or_default().to_owned();
    let new = NewAccount {
        name: identity.name.clone().unwrap_or_else(local),
        verified: Some(writing.now().clone()),
        language,
        password: None,
        email,
    };
    accounts::create(writing, &new).await.map(Some)
}
