//! Writes that are carried out once: a request with an `Idempotency-Key` that comes again gets the first answer again.
//!
//! In: a request by somebody who is signed in. Out: its answer, or the answer that the key had before (with
//! `Idempotency-Replayed: true`), 409 while the first is under way, 422 where the key came with another request.
//!
//! After the draft “The Idempotency-Key HTTP Header Field” (draft-ietf-httpapi-idempotency-key-header).
//!
//! # Invariants
//! - The key reaches every write of the request through [`current`], so that no handler can forget it.
//! - An answer that hands out a session is not kept. One that blames us is not either, so that the request may be sent again.

use crate::people::guard;
use crate::site::Site;
use crate::{api, errors};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use register::policy::Who;
use register::{OnceAnswer, OnceKey, OnceRequest, OnceState};

/// The header that carries the key.
const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The header of an answer that was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// Longest key, in bytes.
const LONGEST_KEY: usize = 255;
/// Largest request that may carry a key, and largest answer that is kept, in bytes.
const LARGEST: usize = 1 << 20;
/// The headers that are kept with an answer.
const KEPT: [HeaderName; 4] = [
    header::CONTENT_TYPE,
    header::LOCATION,
    header::ETAG,
    header::CACHE_CONTROL,
];

tokio::task_local! {
    static CURRENT: OnceKey;
}

/// The key of the request that is being answered.
pub(crate) fn current() -> Option<OnceKey> {
    CURRENT.try_with(|key| *key).ok()
}

/// Answers a request with a key once; everything else passes.
pub(crate) async fn once(State(site): State<Site>, request: Request, next: Next) -> Response {
    let key = request.headers().get(KEY).cloned();
    let account = match request.extensions().get::<Who>() {
        Some(Who::Person(person)) => Some(person.account),
        _ => None,
    };
    let (Some(key), Some(account), true) = (key, account, request.method() == Method::POST) else {
        return next.run(request).await;
    };
    let Some(named) = key.to_str().ok().filter(|key| is_key(key)) else {
        return api::problem(StatusCode::BAD_REQUEST, "idempotency-key-unfit");
    };
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return api::problem(StatusCode::PAYLOAD_TOO_LARGE, "too-large-for-a-key");
    };
    let asked = asked(OnceKey::of(account, named), &parts, &body);
    let request = Request::from_parts(parts, Body::from(body));
    match site
        .desk()
        .register
        .begin_once(&asked, &(site.desk().now)())
        .await
    {
        Ok(OnceState::First) => first(&site, asked.key, request, next).await,
        Ok(OnceState::InHand) => api::problem(StatusCode::CONFLICT, "request-under-way"),
        Ok(OnceState::AnotherRequest) => api::problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "idempotency-key-of-another-request",
        ),
        Ok(OnceState::Answered(answer)) => again(answer),
        Ok(OnceState::CarriedOut { .. }) => api::problem(StatusCode::CONFLICT, "carried-out-before"),
        Err(error) => errors::failed(guard::language(request.uri(), request.headers()), &error),
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= LONGEST_KEY && key.chars().all(|c| c.is_ascii_graphic())
}

/// The request as it counts: what is asked, where, and as what.
fn asked(key: OnceKey, parts: &Parts, body: &Bytes) -> OnceRequest {
    let sort = parts.headers.get(header::CONTENT_TYPE);
    let address = parts.uri.to_string();
    let sort = sort.map_or(&[][..], HeaderValue::as_bytes);
    OnceRequest::new(key, &[address.as_bytes(), sort, body])
}

/// Carries the request out and keeps its answer.
async fn first(site: &Site, key: OnceKey, request: Request, next: Next) -> Response {
    let answer = CURRENT.scope(key, next.run(request)).await;
    let (parts, body) = answer.into_parts();
    let keeps = !parts.status.is_server_error() && !parts.headers.contains_key(header::SET_COOKIE);
    let register = &site.desk().register;
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return api::problem(StatusCode::INTERNAL_SERVER_ERROR, "ours");
    };
    let kept = if keeps {
        let answer = OnceAnswer {
            status: parts.status.as_u16(),
            headers: kept_headers(&parts.headers),
            body: body.to_vec(),
        };
        register.answer_once(key, answer).await
    } else {
        register.release_once(key).await
    };
    if let Err(error) = kept {
        // The request was carried out and the sender must hear so; a second one hears that it was.
        tracing::warn!(%error, "an answer could not be kept");
    }
    Response::from_parts(parts, Body::from(body))
}

fn kept_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let one = |name: &HeaderName| {
        let value = headers.get(name)?.to_str().ok()?;
        Some((name.to_string(), value.to_owned()))
    };
    KEPT.iter().filter_map(one).collect()
}

/// The answer that was given before.
fn again(answer: OnceAnswer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = (status, answer.body).into_response();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    for (name, value) in answer.headers {
        let pair = name
            .parse::<HeaderName>()
            .ok()
            .zip(HeaderValue::from_str(&value).ok());
        if let Some((name, value)) = pair {
            headers.insert(name, value);
        }
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    response
}
