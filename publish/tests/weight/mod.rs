//! What a first view costs before the map: how many files, how many bytes, and whether its words come with the first of them.

use crate::{get, links, site};
use axum::http::StatusCode;
use flate2::Compression;
use flate2::write::GzEncoder;
use publish::samples;
use scraper::{Html, Selector};
use std::io::Write;

/// What arrives in the first round trip of a connection.
const FIRST: usize = 14_000;
/// Most bytes and files of a first view.
const WHOLE: (usize, usize) = (50_000, 6);

fn packed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

/// The files that a browser fetches at once for a page, the map's own left out.
fn files(page: &Html) -> Vec<String> {
    let at_once =
        Selector::parse("link[rel=stylesheet], link[rel=icon], script[src], img:not([loading=lazy])")
            .unwrap();
    page.select(&at_once)
        .filter_map(|one| one.attr("href").or(one.attr("src")))
        .filter(|address| !address.ends_with("/map.js"))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn the_first_view_of_every_public_page_is_light_and_its_words_come_first() {
    let router = site(samples::record()).await;
    let record = samples::record();
    let mut paths: Vec<String> = Vec::new();
    for word in [
        "",
        "partnerships",
        "statistics",
        "data",
        "accessibility",
        "styleguide",
        "about",
        "legal",
        "sign-in",
    ] {
        paths.push(format!("/uk/{word}"));
    }
    for start in [
        "/fr/authorities",
        "/fr/stories",
        "/fr/projects",
        "/fr/programmes",
        "/fr/sources",
        "/fr/search?q=lille",
    ] {
        paths.push(start.to_owned());
        let page = Html::parse_document(&get(&router, start).await.text);
        let folder = start.split('?').next().unwrap();
        let deeper = links(&page)
            .into_iter()
            .find(|link| link.starts_with(&format!("{folder}/")) && !link.contains("feed."));
        paths.extend(deeper);
    }
    paths.push(format!("/uk/partnerships/{}", record.partnerships[0].id));
    assert!(paths.len() > 18, "{paths:?}");
    for path in paths {
        let answer = get(&router, &path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let heading = answer.text.find("</h1>").unwrap();
        let words: String = answer.text.chars().take(heading + 4_000).collect();
        assert!(
            packed(&words) <= FIRST,
            "{path}: the words begin behind {} bytes",
            packed(&words)
        );
        let page = Html::parse_document(&answer.text);
        let files = files(&page);
        let mut bytes = packed(&answer.text);
        for file in &files {
            bytes += packed(&get(&router, file).await.text);
        }
        let (most, count) = WHOLE;
        assert!(bytes <= most, "{path} weighs {bytes} bytes with {files:?}");
        assert!(files.len() < count, "{path} asks for {files:?}");
    }
}
