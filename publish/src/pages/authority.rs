//! The page of an authority: who it is, and everything the record knows of its dealings.

use super::{Layout, near, render};
use crate::context::Context;
use crate::embed::Embed;
use crate::errors::PageError;
use crate::figures;
use crate::linked::{Linked, Linking};
use crate::negotiate::moved;
use crate::parts::{
    ActionView, Card, CardList, Count, Counts, LinkView, MapView, PartnerTable, PartnershipTable, Said,
    SidedGrants,
};
use crate::snapshot::{Facet, Related};
use crate::urls;
use crate::view::View;
use askama::Template;
use askama::filters::HtmlSafe;
use axum::response::Response;
use cooperate::pool;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use vocabulary::{
    Alliance, Authority, AuthorityCode, AuthorityId, Country, Id, Level, PartyRef, Point, Population,
    SuccessionKind,
};

/// Names that stand on the page at once; the others open.
const NAMES: usize = 4;
/// Partnerships of a region's towns that its page shows.
const WITHIN: usize = 50;

/// A name of the body: the words, their language, how they are used.
#[derive(Template)]
#[template(
    source = "<span{% if !said.language.is_empty() %} lang=\"{{ said.language }}\"{% endif %}>{{ said.words }}</span> <span class=\"soft\">{{ language }}{% if !language.is_empty() %}, {% endif %}{{ usage }}</span>",
    ext = "html"
)]
pub(crate) struct NameRow {
    pub(crate) said: Said,
    pub(crate) language: String,
    pub(crate) usage: String,
}

// The template escapes what it is given.
impl HtmlSafe for NameRow {}

/// The names of a body.
pub(crate) struct NameList {
    pub(crate) shown: Vec<NameRow>,
    /// Those for which there is no room at once.
    pub(crate) more: Vec<NameRow>,
}

/// An award the body had a part in.
pub(crate) struct AwardRow {
    pub(crate) call: LinkView,
    pub(crate) project: LinkView,
}

/// A share of a pool.
pub(crate) struct ShareRow {
    pub(crate) alliance: LinkView,
    pub(crate) amount: String,
    pub(crate) state: String,
}

/// The page of an authority.
#[derive(Template)]
#[template(path = "pages/authority.html")]
pub(crate) struct AuthorityPage {
    pub(crate) page: Layout,
    pub(crate) linked: Linked,
    pub(crate) name: Said,
    pub(crate) kind: String,
    pub(crate) country: String,
    pub(crate) codes: Vec<String>,
    /// Its item of Wikidata, with the address of the page there.
    pub(crate) wikidata: Option<(String, String)>,
    /// Its SIRET.
    pub(crate) siret: Option<String>,
    pub(crate) names: NameList,
    /// What the record has of it, in figures.
    pub(crate) counts: Counts,
    pub(crate) parents: Vec<LinkView>,
    pub(crate) population: Option<String>,
    pub(crate) point: Option<(String, bool)>,
    pub(crate) occupied: bool,
    pub(crate) successor: Option<(String, LinkView)>,
    pub(crate) permanent: Option<String>,
    /// What happened to it, where the record has it.
    pub(crate) history: Option<String>,
    pub(crate) api: String,
    pub(crate) embed: Embed,
    /// Where somebody asks to speak for it.
    pub(crate) speak: String,
    pub(crate) partnerships: PartnerTable,
    pub(crate) past: PartnerTable,
    /// Of a region: those of the towns and other bodies in it, the newest first, without its own.
    pub(crate) within: PartnershipTable,
    pub(crate) projects: CardList,
    pub(crate) awards: Vec<AwardRow>,
    pub(crate) shares: Vec<ShareRow>,
    pub(crate) grants: SidedGrants,
    pub(crate) actions: Vec<ActionView>,
    pub(crate) stories: CardList,
    pub(crate) sources: CardList,
    pub(crate) find: LinkView,
    /// The partnerships of its country, for whoever finds none of its own.
    pub(crate) others: LinkView,
    /// Where its partners are.
    pub(crate) map: Option<MapView>,
}

