//! The page that says what went wrong and what to do next.

use super::Layout;
use crate::urls;
use crate::words::Lang;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// A page for what could not be given.
#[derive(Template)]
#[template(path = "pages/error.html")]
pub(crate) struct ErrorPage {
    pub(crate) page: Layout,
    pub(crate) text: String,
    pub(crate) advice: String,
    pub(crate) report: String,
    pub(crate) search: String,
}

impl ErrorPage {
    /// `sort` is `missing`, `gone`, `invalid`, `forbidden`, `full`, `busy` or `ours`.
    pub(crate) fn new(lang: Lang, sort: &str, searched: &str, report: &str) -> Self {
        Self {
            page: Layout {
                lang,
                title: lang.word("error-title", sort),
                description: lang.t("site-description"),
                path: "/".to_owned(),
                asked: String::new(),
                site: String::new(),
                searched: searched.to_owned(),
                signed: None,
            },
            text: lang.word("error-text", sort),
            advice: lang.word("error-advice", sort),
            report: report.to_owned(),
            search: urls::plain(lang, "search"),
        }
    }
}

/// The error page as an answer.
pub(crate) fn page(lang: Lang, status: StatusCode, sort: &str, searched: &str, report: &str) -> Response {
    match ErrorPage::new(lang, sort, searched, report).render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => status.into_response(),
    }
}
