//! Invitations: a manager asks somebody by mail to take part for a body, and whoever holds the mailed link may accept.
//!
//! # Invariants
//! - One address has one invitation to a body; a newer one replaces it and its link.
//! - The address stands in its own row alone, which goes when the invitation is accepted, withdrawn or over.

use super::accounts::{self, NewAccount};
use super::limits::attempt;
use super::links::{self, LinkUse, OneTimeLink};
use super::mailed::{Asking, limits, send};
use super::members::{join, row_of};
use super::passwords::Passwords;
use super::second_step::opened;
use super::sessions::{Means, micros};
use super::sign_in::{Opening, SignIn, hashed};
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::invitation;
use crate::tables::{cell, party_columns};
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder, Select,
};
use serde::Serialize;
use std::time::Duration;
use uuid::Uuid;
use vocabulary::{AccountId, Id, Language, Letter, MailAddress, MemberRole, Moment, PartyRef, SecretLink};

/// How long an invitation waits.
const LASTS: Duration = Duration::from_hours(14 * 24);

/// An invitation that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its key.
    pub id: Uuid,
    /// To which body.
    pub body: PartyRef,
    /// What the person may do for it.
    pub role: MemberRole,
    /// The address it went to.
    pub email: String,
    /// When it was sent.
    pub invited: Moment,
    /// Until when it waits.
    pub expires: Moment,
}

/// What is asked of whom.
#[derive(Clone, Copy)]
pub struct NewInvitation<'a> {
    /// The body and what the person may do for it.
    pub to: (PartyRef, MemberRole),
    /// The language of the letter where the address has no account.
    pub language: Language,
    /// The letter around the link.
    pub letter: &'a (dyn Fn(Language, SecretLink) -> Letter + Sync),
}

impl std::fmt::Debug for NewInvitation<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewInvitation")
            .field("to", &self.to)
            .finish_non_exhaustive()
    }
}

/// What came of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    /// The mail is on its way.
    Sent,
    /// The person is a member already.
    Member,
    /// Too much was asked; try again after this time.
    TooOften(Duration),
}

/// What the log says of an invitation: no address.
#[derive(Serialize)]
struct Entry {
    body: PartyRef,
    role: MemberRole,
}

impl Register {
    /// Invites somebody by mail.
    pub async fn invite(
        &self,
        asking: Asking<'_>,
        new: NewInvitation<'_>,
        act: Act<'_>,
    ) -> Result<Invited, RegisterError> {
        let invited = async {
            let mut writing = self.write(act).await?;
            let folded = asking.email.folded();
            if let Some(wait) = attempt(&writing, &limits(&asking, &folded)).await? {
                return Ok(Invited::TooOften(wait));
            }
            let known = accounts::by_address(writing.database(), &folded).await?;
            let (body, role) = new.to;
            let mut language = new.language;
            if let Some(known) = known {
                let account = accounts::of(known)?;
                if row_of(&writing, account.id, body).await?.is_some() {
                    return Ok(Invited::Member);
                }
                language = account.language;
            }
            let older = to_body(body).filter(invitation::Column::EmailFolded.eq(&folded));
            for row in older.all(writing.database()).await? {
                drop_row(&mut writing, row).await?;
            }
            let id = add(&mut writing, asking.email, (body, role)).await?;
            let opens = LinkUse::Invitation { id };
            let link = OneTimeLink { account: None, opens };
            let secret = links::make(&writing, &link, (asking.random, LASTS)).await?;
            let letter = (new.letter)(language, SecretLink::new((asking.page)(&secret)));
            send(&mut writing, (asking.email, language), letter).await?;
            writing.commit().await?;
            Ok(Invited::Sent)
        };
        self.located(invited.await)
    }

    /// The invitations to a body that wait, the oldest first.
    pub async fn invitations(&self, body: PartyRef, now: &Moment) -> Result<Vec<Invitation>, RegisterError> {
        let found = async {
            let rows = to_body(body)
                .filter(invitation::Column::ExpiresAt.gt(now.micros))
                .order_by_asc(invitation::Column::Id)
                .all(self.database())
                .await?;
            rows.into_iter().map(of).collect()
        };
        self.located(found.await)
    }

    /// Takes an invitation to a body back; its link opens nothing any more. `false` if there is none.
    pub async fn withdraw_invitation(
        &self,
        id: Uuid,
        body: PartyRef,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let withdrawn = async {
            let mut writing = self.write(act).await?;
            let row = to_body(body).filter(invitation::Column::Id.eq(id));
            let Some(row) = row.one(writing.database()).await? else {
                return Ok(false);
            };
            drop_row(&mut writing, row).await?;
            writing.commit().await?;
            Ok(true)
        };
        self.located(withdrawn.await)
    }