/// `GET /{lang}/authorities/{code}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let code: Option<AuthorityCode> = ctx.last().parse().ok();
    let Some((id, authority)) = code.as_ref().and_then(|code| find(&view, code)) else {
        return near::answer(&ctx, &view);
    };
    // A secondary or former code leads to the one address of the body.
    if code.as_ref() != Some(authority.code()) {
        return Ok(moved(&urls::authority(ctx.lang, authority.code())));
    }
    // So does the code of a body that is the same under another one.
    if let Some(successor) = same_body(&view, &authority) {
        return Ok(moved(&urls::authority(ctx.lang, successor.code())));
    }
    render(ctx.lang, &build(&ctx, &view, id, &authority))
}

/// The body that this one is today, where only its name or code is another.
pub(crate) fn same_body(view: &View<'_>, authority: &Authority) -> Option<Authority> {
    let became = authority.succession.as_ref()?;
    match became.kind {
        SuccessionKind::Renamed | SuccessionKind::Recoded => {}
        SuccessionKind::Merged | SuccessionKind::Split => return None,
    }
    let (_, successor) = find(view, &became.successor)?;
    (successor.code() != authority.code()).then_some(successor)
}

/// What became of a body that is no more, in words, and its successor.
fn became(view: &View<'_>, authority: &Authority) -> Option<(String, LinkView)> {
    let became = authority.succession.as_ref()?;
    let words = match (became.kind, became.on) {
        (SuccessionKind::Merged, Some(day)) => view
            .lang
            .with("authority-merged-on", &figures::day(view.lang, day)),
        (SuccessionKind::Merged, None) => view.lang.t("authority-merged"),
        (SuccessionKind::Split, Some(day)) => view
            .lang
            .with("authority-split-on", &figures::day(view.lang, day)),
        (SuccessionKind::Split, None) => view.lang.t("authority-split"),
        (SuccessionKind::Renamed | SuccessionKind::Recoded, _) => view.lang.t("authority-successor"),
    };
    Some((words, parent(view, &became.successor)?))
}

/// The body with this code in the record, else in the gazetteer, with its key where the record has one.
pub(crate) fn find(view: &View<'_>, code: &AuthorityCode) -> Option<(Option<AuthorityId>, Authority)> {
    if let Some((id, authority)) = view.snapshot.by_code(code) {
        return Some((Some(*id), authority.clone()));
    }
    let found = view.places.authority(code)?;
    // The gazetteer may know a code by which the record does not; the body is the record's all the same.
    match view.snapshot.by_code(found.code()) {
        Some((id, authority)) => Some((Some(*id), authority.clone())),
        None => Some((None, found)),
    }
}

/// Which partnerships of a body a table shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Live,
    Past,
}

/// The partners of a body, the newest first, then those without a day.
fn table(view: &View<'_>, id: Option<AuthorityId>, related: &Related, shown: Shown) -> PartnerTable {
    let caption = match shown {
        Shown::Live => "authority-partnerships",
        Shown::Past => "authority-past",
    };
    let all = view.snapshot.record().partnerships.picked(&related.partnerships);
    let wanted = all.filter(|found| found.status.is_live() == (shown == Shown::Live));
    let mut wanted: Vec<_> = wanted.collect();
    wanted.sort_by_key(|found| Reverse(found.main_day()));
    let row = |found| id.map(|id| view.partner_row(found, PartyRef::Authority(id)));
    PartnerTable {
        lang: view.lang,
        caption: view.lang.t(caption),
        rows: wanted.into_iter().filter_map(row).collect(),
    }
}

/// The partnerships in force in a region in which it is no party; of any other body none.
fn within(view: &View<'_>, id: Option<AuthorityId>, authority: &Authority) -> PartnershipTable {
    let is_region = authority.kind.level() == Level::First;
    let found = is_region.then(|| {
        // Asked of regions alone: the page of a town does not change with every partnership.
        let values = [Facet::Region(authority.code().clone()), Facet::Live];
        view.snapshot.facets().newest(&values, None, WITHIN).shown
    });
    let own = id.map(PartyRef::Authority);
    let found = found.into_iter().flatten();
    let found = found.filter_map(|id| view.snapshot.partnership(id));
    let of_others = found.filter(|found| !found.parties.iter().any(|party| Some(party.party) == own));
    PartnershipTable {
        lang: view.lang,
        caption: view.lang.t("authority-within"),
        rows: of_others.map(|found| view.row(found)).collect(),
    }
}

