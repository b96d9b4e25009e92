//! The atlas: the map with its table twin, counts, latest stories, results of calls.

use super::{Layout, render};
use crate::assets;
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Card, CardList, LinkView, PartnershipTable};
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use std::collections::BTreeSet;
use vocabulary::{Call, PartyRef};

/// Rows of the table twin that the home page shows; the full list has its own page.
const ROWS: usize = 25;
/// Stories that the home page shows.
const STORIES: usize = 4;

/// A figure with what it counts.
pub(crate) struct Count {
    pub(crate) figure: String,
    pub(crate) what: String,
    pub(crate) url: String,
}

/// The map's script and its base map, where they were built; the script fetches its own style.
pub(crate) struct MapParts {
    pub(crate) script: String,
    pub(crate) base: String,
}

/// The home page.
#[derive(Template)]
#[template(path = "pages/home.html")]
pub(crate) struct HomePage {
    pub(crate) page: Layout,
    pub(crate) map: Option<MapParts>,
    pub(crate) map_data: String,
    pub(crate) counts: Vec<Count>,
    pub(crate) partnerships: PartnershipTable,
    pub(crate) all_partnerships: LinkView,
    pub(crate) stories: CardList,
    pub(crate) calls: CardList,
}

fn counts(view: &View<'_>) -> Vec<Count> {
    let record = view.snapshot.record();
    let live: Vec<_> = record
        .partnerships
        .iter()
        .filter(|found| found.status.is_live())
        .collect();
    let countries: BTreeSet<_> = live
        .iter()
        .flat_map(|found| &found.parties)
        .filter_map(|party| view.country_of(party.party))
        .collect();
    let bodies: BTreeSet<PartyRef> = live
        .iter()
        .flat_map(|found| &found.parties)
        .map(|party| party.party)
        .collect();
    let count = |count: usize, key: &str, word: &str| Count {
        figure: figures::decimal(view.lang, &count.to_string()),
        what: view.lang.n(key, count),
        url: urls::plain(view.lang, word),
    };
    vec![
        count(live.len(), "count-partnerships", "partnerships"),
        count(bodies.len(), "count-authorities", "authorities"),
        count(countries.len(), "count-countries", "authorities"),
        count(record.projects.len(), "count-projects", "projects"),
        count(record.sources.len(), "count-sources", "sources"),
    ]
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

fn map() -> Option<MapParts> {
    Some(MapParts {
        script: assets::address("map.js")?,
        base: assets::base_map()?,
    })
}

/// `GET /{lang}/`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let record = view.snapshot.record();
    let mut newest: Vec<_> = record
        .partnerships
        .iter()
        .filter(|found| found.status.is_live())
        .collect();
    newest.sort_by_key(|found| std::cmp::Reverse(found.main_day()));
    let mut stories: Vec<_> = record.stories.iter().collect();
    stories.sort_by_key(|story| std::cmp::Reverse(story.published));
    let page = HomePage {
        page: ctx.layout(&ctx.lang.t("home-title")),
        map: map(),
        map_data: urls::map_data(ctx.lang),
        counts: counts(&view),
        partnerships: PartnershipTable {
            lang: ctx.lang,
            caption: ctx.lang.t("home-table"),
            rows: newest
                .into_iter()
                .take(ROWS)
                .map(|found| view.partnership(found))
                .collect(),
        },
        all_partnerships: LinkView {
            url: urls::plain(ctx.lang, "partnerships"),
            words: View::said(&ctx.lang.t("home-all-partnerships"), None),
        },
        stories: CardList {
            cards: stories
                .into_iter()
                .take(STORIES)
                .map(|story| view.story_card(story))
                .collect(),
        },
        calls: CardList {
            cards: record.calls.iter().map(|call| call_card(&view, call)).collect(),
        },
    };
    render(ctx.lang, &page)
}
