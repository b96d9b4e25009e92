//! Which names a sentence joins in a partnership: “A and B signed”, “between A and B”, “A – B”, “the agreement with B”,
//! “twinned with B since 1964, C since 1972 and D”, “A and B with C and D respectively”, “our twin towns C and D”.
//!
//! In: the names of a sentence that may be parties, and its words. Out: [`Join`]s; a join may leave its first party
//! to whoever speaks.
//!
//! # Invariants
//! - Lists are read as one: the names of a list stand on the same side.
//! - No more than [`MOST`] names of a sentence are looked at, so that long lists stay cheap.

use super::Findings;
use super::line_words::Line;
use super::roles::{Role, is_and};
use super::standing::Part;
use crate::document::find::is_connector;
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape, Token};
use crate::document::{Analysis, Sentence};
use crate::gazetteer::BodyId;
use crate::resolve::type_words;
use vocabulary::{Country, Level};

/// Most names of one sentence.
pub(super) const MOST: usize = 80;

/// Words that make a sentence speak of a partnership.
pub(super) const SPEAKING: [Concept; 7] = [
    Concept::Partnership,
    Concept::Twinning,
    Concept::CooperationAgreement,
    Concept::Memorandum,
    Concept::FriendshipDeclaration,
    Concept::LetterOfIntent,
    Concept::PartnerBody,
];

/// Whether a sentence speaks of a partnership.
pub(super) fn speaks(sentence: &Sentence) -> bool {
    sentence.cues.iter().any(|cue| SPEAKING.contains(&cue.concept))
}

/// Who stands beside the names of a join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// Nobody: the names are all parties.
    Nobody,
    /// Whoever speaks or is spoken of.
    Speaker,
    /// So many bodies named before: “the three towns”.
    Counted(usize),
}

/// How sure the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// Only named where partnerships are told.
    Near,
    /// Joined by words.
    Said,
    /// Joined by words that need no second country: “twinned with”, “between”.
    Firm,
}

/// Names that a sentence joins.
#[derive(Debug, Clone)]
pub(super) struct Join {
    /// Names by their place.
    pub(super) names: Vec<usize>,
    pub(super) missing: Missing,
    pub(super) tie: Tie,
    /// The words that speak of this join.
    pub(super) part: Part,
}

/// A name that may be a party.
#[derive(Debug, Clone, Copy)]
struct Name {
    named: usize,
    body: BodyId,
    country: Option<Country>,
    intro: usize,
    end: usize,
}

/// Names in a row.
#[derive(Debug)]
struct Group {
    names: Vec<Name>,
    /// A preposition of company stands before it, governed by a word of partnership.
    is_with: bool,
    /// Held together by dashes.
    is_dashed: bool,
}

impl Group {
    fn first(&self) -> usize {
        self.names.first().map_or(0, |name| name.intro)
    }

    fn end(&self) -> usize {
        self.names.last().map_or(0, |name| name.end)
    }

    fn countries(&self) -> usize {
        let mut found: Vec<Country> = self.names.iter().filter_map(|name| name.country).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    }
}

/// What is known where a sentence begins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// The sentence before announced partners.
    pub(super) announced: bool,
    /// A sentence of the passage spoke of partnerships.
    pub(super) speaks: bool,
    /// Who is meant where a party is left out.
    pub(super) speaker: Option<BodyId>,
}

/// Reads the joins of sentences.
pub(super) struct Joiner<'a, 'd, 'g> {
    pub(super) analysis: &'a Analysis<'d, 'g>,
    pub(super) findings: &'a Findings,
}

