//! What robots are told: which pages there are, in which languages, when each last changed, and which they need not walk.
//!
//! In: the snapshot for the pages, the change log for the days. Out: `/robots.txt`, `/sitemap.xml` and the files it names.
//!
//! # Invariants
//! - A file names at most [`PAGES`] pages, each in every language, well below the 50,000 addresses and 50 MB of the protocol.
//! - Pages stand in the order in which they came to be, so that a full file changes only when one of its pages does.
//! - Every address stands with its public origin, and all languages of a page name each other.

use crate::errors;
use crate::negotiate;
use crate::site::{Site, State};
use crate::snapshot::Snapshot;
use crate::urls;
use crate::words::Lang;
use askama::Template;
use axum::extract::State as Given;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use register::RegisterError;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;
use vocabulary::{
    ActionId, Authority, AuthorityId, Day, GrantId, Id, Partnership, PartnershipId, PartyRef, ProjectId,
    StoryId,
};

/// Most pages of one file; each stands there once for every language.
const PAGES: usize = 5_000;
const _: () = assert!(PAGES * Lang::ALL.len() <= 50_000);

/// The pages that no entity has.
const PLAIN: [&str; 14] = [
    "",
    "partnerships",
    "authorities",
    "programmes",
    "projects",
    "stories",
    "statistics",
    "sources",
    "data",
    "read",
    "api",
    "about",
    "legal",
    "accessibility",
];

/// The parts of the site, in the order of the index.
const PARTS: [&str; 13] = [
    "site",
    "authorities",
    "partnerships",
    "pairs",
    "organisations",
    "programmes",
    "calls",
    "alliances",
    "campaigns",
    "projects",
    "stories",
    "sources",
    "grants",
];

/// A page with the entities whose changes it shows.
struct Page {
    /// Behind the language, with its slash.
    path: String,
    of: Vec<(&'static str, Uuid)>,
}

/// A page as the file names it.
struct Line {
    addresses: Vec<(&'static str, String)>,
    /// ISO 8601; `None` where the log does not say.
    day: Option<String>,
    /// The address that chooses the language, where there is one.
    chooses: Option<String>,
}

/// One file.
#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap {
    lines: Vec<Line>,
}

/// The file that names the files.
#[derive(Template)]
#[template(path = "sitemaps.xml")]
struct Index {
    files: Vec<String>,
}

/// `GET /robots.txt`: search results lead to all bodies of the world, and what is asked of people needs no robot.
pub(crate) async fn robots(Given(site): Given<Site>) -> Response {
    const UNWALKED: [&str; 13] = [
        "search",
        "review",
        "sign-in",
        "account",
        "register",
        "password",
        "bodies",
        "invitation",
        "edit",
        "history",
        "import",
        "proposals",
        "people",
    ];
    let mut text = "User-agent: *\n".to_owned();
    for word in UNWALKED {
        text.push_str("Disallow: /*/");
        text.push_str(word);
        text.push('\n');
    }
    text.push_str("\nSitemap: ");
    text.push_str(site.address());
    text.push_str("/sitemap.xml\n");
    text.into_response()
}

/// `GET /sitemap.xml`
pub(crate) async fn index(Given(site): Given<Site>) -> Response {
    let state = site.state();
    let mut files = Vec::new();
    for part in PARTS {
        let pages = count(&state.snapshot, part);
        for number in 1..=pages.div_ceil(PAGES) {
            files.push(format!("{}/sitemaps/{part}-{number}.xml", site.address()));
        }
    }
    answer(&Index { files })
}

/// `GET /sitemaps/{file}`
pub(crate) async fn file(Given(site): Given<Site>, headers: HeaderMap, uri: Uri) -> Response {
    let state = site.state();
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    let pages = pages_of(&state, name);
    if pages.is_empty() {
        return errors::missing(negotiate::language(&headers), uri.path());
    }
    match lines(&site, &pages).await {
        Ok(lines) => answer(&Sitemap { lines }),
        Err(error) => errors::failed(negotiate::language(&headers), &error),
    }
}

fn answer(file: &impl Template) -> Response {
    match file.render() {
        Ok(text) => ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], text).into_response(),
        Err(error) => errors::ours(Lang::Fr, &error.to_string()),
    }
}

/// The pages of the file with this name; none if there is no such file.
fn pages_of(state: &State, name: &str) -> Vec<Page> {
    let parts = name
        .strip_suffix(".xml")
        .and_then(|name| name.rsplit_once('-'))
        .and_then(|(part, number)| Some((part, number.parse::<usize>().ok()?)));
    let Some((part, number)) = parts else {
        return Vec::new();
    };
    let Some(before) = number.checked_sub(1).and_then(|files| files.checked_mul(PAGES)) else {
        return Vec::new();
    };
    pages(&state.snapshot, part, before)
}

/// How many pages a part has.
fn count(snapshot: &Snapshot, part: &str) -> usize {
    let record = snapshot.record();
    match part {
        "site" => PLAIN.len(),
        "authorities" => record.authorities.len(),
        "pairs" => pairs(snapshot).count(),
        "partnerships" => record.partnerships.len(),
        "organisations" => record.organisations.len(),
        "programmes" => record.programmes.len(),
        "calls" => record.calls.len(),
        "alliances" => record.alliances.len(),
        "campaigns" => record.campaigns.len(),
        "projects" => record.projects.len(),
        "grants" => record.grants.len(),
        "stories" => record.stories.len(),
        "sources" => record.sources.len(),
        _ => 0,
    }
}

