//! The facts of one kind as they stand, compared with what the claims say now.
//!
//! # Invariants
//! A field that a person edited keeps its value, and the statement that proves the edit stays among the proofs.

use crate::error::RegisterError;
use crate::rows::{edited_field, evidence};
use crate::tables::{Fact, Kept, Which, cell, proofs, rows_in};
use crate::writing::{What, Writing};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use vocabulary::{EvidenceId, Id};

/// The facts of one kind as they stand, while they are brought in line.
pub(super) struct Stored<F> {
    facts: HashMap<Uuid, (F, Vec<EvidenceId>)>,
    /// Fields that a person edited, by fact.
    edited: HashMap<Uuid, Vec<edited_field::Model>>,
    /// Statements of people among the proofs: they stay whatever the claims say.
    statements: BTreeSet<EvidenceId>,
    /// Keys of facts that are to be taken out, for good or to be put back otherwise.
    pub(super) gone: Vec<Uuid>,
}

impl<F: Fact> Stored<F> {
    pub(super) async fn load(writing: &Writing<'_>, ids: &[Uuid]) -> Result<Self, RegisterError> {
        let database = writing.database();
        let facts = F::load(database, Which::Ids(ids)).await?;
        let mut evidence = proofs::<F>(database, Which::Ids(ids)).await?;
        let of_kind = edited_field::Entity::find().filter(edited_field::Column::Entity.eq(F::KIND.as_str()));
        let mut edited: HashMap<Uuid, Vec<edited_field::Model>> = HashMap::new();
        for row in rows_in(database, of_kind, edited_field::Column::EntityId, ids).await? {
            edited.entry(row.entity_id).or_default().push(row);
        }
        let all: Vec<Uuid> = edited
            .keys()
            .filter_map(|id| evidence.get(id))
            .flatten()
            .map(|id| id.uuid())
            .collect();
        let said = evidence::Entity::find().filter(evidence::Column::ClaimId.is_null());
        let statements = rows_in(database, said, evidence::Column::Id, &all).await?;
        Ok(Self {
            facts: facts
                .into_iter()
                .map(|fact| {
                    let proofs = evidence.remove(&fact.key()).unwrap_or_default();
                    (fact.key(), (fact, proofs))
                })
                .collect(),
            edited,
            statements: statements.iter().map(|row| EvidenceId::of(row.id)).collect(),
            gone: Vec::new(),
        })
    }

    /// No claim speaks of this fact any more.
    pub(super) fn goes(&mut self, writing: &mut Writing<'_>, id: Uuid) -> Result<(), RegisterError> {
        let Some((fact, evidence)) = self.facts.get(&id) else {
            return Ok(());
        };
        if let Some(edit) = self.edited.get(&id).and_then(|edits| edits.first()) {
            return Err(RegisterError::EditedSince {
                entity: F::KIND.as_str(),
                field: edit.field.clone(),
                by: edit.edited_by.clone(),
            });
        }
        let before = value(fact, evidence);
        writing.note((F::KIND.as_str(), id), What::Removed, (Some(&before), None), None);
        self.gone.push(id);
        Ok(())
    }

    /// The claims say this of a fact; answers what must be added, if anything changed.
    pub(super) fn becomes(
        &mut self,
        writing: &mut Writing<'_>,
        mut kept: Kept<F>,
    ) -> Result<Option<Kept<F>>, RegisterError> {
        let id = kept.fact.key();
        let entity = (F::KIND.as_str(), id);
        let Some((fact, evidence)) = self.facts.get(&id) else {
            let after = value(&kept.fact, &kept.evidence);
            writing.note(entity, What::Created, (None, Some(&after)), None);
            return Ok(Some(kept));
        };
        let said = evidence.iter().filter(|id| self.statements.contains(id));
        kept.evidence.extend(said);
        let before = value(fact, evidence);
        let mut after = value(&kept.fact, &kept.evidence);
        for edit in self.edited.get(&id).into_iter().flatten() {
            if let (Some(new), Some(old)) = (after.get_mut(&edit.field), before.get(&edit.field)) {
                *new = old.clone();
            }
        }
        if before == after {
            return Ok(None);
        }
        kept.fact =
            serde_json::from_value(after.clone()).map_err(|_| cell("edited_field", "field", &id).wrong())?;
        writing.note(entity, What::Updated, (Some(&before), Some(&after)), None);
        self.gone.push(id);
        Ok(Some(kept))
    }
}

/// A fact as the log shows it: always with its proofs.
pub(crate) fn value<F: Fact>(fact: &F, evidence: &[EvidenceId]) -> Value {
    let mut value = serde_json::to_value(fact).expect("facts have string keys only");
    if let Some(fields) = value.as_object_mut() {
        let proofs = serde_json::to_value(evidence).expect("keys are words");
        fields.insert("evidence".to_owned(), proofs);
    }
    value
}
