//! The orders that lists are shown in, what is counted of them, and the rows that hang on one other thing alone.
//!
//! In go rows as they come and go; out come rows in order, from any of them on.
//!
//! # Invariants
//! - A part of a list costs what it shows, a change the logarithm of the number of rows.
//! - An order by names is made when a list is first asked for in its language, and kept in step from then on.
//! - Equal names and days go by key, so that an order is always the same.

use super::Snapshot;
use super::lay::Hang;
use super::reads::{Read, note};
use crate::figures::{self, SortKey};
use crate::names;
use crate::words::Lang;
use imbl::{HashMap, OrdMap, OrdSet};
use std::cmp::Reverse;
use std::hash::Hash;
use std::ops::Bound;
use std::sync::OnceLock;
use vocabulary::{
    Authority, AuthorityCode, AuthorityId, Day, Grant, GrantId, Id, Partnership, PartnershipId, PartyRef,
    Project, ProjectId, SourceId, Story, StoryId,
};

/// The orders of a snapshot.
#[derive(Debug, Clone, Default)]
pub(super) struct Orders {
    bodies: ByName<AuthorityId>,
    /// The bodies by their primary codes as they are printed.
    coded: OrdMap<String, AuthorityId>,
    projects: ByName<ProjectId>,
    /// The stories, the newest first, those without a day last.
    told: OrdSet<(Reverse<Option<Day>>, StoryId)>,
    told_in: HashMap<SourceId, OrdSet<StoryId>>,
    granted: HashMap<ProjectId, OrdSet<GrantId>>,
    /// In how many partnerships of today each body is a party.
    living: HashMap<PartyRef, u32>,
}

impl Orders {
    pub(super) fn body(&mut self, (id, body): &(AuthorityId, Authority), hang: Hang) {
        let code = body.code().to_string();
        match hang {
            Hang::On => self.coded.insert(code, *id),
            Hang::Off => self.coded.remove(&code),
        };
        self.bodies.change(*id, |lang| name(lang, body), hang);
    }

    pub(super) fn project(&mut self, project: &Project, hang: Hang) {
        self.projects
            .change(project.id, |lang| title(lang, project), hang);
    }

    pub(super) fn story(&mut self, story: &Story, hang: Hang) {
        match hang {
            Hang::On => self.told.insert(place(story)),
            Hang::Off => self.told.remove(&place(story)),
        };
        hang_on(&mut self.told_in, story.source, (story.id, hang));
    }

    pub(super) fn grant(&mut self, grant: &Grant, hang: Hang) {
        if let Some(project) = grant.project {
            hang_on(&mut self.granted, project, (grant.id, hang));
        }
    }

    pub(super) fn partnership(&mut self, partnership: &Partnership, hang: Hang) {
        if !partnership.status.is_live() {
            return;
        }
        for party in &partnership.parties {
            let count = self.living.entry(party.party).or_default();
            match hang {
                Hang::On => *count += 1,
                Hang::Off => *count = count.saturating_sub(1),
            }
            if *count == 0 {
                self.living.remove(&party.party);
            }
        }
    }
}

/// Hangs a row on what it belongs to, or takes it off.
fn hang_on<O: Id + Hash, K: Id>(rows: &mut HashMap<O, OrdSet<K>>, on: O, (key, hang): (K, Hang)) {
    let mut held = rows.remove(&on).unwrap_or_default();
    match hang {
        Hang::On => held.insert(key),
        Hang::Off => held.remove(&key),
    };
    if !held.is_empty() {
        rows.insert(on, held);
    }
}

fn name(lang: Lang, body: &Authority) -> String {
    names::said(lang, body).words
}

fn title(lang: Lang, project: &Project) -> String {
    project.title.for_reader(lang.language()).0.to_owned()
}

fn place(story: &Story) -> (Reverse<Option<Day>>, StoryId) {
    (Reverse(story.published), story.id)
}

impl Snapshot {
    /// The bodies in the order of their names for readers of a language, behind the one with a code; one that is not
    /// there begins the list anew.
    pub(crate) fn bodies_by_name(
        &self,
        lang: Lang,
        after: Option<&AuthorityCode>,
    ) -> impl Iterator<Item = &(AuthorityId, Authority)> {
        note(Read::List(AuthorityId::KIND));
        let bodies = &self.tables.authorities;
        let after = after.and_then(|code| self.by_code(code));
        let after = after.map(|(id, body)| (name(lang, body), *id));
        let all = move || bodies.iter().map(move |(id, body)| (name(lang, body), *id));
        let behind = self.orders.bodies.behind(lang, after, all);
        behind.filter_map(|id| bodies.get(id))
    }

    /// The bodies in the order of their primary codes as printed, behind a code, whether anybody has it or not.
    pub(crate) fn bodies_by_code(&self, after: &str) -> impl Iterator<Item = &Authority> {
        note(Read::List(AuthorityId::KIND));
        let behind = (Bound::Excluded(after), Bound::Unbounded);
        let behind = self.orders.coded.range::<_, str>(behind);
        behind.filter_map(|(_, id)| self.authority(*id))
    }

