//! The demo as readers and reviewers see it, in three languages; and as machines take it.

use crate::documents::{Documents, NEWS, bodies, list};
use crate::html::{Page, words};
use crate::record::{Record, succeeds};
use serde_json::Value;
use stories::{Answer, Jumelage, Request, Server, workspace};

const LANGUAGES: [&str; 3] = ["fr", "en", "uk"];
const VALKY: &str = "ua-UA63020030000094096";
const GAGNAC: &str = "fr-com-31205";

/// The demo, served; the record goes when the story ends.
struct Site {
    server: Server,
    _record: Record,
}

impl Site {
    fn of_demo() -> Self {
        let record = Record::demo();
        let server = Server::of(record.data()).unwrap();
        Self {
            server,
            _record: record,
        }
    }

    fn answer(&self, path: &str) -> Answer {
        let answer = self.server.get(path).unwrap();
        assert_eq!(answer.status, 200, "{path}: {}", self.server.stderr());
        answer
    }

    fn page(&self, path: &str) -> Page {
        Page::of(&self.answer(path).text())
    }

    fn json(&self, path: &str) -> Value {
        let answer = self.answer(path);
        let json = answer.json();
        assert!(!json.is_null(), "{path} is no JSON: {}", answer.text());
        json
    }

    /// Everything a list of the API holds.
    fn items(&self, path: &str) -> Vec<Value> {
        list(&self.json(&format!("{path}?limit=500")), "items").to_vec()
    }

    /// The key of the partnership between these bodies.
    fn partnership(&self, codes: &[&str]) -> String {
        let items = self.items("/api/v1/partnerships");
        let found = items
            .iter()
            .find(|item| codes.iter().all(|code| bodies(item, "parties").contains(code)));
        let found = found.unwrap_or_else(|| panic!("no partnership between {codes:?}"));
        found["id"].as_str().unwrap().to_owned()
    }

    /// The first link of a page to something of a kind.
    fn link(&self, page: &str, kind: &str) -> String {
        let prefix = format!("/{}/{kind}/", &page[1..3]);
        let links = self.page(page).links(&prefix);
        links
            .first()
            .unwrap_or_else(|| panic!("{page} has no link to {prefix}"))
            .clone()
    }
}

/// Asserts that a text holds all of these.
fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "“{part}” is not said in: {text}");
    }
}

#[test]
fn the_home_page_counts_lists_and_leads_on_in_three_languages() {
    let site = Site::of_demo();
    for language in LANGUAGES {
        let page = site.page(&format!("/{language}/"));
        assert_eq!(page.attributes("html", "lang"), [language]);
        assert_eq!(page.all("h1").len(), 1);
        assert!(page.links(&format!("/{language}/partnerships/")).len() >= 10);
        assert!(page.links(&format!("/{language}/stories/")).len() >= 3);
        assert!(
            page.links(&format!("/{language}/calls/")).len()
                + page.links(&format!("/{language}/programmes/")).len()
                >= 1
        );
        assert!(
            page.all("main table").len() + page.all("main table tbody tr").len() > 5,
            "the map has a table twin"
        );
        let said = page.says();
        assert!(said.contains("23"), "the partnerships are counted: {said}");
        for other in LANGUAGES {
            assert!(
                page.attributes(&format!("a[hreflang={other}]"), "href")
                    .contains(&format!("/{other}/"))
                    || other == language,
                "no way from {language} to {other}"
            );
        }
    }
    let size = site.answer("/fr/").body.len();
    assert!(size < 50_000, "the first view has {size} bytes");
}

