//! The review queue: claims that wait, and what people decide about them.
//!
//! # Invariants
//! A decision, its facts and its entries in the log are one transaction; undoing takes out exactly what only this claim
//! supports.

use crate::act::Act;
use crate::authorities::{self, Known};
use crate::claims::{self, Held};
use crate::error::RegisterError;
use crate::facts;
use crate::public::StoredClaim;
use crate::register::Register;
use crate::rows::{claim, revision, source};
use crate::settle::{document_of, settle};
use crate::tables::rows_in;
use crate::writing::{What, Writing, json};
use crate::{sources, statements};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use vocabulary::{AuthorityCode, ClaimId, ClaimState, Correction, Id, Moment, Reason, RevisionId, Source};

/// A claim as the review page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct QueuedClaim {
    /// The claim with its key and state.
    pub claim: StoredClaim,
    /// The source it was read in.
    pub source: Source,
    /// The revision its offsets count in.
    pub revision: RevisionId,
    /// Who decided, and when, where somebody did.
    pub decided: Option<(String, Moment)>,
    /// Why, as the person wrote it or as the rule's reason in JSON.
    pub reason: Option<String>,
}

impl Register {
    /// Claims that wait for a person, the oldest first, at most `limit`, behind `after`.
    pub async fn waiting(
        &self,
        after: Option<ClaimId>,
        limit: u64,
    ) -> Result<Vec<QueuedClaim>, RegisterError> {
        let waiting = async {
            let database = self.read().await?;
            let mut query = claim::Entity::find()
                .filter(claim::Column::State.eq(ClaimState::Waiting.as_str()))
                .order_by_asc(claim::Column::Id)
                .limit(limit);
            if let Some(after) = after {
                query = query.filter(claim::Column::Id.gt(after.uuid()));
            }
            let rows = query.all(&database).await?;
            queued(&database, rows).await
        };
        self.located(waiting.await)
    }

    /// One claim, whatever its state; `None` if there is none with this key.
    pub async fn claim(&self, claim: ClaimId) -> Result<Option<QueuedClaim>, RegisterError> {
        let found = async {
            let database = self.read().await?;
            let row = claim::Entity::find_by_id(claim.uuid()).one(&database).await?;
            Ok(queued(&database, row.into_iter().collect()).await?.pop())
        };
        self.located(found.await)
    }

    /// Who decided each of these claims, and when; those that nobody decided are left out.
    pub async fn decided_claims(
        &self,
        claims: &[ClaimId],
    ) -> Result<HashMap<ClaimId, (String, Moment)>, RegisterError> {
        let found = async {
            let keys: Vec<Uuid> = claims.iter().map(|claim| claim.uuid()).collect();
            let database = self.read().await?;
            let rows = rows_in(&database, claim::Entity::find(), claim::Column::Id, &keys).await?;
            let decided = rows
                .iter()
                .filter_map(|row| Some((ClaimId::of(row.id), decided(row)?)));
            Ok(decided.collect())
        };
        self.located(found.await)
    }