    /// The invitation that a link opens, and whether its address has an account.
    pub async fn invitation(
        &self,
        secret: &str,
        now: &Moment,
    ) -> Result<Option<(Invitation, bool)>, RegisterError> {
        let link = self.link(secret, now).await?;
        let found = async {
            let Some(LinkUse::Invitation { id }) = link.map(|link| link.opens) else {
                return Ok(None);
            };
            let row = invitation::Entity::find_by_id(id).one(self.database()).await?;
            let Some(row) = row else { return Ok(None) };
            let known = accounts::by_address(self.database(), &row.email_folded).await?;
            Ok(Some((of(row)?, known.is_some())))
        };
        self.located(found.await)
    }

    /// A person accepts the invitation of a link; the answer is the body, or `None` where the link opens nothing.
    pub async fn accept_invitation(
        &self,
        secret: &str,
        account: AccountId,
        act: Act<'_>,
    ) -> Result<Option<PartyRef>, RegisterError> {
        let accepted = async {
            let mut writing = self.write(act).await?;
            let Some(row) = take(&mut writing, secret).await? else {
                return Ok(None);
            };
            let invitation = of(row)?;
            let held = row_of(&writing, account, invitation.body).await?;
            // Whoever is a member already keeps the role that a manager gave since.
            if held.is_none() {
                join(&mut writing, account, (invitation.body, invitation.role)).await?;
            }
            writing.commit().await?;
            Ok(Some(invitation.body))
        };
        self.located(accepted.await)
    }

    /// Makes an account for the invited address, a member of the body, and opens its first session.
    pub async fn join_by_invitation(
        &self,
        (secret, name, language): (&str, &str, Language),
        (password, passwords): (&str, &Passwords),
        opening: Opening<'_>,
        act: Act<'_>,
    ) -> Result<SignIn, RegisterError> {
        let kept = hashed(passwords, password, opening.random)
            .await
            .ok_or(RegisterError::NoMemory)?;
        let joined = async {
            let mut writing = self.write(act).await?;
            let Some(row) = take(&mut writing, secret).await? else {
                return Ok(SignIn::Refused);
            };
            let known = accounts::by_address(writing.database(), &row.email_folded).await?;
            let (Ok(email), None) = (row.email.parse(), known) else {
                return Ok(SignIn::Refused);
            };
            let invitation = of(row)?;
            let new = NewAccount {
                name: name.to_owned(),
                email,
                verified: Some(writing.now().clone()),
                language,
                password: Some(kept),
            };
            let account = accounts::create(&mut writing, &new).await?;
            join(&mut writing, account, (invitation.body, invitation.role)).await?;
            opened(writing, (account, Means::Link), opening).await
        };
        self.located(joined.await)
    }
}

async fn add(
    writing: &mut Writing<'_>,
    email: &MailAddress,
    (body, role): (PartyRef, MemberRole),
) -> Result<Uuid, RegisterError> {
    let now = writing.now().micros;
    let (authority_id, organisation_id) = party_columns(body);
    let row = invitation::Model {
        id: writing.fresh(),
        authority_id,
        organisation_id,
        role: role.as_str().to_owned(),
        email: email.as_str().to_owned(),
        email_folded: email.folded(),
        invited_by: writing.by().name().to_owned(),
        invited_at: now,
        expires_at: now.saturating_add(micros(LASTS)),
    };
    let id = row.id;
    let entry = Entry { body, role };
    writing.note(("invitation", id), What::Created, (None, Some(&entry)), None);
    row.into_active_model().insert(writing.database()).await?;
    Ok(id)
}

/// Uses the link of an invitation within a write, and the invitation with it.
async fn take(writing: &mut Writing<'_>, secret: &str) -> Result<Option<invitation::Model>, RegisterError> {
    let link = links::take(writing, secret).await?;
    let Some(LinkUse::Invitation { id }) = link.map(|link| link.opens) else {
        return Ok(None);
    };
    let row = invitation::Entity::find_by_id(id).one(writing.database()).await?;
    if let Some(row) = &row {
        drop_row(writing, row.clone()).await?;
    }
    Ok(row)
}

async fn drop_row(writing: &mut Writing<'_>, row: invitation::Model) -> Result<(), RegisterError> {
    let held = of(row.clone())?;
    let entry = Entry {
        body: held.body,
        role: held.role,
    };
    writing.note(("invitation", held.id), What::Removed, (Some(&entry), None), None);
    row.delete(writing.database()).await?;
    Ok(())
}

fn to_body(body: PartyRef) -> Select<invitation::Entity> {
    let query = invitation::Entity::find();
    match body {
        PartyRef::Authority(id) => query.filter(invitation::Column::AuthorityId.eq(id.uuid())),
        PartyRef::Organisation(id) => query.filter(invitation::Column::OrganisationId.eq(id.uuid())),
    }
}

fn of(row: invitation::Model) -> Result<Invitation, RegisterError> {
    let at = |column| cell("invitation", column, &row.id);
    Ok(Invitation {
        body: at("authority_id").party(row.authority_id, row.organisation_id)?,
        role: at("role").word(&row.role)?,
        invited: Moment::utc(row.invited_at),
        expires: Moment::utc(row.expires_at),
        id: row.id,
        email: row.email,
    })
}
