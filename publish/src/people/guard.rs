//! Before every route: who asks, and whether the route's rule lets them in.
//!
//! # Invariants
//! - A route whose rule needs a person is never reached without one; what the rule says of one entity, the handler asks.
//! - Whoever has to sign in first comes back to where they were, with what they had typed.

use super::cookie;
use super::typed::{Fields, LARGEST, POSTED_TO};
use crate::errors::PageError;
use crate::negotiate;
use crate::pages::sign_in;
use crate::routes::Rule;
use crate::site::Site;
use crate::urls;
use crate::words::Lang;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use register::Actor;
use register::policy::{Decision, Who};

/// Who asks; a register that does not answer counts as nobody.
pub(crate) async fn who(site: &Site, headers: &HeaderMap) -> Who {
    let Some(secret) = cookie::session(headers) else {
        return Who::Anybody;
    };
    let desk = site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let found = desk
        .register
        .signed_in(secret, &desk.sessions, desk.act(&by, &now))
        .await;
    match found {
        Ok(Some(person)) => Who::Person(Box::new(person)),
        Ok(None) => Who::Anybody,
        Err(error) => {
            tracing::warn!(%error, "a session could not be checked");
            Who::Anybody
        }
    }
}

/// Who acts while nobody is signed in yet.
pub(crate) fn doorkeeper() -> Actor {
    Actor::Rule {
        name: "sign-in".to_owned(),
    }
}

/// Lets a request through to its route, or not.
pub(crate) async fn guard(
    State((site, rule)): State<(Site, Rule)>,
    mut request: Request,
    next: Next,
) -> Response {
    let who = who(&site, request.headers()).await;
    match rule.decision(&who) {
        Decision::Allowed => {
            request.extensions_mut().insert(who);
            next.run(request).await
        }
        Decision::Refused => PageError::Forbidden {
            lang: language(request.uri(), request.headers()),
        }
        .into_response(),
        Decision::SignInFirst => sign_in_first(&site, request).await,
    }
}

/// The way to the sign-in page, or the page itself where something was posted.
async fn sign_in_first(site: &Site, request: Request) -> Response {
    let lang = language(request.uri(), request.headers());
    let asked = request
        .uri()
        .path_and_query()
        .map_or("/", |whole| whole.as_str())
        .to_owned();
    if request.method() == Method::GET || request.method() == Method::HEAD {
        return to(&urls::filtered(
            &urls::plain(lang, "sign-in"),
            &[("back", &asked)],
        ));
    }
    let from = form_page(request.headers(), lang);
    // Files are given again; what cannot be kept is not read.
    if !is_plain_form(request.headers()) {
        return to(&urls::filtered(&urls::plain(lang, "sign-in"), &[("back", &from)]));
    }
    let Ok(body) = to_bytes(request.into_body(), LARGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let mut fields = Fields::read(&body);
    // Passwords and codes are typed anew.
    fields
        .0
        .retain(|(name, _)| !name.contains("password") && name != "code");
    fields.0.push((POSTED_TO.to_owned(), asked));
    sign_in::interrupted(site, lang, &from, &fields)
}

fn is_plain_form(headers: &HeaderMap) -> bool {
    let sort = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    !sort.is_some_and(|sort| sort.trim().starts_with("multipart/"))
}

/// The page that a form was posted from, as the browser says it; only a page of ours counts.
fn form_page(headers: &HeaderMap, lang: Lang) -> String {
    let referrer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let uri: Option<Uri> = referrer.and_then(|text| text.parse().ok());
    let path = uri
        .as_ref()
        .and_then(Uri::path_and_query)
        .map(PathAndQuery::as_str);
    path.filter(|path| is_ours(path))
        .map_or_else(|| urls::plain(lang, "account"), ToOwned::to_owned)
}

/// Whether a way back leads to a page of this site and nowhere else.
pub(crate) fn is_ours(path: &str) -> bool {
    let first = path
        .strip_prefix('/')
        .and_then(|rest| rest.split(['/', '?']).next());
    first.is_some_and(|first| Lang::named(first).is_some())
        && path.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

/// The language of an address, else of the reader.
pub(crate) fn language(uri: &Uri, headers: &HeaderMap) -> Lang {
    let first = uri.path().split('/').nth(1).unwrap_or_default();
    Lang::named(first).unwrap_or_else(|| negotiate::language(headers))
}

/// “See there”, kept by nobody.
pub(crate) fn to(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or_else(|_| HeaderValue::from_static("/"));
    let headers = [
        (header::LOCATION, location),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        ),
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_to_our_own_pages_only() {
        for path in ["/fr/review", "/uk/account?kept=1", "/en/", "/fr"] {
            assert!(is_ours(path), "{path}");
        }
        for path in [
            "",
            "fr/review",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/fr/",
            "/de/",
            "/fr/a\r\nb",
        ] {
            assert!(!is_ours(path), "{path}");
        }
    }
}
