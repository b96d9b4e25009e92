//! The atlas: the map with its table twin, counts, latest stories, results of calls.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::linked::{Linked, Linking};
use crate::pages::lists::{Filter, Unasked, filters, orders};
use crate::parts::{Card, CardList, Count, Counts, LinkView, MapView, PartnershipTable};
use crate::snapshot::Facet;
use crate::urls;
use crate::view::View;
use crate::wanted::{ANY, FILTERS, LIVE, Order, Sequence, Wanted};
use crate::words::number;
use askama::Template;
use axum::response::Response;
use vocabulary::Call;

/// Rows of the table twin that the home page shows; the full list has its own page.
const ROWS: usize = 10;
/// Stories that the home page shows.
const STORIES: usize = 4;

/// The home page.
#[derive(Template)]
#[template(path = "pages/home.html")]
pub(crate) struct HomePage {
    pub(crate) page: Layout,
    pub(crate) linked: Linked,
    pub(crate) map: Option<MapView>,
    pub(crate) filters: Vec<Filter>,
    /// Somebody chose something.
    pub(crate) narrowed: bool,
    pub(crate) counts: Counts,
    pub(crate) count: String,
    pub(crate) partnerships: PartnershipTable,
    pub(crate) all_partnerships: LinkView,
    /// The same partnerships as data.
    pub(crate) json: String,
    pub(crate) stories: CardList,
    pub(crate) calls: CardList,
}

/// What there is of each sort.
pub(crate) fn counts(view: &View<'_>) -> Counts {
    let record = view.snapshot.record();
    let facets = view.snapshot.facets();
    let live = usize::try_from(facets.count(&Facet::Live)).unwrap_or(usize::MAX);
    let count =
        |count: usize, key: &str, word: &str| Count::of(view.lang, count, key, urls::plain(view.lang, word));
    let counts = vec![
        count(live, "count-partnerships", "partnerships"),
        count(view.snapshot.living_bodies(), "count-authorities", "authorities"),
        count(facets.living_countries(), "count-countries", "authorities"),
        count(record.projects.len(), "count-projects", "projects"),
        count(record.sources.len(), "count-sources", "sources"),
    ];
    Counts { counts }
}

/// A call as a card with the number of its laureates.
pub(crate) fn call_card(view: &View<'_>, call: &Call) -> Card {
    let awards = view
        .snapshot
        .record()
        .awards
        .iter()
        .filter(|award| award.call == call.id)
        .count();
    Card {
        link: LinkView {
            url: urls::call(view.lang, call.id),
            words: View::said(&call.name, None),
        },
        over: view.lang.t("call-over"),
        day: None,
        summary: None,
        figure: Some(view.lang.n("call-laureates", awards)),
        chip: None,
    }
}

/// The filters of an address as those of the list of partnerships, which shows all where nothing is asked for.
fn for_the_list(ctx: &Context) -> Vec<(&'static str, &str)> {
    let value = |name: &'static str| match (name, ctx.query(name)) {
        ("status", "") if ctx.query("year").is_empty() => LIVE,
        ("status", ANY) => "",
        (_, value) => value,
    };
    FILTERS.map(|name| (name, value(name))).to_vec()
}

fn stories(view: &View<'_>) -> CardList {
    let cards = view.snapshot.newest_stories(None).take(STORIES);
    CardList {
        cards: cards.map(|story| view.story_card(story)).collect(),
    }
}

/// `GET /{lang}/`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let record = view.snapshot.record();
    let asked = Wanted::in_force(|name| ctx.query(name));
    let order = Order::named(ctx.query("sort"));
    let part = asked.part(&view, Sequence::Of(order), "", ROWS);
    let mut shown = filters(&view, &asked, Unasked::InForce);
    shown.push(orders(&view, order));
    let listed = for_the_list(&ctx);
    let page = HomePage {
        page: ctx.layout(&ctx.lang.t("home-title")),
        linked: Linking::new(&ctx).home(),
        map: MapView::wide(ctx.lang, &urls::atlas_data(ctx.lang, &[])),
        filters: shown,
        narrowed: FILTERS
            .iter()
            .chain(&["sort"])
            .any(|name| !ctx.query(name).is_empty()),
        counts: counts(&view),
        count: ctx.lang.say("partnerships-count", &[("count", number(part.all))]),
        partnerships: PartnershipTable {
            lang: ctx.lang,
            caption: ctx.lang.t("home-table"),
            rows: view.rows(&part.shown),
        },
        all_partnerships: LinkView {
            url: urls::filtered(
                &urls::plain(ctx.lang, "partnerships"),
                &[listed.as_slice(), &[("sort", ctx.query("sort"))]].concat(),
            ),
            words: View::said(&ctx.lang.t("home-all-partnerships"), None),
        },
        json: urls::filtered(&urls::api("partnerships"), &listed),
        stories: stories(&view),
        calls: CardList {
            cards: record.calls.iter().map(|call| call_card(&view, call)).collect(),
        },
    };
    render(ctx.lang, &page)
}
