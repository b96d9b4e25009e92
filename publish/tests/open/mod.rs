//! What programs of strangers meet: the page of the API, other sites' browsers, limits, methods and parameters that do not fit.

mod embed;
mod files;
mod keys;

use crate::{Answer, ask, check_page, get, site};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderName, Method, Request, StatusCode, header};
use publish::{Rates, samples};
use scraper::Selector;
use serde_json::Value;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::num::NonZeroU32;

const FEEDS: [&str; 3] = [
    "/fr/feed.atom",
    "/en/authorities/fr-com-14118/feed.rss",
    "/uk/countries/UA/feed.json",
];

fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text).unwrap()
}

#[tokio::test]
async fn every_operation_parameter_and_schema_of_the_description_stands_on_the_page_of_the_api() {
    let router = site(samples::record()).await;
    let described = json(&get(&router, "/api/openapi.json").await);
    for lang in ["fr", "en", "uk"] {
        let path = format!("/{lang}/api");
        let answer = get(&router, &path).await;
        let page = check_page(&path, &answer);
        let articles = Selector::parse("article").unwrap();
        let said = |id: &str| -> String {
            let heading = Selector::parse(&format!("[id='{id}']")).unwrap();
            let mut found = page
                .select(&articles)
                .filter(|one| one.select(&heading).next().is_some());
            let text: String = found
                .next()
                .unwrap_or_else(|| panic!("{id} is not on {path}"))
                .text()
                .collect();
            text
        };
        let paths = described["paths"].as_object().unwrap();
        assert!(paths.len() >= 12);
        for (address, item) in paths {
            for operation in item.as_object().unwrap().values() {
                let text = said(operation["operationId"].as_str().unwrap());
                assert!(text.contains(address.as_str()), "{address}");
                for given in operation["parameters"].as_array().unwrap() {
                    let name = given["name"].as_str().unwrap();
                    assert!(text.contains(name), "{name} of {address}");
                }
                for status in operation["responses"].as_object().unwrap().keys() {
                    assert!(
                        status == "200" || text.contains(status.as_str()),
                        "{status} of {address}"
                    );
                }
            }
        }
        for sort in ["too-many-requests", "invalid-parameter", "no-such-file"] {
            assert!(
                answer.text.contains(&format!("urn:jumelage:problem:{sort}")),
                "{sort}"
            );
        }
        for (name, schema) in described["components"]["schemas"].as_object().unwrap() {
            let text = said(&format!("schema-{name}"));
            for field in schema["properties"].as_object().into_iter().flatten() {
                assert!(text.contains(field.0.as_str()), "{name}.{}", field.0);
            }
        }
    }
}

/// The fields that a schema describes.
fn described(whole: &Value, schema: &Value, fields: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        described(
            whole,
            whole.pointer(name.trim_start_matches('#')).unwrap(),
            fields,
        );
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        described(whole, part, fields);
    }
    let own = schema["properties"].as_object().into_iter().flatten();
    fields.extend(own.map(|(name, _)| name.clone()));
}

#[tokio::test]
async fn every_field_that_is_answered_is_described_and_every_one_described_is_answered() {
    let router = site(samples::record()).await;
    let whole = json(&get(&router, "/api/openapi.json").await);
    let page = get(&router, "/en/api").await.text;
    for (path, item) in whole["paths"].as_object().unwrap() {
        let id = item["get"]["operationId"].as_str().unwrap();
        let article = page.split(&format!("id=\"{id}\"")).nth(1).unwrap();
        let example = article.split("https://atlas.example.org").nth(1).unwrap();
        let example = example.split("&#39;").next().unwrap();
        let answer = json(&get(&router, example).await);
        let answered: BTreeSet<String> = answer.as_object().unwrap().keys().cloned().collect();
        let schema = &item["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let mut fields = BTreeSet::new();
        described(&whole, schema, &mut fields);
        assert_eq!(answered, fields, "{path}");
    }
}

#[tokio::test]
async fn the_examples_on_the_page_of_the_api_are_answered() {
    let router = site(samples::record()).await;
    let page = get(&router, "/en/api").await.text;
    let mut count = 0;
    for part in page.split("&#39;https://atlas.example.org").skip(1) {
        let address = part.split("&#39;").next().unwrap().replace("&#38;", "&");
        let address = address.replace("&amp;", "&");
        assert_eq!(get(&router, &address).await.status, StatusCode::OK, "{address}");
        count += 1;
    }
    assert!(count >= 5 + 12, "{count}");
}

#[tokio::test]
async fn other_sites_may_read_data_and_feeds_but_no_page() {
    let router = site(samples::record()).await;
    for path in FEEDS
        .into_iter()
        .chain(["/api/v1/partnerships", "/data/awards.csv", "/api/v1/nowhere"])
    {
        let answer = get(&router, path).await;
        assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*", "{path}");
        let exposed = answer.header(header::ACCESS_CONTROL_EXPOSE_HEADERS);
        assert!(exposed.contains("ETag") && exposed.contains("Retry-After"));
        let asked = Request::builder().method(Method::OPTIONS).uri(path);
        let before = ask(&router, asked.body(Body::empty()).unwrap()).await;
        assert_eq!(before.status, StatusCode::NO_CONTENT, "{path}");
        assert!(
            before
                .header(header::ACCESS_CONTROL_ALLOW_METHODS)
                .starts_with("GET")
        );
    }
    for path in ["/fr/", "/en/api", "/en/read", "/uk/account"] {
        let answer = get(&router, path).await;
        assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "", "{path}");
    }
}

