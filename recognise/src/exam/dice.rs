//! Repeatable chance: the same seed throws the same dice on every machine.
//!
//! In: a seed. Out: numbers.

use crate::fold;

/// A stream of numbers from a seed (`SplitMix64`, Steele et al. 2014).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn seeded(seed: u64) -> Self {
        Self(fold::mix(seed))
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        fold::mix(self.0)
    }

    /// A number from 0 to `sides` - 1; 0 for no sides.
    pub(super) fn below(&mut self, sides: usize) -> usize {
        let sides = u64::try_from(sides).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % sides).unwrap_or(0)
    }

    /// True in `share` of 100 throws.
    pub(super) fn hits(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of the choices; `None` if there is none.
    pub(super) fn pick<'c, T>(&mut self, choices: &'c [T]) -> Option<&'c T> {
        choices.get(self.below(choices.len()))
    }
}
