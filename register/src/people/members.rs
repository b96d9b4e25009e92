//! Members of a body: made, given another role, ended; and mail to those who write for it.
//!
//! # Invariants
//! - A person is a member of a body once.
//! - Members who have a manager keep one: the last manager goes only as the last member.

use super::{accounts, mailed, roles};
use crate::act::Act;
use crate::assignments;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::membership;
use crate::tables::party_columns;
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder, Select,
};
use vocabulary::{AccountId, Id, Language, Letter, MailAddress, MemberRole, PartyRef};

/// The letter that somebody gets, in the language that the person reads.
pub type LetterFor<'a> = &'a (dyn Fn(Language) -> Letter + Sync);

impl Register {
    /// Gives a member of a body another role, or makes somebody a member.
    ///
    /// Refused where it would leave the members without a manager ([`RegisterError::LastManager`]).
    pub async fn set_member(
        &self,
        account: AccountId,
        (body, role): (PartyRef, MemberRole),
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let set = async {
            let mut writing = self.write(act).await?;
            let before = managed(&writing, body).await?;
            join(&mut writing, account, (body, role)).await?;
            keeps(before, managed(&writing, body).await?)?;
            writing.commit().await
        };
        self.located(set.await).map(drop)
    }

    /// Ends a membership; who is no member stays none.
    ///
    /// Refused where it would leave the members without a manager ([`RegisterError::LastManager`]).
    pub async fn end_membership(
        &self,
        account: AccountId,
        body: PartyRef,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let ended = async {
            let mut writing = self.write(act).await?;
            let before = managed(&writing, body).await?;
            leave(&mut writing, account, body).await?;
            keeps(before, managed(&writing, body).await?)?;
            writing.commit().await
        };
        self.located(ended.await).map(drop)
    }

    /// The members of a body with their names and roles, in the order in which they came.
    pub async fn members(
        &self,
        body: PartyRef,
    ) -> Result<Vec<(AccountId, String, MemberRole)>, RegisterError> {
        let found = async {
            let database = self.read().await?;
            let query = of_body(membership::Entity::find(), body).order_by_asc(membership::Column::Id);
            let mut members = Vec::new();
            for row in query.all(&database).await? {
                let id = AccountId::of(row.account_id);
                if let Some(account) = accounts::find(&database, id).await? {
                    members.push((id, account.name, roles::membership_of(&row)?.role));
                }
            }
            Ok(members)
        };
        self.located(found.await)
    }
}

/// Makes somebody a member of a body within a write, or changes the role.
pub(crate) async fn join(
    writing: &mut Writing<'_>,
    account: AccountId,
    (body, role): (PartyRef, MemberRole),
) -> Result<(), RegisterError> {
    if let Some(row) = row_of(writing, account, body).await? {
        let before = (account, roles::membership_of(&row)?);
        let mut after = row.clone();
        role.as_str().clone_into(&mut after.role);
        let entry = (account, roles::membership_of(&after)?);
        let entries = (Some(&before), Some(&entry));
        writing.note(("membership", row.id), What::Updated, entries, None);
        after
            .into_active_model()
            .reset_all()
            .update(writing.database())
            .await?;
        return Ok(());
    }
    let (authority_id, organisation_id) = party_columns(body);
    let row = membership::Model {
        id: writing.fresh(),
        account_id: account.uuid(),
        authority_id,
        organisation_id,
        role: role.as_str().to_owned(),
        since: writing.now().micros,
    };
    let entry = (account, roles::membership_of(&row)?);
    writing.note(("membership", row.id), What::Created, (None, Some(&entry)), None);
    row.into_active_model().insert(writing.database()).await?;
    Ok(())
}

/// Ends a membership within a write.
pub(crate) async fn leave(
    writing: &mut Writing<'_>,
    account: AccountId,
    body: PartyRef,
) -> Result<(), RegisterError> {
    if let Some(row) = row_of(writing, account, body).await? {
        let before = (account, roles::membership_of(&row)?);
        writing.note(("membership", row.id), What::Removed, (Some(&before), None), None);
        row.delete(writing.database()).await?;
    }
    match body {
        PartyRef::Organisation(id) => assignments::left(writing, account, id).await,
        PartyRef::Authority(_) => Ok(()),
    }
}

