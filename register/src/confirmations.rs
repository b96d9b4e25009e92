//! Yearly confirmations: the partnerships that bodies could be asked about, the letters that ask, the link that answers.
//!
//! # Invariants
//! - Whether a body is due to be asked is the caller's rule; that nobody asks twice at a time is the record's.
//! - Who writes for the body is asked (editors and managers), each by a link of their own; one answer ends them all.
//! - Whoever answers must write for the body at that moment, and what they say is a statement like any other.

use crate::act::Act;
use crate::authorities::Known;
use crate::error::RegisterError;
use crate::people::{LinkUse, OneTimeLink, accounts, links, mailed, members};
use crate::register::Register;
use crate::rows::{confirmation_request, membership, one_time_link, partnership_party, unasked_body};
use crate::statements::{self, Statement};
use crate::tables::{self, Fact, Which, cell, party_columns, rows_in};
use crate::writing::{What, Writing, json};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;
use uuid::Uuid;
use vocabulary::{
    Authority, AuthorityId, ClaimId, Id, Language, Letter, MailAddress, MemberRole, Moment, Organisation,
    OrganisationId, Partnership, PartnershipId, PartyRef,
};

/// A partnership that a body could be asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirmable {
    /// The partnership.
    pub partnership: Partnership,
    /// A party of it with somebody who writes for it, which wants to be asked.
    pub body: PartyRef,
    /// When it was last asked about this partnership.
    pub asked: Option<Moment>,
}

/// Whether a body wants to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Questions {
    /// It does, as everybody does at first.
    Wanted,
    /// It does not.
    Unwanted,
}

/// What a letter that asks is about, in the language of its reader.
#[derive(Clone, PartialEq, Eq)]
pub struct AskedAbout {
    /// The parties of the partnership, or its title.
    pub partnership: String,
    /// The body for which the reader writes.
    pub body: String,
    /// What the link of the reader carries.
    pub secret: String,
}

impl std::fmt::Debug for AskedAbout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AskedAbout")
            .field("partnership", &self.partnership)
            .finish_non_exhaustive()
    }
}

/// How a body is asked.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// Nobody is asked again who was asked after this moment.
    pub unasked_since: &'a Moment,
    /// How long a link can be followed.
    pub lasts: Duration,
    /// Fresh random bytes.
    pub random: &'a (dyn Fn() -> [u8; 32] + Sync),
    /// The letter.
    pub letter: &'a (dyn Fn(Language, AskedAbout) -> Letter + Sync),
}

impl std::fmt::Debug for Question<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Question")
    }
}

impl Register {
    /// The partnerships of every body that wants to be asked and has somebody who writes for it.
    ///
    /// The work grows with the bodies that have members, not with the record.
    pub async fn confirmable(&self) -> Result<Vec<Confirmable>, RegisterError> {
        let found = async {
            let database = self.read().await?;
            let bodies = asked_bodies(&database).await?;
            let ids = partnerships_of(&database, &bodies).await?;
            let of = confirmation_request::Column::PartnershipId;
            let asked = rows_in(&database, confirmation_request::Entity::find(), of, &ids).await?;
            let asked: HashMap<(Uuid, PartyRef), i64> = asked
                .iter()
                .map(|row| Ok(((row.partnership_id, body_of(row)?), row.asked_at)))
                .collect::<Result<_, RegisterError>>()?;
            let mut all = Vec::new();
            for partnership in Partnership::load(&database, Which::Ids(&ids)).await? {
                let parties: BTreeSet<PartyRef> = partnership.parties.iter().map(|one| one.party).collect();
                all.extend(parties.intersection(&bodies).map(|&body| {
                    Confirmable {
                        asked: asked
                            .get(&(partnership.id.uuid(), body))
                            .map(|&micros| Moment::utc(micros)),
                        body,
                        partnership: partnership.clone(),
                    }
                }));
            }
            Ok(all)
        };
        self.located(found.await)
    }

    /// Asks everybody who writes for a body whether a partnership is alive; the answer is how many letters that were.
    ///
    /// None where the body was asked meanwhile, does not want to be asked, or has no such partnership.
    pub async fn ask_confirmation(
        &self,
        (partnership, body): (PartnershipId, PartyRef),
        question: Question<'_>,
        act: Act<'_>,
    ) -> Result<usize, RegisterError> {
        let asked = async {
            let mut writing = self.write(act).await?;
            let before = request_of(&writing, partnership, body).await?;
            let is_early = |row: &confirmation_request::Model| row.asked_at > question.unasked_since.micros;
            if before.as_ref().is_some_and(is_early) || unasked(writing.database(), body).await?.is_some() {
                return Ok(0);
            }
            let ids = [partnership.uuid()];
            let found = Partnership::load(writing.database(), Which::Ids(&ids))
                .await?
                .pop();
            let Some(found) = found.filter(|found| found.parties.iter().any(|one| one.party == body)) else {
                return Ok(0);
            };
            let sent = send(&mut writing, (&found, body), question).await?;
            if sent > 0 {
                note_request(&writing, (partnership, body), before).await?;
                writing.commit().await?;
            }
            Ok(sent)
        };
        self.located(asked.await)
    }

