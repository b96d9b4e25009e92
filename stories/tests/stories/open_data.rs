//! Open data as a stranger takes it: every file of the demo fetched and read back by its own kind's reader, counts agree.

use crate::documents::list;
use crate::site::Site;
use calamine::{Reader, Xlsx};
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use stories::{Answer, Request};

/// How many rows a file of this ending holds.
fn rows(name: &str, ending: &str, bytes: Vec<u8>) -> usize {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    match ending {
        "csv" => csv::Reader::from_reader(&bytes[..])
            .into_records()
            .collect::<Result<Vec<_>, _>>()
            .unwrap()
            .len(),
        "xlsx" => {
            let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
            book.worksheet_range(name).unwrap().rows().count() - 1
        }
        "geojson" => {
            let value: Value = serde_json::from_slice(&bytes).unwrap();
            list(&value, "features").len()
        }
        "jsonl" => text(&bytes)
            .lines()
            .filter(|line| serde_json::from_str::<Value>(line).unwrap().is_object())
            .count(),
        "parquet" => {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("file");
            std::fs::write(&path, bytes).unwrap();
            let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
            reader
                .get_row_iter(None)
                .unwrap()
                .collect::<Result<Vec<_>, _>>()
                .unwrap()
                .len()
        }
        other => panic!("no reader for {other}"),
    }
}

#[test]
fn every_file_read_back_by_its_own_reader_has_the_same_rows() {
    let site = Site::of_demo();
    let package = site.json("/data/datapackage.json");
    let mut counts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for resource in list(&package, "resources") {
        let path = resource["path"].as_str().unwrap();
        let (name, ending) = path.rsplit_once('.').unwrap();
        let answer = site.answer(&format!("/data/{path}"));
        let length = answer.header("content-length").map(str::to_owned);
        assert_eq!(length, Some(answer.body.len().to_string()), "{path}");
        let found = rows(name, ending, answer.body);
        if let Some(said) = resource["rows"].as_u64() {
            assert_eq!(u64::try_from(found).unwrap(), said, "{path}");
        }
        counts.entry(name.to_owned()).or_default().push(found);
    }
    for (name, least) in [
        ("partnerships", 23),
        ("awards", 20),
        ("authorities", 40),
        ("projects", 20),
        ("contributions", 9),
    ] {
        let found = &counts[name];
        assert_eq!(found.len(), 5, "{name}: one file for each format");
        assert!(found.iter().all(|count| count == &found[0]), "{name}: {found:?}");
        assert!(found[0] >= least, "{name}: {found:?}");
    }
}

#[test]
fn the_members_of_the_alliance_share_what_their_populations_give() {
    let site = Site::of_demo();
    let text = site.answer("/data/contributions.jsonl").text();
    let rows: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let cents: i64 = rows
        .iter()
        .filter(|row| row["kind"] == "share")
        .map(|row| {
            row["amount"]
                .as_str()
                .unwrap()
                .replace('.', "")
                .parse::<i64>()
                .unwrap()
        })
        .sum();
    assert_eq!(cents, 1_511_650, "30,233 inhabitants at EUR 0.50");
    let campaign = rows.iter().find(|row| row["kind"] == "campaign").unwrap();
    assert_eq!(
        (&campaign["amount"], &campaign["currency"]),
        (&"105000.00".into(), &"EUR".into())
    );
}

#[test]
fn the_standards_hold_what_the_record_knows() {
    let site = Site::of_demo();
    for (path, root, item) in [
        ("/data/iati/activities.xml", "iati-activities", "iati-activity"),
        (
            "/data/iati/organisations.xml",
            "iati-organisations",
            "iati-organisation",
        ),
    ] {
        let text = site.answer(path).text();
        let document = roxmltree::Document::parse(&text).unwrap();
        assert_eq!(document.root_element().tag_name().name(), root);
        let items = document
            .root_element()
            .children()
            .filter(|node| node.tag_name().name() == item);
        assert!(items.count() >= 3, "{path}");
    }
    let calendar = site.answer("/data/deadlines.ics").text();
    assert_eq!(
        calendar.matches("BEGIN:VEVENT").count(),
        1,
        "the demo has one campaign"
    );
}

#[test]
fn the_bundle_is_complete_and_not_fetched_twice() {
    let site = Site::of_demo();
    let (bundle, alone, again) = at_rest(&site, || {
        let bundle = site.answer("/data/bundle.zip");
        let tag = bundle.header("etag").unwrap();
        let again = Request::get("/data/bundle.zip").header("if-none-match", tag);
        let again = site.server.send(&again).unwrap().status;
        let alone: Vec<_> = listed(&bundle)
            .into_keys()
            .map(|name| site.answer(&format!("/data/{name}")).body)
            .collect();
        (bundle, alone, again)
    });
    assert_eq!(again, 304);
    let files = listed(&bundle);
    assert!(files.len() >= 29);
    let mut archive = zip::ZipArchive::new(Cursor::new(bundle.body)).unwrap();
    for ((name, said), alone) in files.iter().zip(alone) {
        let mut held = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut held).unwrap();
        assert_eq!(said["bytes"], held.len(), "{name}");
        assert_eq!(alone, held, "{name}");
    }
}

/// What is asked while the record stands still: jobs of a site that has just started write to it, too.
fn at_rest<T>(site: &Site, ask: impl Fn() -> T) -> T {
    let position = || site.json("/health")["position"].clone();
    for _ in 0..50 {
        let before = position();
        let asked = ask();
        if position() == before {
            return asked;
        }
    }
    panic!("the record never stands still");
}

/// The files of a bundle with what its manifest says of each.
fn listed(bundle: &Answer) -> BTreeMap<String, Value> {
    let mut archive = zip::ZipArchive::new(Cursor::new(&bundle.body)).unwrap();
    let manifest: Value = serde_json::from_reader(archive.by_name("manifest.json").unwrap()).unwrap();
    let files = manifest["files"].as_object().unwrap().clone();
    files.into_iter().collect()
}

#[test]
fn the_feed_of_changes_leads_from_nothing_to_the_record() {
    let site = Site::of_demo();
    let mut since = 0;
    let mut partnerships = std::collections::BTreeSet::new();
    loop {
        let part = site.json(&format!("/api/v1/changes?since={since}&limit=20"));
        for item in list(&part, "items") {
            if item["kind"] == "partnership" {
                let id = item["id"].as_str().unwrap().to_owned();
                match item["what"].as_str().unwrap() {
                    "removed" | "merged" => partnerships.remove(&id),
                    _ => partnerships.insert(id),
                };
            }
        }
        since = part["next"].as_u64().unwrap();
        if part["more"] == false {
            break;
        }
    }
    let now: std::collections::BTreeSet<String> = site
        .items("/api/v1/partnerships")
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(partnerships, now);
}
