//! What every question asks of an entry beside its words: its key, its sort, its countries.
//!
//! In goes a segment of the index; out come its columns, opened once and not at each question.
//!
//! # Invariants
//! Entries of one class have one sort and the same countries; there are as many classes as such pairs, however many entries.

use super::entry::Sort;
use super::find::Narrowed;
use super::index::country;
use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader, TantivyError};
use uuid::Uuid;
use vocabulary::Country;

/// What the entries of a class have in common.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Class {
    /// `None` where a later layout wrote a sort that is not known here.
    pub(super) sort: Option<Sort>,
    pub(super) countries: Box<[Country]>,
}

impl Class {
    /// Whether entries of this class are within what a question is narrowed to.
    pub(super) fn is_within(&self, narrowed: Narrowed) -> bool {
        narrowed.sort.is_none_or(|sort| self.sort == Some(sort))
            && (narrowed.country).is_none_or(|country| self.countries.contains(&country))
    }
}

/// The columns of one segment.
pub(super) struct Columns {
    high: Column<u64>,
    low: Column<u64>,
    /// The place of the class of each entry.
    of_entry: Box<[u32]>,
    classes: Vec<Class>,
}

impl Columns {
    /// Opens the columns of a segment; costs some nanoseconds for each of its entries.
    pub(super) fn of(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let columns = segment.fast_fields();
        let (sort, countries) = (columns.u64("sort")?, columns.u64("country")?);
        let mut classes: Vec<Class> = Vec::new();
        let mut known: FxHashMap<(Option<u64>, Vec<u64>), u32> = FxHashMap::default();
        let mut of_entry = Vec::new();
        let mut read = (None, Vec::new());
        for entry in 0..segment.max_doc() {
            read.0 = sort.first(entry);
            read.1.clear();
            read.1.extend(countries.values_for_doc(entry));
            let class = known.get(&read).copied().unwrap_or_else(|| {
                let class = u32::try_from(classes.len()).unwrap_or(u32::MAX);
                classes.push(Class {
                    sort: read.0.and_then(Sort::numbered),
                    countries: read.1.iter().copied().filter_map(country).collect(),
                });
                known.insert(read.clone(), class);
                class
            });
            of_entry.push(class);
        }
        Ok(Self {
            high: columns.u64("high")?,
            low: columns.u64("low")?,
            of_entry: of_entry.into(),
            classes,
        })
    }

    /// Every class of the segment.
    pub(super) fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// The place of the class of an entry among [`Self::classes`].
    pub(super) fn class(&self, entry: DocId) -> usize {
        let class = usize::try_from(entry)
            .ok()
            .and_then(|entry| self.of_entry.get(entry));
        class.map_or(usize::MAX, |class| usize::try_from(*class).unwrap_or(usize::MAX))
    }

    /// The sort of an entry, where it is known.
    pub(super) fn sort(&self, entry: DocId) -> Option<Sort> {
        self.classes.get(self.class(entry))?.sort
    }

    /// The key of an entry, which grows with time.
    pub(super) fn key(&self, entry: DocId) -> Uuid {
        let half = |column: &Column<u64>| column.first(entry).unwrap_or_default();
        Uuid::from_u64_pair(half(&self.high), half(&self.low))
    }
}
