//! Claims that a newer reading no longer makes: which facts go with them.
//!
//! # Invariants
//! - What a person accepted stays in force, with the older revision as its proof: a news page forgets, the record does not.
//! - What a rule accepted goes where the machine has changed its mind: the same bytes are read otherwise, or another claim
//!   of the same kind and about one of the same bodies takes its place. It stays where a person has edited the fact.

use crate::claims::Held;
use crate::error::RegisterError;
use crate::facts;
use crate::rows::{edited_field, support};
use crate::tables::{self, FactKind, rows_in};
use crate::writing::{What, Writing};
use sea_orm::EntityTrait;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use vocabulary::{AuthorityCode, Claim, ClaimState};

/// These claims, superseded where they were not refused; the others are left out.
pub(crate) async fn superseded(
    writing: &mut Writing<'_>,
    rest: Vec<Held>,
    fresh: &[&Claim],
    same_bytes: bool,
) -> Result<Vec<Held>, RegisterError> {
    let going: Vec<Uuid> = rest
        .iter()
        .filter(|held| held.row.in_force && !held.row.decided_by_person)
        .map(|held| held.row.id)
        .collect();
    let edited = with_edited_facts(writing, &going).await?;
    let mut over = Vec::new();
    for mut held in rest {
        if !matches!(held.state, ClaimState::Waiting | ClaimState::Accepted) {
            continue;
        }
        let before = held.entry();
        let doubted = same_bytes || fresh.iter().any(|other| replaces(other, &held.claim));
        let stays = held.row.decided_by_person || edited.contains(&held.row.id) || !doubted;
        let in_force = held.row.in_force && stays;
        held.put(ClaimState::Superseded, in_force);
        let after = held.entry();
        writing.note(
            ("claim", held.row.id),
            What::Superseded,
            (Some(&before), Some(&after)),
            None,
        );
        over.push(held);
    }
    Ok(over)
}

/// Whether a new claim takes the place of an old one.
fn replaces(new: &Claim, old: &Claim) -> bool {
    let codes: BTreeSet<&AuthorityCode> = facts::codes(old).collect();
    new.kind == old.kind && facts::codes(new).any(|code| codes.contains(code))
}

/// Those of the claims that speak of a fact with an edited field.
async fn with_edited_facts(writing: &Writing<'_>, claims: &[Uuid]) -> Result<BTreeSet<Uuid>, RegisterError> {
    let database = writing.database();
    let rows = rows_in(
        database,
        support::Entity::find(),
        support::Column::ClaimId,
        claims,
    )
    .await?;
    let mut by_fact: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
    for kind in FactKind::ALL {
        let of_kind: Vec<&support::Model> =
            rows.iter().filter(|row| row.fact_kind == kind.as_str()).collect();
        let identities: Vec<String> = of_kind.iter().map(|row| row.identity.clone()).collect();
        let keys: HashMap<String, Uuid> = tables::keys(database, kind, &identities)
            .await?
            .into_iter()
            .collect();
        for row in of_kind {
            if let Some(fact) = keys.get(&row.identity) {
                by_fact.entry(*fact).or_default().insert(row.claim_id);
            }
        }
    }
    let facts: Vec<Uuid> = by_fact.keys().copied().collect();
    let edits = rows_in(
        database,
        edited_field::Entity::find(),
        edited_field::Column::EntityId,
        &facts,
    )
    .await?;
    Ok(edits
        .iter()
        .filter_map(|edit| by_fact.get(&edit.entity_id))
        .flatten()
        .copied()
        .collect())
}
