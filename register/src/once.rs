//! Requests that are carried out once: whoever hears no answer sends the same key again and gets the first answer.
//!
//! In: a key that the sender chose, the account it acts for, and a digest of the whole request. Out: whether to carry it
//! out, or what to answer instead.
//!
//! # Invariants
//! - That a request was carried out is noted in the transaction that carries it out: after a crash in between, its
//!   answer may be lost, but it is never carried out again.
//! - A key belongs to one account, and to one request.

use crate::claims::sha256;
use crate::error::RegisterError;
use crate::people::micros;
use crate::register::Register;
use crate::rows::once::{ActiveModel, Column, Entity, Model};
use crate::tables::cell;
use crate::writing::json;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};
use std::time::Duration;
use uuid::Uuid;
use vocabulary::{AccountId, Moment};

/// How long a key is remembered.
const REMEMBERED: Duration = Duration::from_hours(24);
/// After which time whoever has a request in hand is taken to be gone; longer than any answer may take.
const IN_HAND: Duration = Duration::from_secs(30);

/// The key of a request that is to be carried out once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnceKey(Uuid);

impl OnceKey {
    /// What the sender calls the request, for the account it acts for.
    pub fn of(account: AccountId, named: &str) -> Self {
        let digest = sha256(format!("{account}\u{1f}{named}").as_bytes());
        let half = digest.get(..32).and_then(|half| Uuid::try_parse(half).ok());
        Self(half.expect("a digest is sixty-four hexadecimal digits"))
    }
}

/// A request with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnceRequest {
    /// The key.
    pub key: OnceKey,
    /// SHA-256 of everything that the sender asks for.
    sha256: String,
}

impl OnceRequest {
    /// A request made of these parts, in this order.
    pub fn new(key: OnceKey, parts: &[&[u8]]) -> Self {
        // A part hashed by itself does not run into the next one.
        let digests: Vec<String> = parts.iter().map(|part| sha256(part)).collect();
        let sha256 = sha256(digests.concat().as_bytes());
        Self { key, sha256 }
    }
}

/// An answer to be given again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnceAnswer {
    /// The status code.
    pub status: u16,
    /// The headers that belong to it.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// What to do with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnceState {
    /// Carry it out.
    First,
    /// The same request is being carried out.
    InHand,
    /// The key came with another request before.
    AnotherRequest,
    /// It was answered so.
    Answered(OnceAnswer),
    /// It was carried out up to this position of the change log; what was answered is lost.
    CarriedOut {
        /// The position.
        position: u64,
    },
}

impl Register {
    /// Takes a request in hand, or says why not.
    pub async fn begin_once(&self, request: &OnceRequest, now: &Moment) -> Result<OnceState, RegisterError> {
        let begun = async {
            let chore = self.chore().await?;
            let state = begin(chore.database(), request, now).await?;
            chore.commit().await?;
            Ok(state)
        };
        self.located(begun.await)
    }

    /// Keeps the answer to a request that was taken in hand.
    pub async fn answer_once(&self, key: OnceKey, answer: OnceAnswer) -> Result<(), RegisterError> {
        let kept = async {
            let chore = self.chore().await?;
            let row = ActiveModel {
                id: Set(key.0),
                status: Set(Some(i64::from(answer.status))),
                headers: Set(Some(json(&answer.headers))),
                body: Set(Some(answer.body)),
                ..Default::default()
            };
            let of_key = Entity::update_many().set(row).filter(Column::Id.eq(key.0));
            of_key.exec(chore.database()).await?;
            chore.commit().await
        };
        self.located(kept.await)
    }

    /// Gives back a request that was not carried out, so that it may be tried again at once.
    pub async fn release_once(&self, key: OnceKey) -> Result<(), RegisterError> {
        let released = async {
            let chore = self.chore().await?;
            Entity::delete_many()
                .filter(Column::Id.eq(key.0))
                .filter(Column::Position.is_null())
                .filter(Column::Status.is_null())
                .exec(chore.database())
                .await?;
            chore.commit().await
        };
        self.located(released.await)
    }
}

/// Notes within a write that it carries out the request.
pub(crate) async fn carried_out(
    transaction: &DatabaseTransaction,
    key: OnceKey,
    position: i64,
) -> Result<(), RegisterError> {
    Entity::update_many()
        .col_expr(Column::Position, position.into())
        .filter(Column::Id.eq(key.0))
        .exec(transaction)
        .await?;
    Ok(())
}

async fn begin(
    database: &DatabaseTransaction,
    request: &OnceRequest,
    now: &Moment,
) -> Result<OnceState, RegisterError> {
    Entity::delete_many()
        .filter(Column::Id.eq(request.key.0))
        .filter(Column::ExpiresAt.lte(now.micros))
        .exec(database)
        .await?;
    if is_taken(database, request, now).await? {
        return Ok(OnceState::First);
    }
    let row = Entity::find_by_id(request.key.0).one(database).await?;
    let Some(row) = row else {
        // Given back by whoever had it, between the two questions.
        return Ok(OnceState::InHand);
    };
    if row.request_sha256 != request.sha256 {
        return Ok(OnceState::AnotherRequest);
    }
    if let Some(answer) = answer(&row)? {
        return Ok(OnceState::Answered(answer));
    }
    match row.position {
        _ if row.held_until > now.micros => Ok(OnceState::InHand),
        Some(position) => Ok(OnceState::CarriedOut {
            position: u64::try_from(position).unwrap_or(0),
        }),
        None => taken_over(database, &row, now).await,
    }
}

/// Takes a key that nobody has used yet.
async fn is_taken(
    database: &DatabaseTransaction,
    request: &OnceRequest,
    now: &Moment,
) -> Result<bool, RegisterError> {
    let row = Model {
        id: request.key.0,
        request_sha256: request.sha256.clone(),
        held_until: after(now, IN_HAND),
        position: None,
        status: None,
        headers: None,
        body: None,
        expires_at: after(now, REMEMBERED),
    };
    let unused = OnConflict::column(Column::Id).do_nothing().to_owned();
    let added = Entity::insert(row.into_active_model())
        .on_conflict(unused)
        .exec_without_returning(database)
        .await?;
    Ok(added == 1)
}

/// Takes over a request that somebody had in hand and neither carried out nor gave back.
async fn taken_over(
    database: &DatabaseTransaction,
    row: &Model,
    now: &Moment,
) -> Result<OnceState, RegisterError> {
    let taken = Entity::update_many()
        .col_expr(Column::HeldUntil, after(now, IN_HAND).into())
        .filter(Column::Id.eq(row.id))
        .filter(Column::HeldUntil.eq(row.held_until))
        .exec(database)
        .await?;
    Ok(if taken.rows_affected == 1 {
        OnceState::First
    } else {
        OnceState::InHand
    })
}

fn answer(row: &Model) -> Result<Option<OnceAnswer>, RegisterError> {
    let (Some(status), Some(body)) = (row.status, row.body.clone()) else {
        return Ok(None);
    };
    let headers = cell("once", "headers", &row.id).maybe_json(row.headers.as_deref())?;
    Ok(Some(OnceAnswer {
        status: u16::try_from(status).unwrap_or(200),
        headers: headers.unwrap_or_default(),
        body,
    }))
}

fn after(now: &Moment, time: Duration) -> i64 {
    now.micros.saturating_add(micros(time))
}