impl Joiner<'_, '_, '_> {
    /// The joins of a sentence.
    pub(super) fn joins(&self, at: usize, around: Around) -> Vec<Join> {
        let Some(sentence) = self.analysis.sentences.get(at) else {
            return Vec::new();
        };
        let line = Line { sentence };
        let groups = self.groups(at, line);
        if groups.is_empty() {
            return Vec::new();
        }
        let mut joins = Vec::new();
        let mut used = vec![false; groups.len()];
        paired(line, &groups, &mut used, &mut joins);
        respectively(line, &groups, &mut used, &mut joins);
        between(line, &groups, &mut used, &mut joins);
        with(line, &groups, &mut used, &mut joins);
        called(line, &groups, &mut used, &mut joins);
        beside_partner_word(line, &groups, &mut used, &mut joins);
        dashed(line, &groups, &mut used, &mut joins);
        self.together(line, &groups, &mut used, around, &mut joins);
        if joins.is_empty() {
            alone(line, &groups, around, &mut joins);
        }
        joins
    }

    /// The bodies that the sentence names as possible parties, in order.
    pub(super) fn parties(&self, at: usize) -> Vec<usize> {
        self.names(at).iter().map(|name| name.named).collect()
    }

    fn names(&self, at: usize) -> Vec<Name> {
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
            let is_party = match roles.role(named) {
                Role::Party | Role::Lead => true,
                // “une halte à Aalen, jumelle de Saint-Lô”: what is added of it makes it a partner.
                Role::Venue => line.is_called_partner(one.words.2),
                _ => false,
            };
            if !is_party || line.is_aside(one.words.0) {
                continue;
            }
            // “Okhtyrka (région de Soumy)”: what holds the one before is said to place it.
            let holds = found.last().is_some_and(|before: &Name| {
                gazetteer.parents(before.body).any(|parent| parent == body) && before.end + 4 >= one.words.0
            });
            // “Alexandria, Virginia”: so does a region behind a comma.
            let is_region = |body: BodyId| gazetteer.level(body) == Level::First;
            let follows = found.last().is_some_and(|before: &Name| {
                before.end == one.words.0
                    && !is_region(before.body)
                    && line.gap(before.end) == Some(Gap::Comma)
            });
            if holds || (follows && is_region(body)) {
                continue;
            }
            found.push(Name {
                named,
                body,
                country: gazetteer.country(body),
                intro: one.words.0,
                end: one.words.2,
            });
        }
        found
    }

    fn groups(&self, at: usize, line: Line<'_>) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for name in self.names(at) {
            let is_with = line.is_with(name.intro, name.end);
            if let Some(group) = groups.last_mut() {
                let dashed = line.is_dashed(group.end(), name.intro);
                let starts_anew = is_with && !line.is_and_before(name.intro);
                let is_known = group.names.iter().any(|known| known.body == name.body);
                if !is_known && (dashed || (!starts_anew && self.is_joint(line, group.end(), name.intro))) {
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

    /// Whether only words of a list stand between two names: commas, “and”, dates, countries, brackets.
    fn is_joint(&self, line: Line<'_>, end: usize, next: usize) -> bool {
        if next < end || next - end > 16 {
            return false;
        }
        let words = &line.sentence.words;
        let mut has_mark = false;
        let mut depth = 0_i32;
        for at in end..=next {
            let Some(word) = words.get(at) else { return false };
            match word.gap {
                Gap::Open => depth += 1,
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
            if depth == 0 && !self.is_light(line, at, word) {
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

    fn is_light(&self, line: Line<'_>, at: usize, word: &Token) -> bool {
        let countries = self.analysis.resolver.countries();
        is_connector(&word.key)
            || type_words::levels_of(&word.key).is_some()
            || word.shape == Shape::Number
            || countries.by_key(&word.key).is_some()
            || countries.by_adjective(&word.key).is_some()
            || crate::document::dates::is_month(&word.key)
            || self.is_before_country(line, at, word)
            || line.cues_at(at).any(|cue| {
                matches!(
                    cue.concept,
                    Concept::Since | Concept::Also | Concept::Years | Concept::Establish
                )
            })
    }
}

impl Joiner<'_, '_, '_> {
    /// “Bad Homburg in Germany”: the preposition before a country, perhaps with an article.
    fn is_before_country(&self, line: Line<'_>, at: usize, word: &Token) -> bool {
        let countries = self.analysis.resolver.countries();
        let is_place = crate::document::find::is_place_word(&word.key, line.sentence.language.as_deref());
        is_place
            && (at + 1..at + 4).any(|next| {
                let next = line.sentence.words.get(next);
                next.is_some_and(|next| next.is_joined() && countries.by_key(&next.key).is_some())
            })
    }
}

/// Gives each partner of a list its own join, with the words around it as its part.
#[expect(
    clippy::too_many_arguments,
    reason = "a centre, a list, and what is said of both"
)]
fn star(
    centre: &[Name],
    missing: Missing,
    partners: &Group,
    tie: Tie,
    line: Line<'_>,
    joins: &mut Vec<Join>,
) {
    let count = partners.names.len();
    for (rank, name) in partners.names.iter().enumerate() {
        let next = partners.names.get(rank + 1);
        let to = next.map_or_else(|| clause_end(line, name.end), |next| next.intro);
        let from = if rank == 0 {
            name.intro.saturating_sub(6)
        } else {
            name.intro
        };
        let mut names: Vec<usize> = centre
            .iter()
            .filter(|one| one.body != name.body)
            .map(|one| one.named)
            .collect();
        names.push(name.named);
        joins.push(Join {
            names,
            missing,
            tie,
            part: if count == 1 {
                Part { from, to }
            } else {
                Part { from: name.intro, to }
            },
        });
    }
}

/// The end of the words about the last of a list: a stop, or a comma that no date follows.
fn clause_end(line: Line<'_>, from: usize) -> usize {
    let words = &line.sentence.words;
    (from..words.len())
        .find(|at| *at > from && words.get(*at).is_some_and(|word| word.gap == Gap::Stop))
        .unwrap_or(words.len())
}

/// “A and B, C and D, E – F”: a list of pairs, each of two countries.
fn paired(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
    let names: Vec<(usize, Name)> = groups
        .iter()
        .enumerate()
        .flat_map(|(place, group)| group.names.iter().map(move |name| (place, *name)))
        .collect();
    let mut pairs = Vec::new();
    for window in names.windows(2) {
        let [(place, one), (other_place, other)] = window else {
            continue;
        };
        let is_tied = line.is_dashed(one.end, other.intro) || line.is_plain_and(one.end, other.intro);
        let before = names
            .iter()
            .rev()
            .find(|(_, name)| name.end <= one.intro)
            .map_or(0, |(_, name)| name.end);
        // Before each pair stands a mark, or nothing of the list.
        let is_apart = before == 0 || (before..=one.intro).any(|at| line.is_mark(at));
        let behind = names.iter().find(|(_, name)| name.intro >= other.end);
        let is_closed = behind.is_none_or(|(_, name)| (other.end..=name.intro).any(|at| line.is_mark(at)));
        if is_tied && is_apart && is_closed && one.country != other.country {
            pairs.push((*place, *other_place, *one, *other));
        }
    }
    if pairs.len() < 2 {
        return;
    }
    for (rank, (place, other_place, one, other)) in pairs.iter().enumerate() {
        let to = pairs
            .get(rank + 1)
            .map_or(other.end, |(_, _, next, _)| next.intro);
        joins.push(Join {
            names: vec![one.named, other.named],
            missing: Missing::Nobody,
            tie: Tie::Said,
            part: Part { from: one.intro, to },
        });
        for place in [*place, *other_place] {
            used.get_mut(place).into_iter().for_each(|slot| *slot = true);
        }
    }
}

/// “A, B and C with D, E and F respectively”: first with first.
fn respectively(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
    let length = line.sentence.words.len();
    if line.says(Concept::Respectively, 0, length).is_none() {
        return;
    }
    for at in 1..groups.len() {
        let (Some(left), Some(right)) = (groups.get(at - 1), groups.get(at)) else {
            continue;
        };
        let count = left.names.len();
        if count < 2 || count != right.names.len() {
            continue;
        }
        for (one, other) in left.names.iter().zip(&right.names) {
            joins.push(Join {
                names: vec![one.named, other.named],
                missing: Missing::Nobody,
                tie: Tie::Said,
                part: Part { from: 0, to: length },
            });
        }
        for place in [at - 1, at] {
            if let Some(slot) = used.get_mut(place) {
                *slot = true;
            }
        }
        return;
    }
}

/// “between A, B and C”: one partnership of all.
fn between(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
    let length = line.sentence.words.len();
    let Some(cue) = line.says(Concept::Between, 0, length) else {
        return;
    };
    let Some(at) = groups
        .iter()
        .position(|group| group.first() >= cue.end && group.first() <= cue.end + 6)
    else {
        return;
    };
    let mut names: Vec<Name> = Vec::new();
    let mut end = cue.end;
    for (place, group) in groups.iter().enumerate().skip(at) {
        let is_next = place == at
            || (group.first() <= end + 10
                && line.is_unbroken(end, group.first())
                && (end..group.first())
                    .any(|at| line.sentence.words.get(at).is_some_and(|w| is_and(&w.key))));
        if !is_next || used.get(place).copied().unwrap_or(true) {
            break;
        }
        names.extend(&group.names);
        end = group.end();
        if let Some(slot) = used.get_mut(place) {
            *slot = true;
        }
        if names.len() > 1 {
            break;
        }
    }
    let speaks = line.speaks(0, length);
    if !speaks || names.is_empty() {
        return;
    }
    if names.len() == 1 {
        names.extend(other_side(line, groups, (at, end), used));
    }
    let missing = if names.len() == 1 {
        Missing::Speaker
    } else {
        Missing::Nobody
    };
    // “closer to the people between Herdern and Haslach”: only what is said to be between them joins two of a country.
    let is_governed = line.cues_from(cue.first.saturating_sub(8), cue.first).any(|cue| {
        (SPEAKING.contains(&cue.concept) && cue.concept != Concept::PartnerBody)
            || cue.concept == Concept::Sign
    });
    joins.push(Join {
        names: names.iter().map(|name| name.named).collect(),
        missing,
        tie: if is_governed { Tie::Firm } else { Tie::Said },
        part: Part { from: 0, to: length },
    });
}

/// “between A, home of this and that, and the city of B”: what is told of A stands between “between” and “and”.
fn other_side(line: Line<'_>, groups: &[Group], (at, end): (usize, usize), used: &mut [bool]) -> Vec<Name> {
    let country = groups.get(at).and_then(|group| group.names.first()?.country);
    let is_joined = |group: &Group| {
        let before = group.first().saturating_sub(2)..group.first();
        group.first() > end
            && line
                .sentence
                .words
                .get(before)
                .is_some_and(|words| words.iter().any(|word| is_and(&word.key)))
            && group
                .names
                .first()
                .is_some_and(|name| name.country.is_some() && name.country != country)
    };
    let found = (at + 1..groups.len()).find(|place| groups.get(*place).is_some_and(is_joined));
    let Some((place, group)) = found.and_then(|place| Some((place, groups.get(place)?))) else {
        return Vec::new();
    };
    if let Some(slot) = used.get_mut(place) {
        *slot = true;
    }
    group.names.clone()
}

/// “A has an agreement with B”: the one before, or whoever speaks, with each of those behind.
fn with(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
    let length = line.sentence.words.len();
    for (at, group) in groups.iter().enumerate() {
        if !group.is_with || used.get(at).copied().unwrap_or(true) {
            continue;
        }
        let is_before = |place: &usize| {
            groups.get(*place).is_some_and(|one| {
                !one.is_with && one.first() < group.first() && line.is_unbroken(one.end(), group.first())
            })
        };
        let before = (0..at)
            .rev()
            .find(is_before)
            .or_else(|| headword(line, groups, at));
        let ours = line
            .says(Concept::Our, group.first().saturating_sub(8), group.first())
            .is_some();
        let counted = line.counted(0, group.first());
        let behind = groups.get(at + 1).filter(|next| {
            !next.is_with
                && line.speaks(group.end(), group.end() + 8)
                && line.is_unbroken(group.end(), next.first())
        });
        let (centre, missing): (&[Name], Missing) =
            match (before.and_then(|place| groups.get(place)), counted) {
                (None, Some(count)) => (&[], Missing::Counted(count)),
                (Some(one), _) if !ours || one.names.len() > 1 => (&one.names, Missing::Nobody),
                (None, None) if behind.is_some_and(|next| next.names.len() == 1) && !ours => {
                    (behind.map_or(&[], |next| next.names.as_slice()), Missing::Nobody)
                }
                _ => (&[], Missing::Speaker),
            };
        let centre_place = before.filter(|_| missing == Missing::Nobody);
        for place in centre_place.into_iter().chain([at]) {
            used.get_mut(place).into_iter().for_each(|slot| *slot = true);
        }
        let is_one =
            group.names.len() > 1 && (line.says(Concept::Jointly, 0, length).is_some() || centre.len() > 1);
        if is_one {
            let mut names: Vec<usize> = centre.iter().map(|name| name.named).collect();
            names.extend(group.names.iter().map(|name| name.named));
            joins.push(Join {
                names,
                missing,
                tie: Tie::Firm,
                part: Part { from: 0, to: length },
            });
        } else {
            star(centre, missing, group, Tie::Firm, line, joins);
            go_on_with(
                line,
                groups,
                (at, used),
                |more, joins| {
                    star(centre, missing, more, Tie::Said, line, joins);
                },
                joins,
            );
        }
    }
}

/// “Beispiel Wolfsburg: Die Partnerschaft mit B”: the one that the sentence names as its subject, of the groups before.
fn headword(line: Line<'_>, groups: &[Group], at: usize) -> Option<usize> {
    let first = groups.first().filter(|_| at > 0)?;
    let is_subject = first.names.len() == 1 && line.is_headword(first.first(), first.end());
    is_subject.then_some(0)
}

/// “twinned with A in X, B in the Y of Z and C”: the list goes on behind what is said of its members.
fn go_on_with(
    line: Line<'_>,
    groups: &[Group],
    (at, used): (usize, &mut [bool]),
    tell: impl Fn(&Group, &mut Vec<Join>),
    joins: &mut Vec<Join>,
) {
    for place in at + 1..groups.len() {
        let (Some(before), Some(more)) = (groups.get(place - 1), groups.get(place)) else {
            return;
        };
        let is_marked = (before.end()..=more.first()).any(|at| {
            line.gap(at) == Some(Gap::Comma)
                || line.sentence.words.get(at).is_some_and(|word| is_and(&word.key))
        });
        let goes_on = is_list_on(line, groups, place)
            && line.is_unbroken(before.end(), more.first() + 1)
            && !line.speaks(before.end(), more.first())
            && is_marked;
        match used.get_mut(place) {
            Some(slot) if goes_on && !*slot => *slot = true,
            _ => return,
        }
        tell(more, joins);
    }
}

/// Words between a list and what it is called.
const CALLED: usize = 4;

/// “A gained B, C and D as sister cities”, “A zählt B und C zu seinen Partnerstädten”: of the one before, those called so.
fn called(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
    for (at, group) in groups.iter().enumerate().skip(1) {
        let Some(owner) = at.checked_sub(1).and_then(|before| groups.get(before)) else {
            continue;
        };
        let is_free = [at - 1, at]
            .iter()
            .all(|place| !used.get(*place).copied().unwrap_or(true));
        let end = group.end();
        let is_called = line
            .says(Concept::PartnerBody, end, end + CALLED)
            .is_some_and(|cue| {
                line.sentence
                    .words
                    .get(end..cue.first)
                    .is_some_and(|words| words.iter().any(|word| calls(&word.key)))
            });
        let [subject] = owner.names.as_slice() else {
            continue;
        };
        let is_abroad = group.names.iter().all(|name| name.country != subject.country);
        if !(is_free && is_called && is_abroad && line.is_unbroken(owner.end(), end)) || group.is_with {
            continue;
        }
        star(&owner.names, Missing::Nobody, group, Tie::Said, line, joins);
        for place in [at - 1, at] {
            used.get_mut(place).into_iter().for_each(|slot| *slot = true);
        }
    }
}

/// Words between names and what they are called: “as”, “its”, “zu seinen”.
fn calls(key: &str) -> bool {
    matches!(
        key,
        "as" | "its"
            | "their"
            | "comme"
            | "pour"
            | "ses"
            | "als"
            | "zu"
            | "seine"
            | "seinen"
            | "ihre"
            | "ihren"
            | "як"
            | "своїми"
            | "своїм"
            | "jako"
            | "swoimi"
            | "swoim"
            | "za"
    )
}

/// Words between whose partners they are and their names.
fn are(key: &str) -> bool {
    matches!(
        key,
        "are" | "include" | "includes" | "is" | "sont" | "est" | "sind" | "ist" | "sa" | "to" | "є"
    )
}

/// “our twin town B”, “A’s partners: B, C and D”, “B, twin town of A since 1990”.
#[expect(clippy::too_many_lines, reason = "one case for each place of the word")]
fn beside_partner_word(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
    let length = line.sentence.words.len();
    let mut done = 0;
    let cues: Vec<Cue> = line
        .cues_from(0, length)
        .copied()
        .filter(|cue| cue.concept == Concept::PartnerBody)
        .collect();
    for cue in cues {
        if cue.first < done {
            continue;
        }
        done = cue.end;
        let next = groups
            .iter()
            .position(|group| group.first() >= cue.end && group.first() <= cue.end + 5);
        let before = groups
            .iter()
            .rposition(|group| group.end() <= cue.first && line.is_unbroken(group.end(), cue.first))
            .or_else(|| headword(line, groups, next.unwrap_or(groups.len())));
        // “A and B have become twins”: they are each other's.
        let mutual = before.and_then(|place| groups.get(place));
        if mutual.is_some_and(|group| is_mutual(line, group, cue)) {
            continue;
        }
        let is_free = |place: &usize| !used.get(*place).copied().unwrap_or(true);
        let ours = line
            .says(Concept::Our, cue.first.saturating_sub(3), cue.first + 1)
            .is_some();
        let apposed = before.filter(|place| {
            groups.get(*place).is_some_and(|group| {
                group.end() + 4 >= cue.first
                    && (group.end()..=cue.first).any(|at| {
                        matches!(
                            line.gap(at),
                            Some(Gap::Comma | Gap::Dash | Gap::Open | Gap::Close)
                        )
                    })
            })
        });
        let Some((centre, partners, missing)) = sides(line, groups, cue, (next, before, apposed), ours)
        else {
            continue;
        };
        if !is_free(&partners) {
            continue;
        }
        let Some(group) = groups.get(partners) else {
            continue;
        };
        let names = centre
            .and_then(|place| groups.get(place))
            .map_or(&[][..], |one| one.names.as_slice());
        star(names, missing, group, Tie::Firm, line, joins);
        for place in centre.into_iter().chain([partners]) {
            if let Some(slot) = used.get_mut(place) {
                *slot = true;
            }
        }
        // “ma sześć miast partnerskich: A, B na Słowacji, węgierskie C …”: behind a colon all that follow are meant.
        let is_list = group.names.len() > 1 || line.gap(group.first()) == Some(Gap::Stop);
        if is_list && partners == next.unwrap_or(usize::MAX) {
            for place in partners + 1..groups.len() {
                let Some(more) = groups.get(place).filter(|_| is_list_on(line, groups, place)) else {
                    break;
                };
                star(names, missing, more, Tie::Said, line, joins);
                if let Some(slot) = used.get_mut(place) {
                    *slot = true;
                }
            }
        }
    }
}

/// “A and B have become twins”: names of two countries, called so, are each other's partners and not another's.
fn is_mutual(line: Line<'_>, group: &Group, cue: Cue) -> bool {
    group.countries() > 1
        && (group.end()..=group.end() + CALLED).contains(&cue.first)
        && !(group.end()..=cue.first).any(|at| line.gap(at) == Some(Gap::Comma))
        && line.says(Concept::Our, group.end(), cue.end).is_none()
}

/// “A and B have been sister cities for years”, and not those of a third.
fn are_twins(line: Line<'_>, group: &Group) -> bool {
    let end = group.end();
    line.says(Concept::PartnerBody, end, end + CALLED + 1)
        .is_some_and(|cue| is_mutual(line, group, cue) && !is_owned(line, cue))
}

/// “B and C are twin towns of A”: what is said to be somebody's.
fn is_owned(line: Line<'_>, cue: Cue) -> bool {
    line.sentence.words.get(cue.end).is_some_and(is_of)
}

/// Whether what follows the word is whose the thing before it is.
fn is_of(word: &Token) -> bool {
    matches!(
        word.key.as_str(),
        "of" | "de" | "du" | "d" | "von" | "der" | "des"
    )
}

/// Whether a list goes on: no verb of partnership starts anew.
fn is_list_on(line: Line<'_>, groups: &[Group], place: usize) -> bool {
    let Some((before, group)) = place
        .checked_sub(1)
        .and_then(|at| groups.get(at))
        .zip(groups.get(place))
    else {
        return false;
    };
    !group.is_with
        && group.first() <= before.end() + 14
        && line.says(Concept::Sign, before.end(), group.first()).is_none()
}

/// Who is the centre and who the partners around a word for a partner: groups by their place.
fn sides(
    line: Line<'_>,
    groups: &[Group],
    cue: Cue,
    (next, before, apposed): (Option<usize>, Option<usize>, Option<usize>),
    ours: bool,
) -> Option<(Option<usize>, usize, Missing)> {
    let is_genitive = |place: usize| {
        let Some(group) = groups.get(place).filter(|group| group.first() <= cue.end + 4) else {
            return false;
        };
        let between = line
            .sentence
            .words
            .get(cue.end..group.first().max(cue.end))
            .unwrap_or_default();
        between.iter().rev().take(2).any(is_of)
            && line.is_unbroken(cue.end, group.first() + 1)
            && line.gap(group.first()) != Some(Gap::Comma)
    };
    // “The twins of A are B, C and D”.
    let goes_on = |next: usize| {
        let groups = groups.get(next).zip(groups.get(next + 1));
        groups.is_some_and(|(owner, others)| {
            owner.names.len() == 1
                && others.first() <= owner.end() + CALLED
                && line
                    .sentence
                    .words
                    .get(owner.end()..others.first())
                    .is_some_and(|words| words.iter().any(|word| are(&word.key)))
        })
    };
    match (next, apposed) {
        (Some(next), None) if is_genitive(next) && goes_on(next) => {
            Some((Some(next), next + 1, Missing::Nobody))
        }
        // “B, twin town of A”.
        (Some(next), Some(apposed)) if is_genitive(next) && !ours => {
            Some((Some(next), apposed, Missing::Nobody))
        }
        (_, Some(apposed)) if ours || next.is_none() => Some((None, apposed, Missing::Speaker)),
        (Some(next), _) => {
            let centre =
                before.filter(|place| !ours && groups.get(*place).is_some_and(|one| one.names.len() == 1));
            let missing = if centre.is_some() {
                Missing::Nobody
            } else {
                Missing::Speaker
            };
            Some((centre, next, missing))
        }
        _ => None,
    }
}

/// “Nantes – Kherson”: names that dashes tie, of more than one country.
fn dashed(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
    let length = line.sentence.words.len();
    for (at, group) in groups.iter().enumerate() {
        let is_free = !used.get(at).copied().unwrap_or(true);
        if !group.is_dashed || !is_free || group.countries() < 2 || line.has_score(group.end()) {
            continue;
        }
        joins.push(Join {
            names: group.names.iter().map(|name| name.named).collect(),
            missing: Missing::Nobody,
            tie: if line.speaks(0, length) {
                Tie::Said
            } else {
                Tie::Near
            },
            part: Part { from: 0, to: length },
        });
        if let Some(slot) = used.get_mut(at) {
            *slot = true;
        }
    }
}

impl Joiner<'_, '_, '_> {
    /// “A, B and C signed”: one list of several countries and a word of partnership; or just two names.
    #[expect(
        clippy::too_many_arguments,
        reason = "the line, what is used up, and what stands around it"
    )]
    fn together(
        &self,
        line: Line<'_>,
        groups: &[Group],
        used: &mut [bool],
        around: Around,
        joins: &mut Vec<Join>,
    ) {
        let length = line.sentence.words.len();
        let ends = || {
            line.cues_from(0, length)
                .any(|cue| matches!(cue.concept, Concept::End | Concept::Suspend))
        };
        if !(line.speaks(0, length) || around.speaks && ends()) {
            return;
        }
        let free: Vec<usize> = (0..groups.len())
            .filter(|at| !used.get(*at).copied().unwrap_or(true))
            .collect();
        let all = |names: Vec<usize>| Join {
            names,
            missing: Missing::Nobody,
            tie: Tie::Said,
            part: Part { from: 0, to: length },
        };
        let gazetteer = self.analysis.resolver.gazetteer();
        let home = around.speaker.and_then(|body| gazetteer.country(body));
        let of_partners = line.says(Concept::PartnerBody, 0, length).is_some();
        let mut is_done = !joins.is_empty();
        for at in &free {
            let Some(group) = groups.get(*at).filter(|group| group.names.len() > 1) else {
                continue;
            };
            let is_foreign = home.is_some() && group.names.iter().all(|name| name.country != home);
            if is_foreign
                && !are_twins(line, group)
                && (of_partners || group.names.len() > 2)
                && line.says(Concept::Sign, 0, length).is_none()
            {
                // “Kursk, Rostov and Petrozavodsk are off the list of sister cities”: of whoever speaks.
                star(&[], Missing::Speaker, group, Tie::Said, line, joins);
            } else if group.countries() > 1 && line.speaks(0, length) {
                joins.push(all(group.names.iter().map(|name| name.named).collect()));
            } else {
                continue;
            }
            used.get_mut(*at).into_iter().for_each(|slot| *slot = true);
            is_done = true;
        }
        let left: Vec<&Group> = free
            .iter()
            .filter(|at| !used.get(**at).copied().unwrap_or(true))
            .filter_map(|at| groups.get(*at))
            .collect();
        let [one, other] = left.as_slice() else { return };
        let differ = one
            .names
            .iter()
            .all(|a| other.names.iter().all(|b| a.country != b.country));
        if !is_done && differ && one.names.len() + other.names.len() <= 4 {
            let names = one
                .names
                .iter()
                .chain(&other.names)
                .map(|name| name.named)
                .collect();
            joins.push(all(names));
        }
    }
}

/// Names that stand alone where partnerships are told: partners of whoever speaks.
fn alone(line: Line<'_>, groups: &[Group], around: Around, joins: &mut Vec<Join>) {
    let length = line.sentence.words.len();
    let speaks = line.speaks(0, length);
    for group in groups {
        let near = line.speaks(group.first().saturating_sub(6), group.first())
            || line.speaks(group.end(), group.end() + 4);
        let is_dated = line.says(Concept::Since, group.end(), group.end() + 3).is_some()
            || line.has_year(group.first().saturating_sub(4), group.end() + 4);
        let is_list = group.names.len() > 2;
        let goes_on = (around.announced || around.speaks) && (is_list || is_dated || around.announced);
        if speaks || goes_on {
            let tie = if near { Tie::Said } else { Tie::Near };
            star(&[], Missing::Speaker, group, tie, line, joins);
        }
    }
}
