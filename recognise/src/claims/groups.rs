//! The names of a sentence that may be parties, in the groups that lists, dashes and prepositions make of them.
//!
//! In: the names of a sentence with their roles, and its words. Out: [`Group`]s in order of place.
//!
//! # Invariants
//! A name stands in one group; a region behind a town that it holds is in none.

use super::called::is_owner_at;
use super::joining::{Joiner, MOST};
use super::line_words::{Line, goes_on};
use super::roles::{Role, is_and};
use crate::document::context::country_at;
use crate::document::find::{self, is_connector};
use crate::document::lexicon::Concept;
use crate::document::tokens::{Gap, Shape, Token};
use crate::gazetteer::BodyId;
use crate::resolve::type_words;
use std::ops::Range;
use vocabulary::{Country, Level};

/// A name that may be a party.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub(super) named: usize,
    pub(super) body: BodyId,
    pub(super) country: Option<Country>,
    pub(super) intro: usize,
    pub(super) end: usize,
}

/// Names in a row.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) names: Vec<Name>,
    /// A preposition of company stands before it, governed by a word of partnership.
    pub(super) is_with: bool,
    /// Held together by dashes.
    pub(super) is_dashed: bool,
}

impl Group {
    pub(super) fn first(&self) -> usize {
        self.names.first().map_or(0, |name| name.intro)
    }

    pub(super) fn end(&self) -> usize {
        self.names.last().map_or(0, |name| name.end)
    }

    pub(super) fn countries(&self) -> usize {
        let mut found: Vec<Country> = self.names.iter().filter_map(|name| name.country).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    }
}

/// “A is twinned with B, and C, as was said, with D”: a name that has a partner of its own, in another country.
pub(super) fn is_subject(line: Line<'_>, partners: &Group, (name, next): (Name, Name)) -> bool {
    let is_led = line.preposition(next.intro).is_some_and(|with| with >= name.end);
    let is_of_partners = |name: Name| partners.names.iter().any(|known| known.country == name.country);
    is_led && !line.is_and_before(next.intro) && !is_of_partners(name) && next.country != name.country
}

/// “Avec Angers et Derby, Osnabrück entretient …”: behind the last of a list and a comma stands who keeps company with it.
fn is_behind_list(line: Line<'_>, partners: &Group, name: Name) -> bool {
    let is_over = partners.names.len() > 1
        && partners
            .names
            .last()
            .is_some_and(|last| line.is_and_before(last.intro));
    let next = line.sentence.words.get(name.end);
    is_over && line.gap(name.intro) == Some(Gap::Comma) && next.is_some_and(goes_on)
}

/// “jumelée à Lublin et à Karlsruhe”: whether the same small word stands before the first of a list and before the next.
fn is_preposition_again(line: Line<'_>, first: usize, next: usize) -> bool {
    let before = |at: usize| line.sentence.words.get(at.checked_sub(1)?);
    let language = line.sentence.language.as_deref();
    before(first).zip(before(next)).is_some_and(|(one, other)| {
        one.key == other.key && find::is_place_word(&one.key, language) && !is_and(&one.key)
    })
}

/// Words of a country's name before one of them.
const BEGINS: usize = 3;

/// Words from one name in brackets behind its country to the next: “and in the”, the country.
const BY_COUNTRY: usize = 5;

/// Words of a preposition and its article: “dans le”.
const PREPOSITION: usize = 2;

