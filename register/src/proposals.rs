//! Proposals between parties: made, answered, withdrawn; what all sides agree to becomes a statement.
//!
//! # Invariants
//! - Whose turn it is and where a proposal stands is the proposal's own rule ([`Proposal::state`]); nothing here decides it.
//! - The answer that completes an agreement and the facts that it makes are one transaction.
//! - A proposal that is over takes no answer.

use crate::act::Act;
use crate::authorities::{self, Known};
use crate::error::RegisterError;
use crate::people::members;
use crate::register::Register;
use crate::rows::{proposal, proposal_party};
use crate::statements::{self, Statement};
use crate::tables::{cell, rows_in, word};
use crate::writing::{What, Writing, insert, json};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};
use std::collections::BTreeSet;
use std::time::Duration;
use uuid::Uuid;
use vocabulary::{
    AskedParty, AuthorityCode, Claim, Consent, Country, Id, Language, Letter, MemberRole, Moment,
    PartnershipId, PartyRef, Proposal, ProposalId, ProposalState,
};

/// What a party wants to propose.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Who proposes: one of the claim's parties.
    pub by: AuthorityCode,
    /// The partnership it is about; `None` is a new one.
    pub partnership: Option<PartnershipId>,
    /// What it becomes if the others agree.
    pub claim: Claim,
    /// In the words of who proposes.
    pub words: String,
    /// The language of the words.
    pub language: Language,
    /// How long it waits for answers.
    pub lasts: Duration,
}

/// The letter about a proposal that members of a body get, in the language that each reads.
pub type ProposalLetter<'a> = &'a (dyn Fn(Language, &Proposal) -> Letter + Sync);

impl Register {
    /// Proposes something to the other parties of the claim, and tells those who write for them.
    ///
    /// Refused where whoever proposes is none of them, or nobody else is ([`RegisterError::Unfit`]).
    pub async fn propose(
        &self,
        draft: &Draft,
        letter: Option<ProposalLetter<'_>>,
        act: Act<'_>,
    ) -> Result<ProposalId, RegisterError> {
        let proposed = async {
            let mut writing = self.write(act).await?;
            let proposal = fresh(&writing, draft)?;
            save(&mut writing, &proposal).await?;
            let asked: Vec<AuthorityCode> = proposal.asked.iter().map(|one| one.code.clone()).collect();
            tell(&mut writing, &asked, (&proposal, letter)).await?;
            writing.commit().await?;
            Ok(proposal.id)
        };
        self.located(proposed.await)
    }

