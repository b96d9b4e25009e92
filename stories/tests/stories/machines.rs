//! The demo as machines take it: feeds, files, the interface and its description.

use crate::documents::list;
use crate::site::{LANGUAGES, Site};
use serde_json::Value;
use stories::Request;

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
        let addresses: Vec<String> = if path.contains("{z}") {
            ["0/0/0", "6/32/22"]
                .map(|tile| format!("{collection}/{tile}?lang=uk"))
                .to_vec()
        } else if path.contains('{') {
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
