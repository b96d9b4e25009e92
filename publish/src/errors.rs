//! What went wrong, as a page that helps: missing, gone, not valid, not allowed, no room, not now, or ours with a report number.
//!
//! # Invariants
//! A reader sees what to do next and, for our own faults, a number; the chain of errors goes to the log only.

use crate::pages::error::{self, Help};
use crate::words::Lang;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use register::RegisterError;
use std::error::Error;
use std::io::ErrorKind;
use uuid::Uuid;

/// Why the server could not be run.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file of the export could not be made.
    #[error(
        "{name} could not be exported: the site answered {status}; run `jumelage check` and look at the log"
    )]
    NotExported {
        /// Which file.
        name: String,
        /// The status of the answer.
        status: u16,
    },
    /// A file of open data could not be made.
    #[error("{name} could not be made")]
    NotMade {
        /// Which file.
        name: String,
        /// Why.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// The listener failed while the site was served.
    #[error("the site stopped answering on its address")]
    Stopped {
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

/// Why a page could not be given.
#[derive(Debug)]
pub(crate) enum PageError {
    /// Nothing stands at this address.
    Missing { lang: Lang, path: String },
    /// What stood here stands at another address now.
    Moved { address: String },
    /// Something stood there and does so no more.
    Gone { lang: Lang, path: String },
    /// The form or address says something impossible.
    Invalid { lang: Lang },
    /// Only reviewers may see this.
    Forbidden { lang: Lang },
    /// The place for given files took one of them not.
    Unkept { lang: Lang, source: std::io::Error },
    /// Our fault.
    Ours {
        lang: Lang,
        source: Box<dyn Error + Send + Sync>,
    },
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match self {
            Self::Missing { lang, path } => missing(lang, &path),
            Self::Moved { address } => crate::negotiate::to(StatusCode::SEE_OTHER, &address),
            Self::Gone { lang, path } => gone(lang, &path),
            Self::Invalid { lang } => error::page(lang, StatusCode::BAD_REQUEST, "invalid", Help::default()),
            Self::Forbidden { lang } => {
                error::page(lang, StatusCode::FORBIDDEN, "forbidden", Help::default())
            }
            Self::Unkept { lang, source } if source.kind() == ErrorKind::StorageFull => full(lang, &source),
            Self::Unkept { lang, source } => busy(lang, &source),
            Self::Ours { lang, source } => failed(lang, &*source),
        }
    }
}

/// The page for what the record could not do: no room, not reached for now, or a fault of ours.
pub(crate) fn failed(lang: Lang, error: &(dyn Error + 'static)) -> Response {
    match record_error(error) {
        Some(RegisterError::DiskFull { .. } | RegisterError::ReadOnly { .. }) => full(lang, error),
        Some(RegisterError::Locked { .. } | RegisterError::CannotOpen { .. }) => busy(lang, error),
        _ => ours(lang, &chain(error)),
    }
}

/// The page for what found no room.
fn full(lang: Lang, error: &(dyn Error + 'static)) -> Response {
    tracing::error!(error = %chain(error), "there was no room for a write");
    error::page(lang, StatusCode::INSUFFICIENT_STORAGE, "full", Help::default())
}

/// The page for what could not be kept for now.
fn busy(lang: Lang, error: &(dyn Error + 'static)) -> Response {
    tracing::error!(error = %chain(error), "a write was not taken");
    let mut answer = error::page(lang, StatusCode::SERVICE_UNAVAILABLE, "busy", Help::default());
    let seconds = HeaderValue::from_static("5");
    answer.headers_mut().insert(header::RETRY_AFTER, seconds);
    answer
}

/// What the record said, behind whatever was said since.
fn record_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a RegisterError> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        cause = error.source();
    }
    None
}

/// The page for a fault of ours: a number for the reader, what happened for the log.
pub(crate) fn ours(lang: Lang, happened: &str) -> Response {
    let report = Uuid::now_v7().simple().to_string();
    tracing::error!(%report, error = %happened, "a page could not be made");
    let help = Help {
        report,
        ..Help::default()
    };
    error::page(lang, StatusCode::INTERNAL_SERVER_ERROR, "ours", help)
}

/// The error with all its causes, for the log.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

/// The page for an address where nothing stands; its search box holds the words of the address.
pub(crate) fn missing(lang: Lang, path: &str) -> Response {
    let words = path
        .rsplit('/')
        .find(|segment| !segment.is_empty())
        .unwrap_or_default()
        .replace(['-', '_', '+'], " ");
    // A key or an escaped address helps nobody as a search.
    let words = if words.len() > 40 || words.contains('%') {
        String::new()
    } else {
        words
    };
    let help = Help {
        searched: words,
        path: behind_language(path).to_owned(),
        ..Help::default()
    };
    error::page(lang, StatusCode::NOT_FOUND, "missing", help)
}

/// The page for an address where something stood that was withdrawn.
pub(crate) fn gone(lang: Lang, path: &str) -> Response {
    let help = Help {
        path: behind_language(path).to_owned(),
        ..Help::default()
    };
    error::page(lang, StatusCode::GONE, "gone", help)
}

/// A path without the language that it may start with.
fn behind_language(path: &str) -> &str {
    let tag = path.split('/').nth(1).unwrap_or_default();
    let rest = Lang::named(tag).and_then(|_| path.strip_prefix('/')?.strip_prefix(tag));
    rest.unwrap_or(path)
}
