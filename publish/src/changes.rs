//! `GET /api/v1/changes`: what happened to the public record, in the order in which it was committed.
//!
//! # Invariants
//! - Only facts, authorities and stories are told of; who did it and the values themselves are not.
//! - Positions only grow: who has read up to `next` is never told of anything at or before it.

use crate::api::{Asked, Refusal, problem};
use crate::snapshot::Snapshot;
use axum::http::StatusCode;
use axum::response::Response;
use register::{Change, Register, RegisterError};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;
use utoipa::ToSchema;
use uuid::Uuid;

/// What has no page of its history and is public.
const OTHERS: [&str; 1] = ["story"];
/// Entries of the log that are read at a time.
const BATCH: u64 = 200;
/// Most entries of the log that one answer looks at; the next one goes on from there.
const MOST: u64 = 2_000;

/// One change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeAnswer {
    /// Its place in the log; grows, with gaps where a change is not public.
    position: u64,
    /// ISO 8601, UTC.
    at: String,
    /// `partnership`, `organisation`, `programme`, `call`, `alliance`, `campaign`, `project`, `award`, `action`,
    /// `grant`, `authority` or `story`.
    kind: String,
    /// Its key.
    id: String,
    /// Permanent address below the site.
    url: String,
    /// `created`, `updated`, `removed`, or `merged` where another one stands for it now.
    what: String,
    /// Permanent address of the one that stands for it, where it was merged.
    into: Option<String>,
    /// The fields that changed, where it was updated.
    fields: Vec<String>,
}

/// A part of the log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangesAnswer {
    items: Vec<ChangeAnswer>,
    /// The value of `since` for the next part.
    next: u64,
    /// There may be more behind `next` already now.
    more: bool,
}

fn is_public(kind: &str) -> bool {
    crate::pages::history::KINDS.contains(&kind) || OTHERS.contains(&kind)
}

/// The names of the fields that are not the same before and after.
fn fields(change: &Change) -> Vec<String> {
    let (Some(Value::Object(before)), Some(Value::Object(after))) = (&change.before, &change.after) else {
        return Vec::new();
    };
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changed = names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name));
    changed.cloned().collect()
}

fn told(snapshot: &Snapshot, change: &Change) -> Option<ChangeAnswer> {
    let id: Uuid = change.entity_id.parse().ok()?;
    let kind = change.entity.as_str();
    if !is_public(kind) {
        return None;
    }
    let into = match change.what.as_str() {
        "removed" => snapshot.merged_into(id),
        _ => None,
    };
    Some(ChangeAnswer {
        position: change.position,
        at: change.at.to_string(),
        kind: kind.to_owned(),
        id: id.to_string(),
        url: format!("/id/{kind}/{id}"),
        what: into.map_or_else(|| change.what.clone(), |_| "merged".to_owned()),
        into: into.map(|into| format!("/id/{kind}/{into}")),
        fields: fields(change),
    })
}

/// At most `limit` public changes behind `since`, how far the log was read, and whether it may go on.
async fn behind(
    register: &Register,
    snapshot: &Snapshot,
    (since, limit): (u64, usize),
) -> Result<(Vec<ChangeAnswer>, u64, bool), RegisterError> {
    let mut items = Vec::new();
    let mut at = since;
    let mut seen = 0;
    while seen < MOST {
        let batch = register.changes_since(at, BATCH).await?;
        let is_last = u64::try_from(batch.len()) != Ok(BATCH);
        for change in &batch {
            if items.len() == limit {
                return Ok((items, at, true));
            }
            at = change.position;
            items.extend(told(snapshot, change));
        }
        if is_last {
            return Ok((items, at, false));
        }
        seen += BATCH;
    }
    Ok((items, at, true))
}

/// `GET /api/v1/changes?since=…&limit=…`
pub(crate) async fn changes(asked: Asked) -> Result<Response, Refusal> {
    // A position is a whole number that databases and programs of all sorts hold.
    let since = asked.counted::<i64>("since")?.unwrap_or(0);
    let since = u64::try_from(since).map_err(|_| Refusal::Invalid)?;
    let limit = asked.limit()?;
    let view = asked.view();
    let register = &asked.site().desk().register;
    match behind(register, view.snapshot, (since, limit)).await {
        Ok((items, next, more)) => Ok(asked.one(ChangesAnswer { items, next, more })),
        Err(error) => {
            tracing::error!(%error, "the change log did not answer");
            Ok(problem(StatusCode::INTERNAL_SERVER_ERROR, "ours"))
        }
    }
}
