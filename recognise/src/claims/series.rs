//! Pairs told in a series: “A and B, C – D”, “A keeps B, C remains the twin of D”, “A, B and C with D, E and F respectively”.
//!
//! In: the groups of a sentence. Out: one join for each pair.
//!
//! # Invariants
//! A pair alone is no series.

use super::groups::{Group, Name};
use super::joining::{Join, Missing, Tie};
use super::line_words::Line;
use super::standing::Part;
use crate::document::lexicon::Concept;

/// “A and B, C and D, E – F”: a list of pairs, each of two countries.
pub(super) fn paired(line: Line<'_>, groups: &[Group], used: &mut [bool], joins: &mut Vec<Join>) {
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
