//! The pages of plain words: about, legal notice.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use askama::Template;
use axum::response::Response;

/// A page of headed paragraphs.
#[derive(Template)]
#[template(path = "pages/text.html")]
pub(crate) struct TextPage {
    pub(crate) page: Layout,
    pub(crate) lead: String,
    /// Heading and paragraph.
    pub(crate) parts: Vec<(String, String)>,
    /// What is kept of people, and how long.
    pub(crate) kept: Vec<(String, String)>,
}

fn text(ctx: &Context, name: &str, parts: &[&str]) -> Result<Response, PageError> {
    render(ctx.lang, &words_of(ctx, name, parts))
}

fn words_of(ctx: &Context, name: &str, parts: &[&str]) -> TextPage {
    let words = |part: &str, end: &str| ctx.lang.t(&format!("{name}-{part}-{end}"));
    TextPage {
        page: ctx.layout(&ctx.lang.t(&format!("{name}-title"))),
        lead: ctx.lang.t(&format!("{name}-lead")),
        parts: parts
            .iter()
            .map(|part| (words(part, "title"), words(part, "text")))
            .collect(),
        kept: Vec::new(),
    }
}

/// `GET /{lang}/about`
pub(crate) async fn about(ctx: Context) -> Result<Response, PageError> {
    text(&ctx, "about", &["facts", "reading", "mistakes"])
}

/// `GET /{lang}/legal`
pub(crate) async fn legal(ctx: Context) -> Result<Response, PageError> {
    let mut page = words_of(&ctx, "legal", &["data", "quotes", "privacy"]);
    for rule in register::retention().iter().filter(|rule| rule.column.is_some()) {
        let days = usize::try_from(rule.days).unwrap_or(0);
        // 1,826 days are five years: up to one day more in each.
        let years = days / 365;
        let long = if years > 0 && days % 365 <= years {
            ctx.lang.n("retention-years", years)
        } else {
            ctx.lang.n("retention-days", days)
        };
        let row = (ctx.lang.word("retention-of", rule.table), long);
        if !page.kept.contains(&row) {
            page.kept.push(row);
        }
    }
    render(ctx.lang, &page)
}
