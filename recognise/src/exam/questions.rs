//! Questions of the exam of names: names of the gazetteer, each damaged in one way, with the codes that count as right.
//!
//! In: a gazetteer, a seed, a number. Out: so many [`Question`]s, the same for the same seed.
//!
//! # Invariants
//! - Right is every body of the same country that bears the undamaged name: the question is about spelling.
//! - Of a question whose body is to be hidden, nothing is right: the answer is to abstain.

use super::dice::Dice;
use super::noise::{About, Noise, damaged};
use crate::fold;
use crate::gazetteer::{BodyId, Gazetteer, NameId};
use crate::resolve::{Hints, Resolver};
use std::collections::HashSet;
use vocabulary::{AuthorityCode, Country, Language, Level, NameUse};

/// A written name, what is known beside it, and the codes that count as right.
#[derive(Debug, Clone)]
pub struct Question {
    /// The written name.
    pub name: String,
    /// What is known beside it.
    pub hints: Hints,
    /// Questions of one group stand in one document and help each other.
    pub group: Option<String>,
    /// Any of them is right; none means that abstaining is.
    pub right: Vec<AuthorityCode>,
    /// How it was damaged, or where it was found.
    pub kind: &'static str,
}

/// Of a hundred questions, how many ask for a body that no list has.
const HIDDEN: usize = 5;

/// Draws `count` questions, `Clean` ones only or one of each damage in turn.
pub fn questions(resolver: &Resolver<'_>, seed: u64, count: usize, kinds: &[Noise]) -> Vec<Question> {
    let gazetteer = resolver.gazetteer();
    let mut drawer = Drawer {
        resolver,
        france: Vec::new(),
        ukraine: Vec::new(),
        elsewhere: Vec::new(),
        dice: Dice::seeded(seed),
    };
    for body in gazetteer.bodies() {
        let is_named = gazetteer.level(body) != Level::Part && gazetteer.successor(body).is_none();
        let population = gazetteer.population(body);
        match gazetteer.country(body) {
            _ if !is_named => {}
            Some(Country::FR) => drawer.france.push(body),
            Some(Country::UA) if gazetteer.level(body) != Level::Settlement || population > 10_000 => {
                drawer.ukraine.push(body);
            }
            Some(Country::UA) => {}
            _ if population >= 5_000 || gazetteer.level(body) != Level::Municipality => {
                drawer.elsewhere.push(body);
            }
            _ => {}
        }
    }
    let mut asked = HashSet::new();
    let mut found = Vec::with_capacity(count);
    let mut tries = 0_usize;
    while found.len() < count && tries < count.saturating_mul(60) {
        let noise = kinds
            .get(found.len() % kinds.len().max(1))
            .copied()
            .unwrap_or(Noise::Clean);
        tries += 1;
        if let Some(question) = drawer.question(noise)
            && asked.insert(question.name.clone())
        {
            found.push(question);
        }
    }
    found
}

struct Drawer<'r, 'g> {
    resolver: &'r Resolver<'g>,
    france: Vec<BodyId>,
    ukraine: Vec<BodyId>,
    elsewhere: Vec<BodyId>,
    dice: Dice,
}

impl Drawer<'_, '_> {
    fn question(&mut self, noise: Noise) -> Option<Question> {
        let gazetteer = self.resolver.gazetteer();
        let wants_cyrillic = matches!(noise, Noise::Script | Noise::Romanisation | Noise::Inflected);
        let pool = match self.dice.below(100) {
            0..40 if !wants_cyrillic => &self.france,
            40..70 if !wants_cyrillic => &self.elsewhere,
            _ => &self.ukraine,
        };
        // Half of the questions ask for larger bodies, as texts do: the larger of four.
        let mut body = *self.dice.pick(pool)?;
        if self.dice.hits(50) {
            for _ in 0..3 {
                let other = *self.dice.pick(pool)?;
                body = std::cmp::max_by_key(body, other, |body| gazetteer.population(*body));
            }
        }
        let name = self.name(body)?;
        let country = gazetteer.country(body)?;
        let text = gazetteer.text(name);
        let level = gazetteer.level(body);
        let about = About {
            type_words: type_words(level, country),
            country: gazetteer.country_name(
                country,
                *self.dice.pick(&[Language::FR, Language::EN, Language::UK])?,
            )?,
        };
        let written = damaged(text, noise, about, &mut self.dice)?;
        let mut hints = self.hints(country);
        let same = same_name(gazetteer, text, country);
        // What is literally another body's name asks nothing that anyone could answer.
        let others = gazetteer.named(fold::plain_key(&written).as_bytes());
        let mut others = others.map(|found| gazetteer.body_named(found.name));
        let is_other = |other: BodyId| {
            other != body
                && !same.contains(&other)
                && hints
                    .country
                    .is_none_or(|known| gazetteer.country(other) == Some(known))
        };
        if noise != Noise::Clean && others.any(is_other) {
            return None;
        }
        let is_hidden = self.dice.hits(HIDDEN);
        let mut right: Vec<AuthorityCode> = Vec::new();
        for other in std::iter::once(body).chain(same.iter().copied()) {
            right.extend(gazetteer.codes_of(other));
            right.extend(self.resolver.also(other));
        }
        right.sort();
        right.dedup();
        if is_hidden {
            hints.without = self.kin(body, same);
        }
        Some(Question {
            name: written,
            hints,
            group: None,
            right: if is_hidden { Vec::new() } else { right },
            kind: if is_hidden { "in no list" } else { noise.as_str() },
        })
    }

