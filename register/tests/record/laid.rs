//! Changes laid over a record the plain way: what following the log must come to.

use register::{PublicChanges, PublicRecord};
use std::collections::BTreeSet;
use vocabulary::{Entity, Id, PartyRef};

/// A record with changes laid over it, the plain way.
pub(crate) fn laid(mut record: PublicRecord, changes: PublicChanges) -> PublicRecord {
    let PublicChanges { record: new, gone } = changes;
    record.position = new.position;
    let stale: BTreeSet<_> = new.sources.iter().map(|read| read.source.id).collect();
    record
        .sources
        .retain(|read| !gone.contains(&read.source.id.uuid()) && !stale.contains(&read.source.id));
    record.sources.extend(new.sources);
    record.sources.sort_by_key(|read| read.source.id);
    let stale: BTreeSet<_> = new.authorities.iter().map(|(id, _)| *id).collect();
    record.authorities.retain(|(id, _)| !stale.contains(id));
    record.authorities.extend(new.authorities);
    record.authorities.sort_by_key(|(id, _)| *id);
    let stale: BTreeSet<_> = new.evidence.iter().map(|proof| proof.id).collect();
    record.evidence.retain(|proof| !stale.contains(&proof.id));
    record.evidence.extend(new.evidence);
    record.evidence.sort_by_key(|proof| proof.id);
    macro_rules! lay {
        ($($list:ident)*) => {$(
            let stale: BTreeSet<_> = new.$list.iter().map(Entity::id).collect();
            record.$list.retain(|fact| !gone.contains(&fact.id.uuid()) && !stale.contains(&fact.id));
            record.$list.extend(new.$list);
            record.$list.sort_by_key(Entity::id);
        )*};
    }
    lay!(organisations partnerships programmes calls awards projects alliances campaigns actions grants stories);
    named(record)
}

/// A record without the proofs and the authorities that none of its facts names.
pub(crate) fn named(mut record: PublicRecord) -> PublicRecord {
    let mut proofs = BTreeSet::new();
    let mut bodies = BTreeSet::new();
    macro_rules! note {
        ($($list:ident)*) => {$(
            for fact in &record.$list {
                proofs.extend(fact.proofs());
                bodies.extend(fact.bodies());
            }
        )*};
    }
    note!(organisations partnerships programmes calls awards projects alliances campaigns actions grants stories);
    record.evidence.retain(|proof| proofs.contains(&proof.id));
    record
        .authorities
        .retain(|(id, _)| bodies.contains(&PartyRef::Authority(*id)));
    record
}
