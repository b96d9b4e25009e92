//! The router and the server around it: limits, deadlines, compression, security headers.
//!
//! # Invariants
//! - Every route of the router stands in [`crate::routes::ROUTES`] with its access rule; the router is built from it.
//! - A page may load from our own origin only, has no inline script or style, and turns no string into a script.

use crate::cache;
use crate::data::nightly;
use crate::errors::{self, PublishError};
use crate::feeds::Form;
use crate::imports::upload;
use crate::limits;
use crate::negotiate;
use crate::once;
use crate::pages::error::{Help, page};
use crate::people::guard;
use crate::people::typed::LARGEST;
use crate::routes::ROUTES;
use crate::site::Site;
use crate::urls;
use crate::withdrawn;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use std::any::Any;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

/// Longest time that the record may take to say where it stands.
const LONGEST_QUESTION: Duration = Duration::from_secs(2);
/// Longest time for an answer.
const LONGEST_ANSWER: Duration = Duration::from_secs(15);

const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; \
base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
require-trusted-types-for 'script'; trusted-types default";

/// All pages, files and the API over one site.
pub fn router(site: Site) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let guard = middleware::from_fn_with_state((site.clone(), route.rule), guard::guard);
        let once = middleware::from_fn_with_state(site.clone(), once::once);
        let mut method: MethodRouter<Site> = route.serve.method().layer(once).layer(guard);
        let mut longest = LONGEST_ANSWER;
        if route.path == upload::PATH {
            longest = upload::LONGEST;
            method = method.layer(DefaultBodyLimit::max(upload::LARGEST));
        }
        let deadline = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, longest);
        router = router.route(route.path, method.layer(deadline));
    }
    let layers = ServiceBuilder::new()
        .layer(middleware::from_fn(protected))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new().compress_when(unpacked()))
        .layer(middleware::from_fn_with_state(site.clone(), limits::limited))
        .layer(middleware::from_fn_with_state(site.clone(), cache::pages))
        .layer(middleware::from_fn_with_state(site.clone(), withdrawn::withdrawn))
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(LARGEST));
    router
        .fallback(nowhere)
        .method_not_allowed_fallback(not_so)
        .layer(layers)
        .with_state(site)
}

/// A fault of ours that no code foresaw is a page with a report number like any other.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the box over")]
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    let words = words
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or_default();
    errors::ours(crate::Lang::Fr, words)
}

/// What is worth packing: not what is packed already, as workbooks and archives are.
fn unpacked() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/vnd."))
        .and(NotForContentType::const_new("application/zip"))
}

/// Says that nothing stands at an address.
pub(crate) async fn nowhere(headers: HeaderMap, uri: Uri) -> Response {
    let first = uri.path().split('/').nth(1).unwrap_or_default();
    if first == "api" || first == "data" {
        return crate::api::problem(StatusCode::NOT_FOUND, "no-such-address");
    }
    let lang = crate::Lang::named(first).unwrap_or_else(|| negotiate::language(&headers));
    errors::missing(lang, uri.path())
}

/// An address that is asked in a way that it does not know; which it knows stands in `Allow`.
async fn not_so(headers: HeaderMap, uri: Uri) -> Response {
    const STATUS: StatusCode = StatusCode::METHOD_NOT_ALLOWED;
    if is_open(uri.path()) {
        return crate::api::problem(STATUS, "not-so");
    }
    let lang = guard::language(&uri, &headers);
    page(lang, STATUS, "invalid", Help::default())
}

/// Whether programs of other sites may read what stands at a path: the API, the files of open data, the feeds.
pub(crate) fn is_open(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_feed = last.strip_prefix("feed.");
    let is_feed = is_feed.is_some_and(|ending| Form::ALL.iter().any(|form| form.ending() == ending));
    is_feed || path == urls::OEMBED || ["/api/", "/data/"].iter().any(|start| path.starts_with(start))
}

/// Sets the headers that protect readers, and opens data for reading from other sites.
async fn protected(request: Request, next: Next) -> Response {
    let open = is_open(request.uri().path());
    if open && request.method() == Method::OPTIONS {
        let headers = [
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match"),
            (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        ];
        return (StatusCode::NO_CONTENT, headers).into_response();
    }
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    );
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    if open {
        set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        set(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            "ETag, Link, RateLimit, RateLimit-Policy, Retry-After",
        );
    }
    answer
}

/// `GET /health`
pub(crate) async fn health(axum::extract::State(site): axum::extract::State<Site>) -> Response {
    let position = site.state().snapshot.position();
    axum::Json(serde_json::json!({ "status": "ok", "position": position })).into_response()
}

/// `GET /ready`: whether the record answers. A node that lost it shows the pages of its last snapshot, and takes no writes.
pub(crate) async fn ready(axum::extract::State(site): axum::extract::State<Site>) -> Response {
    let asked = tokio::time::timeout(LONGEST_QUESTION, site.record().position());
    if let Ok(Ok(position)) = asked.await {
        let shown = site.state().snapshot.position();
        let said = serde_json::json!({ "status": "ready", "position": position, "shown": shown });
        axum::Json(said).into_response()
    } else {
        let said = serde_json::json!({ "status": "no record" });
        (StatusCode::SERVICE_UNAVAILABLE, axum::Json(said)).into_response()
    }
}

/// Serves the site until `shutdown` resolves, following the record all the while.
pub async fn serve(
    listener: TcpListener,
    site: Site,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), PublishError> {
    let following = tokio::spawn(site.clone().follow());
    let nightly = tokio::spawn(nightly::keep(site.clone()));
    let closing = site.clone();
    let shutdown = async move {
        shutdown.await;
        closing.close();
    };
    let service = router(site).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service)
        .with_graceful_shutdown(shutdown)
        .await;
    following.abort();
    nightly.abort();
    served.map_err(|source| PublishError::Stopped { source })
}
