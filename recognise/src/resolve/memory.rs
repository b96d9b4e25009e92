//! The rankings of one document: a name that is written again with the same hints means the same.
//!
//! In: written names with hints. Out: their rankings, each worked out once.
//!
//! # Invariants
//! - An answer is the resolver's own, whether remembered or not.
//! - What is kept is bounded, and a memory goes with its document.

use super::{Hints, Ranking, Resolver, Scratch};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// Most names that are remembered: a document that names more is a list, whose names seldom come again.
const NAMES: usize = 10_000;

/// Most hints with which one name is remembered, since they are compared one by one.
const VARIANTS: usize = 16;

/// What was asked for one document, and the answers.
#[derive(Debug)]
pub(crate) struct Memory<'r, 'g> {
    resolver: &'r Resolver<'g>,
    kept: RefCell<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    rankings: FxHashMap<String, Vec<(Hints, Ranking)>>,
    scratch: Scratch,
}

impl<'r, 'g> Memory<'r, 'g> {
    /// Nothing asked yet.
    pub(crate) fn of(resolver: &'r Resolver<'g>) -> Self {
        Self {
            resolver,
            kept: RefCell::default(),
        }
    }

    /// Who is asked.
    pub(crate) fn resolver(&self) -> &'r Resolver<'g> {
        self.resolver
    }

    /// Ranks the bodies that `written` may mean.
    pub(crate) fn ranking(&self, written: &str, hints: &Hints) -> Ranking {
        let Kept { rankings, scratch } = &mut *self.kept.borrow_mut();
        let known = rankings.get(written).map_or(&[][..], Vec::as_slice);
        if let Some((_, ranking)) = known.iter().find(|(asked, _)| asked == hints) {
            return ranking.clone();
        }
        let is_kept = known.len() < VARIANTS && rankings.len() < NAMES;
        let ranking = self.resolver.ranking(written, hints, scratch);
        if is_kept {
            let variants = rankings.entry(written.to_owned()).or_default();
            variants.push((hints.clone(), ranking.clone()));
        }
        ranking
    }
}
