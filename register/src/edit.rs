//! What people edit by hand: fields of one fact, with the statement that proves them.
//!
//! # Invariants
//! - An edited field keeps its value whatever later readings say, until the edit is released.
//! - An editor who saw another version than the one that stands overwrites nothing.
//! - An edit is a statement: it stands among the proofs of the fact.

use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::{change, claim, edited_field, evidence, support};
use crate::settle::{settle, value};
use crate::tables::{self, Fact, FactKind, Kept, Which, cell};
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;
use vocabulary::{
    Action, ActionId, Alliance, AllianceId, Award, AwardId, Call, CallId, Campaign, CampaignId, EvidenceId,
    Grant, GrantId, Id, Moment, Organisation, OrganisationId, Partnership, PartnershipId, Programme,
    ProgrammeId, Project, ProjectId,
};

/// Calls a function for the type of a kind of fact.
macro_rules! for_kind {
    ($kind:expr, $function:ident($($argument:expr),*)) => {
        async {
            match $kind {
                FactKind::Organisation => $function::<Organisation>($($argument),*).await,
                FactKind::Programme => $function::<Programme>($($argument),*).await,
                FactKind::Call => $function::<Call>($($argument),*).await,
                FactKind::Partnership => $function::<Partnership>($($argument),*).await,
                FactKind::Alliance => $function::<Alliance>($($argument),*).await,
                FactKind::Campaign => $function::<Campaign>($($argument),*).await,
                FactKind::Project => $function::<Project>($($argument),*).await,
                FactKind::Award => $function::<Award>($($argument),*).await,
                FactKind::Action => $function::<Action>($($argument),*).await,
                FactKind::Grant => $function::<Grant>($($argument),*).await,
            }
        }
    };
}

/// A fact that people may edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editable {
    /// `name`, `kind`, `country`.
    Organisation(OrganisationId),
    /// `name`.
    Programme(ProgrammeId),
    /// `name`.
    Call(CallId),
    /// `kind`, `status`, `title`, `why`.
    Partnership(PartnershipId),
    /// `title`.
    Alliance(AllianceId),
    /// `title`, `target`, `deadline`.
    Campaign(CampaignId),
    /// `title`, `status`, `budget`, `budget_approximate`.
    Project(ProjectId),
    /// `region`, `title`.
    Award(AwardId),
    /// `title`, `quantity`, `unit`, `on`.
    Action(ActionId),
    /// `title`, `amount`, `approximate`, `form`, `on`.
    Grant(GrantId),
}

impl Editable {
    pub(crate) fn place(self) -> (FactKind, Uuid, &'static [&'static str]) {
        match self {
            Self::Organisation(id) => (FactKind::Organisation, id.uuid(), &["name", "kind", "country"]),
            Self::Programme(id) => (FactKind::Programme, id.uuid(), &["name"]),
            Self::Call(id) => (FactKind::Call, id.uuid(), &["name"]),
            Self::Partnership(id) => (
                FactKind::Partnership,
                id.uuid(),
                &["kind", "status", "title", "why"],
            ),
            Self::Alliance(id) => (FactKind::Alliance, id.uuid(), &["title"]),
            Self::Campaign(id) => (FactKind::Campaign, id.uuid(), &["title", "target", "deadline"]),
            Self::Project(id) => (
                FactKind::Project,
                id.uuid(),
                &["title", "status", "budget", "budget_approximate"],
            ),
            Self::Award(id) => (FactKind::Award, id.uuid(), &["region", "title"]),
            Self::Action(id) => (FactKind::Action, id.uuid(), &["title", "quantity", "unit", "on"]),
            Self::Grant(id) => (
                FactKind::Grant,
                id.uuid(),
                &["title", "amount", "approximate", "form", "on"],
            ),
        }
    }
}

/// What is to be edited of a fact, together.
#[derive(Debug, Clone, PartialEq)]
pub struct Edits {
    /// Fields with their new values, in the form of the vocabulary's JSON.
    pub fields: Vec<(String, Value)>,
    /// The version that the editor had before their eyes; another one is not overwritten. `None` overwrites whatever is there.
    pub seen: Option<u64>,
}

/// A field that keeps what a person gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedField {
    /// Its name.
    pub field: String,
    /// Who, as the log names them.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A fact as an editor finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The fact, in the form of the vocabulary's JSON.
    pub value: Value,
    /// The position of the newest change of it.
    pub version: u64,
    /// What people edited of it.
    pub edited: Vec<EditedField>,
}

