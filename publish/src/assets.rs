//! Static files inside the binary: style, marks, the map's script where it was built.
//!
//! # Invariants
//! A file's address carries the hash of its bytes, so it may be kept for ever by whoever loaded it.

use crate::cache::{Packed, encoded};
use crate::{errors, negotiate};
use axum::body::Bytes;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// One embedded file.
pub(crate) struct Asset {
    name: &'static str,
    hash: &'static str,
    bytes: &'static [u8],
    packed: Packed,
}

impl Asset {
    fn media_type(&self) -> &'static str {
        match self.name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("css") => "text/css; charset=utf-8",
            Some("js" | "mjs") => "text/javascript; charset=utf-8",
            Some("json") => "application/json",
            Some("geojson") => "application/geo+json",
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("webp") => "image/webp",
            Some("woff2") => "font/woff2",
            _ => "application/octet-stream",
        }
    }

    /// Formats that are compressed already gain nothing from a second time.
    fn packs(&self) -> bool {
        let kind = self.media_type();
        kind.starts_with("text/") || kind.contains("json") || kind.contains("svg")
    }
}

/// The address of an embedded file; `None` if it was not built in.
pub(crate) fn address(name: &str) -> Option<String> {
    FILES
        .iter()
        .find(|file| file.name == name)
        .map(|file| format!("/static/{}/{}", file.hash, file.name))
}

/// The address of the base map, whatever its format.
pub(crate) fn base_map() -> Option<String> {
    ["basemap.pmtiles", "basemap.geojson", "basemap.json"]
        .into_iter()
        .find_map(address)
}

/// `GET /static/{hash}/{name}`
pub(crate) async fn file(
    path: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let path = path.ok();
    let found =
        path.and_then(|Path((hash, name))| FILES.iter().find(|file| file.hash == hash && file.name == name));
    let Some(file) = found else {
        return errors::missing(negotiate::language(&headers), "");
    };
    let mut answer = if file.packs() {
        encoded(&file.packed, &Bytes::from_static(file.bytes), &headers)
    } else {
        file.bytes.into_response()
    };
    answer
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type()));
    answer.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    answer
}
