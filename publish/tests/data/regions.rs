//! Regions: how many partnerships each has, and which.

use crate::{get, site};
use publish::samples;

#[tokio::test]
async fn statistics_count_the_partnerships_of_each_region_and_lead_to_them() {
    let router = site(samples::record()).await;
    let statistics = get(&router, "/en/statistics").await;
    assert!(statistics.text.contains("Partnerships by region"));
    assert!(statistics.text.contains("href=\"/en/authorities/fr-reg-28\""));
    assert!(statistics.text.contains("Normandie, France"));

    // Nothing in the record names the region itself.
    let region = get(&router, "/en/authorities/fr-reg-28").await.text;
    let within = region.split("id=\"within\"").nth(1).unwrap();
    let town = get(&router, "/en/authorities/fr-com-76351").await.text;
    assert!(within.contains("Le Havre"), "the partnership of a town in it");
    assert!(!town.contains("id=\"within\""), "a town is no region");
}
