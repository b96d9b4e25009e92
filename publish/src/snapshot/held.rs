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
    text: Box<[u8]>,
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

/// What is packed beside the text.
#[derive(Serialize)]
struct Packing<'r> {
    sha256: &'r str,
    engine: &'r str,
    gazetteer: &'r str,
    mentions: &'r [Mention],
    claims: Vec<&'r Claim>,
    remarks: Vec<(&'r Reason, Option<(usize, usize)>)>,
}

/// The same as it comes out.
#[derive(Deserialize)]
struct Contents {
    sha256: String,
    engine: String,
    gazetteer: String,
    mentions: Vec<Mention>,
    claims: Vec<Claim>,
    remarks: Vec<(Reason, Option<(usize, usize)>)>,
}

impl HeldSource {
    /// Packs what was read.
    pub(super) fn of(read: &ReadSource) -> Self {
        let held = |stored: &StoredClaim| HeldClaim {
            id: stored.id,
            state: stored.state,
            kind: stored.claim.kind,
            confidence: stored.claim.confidence,
        };
        let revision = &read.revision;
        let packing = Packing {
            sha256: &revision.sha256,
            engine: &revision.engine,
            gazetteer: &revision.gazetteer,
            mentions: &read.mentions,
            claims: read.claims.iter().map(|stored| &stored.claim).collect(),
            remarks: (read.remarks.iter())
                .map(|stored| (&stored.remark, stored.span))
                .collect(),
        };
        let json = serde_json::to_vec(&packing).expect("what was read is made of texts and numbers");
        Self {
            source: read.source.clone(),
            owner: read.owner,
            revision: revision.id,
            read_on: revision.read_on.clone(),
            names: read.mentions.len(),
            claims: read.claims.iter().map(held).collect(),
            text: packed(revision.text.as_bytes()).into(),
            packed: packed(&json).into(),
        }
    }

    /// The text that was read; cheaper than all the rest.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(unpacked(&self.text)).expect("it was packed from a text")
    }

    /// The source with all that was read in it.
    pub(super) fn opened(&self) -> ReadSource {
        let json = unpacked(&self.packed);
        let contents: Contents = serde_json::from_slice(&json).expect("it was written from the same types");
        let claims = self.claims.iter().zip(contents.claims);
        ReadSource {
            source: self.source.clone(),
            owner: self.owner,
            revision: Revision {
                id: self.revision,
                source: self.source.id,
                sha256: contents.sha256,
                text: self.text(),
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

fn packed(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, LEVEL).expect("memory takes what is packed")
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    zstd::stream::decode_all(bytes).expect("it was packed in this process")
}

/// A source beside what it was opened from.
type Open = (Arc<[u8]>, Arc<ReadSource>);

/// The sources that were opened last.
#[derive(Debug, Default)]
pub(super) struct Opened(Mutex<VecDeque<Open>>);

impl Opened {
    /// The source with all that was read in it.
    pub(super) fn source(&self, held: &HeldSource) -> Arc<ReadSource> {
        let is_it = |(packed, _): &&Open| Arc::ptr_eq(packed, &held.packed);
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
            let held = HeldSource::of(&read);
            assert_eq!(held.opened(), read);
            assert_eq!(HeldSource::of(&held.opened()), held);
            let opened = Opened::default();
            let first = opened.source(&held);
            assert!(Arc::ptr_eq(&first, &opened.source(&held)), "it is kept open");
        }
    }
}
