//! Keys for the authorities that claims name: those of the record, and new ones as the directory knows them.
//!
//! # Invariants
//! One body has one key, whichever of its codes is used.

use crate::error::RegisterError;
use crate::rows::authority_code;
use crate::tables::{cell, count, rows_in, store_authority, word};
use crate::writing::{What, Writing, insert};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;
use vocabulary::{Authority, AuthorityCode, AuthorityId, Directory, Id};

/// Who knows authorities by their code, shared between tasks.
pub(crate) type Known<'a> = &'a (dyn Directory + Sync);

/// The keys of the bodies with these codes, as far as the record knows them.
pub(crate) async fn known(
    database: &DatabaseTransaction,
    codes: &BTreeSet<AuthorityCode>,
) -> Result<HashMap<AuthorityCode, AuthorityId>, RegisterError> {
    let codes: Vec<String> = codes.iter().map(word).collect();
    let valid = authority_code::Entity::find().filter(authority_code::Column::ValidTo.is_null());
    rows_in(database, valid, authority_code::Column::Code, &codes)
        .await?
        .into_iter()
        .map(|row| {
            let code = cell("authority_code", "code", &row.authority_id).word(&row.code)?;
            Ok((code, AuthorityId::of(row.authority_id)))
        })
        .collect()
}

/// The keys of the bodies with these codes; bodies new to the record are taken from the directory. Codes that neither
/// knows are missing in the answer.
pub(crate) async fn keys(
    writing: &mut Writing<'_>,
    directory: Option<Known<'_>>,
    codes: &BTreeSet<AuthorityCode>,
) -> Result<HashMap<AuthorityCode, AuthorityId>, RegisterError> {
    let mut keys = known(writing.database(), codes).await?;
    let unknown = codes.iter().filter(|code| !keys.contains_key(*code));
    let found: BTreeMap<AuthorityCode, Authority> = unknown
        .filter_map(|code| Some((code.clone(), directory?.authority(code)?)))
        .collect();
    if found.is_empty() {
        return Ok(keys);
    }
    let all: BTreeSet<AuthorityCode> = found
        .values()
        .flat_map(|body| body.codes.iter().cloned())
        .collect();
    let mut held = known(writing.database(), &all).await?;
    let mut fresh: Vec<(Uuid, Authority)> = Vec::new();
    for (asked, mut body) in found {
        if !body.codes.contains(&asked) {
            body.codes.push(asked.clone());
        }
        let holder = body.codes.iter().find_map(|code| held.get(code).copied());
        let id = match holder {
            Some(id) => id,
            None => AuthorityId::of(writing.fresh()),
        };
        let new: Vec<AuthorityCode> = body
            .codes
            .iter()
            .filter(|code| !held.contains_key(*code))
            .cloned()
            .collect();
        held.extend(new.iter().map(|code| (code.clone(), id)));
        keys.insert(asked, id);
        if holder.is_none() {
            writing.note(("authority", id), What::Created, (None, Some(&body)), None);
            fresh.push((id.uuid(), body));
        } else if !fresh.iter().any(|(key, _)| *key == id.uuid()) {
            more_codes(writing, id, &new, &body.source).await?;
        }
    }
    store_authority(writing.database(), &fresh).await?;
    Ok(keys)
}

/// Gives a body of the record the codes that the directory has learned since.
async fn more_codes(
    writing: &mut Writing<'_>,
    id: AuthorityId,
    codes: &[AuthorityCode],
    source: &str,
) -> Result<(), RegisterError> {
    if codes.is_empty() {
        return Ok(());
    }
    let held = authority_code::Entity::find()
        .filter(authority_code::Column::AuthorityId.eq(id.uuid()))
        .all(writing.database())
        .await?;
    let next = held.iter().map(|row| row.position).max().unwrap_or(-1) + 1;
    let rows = codes.iter().zip(0_u64..).map(|(code, at)| authority_code::Model {
        authority_id: id.uuid(),
        position: next + count(at),
        code: code.to_string(),
        valid_from: None,
        valid_to: None,
        source: source.to_owned(),
    });
    insert(writing.database(), rows.collect()).await?;
    let added = codes.to_vec();
    writing.note(("authority", id), What::Updated, (None, Some(&added)), None);
    Ok(())
}
