use super::*;
use crate::samples;
use crate::samples::people::desk;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tower::ServiceExt;

async fn site(folder: &TempDir, makes: bool) -> Site {
    let site = samples::site_of(samples::record(), desk().await.unwrap()).await;
    site.unwrap()
        .nightly(Nights::at(folder.path().join("nightly"), makes))
}

async fn get(site: &Site, path: &str) -> Response {
    let request = Request::get(path).body(Body::empty()).unwrap();
    crate::router(site.clone()).oneshot(request).await.unwrap()
}

async fn bytes(answer: Response) -> Vec<u8> {
    to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()
}

async fn listed(site: &Site) -> Vec<Value> {
    let list = bytes(get(site, "/data/nightly/index.json").await).await;
    let list: Value = serde_json::from_slice(&list).unwrap();
    list["nights"].as_array().unwrap().clone()
}

/// A night that was kept this many days before the one that the sample clock stands in.
fn earlier(nights: &Nights, days: i64) {
    let night = Night {
        day: nights.listed()[0].day - jiff::SignedDuration::from_hours(24 * days),
        position: 1,
        bytes: 3,
        sha256: format!("{days:064}"),
    };
    fs::write(nights.folder.join(night.kept()), "old").unwrap();
    fs::write(
        nights.folder.join(format!("{}.{SAID}", night.day)),
        serde_json::to_vec(&night).unwrap(),
    )
    .unwrap();
}

#[tokio::test]
async fn the_night_is_kept_once_and_stands_under_its_day_whatever_changes_later() {
    let folder = TempDir::new().unwrap();
    let site = site(&folder, true).await;
    assert!(listed(&site).await.is_empty());
    assert_eq!(
        get(&site, "/data/nightly/latest.zip").await.status(),
        StatusCode::NOT_FOUND
    );
    let page = bytes(get(&site, "/en/data").await).await;
    tend(&site).await.unwrap();
    tend(&site).await.unwrap();

    let listed = listed(&site).await;
    let [night] = listed.as_slice() else {
        panic!("{listed:?}")
    };
    let latest = get(&site, "/data/nightly/latest.zip").await;
    assert_eq!(latest.status(), StatusCode::FOUND);
    assert_eq!(latest.headers()[header::LOCATION], night["url"].as_str().unwrap());
    let archive = get(&site, night["url"].as_str().unwrap()).await;
    assert_eq!(archive.headers()[header::CONTENT_TYPE], "application/zip");
    let archive = bytes(archive).await;
    assert_eq!(night["bytes"], archive.len());
    assert_eq!(night["sha256"], shelf::hexadecimal(&Sha256::digest(&archive)));
    assert_eq!(archive, bytes(get(&site, "/data/bundle.zip").await).await);
    let told = bytes(get(&site, "/en/data").await).await;
    assert_ne!(page, told, "the page that was kept shows the night");
    assert!(
        String::from_utf8(told)
            .unwrap()
            .contains(night["sha256"].as_str().unwrap())
    );
    for path in [
        "/data/nightly/2020-01-01.zip",
        "/data/nightly/..%2fx.zip",
        "/data/nightly/x.json",
    ] {
        assert_eq!(get(&site, path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn of_nodes_that_share_a_folder_the_first_keeps_the_night_and_all_show_it() {
    let folder = TempDir::new().unwrap();
    let (first, second) = (site(&folder, true).await, site(&folder, true).await);
    let shows = site(&folder, false).await;
    tend(&shows).await.unwrap();
    assert!(listed(&shows).await.is_empty(), "it makes none itself");
    let made = shelf::fresh(&first, Published::Bundle).await.unwrap();
    let day = due((first.desk().now)().timestamp().unwrap(), None).unwrap();
    for node in [&first, &second] {
        node.nights().unwrap().keep(day, &made).unwrap();
    }
    tend(&shows).await.unwrap();
    let nights = listed(&shows).await;
    assert_eq!(nights.len(), 1);
    assert_eq!(nights, listed(&second).await);
}

#[tokio::test]
async fn a_month_is_kept_and_what_broke_off_is_swept() {
    let folder = TempDir::new().unwrap();
    let site = site(&folder, true).await;
    tend(&site).await.unwrap();
    let nights = site.nights().unwrap();
    for days in 1..=40 {
        earlier(nights, days);
    }
    let torn = nights.folder.join("2026-01-01.json");
    fs::write(&torn, "{\"day\":").unwrap();
    let old = SystemTime::now() - 2 * LEFT;
    for entry in fs::read_dir(&nights.folder).unwrap() {
        let file = File::options().write(true).open(entry.unwrap().path()).unwrap();
        file.set_modified(old).unwrap();
    }
    nights.look();
    nights.clear().unwrap();
    nights.look();
    assert_eq!(nights.listed().len(), MOST);
    let files = fs::read_dir(&nights.folder).unwrap().count();
    assert_eq!(
        files,
        2 * MOST + 1,
        "an archive for each, what is said of it, and what cannot be read"
    );
}

#[test]
fn a_night_is_due_from_two_oclock_on_once_a_day() {
    let at = |text: &str| -> Timestamp { text.parse().unwrap() };
    let day = |text: &str| -> Date { text.parse().unwrap() };
    assert_eq!(due(at("2026-11-20T01:59:59Z"), None), None);
    assert_eq!(due(at("2026-11-20T02:00:00Z"), None), Some(day("2026-11-20")));
    assert_eq!(due(at("2026-11-20T23:00:00Z"), Some(day("2026-11-20"))), None);
    assert_eq!(
        due(at("2026-11-20T04:00:00Z"), Some(day("2026-11-18"))),
        Some(day("2026-11-20"))
    );
}
