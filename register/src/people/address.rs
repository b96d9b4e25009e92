//! Another mail address: confirmed from the new one, told to the old one, which can take it back.
//!
//! # Invariants
//! - Whoever asks for an address learns nothing of it: the answer is the same whether it has an account or not.
//! - The old address hears of the change in the write that makes it, and for a week its link takes it back: the sessions
//!   end and a new password is chosen, because somebody else may know the present one.
//! - Links that chose passwords by the old address end with it.

use super::accounts;
use super::events::{Happening, happened};
use super::limits::attempt;
use super::links::{self, LinkUse, OneTimeLink};
use super::mailed::{Asking, limits, send};
use super::sessions;
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::one_time_link;
use crate::writing::Writing;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::time::Duration;
use vocabulary::{AccountId, Id, Language, Letter, MailAddress, SecretLink};

/// For how many hours a new address can be confirmed.
const HOURS: u32 = 24;
/// For how many days the old address can take the change back.
const DAYS: u32 = 7;
/// For how long a password can be chosen after that.
const RESET: Duration = Duration::from_mins(30);

/// Gives the address of the page that a secret opens.
pub type PageOf<'a> = &'a (dyn Fn(&str) -> String + Sync);

impl Register {
    /// Sends a link to the address that a person wants to have; the answer is how long to wait where too much was asked.
    pub async fn ask_address(
        &self,
        (account, language): (AccountId, Language),
        asking: Asking<'_>,
        sign_in: &str,
        act: Act<'_>,
    ) -> Result<Option<Duration>, RegisterError> {
        let asked = async {
            let mut writing = self.write(act).await?;
            if let Some(wait) = attempt(&writing, &limits(&asking, &asking.email.folded())).await? {
                return Ok(Some(wait));
            }
            let opens = LinkUse::Address {
                email: asking.email.as_str().to_owned(),
            };
            let link = OneTimeLink {
                account: Some(account),
                opens,
            };
            let lasts = Duration::from_hours(u64::from(HOURS));
            let secret = links::make(&writing, &link, (asking.random, lasts)).await?;
            let taken = accounts::by_address(writing.database(), &asking.email.folded()).await?;
            let letter = if taken.is_some() {
                links::take(&writing, &secret).await?;
                Letter::AddressTaken {
                    link: SecretLink::new(sign_in),
                }
            } else {
                Letter::NewAddress {
                    link: SecretLink::new((asking.page)(&secret)),
                    hours: HOURS,
                }
            };
            send(&mut writing, (asking.email, language), letter).await?;
            writing.commit().await?;
            Ok(None)
        };
        self.located(asked.await)
    }

    /// Gives the account the address that the link was sent to, and tells the old one; the answer is whether it did.
    pub async fn change_address(
        &self,
        secret: &str,
        (random, page): ([u8; 32], PageOf<'_>),
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let changed = async {
            let mut writing = self.write(act).await?;
            let Some((account, email)) = taken(&writing, secret).await? else {
                return Ok(false);
            };
            let Some(row) = accounts::find(writing.database(), account).await? else {
                return Ok(false);
            };
            let (old, language) = (row.email.clone(), accounts::of(row)?.language);
            set(&mut writing, account, &email).await?;
            let back = OneTimeLink {
                account: Some(account),
                opens: LinkUse::RestoreAddress { email: old.clone() },
            };
            let lasts = Duration::from_hours(u64::from(DAYS) * 24);
            let secret = links::make(&writing, &back, (random, lasts)).await?;
            happened(&writing, account, (Happening::AddressChanged, "")).await?;
            if let Ok(old) = old.parse::<MailAddress>() {
                let letter = Letter::AddressChanged {
                    link: SecretLink::new(page(&secret)),
                    days: DAYS,
                };
                send(&mut writing, (&old, language), letter).await?;
            }
            writing.commit().await?;
            Ok(true)
        };
        self.located(changed.await)
    }

    /// Gives the account its old address back and ends its sessions; the answer is a secret that chooses a new password.
    pub async fn restore_address(
        &self,
        secret: &str,
        random: [u8; 32],
        act: Act<'_>,
    ) -> Result<Option<String>, RegisterError> {
        let restored = async {
            let mut writing = self.write(act).await?;
            let link = links::take(&writing, secret).await?;
            let Some(OneTimeLink {
                account: Some(account),
                opens: LinkUse::RestoreAddress { email },
            }) = link
            else {
                return Ok(None);
            };
            let Some(email) = free(&writing, &email, account).await? else {
                return Ok(None);
            };
            set(&mut writing, account, &email).await?;
            sessions::end(&writing, account, |all| all).await?;
            let reset = OneTimeLink {
                account: Some(account),
                opens: LinkUse::Reset,
            };
            let secret = links::make(&writing, &reset, (random, RESET)).await?;
            happened(&writing, account, (Happening::AddressRestored, "")).await?;
            writing.commit().await?;
            Ok(Some(secret))
        };
        self.located(restored.await)
    }
}

/// The account and the address of a link that confirms one, if the address is still free.
async fn taken(
    writing: &Writing<'_>,
    secret: &str,
) -> Result<Option<(AccountId, MailAddress)>, RegisterError> {
    let link = links::take(writing, secret).await?;
    let Some(OneTimeLink {
        account: Some(account),
        opens: LinkUse::Address { email },
    }) = link
    else {
        return Ok(None);
    };
    let email = free(writing, &email, account).await?;
    Ok(email.map(|email| (account, email)))
}

/// The address, unless another account has it.
async fn free(
    writing: &Writing<'_>,
    email: &str,
    account: AccountId,
) -> Result<Option<MailAddress>, RegisterError> {
    let Ok(email) = email.parse::<MailAddress>() else {
        return Ok(None);
    };
    let holder = accounts::by_address(writing.database(), &email.folded()).await?;
    Ok(Some(email).filter(|_| holder.is_none_or(|row| row.id == account.uuid())))
}

/// Gives an account an address, and ends the links that were sent to the one before.
async fn set(
    writing: &mut Writing<'_>,
    account: AccountId,
    email: &MailAddress,
) -> Result<(), RegisterError> {
    let purposes = [LinkUse::Reset.as_str(), LinkUse::SignIn.as_str()];
    one_time_link::Entity::delete_many()
        .filter(one_time_link::Column::AccountId.eq(account.uuid()))
        .filter(one_time_link::Column::Purpose.is_in(purposes))
        .exec(writing.database())
        .await?;
    accounts::change(writing, account, |row, now| {
        email.as_str().clone_into(&mut row.email);
        row.email_folded = email.folded();
        row.email_verified_at = Some(now.micros);
    })
    .await
}
