//! Partnerships told in prose: who, of what sort, where it stands, since when, through which programme, and why.
//!
//! In: what [`super::joining`] joins in each sentence, who speaks, and what [`super::pairing`] thinks of each pair. Out: one
//! claim per set of parties.
//!
//! # Invariants
//! - A claim has at least two bodies, of two countries unless the words say “between” or “twinned with”.
//! - Sentences about the same parties make one claim with several quotes; a refusal or an end among them decides.

use super::alliance::Alliance;
use super::details;
use super::joining::{Around, Join, Joiner, Missing, SPEAKING, Tie, speaks};
use super::line_words::Line;
use super::merging::{joined, rank};
use super::pairing::{self, Pairing, Standing};
use super::roles::Role;
use super::standing::{self, Part, Step};
use super::ties::Pair;
use super::{Draft, DraftParty, Findings, listed, phrase};
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Token};
use crate::document::{Analysis, Sentence};
use crate::gazetteer::BodyId;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use vocabulary::{ClaimKind, ClaimRole, Country, Day, Precision, Reason};

/// Most claims that a new one is compared with as part of a larger one: the latest ones.
const MOST_COMPARED: usize = 40;

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

/// A claim with what it rests on.
#[derive(Debug)]
struct Told {
    draft: Draft,
    bodies: BTreeSet<BodyId>,
    /// A word says where it stands.
    is_stated: bool,
    /// Only named where partnerships are told.
    is_weak: bool,
    /// The block that told it.
    block: usize,
}

/// The date that begins a piece of news, with the place named behind it, if one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Dateline {
    #[default]
    None,
    At(Option<usize>),
}

impl Dateline {
    fn place(self) -> Option<usize> {
        match self {
            Self::At(place) => place,
            Self::None => None,
        }
    }
}

/// What was named and told just before.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing of the words before"
)]
struct Passage {
    item: usize,
    block: usize,
    /// The first party of the item or block.
    topic: Option<usize>,
    /// Behind the date that begins a piece of news: the place named there, if one is.
    dateline: Dateline,
    /// The kind of partnership last named.
    relation: Option<&'static str>,
    /// What the line over a list says of all in it: “Ended”.
    heading: Option<&'static str>,
    /// The sentence begins a piece of news.
    begins: bool,
    /// Parties of the sentence before.
    named_before: Vec<usize>,
    /// Parties named of late, the last at the end.
    recent: Vec<usize>,
    /// The claims of the last sentence that told any.
    latest: Vec<usize>,
    /// The sentence before announced partners.
    announces: bool,
    /// Some sentence of the block spoke of a partnership.
    speaks: bool,
    /// The heading, or a short line like one, speaks of partners.
    headed: bool,
    /// The only body that the question before asks about: what follows answers of it.
    asked: Option<usize>,
}

/// Words behind the two names of a line of a pair: the page, the year.
const PAIR_LINE: usize = 3;

/// The same where a dash or stroke ties them: what a heading says of them.
const DASHED_LINE: usize = 10;

/// Words of a line over the titles of other articles.
const RELATED: usize = 5;

/// Words of a title.
const LINE: usize = 24;

/// Names remembered from the sentences before.
const MOST_RECENT: usize = 24;

struct Teller<'a, 'd, 'g> {
    analysis: &'a Analysis<'d, 'g>,
    findings: &'a Findings,
    joiner: Joiner<'a, 'd, 'g>,
    today: Option<Date>,
    /// The document tells what a council decided on its day.
    is_session: bool,
    found: Vec<Told>,
    places: HashMap<BTreeSet<BodyId>, usize>,
    passage: Passage,
    pairing: Pairing<'a, 'd, 'g>,
    homes: listed::Homes,
    /// Lines of other articles, which speak of whom they name and not of whoever speaks here.
    is_related: bool,
}

fn says(sentence: &Sentence, concept: Concept) -> Option<Cue> {
    sentence.cues.iter().copied().find(|cue| cue.concept == concept)
}

