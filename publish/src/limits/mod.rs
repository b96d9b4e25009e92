//! How often programs may ask for data: counted in memory, on each node for itself; by the key that they give, else by
//! their address.
//!
//! In: requests for the API, files and feeds. Out: their answers with what is left, or a problem that says when to come again.
//!
//! After the draft of the `RateLimit` header fields for HTTP (draft-ietf-httpapi-ratelimit-headers); keys come as bearer
//! tokens (RFC 6750).
//!
//! # Invariants
//! - Pages for people are never refused here, nor is a program on the same machine that speaks for nobody else.
//! - A key that is none is refused, and counted for the address that gave it.

mod count;
mod keys;

pub(crate) use count::Allowed;

use crate::api;
use crate::people::sign_in::origin;
use crate::server::is_open;
use crate::site::Site;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use count::Count;
use keys::{Given, Keys};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;
use uuid::Uuid;

/// What is left, and until when.
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// What there is at all.
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// How a key must be given.
const CHALLENGE: HeaderValue = HeaderValue::from_static("Bearer realm=\"data\", error=\"invalid_token\"");

/// How often one address, and one key, may ask in a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// By an address without a key.
    pub address: NonZeroU32,
    /// With a key.
    pub key: NonZeroU32,
}

/// Who has asked how often.
#[derive(Debug)]
pub(crate) struct Limits {
    addresses: Count<IpAddr>,
    by_key: Count<Uuid>,
    keys: Keys,
}

impl Limits {
    pub(crate) fn of(rates: Rates) -> Self {
        Self {
            addresses: Count::of(rates.address),
            by_key: Count::of(rates.key),
            keys: Keys::default(),
        }
    }

    /// How many requests a minute.
    pub(crate) fn rates(&self) -> [u32; 2] {
        [self.addresses.a_minute(), self.by_key.a_minute()]
    }

    /// Counts some requests of an address at once.
    pub(crate) fn ask(&self, from: IpAddr, cost: NonZeroU32) -> Allowed {
        self.addresses.ask(&network(from), cost)
    }
}

/// An address as it is counted: of the new ones everybody has billions, so their network is.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            const NETWORK: u128 = u128::MAX << 64;
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & NETWORK))
        }
        old @ IpAddr::V4(_) => old,
    }
}

/// Who is counted: whoever a proxy names, else the other end; nobody where that is this machine or not known.
pub(crate) fn counted(extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>()?;
    let from: IpAddr = origin(extensions, headers).parse().ok()?;
    (!from.is_loopback()).then_some(from)
}

/// Answers requests for data as often as a key or an address may ask; everything else passes.
pub(crate) async fn limited(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (Some(limits), true) = (site.limits(), is_open(request.uri().path())) else {
        return next.run(request).await;
    };
    let given = limits.keys.given(&site, request.headers()).await;
    if let Given::Key(key) = given {
        let allowed = limits.by_key.ask(&key, NonZeroU32::MIN);
        return answered(allowed, limits.by_key.a_minute(), request, next).await;
    }
    let from = counted(request.extensions(), request.headers());
    let allowed = from.map(|from| limits.ask(from, NonZeroU32::MIN));
    if given == Given::Wrong && !matches!(allowed, Some(Allowed::After(_))) {
        let mut answer = api::problem(StatusCode::UNAUTHORIZED, "no-such-key");
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, CHALLENGE);
        return answer;
    }
    match allowed {
        Some(allowed) => answered(allowed, limits.addresses.a_minute(), request, next).await,
        None => next.run(request).await,
    }
}

async fn answered(allowed: Allowed, a_minute: u32, request: Request, next: Next) -> Response {
    let mut answer = match allowed {
        Allowed::Yes { .. } => next.run(request).await,
        Allowed::After(_) => api::problem(StatusCode::TOO_MANY_REQUESTS, "too-many-requests"),
    };
    tell(a_minute, allowed, answer.headers_mut());
    answer
}

/// Whole seconds, never too few.
pub(crate) fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

fn tell(a_minute: u32, allowed: Allowed, headers: &mut HeaderMap) {
    let (left, until) = match allowed {
        Allowed::Yes { left, whole_in } => (left, whole_in),
        Allowed::After(wait) => {
            headers.insert(header::RETRY_AFTER, seconds(wait).max(1).into());
            (0, wait)
        }
    };
    let mut set = |name: HeaderName, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    };
    set(LIMIT, format!("\"data\";r={left};t={}", seconds(until)));
    set(POLICY, format!("\"data\";q={a_minute};w=60"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_its_own_count_and_a_network_of_new_ones_shares_one() {
        let three = NonZeroU32::new(3).unwrap();
        let limits = Limits::of(Rates {
            address: three,
            key: three,
        });
        for (from, left) in [
            ("192.0.2.1", 2),
            ("192.0.2.2", 2),
            ("2001:db8::1", 2),
            ("2001:db8::ffff:1", 1),
            ("2001:db8:0:1::1", 2),
            ("::ffff:192.0.2.1", 1),
        ] {
            let allowed = limits.ask(from.parse().unwrap(), NonZeroU32::MIN);
            assert!(
                matches!(allowed, Allowed::Yes { left: found, .. } if found == left),
                "{from}"
            );
        }
    }
}
