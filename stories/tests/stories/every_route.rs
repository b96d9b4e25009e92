//! Every way in: each address that the program answers is asked for with real parameters, in each language, and each file and
//! feed in each of its formats.
//!
//! In: the table of access rules, which the program's own tests hold against its routes, and the manifest of the bundle.
//! Out: the demo's answers with status, media type and something that only the right one says.
//!
//! # Invariants
//! A route of the table that is in no list here fails the story, and so does a list that names no route; so does a file whose
//! format nothing here reads.

use crate::html::{Page, words};
use crate::record::{Record, succeeds};
use crate::site::{LANGUAGES, Site, says};
use crate::uploads::Person;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use stories::{Answer, Jumelage, Request, Server};

/// Who may ask for what, route by route.
const TABLE: &str = include_str!("../../../publish/authz.csv");

const NANTES: &str = "fr-com-44109";
const KHERSON: &str = "ua-UA65100150000057191";

/// How a page behind the door answers.
const SIGNED_IN: &str = "signed-in";

/// The addresses: route, an address of it, how it answers, and what the answer says. `{key}` stands for a key of the demo, and
/// `{lang}` for each language in turn. An answer is `page`; `help` or `leads` with its status; `picture`; `xml` with media type and
/// root; `json` with media type and a key; `text`; `signed-in` for a page that asks others to sign in.
const ADDRESSES: &str = include_str!("routes.tsv");

/// An address of a route.
#[derive(Debug, Clone, Copy)]
struct Way {
    route: &'static str,
    address: &'static str,
    answer: &'static str,
    says: &'static str,
}

fn ways() -> Vec<Way> {
    let rows = ADDRESSES
        .lines()
        .skip(1)
        .map(|row| row.split('\t').collect::<Vec<_>>());
    rows.map(|row| match row[..] {
        [route, address, answer, says] => Way {
            route,
            address,
            answer,
            says,
        },
        _ => panic!("not four columns: {row:?}"),
    })
    .collect()
}

/// What other stories ask for, with words of theirs that do so: a route that needs more than the demo.
const ELSEWHERE: [(&str, &str, &str); 11] = [
    ("/pictures/{sha256}", include_str!("looks.rs"), "/pictures/"),
    (
        "/{lang}/sign-in/provider",
        include_str!("provider.rs"),
        "/sign-in/provider",
    ),
    (
        "/{lang}/sign-in/provider/back",
        include_str!("provider.rs"),
        "/provider/back",
    ),
    ("/provider/back", include_str!("provider.rs"), "/provider/back"),
    (
        "/{lang}/sign-out/provider",
        include_str!("provider.rs"),
        "/sign-out",
    ),
    (
        "/{lang}/import/jobs/{id}",
        include_str!("uploads.rs"),
        "anne.sees(&server, &import)",
    ),
    (
        "/{lang}/import/jobs/{id}/events",
        include_str!("uploads.rs"),
        "{import}/events",
    ),
    (
        "/{lang}/account/data",
        include_str!("every_route.rs"),
        "/account/data",
    ),
    ("/data/{file}", include_str!("every_route.rs"), "/data/{file}"),
    (
        "/data/iati/{file}",
        include_str!("every_route.rs"),
        "/data/{file}",
    ),
    ("/api/v1/sources", include_str!("pages.rs"), "/api/v1/sources"),
];

/// The routes of the table that are asked for, with what anybody gets who is not signed in.
fn table() -> BTreeMap<&'static str, &'static str> {
    let rows = TABLE
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect::<Vec<_>>());
    rows.filter(|row| row[0] == "get")
        .map(|row| (row[1], row[3]))
        .collect()
}

