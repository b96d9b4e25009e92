//! What the site stands on: the record, the gazetteer, the clock; and the snapshot that pages read.
//!
//! # Invariants
//! - Whoever wrote through the site sees the write in the next answer ([`Site::refresh`] after each write).
//! - Pages take the snapshot once per request, so one page never mixes two positions.

use crate::cache::PageCache;
use crate::data::nightly::Nights;
use crate::data::shelf::Shelf;
use crate::desk::Desk;
use crate::limits::{Limits, Rates};
use crate::reader::{Gate, Recognised};
use crate::search::{Finder, Shelved, Task, What};
use crate::snapshot::Snapshot;
use crate::snapshot::reads::{Read, note};
use crate::towns::Frame;
use register::{PublicChanges, PublicRecord};
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::Mutex;
use uuid::Uuid;
use vocabulary::{
    AccountId, Authority, Candidate, ClaimId, Correction, Country, Day, Directory, Language, Level, Reason,
    Siret, Verdict, WikidataItem,
};

/// An answer that the record gives in its own time.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, RecordError>> + Send + 'a>>;

/// What can go wrong when the record is asked.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The claim does not exist, or its state does not allow the decision.
    #[error("claim {claim} cannot be decided this way: it is missing or was decided meanwhile")]
    NotDecidable {
        /// Which claim.
        claim: ClaimId,
    },
    /// The claim lacks what its fact needs: a known party, an amount, a call.
    #[error("claim {claim} cannot become a fact: a party, an amount or a call is not known")]
    Incomplete {
        /// Which claim.
        claim: ClaimId,
    },
    /// A person has since edited a fact that only this claim supports.
    #[error("a person has since edited a fact that only this claim supports; undo that edit first")]
    EditedSince,
    /// The record itself failed.
    #[error("the record did not answer")]
    Failed {
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// What a reviewer decides about a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is right: its facts join the record.
    Accept,
    /// It is wrong, for this reason.
    Reject {
        /// In the reviewer's words.
        reason: String,
    },
    /// It is right once it is corrected: its corrected facts join the record.
    Correct {
        /// What it should be.
        correction: Correction,
    },
    /// Takes the last decision back; the claim waits again.
    Undo,
}

/// The record as the site needs it; `register` stands behind it.
pub trait Record: Send + Sync {
    /// Everything public.
    fn record(&self) -> Answer<'_, PublicRecord>;
    /// What of it changed behind a position; `None` where the whole must be read.
    fn changes(&self, since: u64) -> Answer<'_, Option<PublicChanges>>;
    /// The position of the change log; grows with every write.
    fn position(&self) -> Answer<'_, u64>;
    /// The key of the write whose entry of the change log has this position; `None` where there is none.
    fn write_at(&self, position: u64) -> Answer<'_, Option<Uuid>>;
    /// Carries out the decision of the person with this account.
    fn decide(&self, claim: ClaimId, decision: Decision, by: AccountId) -> Answer<'_, ()>;
}

/// The gazetteer as the site needs it.
pub trait Places: Directory + Send + Sync {
    /// The bodies that a written name may mean, best first; forgiving of spelling and script.
    fn search(&self, text: &str, limit: usize) -> Vec<Candidate>;
    /// What a written name means: one body, several, or none that is known.
    fn verdict(&self, name: &str) -> Verdict;
    /// The name of a country for readers of a language.
    fn country_name(&self, country: Country, language: Language) -> Option<String>;
    /// At most `limit` bodies of these levels that lie in a part of the earth, the largest first.
    fn within(&self, frame: Frame, levels: &[Level], limit: usize) -> Vec<Authority>;
    /// The item of Wikidata that this body is, where somebody noted it with a source.
    fn wikidata(&self, body: &Authority) -> Option<WikidataItem>;
    /// The SIRET of this body, where somebody noted it with a source.
    fn siret(&self, body: &Authority) -> Option<Siret>;
    /// What a text names and claims, or why it cannot be read; takes its time.
    fn recognised(&self, text: &str) -> Result<Recognised, Reason>;
}

/// Says what day it is.
pub type Clock = Arc<dyn Fn() -> Day + Send + Sync>;

/// What pages are made from.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) snapshot: Snapshot,
}

/// The site: cheap to clone, shared by all requests.
#[derive(Clone)]
pub struct Site(Arc<Parts>);

struct Parts {
    record: Arc<dyn Record>,
    desk: Arc<Desk>,
    places: Arc<dyn Places>,
    clock: Clock,
    address: String,
    state: RwLock<Arc<State>>,
    finder: Finder,
    pages: PageCache,
    /// One renewal at a time, so that an older snapshot never takes the place of a newer one.
    renewal: Mutex<()>,
    closing: AtomicBool,
    shelf: Shelf,
    readers: Gate,
    limits: OnceLock<Limits>,
    nights: OnceLock<Arc<Nights>>,
}

