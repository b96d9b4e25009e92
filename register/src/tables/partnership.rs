//! Partnerships with their parties, steps and coordinators.

use super::{
    Fact, FactKind, Kept, Which, cell, each, grouped, numbered, party_columns, proofs, remove_rows, rows_of,
    word,
};
use crate::error::RegisterError;
use crate::rows::{
    partnership, partnership_coordinator, partnership_document, partnership_party, partnership_step,
};
use crate::writing::{insert, json};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use vocabulary::{
    EvidenceId, Id, OrganisationId, Partnership, PartnershipDocument, PartnershipId, PartnershipParty,
    ProgrammeId, Step, StepKind,
};

impl Fact for Partnership {
    const KIND: FactKind = FactKind::Partnership;

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        use partnership_coordinator as coordinator;
        use partnership_document as document;
        use partnership_party as party;
        use partnership_step as step;
        let rows = rows_of::<partnership::Entity>(database, partnership::Column::Id, which).await?;
        let parties = rows_of::<party::Entity>(database, party::Column::PartnershipId, which).await?;
        let mut parties = grouped(parties, |row| row.partnership_id, |row| row.position);
        let steps = rows_of::<step::Entity>(database, step::Column::PartnershipId, which).await?;
        let mut steps = grouped(steps, |row| row.partnership_id, |row| row.position);
        let documents =
            rows_of::<partnership_document::Entity>(database, document::Column::PartnershipId, which).await?;
        let mut documents = grouped(documents, |row| row.partnership_id, |row| row.position);
        let coordinators =
            rows_of::<coordinator::Entity>(database, coordinator::Column::PartnershipId, which).await?;
        let mut coordinators = grouped(coordinators, |row| row.partnership_id, |row| row.position);
        let mut evidence = proofs::<Self>(database, which).await?;
        rows.into_iter()
            .map(|row| {
                let parties = parties.remove(&row.id).unwrap_or_default();
                let steps = steps.remove(&row.id).unwrap_or_default();
                let documents = documents.remove(&row.id).unwrap_or_default();
                let coordinators = coordinators.remove(&row.id).unwrap_or_default();
                let at = |column| cell("partnership", column, &row.id);
                Ok(Self {
                    id: PartnershipId::of(row.id),
                    kind: at("kind").word(&row.kind)?,
                    status: at("status").word(&row.status)?,
                    parties: each(parties.iter(), party_of)?,
                    steps: each(steps.iter(), step_of)?,
                    documents: each(documents.iter(), document_of)?,
                    title: at("title").maybe_json(row.title.as_deref())?,
                    programme: row.programme_id.map(ProgrammeId::of),
                    why: at("why").maybe_json(row.why.as_deref())?,
                    reasons: at("reasons").json(&row.reasons)?,
                    coordinators: coordinators
                        .iter()
                        .map(|row| OrganisationId::of(row.organisation_id))
                        .collect(),
                    evidence: evidence.remove(&row.id).unwrap_or_default(),
                })
            })
            .collect()
    }

    async fn add(database: &DatabaseTransaction, facts: &[Kept<Self>]) -> Result<(), RegisterError> {
        insert(database, facts.iter().map(row).collect()).await?;
        let parties = facts.iter().flat_map(|kept| {
            numbered(&kept.fact.parties).map(|(position, party)| {
                let (authority_id, organisation_id) = party_columns(party.party);
                partnership_party::Model {
                    partnership_id: kept.fact.key(),
                    position,
                    authority_id,
                    organisation_id,
                    role: word(&party.role),
                    written: party.written.clone(),
                }
            })
        });
        insert(database, parties.collect()).await?;
        let steps = facts.iter().flat_map(|kept| {
            numbered(&kept.fact.steps).map(|(position, step)| partnership_step::Model {
                partnership_id: kept.fact.key(),
                position,
                what: word(&step.what),
                happened: word(&step.on),
                evidence_id: step.evidence.uuid(),
            })
        });
        insert(database, steps.collect()).await?;
        insert(database, facts.iter().flat_map(documents).collect()).await?;
        let coordinators = facts.iter().flat_map(|kept| {
            numbered(&kept.fact.coordinators).map(|(position, organisation)| partnership_coordinator::Model {
                partnership_id: kept.fact.key(),
                position,
                organisation_id: organisation.uuid(),
            })
        });
        insert(database, coordinators.collect()).await
    }

    async fn remove(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), RegisterError> {
        use partnership_coordinator as coordinator;
        use partnership_party as party;
        use partnership_step as step;
        remove_rows::<party::Entity>(database, party::Column::PartnershipId, ids).await?;
        remove_rows::<step::Entity>(database, step::Column::PartnershipId, ids).await?;
        remove_rows::<partnership_document::Entity>(
            database,
            partnership_document::Column::PartnershipId,
            ids,
        )
        .await?;
        remove_rows::<coordinator::Entity>(database, coordinator::Column::PartnershipId, ids).await?;
        remove_rows::<partnership::Entity>(database, partnership::Column::Id, ids).await
    }
}

