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
use super::called::{are_twins, beside_partner_word, called, has_own, is_list_on, mutual};
use super::groups::{Group, Name};
use super::line_words::Line;
use super::roles::is_and;
use super::series::{clauses, introduced, pair_line, paired, respectively};
use super::standing::Part;
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape, Token};
use crate::document::{Analysis, Sentence};
use crate::gazetteer::BodyId;
use crate::resolve::type_words;
use vocabulary::Level;

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

/// What is known where a sentence begins.
#[derive(Debug, Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing of what stands before"
)]
pub(super) struct Around {
    /// The sentence before announced partners.
    pub(super) announced: bool,
    /// A sentence of the passage spoke of partnerships.
    pub(super) speaks: bool,
    /// The sentence before asked about the partners of one body, or is the one that “its” points to.
    pub(super) asked: bool,
    /// A heading over the sentence speaks of partners.
    pub(super) headed: bool,
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
        pair_line(line, &groups, &mut used, around, &mut joins);
        paired(line, &groups, &mut used, around, &mut joins);
        respectively(line, &groups, &mut used, &mut joins);
        between_one_and_several(line, &groups, &mut used, &mut joins);
        for cue in line.cues_from(0, line.sentence.words.len()) {
            if cue.concept == Concept::Between {
                between(line, *cue, (&groups, &mut used), &mut joins);
            }
        }
        with(line, &groups, &mut used, &mut joins);
        called(line, &groups, &mut used, &mut joins);
        beside_partner_word(line, &groups, &mut used, &mut joins);
        mutual(line, &groups, &mut used, around, &mut joins);
        clauses(line, &groups, &mut used, around, &mut joins);
        introduced(line, &groups, &mut used, around, &mut joins);
        following(line, &groups, &mut used, around, &mut joins);
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
}

/// Gives each partner of a list its own join, with the words around it as its part.
#[expect(
    clippy::too_many_arguments,
    reason = "a centre, a list, and what is said of both"
)]
pub(super) fn star(
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

/// “between A, B and C”: one partnership of all.
fn between(line: Line<'_>, cue: Cue, (groups, used): (&[Group], &mut [bool]), joins: &mut Vec<Join>) {
    let length = line.sentence.words.len();
    let Some(at) = governed(groups, cue) else {
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
    let tie = if is_governed { Tie::Firm } else { Tie::Said };
    if let [one, several @ ..] = names.as_slice()
        && is_one_and_several(line, one, several)
    {
        let several = Group {
            names: several.to_vec(),
            is_with: false,
            is_dashed: false,
        };
        star(&[*one], missing, &several, tie, line, joins);
        return;
    }
    joins.push(Join {
        names: names.iter().map(|name| name.named).collect(),
        missing,
        tie,
        part: Part { from: 0, to: length },
    });
}

/// “between the town of A and the towns of B and C”: a partnership of A with each.
fn is_one_and_several(line: Line<'_>, one: &Name, several: &[Name]) -> bool {
    let [next, _, ..] = several else { return false };
    let typed = |from: usize, to: usize, is_one: bool| {
        let words = line.sentence.words.get(from..to).unwrap_or_default();
        words.iter().any(|word| {
            type_words::levels_of(&word.key).is_some() && type_words::is_of_one(&word.key) == is_one
        })
    };
    typed(one.intro.saturating_sub(2), one.end, true) && typed(one.end, next.end, false)
}

/// The group that “between” governs.
fn governed(groups: &[Group], cue: Cue) -> Option<usize> {
    let reach = cue.end..=cue.end + 6;
    groups.iter().position(|group| reach.contains(&group.first()))
}

/// “between A and its twin towns: B and C”: one partnership of A with each.
fn between_one_and_several(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
    let cue = line.says(Concept::Between, 0, line.sentence.words.len());
    let Some(at) = cue.and_then(|cue| governed(groups, cue)) else {
        return;
    };
    if let (Some(one), Some(list)) = (groups.get(at), groups.get(at + 1))
        && is_led_list(line, one.end(), list)
        && [at, at + 1].iter().all(|place| used.get(*place) == Some(&false))
    {
        used.iter_mut().skip(at).take(2).for_each(|slot| *slot = true);
        star(&one.names, Missing::Nobody, list, Tie::Firm, line, joins);
    }
}

/// Whether a list is led in by “and” and words for bodies.
fn is_led_list(line: Line<'_>, end: usize, list: &Group) -> bool {
    let words = line.sentence.words.get(end..list.first()).unwrap_or_default();
    let is_plain = |word: &Token| word.shape == Shape::Lower && word.is_joined();
    words.first().is_some_and(|word| is_and(&word.key))
        && words.iter().all(is_plain)
        && words
            .iter()
            .skip(1)
            .any(|word| type_words::levels_of(&word.key).is_some())
        && matches!(line.gap(list.first()), Some(Gap::Stop | Gap::Dash | Gap::Comma))
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
        let (centre, missing) = centre(line, groups, at, before);
        let centre_place = before.filter(|_| missing == Missing::Nobody);
        for place in centre_place.into_iter().chain([at]) {
            used.get_mut(place).into_iter().for_each(|slot| *slot = true);
        }
        if let Some(each) = before.and_then(|place| groups.get(place))
            && are_each_of(line, each, group)
        {
            star(&group.names, Missing::Nobody, each, Tie::Firm, line, joins);
            continue;
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
                    star(centre, missing, more, Tie::Firm, line, joins);
                },
                joins,
            );
        }
    }
}

