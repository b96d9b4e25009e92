//! The filters of the partnership list: for each value a bitmap of the partnerships that have it, and all of them by date.
//!
//! In go partnerships with their values; out come the newest ones that have all of some values, and how many there are.
//!
//! # Invariants
//! - Every partnership has one place, and stands in the bitmap of each of its values and in no other.
//! - A question costs what it must look at: of the intersection of its bitmaps the size, then the rows shown. Where many
//!   partnerships fit the list is walked in its order until a page is full; where few fit, or the walk comes upon few, those
//!   that fit are sorted.

use imbl::{OrdMap, OrdSet, Vector};
use roaring::{MultiOps, RoaringBitmap};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, RangeInclusive};
use std::sync::{Arc, PoisonError, RwLock};
use uuid::Uuid;
use vocabulary::{
    AuthorityCode, Country, Day, Id, PartnershipId, PartnershipKind, PartnershipStatus, ProgrammeId, Theme,
};

/// A value that partnerships are filtered by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Facet {
    /// A party is of this country.
    Country(Country),
    /// A party is of this region, oblast or Land, or is it: the widest body that the official lists put it in.
    Region(AuthorityCode),
    /// It stands here.
    Status(PartnershipStatus),
    /// It is of this sort.
    Kind(PartnershipKind),
    /// This programme brought it together.
    Programme(ProgrammeId),
    /// Its words, or those of what hangs on it, tell this theme.
    Theme(Theme),
    /// It may be shown and counted as a partnership of today.
    Live,
    /// Its day is in this year.
    Year(i16),
    /// It ended in this year.
    EndedIn(i16),
    /// It was in force in this year or in a part of it: begun, and alive or not yet ended. Nothing is filed under it: it
    /// follows from the years.
    InForce(i16),
    /// It lives, and its newest step is of this year; `None` where no step is known.
    NewestStep(Option<i16>),
    /// A budget, a pool, a campaign or a grant hangs on it.
    WithMoney,
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
    /// The number of each partnership in the bitmaps.
    numbers: OrdMap<PartnershipId, u32>,
    /// By number; where nobody has the number, of whoever had it last.
    places: Vector<Place>,
    by_day: OrdMap<Place, u32>,
    having: OrdMap<Facet, Arc<RoaringBitmap>>,
    all: Arc<RoaringBitmap>,
    /// Numbers that were given back.
    free: OrdSet<u32>,
    /// What was in force in the years that were asked for, until something is put or taken.
    in_force: Arc<RwLock<BTreeMap<i16, Arc<RoaringBitmap>>>>,
}

impl Facets {
    /// Puts a partnership in the place of what stood under its key; says whether anything is other than it was.
    pub(super) fn put(&mut self, id: PartnershipId, day: Option<Day>, values: &BTreeSet<Facet>) -> bool {
        let place = (Reverse(day), id);
        if let Some(number) = self.numbers.get(&id).copied()
            && self.place(number) == Some(place)
            && self.values_of(number).eq(values)
        {
            return false;
        }
        self.take(id);
        self.in_force = Arc::default();
        let number = self.number();
        self.numbers.insert(id, number);
        match self.places.get_mut(index(number)) {
            Some(held) => *held = place,
            None => self.places.push_back(place),
        }
        self.by_day.insert(place, number);
        Arc::make_mut(&mut self.all).insert(number);
        for value in values {
            Arc::make_mut(self.having.entry(value.clone()).or_default()).insert(number);
        }
        true
    }

    /// Takes a partnership out; says whether it stood there.
    pub(super) fn take(&mut self, id: PartnershipId) -> bool {
        let Some(number) = self.numbers.remove(&id) else {
            return false;
        };
        self.in_force = Arc::default();
        if let Some(place) = self.place(number) {
            self.by_day.remove(&place);
        }
        Arc::make_mut(&mut self.all).remove(number);
        self.free.insert(number);
        let holding: Vec<Facet> = self.values_of(number).cloned().collect();
        for value in holding {
            if let Some(held) = self.having.get_mut(&value) {
                Arc::make_mut(held).remove(number);
                if held.is_empty() {
                    self.having.remove(&value);
                }
            }
        }
        true
    }

