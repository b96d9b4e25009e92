//! Files of what a list shows: the same filters, the same rows.

use super::json;
use crate::{get, site};
use axum::Router;
use axum::http::StatusCode;
use publish::samples;
use scraper::{Html, Selector};
use std::collections::BTreeSet;

async fn ids(router: &Router, query: &str) -> BTreeSet<String> {
    let answer = get(router, &format!("/data/partnerships.csv?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}");
    let mut rows = csv::Reader::from_reader(answer.text.trim_start_matches('\u{feff}').as_bytes());
    let rows = rows.records().map(|row| row.unwrap()[0].to_owned());
    rows.collect()
}

#[tokio::test]
async fn a_file_takes_the_filters_of_the_list_and_holds_the_same_rows() {
    let router = site(samples::record()).await;
    let all = ids(&router, "").await;
    let mut narrowed = 0;
    for query in [
        "country=UA",
        "country=DE",
        "status=live",
        "status=ended",
        "kind=twinning",
        "year=2026",
        "money=known",
        "theme=economy",
        "theme=sport",
        "country=UA&status=live&year=2025",
        "country=&status=&kind=&theme=&programme=&year=&money=",
    ] {
        let listed = json(&get(&router, &format!("/api/v1/partnerships?{query}&limit=500")).await);
        let listed: BTreeSet<String> = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect();
        let found = ids(&router, query).await;
        assert_eq!(found, listed, "{query}");
        narrowed += usize::from(found.len() < all.len() && !found.is_empty());
    }
    assert!(
        narrowed >= 3,
        "the filters of the samples leave some out: {narrowed}"
    );
}

#[tokio::test]
async fn every_format_is_linked_from_the_list_with_what_was_asked_for() {
    let router = site(samples::record()).await;
    let page = get(&router, "/en/partnerships?country=UA&status=live&sort=names").await;
    assert!(page.text.contains("Download this selection"));
    let page = Html::parse_document(&page.text);
    let links = Selector::parse("main a[download]").unwrap();
    let links: Vec<&str> = page
        .select(&links)
        .map(|link| link.attr("href").unwrap())
        .collect();
    assert_eq!(links.len(), 5);
    for link in links {
        assert!(link.ends_with("?country=UA&status=live"), "{link}");
        assert_eq!(get(&router, link).await.status, StatusCode::OK, "{link}");
    }
}

#[tokio::test]
async fn a_filter_that_does_not_parse_makes_no_file() {
    let router = site(samples::record()).await;
    for query in [
        "country=Ukraine",
        "status=happy",
        "kind=x",
        "year=19",
        "money=much",
    ] {
        let answer = get(&router, &format!("/data/partnerships.xlsx?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(json(&answer)["type"], "urn:jumelage:problem:invalid-parameter");
    }
    let other = get(&router, "/data/authorities.csv?country=nonsense").await;
    assert_eq!(other.status, StatusCode::OK, "it means nothing to other files");
}