    /// A body's answer, with its words where it refuses; the agreement of the last side makes the facts. Those who write
    /// for whoever proposed are told. Answers where the proposal stands then.
    pub async fn answer(
        &self,
        (proposal, body): (ProposalId, &AuthorityCode),
        (consent, why, letter): (Consent, Option<&str>, Option<ProposalLetter<'_>>),
        directory: Known<'_>,
        act: Act<'_>,
    ) -> Result<ProposalState, RegisterError> {
        let answered = async {
            let mut writing = self.write(act).await?;
            let before = open(&writing, proposal).await?;
            let mut after = before.clone();
            let asked = after.asked.iter_mut().find(|one| one.code == *body);
            asked
                .ok_or_else(|| unfit("asked", "this body was not asked"))?
                .consent = consent;
            after.answer = why.map(str::to_owned);
            change(&mut writing, &before, &after).await?;
            let state = after.state(writing.now());
            if state == ProposalState::Accepted {
                statements::state(&mut writing, &agreed(&after), directory).await?;
            }
            tell(&mut writing, std::slice::from_ref(&after.by), (&after, letter)).await?;
            writing.commit().await?;
            Ok(state)
        };
        self.located(answered.await)
    }

    /// Takes an open proposal back.
    pub async fn withdraw(&self, proposal: ProposalId, act: Act<'_>) -> Result<(), RegisterError> {
        let withdrawn = async {
            let mut writing = self.write(act).await?;
            let before = open(&writing, proposal).await?;
            let mut after = before.clone();
            after.withdrawn = true;
            change(&mut writing, &before, &after).await?;
            writing.commit().await
        };
        self.located(withdrawn.await).map(drop)
    }

    /// One proposal; `None` if there is none with this key.
    pub async fn proposal(&self, proposal: ProposalId) -> Result<Option<Proposal>, RegisterError> {
        let found = async {
            let database = self.read().await?;
            Ok(load(&database, &[proposal.uuid()]).await?.pop())
        };
        self.located(found.await)
    }

    /// The proposals that these bodies made or were asked about, the newest first.
    pub async fn proposals_of(&self, bodies: &[AuthorityCode]) -> Result<Vec<Proposal>, RegisterError> {
        let found = async {
            let database = self.read().await?;
            let codes: Vec<String> = bodies.iter().map(ToString::to_string).collect();
            let of = proposal::Column::ByCode;
            let made = rows_in(&database, proposal::Entity::find(), of, &codes).await?;
            let of = proposal_party::Column::Code;
            let asked = rows_in(&database, proposal_party::Entity::find(), of, &codes).await?;
            let ids: BTreeSet<Uuid> = made
                .iter()
                .map(|row| row.id)
                .chain(asked.iter().map(|row| row.proposal_id))
                .collect();
            let ids: Vec<Uuid> = ids.into_iter().collect();
            let mut all = load(&database, &ids).await?;
            all.sort_by_key(|proposal| std::cmp::Reverse(proposal.id));
            Ok(all)
        };
        self.located(found.await)
    }
}

/// Tells those who write for the bodies with these codes.
async fn tell(
    writing: &mut Writing<'_>,
    codes: &[AuthorityCode],
    (proposal, letter): (&Proposal, Option<ProposalLetter<'_>>),
) -> Result<(), RegisterError> {
    let Some(letter) = letter else { return Ok(()) };
    let codes: BTreeSet<AuthorityCode> = codes.iter().cloned().collect();
    let keys = authorities::known(writing.database(), &codes).await?;
    let bodies: Vec<PartyRef> = codes
        .iter()
        .filter_map(|code| keys.get(code).copied().map(PartyRef::Authority))
        .collect();
    let letter = |language| letter(language, proposal);
    members::tell(writing, &bodies, MemberRole::Editor, &letter).await
}

fn unfit(field: &str, why: &str) -> RegisterError {
    RegisterError::Unfit {
        entity: "proposal",
        field: field.to_owned(),
        why: why.to_owned(),
    }
}

/// A proposal as it begins: every other party is asked.
fn fresh(writing: &Writing<'_>, draft: &Draft) -> Result<Proposal, RegisterError> {
    let mut own: Option<Country> = None;
    let mut asked: Vec<AskedParty> = Vec::new();
    for party in &draft.claim.parties {
        let (Some(code), Some(country)) = (party.code.clone(), party.country) else {
            continue;
        };
        if code == draft.by {
            own = Some(country);
        } else if !asked.iter().any(|one| one.code == code) {
            asked.push(AskedParty {
                code,
                country,
                consent: Consent::Asked,
            });
        }
    }
    let country = own.ok_or_else(|| unfit("by", "whoever proposes is a party itself"))?;
    if asked.is_empty() {
        return Err(unfit("asked", "there is no other party that could agree"));
    }
    let lasts = i64::try_from(draft.lasts.as_micros()).unwrap_or(i64::MAX);
    let now = writing.now();
    Ok(Proposal {
        id: ProposalId::of(writing.fresh()),
        by: draft.by.clone(),
        country,
        asked,
        partnership: draft.partnership,
        claim: draft.claim.clone(),
        words: draft.words.clone(),
        language: draft.language,
        made_at: now.clone(),
        expires_at: Moment {
            micros: now.micros.saturating_add(lasts),
            zone: now.zone.clone(),
        },
        withdrawn: false,
        answer: None,
    })
}

/// What all who agreed say together.
fn agreed(proposal: &Proposal) -> Statement {
    let given = proposal
        .asked
        .iter()
        .filter(|one| one.consent == Consent::Given)
        .map(|one| &one.code);
    Statement {
        claim: proposal.claim.clone(),
        words: proposal.words.clone(),
        language: proposal.language,
        on_behalf_of: std::iter::once(&proposal.by)
            .chain(given)
            .map(ToString::to_string)
            .collect(),
    }
}

/// A proposal that still waits.
async fn open(writing: &Writing<'_>, proposal: ProposalId) -> Result<Proposal, RegisterError> {
    let found = load(writing.database(), &[proposal.uuid()]).await?.pop();
    let found = found.ok_or_else(|| unfit("id", "there is no such proposal"))?;
    match found.state(writing.now()) {
        ProposalState::Proposed => Ok(found),
        state => Err(unfit(
            "state",
            &format!("it is {} and takes no answer any more", state.as_str()),
        )),
    }
}

async fn save(writing: &mut Writing<'_>, proposal: &Proposal) -> Result<(), RegisterError> {
    let entries = (None, Some(proposal));
    writing.note(("proposal", proposal.id), What::Created, entries, None);
    row(proposal)
        .into_active_model()
        .insert(writing.database())
        .await?;
    insert(writing.database(), asked_rows(proposal)).await
}

async fn change(writing: &mut Writing<'_>, before: &Proposal, after: &Proposal) -> Result<(), RegisterError> {
    let entries = (Some(before), Some(after));
    writing.note(("proposal", after.id), What::Updated, entries, None);
    row(after)
        .into_active_model()
        .reset_all()
        .update(writing.database())
        .await?;
    for (new, old) in asked_rows(after).into_iter().zip(asked_rows(before)) {
        if new != old {
            new.into_active_model()
                .reset_all()
                .update(writing.database())
                .await?;
        }
    }
    Ok(())
}

fn row(proposal: &Proposal) -> proposal::Model {
    proposal::Model {
        id: proposal.id.uuid(),
        by_code: proposal.by.to_string(),
        by_country: word(&proposal.country),
        partnership_id: proposal.partnership.map(Id::uuid),
        claim: json(&proposal.claim),
        words: proposal.words.clone(),
        language: word(&proposal.language),
        made_at: proposal.made_at.micros,
        made_zone: proposal.made_at.zone.clone(),
        expires_at: proposal.expires_at.micros,
        withdrawn: proposal.withdrawn,
        answer: proposal.answer.clone(),
    }
}

fn asked_rows(proposal: &Proposal) -> Vec<proposal_party::Model> {
    (0_i64..)
        .zip(&proposal.asked)
        .map(|(position, one)| proposal_party::Model {
            proposal_id: proposal.id.uuid(),
            position,
            code: one.code.to_string(),
            country: word(&one.country),
            consent: one.consent.as_str().to_owned(),
        })
        .collect()
}

async fn load(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Proposal>, RegisterError> {
    let rows = rows_in(database, proposal::Entity::find(), proposal::Column::Id, ids).await?;
    let of = proposal_party::Column::ProposalId;
    let mut asked = rows_in(database, proposal_party::Entity::find(), of, ids).await?;
    asked.sort_by_key(|row| row.position);
    rows.into_iter()
        .map(|row| {
            let asked = asked.iter().filter(|one| one.proposal_id == row.id);
            let asked = asked.map(asked_of).collect::<Result<_, _>>()?;
            proposal_of(row, asked)
        })
        .collect()
}

fn asked_of(row: &proposal_party::Model) -> Result<AskedParty, RegisterError> {
    let at = |column| cell("proposal_party", column, &row.proposal_id);
    Ok(AskedParty {
        code: at("code").word(&row.code)?,
        country: at("country").word(&row.country)?,
        consent: at("consent").word(&row.consent)?,
    })
}

fn proposal_of(row: proposal::Model, asked: Vec<AskedParty>) -> Result<Proposal, RegisterError> {
    let at = |column| cell("proposal", column, &row.id);
    Ok(Proposal {
        id: ProposalId::of(row.id),
        by: at("by_code").word(&row.by_code)?,
        country: at("by_country").word(&row.by_country)?,
        asked,
        partnership: row.partnership_id.map(PartnershipId::of),
        claim: at("claim").json(&row.claim)?,
        language: at("language").word(&row.language)?,
        words: row.words,
        expires_at: Moment {
            micros: row.expires_at,
            zone: row.made_zone.clone(),
        },
        made_at: Moment {
            micros: row.made_at,
            zone: row.made_zone,
        },
        withdrawn: row.withdrawn,
        answer: row.answer,
    })
}
