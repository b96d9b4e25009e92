//! Candidates: the bodies one of whose names is the written key, sounds like it, begins with it, or is a letter away.
//!
//! In: a plain key without type words, and the country hints. Out: each body once, with its nearest name.
//!
//! # Invariants
//! The searches run from exact to doubtful and stop when the answer cannot get better; how many names one search may
//! look at is bounded, so that a name that thousands share costs no more than a rare one.
#![expect(
    clippy::indexing_slicing,
    reason = "hot loop; the missing letter's place comes from the key's own length"
)]

use super::distance::distance;
use super::inflect::nominatives;
use super::type_words::Levels;
use super::{Hints, Resolver, Scratch};
use crate::fold;
use crate::gazetteer::{BodyId, CountryId, Found, NameId, without_article};
use vocabulary::Level;

/// How a name was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The same plain key.
    Exact,
    /// The same but for a leading article.
    Article,
    /// The same but for the type words of the official name.
    Bare,
    /// The same once a case ending is undone.
    Inflected,
    /// Sounds the same: another script or romanisation.
    Sound,
    /// The first words of a longer name.
    Head,
    /// A letter or two astray; the number of slips.
    Near(u8),
}

impl How {
    /// Whether the name is only near the written one.
    pub fn is_guess(self) -> bool {
        matches!(self, Self::Near(_) | Self::Head)
    }
}

/// One body with its nearest name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) body: BodyId,
    pub(super) name: NameId,
    pub(super) how: How,
}

/// The hits of one written name.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) hits: Vec<Hit>,
}

/// Most names that one exact search looks at.
const EXACT_LIMIT: usize = 200;
/// Most names that one search by first words or by a letter astray looks at.
const GUESS_LIMIT: usize = 60;

/// The countries a search keeps to; empty for all.
struct Only {
    given: Option<CountryId>,
}

impl Only {
    fn allows(&self, found: Found) -> bool {
        self.given.is_none_or(|given| given == found.country)
    }
}

impl Gathered {
    /// Whether a name was found that is the written one, in a country that the hints allow for.
    pub(super) fn is_sure(&self, resolver: &Resolver<'_>, hints: &Hints) -> bool {
        let is_near_home = |hit: &Hit| {
            hints.countries.is_empty()
                || resolver
                    .gazetteer()
                    .country(hit.body)
                    .is_some_and(|country| hints.countries.contains(&country))
        };
        self.hits
            .iter()
            .any(|hit| matches!(hit.how, How::Exact | How::Article | How::Bare) && is_near_home(hit))
    }

    fn only(resolver: &Resolver<'_>, hints: &Hints) -> Only {
        Only {
            given: hints
                .country
                .and_then(|country| resolver.gazetteer().country_place(country)),
        }
    }

    /// Searches for the key itself.
    pub(super) fn exact(&mut self, resolver: &Resolver<'_>, key: &str, hints: &Hints) {
        let only = Self::only(resolver, hints);
        let gazetteer = resolver.gazetteer();
        let known = self.hits.len();
        self.add(
            resolver,
            gazetteer
                .named(key.as_bytes())
                .filter(|f| only.allows(*f))
                .take(EXACT_LIMIT),
            How::Exact,
        );
        if let Some(bare) = without_article(key.as_bytes()) {
            self.add(
                resolver,
                gazetteer
                    .named(bare)
                    .filter(|f| only.allows(*f))
                    .take(EXACT_LIMIT),
                How::Article,
            );
        }
        // An exact short name does not exclude longer ones that begin so: the document decides (“Gagnac”).
        if self.hits.len() > known && key.len() > 3 {
            let heads = gazetteer.beginning(key.as_bytes()).filter(|f| only.allows(*f));
            self.add(resolver, heads.take(GUESS_LIMIT), How::Head);
        }
    }

