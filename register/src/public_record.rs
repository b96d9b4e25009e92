//! The public part of the record at one position of the log: whole, each table read once; or only what changed behind
//! an earlier position.
//!
//! # Invariants
//! - Everything is read in one transaction, so ids that one entity names stand in the same answer.
//! - What changed behind a position, laid over the record of that position, gives the record of the newest one.

use crate::claims::Held;
use crate::error::RegisterError;
use crate::public::{PublicChanges, PublicRecord, ReadSource, StoredRemark};
use crate::register::Register;
use crate::rows::{change, claim, evidence, mention, remark, revision, source, story, support};
use crate::tables::{self, Fact, FactKind, Which, cell, each, grouped, rows_in};
use crate::writing::newest_position;
use crate::{merge, sources, stories};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;
use vocabulary::{
    Claim, Evidence, EvidenceId, EvidenceKind, Id, Mention, Moment, OrganisationId, PartnershipId, Quote,
    Reason, Revision, RevisionId, SourceId, Story,
};

/// Most entries of the log that are followed one by one; behind more the whole record is read.
const MOST_FOLLOWED: i64 = 4_000;
/// Sources whose rows are held together with what they become.
const SOURCES_AT_ONCE: usize = 100;

impl Register {
    /// Everything public, as the read model takes it.
    pub async fn public_record(&self) -> Result<PublicRecord, RegisterError> {
        let record = async {
            let database = self.read().await?;
            let mut record = facts(&database).await?;
            record.sources = read_sources(&database, Which::All).await?;
            record.authorities = tables::authorities(&database, Which::All).await?;
            let named = record.named_authorities();
            record.authorities.retain(|(id, _)| named.contains(id));
            record.stories = told(&database, Which::All, &record.sources).await?;
            record.evidence = proofs(&database, evidence::Column::Id, Which::All).await?;
            record.merged = merge::all(&database).await?;
            record.position = u64::try_from(newest_position(&database).await?).unwrap_or(0);
            Ok(record)
        };
        self.located(record.await)
    }

    /// What of the public record changed behind a position; `None` where the whole record must be read again: too much
    /// changed, or facts were merged, or the position is not one of this log.
    pub async fn public_changes(&self, since: u64) -> Result<Option<PublicChanges>, RegisterError> {
        let changes = async {
            let database = self.read().await?;
            let newest = newest_position(&database).await?;
            let since = i64::try_from(since).unwrap_or(i64::MAX);
            if since > newest || newest - since > MOST_FOLLOWED {
                return Ok(None);
            }
            let Some(noted) = Noted::behind(&database, since).await? else {
                return Ok(None);
            };
            let mut changes = noted.read(&database).await?;
            changes.record.position = u64::try_from(newest).unwrap_or(0);
            Ok(Some(changes))
        };
        self.located(changes.await)
    }
}

/// The entities of the public record that some entries of the log name.
#[derive(Default)]
struct Noted {
    facts: BTreeMap<FactKind, Vec<Uuid>>,
    authorities: Vec<Uuid>,
    sources: Vec<Uuid>,
    revisions: Vec<Uuid>,
    claims: Vec<Uuid>,
    stories: Vec<Uuid>,
}

impl Noted {
    /// What the entries behind a position name; `None` if one of them moves more than it names.
    async fn behind(database: &DatabaseTransaction, since: i64) -> Result<Option<Self>, RegisterError> {
        let entries: Vec<(String, String)> = change::Entity::find()
            .select_only()
            .column(change::Column::Entity)
            .column(change::Column::EntityId)
            .filter(change::Column::Position.gt(since))
            .distinct()
            .into_tuple()
            .all(database)
            .await?;
        let mut noted = Self::default();
        for (entity, id) in &entries {
            let of = match entity.as_str() {
                "merge" => return Ok(None),
                "authority" => &mut noted.authorities,
                "source" => &mut noted.sources,
                "revision" => &mut noted.revisions,
                "claim" => &mut noted.claims,
                "story" => &mut noted.stories,
                word => match FactKind::named(word) {
                    Some(kind) => noted.facts.entry(kind).or_default(),
                    // What is not public is not followed.
                    None => continue,
                },
            };
            of.push(Uuid::parse_str(id).map_err(|_| cell("change", "entity_id", id).wrong())?);
        }
        Ok(Some(noted))
    }

