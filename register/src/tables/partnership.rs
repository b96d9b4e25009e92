//! Partnerships with their parties, steps and coordinators.

use super::{
    Fact, FactKind, Kept, Which, cell, grouped, numbered, party_columns, proofs, remove_rows, rows_of, word,
};
use crate::error::RegisterError;
use crate::rows::{partnership, partnership_coordinator, partnership_party, partnership_step};
use crate::writing::{insert, json};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use vocabulary::{
    EvidenceId, Id, OrganisationId, Partnership, PartnershipId, PartnershipParty, ProgrammeId, Step, StepKind,
};

impl Fact for Partnership {
    const KIND: FactKind = FactKind::Partnership;

    fn key(&self) -> Uuid {
        self.id.uuid()
    }

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        use partnership_coordinator as coordinator;
        use partnership_party as party;
        use partnership_step as step;
        let rows = rows_of::<partnership::Entity>(database, partnership::Column::Id, which).await?;
        let parties = rows_of::<party::Entity>(database, party::Column::PartnershipId, which).await?;
        let mut parties = grouped(parties, |row| row.partnership_id, |row| row.position);
        let steps = rows_of::<step::Entity>(database, step::Column::PartnershipId, which).await?;
        let mut steps = grouped(steps, |row| row.partnership_id, |row| row.position);
        let coordinators =
            rows_of::<coordinator::Entity>(database, coordinator::Column::PartnershipId, which).await?;
        let mut coordinators = grouped(coordinators, |row| row.partnership_id, |row| row.position);
        let mut evidence = proofs::<Self>(database, which).await?;
        rows.into_iter()
            .map(|row| {
                let parties = parties.remove(&row.id).unwrap_or_default();
                let steps = steps.remove(&row.id).unwrap_or_default();
                let coordinators = coordinators.remove(&row.id).unwrap_or_default();
                let at = |column| cell("partnership", column, &row.id);
                Ok(Self {
                    id: PartnershipId::of(row.id),
                    kind: at("kind").word(&row.kind)?,
                    status: at("status").word(&row.status)?,
                    parties: parties.iter().map(party_of).collect::<Result<_, _>>()?,
                    steps: steps.iter().map(step_of).collect::<Result<_, _>>()?,
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
