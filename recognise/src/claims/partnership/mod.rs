//! Partnerships told in prose: who, of what sort, where it stands, since when, through which programme, and why.
//!
//! In: what [`super::joining`] joins in each sentence, who speaks, and what [`super::pairing`] thinks of each pair. Out: one
//! claim per set of parties.
//!
//! # Invariants
//! - A claim has at least two bodies, of two countries unless the words say “between” or “twinned with”.
//! - Sentences about the same parties make one claim with several quotes; a refusal or an end among them decides.

mod passage;
mod told;

use super::alliance::Alliance;
use super::joining::{Around, Join, Joiner, Missing, SPEAKING, Tie, speaks};
use super::pairing::{self, Pairing, Standing};
use super::roles::Role;
use super::standing::{self, Part};
use super::ties::Pair;
use super::{Draft, DraftParty, Findings, listed};
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::Shape;
use crate::document::{Analysis, Named, Sentence};
use crate::gazetteer::BodyId;
use jiff::civil::Date;
use passage::{Dateline, MOST_RECENT, Passage};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use told::Told;
use vocabulary::{ClaimRole, Country, Level, Precision};

/// The partnerships of the document.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, findings: &Findings) -> Vec<Draft> {
    let mut teller = Teller::of(analysis, findings);
    teller.read_all();
    teller.found.into_iter().map(|told| told.draft).collect()
}

/// Every pair that was weighed, with its numbers, for fitting.
pub(crate) fn pairs(analysis: &Analysis<'_, '_>, findings: &Findings) -> Vec<((BodyId, BodyId), Pair)> {
    let mut teller = Teller::of(analysis, findings);
    teller.pairing.weighed = Some(Vec::new());
    teller.read_all();
    teller.pairing.weighed.unwrap_or_default()
}

/// The day of the document: where it was published, else the first whole date of its head.
fn today(analysis: &Analysis<'_, '_>) -> Option<Date> {
    let head = || {
        analysis.sentences.iter().take(8).find_map(|sentence| {
            crate::document::dates::dates(&sentence.words, &analysis.document.text, None)
                .into_iter()
                .find(|dated| dated.day.precision() == Precision::Day)
                .map(|dated| dated.day.first())
        })
    };
    analysis.document.metadata.published.or_else(head)
}

/// Years that a document may name and have been written in.
const YEARS: std::ops::RangeInclusive<i16> = 1950..=2040;

/// The latest year that the document names.
fn latest_year(analysis: &Analysis<'_, '_>) -> Option<i16> {
    let words = analysis.sentences.iter().flat_map(|sentence| &sentence.words);
    let numbers = words.filter(|word| word.shape == Shape::Number && word.key.len() == 4);
    let years = numbers.filter_map(|word| word.key.parse().ok());
    years.filter(|year| YEARS.contains(year)).max()
}

/// Whether the document is the record of a council's session: it speaks for a body and tells what was resolved.
fn is_session(analysis: &Analysis<'_, '_>) -> bool {
    let has = |concept| {
        analysis
            .sentences
            .iter()
            .any(|sentence| says(sentence, concept).is_some())
    };
    analysis.home.speaker().is_some() && has(Concept::Session) && has(Concept::Vote)
}

struct Teller<'a, 'd, 'g> {
    analysis: &'a Analysis<'d, 'g>,
    findings: &'a Findings,
    joiner: Joiner<'a, 'd, 'g>,
    today: Option<Date>,
    /// The latest year that the document names.
    latest_year: Option<i16>,
    /// The kind of partnership that the document names first.
    usual_relation: Option<&'static str>,
    /// The document tells what a council decided on its day.
    is_session: bool,
    found: Vec<Told>,
    places: FxHashMap<BTreeSet<BodyId>, usize>,
    passage: Passage,
    pairing: Pairing<'a, 'd, 'g>,
    homes: listed::Homes,
    /// Lines of other articles, which speak of whom they name and not of whoever speaks here.
    is_related: bool,
}

fn says(sentence: &Sentence, concept: Concept) -> Option<Cue> {
    sentence.cues.iter().copied().find(|cue| cue.concept == concept)
}

