//! Who speaks for a body: somebody asks, proves it by mail domain, letter or a moderator's word, and becomes a manager.
//!
//! # Invariants
//! - A domain proves only what an address shows that the person was seen to read (a verified one).
//! - Every decision is noted with who took it; a person is a member of a body once.

use super::domains::{authority, holders};
use super::{accounts, roles};
use crate::act::Act;
use crate::authorities::Known;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::{accreditation, membership};
use crate::tables::cell;
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder,
};
use serde::Serialize;
use uuid::Uuid;
use vocabulary::{
    AccountId, AuthorityCode, AuthorityId, Id, MailAddress, MemberRole, Moment, PartyRef, Proof,
};

/// Somebody's wish to speak for a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accreditation {
    /// Its key.
    pub id: Uuid,
    /// Who asks.
    pub account: AccountId,
    /// For which body.
    pub body: PartyRef,
    /// How it is, or was, proved.
    pub proof: Proof,
    /// Where the signed letter is to be found, as the person says.
    pub letter: Option<String>,
    /// When it was asked.
    pub asked: Moment,
}

/// What a moderator decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accredited {
    /// The person speaks for the body.
    Yes,
    /// Not so, for this reason.
    No {
        /// In the moderator's words.
        reason: String,
    },
}

/// What the log says of a wish: no letter, no reason, which may name people.
#[derive(Serialize)]
struct Entry<'a> {
    account: Uuid,
    body: PartyRef,
    proof: &'a str,
    state: &'a str,
}

