//! What reviewers decide: forms accept, correct, reject and undo claims, one by one or those of a source together.
//!
//! # Invariants
//! A decision is posted from our own pages only (the server refuses cross-site posts), by somebody who may decide this claim.

use crate::context::Context;
use crate::correct;
use crate::errors::PageError;
use crate::people::guard::to;
use crate::people::typed::Fields;
use crate::site::{Decision, RecordError};
use crate::urls;
use axum::response::Response;
use register::policy::{Action, Resource};
use register::{Actor, RegisterError};
use uuid::Uuid;
use vocabulary::{ClaimId, SourceId};

/// Longest reason of a rejection, in characters.
const LONGEST: usize = 500;

fn ours(lang: crate::Lang, error: impl std::error::Error + Send + Sync + 'static) -> PageError {
    PageError::Ours {
        lang,
        source: Box::new(error),
    }
}

/// What a form under a claim asks for.
enum Asked {
    /// A decision, and the word for what was done.
    Decide(Decision, &'static str),
    /// Another page: the claim's own with what was entered, or the queue.
    See(String),
}

/// `POST /{lang}/review/claims/{id}`: carries the decision out and goes back to the queue.
pub(crate) async fn decide(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let by = ctx.person()?.account;
    let id: ClaimId = ctx.id()?;
    let owner = ctx.view().snapshot.claim(id).map(|(source, _)| source.owner);
    let owner = owner.ok_or_else(|| ctx.missing())?;
    ctx.need(Action::Decide, &Resource::Claim { owner })?;
    let (decision, done) = match asked(&ctx, id, &fields)? {
        Asked::Decide(decision, done) => (decision, done),
        Asked::See(page) => return Ok(to(&page)),
    };
    let word = match ctx.site.record().decide(id, decision, by).await {
        Ok(()) => done,
        Err(RecordError::NotDecidable { .. }) => "meanwhile",
        Err(RecordError::Incomplete { .. }) => "incomplete",
        Err(RecordError::EditedSince) => "edited",
        Err(error) => return Err(ours(lang, error)),
    };
    ctx.refresh().await?;
    Ok(to(&queue(lang, id, (word, &fields))))
}

fn asked(ctx: &Context, id: ClaimId, entered: &Fields) -> Result<Asked, PageError> {
    let lang = ctx.lang;
    let reason = entered.of("reason");
    Ok(match entered.of("verdict") {
        "accept" => Asked::Decide(Decision::Accept, "accepted"),
        "reject" if reason.is_empty() || reason.chars().count() > LONGEST => {
            Asked::See(queue(lang, id, ("reason-needed", entered)))
        }
        "reject" => {
            let reason = reason.to_owned();
            Asked::Decide(Decision::Reject { reason }, "rejected")
        }
        "undo" => Asked::Decide(Decision::Undo, "undone"),
        "look" => Asked::See(again(ctx, id, entered, "")),
        "correct" => match correction(ctx, id, entered)? {
            Ok(correction) => Asked::Decide(Decision::Correct { correction }, "corrected"),
            Err(problem) => Asked::See(again(ctx, id, entered, problem.as_str())),
        },
        _ => return Err(PageError::Invalid { lang }),
    })
}

fn correction(
    ctx: &Context,
    id: ClaimId,
    entered: &Fields,
) -> Result<Result<vocabulary::Correction, correct::Problem>, PageError> {
    let view = ctx.view();
    let (held, at) = view.snapshot.claim(id).ok_or_else(|| ctx.missing())?;
    let source = view.snapshot.opened(held);
    let stored = source.claims.get(at).ok_or_else(|| ctx.missing())?;
    Ok(correct::correction(entered, &stored.claim, view.places))
}

/// The page of the claim with everything that was entered.
fn again(ctx: &Context, id: ClaimId, entered: &Fields, problem: &str) -> String {
    let shown = entered
        .0
        .iter()
        .filter(|(name, _)| name != "verdict" && name != "reason");
    let mut fields: Vec<(&str, &str)> = shown.map(|(name, value)| (name.as_str(), value.trim())).collect();
    fields.push(("problem", problem));
    urls::filtered(&urls::review_claim(ctx.lang, id), &fields)
}

/// The queue with what was done, so that it can be taken back; still the reader's own part of it where it was.
fn queue(lang: crate::Lang, id: ClaimId, (done, entered): (&str, &Fields)) -> String {
    urls::filtered(
        &urls::plain(lang, "review"),
        &[
            ("done", done),
            ("claim", &id.to_string()),
            ("whose", entered.of("whose")),
        ],
    )
}

/// `POST /{lang}/review/sources/{id}`: accepts what is sure of a source, or takes that back as a whole.
pub(crate) async fn decide_source(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let source: SourceId = ctx.id()?;
    let owner = ctx.view().snapshot.source(source).map(|read| read.owner);
    let owner = owner.ok_or_else(|| ctx.missing())?;
    ctx.need(Action::Decide, &Resource::Claim { owner })?;
    let (word, count, write) = decided_together(&ctx, source, &fields).await?;
    ctx.refresh().await?;
    let filters = [
        ("source", source.to_string()),
        ("done", word.to_owned()),
        ("count", count.to_string()),
        ("write", write),
    ];
    let filters = filters.each_ref().map(|(name, value)| (*name, value.as_str()));
    Ok(to(&urls::filtered(&urls::plain(lang, "review"), &filters)))
}

/// What was done, to how many claims, by which write.
async fn decided_together(
    ctx: &Context,
    source: SourceId,
    entered: &Fields,
) -> Result<(&'static str, usize, String), PageError> {
    let lang = ctx.lang;
    let invalid = || PageError::Invalid { lang };
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let act = desk.act(&by, &now);
    let failed = |error: RegisterError| ours(lang, error);
    match entered.of("verdict") {
        "accept" => {
            let hundredths: u8 = entered.of("at-least").parse().map_err(|_| invalid())?;
            if !(1..=100).contains(&hundredths) {
                return Err(invalid());
            }
            let at_least = f32::from(hundredths) / 100.0;
            let register = &desk.register;
            let bulk = register
                .accept_all(source, at_least, ctx.site.places(), act)
                .await;
            let bulk = bulk.map_err(failed)?;
            Ok(("together", bulk.claims, bulk.write.to_string()))
        }
        "undo" => {
            let write: Uuid = entered.of("write").parse().map_err(|_| invalid())?;
            let undone = desk.register.undo_write((source, write), act).await;
            Ok(("together-undone", undone.map_err(failed)?, String::new()))
        }
        _ => Err(invalid()),
    }
}
