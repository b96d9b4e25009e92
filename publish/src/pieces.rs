//! Pieces of pages made once: what many pages show of one entity is rendered on its first use, then taken again until
//! something that it was made from changes.
//!
//! # Invariants
//! - A piece is taken again only if nothing that it read changed since; whoever takes it has read the same things.
//! - What is kept is bounded in bytes; what is taken seldom goes first.

use crate::snapshot::Snapshot;
use crate::snapshot::reads::{Read, gathered_at_once, note_all};
use crate::words::Lang;
use askama::FastWritable;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use vocabulary::{Day, PartnershipId, PartyRef};

/// Most bytes of pieces that are kept.
const MOST_BYTES: u64 = 12 << 20;
/// Pieces that the store is made ready for; it grows beyond.
const USUAL_PIECES: usize = 2_000;

/// What something was made from, and since when it is known to be what would be made again.
#[derive(Debug)]
pub(crate) struct Origin {
    reads: Box<[Read]>,
    /// The newest position of which it is known.
    good_at: AtomicU64,
    /// The day it was made on: pages say how old things are.
    day: Day,
}

impl Origin {
    /// What was made from these things of this snapshot, or of a newer one.
    pub(crate) fn of(reads: Box<[Read]>, snapshot: &Snapshot) -> Self {
        Self {
            reads,
            good_at: AtomicU64::new(snapshot.unnoted_position()),
            day: snapshot.today(),
        }
    }

    /// Whether the same would be made from this snapshot.
    pub(crate) fn is_good(&self, snapshot: &Snapshot) -> bool {
        if self.day != snapshot.today() {
            return false;
        }
        let good_at = self.good_at.load(Ordering::Relaxed);
        // An older snapshot does not know what changed behind it.
        if good_at > snapshot.unnoted_position() || !snapshot.spares(&self.reads, good_at) {
            return false;
        }
        self.good_at
            .fetch_max(snapshot.unnoted_position(), Ordering::Relaxed);
        true
    }

    /// How much room it takes, in bytes.
    pub(crate) fn size(&self) -> usize {
        size_of::<Self>() + size_of_val(&*self.reads)
    }
}

/// Finished markup of one entity.
#[derive(Debug, Clone)]
pub(crate) struct Piece(Arc<Made>);

#[derive(Debug)]
struct Made {
    markup: Box<str>,
    origin: Origin,
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.markup)
    }
}

impl FastWritable for Piece {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(to.write_str(&self.0.markup)?)
    }
}

/// Which piece: the row of a partnership, in a language, among all or in the table of one body.
pub(crate) type Key = (Lang, PartnershipId, Option<PartyRef>);

/// Weighs a piece with what it was made from.
#[derive(Debug, Clone)]
struct Bytewise;

impl Weighter<Key, Piece> for Bytewise {
    fn weight(&self, _: &Key, Piece(made): &Piece) -> u64 {
        let bytes = size_of::<Key>() + made.markup.len() + made.origin.size();
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

/// The pieces that are kept.
#[derive(Debug)]
pub(crate) struct Pieces(Cache<Key, Piece, Bytewise>);

impl Default for Pieces {
    fn default() -> Self {
        Self(Cache::with_weighter(USUAL_PIECES, MOST_BYTES, Bytewise))
    }
}

impl Pieces {
    /// The piece with this key: the kept one if it is what `make` would make from this snapshot.
    pub(crate) fn piece(&self, key: Key, snapshot: &Snapshot, make: impl FnOnce() -> String) -> Piece {
        let kept = self
            .0
            .get(&key)
            .filter(|Piece(made)| made.origin.is_good(snapshot));
        let piece = kept.unwrap_or_else(|| {
            let (markup, reads) = gathered_at_once(make);
            let markup = markup.into_boxed_str();
            let origin = Origin::of(reads.into_list(), snapshot);
            let piece = Piece(Arc::new(Made { markup, origin }));
            self.0.insert(key, piece.clone());
            piece
        });
        note_all(&piece.0.origin.reads);
        piece
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use register::{PublicChanges, PublicRecord};
    use std::cell::Cell;
    use vocabulary::PartnershipStatus;

    #[test]
    fn a_piece_is_taken_again_until_something_that_it_read_changes() {
        let today = (samples::clock())();
        let snapshot = Snapshot::new(samples::record(), today);
        let mut pairs = snapshot.record().partnerships.iter();
        let (found, other) = (pairs.next().unwrap().clone(), pairs.next().unwrap().clone());
        let made = Cell::new(0);
        let status = |snapshot: &Snapshot| {
            let piece = snapshot.pieces().piece((Lang::En, found.id, None), snapshot, || {
                made.set(made.get() + 1);
                snapshot.partnership(found.id).unwrap().status.as_str().to_owned()
            });
            (piece.to_string(), made.get())
        };
        let ended = |mut changed: vocabulary::Partnership, before: &Snapshot| {
            changed.status = PartnershipStatus::Ended;
            let record = PublicRecord {
                partnerships: vec![changed],
                position: before.unnoted_position() + 1,
                ..PublicRecord::default()
            };
            let changes = PublicChanges {
                record,
                ..PublicChanges::default()
            };
            before.followed(changes, today)
        };
        let before = found.status.as_str().to_owned();
        assert_eq!(status(&snapshot), (before.clone(), 1));
        assert_eq!(status(&snapshot), (before.clone(), 1));
        let elsewhere = ended(other, &snapshot);
        assert_eq!(status(&elsewhere), (before.clone(), 1), "another changed");
        let here = ended(found.clone(), &elsewhere);
        assert_eq!(status(&here), ("ended".to_owned(), 2));
        assert_eq!(
            status(&snapshot),
            (before, 3),
            "an older page shows what stood then"
        );
    }
}
