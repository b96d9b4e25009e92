//! Sample records: the empty, the usual and the longest case, for page tests and for looking at pages by eye.
//!
//! # Invariants
//! The samples are made up of real places with invented dealings; no page or rule depends on them.

mod basket;
mod bodies;
mod facts;
mod gazetteer;
pub mod people;
mod reader;
mod reading;

pub(crate) use basket::Basket;
pub use gazetteer::SamplePlaces;

use crate::desk::Desk;
use crate::search::Shelved;
use crate::site::{Answer, Clock, Decision, Ground, Record, RecordError, Site};
use register::{PublicChanges, PublicRecord};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;
use vocabulary::{AccountId, ClaimId, ClaimState, Day, Id};

/// The key with this number: samples need keys that stay the same.
pub(crate) fn key<T: Id>(number: u128) -> T {
    // Version 7 and the variant bits, so that the keys look like real ones.
    T::of(Uuid::from_u128(
        0x0190_0000_0000_7000_8000_0000_0000_0000 | number,
    ))
}

/// A record with nothing in it.
pub fn empty() -> PublicRecord {
    PublicRecord::default()
}

/// A record of ordinary size and content.
pub fn record() -> PublicRecord {
    let mut record = PublicRecord {
        position: 42,
        ..PublicRecord::default()
    };
    bodies::add(&mut record);
    facts::add(&mut record);
    reading::add(&mut record);
    record
}

/// The usual record with overlong names, hostile titles and many rows.
pub fn longest() -> PublicRecord {
    let mut record = record();
    facts::stretch(&mut record);
    record
}

/// An in-memory record that a site can be opened on.
#[derive(Debug)]
pub struct SampleRecord {
    held: Mutex<PublicRecord>,
    position: AtomicU64,
}

impl SampleRecord {
    /// Holds this record.
    pub fn new(record: PublicRecord) -> Self {
        Self {
            position: AtomicU64::new(record.position),
            held: Mutex::new(record),
        }
    }

    fn settle(&self, id: ClaimId, decision: &Decision) -> Result<(), RecordError> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let claim = held
            .sources
            .iter_mut()
            .flat_map(|source| &mut source.claims)
            .find(|claim| claim.id == id);
        let claim = claim.ok_or(RecordError::NotDecidable { claim: id })?;
        claim.state = match (decision, claim.state) {
            (Decision::Accept | Decision::Correct { .. }, ClaimState::Waiting) => ClaimState::Accepted,
            (Decision::Reject { .. }, ClaimState::Waiting) => ClaimState::Rejected,
            (Decision::Undo, ClaimState::Accepted | ClaimState::Rejected) => ClaimState::Waiting,
            _ => return Err(RecordError::NotDecidable { claim: id }),
        };
        held.position = self.position.fetch_add(1, Ordering::SeqCst) + 1;
        Ok(())
    }
}

impl Record for SampleRecord {
    fn record(&self) -> Answer<'_, PublicRecord> {
        let record = self.held.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move { Ok(record) })
    }

    fn changes(&self, _since: u64) -> Answer<'_, Option<PublicChanges>> {
        Box::pin(async { Ok(None) })
    }

    fn position(&self) -> Answer<'_, u64> {
        let position = self.position.load(Ordering::SeqCst);
        Box::pin(async move { Ok(position) })
    }

    fn write_at(&self, position: u64) -> Answer<'_, Option<Uuid>> {
        Box::pin(async move { Ok(Some(Uuid::from_u128(position.into()))) })
    }

    fn decide(&self, claim: ClaimId, decision: Decision, _by: AccountId) -> Answer<'_, ()> {
        let answer = self.settle(claim, &decision);
        Box::pin(async move { answer })
    }
}

/// A clock that stands still.
pub fn clock() -> Clock {
    let day = Day::on(2026, 11, 20).expect("the twentieth of November exists");
    Arc::new(move || day)
}

/// A site on a sample record, with the sample gazetteer, sample people and a clock that stands still.
pub async fn site(record: PublicRecord) -> Result<Site, RecordError> {
    site_of(record, people::desk().await?).await
}

/// The same with a desk of one's own.
pub async fn site_of(record: PublicRecord, desk: Arc<Desk>) -> Result<Site, RecordError> {
    let places = Arc::new(SamplePlaces::of(&self::record()));
    let record = Arc::new(SampleRecord::new(record));
    Site::open(Ground {
        record,
        desk,
        places,
        clock: clock(),
        address: "https://atlas.example.org".to_owned(),
        index: Shelved::Nowhere,
    })
    .await
}

/// The address of the site's style, as pages name it.
pub fn style() -> String {
    crate::pages::css()
}
