//! The page that says what went wrong and what to do next.
//!
//! # Invariants
//! It never fails and never asks the record: whatever stands on it is given.

use super::Layout;
use crate::parts::LinkView;
use crate::words::Lang;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// What may have been meant.
pub(crate) struct Near {
    pub(crate) link: LinkView,
    /// What it is.
    pub(crate) about: String,
    pub(crate) code: String,
}

/// What helps on, beside the words of the page.
#[derive(Default)]
pub(crate) struct Help {
    /// What stands in the search box.
    pub(crate) searched: String,
    /// The number of the report of a fault of ours.
    pub(crate) report: String,
    /// What was asked for behind the language, so that the other languages say the same of it.
    pub(crate) path: String,
    pub(crate) near: Vec<Near>,
}

/// A page for what could not be given.
#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage {
    page: Layout,
    text: String,
    advice: String,
    report: String,
    near: Vec<Near>,
}

/// The error page as an answer; `sort` is `missing`, `gone`, `invalid`, `forbidden`, `full`, `busy`, `ours`, `several`,
/// `unnamed` or `uncoded`.
pub(crate) fn page(lang: Lang, status: StatusCode, sort: &str, help: Help) -> Response {
    let path = if help.path.starts_with('/') {
        help.path
    } else {
        "/".to_owned()
    };
    let page = ErrorPage {
        page: Layout {
            lang,
            title: lang.word("error-title", sort),
            description: lang.t("site-description"),
            path,
            asked: String::new(),
            site: String::new(),
            searched: help.searched,
            signed: None,
        },
        text: lang.word("error-text", sort),
        advice: lang.word("error-advice", sort),
        report: help.report,
        near: help.near,
    };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => status.into_response(),
    }
}