/// The row of a partnership; valid from its first step that binds, to its end.
fn row(kept: &Kept<Partnership>) -> partnership::Model {
    let fact = &kept.fact;
    let days = |binding: &dyn Fn(StepKind) -> bool| {
        let steps = fact.steps.iter().filter(|step| binding(step.what));
        steps.map(|step| step.on).collect::<Vec<_>>()
    };
    let began = days(&|what| matches!(what, StepKind::Established | StepKind::Signed | StepKind::Voted));
    let ended = days(&|what| what == StepKind::Ended);
    partnership::Model {
        id: fact.key(),
        identity: kept.identity.clone(),
        kind: word(&fact.kind),
        status: word(&fact.status),
        title: fact.title.as_ref().map(json),
        programme_id: fact.programme.map(Id::uuid),
        why: fact.why.as_ref().map(json),
        reasons: json(&fact.reasons),
        valid_from: began.iter().min().map(word),
        valid_to: ended.iter().max().map(word),
        owner_id: kept.owner,
        evidence_id: kept.first_proof(),
    }
}

fn documents(kept: &Kept<Partnership>) -> Vec<partnership_document::Model> {
    let row = |(position, document): (i64, &PartnershipDocument)| partnership_document::Model {
        partnership_id: kept.fact.key(),
        position,
        kind: word(&document.kind),
        title: document.title.clone(),
        address: document.address.clone(),
        happened: document.on.as_ref().map(word),
        evidence_id: document.evidence.uuid(),
    };
    numbered(&kept.fact.documents).map(row).collect()
}

fn document_of(row: &partnership_document::Model) -> Result<PartnershipDocument, RegisterError> {
    let at = |column| cell("partnership_document", column, &row.partnership_id);
    Ok(PartnershipDocument {
        kind: at("kind").word(&row.kind)?,
        title: row.title.clone(),
        address: row.address.clone(),
        on: at("happened").maybe_word(row.happened.as_deref())?,
        evidence: EvidenceId::of(row.evidence_id),
    })
}

fn party_of(row: &partnership_party::Model) -> Result<PartnershipParty, RegisterError> {
    Ok(PartnershipParty {
        party: cell("partnership_party", "authority_id", &row.partnership_id)
            .party(row.authority_id, row.organisation_id)?,
        role: cell("partnership_party", "role", &row.partnership_id).word(&row.role)?,
        written: row.written.clone(),
    })
}

fn step_of(row: &partnership_step::Model) -> Result<Step, RegisterError> {
    Ok(Step {
        what: cell("partnership_step", "what", &row.partnership_id).word(&row.what)?,
        on: cell("partnership_step", "happened", &row.partnership_id).word(&row.happened)?,
        evidence: EvidenceId::of(row.evidence_id),
    })
}
