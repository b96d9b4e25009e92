//! The site on sample records, asked as a browser or a program would ask it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod addresses;
mod atlas;
#[expect(
    dead_code,
    reason = "the builders of the record's own tests; each test takes what it needs"
)]
#[path = "../../register/tests/record/build.rs"]
mod build;
mod data;
mod open;
mod people;
mod read;
mod weight;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use proptest::prelude::*;
use publish::routes::ROUTES;
use publish::samples;
use scraper::{Html, Selector};
use std::collections::{BTreeSet, VecDeque};
use tower::ServiceExt;

/// An answer, its body as text.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn site(record: register::PublicRecord) -> Router {
    publish::router(samples::site(record).await.unwrap())
}

async fn ask(router: &Router, request: Request<Body>) -> Answer {
    let answer = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn get(router: &Router, path: &str) -> Answer {
    ask(router, Request::get(path).body(Body::empty()).unwrap()).await
}

async fn get_with(router: &Router, path: &str, name: header::HeaderName, value: &str) -> Answer {
    ask(
        router,
        Request::get(path)
            .header(name, value)
            .body(Body::empty())
            .unwrap(),
    )
    .await
}

fn links(page: &Html) -> BTreeSet<String> {
    let all = Selector::parse(
        "[href], [src], [data-src], [data-base], [data-detail], form[method=get], form:not([method])",
    )
    .unwrap();
    let mut links = BTreeSet::new();
    // What no robot follows is no page: it sends the browser to another site.
    for element in page
        .select(&all)
        .filter(|one| one.attr("rel") != Some("nofollow"))
    {
        for name in ["href", "src", "action", "data-src", "data-base"] {
            links.extend(element.attr(name).map(ToOwned::to_owned));
        }
    }
    links
}

/// What a page says to machines has the name and the address of the page.
fn check_linked(path: &str, page: &Html) {
    let first = |selector: &str| page.select(&Selector::parse(selector).unwrap()).next();
    let Some(block) = first("script[type=\"application/ld+json\"]") else {
        return;
    };
    let text: String = block.text().collect();
    let said: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(said["@context"], "https://schema.org", "{path}");
    let canonical = first("link[rel=canonical]").unwrap().attr("href").unwrap();
    assert_eq!(said["url"], canonical, "{path}");
    let title: String = first("head > title").unwrap().text().collect();
    let heading: String = first("h1").unwrap().text().collect();
    let name = said["name"].as_str().or(said["headline"].as_str()).unwrap();
    assert!(title.contains(name) || heading.contains(name), "{path}: {name}");
}

fn check_page(path: &str, answer: &Answer) -> Html {
    let page = Html::parse_document(&answer.text);
    assert!(page.errors.is_empty(), "{path}: {:?}", page.errors);
    let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!(count("h1"), 1, "{path} has one h1");
    assert_eq!(count("main"), 1, "{path} has one main");
    assert_eq!(count("head > title"), 1, "{path} has a title");
    assert_eq!(
        count("[style], script:not([src]):not([type=\"application/ld+json\"])"),
        0,
        "{path} has inline style or script"
    );
    check_linked(path, &page);
    let lang = page.root_element().attr("lang").unwrap_or_default();
    assert!(path.starts_with(&format!("/{lang}/")), "{path} is in {lang}");
    assert!(
        !answer.text.contains('⟦'),
        "{path}: {:?}",
        answer
            .text
            .split('⟦')
            .nth(1)
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect::<String>()
    );
    for part in ["&#60;div", "&#60;table", "&#60;svg"] {
        assert!(!answer.text.contains(part), "{path} shows the markup of a part");
    }
    let ids: Vec<&str> = page
        .select(&Selector::parse("[id]").unwrap())
        .filter_map(|e| e.attr("id"))
        .collect();
    let distinct: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "{path} has an id twice");
    for element in page.select(&Selector::parse("a[href]").unwrap()) {
        assert!(
            !element
                .attr("href")
                .unwrap_or_default()
                .starts_with("javascript:"),
            "{path}"
        );
    }
    page
}

