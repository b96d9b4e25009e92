//! Programmes: the list with the calls beside it, and the page of one.

use super::home::call_card;
use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{Card, CardList, LinkView, PartnershipTable, QuoteList};
use crate::snapshot::Facet;
use crate::urls;
use crate::view::View;
use crate::words::number;
use askama::Template;
use axum::response::Response;
use vocabulary::{Programme, ProgrammeId};

/// The list of programmes and calls.
#[derive(Template)]
#[template(path = "pages/programmes.html")]
pub(crate) struct ProgrammesPage {
    pub(crate) page: Layout,
    pub(crate) programmes: CardList,
    pub(crate) calls: CardList,
}

/// The page of a programme.
#[derive(Template)]
#[template(path = "pages/programme.html")]
pub(crate) struct ProgrammePage {
    pub(crate) page: Layout,
    pub(crate) partnerships: PartnershipTable,
    pub(crate) calls: CardList,
    pub(crate) proof: QuoteList,
}

fn card(view: &View<'_>, programme: &Programme) -> Card {
    let count = view.snapshot.facets().count(&Facet::Programme(programme.id));
    Card {
        link: LinkView {
            url: urls::programme(view.lang, programme.id),
            words: View::said(&programme.name, None),
        },
        over: view.lang.t("programme-over"),
        day: None,
        summary: None,
        figure: Some(
            view.lang
                .say("programme-partnerships", &[("count", number(count))]),
        ),
        chip: None,
    }
}

/// `GET /{lang}/programmes`
pub(crate) async fn list(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let record = view.snapshot.record();
    let page = ProgrammesPage {
        page: ctx.layout(&ctx.lang.t("programmes-title")),
        programmes: CardList {
            cards: record.programmes.iter().map(|found| card(&view, found)).collect(),
        },
        calls: CardList {
            cards: record.calls.iter().map(|call| call_card(&view, call)).collect(),
        },
    };
    render(ctx.lang, &page)
}

/// `GET /{lang}/programmes/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: ProgrammeId = ctx.id()?;
    let view = ctx.view();
    let found = view.snapshot.programme(id).ok_or_else(|| ctx.missing())?;
    let record = view.snapshot.record();
    let partnerships = record
        .partnerships
        .iter()
        .filter(|found| found.programme == Some(id));
    let calls = record.calls.iter().filter(|call| call.programme == Some(id));
    let page = ProgrammePage {
        page: ctx.layout(&found.name),
        partnerships: PartnershipTable {
            lang: ctx.lang,
            caption: ctx.lang.t("programme-matched"),
            rows: partnerships.map(|found| view.row(found)).collect(),
        },
        calls: CardList {
            cards: calls.map(|call| call_card(&view, call)).collect(),
        },
        proof: QuoteList {
            quotes: view.quotes(&found.evidence),
        },
    };
    render(ctx.lang, &page)
}
