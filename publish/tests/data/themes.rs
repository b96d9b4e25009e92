//! Themes on the site: where they are told, and where one goes from there.

use crate::{get, site};
use axum::http::StatusCode;
use publish::samples;

/// The sample partnership whose reason speaks of ports of commerce.
async fn page_of_a_theme(lang: &str) -> (axum::Router, String) {
    let router = site(samples::record()).await;
    let list = get(&router, "/api/v1/partnerships?theme=economy").await;
    let list: serde_json::Value = serde_json::from_str(&list.text).unwrap();
    let found = &list["items"][0];
    assert!(found["themes"].as_array().unwrap().contains(&"economy".into()));
    let path = format!("/{lang}/partnerships/{}", found["id"].as_str().unwrap());
    let page = get(&router, &path).await;
    assert_eq!(page.status, StatusCode::OK);
    (router, page.text)
}

#[tokio::test]
async fn a_partnership_names_its_themes_with_the_word_that_tells_each() {
    for (lang, theme, told_by) in [
        ("fr", "économie et tourisme", "d’après « commerce »"),
        ("en", "economy and tourism", "from “commerce”"),
        ("uk", "економіка й туризм", "за словом «commerce»"),
    ] {
        let (_, page) = page_of_a_theme(lang).await;
        assert!(page.contains(&format!(
            "<a href=\"/{lang}/partnerships?theme=economy\">{theme}</a>"
        )));
        assert!(page.contains(told_by), "{lang}");
    }
}

#[tokio::test]
async fn statistics_count_each_theme_and_lead_to_its_list_and_feed() {
    let router = site(samples::record()).await;
    let statistics = get(&router, "/en/statistics").await;
    assert!(statistics.text.contains("Partnerships by theme"));
    assert!(statistics.text.contains("/en/partnerships?theme=economy"));
    let list = get(&router, "/en/partnerships?theme=economy").await;
    assert!(list.text.contains("href=\"/en/themes/economy/feed.atom\""));
    let narrowed = get(&router, "/en/partnerships?theme=economy&country=UA").await;
    let feed = "/en/themes/economy/feed.atom";
    assert!(!narrowed.text.contains(feed), "no feed answers two wishes");
    let nothing = get(&router, "/en/partnerships?theme=sport").await;
    assert!(nothing.text.contains("id=\"f-theme\""));
    assert!(
        !nothing.text.contains("/en/themes/sport/feed.atom"),
        "a feed of nothing"
    );
}