/// “Beispiel Wolfsburg: Die Partnerschaft mit B”: the one that the sentence names as its subject, of the groups before.
pub(super) fn headword(line: Line<'_>, groups: &[Group], at: usize) -> Option<usize> {
    let first = groups.first().filter(|_| at > 0)?;
    let is_subject = first.names.len() == 1 && line.is_headword(first.first(), first.end());
    is_subject.then_some(0)
}

/// Who keeps company with the group at a place: the one before, the only one behind, or whoever speaks.
fn centre<'g>(
    line: Line<'_>,
    groups: &'g [Group],
    at: usize,
    before: Option<usize>,
) -> (&'g [Name], Missing) {
    let Some(group) = groups.get(at) else {
        return (&[], Missing::Speaker);
    };
    let ours = line
        .says(Concept::Our, group.first().saturating_sub(8), group.first())
        .is_some();
    let behind = groups.get(at + 1).filter(|next| {
        !next.is_with
            && line.speaks(group.end(), group.end() + 8)
            && line.is_unbroken(group.end(), next.first())
    });
    let before = before.and_then(|place| groups.get(place));
    match (before, line.counted(0, group.first())) {
        (None, Some(count)) => (&[], Missing::Counted(count)),
        (Some(one), _) if !ours || one.names.len() > 1 => (&one.names, Missing::Nobody),
        (None, None) if behind.is_some_and(|next| next.names.len() == 1) && !ours => {
            (behind.map_or(&[], |next| next.names.as_slice()), Missing::Nobody)
        }
        _ => (&[], Missing::Speaker),
    }
}

