//! Search over the public record: a question in, what matches out, best first, each with the reason it matches.
//!
//! An index of the words of every public entity is kept in step with the record on a thread of its own; the gazetteer answers
//! for the bodies that no fact names yet.
//!
//! # Invariants
//! - Nothing is found that has no page: what the snapshot lacks is left out of an answer.
//! - The index may be a moment behind; whoever needs their own write in the answer waits for it ([`Finder::caught_up`]).

mod analysis;
mod columns;
mod entry;
mod find;
mod heard;
mod hits;
mod index;
pub(crate) mod json;
mod keeper;
mod letters;
mod sought;
mod tally;
#[cfg(test)]
mod tests;

pub(crate) use analysis::folded;
#[cfg(test)]
pub(crate) use entry::Role;
pub(crate) use entry::Sort;
pub(crate) use find::{Fit, Narrowed, Question};
pub(crate) use hits::{Found, Hit, found};
pub use index::Shelved;
pub(crate) use keeper::{Standing, Task, What};

use crate::site::{Places, Record, RecordError, State};
use find::Answer;
use heard::Heard;
use index::{Commit, Opened};
use keeper::Keeper;
use std::sync::{Arc, PoisonError, RwLock, mpsc};
use std::time::Duration;
use tantivy::TantivyError;
use tokio::sync::watch;
use uuid::Uuid;
use vocabulary::{Candidate, Entity, Id};

/// While more entries than this are still to be written nobody waits for the index.
const SOON: usize = 20_000;
/// Longest that an answer waits for the index.
const PATIENCE: Duration = Duration::from_secs(10);

/// The index with the thread that keeps it.
pub(crate) struct Finder {
    opened: Arc<RwLock<Opened>>,
    tasks: mpsc::Sender<Task>,
    standing: watch::Receiver<Standing>,
    heard: Heard,
    /// Nobody searches.
    unused: bool,
}

impl Finder {
    /// Opens the index that is kept there, and begins to make up for what it missed.
    pub(crate) async fn open(
        record: &dyn Record,
        place: Shelved,
        state: &Arc<State>,
    ) -> Result<Self, RecordError> {
        let (opened, place) = match Opened::at(&place) {
            Ok(opened) => (opened, place),
            Err(error) => {
                tracing::warn!(%error, ?place, "the search index is kept in memory: its folder cannot be used");
                (Opened::at(&Shelved::Nowhere).map_err(failed)?, Shelved::Nowhere)
            }
        };
        let position = state.snapshot.position();
        let what = missed(record, opened.commit.as_ref(), position).await?;
        let standing = match &what {
            Some(What::Everything) => Standing {
                position: 0,
                left: entry::keys(&state.snapshot).len(),
            },
            Some(What::Changed(_)) => Standing::default(),
            None => Standing { position, left: 0 },
        };
        let (said, standing) = watch::channel(standing);
        let (tasks, waiting) = mpsc::channel();
        let opened = Arc::new(RwLock::new(opened));
        let keeper = Keeper {
            place,
            opened: opened.clone(),
            pen: None,
            standing: said,
        };
        let finder = Self {
            opened,
            tasks,
            standing,
            heard: Heard::default(),
            unused: matches!(keeper.place, Shelved::Never),
        };
        if finder.unused {
            return Ok(finder);
        }
        std::thread::Builder::new()
            .name("search-index".to_owned())
            .spawn(move || keeper.keep(&waiting))
            .map_err(failed)?;
        let write = record.write_at(position).await?;
        let state = state.clone();
        finder.follow(Task {
            state,
            write,
            what: what.unwrap_or(What::Changed(Vec::new())),
        });
        Ok(finder)
    }

    /// Brings the index to this snapshot, in its own time.
    pub(crate) fn follow(&self, task: Task) {
        // Where nobody searches there is no thread; elsewhere it ends with the finder.
        if self.tasks.send(task).is_err() && !self.unused {
            tracing::error!("the search index is not kept any more: answers are those of its last commit");
        }
    }

    /// Waits until the index stands for this position of the record, but not for one that is made anew from very much.
    pub(crate) async fn caught_up(&self, position: u64) -> Standing {
        let mut standing = self.standing.clone();
        let there = standing.wait_for(|standing| standing.position >= position || standing.left > SOON);
        let _ = tokio::time::timeout(PATIENCE, there).await;
        *self.standing.borrow()
    }

    /// Answers a question from the last commit.
    pub(crate) fn find(&self, question: &Question<'_>) -> Result<Answer, TantivyError> {
        let volume = self
            .opened
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .volume
            .clone();
        find::find(&volume, question)
    }

    /// The bodies of the gazetteer that a text may mean, best first.
    fn known(&self, places: &dyn Places, text: &str, limit: usize) -> Vec<Candidate> {
        self.heard.said(text, limit, |limit| places.search(text, limit))
    }
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> RecordError {
    RecordError::Failed {
        source: Box::new(error),
    }
}

/// What an index has missed of the record; `None` if nothing.
async fn missed(
    record: &dyn Record,
    commit: Option<&Commit>,
    position: u64,
) -> Result<Option<What>, RecordError> {
    let Some(commit) = commit.filter(|commit| commit.position <= position) else {
        return Ok(Some(What::Everything));
    };
    if record.write_at(commit.position).await? != commit.write {
        return Ok(Some(What::Everything));
    }
    if commit.position == position {
        return Ok(None);
    }
    let changes = record.changes(commit.position).await?;
    Ok(Some(changes.map_or(What::Everything, |changes| {
        What::Changed(named(&changes))
    })))
}

/// The keys of what changed.
fn named(changes: &register::PublicChanges) -> Vec<Uuid> {
    let record = &changes.record;
    let mut keys: Vec<Uuid> = changes.gone.iter().copied().collect();
    keys.extend(record.authorities.iter().map(|(id, _)| id.uuid()));
    keys.extend(record.sources.iter().map(|read| read.source.id.uuid()));
    macro_rules! add {
        ($($list:ident)*) => {$(
            keys.extend(record.$list.iter().map(|entity| entity.id().uuid()));
        )*};
    }
    add!(organisations partnerships programmes calls projects alliances campaigns stories);
    keys.extend(
        record
            .actions
            .iter()
            .filter_map(|action| action.partnership)
            .map(Id::uuid),
    );
    keys
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder")
            .field("standing", &*self.standing.borrow())
            .finish_non_exhaustive()
    }
}
