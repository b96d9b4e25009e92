//! The card of an authority: its partnerships in force, small, for the frames of other sites.
//!
//! # Invariants
//! - It runs nothing, loads its style alone, and may stand in a frame of any site; no other page may.
//! - Its links open a new tab, so that the page around it stays.

use super::authority::{find, same_body};
use super::render;
use crate::assets;
use crate::context::Context;
use crate::errors::PageError;
use crate::negotiate::moved;
use crate::parts::Said;
use crate::urls;
use crate::view::View;
use crate::words::Lang;
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use std::cmp::Reverse;
use vocabulary::{Authority, AuthorityCode, Partnership, PartyRef};

/// Most partnerships that a card shows.
const MOST: usize = 5;
/// Nothing but a style may be loaded; any site may show it.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *; \
require-trusted-types-for 'script'";

/// A partnership of the card.
pub(crate) struct CardRow {
    pub(crate) url: String,
    /// The partners.
    pub(crate) with: String,
    /// Where they are, and since when.
    pub(crate) about: String,
}

/// The card.
#[derive(Template)]
#[template(path = "pages/card.html")]
pub(crate) struct CardPage {
    pub(crate) lang: Lang,
    pub(crate) style: String,
    pub(crate) canonical: String,
    pub(crate) url: String,
    pub(crate) name: Said,
    pub(crate) about: String,
    pub(crate) count: String,
    pub(crate) rows: Vec<CardRow>,
    /// How many more there are; empty where there are none.
    pub(crate) more: String,
}

/// `GET /{lang}/authorities/{code}/card`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let code: AuthorityCode = ctx.segment(3).parse().map_err(|_| ctx.missing())?;
    let (_, body) = find(&view, &code).ok_or_else(|| ctx.missing())?;
    let today = same_body(&view, &body);
    let own = today.as_ref().unwrap_or(&body).code();
    if *own != code {
        return Ok(moved(&urls::card(ctx.lang, own)));
    }
    let mut answer = render(ctx.lang, &build(&ctx, &view, &body))?;
    let policy = HeaderValue::from_static(POLICY);
    answer
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(answer)
}

fn build(ctx: &Context, view: &View<'_>, body: &Authority) -> CardPage {
    let lang = ctx.lang;
    let party = find(view, body.code())
        .and_then(|(id, _)| id)
        .map(PartyRef::Authority);
    let related = party
        .map(|party| view.snapshot.of_party(party))
        .unwrap_or_default();
    let all = view.snapshot.record().partnerships.picked(&related.partnerships);
    let mut live: Vec<&Partnership> = all.filter(|found| found.status.is_live()).collect();
    live.sort_by_key(|found| (Reverse(found.main_day()), found.id));
    let url = urls::authority(lang, body.code());
    CardPage {
        lang,
        style: assets::address("card.css").unwrap_or_default(),
        canonical: format!("{}{url}", ctx.site.address()),
        url,
        name: view.name(body),
        about: view.kind_and_country(body),
        count: lang.n("card-partnerships", live.len()),
        rows: live
            .iter()
            .take(MOST)
            .map(|found| row(view, found, party))
            .collect(),
        more: match live.len().saturating_sub(MOST) {
            0 => String::new(),
            more => lang.n("card-more", more),
        },
    }
}

/// A partnership as its party sees it: the others.
fn row(view: &View<'_>, found: &Partnership, own: Option<PartyRef>) -> CardRow {
    let others = found.parties.iter().filter(|party| Some(party.party) != own);
    let others: Vec<_> = others
        .map(|party| view.party(party.party, &party.written))
        .collect();
    let names: Vec<String> = others.iter().map(|party| party.name.words.clone()).collect();
    let mut countries: Vec<String> = Vec::new();
    for party in others {
        if !party.country.is_empty() && !countries.contains(&party.country) {
            countries.push(party.country);
        }
    }
    let since = found.main_day().map(|day| view.day(day).words);
    let about: Vec<String> = [view.joined(&countries), since.unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    CardRow {
        url: urls::partnership(view.lang, found.id),
        with: view.joined(&names),
        about: about.join(" · "),
    }
}
