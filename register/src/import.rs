//! A reading of a source into the record, in one transaction: revision, mentions, remarks, claims, stories.
//!
//! # Invariants
//! - The same bytes read by the same engine with the same gazetteer bring nothing new.
//! - A claim that an earlier reading made keeps its decision; one that is made no longer is superseded.
//! - What a person edited or decided stays.

use crate::act::Act;
use crate::authorities::Known;
use crate::claims::{self, CLAIM_VERSION, Held, fingerprints, sha256};
use crate::error::RegisterError;
use crate::reading::{Imported, Novelty, Reading};
use crate::register::Register;
use crate::rows::{content, mention, remark, revision, source};
use crate::settle::settle;
use crate::sources;
use crate::tables::{count, word};
use crate::vanished;
use crate::writing::{What, Writing, insert, json};
use crate::{stories, trust};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;
use vocabulary::{Claim, ClaimState, Id, Moment, RevisionId, SourceId};

impl Register {
    /// Takes a reading in. Answers what was new; the same reading again is [`Novelty::Nothing`].
    ///
    /// Trusted-source rules are applied afterwards, each acceptance an entry of the change log that names its rule.
    pub async fn import(
        &self,
        reading: &Reading,
        directory: Known<'_>,
        act: Act<'_>,
    ) -> Result<Imported, RegisterError> {
        let imported = async {
            let mut writing = self.write(act).await?;
            let mut imported = take_in(&mut writing, reading, directory).await?;
            let source = imported.source.uuid();
            imported.accepted_by_rules = trust::apply(&mut writing, directory, source).await?;
            imported.position = writing.commit().await?;
            Ok(imported)
        };
        self.located(imported.await)
    }
}

/// Takes a reading in as part of a larger write; no rule is applied to its claims.
pub(crate) async fn take_in(
    writing: &mut Writing<'_>,
    reading: &Reading,
    directory: Known<'_>,
) -> Result<Imported, RegisterError> {
    let sha256 = sha256(&reading.bytes);
    let known = source::Entity::find()
        .filter(source::Column::Origin.eq(&reading.origin))
        .one(writing.database())
        .await?;
    let newest = match &known {
        Some(known) => {
            let newest = revision::Entity::find_by_id(known.newest_id);
            newest.one(writing.database()).await?
        }
        None => None,
    };
    let same_bytes = newest.as_ref().is_some_and(|newest| newest.sha256 == sha256);
    let same_reader = newest
        .as_ref()
        .is_some_and(|newest| newest.engine == reading.engine && newest.gazetteer == reading.gazetteer);
    let novelty = match (&newest, same_bytes, same_reader) {
        (None, ..) => Novelty::NewSource,
        (_, true, true) => Novelty::Nothing,
        (_, true, false) => Novelty::ReadAgain,
        _ => Novelty::ChangedBytes,
    };
    let id = known.as_ref().map_or_else(|| writing.fresh(), |known| known.id);
    let (revision, read_on) = match (&newest, novelty) {
        (Some(newest), Novelty::Nothing) => (newest.id, writing.now().clone()),
        _ => revision_of(writing, reading, id, &sha256).await?,
    };
    sources::save(writing, reading, id, revision, known).await?;
    let mut imported = Imported {
        source: SourceId::of(id),
        revision: RevisionId::of(revision),
        novelty,
        claims_new: 0,
        claims_kept: 0,
        claims_superseded: 0,
        accepted_by_rules: 0,
        position: 0,
    };
    if novelty == Novelty::Nothing {
        imported.claims_kept = reading.claims.len();
    } else {
        let place = Place {
            source: id,
            revision,
            read_on,
        };
        reconcile(writing, reading, &place, &mut imported).await?;
        stories::save(writing, reading, id, revision).await?;
        settle(writing, Some(directory), id).await?;
    }
    Ok(imported)
}

/// The revision of this reading, with when it was read; a state of the source that was seen before is the same one.
async fn revision_of(
    writing: &mut Writing<'_>,
    reading: &Reading,
    source: Uuid,
    sha256: &str,
) -> Result<(Uuid, Moment), RegisterError> {
    use revision::Column;
    let seen = revision::Entity::find()
        .filter(Column::SourceId.eq(source))
        .filter(Column::Sha256.eq(sha256))
        .filter(Column::Engine.eq(&reading.engine))
        .filter(Column::Gazetteer.eq(&reading.gazetteer))
        .one(writing.database())
        .await?;
    if let Some(seen) = seen {
        let read_on = Moment {
            micros: seen.read_on,
            zone: seen.read_zone,
        };
        return Ok((seen.id, read_on));
    }
    let kept = content::Entity::find_by_id(sha256)
        .select_only()
        .column(content::Column::Sha256);
    if kept
        .into_tuple::<String>()
        .one(writing.database())
        .await?
        .is_none()
    {
        let bytes = content::Model {
            sha256: sha256.to_owned(),
            bytes: reading.bytes.clone(),
        };
        bytes.into_active_model().insert(writing.database()).await?;
    }
    let row = revision::Model {
        id: writing.fresh(),
        source_id: source,
        sha256: sha256.to_owned(),
        body: reading.text.clone(),
        read_on: writing.now().micros,
        read_zone: writing.now().zone.clone(),
        engine: reading.engine.clone(),
        gazetteer: reading.gazetteer.clone(),
    };
    let entry = BTreeMap::from([
        ("sha256", row.sha256.clone()),
        ("engine", row.engine.clone()),
        ("gazetteer", row.gazetteer.clone()),
        ("mentions", reading.mentions.len().to_string()),
        ("claims", reading.claims.len().to_string()),
    ]);
    let id = row.id;
    writing.note(("revision", id), What::Created, (None, Some(&entry)), None);
    sources::before_its_revision(writing, reading, source, id).await?;
    row.into_active_model().insert(writing.database()).await?;
    mentions(writing, reading, id).await?;
    Ok((id, writing.now().clone()))
}

