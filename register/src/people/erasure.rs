//! What the record knows of a person: handed out on request, and erased on request.
//!
//! # Invariants
//! After erasing, no row names the person: the log keeps the key, to which no name belongs any more.

use super::{accounts, roles};
use crate::act::Act;
use crate::assignments::{self, Assignment};
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::{
    account, account_event, account_session, accreditation, api_key, assignment, ceremony, change,
    invitation, kept_form, membership, one_time_code, one_time_link, passkey, platform_role,
    provider_account, recovery_code,
};
use crate::writing::{What, Writing};
use sea_orm::{ColumnTrait, EntityTrait, ModelTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use vocabulary::{AccountId, Id, Moment};

/// All that the record knows of a person, secrets left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonalData {
    /// The key of the account.
    pub account: AccountId,
    /// The name that others see.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// When a mail to it was answered.
    pub email_verified: Option<Moment>,
    /// The language of mails.
    pub language: String,
    /// When the account was made.
    pub created: Moment,
    /// Sessions, ended ones too.
    pub sessions: Vec<PastSession>,
    /// Platform roles.
    pub roles: Vec<super::HeldRole>,
    /// Memberships.
    pub memberships: Vec<crate::policy::Membership>,
    /// Names of passkeys.
    pub passkeys: Vec<String>,
    /// Names of keys for programs.
    pub api_keys: Vec<String>,
    /// Sites through which the person signs in, with the name that they have there.
    pub providers: Vec<(String, String)>,
    /// What happened to the account.
    pub events: Vec<PastEvent>,
    /// Letters and reasons of accreditations.
    pub accreditations: Vec<String>,
    /// Sources of the review queue that the person has.
    pub assignments: Vec<Assignment>,
    /// What the log says that the person did.
    pub acts: Vec<PastAct>,
}

/// A session of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastSession {
    /// The browser and its system.
    pub device: String,
    /// When it was opened.
    pub opened: Moment,
    /// When the last request came.
    pub seen: Moment,
}

/// Something that happened to the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastEvent {
    /// What.
    pub what: String,
    /// The device, or the name of what it was about.
    pub detail: String,
    /// When.
    pub at: Moment,
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastAct {
    /// Its place in the log.
    pub position: i64,
    /// When.
    pub at: Moment,
    /// What happened to what.
    pub what: String,
    /// The kind of entity.
    pub entity: String,
    /// Its key.
    pub entity_id: String,
}

impl Register {
    /// All that the record knows of a person; `None` if there is no such account.
    pub async fn personal_data(&self, id: AccountId) -> Result<Option<PersonalData>, RegisterError> {
        let collected = async {
            let database = self.read().await?;
            let Some(row) = accounts::find(&database, id).await? else {
                return Ok(None);
            };
            let account = accounts::of(row)?;
            let sessions = account_session::Entity::find()
                .filter(account_session::Column::AccountId.eq(id.uuid()))
                .order_by_asc(account_session::Column::OpenedAt);
            let passkeys = passkey::Entity::find()
                .filter(passkey::Column::AccountId.eq(id.uuid()))
                .select_only()
                .column(passkey::Column::Name);
            let keys = api_key::Entity::find()
                .filter(api_key::Column::AccountId.eq(id.uuid()))
                .select_only()
                .column(api_key::Column::Name);
            let providers =
                provider_account::Entity::find().filter(provider_account::Column::AccountId.eq(id.uuid()));
            let asked = accreditation::Entity::find().filter(accreditation::Column::AccountId.eq(id.uuid()));
            let events = account_event::Entity::find()
                .filter(account_event::Column::AccountId.eq(id.uuid()))
                .order_by_asc(account_event::Column::At);
            let acts = change::Entity::find()
                .filter(change::Column::ActorKind.eq("person"))
                .filter(change::Column::Actor.eq(id.to_string()))
                .order_by_asc(change::Column::Position);
            Ok(Some(PersonalData {
                account: id,
                name: account.name,
                email: account.email,
                email_verified: account.verified,
                language: account.language.as_str().to_owned(),
                created: account.created,
                sessions: sessions.all(&database).await?.into_iter().map(session).collect(),
                roles: roles::of(&database, id).await?,
                memberships: roles::memberships(&database, id).await?,
                passkeys: passkeys.into_tuple().all(&database).await?,
                api_keys: keys.into_tuple().all(&database).await?,
                providers: providers
                    .all(&database)
                    .await?
                    .into_iter()
                    .map(|row| (row.issuer, row.subject))
                    .collect(),
                events: events.all(&database).await?.into_iter().map(event).collect(),
                accreditations: asked
                    .all(&database)
                    .await?
                    .into_iter()
                    .flat_map(|row| [row.letter, row.reason])
                    .flatten()
                    .collect(),
                assignments: assignments::of_account(&database, id).await?,
                acts: acts.all(&database).await?.into_iter().map(past).collect(),
            }))
        };
        self.located(collected.await)
    }