    /// Searches around the key: case endings undone, sounds, first words, a letter astray.
    pub(super) fn look_further(
        &mut self,
        resolver: &Resolver<'_>,
        key: &str,
        hints: &Hints,
        scratch: &mut Scratch,
    ) {
        let only = Self::only(resolver, hints);
        for nominative in nominatives(key) {
            let found = resolver
                .gazetteer()
                .named(nominative.as_bytes())
                .filter(|found| only.allows(*found));
            self.add(resolver, found.take(GUESS_LIMIT), How::Inflected);
        }
        fold::fold(key.as_bytes(), &mut scratch.fold);
        let hash = fold::hash(&scratch.fold);
        let sounding = resolver
            .gazetteer()
            .sounding(hash)
            .filter(|found| only.allows(*found));
        self.add(resolver, sounding.take(EXACT_LIMIT), How::Sound);
        let heads = resolver
            .gazetteer()
            .beginning(key.as_bytes())
            .filter(|found| only.allows(*found));
        self.add(resolver, heads.take(GUESS_LIMIT), How::Head);
        let is_weak = |hit: &Hit| {
            let country = resolver.gazetteer().country(hit.body);
            let is_far = !hints.countries.is_empty()
                && country.is_none_or(|country| !hints.countries.contains(&country));
            hit.how == How::Head || is_far
        };
        if self.hits.iter().all(is_weak) {
            self.near(resolver, key, &only, scratch);
        }
        if self.hits.is_empty() && hints.levels == Levels::one(Level::First) {
            self.divisions(resolver, key, &only, scratch);
        }
    }

    /// Compares the key with every first-level division of the given country: they are few, and a heading that lost a
    /// letter (“Occtanie”) may sound like nothing else.
    fn divisions(&mut self, resolver: &Resolver<'_>, key: &str, only: &Only, scratch: &mut Scratch) {
        let Some(country) = only.given else { return };
        for body in resolver
            .divisions()
            .iter()
            .filter(|body| resolver.gazetteer().country_id(**body) == country)
        {
            for name in resolver.gazetteer().names_of(*body) {
                fold::plain(resolver.gazetteer().text(name), &mut scratch.other);
                let slips = distance(key.as_bytes(), &scratch.other);
                if slips > 0 && usize::try_from(slips).is_ok_and(|slips| slips * 6 <= key.len()) {
                    let how = How::Near(u8::try_from(slips).unwrap_or(u8::MAX));
                    self.add(
                        resolver,
                        std::iter::once(Found {
                            name,
                            country,
                            is_bare: false,
                        }),
                        how,
                    );
                }
            }
        }
    }

    fn near(&mut self, resolver: &Resolver<'_>, key: &str, only: &Only, scratch: &mut Scratch) {
        let gazetteer = resolver.gazetteer();
        let sounds = std::mem::take(&mut scratch.fold);
        let whole = fold::hash(&sounds);
        let more = gazetteer
            .one_letter_more(whole)
            .filter(|found| only.allows(*found))
            .take(GUESS_LIMIT);
        let mut found: Vec<Found> = more.collect();
        // Longer keys have no entries for a missing letter.
        if (4..=25).contains(&sounds.len()) {
            for missing in 0..sounds.len() {
                scratch.near.clear();
                scratch.near.extend_from_slice(&sounds[..missing]);
                scratch.near.extend_from_slice(&sounds[missing + 1..]);
                let hash = fold::hash(&scratch.near);
                found.extend(
                    gazetteer
                        .sounding(hash)
                        .filter(|f| only.allows(*f))
                        .take(GUESS_LIMIT),
                );
                found.extend(
                    gazetteer
                        .one_letter_more(hash)
                        .filter(|f| only.allows(*f))
                        .take(GUESS_LIMIT),
                );
            }
        }
        found.sort_unstable_by_key(|found| found.name);
        found.dedup_by_key(|found| found.name);
        for candidate in found {
            fold::plain(gazetteer.text(candidate.name), &mut scratch.other);
            fold::fold(&scratch.other, &mut scratch.other_fold);
            let by_sound = distance(&sounds, &scratch.other_fold);
            let by_letters = distance(key.as_bytes(), &scratch.other);
            let slips = by_sound.max(by_letters.min(by_sound + 2));
            // One slip in four letters at most: a shorter name says too little.
            if slips * 4 <= u32::try_from(sounds.len()).unwrap_or(u32::MAX) + 1 {
                let slips = u8::try_from(slips.max(1)).unwrap_or(u8::MAX);
                self.add(resolver, std::iter::once(candidate), How::Near(slips));
            }
        }
        scratch.fold = sounds;
    }

    /// Adds the bodies behind the names, each body once with the nearest of its names.
    fn add(&mut self, resolver: &Resolver<'_>, found: impl Iterator<Item = Found>, how: How) {
        for found in found {
            let body = resolver.gazetteer().body_named(found.name);
            let how = if found.is_bare { how.max(How::Bare) } else { how };
            let hit = Hit {
                body,
                name: found.name,
                how,
            };
            match self.hits.iter_mut().find(|hit| hit.body == body) {
                Some(known) if how < known.how => *known = hit,
                Some(_) => {}
                None => self.hits.push(hit),
            }
        }
    }
}