#[test]
fn an_authority_shows_its_names_partners_and_sources() {
    let site = Site::of_demo();
    for language in LANGUAGES {
        let kherson = site.page(&format!("/{language}/authorities/ua-UA65100150000057191"));
        let said = kherson.says();
        says(
            &said,
            &[
                "Nantes",
                "Saint-Nazaire",
                "Херсонська міська територіальна громада",
                "ua-UA65100150000057191",
            ],
        );
        assert!(!kherson.links(&format!("/{language}/partnerships/")).is_empty());
        assert!(!kherson.links(&format!("/{language}/sources/")).is_empty());
    }
    let says_parents = |code: &str, parent: &str| {
        let said = site.page(&format!("/fr/authorities/{code}")).says();
        assert!(
            said.contains(parent),
            "{code} is not said to be in {parent}: {said}"
        );
    };
    says_parents("own-ml-sio", "Mopti");
    says_parents("own-ml-benkadi-sikasso", "Sikasso");
    says_parents("own-bf-oueleni", "Léraba");
    says_parents("own-ne-dankassari", "Dosso");
    assert_eq!(
        site.server.get("/fr/authorities/fr-com-99999").unwrap().status,
        404
    );
}

#[test]
fn a_partnership_shows_its_life_its_reason_and_its_quotes() {
    let site = Site::of_demo();
    let id = site.partnership(&["fr-com-44109", "fr-com-44184", "ua-UA65100150000057191"]);
    let signed = [
        ("fr", "6 juin 2025"),
        ("en", "6 June 2025"),
        ("uk", "6 червня 2025"),
    ];
    for (language, day) in signed {
        let page = site.page(&format!("/{language}/partnerships/{id}"));
        says(
            &page.says(),
            &[day, "Nantes", "Saint-Nazaire", "#MistoMatch", "estuaire"],
        );
        let quotes = page.texts("main blockquote").join(" ");
        says(
            &quotes,
            &["Nantes, Saint-Nazaire et Kherson ont signé, le 6 juin 2025 à Kyiv"],
        );
        let sources = page.links(&format!("/{language}/sources/"));
        let place = sources.iter().find(|link| link.contains('#')).unwrap();
        let (path, anchor) = place.split_once('#').unwrap();
        let source = site.page(path);
        assert_eq!(
            source.all(&format!("[id='{anchor}']")).len(),
            1,
            "{place} leads somewhere"
        );
    }
    let amiens = site.partnership(&["fr-epci-248000531", "ua-UA12060170000091033"]);
    says(
        &site.page(&format!("/fr/partnerships/{amiens}")).says(),
        &["ville natale", "Macron", "Zelensk"],
    );
}

#[test]
fn the_results_of_the_call_stand_in_twenty_rows_by_region() {
    let site = Site::of_demo();
    let rows: Vec<&str> = include_str!("awards.tsv").lines().skip(1).collect();
    for language in LANGUAGES {
        let path = site.link(&format!("/{language}/"), "calls");
        let page = site.page(&path);
        says(&page.texts("h1").join(" "), &["Généraliste 2020-2021"]);
        let shown: Vec<_> = page.all("table.results tr[id^=award-]");
        assert_eq!(shown.len(), 20, "{language}");
        let mut regions: Vec<&str> = rows.iter().filter_map(|row| row.split('\t').next()).collect();
        regions.dedup();
        assert_eq!(
            page.texts("table.results tr.group"),
            regions,
            "in the order of the communiqué"
        );
        for group in page.all("table.results tbody") {
            let said = words(group);
            let region = regions.iter().find(|region| said.starts_with(**region)).unwrap();
            for row in rows.iter().filter(|row| row.split('\t').next() == Some(region)) {
                let title = row.split('\t').nth(4).unwrap();
                says(&said, &[title]);
            }
        }
    }
    let csv = site.answer("/data/awards.csv").text();
    assert_eq!(csv.lines().count(), 21);
}

