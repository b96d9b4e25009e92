//! The help that every peer gets alike: our pre-processing in front of it and one re-ranking behind it.
//!
//! In: a question, and a peer that finds names near a key. Out: the bodies it names, best first.
//!
//! The question becomes plain keys (`recognise::fold::plain_key`), with and without its type words; a country in
//! brackets counts as a hint; the hinted countries are searched before all others.
//!
//! # Invariants
//! A peer is asked for other countries only if nothing in the hinted ones is near.

use crate::engines::{Answer, Engine, Peer};
use crate::error::PeersError;
use crate::names::Names;
use crate::question::Question;
use crate::rank::{Ranked, Wanted};
use recognise::fold::plain_key;
use recognise::gazetteer::BodyId;
use recognise::resolve::{Countries, type_words};
use recognise::{Gazetteer, Hints};
use std::ops::Range;
use vocabulary::{Country, Level};

/// The part of the gazetteer that is searched.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// The countries; none for all.
    pub(crate) countries: Vec<Country>,
    /// The places of their names.
    pub(crate) ranges: Vec<Range<u32>>,
}

impl Scope {
    /// Whether a name belongs to it.
    pub(crate) fn has(&self, place: u32) -> bool {
        self.ranges.iter().any(|range| range.contains(&place))
    }
}

/// A nearness under which a find in the hinted countries is not trusted.
const WEAK: f64 = 0.75;

/// A peer with its help.
pub(crate) struct Helped<P> {
    peer: P,
    names: &'static Names,
    gazetteer: &'static Gazetteer<'static>,
    countries: Countries,
    bodies: Vec<BodyId>,
}

impl<P: Peer> Helped<P> {
    pub(crate) fn new(peer: P, names: &'static Names, gazetteer: &'static Gazetteer<'static>) -> Self {
        Self {
            peer,
            names,
            gazetteer,
            countries: Countries::of(gazetteer),
            bodies: gazetteer.bodies().collect(),
        }
    }

    fn answer(&mut self, question: &Question) -> Result<Answer, PeersError> {
        let (name, country) = self.without_bracket(&question.name);
        let wanted = wanted(name, &question.hints);
        let mut found = Vec::new();
        let mut ranked = Ranked::default();
        for scope in scopes(self.names, &question.hints, country) {
            for key in &wanted.keys {
                self.peer.near(key, &scope, &mut found)?;
            }
            ranked = Ranked::of(&found, &wanted, self.names, |body| self.level(body));
            if ranked.best >= WEAK {
                break;
            }
        }
        let bodies = ranked.bodies.iter();
        Ok(Answer {
            picks: bodies.filter_map(|body| self.body(*body)).collect(),
            abstains: ranked.bodies.is_empty(),
        })
    }

    fn body(&self, number: u32) -> Option<BodyId> {
        self.bodies.get(usize::try_from(number).ok()?).copied()
    }

    fn level(&self, number: u32) -> Level {
        self.body(number)
            .map_or(Level::Settlement, |body| self.gazetteer.level(body))
    }

    /// The name without what stands in brackets behind it, and the country that it names.
    fn without_bracket<'n>(&self, written: &'n str) -> (&'n str, Option<Country>) {
        let split = written
            .trim()
            .strip_suffix(')')
            .and_then(|rest| rest.split_once('('));
        match split {
            Some((name, inside)) if !name.trim().is_empty() => (name.trim(), self.countries.named(inside)),
            _ => (written, None),
        }
    }
}

impl<P: Peer> Engine for Helped<P> {
    fn answers(&mut self, questions: &[Question]) -> Result<Vec<Answer>, PeersError> {
        questions.iter().map(|question| self.answer(question)).collect()
    }
}

/// The plain key without its type words, if it has any, and the whole one, with the levels asked for.
fn wanted(name: &str, hints: &Hints) -> Wanted {
    let key = plain_key(name);
    let stripped = type_words::strip(&key);
    let levels = stripped.map_or(hints.levels, |stripped| stripped.levels);
    let bare = stripped.map(|stripped| stripped.key.to_owned());
    let keys = bare.into_iter().chain([key]).filter(|key| !key.is_empty());
    Wanted {
        keys: keys.collect(),
        levels,
    }
}

/// Where to look, narrowest first.
fn scopes(names: &Names, hints: &Hints, in_brackets: Option<Country>) -> Vec<Scope> {
    let mut scopes = Vec::new();
    if let Some(country) = hints.country.or(in_brackets) {
        scopes.push(scope(names, &[country]));
    } else if !hints.countries.is_empty() {
        scopes.push(scope(names, &hints.countries));
    }
    scopes.push(Scope {
        countries: Vec::new(),
        ranges: std::iter::once(0..names.len()).collect(),
    });
    scopes
}

fn scope(names: &Names, countries: &[Country]) -> Scope {
    let known = names
        .countries()
        .iter()
        .filter(|(country, _)| countries.contains(country));
    let (countries, ranges) = known.cloned().unzip();
    Scope { countries, ranges }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_asked_for_without_and_with_its_type_words() {
        let city = wanted("Ville de Toulouse", &Hints::default());
        assert_eq!(city.keys, ["toulouse", "ville de toulouse"]);
        assert!(city.levels.has(Level::Municipality) && !city.levels.has(Level::First));
        assert_eq!(wanted("Toulouse", &Hints::default()).keys, ["toulouse"]);
    }
}
