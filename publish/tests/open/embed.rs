//! The card of an authority in other sites' frames, and how programs learn of it.

use super::json;
use crate::{check_page, get, site};
use axum::http::{StatusCode, header};
use publish::samples;
use roxmltree::Document;
use scraper::Selector;

const PAGE: &str = "https://atlas.example.org/en/authorities/fr-com-14118";

fn asked(url: &str, rest: &str) -> String {
    let url: String = form_of(url);
    format!("/oembed?url={url}{rest}")
}

fn form_of(text: &str) -> String {
    crate::people::form(&[("url", text)])
        .trim_start_matches("url=")
        .to_owned()
}

#[tokio::test]
async fn a_card_may_stand_in_any_frame_and_no_other_page_may() {
    let router = site(samples::record()).await;
    for lang in ["fr", "en", "uk"] {
        let path = format!("/{lang}/authorities/fr-com-14118/card");
        let card = get(&router, &path).await;
        let policy = card.header(header::CONTENT_SECURITY_POLICY);
        assert!(
            policy.contains("frame-ancestors *") && policy.contains("default-src 'none'"),
            "{policy}"
        );
        let page = check_page(&path, &card);
        let links = Selector::parse("a:not([target=_blank][rel=noopener]), script, form").unwrap();
        assert_eq!(page.select(&links).count(), 0);
    }
    for path in ["/fr/", "/en/authorities/fr-com-14118", "/en/read", "/fr/sign-in"] {
        let policy = get(&router, path).await;
        let policy = policy.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
    }
}

#[tokio::test]
async fn a_card_tells_partners_or_that_there_are_none_and_follows_its_authority() {
    let router = site(samples::record()).await;
    let card = get(&router, "/en/authorities/fr-com-14118/card").await.text;
    assert!(
        card.contains("partnership") && card.contains("/en/partnerships/"),
        "{card}"
    );
    let none = get(&router, "/en/authorities/fr-com-48095/card").await;
    assert!(none.text.contains("No partnership in force is known"));
    let moved = get(&router, "/uk/authorities/gn-698740/card").await;
    assert_eq!(
        moved.header(header::LOCATION),
        "/uk/authorities/ua-UA51100270000073549/card"
    );
    for path in [
        "/en/authorities/nonsense/card",
        "/en/authorities/fr-com-00000/card",
    ] {
        assert_eq!(get(&router, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_page_of_an_authority_says_how_it_is_embedded() {
    let router = site(samples::record()).await;
    let page = get(&router, "/en/authorities/fr-com-14118").await;
    let page = check_page("/en/authorities/fr-com-14118", &page);
    for (kind, is_json) in [("application/json+oembed", true), ("text/xml+oembed", false)] {
        let link = Selector::parse(&format!("link[rel=alternate][type='{kind}']")).unwrap();
        let address = page.select(&link).next().unwrap().attr("href").unwrap();
        let answer = get(
            &router,
            address.strip_prefix("https://atlas.example.org").unwrap(),
        )
        .await;
        let html = if is_json {
            let told = json(&answer);
            assert_eq!((&told["version"], &told["type"]), (&"1.0".into(), &"rich".into()));
            assert_eq!((&told["width"], &told["height"]), (&480.into(), &360.into()));
            told["html"].as_str().unwrap().to_owned()
        } else {
            let told = Document::parse(&answer.text).unwrap();
            let html = told.descendants().find(|node| node.has_tag_name("html")).unwrap();
            html.text().unwrap().to_owned()
        };
        let code = Selector::parse("details.embed textarea").unwrap();
        let copied: String = page.select(&code).next().unwrap().text().collect();
        assert_eq!(copied, html);
        assert!(html.contains("src=\"https://atlas.example.org/en/authorities/fr-com-14118/card\""));
    }
}

#[tokio::test]
async fn what_cannot_be_embedded_is_told_so() {
    let router = site(samples::record()).await;
    let small = json(&get(&router, &asked(PAGE, "&maxwidth=300&maxheight=5000")).await);
    assert_eq!((&small["width"], &small["height"]), (&300.into(), &360.into()));
    for (path, status) in [
        ("/oembed".to_owned(), 400),
        (
            asked("https://elsewhere.example/en/authorities/fr-com-14118", ""),
            404,
        ),
        (
            asked(
                "https://atlas.example.org.evil.example/en/authorities/fr-com-14118",
                "",
            ),
            404,
        ),
        (asked("https://atlas.example.org/en/partnerships", ""), 404),
        (
            asked("https://atlas.example.org/en/authorities/fr-com-00000", ""),
            404,
        ),
        (
            asked("https://atlas.example.org/en/authorities/fr-com-14118/state", ""),
            404,
        ),
        (asked(PAGE, "&maxwidth=0"), 400),
        (asked(PAGE, "&maxheight=wide"), 400),
        (asked(PAGE, "&format=yaml"), 501),
    ] {
        let answer = get(&router, &path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(
            answer.header(header::CONTENT_TYPE),
            "application/problem+json",
            "{path}"
        );
        assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    }
}
