//! One-time links: what a mailed or printed address opens.
//!
//! # Invariants
//! - Looking at a link changes nothing (mail programs look at links); using it takes it away.
//! - A link that is over, was used or never was is all the same to whoever holds it.

use super::sessions::micros;
use super::token::{Token, hash};
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::one_time_link;
use crate::tables::cell;
use crate::writing::{Writing, json};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;
use vocabulary::{AccountId, Id, Language, Moment, PartnershipId, PartyRef};

/// What a link opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "purpose", rename_all = "snake_case")]
pub enum LinkUse {
    /// A session.
    SignIn,
    /// An account for the address that the link was sent to.
    Register {
        /// The name that the person gave.
        name: String,
        /// The address.
        email: String,
        /// The language that the person wrote in.
        language: Language,
    },
    /// A new password.
    Reset,
    /// A new address of an account.
    Address {
        /// The address that the link was sent to.
        email: String,
    },
    /// The address that an account had before, within the time to take the change back.
    RestoreAddress {
        /// That address.
        email: String,
    },
    /// A membership.
    Invitation {
        /// Which invitation.
        id: Uuid,
    },
    /// The confirmation that a partnership is alive.
    Confirm {
        /// The partnership.
        partnership: PartnershipId,
        /// The party for which it is confirmed.
        body: PartyRef,
    },
}

impl LinkUse {
    /// The word in the database.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Register { .. } => "register",
            Self::Reset => "reset",
            Self::Address { .. } | Self::RestoreAddress { .. } => "address",
            // To take part, or to say that something is alive: the schema of the second release has one word for both.
            Self::Invitation { .. } | Self::Confirm { .. } => "invitation",
        }
    }
}

/// A link that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneTimeLink {
    /// Whose it is; `None` for somebody who has no account yet.
    pub account: Option<AccountId>,
    /// What it opens.
    pub opens: LinkUse,
}

impl Register {
    /// The secret of a new link, open for `lasts`; show or mail it once, it is not stored.
    pub async fn make_link(
        &self,
        link: &OneTimeLink,
        (random, lasts): ([u8; 32], Duration),
        act: Act<'_>,
    ) -> Result<String, RegisterError> {
        let made = async {
            let writing = self.write(act).await?;
            let secret = make(&writing, link, (random, lasts)).await?;
            writing.commit().await?;
            Ok(secret)
        };
        self.located(made.await)
    }

    /// What a link opens, without using it.
    pub async fn link(&self, secret: &str, now: &Moment) -> Result<Option<OneTimeLink>, RegisterError> {
        let found = async {
            let row = find(self.database(), secret, now).await?;
            row.as_ref().map(of).transpose()
        };
        self.located(found.await)
    }
}

/// Makes a link within a write.
pub(crate) async fn make(
    writing: &Writing<'_>,
    link: &OneTimeLink,
    (random, lasts): ([u8; 32], Duration),
) -> Result<String, RegisterError> {
    let now = writing.now().micros;
    let token = Token::of(random);
    let row = one_time_link::Model {
        token_sha256: token.hash,
        purpose: link.opens.as_str().to_owned(),
        account_id: link.account.map(Id::uuid),
        body: json(&link.opens),
        created_at: now,
        expires_at: now.saturating_add(micros(lasts)),
    };
    row.into_active_model().insert(writing.database()).await?;
    Ok(token.secret)
}

/// Uses a link within a write: it is gone unless the write fails.
pub(crate) async fn take(writing: &Writing<'_>, secret: &str) -> Result<Option<OneTimeLink>, RegisterError> {
    let Some(row) = find(writing.database(), secret, writing.now()).await? else {
        return Ok(None);
    };
    let link = of(&row)?;
    row.into_active_model().delete(writing.database()).await?;
    Ok(Some(link))
}

async fn find(
    database: &impl ConnectionTrait,
    secret: &str,
    now: &Moment,
) -> Result<Option<one_time_link::Model>, RegisterError> {
    let query = one_time_link::Entity::find_by_id(hash(secret))
        .filter(one_time_link::Column::ExpiresAt.gt(now.micros));
    Ok(query.one(database).await?)
}

fn of(row: &one_time_link::Model) -> Result<OneTimeLink, RegisterError> {
    Ok(OneTimeLink {
        account: row.account_id.map(AccountId::of),
        opens: cell("one_time_link", "body", &row.purpose).json(&row.body)?,
    })
}