#[test]
fn the_alliance_shows_each_share_and_both_totals() {
    let site = Site::of_demo();
    let id = site.partnership(&[GAGNAC, VALKY]);
    for (language, computed, stated, people) in [
        ("fr", "15 116,50", "15 000", "30 233"),
        ("en", "15,116.50", "15,000", "30,233"),
        ("uk", "15 116,50", "15 000", "30 233"),
    ] {
        let path = site.link(&format!("/{language}/partnerships/{id}"), "alliances");
        let page = site.page(&path);
        assert_eq!(page.texts("h1"), ["Alliance for Valky"]);
        let rows = page.texts("section[aria-labelledby^=pool] tbody tr");
        assert_eq!(rows.len(), 7, "{rows:?}");
        for name in [
            "Gagnac-sur-Garonne",
            "Fonbeauzard",
            "Fenouillet",
            "Gratentour",
            "Lespinasse",
            "Saint-Alban",
            "Seilh",
        ] {
            assert!(rows.iter().any(|row| row.contains(name)), "{name}: {rows:?}");
        }
        let said = page.says();
        let half = if language == "en" { "0.50" } else { "0,50" };
        let stated_people = stated.replace("15", "30");
        says(&said, &[computed, stated, people, stated_people.as_str(), half]);
        assert!(
            !said.contains("The Small Project Team ·"),
            "the coordinator is no member"
        );
        assert!(
            !page.all("main blockquote").is_empty(),
            "{language}: the proof is quoted"
        );
    }
}

#[test]
fn campaign_project_and_stories_are_there() {
    let site = Site::of_demo();
    let id = site.partnership(&[GAGNAC, VALKY]);
    for (language, target, day) in [
        ("fr", "105 000", "31 décembre 2023"),
        ("en", "105,000", "31 December 2023"),
        ("uk", "105 000", "31 грудня 2023"),
    ] {
        let alliance = site.link(&format!("/{language}/partnerships/{id}"), "alliances");
        let campaign = site.link(&alliance, "campaigns");
        says(&site.page(&campaign).says(), &[target, day]);
        let project = site.link(&alliance, "projects");
        says(&site.page(&project).says(), &["gymnasium", "15"]);
        let stories = site
            .page(&format!("/{language}/stories"))
            .links(&format!("/{language}/stories/"));
        let mut stories: Vec<String> = stories.into_iter().collect();
        stories.dedup();
        assert_eq!(
            stories.len(),
            5,
            "a post, three news items, a communiqué: {stories:?}"
        );
        let titles: Vec<String> = stories
            .iter()
            .map(|story| site.page(story).texts("h1").join(" "))
            .collect();
        assert!(
            titles.contains(&"Seven communes and one town: the Alliance for Valky".to_owned()),
            "{titles:?}"
        );
    }
}

#[test]
fn a_source_shows_its_text_with_every_name_and_claim_marked() {
    let site = Site::of_demo();
    for source in site.items("/api/v1/sources") {
        let id = source["id"].as_str().unwrap();
        for language in LANGUAGES {
            let page = site.page(&format!("/{language}/sources/{id}"));
            let names = page.all("main mark.name");
            assert!(names.len() >= list(&source, "mentions").len().min(5), "{id}");
            assert!(!page.all("main mark.claim").is_empty(), "{id}");
            for mention in list(&source, "mentions") {
                let start = mention["start"].as_u64().unwrap();
                assert_eq!(
                    page.all(&format!("[id='at-{start}']")).len(),
                    1,
                    "{id}: {mention}"
                );
            }
        }
    }
    let post = site
        .items("/api/v1/sources")
        .into_iter()
        .find(|source| source["language"] == "en")
        .unwrap();
    let page = site.page(&format!("/fr/sources/{}", post["id"].as_str().unwrap()));
    says(&page.says(), &["66%", "taxable income"]);
}

