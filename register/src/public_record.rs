//! The public part of the record at one position of the log, each table read once.
//!
//! # Invariants
//! Everything is read in one transaction, so ids that one entity names stand in the same answer.

use crate::claims::Held;
use crate::error::RegisterError;
use crate::public::{PublicRecord, ReadSource, StoredRemark};
use crate::register::Register;
use crate::rows::{claim, evidence, mention, remark, revision, source, story, support};
use crate::tables::{self, Fact, FactKind, Which, cell, grouped, rows_in};
use crate::writing::newest_position;
use crate::{merge, sources, stories};
use sea_orm::{DatabaseTransaction, EntityTrait};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;
use vocabulary::{
    AuthorityId, Claim, Evidence, EvidenceId, EvidenceKind, Id, Mention, Moment, OrganisationId,
    PartnershipId, PartyRef, Reason, Revision, RevisionId, SourceId, Story,
};

impl Register {
    /// Everything public, as the read model takes it.
    pub async fn public_record(&self) -> Result<PublicRecord, RegisterError> {
        let record = async {
            let database = self.read().await?;
            let mut record = facts(&database).await?;
            record.sources = read_sources(&database).await?;
            record.authorities = named_authorities(&database, &record).await?;
            record.stories = told(&database, &record).await?;
            record.evidence = proofs(&database).await?;
            record.merged = merge::all(&database).await?;
            record.position = u64::try_from(newest_position(&database).await?).unwrap_or(0);
            Ok(record)
        };
        self.located(record.await)
    }
}

async fn facts(database: &DatabaseTransaction) -> Result<PublicRecord, RegisterError> {
    Ok(PublicRecord {
        organisations: sorted(database).await?,
        partnerships: sorted(database).await?,
        programmes: sorted(database).await?,
        calls: sorted(database).await?,
        awards: sorted(database).await?,
        projects: sorted(database).await?,
        alliances: sorted(database).await?,
        campaigns: sorted(database).await?,
        actions: sorted(database).await?,
        ..PublicRecord::default()
    })
}

/// Facts of one kind in the order of their keys, so that equal records give equal answers.
async fn sorted<F: Fact>(database: &DatabaseTransaction) -> Result<Vec<F>, RegisterError> {
    let mut facts = F::load(database, Which::All).await?;
    facts.sort_by_key(Fact::key);
    Ok(facts)
}

async fn read_sources(database: &DatabaseTransaction) -> Result<Vec<ReadSource>, RegisterError> {
    let mut rows = source::Entity::find().all(database).await?;
    rows.sort_by_key(|row| row.id);
    let newest: Vec<Uuid> = rows.iter().map(|row| row.newest_id).collect();
    let revisions = rows_in(database, revision::Entity::find(), revision::Column::Id, &newest).await?;
    let mut revisions: HashMap<Uuid, revision::Model> =
        revisions.into_iter().map(|row| (row.id, row)).collect();
    let of = mention::Column::RevisionId;
    let mentions = rows_in(database, mention::Entity::find(), of, &newest).await?;
    let mut mentions = grouped(mentions, |row| row.revision_id, |row| row.position);
    let of = remark::Column::RevisionId;
    let remarks = rows_in(database, remark::Entity::find(), of, &newest).await?;
    let mut remarks = grouped(remarks, |row| row.revision_id, |row| row.position);
    let of = claim::Column::RevisionId;
    let claims = rows_in(database, claim::Entity::find(), of, &newest).await?;
    let mut claims = grouped(claims, |row| row.revision_id, |row| row.position);
    rows.iter()
        .map(|row| {
            let newest = row.newest_id;
            let wrong = || cell("source", "newest_id", &row.id).wrong();
            let mentions = mentions.remove(&newest).unwrap_or_default();
            let remarks = remarks.remove(&newest).unwrap_or_default();
            let claims = claims.remove(&newest).unwrap_or_default();
            Ok(ReadSource {
                source: sources::of(row)?,
                owner: row.owner_id.map(OrganisationId::of),
                revision: revision_of(revisions.remove(&newest).ok_or_else(wrong)?),
                mentions: mentions.iter().map(mention_of).collect::<Result<_, _>>()?,
                claims: claims
                    .into_iter()
                    .map(|row| Held::of(row).map(Held::stored))
                    .collect::<Result<_, _>>()?,
                remarks: remarks.into_iter().map(remark_of).collect::<Result<_, _>>()?,
            })
        })
        .collect()
}

fn revision_of(row: revision::Model) -> Revision {
    Revision {
        id: RevisionId::of(row.id),
        source: SourceId::of(row.source_id),
        sha256: row.sha256,
        text: row.body,
        read_on: Moment {
            micros: row.read_on,
            zone: row.read_zone,
        },
        engine: row.engine,
        gazetteer: row.gazetteer,
    }
}

fn mention_of(row: &mention::Model) -> Result<Mention, RegisterError> {
    cell("mention", "body", &row.revision_id).json(&row.body)
}

fn remark_of(row: remark::Model) -> Result<StoredRemark, RegisterError> {
    let at = |column| cell("remark", column, &row.revision_id);
    let span = match row.starts.zip(row.ends) {
        Some((start, end)) => Some((at("starts").number(start)?, at("ends").number(end)?)),
        None => None,
    };
    let params: BTreeMap<String, String> = at("params").json(&row.params)?;
    let code = row.code;
    Ok(StoredRemark {
        remark: Reason { code, params },
        span,
    })
}

