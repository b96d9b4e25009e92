//! Whose a source of the review queue is: taken by a reviewer, given back, given to another one.
//!
//! In: who gives a source from whom to whom. Out: whose each source is, and who may have it.
//!
//! The unit is the source, not the claim: whoever has read a document decides all that it says, and a new reading of it
//! brings new claims but leaves whose it is.
//!
//! # Invariants
//! - A source is one person's or nobody's, and it passes on only from whom the giver believed to have it: of two who take
//!   it at once one gets it, and the other is told who.
//! - Whoever has a source may decide its claims. Who loses that (role, organisation, access, account) loses it in the same write.
//! - Nobody is locked out: no decision asks whose a source is.

use crate::act::Act;
use crate::error::RegisterError;
use crate::people::{HeldRole, accounts, roles};
use crate::policy;
use crate::register::Register;
use crate::rows::{account, assignment, platform_role, source};
use crate::tables::rows_in;
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use vocabulary::{AccountId, Id, Moment, OrganisationId, PlatformRole, SourceId};

/// A source that somebody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assignment {
    /// Which.
    pub source: SourceId,
    /// Whose it is.
    pub to: AccountId,
    /// Since when.
    pub since: Moment,
}

impl Register {
    /// Every source that is somebody's.
    pub async fn assignments(&self) -> Result<Vec<Assignment>, RegisterError> {
        let found = async {
            let query = assignment::Entity::find().order_by_asc(assignment::Column::SourceId);
            Ok(query.all(self.database()).await?.iter().map(of).collect())
        };
        self.located(found.await)
    }

    /// Passes a source on from whoever has it to somebody else; `None` is nobody on either side.
    ///
    /// Refused where it is somebody else's by now ([`RegisterError::AssignedMeanwhile`]), and where the receiver may not
    /// decide its claims ([`RegisterError::NoReviewer`]).
    pub async fn assign(
        &self,
        source: SourceId,
        (from, to): (Option<AccountId>, Option<AccountId>),
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let assigned = async {
            let mut writing = self.write(act).await?;
            let held = assignment::Entity::find_by_id(source.uuid())
                .one(writing.database())
                .await?;
            let has = held.as_ref().map(|row| AccountId::of(row.account_id));
            if has == to {
                return Ok(());
            }
            if has != from {
                return Err(RegisterError::AssignedMeanwhile { id: source, to: has });
            }
            match (to, &held) {
                (Some(to), _) => give(&mut writing, held, (source, to)).await?,
                (None, Some(row)) => free(&mut writing, &of(row)).await?,
                // Nobody had it and nobody is to have it: that was answered above.
                (None, None) => {}
            }
            writing.commit().await?;
            Ok(())
        };
        self.located(assigned.await)
    }

    /// Who may decide the claims of what this organisation owns, with their names, by name; `None` is what the instance owns.
    pub async fn reviewers(
        &self,
        owner: Option<OrganisationId>,
    ) -> Result<Vec<(AccountId, String)>, RegisterError> {
        let found = async {
            let database = self.read().await?;
            let roles = platform_role::Entity::find()
                .filter(platform_role::Column::Role.eq(PlatformRole::Reviewer.as_str()))
                .all(&database)
                .await?;
            let own = owner.map(Id::uuid);
            let fit = |row: &platform_role::Model| row.owner_id.is_none() || row.owner_id == own;
            let ids: BTreeSet<Uuid> = roles
                .iter()
                .filter(|row| fit(row))
                .map(|row| row.account_id)
                .collect();
            let ids: Vec<Uuid> = ids.into_iter().collect();
            let mut rows = rows_in(&database, account::Entity::find(), account::Column::Id, &ids).await?;
            rows.retain(|row| row.blocked_at.is_none());
            rows.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
            Ok(rows
                .into_iter()
                .map(|row| (AccountId::of(row.id), row.name))
                .collect())
        };
        self.located(found.await)
    }
}

/// The assignment of a row.
fn of(row: &assignment::Model) -> Assignment {
    Assignment {
        source: SourceId::of(row.source_id),
        to: AccountId::of(row.account_id),
        since: Moment::utc(row.since),
    }
}