impl Register {
    /// A fact with its version; `None` where there is none.
    pub async fn version(&self, fact: Editable) -> Result<Option<Version>, RegisterError> {
        let found = async {
            let database = self.read().await?;
            let (kind, id, _) = fact.place();
            for_kind!(kind, found(&database, id)).await
        };
        self.located(found.await)
    }

    /// Sets one field of a fact to a value in the form of the vocabulary's JSON.
    pub async fn edit(
        &self,
        fact: Editable,
        field: &str,
        value: Value,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let fields = vec![(field.to_owned(), value)];
        self.edit_together(fact, &Edits { fields, seen: None }, act).await
    }

    /// Sets several fields of a fact, all or none.
    pub async fn edit_together(
        &self,
        fact: Editable,
        edits: &Edits,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let edited = async {
            let mut writing = self.write(act).await?;
            let (kind, id, fields) = fact.place();
            if let Some((field, _)) = edits
                .fields
                .iter()
                .find(|(field, _)| !fields.contains(&field.as_str()))
            {
                return Err(unfit(kind, field, "this field is not edited by hand"));
            }
            let stands = version_of(writing.database(), kind, id).await?;
            if edits.seen.is_some_and(|seen| seen != stands) {
                return Err(RegisterError::ChangedSince {
                    entity: kind.as_str(),
                });
            }
            for_kind!(kind, set(&mut writing, id, edits)).await?;
            writing.commit().await
        };
        self.located(edited.await).map(drop)
    }

    /// Gives an edited field back to the sources: from now on it says again what the claims in force say.
    pub async fn release(&self, fact: Editable, field: &str, act: Act<'_>) -> Result<(), RegisterError> {
        let released = async {
            let mut writing = self.write(act).await?;
            let (kind, id, _) = fact.place();
            let mark = edited_field::Entity::find_by_id((kind.as_str().to_owned(), id, field.to_owned()))
                .one(writing.database())
                .await?;
            if let Some(mark) = mark {
                let before = mark.field.clone();
                writing.note((&edit_of(kind), id), What::Removed, (Some(&before), None), None);
                mark.into_active_model().delete(writing.database()).await?;
                for source in sources_of(&writing, kind, id).await? {
                    settle(&mut writing, None, source).await?;
                }
            }
            writing.commit().await
        };
        self.located(released.await).map(drop)
    }
}

fn unfit(kind: FactKind, field: &str, why: &str) -> RegisterError {
    RegisterError::Unfit {
        entity: kind.as_str(),
        field: field.to_owned(),
        why: why.to_owned(),
    }
}

/// The position of the newest change of a fact.
async fn version_of(database: &impl ConnectionTrait, kind: FactKind, id: Uuid) -> Result<u64, RegisterError> {
    let newest: Option<i64> = change::Entity::find()
        .select_only()
        .column(change::Column::Position)
        .filter(change::Column::Entity.eq(kind.as_str()))
        .filter(change::Column::EntityId.eq(id.to_string()))
        .order_by_desc(change::Column::Position)
        .limit(1)
        .into_tuple()
        .one(database)
        .await?;
    Ok(newest
        .and_then(|position| u64::try_from(position).ok())
        .unwrap_or(0))
}

async fn found<F: Fact>(database: &DatabaseTransaction, id: Uuid) -> Result<Option<Version>, RegisterError> {
    let which = [id];
    let Some(fact) = F::load(database, Which::Ids(&which)).await?.pop() else {
        return Ok(None);
    };
    let proofs = tables::proofs::<F>(database, Which::Ids(&which)).await?;
    let marks = edited_field::Entity::find()
        .filter(edited_field::Column::Entity.eq(F::KIND.as_str()))
        .filter(edited_field::Column::EntityId.eq(id))
        .order_by_asc(edited_field::Column::Field)
        .all(database)
        .await?;
    let edited = marks.into_iter().map(|mark| EditedField {
        field: mark.field,
        by: mark.edited_by,
        at: Moment::utc(mark.edited_at),
    });
    Ok(Some(Version {
        value: value(&fact, proofs.get(&id).map_or(&[][..], Vec::as_slice)),
        version: version_of(database, F::KIND, id).await?,
        edited: edited.collect(),
    }))
}

