//! The lists: partnerships with filters, the authorities of the record, projects, stories, sources.
//!
//! # Invariants
//! A list goes on by cursor, the key of its last row, so that rows added meanwhile shift nothing.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Card, CardList, Pager, PartnershipTable, PartyView};
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use std::collections::BTreeSet;
use vocabulary::{Country, Partnership, PartnershipKind, PartnershipStatus, PartyRef};

/// Rows of one part of a list.
const ROWS: usize = 50;

/// A choice of a filter.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

/// A filter: its parameter, its label, its choices.
pub(crate) struct Filter {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) choices: Vec<Choice>,
}

/// The list of partnerships.
#[derive(Template)]
#[template(path = "pages/partnerships.html")]
pub(crate) struct PartnershipsPage {
    pub(crate) page: Layout,
    pub(crate) filters: Vec<Filter>,
    pub(crate) count: String,
    pub(crate) table: PartnershipTable,
    pub(crate) pager: Pager,
    pub(crate) csv: String,
    pub(crate) geojson: String,
    pub(crate) json: String,
}

/// The rows behind the one with key `after`, and the key to go on with.
fn part<'a, T>(rows: &'a [T], after: &str, key: impl Fn(&T) -> String) -> (&'a [T], Option<String>) {
    let from = rows
        .iter()
        .position(|row| key(row) == after)
        .map_or(0, |at| at + 1);
    let rest = rows.get(from..).unwrap_or_default();
    let shown = rest.get(..ROWS).unwrap_or(rest);
    let next = if rest.len() > shown.len() {
        shown.last().map(key)
    } else {
        None
    };
    (shown, next)
}

fn pager(ctx: &Context, path: &str, kept: &[(&str, &str)], next: Option<String>) -> Pager {
    let with = |after: &str| {
        let mut filters = kept.to_vec();
        filters.push(("after", after));
        urls::filtered(path, &filters)
    };
    Pager {
        lang: ctx.lang,
        first: (!ctx.query("after").is_empty()).then(|| urls::filtered(path, kept)),
        next: next.map(|after| with(&after)),
    }
}

/// What the filters of the partnership list ask for; what does not parse asks for nothing.
pub(crate) struct Wanted {
    pub(crate) country: Option<Country>,
    pub(crate) status: Option<PartnershipStatus>,
    pub(crate) kind: Option<PartnershipKind>,
    pub(crate) programme: String,
}

impl Wanted {
    pub(crate) fn allows(&self, view: &View<'_>, found: &Partnership) -> bool {
        let country = |wanted: Country| {
            found
                .parties
                .iter()
                .any(|party| view.country_of(party.party) == Some(wanted))
        };
        self.country.is_none_or(country)
            && self.status.is_none_or(|wanted| found.status == wanted)
            && self.kind.is_none_or(|wanted| found.kind == wanted)
            && (self.programme.is_empty()
                || found.programme.is_some_and(|id| id.to_string() == self.programme))
    }
}

fn filters(view: &View<'_>, wanted: &Wanted) -> Vec<Filter> {
    let record = view.snapshot.record();
    let lang = view.lang;
    let countries: BTreeSet<Country> = record
        .partnerships
        .iter()
        .flat_map(|found| &found.parties)
        .filter_map(|party| view.country_of(party.party))
        .collect();
    let mut countries: Vec<Choice> = countries
        .into_iter()
        .map(|country| Choice {
            value: country.to_string(),
            words: view.country(country),
            chosen: wanted.country == Some(country),
        })
        .collect();
    countries.sort_by(|left, right| figures::order(lang, &left.words, &right.words));
    let choice = |value: &str, words: String, chosen: bool| Choice {
        value: value.to_owned(),
        words,
        chosen,
    };
    let filter = |name, label: &str, choices| Filter {
        name,
        label: lang.t(label),
        choices,
    };
    let statuses = PartnershipStatus::ALL.iter().map(|status| {
        choice(
            status.as_str(),
            lang.word("status", status.as_str()),
            wanted.status == Some(*status),
        )
    });
    let kinds = PartnershipKind::ALL.iter().map(|kind| {
        choice(
            kind.as_str(),
            lang.word("partnership-kind", kind.as_str()),
            wanted.kind == Some(*kind),
        )
    });
    let programmes = record.programmes.iter().map(|found| {
        let id = found.id.to_string();
        choice(&id, found.name.clone(), wanted.programme == id)
    });
    vec![
        filter("country", "filter-country", countries),
        filter("status", "partnerships-status", statuses.collect()),
        filter("kind", "partnerships-kind", kinds.collect()),
        filter("programme", "partnership-programme", programmes.collect()),
    ]
}

