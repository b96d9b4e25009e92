//! The data of the atlas: every partnership with its dates and the places of its parties, small enough that a browser
//! can filter and draw ten thousand of them by itself.
//!
//! In: the snapshot, and whether one authority's partnerships are asked for, or one partnership. Out: JSON.
//!
//! # Invariants
//! - Each party stands in the list of places once, larger towns first; partnerships name it by its place in the list.
//! - A place without a point has no `at`: it is in the table, not on the map.

use crate::api::Refusal;
use crate::map::{self, Pairs, degrees};
use crate::site::Site;
use crate::urls;
use crate::view::View;
use crate::words::Lang;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use utoipa::ToSchema;
use uuid::Uuid;
use vocabulary::{
    Authority, AuthorityCode, AuthorityId, Id, Partnership, PartnershipId, PartnershipKind, PartnershipParty,
    PartnershipStatus, PartyRef, Theme,
};

/// A party with its place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AtlasPlace {
    /// Its primary code.
    code: String,
    /// Its name in the language asked for.
    name: String,
    /// The language of the name where it is another.
    #[serde(skip_serializing_if = "String::is_empty")]
    language: String,
    /// Its country, ISO 3166-1.
    country: String,
    /// Degrees east and north.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<(f64, f64)>,
    /// The point was worked out from its neighbours.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    approximate: bool,
}

/// A partnership.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AtlasPartnership {
    /// Its key.
    id: String,
    /// What sort it is: its place in `kinds`.
    kind: usize,
    /// Where it stands: its place in `statuses`.
    status: usize,
    /// What it is about: places in `themes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    themes: Vec<usize>,
    /// The programme that brought the parties together.
    #[serde(skip_serializing_if = "Option::is_none")]
    programme: Option<String>,
    /// The day that stands for its beginning, as precise as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    /// The day it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// A budget, a pool, a campaign or a grant hangs on it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    money: bool,
    /// Its parties in words, where they are more than the names of two places.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    /// One side: places in the list of places.
    left: Vec<usize>,
    /// The other side.
    right: Vec<usize>,
    /// Countries of parties that are no authority.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    countries: Vec<String>,
}

/// Everything that the atlas draws, with the words it shows.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AtlasData {
    places: Vec<AtlasPlace>,
    partnerships: Vec<AtlasPartnership>,
    /// Every kind there is.
    kinds: Vec<&'static str>,
    /// Every status there is.
    statuses: Vec<&'static str>,
    /// Every theme there is.
    themes: Vec<&'static str>,
    /// The statuses of partnerships that are in force today.
    live: Vec<&'static str>,
    /// The authority or partnership that was asked for; null for the whole atlas.
    of: Option<String>,
    /// Addresses that a code or a key is added to.
    #[schema(value_type = Object)]
    addresses: BTreeMap<&'static str, String>,
    /// Words of the interface by their role.
    #[schema(value_type = Object)]
    words: BTreeMap<&'static str, serde_json::Value>,
    licence: &'static str,
    attribution: String,
}

/// Which partnerships the answer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Everything,
    Authority(AuthorityId),
    Partnership(PartnershipId),
}

impl Of {
    fn holds(self, found: &Partnership) -> bool {
        match self {
            Self::Everything => true,
            Self::Authority(id) => {
                let party = PartyRef::Authority(id);
                found.parties.iter().any(|held| held.party == party)
            }
            Self::Partnership(id) => found.id == id,
        }
    }
}

/// The parties of partnerships, each once, the largest first: of places drawn as one, the first stands for all.
struct Places<'v, 's> {
    view: &'v View<'s>,
    held: Vec<&'s Authority>,
    by_code: HashMap<&'s AuthorityCode, usize>,
}

impl<'v, 's> Places<'v, 's> {
    fn of(view: &'v View<'s>, partnerships: &[&Partnership]) -> Self {
        let parties = partnerships.iter().flat_map(|found| &found.parties);
        let mut held: Vec<&Authority> = parties.filter_map(|party| body(view, party)).collect();
        held.sort_by_key(|body| {
            (
                Reverse(body.population.map_or(0, |known| known.inhabitants)),
                body.code(),
            )
        });
        held.dedup_by(|left, right| left.code() == right.code());
        let by_code = held
            .iter()
            .enumerate()
            .map(|(at, body)| (body.code(), at))
            .collect();
        Self { view, held, by_code }
    }

    fn list(&self) -> Vec<AtlasPlace> {
        let place = |body: &&Authority| {
            let name = self.view.name(body);
            AtlasPlace {
                code: body.code().to_string(),
                name: name.words,
                language: name.language,
                country: body.country.to_string(),
                at: body.point.map(degrees),
                approximate: body.point.is_some_and(|point| point.approximate),
            }
        };
        self.held.iter().map(place).collect()
    }