    /// The body, its namesakes, and seat or municipality of each: whoever is hidden is hidden with them.
    fn kin(&self, body: BodyId, same: Vec<BodyId>) -> Vec<BodyId> {
        let gazetteer = self.resolver.gazetteer();
        let mut hidden = same;
        hidden.push(body);
        let near: Vec<BodyId> = hidden
            .iter()
            .flat_map(|body| {
                gazetteer
                    .seat(*body)
                    .into_iter()
                    .chain(self.resolver.governed_from(*body))
            })
            .collect();
        hidden.extend(near);
        hidden
    }

    /// One of its names in Latin or Cyrillic letters; aliases and former names are drawn seldom.
    fn name(&mut self, body: BodyId) -> Option<NameId> {
        let gazetteer = self.resolver.gazetteer();
        let is_usable = |name: &NameId| {
            let text = gazetteer.text(*name);
            let is_known = text
                .chars()
                .filter(|c| c.is_alphabetic())
                .all(|c| fold::is_cyrillic(c) || u32::from(c) < 0x250);
            is_known && (3..=60).contains(&text.chars().count())
        };
        let names: Vec<NameId> = gazetteer.names_of(body).filter(is_usable).collect();
        let best = names.first().copied()?;
        let name = *self.dice.pick(&names)?;
        let is_alias = matches!(gazetteer.name_use(name), NameUse::Alias | NameUse::Former);
        Some(if is_alias && self.dice.hits(70) {
            best
        } else {
            name
        })
    }

    fn hints(&mut self, country: Country) -> Hints {
        let mut hints = Hints::default();
        match self.dice.below(100) {
            0..60 => hints.country = Some(country),
            60..85 => {
                hints.countries = vec![country];
                let others = [Country::FR, Country::UA];
                hints
                    .countries
                    .extend(others.iter().filter(|other| **other != country));
            }
            _ => {}
        }
        hints
    }
}

/// Bodies of the country with this very name.
fn same_name(gazetteer: &Gazetteer<'_>, text: &str, country: Country) -> Vec<BodyId> {
    let key = fold::plain_key(text);
    gazetteer
        .named(key.as_bytes())
        .filter(|found| !found.is_bare)
        .map(|found| gazetteer.body_named(found.name))
        .filter(|body| gazetteer.country(*body) == Some(country))
        .collect()
}

fn type_words(level: Level, country: Country) -> &'static [(&'static str, &'static str)] {
    match (level, country) {
        (Level::Municipality, Country::FR) => &[
            ("Ville de ", ""),
            ("Commune de ", ""),
            ("Mairie de ", ""),
            ("City of ", ""),
            ("Stadt ", ""),
        ],
        (Level::Intermunicipal, _) => &[
            ("Communauté de communes ", ""),
            ("CA ", ""),
            ("CC ", ""),
            ("Communauté d'agglomération ", ""),
        ],
        (Level::First, Country::FR) => &[("Conseil régional de ", ""), ("Région ", ""), ("Region ", "")],
        (Level::Second, Country::FR) => &[
            ("Conseil départemental de ", ""),
            ("Département de ", ""),
            ("Conseil général de ", ""),
        ],
        (Level::Municipality, Country::UA) => &[
            ("", " громада"),
            ("Ville de ", ""),
            ("місто ", ""),
            ("", " hromada"),
            ("м. ", ""),
        ],
        (Level::First, Country::UA) => &[("", " oblast"), ("oblast de ", ""), ("Oblast ", "")],
        (Level::Second, Country::UA) => &[("", " raion"), ("raïon de ", "")],
        (Level::First, _) => &[
            ("Région de ", ""),
            ("Province de ", ""),
            ("", " Province"),
            ("Region ", ""),
        ],
        (Level::Second, _) => &[("District de ", ""), ("", " District"), ("Département de ", "")],
        _ => &[
            ("Ville de ", ""),
            ("Commune de ", ""),
            ("City of ", ""),
            ("Stadt ", ""),
            ("Gmina ", ""),
            ("Municipality of ", ""),
        ],
    }
}
