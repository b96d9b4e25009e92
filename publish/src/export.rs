//! Open data as files for a folder: the same bytes that the site serves.
//!
//! In: the site. Out: each file with its name, one after the other, the same for the same record.
//!
//! # Invariants
//! Only what anybody may read is exported: tables are made by the site's own writers, feeds are asked of its router.

use crate::data::bundle::Listed;
use crate::data::catalogue::Published;
use crate::data::serve::bytes_of;
use crate::data::shelf;
use crate::errors::PublishError;
use crate::feeds::Form;
use crate::server::router;
use crate::site::Site;
use crate::urls;
use crate::words::Lang;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tower::ServiceExt;

/// One exported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedFile {
    /// What the manifest says of it; the name may begin with a folder.
    pub listed: Listed,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The name of every file of the export, in the order in which they are made.
pub fn exported() -> Vec<String> {
    let files = Published::all().into_iter().filter(|file| file.is_bundled());
    files
        .map(Published::name)
        .chain(feeds().map(|(name, _)| name))
        .collect()
}

/// The feeds by their name in the folder, with their address on the site.
fn feeds() -> impl Iterator<Item = (String, String)> {
    Lang::ALL.into_iter().flat_map(|lang| {
        Form::ALL.map(|form| {
            let ending = form.ending();
            let address = urls::feed(&urls::home(lang), ending);
            (format!("feed.{}.{ending}", lang.tag()), address)
        })
    })
}

/// Makes one file of the export.
pub async fn export(site: &Site, name: &str) -> Result<ExportedFile, PublishError> {
    let not_exported = |status| PublishError::NotExported {
        name: name.to_owned(),
        status,
    };
    let state = site.state();
    let (bytes, rows) = if let Some(file) = Published::named(name) {
        let made = shelf::fresh(site, file).await;
        let made = made.map_err(|source| PublishError::NotMade {
            name: name.to_owned(),
            source: Box::new(source),
        })?;
        let bytes = bytes_of(&made).map_err(|_| not_exported(500))?;
        let rows = file.rows(&crate::data::catalogue::whole(site, &state));
        (bytes, rows)
    } else {
        let found = feeds().find(|(feed, _)| feed == name);
        let (_, address) = found.ok_or_else(|| not_exported(404))?;
        (asked(site, &address).await.map_err(not_exported)?, None)
    };
    let listed = Listed {
        name: name.to_owned(),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        sha256: shelf::hexadecimal(&Sha256::digest(&bytes)),
        rows,
    };
    Ok(ExportedFile { listed, bytes })
}

/// The manifest of an export.
pub fn manifest(site: &Site, files: &[Listed]) -> Value {
    crate::data::bundle::manifest(shelf::stamp(&site.state()), files)
}

/// What the site answers to a stranger; else the status.
async fn asked(site: &Site, address: &str) -> Result<Vec<u8>, u16> {
    let request = Request::get(address)
        .body(Body::empty())
        .expect("the address is well formed");
    let answer = router(site.clone()).oneshot(request).await;
    let answer = answer.unwrap_or_else(|never| match never {});
    if !answer.status().is_success() {
        return Err(answer.status().as_u16());
    }
    let body = to_bytes(answer.into_body(), usize::MAX).await;
    body.map(|bytes| bytes.to_vec()).map_err(|_| 500)
}