/// Walks every link of the site from the home pages; returns how many pages stood.
async fn walk(record: register::PublicRecord) -> usize {
    let router = site(record).await;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut next: VecDeque<String> = ["/fr/", "/en/", "/uk/"].map(ToOwned::to_owned).into();
    let mut pages = 0;
    while let Some(path) = next.pop_front() {
        let (address, anchor) = path.split_once('#').unwrap_or((&path, ""));
        let address = address
            .strip_prefix("https://atlas.example.org")
            .unwrap_or(address);
        // Pictures are kept by the register, which the samples leave empty.
        let is_picture = address.starts_with("/pictures/");
        if !address.starts_with('/') || is_picture || !seen.insert(path.clone()) {
            continue;
        }
        let answer = get(&router, address).await;
        if answer.status.is_redirection() {
            next.push_back(answer.header(header::LOCATION).to_owned());
            continue;
        }
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        if answer.header(header::CONTENT_TYPE).starts_with("text/html") {
            let page = check_page(address, &answer);
            // A quoted source shows no text, so it has no places; the page itself is the best answer.
            if !anchor.is_empty() && !anchor.starts_with("at-") {
                let id = Selector::parse(&format!("[id=\"{anchor}\"]")).unwrap();
                assert_eq!(page.select(&id).count(), 1, "{path} leads to its place");
            }
            next.extend(links(&page));
            pages += 1;
        }
    }
    pages
}

#[tokio::test]
async fn every_link_of_the_usual_site_leads_somewhere_in_every_language() {
    assert!(walk(samples::record()).await > 150);
}

#[tokio::test]
async fn an_empty_record_still_gives_every_page() {
    assert!(walk(samples::empty()).await > 30);
}

#[tokio::test]
async fn overlong_and_hostile_facts_break_no_page() {
    assert!(walk(samples::longest()).await > 300);
}

#[tokio::test]
async fn the_table_of_the_home_page_says_what_the_map_says() {
    let router = site(samples::record()).await;
    let home = get(&router, "/fr/").await.text;
    let map: serde_json::Value =
        serde_json::from_str(&get(&router, "/api/v1/map.json?lang=fr").await.text).unwrap();
    let arcs = map["arcs"].as_array().unwrap();
    assert_eq!(arcs.len(), 1 + 2 + 7);
    for arc in arcs {
        assert!(home.contains(arc["url"].as_str().unwrap()), "{arc}");
    }
}

#[tokio::test]
async fn a_secondary_code_leads_to_the_primary_one() {
    let router = site(samples::record()).await;
    let answer = get(&router, "/uk/authorities/gn-698740").await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(
        answer.header(header::LOCATION),
        "/uk/authorities/ua-UA51100270000073549"
    );
}

#[tokio::test]
async fn a_body_that_no_fact_names_has_its_page_all_the_same() {
    let router = site(samples::record()).await;
    let answer = get(&router, "/en/authorities/fr-com-48095").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text.contains("Mende") && answer.text.contains("12,318"));
    assert!(answer.text.contains("No partnership is known yet"));
}

