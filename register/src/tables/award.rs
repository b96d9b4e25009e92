//! Calls for projects with their sessions, and awards.

use super::{
    Fact, FactKind, Kept, Which, cell, each, grouped, numbered, party_columns, proofs, remove_rows, rows_of,
    word,
};
use crate::error::RegisterError;
use crate::rows::{award, award_country, award_party, call, call_session};
use crate::writing::{insert, json};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use vocabulary::{
    Award, AwardId, Call, CallId, EvidenceId, Id, PartnershipParty, ProgrammeId, ProjectId, Session,
};

impl Fact for Call {
    const KIND: FactKind = FactKind::Call;

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        let rows = rows_of::<call::Entity>(database, call::Column::Id, which).await?;
        let sessions = rows_of::<call_session::Entity>(database, call_session::Column::CallId, which).await?;
        let mut sessions = grouped(
            sessions,
            |row| row.call_id,
            |row| row.number * 100_000 + row.position,
        );
        rows.into_iter()
            .map(|row| {
                Ok(Self {
                    id: CallId::of(row.id),
                    name: row.name,
                    programme: row.programme_id.map(ProgrammeId::of),
                    sessions: of_rows(sessions.remove(&row.id).unwrap_or_default())?,
                })
            })
            .collect()
    }

    async fn add(database: &DatabaseTransaction, facts: &[Kept<Self>]) -> Result<(), RegisterError> {
        let rows = facts.iter().map(|kept| call::Model {
            id: kept.fact.key(),
            identity: kept.identity.clone(),
            name: kept.fact.name.clone(),
            programme_id: kept.fact.programme.map(Id::uuid),
            owner_id: kept.owner,
            evidence_id: kept.first_proof(),
        });
        insert(database, rows.collect()).await?;
        let sessions = facts.iter().flat_map(|kept| {
            kept.fact.sessions.iter().flat_map(|session| {
                numbered(&session.evidence).map(|(position, evidence)| call_session::Model {
                    call_id: kept.fact.key(),
                    number: i64::from(session.number),
                    position,
                    evidence_id: evidence.uuid(),
                })
            })
        });
        insert(database, sessions.collect()).await
    }

    async fn remove(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), RegisterError> {
        remove_rows::<call_session::Entity>(database, call_session::Column::CallId, ids).await?;
        remove_rows::<call::Entity>(database, call::Column::Id, ids).await
    }
}

/// The sessions of one call from its rows, one row per proof.
fn of_rows(rows: Vec<call_session::Model>) -> Result<Vec<Session>, RegisterError> {
    let mut sessions: Vec<Session> = Vec::new();
    for row in rows {
        let number = cell("call_session", "number", &row.call_id).number(row.number)?;
        let evidence = EvidenceId::of(row.evidence_id);
        match sessions.last_mut() {
            Some(session) if session.number == number => session.evidence.push(evidence),
            _ => sessions.push(Session {
                number,
                evidence: vec![evidence],
            }),
        }
    }
    Ok(sessions)
}

impl Fact for Award {
    const KIND: FactKind = FactKind::Award;

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        let rows = rows_of::<award::Entity>(database, award::Column::Id, which).await?;
        let parties = rows_of::<award_party::Entity>(database, award_party::Column::AwardId, which).await?;
        let mut parties = grouped(parties, |row| row.award_id, |row| row.position);
        let countries =
            rows_of::<award_country::Entity>(database, award_country::Column::AwardId, which).await?;
        let mut countries = grouped(countries, |row| row.award_id, |row| row.position);
        let mut evidence = proofs::<Self>(database, which).await?;
        rows.into_iter()
            .map(|row| {
                let parties = parties.remove(&row.id).unwrap_or_default();
                let countries = countries.remove(&row.id).unwrap_or_default();
                Ok(Self {
                    id: AwardId::of(row.id),
                    call: CallId::of(row.call_id),
                    session: cell("award", "session", &row.id).number(row.session)?,
                    region: row.region,
                    parties: each(parties.iter(), party)?,
                    countries: each(countries.iter(), |c| {
                        cell("award_country", "country", &row.id).word(&c.country)
                    })?,
                    project: ProjectId::of(row.project_id),
                    title: cell("award", "title", &row.id).json(&row.title)?,
                    evidence: evidence.remove(&row.id).unwrap_or_default(),
                })
            })
            .collect()
    }

    async fn add(database: &DatabaseTransaction, facts: &[Kept<Self>]) -> Result<(), RegisterError> {
        let rows = facts.iter().map(|kept| award::Model {
            id: kept.fact.key(),
            identity: kept.identity.clone(),
            call_id: kept.fact.call.uuid(),
            session: i64::from(kept.fact.session),
            region: kept.fact.region.clone(),
            project_id: kept.fact.project.uuid(),
            title: json(&kept.fact.title),
            owner_id: kept.owner,
            evidence_id: kept.first_proof(),
        });
        insert(database, rows.collect()).await?;
        let parties = facts.iter().flat_map(|kept| {
            numbered(&kept.fact.parties).map(|(position, party)| {
                let (authority_id, organisation_id) = party_columns(party.party);
                award_party::Model {
                    award_id: kept.fact.key(),
                    position,
                    authority_id,
                    organisation_id,
                    role: word(&party.role),
                    written: party.written.clone(),
                }
            })
        });
        insert(database, parties.collect()).await?;
        let countries = facts.iter().flat_map(|kept| {
            numbered(&kept.fact.countries).map(|(position, country)| award_country::Model {
                award_id: kept.fact.key(),
                position,
                country: word(country),
            })
        });
        insert(database, countries.collect()).await
    }

    async fn remove(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), RegisterError> {
        remove_rows::<award_party::Entity>(database, award_party::Column::AwardId, ids).await?;
        remove_rows::<award_country::Entity>(database, award_country::Column::AwardId, ids).await?;
        remove_rows::<award::Entity>(database, award::Column::Id, ids).await
    }
}

fn party(row: &award_party::Model) -> Result<PartnershipParty, RegisterError> {
    Ok(PartnershipParty {
        party: cell("award_party", "authority_id", &row.award_id)
            .party(row.authority_id, row.organisation_id)?,
        role: cell("award_party", "role", &row.award_id).word(&row.role)?,
        written: row.written.clone(),
    })
}
