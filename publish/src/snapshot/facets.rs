//! The filters of the partnership list: for each value a bitmap of the partnerships that have it, and all of them by date.
//!
//! In go partnerships with their values; out come the newest ones that have all of some values, and how many there are.
//!
//! # Invariants
//! - Every partnership has one place, and stands in the bitmap of each of its values and in no other.
//! - A question costs what it must look at: the intersection of its bitmaps, then the rows shown. Where few partnerships
//!   fit they are sorted, where many fit the list by date is walked.

use imbl::{OrdMap, OrdSet};
use roaring::RoaringBitmap;
use std::cmp::Reverse;
use std::ops::Bound;
use std::sync::Arc;
use vocabulary::{Country, Day, PartnershipId, PartnershipKind, PartnershipStatus, ProgrammeId};

/// Up to so many fitting partnerships are sorted rather than looked for along the dates.
const FEW: u64 = 2_000;

/// A value that partnerships are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Facet {
    /// A party is of this country.
    Country(Country),
    /// It stands here.
    Status(PartnershipStatus),
    /// It is of this sort.
    Kind(PartnershipKind),
    /// This programme brought it together.
    Programme(ProgrammeId),
    /// It may be shown and counted as a partnership of today.
    Live,
    /// Its day is in this year.
    Year(i16),
    /// It lives, and its newest step is of this year; `None` where no step is known.
    NewestStep(Option<i16>),
}

/// Newest first; what has no day comes last. Equal days go by key.
type Place = (Reverse<Option<Day>>, PartnershipId);

/// Some partnerships of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// The rows to show.
    pub(crate) shown: Vec<PartnershipId>,
    /// How many fit in all.
    pub(crate) all: u64,
    /// Whether more follow.
    pub(crate) more: bool,
}

/// The partnerships by their values and by their day.
#[derive(Debug, Default, Clone)]
pub(crate) struct Facets {
    /// The number of each partnership in the bitmaps, with where it stands in the list.
    numbers: OrdMap<PartnershipId, u32>,
    places: OrdMap<u32, Place>,
    by_day: OrdMap<Place, u32>,
    having: OrdMap<Facet, Arc<RoaringBitmap>>,
    all: Arc<RoaringBitmap>,
    /// Numbers that were given back.
    free: OrdSet<u32>,
}

impl Facets {
    /// Puts a partnership in the place of what stood under its key.
    pub(super) fn put(&mut self, id: PartnershipId, day: Option<Day>, values: &[Facet]) {
        self.take(id);
        let number = self.number();
        let place = (Reverse(day), id);
        self.numbers.insert(id, number);
        self.places.insert(number, place);
        self.by_day.insert(place, number);
        Arc::make_mut(&mut self.all).insert(number);
        for value in values {
            Arc::make_mut(self.having.entry(*value).or_default()).insert(number);
        }
    }

    /// Takes a partnership out.
    pub(super) fn take(&mut self, id: PartnershipId) {
        let Some(number) = self.numbers.remove(&id) else {
            return;
        };
        if let Some(place) = self.places.remove(&number) {
            self.by_day.remove(&place);
        }
        Arc::make_mut(&mut self.all).remove(number);
        self.free.insert(number);
        let holding = self.having.iter().filter(|(_, held)| held.contains(number));
        let holding: Vec<Facet> = holding.map(|(value, _)| *value).collect();
        for value in holding {
            let held = self.having.entry(value).or_default();
            Arc::make_mut(held).remove(number);
            if held.is_empty() {
                self.having.remove(&value);
            }
        }
    }

    /// A number that nobody has, the lowest first, so that the bitmaps stay dense.
    fn number(&mut self) -> u32 {
        if let Some(free) = self.free.get_min().copied() {
            self.free.remove(&free);
            return free;
        }
        u32::try_from(self.all.len()).unwrap_or(u32::MAX)
    }

