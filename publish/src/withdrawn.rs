//! Pages of what stood in the record once: an address with a key that the change log saw removed says “gone” for ever, not
//! “missing”.
//!
//! # Invariants
//! Only an answer that is “missing” already costs a look into the log, and none where the address has no key.

use crate::errors;
use crate::negotiate;
use crate::site::Site;
use crate::words::Lang;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use uuid::Uuid;

/// The folders of pages with the kind of entity whose pages they hold.
const FOLDERS: [(&str, &str); 10] = [
    ("partnerships", "partnership"),
    ("organisations", "organisation"),
    ("programmes", "programme"),
    ("calls", "call"),
    ("alliances", "alliance"),
    ("campaigns", "campaign"),
    ("projects", "project"),
    ("grants", "grant"),
    ("stories", "story"),
    ("sources", "source"),
];

/// The kind and key that an address of a page or a permanent address names.
fn named(path: &str) -> Option<(&str, Uuid)> {
    let mut segments = path.split('/').skip(1);
    let (first, folder, key) = (segments.next()?, segments.next()?, segments.next()?);
    if segments.next().is_some() {
        return None;
    }
    let kind = if first == "id" {
        folder
    } else {
        FOLDERS.into_iter().find(|(name, _)| *name == folder)?.1
    };
    Some((kind, key.parse().ok()?))
}

/// Says of what is missing whether it was withdrawn.
pub(crate) async fn withdrawn(State(site): State<Site>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let read = matches!(*request.method(), Method::GET | Method::HEAD);
    let headers = request.headers().clone();
    let answer = next.run(request).await;
    if !read || answer.status() != StatusCode::NOT_FOUND {
        return answer;
    }
    let Some((kind, key)) = named(&path) else {
        return answer;
    };
    let text = key.to_string();
    let last = site.desk().register.changes_of((kind, &text), None, 1).await;
    let removed = last.is_ok_and(|changes| changes.first().is_some_and(|change| change.what == "removed"));
    if !removed {
        return answer;
    }
    let first = path.split('/').nth(1).unwrap_or_default();
    let lang = Lang::named(first).unwrap_or_else(|| negotiate::language(&headers));
    errors::gone(lang, &path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_with_a_key_are_looked_up() {
        let key = "01900000-0000-7000-8000-000000000001";
        let found = |path: &str| named(path).map(|(kind, _)| kind.to_owned());
        assert_eq!(found(&format!("/fr/calls/{key}")).as_deref(), Some("call"));
        assert_eq!(found(&format!("/id/award/{key}")).as_deref(), Some("award"));
        assert_eq!(found(&format!("/fr/partnerships/{key}/state")), None);
        assert_eq!(found("/fr/authorities/fr-com-59350"), None);
        assert_eq!(found("/fr/calls/nonsense"), None);
    }
}
