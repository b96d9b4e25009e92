//! Claims as the record keeps them: with a stable identity across readings, a state, and who decided.
//!
//! # Invariants
//! - A claim in force has its evidence; one that is not has none.
//! - The identity ([`fingerprints`]) says what is claimed of whom, never where it stands in the text, so a re-read claim
//!   keeps its decision.

use crate::error::RegisterError;
use crate::facts::folded;
use crate::public::StoredClaim;
use crate::rows::{claim, evidence};
use crate::tables::{cell, rows_in, word};
use crate::writing::{Writing, insert, json};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write;
use uuid::Uuid;
use vocabulary::{Claim, ClaimId, ClaimState, Correction, Id, Moment, Quote};

/// Version of the form in which claims are stored.
pub(crate) const CLAIM_VERSION: i64 = 1;
/// Claims per statement when many change at once.
const CLAIMS_AT_ONCE: usize = 200;

/// A claim with its row.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    /// The row; its `body`, `correction` and `state` are what the other fields say.
    pub(crate) row: claim::Model,
    /// What is claimed, as corrected where a person has.
    pub(crate) claim: Claim,
    /// What a person says it should be.
    pub(crate) correction: Option<Correction>,
    /// Where it stands.
    pub(crate) state: ClaimState,
}

impl Held {
    /// Checks a row.
    pub(crate) fn of(row: claim::Model) -> Result<Self, RegisterError> {
        let read: Claim = cell("claim", "body", &row.id).json(&row.body)?;
        let correction: Option<Correction> =
            cell("claim", "correction", &row.id).maybe_json(row.correction.as_deref())?;
        Ok(Self {
            claim: right(&read, correction.as_ref()),
            correction,
            state: cell("claim", "state", &row.id).word(&row.state)?,
            row,
        })
    }

    /// A newer reading says this; a person's correction of it stays.
    pub(crate) fn reads(&mut self, read: &Claim) {
        self.claim = right(read, self.correction.as_ref());
        self.row.body = json(read);
    }

    /// What the newest reading says, whatever people say.
    pub(crate) fn read(&self) -> Result<Claim, RegisterError> {
        cell("claim", "body", &self.row.id).json(&self.row.body)
    }

    /// A person says what it should be; `None` takes that back.
    pub(crate) fn correct(&mut self, correction: Option<Correction>) -> Result<(), RegisterError> {
        self.claim = right(&self.read()?, correction.as_ref());
        self.row.correction = correction.as_ref().map(json);
        self.correction = correction;
        Ok(())
    }

    /// Its key.
    pub(crate) fn id(&self) -> ClaimId {
        ClaimId::of(self.row.id)
    }

    /// Moves it to another state.
    pub(crate) fn put(&mut self, state: ClaimState, in_force: bool) {
        self.state = state;
        self.row.state = word(&state);
        self.row.in_force = in_force;
    }

    /// Notes who decided, and when.
    pub(crate) fn decided(&mut self, writing: &Writing<'_>, reason: Option<String>) {
        let by = writing.by();
        self.row.decided_by = Some(by.name().to_owned());
        self.row.decided_by_person = by.kind() != "rule";
        self.row.decided_at = Some(writing.now().micros);
        self.row.decided_zone = Some(writing.now().zone.clone());
        self.row.reason = reason;
    }

    /// What the log says of it.
    pub(crate) fn entry(&self) -> ClaimEntry {
        ClaimEntry {
            revision: self.row.revision_id,
            state: self.state,
            in_force: self.row.in_force,
            decided_by: self.row.decided_by.clone(),
            reason: self.row.reason.clone(),
            claim: self.claim.clone(),
            correction: self.correction.clone(),
        }
    }

    /// As the public record carries it.
    pub(crate) fn stored(self) -> StoredClaim {
        StoredClaim {
            id: self.id(),
            claim: self.claim,
            state: self.state,
        }
    }
}

/// A claim in the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ClaimEntry {
    revision: Uuid,
    state: ClaimState,
    in_force: bool,
    decided_by: Option<String>,
    reason: Option<String>,
    claim: Claim,
    #[serde(skip_serializing_if = "Option::is_none")]
    correction: Option<Correction>,
}

/// A claim as it should be.
fn right(read: &Claim, correction: Option<&Correction>) -> Claim {
    correction.map_or_else(|| read.clone(), |correction| correction.applied(read))
}

/// The claims of a source, in the order of the text.
pub(crate) async fn of_source(
    database: &DatabaseTransaction,
    source: Uuid,
) -> Result<Vec<Held>, RegisterError> {
    let rows = claim::Entity::find()
        .filter(claim::Column::SourceId.eq(source))
        .all(database)
        .await?;
    let mut held: Vec<Held> = rows.into_iter().map(Held::of).collect::<Result<_, _>>()?;
    held.sort_by_key(|held| (held.row.position, held.row.id));
    Ok(held)
}

