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
use crate::snapshot::HeldSource;
use crate::urls;
use crate::view::View;
use crate::wanted::{ANY, FILTERS, LIVE, MoneyWanted, Order, Sequence, Standing, WITH_MONEY, Wanted};
use crate::words::{Lang, number};
use askama::Template;
use axum::response::Response;
use vocabulary::{
    AuthorityCode, AuthorityId, Id, PartnershipKind, PartnershipStatus, PartyRef, Project, Story, Theme,
};

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
    /// The list without what was asked for, where something was.
    pub(crate) clear: Option<String>,
    pub(crate) count: String,
    pub(crate) table: PartnershipTable,
    pub(crate) pager: Pager,
    /// What the files hold: all, or what was asked for.
    pub(crate) files_lead: String,
    /// Address and name of each format.
    pub(crate) files: Vec<(String, &'static str)>,
    pub(crate) json: String,
    /// The feed of what was asked for, where one value alone was and has one.
    pub(crate) feed: Option<String>,
}

/// The first rows of those behind where a list goes on, and whether more follow.
pub(crate) fn part<T>(behind: impl Iterator<Item = T>, most: usize) -> (Vec<T>, bool) {
    let mut shown: Vec<T> = behind.take(most.saturating_add(1)).collect();
    let more = shown.len() > most;
    shown.truncate(most);
    (shown, more)
}

/// The key that a list goes on behind.
fn after<K: Id>(ctx: &Context) -> Option<K> {
    ctx.query("after").parse().ok().map(K::of)
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
    let countries = view.snapshot.facets().each().filter_map(|value| match value {
        Facet::Country(country) => Some(*country),
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
    let first = view.snapshot.facets().each().filter_map(|value| match value {
        Facet::Year(year) => Some(*year),
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
    let themes = Theme::ALL.iter().map(|theme| {
        choice(
            theme.as_str(),
            lang.word("theme", theme.as_str()),
            wanted.theme == Some(*theme),
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
        filter("theme", "filter-theme", themes.collect()),
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

/// The feed of a list that one country, programme or theme alone narrows.
fn feed(lang: Lang, asked: &[(&str, &str)]) -> Option<String> {
    let mut given = asked.iter().filter(|(_, value)| !value.is_empty());
    let of = match (given.next()?, given.next()) {
        (("country", code), None) => format!("countries/{code}"),
        (("programme", id), None) => format!("programmes/{id}"),
        (("theme", word), None) => format!("themes/{word}"),
        _ => return None,
    };
    Some(urls::feed(&urls::plain(lang, &of), "atom"))
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
    let narrowed = kept.iter().any(|(_, value)| !value.is_empty());
    let page = PartnershipsPage {
        clear: narrowed.then(|| urls::plain(ctx.lang, "partnerships")),
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
        feed: feed(ctx.lang, &asked).filter(|_| part.all > 0),
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
    let after: Option<AuthorityCode> = ctx.query("after").parse().ok();
    let (shown, more) = part(view.snapshot.bodies_by_name(ctx.lang, after.as_ref()), ROWS);
    let next = shown.last().filter(|_| more);
    let next = next.map(|(_, body)| body.code().to_string());
    let partnerships = |id: AuthorityId| {
        let count = view.snapshot.partnerships_of(PartyRef::Authority(id));
        figures::decimal(ctx.lang, &count.to_string())
    };
    let page = AuthoritiesPage {
        page: ctx.layout(&ctx.lang.t("menu-authorities")),
        count: ctx
            .lang
            .n("authorities-count", view.snapshot.record().authorities.len()),
        rows: shown
            .into_iter()
            .map(|(id, body)| BodyRow {
                party: view.authority(body),
                kind: body.kind.name(ctx.lang.tag()).to_owned(),
                partnerships: partnerships(*id),
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

/// The page of a list of entities: its word in addresses, the keys of its title, lead and what stands for none; the rows;
/// their keys and cards.
fn cards<'a, T: 'a, K: Id>(
    ctx: &Context,
    (word, [title, lead, none]): (&str, [&str; 3]),
    behind: impl Iterator<Item = &'a T>,
    (key, card): (impl Fn(&T) -> K, impl Fn(&'a T) -> Card),
) -> Result<Response, PageError> {
    let (shown, more) = part(behind, ROWS);
    let next = shown.last().filter(|_| more);
    let next = next.map(|last| key(last).to_string());
    let page = CardsPage {
        page: ctx.layout(&ctx.lang.t(title)),
        lead: ctx.lang.t(lead),
        none: ctx.lang.t(none),
        cards: CardList {
            cards: shown.into_iter().map(card).collect(),
        },
        pager: pager(ctx, &urls::plain(ctx.lang, word), &[], next),
    };
    render(ctx.lang, &page)
}

/// `GET /{lang}/projects`
pub(crate) async fn projects(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let behind = view.snapshot.projects_by_title(ctx.lang, after(&ctx));
    let card = |found| view.project_card(found);
    cards(
        &ctx,
        ("projects", ["menu-projects", "projects-lead", "projects-none"]),
        behind,
        (|found: &Project| found.id, card),
    )
}

/// `GET /{lang}/stories`
pub(crate) async fn stories(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let behind = view.snapshot.newest_stories(after(&ctx));
    let card = |story| view.story_card(story);
    cards(
        &ctx,
        ("stories", ["menu-stories", "stories-lead", "stories-none"]),
        behind,
        (|story: &Story| story.id, card),
    )
}

/// `GET /{lang}/sources`
pub(crate) async fn sources(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let behind = view.snapshot.record().sources.behind(after(&ctx));
    let card = |read: &HeldSource| view.source_card(read, None);
    cards(
        &ctx,
        ("sources", ["sources-title", "sources-lead", "sources-none"]),
        behind,
        (|read: &HeldSource| read.source.id, card),
    )
}
