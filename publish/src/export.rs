//! Open data as files for a folder: the same bytes that the site serves.
//!
//! In: the site. Out: each file with its name, sorted, the same for the same record.
//!
//! # Invariants
//! Only what anybody may read is exported: the files are asked of the router as a stranger would.

use crate::errors::PublishError;
use crate::server::router;
use crate::site::Site;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use tower::ServiceExt;

/// One exported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedFile {
    /// Its name in the folder.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is exported: the name in the folder and the address on the site.
const FILES: [(&str, &str); 10] = [
    ("authorities.csv", "/data/authorities.csv"),
    ("awards.csv", "/data/awards.csv"),
    ("feed.en.atom", "/en/feed.atom"),
    ("feed.en.json", "/en/feed.json"),
    ("feed.fr.atom", "/fr/feed.atom"),
    ("feed.fr.json", "/fr/feed.json"),
    ("feed.uk.atom", "/uk/feed.atom"),
    ("feed.uk.json", "/uk/feed.json"),
    ("partnerships.csv", "/data/partnerships.csv"),
    ("partnerships.geojson", "/data/partnerships.geojson"),
];

/// Makes every file of the export.
pub async fn export(site: Site) -> Result<Vec<ExportedFile>, PublishError> {
    let router = router(site);
    let mut files = Vec::new();
    for (name, address) in FILES {
        let request = Request::get(address)
            .body(Body::empty())
            .expect("the address is well formed");
        let answer = router
            .clone()
            .oneshot(request)
            .await
            .unwrap_or_else(|never| match never {});
        if !answer.status().is_success() {
            return Err(PublishError::NotExported {
                name,
                status: answer.status().as_u16(),
            });
        }
        let body = to_bytes(answer.into_body(), usize::MAX).await;
        let bytes = body
            .map_err(|_| PublishError::NotExported { name, status: 500 })?
            .to_vec();
        files.push(ExportedFile { name, bytes });
    }
    Ok(files)
}
