//! The pages of plain words: about, legal notice, accessibility statement; and the data page.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::files::{self, Table};
use crate::urls;
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
        let long = ctx
            .lang
            .n("retention-days", usize::try_from(rule.days).unwrap_or(0));
        let row = (ctx.lang.word("retention-of", rule.table), long);
        if !page.kept.contains(&row) {
            page.kept.push(row);
        }
    }
    render(ctx.lang, &page)
}

/// `GET /{lang}/accessibility`
pub(crate) async fn accessibility(ctx: Context) -> Result<Response, PageError> {
    text(&ctx, "accessibility", &["state", "map", "contact"])
}

/// A file of the data page with its columns.
pub(crate) struct FileRow {
    pub(crate) name: &'static str,
    pub(crate) url: String,
    pub(crate) what: String,
    /// Column and meaning.
    pub(crate) columns: Vec<(&'static str, String)>,
}

/// The data page.
#[derive(Template)]
#[template(path = "pages/data.html")]
pub(crate) struct DataPage {
    pub(crate) page: Layout,
    pub(crate) files: Vec<FileRow>,
    pub(crate) feeds: Vec<(String, &'static str)>,
    pub(crate) openapi: &'static str,
    pub(crate) api: Vec<(&'static str, String)>,
    pub(crate) licence: &'static str,
    pub(crate) licence_url: &'static str,
}

/// `GET /{lang}/data`
pub(crate) async fn data(ctx: Context) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let table = |table: &Table| FileRow {
        name: table.name,
        url: urls::file(table.name),
        what: lang.word("file", table.key),
        columns: table
            .columns
            .iter()
            .map(|column| (*column, lang.word("column", column)))
            .collect(),
    };
    let mut files: Vec<FileRow> = files::TABLES.iter().map(table).collect();
    files.push(FileRow {
        name: "partnerships.geojson",
        url: urls::file("partnerships.geojson"),
        what: lang.t("file-geojson"),
        columns: Vec::new(),
    });
    let page = DataPage {
        page: ctx.layout(&lang.t("data-title")),
        files,
        feeds: vec![
            (urls::atom(lang), "Atom"),
            (urls::json_feed(lang), "JSON Feed 1.1"),
        ],
        openapi: urls::OPENAPI,
        api: crate::api::ROUTES
            .iter()
            .map(|route| (route.path, lang.word("api", route.key)))
            .collect(),
        licence: files::LICENCE,
        licence_url: files::LICENCE_URL,
    };
    render(lang, &page)
}
