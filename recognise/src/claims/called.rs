//! Names beside a word for a partner: “our twin town B”, “A’s partners: B, C and D”, “B, twin town of A”, “A gained B as a
//! sister”.
//!
//! In: the groups of a sentence and its words. Out: joins of whoever has the partners with each of them.
//!
//! # Invariants
//! What is said to be somebody's is theirs and not the speaker's.

use super::groups::{Group, is_subject};
use super::joining::{Around, Join, Missing, Tie, headword, star};
use super::line_words::Line;
use super::standing::Part;
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::Gap;

/// Words between a list and what it is called.
const CALLED: usize = 4;

/// “A gained B, C and D as sister cities”, “A zählt B und C zu seinen Partnerstädten”: of the one before, those called so.
pub(super) fn called(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
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
            .is_some_and(|cue| line.says(Concept::CalledAs, end, cue.first).is_some());
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

/// “our twin town B”, “A’s partners: B, C and D”, “B, twin town of A since 1990”.
#[expect(clippy::too_many_lines, reason = "one case for each place of the word")]
pub(super) fn beside_partner_word(
    line: Line<'_>,
    groups: &[Group],
    used: &mut [bool],
    joins: &mut Vec<Join>,
) {
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
        if is_list && next.is_some_and(|next| partners == next || partners == next + 1) {
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

/// Words between two names and what they signed, or before them.
const SIGNED: usize = 4;

/// Words of a line beside the two names of a pair.
const BESIDE: usize = 2;

/// “A and B are partner towns”, “A and B signed a memorandum”, “the pact that A and B will sign”, “A and B” alone under
/// a heading of partners: two of one country, said to be each other's.
pub(super) fn mutual(
    line: Line<'_>,
    groups: &[Group],
    used: &mut [bool],
    around: Around,
    joins: &mut Vec<Join>,
) {
    let length = line.sentence.words.len();
    for (at, group) in groups.iter().enumerate() {
        let is_free = used.get(at) == Some(&false) && !group.is_with;
        let (first, end) = (group.first(), group.end());
        let is_pair = group.names.len() == 2 && group.countries() == 1;
        if !(is_free && is_pair) || has_own(line, group) {
            continue;
        }
        let called = line
            .says(Concept::PartnerBody, end, end + CALLED + 1)
            .filter(|cue| line.is_unbroken(end, cue.end) && !is_owned(line, *cue));
        let is_called = called.is_some_and(|cue| {
            line.says(Concept::Our, end, cue.end).is_none()
                && !(end..=cue.first).any(|at| line.gap(at) == Some(Gap::Comma))
        });
        let sign = |from: usize, to: usize| line.says(Concept::Sign, from, to).is_some();
        let is_signed = line.names_paper(0, length)
            && (sign(end, end + SIGNED) || sign(first.saturating_sub(SIGNED), first));
        let is_listed = around.headed
            && first <= 1
            && end + BESIDE >= length
            && line.is_and_before(group.names.last().map_or(0, |name| name.intro));
        if is_called || is_signed || is_listed || is_bound(line, groups, at) {
            joins.push(Join {
                names: group.names.iter().map(|name| name.named).collect(),
                missing: Missing::Nobody,
                tie: Tie::Firm,
                part: Part { from: 0, to: length },
            });
            used.get_mut(at).into_iter().for_each(|slot| *slot = true);
        }
    }
}

/// “A and B are twinned”, “A und B sind in einer Städtepartnerschaft verbunden”: nobody else is said to be.
fn is_bound(line: Line<'_>, groups: &[Group], at: usize) -> bool {
    let Some(end) = groups.get(at).map(Group::end) else {
        return false;
    };
    let is_alone = groups.get(at + 1).is_none();
    let are = line.says(Concept::Are, end, end + 2);
    let twinning = line.says(Concept::Twinning, end, end + BOUND);
    is_alone
        && are.zip(twinning).is_some_and(|(are, twinning)| {
            are.end <= twinning.first
                && line.is_unbroken(end, twinning.end)
                && line.says(Concept::With, twinning.end, twinning.end + 3).is_none()
                && line.says(Concept::Not, end, twinning.first).is_none()
        })
}

/// Words from two names to what binds them.
const BOUND: usize = 9;

/// “A and B have been sister cities for years”, and not those of a third.
pub(super) fn are_twins(line: Line<'_>, group: &Group) -> bool {
    let end = group.end();
    line.says(Concept::PartnerBody, end, end + CALLED + 1)
        .is_some_and(|cue| is_mutual(line, group, cue) && !is_owned(line, cue))
}

/// “A and B have left their twins”: the partners that are spoken of are theirs, and nobody names them.
pub(super) fn has_own(line: Line<'_>, group: &Group) -> bool {
    let length = line.sentence.words.len();
    let mut partners = line.cues_from(group.end(), length);
    partners.any(|cue| {
        cue.concept == Concept::PartnerBody
            && line
                .says(Concept::Their, cue.first.saturating_sub(2), cue.first)
                .is_some()
            && !(group.end()..=cue.first).any(|at| matches!(line.gap(at), Some(Gap::Comma | Gap::Stop)))
    })
}

/// “B and C are twin towns of A”: what is said to be somebody's.
fn is_owned(line: Line<'_>, cue: Cue) -> bool {
    line.says(Concept::Of, cue.end, cue.end + 1).is_some()
}

/// Whether a list goes on: no verb of partnership starts anew.
pub(super) fn is_list_on(line: Line<'_>, groups: &[Group], place: usize) -> bool {
    let Some((before, group)) = place
        .checked_sub(1)
        .and_then(|at| groups.get(at))
        .zip(groups.get(place))
    else {
        return false;
    };
    let next = groups.get(place + 1).filter(|next| next.is_with);
    let has_partner = |next: &Group| match (group.names.as_slice(), next.names.first()) {
        ([subject], Some(name)) => is_subject(line, before, (*subject, *name)),
        _ => false,
    };
    !group.is_with
        && !next.is_some_and(has_partner)
        && !line.begins_clause(group.first(), group.end())
        && group.first() <= before.end() + 14
        && line.says(Concept::Sign, before.end(), group.first()).is_none()
}

/// What makes a name behind a word for a partner whose partners are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owned {
    /// A word: “the twins of A”.
    ByWord,
    /// A word, or the genitive alone where a language has it: “партнери міста A”.
    ByCase,
}

/// Languages whose genitive needs no word.
const CASES: [&str; 2] = ["uk", "pl"];

/// Words between a word for a partner and whose partners are meant.
const OWNER: usize = 4;

/// Whether a name that begins at a word is whose partners the word before it means.
fn is_owner(line: Line<'_>, cue: Cue, first: usize, how: Owned) -> bool {
    let is_near = (cue.end..=cue.end + OWNER).contains(&first)
        && line.is_unbroken(cue.end, first + 1)
        && line.gap(first) != Some(Gap::Comma);
    let by_word = || {
        line.says(Concept::Of, cue.end.max(first.saturating_sub(2)), first)
            .is_some()
    };
    let language = line.sentence.language.as_deref();
    let by_case = || {
        how == Owned::ByCase
            && language.is_some_and(|language| CASES.contains(&language))
            && (cue.end..=first).all(|at| line.gap(at) == Some(Gap::Space))
            && line.says(Concept::Is, cue.end, first).is_none()
            && line.says(Concept::Are, cue.end, first).is_none()
    };
    is_near && (by_word() || by_case())
}

/// Whether a name that begins at a word is the owner of partners whom a dash introduces: “partners of A – B and C”.
pub(super) fn is_owner_at(line: Line<'_>, first: usize) -> bool {
    line.cues_from(first.saturating_sub(OWNER + 2), first)
        .any(|cue| cue.concept == Concept::PartnerBody && is_owner(line, *cue, first, Owned::ByCase))
}

/// Whether a list is led in between its owner and its first name: “are”, a dash, a colon.
fn is_led_in(line: Line<'_>, end: usize, first: usize) -> bool {
    let is_mark = |at| matches!(line.gap(at), Some(Gap::Dash | Gap::Stop));
    let says = |concept| line.says(concept, end, first).is_some();
    (end..=first).any(is_mark) || says(Concept::Are) || says(Concept::Is)
}

/// Whether a sentence says of the name before it that it is a partner, and the name behind begins another clause.
fn is_predicate(line: Line<'_>, groups: &[Group], cue: Cue, (before, next): (usize, usize)) -> bool {
    let ends = groups.get(before).zip(groups.get(next));
    ends.is_some_and(|(subject, other)| {
        let says = |concept| line.says(concept, subject.end(), cue.first).is_some();
        (says(Concept::Is) || says(Concept::Are))
            && line.says(Concept::Of, cue.end, other.first()).is_none()
            && (cue.end..=other.first()).any(|at| line.gap(at) == Some(Gap::Comma))
    })
}

/// Who is the centre and who the partners around a word for a partner: groups by their place.
fn sides(
    line: Line<'_>,
    groups: &[Group],
    cue: Cue,
    (next, before, apposed): (Option<usize>, Option<usize>, Option<usize>),
    ours: bool,
) -> Option<(Option<usize>, usize, Missing)> {
    let owns = |place: usize, how: Owned| {
        groups
            .get(place)
            .is_some_and(|group| is_owner(line, cue, group.first(), how))
    };
    // “The twins of A are B, C and D”, “miasta partnerskie A – B, C i D”.
    let goes_on = |next: usize| {
        let groups = groups.get(next).zip(groups.get(next + 1));
        groups.is_some_and(|(owner, others)| {
            owner.names.len() == 1
                && others.first() <= owner.end() + CALLED
                && !line.begins_clause(others.first(), others.end())
                && is_led_in(line, owner.end(), others.first())
        })
    };
    match (next, apposed) {
        (Some(next), _) if owns(next, Owned::ByCase) && goes_on(next) => {
            Some((Some(next), next + 1, Missing::Nobody))
        }
        // “B, twin town of A”.
        (Some(next), Some(apposed)) if owns(next, Owned::ByWord) && !ours => {
            Some((Some(next), apposed, Missing::Nobody))
        }
        // “A has been the town's partner since 1971, and B …”: the partner of whoever speaks.
        (Some(next), None)
            if before.is_some_and(|before| is_predicate(line, groups, cue, (before, next))) =>
        {
            Some((None, before?, Missing::Speaker))
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