#[tokio::test]
async fn what_does_not_exist_is_a_page_that_helps() {
    let router = site(samples::record()).await;
    for path in [
        "/fr/authorities/fr-com-00000",
        "/fr/authorities/nonsense",
        "/en/partnerships/not-a-key",
        "/uk/partnerships/01900000-0000-7000-8000-0000000fffff",
        "/de/",
        "/id/partnership/01900000-0000-7000-8000-0000000fffff",
        "/fr/nowhere/at/all",
        "/static/000000000000/site.css",
    ] {
        let answer = get(&router, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        if !path.starts_with("/static/") {
            assert!(answer.text.contains("name=\"q\""), "{path} offers a search");
        }
    }
}

#[tokio::test]
async fn the_computed_total_stands_beside_the_stated_one() {
    let router = site(samples::record()).await;
    let page = get(&router, "/en/alliances/01900000-0000-7000-8000-00000000008c")
        .await
        .text;
    assert!(page.contains("€30,166.50") && page.contains("€30,000"));
    assert!(page.contains("60,333") && page.contains("60,000"));
}

#[tokio::test]
async fn search_forgives_spelling_and_says_why() {
    let router = site(samples::record()).await;
    for (question, expected) in [
        ("%D0%A5%D0%B0%D1%80%D0%BA%D1%96%D0%B2", "ua-UA63120270000028556"),
        ("St+Alban", "fr-com-31467"),
        ("besancon", "fr-com-25056"),
        ("fr-com-59350", "fr-com-59350"),
    ] {
        let page = get(&router, &format!("/en/search?q={question}")).await.text;
        assert!(
            page.contains(&format!("/en/authorities/{expected}")),
            "{question}"
        );
        assert!(page.contains("class=\"why\""), "{question}");
    }
    assert!(
        get(&router, "/en/search?q=Kharkiv")
            .await
            .text
            .contains("<mark>Kharkiv</mark>")
    );
}

#[tokio::test]
async fn a_quoted_source_shows_the_public_its_quotes_only() {
    let router = site(samples::record()).await;
    let path = "/fr/sources/01900000-0000-7000-8000-00000000012d";
    let public = get(&router, path).await.text;
    assert!(!public.contains("class=\"reading\""));
    assert!(public.contains("class=\"quote"));
    let cookie = people::signed_in(&router, samples::people::REVIEWER).await;
    let reviewer = get_with(&router, path, header::COOKIE, &cookie).await.text;
    assert!(reviewer.contains("class=\"reading\""));
    assert!(!get(&router, path).await.text.contains("class=\"reading\""));
}

#[tokio::test]
async fn the_language_is_negotiated_and_said_so() {
    let router = site(samples::record()).await;
    let answer = get_with(&router, "/", header::ACCEPT_LANGUAGE, "uk, fr;q=0.5").await;
    assert_eq!(
        (answer.status, answer.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/uk/")
    );
    assert_eq!(answer.header(header::VARY), "Accept-Language");
    let answer = get_with(
        &router,
        "/id/partnership/01900000-0000-7000-8000-000000000065",
        header::ACCEPT_LANGUAGE,
        "en",
    )
    .await;
    assert_eq!(
        answer.header(header::LOCATION),
        "/en/partnerships/01900000-0000-7000-8000-000000000065"
    );
}

#[tokio::test]
async fn the_language_switch_keeps_page_and_query() {
    let router = site(samples::record()).await;
    let page = get(&router, "/fr/partnerships?status=active").await.text;
    assert!(page.contains("href=\"/uk/partnerships?status=active\""));
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_twice() {
    let router = site(samples::record()).await;
    for path in [
        "/fr/",
        "/api/v1/partnerships",
        "/data/partnerships.csv",
        "/fr/feed.atom",
    ] {
        let first = get(&router, path).await;
        let tag = first.header(header::ETAG).to_owned();
        assert!(tag.starts_with("W/\""), "{path}");
        let again = get_with(&router, path, header::IF_NONE_MATCH, &tag).await;
        assert_eq!(
            (again.status, again.text.as_str()),
            (StatusCode::NOT_MODIFIED, ""),
            "{path}"
        );
    }
}

#[tokio::test]
async fn pages_are_compressed_and_protected() {
    let router = site(samples::record()).await;
    let answer = get_with(&router, "/fr/", header::ACCEPT_ENCODING, "gzip, br").await;
    assert_eq!(answer.header(header::CONTENT_ENCODING), "br");
    assert!(
        answer
            .header(header::CONTENT_SECURITY_POLICY)
            .starts_with("default-src 'self'")
    );
    assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert!(!answer.header(header::REFERRER_POLICY).is_empty());
    let gzip = get_with(&router, "/fr/", header::ACCEPT_ENCODING, "gzip").await;
    assert_eq!(gzip.header(header::CONTENT_ENCODING), "gzip");
    let api = get(&router, "/api/v1/partnerships").await;
    assert_eq!(api.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
}

async fn post(router: &Router, path: &str, cookie: &str, form: &str) -> Answer {
    let request = Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .unwrap();
    ask(router, request).await
}

#[tokio::test]
async fn a_reviewer_accepts_rejects_and_takes_back_without_scripts() {
    let router = site(samples::record()).await;
    let cookie = people::signed_in(&router, samples::people::REVIEWER).await;
    let cookie = cookie.as_str();
    let queue = get_with(&router, "/en/review", header::COOKIE, cookie).await;
    assert!(queue.text.contains("2 claims wait"), "{}", queue.text);
    assert!(queue.header(header::CACHE_CONTROL).contains("no-store"));

    let claim = "/en/review/claims/01900000-0000-7000-8000-000000000191";
    let source = "/en/sources/01900000-0000-7000-8000-00000000012c";
    assert!(get(&router, source).await.text.contains("waits for review"));
    let done = post(&router, claim, cookie, "verdict=accept").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(
        !get(&router, source).await.text.contains("waits for review"),
        "the own write is visible at once"
    );
    let shown = get_with(&router, done.header(header::LOCATION), header::COOKIE, cookie).await;
    assert!(shown.text.contains("value=\"undo\""));
    post(&router, claim, cookie, "verdict=undo").await;
    assert!(get(&router, source).await.text.contains("waits for review"));
    let silent = post(&router, claim, cookie, "verdict=reject").await;
    assert!(silent.header(header::LOCATION).contains("reason-needed"));
    let told = post(&router, claim, cookie, "verdict=reject&reason=not+an+event").await;
    assert!(told.header(header::LOCATION).contains("done=rejected"));
    let twice = post(&router, claim, cookie, "verdict=accept").await;
    assert!(twice.header(header::LOCATION).contains("meanwhile"));
    assert_eq!(
        post(&router, claim, cookie, "verdict=perhaps").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_decision_from_another_site_is_refused() {
    let router = site(samples::record()).await;
    let cookie = people::signed_in(&router, samples::people::REVIEWER).await;
    let request = Request::post("/en/review/claims/01900000-0000-7000-8000-000000000191")
        .header("sec-fetch-site", "cross-site")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("verdict=accept"))
        .unwrap();
    assert_eq!(ask(&router, request).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_route_of_the_api_stands_in_its_description_and_the_other_way_round() {
    let router = site(samples::record()).await;
    let text = get(&router, "/api/openapi.json").await.text;
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let described: BTreeSet<&str> = document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let served: BTreeSet<&str> = ROUTES
        .iter()
        .map(|route| route.path)
        .filter(|path| path.starts_with("/api/v1/"))
        .collect();
    assert_eq!(described, served);
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(
            document["components"]["schemas"][name].is_object(),
            "{name} is described"
        );
    }
}

#[tokio::test]
async fn lists_of_the_api_go_on_by_cursor_to_their_end() {
    let router = site(samples::longest()).await;
    let (mut path, mut seen) = ("/api/v1/partnerships?limit=50".to_owned(), BTreeSet::new());
    loop {
        let part: serde_json::Value = serde_json::from_str(&get(&router, &path).await.text).unwrap();
        assert!(part["licence"].is_string() && part["attribution"].is_string());
        for item in part["items"].as_array().unwrap() {
            assert!(seen.insert(item["id"].to_string()), "no row twice");
        }
        match part["next"].as_str() {
            Some(after) => path = format!("/api/v1/partnerships?limit=50&after={after}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 124);
}

#[tokio::test]
async fn problems_of_the_api_are_told_in_the_standard_form() {
    let router = site(samples::record()).await;
    for (path, status) in [
        ("/api/v1/partnerships?status=married", 400),
        ("/api/v1/partnerships?limit=0", 400),
        ("/api/v1/authorities/fr-com-00000", 404),
        ("/api/v2/anything", 404),
    ] {
        let answer = get(&router, path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(
            answer.header(header::CONTENT_TYPE),
            "application/problem+json",
            "{path}"
        );
        let problem: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        assert_eq!(problem["status"], status);
    }
}

#[tokio::test]
async fn no_cell_of_a_file_starts_a_formula() {
    let router = site(samples::longest()).await;
    for name in ["partnerships.csv", "awards.csv", "authorities.csv"] {
        let text = get(&router, &format!("/data/{name}")).await.text;
        assert!(text.contains("\r\n"));
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            for cell in &row.unwrap() {
                let risky = cell.starts_with(['=', '+', '-', '@', '\t']);
                assert!(!risky || cell.parse::<f64>().is_ok(), "{name}: {cell}");
            }
        }
    }
}

#[tokio::test]
async fn the_files_and_answers_are_as_they_were() {
    let router = site(samples::record()).await;
    for (name, path) in [
        ("partnerships_csv", "/data/partnerships.csv"),
        ("awards_csv", "/data/awards.csv"),
        ("authorities_csv", "/data/authorities.csv"),
        ("atom", "/en/feed.atom"),
    ] {
        insta::assert_snapshot!(name, get(&router, path).await.text);
    }
    for (name, path) in [
        ("partnerships_geojson", "/data/partnerships.geojson"),
        ("json_feed", "/fr/feed.json"),
        ("partnerships_json", "/api/v1/partnerships?limit=2"),
        ("authority_json", "/api/v1/authorities/fr-com-59350?lang=uk"),
        ("awards_json", "/api/v1/awards?limit=1"),
        ("projects_json", "/api/v1/projects?limit=1"),
        (
            "source_json",
            "/api/v1/sources/01900000-0000-7000-8000-00000000012d",
        ),
        ("map_json", "/api/v1/map.json?lang=uk"),
        ("atlas_json", "/api/v1/atlas.json?lang=uk"),
        ("towns_json", "/api/v1/towns/6/32/21?lang=uk"),
    ] {
        let value: serde_json::Value = serde_json::from_str(&get(&router, path).await.text).unwrap();
        insta::assert_json_snapshot!(name, value);
    }
}

#[tokio::test]
async fn a_fact_that_was_withdrawn_is_gone_and_not_missing() {
    use publish::{Ground, Record, Shelved, Site};
    use std::sync::Arc;
    let earlier = samples::record();
    let mut later = earlier.clone();
    later.position += 1;
    let withdrawn = later.partnerships.pop().unwrap();
    let record = Arc::new(Two(std::sync::Mutex::new(vec![later, earlier.clone()])));
    let places = Arc::new(samples::SamplePlaces::of(&earlier));
    let held: Arc<dyn Record> = record;
    let desk = samples::people::desk().await.unwrap();
    let site = Site::open(Ground {
        record: held,
        desk,
        places,
        clock: samples::clock(),
        address: "http://127.0.0.1".to_owned(),
        index: Shelved::Nowhere,
    });
    let site = site.await.unwrap();
    let router = publish::router(site.clone());
    let path = format!("/fr/partnerships/{}", withdrawn.id);
    assert_eq!(get(&router, &path).await.status, StatusCode::OK);
    assert!(site.refresh().await.unwrap());
    assert_eq!(get(&router, &path).await.status, StatusCode::GONE);
}

/// Gives the last record first.
struct Two(std::sync::Mutex<Vec<register::PublicRecord>>);

impl publish::Record for Two {
    fn record(&self) -> publish::Answer<'_, register::PublicRecord> {
        let record = self.0.lock().unwrap().pop().unwrap();
        Box::pin(async move { Ok(record) })
    }
    fn changes(&self, _since: u64) -> publish::Answer<'_, Option<register::PublicChanges>> {
        Box::pin(async { Ok(None) })
    }
    fn position(&self) -> publish::Answer<'_, u64> {
        Box::pin(async { Ok(43) })
    }
    fn write_at(&self, position: u64) -> publish::Answer<'_, Option<uuid::Uuid>> {
        Box::pin(async move { Ok(Some(uuid::Uuid::from_u128(position.into()))) })
    }

    fn decide(
        &self,
        _claim: vocabulary::ClaimId,
        _decision: publish::Decision,
        _by: vocabulary::AccountId,
    ) -> publish::Answer<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}

/// One site for many questions.
static ASKED: std::sync::LazyLock<(tokio::runtime::Runtime, Router)> = std::sync::LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let router = runtime.block_on(site(samples::record()));
    (runtime, router)
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn nothing_in_an_address_makes_the_server_fail(
        start in prop::sample::select(vec![
            "/fr/partnerships", "/en/search", "/uk/authorities", "/api/v1/partnerships", "/api/v1/authorities",
            "/api/v1/awards", "/data/awards.csv", "/fr/sources", "/id/claim", "/fr/stories", "/fr/sign-in/link", "/en/sign-in", "/en/review",
        ]),
        rest in "(/[a-z0-9%._~:@!$&'()*+,;=-]{0,20}){0,2}",
        query in "[a-z0-9%._~:@!$&'()*+,;=/?-]{0,60}",
        value in "\\PC{0,20}",
    ) {
        let value: String = value.bytes().fold(String::new(), |text, byte| format!("{text}%{byte:02X}"));
        let name = if query.len() % 2 == 0 { "q" } else { "after" };
        let path = format!("{start}{rest}?{query}&{name}={value}&limit={value}");
        let (runtime, router) = &*ASKED;
        let status = runtime.block_on(async {
            let uri: axum::http::Uri = match path.parse() { Ok(uri) => uri, Err(_) => return StatusCode::OK };
            ask(router, Request::get(uri).body(Body::empty()).unwrap()).await.status
        });
        prop_assert!(!status.is_server_error(), "{} answered {}", path, status);
    }
}
