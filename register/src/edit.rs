//! What people edit by hand: one field of one fact, with the statement that proves it.
//!
//! # Invariants
//! - An edited field keeps its value whatever later readings say, until the edit is released.
//! - An edit is a statement: it stands among the proofs of the fact.

use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::{claim, edited_field, evidence, support};
use crate::settle::{settle, value};
use crate::tables::{self, Fact, FactKind, Kept, Which, cell};
use crate::writing::{What, Writing};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;
use vocabulary::{
    Action, ActionId, Alliance, AllianceId, Award, AwardId, Call, CallId, Campaign, CampaignId, EvidenceId,
    Id, Organisation, OrganisationId, Partnership, PartnershipId, Programme, ProgrammeId, Project, ProjectId,
};

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
        }
    }
}

impl Register {
    /// Sets one field of a fact to a value in the form of the vocabulary's JSON.
    pub async fn edit(
        &self,
        fact: Editable,
        field: &str,
        value: Value,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let edited = async {
            let mut writing = self.write(act).await?;
            let (kind, id, fields) = fact.place();
            let edit = Edit { id, field, value };
            if !fields.contains(&field) {
                return Err(edit.unfit(kind, "this field is not edited by hand"));
            }
            match kind {
                FactKind::Organisation => set::<Organisation>(&mut writing, &edit).await?,
                FactKind::Programme => set::<Programme>(&mut writing, &edit).await?,
                FactKind::Call => set::<Call>(&mut writing, &edit).await?,
                FactKind::Partnership => set::<Partnership>(&mut writing, &edit).await?,
                FactKind::Alliance => set::<Alliance>(&mut writing, &edit).await?,
                FactKind::Campaign => set::<Campaign>(&mut writing, &edit).await?,
                FactKind::Project => set::<Project>(&mut writing, &edit).await?,
                FactKind::Award => set::<Award>(&mut writing, &edit).await?,
                FactKind::Action => set::<Action>(&mut writing, &edit).await?,
            }
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

/// One edit.
struct Edit<'a> {
    id: Uuid,
    field: &'a str,
    value: Value,
}

impl Edit<'_> {
    fn unfit(&self, kind: FactKind, why: &str) -> RegisterError {
        RegisterError::Unfit {
            entity: kind.as_str(),
            field: self.field.to_owned(),
            why: why.to_owned(),
        }
    }
}

/// The word of the log for edits of one kind of fact.
fn edit_of(kind: FactKind) -> String {
    format!("{}_edit", kind.as_str())
}

async fn set<F: Fact>(writing: &mut Writing<'_>, edit: &Edit<'_>) -> Result<(), RegisterError> {
    let which = [edit.id];
    let which = Which::Ids(&which);
    let found = F::load(writing.database(), which).await?.pop();
    let found = found.ok_or_else(|| edit.unfit(F::KIND, "there is no such entity"))?;
    let proofs = tables::proofs::<F>(writing.database(), which).await?;
    let mut evidence = proofs.get(&edit.id).cloned().unwrap_or_default();
    let before = value(&found, &evidence);
    let statement = state(writing, edit).await?;
    evidence.push(statement);
    let mut after = value(&found, &evidence);
    if let Some(place) = after.get_mut(edit.field) {
        *place = edit.value.clone();
    }
    let fact: F =
        serde_json::from_value(after.clone()).map_err(|error| edit.unfit(F::KIND, &error.to_string()))?;
    let row = tables::owned(writing.database(), F::KIND, edit.id).await?;
    let (identity, owner) = row.ok_or_else(|| cell(F::KIND.as_str(), "id", &edit.id).wrong())?;
    writing.note(
        (F::KIND.as_str(), edit.id),
        What::Updated,
        (Some(&before), Some(&after)),
        None,
    );
    tables::remove::<F>(writing.database(), &[edit.id]).await?;
    let kept = Kept {
        fact,
        identity,
        owner,
        evidence,
    };
    tables::add(writing.database(), &[kept]).await?;
    mark(writing, F::KIND, edit).await
}

/// The proof of an edit: that somebody said so.
async fn state(writing: &mut Writing<'_>, edit: &Edit<'_>) -> Result<EvidenceId, RegisterError> {
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
        words: Some(format!("{} = {}", edit.field, edit.value)),
        rule: None,
        rule_version: None,
        inputs: None,
    };
    let id = EvidenceId::of(row.id);
    row.into_active_model().insert(writing.database()).await?;
    Ok(id)
}

/// Remembers that a person edited the field.
async fn mark(writing: &mut Writing<'_>, kind: FactKind, edit: &Edit<'_>) -> Result<(), RegisterError> {
    let key = (kind.as_str().to_owned(), edit.id, edit.field.to_owned());
    let known = edited_field::Entity::find_by_id(key)
        .one(writing.database())
        .await?;
    let row = edited_field::Model {
        entity: kind.as_str().to_owned(),
        entity_id: edit.id,
        field: edit.field.to_owned(),
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