    /// Accepts a claim: from now on its facts stand.
    pub async fn accept(
        &self,
        claim: ClaimId,
        directory: Known<'_>,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let accepted = async {
            let mut writing = self.write(act).await?;
            let held = held(&writing, claim).await?;
            if held.state != ClaimState::Waiting {
                let state = held.state;
                return Err(RegisterError::AlreadyDecided { claim, state });
            }
            let source = held.row.source_id;
            let all = claims::of_source(writing.database(), source).await?;
            facts::complete(&held.claim, &document_of(&all))
                .map_err(|missing| RegisterError::Incomplete { claim, missing })?;
            accept(&mut writing, vec![held], |_| Reason::new("accepted")).await?;
            settle(&mut writing, Some(directory), source).await?;
            writing.commit().await
        };
        self.located(accepted.await).map(drop)
    }

    /// Accepts a claim as a person says it should be: from now on its corrected facts stand, whatever later readings of
    /// the same sentence say. A claim that was accepted as it was read may still be corrected.
    pub async fn correct(
        &self,
        claim: ClaimId,
        correction: &Correction,
        directory: Known<'_>,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let corrected = async {
            let mut writing = self.write(act).await?;
            let mut held = held(&writing, claim).await?;
            if !matches!(held.state, ClaimState::Waiting | ClaimState::Accepted) {
                let state = held.state;
                return Err(RegisterError::AlreadyDecided { claim, state });
            }
            let source = held.row.source_id;
            let before = held.entry();
            held.correct(Some(correction.clone()).filter(|said| !said.is_empty()))?;
            let all = claims::of_source(writing.database(), source).await?;
            facts::complete(&held.claim, &document_of(&all))
                .map_err(|missing| RegisterError::Incomplete { claim, missing })?;
            let after = held.entry();
            let entries = (Some(&before), Some(&after));
            let why = Reason::new("corrected");
            writing.note(("claim", held.row.id), What::Updated, entries, Some(&why));
            if held.state == ClaimState::Accepted {
                claims::save(writing.database(), &[held]).await?;
            } else {
                accept(&mut writing, vec![held], |_| why.clone()).await?;
            }
            settle(&mut writing, Some(directory), source).await?;
            writing.commit().await
        };
        self.located(corrected.await).map(drop)
    }

    /// Refuses a claim, with the person's words why.
    pub async fn reject(&self, claim: ClaimId, why: &str, act: Act<'_>) -> Result<(), RegisterError> {
        let rejected = async {
            let mut writing = self.write(act).await?;
            let mut held = held(&writing, claim).await?;
            if held.state != ClaimState::Waiting {
                let state = held.state;
                return Err(RegisterError::AlreadyDecided { claim, state });
            }
            let before = held.entry();
            held.put(ClaimState::Rejected, false);
            held.decided(&writing, Some(why.to_owned()));
            decide(&mut writing, held, &before, What::Rejected).await?;
            writing.commit().await
        };
        self.located(rejected.await).map(drop)
    }

    /// Takes a decision back, and a correction with it: the claim waits again as it was read, and facts that only it
    /// supports go.
    ///
    /// Refused where a person has since edited such a fact ([`RegisterError::EditedSince`]). Rules leave the claim alone
    /// from now on.
    pub async fn undo(&self, claim: ClaimId, act: Act<'_>) -> Result<(), RegisterError> {
        let undone = async {
            let mut writing = self.write(act).await?;
            let mut held = held(&writing, claim).await?;
            let decided = matches!(held.state, ClaimState::Accepted | ClaimState::Rejected);
            if !decided && !held.row.in_force {
                let state = held.state;
                return Err(RegisterError::NothingToUndo { claim, state });
            }
            let before = held.entry();
            decided_back(&writing, &mut held)?;
            decide(&mut writing, held, &before, What::Undone).await?;
            writing.commit().await
        };
        self.located(undone.await).map(drop)
    }
}

impl Register {
    /// Takes a claim that was accepted out for good: its facts go, and nobody has to review it.
    ///
    /// Refused where a person has since edited a fact that only it supports ([`RegisterError::EditedSince`]).
    pub async fn retract(&self, claim: ClaimId, why: &str, act: Act<'_>) -> Result<(), RegisterError> {
        let retracted = async {
            let mut writing = self.write(act).await?;
            let mut held = held(&writing, claim).await?;
            if held.state != ClaimState::Accepted {
                let state = held.state;
                return Err(RegisterError::NothingToUndo { claim, state });
            }
            let before = held.entry();
            held.put(ClaimState::Rejected, false);
            held.decided(&writing, Some(why.to_owned()));
            decide(&mut writing, held, &before, What::Rejected).await?;
            writing.commit().await
        };
        self.located(retracted.await).map(drop)
    }
}

/// Takes a decision back, and a correction with it.
pub(crate) fn decided_back(writing: &Writing<'_>, held: &mut Held) -> Result<(), RegisterError> {
    let state = match held.state {
        ClaimState::Superseded => ClaimState::Superseded,
        _ => ClaimState::Waiting,
    };
    held.put(state, false);
    held.decided(writing, None);
    held.correct(None)
}