    /// Erases a person: the account and all that hangs on it.
    pub async fn erase_account(&self, id: AccountId, act: Act<'_>) -> Result<(), RegisterError> {
        let erased = async {
            let mut writing = self.write(act).await?;
            erase(&mut writing, id).await?;
            writing.commit().await
        };
        self.located(erased.await).map(drop)
    }
}

async fn erase(writing: &mut Writing<'_>, id: AccountId) -> Result<(), RegisterError> {
    let row = accounts::find(writing.database(), id).await?;
    let row: account::Model = row.ok_or(RegisterError::NoSuchAccount { account: id })?;
    for (entity, key) in logged(writing, id).await? {
        writing.note::<()>((entity, key), What::Removed, (None, None), None);
    }
    macro_rules! empty {
        ($($table:ident),*) => {$(
            $table::Entity::delete_many()
                .filter($table::Column::AccountId.eq(id.uuid()))
                .exec(writing.database())
                .await?;
        )*};
    }
    empty!(
        account_session,
        account_event,
        one_time_link,
        kept_form,
        ceremony,
        one_time_code,
        recovery_code,
        passkey,
        api_key,
        provider_account,
        platform_role,
        membership,
        accreditation,
        assignment
    );
    invitation::Entity::delete_many()
        .filter(invitation::Column::EmailFolded.eq(&row.email_folded))
        .exec(writing.database())
        .await?;
    writing.note::<()>(("account", id.uuid()), What::Removed, (None, None), None);
    row.delete(writing.database()).await?;
    Ok(())
}

/// What goes with the account and stands in the log.
async fn logged(
    writing: &Writing<'_>,
    id: AccountId,
) -> Result<Vec<(&'static str, uuid::Uuid)>, RegisterError> {
    let database = writing.database();
    let roles = platform_role::Entity::find().filter(platform_role::Column::AccountId.eq(id.uuid()));
    let memberships = membership::Entity::find().filter(membership::Column::AccountId.eq(id.uuid()));
    let asked = accreditation::Entity::find().filter(accreditation::Column::AccountId.eq(id.uuid()));
    let taken = assignments::of_account(database, id)
        .await?
        .into_iter()
        .map(|one| ("assignment", one.source.uuid()));
    let roles = roles
        .all(database)
        .await?
        .into_iter()
        .map(|row| ("platform_role", row.id));
    let memberships = memberships
        .all(database)
        .await?
        .into_iter()
        .map(|row| ("membership", row.id));
    let asked = asked
        .all(database)
        .await?
        .into_iter()
        .map(|row| ("accreditation", row.id));
    Ok(roles.chain(memberships).chain(asked).chain(taken).collect())
}

fn session(row: account_session::Model) -> PastSession {
    PastSession {
        device: row.device,
        opened: Moment::utc(row.opened_at),
        seen: Moment::utc(row.seen_at),
    }
}

fn event(row: account_event::Model) -> PastEvent {
    PastEvent {
        what: row.what,
        detail: row.detail,
        at: Moment::utc(row.at),
    }
}

fn past(row: change::Model) -> PastAct {
    PastAct {
        position: row.position,
        at: Moment {
            micros: row.recorded_at,
            zone: row.recorded_zone,
        },
        what: row.what,
        entity: row.entity,
        entity_id: row.entity_id,
    }
}
