//! Facts to rows and back: for each kind of fact how it is stored, how it is read, how it goes.
//!
//! # Invariants
//! - What is read is checked; a row that says something impossible is [`RegisterError::Inconsistent`].
//! - Reading many facts costs one query per table, however many facts there are.

mod alliance;
mod authority;
mod award;
mod grant;
mod organisation;
mod partnership;
mod project;

pub(crate) use authority::{authorities, store_authority};

use crate::error::RegisterError;
use crate::rows;
use crate::writing::insert;
use futures_util::TryStreamExt;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PrimaryKeyTrait, QueryFilter, QuerySelect, Select,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::fmt::Display;
use std::future::Future;
use uuid::Uuid;
use vocabulary::{AuthorityId, Entity, EvidenceId, Id, OrganisationId, PartyRef};

/// The kinds of facts that claims become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum FactKind {
    Organisation,
    Programme,
    Call,
    Partnership,
    Alliance,
    Campaign,
    Project,
    Award,
    Action,
    Grant,
}

impl FactKind {
    /// The word used in the log, in `support` and in permanent addresses.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Programme => "programme",
            Self::Call => "call",
            Self::Partnership => "partnership",
            Self::Alliance => "alliance",
            Self::Campaign => "campaign",
            Self::Project => "project",
            Self::Award => "award",
            Self::Action => "action",
            Self::Grant => "grant",
        }
    }

    pub(crate) const ALL: [Self; 10] = [
        Self::Organisation,
        Self::Programme,
        Self::Call,
        Self::Partnership,
        Self::Alliance,
        Self::Campaign,
        Self::Project,
        Self::Award,
        Self::Action,
        Self::Grant,
    ];

    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A fact with what the vocabulary does not carry.
#[derive(Debug, Clone)]
pub(crate) struct Kept<F> {
    /// The fact.
    pub(crate) fact: F,
    /// What makes it the same one.
    pub(crate) identity: String,
    /// Whose it is; `None` is the operator of the instance.
    pub(crate) owner: Option<Uuid>,
    /// Its proofs, at least one.
    pub(crate) evidence: Vec<EvidenceId>,
}

impl<F> Kept<F> {
    /// The first proof, which the schema demands.
    pub(crate) fn first_proof(&self) -> Uuid {
        self.evidence
            .first()
            .expect("a fact is made from at least one claim, and a claim in force has its evidence")
            .uuid()
    }
}

/// Which facts are meant.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which<'a> {
    /// All of them.
    All,
    /// Those with these keys.
    Ids(&'a [Uuid]),
}

/// A kind of fact that the record keeps.
pub(crate) trait Fact:
    Entity + Serialize + DeserializeOwned + PartialEq + Clone + Send + Sync + Sized
{
    /// Which kind.
    const KIND: FactKind;

    /// Its key.
    fn key(&self) -> Uuid {
        self.id().uuid()
    }

    /// Reads facts.
    fn load(
        database: &DatabaseTransaction,
        which: Which<'_>,
    ) -> impl Future<Output = Result<Vec<Self>, RegisterError>> + Send;

    /// Adds facts without their list of proofs.
    fn add(
        database: &DatabaseTransaction,
        facts: &[Kept<Self>],
    ) -> impl Future<Output = Result<(), RegisterError>> + Send;

    /// Takes facts out, without their list of proofs.
    fn remove(
        database: &DatabaseTransaction,
        ids: &[Uuid],
    ) -> impl Future<Output = Result<(), RegisterError>> + Send;
}

/// Adds facts with their lists of proofs.
pub(crate) async fn add<F: Fact>(
    database: &DatabaseTransaction,
    facts: &[Kept<F>],
) -> Result<(), RegisterError> {
    F::add(database, facts).await?;
    let proofs = facts.iter().flat_map(|kept| {
        numbered(&kept.evidence).map(|(position, evidence)| rows::fact_evidence::Model {
            fact_kind: F::KIND.as_str().to_owned(),
            fact_id: kept.fact.key(),
            position,
            evidence_id: evidence.uuid(),
        })
    });
    insert(database, proofs.collect()).await
}

/// Takes facts out with their lists of proofs.
pub(crate) async fn remove<F: Fact>(
    database: &DatabaseTransaction,
    ids: &[Uuid],
) -> Result<(), RegisterError> {
    use rows::fact_evidence::Column;
    F::remove(database, ids).await?;
    for some in ids.chunks(IDS_AT_ONCE) {
        rows::fact_evidence::Entity::delete_many()
            .filter(Column::FactKind.eq(F::KIND.as_str()))
            .filter(Column::FactId.is_in(some.iter().copied()))
            .exec(database)
            .await?;
    }
    Ok(())
}

