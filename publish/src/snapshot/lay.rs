//! Laying changes over a snapshot: entities replaced, indexes kept in step, what changed remembered.
//!
//! # Invariants
//! - An entity that comes again unchanged changes nothing.
//! - A body or a proof that no fact names any more goes with the last fact that named it.

use super::related::{Kept, Related};
use super::{Facet, HeldSource, Read, Snapshot, key_of, of_code};
use register::{PublicChanges, ReadSource};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use vocabulary::{
    Action, Alliance, Authority, AuthorityCode, AuthorityId, Award, Call, Campaign, Entity, Evidence,
    EvidenceId, Grant, Id, Organisation, Partnership, PartnershipId, PartyRef, Programme, Project, SourceId,
    Story, StoryId,
};

/// What must be looked at again once all entities are in place.
#[derive(Default)]
struct Loose {
    bodies: Vec<PartyRef>,
    evidence: Vec<EvidenceId>,
    partnerships: Vec<PartnershipId>,
}

impl Snapshot {
    /// Lays what changed over this snapshot.
    pub(super) fn lay(&mut self, changes: PublicChanges) {
        let PublicChanges { record, gone } = changes;
        let mut loose = Loose::default();
        self.position = record.position;
        for key in gone {
            self.drop_key(key, &mut loose);
        }
        macro_rules! put {
            ($($list:ident)*) => {$(
                for entity in record.$list {
                    self.put(entity, &mut loose);
                }
            )*};
        }
        for source in record.sources {
            self.put_source(&source);
        }
        loose
            .partnerships
            .extend(record.partnerships.iter().map(Entity::id));
        put!(organisations partnerships programmes calls awards projects alliances campaigns actions grants);
        for story in record.stories {
            self.put_story(story, &mut loose);
        }
        for proof in record.evidence {
            self.put_proof(proof);
        }
        for (id, body) in record.authorities {
            self.put_authority(id, body, &mut loose);
        }
        self.tidy(loose);
    }

    fn touch(&mut self, what: Read) {
        self.changed.touch(what, self.position);
    }

    /// Something of this kind changed, was added or went.
    fn touch_row<K: Id>(&mut self, key: K) {
        self.touch(Read::Entity(key.uuid()));
        self.touch(Read::List(K::KIND));
        self.stirred.push(key.uuid());
    }

    fn put<E: Kept + PartialEq>(&mut self, entity: E, loose: &mut Loose) {
        let id = entity.id();
        let before = E::table(&mut self.tables).take(id);
        if let Some(before) = before {
            if *before == entity {
                E::table(&mut self.tables).put(id, entity);
                return;
            }
            self.relate(&*before, Hang::Off, loose);
        }
        self.relate(&entity, Hang::On, loose);
        self.gone.remove(&id.uuid());
        E::table(&mut self.tables).put(id, entity);
        self.touch_row(id);
    }

    fn drop_kept<E: Kept>(&mut self, key: Uuid, loose: &mut Loose) {
        let id = E::Key::of(key);
        if let Some(before) = E::table(&mut self.tables).take(id) {
            self.relate(&*before, Hang::Off, loose);
            self.gone.insert(key);
            self.touch_row(id);
        }
    }

    /// Takes out whatever has this key.
    fn drop_key(&mut self, key: Uuid, loose: &mut Loose) {
        self.name_in_story(Id::of(key), &[]);
        loose.partnerships.push(Id::of(key));
        self.drop_kept::<Organisation>(key, loose);
        self.drop_kept::<Partnership>(key, loose);
        self.drop_kept::<Programme>(key, loose);
        self.drop_kept::<Call>(key, loose);
        self.drop_kept::<Award>(key, loose);
        self.drop_kept::<Project>(key, loose);
        self.drop_kept::<Alliance>(key, loose);
        self.drop_kept::<Campaign>(key, loose);
        self.drop_kept::<Action>(key, loose);
        self.drop_kept::<Grant>(key, loose);
        self.drop_kept::<Story>(key, loose);
        self.drop_source(Id::of(key));
    }