/// Stories with whom they name: the bodies mentioned, as far as some fact names them, and the partnerships proved within
/// their span.
async fn told(database: &DatabaseTransaction, record: &PublicRecord) -> Result<Vec<Story>, RegisterError> {
    let mut rows = story::Entity::find().all(database).await?;
    rows.sort_by_key(|row| row.id);
    let supports = partnerships_by_claim(database).await?;
    let codes = record
        .sources
        .iter()
        .flat_map(|read| &read.mentions)
        .filter_map(|mention| mention.code.clone())
        .collect();
    let mut keys = crate::authorities::known(database, &codes).await?;
    let named: BTreeSet<AuthorityId> = record.authorities.iter().map(|(id, _)| *id).collect();
    keys.retain(|_, id| named.contains(id));
    let by_source: HashMap<SourceId, &ReadSource> =
        record.sources.iter().map(|read| (read.source.id, read)).collect();
    let mut all = Vec::new();
    for row in &rows {
        let mut story = stories::of(row)?;
        let (start, end) = story.span;
        let within = |place: usize| start <= place && place < end;
        if let Some(read) = by_source.get(&story.source) {
            let named: BTreeSet<AuthorityId> = read
                .mentions
                .iter()
                .filter(|mention| within(mention.start))
                .filter_map(|mention| keys.get(mention.code.as_ref()?).copied())
                .collect();
            let proved: BTreeSet<PartnershipId> = read
                .claims
                .iter()
                .filter(|stored| speaks_within(&stored.claim, &within))
                .flat_map(|stored| supports.get(&stored.id.uuid()).into_iter().flatten().copied())
                .collect();
            story.authorities = named.into_iter().collect();
            story.partnerships = proved.into_iter().collect();
        }
        all.push(story);
    }
    Ok(all)
}

fn speaks_within(claim: &Claim, within: &impl Fn(usize) -> bool) -> bool {
    within(claim.start) || claim.evidence.iter().any(|quote| within(quote.start))
}

async fn partnerships_by_claim(
    database: &DatabaseTransaction,
) -> Result<HashMap<Uuid, Vec<PartnershipId>>, RegisterError> {
    use sea_orm::{ColumnTrait, QueryFilter};
    let kind = FactKind::Partnership;
    let rows = support::Entity::find()
        .filter(support::Column::FactKind.eq(kind.as_str()))
        .all(database)
        .await?;
    let identities: Vec<String> = rows.iter().map(|row| row.identity.clone()).collect();
    let keys: HashMap<String, Uuid> = tables::keys(database, kind, &identities)
        .await?
        .into_iter()
        .collect();
    let mut all: HashMap<Uuid, Vec<PartnershipId>> = HashMap::new();
    for row in rows {
        if let Some(id) = keys.get(&row.identity) {
            all.entry(row.claim_id).or_default().push(PartnershipId::of(*id));
        }
    }
    Ok(all)
}

/// The authorities that some fact names.
async fn named_authorities(
    database: &DatabaseTransaction,
    record: &PublicRecord,
) -> Result<Vec<(AuthorityId, vocabulary::Authority)>, RegisterError> {
    let parties = record
        .partnerships
        .iter()
        .flat_map(|fact| fact.parties.iter().map(|party| party.party))
        .chain(
            record
                .awards
                .iter()
                .flat_map(|fact| fact.parties.iter().map(|party| party.party)),
        )
        .chain(
            record
                .projects
                .iter()
                .flat_map(|fact| fact.parties.iter().map(|party| party.party)),
        )
        .chain(
            record
                .actions
                .iter()
                .flat_map(|fact| fact.parties.iter().map(|party| party.party)),
        )
        .filter_map(|party| match party {
            PartyRef::Authority(id) => Some(id),
            PartyRef::Organisation(_) => None,
        });
    let members = record
        .alliances
        .iter()
        .flat_map(|fact| fact.members.iter().map(|member| member.authority));
    let named: BTreeSet<AuthorityId> = parties.chain(members).collect();
    let mut all = tables::authorities(database, Which::All).await?;
    all.retain(|(id, _)| named.contains(id));
    Ok(all)
}

/// Every proof; one that nothing stands on is taken out with its claim, so all of them are named.
async fn proofs(database: &DatabaseTransaction) -> Result<Vec<Evidence>, RegisterError> {
    let mut rows = evidence::Entity::find().all(database).await?;
    rows.sort_by_key(|row| row.id);
    rows.into_iter().map(proof_of).collect()
}

fn proof_of(row: evidence::Model) -> Result<Evidence, RegisterError> {
    let id = row.id;
    let at = |column| cell("evidence", column, &id);
    let wrong = |column| move || cell("evidence", column, &id).wrong();
    let kind = match row.kind.as_str() {
        "document" => EvidenceKind::Document {
            revision: row
                .revision_id
                .map(RevisionId::of)
                .ok_or_else(wrong("revision_id"))?,
            quotes: at("quotes").json(row.quotes.as_deref().unwrap_or_default())?,
            read_on: moment(row.read_on, row.read_zone).ok_or_else(wrong("read_on"))?,
        },
        "statement" => EvidenceKind::Statement {
            by: row.said_by.ok_or_else(wrong("said_by"))?,
            on_behalf_of: row.on_behalf_of,
            made_at: moment(row.made_at, row.made_zone).ok_or_else(wrong("made_at"))?,
            words: row.words.ok_or_else(wrong("words"))?,
        },
        "derived" => EvidenceKind::Derived {
            rule: row.rule.ok_or_else(wrong("rule"))?,
            version: at("rule_version").number(row.rule_version.unwrap_or(-1))?,
            inputs: at("inputs").json(row.inputs.as_deref().unwrap_or_default())?,
        },
        _ => return Err(at("kind").wrong()),
    };
    Ok(Evidence {
        id: EvidenceId::of(id),
        kind,
    })
}

fn moment(micros: Option<i64>, zone: Option<String>) -> Option<Moment> {
    Some(Moment {
        micros: micros?,
        zone: zone?,
    })
}
