//! The lists: partnerships with filters, the authorities of the record, projects, stories, sources.
//!
//! # Invariants
//! A list goes on by cursor, the key of its last row, so that rows added meanwhile shift nothing.

use super::{Layout, render};
use crate::context::Context;
use crate::data::formats::Format;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Card, CardList, Pager, PartnershipTable, PartyView};
use crate::snapshot::Facet;
use crate::urls;
use crate::view::View;
use crate::wanted::{ANY, FILTERS, LIVE, MoneyWanted, Order, Sequence, Standing, WITH_MONEY, Wanted};
use crate::words::number;
use askama::Template;
use axum::response::Response;
use vocabulary::{PartnershipKind, PartnershipStatus, PartyRef};

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
    /// What the empty choice says.
    pub(crate) nothing: String,
    pub(crate) choices: Vec<Choice>,
}

/// What a list shows to somebody who asks for no status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unasked {
    /// Partnerships of any status.
    All,
    /// Those in force, today or in the year asked for.
    InForce,
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
    /// What the files hold: all, or what was asked for.
    pub(crate) files_lead: String,
    /// Address and name of each format.
    pub(crate) files: Vec<(String, &'static str)>,
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

fn choice(value: &str, words: String, chosen: bool) -> Choice {
    Choice {
        value: value.to_owned(),
        words,
        chosen,
    }
}

fn countries(view: &View<'_>, wanted: &Wanted) -> Vec<Choice> {
    let countries = view
        .snapshot
        .facets()
        .values()
        .filter_map(|(value, _)| match value {
            Facet::Country(country) => Some(country),
            _ => None,
        });
    let mut countries: Vec<Choice> = countries
        .map(|country| {
            choice(
                country.as_str(),
                view.country(country),
                wanted.country == Some(country),
            )
        })
        .collect();
    countries.sort_by(|left, right| figures::order(view.lang, &left.words, &right.words));
    countries
}

/// The years of the record, the newest first, up to today's.
fn years(view: &View<'_>, wanted: &Wanted) -> Vec<Choice> {
    let first = view
        .snapshot
        .facets()
        .values()
        .filter_map(|(value, _)| match value {
            Facet::Year(year) => Some(year),
            _ => None,
        });
    let first = first.min();
    let today = view.snapshot.today().year();
    (first.unwrap_or(today)..=today)
        .rev()
        .map(|year| choice(&year.to_string(), year.to_string(), wanted.year == Some(year)))
        .collect()
}

fn statuses(view: &View<'_>, wanted: &Wanted, unasked: Unasked) -> Vec<Choice> {
    let lang = view.lang;
    let whole = match unasked {
        Unasked::All => choice(LIVE, lang.t("filter-in-force"), wanted.standing == Standing::Live),
        Unasked::InForce => choice(
            ANY,
            lang.t("filter-any"),
            wanted.standing == Standing::Any && wanted.year.is_none(),
        ),
    };
    let each = PartnershipStatus::ALL.iter().map(|status| {
        choice(
            status.as_str(),
            lang.word("status", status.as_str()),
            wanted.standing == Standing::One(*status),
        )
    });
    std::iter::once(whole).chain(each).collect()
}

/// The filters of the partnerships, and their order.
pub(crate) fn filters(view: &View<'_>, wanted: &Wanted, unasked: Unasked) -> Vec<Filter> {
    let lang = view.lang;
    let filter = |name, label: &str, choices| Filter {
        name,
        label: lang.t(label),
        nothing: lang.t("filter-all"),
        choices,
    };
    let kinds = PartnershipKind::ALL.iter().map(|kind| {
        choice(
            kind.as_str(),
            lang.word("partnership-kind", kind.as_str()),
            wanted.kind == Some(*kind),
        )
    });
    let programmes = view.snapshot.record().programmes.iter().map(|found| {
        let id = found.id.to_string();
        choice(&id, found.name.clone(), wanted.programme == id)
    });
    let known = choice(
        WITH_MONEY,
        lang.t("filter-money-known"),
        wanted.money == MoneyWanted::Known,
    );
    let mut filters = vec![
        filter("country", "filter-country", countries(view, wanted)),
        filter("status", "partnerships-status", statuses(view, wanted, unasked)),
        filter("kind", "partnerships-kind", kinds.collect()),
        filter("programme", "partnership-programme", programmes.collect()),
        filter("year", "filter-year", years(view, wanted)),
        filter("money", "filter-money", vec![known]),
    ];
    if unasked == Unasked::InForce
        && let Some(status) = filters.iter_mut().find(|filter| filter.name == "status")
    {
        status.nothing = lang.t("filter-in-force");
    }
    filters
}

/// The choice of an order.
pub(crate) fn orders(view: &View<'_>, chosen: Order) -> Filter {
    let words = |order: Order| match order {
        Order::Newest => view.lang.t("order-newest"),
        Order::Oldest => view.lang.t("order-oldest"),
        Order::Names => view.lang.t("order-names"),
    };
    let more = Order::ALL.into_iter().skip(1);
    Filter {
        name: "sort",
        label: view.lang.t("order-label"),
        nothing: words(Order::Newest),
        choices: more
            .map(|(order, word)| choice(word, words(order), order == chosen))
            .collect(),
    }
}

/// The files of open data with what was asked for, and nothing else.
fn files(asked: &[(&str, &str)]) -> Vec<(String, &'static str)> {
    let file = |format: Format| {
        let name = format!("partnerships.{}", format.ending());
        (urls::filtered(&urls::file(&name), asked), format.name())
    };
    Format::ALL.map(file).to_vec()
}

/// `GET /{lang}/partnerships`
pub(crate) async fn partnerships(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let wanted = Wanted::of(|name| ctx.query(name));
    let order = Order::named(ctx.query("sort"));
    let part = wanted.part(&view, Sequence::Of(order), ctx.query("after"), ROWS);
    let asked = FILTERS.map(|name| (name, ctx.query(name)));
    let mut kept = asked.to_vec();
    kept.push(("sort", ctx.query("sort")));
    let mut filters = filters(&view, &wanted, Unasked::All);
    filters.push(orders(&view, order));
    let next = part.shown.last().filter(|_| part.more).map(ToString::to_string);
    let page = PartnershipsPage {
        page: ctx.layout(&ctx.lang.t("menu-partnerships")),
        filters,
        count: ctx.lang.say("partnerships-count", &[("count", number(part.all))]),
        table: PartnershipTable {
            lang: ctx.lang,
            caption: ctx.lang.t("menu-partnerships"),
            rows: view.rows(&part.shown),
        },
        pager: pager(&ctx, &urls::plain(ctx.lang, "partnerships"), &kept, next),
        files_lead: ctx.lang.t(if asked.iter().all(|(_, value)| value.is_empty()) {
            "data-same"
        } else {
            "data-selection"
        }),
        files: files(&asked),
        json: urls::filtered(&urls::api("partnerships"), &asked),
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
