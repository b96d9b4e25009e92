//! Which pairs a sentence tells as partners: those that rules join, and all others, weighed against each other.
//!
//! In: the claims that the rules of [`super::joining`] make of a sentence, and what stands around it. Out: those of them
//! that stand, and joins of pairs that no rule made.
//!
//! # Invariants
//! - A claim of more than two bodies stands: only pairs are weighed.
//! - The likeliest pair comes first; a body whose partner is found takes no second one for want of another.

use super::Findings;
use super::joining::{Join, MOST, Missing, Tie};
use super::line_words::Line;
use super::roles::Role;
use super::standing::Part;
use super::ties::{self, Asked, Centre, Counts, Pair, Passing, Ruled};
use crate::document::tokens::{Gap, Token};
use crate::document::{Analysis, Sentence};
use crate::gazetteer::BodyId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// Two bodies, the lower first.
type Bodies = (BodyId, BodyId);

fn unordered(one: BodyId, other: BodyId) -> Bodies {
    (one.min(other), one.max(other))
}

/// The two bodies of a claim of two.
fn two_of(bodies: &BTreeSet<BodyId>) -> Option<Bodies> {
    let mut each = bodies.iter();
    match (each.next(), each.next(), each.next()) {
        (Some(one), Some(other), None) => Some(unordered(*one, *other)),
        _ => None,
    }
}

/// What stands around a sentence.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing of what stands around"
)]
pub(super) struct Around {
    /// The first name of whoever speaks.
    pub(super) home: Option<usize>,
    /// What the passage is about.
    pub(super) topic: Option<usize>,
    /// The only body that the sentence before names.
    pub(super) before: Option<usize>,
    /// The sentence before announced partners.
    pub(super) announces: bool,
    /// The passage spoke of partnerships.
    pub(super) speaks: bool,
    /// The sentence before asked about the partners of who speaks here, or is the one that “its” points to.
    pub(super) asked: bool,
    /// A heading over it speaks of partners.
    pub(super) headed: bool,
}

/// What comes of a sentence.
#[derive(Debug)]
pub(super) enum Standing {
    /// The claim of a rule, by its place.
    Ruled(usize),
    /// A pair that no rule joins.
    Added(Join),
}

/// Weighs the pairs of a document, sentence by sentence.
pub(super) struct Pairing<'a, 'd, 'g> {
    analysis: &'a Analysis<'d, 'g>,
    findings: &'a Findings,
    counts: Counts,
    /// Every pair weighed, where they are asked for.
    pub(super) weighed: Option<Vec<(Bodies, Pair)>>,
}

/// What the rules made of the pairs of a sentence.
#[derive(Debug, Default)]
struct Rules {
    /// Pairs with how they are tied and whether one of them is left out.
    joined: FxHashMap<Bodies, (Tie, bool)>,
    /// Pairs within larger claims.
    larger: FxHashSet<Bodies>,
    /// Every body joined.
    partners: FxHashSet<BodyId>,
}

impl Rules {
    fn of(told: &[(&BTreeSet<BodyId>, Option<&Join>)]) -> Self {
        let mut rules = Self::default();
        for (bodies, join) in told {
            rules.partners.extend(bodies.iter().copied());
            if let Some(pair) = two_of(bodies) {
                let tie = join.map_or(Tie::Firm, |join| join.tie);
                let is_left_out = join.is_some_and(|join| join.missing != Missing::Nobody);
                rules.joined.insert(pair, (tie, is_left_out));
                continue;
            }
            let pairs = bodies
                .iter()
                .flat_map(|one| bodies.range(..one).map(|other| unordered(*one, *other)));
            rules.larger.extend(pairs.take(MOST));
        }
        rules
    }

    fn of_pair(&self, pair: Bodies) -> Ruled {
        if let Some((tie, is_left_out)) = self.joined.get(&pair) {
            return Ruled::Joined {
                tie: *tie,
                is_left_out: *is_left_out,
            };
        }
        if self.larger.contains(&pair) {
            return Ruled::Larger;
        }
        if self.partners.contains(&pair.0) || self.partners.contains(&pair.1) {
            return Ruled::Else;
        }
        Ruled::Not
    }
}

/// Most names of a sentence of which every pair is looked at; of more, neighbours and pairs with the first two.
const MOST_PAIRED: usize = 12;

impl<'a, 'd, 'g> Pairing<'a, 'd, 'g> {
    pub(super) fn of(analysis: &'a Analysis<'d, 'g>, findings: &'a Findings) -> Self {
        Self {
            analysis,
            findings,
            counts: Counts::of(analysis),
            weighed: None,
        }
    }

