//! How many of what matches is of which sort and of which country.
//!
//! # Invariants
//! An entry with bodies of two countries counts for both, and once in the total.

use super::entry::Sort;
use super::index::country;
use std::collections::BTreeMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};
use vocabulary::Country;

/// How many entries match.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tallied {
    pub(crate) total: usize,
    pub(crate) sorts: BTreeMap<Sort, usize>,
    pub(crate) countries: BTreeMap<Country, usize>,
}

/// Counts what matches.
pub(super) struct Tally;

/// Counts what matches in one segment.
pub(super) struct SegmentTally {
    sort: Column<u64>,
    country: Column<u64>,
    total: usize,
    sorts: Counts,
    countries: Counts,
}

/// How often each of a few values came. They are few and mostly the same, so looking through them is fastest.
#[derive(Default)]
struct Counts(Vec<(u64, usize)>);

impl Counts {
    fn add(&mut self, value: u64) {
        match self.0.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => self.0.push((value, 1)),
        }
    }
}

impl Collector for Tally {
    type Fruit = Tallied;
    type Child = SegmentTally;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> Result<SegmentTally, TantivyError> {
        let columns = segment.fast_fields();
        Ok(SegmentTally {
            sort: columns.u64("sort")?,
            country: columns.u64("country")?,
            total: 0,
            sorts: Counts::default(),
            countries: Counts::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Tallied>) -> Result<Tallied, TantivyError> {
        let mut all = Tallied::default();
        for part in parts {
            all.total += part.total;
            for (sort, count) in part.sorts {
                *all.sorts.entry(sort).or_default() += count;
            }
            for (country, count) in part.countries {
                *all.countries.entry(country).or_default() += count;
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentTally {
    type Fruit = Tallied;

    fn collect(&mut self, document: DocId, _: Score) {
        self.total += 1;
        for sort in self.sort.values_for_doc(document) {
            self.sorts.add(sort);
        }
        for country in self.country.values_for_doc(document) {
            self.countries.add(country);
        }
    }

    fn harvest(self) -> Tallied {
        let sorts = self.sorts.0.into_iter();
        let countries = self.countries.0.into_iter();
        Tallied {
            total: self.total,
            sorts: sorts
                .filter_map(|(number, count)| Some((Sort::numbered(number)?, count)))
                .collect(),
            countries: countries
                .filter_map(|(number, count)| Some((country(number)?, count)))
                .collect(),
        }
    }
}
