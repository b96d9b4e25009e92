//! The atlas: what the map draws, what its filters ask for, and the names of towns around.

use crate::{get, site};
use axum::http::{StatusCode, header};
use publish::samples;
use serde_json::Value;

async fn json(path: &str) -> Value {
    let router = site(samples::record()).await;
    let answer = get(&router, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    serde_json::from_str(&answer.text).unwrap()
}

fn count(list: &Value) -> usize {
    list.as_array().unwrap().len()
}

/// The number of rows of the table of the home page.
async fn rows(query: &str) -> usize {
    let router = site(samples::record()).await;
    let home = get(&router, &format!("/en/?{query}")).await.text;
    home.matches("class=\"more\"").count()
}

#[tokio::test]
async fn the_filters_of_the_home_page_narrow_its_table() {
    assert_eq!(rows("").await, 3);
    assert_eq!(rows("country=UA").await, 3);
    assert_eq!(rows("country=FJ").await, 0);
    assert_eq!(rows("country=FJ&status=any").await, 1);
    assert_eq!(rows("status=refused").await, 1);
    assert_eq!(rows("year=1990").await, 1);
    assert_eq!(rows("kind=twinning&year=2026").await, 1);
    assert_eq!(
        rows("country=nonsense&year=MMXV&kind=x&status=y&money=z").await,
        3
    );
}

#[tokio::test]
async fn the_home_page_leads_to_the_same_partnerships_as_list_and_as_data() {
    let router = site(samples::record()).await;
    for (query, total) in [("", 3), ("?year=1990", 1), ("?status=any", 4), ("?country=FJ", 0)] {
        let home = get(&router, &format!("/en/{query}")).await.text;
        let link = home.split("href=\"/api/v1/partnerships").nth(1).unwrap();
        let asked = link
            .split('"')
            .next()
            .unwrap()
            .replace("&amp;", "&")
            .replace("&#38;", "&");
        let answer = get(&router, &format!("/api/v1/partnerships{asked}")).await;
        let answer: Value = serde_json::from_str(&answer.text).unwrap();
        assert_eq!(answer["total"], total, "{query} leads to {asked}");
        let list = get(&router, &format!("/en/partnerships{asked}")).await.text;
        assert_eq!(list.matches("class=\"more\"").count(), total, "{query}");
    }
}

#[tokio::test]
async fn the_api_refuses_filters_that_do_not_parse() {
    let router = site(samples::record()).await;
    for query in ["year=MMXV", "year=20155", "money=lots", "status=marriage"] {
        let answer = get(&router, &format!("/api/v1/partnerships?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test]
async fn the_atlas_gives_each_party_once_and_names_it_by_its_place() {
    let atlas = json("/api/v1/atlas.json?lang=fr").await;
    let places = atlas["places"].as_array().unwrap();
    assert_eq!(count(&atlas["partnerships"]), 4);
    let codes: std::collections::BTreeSet<&str> = places
        .iter()
        .map(|place| place["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes.len(), places.len());
    for partnership in atlas["partnerships"].as_array().unwrap() {
        for side in ["left", "right"] {
            for place in partnership[side].as_array().unwrap() {
                assert!(place.as_u64().unwrap() < u64::try_from(places.len()).unwrap());
            }
        }
    }
    assert_eq!(places[0]["name"], "Kharkiv", "the largest comes first");
}

#[tokio::test]
async fn an_authority_or_a_partnership_has_its_own_part_of_the_atlas() {
    let atlas = json("/api/v1/atlas.json?authority=fr-com-59350").await;
    assert_eq!((count(&atlas["partnerships"]), count(&atlas["places"])), (1, 2));
    let id = atlas["partnerships"][0]["id"].as_str().unwrap();
    let alone = json(&format!("/api/v1/atlas.json?partnership={id}")).await;
    assert_eq!(alone["partnerships"], atlas["partnerships"]);
    // A secondary code means the same body.
    let odesa = json("/api/v1/atlas.json?authority=gn-698740").await;
    assert_eq!(odesa["of"], "ua-UA51100270000073549");
}

#[tokio::test]
async fn what_nobody_knows_has_no_atlas() {
    let router = site(samples::record()).await;
    for query in [
        "authority=fr-com-00000",
        "authority=%00",
        "partnership=1",
        "partnership=01900000-0000-7000-8000-0000000fffff",
    ] {
        let answer = get(&router, &format!("/api/v1/atlas.json?{query}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{query}");
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json");
    }
}

#[tokio::test]
async fn a_tile_names_the_largest_towns_in_it_and_may_be_kept() {
    let router = site(samples::record()).await;
    let answer = get(&router, "/api/v1/towns/0/0/0?lang=en").await;
    assert_eq!(answer.header(header::CACHE_CONTROL), "public, max-age=86400");
    let world: Value = serde_json::from_str(&answer.text).unwrap();
    let towns = world["towns"].as_array().unwrap();
    assert_eq!(towns[0]["name"], "Kharkiv");
    let north = json("/api/v1/towns/6/32/21").await;
    let names: Vec<&str> = north["towns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|town| town["name"].as_str().unwrap())
        .collect();
    assert!(
        names.contains(&"Lille") && !names.contains(&"Kharkiv"),
        "{names:?}"
    );
}

#[tokio::test]
async fn a_tile_that_does_not_exist_is_missing() {
    let router = site(samples::record()).await;
    for tile in ["3/8/0", "11/0/0", "1/2/3", "-1/0/0", "x/y/z", "99999999999/0/0"] {
        let answer = get(&router, &format!("/api/v1/towns/{tile}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{tile}");
    }
}

#[tokio::test]
async fn a_page_holds_the_room_for_its_map_where_the_map_was_built() {
    let router = site(samples::record()).await;
    let built = get(&router, "/en/").await.text.contains("id=\"atlas-map\"");
    for (path, drawn) in [
        ("/en/authorities/fr-com-59350", built),
        ("/en/authorities/fr-com-48095", false),
    ] {
        let page = get(&router, path).await.text;
        assert_eq!(page.contains("id=\"atlas-map\""), drawn, "{path}");
    }
}
