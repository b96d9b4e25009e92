//! Problems as answers of the API, of files and of feeds (RFC 9457).
//!
//! In: a status and the name of a sort. Out: the document that says what is wrong and what to do.
//!
//! # Invariants
//! The texts are English, like the names of the API; a sort that is not listed is an address where nothing stands.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// An address that names the sort of problem.
    #[serde(rename = "type")]
    sort: String,
    /// In a few English words.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// What to do.
    detail: &'static str,
}

/// A sort of problem with what is wrong and what to do.
pub(crate) struct Sort {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) detail: &'static str,
}

/// Every sort of problem.
pub(crate) const SORTS: [Sort; 15] = [
    Sort {
        name: "no-such-entity",
        title: "No such entity",
        detail: "Check the key or code; /id/ addresses are permanent.",
    },
    Sort {
        name: "invalid-parameter",
        title: "Invalid parameter",
        detail: "See /api/openapi.json for the values it may take.",
    },
    Sort {
        name: "idempotency-key-unfit",
        title: "Unfit Idempotency-Key",
        detail: "Give 1 to 255 visible ASCII characters, fresh for each request.",
    },
    Sort {
        name: "too-large-for-a-key",
        title: "Too large for an Idempotency-Key",
        detail: "A request with a key may have 1 MiB.",
    },
    Sort {
        name: "request-under-way",
        title: "The same request is under way",
        detail: "Wait a few seconds and send it again with the same key.",
    },
    Sort {
        name: "idempotency-key-of-another-request",
        title: "The Idempotency-Key belongs to another request",
        detail: "A key names one request: send this one with a fresh key.",
    },
    Sort {
        name: "carried-out-before",
        title: "This request was carried out before",
        detail: "Its answer was lost: read what it was about to see the outcome; do not send it with another key.",
    },
    Sort {
        name: "too-many-requests",
        title: "Too many requests",
        detail: "Ask again after the seconds in Retry-After; /data/ has everything in files.",
    },
    Sort {
        name: "no-such-key",
        title: "No such key",
        detail: "Check the key or leave it out; keys are made and removed on the account page.",
    },
    Sort {
        name: "not-so",
        title: "Method not allowed",
        detail: "The methods that this address knows stand in the header Allow.",
    },
    Sort {
        name: "not-embeddable",
        title: "Not embeddable",
        detail: "The pages of authorities can be embedded: give the address of one as “url”.",
    },
    Sort {
        name: "no-such-form",
        title: "No such form",
        detail: "The answer is given as “json” or “xml”.",
    },
    Sort {
        name: "no-such-file",
        title: "No such file",
        detail: "/data/datapackage.json lists every file of open data.",
    },
    Sort {
        name: "being-made",
        title: "The file is being made",
        detail: "It is large and the record has changed: ask again after the seconds in Retry-After.",
    },
    Sort {
        name: "ours",
        title: "The server failed",
        detail: "Try again later; the failure was noted.",
    },
];

/// What is said of any other.
const NOWHERE: (&str, &str) = (
    "No such address",
    "See /api/openapi.json for the routes of the API.",
);

/// The address that names a sort.
pub(crate) fn urn(sort: &str) -> String {
    format!("urn:jumelage:problem:{sort}")
}

/// A problem as an answer.
pub(crate) fn problem(status: StatusCode, sort: &str) -> Response {
    let listed = SORTS.iter().find(|listed| listed.name == sort);
    let (title, detail) = listed.map_or(NOWHERE, |listed| (listed.title, listed.detail));
    let body = Problem {
        sort: urn(sort),
        title,
        status: status.as_u16(),
        detail,
    };
    let headers = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, headers, serde_json::to_string(&body).unwrap_or_default()).into_response()
}