    /// The values of the partnership with this number, in their order.
    fn values_of(&self, number: u32) -> impl Iterator<Item = &Facet> {
        let holding = self.having.iter().filter(move |(_, held)| held.contains(number));
        holding.map(|(value, _)| value)
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
    pub(crate) fn values(&self) -> impl Iterator<Item = (&Facet, u64)> {
        self.having.iter().map(|(value, held)| (value, held.len()))
    }

    /// The values that partnerships have, in their order.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Facet> {
        self.having.keys()
    }

    /// Whether a partnership has a value that it can be filed under.
    pub(crate) fn has(&self, id: PartnershipId, value: &Facet) -> bool {
        let number = self.numbers.get(&id);
        let held = self.having.get(value);
        number
            .zip(held)
            .is_some_and(|(number, held)| held.contains(*number))
    }

    /// The first `limit` partnerships that have all the values, newest first, behind the one with the key `after`; one
    /// that stands no more begins the list anew.
    pub(crate) fn newest(&self, values: &[Facet], after: Option<PartnershipId>, limit: usize) -> Part {
        let after = self.place_of(after);
        let rank = |place| after.is_none_or(|after| place > after).then_some(place);
        // What was in force in a year had begun by its end: nothing newer has to be walked past.
        let begun = values.iter().filter_map(|value| match value {
            Facet::InForce(year) | Facet::Year(year) => Day::on(year.checked_add(1)?, 1, 1),
            _ => None,
        });
        let newest = begun
            .min()
            .map(|day| (Reverse(Some(day)), PartnershipId::of(Uuid::nil())));
        self.part(values, limit, rank, || {
            self.by_day
                .range(behind(after.max(newest)))
                .map(|(_, number)| *number)
        })
    }

    /// The same, oldest first; those without a day come last here too.
    pub(crate) fn oldest(&self, values: &[Facet], after: Option<PartnershipId>, limit: usize) -> Part {
        let order = |(Reverse(day), id): Place| (day.is_none(), day, Reverse(id));
        let after = self.place_of(after);
        let rank = |place| {
            let behind = after.is_none_or(|after| order(place) > order(after));
            behind.then(|| order(place))
        };
        let undated = (Reverse(None), PartnershipId::of(Uuid::nil()));
        let is_undated = after.is_some_and(|(Reverse(day), _)| day.is_none());
        let last = after
            .filter(|_| is_undated)
            .map_or(Bound::Unbounded, Bound::Excluded);
        self.part(values, limit, rank, || {
            let dated = (!is_undated).then(|| self.by_day.range(..after.unwrap_or(undated)).rev());
            let rest = self.by_day.range((Bound::Included(undated), last)).rev();
            dated.into_iter().flatten().chain(rest).map(|(_, number)| *number)
        })
    }

    /// The same in the order of keys, behind the key `after`, whether it stands or not.
    pub(crate) fn by_key(&self, values: &[Facet], after: Option<PartnershipId>, limit: usize) -> Part {
        let rank = |(_, id): Place| after.is_none_or(|after| id > after).then_some(id);
        self.part(values, limit, rank, || {
            self.numbers.range(behind(after)).map(|(_, number)| *number)
        })
    }

    fn place(&self, number: u32) -> Option<Place> {
        self.places.get(index(number)).copied()
    }

    fn place_of(&self, id: Option<PartnershipId>) -> Option<Place> {
        self.place(*self.numbers.get(&id?)?)
    }

    /// The first `limit` fitting partnerships: of few those with the least ranks (those without one are not behind where
    /// the list goes on), of many the first that `walked` gives, which goes in the order of ranks from there.
    fn part<K: Ord, I: Iterator<Item = u32>>(
        &self,
        values: &[Facet],
        limit: usize,
        rank: impl Fn(Place) -> Option<K>,
        walked: impl FnOnce() -> I,
    ) -> Part {
        let Some(fitting) = self.fitting(values) else {
            return Part::default();
        };
        let most = limit.saturating_add(1);
        let mut shown = self.first(&fitting, most, walked).unwrap_or_else(|| {
            let whole = fitting.whole();
            let places = whole.iter().filter_map(|number| self.place(number));
            let mut ranked: Vec<(K, PartnershipId)> =
                places.filter_map(|place| Some((rank(place)?, place.1))).collect();
            // Only those that are shown have to be in order.
            if ranked.len() > most {
                ranked.select_nth_unstable(limit);
                ranked.truncate(most);
            }
            ranked.sort_unstable();
            ranked.into_iter().map(|(_, id)| id).collect()
        });
        let more = shown.len() > limit;
        shown.truncate(limit);
        Part {
            shown,
            all: fitting.count,
            more,
        }
    }

