//! What an answer has read of the snapshot, so that it can be kept until one of these things changes.
//!
//! In goes a future that makes an answer; out comes the answer with the [`Reads`] that were noted meanwhile. Every getter of
//! the snapshot notes what it gives, and whoever asks the database notes [`Read::Everything`].
//!
//! # Invariants
//! - An answer that noted nothing counts as having read everything: work handed to another task is not seen from here.
//! - Noting costs nothing where nobody gathers.

use rustc_hash::FxHashSet;
use std::cell::RefCell;
use uuid::Uuid;

/// Most things that are noted one by one; an answer that read more has read everything.
const MOST_NOTED: usize = 2_000;

/// Something that an answer can depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Read {
    /// One entity, or what hangs on it.
    Entity(Uuid),
    /// Which entities of a kind there are.
    List(&'static str),
    /// What depends on a code, by the hash of the code.
    Code(u64),
    /// Whatever the record holds, public or not.
    Everything,
}

/// What was read for one answer.
#[derive(Debug, Default)]
pub(crate) struct Reads {
    each: FxHashSet<Read>,
    everything: bool,
}

impl Reads {
    fn note(&mut self, read: Read) {
        if self.everything {
            return;
        }
        if read == Read::Everything || self.each.len() >= MOST_NOTED {
            self.everything = true;
            self.each.clear();
        } else {
            self.each.insert(read);
        }
    }

    /// The things read; everything, if nothing was noted.
    pub(crate) fn into_list(self) -> Box<[Read]> {
        if self.everything || self.each.is_empty() {
            return Box::new([Read::Everything]);
        }
        self.each.into_iter().collect()
    }
}

tokio::task_local! {
    static READS: RefCell<Reads>;
}

/// Notes that the answer under way depends on this.
pub(crate) fn note(read: Read) {
    // Outside of an answer that is to be kept there is nobody to tell.
    let _ = READS.try_with(|reads| reads.borrow_mut().note(read));
}

/// Notes all of these.
pub(crate) fn note_all(all: &[Read]) {
    let _ = READS.try_with(|reads| {
        let mut reads = reads.borrow_mut();
        reads.each.reserve(all.len());
        for read in all {
            reads.note(*read);
        }
    });
}

/// Makes an answer and gathers what it reads.
pub(crate) async fn gathered<F: Future>(answer: F) -> (F::Output, Reads) {
    READS
        .scope(RefCell::default(), async {
            let answer = answer.await;
            (answer, READS.with(RefCell::take))
        })
        .await
}

/// The same for what is made at once, within an answer or without one; nothing of it is noted for the answer.
pub(crate) fn gathered_at_once<T>(piece: impl FnOnce() -> T) -> (T, Reads) {
    READS.sync_scope(RefCell::default(), || {
        let made = piece();
        (made, READS.with(RefCell::take))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_noted_while_an_answer_is_made_comes_with_it() {
        let (said, reads) = gathered(async {
            note(Read::List("project"));
            note(Read::List("project"));
            7
        })
        .await;
        assert_eq!(said, 7);
        assert_eq!(*reads.into_list(), [Read::List("project")]);
    }

    #[tokio::test]
    async fn an_answer_that_noted_nothing_or_too_much_has_read_everything() {
        let ((), nothing) = gathered(async {}).await;
        assert_eq!(*nothing.into_list(), [Read::Everything]);
        let ((), much) = gathered(async {
            for number in (0..).take(MOST_NOTED + 1) {
                note(Read::Entity(Uuid::from_u128(number)));
            }
        })
        .await;
        assert_eq!(*much.into_list(), [Read::Everything]);
    }
}