#[test]
fn search_forgives_spelling_and_script() {
    let site = Site::of_demo();
    for (question, code) in [
        ("%D0%A5%D0%B0%D1%80%D0%BA%D1%96%D0%B2", "ua-UA63120270000028556"),
        ("Kharkov", "ua-UA63120270000028556"),
        ("St%20Alban", "fr-com-31467"),
        ("krivoi+rog", "ua-UA12060170000091033"),
        ("gagnac+sur+garone", GAGNAC),
    ] {
        for language in LANGUAGES {
            let page = site.page(&format!("/{language}/search?q={question}"));
            let hits = page.links(&format!("/{language}/authorities/"));
            assert_eq!(
                hits.first().map(String::as_str),
                Some(format!("/{language}/authorities/{code}").as_str()),
                "{question}: {hits:?}"
            );
        }
    }
    let nothing = site.page("/fr/search?q=qqqqzzzzxxxx");
    assert!(nothing.links("/fr/authorities/").is_empty());
    site.page("/fr/search?q=");
}

#[test]
fn the_feeds_are_well_formed_and_name_the_stories() {
    let site = Site::of_demo();
    for language in LANGUAGES {
        let atom = site.answer(&format!("/{language}/feed.atom"));
        assert!(
            atom.header("content-type")
                .unwrap()
                .starts_with("application/atom+xml")
        );
        let text = atom.text();
        let feed = roxmltree::Document::parse(&text).unwrap();
        let named = |name: &'static str| {
            feed.descendants()
                .filter(move |node| node.tag_name().name() == name)
        };
        assert_eq!(
            feed.root_element().tag_name().namespace(),
            Some("http://www.w3.org/2005/Atom")
        );
        assert!(named("entry").count() >= 4);
        for entry in named("entry") {
            for child in ["id", "title", "updated", "link"] {
                assert!(
                    entry.children().any(|node| node.tag_name().name() == child),
                    "{child} is missing"
                );
            }
        }
        let feed = site.json(&format!("/{language}/feed.json"));
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert!(list(&feed, "items").len() >= 4);
        for item in list(&feed, "items") {
            let address = item["url"].as_str().unwrap();
            let path = address.strip_prefix(&site.server.origin()).unwrap();
            site.page(path);
            assert!(
                ["content_text", "content_html"]
                    .iter()
                    .any(|key| item[*key].is_string()),
                "the format asks for one of them: {item}"
            );
        }
    }
}

#[test]
fn the_open_data_files_are_valid() {
    let site = Site::of_demo();
    for (name, least) in [("partnerships", 23), ("awards", 20), ("authorities", 40)] {
        let answer = site.answer(&format!("/data/{name}.csv"));
        assert!(answer.header("content-type").unwrap().starts_with("text/csv"));
        let mut reader = csv::Reader::from_reader(answer.body.as_slice());
        let width = reader.headers().unwrap().len();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(rows.len() >= least, "{name}: {} rows", rows.len());
        assert!(rows.iter().all(|row| row.len() == width));
    }
    let answer = site.answer("/data/partnerships.geojson");
    assert!(
        answer
            .header("content-type")
            .unwrap()
            .starts_with("application/geo+json")
    );
    let geojson = answer.json();
    assert_eq!(geojson["type"], "FeatureCollection");
    assert!(geojson["attribution"].as_str().unwrap().contains("GeoNames"));
    let features = list(&geojson, "features");
    assert!(features.len() >= 20, "{}", features.len());
    for feature in features {
        assert_eq!(feature["type"], "Feature");
        let geometry = &feature["geometry"];
        assert!(
            ["LineString", "MultiLineString", "Point"].contains(&geometry["type"].as_str().unwrap()),
            "{geometry}"
        );
        let mut numbers = Vec::new();
        positions(&geometry["coordinates"], &mut numbers);
        // A partner without a place, as a ministry, leaves one end of the line.
        assert_eq!(numbers.len() == 1, geometry["type"] == "Point");
        for (east, north) in numbers {
            assert!(east.abs() <= 180.0 && north.abs() <= 90.0, "{east} {north}");
        }
    }
}

/// Every position in nested coordinates.
fn positions(coordinates: &Value, into: &mut Vec<(f64, f64)>) {
    let inner = coordinates.as_array().unwrap();
    match (inner[0].as_f64(), inner.get(1).and_then(Value::as_f64)) {
        (Some(east), Some(north)) => into.push((east, north)),
        _ => inner.iter().for_each(|part| positions(part, into)),
    }
}