/// What a person has.
pub(crate) async fn of_account(
    database: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<Assignment>, RegisterError> {
    let query = assignment::Entity::find()
        .filter(assignment::Column::AccountId.eq(account.uuid()))
        .order_by_asc(assignment::Column::SourceId);
    Ok(query.all(database).await?.iter().map(of).collect())
}

/// Frees what a person has of an organisation that they leave.
pub(crate) async fn left(
    writing: &mut Writing<'_>,
    account: AccountId,
    organisation: OrganisationId,
) -> Result<(), RegisterError> {
    free_where(writing, account, |owner| owner == Some(organisation)).await
}

/// Frees what a person has and, by the roles that are left, may decide no more.
pub(crate) async fn without_role(writing: &mut Writing<'_>, account: AccountId) -> Result<(), RegisterError> {
    let left = roles::of(writing.database(), account).await?;
    free_where(writing, account, |owner| !reviews(&left, owner)).await
}

/// Frees all that a person has.
pub(crate) async fn without_access(
    writing: &mut Writing<'_>,
    account: AccountId,
) -> Result<(), RegisterError> {
    free_where(writing, account, |_| true).await
}

fn reviews(roles: &[HeldRole], owner: Option<OrganisationId>) -> bool {
    policy::holds(roles, PlatformRole::Reviewer, owner)
}

/// Makes a source somebody's, who may decide its claims.
async fn give(
    writing: &mut Writing<'_>,
    held: Option<assignment::Model>,
    (source, to): (SourceId, AccountId),
) -> Result<(), RegisterError> {
    let found = source::Entity::find_by_id(source.uuid())
        .one(writing.database())
        .await?;
    let owner = found.ok_or(RegisterError::NoSuchSource { id: source })?.owner_id;
    let account = accounts::find(writing.database(), to).await?;
    let is_open = account.is_some_and(|row| row.blocked_at.is_none());
    let roles = roles::of(writing.database(), to).await?;
    if !is_open || !reviews(&roles, owner.map(OrganisationId::of)) {
        return Err(RegisterError::NoReviewer { account: to });
    }
    let row = assignment::Model {
        source_id: source.uuid(),
        account_id: to.uuid(),
        since: writing.now().micros,
    };
    let (before, after) = (held.as_ref().map(of), of(&row));
    let what = match before {
        Some(_) => What::Updated,
        None => What::Created,
    };
    writing.note(
        ("assignment", source),
        what,
        (before.as_ref(), Some(&after)),
        None,
    );
    let row = row.into_active_model();
    match held {
        Some(_) => row.reset_all().update(writing.database()).await?,
        None => row.insert(writing.database()).await?,
    };
    Ok(())
}

/// Frees what a person has of these owners.
async fn free_where(
    writing: &mut Writing<'_>,
    account: AccountId,
    is_lost: impl Fn(Option<OrganisationId>) -> bool,
) -> Result<(), RegisterError> {
    let mut held = of_account(writing.database(), account).await?;
    let ids: Vec<Uuid> = held.iter().map(|one| one.source.uuid()).collect();
    let sources = rows_in(
        writing.database(),
        source::Entity::find(),
        source::Column::Id,
        &ids,
    )
    .await?;
    let owners: HashMap<Uuid, Option<OrganisationId>> = sources
        .into_iter()
        .map(|row| (row.id, row.owner_id.map(OrganisationId::of)))
        .collect();
    held.retain(|one| {
        owners
            .get(&one.source.uuid())
            .is_some_and(|owner| is_lost(*owner))
    });
    for one in &held {
        free(writing, one).await?;
    }
    Ok(())
}

/// Makes a source nobody's.
async fn free(writing: &mut Writing<'_>, held: &Assignment) -> Result<(), RegisterError> {
    writing.note(
        ("assignment", held.source),
        What::Removed,
        (Some(held), None),
        None,
    );
    assignment::Entity::delete_by_id(held.source.uuid())
        .exec(writing.database())
        .await?;
    Ok(())
}
