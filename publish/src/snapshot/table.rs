//! The entities of one kind, by key; copies share what they have in common.
//!
//! # Invariants
//! - Iteration goes in the order of keys, which is the order of creation.
//! - Copying costs nothing, changing one row costs the logarithm of their number: old snapshots stay as they were.

use super::reads::{self, Read};
use imbl::{OrdMap, OrdSet};
use std::ops::Bound;
use std::sync::Arc;
use vocabulary::Id;

/// The rows of one kind.
#[derive(Debug)]
pub(crate) struct Table<K: Ord, T> {
    rows: OrdMap<K, Arc<T>>,
}

impl<K: Id, T> Default for Table<K, T> {
    fn default() -> Self {
        Self { rows: OrdMap::new() }
    }
}

impl<K: Id, T> Clone for Table<K, T> {
    fn clone(&self) -> Self {
        Self {
            rows: self.rows.clone(),
        }
    }
}

impl<K: Id, T> Table<K, T> {
    /// The row with this key.
    pub(crate) fn get(&self, key: K) -> Option<&T> {
        reads::note(Read::Entity(key.uuid()));
        self.rows.get(&key).map(|row| &**row)
    }

    /// All rows.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        reads::note(Read::List(K::KIND));
        self.rows.values().map(|row| &**row)
    }

    /// The rows behind a key, whether it has a row or not, or all of them.
    pub(crate) fn behind(&self, after: Option<K>) -> impl Iterator<Item = &T> {
        reads::note(Read::List(K::KIND));
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let behind = self.rows.range((from, Bound::Unbounded));
        behind.map(|(_, row)| &**row)
    }

    /// The rows with these keys that there are.
    pub(crate) fn picked<'a, 'k>(
        &'a self,
        keys: &'k OrdSet<K>,
    ) -> impl Iterator<Item = &'a T> + use<'a, 'k, K, T> {
        keys.iter().filter_map(|key| self.get(*key))
    }

    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        reads::note(Read::List(K::KIND));
        self.rows.len()
    }

    /// Whether there is a row with this key; for the snapshot's own upkeep.
    pub(super) fn holds(&self, key: K) -> bool {
        self.rows.contains_key(&key)
    }

    /// Puts a row, and gives the one that stood there.
    pub(super) fn put(&mut self, key: K, row: T) -> Option<Arc<T>> {
        self.rows.insert(key, Arc::new(row))
    }

    /// Takes a row out.
    pub(super) fn take(&mut self, key: K) -> Option<Arc<T>> {
        self.rows.remove(&key)
    }
}

impl<'a, K: Id, T> IntoIterator for &'a Table<K, T> {
    type Item = &'a T;
    type IntoIter = Box<dyn Iterator<Item = &'a T> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}