impl Joiner<'_, '_, '_> {
    /// The names that may be parties, in order.
    pub(super) fn names(&self, at: usize) -> Vec<Name> {
        let gazetteer = self.analysis.resolver.gazetteer();
        let roles = &self.findings.roles;
        let Some(sentence) = self.analysis.sentences.get(at) else {
            return Vec::new();
        };
        let mut found: Vec<Name> = Vec::new();
        for named in roles.in_sentence(at).iter().copied().take(MOST) {
            let Some(one) = self.analysis.named.get(named) else {
                continue;
            };
            let Some(body) = one.likeliest() else { continue };
            let line = Line { sentence };
            // “Okhtyrka (région de Soumy)”: what holds the one before is said to place it.
            let held = found.last_mut().filter(|before| {
                gazetteer.parents(before.body).any(|parent| parent == body) && before.end + 4 >= one.words.0
            });
            if let Some(before) = held {
                if !line.is_aside(one.words.0) {
                    before.end = one.words.2;
                }
                continue;
            }
            let is_repeated = found
                .last()
                .is_some_and(|before| before.body == body && line.gap(before.end) == Some(Gap::Open));
            if is_repeated {
                continue;
            }
            let is_party = match roles.role(named) {
                Role::Party | Role::Lead => true,
                // “une halte à Aalen, jumelle de Saint-Lô”, “in Charlieu, das mit A verschwistert ist”: what is added of it
                // makes it a partner.
                // “went to A, B and C respectively”: each goes with one of those before.
                Role::Venue => {
                    line.is_called_partner(one.words.2)
                        || line.is_related_partner(one.words.2)
                        || line
                            .says(Concept::Respectively, 0, sentence.words.len())
                            .is_some()
                }
                _ => false,
            };
            if !is_party {
                continue;
            }
            // “Alexandria, Virginia”: so does a region behind a comma.
            let is_region = |body: BodyId| gazetteer.level(body) == Level::First;
            let follows = found.last().is_some_and(|before: &Name| {
                before.end == one.words.0
                    && !is_region(before.body)
                    && line.gap(before.end) == Some(Gap::Comma)
            });
            if follows && is_region(body) {
                continue;
            }
            found.push(Name {
                named,
                body,
                country: gazetteer.country(body).or(one.country),
                intro: one.words.0,
                end: one.words.2,
            });
        }
        found
    }

    /// The groups of the names.
    pub(super) fn groups(&self, at: usize, line: Line<'_>) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let names = self.names(at);
        let places = self.places(at);
        for (rank, name) in names.iter().copied().enumerate() {
            // “its pact with A and urges B”: the preposition belongs to the name right behind it.
            let is_free = |with: usize| groups.last().is_none_or(|group| group.end() <= with);
            let is_with =
                line.is_with(name.intro, name.end) && line.preposition(name.intro).is_none_or(is_free);
            if let Some(group) = groups.last_mut() {
                let is_owner = group.names.len() == 1 && is_owner_at(line, group.first());
                let dashed = !is_owner && self.is_dashed(line, group.end(), name.intro);
                let next = names.get(rank + 1).copied();
                // “entre A et B (Mali), entre C et D”: each “between” has a pair of its own.
                let between = line.says(Concept::Between, group.end(), name.intro).is_some();
                let starts_anew = between
                    || is_with && !line.is_and_before(name.intro)
                    || line.begins_clause(name.intro, name.end)
                    || group.is_with && next.is_some_and(|next| is_subject(line, group, (name, next)))
                    || group.is_with && is_behind_list(line, group, name);
                let is_known = group.names.iter().any(|known| known.body == name.body);
                let again = usize::from(is_preposition_again(line, group.first(), name.intro));
                let is_joint = || self.is_joint(line, (group.end(), name.intro - again), &places);
                if !is_known && (dashed || (!starts_anew && is_joint())) {
                    group.is_dashed |= dashed;
                    group.names.push(name);
                    continue;
                }
            }
            groups.push(Group {
                names: vec![name],
                is_with,
                is_dashed: false,
            });
        }
        groups
    }

    /// Whether a dash alone ties two names, a bracket behind the first of them aside: “A (Ukraine) – B (Poland)”.
    fn is_dashed(&self, line: Line<'_>, end: usize, next: usize) -> bool {
        let words = &line.sentence.words;
        let text = &self.analysis.document.text;
        let behind_bracket = || {
            let from = next.checked_sub(1).and_then(|last| words.get(last))?.span.end;
            let between = text.get(from..words.get(next)?.span.start)?;
            let is_tied = matches!(between.trim(), ")–" | ") –" | ")—" | ") —" | ") -");
            Some(
                is_tied
                    && line.gap(end) == Some(Gap::Open)
                    && (end + 1..next).all(|at| line.gap(at) == Some(Gap::Space)),
            )
        };
        line.is_dashed(end, next) || next > end && behind_bracket().unwrap_or(false)
    }

    /// The words that say where something lies: “A, dans le Vaucluse, et B”.
    fn places(&self, at: usize) -> Vec<Range<usize>> {
        let roles = &self.findings.roles;
        let named = roles.in_sentence(at).iter();
        let is_place = |named: &&usize| matches!(roles.role(**named), Role::Venue | Role::Landmark);
        let words = named
            .filter(is_place)
            .filter_map(|named| self.analysis.named.get(*named));
        words
            .map(|one| one.words.0.saturating_sub(PREPOSITION)..one.words.2)
            .collect()
    }

    /// Whether only words of a list stand between two names: commas, “and”, dates, countries, places, brackets.
    fn is_joint(&self, line: Line<'_>, (end, next): (usize, usize), places: &[Range<usize>]) -> bool {
        if next < end || next - end > 16 {
            return false;
        }
        let words = &line.sentence.words;
        if self.is_by_country(line, (end, next)) {
            return true;
        }
        let mut has_mark = false;
        let mut depth = 0_i32;
        for at in end..=next {
            let Some(word) = words.get(at) else { return false };
            match word.gap {
                Gap::Open => depth += 1,
                // “A (partner of B in C), D”: what stands within brackets makes no list with what stands behind.
                Gap::Close if depth == 0 && self.closes_bracket(line, at) => return false,
                Gap::Close => {
                    depth = (depth - 1).max(0);
                    has_mark = true;
                }
                Gap::Comma if depth == 0 => has_mark = true,
                Gap::Stop if depth == 0 => {
                    let before = at.checked_sub(1).and_then(|at| words.get(at));
                    let from = before.map_or(word.span.start, |before| before.span.end);
                    let between = self
                        .analysis
                        .document
                        .text
                        .get(from..word.span.start)
                        .unwrap_or_default();
                    // Only a semicolon goes on with the list.
                    if !between.trim().trim_matches(')').eq(";") {
                        return false;
                    }
                    has_mark = true;
                }
                Gap::Dash if depth == 0 => return false,
                _ => {}
            }
            if at == next {
                break;
            }
            has_mark |= is_and(&word.key);
            let is_place = word.shape != Shape::Number && places.iter().any(|place| place.contains(&at));
            if depth == 0 && !is_place && !self.is_light(line, at, word) {
                return false;
            }
            // “з 1994 року”: before a year the Ukrainian “with” is “since”.
            let is_since = words.get(at + 1).is_some_and(|next| next.shape == Shape::Number);
            let is_verb = line.cues_at(at).any(|cue| {
                matches!(
                    cue.concept,
                    Concept::Sign | Concept::Twinning | Concept::PartnerBody | Concept::With
                ) && cue.first == at
            });
            if is_verb && !is_since {
                return false;
            }
        }
        has_mark
    }

    /// “у Німеччині (A), Польщі (B) і Литві (C)”: each name in brackets behind its country.
    fn is_by_country(&self, line: Line<'_>, (end, next): (usize, usize)) -> bool {
        let countries = self.analysis.resolver.countries();
        let between = line.sentence.words.get(end..next).unwrap_or_default();
        let is_country = |word: &Token| {
            countries.by_key(&word.key).is_some() || countries.by_adjective(&word.key).is_some()
        };
        line.gap(end) == Some(Gap::Close)
            && line.gap(next) == Some(Gap::Open)
            && between.last().is_some_and(is_country)
            && between
                .iter()
                .all(|word| is_country(word) || is_connector(&word.key) || word.shape == Shape::Lower)
            && between.len() <= BY_COUNTRY
    }

    /// Whether a bracket, and no quotation, closes before a word.
    fn closes_bracket(&self, line: Line<'_>, at: usize) -> bool {
        let words = &line.sentence.words;
        let ends = at.checked_sub(1).and_then(|at| words.get(at)).zip(words.get(at));
        let between =
            ends.and_then(|(before, word)| self.analysis.document.text.get(before.span.end..word.span.start));
        between.is_some_and(|between| between.contains(')'))
    }

    fn is_light(&self, line: Line<'_>, at: usize, word: &Token) -> bool {
        let countries = self.analysis.resolver.countries();
        is_connector(&word.key)
            || type_words::levels_of(&word.key).is_some()
            || word.shape == Shape::Number
            || self.is_country(line, at)
            || countries.by_adjective(&word.key).is_some()
            || crate::document::dates::is_month(&word.key)
            || self.is_before_country(line, at, word)
            || self.is_article(line, at)
            || line.cues_at(at).any(|cue| {
                matches!(
                    cue.concept,
                    Concept::Since | Concept::Also | Concept::Years | Concept::Establish
                )
            })
    }

    /// “und der Landkreis A”, “und die rumänische Stadt B”: an article before a type word or the adjective of a country.
    fn is_article(&self, line: Line<'_>, at: usize) -> bool {
        let words = &line.sentence.words;
        let language = line.sentence.language.as_deref();
        let is_small = words
            .get(at)
            .is_some_and(|word| word.shape == Shape::Lower && find::is_determiner(&word.key, language));
        let countries = self.analysis.resolver.countries();
        is_small
            && words.get(at + 1).is_some_and(|next| {
                type_words::levels_of(&next.key).is_some() || countries.by_adjective(&next.key).is_some()
            })
    }

    /// “Bad Homburg in Germany”: the preposition before a country, perhaps with an article.
    fn is_before_country(&self, line: Line<'_>, at: usize, word: &Token) -> bool {
        let is_place = find::is_place_word(&word.key, line.sentence.language.as_deref());
        let is_joined = |at: usize| line.sentence.words.get(at).is_some_and(Token::is_joined);
        is_place && (at + 1..at + 4).any(|next| is_joined(next) && self.is_country(line, next))
    }

    /// Whether a word is a country, or behind a comma a part of its name: “Lower Hutt, New Zealand”.
    fn is_country(&self, line: Line<'_>, at: usize) -> bool {
        let words = &line.sentence.words;
        let countries = self.analysis.resolver.countries();
        let holds = |from: usize| {
            line.gap(from) == Some(Gap::Comma)
                && country_at(words, from, countries).is_some_and(|(_, end)| end > at)
        };
        words
            .get(at)
            .is_some_and(|word| countries.by_key(&word.key).is_some())
            || (at.saturating_sub(BEGINS)..=at).any(holds)
    }
}
