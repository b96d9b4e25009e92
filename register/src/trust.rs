//! Trusted-source rules: which claims are accepted without waiting for a person.
//!
//! # Invariants
//! - Each acceptance by a rule is its own entry of the change log, made by the rule, with the figures that decided.
//! - A claim that a person has decided once, or undone, is no longer a rule's business.

use crate::act::Act;
use crate::authorities::Known;
use crate::claims;
use crate::error::RegisterError;
use crate::register::Register;
use crate::review::{accept, ready};
use crate::rows::{source, trusted_source};
use crate::settle::settle;
use crate::writing::{What, Writing};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vocabulary::{Id, OrganisationId, Reason};

/// A rule: claims of these sources, read with at least this confidence, are accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrustedSource {
    /// Its name, once in the record; the log shows it.
    pub name: String,
    /// The origin of the sources; with `*` at the end, every origin that begins so.
    pub origin: String,
    /// Least confidence, 0 to 1.
    pub at_least: f32,
    /// Only sources of this organisation; `None` is every owner's.
    pub owner: Option<OrganisationId>,
}

impl TrustedSource {
    /// Whether the rule speaks of a source.
    pub fn covers(&self, origin: &str, owner: Option<OrganisationId>) -> bool {
        let named = match self.origin.strip_suffix('*') {
            Some(beginning) => origin.starts_with(beginning),
            None => origin == self.origin,
        };
        named && (self.owner.is_none() || self.owner == owner)
    }
}

impl Register {
    /// Sets a rule for imports from now on; the same rule again changes nothing, another one of the same name replaces it.
    pub async fn trust(&self, rule: &TrustedSource, act: Act<'_>) -> Result<(), RegisterError> {
        let trusted = async {
            let mut writing = self.write(act).await?;
            set(&mut writing, rule).await?;
            writing.commit().await
        };
        self.located(trusted.await).map(drop)
    }

    /// The rules in force, by name.
    pub async fn trusted(&self) -> Result<Vec<TrustedSource>, RegisterError> {
        let rules = async {
            let database = self.read().await?;
            let rows = in_force().all(&database).await?;
            Ok(rows.iter().map(of).collect())
        };
        self.located(rules.await)
    }

    /// Takes a rule out of force; what it has accepted stays. Nothing happens if there is none of this name.
    pub async fn distrust(&self, name: &str, act: Act<'_>) -> Result<(), RegisterError> {
        let distrusted = async {
            let mut writing = self.write(act).await?;
            let known = in_force().filter(trusted_source::Column::Name.eq(name));
            if let Some(mut row) = known.one(writing.database()).await? {
                let before = of(&row);
                let id = row.id;
                row.withdrawn_at = Some(writing.now().micros);
                row.into_active_model()
                    .reset_all()
                    .update(writing.database())
                    .await?;
                writing.note(("trusted_source", id), What::Removed, (Some(&before), None), None);
            }
            writing.commit().await
        };
        self.located(distrusted.await).map(drop)
    }
}

fn in_force() -> sea_orm::Select<trusted_source::Entity> {
    trusted_source::Entity::find()
        .filter(trusted_source::Column::WithdrawnAt.is_null())
        .order_by_asc(trusted_source::Column::Name)
}

#[expect(
    clippy::as_conversions,
    reason = "the confidence was an f32 when it was stored; the way back loses nothing"
)]
fn of(row: &trusted_source::Model) -> TrustedSource {
    TrustedSource {
        name: row.name.clone(),
        origin: row.origin.clone(),
        at_least: row.at_least as f32,
        owner: row.owner_id.map(OrganisationId::of),
    }
}

async fn set(writing: &mut Writing<'_>, rule: &TrustedSource) -> Result<(), RegisterError> {
    let known = trusted_source::Entity::find()
        .filter(trusted_source::Column::Name.eq(&rule.name))
        .one(writing.database())
        .await?;
    let before = known.as_ref().filter(|row| row.withdrawn_at.is_none()).map(of);
    if before.as_ref() == Some(rule) {
        return Ok(());
    }
    let id = known.as_ref().map_or_else(|| writing.fresh(), |row| row.id);
    let row = trusted_source::Model {
        id,
        name: rule.name.clone(),
        origin: rule.origin.clone(),
        at_least: f64::from(rule.at_least),
        owner_id: rule.owner.map(Id::uuid),
        set_by: writing.by().name().to_owned(),
        set_at: writing.now().micros,
        set_zone: writing.now().zone.clone(),
        withdrawn_at: None,
    };
    let what = if before.is_some() {
        What::Updated
    } else {
        What::Created
    };
    writing.note(("trusted_source", id), what, (before.as_ref(), Some(rule)), None);
    let row = row.into_active_model();
    if known.is_some() {
        row.reset_all().update(writing.database()).await?;
    } else {
        row.insert(writing.database()).await?;
    }
    Ok(())
}

/// Applies the rules to the claims of one source that nobody has decided; answers how many were accepted.
pub(crate) async fn apply(
    writing: &mut Writing<'_>,
    directory: Known<'_>,
    source: Uuid,
) -> Result<usize, RegisterError> {
    let Some(row) = source::Entity::find_by_id(source).one(writing.database()).await? else {
        return Ok(0);
    };
    let rules: Vec<TrustedSource> = in_force()
        .all(writing.database())
        .await?
        .iter()
        .map(of)
        .filter(|rule| rule.covers(&row.origin, row.owner_id.map(OrganisationId::of)))
        .collect();
    if rules.is_empty() {
        return Ok(0);
    }
    // A claim that is not complete, or names an unknown code, waits for a person.
    let is_wanted = |held: &claims::Held| {
        let is_sure = |rule: &TrustedSource| held.row.confidence >= f64::from(rule.at_least);
        held.row.decided_by.is_none() && rules.iter().any(is_sure)
    };
    let mut open = ready(writing, directory, source, is_wanted).await?;
    if open.is_empty() {
        return Ok(0);
    }
    let mut accepted = 0;
    for rule in &rules {
        let mine: Vec<claims::Held> = open
            .extract_if(.., |held| held.row.confidence >= f64::from(rule.at_least))
            .collect();
        accepted += mine.len();
        writing.act_as(Some(&rule.name));
        accept(writing, mine, |held| {
            Reason::new("trusted_source")
                .with("rule", rule.name.clone())
                .with("confidence", format!("{:.3}", held.row.confidence))
                .with("at_least", format!("{:.3}", rule.at_least))
        })
        .await?;
    }
    settle(writing, Some(directory), source).await?;
    writing.act_as(None);
    Ok(accepted)
}