/// Parties with their roles, and the bodies meant.
type Parties = (Vec<(DraftParty, ClaimRole)>, BTreeSet<BodyId>);

impl<'a, 'd, 'g> Teller<'a, 'd, 'g> {
    fn of(analysis: &'a Analysis<'d, 'g>, findings: &'a Findings) -> Self {
        Self {
            analysis,
            findings,
            joiner: Joiner { analysis, findings },
            today: today(analysis),
            latest_year: latest_year(analysis),
            usual_relation: analysis
                .sentences
                .iter()
                .find_map(|sentence| standing::named_relation(sentence, Part::whole(sentence))),
            is_session: is_session(analysis),
            found: Vec::new(),
            places: FxHashMap::default(),
            passage: Passage::default(),
            pairing: Pairing::of(analysis, findings),
            homes: listed::Homes::of(analysis),
            is_related: false,
        }
    }

    fn read_all(&mut self) {
        for at in 0..self.analysis.sentences.len() {
            self.read(at);
        }
    }

    /// The claims of a sentence that stand, and those of pairs that no rule joins.
    fn standing(
        &mut self,
        (at, sentence): (usize, &Sentence),
        told: Vec<(Parties, Option<Join>)>,
    ) -> Vec<(Parties, Option<Join>)> {
        let before = match self.passage.named_before.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        let around = pairing::Around {
            home: self.home(sentence),
            topic: self.passage.dateline.place().or(self.passage.topic),
            before,
            announces: self.passage.announces,
            speaks: self.passage.speaks,
            asked: self.passage.meant.is_some(),
            headed: self.passage.headed,
        };
        let bodies: Vec<_> = told
            .iter()
            .map(|((_, bodies), join)| (bodies, join.as_ref()))
            .collect();
        let standing = self.pairing.standing((at, sentence), &bodies, around);
        let mut told: Vec<Option<_>> = told.into_iter().map(Some).collect();
        standing
            .into_iter()
            .filter_map(|one| match one {
                Standing::Ruled(place) => told.get_mut(place)?.take(),
                Standing::Added(join) => Some((self.complete(&join, sentence)?, Some(join))),
            })
            .collect()
    }

    fn read(&mut self, at: usize) {
        let Some(sentence) = self.analysis.sentences.get(at).filter(|one| one.record.is_none()) else {
            return;
        };
        self.enter(sentence);
        self.passage.meant = self.meant(sentence);
        self.is_related = self.begins_related(sentence) || self.is_related && self.is_line(sentence);
        // “Liste d'attente : A – B”: what was asked for and not granted is no partnership.
        if says(sentence, Concept::Reserve).is_some() && says(sentence, Concept::Twinning).is_none() {
            return;
        }
        let speaks = speaks(sentence);
        let told = self
            .alliance(at)
            .map_or_else(|| self.joined(at), |parties| vec![(parties, None)]);
        let mut latest = Vec::new();
        let named = self.joiner.parties(at);
        let told = if told.is_empty() {
            self.carried(sentence, &named).into_iter().collect()
        } else {
            told
        };
        let told = self.standing((at, sentence), told);
        let told = if told.is_empty() && named.is_empty() {
            self.both(at, sentence).into_iter().collect()
        } else {
            told
        };
        let joins: Vec<Option<Join>> = told.iter().map(|(_, join)| join.clone()).collect();
        let shares = self.shared(sentence, &joins);
        for ((parties, join), steps) in told.into_iter().zip(shares) {
            let Some(place) = self.tell(at, parties, (join.as_ref(), steps)) else {
                continue;
            };
            if !latest.contains(&place) {
                latest.push(place);
            }
        }
        if latest.is_empty() {
            self.go_on(sentence, &named);
        } else {
            self.passage.latest = latest;
        }
        self.passage.topic = self.topic(sentence, &named);
        if let [place] = named.as_slice()
            && self.is_place_line(sentence, *place)
        {
            self.passage.dateline = Dateline::At(Some(*place));
        }
        if self.passage.dateline == Dateline::None && self.passage.begins {
            self.passage.dateline = Dateline::At(named.first().copied());
        }
        self.passage.begins = false;
        self.passage.named_before.clone_from(&named);
        self.passage.recent.extend(named.iter().copied());
        let surplus = self.passage.recent.len().saturating_sub(MOST_RECENT);
        self.passage.recent.drain(..surplus);
        self.head(sentence, &named);
        self.passage.announces = says(sentence, Concept::PartnerBody).is_some();
        self.passage.asked = self.asked(sentence, &named);
        self.passage.speaks |= speaks;
    }