/// The word of the log for edits of one kind of fact.
fn edit_of(kind: FactKind) -> String {
    format!("{}_edit", kind.as_str())
}

async fn set<F: Fact>(writing: &mut Writing<'_>, id: Uuid, edits: &Edits) -> Result<(), RegisterError> {
    let first = edits.fields.first().map_or("", |(field, _)| field.as_str());
    let which = [id];
    let which = Which::Ids(&which);
    let found = F::load(writing.database(), which).await?.pop();
    let found = found.ok_or_else(|| unfit(F::KIND, first, "there is no such entity"))?;
    let proofs = tables::proofs::<F>(writing.database(), which).await?;
    let mut evidence = proofs.get(&id).cloned().unwrap_or_default();
    let before = value(&found, &evidence);
    evidence.push(state(writing, edits).await?);
    let mut after = value(&found, &evidence);
    for (field, edited) in &edits.fields {
        if let Some(place) = after.get_mut(field) {
            *place = edited.clone();
        }
    }
    let fact: F =
        serde_json::from_value(after.clone()).map_err(|error| unfit(F::KIND, first, &error.to_string()))?;
    let row = tables::owned(writing.database(), F::KIND, id).await?;
    let (identity, owner) = row.ok_or_else(|| cell(F::KIND.as_str(), "id", &id).wrong())?;
    writing.note(
        (F::KIND.as_str(), id),
        What::Updated,
        (Some(&before), Some(&after)),
        None,
    );
    tables::remove::<F>(writing.database(), &[id]).await?;
    let kept = Kept {
        fact,
        identity,
        owner,
        evidence,
    };
    tables::add(writing.database(), &[kept]).await?;
    for (field, _) in &edits.fields {
        mark(writing, (F::KIND, id), field).await?;
    }
    Ok(())
}

/// The proof of edits: that somebody said so.
async fn state(writing: &mut Writing<'_>, edits: &Edits) -> Result<EvidenceId, RegisterError> {
    let words = edits
        .fields
        .iter()
        .map(|(field, value)| format!("{field} = {value}"));
    let words: Vec<String> = words.collect();
    let row = evidence::Model {
        id: writing.fresh(),
        kind: "statement".to_owned(),
        claim_id: None,
        revision_id: None,
        quotes: None,
        read_on: None,
        read_zone: None,
        said_by: Some(writing.by().name().to_owned()),
        on_behalf_of: None,
        made_at: Some(writing.now().micros),
        made_zone: Some(writing.now().zone.clone()),
        words: Some(words.join("; ")),
        rule: None,
        rule_version: None,
        inputs: None,
    };
    let id = EvidenceId::of(row.id);
    row.into_active_model().insert(writing.database()).await?;
    Ok(id)
}

/// Remembers that a person edited the field.
async fn mark(writing: &Writing<'_>, (kind, id): (FactKind, Uuid), field: &str) -> Result<(), RegisterError> {
    let key = (kind.as_str().to_owned(), id, field.to_owned());
    let known = edited_field::Entity::find_by_id(key)
        .one(writing.database())
        .await?;
    let row = edited_field::Model {
        entity: kind.as_str().to_owned(),
        entity_id: id,
        field: field.to_owned(),
        edited_by: writing.by().name().to_owned(),
        edited_at: writing.now().micros,
    };
    let row = row.into_active_model();
    if known.is_some() {
        row.reset_all().update(writing.database()).await?;
    } else {
        row.insert(writing.database()).await?;
    }
    Ok(())
}

/// The sources whose claims speak of a fact.
pub(crate) async fn sources_of(
    writing: &Writing<'_>,
    kind: FactKind,
    id: Uuid,
) -> Result<BTreeSet<Uuid>, RegisterError> {
    let Some((identity, _)) = tables::owned(writing.database(), kind, id).await? else {
        return Ok(BTreeSet::new());
    };
    let claims: Vec<Uuid> = support::Entity::find()
        .select_only()
        .column(support::Column::ClaimId)
        .filter(support::Column::FactKind.eq(kind.as_str()))
        .filter(support::Column::Identity.eq(identity))
        .into_tuple()
        .all(writing.database())
        .await?;
    let rows = tables::rows_in(
        writing.database(),
        claim::Entity::find(),
        claim::Column::Id,
        &claims,
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.source_id).collect())
}