/// How many words “its” reaches to a word of partnership.
const OWNS: usize = 3;

/// “its link with”, “son jumelage avec”, “seine Partnerschaft mit”: the sentence is about whoever was told of before.
fn is_possessed(sentence: &Sentence) -> bool {
    let owned = |owner: &Cue| {
        let reach = owner.end..owner.end + OWNS;
        sentence
            .cues
            .iter()
            .any(|cue| SPEAKING.contains(&cue.concept) && reach.contains(&cue.first))
    };
    let mut owners = sentence.cues.iter().filter(|cue| cue.concept == Concept::Their);
    owners.any(|owner| owner.first < OWNS && owned(owner))
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
            is_session: is_session(analysis),
            found: Vec::new(),
            places: HashMap::new(),
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
            asked: self.passage.asked.is_some(),
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
        self.passage.topic = self.passage.topic.or(named.first().copied());
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

    /// Begins a new passage where an item or block begins.
    fn enter(&mut self, sentence: &Sentence) {
        let blocks = &self.analysis.document.blocks;
        let block = blocks.partition_point(|block| block.span.start <= sentence.span.start);
        if sentence.item != self.passage.item || self.begins_news(sentence) {
            self.passage = Passage {
                item: sentence.item,
                begins: self.begins_news(sentence),
                ..Passage::default()
            };
        } else if block != self.passage.block {
            self.passage.latest.clear();
            self.passage.named_before.clear();
            self.passage.announces &= block == self.passage.block + 1;
            if self.analysis.document.items.is_empty() {
                self.passage.topic = None;
            }
        }
        self.passage.block = block;
    }

    /// “What are the twins of Nice?”: the only body of a question about partners.
    fn asked(&self, sentence: &Sentence, named: &[usize]) -> Option<usize> {
        let text = sentence.span.of(&self.analysis.document.text);
        let is_question = text.trim_end().ends_with('?');
        match named {
            [one] if is_question && (self.passage.speaks || speaks(sentence)) => Some(*one),
            _ => None,
        }
    }

    /// “Related news”, “Читайте також:”: a short line over the titles of other articles.
    fn begins_related(&self, sentence: &Sentence) -> bool {
        let is_short = sentence.words.len() <= RELATED && self.is_line(sentence);
        is_short && says(sentence, Concept::Related).is_some_and(|cue| cue.first <= 1)
    }

    /// Whether a sentence is a line and not one of prose.
    fn is_line(&self, sentence: &Sentence) -> bool {
        let text = sentence.span.of(&self.analysis.document.text);
        !text.trim_end().ends_with(['.', '!', '…']) && sentence.words.len() <= LINE
    }

    /// A line of its own over what follows: its words of partnership and of status hold for it.
    fn head(&mut self, sentence: &Sentence, named: &[usize]) {
        let text = sentence.span.of(&self.analysis.document.text);
        let relation = standing::named_relation(sentence, Part::whole(sentence));
        self.passage.relation = relation.or(self.passage.relation);
        let is_line = sentence.words.len() <= 8 && !text.ends_with(['.', '!', '?']);
        let speaks = speaks(sentence);
        if sentence.is_heading || (is_line && speaks) || text.ends_with(':') {
            self.passage.headed = speaks;
        }
        if is_line && named.is_empty() {
            let status = standing::status(sentence, Part::whole(sentence));
            self.passage.heading =
                status.filter(|status| matches!(*status, "ended" | "suspended" | "dormant" | "refused"));
        }
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

    /// Whether a date stands at the head of the sentence: a piece of news begins.
    fn begins_news(&self, sentence: &Sentence) -> bool {
        let head = sentence
            .words
            .get(..sentence.words.len().min(6))
            .unwrap_or_default();
        let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let is_short = sentence.words.len() <= 8 || begins(sentence.span.of(&self.analysis.document.text));
        is_short
            && crate::document::dates::dates(
                head,
                &self.analysis.document.text,
                sentence.today.or(self.today),
            )
            .first()
            .is_some_and(|dated| dated.first < 3 && dated.day.precision() != Precision::Year)
    }

    /// The parties that the sentence joins, those left out filled in.
    fn joined(&self, at: usize) -> Vec<(Parties, Option<Join>)> {
        let Some(sentence) = self.analysis.sentences.get(at) else {
            return Vec::new();
        };
        let around = Around {
            announced: self.passage.announces,
            speaks: self.passage.speaks,
            asked: self.passage.asked.is_some(),
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

    /// The name of whoever speaks: the town that the question before asks about, or of the record that the sentence stands in, else of the document.
    fn home(&self, sentence: &Sentence) -> Option<usize> {
        if self.passage.asked.is_some() || self.is_related {
            return self.passage.asked;
        }
        self.homes.at(self.analysis, sentence.span.start).or_else(|| {
            let speaker = self.analysis.home.at(sentence.item);
            speaker.map(|speaker| speaker.named)
        })
    }

    /// Who is meant where a sentence leaves it out: whoever speaks, else who the passage is about.
    fn speaker(&self, sentence: &Sentence, without: &[BodyId]) -> Option<usize> {
        let fits = |named: &usize| {
            self.analysis
                .likeliest(*named)
                .is_some_and(|body| !without.contains(&body))
        };
        // “Bristol has four partners. Its link with B …”: whom the sentence before began with.
        if is_possessed(sentence)
            && let Some(owner) = self.passage.named_before.first().filter(|named| fits(named))
        {
            return Some(*owner);
        }
        // “25 September 2023 | Poltava”: the piece of news is about the place of its dateline.
        let dateline = self.passage.dateline.place();
        let home = self.home(sentence);
        let country = |named: usize| {
            let body = self.analysis.likeliest(named)?;
            self.analysis.resolver.gazetteer().country(body)
        };
        let is_of_home = |named: &usize| home.is_none_or(|home| country(home) == country(*named));
        if let Some(named) = dateline.filter(fits).filter(is_of_home) {
            return Some(named);
        }
        home.filter(fits)
            .or_else(|| self.passage.topic.filter(fits).filter(|_| home.is_none()))
    }

    /// The last bodies named before, so many.
    fn last(&self, count: usize, without: &[BodyId]) -> Option<Vec<usize>> {
        let mut bodies: Vec<BodyId> = without.to_vec();
        let mut found = Vec::new();
        for named in self.passage.recent.iter().rev() {
            let Some(body) = self.analysis.likeliest(*named) else {
                continue;
            };
            if !bodies.contains(&body) {
                bodies.push(body);
                found.push(*named);
            }
            if found.len() == count {
                found.reverse();
                return Some(found);
            }
        }
        None
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

    /// Adds a claim, or joins it to the one with the same parties. Its place.
    fn tell(
        &mut self,
        at: usize,
        (parties, bodies): Parties,
        (join, steps): (Option<&Join>, Vec<Step>),
    ) -> Option<usize> {
        let sentence = self.analysis.sentences.get(at)?;
        let part = join.map_or_else(|| Part::whole(sentence), |join| join.part);
        let confidence = match join.map(|join| join.tie) {
            Some(Tie::Near) => 0.55,
            Some(Tie::Said) => 0.75,
            Some(Tie::Firm) | None => 0.82,
        };
        let mut draft = Draft::new(ClaimKind::Partnership, sentence.span, confidence);
        draft.of_item = sentence.item;
        // “the pact”, “the partnership”: general words mean what was named before.
        draft.relation = standing::named_relation(sentence, part)
            .or(self.passage.relation)
            .or_else(|| standing::relation(sentence, part));
        let status = standing::status(sentence, part).or(self.passage.heading);
        // Where no word of the passage names any partnership, only a line of a pair tells one: “Albi / Abomey”.
        let is_bare = draft.relation.is_none() && join.is_some_and(|join| join.tie == Tie::Near);
        if is_bare && !self.is_pair_line(sentence, join) {
            return None;
        }
        // “Dinard n’est pas jumelée avec Odessa”: nothing is told, unless of one that is known.
        if status == Some(standing::DENIED) {
            return self.places.get(&bodies).copied();
        }
        let settled = settled(status, &steps, sentence.today.or(self.today));
        draft.status = Some(settled);
        self.date(&mut draft, &steps, sentence);
        self.explain(&mut draft, sentence, at, &parties);
        draft.parties = parties;
        let told = Told {
            draft,
            bodies,
            is_stated: status.is_some(),
            is_weak: join.is_some_and(|join| join.tie == Tie::Near),
            block: self.passage.block,
        };
        Some(self.merge(told))
    }

    /// Whether a short line is little more than two names that a dash, a stroke or “and” ties.
    fn is_pair_line(&self, sentence: &Sentence, join: Option<&Join>) -> bool {
        let words = |named: &usize| Some(self.analysis.named.get(*named)?.words);
        let names: Vec<_> = join
            .into_iter()
            .flat_map(|join| &join.names)
            .filter_map(words)
            .collect();
        let [(intro, _, end), (next, _, last)] = names.as_slice() else {
            return false;
        };
        let line = Line { sentence };
        let is_dashed = matches!(line.gap(*end), Some(Gap::Dash | Gap::Hyphen | Gap::Slash));
        let reach = if is_dashed { DASHED_LINE } else { PAIR_LINE };
        let is_tied = next.saturating_sub(*end) <= 2 && (is_dashed || line.is_and_before(*next));
        is_tied && *intro <= 1 && sentence.words.len() <= last + reach
    }

    /// The steps of a sentence shared out among its joins: to the nearest before them, to all of a list that has one.
    fn shared(&self, sentence: &Sentence, joins: &[Option<Join>]) -> Vec<Vec<Step>> {
        let all = standing::steps(self.analysis, sentence, self.today);
        if joins.len() < 2 {
            return vec![all; joins.len()];
        }
        let count = joins.len();
        if says(sentence, Concept::Respectively).is_some() && all.len() >= count {
            let last = all.get(all.len() - count..).unwrap_or_default();
            return last.iter().map(|step| vec![*step]).collect();
        }
        let lasts: Vec<(usize, usize)> = joins
            .iter()
            .map(|join| {
                let last = join.as_ref().and_then(|join| join.names.last());
                let one = last.and_then(|named| self.analysis.named.get(*named));
                one.map_or((0, 0), |one| (one.words.0, one.words.2))
            })
            .collect();
        let mut shares = vec![Vec::new(); count];
        for step in &all {
            // “seit 1969 mit A, seit 1992 mit B”: the date leads to the name behind it.
            let led = lasts
                .iter()
                .position(|(intro, _)| is_with(sentence, step.end, *intro));
            let owner = led.or_else(|| lasts.iter().rposition(|(_, end)| *end > 0 && *end <= step.first));
            // “1982 folgten A und B, C und D”: a date that begins the sentence is everyone's.
            let is_common = all.len() == 1 && (!step.is_tied || step.first == 0)
                || !step.is_tied && matches!(step.what, Some("voted" | "signed" | "confirmed" | "renewed"));
            for (at, share) in shares.iter_mut().enumerate() {
                if is_common || owner == Some(at) {
                    share.push(*step);
                }
            }
        }
        shares
    }

    fn date(&self, draft: &mut Draft, steps: &[Step], sentence: &Sentence) {
        for step in steps {
            let bracketed = step.is_bracketed.then_some("established");
            let what = step.what.or(bracketed).or(match draft.status {
                Some("signed") => Some("signed"),
                Some("voted") => Some("voted"),
                Some("ended") => Some("ended"),
                Some("suspended") => Some("suspended"),
                _ if step.is_tied => Some("established"),
                _ => None,
            });
            if let Some(what) = what
                && !draft.dates.contains(&(what, step.day))
            {
                draft.dates.push((what, step.day));
                draft
                    .reasons
                    .push(Reason::new("date_in_sentence").with("date", step.day.to_string()));
            }
        }
        // What a council decides, it decides on the day of its session.
        let Some(today) = sentence.today.or(self.today).filter(|_| self.is_session) else {
            return;
        };
        let renewed = [(Concept::Confirm, "confirmed"), (Concept::Renew, "renewed")];
        let decided = match draft.status {
            Some("voted" | "refused") => Some("voted"),
            Some("ended") => Some("ended"),
            Some("suspended") => Some("suspended"),
            _ => renewed
                .iter()
                .find(|(concept, _)| says(sentence, *concept).is_some())
                .map(|(_, what)| *what),
        };
        if let Some(what) = decided
            && !draft.dates.iter().any(|(known, _)| *known == what)
        {
            draft.dates.push((what, Day::of(today)));
        }
    }

    /// The words that say it, the alliance, programme, reason and those who stand beside it.
    fn explain(
        &self,
        draft: &mut Draft,
        sentence: &Sentence,
        at: usize,
        parties: &[(DraftParty, ClaimRole)],
    ) {
        for concept in SPEAKING.iter().chain(&[Concept::Sign]) {
            let word = says(sentence, *concept)
                .and_then(|cue| phrase::between(self.analysis, sentence, cue.first, cue.end));
            if let Some(word) = word {
                draft.reasons.push(Reason::new("verb").with("word", word));
                draft.confidence += 0.03;
            }
        }
        let alliance = self.findings.alliance.as_ref().filter(|alliance| {
            let is_party = |member: &usize| {
                parties
                    .iter()
                    .any(|(party, _)| *party == DraftParty::Named(*member))
            };
            alliance.members.iter().all(is_party)
        });
        if let Some(alliance) = alliance {
            draft.title.clone_from(&alliance.title);
            draft.prove(alliance.list);
            draft.reasons.extend(alliance.reasons.iter().cloned());
        }
        draft.others = details::others(self.analysis, self.findings, at);
        details::add_details(self.analysis, sentence, draft);
        draft.why = details::birthplaces(self.analysis, sentence).or(draft.why.take());
    }

    /// A later sentence about “this partnership” may date it, settle it, name its programme, or say why.
    fn go_on(&mut self, sentence: &Sentence, named: &[usize]) {
        let [place] = self.passage.latest.as_slice() else {
            return;
        };
        let Some(told) = self.found.get_mut(*place) else {
            return;
        };
        let stays = named
            .iter()
            .filter_map(|named| self.analysis.likeliest(*named))
            .all(|body| told.bodies.contains(&body));
        add_later(self.analysis, sentence, &mut told.draft);
        let speaks = speaks(sentence)
            || says(sentence, Concept::Sign).is_some()
            || (named.is_empty() && says(sentence, Concept::Proposal).is_some());
        if !speaks || !stays {
            return;
        }
        let status =
            standing::status(sentence, Part::whole(sentence)).filter(|status| *status != standing::DENIED);
        let steps = standing::steps(self.analysis, sentence, self.today);
        let steps: Vec<Step> = steps.into_iter().filter(|step| step.what.is_some()).collect();
        if let Some(status) = status {
            let settled = settled(Some(status), &steps, sentence.today.or(self.today));
            let draft = &mut told.draft;
            if !told.is_stated || rank(settled) > rank(draft.status.unwrap_or_default()) {
                draft.status = Some(settled);
                draft.prove(sentence.span);
            }
            told.is_stated = true;
        }
        for step in steps {
            let what = step.what.unwrap_or("established");
            if !told.draft.dates.contains(&(what, step.day)) {
                told.draft.dates.push((what, step.day));
                told.draft.prove(sentence.span);
            }
        }
    }

    /// Adds a claim, or joins it to the claim with the same parties, or, in one block, with more of them. Its place.
    fn merge(&mut self, told: Told) -> usize {
        let known = self.places.get(&told.bodies).copied().or_else(|| {
            let from = self.found.len().saturating_sub(MOST_COMPARED);
            let near = self.found.iter().enumerate().skip(from);
            near.filter(|(_, known)| {
                known.draft.of_item == told.draft.of_item && known.bodies.len() != told.bodies.len()
            })
            .find(|(_, known)| {
                let is_part = told.bodies.is_subset(&known.bodies) || known.bodies.is_subset(&told.bodies);
                let is_weak = told.is_weak || known.is_weak;
                is_part && (is_weak || known.block.abs_diff(told.block) <= 1)
            })
            .map(|(at, _)| at)
        });
        let Some(at) = known else {
            let at = self.found.len();
            self.places.insert(told.bodies.clone(), at);
            self.found.push(told);
            return at;
        };
        if let Some(known) = self.found.get_mut(at) {
            if told.is_weak && known.bodies.len() > told.bodies.len() {
                return at;
            }
            join(known, told);
            self.places.insert(known.bodies.clone(), at);
        }
        at
    }
}

/// Whether “with” alone stands between two places of a sentence.
fn is_with(sentence: &Sentence, from: usize, to: usize) -> bool {
    let is_company = |at: usize| {
        let mut cues = sentence.cues.iter();
        cues.any(|cue| cue.concept == Concept::With && cue.first == at)
    };
    let is_joined = sentence.words.get(from).is_some_and(Token::is_joined);
    to == from + 1 && is_joined && is_company(from)
}

/// Where it stands: signed long ago is active; where no word says it, it is active.
fn settled(status: Option<&'static str>, steps: &[Step], today: Option<Date>) -> &'static str {
    let Some(status) = status else { return "active" };
    if status != "signed" {
        return status;
    }
    let signed = steps
        .iter()
        .filter(|step| matches!(step.what, Some("signed" | "established") | None))
        .map(|step| step.day.year())
        .max();
    let is_old = signed
        .zip(today)
        .is_some_and(|(year, today)| year + 1 < today.year());
    if is_old { "active" } else { "signed" }
}

fn join(known: &mut Told, told: Told) {
    let narrow_stated = told.is_stated;
    let status = match (known.is_stated, told.is_stated) {
        (true, true) => [known.draft.status, told.draft.status]
            .into_iter()
            .flatten()
            .max_by_key(|status| rank(status)),
        (false, true) => told.draft.status,
        _ => known.draft.status,
    };
    known.is_stated |= narrow_stated;
    known.is_weak &= told.is_weak;
    let is_wider = told.bodies.len() > known.bodies.len();
    let first = known.draft.clone();
    known.draft = if is_wider {
        joined(told.draft, first)
    } else {
        joined(first, told.draft)
    };
    known.draft.status = status;
    known.bodies.extend(told.bodies);
}

/// A later sentence may name the programme or the reason.
fn add_later(analysis: &Analysis<'_, '_>, sentence: &Sentence, claim: &mut Draft) {
    let speaks = speaks(sentence);
    let mut later = Draft::new(ClaimKind::Partnership, sentence.span, claim.confidence);
    details::add_details(analysis, sentence, &mut later);
    if claim.programme.is_none() && later.programme.is_some() {
        claim.programme = later.programme;
        claim.prove(sentence.span);
        claim.reasons.append(&mut later.reasons);
    }
    if claim.why.is_none() && details::birthplaces(analysis, sentence).is_some() {
        // “L’un est la ville natale de …, l’autre celle de …”: a sentence of its own says it whole.
        claim.why = phrase::between(analysis, sentence, 0, sentence.words.len());
        claim.prove(sentence.span);
    }
    let is_given = later.reasons.iter().any(|reason| reason.code == "why_given");
    if claim.why.is_none() && later.why.is_some() && (speaks || is_given) {
        claim.why = later.why;
        claim.prove(sentence.span);
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
