//! Alliances with their members and pools, and campaigns.

use super::{
    Fact, FactKind, Kept, Which, cell, count, each, grouped, numbered, proofs, remove_rows, rows_of, word,
};
use crate::error::RegisterError;
use crate::rows::{alliance, alliance_member, campaign, pool};
use crate::writing::{insert, json};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use vocabulary::{
    Alliance, AllianceId, AllianceMember, AuthorityId, Campaign, CampaignId, EvidenceId, Id, Money,
    PartnershipId, Pool, Rate,
};

impl Fact for Alliance {
    const KIND: FactKind = FactKind::Alliance;

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        use alliance_member as member;
        let rows = rows_of::<alliance::Entity>(database, alliance::Column::Id, which).await?;
        let members = rows_of::<member::Entity>(database, member::Column::AllianceId, which).await?;
        let mut members = grouped(members, |row| row.alliance_id, |row| row.position);
        let pools = rows_of::<pool::Entity>(database, pool::Column::AllianceId, which).await?;
        let mut pools = grouped(pools, |row| row.alliance_id, |row| row.position);
        let mut evidence = proofs::<Self>(database, which).await?;
        rows.into_iter()
            .map(|row| {
                let members = members.remove(&row.id).unwrap_or_default();
                let pools = pools.remove(&row.id).unwrap_or_default();
                Ok(Self {
                    id: AllianceId::of(row.id),
                    title: cell("alliance", "title", &row.id).maybe_json(row.title.as_deref())?,
                    members: each(members.iter(), member_of)?,
                    partnership: row.partnership_id.map(PartnershipId::of),
                    pools: each(pools.iter(), pool_of)?,
                    evidence: evidence.remove(&row.id).unwrap_or_default(),
                })
            })
            .collect()
    }

    async fn add(database: &DatabaseTransaction, facts: &[Kept<Self>]) -> Result<(), RegisterError> {
        let rows = facts.iter().map(|kept| alliance::Model {
            id: kept.fact.key(),
            identity: kept.identity.clone(),
            title: kept.fact.title.as_ref().map(json),
            partnership_id: kept.fact.partnership.map(Id::uuid),
            valid_from: None,
            valid_to: None,
            owner_id: kept.owner,
            evidence_id: kept.first_proof(),
        });
        insert(database, rows.collect()).await?;
        let members = facts.iter().flat_map(|kept| {
            numbered(&kept.fact.members).map(|(position, member)| alliance_member::Model {
                alliance_id: kept.fact.key(),
                position,
                authority_id: member.authority.uuid(),
                role: word(&member.role),
                share: word(&member.share),
                valid_from: None,
                valid_to: None,
            })
        });
        insert(database, members.collect()).await?;
        let pools = facts.iter().flat_map(|kept| {
            numbered(&kept.fact.pools).map(|(position, pool)| pool::Model {
                alliance_id: kept.fact.key(),
                position,
                amount: word(&pool.rate.amount),
                currency: word(&pool.rate.currency),
                per: pool.rate.per.clone(),
                stated_base: pool.stated_base.map(count),
                evidence_id: pool.evidence.uuid(),
            })
        });
        insert(database, pools.collect()).await
    }

    async fn remove(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), RegisterError> {
        use alliance_member as member;
        remove_rows::<member::Entity>(database, member::Column::AllianceId, ids).await?;
        remove_rows::<pool::Entity>(database, pool::Column::AllianceId, ids).await?;
        remove_rows::<alliance::Entity>(database, alliance::Column::Id, ids).await
    }
}

fn member_of(row: &alliance_member::Model) -> Result<AllianceMember, RegisterError> {
    Ok(AllianceMember {
        authority: AuthorityId::of(row.authority_id),
        role: cell("alliance_member", "role", &row.alliance_id).word(&row.role)?,
        share: cell("alliance_member", "share", &row.alliance_id).word(&row.share)?,
    })
}

fn pool_of(row: &pool::Model) -> Result<Pool, RegisterError> {
    let at = |column| cell("pool", column, &row.alliance_id);
    Ok(Pool {
        rate: Rate {
            amount: at("amount").word(&row.amount)?,
            currency: at("currency").word(&row.currency)?,
            per: row.per.clone(),
        },
        stated_base: row
            .stated_base
            .map(|base| at("stated_base").number(base))
            .transpose()?,
        evidence: EvidenceId::of(row.evidence_id),
    })
}

impl Fact for Campaign {
    const KIND: FactKind = FactKind::Campaign;

    async fn load(database: &DatabaseTransaction, which: Which<'_>) -> Result<Vec<Self>, RegisterError> {
        let rows = rows_of::<campaign::Entity>(database, campaign::Column::Id, which).await?;
        let mut evidence = proofs::<Self>(database, which).await?;
        rows.into_iter()
            .map(|row| {
                let at = |column| cell("campaign", column, &row.id);
                Ok(Self {
                    id: CampaignId::of(row.id),
                    title: at("title").json(&row.title)?,
                    target: Money::new(row.target_minor, at("currency").word(&row.currency)?),
                    deadline: at("deadline").maybe_word(row.deadline.as_deref())?,
                    alliance: row.alliance_id.map(AllianceId::of),
                    partnership: row.partnership_id.map(PartnershipId::of),
                    evidence: evidence.remove(&row.id).unwrap_or_default(),
                })
            })
            .collect()
    }

    async fn add(database: &DatabaseTransaction, facts: &[Kept<Self>]) -> Result<(), RegisterError> {
        let rows = facts.iter().map(|kept| campaign::Model {
            id: kept.fact.key(),
            identity: kept.identity.clone(),
            title: json(&kept.fact.title),
            target_minor: kept.fact.target.minor,
            currency: word(&kept.fact.target.currency),
            deadline: kept.fact.deadline.as_ref().map(word),
            alliance_id: kept.fact.alliance.map(Id::uuid),
            partnership_id: kept.fact.partnership.map(Id::uuid),
            owner_id: kept.owner,
            evidence_id: kept.first_proof(),
        });
        insert(database, rows.collect()).await
    }

    async fn remove(database: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), RegisterError> {
        remove_rows::<campaign::Entity>(database, campaign::Column::Id, ids).await
    }
}