    /// Hangs an entity on whatever it names, or takes it off.
    fn relate<E: Kept>(&mut self, entity: &E, hang: Hang, loose: &mut Loose) {
        let id = entity.id();
        entity.order(&mut self.orders, hang);
        for body in entity.bodies() {
            hang.change(self.of_party.entry(body).or_default(), id, E::listed);
            self.touch(Read::Entity(key_of(body)));
            loose.bodies.push(body);
        }
        for partnership in entity.of_partnerships() {
            hang.change(self.of_partnership.entry(partnership).or_default(), id, E::listed);
            self.touch(Read::Entity(partnership.uuid()));
            self.stirred.push(partnership.uuid());
            // Whether money is known of it, and the themes told, are values that it is filtered by.
            loose.partnerships.push(partnership);
        }
        for proof in entity.proofs() {
            let uses = self.uses.entry(proof).or_default();
            *uses = match hang {
                Hang::On => *uses + 1,
                Hang::Off => uses.saturating_sub(1),
            };
            loose.evidence.push(proof);
        }
    }

    fn put_story(&mut self, story: Story, loose: &mut Loose) {
        let (start, end) = story.span;
        let mut named: Vec<AuthorityCode> = Vec::new();
        let read = self.source(story.source).map(|held| self.opened(held));
        for mention in read.iter().flat_map(|read| &read.mentions) {
            if let Some(code) = &mention.code
                && (start..end).contains(&mention.start)
                && !named.contains(code)
            {
                named.push(code.clone());
            }
        }
        self.name_in_story(story.id, &named);
        // What of it may be shown stands in its source.
        self.stirred.push(story.id.uuid());
        self.put(story, loose);
    }

    /// From now on a story names these bodies.
    fn name_in_story(&mut self, story: StoryId, codes: &[AuthorityCode]) {
        let before = self.named.remove(&story).unwrap_or_default();
        if !codes.is_empty() {
            self.named.insert(story, codes.into());
        }
        if *before == *codes {
            return;
        }
        for code in before.iter() {
            if let Some(telling) = self.telling.get_mut(code) {
                telling.remove(&story);
            }
            self.touch(of_code(code));
        }
        for code in codes {
            self.telling.entry(code.clone()).or_default().insert(story);
            self.touch(of_code(code));
        }
        self.touch(Read::Entity(story.uuid()));
    }

    fn put_source(&mut self, read: &ReadSource) {
        let id = read.source.id;
        let held = HeldSource::of(read);
        // One that reads as before stays, with whatever was opened of it.
        if self.tables.sources.get(id) == Some(&held) {
            return;
        }
        if let Some(before) = self.tables.sources.take(id) {
            self.index_source(&before.opened(), Hang::Off);
        }
        self.index_source(read, Hang::On);
        self.gone.remove(&id.uuid());
        self.tables.sources.put(id, held);
        self.touch_row(id);
    }

    fn drop_source(&mut self, id: SourceId) {
        if let Some(before) = self.tables.sources.take(id) {
            self.index_source(&before.opened(), Hang::Off);
            self.gone.insert(id.uuid());
            self.touch_row(id);
        }
    }

    fn index_source(&mut self, read: &ReadSource, hang: Hang) {
        let id = read.source.id;
        let mut times: BTreeMap<&AuthorityCode, usize> = BTreeMap::new();
        for mention in &read.mentions {
            for code in mention.code.iter().chain(&mention.also) {
                *times.entry(code).or_default() += 1;
            }
        }
        for (code, times) in times {
            let naming = self.naming.entry(code.clone()).or_default();
            match hang {
                Hang::On => naming.insert(id, times),
                Hang::Off => naming.remove(&id),
            };
            self.touch(of_code(code));
        }
        for (at, claim) in read.claims.iter().enumerate() {
            match hang {
                Hang::On => self.claims.insert(claim.id, (id, at)),
                Hang::Off => self.claims.remove(&claim.id),
            };
            self.touch(Read::Entity(claim.id.uuid()));
        }
        match hang {
            Hang::On => self.revisions.insert(read.revision.id, id),
            Hang::Off => self.revisions.remove(&read.revision.id),
        };
        self.touch(Read::Entity(read.revision.id.uuid()));
    }

