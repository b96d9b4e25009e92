//! Platform roles: given and taken, each with whose things they are about; and of which bodies a person is a member.
//!
//! # Invariants
//! - A role is given once; giving it again changes nothing.
//! - Who loses the role of reviewer loses the sources that were taken by it.

use super::accounts;
use crate::act::Act;
use crate::assignments;
use crate::error::RegisterError;
use crate::policy::Membership;
use crate::register::Register;
use crate::rows::{membership, platform_role};
use crate::tables::cell;
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter,
    QueryOrder,
};
use serde::Serialize;
use vocabulary::{AccountId, Id, Moment, OrganisationId, PlatformRole};

/// A platform role that a person holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HeldRole {
    /// Which role.
    pub role: PlatformRole,
    /// On what this organisation owns; `None` is the whole instance.
    pub of: Option<OrganisationId>,
}

impl Register {
    /// Gives a person a role.
    pub async fn give_role(
        &self,
        account: AccountId,
        role: HeldRole,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let given = async {
            let mut writing = self.write(act).await?;
            if accounts::find(writing.database(), account).await?.is_none() {
                return Err(RegisterError::NoSuchAccount { account });
            }
            if rows_of(writing.database(), account)
                .await?
                .iter()
                .all(|row| !is(row, role))
            {
                let row = platform_role::Model {
                    id: writing.fresh(),
                    account_id: account.uuid(),
                    role: role.role.as_str().to_owned(),
                    owner_id: role.of.map(Id::uuid),
                    given_at: writing.now().micros,
                };
                let entry = (account, role);
                writing.note(
                    ("platform_role", row.id),
                    What::Created,
                    (None, Some(&entry)),
                    None,
                );
                row.into_active_model().insert(writing.database()).await?;
            }
            writing.commit().await
        };
        self.located(given.await).map(drop)
    }

    /// Takes a role from a person, who loses it with the next request.
    pub async fn take_role(
        &self,
        account: AccountId,
        role: HeldRole,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let taken = async {
            let mut writing = self.write(act).await?;
            for row in rows_of(writing.database(), account).await? {
                if is(&row, role) {
                    let entry = (account, role);
                    writing.note(
                        ("platform_role", row.id),
                        What::Removed,
                        (Some(&entry), None),
                        None,
                    );
                    row.delete(writing.database()).await?;
                }
            }
            assignments::without_role(&mut writing, account).await?;
            writing.commit().await
        };
        self.located(taken.await).map(drop)
    }

    /// The memberships of a person.
    pub async fn memberships_of(&self, account: AccountId) -> Result<Vec<Membership>, RegisterError> {
        self.located(memberships(self.database(), account).await)
    }

    /// The roles of a person.
    pub async fn roles(&self, account: AccountId) -> Result<Vec<HeldRole>, RegisterError> {
        self.located(of(self.database(), account).await)
    }
}

fn is(row: &platform_role::Model, role: HeldRole) -> bool {
    row.role == role.role.as_str() && row.owner_id == role.of.map(Id::uuid)
}

async fn rows_of(
    database: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<platform_role::Model>, RegisterError> {
    let query = platform_role::Entity::find()
        .filter(platform_role::Column::AccountId.eq(account.uuid()))
        .order_by_asc(platform_role::Column::Id);
    Ok(query.all(database).await?)
}

/// The platform roles of a person.
pub(crate) async fn of(
    database: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<HeldRole>, RegisterError> {
    let rows = rows_of(database, account).await?;
    rows.into_iter()
        .map(|row| {
            Ok(HeldRole {
                role: cell("platform_role", "role", &row.id).word(&row.role)?,
                of: row.owner_id.map(OrganisationId::of),
            })
        })
        .collect()
}

/// Those who hold a role on the whole instance, in the order in which they got it.
pub(crate) async fn who_hold(
    writing: &Writing<'_>,
    role: PlatformRole,
) -> Result<Vec<AccountId>, RegisterError> {
    let query = platform_role::Entity::find()
        .filter(platform_role::Column::Role.eq(role.as_str()))
        .filter(platform_role::Column::OwnerId.is_null())
        .order_by_asc(platform_role::Column::Id);
    let rows = query.all(writing.database()).await?;
    Ok(rows
        .into_iter()
        .map(|row| AccountId::of(row.account_id))
        .collect())
}

/// The memberships of a person.
pub(crate) async fn memberships(
    database: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<Membership>, RegisterError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account.uuid()))
        .order_by_asc(membership::Column::Id)
        .all(database)
        .await?;
    rows.iter().map(membership_of).collect()
}

/// The membership of a row.
pub(crate) fn membership_of(row: &membership::Model) -> Result<Membership, RegisterError> {
    let at = |column| cell("membership", column, &row.id);
    Ok(Membership {
        body: at("authority_id").party(row.authority_id, row.organisation_id)?,
        role: at("role").word(&row.role)?,
        since: Moment::utc(row.since),
    })
}