    /// “… asks about Y. The partnership with that town rests”: a sentence without names is about the one before.
    fn carried(&self, sentence: &Sentence, named: &[usize]) -> Option<(Parties, Option<Join>)> {
        let speaks = [
            Concept::Partnership,
            Concept::Twinning,
            Concept::CooperationAgreement,
        ]
        .iter()
        .any(|concept| says(sentence, *concept).is_some());
        let [subject] = self.passage.named_before.as_slice() else {
            return None;
        };
        let is_of_alliance = says(sentence, Concept::Alliance).is_some();
        if !speaks || is_of_alliance || !named.is_empty() || !self.passage.latest.is_empty() {
            return None;
        }
        let join = Join {
            names: vec![*subject],
            missing: Missing::Speaker,
            tie: Tie::Near,
            part: Part::whole(sentence),
        };
        Some((self.complete(&join, sentence)?, Some(join)))
    }

    /// “The two towns have been partners since 1976”, “The twinning dates from 1971”: a sentence without names is about the
    /// two of two countries that are told of.
    fn both(&self, at: usize, sentence: &Sentence) -> Option<(Parties, Option<Join>)> {
        let tells = [Concept::Partnership, Concept::Twinning];
        // “The councils of the alliance voted”: an alliance has more than two; so have lists, whose lines tell each of one.
        let is_told = tells.iter().any(|concept| says(sentence, *concept).is_some())
            && says(sentence, Concept::Alliance).is_none()
            && self.analysis.lists.is_empty();
        let is_said = says(sentence, Concept::Both).is_some() && (speaks(sentence) || self.passage.speaks);
        if !(is_said || is_told) {
            return None;
        }
        let (one, other) = self.two(at, sentence)?;
        let join = Join {
            names: vec![one, other],
            missing: Missing::Nobody,
            tie: Tie::Said,
            part: Part::whole(sentence),
        };
        Some((self.complete(&join, sentence)?, Some(join)))
    }

    /// The two towns of two countries that a text is about so far: named oftener than any third, or the only ones.
    fn two(&self, at: usize, sentence: &Sentence) -> Option<(usize, usize)> {
        let gazetteer = self.analysis.resolver.gazetteer();
        let mut counts: FxHashMap<BodyId, (usize, usize)> = FxHashMap::default();
        for (named, one) in self.analysis.named.iter().enumerate() {
            let is_before = one.scope.item == sentence.item && one.sentence.is_some_and(|place| place <= at);
            let is_town = |body: &BodyId| !matches!(gazetteer.level(*body), Level::First);
            let body = one.body().filter(|_| is_before && one.stands_for.is_none());
            if let Some(body) = body.filter(is_town) {
                counts.entry(body).or_insert((0, named)).0 += 1;
            }
        }
        let mut often: Vec<(BodyId, (usize, usize))> = counts.into_iter().collect();
        often.sort_by_key(|(_, (count, named))| (std::cmp::Reverse(*count), *named));
        let (first, (most, one)) = *often.first()?;
        let (second, (count, other)) = *often.get(1)?;
        let third = often.get(2).map_or(0, |(_, (count, _))| *count);
        // Where the text has come to somebody else, that one is told of.
        let before = |one: &&Named| one.span.end <= sentence.span.start && one.stands_for.is_none();
        let latest = self.analysis.named.iter().rev().find(before);
        let is_latest = latest.is_none_or(|one| one.body() == Some(first) || one.body() == Some(second));
        let is_clear = count > third && (most > 1 || third == 0) && is_latest;
        (is_clear && gazetteer.country(first) != gazetteer.country(second)).then_some((one, other))
    }