    /// Takes a statement in that confirms a partnership by a mailed link, and ends the links of everybody else who was
    /// asked for the same body; `None` where the link opens nothing any more for whoever holds it.
    pub async fn state_by_link(
        &self,
        secret: &str,
        statement: &Statement,
        directory: Known<'_>,
        act: Act<'_>,
    ) -> Result<Option<ClaimId>, RegisterError> {
        let stated = async {
            let mut writing = self.write(act).await?;
            let link = links::take(&writing, secret).await?;
            let Some(OneTimeLink {
                account: Some(account),
                opens: opens @ LinkUse::Confirm { body, .. },
            }) = link
            else {
                return Ok(None);
            };
            if !members::writes_for(&writing, account, body).await? {
                return Ok(None);
            }
            let claim = statements::state(&mut writing, statement, directory).await?;
            one_time_link::Entity::delete_many()
                .filter(one_time_link::Column::Purpose.eq(opens.as_str()))
                .filter(one_time_link::Column::Body.eq(json(&opens)))
                .exec(writing.database())
                .await?;
            writing.commit().await?;
            Ok(Some(claim))
        };
        self.located(stated.await)
    }

    /// Whether a body wants to be asked.
    pub async fn questions(&self, body: PartyRef) -> Result<Questions, RegisterError> {
        let found = async {
            let database = self.read().await?;
            let row = unasked(&database, body).await?;
            Ok(row.map_or(Questions::Wanted, |_| Questions::Unwanted))
        };
        self.located(found.await)
    }

    /// Says whether a body wants to be asked.
    pub async fn set_questions(
        &self,
        body: PartyRef,
        questions: Questions,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let set = async {
            let mut writing = self.write(act).await?;
            match (unasked(writing.database(), body).await?, questions) {
                (Some(row), Questions::Wanted) => {
                    let entries = (Some(&body), None);
                    writing.note(("unasked_body", row.id), What::Removed, entries, None);
                    row.delete(writing.database()).await?;
                }
                (None, Questions::Unwanted) => {
                    let (authority_id, organisation_id) = party_columns(body);
                    let row = unasked_body::Model {
                        id: writing.fresh(),
                        authority_id,
                        organisation_id,
                        since: writing.now().micros,
                    };
                    let entries = (None, Some(&body));
                    writing.note(("unasked_body", row.id), What::Created, entries, None);
                    row.into_active_model().insert(writing.database()).await?;
                }
                _ => return Ok(()),
            }
            writing.commit().await.map(drop)
        };
        self.located(set.await)
    }
}

/// The bodies that have somebody who writes for them, without those that do not want to be asked.
async fn asked_bodies(database: &DatabaseTransaction) -> Result<BTreeSet<PartyRef>, RegisterError> {
    let writes = [MemberRole::Editor, MemberRole::Manager].map(MemberRole::as_str);
    let rows = membership::Entity::find().filter(membership::Column::Role.is_in(writes));
    let mut bodies = BTreeSet::new();
    for row in rows.all(database).await? {
        bodies.insert(
            cell("membership", "authority_id", &row.id).party(row.authority_id, row.organisation_id)?,
        );
    }
    for row in unasked_body::Entity::find().all(database).await? {
        let at = cell("unasked_body", "authority_id", &row.id);
        bodies.remove(&at.party(row.authority_id, row.organisation_id)?);
    }
    Ok(bodies)
}

/// The keys of the partnerships of bodies.
async fn partnerships_of(
    database: &DatabaseTransaction,
    bodies: &BTreeSet<PartyRef>,
) -> Result<Vec<Uuid>, RegisterError> {
    use partnership_party::{Column, Entity};
    let columns: Vec<(Option<Uuid>, Option<Uuid>)> = bodies.iter().map(|&body| party_columns(body)).collect();
    let authorities: Vec<Uuid> = columns.iter().filter_map(|(id, _)| *id).collect();
    let organisations: Vec<Uuid> = columns.iter().filter_map(|(_, id)| *id).collect();
    let mut rows = rows_in(database, Entity::find(), Column::AuthorityId, &authorities).await?;
    rows.extend(rows_in(database, Entity::find(), Column::OrganisationId, &organisations).await?);
    let ids: BTreeSet<Uuid> = rows.iter().map(|row| row.partnership_id).collect();
    Ok(ids.into_iter().collect())
}