/// Writes claims, new and changed ones alike, many per statement.
pub(crate) async fn save(database: &DatabaseTransaction, held: &[Held]) -> Result<(), RegisterError> {
    use claim::Column;
    let changing = [
        Column::RevisionId,
        Column::Position,
        Column::Body,
        Column::SchemaVersion,
        Column::Confidence,
        Column::State,
        Column::InForce,
        Column::DecidedBy,
        Column::DecidedByPerson,
        Column::DecidedAt,
        Column::DecidedZone,
        Column::Reason,
        Column::Correction,
    ];
    for some in held.chunks(CLAIMS_AT_ONCE) {
        let rows = some.iter().map(|held| held.row.clone().into_active_model());
        claim::Entity::insert_many(rows)
            .on_conflict(OnConflict::column(Column::Id).update_columns(changing).to_owned())
            .exec_without_returning(database)
            .await?;
    }
    Ok(())
}

/// The evidence of claims in force: the place in the document, read then.
pub(crate) async fn prove(
    writing: &mut Writing<'_>,
    held: &[Held],
    read_on: &Moment,
) -> Result<(), RegisterError> {
    let rows = held.iter().map(|held| evidence::Model {
        id: writing.fresh(),
        kind: "document".to_owned(),
        claim_id: Some(held.row.id),
        revision_id: Some(held.row.revision_id),
        quotes: Some(json(&quotes(&held.claim))),
        read_on: Some(read_on.micros),
        read_zone: Some(read_on.zone.clone()),
        said_by: None,
        on_behalf_of: None,
        made_at: None,
        made_zone: None,
        words: None,
        rule: None,
        rule_version: None,
        inputs: None,
    });
    let rows: Vec<_> = rows.collect();
    insert(writing.database(), rows).await
}

/// Lets the evidence of claims that were read again show the newest reading.
pub(crate) async fn prove_again(
    database: &DatabaseTransaction,
    held: &[Held],
    read_on: &Moment,
) -> Result<(), RegisterError> {
    use evidence::Column;
    let ids: Vec<Uuid> = held.iter().map(|held| held.row.id).collect();
    let by_id: HashMap<Uuid, &Held> = held.iter().map(|held| (held.row.id, held)).collect();
    let rows = rows_in(database, evidence::Entity::find(), Column::ClaimId, &ids).await?;
    for some in rows.chunks(CLAIMS_AT_ONCE) {
        let rows = some.iter().map(|row| {
            let mut row = row.clone();
            if let Some(held) = row.claim_id.and_then(|claim| by_id.get(&claim)) {
                row.revision_id = Some(held.row.revision_id);
                row.quotes = Some(json(&quotes(&held.claim)));
                row.read_on = Some(read_on.micros);
                row.read_zone = Some(read_on.zone.clone());
            }
            row.into_active_model()
        });
        let newer = [
            Column::RevisionId,
            Column::Quotes,
            Column::ReadOn,
            Column::ReadZone,
        ];
        evidence::Entity::insert_many(rows)
            .on_conflict(OnConflict::column(Column::Id).update_columns(newer).to_owned())
            .exec_without_returning(database)
            .await?;
    }
    Ok(())
}

/// Every piece that proves a claim; the sentence itself where the claim lists none.
fn quotes(claim: &Claim) -> Vec<Quote> {
    if claim.evidence.is_empty() {
        return vec![Quote {
            quote: claim.quote.clone(),
            start: claim.start,
            end: claim.end,
        }];
    }
    claim.evidence.clone()
}

/// The stable identities of a document's claims: SHA-256 in hexadecimal digits, one for each claim, in order.
///
/// Claims that say the same twice are told apart by their count.
pub(crate) fn fingerprints(claims: &[Claim]) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    claims
        .iter()
        .map(|claim| {
            let subject = subject(claim);
            let nth = seen.entry(subject.clone()).or_default();
            *nth += 1;
            sha256(format!("{subject}\u{1f}{nth}").as_bytes())
        })
        .collect()
}

/// What is claimed of whom. Dates, quotes and reasons are not part of it: a better reading may add them.
fn subject(claim: &Claim) -> String {
    let mut parties: Vec<String> = claim
        .parties
        .iter()
        .map(|party| match &party.code {
            Some(code) => code.to_string(),
            None => folded(&party.text),
        })
        .collect();
    parties.sort();
    let mut parts = vec![claim.kind.as_str().to_owned(), parties.join("+")];
    let text = |text: &Option<String>| text.as_deref().map(folded).unwrap_or_default();
    match claim.kind {
        vocabulary::ClaimKind::Partnership => {}
        vocabulary::ClaimKind::Award => {
            parts.extend([text(&claim.call), text(&claim.title)]);
            parts.push(claim.session.unwrap_or(1).to_string());
        }
        vocabulary::ClaimKind::Funding => {
            let role = claim.funding.amount_role.as_ref().map(word);
            let currency = claim.funding.currency.as_ref().map(word);
            parts.extend([role.unwrap_or_default(), currency.unwrap_or_default()]);
            parts.push(claim.funding.amount.clone().unwrap_or_default());
            parts.extend([text(&claim.funding.per), text(&claim.title), text(&claim.item)]);
        }
        vocabulary::ClaimKind::Delivery | vocabulary::ClaimKind::Support | vocabulary::ClaimKind::Event => {
            parts.extend([text(&claim.title), text(&claim.item), text(&claim.place)]);
            parts.push(claim.quantity.map(|n| n.to_string()).unwrap_or_default());
        }
    }
    parts.join("\u{1f}")
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").expect("a string takes every text");
    }
    text
}