    /// The parties that the sentence joins, those left out filled in.
    fn joined(&self, at: usize) -> Vec<(Parties, Option<Join>)> {
        let Some(sentence) = self.analysis.sentences.get(at) else {
            return Vec::new();
        };
        let around = Around {
            announced: self.passage.announces,
            speaks: self.passage.speaks,
            asked: self.passage.meant.is_some(),
            headed: self.passage.headed,
            speaker: self
                .speaker(sentence, &[])
                .and_then(|named| self.analysis.likeliest(named)),
        };
        let joins = self.joiner.joins(at, around);
        joins
            .into_iter()
            .filter_map(|join| Some((self.complete(&join, sentence)?, Some(join))))
            .collect()
    }

    fn complete(&self, join: &Join, sentence: &Sentence) -> Option<Parties> {
        let own: Vec<BodyId> = join
            .names
            .iter()
            .filter_map(|named| self.analysis.likeliest(*named))
            .collect();
        let mut names = match join.missing {
            Missing::Nobody => Vec::new(),
            Missing::Counted(count) => self.last(count, &own)?,
            Missing::Speaker => vec![self.speaker(sentence, &own)?],
        };
        names.extend(&join.names);
        let mut bodies = BTreeSet::new();
        names.retain(|named| {
            self.analysis
                .likeliest(*named)
                .is_some_and(|body| bodies.insert(body))
        });
        let gazetteer = self.analysis.resolver.gazetteer();
        let countries: BTreeSet<Country> = bodies
            .iter()
            .filter_map(|body| gazetteer.country(*body))
            .collect();
        if bodies.len() < 2 || (countries.len() < 2 && join.tie != Tie::Firm) {
            return None;
        }
        let role = |named: usize| match self.findings.roles.role(named) {
            Role::Lead => ClaimRole::Lead,
            _ => ClaimRole::Partner,
        };
        let parties = names
            .into_iter()
            .map(|named| (DraftParty::Named(named), role(named)))
            .collect();
        Some((parties, bodies))
    }

    /// The alliance with its members written out elsewhere, where the sentence speaks of it.
    fn alliance(&self, at: usize) -> Option<Parties> {
        let sentence = self.analysis.sentences.get(at)?;
        let alliance = self.findings.alliance.as_ref()?;
        SPEAKING
            .iter()
            .find(|concept| says(sentence, **concept).is_some())?;
        let mut named = self.joiner.parties(at);
        if !is_meant(self.analysis, alliance, at, &named) {
            return None;
        }
        named.retain(|one| !is_member(self.analysis, alliance, *one));
        named.extend(&alliance.members);
        let mut bodies = BTreeSet::new();
        named.retain(|one| {
            self.analysis
                .likeliest(*one)
                .is_some_and(|body| bodies.insert(body))
        });
        if bodies.len() < 2 || named.iter().all(|one| alliance.members.contains(one)) {
            return None;
        }
        let role = |named: usize| match alliance.members.contains(&named) {
            true if alliance.has_lead && alliance.members.first() == Some(&named) => ClaimRole::Lead,
            true => ClaimRole::Member,
            false => ClaimRole::Partner,
        };
        let parties = named
            .into_iter()
            .map(|named| (DraftParty::Named(named), role(named)))
            .collect();
        Some((parties, bodies))
    }
}

/// Whether a sentence speaks of the alliance: it gives its number of members, its name, or one of its members as lead.
fn is_meant(analysis: &Analysis<'_, '_>, alliance: &Alliance, at: usize, named: &[usize]) -> bool {
    if alliance.said.is_some_and(|(sentence, _)| sentence == at) {
        return true;
    }
    let Some(sentence) = analysis.sentences.get(at) else {
        return false;
    };
    let has_word = says(sentence, Concept::Alliance).is_some();
    has_word && named.iter().any(|one| is_member(analysis, alliance, *one))
}

fn is_member(analysis: &Analysis<'_, '_>, alliance: &Alliance, named: usize) -> bool {
    let body = analysis.likeliest(named);
    alliance
        .members
        .iter()
        .any(|member| *member == named || (body.is_some() && analysis.likeliest(*member) == body))
}