fn build(ctx: &Context, view: &View<'_>, id: Option<AuthorityId>, authority: &Authority) -> AuthorityPage {
    let lang = ctx.lang;
    let related = id
        .map(|id| view.snapshot.of_party(PartyRef::Authority(id)))
        .unwrap_or_default();
    let name = view.name(authority);
    let partnerships = table(view, id, &related, Shown::Live);
    let sources = sources(view, authority);
    let code = authority.code().to_string();
    let drawn = authority.point.is_some() && !partnerships.rows.is_empty();
    let map = drawn.then(|| MapView::small(lang, &urls::atlas_data(lang, &[("authority", &code)])));
    let about = format!(
        "{} · {} · {}",
        authority.kind.name(lang.tag()),
        view.country(authority.country),
        lang.n("found-partnerships", related.partnerships.len())
    );
    AuthorityPage {
        page: ctx.about(&name.words, about),
        linked: Linking::new(ctx).authority(id, authority),
        map: map.flatten(),
        kind: authority.kind.name(lang.tag()).to_owned(),
        country: view.country(authority.country),
        codes: authority.codes.iter().map(ToString::to_string).collect(),
        wikidata: (view.places.wikidata(authority)).map(|item| (item.to_string(), item.address())),
        siret: view.places.siret(authority).map(|siret| siret.to_string()),
        names: names(view, authority),
        counts: counts(view, id, &related, sources.len()),
        parents: authority
            .parents
            .iter()
            .filter_map(|code| parent(view, code))
            .collect(),
        population: authority
            .population
            .map(|found| figures::count(lang, found.inhabitants.into())),
        point: authority
            .point
            .map(|point| (coordinates(ctx, point), point.approximate)),
        occupied: authority.occupied,
        successor: became(view, authority),
        permanent: id.map(urls::permanent),
        history: id.map(|_| urls::history(lang, AuthorityId::KIND, authority.code())),
        api: urls::api(&format!("authorities/{}", authority.code())),
        embed: Embed::of(ctx.site.address(), lang, authority.code(), &name.words),
        speak: urls::body(lang, &authority.code().to_string(), "speak"),
        partnerships,
        past: table(view, id, &related, Shown::Past),
        within: within(view, id, authority),
        projects: view.project_cards(&related.projects),
        awards: awards(view, &related),
        shares: id.map(|id| shares(view, &related, id)).unwrap_or_default(),
        grants: view.sided_grants(&related.grants, id.map(PartyRef::Authority)),
        actions: view.actions(&related.actions),
        stories: view.story_cards(&related.stories),
        sources: CardList { cards: sources },
        others: of_country(view, authority.country),
        find: in_sources(view, &name),
        name,
    }
}

/// The search for what names it.
fn in_sources(view: &View<'_>, name: &Said) -> LinkView {
    LinkView {
        url: urls::search(view.lang, &name.words),
        words: View::said(&view.lang.t("authority-find"), None),
    }
}

/// “Partnerships: France”.
fn of_country(view: &View<'_>, country: Country) -> LinkView {
    let lang = view.lang;
    let (partnerships, colon) = (lang.t("menu-partnerships"), lang.t("colon"));
    let words = format!("{partnerships}{colon} {}", view.country(country));
    LinkView {
        url: urls::filtered(
            &urls::plain(lang, "partnerships"),
            &[("country", country.as_str())],
        ),
        words: View::said(&words, None),
    }
}

/// With how many it works, in how many countries, on what, and how many sources name it; nothing for whom nobody works with.
fn counts(view: &View<'_>, id: Option<AuthorityId>, related: &Related, sources: usize) -> Counts {
    let record = view.snapshot.record();
    let live = record.partnerships.picked(&related.partnerships);
    let live: Vec<_> = live.filter(|found| found.status.is_live()).collect();
    let others: BTreeSet<PartyRef> = live
        .iter()
        .flat_map(|found| found.parties.iter().map(|party| party.party))
        .filter(|party| Some(*party) != id.map(PartyRef::Authority))
        .collect();
    let countries: BTreeSet<Country> = others
        .iter()
        .filter_map(|party| view.country_of(*party))
        .collect();
    let counted = [
        (live.len(), "count-partnerships", "#partnerships"),
        (others.len(), "count-authorities", "#partnerships"),
        (countries.len(), "count-countries", "#partnerships"),
        (related.projects.len(), "count-projects", "#projects"),
        (sources, "count-sources", "#sources"),
    ];
    let counts = counted.into_iter().filter(|(count, ..)| *count > 0);
    let counts = counts.map(|(count, key, url)| Count::of(view.lang, count, key, url.to_owned()));
    Counts {
        counts: if live.is_empty() {
            Vec::new()
        } else {
            counts.collect()
        },
    }
}

