//! Who speaks for a body: somebody asks, proves it by mail domain, letter or a moderator's word, and becomes a manager.
//!
//! # Invariants
//! - A domain proves only what an address shows that the person was seen to read (a verified one).
//! - Every decision is noted with who took it, and can be taken back: the membership that it made goes with it.

use super::accounts;
use super::domains::{authority, holders};
use super::members::{LetterFor, join, leave, row_of, tell_one};
use super::roles::who_hold;
use crate::act::Act;
use crate::authorities::Known;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::accreditation;
use crate::tables::{cell, party_columns};
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use uuid::Uuid;
use vocabulary::{
    AccountId, AccreditationState, AuthorityCode, Id, MailAddress, MemberRole, Moment, OrganisationId,
    PartyRef, PlatformRole, Proof,
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
    /// Where it stands.
    pub state: AccreditationState,
    /// When it was asked.
    pub asked: Moment,
    /// Who decided, and when.
    pub decided: Option<(String, Moment)>,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// The body that somebody asks to speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// An authority, in the record or not yet.
    Authority(&'a AuthorityCode),
    /// An organisation of the record; no mail domain proves it.
    Organisation(OrganisationId),
}

/// What somebody asks with.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The body.
    pub body: Wanted<'a>,
    /// Where the signed letter is to be found.
    pub letter: Option<&'a str>,
    /// What each moderator is told where the wish waits for one.
    pub to_moderators: LetterFor<'a>,
}

impl std::fmt::Debug for Asked<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asked")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
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
    /// Somebody asks to speak for a body. An official mail domain answers at once; else it waits for a moderator, and each
    /// gets a mail. Asked again while it waits, the letter is replaced, and nobody is told again.
    ///
    /// The answer is whether the person is a member now.
    pub async fn ask_accreditation(
        &self,
        account: AccountId,
        asked: Asked<'_>,
        directory: Known<'_>,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let asking = async {
            let mut writing = self.write(act).await?;
            let body = match asked.body {
                Wanted::Authority(code) => {
                    PartyRef::Authority(authority(&mut writing, directory, code).await?)
                }
                Wanted::Organisation(id) => PartyRef::Organisation(id),
            };
            if row_of(&writing, account, body).await?.is_some() {
                return Ok(true);
            }
            let proved = is_proved(&writing, account, body).await?;
            let earlier = waiting_for(&writing, account, body).await?;
            let row = wish(
                &writing,
                (account, body),
                (asked.letter, proved),
                earlier.as_ref(),
            );
            let before = earlier.as_ref().map(entry).transpose()?;
            let what = if earlier.is_some() {
                What::Updated
            } else {
                What::Created
            };
            let entries = (before.as_ref(), Some(&entry(&row)?));
            writing.note(("accreditation", row.id), what, entries, None);
            let row = row.into_active_model();
            if earlier.is_some() {
                row.reset_all().update(writing.database()).await?;
            } else {
                row.insert(writing.database()).await?;
            }
            if proved {
                join(&mut writing, account, (body, MemberRole::Manager)).await?;
            } else if earlier.is_none() {
                for moderator in who_hold(&writing, PlatformRole::Moderator).await? {
                    tell_one(&mut writing, moderator, asked.to_moderators).await?;
                }
            }
            writing.commit().await?;
            Ok(proved)
        };
        self.located(asking.await)
    }

    /// The wishes that wait for a moderator, the oldest first.
    pub async fn waiting_accreditations(&self) -> Result<Vec<Accreditation>, RegisterError> {
        let found = async {
            let rows = accreditation::Entity::find()
                .filter(accreditation::Column::State.eq(AccreditationState::Waiting.as_str()))
                .order_by_asc(accreditation::Column::AskedAt)
                .order_by_asc(accreditation::Column::Id)
                .all(self.database())
                .await?;
            rows.into_iter().map(of).collect()
        };
        self.located(found.await)
    }

    /// The wishes that were decided last, the newest decision first.
    pub async fn decided_accreditations(&self, limit: u64) -> Result<Vec<Accreditation>, RegisterError> {
        let found = async {
            let rows = accreditation::Entity::find()
                .filter(accreditation::Column::State.ne(AccreditationState::Waiting.as_str()))
                .order_by_desc(accreditation::Column::DecidedAt)
                .order_by_desc(accreditation::Column::Id)
                .limit(limit)
                .all(self.database())
                .await?;
            rows.into_iter().map(of).collect()
        };
        self.located(found.await)
    }

    /// What a person asked for, the newest first.
    pub async fn accreditations_of(&self, account: AccountId) -> Result<Vec<Accreditation>, RegisterError> {
        let found = async {
            let rows = accreditation::Entity::find()
                .filter(accreditation::Column::AccountId.eq(account.uuid()))
                .order_by_desc(accreditation::Column::Id)
                .all(self.database())
                .await?;
            rows.into_iter().map(of).collect()
        };
        self.located(found.await)
    }

    /// A moderator decides a wish that waits, and the person gets the letter; `false` if none with this key waits.
    pub async fn decide_accreditation(
        &self,
        id: Uuid,
        (decision, letter): (&Accredited, Option<LetterFor<'_>>),
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let decided = async {
            let mut writing = self.write(act).await?;
            let Some(before) = found(&writing, id).await? else {
                return Ok(false);
            };
            if before.state != AccreditationState::Waiting.as_str() {
                return Ok(false);
            }
            let mut after = before.clone();
            after.decided_by = Some(writing.by().name().to_owned());
            after.decided_at = Some(writing.now().micros);
            let (state, what) = match decision {
                Accredited::Yes => (AccreditationState::Accepted, What::Accepted),
                Accredited::No { reason } => {
                    after.reason = Some(reason.clone());
                    (AccreditationState::Refused, What::Rejected)
                }
            };
            state.as_str().clone_into(&mut after.state);
            let wish = change(&mut writing, what, (&before, after)).await?;
            if *decision == Accredited::Yes {
                join(&mut writing, wish.account, (wish.body, MemberRole::Manager)).await?;
            }
            if let Some(letter) = letter {
                tell_one(&mut writing, wish.account, letter).await?;
            }
            writing.commit().await?;
            Ok(true)
        };
        self.located(decided.await)
    }

    /// Takes a decision back: the wish waits again, and the membership that it made is over; `false` if there is no
    /// decision with this key.
    pub async fn undo_accreditation(&self, id: Uuid, act: Act<'_>) -> Result<bool, RegisterError> {
        let undone = async {
            let mut writing = self.write(act).await?;
            let Some(before) = found(&writing, id).await? else {
                return Ok(false);
            };
            let wish = of(before.clone())?;
            let other = waiting_for(&writing, wish.account, wish.body).await?;
            if wish.state == AccreditationState::Waiting || other.is_some() {
                return Ok(false);
            }
            let mut after = before.clone();
            AccreditationState::Waiting.as_str().clone_into(&mut after.state);
            (after.decided_by, after.decided_at, after.reason) = (None, None, None);
            Proof::Letter.as_str().clone_into(&mut after.proof);
            change(&mut writing, What::Undone, (&before, after)).await?;
            if wish.state == AccreditationState::Accepted {
                leave(&mut writing, wish.account, wish.body).await?;
            }
            writing.commit().await?;
            Ok(true)
        };
        self.located(undone.await)
    }
}

