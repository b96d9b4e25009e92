//! Walks through sites: WordPress page by page, feeds, pages, and sites that lie about themselves.

use crate::hostile::{Hostile, ok};
use serde_json::json;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use work::fetch::{FetchLimits, Fetcher, Reach, System, Validators};
use work::web::{Batch, Known, MOST_PAGES, Mark, Memory, Walk, WebError};

fn walk(server: &Hostile, path: &str, mark: Option<Mark>) -> Walk {
    let reach = Reach::besides([server.place]);
    let fetcher = Fetcher::new(
        reach,
        FetchLimits::default(),
        "https://a.example",
        Arc::new(System),
    )
    .unwrap();
    Walk::new(fetcher, &server.at(path), mark).pausing(Duration::ZERO)
}

async fn all(mut walk: Walk) -> Result<Vec<Batch>, WebError> {
    let mut batches = Vec::new();
    while let Some(batch) = walk.next().await? {
        batches.push(batch);
    }
    Ok(batches)
}

fn origins(batches: &[Batch]) -> Vec<&str> {
    let documents = batches.iter().flat_map(|batch| &batch.documents);
    documents.map(|document| document.origin.as_str()).collect()
}

fn page_asked(path: &str) -> u64 {
    let page = path.split("&page=").nth(1).unwrap_or("1");
    page.split('&').next().unwrap().parse().unwrap()
}

fn posts(page: u64) -> Vec<u8> {
    let post = |id: u64| json!({ "id": id, "link": format!("https://town.example/{id}"), "title": {"rendered": "é"} });
    serde_json::to_vec(&[post(page * 10), post(page * 10 + 1)]).unwrap()
}

/// A WordPress site with three pages of posts.
async fn wordpress() -> Hostile {
    Hostile::answering(|path| {
        if path == "/" {
            return ok(
                "Link: </x>; rel=\"other\", <http://HOST/wp-json/>; rel=\"https://api.w.org/\"\r\n",
                b"<html></html>",
            );
        }
        match page_asked(path) {
            page @ 1..=3 if path.starts_with("/wp-json/wp/v2/posts?") => ok(
                "X-WP-TotalPages: 3\r\nContent-Type: application/json\r\n",
                &posts(page),
            ),
            _ => b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".to_vec(),
        }
    })
    .await
}

#[tokio::test]
async fn a_wordpress_site_is_walked_to_its_last_page_and_each_post_is_a_document() {
    let server = wordpress().await;
    for path in [
        "/wp-json",
        "/wp-json/",
        "/wp-json/wp/v2/posts",
        "/wp-json/wp/v2/posts?page=2&per_page=5",
    ] {
        let batches = all(walk(&server, path, None)).await.unwrap();
        assert_eq!(batches.len(), 3, "{path}");
        let expected = ["10", "11", "20", "21", "30", "31"].map(|id| format!("https://town.example/{id}"));
        assert_eq!(origins(&batches), expected);
        assert!(batches[2].mark.is_none() && batches[0].pages == Some(3));
        let bytes = String::from_utf8(batches[0].documents[0].bytes.clone()).unwrap();
        assert!(
            bytes.starts_with('{') && bytes.contains("\"rendered\":\"é\""),
            "{bytes}"
        );
    }
}

#[tokio::test]
async fn a_walk_goes_on_from_its_mark() {
    let server = wordpress().await;
    let first = walk(&server, "/wp-json", None).next().await.unwrap().unwrap();
    let mark = serde_json::to_string(&first.mark.unwrap()).unwrap();
    let mark: Mark = serde_json::from_str(&mark).unwrap();
    let rest = all(walk(&server, "/wp-json", Some(mark))).await.unwrap();
    assert_eq!(origins(&rest).len(), 4);
    assert_eq!(origins(&rest)[0], "https://town.example/20");
}

#[tokio::test]
async fn a_site_that_gives_the_same_page_for_ever_ends_with_the_second() {
    let server = Hostile::answering(|_| ok("X-WP-TotalPages: 4000000000\r\n", &posts(1))).await;
    let batches = all(walk(&server, "/wp-json", None)).await.unwrap();
    assert_eq!(origins(&batches).len(), 2);
    assert_eq!(server.asked(), 3, "robots.txt and two pages");
}

#[tokio::test]
async fn a_site_with_ever_new_pages_ends_at_the_most_that_are_walked() {
    let server = Hostile::answering(|path| ok("", &posts(page_asked(path)))).await;
    let batches = all(walk(&server, "/wp-json", None)).await.unwrap();
    assert_eq!(u32::try_from(batches.len()).unwrap(), MOST_PAGES);
}

#[tokio::test]
async fn what_is_no_list_of_posts_is_said() {
    let bodies: [&[u8]; 5] = [
        b"{\"id\": 1}",
        b"[{\"id\": \"one\"}]",
        b"<html>",
        b"[{\"id\": 1}",
        b"[[[[[[[",
    ];
    for body in bodies {
        let server = Hostile::answering(move |_| ok("", body)).await;
        let error = all(walk(&server, "/wp-json", None)).await.unwrap_err();
        assert!(matches!(error, WebError::NotPosts { .. }), "{error}");
        assert!(error.to_string().contains("is not a list of WordPress posts") && !error.may_pass());
    }
    let deep = "[".repeat(200_000).into_bytes();
    let server = Hostile::answering(move |_| ok("", &deep)).await;
    let error = all(walk(&server, "/wp-json", None)).await.unwrap_err();
    assert!(matches!(error, WebError::NotPosts { .. }), "{error}");
}