    async fn read(mut self, database: &DatabaseTransaction) -> Result<PublicChanges, RegisterError> {
        let mut record = PublicRecord {
            organisations: self.facts(database).await?,
            partnerships: self.facts(database).await?,
            programmes: self.facts(database).await?,
            calls: self.facts(database).await?,
            awards: self.facts(database).await?,
            projects: self.facts(database).await?,
            alliances: self.facts(database).await?,
            campaigns: self.facts(database).await?,
            actions: self.facts(database).await?,
            grants: self.facts(database).await?,
            ..PublicRecord::default()
        };
        let named: Vec<Uuid> = record.proofs().into_iter().map(Id::uuid).collect();
        record.evidence = proofs(database, evidence::Column::Id, Which::Ids(&named)).await?;
        let mut authorities: BTreeSet<Uuid> = record.named_authorities().into_iter().map(Id::uuid).collect();
        authorities.extend(&self.authorities);
        let authorities: Vec<Uuid> = authorities.into_iter().collect();
        record.authorities = tables::authorities(database, Which::Ids(&authorities)).await?;
        let sources = self.sources_of(database, &record.evidence).await?;
        record.sources = read_sources(database, Which::Ids(&sources)).await?;
        record.stories = told(database, Which::Ids(&sources), &record.sources).await?;
        // What was read again proves with the words and places of the newest reading.
        let newest: Vec<Uuid> = record
            .sources
            .iter()
            .map(|read| read.revision.id.uuid())
            .collect();
        let again = proofs(database, evidence::Column::RevisionId, Which::Ids(&newest)).await?;
        let known: BTreeSet<EvidenceId> = record.evidence.iter().map(|proof| proof.id).collect();
        record
            .evidence
            .extend(again.into_iter().filter(|proof| !known.contains(&proof.id)));
        let held = record.keys();
        let named = self
            .facts
            .values()
            .flatten()
            .chain(&self.stories)
            .chain(&self.sources);
        let gone = named.copied().filter(|id| !held.contains(id)).collect();
        Ok(PublicChanges { record, gone })
    }

    /// The named facts of one kind that stand.
    async fn facts<F: Fact>(&mut self, database: &DatabaseTransaction) -> Result<Vec<F>, RegisterError> {
        match self.facts.get(&F::KIND) {
            Some(ids) => F::load(database, Which::Ids(ids)).await,
            None => Ok(Vec::new()),
        }
    }

    /// The sources in which something changed: named themselves, by what was read in them, or by a fact that they prove.
    async fn sources_of(
        &self,
        database: &DatabaseTransaction,
        evidence: &[Evidence],
    ) -> Result<Vec<Uuid>, RegisterError> {
        let of_claims = rows_in(database, claim::Entity::find(), claim::Column::Id, &self.claims).await?;
        let mut revisions: BTreeSet<Uuid> = self.revisions.iter().copied().collect();
        revisions.extend(of_claims.iter().map(|row| row.revision_id));
        revisions.extend(evidence.iter().filter_map(|proof| match &proof.kind {
            EvidenceKind::Document { revision, .. } => Some(revision.uuid()),
            EvidenceKind::Statement { .. } | EvidenceKind::Derived { .. } => None,
        }));
        let revisions: Vec<Uuid> = revisions.into_iter().collect();
        let revisions = rows_in(
            database,
            revision::Entity::find(),
            revision::Column::Id,
            &revisions,
        )
        .await?;
        let stories = rows_in(database, story::Entity::find(), story::Column::Id, &self.stories).await?;
        let mut sources: BTreeSet<Uuid> = self.sources.iter().copied().collect();
        sources.extend(revisions.iter().map(|row| row.source_id));
        sources.extend(stories.iter().map(|row| row.source_id));
        Ok(sources.into_iter().collect())
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
        grants: sorted(database).await?,
        ..PublicRecord::default()
    })
}

