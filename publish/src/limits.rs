//! How often one address may ask for data: counted in memory, on each node for itself.
//!
//! In: requests for the API, files and feeds. Out: their answers with what is left, or a problem that says when to come again.
//!
//! After the draft of the `RateLimit` header fields for HTTP (draft-ietf-httpapi-ratelimit-headers).
//!
//! # Invariants
//! - Pages for people are never refused here, nor is a program on the same machine that speaks for nobody else.
//! - Addresses that ask no more are forgotten.

use crate::api;
use crate::people::sign_in::origin;
use crate::server::is_open;
use crate::site::Site;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::{StateInformationMiddleware, StateSnapshot};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// What is left, and until when.
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// What there is at all.
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// After so many requests those are forgotten who have not asked for a while.
const BETWEEN_SWEEPS: u32 = 4_096;
/// The time that a limit counts.
const MINUTE: Duration = Duration::from_mins(1);

type Limiter<C> = RateLimiter<IpAddr, HashMapStateStore<IpAddr>, C, StateInformationMiddleware>;

/// How often one address may ask.
#[derive(Debug)]
pub(crate) struct Limits<C: Clock = MonotonicClock> {
    a_minute: NonZeroU32,
    asked: Limiter<C>,
    count: AtomicU32,
}

/// What comes of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Allowed {
    /// It is answered; so many more may be asked at once.
    Yes {
        /// How many.
        left: u32,
        /// When all may be asked again.
        whole_in: Duration,
    },
    /// Not before this time has passed.
    After(Duration),
}

impl Limits {
    /// So many requests a minute, all at once or spread over it.
    pub(crate) fn of(a_minute: NonZeroU32) -> Self {
        Self::with(a_minute, MonotonicClock)
    }
}

impl<C: Clock> Limits<C> {
    fn with(a_minute: NonZeroU32, clock: C) -> Self {
        Self {
            a_minute,
            asked: RateLimiter::hashmap_with_clock(Quota::per_minute(a_minute), clock).with_middleware(),
            count: AtomicU32::new(0),
        }
    }

    /// How many requests a minute.
    pub(crate) fn a_minute(&self) -> u32 {
        self.a_minute.get()
    }

    /// Counts some requests of an address at once.
    pub(crate) fn ask(&self, from: IpAddr, cost: NonZeroU32) -> Allowed {
        if self.count.fetch_add(1, Ordering::Relaxed) % BETWEEN_SWEEPS == BETWEEN_SWEEPS - 1 {
            self.asked.retain_recent();
            self.asked.shrink_to_fit();
        }
        let cost = cost.min(self.a_minute);
        match self.asked.check_key_n(&network(from), cost) {
            Ok(Ok(state)) => self.yes(&state),
            Ok(Err(refused)) => Allowed::After(refused.wait_time_from(self.asked.clock().now())),
            // More than there ever is was asked for at once, which `min` above rules out.
            Err(_) => Allowed::After(MINUTE),
        }
    }

    fn yes(&self, state: &StateSnapshot) -> Allowed {
        let left = state.remaining_burst_capacity();
        let used = self.a_minute().saturating_sub(left);
        Allowed::Yes {
            left,
            whole_in: MINUTE.mul_f64(f64::from(used) / f64::from(self.a_minute())),
        }
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

/// Answers requests for data as often as an address may ask; everything else passes.
pub(crate) async fn limited(State(site): State<Site>, request: Request, next: Next) -> Response {
    let from = counted(request.extensions(), request.headers());
    let (Some(limits), Some(from), true) = (site.limits(), from, is_open(request.uri().path())) else {
        return next.run(request).await;
    };
    let allowed = limits.ask(from, NonZeroU32::MIN);
    let mut answer = match allowed {
        Allowed::Yes { .. } => next.run(request).await,
        Allowed::After(_) => api::problem(StatusCode::TOO_MANY_REQUESTS, "too-many-requests"),
    };
    tell(limits.a_minute(), allowed, answer.headers_mut());
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
    use governor::clock::FakeRelativeClock;

    fn three() -> (Limits<FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        let three = NonZeroU32::new(3).unwrap();
        (Limits::with(three, clock.clone()), clock)
    }

    fn one(limits: &Limits<FakeRelativeClock>, from: &str) -> Allowed {
        limits.ask(from.parse().unwrap(), NonZeroU32::MIN)
    }

    #[test]
    fn a_minutes_worth_may_be_asked_at_once_and_comes_back_bit_by_bit() {
        let (limits, clock) = three();
        for left in [2, 1, 0] {
            let whole_in = Duration::from_secs(20 * u64::from(3 - left));
            assert_eq!(one(&limits, "192.0.2.1"), Allowed::Yes { left, whole_in });
        }
        assert_eq!(one(&limits, "192.0.2.1"), Allowed::After(Duration::from_secs(20)));
        clock.advance(Duration::from_secs(15));
        assert_eq!(
            one(&limits, "192.0.2.1"),
            Allowed::After(Duration::from_secs(5)),
            "what is refused costs nothing"
        );
        clock.advance(Duration::from_secs(5));
        assert!(matches!(one(&limits, "192.0.2.1"), Allowed::Yes { left: 0, .. }));
    }

    #[test]
    fn each_address_has_its_own_count_and_a_network_of_new_ones_shares_one() {
        let (limits, _) = three();
        for (from, left) in [
            ("192.0.2.1", 2),
            ("192.0.2.2", 2),
            ("2001:db8::1", 2),
            ("2001:db8::ffff:1", 1),
            ("2001:db8:0:1::1", 2),
            ("::ffff:192.0.2.1", 1),
        ] {
            assert!(
                matches!(one(&limits, from), Allowed::Yes { left: found, .. } if found == left),
                "{from}"
            );
        }
    }

    #[test]
    fn those_who_ask_no_more_are_forgotten() {
        let (limits, clock) = three();
        for number in 0..1_000_u32 {
            limits.ask(IpAddr::from(number.to_be_bytes()), NonZeroU32::MIN);
        }
        assert_eq!(limits.asked.len(), 1_000);
        clock.advance(MINUTE);
        for _ in 0..BETWEEN_SWEEPS {
            one(&limits, "192.0.2.1");
        }
        assert!(limits.asked.len() <= 2, "{}", limits.asked.len());
    }

    #[test]
    fn a_request_that_costs_more_than_there_is_waits_for_all_there_is() {
        let (limits, clock) = three();
        let much = NonZeroU32::new(10).unwrap();
        let from = "192.0.2.1".parse().unwrap();
        assert!(matches!(limits.ask(from, much), Allowed::Yes { left: 0, .. }));
        assert_eq!(limits.ask(from, much), Allowed::After(MINUTE));
        clock.advance(MINUTE);
        assert!(matches!(limits.ask(from, much), Allowed::Yes { .. }));
    }
}