    /// The projects in the order of their titles for readers of a language, behind one; one that is not there begins the
    /// list anew.
    pub(crate) fn projects_by_title(
        &self,
        lang: Lang,
        after: Option<ProjectId>,
    ) -> impl Iterator<Item = &Project> {
        note(Read::List(ProjectId::KIND));
        let projects = &self.tables.projects;
        let after = after.and_then(|id| projects.get(id));
        let after = after.map(|found| (title(lang, found), found.id));
        let all = move || projects.iter().map(move |found| (title(lang, found), found.id));
        let behind = self.orders.projects.behind(lang, after, all);
        behind.filter_map(|id| projects.get(id))
    }

    /// The stories, the newest first, those without a day last, behind one; one that is not there begins the list anew.
    pub(crate) fn newest_stories(&self, after: Option<StoryId>) -> impl Iterator<Item = &Story> {
        note(Read::List(StoryId::KIND));
        let after = after.and_then(|id| self.story(id));
        let after = after.map_or(Bound::Unbounded, |story| Bound::Excluded(place(story)));
        let behind = self.orders.told.range((after, Bound::Unbounded));
        behind.filter_map(|(_, id)| self.story(*id))
    }

    /// The stories of a source.
    pub(crate) fn stories_of(&self, source: SourceId) -> impl Iterator<Item = &Story> {
        note(Read::List(StoryId::KIND));
        let stories = self.orders.told_in.get(&source).into_iter().flatten();
        stories.filter_map(|id| self.story(*id))
    }

    /// The grants that pay for a project.
    pub(crate) fn grants_of(&self, project: ProjectId) -> impl Iterator<Item = &Grant> {
        note(Read::List(GrantId::KIND));
        let grants = self.orders.granted.get(&project).into_iter().flatten();
        grants.filter_map(|id| self.grant(*id))
    }

    /// How many bodies are parties of partnerships of today.
    pub(crate) fn living_bodies(&self) -> usize {
        note(Read::List(PartnershipId::KIND));
        self.orders.living.len()
    }
}

/// Keys by name, once for each language.
#[derive(Debug, Clone)]
struct ByName<K: Ord>([OnceLock<OrdSet<(SortKey, K)>>; Lang::ALL.len()]);

impl<K: Ord> Default for ByName<K> {
    fn default() -> Self {
        Self([const { OnceLock::new() }; Lang::ALL.len()])
    }
}

impl<K: Ord + Copy> ByName<K> {
    /// The keys in order behind a row with its name, or all of them; `rows` gives every row where the order is yet to be
    /// made.
    fn behind<I: Iterator<Item = (String, K)>>(
        &self,
        lang: Lang,
        after: Option<(String, K)>,
        rows: impl FnOnce() -> I,
    ) -> impl Iterator<Item = K> {
        let place = self
            .0
            .get(lang.place())
            .expect("there is a place for each language");
        let order = place.get_or_init(|| {
            rows()
                .map(|(name, key)| (figures::sort_key(lang, &name), key))
                .collect()
        });
        let after = after.map(|(name, key)| (figures::sort_key(lang, &name), key));
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        order.range((from, Bound::Unbounded)).map(|(_, key)| *key)
    }

    /// Puts a row in its place in the orders that were made, or takes it out, by the name that it was put in with.
    fn change(&mut self, key: K, name: impl Fn(Lang) -> String, hang: Hang) {
        let orders = Lang::ALL.into_iter().zip(&mut self.0);
        for (lang, order) in orders.filter_map(|(lang, order)| Some((lang, order.get_mut()?))) {
            let place = (figures::sort_key(lang, &name(lang)), key);
            match hang {
                Hang::On => order.insert(place),
                Hang::Off => order.remove(&place),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["Évry", "Fraize", "evry", "Лубни", "Étampes"];

    fn rows() -> impl Iterator<Item = (String, usize)> {
        NAMES.into_iter().map(str::to_owned).zip(0..)
    }

    fn in_order(order: &ByName<usize>, after: Option<(&str, usize)>) -> Vec<usize> {
        let after = after.map(|(name, key)| (name.to_owned(), key));
        order.behind(Lang::Fr, after, rows).collect()
    }

    #[test]
    fn rows_stand_as_the_language_sorts_from_any_of_them_on() {
        let order = ByName::default();
        assert_eq!(in_order(&order, None), [4, 2, 0, 1, 3]);
        assert_eq!(in_order(&order, Some(("Évry", 0))), [1, 3]);
        assert_eq!(
            in_order(&order, Some(("Zuydcoote", 9))),
            [3],
            "behind one that went"
        );
    }

    #[test]
    fn what_changes_moves_in_orders_that_were_made_and_in_no_other() {
        let mut order = ByName::default();
        order.change(7, |_| "Aix".to_owned(), Hang::On);
        assert_eq!(
            in_order(&order, None).len(),
            NAMES.len(),
            "it is among the rows when the order is made"
        );
        order.change(7, |_| "Aix".to_owned(), Hang::On);
        order.change(1, |_| "Fraize".to_owned(), Hang::Off);
        assert_eq!(in_order(&order, None), [7, 4, 2, 0, 3]);
    }
}