/// The wanted claims of a source that wait and could be accepted: they are complete and name known codes alone.
///
/// The bodies that they name come into the record, so nothing unwanted is looked at.
pub(crate) async fn ready(
    writing: &mut Writing<'_>,
    directory: Known<'_>,
    source: Uuid,
    is_wanted: impl Fn(&Held) -> bool,
) -> Result<Vec<Held>, RegisterError> {
    let all = claims::of_source(writing.database(), source).await?;
    let document = document_of(&all);
    let mut ready: Vec<Held> = all
        .into_iter()
        .filter(|held| held.state == ClaimState::Waiting && is_wanted(held))
        .filter(|held| facts::complete(&held.claim, &document).is_ok())
        .collect();
    if ready.is_empty() {
        return Ok(ready);
    }
    let codes: BTreeSet<AuthorityCode> = ready
        .iter()
        .flat_map(|held| facts::codes(&held.claim).cloned())
        .collect();
    let keys = authorities::keys(writing, Some(directory), &codes).await?;
    ready.retain(|held| facts::codes(&held.claim).all(|code| keys.contains_key(code)));
    Ok(ready)
}

/// Writes one decision and brings the facts in line.
async fn decide(
    writing: &mut Writing<'_>,
    held: Held,
    before: &claims::ClaimEntry,
    what: What,
) -> Result<(), RegisterError> {
    let after = held.entry();
    let source = held.row.source_id;
    writing.note(("claim", held.row.id), what, (Some(before), Some(&after)), None);
    claims::save(writing.database(), &[held]).await?;
    settle(writing, None, source).await
}

/// Puts claims in force, each with its evidence and its entry of the log; the facts are brought in line by the caller.
pub(crate) async fn accept(
    writing: &mut Writing<'_>,
    mut held: Vec<Held>,
    why: impl Fn(&Held) -> Reason,
) -> Result<(), RegisterError> {
    for held in &mut held {
        let before = held.entry();
        let reason = why(held);
        held.put(ClaimState::Accepted, true);
        held.decided(writing, Some(json(&reason)));
        let after = held.entry();
        writing.note(
            ("claim", held.row.id),
            What::Accepted,
            (Some(&before), Some(&after)),
            Some(&reason),
        );
    }
    claims::save(writing.database(), &held).await?;
    let ids: BTreeSet<Uuid> = held.iter().map(|held| held.row.revision_id).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let revisions = rows_in(
        writing.database(),
        revision::Entity::find(),
        revision::Column::Id,
        &ids,
    )
    .await?;
    for revision in revisions {
        let of_it: Vec<Held> = held
            .iter()
            .filter(|held| held.row.revision_id == revision.id)
            .cloned()
            .collect();
        let read_on = Moment {
            micros: revision.read_on,
            zone: revision.read_zone.clone(),
        };
        match statements::said_in(writing, &revision).await? {
            Some(said) => said.of(writing, &of_it).await?,
            None => claims::prove(writing, &of_it, &read_on).await?,
        }
    }
    Ok(())
}

async fn held(writing: &Writing<'_>, claim: ClaimId) -> Result<Held, RegisterError> {
    let row = claim::Entity::find_by_id(claim.uuid())
        .one(writing.database())
        .await?;
    Held::of(row.ok_or(RegisterError::NoSuchClaim { claim })?)
}

async fn queued(
    database: &sea_orm::DatabaseTransaction,
    rows: Vec<claim::Model>,
) -> Result<Vec<QueuedClaim>, RegisterError> {
    let ids: BTreeSet<Uuid> = rows.iter().map(|row| row.source_id).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let sources = rows_in(database, source::Entity::find(), source::Column::Id, &ids).await?;
    let sources: HashMap<Uuid, Source> = sources
        .iter()
        .map(|row| Ok((row.id, sources::of(row)?)))
        .collect::<Result<_, RegisterError>>()?;
    rows.into_iter()
        .filter_map(|row| {
            let source = sources.get(&row.source_id)?.clone();
            Some(Held::of(row).map(|held| QueuedClaim {
                source,
                revision: RevisionId::of(held.row.revision_id),
                decided: decided(&held.row),
                reason: held.row.reason.clone(),
                claim: held.stored(),
            }))
        })
        .collect()
}

fn decided(row: &claim::Model) -> Option<(String, Moment)> {
    let at = Moment {
        micros: row.decided_at?,
        zone: row.decided_zone.clone()?,
    };
    Some((row.decided_by.clone()?, at))
}
