//! rapidfuzz: the written name compared with every name of the hinted countries.
//!
//! In: a key. Out: the names with the highest ratio, at least [`ENOUGH`] of them where there are so many.
//!
//! Helped beyond a plain loop: one comparator a question, letters decoded beforehand, and a cutoff that rises with
//! what was found.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "the loop over all names; places come from the prepared file and widen to usize"
)]

use super::Peer;
use crate::error::PeersError;
use crate::help::Scope;
use crate::names::Names;
use rapidfuzz::fuzz::{Args, RatioBatchComparator};

/// The lowest ratio that counts.
const LOWEST: f64 = 0.55;
/// So many of the best names are kept; others as good as the last of them too.
const ENOUGH: usize = 15;

/// Every name, letter by letter.
pub(super) struct Scan {
    letters: Vec<u16>,
    starts: Vec<u32>,
}

impl Scan {
    pub(super) fn over(names: &Names) -> Self {
        let mut scan = Self {
            letters: Vec::new(),
            starts: vec![0],
        };
        for place in 0..names.len() {
            scan.letters.extend(names.key(place).encode_utf16());
            scan.starts.push(scan.letters.len() as u32);
        }
        scan.letters.shrink_to_fit();
        scan
    }

    fn name(&self, place: u32) -> &[u16] {
        let place = place as usize;
        &self.letters[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

impl Peer for Scan {
    fn near(&mut self, key: &str, scope: &Scope, found: &mut Vec<u32>) -> Result<(), PeersError> {
        let written: Vec<u16> = key.encode_utf16().collect();
        let comparator = RatioBatchComparator::new(written);
        let mut best = Best::default();
        let mut wanted = Args::default().score_cutoff(best.cutoff);
        for place in scope.ranges.iter().cloned().flatten() {
            let name = self.name(place).iter().copied();
            if let Some(ratio) = comparator.similarity_with_args(name, &wanted)
                && best.add(ratio, place)
            {
                wanted = Args::default().score_cutoff(best.cutoff);
            }
        }
        found.extend(best.places());
        Ok(())
    }
}

/// The best names so far.
struct Best {
    names: Vec<(f64, u32)>,
    cutoff: f64,
    tidy_at: usize,
}

impl Default for Best {
    fn default() -> Self {
        Self {
            names: Vec::new(),
            cutoff: LOWEST,
            tidy_at: 2 * ENOUGH,
        }
    }
}

impl Best {
    /// Adds a name; whether that raised the cutoff.
    fn add(&mut self, ratio: f64, place: u32) -> bool {
        self.names.push((ratio, place));
        if self.names.len() < self.tidy_at {
            return false;
        }
        let before = self.cutoff;
        self.tidy();
        self.tidy_at = self.names.len() + ENOUGH;
        self.cutoff > before
    }

    fn tidy(&mut self) {
        self.names.sort_by(|a, b| b.0.total_cmp(&a.0));
        if let Some((last, _)) = self.names.get(ENOUGH - 1) {
            self.cutoff = *last;
        }
        self.names.retain(|(ratio, _)| *ratio >= self.cutoff);
    }

    fn places(mut self) -> impl Iterator<Item = u32> {
        self.tidy();
        self.names.into_iter().map(|(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cutoff_rises_and_names_as_good_as_the_last_stay() {
        let mut best = Best::default();
        for place in 0..100 {
            best.add(if place < 40 { 0.9 } else { 0.6 }, place);
        }
        assert!((best.cutoff - 0.9).abs() < 1e-9);
        assert_eq!(best.places().count(), 40);
    }
}
