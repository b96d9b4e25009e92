//! Exact look-up of normalised names: what remains of the work once names are written as the lists have them.
//!
//! In: a key. Out: the names that have this very key, from a hash table.

use super::Peer;
use crate::error::PeersError;
use crate::help::Scope;
use crate::names::Names;
use rustc_hash::FxHashMap;

/// The table.
pub(super) struct Exact {
    places: FxHashMap<&'static str, &'static [u32]>,
}

impl Exact {
    pub(super) fn over(names: &'static Names) -> Self {
        let groups = names.by_key().chunk_by(|a, b| names.key(*a) == names.key(*b));
        let places = groups
            .filter_map(|group| Some((names.key(*group.first()?), group)))
            .collect();
        Self { places }
    }
}

impl Peer for Exact {
    fn near(&mut self, key: &str, scope: &Scope, found: &mut Vec<u32>) -> Result<(), PeersError> {
        let places = self.places.get(key).copied().unwrap_or_default();
        found.extend(places.iter().filter(|place| scope.has(**place)));
        Ok(())
    }
}
