//! The feeds of stories and partnerships, in Atom and JSON Feed 1.1, one of each per language.
//!
//! # Invariants
//! - An entry's id is its permanent address, so that a renamed page is not a new entry.
//! - Days without an hour count from midnight UTC; entries without any day are left out.

use crate::context::Context;
use crate::errors::PageError;
use crate::parts::Said;
use crate::urls;
use crate::view::cut;
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use vocabulary::{Day, Evidence};

/// Most entries of a feed.
const ENTRIES: usize = 50;

/// One entry.
struct Entry {
    id: String,
    url: String,
    title: Said,
    summary: String,
    day: Day,
}

impl Entry {
    fn at(&self) -> String {
        format!("{}T00:00:00Z", self.day.first())
    }
}

/// The Atom document.
#[derive(Template)]
#[template(path = "feed.xml")]
struct AtomFeed {
    tag: &'static str,
    title: String,
    subtitle: String,
    home: String,
    own: String,
    rights: String,
    updated: String,
    entries: Vec<Entry>,
}

/// The newest stories and partnerships, newest first.
fn entries(ctx: &Context) -> Vec<Entry> {
    let view = ctx.view();
    let address = ctx.site.address();
    let record = view.snapshot.record();
    let stories = record.stories.iter().filter_map(|story| {
        let summary = story
            .summary
            .as_ref()
            .map(|summary| cut(&view.text(summary).words, Evidence::QUOTE_LIMIT));
        Some(Entry {
            id: format!("{address}{}", urls::permanent(story.id)),
            url: format!("{address}{}", urls::story(ctx.lang, story.id)),
            title: view.text(&story.title),
            summary: summary.unwrap_or_default(),
            day: story.published?,
        })
    });
    let live = record.partnerships.iter().filter(|found| found.status.is_live());
    let partnerships = live.filter_map(|found| {
        let row = view.partnership(found);
        Some(Entry {
            id: format!("{address}{}", urls::permanent(found.id)),
            url: format!("{address}{}", row.url),
            title: Said {
                words: row.label,
                language: ctx.lang.tag().to_owned(),
                note: None,
            },
            summary: format!("{} · {}", row.kind, row.status.word),
            day: found.main_day()?,
        })
    });
    let mut entries: Vec<Entry> = stories.chain(partnerships).collect();
    entries.sort_by(|left, right| (right.day, &left.id).cmp(&(left.day, &right.id)));
    entries.truncate(ENTRIES);
    entries
}

/// `GET /{lang}/feed.atom`
pub(crate) async fn atom(ctx: Context) -> Result<Response, PageError> {
    let entries = entries(&ctx);
    let address = ctx.site.address();
    let feed = AtomFeed {
        tag: ctx.lang.tag(),
        title: ctx.lang.t("feed-title"),
        subtitle: ctx.lang.t("site-description"),
        home: format!("{address}{}", urls::home(ctx.lang)),
        own: format!("{address}{}", urls::atom(ctx.lang)),
        rights: format!("{} {}", crate::data::LICENCE, ctx.lang.t("attribution")),
        updated: entries
            .first()
            .map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), Entry::at),
        entries,
    };
    match feed.render() {
        Ok(xml) => Ok((
            [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")],
            xml,
        )
            .into_response()),
        Err(error) => Err(PageError::Ours {
            lang: ctx.lang,
            source: Box::new(error),
        }),
    }
}

/// `GET /{lang}/feed.json`
pub(crate) async fn json(ctx: Context) -> Result<Response, PageError> {
    let address = ctx.site.address();
    let items: Vec<Value> = entries(&ctx)
        .into_iter()
        .map(|entry| {
            json!({
                "id": entry.id,
                "url": entry.url,
                "title": entry.title.words,
                "language": entry.title.language,
                "content_text": entry.summary,
                "date_published": entry.at(),
            })
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": ctx.lang.t("feed-title"),
        "description": ctx.lang.t("site-description"),
        "home_page_url": format!("{address}{}", urls::home(ctx.lang)),
        "feed_url": format!("{address}{}", urls::json_feed(ctx.lang)),
        "language": ctx.lang.tag(),
        "_licence": crate::data::LICENCE,
        "_attribution": ctx.lang.t("attribution"),
        "items": items,
    });
    Ok((
        [(header::CONTENT_TYPE, "application/feed+json")],
        feed.to_string(),
    )
        .into_response())
}