#[test]
fn every_answer_of_the_api_is_as_its_description_says() {
    let site = Site::of_demo();
    let description = site.json("/api/openapi.json");
    assert_eq!(description["openapi"], "3.1.0");
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() >= 8);
    for (path, operations) in paths {
        let answer = &operations["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        assert!(answer.is_object(), "{path} has no schema");
        let schema = serde_json::json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "components": description["components"],
            "allOf": [answer],
        });
        let validator = jsonschema::validator_for(&schema).unwrap();
        let collection = path.split("/{").next().unwrap();
        let addresses: Vec<String> = if path.contains('{') {
            let key = if path.contains("{code}") { "code" } else { "id" };
            let items = site.items(collection);
            items
                .iter()
                .filter_map(|item| item[key].as_str())
                .map(|key| format!("{collection}/{key}"))
                .collect()
        } else {
            vec![path.clone(), format!("{path}?lang=uk"), format!("{path}?limit=2")]
        };
        assert!(!addresses.is_empty(), "{path}");
        for address in addresses {
            let json = site.json(&address);
            let errors: Vec<String> = validator
                .iter_errors(&json)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{address}:\n{}", errors.join("\n"));
        }
    }
    let missing = site
        .server
        .get("/api/v1/partnerships/01a200d8-739d-7005-affa-000000000000")
        .unwrap();
    assert_eq!(missing.status, 404);
    assert_eq!(missing.header("content-type"), Some("application/problem+json"));
    let invalid = site.server.get("/api/v1/partnerships?limit=many").unwrap();
    assert_eq!(invalid.status, 400);
    let first = site.answer("/api/v1/partnerships");
    let etag = first.header("etag").unwrap();
    let again = Request::get("/api/v1/partnerships").header("if-none-match", etag);
    assert_eq!(site.server.send(&again).unwrap().status, 304);
}

#[test]
fn cursors_lead_through_a_whole_list_without_a_gap() {
    let site = Site::of_demo();
    let all: Vec<Value> = site.items("/api/v1/partnerships");
    let mut walked = Vec::new();
    let mut path = "/api/v1/partnerships?limit=5".to_owned();
    loop {
        let page = site.json(&path);
        walked.extend(list(&page, "items").iter().map(|item| item["id"].clone()));
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/partnerships?limit=5&after={next}"),
            None => break,
        }
        assert!(walked.len() <= all.len());
    }
    let ids: Vec<Value> = all.iter().map(|item| item["id"].clone()).collect();
    assert_eq!(walked, ids);
}