/// The membership of a person in a body, within a write.
pub(crate) async fn row_of(
    writing: &Writing<'_>,
    account: AccountId,
    body: PartyRef,
) -> Result<Option<membership::Model>, RegisterError> {
    let query =
        of_body(membership::Entity::find(), body).filter(membership::Column::AccountId.eq(account.uuid()));
    Ok(query.one(writing.database()).await?)
}

/// Whether a body has members, and a manager among them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Managed {
    Nobody,
    NoManager,
    Yes,
}

async fn managed(writing: &Writing<'_>, body: PartyRef) -> Result<Managed, RegisterError> {
    let rows = of_body(membership::Entity::find(), body)
        .all(writing.database())
        .await?;
    let manages = |row: &membership::Model| row.role == MemberRole::Manager.as_str();
    Ok(match rows.iter().any(manages) {
        true => Managed::Yes,
        false if rows.is_empty() => Managed::Nobody,
        false => Managed::NoManager,
    })
}

/// Refuses to take the last manager from members.
fn keeps(before: Managed, after: Managed) -> Result<(), RegisterError> {
    if before == Managed::Yes && after == Managed::NoManager {
        return Err(RegisterError::LastManager);
    }
    Ok(())
}

/// Sends a letter to the members of bodies who have at least this role.
pub(crate) async fn tell(
    writing: &mut Writing<'_>,
    bodies: &[PartyRef],
    at_least: MemberRole,
    letter: LetterFor<'_>,
) -> Result<(), RegisterError> {
    let mut told: Vec<uuid::Uuid> = Vec::new();
    for body in bodies {
        let query = of_body(membership::Entity::find(), *body).order_by_asc(membership::Column::Id);
        for row in query.all(writing.database()).await? {
            let role = roles::membership_of(&row)?.role;
            if role < at_least || told.contains(&row.account_id) {
                continue;
            }
            tell_one(writing, AccountId::of(row.account_id), letter).await?;
            told.push(row.account_id);
        }
    }
    Ok(())
}

/// Sends a letter to one person, unless the account is blocked or gone.
pub(crate) async fn tell_one(
    writing: &mut Writing<'_>,
    account: AccountId,
    letter: LetterFor<'_>,
) -> Result<(), RegisterError> {
    let Some(row) = accounts::find(writing.database(), account).await? else {
        return Ok(());
    };
    let account = accounts::of(row)?;
    let to: Option<MailAddress> = account.email.parse().ok();
    if let (Some(to), None) = (to, &account.blocked) {
        mailed::send(writing, (&to, account.language), letter(account.language)).await?;
    }
    Ok(())
}

/// Those who write for a body, in the order in which they came.
pub(crate) async fn who_write(
    writing: &Writing<'_>,
    body: PartyRef,
) -> Result<Vec<AccountId>, RegisterError> {
    let query = of_body(membership::Entity::find(), body).order_by_asc(membership::Column::Id);
    let mut who = Vec::new();
    for row in query.all(writing.database()).await? {
        if roles::membership_of(&row)?.role >= MemberRole::Editor {
            who.push(AccountId::of(row.account_id));
        }
    }
    Ok(who)
}

/// Whether a person who is not blocked writes for a body.
pub(crate) async fn writes_for(
    writing: &Writing<'_>,
    account: AccountId,
    body: PartyRef,
) -> Result<bool, RegisterError> {
    let found = accounts::find(writing.database(), account).await?;
    let is_open = found.is_some_and(|row| row.blocked_at.is_none());
    Ok(is_open && who_write(writing, body).await?.contains(&account))
}

fn of_body(query: Select<membership::Entity>, body: PartyRef) -> Select<membership::Entity> {
    match body {
        PartyRef::Authority(id) => query.filter(membership::Column::AuthorityId.eq(id.uuid())),
        PartyRef::Organisation(id) => query.filter(membership::Column::OrganisationId.eq(id.uuid())),
    }
}