    fn put_proof(&mut self, proof: Evidence) {
        let id = proof.id;
        if self.uses.get(&id).is_none_or(|uses| *uses == 0) {
            return;
        }
        let before = self.tables.evidence.take(id);
        if before.as_deref() != Some(&proof) {
            self.touch_row(id);
        }
        self.tables.evidence.put(id, proof);
    }

    fn put_authority(&mut self, id: AuthorityId, body: Authority, loose: &mut Loose) {
        let named = self.of_party.get(&PartyRef::Authority(id));
        let Some(partnerships) = named
            .filter(|named| named.has_facts())
            .map(|named| named.partnerships.clone())
        else {
            return;
        };
        let before = self.tables.authorities.take(id);
        if before.as_ref().is_some_and(|before| before.1 == body) {
            self.tables.authorities.put(id, (id, body));
            return;
        }
        if let Some(before) = before {
            self.index_body(&before, Hang::Off);
        }
        let body = (id, body);
        self.index_body(&body, Hang::On);
        // Its country is a value that its partnerships are filtered by.
        loose.partnerships.extend(partnerships);
        self.tables.authorities.put(id, body);
        self.touch_row(id);
    }

    fn index_body(&mut self, body: &(AuthorityId, Authority), hang: Hang) {
        for code in &body.1.codes {
            match hang {
                Hang::On => self.codes.insert(code.clone(), body.0),
                Hang::Off => self.codes.remove(code),
            };
            self.touch(of_code(code));
        }
        self.orders.body(body, hang);
    }

    /// Lets go what nothing names any more, and files the partnerships under their values.
    fn tidy(&mut self, loose: Loose) {
        for proof in loose.evidence {
            if self.uses.get(&proof) == Some(&0) {
                self.uses.remove(&proof);
                self.tables.evidence.take(proof);
            }
        }
        for party in loose.bodies {
            let PartyRef::Authority(id) = party else {
                continue;
            };
            if self.of_party.get(&party).is_some_and(Related::has_facts) {
                continue;
            }
            self.of_party.remove(&party);
            if let Some(body) = self.tables.authorities.take(id) {
                self.index_body(&body, Hang::Off);
                self.touch_row(id);
            }
        }
        let partnerships: BTreeSet<PartnershipId> = loose.partnerships.into_iter().collect();
        for id in partnerships {
            if self.file(id) {
                self.touch(Read::List(PartnershipId::KIND));
            }
        }
    }

    /// Files a partnership under its values, or takes it out of the file if it stands no more; says whether the file is
    /// another now.
    fn file(&mut self, id: PartnershipId) -> bool {
        let Some(found) = self.tables.partnerships.get(id) else {
            return self.facets.take(id);
        };
        let day = found.main_day();
        let mut values = BTreeSet::from([Facet::Status(found.status), Facet::Kind(found.kind)]);
        values.extend(found.programme.map(Facet::Programme));
        let themes = self.themes_told(found);
        values.extend(themes.into_iter().map(|(theme, _)| Facet::Theme(theme)));
        values.extend(day.map(|day| Facet::Year(day.year())));
        values.extend(found.ended_on().map(|day| Facet::EndedIn(day.year())));
        values.extend(self.has_money(id).then_some(Facet::WithMoney));
        if found.status.is_live() {
            let newest = found.steps.iter().map(|step| step.on.year()).max();
            values.extend([Facet::Live, Facet::NewestStep(newest)]);
        }
        let countries = found
            .parties
            .iter()
            .filter_map(|party| self.country_of(party.party));
        values.extend(countries.map(Facet::Country));
        let regions = found
            .parties
            .iter()
            .filter_map(|party| self.region_of(party.party));
        values.extend(regions.map(Facet::Region));
        self.facets.put(id, day, &values)
    }
}

/// Whether something is hung on what it names, or taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hang {
    On,
    Off,
}

impl Hang {
    fn change<K: Id>(
        self,
        related: &mut Related,
        id: K,
        listed: fn(&mut Related) -> Option<&mut imbl::OrdSet<K>>,
    ) {
        let Some(list) = listed(related) else {
            return;
        };
        match self {
            Self::On => list.insert(id),
            Self::Off => list.remove(&id),
        };
    }
}