#[test]
fn every_route_of_the_table_is_asked_for_by_a_story() {
    let table = table();
    assert!(table.len() > 80, "{}", table.len());
    let listed = ways().into_iter().map(|way| way.route);
    let listed: BTreeSet<&str> = listed.chain(ELSEWHERE.iter().map(|way| way.0)).collect();
    let all: BTreeSet<&str> = table.keys().copied().collect();
    let unasked: Vec<_> = all.difference(&listed).collect();
    assert!(unasked.is_empty(), "no story asks for {unasked:?}");
    let unknown: Vec<_> = listed.difference(&all).collect();
    assert!(unknown.is_empty(), "there is no route {unknown:?}");
    for (route, story, asks) in ELSEWHERE {
        assert!(story.contains(asks), "the story of {route} says “{asks}” no more");
    }
}

/// Keys of the demo by the names that stand for them in addresses.
fn keys(site: &Site) -> BTreeMap<&'static str, String> {
    let partnership = site.partnership(&[NANTES, KHERSON]);
    let valky = site.partnership(&["fr-com-31205", "ua-UA63020030000094096"]);
    let valky = format!("/fr/partnerships/{valky}");
    let key = |page: &str, kind: &str| {
        let link = site.link(page, kind);
        link.rsplit('/')
            .next()
            .unwrap()
            .split('#')
            .next()
            .unwrap()
            .to_owned()
    };
    let source = site.items("/api/v1/sources");
    let source = source.iter().find(|source| source["language"] == "en").unwrap();
    let stylesheet = site.page("/fr/").attributes("link[rel=stylesheet]", "href");
    let stories = site.page("/fr/stories");
    let story = stories.all("main a[href^='/fr/stories/']");
    let story = story
        .into_iter()
        .find(|link| words(*link).contains("Valky"))
        .unwrap();
    BTreeMap::from([
        ("origin", site.server.origin()),
        ("stylesheet", stylesheet.first().unwrap().clone()),
        ("nantes", NANTES.to_owned()),
        ("kherson", KHERSON.to_owned()),
        (
            "programme",
            key(&format!("/fr/partnerships/{partnership}"), "programmes"),
        ),
        ("partnership", partnership),
        ("organisation", key(&valky, "organisations")),
        ("alliance", key(&valky, "alliances")),
        ("campaign", key(&valky, "campaigns")),
        ("project", key(&valky, "projects")),
        ("call", key("/fr/programmes", "calls")),
        ("grant", key("/fr/authorities/fr-com-78297", "grants")),
        (
            "story",
            story.attr("href").unwrap().rsplit('/').next().unwrap().to_owned(),
        ),
        ("source", source["id"].as_str().unwrap().to_owned()),
    ])
}

/// An address with its keys, in a language.
fn filled(address: &str, keys: &BTreeMap<&str, String>, language: &str) -> String {
    let keyed = keys.iter().fold(address.to_owned(), |address, (name, key)| {
        address.replace(&format!("{{{name}}}"), key)
    });
    keyed.replace("{lang}", language)
}

/// In which languages an address has to be asked for.
fn languages(address: &str) -> &'static [&'static str] {
    if address.contains("{lang}") {
        &LANGUAGES
    } else {
        &["fr"]
    }
}

/// A whole page of this language that says this.
fn is_page(path: &str, answer: &Answer, language: &str, said: &str) {
    let kind = answer.header("content-type").unwrap_or_default();
    assert!(kind.starts_with("text/html"), "{path}: {kind}");
    let text = answer.text();
    assert!(!text.contains('⟦'), "{path} has a word that nobody wrote");
    let page = Page::of(&text);
    assert_eq!(page.attributes("html", "lang"), [language], "{path}");
    assert_eq!(page.all("h1").len(), 1, "{path}");
    let shown = page.texts("body").join(" ");
    assert!(shown.contains(said), "{path} does not say “{said}”: {shown}");
}

