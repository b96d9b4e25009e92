//! The best of what matches, with how much matches, of which sort and of which country: all in one pass.
//!
//! # Invariants
//! - An entry with bodies of two countries counts for both, and once in the total.
//! - Of equally good entries the newest come first, so the order is always the same.

use super::columns::Columns;
use super::entry::Sort;
use super::find::Narrowed;
use super::index::Volume;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};
use uuid::Uuid;
use vocabulary::Country;

/// How many entries match.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tallied {
    pub(crate) total: usize,
    pub(crate) sorts: BTreeMap<Sort, usize>,
    pub(crate) countries: BTreeMap<Country, usize>,
}

/// An entry that matches, and how well.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    score: Score,
    key: Uuid,
    sort: Option<Sort>,
}

impl Ranked {
    /// The better one first, then the newer one.
    fn order(&self, other: &Self) -> Ordering {
        (other.score.total_cmp(&self.score)).then_with(|| other.key.cmp(&self.key))
    }
}

/// The best entries of those that were offered.
struct Best {
    most: usize,
    /// At most twice as many as are wanted: they are sorted out when there is no more room.
    held: Vec<Ranked>,
    /// The last of those that would have been enough, when they were last sorted out.
    floor: Option<Ranked>,
}

impl Best {
    fn of(most: usize) -> Self {
        Self {
            most,
            held: Vec::new(),
            floor: None,
        }
    }

    /// Takes an entry, whose key is read only if it may be one of the best.
    fn offer(&mut self, score: Score, read: impl FnOnce() -> (Uuid, Option<Sort>)) {
        if self.floor.is_some_and(|floor| score < floor.score) {
            return;
        }
        let (key, sort) = read();
        let ranked = Ranked { score, key, sort };
        if self.floor.is_some_and(|floor| ranked.order(&floor).is_gt()) {
            return;
        }
        self.held.push(ranked);
        if self.held.len() >= self.most.saturating_mul(2).max(16) {
            self.sort_out();
        }
    }

    fn sort_out(&mut self) {
        if self.held.len() > self.most && self.most > 0 {
            self.held.select_nth_unstable_by(self.most - 1, Ranked::order);
            self.held.truncate(self.most);
            self.floor = self.held.last().copied();
        }
    }
}

/// Gathers the best of what matches and is within what the question is narrowed to, and counts what matches.
pub(super) struct Gather<'v> {
    pub(super) volume: &'v Volume,
    pub(super) narrowed: Narrowed,
    /// How many of the best are wanted, behind how many.
    pub(super) skipped: usize,
    pub(super) most: usize,
}

/// What was gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The best, in their order.
    pub(super) best: Vec<(Sort, Uuid)>,
    /// How many are within what the question is narrowed to.
    pub(super) count: usize,
    /// Everything that matches.
    pub(super) tally: Tallied,
}

/// The same in one segment.
pub(super) struct SegmentGather {
    columns: Arc<Columns>,
    /// For each class how many of it match, and whether it is within what the question is narrowed to.
    classes: Vec<(usize, bool)>,
    best: Best,
}

impl Collector for Gather<'_> {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(&self, at: SegmentOrdinal, _: &SegmentReader) -> Result<SegmentGather, TantivyError> {
        let columns = self.volume.columns(at)?.clone();
        let within = |class: &super::columns::Class| (0, class.is_within(self.narrowed));
        Ok(SegmentGather {
            classes: columns.classes().iter().map(within).collect(),
            best: Best::of(self.skipped.saturating_add(self.most)),
            columns,
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<SegmentFruit>) -> Result<Gathered, TantivyError> {
        let mut all = Gathered::default();
        let mut best = Vec::new();
        for (ranked, count, tally) in segments {
            best.extend(ranked);
            all.count += count;
            all.tally.total += tally.total;
            for (sort, count) in tally.sorts {
                *all.tally.sorts.entry(sort).or_default() += count;
            }
            for (country, count) in tally.countries {
                *all.tally.countries.entry(country).or_default() += count;
            }
        }
        best.sort_unstable_by(Ranked::order);
        let best = best.into_iter().skip(self.skipped).take(self.most);
        all.best = best
            .filter_map(|ranked| Some((ranked.sort?, ranked.key)))
            .collect();
        Ok(all)
    }
}

/// The best of a segment, how many are within what the question is narrowed to, and the tally of all that match.
type SegmentFruit = (Vec<Ranked>, usize, Tallied);

impl SegmentCollector for SegmentGather {
    type Fruit = SegmentFruit;

    fn collect(&mut self, entry: DocId, score: Score) {
        let Some((count, is_within)) = self.classes.get_mut(self.columns.class(entry)) else {
            return;
        };
        *count += 1;
        if *is_within {
            let columns = &self.columns;
            self.best
                .offer(score, || (columns.key(entry), columns.sort(entry)));
        }
    }

    fn harvest(mut self) -> SegmentFruit {
        self.best.sort_out();
        let (mut within, mut tally) = (0, Tallied::default());
        for (class, (count, is_within)) in self.columns.classes().iter().zip(&self.classes) {
            if *count == 0 {
                continue;
            }
            within += if *is_within { *count } else { 0 };
            tally.total += count;
            if let Some(sort) = class.sort {
                *tally.sorts.entry(sort).or_default() += count;
            }
            for country in &class.countries {
                *tally.countries.entry(*country).or_default() += count;
            }
        }
        (self.best.held, within, tally)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(number: u8) -> Uuid {
        Uuid::from_u128(u128::from(number))
    }

    proptest! {
        #[test]
        fn the_best_are_those_that_putting_all_in_order_gives(
            offered in prop::collection::vec((0_u8..6, any::<u8>()), 0..200),
            most in 0_usize..30,
        ) {
            let mut best = Best::of(most);
            for (score, number) in &offered {
                best.offer(f32::from(*score), || (key(*number), Some(Sort::Story)));
            }
            best.sort_out();
            best.held.sort_unstable_by(Ranked::order);
            let found: Vec<_> = best.held.iter().map(|ranked| (ranked.score, ranked.key)).take(most).collect();
            let mut all: Vec<_> = offered.iter().map(|(score, number)| (*score, *number)).collect();
            all.sort_unstable_by_key(|pair| std::cmp::Reverse(*pair));
            let all: Vec<_> = all.iter().map(|(score, number)| (f32::from(*score), key(*number))).take(most).collect();
            prop_assert_eq!(found, all);
        }
    }
}
