//! `GET /data/…`: a file from the shelf, in pieces, packed for those who take it so.
//!
//! # Invariants
//! - A slow reader holds no thread and no copy of the file.
//! - The tag is the hash of the file itself, the same on every node.

use super::DataError;
use super::catalogue::Published;
use super::nightly::{self, LATEST, NIGHTS};
use super::shelf::{self, Made};
use super::table::Only;
use crate::api::Refusal;
use crate::map::Pairs;
use crate::site::Site;
use crate::urls;
use crate::wanted::{FILTERS, Wanted};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use flate2::read::GzDecoder;
use futures_util::stream::unfold;
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::sync::Arc;
use uuid::Uuid;
use vocabulary::Id;

/// The licence as a header, for files that cannot hold it.
const LINK: &str = "<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\"";
/// Bytes of one piece of an answer.
const PIECE: usize = 64 << 10;
/// After how many seconds one may ask again for a file that is being made.
const AGAIN: &str = "30";

/// `GET /data/{name}`, `GET /data/{folder}/{name}`
pub(crate) async fn file(State(site): State<Site>, headers: HeaderMap, uri: Uri, pairs: Pairs) -> Response {
    let name = uri.path().strip_prefix("/data/").unwrap_or_default();
    let Some(file) = Published::named(name) else {
        return crate::api::problem(StatusCode::NOT_FOUND, "no-such-file");
    };
    let Some(only) = asked(file, pairs) else {
        return Refusal::Invalid.into_response();
    };
    let made = match only {
        Only::All => shelf::file(&site, file).await,
        only @ (Only::Call(_) | Only::Wanted(_)) => {
            let made = shelf::make(&site, site.state(), file, only).await;
            made.map(|made| Some(Arc::new(made)))
        }
    };
    match made {
        Ok(Some(made)) => answer(file, &made, &headers),
        Ok(None) => being_made(),
        Err(error) => ours(name, &error),
    }
}

fn being_made() -> Response {
    let mut answer = crate::api::problem(StatusCode::SERVICE_UNAVAILABLE, "being-made");
    answer
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN));
    answer
}

fn ours(name: &str, error: &DataError) -> Response {
    let source = std::error::Error::source(error).map(ToString::to_string);
    tracing::error!(%error, source, name, "a file could not be written");
    crate::api::problem(StatusCode::INTERNAL_SERVER_ERROR, "ours")
}

/// Of which call the awards are asked, or by which filters the partnerships; the parameters mean nothing to other files.
/// `None` where a filter does not parse.
fn asked(file: Published, pairs: Pairs) -> Option<Only> {
    let pairs = pairs.map(|query| query.0).unwrap_or_default();
    let value = |name: &str| {
        let found = pairs.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.trim())
    };
    let Published::Table(table, _) = file else {
        return Some(Only::All);
    };
    let only = match table.name {
        "awards" if !value("call").is_empty() => Only::Call(value("call").parse::<Uuid>().ok().map(Id::of)),
        "partnerships" if FILTERS.iter().any(|name| !value(name).is_empty()) => {
            Only::Wanted(Wanted::exactly(value)?)
        }
        _ => Only::All,
    };
    Some(only)
}

fn tag(made: &Made) -> String {
    let short: String = made.sha256.chars().take(32).collect();
    format!("W/\"{short}\"")
}

fn listed(headers: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    listed(headers, header::ACCEPT_ENCODING).any(|offer| {
        let (name, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
        let weight = weight.trim().trim_start_matches("q=");
        name.trim() == "gzip" && weight.parse::<f32>().unwrap_or(0.0) > 0.0
    })
}

fn answer(file: Published, made: &Made, asked: &HeaderMap) -> Response {
    let tag = tag(made);
    let known = listed(asked, header::IF_NONE_MATCH).any(|held| held == "*" || held == tag);
    let mut answer = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        whole(file, made, asked)
    };
    let headers = answer.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::LINK, HeaderValue::from_static(LINK));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, no-cache"),
    );
    answer
}

fn whole(file: Published, made: &Made, asked: &HeaderMap) -> Response {
    let held = Held {
        file: made.held.clone(),
        place: 0,
    };
    let packed = made.gzip && takes_gzip(asked);
    let (body, length) = match (made.gzip, packed) {
        (true, false) => (stream(GzDecoder::new(held)), made.length),
        _ => (stream(held), made.kept),
    };
    let mut answer = Response::new(body);
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type()));
    headers.insert(header::CONTENT_LENGTH, length.into());
    if packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    answer
}

/// A file that is read from a place of its own: many readers share it.
#[derive(Debug)]
struct Held {
    file: Arc<File>,
    place: u64,
}

impl Read for Held {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.file.read_at(buffer, self.place)?;
        self.place += u64::try_from(count).unwrap_or_default();
        Ok(count)
    }
}

/// Reads the file itself, from its beginning.
pub(crate) fn copy_of(made: &Made) -> Box<dyn Read> {
    let held = Held {
        file: made.held.clone(),
        place: 0,
    };
    if made.gzip {
        Box::new(GzDecoder::new(held))
    } else {
        Box::new(held)
    }
}

/// The bytes of the file itself.
pub(crate) fn bytes_of(made: &Made) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    copy_of(made).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// `GET /data/nightly/{name}`: the archive of a night, the list of them, or the way to the newest.
pub(crate) async fn night(State(site): State<Site>, headers: HeaderMap, uri: Uri) -> Response {
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    let missing = || crate::api::problem(StatusCode::NOT_FOUND, "no-such-file");
    let listed = site.nights().map(|nights| nights.listed()).unwrap_or_default();
    if name == NIGHTS {
        return Json(nightly::list(&listed)).into_response();
    }
    if name == LATEST {
        return listed.first().map_or_else(missing, |newest| {
            crate::negotiate::to(StatusCode::FOUND, &urls::file(&newest.path()))
        });
    }
    let Some(night) = listed.iter().find(|night| night.name() == name) else {
        return missing();
    };
    match site.nights().map(|nights| nights.made(night)) {
        Some(Ok(made)) => answer(Published::Bundle, &made, &headers),
        // Its month was over in this very moment.
        Some(Err(_)) | None => missing(),
    }
}

/// Reads pieces on the threads for blocking work, one at a time as they are asked for.
fn stream(reader: impl Read + Send + 'static) -> Body {
    Body::from_stream(unfold(Some(reader), |held| async {
        let mut reader = held?;
        let work = move || {
            let mut piece = Vec::with_capacity(PIECE);
            let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
            let read = reader.by_ref().take(limit).read_to_end(&mut piece);
            (read.map(|_| Bytes::from(piece)), reader)
        };
        let (piece, reader) = tokio::task::spawn_blocking(work).await.ok()?;
        match piece {
            Ok(piece) if piece.is_empty() => None,
            Ok(piece) => Some((Ok(piece), Some(reader))),
            Err(error) => Some((Err(error), None)),
        }
    }))
}
