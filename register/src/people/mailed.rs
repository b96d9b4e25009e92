//! What goes by mail: making an account for an address, and a new password for one that is known.
//!
//! # Invariants
//! - Whoever asks gets one answer, whether the address has an account or not; only the mail says which.
//! - An account is made once its address was proved: nobody holds another's address by asking first.
//! - The mail is put on the list of jobs in the same write as the link it carries.

use super::limits::{Limit, attempt};
use super::links::{self, LinkUse, OneTimeLink};
use super::passwords::Passwords;
use super::second_step::opened;
use super::sessions::{self, Means};
use super::sign_in::{Opening, SignIn, hashed};
use super::{NewAccount, accounts, events};
use crate::act::Act;
use crate::error::RegisterError;
use crate::jobs::Order;
use crate::register::Register;
use crate::writing::Writing;
use std::time::Duration;
use vocabulary::{Job, Language, Letter, Mail, MailAddress, SecretLink};

/// How often mail goes to one address.
const TO_ADDRESS: Limit = Limit {
    what: "mail to address",
    burst: 3,
    pause: Duration::from_mins(10),
};
/// How often one origin asks for mail.
const BY_ORIGIN: Limit = Limit {
    what: "mail by origin",
    burst: 30,
    pause: Duration::from_mins(1),
};
/// For how many hours an address can be confirmed.
const HOURS: u32 = 24;
/// For how many minutes a password can be chosen anew.
const MINUTES: u32 = 30;

/// Somebody who asks for a mail.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// The address that the mail goes to.
    pub email: &'a MailAddress,
    /// Where the request came from, as far as it is known.
    pub origin: &'a str,
    /// Fresh random bytes.
    pub random: [u8; 32],
    /// The address of the page that a secret opens.
    pub page: &'a (dyn Fn(&str) -> String + Sync),
}

impl std::fmt::Debug for Asking<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Asking")
    }
}

impl Register {
    /// Sends a link that makes an account to an address, or word that there is one; the answer is how long to wait
    /// where too much was asked.
    pub async fn ask_account(
        &self,
        asking: Asking<'_>,
        (name, language): (&str, Language),
        sign_in: &str,
        act: Act<'_>,
    ) -> Result<Option<Duration>, RegisterError> {
        let asked = async {
            let mut writing = self.write(act).await?;
            if let Some(wait) = attempt(&writing, &limits(&asking, &asking.email.folded())).await? {
                return Ok(Some(wait));
            }
            let known = accounts::by_address(writing.database(), &asking.email.folded()).await?;
            let opens = LinkUse::Register {
                name: name.to_owned(),
                email: asking.email.as_str().to_owned(),
                language,
            };
            let link = OneTimeLink { account: None, opens };
            let lasts = Duration::from_hours(u64::from(HOURS));
            let secret = links::make(&writing, &link, (asking.random, lasts)).await?;
            let letter = if known.is_some() {
                // The link was made for the sake of equal work; nobody gets it.
                links::take(&writing, &secret).await?;
                Letter::AddressTaken {
                    link: SecretLink::new(sign_in),
                }
            } else {
                Letter::ConfirmAddress {
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

    /// Sends a link that chooses a new password to the address of an account, and to no other; the answer is how long to
    /// wait where too much was asked.
    pub async fn ask_reset(
        &self,
        asking: Asking<'_>,
        act: Act<'_>,
    ) -> Result<Option<Duration>, RegisterError> {
        let asked = async {
            let mut writing = self.write(act).await?;
            if let Some(wait) = attempt(&writing, &limits(&asking, &asking.email.folded())).await? {
                return Ok(Some(wait));
            }
            let known = accounts::by_address(writing.database(), &asking.email.folded()).await?;
            let known = known
                .filter(|row| row.blocked_at.is_none())
                .map(accounts::of)
                .transpose()?;
            // A link without an account opens nothing; it is made for the sake of equal work.
            let link = OneTimeLink {
                account: known.as_ref().map(|account| account.id),
                opens: LinkUse::Reset,
            };
            let lasts = Duration::from_mins(u64::from(MINUTES));
            let secret = links::make(&writing, &link, (asking.random, lasts)).await?;
            if let Some(account) = known {
                let to: Option<MailAddress> = account.email.parse().ok();
                let letter = Letter::ResetPassword {
                    link: SecretLink::new((asking.page)(&secret)),
                    minutes: MINUTES,
                };
                send(
                    &mut writing,
                    (to.as_ref().unwrap_or(asking.email), account.language),
                    letter,
                )
                .await?;
            }
            writing.commit().await?;
            Ok(None)
        };
        self.located(asked.await)
    }

    /// Makes the account that a link was sent for, with this password, and opens its first session.
    pub async fn confirm_account(
        &self,
        secret: &str,
        (password, passwords): (&str, &Passwords),
        opening: Opening<'_>,
        act: Act<'_>,
    ) -> Result<SignIn, RegisterError> {
        let kept = hashed(passwords, password, opening.random)
            .await
            .ok_or(RegisterError::NoMemory)?;
        let confirmed = async {
            let mut writing = self.write(act).await?;
            let link = links::take(&writing, secret).await?;
            let Some(LinkUse::Register {
                name,
                email,
                language,
            }) = link.map(|link| link.opens)
            else {
                return Ok(SignIn::Refused);
            };
            let Ok(email) = email.parse::<MailAddress>() else {
                return Ok(SignIn::Refused);
            };
            if accounts::by_address(writing.database(), &email.folded())
                .await?
                .is_some()
            {
                return Ok(SignIn::Refused);
            }
            let new = NewAccount {
                name,
                email,
                verified: Some(writing.now().clone()),
                language,
                password: Some(kept),
            };
            let account = accounts::create(&mut writing, &new).await?;
            opened(writing, (account, Means::Link), opening).await
        };
        self.located(confirmed.await)
    }

    /// Chooses a new password by a link, ends every session and opens one.
    pub async fn reset_password(
        &self,
        secret: &str,
        (password, passwords): (&str, &Passwords),
        opening: Opening<'_>,
        act: Act<'_>,
    ) -> Result<SignIn, RegisterError> {
        let kept = hashed(passwords, password, opening.random)
            .await
            .ok_or(RegisterError::NoMemory)?;
        let reset = async {
            let mut writing = self.write(act).await?;
            let link = links::take(&writing, secret).await?;
            let account = link
                .filter(|link| link.opens == LinkUse::Reset)
                .and_then(|link| link.account);
            let Some(account) = account else {
                return Ok(SignIn::Refused);
            };
            accounts::change(&mut writing, account, |row, now| {
                row.password = Some(kept);
                row.email_verified_at = Some(now.micros);
            })
            .await?;
            sessions::end(&writing, account, |all| all).await?;
            events::happened(&writing, account, (events::Happening::PasswordReset, "")).await?;
            opened(writing, (account, Means::Link), opening).await
        };
        self.located(reset.await)
    }
}

pub(crate) fn limits<'a>(asking: &Asking<'a>, folded: &'a str) -> [(Limit, &'a str); 2] {
    [(TO_ADDRESS, folded), (BY_ORIGIN, asking.origin)]
}

/// Puts a mail on the list of jobs, in this write.
pub(crate) async fn send(
    writing: &mut Writing<'_>,
    (to, language): (&MailAddress, Language),
    letter: Letter,
) -> Result<(), RegisterError> {
    let key = format!("mail {}", writing.fresh());
    let job = Job::Mail(Mail {
        to: to.clone(),
        language,
        letter,
    });
    writing.enqueue(&Order::now(&job, &key)).await?;
    Ok(())
}