    /// Whether the document speaks of partnerships at all.
    pub(super) fn speaks(&self) -> bool {
        self.counts.speaks()
    }

    /// What stands of a sentence's claims, and what is added to them.
    pub(super) fn standing(
        &mut self,
        (at, sentence): (usize, &Sentence),
        told: &[(&BTreeSet<BodyId>, Option<&Join>)],
        around: Around,
    ) -> Vec<Standing> {
        let rules = Rules::of(told);
        let names = self.names(at, &rules);
        let likely = self.likely(sentence, &names, &rules, around);
        // Each with the place of the last of its names, for dates are shared out in the order of the sentence.
        let mut standing: Vec<(usize, Standing)> = Vec::new();
        let place_of = |named: usize| self.analysis.named.get(named).map_or(0, |one| one.span.start);
        let mut larger: Vec<&BTreeSet<BodyId>> = Vec::new();
        for (place, (bodies, join)) in told.iter().enumerate() {
            if two_of(bodies).is_none() {
                let last = join.and_then(|join| join.names.last());
                standing.push((last.map_or(0, |named| place_of(*named)), Standing::Ruled(place)));
                larger.push(bodies);
            }
        }
        let is_crowd = names.len() > CROWD && Line { sentence }.gathers();
        let mut taken: FxHashSet<BodyId> = FxHashSet::default();
        let mut seen: FxHashSet<Bodies> = FxHashSet::default();
        for (pair, asked) in likely {
            let is_known = larger
                .iter()
                .any(|bodies| bodies.contains(&pair.0) && bodies.contains(&pair.1));
            let told_at = told.iter().position(|(bodies, _)| two_of(bodies) == Some(pair));
            // Of many guests no two are partners for being named together.
            let is_guest = is_crowd && told_at.is_none() && asked.centre == Centre::Here;
            if is_guest
                || is_known
                || self.is_spoken_for(&taken, (pair, asked), told_at.is_some())
                || !seen.insert(pair)
            {
                continue;
            }
            taken.extend([pair.0, pair.1]);
            let added = || Join {
                names: vec![asked.first, asked.second],
                missing: Missing::Nobody,
                tie: Tie::Near,
                part: self.part(sentence, &names, asked),
            };
            let one = told_at.map_or_else(|| Standing::Added(added()), Standing::Ruled);
            standing.push((place_of(asked.second), one));
        }
        standing.sort_by_key(|(place, _)| *place);
        standing.into_iter().map(|(_, one)| one).collect()
    }

    /// Whether the bodies of a pair have found their partners already.
    fn is_spoken_for(
        &self,
        taken: &FxHashSet<BodyId>,
        (pair, asked): (Bodies, Asked),
        is_ruled: bool,
    ) -> bool {
        match asked.centre {
            Centre::Here => !is_ruled && taken.contains(&pair.0) && taken.contains(&pair.1),
            _ => self
                .analysis
                .likeliest(asked.second)
                .is_some_and(|body| taken.contains(&body)),
        }
    }

    /// The names of a sentence that mean bodies, but for places where something happens or that say where others lie.
    fn names(&self, at: usize, rules: &Rules) -> Vec<usize> {
        let parts = &self.findings.roles;
        let is_place =
            |named: usize| matches!(parts.role(named), Role::Venue | Role::Landmark | Role::Denied);
        let may_be = |named: &usize| {
            let body = self.analysis.likeliest(*named);
            body.is_some_and(|body| !is_place(*named) || rules.partners.contains(&body))
        };
        let names = parts.in_sentence(at).iter().copied();
        names.filter(may_be).take(MOST).collect()
    }

