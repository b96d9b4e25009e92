//! One-time codes of an app (RFC 6238): turned on with a first code, asked for after the password, turned off with a code.
//!
//! # Invariants
//! - The secret is sealed with the key of the operator; it is shown only until its first code was given.
//! - A code opens once: the step of time that it belongs to, and those before it, are over with it.
//! - Guesses are counted for each account, wherever they are made.

use super::events::{Happening, happened};
use super::key::{SecretKey, use_key};
use super::limits::Limit;
use super::recovery;
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::one_time_code;
use crate::writing::Writing;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use std::time::Duration;
use totp_rs::{Builder, Totp};
use vocabulary::{AccountId, Id, Moment};

/// How often a code may be guessed: of a million codes three are right at a time.
pub(super) const GUESSES: Limit = Limit {
    what: "code by account",
    burst: 10,
    pause: Duration::from_mins(5),
};
/// Bytes of a secret, as RFC 4226 recommends.
const SECRET: usize = 20;
/// Digits of a code.
pub(crate) const DIGITS: usize = 6;

/// Whether codes are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codes {
    /// No.
    Off,
    /// No: the first code was not given yet.
    Begun,
    /// Yes.
    On {
        /// Since when.
        since: Moment,
        /// How many recovery codes are left.
        recovery: u64,
    },
}

/// A secret that an app is to hold.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeSecret {
    /// The address that an app reads from a QR code.
    pub address: String,
    /// The same secret for typing.
    pub text: String,
}

impl std::fmt::Debug for CodeSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeSecret(…)")
    }
}

/// What came of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Coded<T> {
    /// It was right.
    Right(T),
    /// It was wrong, used before, or nothing is asked for.
    Wrong,
    /// Not now.
    TooOften {
        /// When to try again.
        wait: Duration,
    },
}

impl Register {
    /// Whether an account is asked for codes.
    pub async fn codes(&self, account: AccountId) -> Result<Codes, RegisterError> {
        let found = async {
            let database = self.database();
            let row = find(database, account).await?;
            let Some(row) = row else { return Ok(Codes::Off) };
            let Some(since) = row.confirmed_at else {
                return Ok(Codes::Begun);
            };
            Ok(Codes::On {
                since: Moment::utc(since),
                recovery: recovery::left(database, account).await?,
            })
        };
        self.located(found.await)
    }

    /// Makes a secret for an app, in place of one that was not confirmed; where codes are on, nothing happens.
    pub async fn begin_codes(
        &self,
        account: AccountId,
        (key, random): (&SecretKey, [[u8; 32]; 2]),
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let begun = async {
            let writing = self.write(act).await?;
            let before = find(writing.database(), account).await?;
            match before {
                Some(row) if row.confirmed_at.is_some() => return Ok(()),
                Some(row) => {
                    row.into_active_model().delete(writing.database()).await?;
                }
                None => {}
            }
            use_key(&writing, key).await?;
            let [secret, nonce] = random;
            let secret = secret.first_chunk::<SECRET>().expect("32 bytes begin with 20");
            let row = one_time_code::Model {
                account_id: account.uuid(),
                secret: key.seal(secret, account.uuid(), nonce)?,
                confirmed_at: None,
                last_step: 0,
            };
            row.into_active_model().insert(writing.database()).await?;
            writing.commit().await.map(drop)
        };
        self.located(begun.await)
    }

    /// The secret that waits for its first code; `site` and `name` are what the app shows.
    pub async fn begun_codes(
        &self,
        account: AccountId,
        key: &SecretKey,
        (site, name): (&str, &str),
    ) -> Result<Option<CodeSecret>, RegisterError> {
        let found = async {
            let row = find(self.database(), account).await?;
            let Some(row) = row.filter(|row| row.confirmed_at.is_none()) else {
                return Ok(None);
            };
            let plain = |text: &str| text.replace(':', " ");
            let builder = builder(&row, key)?.with_issuer(Some(plain(site)));
            let totp = builder.with_account_name(plain(name)).build_noncompliant();
            Ok(Some(CodeSecret {
                address: totp
                    .to_url()
                    .map_err(|_| RegisterError::NoSuchAccount { account })?,
                text: totp.secret().to_base32(),
            }))
        };
        self.located(found.await)
    }

    /// Asks for codes from now on, if this is the first one; the answer is the recovery codes.
    pub async fn confirm_codes(
        &self,
        (account, code): (AccountId, &str),
        (key, random): (&SecretKey, [u8; 32]),
        act: Act<'_>,
    ) -> Result<Coded<Vec<String>>, RegisterError> {
        if let Some(wait) = self.guess(account, act).await? {
            return Ok(Coded::TooOften { wait });
        }
        let confirmed = async {
            let writing = self.write(act).await?;
            let row = find(writing.database(), account).await?;
            let Some(mut row) = row.filter(|row| row.confirmed_at.is_none()) else {
                return Ok(Coded::Wrong);
            };
            let Some(step) = step(&row, key, (code, writing.now()))? else {
                return Ok(Coded::Wrong);
            };
            row.confirmed_at = Some(writing.now().micros);
            row.last_step = step;
            let row = row.into_active_model().reset_all();
            row.update(writing.database()).await?;
            happened(&writing, account, (Happening::CodesOn, "")).await?;
            let codes = recovery::renew(&writing, account, random).await?;
            writing.commit().await?;
            Ok(Coded::Right(codes))
        };
        self.located(confirmed.await)
    }

