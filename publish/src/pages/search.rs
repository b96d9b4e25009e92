//! The search page: a question, the bodies it may mean, everything else that matches, each with its reason.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::search::{Found, search};
use crate::view::cut;
use askama::Template;
use axum::response::Response;

/// Longest question that is looked at, in characters.
const LONGEST: usize = 200;

/// The search page.
#[derive(Template)]
#[template(path = "pages/search.html")]
pub(crate) struct SearchPage {
    pub(crate) page: Layout,
    pub(crate) question: String,
    pub(crate) found: Found,
    pub(crate) count: String,
}

/// `GET /{lang}/search?q=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let question = cut(ctx.query("q"), LONGEST);
    let view = ctx.view();
    let found = search(&view, &question);
    let title = if question.is_empty() {
        ctx.lang.t("search-title")
    } else {
        ctx.lang.with("search-title-for", &question)
    };
    let mut layout = ctx.layout(&title);
    layout.searched.clone_from(&question);
    let page = SearchPage {
        page: layout,
        count: ctx
            .lang
            .n("search-count", found.bodies.len() + found.others.len()),
        question,
        found,
    };
    render(ctx.lang, &page)
}
