//! Grants with those who give and those who receive.

use super::{
    Fact, FactKind, Kept, Which, cell, grouped, numbered, party_columns, proofs, remove_rows, rows_of, word,
};
use crate::error::RegisterError;
use crate::rows::{grant, grant_party as party};
use crate::writing::{insert, json};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use vocabulary::{AwardId, Grant, GrantId, Id, Money, PartnershipId, PartyRef, ProjectId};

/// The word of a party that gives.
const GIVER: &str = "giver";
/// The word of a party that receives.
const RECIPIENT: &str = "recipient";

impl Fact for Grant {
    const KIND: FactKind = FactKind::Grant;

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        let rows = rows_of::<grant::Entity>(database, grant::Column::Id, which).await?;
        let parties = rows_of::<party::Entity>(database, party::Column::GrantId, which).await?;
        let mut parties = grouped(parties, |row| row.grant_id, |row| row.position);
        let mut evidence = proofs::<Self>(database, which).await?;
        rows.into_iter()
            .map(|row| {
                let at = |column| cell("grant", column, &row.id);
                let parties = parties.remove(&row.id).unwrap_or_default();
                Ok(Self {
                    id: GrantId::of(row.id),
                    title: at("title").json(&row.title)?,
                    givers: playing(&parties, GIVER)?,
                    recipients: playing(&parties, RECIPIENT)?,
                    amount: Money::new(row.amount_minor, at("currency").word(&row.currency)?),
                    approximate: row.approximate,
                    form: at("form").maybe_word(row.form.as_deref())?,
                    on: at("happened").maybe_word(row.happened.as_deref())?,
                    project: row.project_id.map(ProjectId::of),
                    partnership: row.partnership_id.map(PartnershipId::of),
                    award: row.award_id.map(AwardId::of),
                    evidence: evidence.remove(&row.id).unwrap_or_default(),
                })
            })
            .collect()
    }

    async fn add(database: &DatabaseTransaction, facts: &[Kept<Self>]) -> Result<(), RegisterError> {
        let rows = facts.iter().map(|kept| grant::Model {
            id: kept.fact.key(),
            identity: kept.identity.clone(),
            title: json(&kept.fact.title),
            amount_minor: kept.fact.amount.minor,
            currency: word(&kept.fact.amount.currency),
            approximate: kept.fact.approximate,
            form: kept.fact.form.as_ref().map(word),
            happened: kept.fact.on.as_ref().map(word),
            project_id: kept.fact.project.map(Id::uuid),
            partnership_id: kept.fact.partnership.map(Id::uuid),
            award_id: kept.fact.award.map(Id::uuid),
            owner_id: kept.owner,
            evidence_id: kept.first_proof(),
        });
        insert(database, rows.collect()).await?;
        let parties = facts.iter().flat_map(|kept| {
            let givers = kept.fact.givers.iter().map(|giver| (GIVER, *giver));
            let recipients = kept.fact.recipients.iter().map(|one| (RECIPIENT, *one));
            let all: Vec<(&str, PartyRef)> = givers.chain(recipients).collect();
            let row = |(position, (role, party)): (i64, &(&str, PartyRef))| {
                let (authority_id, organisation_id) = party_columns(*party);
                party::Model {
                    grant_id: kept.fact.key(),
                    position,
                    authority_id,
                    organisation_id,
                    role: (*role).to_owned(),
                }
            };
            numbered(&all).map(row).collect::<Vec<_>>()
        });
        insert(database, parties.collect()).await
    }

    async fn remove(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), RegisterError> {
        remove_rows::<party::Entity>(database, party::Column::GrantId, ids).await?;
        remove_rows::<grant::Entity>(database, grant::Column::Id, ids).await
    }
}

/// The parties of one part, in order.
fn playing(parties: &[party::Model], role: &str) -> Result<Vec<PartyRef>, RegisterError> {
    let of_role = parties.iter().filter(|row| row.role == role);
    of_role
        .map(|row| {
            cell("grant_party", "authority_id", &row.grant_id).party(row.authority_id, row.organisation_id)
        })
        .collect()
}