    /// The pairs that are likely enough, the likeliest first.
    fn likely(
        &mut self,
        sentence: &Sentence,
        names: &[usize],
        rules: &Rules,
        around: Around,
    ) -> Vec<(Bodies, Asked)> {
        let body = |named: usize| self.analysis.likeliest(named);
        let first = names.first().and_then(|named| self.analysis.named.get(*named));
        let passing = Passing {
            home: around.home.and_then(body),
            announces: around.announces,
            speaks: around.speaks,
            headed: around.headed,
            asked: around.asked,
            names: names.len(),
            first_end: first.map_or(0, |one| one.words.2),
        };
        let shared = ties::shared(&self.counts, sentence, passing);
        let mut weighed: Vec<(Bodies, Asked, Pair)> = Vec::new();
        for (first, second, centre) in self.candidates(names, !rules.joined.is_empty(), around) {
            let Some((one, other)) = body(first).zip(body(second)) else {
                continue;
            };
            let pair = unordered(one, other);
            let asked = Asked {
                first,
                second,
                centre,
                ruled: rules.of_pair(pair),
            };
            let numbers = ties::pair(
                self.analysis,
                self.findings,
                &self.counts,
                (sentence, passing, shared),
                asked,
            );
            weighed.extend(numbers.map(|numbers| (pair, asked, numbers)));
        }
        if let Some(all) = &mut self.weighed {
            all.extend(weighed.iter().map(|(pair, _, numbers)| (*pair, *numbers)));
        }
        weighed.retain(|(_, _, numbers)| ties::is_told(numbers));
        weighed.sort_by(|(_, _, one), (_, _, other)| ties::weight(other).total_cmp(&ties::weight(one)));
        weighed
            .into_iter()
            .map(|(pair, asked, _)| (pair, asked))
            .collect()
    }

    /// The pairs worth weighing: two names of the sentence, or one with somebody whom the sentence leaves out.
    fn candidates(&self, names: &[usize], is_ruled: bool, around: Around) -> Vec<(usize, usize, Centre)> {
        let mut found = Vec::new();
        for (rank, second) in names.iter().enumerate() {
            for (place, first) in names.iter().take(rank).enumerate() {
                if names.len() <= MOST_PAIRED || place < 2 || rank - place <= 2 {
                    found.push((*first, *second, Centre::Here));
                }
            }
        }
        if !self.counts.speaks() && !is_ruled {
            return found;
        }
        let body = |named: usize| self.analysis.likeliest(named);
        let here: FxHashSet<Option<BodyId>> = names.iter().map(|named| body(*named)).collect();
        let mut seen: FxHashSet<BodyId> = FxHashSet::default();
        let centres = [
            (around.home, Centre::Home),
            (around.topic, Centre::Topic),
            (around.before, Centre::Before),
        ];
        for (first, centre) in centres {
            let left_out = first.and_then(|first| Some((first, body(first)?)));
            if let Some((first, body)) = left_out.filter(|(_, body)| !here.contains(&Some(*body)))
                && seen.insert(body)
            {
                let second = names.iter().filter(|second| !self.is_tied_to_unknown(**second));
                found.extend(second.map(|second| (first, *second, centre)));
            }
        }
        found
    }

    /// “Fougerolles - Salach”: whoever a dash ties to a name that is not known is its partner, and no other.
    fn is_tied_to_unknown(&self, named: usize) -> bool {
        let Some(one) = self.analysis.named.get(named) else {
            return false;
        };
        let intro = one.words.0;
        let sentence = one.sentence.and_then(|at| self.analysis.sentences.get(at));
        let words = sentence.map_or(&[][..], |sentence| sentence.words.as_slice());
        let is_tied = words
            .get(intro)
            .is_some_and(|word| matches!(word.gap, Gap::Dash | Gap::Slash));
        let before = intro.checked_sub(1).and_then(|at| words.get(at));
        let is_known = named
            .checked_sub(1)
            .and_then(|at| self.analysis.named.get(at))
            .is_some_and(|before| before.sentence == one.sentence && before.words.2 == intro);
        is_tied && intro <= LABEL && before.is_some_and(Token::is_capital) && !is_known
    }

    /// The words about a pair: from a little before its first name here to the next name or the end.
    fn part(&self, sentence: &Sentence, names: &[usize], asked: Asked) -> Part {
        let words = |named: &usize| self.analysis.named.get(*named).map(|one| one.words);
        let own = [asked.first, asked.second];
        let here = own.iter().filter(|named| names.contains(named)).filter_map(words);
        let (from, end) = here.fold((usize::MAX, 0), |(from, end), (intro, _, last)| {
            (from.min(intro), end.max(last))
        });
        let next = names
            .iter()
            .filter_map(words)
            .map(|(intro, _, _)| intro)
            .find(|intro| *intro >= end);
        Part {
            from: from.saturating_sub(REACH),
            to: next.unwrap_or(sentence.words.len()).max(end),
        }
    }
}

/// Names of a sentence about an event beyond which they are its guests.
const CROWD: usize = 3;

/// Most words of a name that begins a line of a pair.
const LABEL: usize = 4;

/// Words before a pair that may say something of it.
const REACH: usize = 8;
