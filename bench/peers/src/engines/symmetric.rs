//! `SymSpell`: names within two slips, found by letters taken out on both sides.
//!
//! In: a key. Out: the names of the scope within distance two; the nearest ones first asked for, all of them only
//! where none of the nearest lies in the scope.

use super::Peer;
use crate::error::PeersError;
use crate::help::Scope;
use crate::names::Names;
use symspell_rs::{SymSpell, Verbosity};

/// Slips that are allowed.
const DISTANCE: usize = 2;
/// Letters from which some are taken out: the length that its author recommends.
const PREFIX: usize = 7;

/// The dictionary.
pub(super) struct Symmetric {
    dictionary: SymSpell,
    names: &'static Names,
}

impl Symmetric {
    pub(super) fn over(names: &'static Names) -> Self {
        let mut dictionary = SymSpell::new(DISTANCE, None, PREFIX, 1);
        for same in names.by_key().chunk_by(|a, b| names.key(*a) == names.key(*b)) {
            let people = same.iter().map(|place| names.population(*place)).max();
            let people = people.and_then(|people| usize::try_from(people).ok());
            if let Some(first) = same.first() {
                dictionary.create_dictionary_entry(names.key(*first), people.unwrap_or(0) + 1);
            }
        }
        Self { dictionary, names }
    }
}

impl Peer for Symmetric {
    fn near(&mut self, key: &str, scope: &Scope, found: &mut Vec<u32>) -> Result<(), PeersError> {
        let before = found.len();
        for verbosity in [Verbosity::Closest, Verbosity::All] {
            for suggestion in self
                .dictionary
                .lookup(key, verbosity, DISTANCE, &None, None, false)
            {
                let places = self.names.places_of(&suggestion.term).iter();
                found.extend(places.filter(|place| scope.has(**place)));
            }
            if found.len() > before {
                break;
            }
        }
        Ok(())
    }
}