    /// The first fitting partnerships of those that are walked; `None` where sorting all that fit is no dearer, as a walk is
    /// that comes upon one in so many, or did not come upon enough after as many steps as fit in all.
    fn first<I: Iterator<Item = u32>>(
        &self,
        fitting: &Fitting,
        most: usize,
        walked: impl FnOnce() -> I,
    ) -> Option<Vec<PartnershipId>> {
        let count = fitting.count;
        let wanted = u64::try_from(most).unwrap_or(u64::MAX).min(count);
        if wanted.saturating_mul(self.all.len()) > count.saturating_mul(count) {
            return None;
        }
        let mut steps = 0;
        let mut shown = Vec::new();
        for number in walked() {
            steps += 1;
            if fitting.holds(number) {
                shown.push(self.place(number)?.1);
                if shown.len() == most {
                    break;
                }
            }
            if steps > count {
                return None;
            }
        }
        Some(shown)
    }

    /// How many partnerships have a value.
    pub(crate) fn count(&self, value: &Facet) -> u64 {
        self.having.get(value).map_or(0, |held| held.len())
    }

    /// The countries of partnerships of today.
    pub(crate) fn living_countries(&self) -> usize {
        let Some(alive) = self.having.get(&Facet::Live) else {
            return 0;
        };
        let countries = self
            .having
            .iter()
            .filter(|(value, _)| matches!(value, Facet::Country(_)));
        countries.filter(|(_, held)| !held.is_disjoint(alive)).count()
    }

    /// The partnerships that have all the values; `None` where a value has none.
    fn fitting(&self, values: &[Facet]) -> Option<Fitting> {
        let mut held: Vec<Arc<RoaringBitmap>> = Vec::with_capacity(values.len());
        for value in values {
            held.push(match value {
                Facet::InForce(year) => self.in_force(*year),
                filed => self.having.get(filed)?.clone(),
            });
        }
        Some(Fitting::of(held, &self.all))
    }

    /// The partnerships that were in force in a year: found once for each year and kept until something changes.
    fn in_force(&self, year: i16) -> Arc<RoaringBitmap> {
        // Years in which nothing begins or ends any more are like the last one in which something does.
        let last = self.having.keys().filter_map(|value| match value {
            Facet::Year(year) => Some(*year),
            Facet::EndedIn(year) => Some(year.saturating_add(1)),
            _ => None,
        });
        let year = year.min(last.max().unwrap_or(year));
        let kept = self.in_force.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept.get(&year) {
            return found.clone();
        }
        drop(kept);
        let found = Arc::new(self.found_in_force(year));
        // Before the first year nothing was in force: an empty answer costs nothing to find, and is not kept.
        if !found.is_empty() {
            let mut kept = self.in_force.write().unwrap_or_else(PoisonError::into_inner);
            kept.insert(year, found.clone());
        }
        found
    }

    fn found_in_force(&self, year: i16) -> RoaringBitmap {
        let having = |values: RangeInclusive<Facet>| self.having.range(values).map(|(_, held)| &**held);
        let begun = having(Facet::Year(i16::MIN)..=Facet::Year(year)).union();
        let alive = having(Facet::Live..=Facet::Live).union();
        let over = having(Facet::EndedIn(year)..=Facet::EndedIn(i16::MAX)).union();
        begun & (alive | over)
    }
}

/// The partnerships that have all of some values: at most two bitmaps, whose intersection is counted but not made.
struct Fitting {
    /// What each of them stands in, the smaller first.
    held: (Arc<RoaringBitmap>, Option<Arc<RoaringBitmap>>),
    count: u64,
}

