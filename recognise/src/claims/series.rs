//! Pairs told in a series: “A and B, C – D”, “A keeps B, C remains the twin of D”, “A, B and C with D, E and F
//! respectively”; clauses and lists with a subject of their own.
//!
//! In: the groups of a sentence. Out: one join for each pair.
//!
//! # Invariants
//! A pair alone is no series.

use super::groups::{Group, Name};
use super::joining::{Around, Join, Missing, Tie, star};
use super::line_words::Line;
use super::roles::is_and;
use super::standing::Part;
use crate::document::lexicon::Concept;
use crate::document::tokens::{Gap, Shape, Token};

/// “Vannes et Mons, 1962.”, “Cardiff and Nantes, France”: two of two countries that are all a sentence says where
/// partnerships are told, but for a year or a country.
pub(super) fn pair_line(
    line: Line<'_>,
    groups: &[Group],
    used: &mut [bool],
    around: Around,
    joins: &mut Vec<Join>,
) {
    let words = &line.sentence.words;
    let [group] = groups else { return };
    let [one, other] = group.names.as_slice() else {
        return;
    };
    let is_tied = line.is_plain_and(one.end, other.intro) || line.is_dashed(one.end, other.intro);
    let rest = words.get(group.end()..).unwrap_or_default();
    let is_rest = |word: &Token| word.shape == Shape::Number || word.is_capital();
    let is_all = group.first() <= 1 && rest.len() <= REST && rest.iter().all(is_rest);
    let is_told = around.speaks || around.headed;
    if is_told && is_tied && is_all && group.countries() == 2 && !line.has_score(group.end()) {
        used.fill(true);
        joins.push(Join {
            names: vec![one.named, other.named],
            missing: Missing::Nobody,
            tie: Tie::Firm,
            part: Part {
                from: 0,
                to: words.len(),
            },
        });
    }
}

/// Most words behind a pair that is all a sentence says.
const REST: usize = 3;

/// “A and B, C and D, E – F”; “A keeps B, C remains the twin of D” where partnerships are told: a list of pairs, each
/// of two countries, or all of one.
pub(super) fn paired(
    line: Line<'_>,
    groups: &[Group],
    used: &mut [bool],
    around: Around,
    joins: &mut Vec<Join>,
) {
    let speaks = around.speaks || line.speaks(0, line.sentence.words.len());
    let names: Vec<(usize, Name)> = groups
        .iter()
        .enumerate()
        .flat_map(|(place, group)| group.names.iter().map(move |name| (place, *name)))
        .collect();
    let is_domestic = are_domestic(line, &names);
    let mut pairs = Vec::new();
    let mut leads = false;
    let mut at = 0;
    while let [(place, one), (other_place, other), rest @ ..] = names.get(at..).unwrap_or_default() {
        let is_told = |one: &Name, other: &Name| speaks && is_told_of(line, one.end, other.intro);
        // “A is twinned with B, C and D”, “A – B, C and D”: behind one that leads in a list “and” ends it.
        let is_fellow = |(_, _, leader, _): &(usize, usize, Name, Name)| leader.country != one.country;
        let ends_list = leads && rest.is_empty() && matches!(pairs.as_slice(), [pair] if is_fellow(pair));
        let has_and = line.is_plain_and(one.end, other.intro);
        let is_tied = has_and && !ends_list || line.is_dashed(one.end, other.intro) || is_told(one, other);
        let is_marked = |end: usize, next: usize| (end..=next).any(|at| line.is_mark(at));
        // Before each pair stands a mark, or nothing of the list, or the “and” before the last of pairs that are told.
        let is_last = |one: &Name, other: &Name| line.is_and_before(one.intro) && is_told(one, other);
        let before = at.checked_sub(1).and_then(|at| names.get(at));
        let is_apart =
            before.is_none_or(|(_, before)| is_marked(before.end, one.intro)) || is_last(one, other);
        let is_closed = match rest {
            [] => true,
            [(_, behind), ..] if is_marked(other.end, behind.intro) => true,
            [(_, behind), (_, next), ..] => is_last(behind, next),
            _ => false,
        };
        if is_tied && is_apart && is_closed && (is_domestic || one.country != other.country) {
            leads |= !has_and;
            pairs.push((*place, *other_place, *one, *other));
            at += 1;
        }
        at += 1;
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
            tie: if one.country == other.country {
                Tie::Firm
            } else {
                Tie::Said
            },
            part: Part { from: one.intro, to },
        });
        for place in [*place, *other_place] {
            used.get_mut(place).into_iter().for_each(|slot| *slot = true);
        }
    }
}

