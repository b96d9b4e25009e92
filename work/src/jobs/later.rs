//! When a job that failed is tried again.
//!
//! # Invariants
//! Later each time; and jobs that failed together do not come back together.

use register::TakenJob;
use std::time::Duration;
use vocabulary::{Id, Moment};

/// The wait after the first try; each further one is four times as long: half a minute, 2, 8 and 32 minutes.
/// Mail servers that put strangers off want some minutes.
const FIRST: Duration = Duration::from_secs(30);

/// A moment behind another.
pub(super) fn behind(now: &Moment, wait: Duration) -> Moment {
    let wait = i64::try_from(wait.as_micros()).unwrap_or(i64::MAX);
    Moment::utc(now.micros.saturating_add(wait))
}

/// When to try a job again that failed now.
pub(super) fn after(now: &Moment, taken: &TakenJob) -> Moment {
    let doublings = taken.try_number.saturating_sub(1).min(8);
    let wait = FIRST * 4_u32.pow(doublings);
    // The last byte of a key is random: up to a quarter more, different for each job.
    let spread = taken.id.uuid().as_bytes().last().copied().unwrap_or(0);
    behind(now, wait + wait / 1024 * u32::from(spread))
}