impl Register {
    /// Somebody asks to speak for an authority. An official mail domain answers at once; else it waits for a moderator.
    ///
    /// The answer is whether the person is a member now.
    pub async fn ask_accreditation(
        &self,
        account: AccountId,
        (code, letter): (&AuthorityCode, Option<&str>),
        directory: Known<'_>,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let asked = async {
            let mut writing = self.write(act).await?;
            let body = authority(&mut writing, directory, code).await?;
            let proved = is_proved(&writing, account, body).await?;
            let proof = if proved { Proof::Domain } else { Proof::Letter };
            let now = writing.now().micros;
            let row = accreditation::Model {
                id: writing.fresh(),
                account_id: account.uuid(),
                authority_id: Some(body.uuid()),
                organisation_id: None,
                proof: proof.as_str().to_owned(),
                letter: letter.map(ToOwned::to_owned),
                state: if proved { "accepted" } else { "waiting" }.to_owned(),
                asked_at: now,
                decided_by: proved.then(|| "mail domain".to_owned()),
                decided_at: proved.then_some(now),
                reason: None,
            };
            writing.note(
                ("accreditation", row.id),
                What::Created,
                (None, Some(&entry(&row)?)),
                None,
            );
            row.into_active_model().insert(writing.database()).await?;
            if proved {
                join(
                    &mut writing,
                    account,
                    (PartyRef::Authority(body), MemberRole::Manager),
                )
                .await?;
            }
            writing.commit().await?;
            Ok(proved)
        };
        self.located(asked.await)
    }

    /// The wishes that wait for a moderator, the oldest first.
    pub async fn waiting_accreditations(&self) -> Result<Vec<Accreditation>, RegisterError> {
        let found = async {
            let rows = accreditation::Entity::find()
                .filter(accreditation::Column::State.eq("waiting"))
                .order_by_asc(accreditation::Column::AskedAt)
                .order_by_asc(accreditation::Column::Id)
                .all(self.database())
                .await?;
            rows.into_iter().map(of).collect()
        };
        self.located(found.await)
    }

    /// A moderator decides a wish that waits; `false` if none with this key does.
    pub async fn decide_accreditation(
        &self,
        id: Uuid,
        decision: &Accredited,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let decided = async {
            let mut writing = self.write(act).await?;
            let row = accreditation::Entity::find_by_id(id)
                .filter(accreditation::Column::State.eq("waiting"))
                .one(writing.database())
                .await?;
            let Some(before) = row else { return Ok(false) };
            let mut after = before.clone();
            after.decided_by = Some(writing.by().name().to_owned());
            after.decided_at = Some(writing.now().micros);
            let what = match decision {
                Accredited::Yes => {
                    "accepted".clone_into(&mut after.state);
                    What::Accepted
                }
                Accredited::No { reason } => {
                    "refused".clone_into(&mut after.state);
                    after.reason = Some(reason.clone());
                    What::Rejected
                }
            };
            writing.note(
                ("accreditation", id),
                what,
                (Some(&entry(&before)?), Some(&entry(&after)?)),
                None,
            );
            let wish = of(after.clone())?;
            after
                .into_active_model()
                .reset_all()
                .update(writing.database())
                .await?;
            if *decision == Accredited::Yes {
                join(&mut writing, wish.account, (wish.body, MemberRole::Manager)).await?;
            }
            writing.commit().await?;
            Ok(true)
        };
        self.located(decided.await)
    }

    /// Gives a member of a body another role, or makes somebody a member.
    pub async fn set_member(
        &self,
        account: AccountId,
        (body, role): (PartyRef, MemberRole),
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let set = async {
            let mut writing = self.write(act).await?;
            join(&mut writing, account, (body, role)).await?;
            writing.commit().await
        };
        self.located(set.await).map(drop)
    }

    /// Ends a membership; who is no member stays none.
    pub async fn end_membership(
        &self,
        account: AccountId,
        body: PartyRef,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let ended = async {
            let mut writing = self.write(act).await?;
            if let Some(row) = row_of(&writing, account, body).await? {
                let before = (account, roles::membership_of(&row)?);
                writing.note(("membership", row.id), What::Removed, (Some(&before), None), None);
                row.delete(writing.database()).await?;
            }
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

/// Whether the person's verified address ends in an official domain of the body.
async fn is_proved(
    writing: &Writing<'_>,
    account: AccountId,
    body: AuthorityId,
) -> Result<bool, RegisterError> {
    let found = accounts::find(writing.database(), account).await?;
    let found = found.ok_or(RegisterError::NoSuchAccount { account })?;
    let address: Option<MailAddress> = found.email.parse().ok();
    let (Some(_), Some(address)) = (found.email_verified_at, address) else {
        return Ok(false);
    };
    let holders = holders(writing.database(), &address.domain()).await?;
    // A domain that several bodies share proves nothing for one of them.
    Ok(matches!(holders.as_slice(), [only] if only.authority == body))
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
        writing.note(
            ("membership", row.id),
            What::Updated,
            (Some(&before), Some(&entry)),
            None,
        );
        after
            .into_active_model()
            .reset_all()
            .update(writing.database())
            .await?;
        return Ok(());
    }
    let (authority_id, organisation_id) = match body {
        PartyRef::Authority(id) => (Some(id.uuid()), None),
        PartyRef::Organisation(id) => (None, Some(id.uuid())),
    };
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

async fn row_of(
    writing: &Writing<'_>,
    account: AccountId,
    body: PartyRef,
) -> Result<Option<membership::Model>, RegisterError> {
    let query =
        of_body(membership::Entity::find(), body).filter(membership::Column::AccountId.eq(account.uuid()));
    Ok(query.one(writing.database()).await?)
}

fn of_body(
    query: sea_orm::Select<membership::Entity>,
    body: PartyRef,
) -> sea_orm::Select<membership::Entity> {
    match body {
        PartyRef::Authority(id) => query.filter(membership::Column::AuthorityId.eq(id.uuid())),
        PartyRef::Organisation(id) => query.filter(membership::Column::OrganisationId.eq(id.uuid())),
    }
}

fn entry(row: &accreditation::Model) -> Result<Entry<'_>, RegisterError> {
    Ok(Entry {
        account: row.account_id,
        body: cell("accreditation", "authority_id", &row.id).party(row.authority_id, row.organisation_id)?,
        proof: &row.proof,
        state: &row.state,
    })
}

fn of(row: accreditation::Model) -> Result<Accreditation, RegisterError> {
    let at = |column| cell("accreditation", column, &row.id);
    Ok(Accreditation {
        account: AccountId::of(row.account_id),
        body: at("authority_id").party(row.authority_id, row.organisation_id)?,
        proof: at("proof").word(&row.proof)?,
        asked: Moment::utc(row.asked_at),
        id: row.id,
        letter: row.letter,
    })
}
