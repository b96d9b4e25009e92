//! Accounts: made, found, changed, blocked.
//!
//! # Invariants
//! The log says of an account what is not personal: that it came, its language, whether it is verified or blocked.

use crate::act::Act;
use crate::assignments;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::account;
use crate::tables::cell;
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde::Serialize;
use vocabulary::{AccountId, Id, Language, MailAddress, Moment};

/// A person's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its key; all that the log says of the person.
    pub id: AccountId,
    /// The name that others see.
    pub name: String,
    /// The mail address, private.
    pub email: String,
    /// When a mail to the address was answered.
    pub verified: Option<Moment>,
    /// The language of mails and of the first page.
    pub language: Language,
    /// The password as it is kept.
    pub(crate) password: Option<String>,
    /// When the account was made.
    pub created: Moment,
    /// When it was closed for sign-ins.
    pub blocked: Option<Moment>,
}

impl Account {
    /// Whether the person has chosen a password.
    pub fn has_password(&self) -> bool {
        self.password.is_some()
    }
}

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The name that others see.
    pub name: String,
    /// The mail address.
    pub email: MailAddress,
    /// When the person proved to read its mails.
    pub verified: Option<Moment>,
    /// The language of mails and of the first page.
    pub language: Language,
    /// The password as [`super::Passwords::hash`] gave it.
    pub password: Option<String>,
}

/// What the log says of an account.
#[derive(Serialize)]
struct Entry<'a> {
    language: &'a str,
    verified: bool,
    password: bool,
    blocked: bool,
}

fn entry(row: &account::Model) -> Entry<'_> {
    Entry {
        language: &row.language,
        verified: row.email_verified_at.is_some(),
        password: row.password.is_some(),
        blocked: row.blocked_at.is_some(),
    }
}

impl Register {
    /// Makes an account; refused where the address has one already.
    pub async fn create_account(&self, new: &NewAccount, act: Act<'_>) -> Result<AccountId, RegisterError> {
        let created = async {
            let mut writing = self.write(act).await?;
            let id = create(&mut writing, new).await?;
            writing.commit().await?;
            Ok(id)
        };
        self.located(created.await)
    }

    /// Every account, by name.
    pub async fn accounts(&self) -> Result<Vec<Account>, RegisterError> {
        let rows = account::Entity::find()
            .order_by_asc(account::Column::Name)
            .order_by_asc(account::Column::Id)
            .all(self.database())
            .await;
        self.located(
            rows.map_err(RegisterError::from)
                .and_then(|rows| rows.into_iter().map(of).collect()),
        )
    }

    /// The accounts whose name or address holds this text, whatever its capitals, by name: at most `limit`.
    pub async fn accounts_with(&self, text: &str, limit: usize) -> Result<Vec<Account>, RegisterError> {
        // Neither database folds the capitals of every script by itself.
        let text = text.to_lowercase();
        let holds = |account: &Account| {
            account.name.to_lowercase().contains(&text) || account.email.to_lowercase().contains(&text)
        };
        let all = self.accounts().await?;
        Ok(all.into_iter().filter(holds).take(limit).collect())
    }