/// Sends the letters of one question; answers how many.
async fn send(
    writing: &mut Writing<'_>,
    (partnership, body): (&Partnership, PartyRef),
    question: Question<'_>,
) -> Result<usize, RegisterError> {
    let names = Names::of(writing.database(), partnership).await?;
    let opens = LinkUse::Confirm {
        partnership: partnership.id,
        body,
    };
    let mut sent = 0;
    for account in members::who_write(writing, body).await? {
        let Some(row) = accounts::find(writing.database(), account).await? else {
            continue;
        };
        let account = accounts::of(row)?;
        let (Ok(to), None) = (account.email.parse::<MailAddress>(), &account.blocked) else {
            continue;
        };
        let link = OneTimeLink {
            account: Some(account.id),
            opens: opens.clone(),
        };
        let secret = links::make(writing, &link, ((question.random)(), question.lasts)).await?;
        let about = AskedAbout {
            partnership: names.label(partnership, account.language),
            body: names.name(body, account.language).to_owned(),
            secret,
        };
        let letter = (question.letter)(account.language, about);
        mailed::send(writing, (&to, account.language), letter).await?;
        sent += 1;
    }
    Ok(sent)
}

/// The names of the parties of a partnership.
struct Names {
    authorities: BTreeMap<AuthorityId, Authority>,
    organisations: BTreeMap<OrganisationId, String>,
}

impl Names {
    async fn of(database: &DatabaseTransaction, partnership: &Partnership) -> Result<Self, RegisterError> {
        let parties = || partnership.parties.iter().map(|one| party_columns(one.party));
        let authorities: Vec<Uuid> = parties().filter_map(|(id, _)| id).collect();
        let organisations: Vec<Uuid> = parties().filter_map(|(_, id)| id).collect();
        let authorities = tables::authorities(database, Which::Ids(&authorities)).await?;
        let organisations = Organisation::load(database, Which::Ids(&organisations)).await?;
        Ok(Self {
            authorities: authorities.into_iter().collect(),
            organisations: organisations
                .into_iter()
                .map(|found| (found.id, found.name))
                .collect(),
        })
    }

    fn name(&self, body: PartyRef, language: Language) -> &str {
        match body {
            PartyRef::Authority(id) => self
                .authorities
                .get(&id)
                .map_or("", |found| found.name_for(language)),
            PartyRef::Organisation(id) => self.organisations.get(&id).map_or("", String::as_str),
        }
    }

    /// The title of a partnership, else its parties.
    fn label(&self, partnership: &Partnership, language: Language) -> String {
        if let Some(title) = &partnership.title {
            return title.for_reader(language).0.to_owned();
        }
        let names = partnership
            .parties
            .iter()
            .map(|one| self.name(one.party, language));
        names.collect::<Vec<_>>().join(" – ")
    }
}

fn body_of(row: &confirmation_request::Model) -> Result<PartyRef, RegisterError> {
    cell("confirmation_request", "authority_id", &row.id).party(row.authority_id, row.organisation_id)
}

/// When a body was asked about a partnership.
async fn request_of(
    writing: &Writing<'_>,
    partnership: PartnershipId,
    body: PartyRef,
) -> Result<Option<confirmation_request::Model>, RegisterError> {
    use confirmation_request::{Column, Entity};
    let of = Entity::find().filter(Column::PartnershipId.eq(partnership.uuid()));
    let of = match body {
        PartyRef::Authority(id) => of.filter(Column::AuthorityId.eq(id.uuid())),
        PartyRef::Organisation(id) => of.filter(Column::OrganisationId.eq(id.uuid())),
    };
    Ok(of.one(writing.database()).await?)
}

/// Notes that a body was asked now.
async fn note_request(
    writing: &Writing<'_>,
    (partnership, body): (PartnershipId, PartyRef),
    before: Option<confirmation_request::Model>,
) -> Result<(), RegisterError> {
    let asked_at = writing.now().micros;
    if let Some(row) = before {
        let row = confirmation_request::Model { asked_at, ..row };
        row.into_active_model()
            .reset_all()
            .update(writing.database())
            .await?;
        return Ok(());
    }
    let (authority_id, organisation_id) = party_columns(body);
    let row = confirmation_request::Model {
        id: writing.fresh(),
        partnership_id: partnership.uuid(),
        authority_id,
        organisation_id,
        asked_at,
    };
    row.into_active_model().insert(writing.database()).await?;
    Ok(())
}

/// The row that says that a body does not want to be asked.
async fn unasked(
    database: &DatabaseTransaction,
    body: PartyRef,
) -> Result<Option<unasked_body::Model>, RegisterError> {
    use unasked_body::{Column, Entity};
    let of = match body {
        PartyRef::Authority(id) => Entity::find().filter(Column::AuthorityId.eq(id.uuid())),
        PartyRef::Organisation(id) => Entity::find().filter(Column::OrganisationId.eq(id.uuid())),
    };
    Ok(of.one(database).await?)
}