/// At most one file's pages of a part, from the one at this place on.
fn pages(snapshot: &Snapshot, part: &str, before: usize) -> Vec<Page> {
    let record = snapshot.record();
    let plain = PLAIN.into_iter().map(|word| Page {
        path: format!("/{word}"),
        of: Vec::new(),
    });
    macro_rules! keyed {
        ($table:ident) => {
            some(
                record.$table.iter().map(|item| by_key(part, item.id)),
                before,
            )
        };
    }
    match part {
        "site" => some(plain, before),
        "authorities" => some(record.authorities.iter().map(|(id, body)| (*id, body)), before)
            .into_iter()
            .map(|(id, body)| of_body(snapshot, id, body))
            .collect(),
        "pairs" => some(pairs(snapshot), before),
        "partnerships" => keyed!(partnerships),
        "organisations" => keyed!(organisations),
        "programmes" => keyed!(programmes),
        "calls" => keyed!(calls),
        "alliances" => keyed!(alliances),
        "campaigns" => keyed!(campaigns),
        "projects" => keyed!(projects),
        "grants" => keyed!(grants),
        "stories" => keyed!(stories),
        "sources" => some(
            record.sources.iter().map(|read| by_key(part, read.source.id)),
            before,
        ),
        _ => Vec::new(),
    }
}

fn some<T>(all: impl Iterator<Item = T>, before: usize) -> Vec<T> {
    all.skip(before).take(PAGES).collect()
}

fn by_key<K: Id>(folder: &str, id: K) -> Page {
    Page {
        path: format!("/{folder}/{}", id.uuid()),
        of: vec![(K::KIND, id.uuid())],
    }
}

/// A body's page shows what hangs on the body.
fn of_body(snapshot: &Snapshot, id: AuthorityId, body: &Authority) -> Page {
    let related = snapshot.of_party(PartyRef::Authority(id));
    let mut of = vec![(AuthorityId::KIND, id.uuid())];
    of.extend(
        related
            .partnerships
            .iter()
            .map(|id| (PartnershipId::KIND, id.uuid())),
    );
    of.extend(related.projects.iter().map(|id| (ProjectId::KIND, id.uuid())));
    of.extend(related.actions.iter().map(|id| (ActionId::KIND, id.uuid())));
    of.extend(related.grants.iter().map(|id| (GrantId::KIND, id.uuid())));
    of.extend(related.stories.iter().map(|id| (StoryId::KIND, id.uuid())));
    Page {
        path: format!("/authorities/{}", body.code()),
        of,
    }
}

/// The pages of two bodies that a partnership joins, each once.
fn pairs(snapshot: &Snapshot) -> impl Iterator<Item = Page> + '_ {
    let mut seen: HashSet<[AuthorityId; 2]> = HashSet::new();
    let of = |found: &Partnership| match found.parties.as_slice() {
        [left, right] => match (left.party, right.party) {
            (PartyRef::Authority(left), PartyRef::Authority(right)) => Some([left, right]),
            _ => None,
        },
        _ => None,
    };
    let all = snapshot.record().partnerships.iter();
    all.filter_map(move |found| {
        let mut pair = of(found)?;
        pair.sort();
        let [left, right] = pair.map(|id| snapshot.authority(id).map(Authority::code));
        let address = urls::pair(Lang::Fr, left?, right?);
        let path = address.strip_prefix(&format!("/{}", Lang::Fr.tag()))?.to_owned();
        let of = vec![(PartnershipId::KIND, found.id.uuid())];
        seen.insert(pair).then_some(Page { path, of })
    })
}

/// When each of the entities behind some pages last changed.
async fn days(site: &Site, pages: &[Page]) -> Result<HashMap<(&'static str, Uuid), Day>, RegisterError> {
    let mut wanted: BTreeMap<&'static str, Vec<Uuid>> = BTreeMap::new();
    for (kind, id) in pages.iter().flat_map(|page| &page.of) {
        wanted.entry(kind).or_default().push(*id);
    }
    let mut days = HashMap::new();
    for (kind, ids) in wanted {
        let changed = site.desk().register.last_changed(kind, &ids).await?;
        let found = changed
            .iter()
            .filter_map(|(id, at)| Some(((kind, *id), at.day()?)));
        days.extend(found);
    }
    Ok(days)
}

async fn lines(site: &Site, pages: &[Page]) -> Result<Vec<Line>, RegisterError> {
    let days = days(site, pages).await?;
    let line = |page: &Page| Line {
        addresses: Lang::ALL
            .into_iter()
            .map(|lang| {
                (
                    lang.tag(),
                    format!("{}/{}{}", site.address(), lang.tag(), page.path),
                )
            })
            .collect(),
        day: page
            .of
            .iter()
            .filter_map(|of| days.get(of))
            .max()
            .map(ToString::to_string),
        chooses: (page.path == "/").then(|| format!("{}/", site.address())),
    };
    Ok(pages.iter().map(line).collect())
}