fn answers(path: &str, answer: &Answer, as_told: &str, language: &str, said: &str) {
    let told: Vec<&str> = as_told.split(' ').collect();
    let status = match told[..] {
        ["help" | "leads", status] => status.parse().unwrap(),
        _ => 200,
    };
    assert_eq!(answer.status, status, "{path}: {}", answer.text());
    let kind = answer.header("content-type").unwrap_or_default().to_owned();
    let is_of = |wanted: &str| assert!(kind.starts_with(wanted), "{path}: {kind}");
    match told[..] {
        ["page"] | ["help", _] => is_page(path, answer, language, said),
        ["picture"] => {
            is_of("image/png");
            assert!(answer.body.starts_with(b"\x89PNG\r\n\x1a\n"), "{path}");
            let size = [1_200_u32.to_be_bytes(), 630_u32.to_be_bytes()].concat();
            assert_eq!(answer.body.get(16..24), Some(size.as_slice()), "{path}");
        }
        ["xml", wanted, root] => {
            is_of(wanted);
            let text = answer.text();
            let document = roxmltree::Document::parse(&text).unwrap();
            assert_eq!(document.root_element().tag_name().name(), root, "{path}");
            says(&text, &[said]);
        }
        ["json", wanted, key] => {
            is_of(wanted);
            assert!(
                !answer.json()[key].is_null(),
                "{path} has no {key}: {}",
                answer.text()
            );
            says(&answer.text(), &[said]);
        }
        ["text"] => {
            is_of("text/");
            says(&answer.text(), &[said]);
        }
        ["leads", _] => says(answer.header("location").unwrap(), &[said]),
        _ => panic!("nothing is known of an answer “{as_told}”"),
    }
}

#[test]
fn every_public_address_answers_with_what_it_is_for_in_each_language() {
    let site = Site::of_demo();
    let keys = keys(&site);
    for way in ways().into_iter().filter(|way| way.answer != SIGNED_IN) {
        for language in languages(way.address) {
            let path = filled(way.address, &keys, language);
            let asked = Request::get(&path).header("accept-language", language);
            let answer = site.server.send(&asked).unwrap();
            answers(
                &path,
                &answer,
                way.answer,
                language,
                &filled(way.says, &keys, language),
            );
        }
    }
}

/// Whether bytes are a file of its ending, and how it is served.
fn is_file(name: &str, answer: &Answer) {
    let ending = name.rsplit('.').next().unwrap();
    let text = || answer.text();
    let lines = || text().lines().count();
    let (kind, is_sound): (&str, bool) = match ending {
        "csv" => (
            "text/csv",
            text().lines().next().is_some_and(|head| head.contains(',')),
        ),
        "xlsx" => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            answer.body.starts_with(b"PK"),
        ),
        "geojson" => (
            "application/geo+json",
            answer.json()["type"] == "FeatureCollection",
        ),
        "jsonl" => (
            "application/jsonl",
            text()
                .lines()
                .all(|line| serde_json::from_str::<Value>(line).is_ok_and(|row| row.is_object())),
        ),
        "parquet" => (
            "application/vnd.apache.parquet",
            answer.body.starts_with(b"PAR1") && answer.body.ends_with(b"PAR1"),
        ),
        "xml" => ("application/xml", roxmltree::Document::parse(&text()).is_ok()),
        "ics" => ("text/calendar", text().starts_with("BEGIN:VCALENDAR")),
        "json" => ("application/json", answer.json().is_object()),
        "txt" => ("text/plain", lines() > 0),
        "zip" => ("application/zip", answer.body.starts_with(b"PK")),
        other => panic!("nothing here reads a file that ends in {other}: {name}"),
    };
    let served = answer.header("content-type").unwrap_or_default();
    assert!(served.starts_with(kind), "{name} is served as {served}");
    assert!(is_sound, "{name} is no file of its ending");
}

#[test]
fn every_file_of_the_bundle_is_served_alone_in_its_format() {
    let site = Site::of_demo();
    let bundle = site.answer("/data/bundle.zip");
    is_file("bundle.zip", &bundle);
    let mut archive = zip::ZipArchive::new(Cursor::new(&bundle.body)).unwrap();
    let manifest: Value = serde_json::from_reader(archive.by_name("manifest.json").unwrap()).unwrap();
    let files = manifest["files"].as_object().unwrap();
    let endings: BTreeSet<&str> = files.keys().filter_map(|name| name.rsplit('.').next()).collect();
    let wanted = [
        "csv", "geojson", "ics", "json", "jsonl", "parquet", "txt", "xlsx", "xml",
    ];
    assert_eq!(endings.into_iter().collect::<Vec<_>>(), wanted);
    for file in files.keys() {
        is_file(file, &site.answer(&format!("/data/{file}")));
    }
}

