//! The data of the map: places and arcs with their words, for the island on the home page.
//!
//! # Invariants
//! A place without a point has no place on the map and no arc; the table twin still lists it.

use crate::api::Refusal;
use crate::site::Site;
use crate::urls;
use crate::view::View;
use crate::words::Lang;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;
use vocabulary::{
    Authority, AuthorityCode, Partnership, PartnershipParty, PartnershipStatus, PartyRef, Point,
};

/// A body on the map.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Place {
    /// Its primary code.
    code: String,
    /// Its name in the language asked for.
    name: String,
    /// Its country, ISO 3166-1.
    country: String,
    /// Degrees north; null where nobody knows.
    lat: Option<f64>,
    /// Degrees east; null where nobody knows.
    lon: Option<f64>,
    /// Worked out from its neighbours.
    approximate: bool,
    /// Its page.
    url: String,
    /// Its live partnerships.
    count: usize,
}

/// A line between two partners.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Arc {
    /// The partnership.
    id: String,
    /// Code of one end.
    from: String,
    /// Code of the other end.
    to: String,
    /// Where the partnership stands.
    status: &'static str,
    /// What sort it is.
    kind: &'static str,
    /// Its page.
    url: String,
    /// Its parties in words.
    label: String,
}

/// What the map draws, with every word it shows.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MapData {
    places: Vec<Place>,
    arcs: Vec<Arc>,
    /// Words of the interface by their role.
    #[schema(value_type = Object)]
    words: BTreeMap<&'static str, serde_json::Value>,
    licence: &'static str,
    attribution: String,
}

/// Words of the map's own buttons and messages.
const WORDS: [&str; 31] = [
    "map",
    "skip",
    "load",
    "failed",
    "approximate",
    "legend",
    "more",
    "zoom_in",
    "zoom_out",
    "close",
    "sources",
    "gesture_wheel",
    "gesture_wheel_mac",
    "gesture_touch",
    "whole",
    "full_in",
    "full_out",
    "today",
    "slider",
    "play",
    "pause",
    "none",
    "cluster",
    "place",
    "mixed",
    "coarse",
    "since",
    "until",
    "closer",
    "cross",
    "nothing",
];

/// Words with figures that the browser writes in place of `{count}`, `{of}` and `{year}`.
const WORDS_WITH_FIGURES: [&str; 7] = [
    "in_year",
    "partnerships",
    "places",
    "undated",
    "unplaced",
    "strongest",
    "rest",
];

/// The point of a body as whole degrees with five decimals, finer than any village.
pub(crate) fn degrees(point: Point) -> (f64, f64) {
    let rounded = |value: f32| (f64::from(value) * 100_000.0).round() / 100_000.0;
    (rounded(point.longitude), rounded(point.latitude))
}

/// The ends of a partnership's lines: each body of one side with each of the other.
pub(crate) fn lines<'a>(view: &View<'a>, found: &Partnership) -> Vec<(&'a Authority, &'a Authority)> {
    let (left, right) = view.sides(&found.parties);
    let body = |party: &&PartnershipParty| match party.party {
        PartyRef::Authority(id) => view.snapshot.authority(id),
        PartyRef::Organisation(_) => None,
    };
    let right: Vec<&Authority> = right.iter().filter_map(body).collect();
    let mut lines = Vec::new();
    for from in left.iter().filter_map(body) {
        lines.extend(right.iter().map(|to| (from, *to)));
    }
    lines
}

pub(crate) fn words(lang: Lang) -> BTreeMap<&'static str, serde_json::Value> {
    let mut words: BTreeMap<&'static str, serde_json::Value> = WORDS
        .iter()
        .map(|word| (*word, lang.word("map", word).into()))
        .collect();
    let figures = ["count", "of", "year"].map(|figure| (figure, format!("{{{figure}}}").into()));
    words.extend(WORDS_WITH_FIGURES.map(|word| {
        let said = lang.say(&format!("map-{word}"), &figures);
        (word, said.into())
    }));
    let statuses = PartnershipStatus::ALL.iter().map(|status| status.as_str());
    words.insert("statuses", family(lang, "status", statuses));
    words
}

/// The words of a family by its values.
pub(crate) fn family(
    lang: Lang,
    family: &str,
    values: impl Iterator<Item = &'static str>,
) -> serde_json::Value {
    let words = values.map(|value| (value.to_owned(), lang.word(family, value).into()));
    serde_json::Value::Object(words.collect())
}

/// What the map draws for readers of a language.
pub(crate) fn data(view: &View<'_>) -> MapData {
    let mut arcs = Vec::new();
    let mut counts: BTreeMap<AuthorityCode, BTreeSet<String>> = BTreeMap::new();
    for found in view
        .snapshot
        .record()
        .partnerships
        .iter()
        .filter(|found| found.status.is_live())
    {
        let id = found.id.to_string();
        for (from, to) in lines(view, found) {
            for end in [from, to] {
                counts.entry(end.code().clone()).or_default().insert(id.clone());
            }
            arcs.push(Arc {
                id: id.clone(),
                from: from.code().to_string(),
                to: to.code().to_string(),
                status: found.status.as_str(),
                kind: found.kind.as_str(),
                url: urls::partnership(view.lang, found.id),
                label: view.label(found),
            });
        }
    }
    let places = counts
        .iter()
        .filter_map(|(code, partnerships)| {
            let (_, body) = view.snapshot.by_code(code)?;
            let point = body.point.map(degrees);
            Some(Place {
                code: code.to_string(),
                name: view.name(body).words,
                country: body.country.to_string(),
                lat: point.map(|(_, lat)| lat),
                lon: point.map(|(lon, _)| lon),
                approximate: body.point.is_some_and(|point| point.approximate),
                url: urls::authority(view.lang, code),
                count: partnerships.len(),
            })
        })
        .collect();
    MapData {
        places,
        arcs,
        words: words(view.lang),
        licence: crate::data::LICENCE,
        attribution: view.lang.t("attribution"),
    }
}

/// The parameters of a query, if it can be read.
pub(crate) type Pairs = Result<Query<Vec<(String, String)>>, QueryRejection>;

/// The language that a query asks for; English where it asks for none, refused where it is none of ours.
pub(crate) fn asked(pairs: &[(String, String)]) -> Result<Lang, Refusal> {
    let mut tags = pairs.iter().filter(|(name, _)| name == "lang");
    match (tags.next(), tags.next()) {
        (None, _) => Ok(Lang::En),
        (Some((_, tag)), None) => Lang::named(tag).ok_or(Refusal::Invalid),
        (Some(_), Some(_)) => Err(Refusal::Invalid),
    }
}

/// `GET /api/v1/map.json?lang=…`
pub(crate) async fn json(State(site): State<Site>, pairs: Pairs) -> Result<Response, Refusal> {
    let pairs = pairs.map(|query| query.0).unwrap_or_default();
    let state = site.state();
    let view = View {
        lang: asked(&pairs)?,
        snapshot: &state.snapshot,
        places: site.places(),
    };
    Ok(Json(data(&view)).into_response())
}