    /// The values of partnerships with how many have each.
    pub(crate) fn values(&self) -> impl Iterator<Item = (Facet, u64)> + '_ {
        self.having.iter().map(|(value, held)| (*value, held.len()))
    }

    /// The first `limit` partnerships that have all the values, newest first, behind the one with the key `after`; one
    /// that stands no more begins the list anew.
    pub(crate) fn newest(&self, values: &[Facet], after: Option<PartnershipId>, limit: usize) -> Part {
        let after = after.and_then(|id| self.places.get(self.numbers.get(&id)?).copied());
        self.part(values, limit, (&self.by_day, after), |place| place)
    }

    /// The same in the order of keys, behind the key `after`, whether it stands or not.
    pub(crate) fn by_key(&self, values: &[Facet], after: Option<PartnershipId>, limit: usize) -> Part {
        self.part(values, limit, (&self.numbers, after), |(_, id)| id)
    }

    /// The first `limit` fitting partnerships behind `after` in the order of `list`; `rank` gives the order of a place.
    fn part<K: Ord + Clone>(
        &self,
        values: &[Facet],
        limit: usize,
        (list, after): (&OrdMap<K, u32>, Option<K>),
        rank: fn(Place) -> K,
    ) -> Part {
        let Some(fitting) = self.fitting(values) else {
            return Part::default();
        };
        let place = |number: u32| self.places.get(&number).copied();
        let mut shown: Vec<PartnershipId> = if fitting.len() <= FEW {
            let mut ranked: Vec<(K, PartnershipId)> = fitting
                .iter()
                .filter_map(place)
                .map(|place| (rank(place), place.1))
                .collect();
            ranked.retain(|(rank, _)| after.as_ref().is_none_or(|after| rank > after));
            ranked.sort_unstable();
            ranked
                .into_iter()
                .take(limit.saturating_add(1))
                .map(|(_, id)| id)
                .collect()
        } else {
            let from = after.as_ref().map_or(Bound::Unbounded, Bound::Excluded);
            let behind = list.range::<_, K>((from, Bound::Unbounded));
            let fits = behind
                .map(|(_, number)| *number)
                .filter(|number| fitting.contains(*number));
            fits.take(limit.saturating_add(1))
                .filter_map(place)
                .map(|(_, id)| id)
                .collect()
        };
        let more = shown.len() > limit;
        shown.truncate(limit);
        Part {
            shown,
            all: fitting.len(),
            more,
        }
    }

    /// How many partnerships have a value.
    pub(crate) fn count(&self, value: Facet) -> u64 {
        self.having.get(&value).map_or(0, |held| held.len())
    }

    /// The partnerships that have all the values; `None` where a value has none.
    fn fitting(&self, values: &[Facet]) -> Option<Arc<RoaringBitmap>> {
        let mut held: Vec<&Arc<RoaringBitmap>> = Vec::new();
        for value in values {
            held.push(self.having.get(value)?);
        }
        held.sort_by_key(|bitmap| bitmap.len());
        match held.as_slice() {
            [] => Some(self.all.clone()),
            [one] => Some(Arc::clone(one)),
            [first, rest @ ..] => {
                let mut both = RoaringBitmap::clone(first);
                for other in rest {
                    both &= &***other;
                }
                Some(Arc::new(both))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;
    use vocabulary::Id;

    fn id(number: u32) -> PartnershipId {
        PartnershipId::of(Uuid::from_u128(u128::from(number)))
    }

    fn year(number: u32) -> i16 {
        2000 + i16::try_from(number % 20).unwrap()
    }

    fn values(number: u32) -> Vec<Facet> {
        let pick = |most: u32| usize::try_from(number % most).unwrap();
        let status = PartnershipStatus::ALL[pick(3)];
        let kind = PartnershipKind::ALL[pick(5)];
        vec![
            Facet::Status(status),
            Facet::Kind(kind),
            Facet::Year(year(number)),
        ]
    }

    fn day(number: u32) -> Option<Day> {
        (!number.is_multiple_of(7)).then(|| Day::on(year(number), 1, 1).unwrap())
    }

    /// What the slow way finds: all rows looked at one by one.
    fn slowly(rows: &[u32], wanted: &[Facet], order: fn(Place) -> Place) -> Vec<PartnershipId> {
        let fits = |number: &&u32| wanted.iter().all(|value| values(**number).contains(value));
        let mut places: Vec<_> = rows
            .iter()
            .filter(fits)
            .map(|n| order((Reverse(day(*n)), id(*n))))
            .collect();
        places.sort_unstable();
        places.into_iter().map(|(_, id)| id).collect()
    }

    /// All of a list, got in parts.
    fn walked(part: impl Fn(Option<PartnershipId>) -> Part) -> Vec<PartnershipId> {
        let mut all = Vec::new();
        loop {
            let part = part(all.last().copied());
            all.extend(&part.shown);
            if !part.more {
                assert_eq!(usize::try_from(part.all).unwrap(), all.len());
                return all;
            }
            assert!(!part.shown.is_empty());
        }
    }

    #[test]
    fn filters_give_what_looking_at_every_row_gives() {
        for count in [40_u32, 6_000] {
            let mut facets = Facets::default();
            for number in 0..count {
                facets.put(id(number), day(number), &values(number + 1));
                facets.put(id(number), day(number), &values(number));
            }
            for number in (0..count).step_by(4) {
                facets.take(id(number));
            }
            let rows: Vec<u32> = (0..count).filter(|number| !number.is_multiple_of(4)).collect();
            for wanted in [
                vec![],
                values(1),
                values(2)[..2].to_vec(),
                values(5)[..1].to_vec(),
            ] {
                let newest = walked(|after| facets.newest(&wanted, after, 17));
                assert_eq!(newest, slowly(&rows, &wanted, |place| place));
                let by_key = walked(|after| facets.by_key(&wanted, after, 17));
                assert_eq!(by_key, slowly(&rows, &wanted, |(_, id)| (Reverse(None), id)));
            }
        }
    }

    #[test]
    fn a_value_that_nobody_has_finds_nothing() {
        let mut facets = Facets::default();
        facets.put(id(1), None, &[Facet::Year(2020)]);
        assert_eq!(facets.newest(&[Facet::Year(1900)], None, 5), Part::default());
        facets.take(id(1));
        assert_eq!(facets.values().count(), 0);
    }
}