    /// The account with this key.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>, RegisterError> {
        let found = async { find(self.database(), id).await?.map(of).transpose() };
        self.located(found.await)
    }

    /// The account with this address.
    pub async fn account_of(&self, email: &MailAddress) -> Result<Option<Account>, RegisterError> {
        let found = async {
            by_address(self.database(), &email.folded())
                .await?
                .map(of)
                .transpose()
        };
        self.located(found.await)
    }

    /// Gives an account another name and language.
    pub async fn rename_account(
        &self,
        id: AccountId,
        (name, language): (&str, Language),
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        self.change_account(id, act, |row, _| {
            name.clone_into(&mut row.name);
            language.as_str().clone_into(&mut row.language);
        })
        .await
    }

    /// Gives an account another password, as [`super::Passwords::hash`] gave it.
    pub async fn set_password(&self, id: AccountId, kept: String, act: Act<'_>) -> Result<(), RegisterError> {
        self.change_account(id, act, |row, _| row.password = Some(kept))
            .await
    }

    /// Closes an account for sign-ins; its sessions are over at once, and what it had of the review queue is free.
    pub async fn block_account(&self, id: AccountId, act: Act<'_>) -> Result<(), RegisterError> {
        let blocked = async {
            let mut writing = self.write(act).await?;
            change(&mut writing, id, |row, now| row.blocked_at = Some(now.micros)).await?;
            assignments::without_access(&mut writing, id).await?;
            writing.commit().await
        };
        self.located(blocked.await).map(drop)
    }

    /// Opens a blocked account again.
    pub async fn unblock_account(&self, id: AccountId, act: Act<'_>) -> Result<(), RegisterError> {
        self.change_account(id, act, |row, _| row.blocked_at = None).await
    }

    async fn change_account(
        &self,
        id: AccountId,
        act: Act<'_>,
        change: impl FnOnce(&mut account::Model, &Moment),
    ) -> Result<(), RegisterError> {
        let changed = async {
            let mut writing = self.write(act).await?;
            self::change(&mut writing, id, change).await?;
            writing.commit().await
        };
        self.located(changed.await).map(drop)
    }
}

/// Makes an account within a write.
pub(crate) async fn create(writing: &mut Writing<'_>, new: &NewAccount) -> Result<AccountId, RegisterError> {
    if by_address(writing.database(), &new.email.folded())
        .await?
        .is_some()
    {
        return Err(RegisterError::AddressTaken);
    }
    let row = account::Model {
        id: writing.fresh(),
        name: new.name.clone(),
        email: new.email.as_str().to_owned(),
        email_folded: new.email.folded(),
        email_verified_at: new.verified.as_ref().map(|moment| moment.micros),
        language: new.language.as_str().to_owned(),
        password: new.password.clone(),
        created_at: writing.now().micros,
        blocked_at: None,
    };
    let id = row.id;
    writing.note(("account", id), What::Created, (None, Some(&entry(&row))), None);
    row.into_active_model().insert(writing.database()).await?;
    Ok(AccountId::of(id))
}

/// Changes an account within a write; the log tells what is not personal.
pub(crate) async fn change(
    writing: &mut Writing<'_>,
    id: AccountId,
    change: impl FnOnce(&mut account::Model, &Moment),
) -> Result<(), RegisterError> {
    let before = find(writing.database(), id).await?;
    let before = before.ok_or(RegisterError::NoSuchAccount { account: id })?;
    let mut after = before.clone();
    change(&mut after, writing.now());
    writing.note(
        ("account", id),
        What::Updated,
        (Some(&entry(&before)), Some(&entry(&after))),
        None,
    );
    after
        .into_active_model()
        .reset_all()
        .update(writing.database())
        .await?;
    Ok(())
}

/// The row with this key.
pub(crate) async fn find(
    database: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Option<account::Model>, RegisterError> {
    Ok(account::Entity::find_by_id(id.uuid()).one(database).await?)
}

/// The row with this address, as it is compared.
pub(crate) async fn by_address(
    database: &impl ConnectionTrait,
    folded: &str,
) -> Result<Option<account::Model>, RegisterError> {
    let query = account::Entity::find().filter(account::Column::EmailFolded.eq(folded));
    Ok(query.one(database).await?)
}

/// The account of a row.
pub(crate) fn of(row: account::Model) -> Result<Account, RegisterError> {
    Ok(Account {
        id: AccountId::of(row.id),
        language: cell("account", "language", &row.id).word(&row.language)?,
        verified: row.email_verified_at.map(Moment::utc),
        created: Moment::utc(row.created_at),
        blocked: row.blocked_at.map(Moment::utc),
        name: row.name,
        email: row.email,
        password: row.password,
    })
}
