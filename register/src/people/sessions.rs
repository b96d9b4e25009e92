//! Account sessions: opened by signing in, asked for with every request, ended by the person or by time.
//!
//! # Invariants
//! - Nothing about a session is remembered outside the database: one that ends is over for every node.
//! - A session is over when it was ended, when its time or the person's absence is too long, when the account is blocked.

use super::token::{Token, hash};
use super::{accounts, roles};
use crate::act::Act;
use crate::error::RegisterError;
use crate::policy::Person;
use crate::register::Register;
use crate::rows::account_session;
use crate::tables::cell;
use crate::writing::Writing;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;
use vocabulary::{AccountId, Id, Moment};

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionRules {
    /// From sign-in on.
    pub lasts: Duration,
    /// Without a request.
    pub absence: Duration,
    /// How exactly the last request is noted.
    pub noted: Duration,
}

impl Default for SessionRules {
    fn default() -> Self {
        Self {
            lasts: Duration::from_hours(7 * 24),
            absence: Duration::from_hours(12),
            noted: Duration::from_mins(5),
        }
    }
}

/// How somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// By address and password.
    Password,
    /// By a one-time link.
    Link,
    /// Through another site.
    Provider,
    /// By a passkey.
    Passkey,
}

impl Means {
    /// Every means.
    pub const ALL: &'static [Self] = &[Self::Password, Self::Link, Self::Provider, Self::Passkey];

    /// The word in the database and in translation keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Link => "link",
            Self::Provider => "provider",
            Self::Passkey => "passkey",
        }
    }
}

/// One session, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSession {
    /// Its key.
    pub id: Uuid,
    /// How it was opened.
    pub means: Means,
    /// The browser and its system.
    pub device: String,
    /// When it was opened.
    pub opened: Moment,
    /// When the last request came, roughly.
    pub seen: Moment,
}

impl Register {
    /// Whose session this is, and what that person may do; `None` if it is over or never was.
    pub async fn signed_in(
        &self,
        secret: &str,
        rules: &SessionRules,
        act: Act<'_>,
    ) -> Result<Option<Person>, RegisterError> {
        let found = async {
            let query =
                account_session::Entity::find().filter(account_session::Column::TokenSha256.eq(hash(secret)));
            let row = open(query, rules, act.now).one(self.database()).await?;
            let Some(row) = row else { return Ok(None) };
            let id = AccountId::of(row.account_id);
            let account = accounts::find(self.database(), id).await?;
            let Some(account) = account.filter(|account| account.blocked_at.is_none()) else {
                return Ok(None);
            };
            let account = accounts::of(account)?;
            let person = Person {
                account: id,
                session: row.id,
                name: account.name,
                language: account.language,
                roles: roles::of(self.database(), id).await?,
                memberships: roles::memberships(self.database(), id).await?,
            };
            // A full disk shuts nobody out: that the person is there is worth less than the answer.
            let _ = self.note_presence(row, rules, act).await;
            Ok(Some(person))
        };
        self.located(found.await)
    }

    /// Notes that the person is there, if the last note is old.
    async fn note_presence(
        &self,
        mut row: account_session::Model,
        rules: &SessionRules,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        if row.seen_at > act.now.micros.saturating_sub(micros(rules.noted)) {
            return Ok(());
        }
        let writing = self.write(act).await?;
        row.seen_at = writing.now().micros;
        let mut row = row.into_active_model();
        row.reset(account_session::Column::SeenAt);
        row.update(writing.database()).await?;
        writing.commit().await.map(drop)
    }

    /// The open sessions of a person, the newest first.
    pub async fn sessions(
        &self,
        account: AccountId,
        rules: &SessionRules,
        now: &Moment,
    ) -> Result<Vec<AccountSession>, RegisterError> {
        let found = async {
            let query = account_session::Entity::find()
                .filter(account_session::Column::AccountId.eq(account.uuid()))
                .order_by_desc(account_session::Column::OpenedAt)
                .order_by_desc(account_session::Column::Id);
            let rows = open(query, rules, now).all(self.database()).await?;
            rows.into_iter().map(of).collect()
        };
        self.located(found.await)
    }

    /// Ends one session of a person; one that is over, or another's, stays as it is.
    pub async fn end_session(
        &self,
        account: AccountId,
        session: Uuid,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let ended = async {
            let writing = self.write(act).await?;
            end(&writing, account, |query| {
                query.filter(account_session::Column::Id.eq(session))
            })
            .await?;
            writing.commit().await
        };
        self.located(ended.await).map(drop)
    }

    /// Ends every session of a person but one.
    pub async fn end_other_sessions(
        &self,
        account: AccountId,
        kept: Uuid,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let ended = async {
            let writing = self.write(act).await?;
            end(&writing, account, |query| {
                query.filter(account_session::Column::Id.ne(kept))
            })
            .await?;
            writing.commit().await
        };
        self.located(ended.await).map(drop)
    }
}

/// Those of the sessions asked for that are open.
fn open(
    query: sea_orm::Select<account_session::Entity>,
    rules: &SessionRules,
    now: &Moment,
) -> sea_orm::Select<account_session::Entity> {
    query
        .filter(account_session::Column::EndedAt.is_null())
        .filter(account_session::Column::ExpiresAt.gt(now.micros))
        .filter(account_session::Column::SeenAt.gt(now.micros.saturating_sub(micros(rules.absence))))
        .limit(1_000)
}

/// Ends sessions of a person within a write.
pub(crate) async fn end(
    writing: &Writing<'_>,
    account: AccountId,
    which: impl FnOnce(
        sea_orm::UpdateMany<account_session::Entity>,
    ) -> sea_orm::UpdateMany<account_session::Entity>,
) -> Result<(), RegisterError> {
    let query = account_session::Entity::update_many()
        .col_expr(account_session::Column::EndedAt, writing.now().micros.into())
        .filter(account_session::Column::AccountId.eq(account.uuid()))
        .filter(account_session::Column::EndedAt.is_null());
    which(query).exec(writing.database()).await?;
    Ok(())
}

/// Opens a session within a write; the answer is its secret.
pub(crate) async fn open_session(
    writing: &Writing<'_>,
    (account, means): (AccountId, Means),
    device: &str,
    (random, rules): ([u8; 32], &SessionRules),
) -> Result<String, RegisterError> {
    let token = Token::of(random);
    let now = writing.now().micros;
    let row = account_session::Model {
        id: writing.fresh(),
        token_sha256: token.hash,
        account_id: account.uuid(),
        means: means.as_str().to_owned(),
        device: device.to_owned(),
        opened_at: now,
        seen_at: now,
        expires_at: now.saturating_add(micros(rules.lasts)),
        ended_at: None,
    };
    row.into_active_model().insert(writing.database()).await?;
    Ok(token.secret)
}

/// A time as the database counts it.
pub(crate) fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}

fn of(row: account_session::Model) -> Result<AccountSession, RegisterError> {
    let means = Means::ALL
        .iter()
        .copied()
        .find(|means| means.as_str() == row.means);
    Ok(AccountSession {
        means: means.ok_or_else(|| cell("account_session", "means", &row.id).wrong())?,
        id: row.id,
        device: row.device,
        opened: Moment::utc(row.opened_at),
        seen: Moment::utc(row.seen_at),
    })
}