/// Facts of one kind in the order of their keys, so that equal records give equal answers.
async fn sorted<F: Fact>(database: &DatabaseTransaction) -> Result<Vec<F>, RegisterError> {
    let mut facts = F::load(database, Which::All).await?;
    facts.sort_by_key(Fact::key);
    Ok(facts)
}

async fn read_sources(
    database: &DatabaseTransaction,
    which: Which<'_>,
) -> Result<Vec<ReadSource>, RegisterError> {
    let mut rows = tables::rows_of::<source::Entity>(database, source::Column::Id, which).await?;
    rows.sort_by_key(|row| row.id);
    let mut all = Vec::with_capacity(rows.len());
    for some in rows.chunks(SOURCES_AT_ONCE) {
        all.append(&mut with_contents(database, some).await?);
    }
    Ok(all)
}

/// Sources with what was read in their newest revisions.
async fn with_contents(
    database: &DatabaseTransaction,
    rows: &[source::Model],
) -> Result<Vec<ReadSource>, RegisterError> {
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
                mentions: each(mentions.iter(), mention_of)?,
                claims: each(claims.into_iter(), |row| Held::of(row).map(Held::stored))?,
                remarks: each(remarks.into_iter(), remark_of)?,
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

/// The stories of some sources with the partnerships proved within their span.
async fn told(
    database: &DatabaseTransaction,
    which: Which<'_>,
    sources: &[ReadSource],
) -> Result<Vec<Story>, RegisterError> {
    let mut rows = tables::rows_of::<story::Entity>(database, story::Column::SourceId, which).await?;
    rows.sort_by_key(|row| row.id);
    // Most sources tell no story, and their claims are many.
    let telling: HashSet<Uuid> = rows.iter().map(|row| row.source_id).collect();
    let claims = sources
        .iter()
        .filter(|read| telling.contains(&read.source.id.uuid()))
        .flat_map(|read| &read.claims);
    let claims: Vec<Uuid> = claims.map(|claim| claim.id.uuid()).collect();
    let supports = partnerships_by_claim(database, &claims).await?;
    let by_source: HashMap<SourceId, &ReadSource> =
        sources.iter().map(|read| (read.source.id, read)).collect();
    let mut all = Vec::new();
    for row in &rows {
        let mut story = stories::of(row)?;
        let (start, end) = story.span;
        let within = |place: usize| start <= place && place < end;
        if let Some(read) = by_source.get(&story.source) {
            let proved: BTreeSet<PartnershipId> = read
                .claims
                .iter()
                .filter(|stored| speaks_within(&stored.claim, &within))
                .flat_map(|stored| supports.get(&stored.id.uuid()).into_iter().flatten().copied())
                .collect();
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
    claims: &[Uuid],
) -> Result<HashMap<Uuid, Vec<PartnershipId>>, RegisterError> {
    let kind = FactKind::Partnership;
    let of_kind = support::Entity::find().filter(support::Column::FactKind.eq(kind.as_str()));
    let rows = rows_in(database, of_kind, support::Column::ClaimId, claims).await?;
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

/// Proofs; one that nothing stands on is taken out with its claim, so all of them are named.
async fn proofs(
    database: &DatabaseTransaction,
    by: evidence::Column,
    which: Which<'_>,
) -> Result<Vec<Evidence>, RegisterError> {
    let mut rows = tables::rows_of::<evidence::Entity>(database, by, which).await?;
    rows.sort_by_key(|row| row.id);
    each(rows.into_iter(), proof_of)
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
            quotes: at("quotes")
                .json::<Box<[Quote]>>(row.quotes.as_deref().unwrap_or_default())?
                .into_vec(),
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
