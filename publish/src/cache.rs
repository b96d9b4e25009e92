//! Pages made once: an answer is rendered, tagged and compressed on its first request, then given again until something
//! that it was made from changes.
//!
//! # Invariants
//! - Only complete public answers (200, no session, nothing that forbids it) are kept.
//! - An answer is given again only if nothing that it read changed since, so none is ever stale: the first
//!   request behind a change looks through what the answer read, all others compare two numbers.
//! - What is kept is bounded in bytes, whatever addresses people invent; what is asked seldom goes first.

use crate::people::cookie;
use crate::pieces::Origin;
use crate::site::Site;
use crate::snapshot::reads::gathered;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::io::Write as _;
use std::sync::{Arc, OnceLock};
use twox_hash::XxHash3_128;

/// Most bytes of answers that are kept, their compressed forms counted with them.
const MOST_BYTES: u64 = 24 << 20;
/// Answers that the cache is made ready for; it grows beyond.
const USUAL_PAGES: usize = 2_000;
/// Largest answer that is kept, in bytes.
const LARGEST_PAGE: usize = 2 << 20;
/// Longest address under which an answer is kept, in bytes.
const LONGEST_KEY: usize = 300;
/// Smaller answers are not worth compressing.
const LEAST_PACKED: usize = 600;

/// The compressed forms of some bytes, made when first asked for.
#[derive(Debug)]
pub(crate) struct Packed {
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

impl Packed {
    pub(crate) const fn new() -> Self {
        Self {
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }
}

#[derive(Debug)]
struct Page {
    headers: HeaderMap,
    tag: HeaderValue,
    raw: Bytes,
    packed: Packed,
    origin: Origin,
}

/// Weighs an answer with its compressed forms, which are a third of it together.
#[derive(Debug, Clone)]
struct Bytewise;

impl Weighter<String, Arc<Page>> for Bytewise {
    fn weight(&self, key: &String, page: &Arc<Page>) -> u64 {
        let bytes = key.len() + page.raw.len() * 4 / 3 + page.origin.size() + size_of::<Page>();
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

/// The answers that are kept.
#[derive(Debug)]
pub(crate) struct PageCache(Cache<String, Arc<Page>, Bytewise>);

impl Default for PageCache {
    fn default() -> Self {
        Self(Cache::with_weighter(USUAL_PAGES, MOST_BYTES, Bytewise))
    }
}

impl PageCache {
    /// Forgets every answer: something changed that no answer notes.
    pub(crate) fn clear(&self) {
        self.0.clear();
    }
}

/// What is never kept: files that are kept elsewhere, and answers about this very moment.
const UNKEPT: [&str; 5] = ["/static/", "/pictures/", "/data/", "/health", "/ready"];

/// Answers from the kept pages where it may, keeps what it may, and tags both.
pub(crate) async fn pages(State(site): State<Site>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET || cookie::session(request.headers()).is_some() {
        return next.run(request).await;
    }
    let key = request
        .uri()
        .path_and_query()
        .map_or("/", |whole| whole.as_str())
        .to_owned();
    if UNKEPT.iter().any(|start| key.starts_with(start)) || key.len() > LONGEST_KEY {
        return next.run(request).await;
    }
    let asked = request.headers().clone();
    // The state is taken before the page is made: a page that saw a newer snapshot is filed under an older position, from
    // which whatever it read may have changed, and never the other way round.
    let state = site.state();
    if let Some(page) = site.pages().0.get(key.as_str())
        && page.origin.is_good(&state.snapshot)
    {
        return page.answer(&asked);
    }
    let (answer, reads) = gathered(next.run(request)).await;
    let keeps = answer.headers().get(header::CACHE_CONTROL);
    if answer.status() != StatusCode::OK || keeps.is_some_and(|value| value.as_bytes().ends_with(b"no-store"))
    {
        return answer;
    }
    let (parts, body) = answer.into_parts();
    let Ok(raw) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let page = Arc::new(Page {
        tag: tag(&raw),
        headers: parts.headers,
        raw,
        packed: Packed::new(),
        origin: Origin::of(reads.into_list(), &state.snapshot),
    });
    if page.raw.len() <= LARGEST_PAGE {
        site.pages().0.insert(key, page.clone());
    }
    page.answer(&asked)
}

impl Page {
    /// Pictures are packed already.
    fn is_picture(&self) -> bool {
        let kind = self.headers.get(header::CONTENT_TYPE);
        kind.is_some_and(|kind| kind.as_bytes().starts_with(b"image/"))
    }

    fn answer(&self, asked: &HeaderMap) -> Response {
        let known = asked
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|tag| tag.trim() == "*" || Some(tag.trim()) == self.tag.to_str().ok());
        let mut answer = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else if self.is_picture() {
            Response::new(Body::from(self.raw.clone()))
        } else {
            encoded(&self.packed, &self.raw, asked)
        };
        let headers = answer.headers_mut();
        for (name, value) in &self.headers {
            if name != header::CONTENT_LENGTH {
                headers.insert(name, value.clone());
            }
        }
        headers.insert(header::ETAG, self.tag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Cookie"));
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("public, no-cache"));
        answer
    }
}

/// A weak tag: the same words in another compression are the same page. Whoever could make two pages of one tag would
/// only deceive their own browser, so a fast hash does.
fn tag(bytes: &[u8]) -> HeaderValue {
    let text = format!("W/\"{:032x}\"", XxHash3_128::oneshot(bytes));
    HeaderValue::from_str(&text).expect("hexadecimal digits stand in any header")
}

/// The bytes in the best compression that the asker takes.
pub(crate) fn encoded(packed: &Packed, raw: &Bytes, asked: &HeaderMap) -> Response {
    let takes = |coding: &str| {
        asked
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|offer| {
                let (name, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
                name.trim() == coding && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
            })
    };
    let (bytes, coding) = if raw.len() < LEAST_PACKED {
        (raw.clone(), None)
    } else if takes("br") {
        (packed.brotli.get_or_init(|| brotli(raw)).clone(), Some("br"))
    } else if takes("gzip") {
        (packed.gzip.get_or_init(|| gzip(raw)).clone(), Some("gzip"))
    } else {
        (raw.clone(), None)
    };
    let mut answer = Response::new(Body::from(bytes));
    if let Some(coding) = coding {
        answer
            .headers_mut()
            .insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    answer
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    answer
}

fn brotli(raw: &[u8]) -> Bytes {
    let mut out = Vec::with_capacity(raw.len() / 4);
    let params = brotli::enc::BrotliEncoderParams {
        quality: 6,
        ..Default::default()
    };
    match brotli::BrotliCompress(&mut &*raw, &mut out, &params) {
        Ok(_) => out.into(),
        Err(error) => unreachable!("compressing from memory to memory failed: {error}"),
    }
}

fn gzip(raw: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(raw.len() / 4), Compression::new(6));
    encoder.write_all(raw).expect("a vector takes all bytes");
    encoder.finish().expect("a vector takes all bytes").into()
}
