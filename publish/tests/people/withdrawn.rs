//! What stood in the record once says so, also behind a new start; and when pages last changed.

use super::authz::Stage;
use crate::build::Base::{self, Postgres, Sqlite};
use crate::get;
use axum::http::StatusCode;
use publish::{Ground, Held, Shelved, Site, samples};
use register::{Act, Actor};
use rstest::rstest;
use std::sync::Arc;
use vocabulary::{ClaimKind, ClaimState};

#[rstest]
#[tokio::test]
async fn what_was_withdrawn_is_gone_for_good_and_the_sitemap_forgets_it(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let stage = Stage::on(base).await;
    let mut claims = stage.record.sources.iter().flat_map(|read| &read.claims);
    let accepted = |kind| {
        move |held: &&register::StoredClaim| held.claim.kind == kind && held.state == ClaimState::Accepted
    };
    let claim = claims.rfind(accepted(ClaimKind::Partnership)).unwrap();
    let by = Actor::Operator {
        command: "test".to_owned(),
    };
    let now = (stage.desk.now)();
    let register = &stage.desk.register;
    let sitemap = get(&stage.router, "/sitemaps/partnerships-1.xml").await.text;
    let dated = |text: &str| text.matches("<lastmod>20").count();
    assert_eq!(dated(&sitemap), 3 * stage.record.partnerships.len());
    let bodies = get(&stage.router, "/sitemaps/authorities-1.xml").await.text;
    assert_eq!(dated(&bodies), 3 * stage.record.authorities.len());

    register
        .undo(claim.id, Act::new(&by, &now, &*stage.desk.ids))
        .await
        .unwrap();
    let left = register.public_record().await.unwrap();
    let gone = stage
        .record
        .partnerships
        .iter()
        .find(|found| !left.partnerships.iter().any(|other| other.id == found.id))
        .unwrap();
    let places = Arc::new(samples::SamplePlaces::of(&stage.record));
    let held = Arc::new(Held::new(stage.desk.clone(), places.clone()));
    let site = Site::open(Ground {
        record: held,
        desk: stage.desk.clone(),
        places,
        clock: samples::clock(),
        address: "https://atlas.example.org".to_owned(),
        index: Shelved::Nowhere,
    });
    let router = publish::router(site.await.unwrap());
    for path in [
        format!("/en/partnerships/{}", gone.id),
        format!("/id/partnership/{}", gone.id),
    ] {
        let answer = get(&router, &path).await;
        assert_eq!(answer.status, StatusCode::GONE, "{path}");
        assert!(answer.text.contains("name=\"q\""), "{path} offers a search");
    }
    let other = format!("/en/projects/{}", gone.id);
    assert_eq!(get(&router, &other).await.status, StatusCode::NOT_FOUND);
    let sitemap = get(&router, "/sitemap.xml").await.text;
    let named = get(&router, "/sitemaps/partnerships-1.xml").await;
    assert!(!sitemap.is_empty() && !named.text.contains(&gone.id.to_string()));
}
