//! Claims about the same parties made one.
//!
//! In: drafts of partnerships. Out: one for each set of parties, with all dates, proofs and reasons.
//!
//! # Invariants
//! Nothing told is lost; an end or a refusal outweighs what it ended.

use super::Draft;
use crate::document::Analysis;
use crate::gazetteer::BodyId;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// One claim per set of parties, whichever rules told it: what one rule leaves out the other may give.
pub(super) fn gathered(analysis: &Analysis<'_, '_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    let mut places: FxHashMap<BTreeSet<BodyId>, usize> = FxHashMap::default();
    for draft in drafts {
        let bodies: BTreeSet<BodyId> = draft
            .parties
            .iter()
            .filter_map(|(party, _)| party.body(analysis))
            .collect();
        let is_whole = bodies.len() == draft.parties.len() && bodies.len() > 1;
        let known = places.get(&bodies).copied().filter(|_| is_whole);
        if let Some(known) = known.and_then(|at| found.get_mut(at)) {
            // What the first says holds, unless the other tells of an end.
            let is_over = draft.status.is_some_and(|status| rank(status) > rank("signed"));
            let status = if is_over { draft.status } else { known.status };
            *known = joined(known.clone(), draft);
            known.status = status;
            continue;
        }
        if is_whole {
            places.insert(bodies, found.len());
        }
        found.push(draft);
    }
    found
}

/// Which of two stated statuses holds: an end or a refusal over what it ended.
pub(super) fn rank(status: &str) -> usize {
    const ORDER: [&str; 11] = [
        "active",
        "sought",
        "offered",
        "explored",
        "announced",
        "voted",
        "signed",
        "dormant",
        "suspended",
        "refused",
        "ended",
    ];
    ORDER.iter().position(|known| *known == status).unwrap_or(0)
}

/// The wider claim with what the narrower one adds.
pub(super) fn joined(mut wide: Draft, narrow: Draft) -> Draft {
    for (what, day) in narrow.dates {
        let is_known = wide.dates.iter().any(|(known, other)| {
            *known == what && (*other == day || (what == "established" && other.year() == day.year()))
        });
        if !is_known {
            wide.dates.push((what, day));
        }
    }
    for party in narrow.others {
        if !wide.others.contains(&party) {
            wide.others.push(party);
        }
    }
    narrow.evidence.into_iter().for_each(|span| wide.prove(span));
    wide.relation = wide.relation.or(narrow.relation);
    wide.programme = wide.programme.or(narrow.programme);
    wide.why = wide.why.or(narrow.why);
    wide.title = wide.title.or(narrow.title);
    wide.confidence = wide.confidence.max(narrow.confidence);
    for reason in narrow.reasons {
        if !wide.reasons.contains(&reason) {
            wide.reasons.push(reason);
        }
    }
    wide
}