/// Somebody who may do everything, and manages Nantes.
fn olha(record: &Record, server: &Server) -> Person {
    let user = |words: &[&str]| {
        let call = words
            .iter()
            .fold(Jumelage::with(["user"]), |call, word| call.and(*word));
        succeeds(record.told(call)).stdout
    };
    let roles = ["administrator", "reviewer", "moderator"]
        .map(|role| ["--role", role])
        .concat();
    let who = ["add", "olha@example.org", "--name", "Olha"];
    user(&[who.as_slice(), roles.as_slice()].concat());
    let link = user(&["link", "olha@example.org", "--site", &server.origin()]);
    let token = link.trim().split("token=").nth(1).unwrap();
    let opened = server
        .send(&Request::form("/fr/sign-in/link", &[("token", token)]))
        .unwrap();
    let cookie = opened.header("set-cookie").unwrap();
    let olha = Person {
        cookie: cookie.split(';').next().unwrap().to_owned(),
    };
    let speak = format!("/fr/bodies/{NANTES}/speak");
    olha.goes(server, Request::form(&speak, &[("letter", "sent by post")]));
    let waiting = olha.sees(server, "/fr/accreditations");
    let accept = action(&waiting, "/fr/accreditations/");
    olha.goes(server, Request::form(&accept, &[("verdict", "accept")]));
    olha
}

/// Where the first form of a page leads that begins so.
fn action(page: &str, prefix: &str) -> String {
    let forms = Page::of(page).attributes("form[action]", "action");
    forms
        .into_iter()
        .find(|action| action.starts_with(prefix))
        .unwrap()
}

#[test]
fn every_address_behind_the_door_opens_to_who_may_and_asks_others_to_sign_in() {
    let record = Record::demo();
    let news = crate::documents::Documents::demo().path(crate::documents::NEWS);
    let copy = record.data().join("another-name.fr.txt");
    std::fs::copy(news, &copy).unwrap();
    record.import(&[copy]);
    let site = Site::of(record);
    let olha = olha(site.record(), &site.server);
    let proposed = [
        ("parties", "fr-com-31205"),
        ("status", "explored"),
        ("words", "Nous aimerions apprendre de vous."),
    ];
    olha.goes(
        &site.server,
        Request::form(format!("/fr/bodies/{NANTES}/propose"), &proposed),
    );
    let desk = Page::of(&olha.sees(&site.server, &format!("/fr/bodies/{NANTES}")));
    let last = |link: &String| link.rsplit('/').next().unwrap().to_owned();
    let review = Page::of(&olha.sees(&site.server, "/fr/review"));
    let accounts = Page::of(&olha.sees(&site.server, "/fr/accounts"));
    let mut keys = keys(&site);
    keys.insert("proposal", last(desk.links("/fr/proposals/").first().unwrap()));
    keys.insert("claim", last(review.links("/fr/review/claims/").first().unwrap()));
    keys.insert("person", last(accounts.links("/fr/accounts/").first().unwrap()));
    for way in ways().into_iter().filter(|way| way.answer == SIGNED_IN) {
        for language in LANGUAGES {
            let path = filled(way.address, &keys, language);
            let anybody = site.server.get(&path).unwrap();
            let door = format!("/{language}/sign-in?back=");
            assert_eq!(anybody.status, 303, "{path}");
            says(anybody.header("location").unwrap(), &[&door]);
            let answer = olha.sends(&site.server, Request::get(&path));
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
            is_page(&path, &answer, language, way.says);
        }
    }
    let copy = olha.sends(&site.server, Request::get("/fr/account/data"));
    says(&copy.text(), &["olha@example.org"]);
    assert!(copy.json().is_object());
}
