//! Facts that are one and the same though their identities differ: merged, and taken apart again.
//!
//! In: two facts of one kind that a person says are one. Out: one fact on which the claims of both stand.
//!
//! # Invariants
//! - A merge changes no claim: it says that whatever speaks of one identity speaks of another, for later readings too.
//! - Taking a merge back gives both facts as they would stand without it, each under the key it had.
//! - Merges never run in a circle.

use crate::act::Act;
use crate::edit::{Editable, sources_of};
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::merged_fact::{self, Column};
use crate::settle::{Identity, settle};
use crate::tables::{self, FactKind, cell, rows_in};
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// A merge in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// The key of the fact that went.
    pub gone: Uuid,
    /// The key of the fact that stands for both.
    pub into: Uuid,
}

/// A merge in the log.
#[derive(Serialize)]
struct Entry<'a> {
    kind: &'a str,
    identity: &'a str,
    into: &'a str,
}

impl Register {
    /// Says that `fact` and `into` are one: `fact` goes, and whatever speaks of it speaks of `into`.
    ///
    /// Refused where the kinds differ, where they are one already, and where a person edited `fact`
    /// ([`RegisterError::EditedSince`]).
    pub async fn merge(&self, fact: Editable, into: Editable, act: Act<'_>) -> Result<(), RegisterError> {
        let merged = async {
            let mut writing = self.write(act).await?;
            let (kind, id, _) = fact.place();
            let (into_kind, into_id, _) = into.place();
            let unfit = |why: &str| RegisterError::Unfit {
                entity: kind.as_str(),
                field: "merge".to_owned(),
                why: why.to_owned(),
            };
            if kind != into_kind || id == into_id {
                return Err(unfit("two different facts of one kind are needed"));
            }
            let named = |owned: Option<(String, Option<Uuid>)>| owned.map(|(identity, _)| identity);
            let identity = named(tables::owned(writing.database(), kind, id).await?);
            let target = named(tables::owned(writing.database(), kind, into_id).await?);
            let (Some(identity), Some(target)) = (identity, target) else {
                return Err(unfit("one of the two facts is not in the record"));
            };
            let sources = sources_of(&writing, kind, id).await?;
            save(&mut writing, (kind, identity), target, id).await?;
            for source in sources {
                settle(&mut writing, None, source).await?;
            }
            writing.commit().await
        };
        self.located(merged.await).map(drop)
    }

    /// Takes a merge back by the key of the fact that went; nothing happens where there is none in force.
    pub async fn unmerge(&self, gone: Uuid, act: Act<'_>) -> Result<(), RegisterError> {
        let unmerged = async {
            let mut writing = self.write(act).await?;
            let found = in_force()
                .filter(Column::FactId.eq(gone))
                .one(writing.database())
                .await?;
            if let Some(mut row) = found {
                let sources = speaking_of(&writing, &row).await?;
                note(&mut writing, &row, What::Undone);
                row.undone_at = Some(writing.now().micros);
                row.into_active_model()
                    .reset_all()
                    .update(writing.database())
                    .await?;
                for source in sources {
                    settle(&mut writing, None, source).await?;
                }
            }
            writing.commit().await
        };
        self.located(unmerged.await).map(drop)
    }
}

fn in_force() -> sea_orm::Select<merged_fact::Entity> {
    merged_fact::Entity::find().filter(Column::UndoneAt.is_null())
}

/// The merges in force, sorted by the key of the fact that went.
pub(crate) async fn all(database: &DatabaseTransaction) -> Result<Vec<Merge>, RegisterError> {
    let rows = in_force().order_by_asc(Column::FactId).all(database).await?;
    let named: BTreeSet<Identity> = rows
        .iter()
        .map(|row| Ok((kind_of(row)?, row.identity.clone())))
        .collect::<Result<_, RegisterError>>()?;
    let same = targets(database, &named).await?;
    let mut keys: HashMap<Identity, Uuid> = HashMap::new();
    for kind in FactKind::ALL {
        let texts: Vec<String> = same
            .values()
            .filter(|(of, _)| *of == kind)
            .map(|(_, name)| name.clone())
            .collect();
        let found = tables::keys(database, kind, &texts).await?;
        keys.extend(found.into_iter().map(|(name, id)| ((kind, name), id)));
    }
    let merge = |row: &merged_fact::Model| {
        let of = (FactKind::named(&row.fact_kind)?, row.identity.clone());
        let into = *keys.get(same.get(&of)?)?;
        Some(Merge {
            gone: row.fact_id,
            into,
        })
    };
    Ok(rows.iter().filter_map(merge).collect())
}

