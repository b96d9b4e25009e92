//! The page of two bodies that work together, in the languages of both.
//!
//! # Invariants
//! A pair has one address: its primary codes in their order; every other way to write it leads there.

use super::authority::find;
use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::negotiate::moved;
use crate::parts::{ActionView, CardList, PartnershipTable, PartyView};
use crate::snapshot::Related;
use crate::urls;
use crate::view::View;
use crate::words::Lang;
use askama::Template;
use axum::response::Response;
use vocabulary::{Authority, AuthorityCode, Country, Day, Partnership, PartyRef, Point, Precision};

/// Mean radius of the earth in kilometres (IUGG, 1980: 6,371.0088).
const EARTH: f64 = 6_371.008_8;

/// The page of a pair.
#[derive(Template)]
#[template(path = "pages/pair.html")]
pub(crate) struct PairPage {
    pub(crate) page: Layout,
    pub(crate) left: BodyCard,
    pub(crate) right: BodyCard,
    /// As the crow flies.
    pub(crate) distance: Option<String>,
    /// What joins them, in each language of the two.
    pub(crate) told: Vec<Told>,
    pub(crate) partnerships: PartnershipTable,
    pub(crate) projects: CardList,
    pub(crate) grants: CardList,
    pub(crate) actions: Vec<ActionView>,
    pub(crate) stories: CardList,
}

/// One of the two bodies.
pub(crate) struct BodyCard {
    pub(crate) party: PartyView,
    pub(crate) kind: String,
    pub(crate) population: Option<String>,
    /// Its name as its own country writes it, where the reader sees another.
    pub(crate) own_name: Option<(String, String)>,
}

/// The pair in one language.
pub(crate) struct Told {
    pub(crate) lang: Lang,
    pub(crate) title: String,
    pub(crate) rows: Vec<ToldRow>,
}

/// A partnership of the pair in one language.
pub(crate) struct ToldRow {
    pub(crate) kind: String,
    pub(crate) status: String,
    pub(crate) since: Option<String>,
}

/// `GET /{lang}/pairs/{left}/{right}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let code = |segment: usize| {
        ctx.segment(segment)
            .parse::<AuthorityCode>()
            .map_err(|_| ctx.missing())
    };
    let (asked_left, asked_right) = (code(3)?, code(4)?);
    let body = |code: &AuthorityCode| match find(&view, code) {
        Some((Some(id), body)) => Ok((id, body)),
        _ => Err(ctx.missing()),
    };
    let mut pair = [body(&asked_left)?, body(&asked_right)?];
    pair.sort_by(|one, other| one.1.code().cmp(other.1.code()));
    let [(left_id, left), (right_id, right)] = pair;
    if *left.code() != asked_left || *right.code() != asked_right {
        return Ok(moved(&urls::pair(ctx.lang, left.code(), right.code())));
    }
    let hangs = |id| view.snapshot.of_party(PartyRef::Authority(id));
    let shared = Shared::of(hangs(left_id), hangs(right_id));
    if shared.is_empty() {
        return Err(ctx.missing());
    }
    let record = view.snapshot.record();
    let partnerships: Vec<&Partnership> = record.partnerships.picked(&shared.0.partnerships).collect();
    let title = names(&view, &left, &right);
    let page = PairPage {
        distance: distance(&view, &left, &right),
        told: told(&ctx, &left, &right, &partnerships),
        left: card(&view, &left),
        right: card(&view, &right),
        partnerships: PartnershipTable {
            lang: ctx.lang,
            caption: ctx.lang.t("menu-partnerships"),
            rows: partnerships.iter().map(|found| view.row(found)).collect(),
        },
        projects: view.project_cards(&shared.0.projects),
        grants: view.grant_cards(record.grants.picked(&shared.0.grants)),
        actions: view.actions(&shared.0.actions),
        stories: view.story_cards(&shared.0.stories),
        page: ctx.layout(&title),
    };
    render(ctx.lang, &page)
}

/// What hangs on both.
struct Shared(Related);

impl Shared {
    fn of(left: Related, right: Related) -> Self {
        Self(Related {
            partnerships: left.partnerships.intersection(right.partnerships),
            projects: left.projects.intersection(right.projects),
            awards: left.awards.intersection(right.awards),
            actions: left.actions.intersection(right.actions),
            alliances: left.alliances.intersection(right.alliances),
            grants: left.grants.intersection(right.grants),
            campaigns: left.campaigns.intersection(right.campaigns),
            stories: left.stories.intersection(right.stories),
        })
    }