/// “A and B, C and D signed memoranda”: whether all names are of one country, in pairs, and an agreement is named.
fn are_domestic(line: Line<'_>, names: &[(usize, Name)]) -> bool {
    let length = line.sentence.words.len();
    let are_tied = |pair: &[(usize, Name)]| matches!(pair, [(_, one), (_, other)] if line.is_plain_and(one.end, other.intro));
    let is_of_one_country = names
        .windows(2)
        .all(|pair| matches!(pair, [(_, one), (_, other)] if one.country == other.country));
    is_of_one_country
        && names.chunks(2).all(are_tied)
        && line.names_paper(0, length)
        && line.says(Concept::Respectively, 0, length).is_none()
}

/// Words between the two of a pair that a verb or preposition ties.
const TOLD: usize = 5;

/// Whether a verb or preposition alone stands between two names, no mark and no “and”: “keeps”, “remains the twin of”.
fn is_told_of(line: Line<'_>, end: usize, next: usize) -> bool {
    let between = line.sentence.words.get(end..next).unwrap_or_default();
    // “Київ — з Варшавою”: a dash stands for the verb.
    let is_unmarked = |at| match line.gap(at) {
        Some(Gap::Dash) => at == end && line.says(Concept::With, end, end + 1).is_some(),
        gap => matches!(gap, Some(Gap::Space | Gap::Apostrophe | Gap::Hyphen)),
    };
    // “A and its bond with B”: the bond is A's.
    let is_own = between.first().is_some_and(|word| is_and(&word.key))
        && line.says(Concept::Their, end + 1, end + 2).is_some();
    let told = between.get(usize::from(is_own)..).unwrap_or_default();
    (1..=TOLD).contains(&told.len())
        && line.says(Concept::Or, end, next).is_none()
        && (end..=next).all(is_unmarked)
        && told
            .iter()
            .all(|word| word.shape == Shape::Lower && !is_and(&word.key))
}

/// “…; A has B and C; D has made E an offer” where partnerships are told: a name that begins a clause of its own, and
/// those behind it.
pub(super) fn clauses(
    line: Line<'_>,
    groups: &[Group],
    used: &mut [bool],
    around: Around,
    joins: &mut Vec<Join>,
) {
    if !(around.speaks || line.speaks(0, line.sentence.words.len())) {
        return;
    }
    for at in 1..groups.len() {
        let (Some(subject), Some(partners)) = (groups.get(at - 1), groups.get(at)) else {
            continue;
        };
        let is_free = [at - 1, at].iter().all(|place| used.get(*place) == Some(&false));
        let is_abroad = partners.names.iter().all(|name| {
            subject
                .names
                .iter()
                .all(|subject| subject.country != name.country)
        });
        if is_free
            && is_abroad
            && subject.names.len() == 1
            && line.begins_clause(subject.first(), subject.end())
            && is_told_of(line, subject.end(), partners.first())
        {
            star(&subject.names, Missing::Nobody, partners, Tie::Said, line, joins);
            used.iter_mut().skip(at - 1).take(2).for_each(|slot| *slot = true);
        }
    }
}

/// “Three new ones for A: B, C and D” where partnerships are told: the only name before the colon has those behind it.
pub(super) fn introduced(
    line: Line<'_>,
    groups: &[Group],
    used: &mut [bool],
    around: Around,
    joins: &mut Vec<Join>,
) {
    let [owner, partners, others @ ..] = groups else {
        return;
    };
    let is_told =
        around.speaks || line.speaks(0, owner.first()) || line.speaks(owner.end(), partners.first());
    let is_alone = owner.names.len() == 1 && !line.is_unbroken(owner.end(), partners.first() + 1);
    let is_list = partners.names.len() > 1
        && !line.begins_clause(partners.first(), partners.end())
        && partners
            .names
            .iter()
            .all(|name| name.country != owner.names.first().and_then(|owner| owner.country));
    if !(is_told && is_alone && is_list && others.is_empty()) || used.iter().any(|slot| *slot) {
        return;
    }
    star(&owner.names, Missing::Nobody, partners, Tie::Said, line, joins);
    used.fill(true);
}

/// “A, B and C with D, E and F respectively”: first with first.
pub(super) fn respectively(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
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
                tie: Tie::Firm,
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