/// What a site stands on.
pub struct Ground {
    /// The record.
    pub record: Arc<dyn Record>,
    /// What is not public of it.
    pub desk: Arc<Desk>,
    /// The gazetteer.
    pub places: Arc<dyn Places>,
    /// What day it is.
    pub clock: Clock,
    /// The public origin, for example `https://atlas.example.org`, which feeds and files print.
    pub address: String,
    /// Where the search index is kept.
    pub index: Shelved,
}

impl Site {
    /// Reads the record once and stands ready; what the search index has missed is made up for meanwhile.
    pub async fn open(ground: Ground) -> Result<Self, RecordError> {
        let Ground {
            record,
            desk,
            places,
            clock,
            address,
            index,
        } = ground;
        let snapshot = Snapshot::new(record.record().await?, clock());
        let state = Arc::new(State { snapshot });
        let finder = Finder::open(&*record, index, &state).await?;
        Ok(Self(Arc::new(Parts {
            record,
            desk,
            places,
            clock,
            address: address.trim_end_matches('/').to_owned(),
            state: RwLock::new(state),
            finder,
            pages: PageCache::default(),
            renewal: Mutex::default(),
            closing: AtomicBool::default(),
            shelf: Shelf::default(),
            readers: Gate::default(),
            limits: OnceLock::new(),
            nights: OnceLock::new(),
        })))
    }

    pub(crate) fn state(&self) -> Arc<State> {
        self.0
            .state
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Lets answers without an end come to one: the program stops.
    pub(crate) fn close(&self) {
        self.0.closing.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.0.closing.load(Ordering::Relaxed)
    }

    /// The answers that are kept.
    pub(crate) fn pages(&self) -> &PageCache {
        &self.0.pages
    }

    pub(crate) fn record(&self) -> &dyn Record {
        note(Read::Everything);
        &*self.0.record
    }

    /// The search index, which may be a moment behind the record.
    pub(crate) fn finder(&self) -> &Finder {
        note(Read::Everything);
        &self.0.finder
    }

    pub(crate) fn shelf(&self) -> &Shelf {
        &self.0.shelf
    }

    /// Lets an address and a key ask for data so often a minute, if it is said; what was said first holds.
    #[must_use]
    pub fn limited(self, rates: Option<Rates>) -> Self {
        if let Some(rates) = rates {
            self.0.limits.get_or_init(|| Limits::of(rates));
        }
        self
    }

    /// How often an address and a key may ask for data, where that is limited.
    pub(crate) fn limits(&self) -> Option<&Limits> {
        self.0.limits.get()
    }

    /// Keeps the bundle of each night, if a place is given; what was given first holds.
    #[must_use]
    pub fn nightly(self, nights: Nights) -> Self {
        self.0.nights.get_or_init(|| Arc::new(nights));
        self
    }

    /// The bundles of the last nights, where they are kept.
    pub(crate) fn nights(&self) -> Option<&Arc<Nights>> {
        self.0.nights.get()
    }

    /// Who has a text read at this moment.
    pub(crate) fn readers(&self) -> &Gate {
        &self.0.readers
    }

    /// What is not public, or not in memory; an answer made with it is good for this position only.
    pub(crate) fn desk(&self) -> &Desk {
        note(Read::Everything);
        &self.0.desk
    }

    pub(crate) fn places(&self) -> &dyn Places {
        &*self.0.places
    }

    pub(crate) fn address(&self) -> &str {
        &self.0.address
    }

    /// Brings the snapshot up to the record's position and to today; says whether it moved.
    pub async fn refresh(&self) -> Result<bool, RecordError> {
        let _alone = self.0.renewal.lock().await;
        let held = self.state();
        let (position, today) = (held.snapshot.position(), (self.0.clock)());
        if self.0.record.position().await? == position && today == held.snapshot.today() {
            return Ok(false);
        }
        let (snapshot, what) = if let Some(changes) = self.0.record.changes(position).await? {
            let followed = held.snapshot.followed(changes, today);
            let stirred = followed.stirred().to_vec();
            (followed, What::Changed(stirred))
        } else {
            let whole = Snapshot::new(self.0.record.record().await?, today).after(&held.snapshot);
            (whole, What::Everything)
        };
        let write = self.0.record.write_at(snapshot.position()).await?;
        let state = Arc::new(State { snapshot });
        self.0.finder.follow(Task {
            state: state.clone(),
            write,
            what,
        });
        *self.0.state.write().unwrap_or_else(PoisonError::into_inner) = state;
        Ok(true)
    }

    /// Follows the record for ever, so that writes of other processes appear within a second.
    pub(crate) async fn follow(self) {
        let mut pulse = tokio::time::interval(Duration::from_millis(500));
        loop {
            pulse.tick().await;
            if let Err(error) = self.refresh().await {
                tracing::warn!(%error, "the snapshot could not be renewed; the last one stays");
            }
        }
    }
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site")
            .field("address", &self.0.address)
            .finish_non_exhaustive()
    }
}
