//! The page of what happened to an account.
//!
//! # Invariants
//! Only its owner sees it.

use super::{Layout, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::people::sign_in::ours;
use askama::Template;
use axum::response::Response;

/// How many events a page shows.
const MOST: u64 = 100;

/// Something that happened.
pub(crate) struct EventRow {
    pub(crate) what: String,
    pub(crate) detail: String,
    pub(crate) at: String,
}

/// What happened to an account, the newest first.
#[derive(Template)]
#[template(path = "pages/events.html")]
pub(crate) struct EventsPage {
    pub(crate) page: Layout,
    pub(crate) events: Vec<EventRow>,
}

/// `GET /{lang}/account/history`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let events = ctx
        .site
        .desk()
        .register
        .account_events(ctx.person()?.account, MOST)
        .await;
    let events = events.map_err(|error| ours(lang, error))?;
    let row = |event: &register::people::AccountEvent| EventRow {
        what: lang.word("account-event", event.what.as_str()),
        detail: event.detail.clone(),
        at: figures::instant(lang, &event.at),
    };
    let page = EventsPage {
        page: ctx.layout(&lang.t("events-title")),
        events: events.iter().map(row).collect(),
    };
    render_private(lang, &page)
}
