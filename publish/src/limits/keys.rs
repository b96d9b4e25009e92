//! Which key a request gives, asked of the record once in a while.
//!
//! # Invariants
//! - A key that was removed is dead within [`FRESH`] on every node.
//! - What is remembered is bounded, and holds no secret.

use crate::site::Site;
use axum::http::{HeaderMap, header};
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How long an answer of the record is good.
const FRESH: Duration = Duration::from_secs(1);
/// Answers that are remembered.
const MOST: usize = 10_000;

/// What a request says of who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// Nothing.
    Nothing,
    /// This key.
    Key(Uuid),
    /// A key that is none.
    Wrong,
}

/// The keys that were given lately, by the hash of their secrets.
#[derive(Debug)]
pub(super) struct Keys(Cache<[u8; 32], (Instant, Option<Uuid>)>);

impl Default for Keys {
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

impl Keys {
    /// Which key the headers of a request give.
    pub(super) async fn given(&self, site: &Site, headers: &HeaderMap) -> Given {
        let Some(secret) = secret(headers) else {
            return Given::Nothing;
        };
        let hash: [u8; 32] = Sha256::digest(secret.as_bytes()).into();
        let fresh = self.0.get(&hash).filter(|(asked, _)| asked.elapsed() < FRESH);
        let key = match fresh {
            Some((_, key)) => key,
            None => match site.desk().register.api_key(secret).await {
                Ok(key) => {
                    self.0.insert(hash, (Instant::now(), key));
                    key
                }
                Err(error) => {
                    // Data is given whether the record answers or not; the address is counted then.
                    tracing::warn!(%error, "a key could not be looked up");
                    return Given::Nothing;
                }
            },
        };
        key.map_or(Given::Wrong, Given::Key)
    }
}

/// The bearer token (RFC 6750) of a request.
fn secret(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