/// What these identities stand for, those that were merged into others alone; chains are followed to their end.
pub(crate) async fn targets(
    database: &DatabaseTransaction,
    named: &BTreeSet<Identity>,
) -> Result<HashMap<Identity, Identity>, RegisterError> {
    let mut steps: HashMap<Identity, Identity> = HashMap::new();
    let mut open: BTreeSet<Identity> = named.clone();
    while !open.is_empty() {
        let texts: Vec<String> = open.iter().map(|(_, name)| name.clone()).collect();
        let rows = rows_in(database, in_force(), Column::Identity, &texts).await?;
        let mut next = BTreeSet::new();
        for row in rows {
            let kind = kind_of(&row)?;
            let from = (kind, row.identity);
            let into = (kind, row.into_identity);
            if open.contains(&from) {
                next.insert(into.clone());
                steps.insert(from, into);
            }
        }
        open = next
            .into_iter()
            .filter(|name| !steps.contains_key(name))
            .collect();
    }
    Ok(named
        .iter()
        .filter(|from| steps.contains_key(*from))
        .map(|from| (from.clone(), end_of(from, &steps).clone()))
        .collect())
}

/// Where a chain of merges ends; after as many steps as there are, because a circle could not be left.
fn end_of<'a>(from: &'a Identity, steps: &'a HashMap<Identity, Identity>) -> &'a Identity {
    let walked = (0..steps.len()).try_fold(from, |at, _| steps.get(at).ok_or(at));
    walked.unwrap_or_else(|end| end)
}

/// The keys that facts had before they were merged away, for those that come back.
pub(crate) async fn former_keys(
    database: &DatabaseTransaction,
    named: &BTreeSet<Identity>,
) -> Result<HashMap<Identity, Uuid>, RegisterError> {
    let texts: Vec<String> = named.iter().map(|(_, name)| name.clone()).collect();
    let rows = rows_in(database, merged_fact::Entity::find(), Column::Identity, &texts).await?;
    rows.into_iter()
        .map(|row| Ok(((kind_of(&row)?, row.identity), row.fact_id)))
        .collect()
}

/// Keeps a merge; the same pair merged before and taken back is in force again.
async fn save(
    writing: &mut Writing<'_>,
    (kind, identity): (FactKind, String),
    into: String,
    fact: Uuid,
) -> Result<(), RegisterError> {
    let key = (kind.as_str().to_owned(), identity.clone());
    let known = merged_fact::Entity::find_by_id(key)
        .one(writing.database())
        .await?;
    let row = merged_fact::Model {
        fact_kind: kind.as_str().to_owned(),
        identity,
        into_identity: into,
        fact_id: fact,
        merged_by: writing.by().name().to_owned(),
        merged_at: writing.now().micros,
        merged_zone: writing.now().zone.clone(),
        undone_at: None,
    };
    note(writing, &row, What::Created);
    let row = row.into_active_model();
    if known.is_some() {
        row.reset_all().update(writing.database()).await?;
    } else {
        row.insert(writing.database()).await?;
    }
    Ok(())
}

fn note(writing: &mut Writing<'_>, row: &merged_fact::Model, what: What) {
    let entry = Entry {
        kind: &row.fact_kind,
        identity: &row.identity,
        into: &row.into_identity,
    };
    let entries = match what {
        What::Created => (None, Some(&entry)),
        _ => (Some(&entry), None),
    };
    writing.note(("merge", row.fact_id), what, entries, None);
}

/// The sources whose claims speak of what a merge made one.
async fn speaking_of(
    writing: &Writing<'_>,
    row: &merged_fact::Model,
) -> Result<BTreeSet<Uuid>, RegisterError> {
    let kind = kind_of(row)?;
    let from = BTreeSet::from([(kind, row.identity.clone())]);
    let same = targets(writing.database(), &from).await?;
    let target = same
        .into_values()
        .map(|(_, name)| name)
        .next()
        .unwrap_or_else(|| row.into_identity.clone());
    match tables::keys(writing.database(), kind, &[target]).await?.first() {
        Some((_, id)) => sources_of(writing, kind, *id).await,
        None => Ok(BTreeSet::new()),
    }
}

fn kind_of(row: &merged_fact::Model) -> Result<FactKind, RegisterError> {
    FactKind::named(&row.fact_kind).ok_or_else(|| cell("merged_fact", "fact_kind", &row.fact_id).wrong())
}