impl Fitting {
    /// What stands in all of these, and in `all`, of which each is a part.
    fn of(mut held: Vec<Arc<RoaringBitmap>>, all: &Arc<RoaringBitmap>) -> Self {
        // A value that all have excludes none.
        held.retain(|bitmap| bitmap.len() < all.len());
        held.sort_by_key(|bitmap| Reverse(bitmap.len()));
        let mut first = held.pop().unwrap_or_else(|| all.clone());
        let last = (!held.is_empty()).then(|| held.remove(0));
        while let Some(next) = held.pop() {
            first = Arc::new(&*first & &*next);
        }
        let count = (last.as_ref()).map_or_else(|| first.len(), |last| first.intersection_len(last));
        Self {
            held: (first, last),
            count,
        }
    }

    fn holds(&self, number: u32) -> bool {
        let (first, last) = &self.held;
        first.contains(number) && last.as_ref().is_none_or(|last| last.contains(number))
    }

    /// The intersection itself.
    fn whole(&self) -> Arc<RoaringBitmap> {
        match &self.held {
            (first, None) => first.clone(),
            (first, Some(last)) => Arc::new(&**first & &**last),
        }
    }
}

/// A number as an index.
fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// What stands behind a place, or everything.
fn behind<K>(after: Option<K>) -> (Bound<K>, Bound<K>) {
    (after.map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u32) -> PartnershipId {
        PartnershipId::of(Uuid::from_u128(u128::from(number)))
    }

    fn year(number: u32) -> i16 {
        2000 + i16::try_from(number % 20).unwrap()
    }

    fn values(number: u32) -> Vec<Facet> {
        let mut values = filed(number);
        values.sort_unstable();
        values
    }

    fn filed(number: u32) -> Vec<Facet> {
        let pick = |most: u32| usize::try_from(number % most).unwrap();
        let status = PartnershipStatus::ALL[pick(3)];
        let kind = PartnershipKind::ALL[pick(5)];
        vec![
            Facet::Status(status),
            Facet::Kind(kind),
            Facet::Year(year(number)),
        ]
    }

    fn set(values: Vec<Facet>) -> BTreeSet<Facet> {
        values.into_iter().collect()
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
                facets.put(id(number), day(number), &set(values(number + 1)));
                assert!(facets.put(id(number), day(number), &set(values(number))));
                assert!(!facets.put(id(number), day(number), &set(values(number))));
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
    fn what_stands_at_the_end_of_a_list_is_found_though_no_walk_gets_there() {
        let mut facets = Facets::default();
        let old = |number: u32| number >= 2_000;
        for number in 0..6_000 {
            let status = PartnershipStatus::ALL[usize::from(old(number))];
            let values = set(vec![Facet::Status(status), Facet::Kind(PartnershipKind::ALL[0])]);
            let day = Day::on(if old(number) { 2000 } else { 1990 }, 1, 1);
            facets.put(id(number), day, &values);
        }
        let wanted = [Facet::Status(PartnershipStatus::ALL[0])];
        let (fitting, all) = (facets.fitting(&wanted).unwrap(), || {
            facets.by_day.values().copied()
        });
        assert_eq!(
            facets.first(&fitting, 18, all),
            None,
            "the first 4,000 do not fit"
        );
        let first: Vec<PartnershipId> = (0..2_000).map(id).collect();
        assert_eq!(walked(|after| facets.newest(&wanted, after, 17)), first);
        assert_eq!(walked(|after| facets.by_key(&wanted, after, 17)), first);
        let mut oldest = first;
        oldest.reverse();
        assert_eq!(walked(|after| facets.oldest(&wanted, after, 17)), oldest);
    }

    #[test]
    fn a_value_that_nobody_has_finds_nothing() {
        let mut facets = Facets::default();
        facets.put(id(1), None, &set(vec![Facet::Year(2020)]));
        assert_eq!(facets.newest(&[Facet::Year(1900)], None, 5), Part::default());
        facets.take(id(1));
        assert_eq!(facets.values().count(), 0);
    }
}