#[tokio::test]
async fn each_entry_of_a_feed_is_a_page_that_reads_with_its_title_and_day() {
    let feed = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Ville de Valky</title><link>https://town.example</link>
        <language>fr</language><item><title>Un jumelage &amp; une fête</title><link>https://town.example/7</link>
        <pubDate>Mon, 24 Nov 2025 16:00:00 +0000</pubDate>
        <description>&lt;p&gt;Castelnau &lt;b&gt;signe&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item></channel></rss>"#;
    let server =
        Hostile::answering(move |_| ok("Content-Type: application/rss+xml\r\n", feed.as_bytes())).await;
    let batches = all(walk(&server, "/feed", None)).await.unwrap();
    assert_eq!(origins(&batches), ["https://town.example/7"]);
    let found = &batches[0].documents[0];
    let hint = read::Hint {
        name: Some(found.origin.clone()),
        media_type: found.media_type.clone(),
    };
    let document = read::document(&found.bytes, &hint).unwrap();
    assert_eq!(document.metadata.title.as_deref(), Some("Un jumelage & une fête"));
    assert_eq!(document.metadata.published.unwrap().to_string(), "2025-11-24");
    assert_eq!(document.metadata.publisher.as_deref(), Some("Ville de Valky"));
    assert!(
        document.text.contains("Castelnau signe.") && !document.text.contains("alert"),
        "{}",
        document.text
    );
}

#[tokio::test]
async fn a_broken_feed_is_said_and_a_page_is_a_document() {
    let server = Hostile::answering(|path| match path {
        "/feed" => ok(
            "Content-Type: application/rss+xml\r\n",
            b"<rss version=\"2.0\"><channel><item>",
        ),
        _ => ok("Content-Type: text/html\r\n", b"<html><h1>Jumelage</h1></html>"),
    })
    .await;
    let page = all(walk(&server, "/news.html", None)).await.unwrap();
    assert_eq!(origins(&page), [server.at("/news.html")]);
    match all(walk(&server, "/feed", None)).await {
        Err(error) => assert!(error.to_string().contains("cannot be read"), "{error}"),
        Ok(batches) => assert!(origins(&batches).len() <= 1),
    }
}

#[tokio::test]
async fn a_site_is_asked_what_robots_may_fetch_and_is_kept_to() {
    let rules = b"User-agent: *\nDisallow: /\n\nUser-agent: Jumelage\nDisallow: /private/\n";
    let server = Hostile::answering(move |path| match path {
        "/robots.txt" => ok("", rules),
        _ => ok("Content-Type: text/html\r\n", b"<html><h1>Jumelage</h1></html>"),
    })
    .await;
    assert_eq!(all(walk(&server, "/news.html", None)).await.unwrap().len(), 1);
    let error = all(walk(&server, "/private/news.html", None)).await.unwrap_err();
    assert!(
        matches!(error, WebError::Robots { .. }) && !error.may_pass(),
        "{error}"
    );
    assert!(error.to_string().contains("robots.txt"), "{error}");
}

#[tokio::test]
async fn a_site_whose_robots_txt_cannot_be_had_for_now_is_asked_later() {
    let server = Hostile::answering(|path| match path {
        "/robots.txt" => b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".to_vec(),
        _ => ok("Content-Type: text/html\r\n", b"<html><h1>Jumelage</h1></html>"),
    })
    .await;
    let error = all(walk(&server, "/news.html", None)).await.unwrap_err();
    assert!(error.may_pass(), "{error}");
    assert_eq!(server.asked(), 1);
}

/// A memory that knows one answer of every address.
struct Knows;

impl Memory for Knows {
    fn known<'a>(&'a self, _: &'a str) -> Pin<Box<dyn Future<Output = Option<Known>> + Send + 'a>> {
        let known = Known {
            validators: Validators {
                etag: Some("\"one\"".to_owned()),
                modified: None,
            },
            pages: Some(3),
            posts: vec![10, 11],
        };
        Box::pin(async move { Some(known) })
    }
}

#[tokio::test]
async fn pages_that_have_not_changed_give_nothing_and_the_walk_goes_on_behind_them() {
    let server = Hostile::behaving(|head, mut stream| async move {
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        let is_known = head.to_lowercase().contains("if-none-match: \"one\"");
        let answer = if path == "/robots.txt" {
            b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec()
        } else if page_asked(&path) == 2 {
            ok("X-WP-TotalPages: 3\r\nETag: \"two\"\r\n", &posts(2))
        } else if is_known {
            b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec()
        } else {
            b"HTTP/1.1 500 Not as it should be\r\nContent-Length: 0\r\n\r\n".to_vec()
        };
        let _ = stream.write_all(&answer).await;
    })
    .await;
    let walk = walk(&server, "/wp-json", None).remembering(Arc::new(Knows));
    let batches = all(walk).await.unwrap();
    let unchanged: Vec<bool> = batches.iter().map(|batch| batch.unchanged).collect();
    assert_eq!(unchanged, [true, false, true]);
    let expected = ["https://town.example/20", "https://town.example/21"];
    assert_eq!(origins(&batches), expected);
    let (address, known) = batches[1].known.clone().unwrap();
    assert!(address.ends_with("&page=2"), "{address}");
    assert_eq!(known.validators.etag.as_deref(), Some("\"two\""));
    assert_eq!(known.posts, [20, 21]);
}