    fn side(&self, parties: &[&PartnershipParty]) -> Vec<usize> {
        let bodies = parties.iter().filter_map(|party| body(self.view, party));
        bodies
            .filter_map(|body| self.by_code.get(body.code()).copied())
            .collect()
    }

    fn partnership(&self, found: &Partnership) -> AtlasPartnership {
        let view = self.view;
        let (left, right) = view.sides(&found.parties);
        let (left, right) = (self.side(&left), self.side(&right));
        let plain = found.title.is_none() && found.parties.len() == 2 && left.len() == 1 && right.len() == 1;
        let others = found.parties.iter().map(|party| party.party);
        let others = others.filter(|party| matches!(party, PartyRef::Organisation(_)));
        let countries: BTreeSet<String> = others
            .filter_map(|party| view.country_of(party))
            .map(|country| country.to_string())
            .collect();
        AtlasPartnership {
            id: found.id.to_string(),
            kind: place_of(PartnershipKind::ALL, &found.kind),
            status: place_of(PartnershipStatus::ALL, &found.status),
            themes: view
                .snapshot
                .themes(found.id)
                .map(|theme| place_of(Theme::ALL, &theme))
                .collect(),
            programme: found.programme.map(|id| id.to_string()),
            since: found.main_day().map(|day| day.to_string()),
            until: found.ended_on().map(|day| day.to_string()),
            money: view.snapshot.has_money(found.id),
            label: (!plain).then(|| view.label(found)),
            left,
            right,
            countries: countries.into_iter().collect(),
        }
    }
}

fn statuses() -> impl Iterator<Item = PartnershipStatus> {
    PartnershipStatus::ALL.iter().copied()
}

/// The place of a value in the list of all.
fn place_of<T: PartialEq>(all: &[T], value: &T) -> usize {
    let place = all.iter().position(|held| held == value);
    place.expect("the list of all values holds each")
}

/// The authority that a party is.
fn body<'s>(view: &View<'s>, party: &PartnershipParty) -> Option<&'s Authority> {
    match party.party {
        PartyRef::Authority(id) => view.snapshot.authority(id),
        PartyRef::Organisation(_) => None,
    }
}

/// The words of the map, with those of kinds and themes.
fn words(lang: Lang) -> BTreeMap<&'static str, serde_json::Value> {
    let mut words = map::words(lang);
    let kinds = PartnershipKind::ALL.iter().map(|kind| kind.as_str());
    words.insert("kinds", map::family(lang, "partnership-kind", kinds));
    let themes = Theme::ALL.iter().map(|theme| theme.as_str());
    words.insert("themes", map::family(lang, "theme", themes));
    words
}

fn data(view: &View<'_>, of: Of, named: Option<String>) -> AtlasData {
    let partnerships = view.snapshot.record().partnerships.iter();
    let partnerships: Vec<&Partnership> = partnerships.filter(|found| of.holds(found)).collect();
    let places = Places::of(view, &partnerships);
    AtlasData {
        places: places.list(),
        partnerships: partnerships
            .into_iter()
            .map(|found| places.partnership(found))
            .collect(),
        kinds: PartnershipKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        statuses: statuses().map(PartnershipStatus::as_str).collect(),
        themes: Theme::ALL.iter().map(|theme| theme.as_str()).collect(),
        live: statuses()
            .filter(|status| status.is_live())
            .map(PartnershipStatus::as_str)
            .collect(),
        of: named,
        addresses: BTreeMap::from([
            ("authority", urls::plain(view.lang, "authorities/")),
            ("partnership", urls::plain(view.lang, "partnerships/")),
            ("towns", urls::api("towns")),
        ]),
        words: words(view.lang),
        licence: crate::data::LICENCE,
        attribution: view.lang.t("attribution"),
    }
}

/// `GET /api/v1/atlas.json?lang=…`, of everything or of one authority or partnership
pub(crate) async fn json(State(site): State<Site>, pairs: Pairs) -> Result<Response, Refusal> {
    let pairs = pairs.map(|query| query.0).unwrap_or_default();
    let value = |name: &str| {
        pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    };
    let state = site.state();
    let view = View {
        lang: map::asked(&pairs)?,
        snapshot: &state.snapshot,
        places: site.places(),
    };
    let (of, named) = match (value("authority"), value("partnership")) {
        (Some(code), _) => {
            let code: AuthorityCode = code.parse().ok().ok_or(Refusal::Missing)?;
            let (id, body) = view.snapshot.by_code(&code).ok_or(Refusal::Missing)?;
            (Of::Authority(*id), Some(body.code().to_string()))
        }
        (None, Some(key)) => {
            let id = PartnershipId::of(key.parse::<Uuid>().ok().ok_or(Refusal::Missing)?);
            view.snapshot.partnership(id).ok_or(Refusal::Missing)?;
            (Of::Partnership(id), Some(id.to_string()))
        }
        (None, None) => (Of::Everything, None),
    };
    Ok(Json(data(&view, of, named)).into_response())
}