/// The keys of facts of one kind by their identities.
pub(crate) async fn keys(
    database: &DatabaseTransaction,
    kind: FactKind,
    identities: &[String],
) -> Result<Vec<(String, Uuid)>, RegisterError> {
    macro_rules! of {
        ($($kind:ident => $table:ident),*) => {
            match kind {
                $(FactKind::$kind => {
                    use rows::$table::{Column, Entity};
                    keys_in(database, Entity::find(), (Column::Identity, Column::Id), identities).await
                })*
            }
        };
    }
    of!(
        Organisation => organisation, Programme => programme, Call => call, Partnership => partnership,
        Alliance => alliance, Campaign => campaign, Project => project, Award => award, Action => action,
        Grant => grant
    )
}

/// The identity and owner of a fact.
pub(crate) async fn owned(
    database: &DatabaseTransaction,
    kind: FactKind,
    id: Uuid,
) -> Result<Option<(String, Option<Uuid>)>, RegisterError> {
    macro_rules! of {
        ($($kind:ident => $table:ident),*) => {
            match kind {
                $(FactKind::$kind => {
                    let row = rows::$table::Entity::find_by_id(id).one(database).await?;
                    Ok(row.map(|row| (row.identity, row.owner_id)))
                })*
            }
        };
    }
    of!(
        Organisation => organisation, Programme => programme, Call => call, Partnership => partnership,
        Alliance => alliance, Campaign => campaign, Project => project, Award => award, Action => action,
        Grant => grant
    )
}

async fn keys_in<E: EntityTrait>(
    database: &DatabaseTransaction,
    query: Select<E>,
    (identity, id): (E::Column, E::Column),
    identities: &[String],
) -> Result<Vec<(String, Uuid)>, RegisterError> {
    let mut all = Vec::new();
    for some in identities.chunks(IDS_AT_ONCE) {
        all.extend(
            query
                .clone()
                .select_only()
                .column(identity)
                .column(id)
                .filter(identity.is_in(some.iter().cloned()))
                .into_tuple::<(String, Uuid)>()
                .all(database)
                .await?,
        );
    }
    Ok(all)
}

/// Keys per `IN (...)`.
pub(crate) const IDS_AT_ONCE: usize = 500;

/// The rows of a table whose `column` names one of the meant facts.
pub(crate) async fn rows_of<E>(
    database: &DatabaseTransaction,
    column: E::Column,
    which: Which<'_>,
) -> Result<Vec<E::Model>, RegisterError>
where
    E: EntityTrait,
{
    match which {
        Which::All => rows_one_by_one(database, E::find()).await,
        Which::Ids(ids) => rows_in::<E, Uuid>(database, E::find(), column, ids).await,
    }
}

/// The rows of a query whose `column` has one of these values.
pub(crate) async fn rows_in<E, V>(
    database: &DatabaseTransaction,
    query: Select<E>,
    column: E::Column,
    values: &[V],
) -> Result<Vec<E::Model>, RegisterError>
where
    E: EntityTrait,
    V: Into<sea_orm::Value> + Clone + Sync,
{
    let mut rows = Vec::new();
    for some in values.chunks(IDS_AT_ONCE) {
        let some = query.clone().filter(column.is_in(some.iter().cloned()));
        rows.append(&mut rows_one_by_one(database, some).await?);
    }
    Ok(rows)
}

/// The rows of a query, each taken over as it comes: the database's own form of all of them together is never held.
pub(crate) async fn rows_one_by_one<E: EntityTrait>(
    database: &DatabaseTransaction,
    query: Select<E>,
) -> Result<Vec<E::Model>, RegisterError> {
    Ok(query.stream(database).await?.try_collect().await?)
}

/// What each of some rows says, in a list without room for more: it stays in memory for long.
pub(crate) fn each<R, T>(
    rows: impl ExactSizeIterator<Item = R>,
    says: impl Fn(R) -> Result<T, RegisterError>,
) -> Result<Vec<T>, RegisterError> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(says(row)?);
    }
    Ok(all)
}

/// Takes the rows out whose `column` names one of these keys.
pub(crate) async fn remove_rows<E>(
    database: &DatabaseTransaction,
    column: E::Column,
    ids: &[Uuid],
) -> Result<(), RegisterError>
where
    E: EntityTrait,
    E::PrimaryKey: PrimaryKeyTrait,
{
    for some in ids.chunks(IDS_AT_ONCE) {
        E::delete_many()
            .filter(column.is_in(some.iter().copied()))
            .exec(database)
            .await?;
    }
    Ok(())
}

