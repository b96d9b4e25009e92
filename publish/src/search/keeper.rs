//! Keeps the index in step with the record, on a thread of its own.
//!
//! In come snapshots with what changed in each; out come commits.
//!
//! # Invariants
//! - Questions are answered from the last commit while the next is made; a failed write never takes an index away.
//! - What cannot be mended is made anew from the snapshot: an index is a copy, never the only place of anything.

use super::entry::{entry, keys};
use super::index::{Commit, Merging, Opened, Pen, Shelved};
use crate::site::State;
use crate::snapshot::{Facet, Snapshot};
use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tantivy::TantivyError;
use tokio::sync::watch;
use uuid::Uuid;
use vocabulary::{Id, PartyRef, ProgrammeId};

/// How often the folder is looked after when nothing changes.
const PULSE: Duration = Duration::from_secs(2);
/// How many entries are written between two words about it.
const STRIDE: usize = 500;

/// What must be written.
#[derive(Debug)]
pub(crate) enum What {
    /// These entities changed, came or went.
    Changed(Vec<Uuid>),
    /// The index is made anew.
    Everything,
}

/// A snapshot that the index must follow.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) state: Arc<State>,
    /// The write that the position of the snapshot names; by it a reopened index knows its record again.
    pub(crate) write: Option<Uuid>,
    pub(crate) what: What,
}

/// How far the index is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The position of the record that it stands for.
    pub(crate) position: u64,
    /// How many entries are still to be written, of all, while it is made anew.
    pub(crate) left: usize,
}

/// The thread's own things.
pub(super) struct Keeper {
    pub(super) place: Shelved,
    pub(super) opened: Arc<RwLock<Opened>>,
    pub(super) pen: Option<Pen>,
    pub(super) standing: watch::Sender<Standing>,
}

impl Keeper {
    /// Follows until nobody sends any more.
    pub(super) fn keep(mut self, tasks: &Receiver<Task>) {
        let mut last: Option<(Arc<State>, Option<Uuid>)> = None;
        loop {
            let task = match tasks.recv_timeout(PULSE) {
                Ok(task) => gathered(task, tasks),
                Err(RecvTimeoutError::Timeout) => match last.clone().filter(|_| self.is_lost()) {
                    Some((state, write)) => Task {
                        state,
                        write,
                        what: What::Everything,
                    },
                    None => continue,
                },
                Err(RecvTimeoutError::Disconnected) => return,
            };
            last = Some((task.state.clone(), task.write));
            if let Err(error) = self.write(&task) {
                tracing::warn!(%error, "the search index could not be written; it is made anew");
                self.start_over(&task);
            }
        }
    }

    /// Whether somebody took the folder away; what was moved to memory stays there.
    fn is_lost(&self) -> bool {
        matches!(&self.place, Shelved::In(folder) if !folder.join("meta.json").exists())
    }

    fn start_over(&mut self, task: &Task) {
        for place in [self.place.clone(), Shelved::Nowhere] {
            // The old pen holds the lock of the folder.
            self.pen = None;
            self.place = place;
            match self.anew(task) {
                Ok(()) => return,
                Err(error) => {
                    tracing::warn!(%error, place = ?self.place, "the search index could not be made there");
                }
            }
        }
    }

    fn anew(&mut self, task: &Task) -> Result<(), TantivyError> {
        let opened = Opened::at(&self.place)?;
        self.pen = Some(opened.pen()?);
        let before = std::mem::replace(
            &mut *self.opened.write().unwrap_or_else(PoisonError::into_inner),
            opened,
        );
        let task = Task {
            state: task.state.clone(),
            write: task.write,
            what: What::Everything,
        };
        self.write(&task).inspect_err(|_| {
            *self.opened.write().unwrap_or_else(PoisonError::into_inner) = before;
        })
    }

    fn write(&mut self, task: &Task) -> Result<(), TantivyError> {
        let snapshot = &task.state.snapshot;
        let position = snapshot.position();
        if self.is_lost() {
            return Err(std::io::Error::from(std::io::ErrorKind::NotFound).into());
        }
        if matches!(&task.what, What::Changed(changed) if changed.is_empty()) {
            self.standing.send_replace(Standing { position, left: 0 });
            return Ok(());
        }
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner).clone();
        let pen = match &mut self.pen {
            Some(pen) => pen,
            none => none.insert(opened.pen()?),
        };
        match &task.what {
            What::Changed(changed) => {
                for key in with_those_that_name_them(snapshot, changed) {
                    pen.strike(key);
                    if let Some(entry) = entry(snapshot, key) {
                        pen.put(&entry)?;
                    }
                }
            }
            What::Everything => write_all(snapshot, pen, &self.standing)?,
        }
        pen.commit(&Commit::of(position, task.write))?;
        self.show(&opened)?;
        self.standing.send_replace(Standing { position, left: 0 });
        if matches!(task.what, What::Everything) {
            self.unite(&opened);
        }
        Ok(())
    }

    /// From now on questions are answered from the last commit.
    fn show(&self, opened: &Opened) -> Result<(), TantivyError> {
        let newest = opened.newest()?;
        self.opened.write().unwrap_or_else(PoisonError::into_inner).volume = newest;
        Ok(())
    }

    /// Makes one segment of all: what was made anew in one go lies in some for every five thousand entries.
    fn unite(&mut self, opened: &Opened) {
        let Some(pen) = &mut self.pen else { return };
        let united = pen.unite();
        pen.merges(Merging::AsTheyCome);
        if let Err(error) = united.and_then(|()| self.show(opened)) {
            tracing::warn!(%error, "the search index stays in many segments, which makes it slower");
        }
    }
}

/// Writes every entry in the place of all that were there.
fn write_all(snapshot: &Snapshot, pen: &Pen, standing: &watch::Sender<Standing>) -> Result<(), TantivyError> {
    pen.clear()?;
    pen.merges(Merging::Later);
    let keys = keys(snapshot);
    for (at, key) in keys.iter().enumerate() {
        if at % STRIDE == 0 {
            let left = keys.len() - at;
            standing.send_modify(|standing| standing.left = left);
        }
        if let Some(entry) = entry(snapshot, *key) {
            pen.put(&entry)?;
        }
    }
    Ok(())
}

/// A task with those that wait behind it, as one.
fn gathered(mut task: Task, tasks: &Receiver<Task>) -> Task {
    for next in tasks.try_iter() {
        (task.state, task.write) = (next.state, next.write);
        task.what = match (task.what, next.what) {
            (What::Changed(mut changed), What::Changed(more)) => {
                changed.extend(more);
                What::Changed(changed)
            }
            _ => What::Everything,
        };
    }
    task
}

/// Changed entities with those that are found by their names.
fn with_those_that_name_them(snapshot: &Snapshot, changed: &[Uuid]) -> BTreeSet<Uuid> {
    let mut all: BTreeSet<Uuid> = changed.iter().copied().collect();
    for key in changed {
        for party in [
            PartyRef::Authority(Id::of(*key)),
            PartyRef::Organisation(Id::of(*key)),
        ] {
            let related = snapshot.of_party(party);
            all.extend(related.partnerships.iter().map(|id| id.uuid()));
            all.extend(related.projects.iter().map(|id| id.uuid()));
            all.extend(related.alliances.iter().map(|id| id.uuid()));
            all.extend(related.stories.iter().map(|id| id.uuid()));
        }
        let programme = [Facet::Programme(ProgrammeId::of(*key))];
        let brought_together = snapshot.facets().by_key(&programme, None, usize::MAX).shown;
        all.extend(brought_together.into_iter().map(Id::uuid));
    }
    all
}
