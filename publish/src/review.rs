//! What reviewers decide: forms accept, reject and undo claims.
//!
//! # Invariants
//! A decision is posted from our own pages only (the server refuses cross-site posts), by somebody who may decide this claim.

use crate::context::Context;
use crate::errors::PageError;
use crate::people::guard::to;
use crate::site::{Decision, RecordError};
use crate::urls;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::response::Response;
use register::policy::{Action, Resource};
use serde::Deserialize;
use vocabulary::ClaimId;

fn ours(lang: crate::Lang, error: RecordError) -> PageError {
    PageError::Ours {
        lang,
        source: Box::new(error),
    }
}

/// The form under a claim.
#[derive(Deserialize)]
pub(crate) struct Verdict {
    verdict: String,
    #[serde(default)]
    reason: String,
}

/// `POST /{lang}/review/claims/{id}`: carries the decision out and goes back to the queue.
pub(crate) async fn decide(
    ctx: Context,
    form: Result<Form<Verdict>, FormRejection>,
) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let by = ctx.person()?.account;
    let id: ClaimId = ctx.id()?;
    let owner = ctx.view().snapshot.claim(id).map(|(source, _)| source.owner);
    let owner = owner.ok_or_else(|| ctx.missing())?;
    ctx.need(Action::Decide, &Resource::Claim { owner })?;
    let Form(form) = form.map_err(|_| PageError::Invalid { lang })?;
    let reason = form.reason.trim().to_owned();
    let (decision, done) = match form.verdict.as_str() {
        "accept" => (Decision::Accept, "accepted"),
        "reject" if !reason.is_empty() && reason.chars().count() <= 500 => {
            (Decision::Reject { reason }, "rejected")
        }
        "reject" => return Ok(to(&queue(lang, id, "reason-needed"))),
        "undo" => (Decision::Undo, "undone"),
        _ => return Err(PageError::Invalid { lang }),
    };
    match ctx.site.record().decide(id, decision, by).await {
        Ok(()) => {}
        Err(RecordError::NotDecidable { .. }) => return Ok(to(&queue(lang, id, "meanwhile"))),
        Err(RecordError::Incomplete { .. }) => return Ok(to(&queue(lang, id, "incomplete"))),
        Err(RecordError::EditedSince) => return Ok(to(&queue(lang, id, "edited"))),
        Err(error) => return Err(ours(lang, error)),
    }
    ctx.site.refresh().await.map_err(|error| ours(lang, error))?;
    Ok(to(&queue(lang, id, done)))
}

/// The queue with what was done, so that it can be taken back.
fn queue(lang: crate::Lang, id: ClaimId, done: &str) -> String {
    urls::filtered(
        &urls::plain(lang, "review"),
        &[("done", done), ("claim", &id.to_string())],
    )
}
