//! What changed since when: which kept answers still say what the record says.
//!
//! # Invariants
//! - Whatever changed behind the floor is known; an answer made before the floor is never trusted.
//! - What is remembered is bounded; where it grows too large the floor rises.

use super::reads::Read;
use imbl::HashMap;

/// Most changed things that are remembered one by one.
const MOST_REMEMBERED: usize = 200_000;

/// The position of the newest change of each thing that changed since the floor.
#[derive(Debug, Clone, Default)]
pub(super) struct Changed {
    floor: u64,
    at: HashMap<Read, u64>,
}

impl Changed {
    /// Nothing is known of what happened before this position.
    pub(super) fn from(floor: u64) -> Self {
        Self {
            floor,
            at: HashMap::new(),
        }
    }

    /// Remembers that something changed.
    pub(super) fn touch(&mut self, what: Read, position: u64) {
        if self.at.len() >= MOST_REMEMBERED {
            *self = Self::from(position);
        }
        self.at.insert(what, position);
    }

    /// Whether nothing of what was read changed behind this position.
    pub(super) fn spares(&self, reads: &[Read], since: u64) -> bool {
        let still =
            |read: &Read| *read != Read::Everything && self.at.get(read).is_none_or(|at| *at <= since);
        since >= self.floor && reads.iter().all(still)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_stands_until_something_it_read_changes() {
        let mut changed = Changed::from(10);
        changed.touch(Read::List("award"), 12);
        assert!(changed.spares(&[Read::List("project")], 10));
        assert!(!changed.spares(&[Read::List("project"), Read::List("award")], 11));
        assert!(changed.spares(&[Read::List("award")], 12));
        assert!(
            !changed.spares(&[Read::List("project")], 9),
            "nobody knows what happened before"
        );
        assert!(!changed.spares(&[Read::Everything], 12));
    }
}
