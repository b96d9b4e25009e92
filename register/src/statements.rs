//! Statements: what people say on the site on behalf of a body, kept as a source like any other and proved by who said it.
//!
//! In: a claim in somebody's words. Out: the facts that it makes, whose proof is the statement.
//!
//! # Invariants
//! - A statement is a source of its own: its bytes are what was said, by whom, for whom and when, and never change.
//! - It is in force from the start, and can be undone like every accepted claim.
//! - Whoever may say this for whom is the caller's to decide ([`crate::policy`]).

use crate::act::Act;
use crate::authorities::Known;
use crate::claims::{self, Held};
use crate::error::RegisterError;
use crate::facts;
use crate::import::take_in;
use crate::reading::Reading;
use crate::register::Register;
use crate::review::accept;
use crate::rows::{claim, content, evidence, revision, support};
use crate::settle::{document_of, settle};
use crate::tables::{self, FactKind, cell, rows_in};
use crate::writing::{Writing, insert};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vocabulary::{
    Claim, ClaimId, ClaimKind, Id, Language, Moment, PartnershipId, Reason, Rights, SourceFormat,
};

/// What stands where the engine's version stands for documents.
const ENGINE: &str = "statement 1";

/// What a person says on behalf of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What is claimed; its quote and offsets are set to the words.
    pub claim: Claim,
    /// In the person's words; what pages quote.
    pub words: String,
    /// The language of the words.
    pub language: Language,
    /// The bodies that say so, by code or name.
    pub on_behalf_of: Vec<String>,
}

/// A statement as its source keeps it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    key: Uuid,
    by: String,
    on_behalf_of: Option<String>,
    made_at: Moment,
    words: String,
    claim: Claim,
}

impl Register {
    /// Takes a statement in; its facts stand at once.
    pub async fn state(
        &self,
        statement: &Statement,
        directory: Known<'_>,
        act: Act<'_>,
    ) -> Result<ClaimId, RegisterError> {
        let stated = async {
            let mut writing = self.write(act).await?;
            let claim = state(&mut writing, statement, directory).await?;
            writing.commit().await?;
            Ok(claim)
        };
        self.located(stated.await)
    }
}

impl Register {
    /// What a claim about this partnership has to name so that it is about no other: kind, members, call, project; nothing
    /// of what was said about them. `None` if there is no such partnership.
    pub async fn claim_about(&self, partnership: PartnershipId) -> Result<Option<Claim>, RegisterError> {
        let found = async {
            let database = self.read().await?;
            let owned = tables::owned(&database, FactKind::Partnership, partnership.uuid()).await?;
            let Some((identity, _)) = owned else {
                return Ok(None);
            };
            let speaking = support::Entity::find()
                .filter(support::Column::FactKind.eq(FactKind::Partnership.as_str()))
                .filter(support::Column::Identity.eq(identity));
            let claims: Vec<Uuid> = speaking
                .all(&database)
                .await?
                .iter()
                .map(|row| row.claim_id)
                .collect();
            let of = claim::Column::Id;
            let mut rows = rows_in(&database, claim::Entity::find(), of, &claims).await?;
            // What speaks of the partnership itself rather than of an award; of these the first.
            rows.sort_by_key(|row| (row.kind != "partnership", row.id));
            let held = rows.into_iter().next().map(Held::of).transpose()?;
            Ok(held.map(|held| bare(held.claim)))
        };
        self.located(found.await)
    }
}

/// A claim without what was said.
fn bare(claim: Claim) -> Claim {
    let of_itself = claim.kind == ClaimKind::Partnership;
    Claim {
        status: None,
        date: None,
        date_precision: None,
        dates: Vec::new(),
        documents: Vec::new(),
        // The title of an award is what it is known by.
        title: claim.title.filter(|_| !of_itself),
        relation: claim.relation.filter(|_| !of_itself),
        why: None,
        quote: String::new(),
        evidence: Vec::new(),
        reasons: Vec::new(),
        ..claim
    }
}

/// Takes a statement in as part of a larger write.
pub(crate) async fn state(
    writing: &mut Writing<'_>,
    statement: &Statement,
    directory: Known<'_>,
) -> Result<ClaimId, RegisterError> {
    let bodies = statement.on_behalf_of.join(", ");
    let said = Said {
        key: writing.fresh(),
        by: writing.by().name().to_owned(),
        on_behalf_of: Some(bodies.clone()).filter(|bodies| !bodies.is_empty()),
        made_at: writing.now().clone(),
        words: statement.words.clone(),
        claim: in_words(statement),
    };
    let reading = Reading {
        origin: format!("statement:{}", said.key),
        bytes: serde_json::to_vec(&said).expect("the words of the vocabulary have string keys only"),
        format: SourceFormat::Statement,
        title: None,
        publisher: said.on_behalf_of.clone(),
        address: None,
        language: Some(statement.language),
        rights: Rights::Own,
        owner: None,
        text: said.words.clone(),
        mentions: Vec::new(),
        claims: vec![said.claim],
        remarks: Vec::new(),
        stories: Vec::new(),
        pictures: Vec::new(),
        engine: ENGINE.to_owned(),
        gazetteer: String::new(),
    };
    let source = take_in(writing, &reading, directory).await?.source;
    let source = Id::uuid(source);
    let held = claims::of_source(writing.database(), source).await?;
    let document = document_of(&held);
    let wrong = || cell("claim", "source_id", &source).wrong();
    let claim = held.first().ok_or_else(wrong)?.id();
    for one in &held {
        facts::complete(&one.claim, &document)
            .map_err(|missing| RegisterError::Incomplete { claim, missing })?;
    }
    accept(writing, held, |_| Reason::new("stated")).await?;
    settle(writing, Some(directory), source).await?;
    Ok(claim)
}

/// The claim, quoting the words.
fn in_words(statement: &Statement) -> Claim {
    Claim {
        quote: statement.words.clone(),
        start: 0,
        end: statement.words.chars().count(),
        evidence: Vec::new(),
        confidence: 1.0,
        ..statement.claim.clone()
    }
}

/// What was said in a revision; `None` for one that was read.
pub(crate) async fn said_in(
    writing: &Writing<'_>,
    revision: &revision::Model,
) -> Result<Option<Proof>, RegisterError> {
    if revision.engine != ENGINE {
        return Ok(None);
    }
    let found = content::Entity::find_by_id(revision.sha256.as_str())
        .one(writing.database())
        .await?;
    let wrong = || cell("content", "bytes", &revision.sha256).wrong();
    let said = serde_json::from_slice(&found.ok_or_else(wrong)?.bytes).map_err(|_| wrong())?;
    Ok(Some(Proof(said)))
}

/// Who said what, as the proof of its claims.
pub(crate) struct Proof(Said);

impl Proof {
    /// Keeps it as the evidence of these claims.
    pub(crate) async fn of(&self, writing: &Writing<'_>, held: &[Held]) -> Result<(), RegisterError> {
        let Self(said) = self;
        let rows = held.iter().map(|held| evidence::Model {
            id: writing.fresh(),
            kind: "statement".to_owned(),
            claim_id: Some(held.row.id),
            revision_id: None,
            quotes: None,
            read_on: None,
            read_zone: None,
            said_by: Some(said.by.clone()),
            on_behalf_of: said.on_behalf_of.clone(),
            made_at: Some(said.made_at.micros),
            made_zone: Some(said.made_at.zone.clone()),
            words: Some(said.words.clone()),
            rule: None,
            rule_version: None,
            inputs: None,
        });
        insert(writing.database(), rows.collect()).await
    }
}
