//! The reviewer's session and decisions: a token opens the session, forms accept, reject and undo claims.
//!
//! # Invariants
//! - The session secret stands in a cookie that no script and no other site can use.
//! - A decision is posted from our own pages only (the server refuses cross-site posts) and by a valid session.

use crate::context::Context;
use crate::errors::PageError;
use crate::negotiate;
use crate::site::{Decision, RecordError, Site};
use crate::urls;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use vocabulary::ClaimId;

const COOKIE: &str = "jumelage_review";
/// How long the cookie is kept, in seconds: a working day.
const KEPT: u32 = 12 * 3600;

/// The session secret of a request, if it carries one.
pub(crate) fn session(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value)
}

/// The reviewer who asks; a record that does not answer counts as no reviewer.
pub(crate) async fn reviewer(site: &Site, headers: &HeaderMap) -> Option<String> {
    let secret = session(headers)?;
    site.record().reviewer(secret).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "a reviewer's session could not be checked");
        None
    })
}

/// What `/review/open` is asked.
#[derive(Deserialize)]
pub(crate) struct Opening {
    #[serde(default)]
    token: String,
}

/// `GET /review/open?token=…`: trades the token for a session and goes to the queue.
pub(crate) async fn open(
    State(site): State<Site>,
    headers: HeaderMap,
    query: Result<Query<Opening>, QueryRejection>,
) -> Result<Response, PageError> {
    let lang = negotiate::language(&headers);
    let token = query.map(|query| query.0.token).unwrap_or_default();
    let secret = site
        .record()
        .redeem(&token)
        .await
        .map_err(|error| ours(lang, error))?;
    let secret = secret.ok_or(PageError::Forbidden { lang })?;
    let secure = if site.address().starts_with("https://") {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!("{COOKIE}={secret}; Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Strict{secure}");
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| PageError::Forbidden { lang })?;
    let mut answer = to_queue(&urls::plain(lang, "review"));
    answer.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(answer)
}

fn ours(lang: crate::Lang, error: RecordError) -> PageError {
    PageError::Ours {
        lang,
        source: Box::new(error),
    }
}

fn to_queue(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or_else(|_| HeaderValue::from_static("/"));
    let headers = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
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
    let reviewer = ctx.reviewer.clone().ok_or(PageError::Forbidden { lang })?;
    let id: ClaimId = ctx.id()?;
    let Form(form) = form.map_err(|_| PageError::Invalid { lang })?;
    let reason = form.reason.trim().to_owned();
    let (decision, done) = match form.verdict.as_str() {
        "accept" => (Decision::Accept, "accepted"),
        "reject" if !reason.is_empty() && reason.chars().count() <= 500 => {
            (Decision::Reject { reason }, "rejected")
        }
        "reject" => return Ok(to_queue(&queue(lang, id, "reason-needed"))),
        "undo" => (Decision::Undo, "undone"),
        _ => return Err(PageError::Invalid { lang }),
    };
    match ctx.site.record().decide(id, decision, &reviewer).await {
        Ok(()) => {}
        Err(RecordError::NotDecidable { .. }) => return Ok(to_queue(&queue(lang, id, "meanwhile"))),
        Err(RecordError::Incomplete { .. }) => return Ok(to_queue(&queue(lang, id, "incomplete"))),
        Err(RecordError::EditedSince) => return Ok(to_queue(&queue(lang, id, "edited"))),
        Err(error) => return Err(ours(lang, error)),
    }
    ctx.site.refresh().await.map_err(|error| ours(lang, error))?;
    Ok(to_queue(&queue(lang, id, done)))
}

/// The queue with what was done, so that it can be taken back.
fn queue(lang: crate::Lang, id: ClaimId, done: &str) -> String {
    urls::filtered(
        &urls::plain(lang, "review"),
        &[("done", done), ("claim", &id.to_string())],
    )
}
