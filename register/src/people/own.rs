//! What people do about their own password.
//!
//! # Invariants
//! A new password ends every other session of the person.

use super::accounts::{self, Account};
use super::limits::Limit;
use super::passwords::Passwords;
use super::sign_in::{compared, hashed};
use super::{events, sessions};
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::account_session;
use sea_orm::{ColumnTrait, QueryFilter};
use std::time::Duration;
use uuid::Uuid;
use vocabulary::AccountId;

/// How often a signed-in person may give the password again.
const AGAIN: Limit = Limit {
    what: "password again",
    burst: 10,
    pause: Duration::from_mins(1),
};

impl Register {
    /// Whether this is the person's password; too many guesses are as wrong as a wrong one.
    pub async fn is_password(
        &self,
        own: &Account,
        password: &str,
        passwords: &Passwords,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let key = own.id.to_string();
        if self.attempt(&[(AGAIN, &key)], act).await?.is_some() {
            return Ok(false);
        }
        Ok(compared(passwords, own.password.clone(), password).await)
    }

    /// Gives a person another password and ends every session but one.
    pub async fn choose_password(
        &self,
        (account, session): (AccountId, Uuid),
        password: &str,
        (passwords, random): (&Passwords, [u8; 32]),
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let kept = hashed(passwords, password, random)
            .await
            .ok_or(RegisterError::NoMemory)?;
        let chosen = async {
            let mut writing = self.write(act).await?;
            accounts::change(&mut writing, account, |row, _| row.password = Some(kept)).await?;
            let others =
                |query: sea_orm::UpdateMany<_>| query.filter(account_session::Column::Id.ne(session));
            sessions::end(&writing, account, others).await?;
            events::happened(&writing, account, (events::Happening::PasswordChanged, "")).await?;
            writing.commit().await
        };
        self.located(chosen.await).map(drop)
    }
}