/// The names and remarks of a reading.
async fn mentions(writing: &Writing<'_>, reading: &Reading, revision: Uuid) -> Result<(), RegisterError> {
    let place = |scalar: usize| count(u64::try_from(scalar).unwrap_or(u64::MAX));
    let names = (0_i64..)
        .zip(&reading.mentions)
        .map(|(position, found)| mention::Model {
            revision_id: revision,
            position,
            starts: place(found.start),
            ends: place(found.end),
            code: found.code.as_ref().map(ToString::to_string),
            body: json(found),
        });
    insert(writing.database(), names.collect()).await?;
    let remarks = (0_i64..)
        .zip(&reading.remarks)
        .map(|(position, found)| remark::Model {
            revision_id: revision,
            position,
            code: found.remark.code.clone(),
            params: json(&found.remark.params),
            starts: found.span.map(|(start, _)| place(start)),
            ends: found.span.map(|(_, end)| place(end)),
        });
    insert(writing.database(), remarks.collect()).await
}

/// Where the claims of a reading stand.
struct Place {
    source: Uuid,
    revision: Uuid,
    read_on: Moment,
}

/// Brings the claims of a source in line with a new reading of it.
async fn reconcile(
    writing: &mut Writing<'_>,
    reading: &Reading,
    place: &Place,
    imported: &mut Imported,
) -> Result<(), RegisterError> {
    let held = claims::of_source(writing.database(), place.source).await?;
    let mut known: HashMap<String, Held> = held
        .into_iter()
        .map(|held| (held.row.fingerprint.clone(), held))
        .collect();
    let mut saved: Vec<Held> = Vec::new();
    let mut fresh: Vec<&Claim> = Vec::new();
    for ((claim, fingerprint), position) in reading
        .claims
        .iter()
        .zip(fingerprints(&reading.claims))
        .zip(0_i64..)
    {
        if let Some(held) = known.remove(&fingerprint) {
            saved.push(read_again(writing, held, claim, (place.revision, position)));
            imported.claims_kept += 1;
        } else {
            let held = new_claim(writing, place, claim, (fingerprint, position));
            writing.note(
                ("claim", held.row.id),
                What::Created,
                (None, Some(&held.entry())),
                None,
            );
            saved.push(held);
            fresh.push(claim);
            imported.claims_new += 1;
        }
    }
    let same_bytes = imported.novelty == Novelty::ReadAgain;
    let mut rest: Vec<Held> = known.into_values().collect();
    rest.sort_by_key(|held| held.row.position);
    let over = vanished::superseded(writing, rest, &fresh, same_bytes).await?;
    imported.claims_superseded = over.len();
    let read_again: Vec<Held> = saved.iter().filter(|held| held.row.in_force).cloned().collect();
    claims::prove_again(writing.database(), &read_again, &place.read_on).await?;
    saved.extend(over);
    claims::save(writing.database(), &saved).await
}

/// A claim that an earlier reading made too: its words are the newest, its decision stands.
fn read_again(
    writing: &mut Writing<'_>,
    mut held: Held,
    claim: &Claim,
    (revision, position): (Uuid, i64),
) -> Held {
    let before = held.entry();
    let restored = held.state == ClaimState::Superseded;
    if restored {
        let in_force = held.row.in_force;
        let state = if in_force {
            ClaimState::Accepted
        } else {
            ClaimState::Waiting
        };
        held.put(state, in_force);
    }
    held.reads(claim);
    held.row.confidence = confidence(claim);
    held.row.schema_version = CLAIM_VERSION;
    held.row.revision_id = revision;
    held.row.position = position;
    let what = if restored { What::Restored } else { What::Updated };
    let after = held.entry();
    if before != after {
        writing.note(("claim", held.row.id), what, (Some(&before), Some(&after)), None);
    }
    held
}

fn new_claim(
    writing: &Writing<'_>,
    place: &Place,
    claim: &Claim,
    (fingerprint, position): (String, i64),
) -> Held {
    let row = crate::rows::claim::Model {
        id: writing.fresh(),
        source_id: place.source,
        revision_id: place.revision,
        position,
        fingerprint,
        kind: claim.kind.as_str().to_owned(),
        schema_version: CLAIM_VERSION,
        body: json(claim),
        confidence: confidence(claim),
        state: word(&ClaimState::Waiting),
        in_force: false,
        decided_by: None,
        decided_by_person: false,
        decided_at: None,
        decided_zone: None,
        reason: None,
        correction: None,
    };
    Held {
        row,
        claim: claim.clone(),
        correction: None,
        state: ClaimState::Waiting,
    }
}

/// The confidence as the schema takes it: a number between 0 and 1.
fn confidence(claim: &Claim) -> f64 {
    let confidence = f64::from(claim.confidence);
    if confidence.is_nan() {
        0.0
    } else {
        confidence.clamp(0.0, 1.0)
    }
}