    /// Two bodies that are only named in one story are no pair.
    fn is_empty(&self) -> bool {
        let shared = &self.0;
        shared.partnerships.is_empty()
            && shared.projects.is_empty()
            && shared.grants.is_empty()
            && shared.actions.is_empty()
    }
}

fn names(view: &View<'_>, left: &Authority, right: &Authority) -> String {
    format!("{} – {}", view.name(left).words, view.name(right).words)
}

fn card(view: &View<'_>, body: &Authority) -> BodyCard {
    let party = view.authority(body);
    let own = view_in(view, spoken(body.country)).name(body).words;
    BodyCard {
        kind: body.kind.name(view.lang.tag()).to_owned(),
        population: body.population.map(|people| {
            view.lang.say(
                "pair-population",
                &[("count", crate::words::number(people.inhabitants))],
            )
        }),
        own_name: (own != party.name.words).then(|| (spoken(body.country).tag().to_owned(), own)),
        party,
    }
}

/// The language of ours that a country's authorities write.
fn spoken(country: Country) -> Lang {
    match country.as_str() {
        "UA" => Lang::Uk,
        "FR" | "BE" | "LU" | "MC" | "SN" | "ML" | "BF" | "NE" | "TG" | "BJ" | "CI" | "CM" | "GA" | "CG"
        | "CD" | "TD" | "CF" | "GN" | "MG" | "DJ" | "HT" | "MA" | "TN" | "DZ" | "MR" | "KM" => Lang::Fr,
        _ => Lang::En,
    }
}

fn view_in<'a>(view: &View<'a>, lang: Lang) -> View<'a> {
    View { lang, ..*view }
}

/// What joins the two in the language of each, the reader's first.
fn told(ctx: &Context, left: &Authority, right: &Authority, partnerships: &[&Partnership]) -> Vec<Told> {
    let mut langs = vec![spoken(left.country), spoken(right.country)];
    langs.sort_by_key(|lang| *lang != ctx.lang);
    langs.dedup();
    langs
        .into_iter()
        .map(|lang| {
            let view = ctx.view_in(lang);
            let row = |found: &&Partnership| ToldRow {
                kind: lang.word("partnership-kind", found.kind.as_str()),
                status: lang.word("status", found.status.as_str()),
                since: found.main_day().map(|day| since(lang, day)),
            };
            Told {
                title: names(&view, left, right),
                rows: partnerships.iter().map(row).collect(),
                lang,
            }
        })
        .collect()
}

/// Since when: what stands before a day, a month and a year is not the same in every language.
fn since(lang: Lang, day: Day) -> String {
    let precision = match day.precision() {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Year => "year",
    };
    let name = figures::day(lang, day);
    lang.say(
        "pair-since",
        &[("name", name.into()), ("precision", precision.into())],
    )
}

/// The way between the two as the crow flies, in whole kilometres.
fn distance(view: &View<'_>, left: &Authority, right: &Authority) -> Option<String> {
    let kilometres = kilometres(left.point?, right.point?).round();
    Some(view.lang.with(
        "pair-distance",
        &figures::decimal(view.lang, &format!("{kilometres:.0}")),
    ))
}

/// Great-circle distance by the haversine formula.
fn kilometres(from: Point, to: Point) -> f64 {
    let radians = |degrees: f32| f64::from(degrees).to_radians();
    let (lat1, lat2) = (radians(from.latitude), radians(to.latitude));
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let across = radians(to.longitude) - radians(from.longitude);
    let chord = half(lat2 - lat1) + lat1.cos() * lat2.cos() * half(across);
    2.0 * EARTH * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_when_is_said_as_each_language_says_it() {
        let of = |day: &str| Lang::ALL.map(|lang| since(lang, day.parse().unwrap()));
        assert_eq!(
            of("2025-06-06"),
            [
                "depuis le 6 juin 2025",
                "since 6 June 2025",
                "з 6 червня 2025\u{202f}р."
            ]
        );
        assert_eq!(of("1988")[0], "depuis 1988");
        assert!(
            !of("2025-06")[2].starts_with('з'),
            "the month would have to be in another case"
        );
    }

    #[test]
    fn paris_lies_two_thousand_kilometres_from_kyiv() {
        let point = |latitude, longitude| Point {
            latitude,
            longitude,
            approximate: false,
        };
        let way = kilometres(point(48.8566, 2.3522), point(50.4501, 30.5234));
        assert!((2_015.0..2_030.0).contains(&way), "{way}");
        assert!(kilometres(point(0.0, 0.0), point(0.0, 180.0)) > 20_000.0);
    }
}
