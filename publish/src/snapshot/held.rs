//! A source as the read model holds it: what lists and queues ask stands open, its text, names and claims are packed.
//!
//! In goes a source with what was read in it; out comes the same again when a page asks for it.
//!
//! # Invariants
//! - What is opened equals what was packed.
//! - Texts are the most of a record: packed they take a fifth to a tenth. Opening costs the size of the source, so the few that
//!   were opened last are kept open.

use register::{ReadSource, StoredClaim, StoredRemark};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use vocabulary::{
    Claim, ClaimId, ClaimKind, ClaimState, Mention, Moment, OrganisationId, Reason, Revision, RevisionId,
    Source,
};

/// How hard a source is packed: the least, which is the fastest.
const LEVEL: i32 = 1;
/// How many sources are kept open.
const OPEN: usize = 4;

/// A source with what was read in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeldSource {
    pub(crate) source: Source,
    /// Whose it is, for the policy; `None` is the operator of the instance.
    pub(crate) owner: Option<OrganisationId>,
    /// Its newest state.
    pub(crate) revision: RevisionId,
    pub(crate) read_on: Moment,
    /// How many names were found.
    pub(crate) names: usize,
    /// The claims found, in order of place.
    pub(crate) claims: Box<[HeldClaim]>,
    packed: Arc<[u8]>,
}

/// What of a claim is asked without opening its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct HeldClaim {
    pub(crate) id: ClaimId,
    pub(crate) state: ClaimState,
    pub(crate) kind: ClaimKind,
    /// How likely it is right, 0 to 1.
    pub(crate) confidence: f32,
}

/// What is packed.
#[derive(Serialize, Deserialize)]
struct Contents {
    sha256: String,
    text: String,
    engine: String,
    gazetteer: String,
    mentions: Vec<Mention>,
    claims: Vec<Claim>,
    remarks: Vec<(Reason, Option<(usize, usize)>)>,
}

impl HeldSource {
    /// Packs what was read.
    pub(super) fn of(read: ReadSource) -> Self {
        let held = |stored: &StoredClaim| HeldClaim {
            id: stored.id,
            state: stored.state,
            kind: stored.claim.kind,
            confidence: stored.claim.confidence,
        };
        let (names, claims) = (read.mentions.len(), read.claims.iter().map(held).collect());
        let Revision {
            id: revision,
            read_on,
            sha256,
            text,
            engine,
            gazetteer,
            ..
        } = read.revision;
        let contents = Contents {
            sha256,
            text,
            engine,
            gazetteer,
            mentions: read.mentions,
            claims: read.claims.into_iter().map(|stored| stored.claim).collect(),
            remarks: read
                .remarks
                .into_iter()
                .map(|stored| (stored.remark, stored.span))
                .collect(),
        };
        let json = serde_json::to_vec(&contents).expect("what was read is made of texts and numbers");
        let packed = zstd::bulk::compress(&json, LEVEL).expect("memory takes what is packed");
        Self {
            source: read.source,
            owner: read.owner,
            revision,
            read_on,
            names,
            claims,
            packed: packed.into(),
        }
    }

    /// The source with all that was read in it.
    pub(super) fn opened(&self) -> ReadSource {
        let json = zstd::stream::decode_all(&*self.packed).expect("it was packed in this process");
        let contents: Contents = serde_json::from_slice(&json).expect("it was written from the same types");
        let claims = self.claims.iter().zip(contents.claims);
        ReadSource {
            source: self.source.clone(),
            owner: self.owner,
            revision: Revision {
                id: self.revision,
                source: self.source.id,
                sha256: contents.sha256,
                text: contents.text,
                read_on: self.read_on.clone(),
                engine: contents.engine,
                gazetteer: contents.gazetteer,
            },
            mentions: contents.mentions,
            claims: claims
                .map(|(held, claim)| StoredClaim {
                    id: held.id,
                    claim,
                    state: held.state,
                })
                .collect(),
            remarks: (contents.remarks.into_iter())
                .map(|(remark, span)| StoredRemark { remark, span })
                .collect(),
        }
    }
}

/// The sources that were opened last, each beside what it was opened from.
#[derive(Debug, Default)]
pub(super) struct Opened(Mutex<VecDeque<(Arc<[u8]>, Arc<ReadSource>)>>);

impl Opened {
    /// The source with all that was read in it.
    pub(super) fn source(&self, held: &HeldSource) -> Arc<ReadSource> {
        let is_it = |(packed, _): &&(Arc<[u8]>, Arc<ReadSource>)| Arc::ptr_eq(packed, &held.packed);
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, read)) = open.iter().find(is_it) {
            return Arc::clone(read);
        }
        drop(open);
        let read = Arc::new(held.opened());
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.truncate(OPEN - 1);
        open.push_front((Arc::clone(&held.packed), Arc::clone(&read)));
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn what_is_opened_equals_what_was_packed() {
        for read in samples::longest().sources {
            let held = HeldSource::of(read.clone());
            assert_eq!(held.opened(), read);
            assert_eq!(HeldSource::of(held.opened()), held);
            let opened = Opened::default();
            let first = opened.source(&held);
            assert!(Arc::ptr_eq(&first, &opened.source(&held)), "it is kept open");
        }
    }
}
