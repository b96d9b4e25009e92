//! A partnership told: its status, dates and proofs, and the same one told again.
//!
//! In: the parties that a sentence joins. Out: one claim for each set of them, in [`Told`].
//!
//! # Invariants
//! What a later sentence says of the same parties is joined to what is known; nothing told is lost.

use super::{Parties, Teller, says};
use crate::claims::joining::{Join, SPEAKING, Tie, speaks};
use crate::claims::line_words::Line;
use crate::claims::merging::{joined, rank};
use crate::claims::standing::{self, Part, Step};
use crate::claims::{Draft, DraftParty, details, phrase};
use crate::document::lexicon::Concept;
use crate::document::tokens::{Gap, Token};
use crate::document::{Analysis, Sentence};
use crate::gazetteer::BodyId;
use jiff::civil::Date;
use std::collections::BTreeSet;
use vocabulary::{ClaimKind, ClaimRole, Day, Reason};

/// Most claims that a new one is compared with as part of a larger one: the latest ones.
const MOST_COMPARED: usize = 40;

/// A claim with what it rests on.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) draft: Draft,
    pub(super) bodies: BTreeSet<BodyId>,
    /// A word says where it stands.
    pub(super) is_stated: bool,
    /// Only named where partnerships are told.
    pub(super) is_weak: bool,
    /// The block that told it.
    pub(super) block: usize,
}

/// Words behind the two names of a line of a pair: the page, the year.
const PAIR_LINE: usize = 3;

/// The same where a dash or stroke ties them: what a heading says of them.
const DASHED_LINE: usize = 10;

/// Whether “with” alone leads from a date to a name: “since 1992 with A”, “, since 1992, with A”.
fn is_with(sentence: &Sentence, step: &Step, to: usize) -> bool {
    let is_company = |at: usize| {
        let mut cues = sentence.cues.iter();
        cues.any(|cue| cue.concept == Concept::With && cue.first == at)
    };
    let is_comma = |at: usize| sentence.words.get(at).is_some_and(|word| word.gap == Gap::Comma);
    let is_joined = sentence.words.get(step.end).is_some_and(Token::is_joined);
    let is_aside = is_comma(step.end) && step.first.checked_sub(1).is_some_and(is_comma);
    to == step.end + 1 && (is_joined || is_aside) && is_company(step.end)
}

/// Years in which something happened of late.
const LATE: i16 = 5;

/// Where it stands: signed long ago is active; where no word says it, it is active.
fn settled(status: Option<&'static str>, steps: &[Step], today: Option<i16>) -> &'static str {
    let Some(status) = status else { return "active" };
    if status != "signed" {
        return status;
    }
    let year_of = |whats: &[Option<&str>]| {
        let told = steps.iter().filter(|step| whats.contains(&step.what));
        told.map(|step| step.day.year()).max()
    };
    // What was established long ago is not new for a signature of today.
    let signed = year_of(&[Some("established")]).or_else(|| year_of(&[Some("signed"), None]));
    let is_old = signed.zip(today).is_some_and(|(year, today)| year + 1 < today);
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

impl Teller<'_, '_, '_> {
    /// The year in which a sentence was written; where no day says it, the latest that the document names.
    fn year(&self, sentence: &Sentence) -> Option<i16> {
        let today = sentence.today.or(self.today).map(Date::year);
        today.or(self.latest_year)
    }

    /// Whether a day lies few years before a sentence was written.
    fn is_of_late(&self, day: Day, sentence: &Sentence) -> bool {
        let year = self.year(sentence);
        year.is_some_and(|year| (year - LATE..=year).contains(&day.year()))
    }

    /// Adds a claim, or joins it to the one with the same parties. Its place.
    pub(super) fn tell(
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
        // Where no word of the document names any partnership, only a line of a pair tells one: “Albi / Abomey”.
        let is_near = join.is_some_and(|join| join.tie == Tie::Near);
        let is_bare = draft.relation.is_none() && is_near && !self.pairing.speaks();
        if is_bare && !self.is_pair_line(sentence, join) {
            return None;
        }
        draft.relation = draft.relation.or(self.usual_relation);
        // “Dinard n’est pas jumelée avec Odessa”: nothing is told, unless of one that is known.
        if status == Some(standing::DENIED) {
            return self.places.get(&bodies).copied();
        }
        let settled = settled(status, &steps, self.year(sentence));
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
    pub(super) fn is_pair_line(&self, sentence: &Sentence, join: Option<&Join>) -> bool {
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
    pub(super) fn shared(&self, sentence: &Sentence, joins: &[Option<Join>]) -> Vec<Vec<Step>> {
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
                .position(|(intro, _)| is_with(sentence, step, *intro));
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
        // “Since 1974 twinned with A and since 1990 with B”: where each of the others has its own, the first is of the first.
        if let (Some(step), Some((first, others))) = (all.first(), shares.split_first_mut())
            && let Some((intro, _)) = lasts.first()
            && first.is_empty()
            && step.is_tied
            && step.end <= *intro
            && others.iter().all(|share| share.len() == 1)
        {
            first.push(*step);
        }
        shares
    }

    pub(super) fn date(&self, draft: &mut Draft, steps: &[Step], sentence: &Sentence) {
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
            let what = what.map(|what| match (what, draft.status) {
                // “Seit 2021 wird verhandelt”: what does not stand yet did not begin then.
                ("established", Some("explored" | "offered" | "sought" | "refused")) => "first_contact",
                // “ruht seit 2022”: of late the rest began, and not the partnership.
                ("established", Some("suspended")) if self.is_of_late(step.day, sentence) => "suspended",
                _ => what,
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
    pub(super) fn explain(
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
    pub(super) fn go_on(&mut self, sentence: &Sentence, named: &[usize]) {
        let [place] = self.passage.latest.as_slice() else {
            return;
        };
        let year = self.year(sentence);
        let Some(told) = self.found.get_mut(*place) else {
            return;
        };
        let is_of_them = named
            .iter()
            .filter_map(|named| self.analysis.likeliest(*named))
            .all(|body| told.bodies.contains(&body));
        add_later(self.analysis, sentence, &mut told.draft);
        // “The link dated back to 1959.”, “Sie besteht seit 1971.”
        let says = |concept| says(sentence, concept).is_some();
        let is_bond =
            says(Concept::Proposal) || says(Concept::Bond) || says(Concept::Their) && says(Concept::Since);
        let speaks = speaks(sentence) || says(Concept::Sign) || named.is_empty() && is_bond;
        if !speaks || !is_of_them {
            return;
        }
        let status =
            standing::status(sentence, Part::whole(sentence)).filter(|status| *status != standing::DENIED);
        let steps = standing::steps(self.analysis, sentence, self.today);
        let steps: Vec<Step> = steps.into_iter().filter(|step| step.what.is_some()).collect();
        if let Some(status) = status {
            let settled = settled(Some(status), &steps, year);
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
    pub(super) fn merge(&mut self, told: Told) -> usize {
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