/// A wish as it is kept: decided where it is proved; one that waits already keeps its key and its place.
fn wish(
    writing: &Writing<'_>,
    (account, body): (AccountId, PartyRef),
    (letter, proved): (Option<&str>, bool),
    earlier: Option<&accreditation::Model>,
) -> accreditation::Model {
    let proof = if proved { Proof::Domain } else { Proof::Letter };
    let state = if proved {
        AccreditationState::Accepted
    } else {
        AccreditationState::Waiting
    };
    let now = writing.now().micros;
    let (authority_id, organisation_id) = party_columns(body);
    accreditation::Model {
        id: earlier.map_or_else(|| writing.fresh(), |row| row.id),
        account_id: account.uuid(),
        authority_id,
        organisation_id,
        proof: proof.as_str().to_owned(),
        letter: letter.map(ToOwned::to_owned),
        state: state.as_str().to_owned(),
        asked_at: earlier.map_or(now, |row| row.asked_at),
        decided_by: proved.then(|| "mail domain".to_owned()),
        decided_at: proved.then_some(now),
        reason: None,
    }
}

async fn found(writing: &Writing<'_>, id: Uuid) -> Result<Option<accreditation::Model>, RegisterError> {
    Ok(accreditation::Entity::find_by_id(id)
        .one(writing.database())
        .await?)
}

/// The person's wish for a body that waits.
async fn waiting_for(
    writing: &Writing<'_>,
    account: AccountId,
    body: PartyRef,
) -> Result<Option<accreditation::Model>, RegisterError> {
    let (authority, organisation) = party_columns(body);
    let query = accreditation::Entity::find()
        .filter(accreditation::Column::AccountId.eq(account.uuid()))
        .filter(accreditation::Column::State.eq(AccreditationState::Waiting.as_str()));
    let query = match (authority, organisation) {
        (Some(id), _) => query.filter(accreditation::Column::AuthorityId.eq(id)),
        (None, id) => query.filter(accreditation::Column::OrganisationId.eq(id)),
    };
    Ok(query.one(writing.database()).await?)
}

/// Writes a wish that changed, with its entry of the log.
async fn change(
    writing: &mut Writing<'_>,
    what: What,
    (before, after): (&accreditation::Model, accreditation::Model),
) -> Result<Accreditation, RegisterError> {
    let entries = (Some(&entry(before)?), Some(&entry(&after)?));
    writing.note(("accreditation", before.id), what, entries, None);
    let wish = of(after.clone())?;
    after
        .into_active_model()
        .reset_all()
        .update(writing.database())
        .await?;
    Ok(wish)
}

/// Whether the person's verified address ends in an official domain of the body.
async fn is_proved(writing: &Writing<'_>, account: AccountId, body: PartyRef) -> Result<bool, RegisterError> {
    let PartyRef::Authority(body) = body else {
        return Ok(false);
    };
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
        state: at("state").word(&row.state)?,
        asked: Moment::utc(row.asked_at),
        decided: row.decided_by.zip(row.decided_at.map(Moment::utc)),
        reason: row.reason,
        id: row.id,
        letter: row.letter,
    })
}
