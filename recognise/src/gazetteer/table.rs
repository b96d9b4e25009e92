//! A read-only multimap from 64-bit hashes to small numbers, as two arrays of a mapped file.
//!
//! The first array is a directory over the upper bits of the hash, the second the entries (lower half of the hash,
//! value), sorted by bucket, then hash, then the order in which values were ranked. A look-up touches two places.
//!
//! # Invariants
//! The directory has 2^bits + 1 rising positions, none past the last entry: checked once at opening.
#![expect(
    clippy::as_conversions,
    reason = "the two halves of a hash are taken on purpose"
)]

/// A table over two slices of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'a> {
    directory: &'a [u32],
    /// Pairs: lower half of the hash, value.
    entries: &'a [u32],
    shift: u32,
}

impl<'a> Table<'a> {
    /// Checks the two arrays; `None` if they are not a table.
    pub(super) fn over(directory: &'a [u32], entries: &'a [u32]) -> Option<Self> {
        let buckets = directory.len().checked_sub(1)?;
        let fits = buckets.is_power_of_two()
            && directory.windows(2).all(|pair| matches!(pair, [a, b] if a <= b))
            && directory
                .last()
                .is_some_and(|last| *last as usize * 2 == entries.len());
        fits.then(|| Self {
            directory,
            entries,
            shift: 64 - buckets.trailing_zeros(),
        })
    }

    /// The values under `hash`, best ranked first.
    pub(super) fn find(&self, hash: u64) -> impl Iterator<Item = u32> + use<'a> {
        let bucket = if self.shift == 64 {
            0
        } else {
            (hash >> self.shift) as usize
        };
        let bounds = self.directory.get(bucket).zip(self.directory.get(bucket + 1));
        let (from, to) = bounds.map_or((0, 0), |(from, to)| (*from as usize * 2, *to as usize * 2));
        let low = hash as u32;
        let (pairs, _) = self.entries.get(from..to).unwrap_or_default().as_chunks::<2>();
        pairs
            .iter()
            .skip_while(move |[key, _]| *key < low)
            .take_while(move |[key, _]| *key == low)
            .map(|[_, v]| *v)
    }
}

/// Rows being collected for a table.
#[derive(Default)]
pub(super) struct Rows(Vec<(u64, u32)>);

impl Rows {
    /// Adds one value; of equal hashes, values are found in the order in which they were added.
    pub(super) fn add(&mut self, hash: u64, value: u32) {
        self.0.push((hash, value));
    }

    /// Sorts the rows into the two arrays.
    pub(super) fn arrays(self) -> (Vec<u32>, Vec<u32>) {
        let mut rows = self.0;
        let bits = (rows.len() / 2).max(2).next_power_of_two().trailing_zeros();
        let shift = 64 - bits;
        // Stable, and only by what a look-up sees, so that the ranking inside equal hashes stays.
        rows.sort_by_key(|(hash, _)| (hash >> shift, *hash as u32));
        rows.dedup();
        let mut directory = vec![0_u32; (1 << bits) + 1];
        for (hash, _) in &rows {
            if let Some(count) = directory.get_mut((hash >> shift) as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut directory {
            sum += *count;
            *count = sum;
        }
        let entries = rows
            .into_iter()
            .flat_map(|(hash, value)| [hash as u32, value])
            .collect();
        (directory, entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::mix;

    #[test]
    fn a_table_finds_what_was_added_in_the_order_of_adding() {
        let mut rows = Rows::default();
        for value in 0..1_000_u32 {
            rows.add(mix(u64::from(value % 300)), value);
        }
        let (directory, entries) = rows.arrays();
        let table = Table::over(&directory, &entries).unwrap();
        assert_eq!(table.find(mix(7)).collect::<Vec<_>>(), [7, 307, 607, 907]);
        assert_eq!(table.find(mix(1_000_000)).count(), 0);
    }

    #[test]
    fn an_empty_table_finds_nothing_and_a_torn_one_is_refused() {
        let (directory, entries) = Rows::default().arrays();
        assert_eq!(Table::over(&directory, &entries).unwrap().find(5).count(), 0);
        assert!(Table::over(&[0, 3, 2], &[1, 2]).is_none());
        assert!(Table::over(&[], &[]).is_none());
    }
}
