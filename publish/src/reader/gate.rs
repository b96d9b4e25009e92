//! Whose turn it is: so many texts are read at a time, so many wait, the rest come again later.
//!
//! # Invariants
//! A turn ends when it is dropped, whatever happened to whoever took it.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many wait for each that is read.
const WAITING: usize = 4;
/// Longest time that one waits.
const LONGEST_WAIT: Duration = Duration::from_secs(4);

/// The gate before the engine.
#[derive(Debug, Clone)]
pub(crate) struct Gate {
    inside: Arc<Semaphore>,
    before: Arc<Semaphore>,
    longest: Duration,
}

/// A turn at the engine.
#[derive(Debug)]
pub(crate) struct Turn {
    _inside: OwnedSemaphorePermit,
}

impl Default for Gate {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::for_so_many(cores, LONGEST_WAIT)
    }
}

impl Gate {
    fn for_so_many(at_once: usize, longest: Duration) -> Self {
        Self {
            inside: Arc::new(Semaphore::new(at_once)),
            before: Arc::new(Semaphore::new(at_once * WAITING)),
            longest,
        }
    }

    /// A turn, as soon as there is one; `None` where too many wait already, or it takes too long.
    pub(crate) async fn turn(&self) -> Option<Turn> {
        let _waiting = Arc::clone(&self.before).try_acquire_owned().ok()?;
        let inside = Arc::clone(&self.inside).acquire_owned();
        let inside = tokio::time::timeout(self.longest, inside).await.ok()?.ok()?;
        Some(Turn { _inside: inside })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::future::join_all;

    #[tokio::test]
    async fn one_is_inside_four_wait_and_the_rest_are_asked_to_come_again() {
        let longest = Duration::from_millis(200);
        let gate = Gate::for_so_many(1, longest);
        let first = gate.turn().await.expect("nobody is there");
        let turns = join_all((0..6).map(|_| async {
            let began = tokio::time::Instant::now();
            (gate.turn().await.is_some(), began.elapsed())
        }))
        .await;
        assert!(turns.iter().all(|(got, _)| !got), "nobody leaves");
        let waited = turns.iter().filter(|(_, time)| *time >= longest).count();
        assert_eq!(waited, WAITING);
        drop(first);
        assert!(gate.turn().await.is_some());
    }
}