/// `GET /{lang}/partnerships`
pub(crate) async fn partnerships(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let wanted = Wanted {
        country: ctx.query("country").parse().ok(),
        status: PartnershipStatus::named(ctx.query("status")),
        kind: PartnershipKind::named(ctx.query("kind")),
        programme: ctx.query("programme").to_owned(),
    };
    let mut found: Vec<&Partnership> = view
        .snapshot
        .record()
        .partnerships
        .iter()
        .filter(|found| wanted.allows(&view, found))
        .collect();
    found.sort_by_key(|found| (std::cmp::Reverse(found.main_day()), found.id));
    let kept = ["country", "status", "kind", "programme"].map(|name| (name, ctx.query(name)));
    let (shown, next) = part(&found, ctx.query("after"), |found| found.id.to_string());
    let page = PartnershipsPage {
        page: ctx.layout(&ctx.lang.t("menu-partnerships")),
        filters: filters(&view, &wanted),
        count: ctx.lang.n("partnerships-count", found.len()),
        table: PartnershipTable {
            lang: ctx.lang,
            caption: ctx.lang.t("menu-partnerships"),
            rows: shown.iter().map(|found| view.partnership(found)).collect(),
        },
        pager: pager(&ctx, &urls::plain(ctx.lang, "partnerships"), &kept, next),
        csv: urls::file("partnerships.csv"),
        geojson: urls::file("partnerships.geojson"),
        json: urls::filtered(&urls::api("partnerships"), &kept),
    };
    render(ctx.lang, &page)
}

/// A body of the list, with how much the record knows of it.
pub(crate) struct BodyRow {
    pub(crate) party: PartyView,
    pub(crate) kind: String,
    pub(crate) partnerships: String,
}

/// The bodies of the record.
#[derive(Template)]
#[template(path = "pages/authorities.html")]
pub(crate) struct AuthoritiesPage {
    pub(crate) page: Layout,
    pub(crate) count: String,
    pub(crate) rows: Vec<BodyRow>,
    pub(crate) pager: Pager,
}

/// `GET /{lang}/authorities`
pub(crate) async fn authorities(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let mut bodies: Vec<_> = view
        .snapshot
        .record()
        .authorities
        .iter()
        .map(|(id, body)| (view.authority(body), *id, body))
        .collect();
    bodies.sort_by(|left, right| figures::order(ctx.lang, &left.0.name.words, &right.0.name.words));
    let (shown, next) = part(&bodies, ctx.query("after"), |(_, _, body)| {
        body.code().to_string()
    });
    let page = AuthoritiesPage {
        page: ctx.layout(&ctx.lang.t("menu-authorities")),
        count: ctx.lang.n("authorities-count", bodies.len()),
        rows: shown
            .iter()
            .map(|(party, id, body)| BodyRow {
                party: party.clone(),
                kind: body.kind.name(ctx.lang.tag()).to_owned(),
                partnerships: figures::decimal(
                    ctx.lang,
                    &view
                        .snapshot
                        .of_party(PartyRef::Authority(*id))
                        .partnerships
                        .len()
                        .to_string(),
                ),
            })
            .collect(),
        pager: pager(&ctx, &urls::plain(ctx.lang, "authorities"), &[], next),
    };
    render(ctx.lang, &page)
}

/// A list of cards: projects, stories or sources.
#[derive(Template)]
#[template(path = "pages/cards.html")]
pub(crate) struct CardsPage {
    pub(crate) page: Layout,
    pub(crate) lead: String,
    pub(crate) none: String,
    pub(crate) cards: CardList,
    pub(crate) pager: Pager,
}

fn cards(ctx: &Context, word: &str, keys: [&str; 3], all: &[Card]) -> Result<Response, PageError> {
    let [title, lead, none] = keys;
    let (shown, next) = part(all, ctx.query("after"), |card| {
        card.link.url.rsplit('/').next().unwrap_or_default().to_owned()
    });
    let page = CardsPage {
        page: ctx.layout(&ctx.lang.t(title)),
        lead: ctx.lang.t(lead),
        none: ctx.lang.t(none),
        cards: CardList {
            cards: shown.to_vec(),
        },
        pager: pager(ctx, &urls::plain(ctx.lang, word), &[], next),
    };
    render(ctx.lang, &page)
}

/// `GET /{lang}/projects`
pub(crate) async fn projects(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let mut all: Vec<Card> = view
        .snapshot
        .record()
        .projects
        .iter()
        .map(|found| view.project_card(found))
        .collect();
    all.sort_by(|left, right| figures::order(ctx.lang, &left.link.words.words, &right.link.words.words));
    cards(
        &ctx,
        "projects",
        ["menu-projects", "projects-lead", "projects-none"],
        &all,
    )
}

/// `GET /{lang}/stories`
pub(crate) async fn stories(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let mut all: Vec<_> = view.snapshot.record().stories.iter().collect();
    all.sort_by_key(|story| (std::cmp::Reverse(story.published), story.id));
    let all: Vec<Card> = all.into_iter().map(|story| view.story_card(story)).collect();
    cards(
        &ctx,
        "stories",
        ["menu-stories", "stories-lead", "stories-none"],
        &all,
    )
}

/// `GET /{lang}/sources`
pub(crate) async fn sources(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let all: Vec<Card> = view
        .snapshot
        .record()
        .sources
        .iter()
        .map(|source| view.source_card(source, None))
        .collect();
    cards(
        &ctx,
        "sources",
        ["sources-title", "sources-lead", "sources-none"],
        &all,
    )
}