#[tokio::test]
async fn a_method_that_an_address_does_not_know_is_told_which_it_knows() {
    let router = site(samples::record()).await;
    for (path, sort) in [
        ("/api/v1/partnerships", "application/problem+json"),
        ("/data/awards.csv", "application/problem+json"),
        ("/en/feed.atom", "application/problem+json"),
        ("/en/stories", "text/html"),
    ] {
        for method in [Method::DELETE, Method::PUT, Method::PATCH, Method::POST] {
            let asked = Request::builder().method(method.clone()).uri(path);
            let answer = ask(&router, asked.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert!(answer.header(header::ALLOW).contains("GET"), "{method} {path}");
            assert!(answer.header(header::CONTENT_TYPE).starts_with(sort), "{path}");
        }
    }
}

#[tokio::test]
async fn parameters_that_contradict_themselves_are_refused() {
    let router = site(samples::record()).await;
    for query in [
        "partnerships?limit=",
        "partnerships?limit=0",
        "partnerships?limit=501",
        "partnerships?country=UA&country=FR",
        "changes?since=",
        "changes?since=-1",
        "changes?since=9223372036854775808",
        "map.json?lang=de",
        "map.json?lang=fr&lang=fr",
        "atlas.json?lang=",
        "towns/6/32/22?lang=null&lang=null",
        "authorities?q=Caen&limit=1000",
    ] {
        let answer = get(&router, &format!("/api/v1/{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(json(&answer)["status"], 400);
    }
    for query in [
        "partnerships?country=&status=&year=&kind=&money=",
        "authorities?q=Caen&limit=500",
    ] {
        assert_eq!(
            get(&router, &format!("/api/v1/{query}")).await.status,
            StatusCode::OK,
            "{query}"
        );
    }
}

async fn from(router: &Router, address: &str, path: &str) -> Answer {
    let mut request = Request::get(path).body(Body::empty()).unwrap();
    let peer: SocketAddr = format!("{address}:4711").parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    ask(router, request).await
}

/// So often for an address, and ten times as often with a key.
fn rates(address: u32) -> Option<Rates> {
    Some(Rates {
        address: NonZeroU32::new(address)?,
        key: NonZeroU32::new(address * 10)?,
    })
}

#[tokio::test]
async fn who_asks_for_data_too_often_is_told_when_to_come_again_and_still_reads_pages() {
    let limited = samples::site(samples::record()).await.unwrap();
    let router = publish::router(limited.limited(rates(3)));
    for left in [2, 1, 0] {
        let answer = from(&router, "192.0.2.7", "/api/v1/partnerships").await;
        assert_eq!(answer.status, StatusCode::OK);
        let told = answer.header(HeaderName::from_static("ratelimit"));
        assert!(told.starts_with(&format!("\"data\";r={left};t=")), "{told}");
    }
    for path in FEEDS.into_iter().chain(["/api/v1/awards", "/data/awards.csv"]) {
        let answer = from(&router, "192.0.2.7", path).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
        assert_eq!(json(&answer)["type"], "urn:jumelage:problem:too-many-requests");
        let wait: u64 = answer.header(header::RETRY_AFTER).parse().unwrap();
        assert!((1..=20).contains(&wait), "{wait}");
        let policy = answer.header(HeaderName::from_static("ratelimit-policy"));
        assert_eq!(policy, "\"data\";q=3;w=60");
        assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    }
    assert_eq!(
        from(&router, "192.0.2.7", "/fr/partnerships").await.status,
        StatusCode::OK
    );
    for other in ["192.0.2.8", "127.0.0.1"] {
        let answer = from(&router, other, "/api/v1/partnerships").await;
        assert_eq!(answer.status, StatusCode::OK, "{other}");
    }
    assert!(get(&router, "/en/api").await.text.contains("3 requests a minute"));
}

#[tokio::test]
async fn a_text_to_read_counts_as_several_requests() {
    let limited = samples::site(samples::record()).await.unwrap();
    let router = publish::router(limited.limited(rates(20)));
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let mut request = Request::post("/en/read")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("text=Caen"))
            .unwrap();
        let peer: SocketAddr = "192.0.2.7:4711".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = ask(&router, request).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            check_page("/en/read", &answer);
            let wait: u64 = answer.header(header::RETRY_AFTER).parse().unwrap();
            assert!((1..=30).contains(&wait) && answer.text.contains("Too many texts"));
        }
        statuses.push(answer.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 429]);
}
