//! Counting what somebody asks for: as much as fits a minute, at once or spread over it.
//!
//! # Invariants
//! Those who ask no more are forgotten.

use governor::clock::{Clock, MonotonicClock};
use governor::middleware::{StateInformationMiddleware, StateSnapshot};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// After so many requests those are forgotten who have not asked for a while.
const BETWEEN_SWEEPS: u32 = 4_096;
/// The time that a limit counts.
const MINUTE: Duration = Duration::from_mins(1);

type Limiter<K, C> = RateLimiter<K, HashMapStateStore<K>, C, StateInformationMiddleware>;

/// How often each of some askers has asked.
#[derive(Debug)]
pub(crate) struct Count<K: Hash + Eq + Clone, C: Clock = MonotonicClock> {
    a_minute: NonZeroU32,
    asked: Limiter<K, C>,
    /// Requests so far, to know when to sweep.
    so_far: AtomicU32,
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

impl<K: Hash + Eq + Clone> Count<K> {
    /// So many requests a minute, all at once or spread over it.
    pub(crate) fn of(a_minute: NonZeroU32) -> Self {
        Self::with(a_minute, MonotonicClock)
    }
}

impl<K: Hash + Eq + Clone, C: Clock> Count<K, C> {
    fn with(a_minute: NonZeroU32, clock: C) -> Self {
        Self {
            a_minute,
            asked: RateLimiter::hashmap_with_clock(Quota::per_minute(a_minute), clock).with_middleware(),
            so_far: AtomicU32::new(0),
        }
    }

    /// How many requests a minute.
    pub(crate) fn a_minute(&self) -> u32 {
        self.a_minute.get()
    }

    /// Counts some requests at once.
    pub(crate) fn ask(&self, from: &K, cost: NonZeroU32) -> Allowed {
        if self.so_far.fetch_add(1, Ordering::Relaxed) % BETWEEN_SWEEPS == BETWEEN_SWEEPS - 1 {
            self.asked.retain_recent();
            self.asked.shrink_to_fit();
        }
        let cost = cost.min(self.a_minute);
        match self.asked.check_key_n(from, cost) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;

    fn three() -> (Count<u32, FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        let three = NonZeroU32::new(3).unwrap();
        (Count::with(three, clock.clone()), clock)
    }

    fn one(count: &Count<u32, FakeRelativeClock>, from: u32) -> Allowed {
        count.ask(&from, NonZeroU32::MIN)
    }

    #[test]
    fn a_minutes_worth_may_be_asked_at_once_and_comes_back_bit_by_bit() {
        let (count, clock) = three();
        for left in [2, 1, 0] {
            let whole_in = Duration::from_secs(20 * u64::from(3 - left));
            assert_eq!(one(&count, 1), Allowed::Yes { left, whole_in });
        }
        assert_eq!(one(&count, 1), Allowed::After(Duration::from_secs(20)));
        assert!(
            matches!(one(&count, 2), Allowed::Yes { left: 2, .. }),
            "each for itself"
        );
        clock.advance(Duration::from_secs(15));
        assert_eq!(
            one(&count, 1),
            Allowed::After(Duration::from_secs(5)),
            "what is refused costs nothing"
        );
        clock.advance(Duration::from_secs(5));
        assert!(matches!(one(&count, 1), Allowed::Yes { left: 0, .. }));
    }

    #[test]
    fn those_who_ask_no_more_are_forgotten() {
        let (count, clock) = three();
        for number in 0..1_000_u32 {
            one(&count, number);
        }
        assert_eq!(count.asked.len(), 1_000);
        clock.advance(MINUTE);
        for _ in 0..BETWEEN_SWEEPS {
            one(&count, 1);
        }
        assert!(count.asked.len() <= 2, "{}", count.asked.len());
    }

    #[test]
    fn a_request_that_costs_more_than_there_is_waits_for_all_there_is() {
        let (count, clock) = three();
        let much = NonZeroU32::new(10).unwrap();
        assert!(matches!(count.ask(&1, much), Allowed::Yes { left: 0, .. }));
        assert_eq!(count.ask(&1, much), Allowed::After(MINUTE));
        clock.advance(MINUTE);
        assert!(matches!(count.ask(&1, much), Allowed::Yes { .. }));
    }
}