/// Rows by the fact they belong to, each list in the order of `position`.
pub(crate) fn grouped<M>(
    mut rows: Vec<M>,
    parent: impl Fn(&M) -> Uuid,
    position: impl Fn(&M) -> i64,
) -> HashMap<Uuid, Vec<M>> {
    rows.sort_by_key(|row| position(row));
    let mut groups: HashMap<Uuid, Vec<M>> = HashMap::new();
    for row in rows {
        groups.entry(parent(&row)).or_default().push(row);
    }
    groups
}

/// The proofs of facts of one kind, in order.
pub(crate) async fn proofs<F: Fact>(
    database: &DatabaseTransaction,
    which: Which<'_>,
) -> Result<HashMap<Uuid, Vec<EvidenceId>>, RegisterError> {
    use rows::fact_evidence::{Column, Entity};
    let of_kind = Entity::find().filter(Column::FactKind.eq(F::KIND.as_str()));
    let rows = match which {
        Which::All => rows_one_by_one(database, of_kind).await?,
        Which::Ids(ids) => rows_in(database, of_kind, Column::FactId, ids).await?,
    };
    let groups = grouped(rows, |row| row.fact_id, |row| row.position);
    Ok(groups
        .into_iter()
        .map(|(fact, rows)| {
            let proofs = rows.iter().map(|row| EvidenceId::of(row.evidence_id));
            (fact, proofs.collect())
        })
        .collect())
}

/// The items with their places, from 0.
pub(crate) fn numbered<T>(items: &[T]) -> impl Iterator<Item = (i64, &T)> {
    (0_i64..).zip(items)
}

/// The word of a value, as the vocabulary writes it.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("a value that is no word was stored in a column of words: {other:?}"),
    }
}

/// Where a value was read: for the message when it makes no sense.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell<'a, R> {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    pub(crate) row: &'a R,
}

/// Names a cell.
pub(crate) fn cell<'a, R: Display>(table: &'static str, column: &'static str, row: &'a R) -> Cell<'a, R> {
    Cell { table, column, row }
}

impl<R: Display> Cell<'_, R> {
    /// The error for this cell.
    pub(crate) fn wrong(self) -> RegisterError {
        RegisterError::Inconsistent {
            table: self.table,
            column: self.column,
            row: self.row.to_string(),
        }
    }

    /// The value of a word.
    pub(crate) fn word<T: DeserializeOwned>(self, text: &str) -> Result<T, RegisterError> {
        serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|_| self.wrong())
    }

    /// The value of a word that may be missing.
    pub(crate) fn maybe_word<T: DeserializeOwned>(
        self,
        text: Option<&str>,
    ) -> Result<Option<T>, RegisterError> {
        text.map(|text| self.word(text)).transpose()
    }

    /// The value of a JSON text.
    pub(crate) fn json<T: DeserializeOwned>(self, text: &str) -> Result<T, RegisterError> {
        serde_json::from_str(text).map_err(|_| self.wrong())
    }

    /// The value of a JSON text that may be missing.
    pub(crate) fn maybe_json<T: DeserializeOwned>(
        self,
        text: Option<&str>,
    ) -> Result<Option<T>, RegisterError> {
        text.map(|text| self.json(text)).transpose()
    }

    /// A whole number in a narrower type.
    pub(crate) fn number<T: TryFrom<i64>>(self, number: i64) -> Result<T, RegisterError> {
        T::try_from(number).map_err(|_| self.wrong())
    }

    /// The party of two columns of which exactly one is filled.
    pub(crate) fn party(
        self,
        authority: Option<Uuid>,
        organisation: Option<Uuid>,
    ) -> Result<PartyRef, RegisterError> {
        match (authority, organisation) {
            (Some(id), None) => Ok(PartyRef::Authority(AuthorityId::of(id))),
            (None, Some(id)) => Ok(PartyRef::Organisation(OrganisationId::of(id))),
            _ => Err(self.wrong()),
        }
    }
}

/// The two columns of a party.
pub(crate) fn party_columns(party: PartyRef) -> (Option<Uuid>, Option<Uuid>) {
    match party {
        PartyRef::Authority(id) => (Some(id.uuid()), None),
        PartyRef::Organisation(id) => (None, Some(id.uuid())),
    }
}

/// A count as the database keeps it; what no count in a document reaches is cut off.
pub(crate) fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