    /// Makes new recovery codes, if this is a code of the person; the answer is shown once.
    pub async fn renew_recovery(
        &self,
        (account, code): (AccountId, &str),
        (key, random): (&SecretKey, [u8; 32]),
        act: Act<'_>,
    ) -> Result<Coded<Vec<String>>, RegisterError> {
        if let Some(wait) = self.guess(account, act).await? {
            return Ok(Coded::TooOften { wait });
        }
        let renewed = async {
            let writing = self.write(act).await?;
            if !spend(&writing, account, (code, key)).await? {
                return Ok(Coded::Wrong);
            }
            let codes = recovery::renew(&writing, account, random).await?;
            writing.commit().await?;
            Ok(Coded::Right(codes))
        };
        self.located(renewed.await)
    }

    /// Asks for no codes any more, if this is a code of the person.
    pub async fn end_codes(
        &self,
        (account, code): (AccountId, &str),
        key: &SecretKey,
        act: Act<'_>,
    ) -> Result<Coded<()>, RegisterError> {
        if let Some(wait) = self.guess(account, act).await? {
            return Ok(Coded::TooOften { wait });
        }
        let ended = async {
            let writing = self.write(act).await?;
            if !spend(&writing, account, (code, key)).await? {
                return Ok(Coded::Wrong);
            }
            end(&writing, account).await?;
            writing.commit().await?;
            Ok(Coded::Right(()))
        };
        self.located(ended.await)
    }

    /// Asks for no codes any more, because the operator says so.
    pub async fn drop_codes(&self, account: AccountId, act: Act<'_>) -> Result<(), RegisterError> {
        let dropped = async {
            let writing = self.write(act).await?;
            end(&writing, account).await?;
            writing.commit().await.map(drop)
        };
        self.located(dropped.await)
    }

    /// Counts a guess; the answer is how long to wait where too many were made.
    pub(super) async fn guess(
        &self,
        account: AccountId,
        act: Act<'_>,
    ) -> Result<Option<Duration>, RegisterError> {
        self.attempt(&[(GUESSES, &account.to_string())], act).await
    }
}

/// Uses a code of the app, or a recovery code, within a write; the answer is whether it was right.
pub(super) async fn spend(
    writing: &Writing<'_>,
    account: AccountId,
    (code, key): (&str, &SecretKey),
) -> Result<bool, RegisterError> {
    let row = find(writing.database(), account).await?;
    let Some(mut row) = row.filter(|row| row.confirmed_at.is_some()) else {
        return Ok(false);
    };
    if let Some(step) = step(&row, key, (code, writing.now()))? {
        row.last_step = step;
        let mut row = row.into_active_model();
        row.reset(one_time_code::Column::LastStep);
        row.update(writing.database()).await?;
        return Ok(true);
    }
    if !recovery::spend(writing, account, code).await? {
        return Ok(false);
    }
    happened(writing, account, (Happening::RecoveryUsed, "")).await?;
    Ok(true)
}

/// Whether an account is asked for codes.
pub(super) async fn are_on(
    database: &impl ConnectionTrait,
    account: AccountId,
) -> Result<bool, RegisterError> {
    let row = find(database, account).await?;
    Ok(row.is_some_and(|row| row.confirmed_at.is_some()))
}

async fn end(writing: &Writing<'_>, account: AccountId) -> Result<(), RegisterError> {
    one_time_code::Entity::delete_by_id(account.uuid())
        .exec(writing.database())
        .await?;
    recovery::clear(writing, account).await?;
    happened(writing, account, (Happening::CodesOff, "")).await
}

async fn find(
    database: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Option<one_time_code::Model>, RegisterError> {
    let row = one_time_code::Entity::find_by_id(account.uuid());
    Ok(row.one(database).await?)
}

/// The step of time that a code belongs to, if it is right and newer than the last one that was used.
fn step(
    row: &one_time_code::Model,
    key: &SecretKey,
    (code, now): (&str, &Moment),
) -> Result<Option<i64>, RegisterError> {
    let digits: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
    if digits.len() != DIGITS {
        return Ok(None);
    }
    let totp: Totp = builder(row, key)?.build_noncompliant();
    let seconds = u64::try_from(now.micros / 1_000_000).unwrap_or(0);
    let step = totp
        .check(&digits, seconds)
        .and_then(|step| i64::try_from(step).ok());
    Ok(step.filter(|step| *step > row.last_step))
}

/// Codes as every app makes them without being told: six digits, thirty seconds, SHA-1; one step early or late is on time.
fn builder(row: &one_time_code::Model, key: &SecretKey) -> Result<Builder, RegisterError> {
    let secret = key.open(&row.secret, row.account_id)?;
    Ok(Builder::new()
        .with_digits(6)
        .with_step_duration(30)
        .with_skew(1)
        .with_secret(secret))
}
