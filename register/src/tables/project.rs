//! Projects and actions.

use super::{
    Fact, FactKind, Kept, Which, cell, count, each, grouped, numbered, party_columns, proofs, remove_rows,
    rows_of, word,
};
use crate::error::RegisterError;
use crate::rows::{action, action_party, award, project, project_party};
use crate::writing::{insert, json};
use sea_orm::DatabaseTransaction;
use std::collections::HashMap;
use uuid::Uuid;
use vocabulary::{
    Action, ActionId, ActionParty, AwardId, Id, Money, PartnershipId, Project, ProjectId, ProjectParty,
};

impl Fact for Project {
    const KIND: FactKind = FactKind::Project;

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        use project_party as party;
        let rows = rows_of::<project::Entity>(database, project::Column::Id, which).await?;
        let parties = rows_of::<party::Entity>(database, party::Column::ProjectId, which).await?;
        let mut parties = grouped(parties, |row| row.project_id, |row| row.position);
        // The award names its project, so the way back is read, not stored a second time.
        let awards = rows_of::<award::Entity>(database, award::Column::ProjectId, which).await?;
        let awards: HashMap<Uuid, Uuid> = awards.iter().map(|row| (row.project_id, row.id)).collect();
        let mut evidence = proofs::<Self>(database, which).await?;
        rows.into_iter()
            .map(|row| {
                let parties = parties.remove(&row.id).unwrap_or_default();
                Ok(Self {
                    id: ProjectId::of(row.id),
                    title: cell("project", "title", &row.id).json(&row.title)?,
                    status: cell("project", "status", &row.id).word(&row.status)?,
                    parties: each(parties.iter(), party_of)?,
                    budget: budget_of(&row)?,
                    budget_approximate: row.budget_approximate,
                    partnership: row.partnership_id.map(PartnershipId::of),
                    award: awards.get(&row.id).copied().map(AwardId::of),
                    evidence: evidence.remove(&row.id).unwrap_or_default(),
                })
            })
            .collect()
    }

    async fn add(database: &DatabaseTransaction, facts: &[Kept<Self>]) -> Result<(), RegisterError> {
        let rows = facts.iter().map(|kept| project::Model {
            id: kept.fact.key(),
            identity: kept.identity.clone(),
            title: json(&kept.fact.title),
            status: word(&kept.fact.status),
            budget_minor: kept.fact.budget.map(|money| money.minor),
            currency: kept.fact.budget.map(|money| word(&money.currency)),
            budget_approximate: kept.fact.budget_approximate,
            partnership_id: kept.fact.partnership.map(Id::uuid),
            valid_from: None,
            valid_to: None,
            owner_id: kept.owner,
            evidence_id: kept.first_proof(),
        });
        insert(database, rows.collect()).await?;
        let parties = facts.iter().flat_map(|kept| {
            numbered(&kept.fact.parties).map(|(position, party)| {
                let (authority_id, organisation_id) = party_columns(party.party);
                project_party::Model {
                    project_id: kept.fact.key(),
                    position,
                    authority_id,
                    organisation_id,
                    role: word(&party.role),
                }
            })
        });
        insert(database, parties.collect()).await
    }

    async fn remove(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), RegisterError> {
        use project_party as party;
        remove_rows::<party::Entity>(database, party::Column::ProjectId, ids).await?;
        remove_rows::<project::Entity>(database, project::Column::Id, ids).await
    }
}

fn budget_of(row: &project::Model) -> Result<Option<Money>, RegisterError> {
    let at = cell("project", "currency", &row.id);
    match (row.budget_minor, row.currency.as_deref()) {
        (Some(minor), Some(currency)) => Ok(Some(Money::new(minor, at.word(currency)?))),
        (None, None) => Ok(None),
        _ => Err(at.wrong()),
    }
}

fn party_of(row: &project_party::Model) -> Result<ProjectParty, RegisterError> {
    Ok(ProjectParty {
        party: cell("project_party", "authority_id", &row.project_id)
            .party(row.authority_id, row.organisation_id)?,
        role: cell("project_party", "role", &row.project_id).word(&row.role)?,
    })
}

impl Fact for Action {
    const KIND: FactKind = FactKind::Action;

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        use action_party as party;
        let rows = rows_of::<action::Entity>(database, action::Column::Id, which).await?;
        let parties = rows_of::<party::Entity>(database, party::Column::ActionId, which).await?;
        let mut parties = grouped(parties, |row| row.action_id, |row| row.position);
        let mut evidence = proofs::<Self>(database, which).await?;
        rows.into_iter()
            .map(|row| {
                let at = |column| cell("action", column, &row.id);
                let parties = parties.remove(&row.id).unwrap_or_default();
                let party = |party: &party::Model| {
                    Ok(ActionParty {
                        party: cell("action_party", "authority_id", &row.id)
                            .party(party.authority_id, party.organisation_id)?,
                        role: cell("action_party", "role", &row.id).word(&party.role)?,
                    })
                };
                Ok(Self {
                    id: ActionId::of(row.id),
                    kind: at("kind").word(&row.kind)?,
                    title: at("title").json(&row.title)?,
                    quantity: row.quantity.map(|n| at("quantity").number(n)).transpose()?,
                    unit: row.unit.clone(),
                    on: at("happened").maybe_word(row.happened.as_deref())?,
                    parties: parties.iter().map(party).collect::<Result<_, RegisterError>>()?,
                    partnership: row.partnership_id.map(PartnershipId::of),
                    evidence: evidence.remove(&row.id).unwrap_or_default(),
                })
            })
            .collect()
    }

    async fn add(database: &DatabaseTransaction, facts: &[Kept<Self>]) -> Result<(), RegisterError> {
        let rows = facts.iter().map(|kept| action::Model {
            id: kept.fact.key(),
            identity: kept.identity.clone(),
            kind: word(&kept.fact.kind),
            title: json(&kept.fact.title),
            quantity: kept.fact.quantity.map(count),
            unit: kept.fact.unit.clone(),
            happened: kept.fact.on.as_ref().map(word),
            partnership_id: kept.fact.partnership.map(Id::uuid),
            owner_id: kept.owner,
            evidence_id: kept.first_proof(),
        });
        insert(database, rows.collect()).await?;
        let parties = facts.iter().flat_map(|kept| {
            numbered(&kept.fact.parties).map(|(position, party)| {
                let (authority_id, organisation_id) = party_columns(party.party);
                action_party::Model {
                    action_id: kept.fact.key(),
                    position,
                    authority_id,
                    organisation_id,
                    role: word(&party.role),
                }
            })
        });
        insert(database, parties.collect()).await
    }

    async fn remove(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), RegisterError> {
        use action_party as party;
        remove_rows::<party::Entity>(database, party::Column::ActionId, ids).await?;
        remove_rows::<action::Entity>(database, action::Column::Id, ids).await
    }
}