fn names(view: &View<'_>, authority: &Authority) -> NameList {
    let lang = view.lang;
    let mut shown: Vec<NameRow> = authority
        .names
        .iter()
        .map(|name| NameRow {
            said: View::said(&name.text, name.language),
            language: name.language.map_or_else(String::new, |language| {
                let key = format!("language-{language}");
                if lang.has(&key) {
                    lang.t(&key)
                } else {
                    language.to_string()
                }
            }),
            usage: lang.word("name-use", name_use(name.name_use)),
        })
        .collect();
    let more = shown.split_off(NAMES.min(shown.len()));
    NameList { shown, more }
}

fn name_use(usage: vocabulary::NameUse) -> &'static str {
    use vocabulary::NameUse as Use;
    match usage {
        Use::Official => "official",
        Use::Transliteration => "transliteration",
        Use::Exonym => "exonym",
        Use::Short => "short",
        Use::Former => "former",
        Use::Alias => "alias",
    }
}

/// Another body as a link; `None` if nobody knows its code.
fn parent(view: &View<'_>, code: &AuthorityCode) -> Option<LinkView> {
    let (_, authority) = find(view, code)?;
    Some(LinkView {
        url: urls::authority(view.lang, authority.code()),
        words: view.name(&authority),
    })
}

fn coordinates(ctx: &Context, point: Point) -> String {
    let number = |degrees: f32| figures::decimal(ctx.lang, &format!("{degrees:.4}"));
    format!("{}\u{A0}; {}", number(point.latitude), number(point.longitude))
}

fn awards(view: &View<'_>, related: &Related) -> Vec<AwardRow> {
    view.snapshot
        .record()
        .awards
        .picked(&related.awards)
        .filter_map(|award| {
            let call = view.snapshot.call(award.call)?;
            Some(AwardRow {
                call: LinkView {
                    url: format!("{}#award-{}", urls::call(view.lang, call.id), award.id),
                    words: View::said(&call.name, None),
                },
                project: LinkView {
                    url: urls::project(view.lang, award.project),
                    words: view.text(&award.title),
                },
            })
        })
        .collect()
}

/// The people of each member of an alliance, by code; members without a known population are left out.
pub(crate) fn inhabitants(view: &View<'_>, alliance: &Alliance) -> Vec<(AuthorityCode, u32)> {
    alliance
        .members
        .iter()
        .filter_map(|member| {
            let body = view.snapshot.authority(member.authority)?;
            let Population { inhabitants } = body.population?;
            Some((body.code().clone(), inhabitants))
        })
        .collect()
}

fn shares(view: &View<'_>, related: &Related, id: AuthorityId) -> Vec<ShareRow> {
    let mut rows = Vec::new();
    for alliance in view.snapshot.record().alliances.picked(&related.alliances) {
        let Some(member) = alliance.members.iter().find(|member| member.authority == id) else {
            continue;
        };
        let Some(code) = view.snapshot.authority(id).map(|body| body.code().clone()) else {
            continue;
        };
        for held in &alliance.pools {
            let Ok(shares) = pool::shares(&held.rate, &inhabitants(view, alliance)) else {
                continue;
            };
            let own = shares.each.iter().find(|(held, _)| *held == code);
            rows.extend(own.map(|(_, amount)| ShareRow {
                alliance: LinkView {
                    url: urls::alliance(view.lang, alliance.id),
                    words: view.alliance_name(alliance),
                },
                amount: view.money(*amount),
                state: view.lang.word("share", member.share.as_str()),
            }));
        }
    }
    rows
}

fn sources(view: &View<'_>, authority: &Authority) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::new();
    for code in &authority.codes {
        for (source, times) in view.snapshot.sources_naming(code) {
            let card = view.source_card(source, Some(times));
            if !cards.iter().any(|held| held.link == card.link) {
                cards.push(card);
            }
        }
    }
    cards
}