/// “A (Italy), B (Wales) and C (Germany) are twinned with D”: towns of several countries, each with D.
fn are_each_of(line: Line<'_>, each: &Group, one: &Group) -> bool {
    let [partner] = one.names.as_slice() else {
        return false;
    };
    each.names.len() > 2
        && line.says(Concept::Twinning, each.end(), one.first()).is_some()
        && each.countries() == each.names.len()
        && each.names.iter().all(|name| name.country != partner.country)
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
        // “keeps its pact with A and urges B”: the mark stands right before the next name.
        let is_marked = line.gap(more.first()) == Some(Gap::Comma) || line.is_and_before(more.first());
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

/// “Nantes – Kherson”: names that dashes tie, of more than one country.
fn dashed(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
    let length = line.sentence.words.len();
    for (at, group) in groups.iter().enumerate() {
        let is_free = !used.get(at).copied().unwrap_or(true);
        // “Städtepartnerschaft A–B”: what is called so needs no second country.
        let is_called = line
            .cues_from(group.first().saturating_sub(2), group.first())
            .any(|cue| {
                matches!(cue.concept, Concept::Twinning | Concept::Partnership) && cue.end == group.first()
            })
            && group.names.len() == 2
            && line.gap(group.first()) == Some(Gap::Space);
        let is_pair = group.countries() > 1 || is_called;
        if !group.is_dashed || !is_free || !is_pair || line.has_score(group.end()) {
            continue;
        }
        let tie = match (is_called, line.speaks(0, length)) {
            (true, _) => Tie::Firm,
            (_, true) => Tie::Said,
            (_, false) => Tie::Near,
        };
        let mut ties = group
            .names
            .windows(2)
            .map(|pair| matches!(pair, [one, other] if line.is_dashed(one.end, other.intro)));
        let is_first_tied = ties.next() == Some(true);
        match group.names.as_slice() {
            // “A – B, C”: what stands behind the dash is a list of A's partners.
            [centre, partners @ ..]
                if is_first_tied && partners.len() > 1 && ties.all(|is_tied| !is_tied) =>
            {
                let partners = Group {
                    names: partners.to_vec(),
                    is_with: false,
                    is_dashed: false,
                };
                star(&[*centre], Missing::Nobody, &partners, tie, line, joins);
            }
            names => joins.push(Join {
                names: names.iter().map(|name| name.named).collect(),
                missing: Missing::Nobody,
                tie,
                part: Part { from: 0, to: length },
            }),
        }
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
            if has_own(line, group) || are_guests(line, group) {
                continue;
            }
            let is_foreign = home.is_some() && group.names.iter().all(|name| name.country != home);
            if is_foreign
                && !are_twins(line, group)
                && (of_partners || group.names.len() > 2)
                && line.says(Concept::Sign, 0, length).is_none()
            {
                // “Kursk, Rostov and Petrozavodsk are off the list of sister cities”: of whoever speaks.
                star(&[], Missing::Speaker, group, Tie::Said, line, joins);
            } else if group.countries() > 1 && line.speaks(0, length) && self.are_of_one_sort(group) {
                joins.push(all(group.names.iter().map(|name| name.named).collect()));
            } else {
                continue;
            }
            used.get_mut(*at).into_iter().for_each(|slot| *slot = true);
            is_done = true;
        }
        let mut left = free
            .iter()
            .filter(|at| !used.get(**at).copied().unwrap_or(true))
            .filter_map(|at| groups.get(*at));
        if let (false, Some(one), Some(other), None) = (is_done, left.next(), left.next(), left.next()) {
            joins.extend(two_of_two(one, other).map(all));
        }
    }
}

impl Joiner<'_, '_, '_> {
    /// Whether the names mean regions all, or towns all: “the bands of A and groups from Bavaria” are not each other's.
    fn are_of_one_sort(&self, group: &Group) -> bool {
        let gazetteer = self.analysis.resolver.gazetteer();
        let is_region = |name: &Name| gazetteer.level(name.body) == Level::First;
        let regions = group.names.iter().filter(|name| is_region(name)).count();
        regions == 0 || regions == group.names.len() || group.names.len() == 2
    }
}

/// “Mayors of A, B and C took part in the conference of partnerships”: guests, as long as nobody signs.
fn are_guests(line: Line<'_>, group: &Group) -> bool {
    group.names.len() > 2 && line.gathers()
}

/// The names of two short groups, if no country stands in both: “the mayor of A met in B with C”.
fn two_of_two(one: &Group, other: &Group) -> Option<Vec<usize>> {
    let differ = one
        .names
        .iter()
        .all(|a| other.names.iter().all(|b| a.country != b.country));
    let names = one.names.iter().chain(&other.names);
    (differ && names.clone().count() <= 4).then(|| names.map(|name| name.named).collect())
}

/// “Later Riom, Unterhaching and Feldbach were added” where partners are told: more of whoever speaks.
fn following(line: Line<'_>, groups: &[Group], used: &mut [bool], around: Around, joins: &mut Vec<Join>) {
    let follows = line.says(Concept::Follow, 0, line.sentence.words.len()).is_some();
    if !(follows && (around.speaks || around.announced)) {
        return;
    }
    for (at, group) in groups.iter().enumerate() {
        if used.get(at) == Some(&false) {
            used.get_mut(at).into_iter().for_each(|slot| *slot = true);
            star(&[], Missing::Speaker, group, Tie::Said, line, joins);
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
        if (speaks || goes_on) && !has_own(line, group) && !are_guests(line, group) {
            let tie = if near || around.asked {
                Tie::Said
            } else {
                Tie::Near
            };
            star(&[], Missing::Speaker, group, tie, line, joins);
        }
    }
}
