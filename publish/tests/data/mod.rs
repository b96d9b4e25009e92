//! Open data over HTTP: files, their headers, their dictionary.

mod grants;
mod regions;
mod standards;
mod subventions;
mod themes;
mod wikidata;

use crate::{get, get_with, site};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use flate2::read::GzDecoder;
use publish::samples;
use serde_json::Value;
use sha2::Digest;
use std::io::Read;
use tower::ServiceExt;

async fn json(router: &Router, path: &str) -> Value {
    let answer = get(router, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    serde_json::from_str(&answer.text).unwrap()
}

async fn package(router: &Router) -> Value {
    json(router, "/data/datapackage.json").await
}

#[tokio::test]
async fn every_file_of_the_dictionary_is_there_with_its_media_type_length_and_licence() {
    let router = site(samples::record()).await;
    let package = package(&router).await;
    let resources = package["resources"].as_array().unwrap();
    assert!(resources.len() >= 25);
    for resource in resources {
        let path = format!("/data/{}", resource["path"].as_str().unwrap());
        let request = Request::get(&path).body(Body::empty()).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let head = |name: header::HeaderName| parts.headers[name].to_str().unwrap().to_owned();
        assert_eq!(head(header::CONTENT_LENGTH), bytes.len().to_string(), "{path}");
        assert!(head(header::CONTENT_TYPE).starts_with(resource["mediatype"].as_str().unwrap()));
        assert!(head(header::LINK).contains("rel=\"license\""));
        assert_eq!(head(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    }
}

#[tokio::test]
async fn the_dictionary_says_of_each_table_what_its_file_holds() {
    let router = site(samples::record()).await;
    for resource in package(&router).await["resources"].as_array().unwrap() {
        let Some(fields) = resource["schema"]["fields"].as_array() else {
            continue;
        };
        let path = format!("/data/{}", resource["path"].as_str().unwrap());
        let text = get(&router, &path).await.text;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headings: Vec<String> = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
        let names: Vec<&str> = fields
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(headings, names, "{path}");
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(resource["rows"], rows.len(), "{path}");
        for row in &rows {
            for (cell, field) in row.iter().zip(fields) {
                assert!(fits(cell, field), "{path}: {cell} is not as {field}");
            }
        }
        for field in fields {
            for language in ["fr", "en", "uk"] {
                assert!(field["descriptions"][language].is_string(), "{field}");
            }
        }
    }
}

/// Whether a cell is as its field says (Table Schema).
fn fits(cell: &str, field: &Value) -> bool {
    if cell.is_empty() {
        return field["constraints"]["required"] != true;
    }
    let typed = match field["type"].as_str().unwrap() {
        "integer" => cell.parse::<i64>().is_ok(),
        "number" => cell.parse::<f64>().is_ok(),
        "boolean" => ["true", "false"].contains(&cell),
        _ => true,
    };
    let words = field["constraints"]["enum"].as_array();
    let listed = words.is_none_or(|words| words.iter().any(|word| word == cell));
    let dated = field["constraints"]["pattern"].is_null() || cell.parse::<vocabulary::Day>().is_ok();
    let located = field["format"] != "uri" || cell.starts_with("https://");
    typed && listed && dated && located
}

#[tokio::test]
async fn a_file_is_packed_for_those_who_take_it_so_and_whole_for_the_others() {
    let router = site(samples::record()).await;
    let plain = get(&router, "/data/partnerships.csv").await;
    let request = Request::get("/data/partnerships.csv")
        .header(header::ACCEPT_ENCODING, "br, gzip;q=0.5")
        .body(Body::empty())
        .unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.headers()[header::CONTENT_ENCODING], "gzip");
    assert_eq!(answer.headers()[header::ETAG], plain.header(header::ETAG));
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let mut text = String::new();
    GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text);
    let refused = get_with(
        &router,
        "/data/partnerships.csv",
        header::ACCEPT_ENCODING,
        "gzip;q=0",
    )
    .await;
    assert_eq!(refused.text, plain.text);
}

#[tokio::test]
async fn a_file_is_told_of_without_its_bytes_and_not_sent_twice() {
    let router = site(samples::record()).await;
    for name in [
        "partnerships.csv",
        "projects.xlsx",
        "contributions.parquet",
        "datapackage.json",
    ] {
        let path = format!("/data/{name}");
        let whole = get(&router, &path).await;
        let request = Request::head(&path).body(Body::empty()).unwrap();
        let head = crate::ask(&router, request).await;
        assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""), "{name}");
        assert_eq!(
            head.header(header::CONTENT_LENGTH),
            whole.header(header::CONTENT_LENGTH)
        );
        let tag = whole.header(header::ETAG);
        let again = get_with(&router, &path, header::IF_NONE_MATCH, tag).await;
        assert_eq!(
            (again.status, again.text.as_str()),
            (StatusCode::NOT_MODIFIED, ""),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_file_that_does_not_exist_is_a_problem_that_names_the_list() {
    let router = site(samples::record()).await;
    for path in [
        "/data/partnerships.docx",
        "/data/..%2fCargo.toml",
        "/data/nothing",
    ] {
        let answer = get(&router, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text.contains("/data/datapackage.json"), "{path}");
    }
}

#[tokio::test]
async fn the_awards_of_one_call_are_a_file_of_their_own() {
    let record = samples::record();
    let (all, call) = (record.awards.len(), record.calls[0].id);
    let router = site(record).await;
    let rows = async |query: &str| {
        let text = get(&router, &format!("/data/awards.csv{query}")).await.text;
        csv::Reader::from_reader(text.as_bytes()).into_records().count()
    };
    assert_eq!(rows("").await, all);
    assert_eq!(
        rows(&format!("?call={call}")).await,
        all,
        "the sample has one call"
    );
    assert_eq!(rows("?call=01900000-0000-7000-8000-000000000001").await, 0);
    assert_eq!(rows("?call=nonsense").await, 0);
}

#[tokio::test]
async fn what_is_sought_promised_and_given_is_told_apart() {
    let router = site(samples::record()).await;
    let text = get(&router, "/data/contributions.jsonl").await.text;
    let rows: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).collect::<Vec<_>>();
    let shares = of("share");
    assert_eq!(shares.len(), 7);
    let lead = shares
        .iter()
        .find(|row| row["giver_names"][0] == "Betton")
        .unwrap();
    assert_eq!(
        (&lead["state"], &lead["currency"]),
        (&"voted".into(), &"EUR".into())
    );
    // 12,419 inhabitants at EUR 0.50.
    assert_eq!(lead["amount"], "6209.50");
    assert_eq!(lead["beneficiary_codes"][0], "ua-UA53060390000075832");
    let campaign = of("campaign")[0];
    assert_eq!(
        (&campaign["state"], &campaign["amount"]),
        (&"sought".into(), &"80000.00".into())
    );
    assert_eq!(campaign["deadline"], "2026-12-31");
    let delivery = of("delivery")[0];
    assert_eq!(
        (&delivery["quantity"], &delivery["amount"]),
        (&12.into(), &Value::Null)
    );
    assert!(of("stay").is_empty(), "a stay is not given to anybody");
}

#[tokio::test]
async fn the_data_page_lists_every_dataset_with_its_rows_sizes_and_columns() {
    for (record, rows) in [
        (samples::record(), "4 lignes"),
        (samples::empty(), "Aucune ligne"),
    ] {
        let router = site(record).await;
        let page = get(&router, "/fr/data").await.text;
        for needed in [
            "/data/contributions.parquet",
            "ko</span>",
            "<code>giver_codes</code>",
            "<code>memorandum</code>",
            "datapackage.json",
            "CC-BY-4.0",
            "20 novembre 2026",
            rows,
        ] {
            assert!(page.contains(needed), "{needed}");
        }
    }
}

#[tokio::test]
async fn the_bundle_holds_the_very_files_with_their_rows_and_hashes() {
    let router = site(samples::record()).await;
    let bytes = async |path: &str| {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        to_bytes(answer.into_body(), usize::MAX).await.unwrap()
    };
    let archive = bytes("/data/bundle.zip").await;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let mut manifest = String::new();
    archive
        .by_name("manifest.json")
        .unwrap()
        .read_to_string(&mut manifest)
        .unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(
        (&manifest["schema"], &manifest["position"]),
        (&1.into(), &42.into())
    );
    assert_eq!(
        (&manifest["licence"], &manifest["made"]),
        (&"CC-BY-4.0".into(), &"2026-11-20".into())
    );
    let files = manifest["files"].as_object().unwrap();
    assert_eq!(files.len() + 1, archive.len());
    assert!(files.len() >= 29);
    for (name, said) in files {
        let mut held = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut held).unwrap();
        assert_eq!(held, bytes(&format!("/data/{name}")).await, "{name}");
        assert_eq!(said["bytes"], held.len(), "{name}");
        let hash = sha2::Sha256::digest(&held)
            .iter()
            .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        assert_eq!(said["sha256"], hash, "{name}");
        if let Some(rows) = said["rows"]
            .as_u64()
            .filter(|_| name.rsplit('.').next() == Some("jsonl"))
        {
            let text = String::from_utf8(held).unwrap();
            assert_eq!(u64::try_from(text.lines().count()).unwrap(), rows, "{name}");
        }
    }
}

#[tokio::test]
async fn an_export_writes_the_files_that_the_site_serves() {
    let served = samples::site(samples::record()).await.unwrap();
    let router = publish::router(served.clone());
    let names = publish::exported();
    assert!(names.contains(&"feed.uk.atom".to_owned()) && !names.contains(&"bundle.zip".to_owned()));
    let mut listed = Vec::new();
    for name in names {
        let file = publish::export(&served, &name).await.unwrap();
        if name.rsplit('.').next() == Some("csv") {
            let text = get(&router, &format!("/data/{name}")).await.text;
            assert_eq!(String::from_utf8(file.bytes).unwrap(), text);
        }
        listed.push(file.listed);
    }
    let manifest = publish::manifest(&served, &listed);
    assert_eq!(manifest["files"].as_object().unwrap().len(), listed.len());
    assert_eq!(manifest["files"]["partnerships.parquet"]["rows"], 4);
    let missing = publish::export(&served, "nothing.csv").await.unwrap_err();
    assert!(missing.to_string().contains("nothing.csv"));
}