#[test]
fn every_link_of_the_demo_leads_somewhere() {
    let site = Site::of_demo();
    let mut known = std::collections::BTreeSet::new();
    let mut open = vec!["/fr/".to_owned()];
    while let Some(path) = open.pop() {
        let answer = site.server.get(&path).unwrap();
        assert!(
            [200, 303, 308].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        let is_page = answer
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"));
        if !is_page || !path.starts_with("/fr/") {
            continue;
        }
        for link in Page::of(&answer.text()).attributes("a[href], link[href]", "href") {
            let link = link.split('#').next().unwrap().to_owned();
            // The gazetteer behind the record has no end: an authority's page is not followed to others.
            let goes_on = path.contains("/authorities/") && link.contains("/authorities/");
            if link.starts_with('/') && !goes_on && known.insert(link.clone()) {
                open.push(link);
            }
        }
        assert!(known.len() < 3_000, "the site of the demo has no end: {path}");
    }
    assert!(known.len() > 100, "{}", known.len());
}

#[test]
fn a_reviewer_opens_the_link_once_and_decides_on_claims() {
    let record = Record::empty();
    record.import(&[Documents::demo().path(NEWS)]);
    let server = Server::of(record.data()).unwrap();
    let stranger = server.get("/fr/review").unwrap();
    assert!([401, 403].contains(&stranger.status), "{}", stranger.status);

    let origin = server.origin();
    let call = Jumelage::with(["review", "link", "--name", "Olha", "--site", &origin]);
    let link = succeeds(call.data(record.data())).stdout.trim().to_owned();
    let path = link.strip_prefix(&origin).unwrap().to_owned();
    let opened = server.get(&path).unwrap();
    assert_eq!(opened.status, 303);
    let cookie = opened.header("set-cookie").unwrap();
    says(cookie, &["HttpOnly", "SameSite=Strict"]);
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let again = server.get(&path).unwrap();
    assert!(
        [401, 403, 410].contains(&again.status),
        "a link opens once: {}",
        again.status
    );

    for language in LANGUAGES {
        let request = Request::get(format!("/{language}/review")).header("cookie", &cookie);
        let queue = server.send(&request).unwrap();
        assert_eq!(queue.status, 200);
        let page = Page::of(&queue.text());
        assert_eq!(page.all("article.reviewbox").len(), 5, "{language}");
        says(&page.says(), &["Olha", "#MistoMatch"]);
        assert_eq!(
            page.all("article.reviewbox mark.claim").len(),
            5,
            "the claim stands beside its source"
        );
    }
    let post = |claim: &str, fields: &[(&str, &str)]| {
        let request = Request::form(format!("/fr/review/claims/{claim}"), fields).header("cookie", &cookie);
        server.send(&request).unwrap()
    };
    let waiting = record.waiting();
    let key = |kind: &str| {
        let found = waiting.iter().find(|row| row["claim"]["kind"] == kind);
        found.unwrap()["id"].as_str().unwrap().to_owned()
    };
    let (partnership, event) = (key("partnership"), key("event"));
    assert_eq!(post(&partnership, &[("verdict", "accept")]).status, 303);
    assert_eq!(
        server.get("/api/v1/partnerships").unwrap().json()["total"],
        1,
        "a write shows at once"
    );
    let unexplained = post(&event, &[("verdict", "reject"), ("reason", "")]);
    says(unexplained.header("location").unwrap(), &["reason-needed"]);
    assert_eq!(record.sound()["claims_rejected"], 0);
    assert_eq!(
        post(
            &event,
            &[("verdict", "reject"), ("reason", "a summit is no partnership")]
        )
        .status,
        303
    );
    let counts = record.sound();
    assert_eq!(counts["claims_accepted"], 1);
    assert_eq!(counts["claims_rejected"], 1);
    assert_eq!(post(&partnership, &[("verdict", "undo")]).status, 303);
    assert_eq!(record.sound()["claims_accepted"], 0);

    let by = record.rows(
        "SELECT DISTINCT actor_kind, actor FROM change WHERE what IN ('accepted', 'rejected', 'undone')",
    );
    assert_eq!(by.len(), 1, "{by:?}");
    assert_eq!(by[0]["actor"], "Olha");

    let forged = Request::form(
        format!("/fr/review/claims/{partnership}"),
        &[("verdict", "accept")],
    );
    assert_eq!(
        server.send(&forged).unwrap().status,
        403,
        "without a session nothing is decided"
    );
    assert_eq!(record.sound()["claims_accepted"], 0);
}

#[test]
fn a_page_that_is_not_there_helps_in_its_language() {
    let site = Site::of_demo();
    for language in LANGUAGES {
        let answer = site.server.get(&format!("/{language}/nowhere")).unwrap();
        assert_eq!(answer.status, 404);
        let page = Page::of(&answer.text());
        assert_eq!(page.attributes("html", "lang"), [language]);
        assert!(!page.all("a[href]").is_empty());
    }
    let accepts = |language: &str| Request::get("/").header("accept-language", language);
    let home = site.server.send(&accepts("uk,en;q=0.5")).unwrap();
    assert_eq!(home.header("location"), Some("/uk/"));
    assert!(workspace().is_dir());
}
