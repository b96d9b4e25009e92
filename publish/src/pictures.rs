//! Pictures of stories, served by us: under the hash of their bytes, to be kept for ever by whoever loaded them.
//!
//! # Invariants
//! Only a picture that a public story shows is served, and only while the rights of its source allow it.

use crate::site::Site;
use crate::{errors, negotiate};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// `GET /pictures/{sha256}`
pub(crate) async fn picture(
    State(site): State<Site>,
    headers: HeaderMap,
    path: Result<Path<String>, PathRejection>,
) -> Response {
    let missing = || errors::missing(negotiate::language(&headers), "");
    let state = site.state();
    let shown = path.ok().filter(|Path(sha256)| {
        let mut stories = state.snapshot.record().stories.iter();
        stories.any(|story| {
            let source = state.snapshot.source(story.source);
            let allowed = source.is_some_and(|read| read.source.rights.allow_full_text());
            allowed
                && story
                    .picture
                    .as_ref()
                    .is_some_and(|picture| picture.sha256 == *sha256)
        })
    });
    let Some(Path(sha256)) = shown else {
        return missing();
    };
    match site.desk().register.picture(&sha256).await {
        Ok(Some(picture)) => {
            let media_type = match picture.media_type.as_str() {
                "image/png" => "image/png",
                _ => "image/jpeg",
            };
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
                (
                    header::CACHE_CONTROL,
                    HeaderValue::from_static("public, max-age=31536000, immutable"),
                ),
            ];
            (headers, picture.bytes).into_response()
        }
        Ok(None) => missing(),
        Err(error) => {
            tracing::warn!(%error, "a picture could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
