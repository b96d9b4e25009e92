//! Where a partnership stands and since when, by the words around its names.
//!
//! In: a sentence and the part of it that speaks of the partnership. Out: status, relation and dated steps.
//!
//! # Invariants
//! - A refusal, an end, a plan is said by a word; where none is said the partnership is active, and weakly so.
//! - “30 years in 2018” gives the year 1988.

use super::line_words::goes_on;
use crate::document::dates::{self, Dated};
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape, Token};
use crate::document::{Analysis, Sentence, amounts};
use crate::resolve::type_words;
use jiff::civil::Date;
use vocabulary::Day;

/// A part of a sentence, by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Part {
    pub(super) fn whole(sentence: &Sentence) -> Self {
        Self {
            from: 0,
            to: sentence.words.len(),
        }
    }

    fn has(self, cue: &Cue) -> bool {
        cue.first >= self.from && cue.first < self.to
    }
}

/// Status words in the order in which they decide, each with what it makes of a partnership.
const STATUSES: [(Concept, &str); 12] = [
    (Concept::Refuse, "refused"),
    (Concept::End, "ended"),
    (Concept::Suspend, "suspended"),
    (Concept::Dormant, "dormant"),
    (Concept::Expected, "announced"),
    (Concept::Vote, "voted"),
    (Concept::Seek, "sought"),
    (Concept::Offer, "offered"),
    (Concept::Plan, "explored"),
    (Concept::Sign, "signed"),
    (Concept::Announce, "announced"),
    (Concept::InForce, "active"),
];

/// Where it stands: the word of the part, else of the sentence around it; `None` where nothing is said.
pub(super) fn status(sentence: &Sentence, part: Part) -> Option<&'static str> {
    within(sentence, part)
        .or_else(|| within(sentence, clause(sentence, part)))
        .or_else(|| within(sentence, introduction(sentence, part)?))
        .or_else(|| is_denied_list(sentence).then_some(DENIED))
}

/// “Not twins, whatever they say: A, B and C”: what denies stands at the head and holds for all.
fn is_denied_list(sentence: &Sentence) -> bool {
    let mut cues = sentence.cues.iter();
    cues.any(|not| {
        not.concept == Concept::Not
            && not.first == 0
            && sentence.cues.iter().any(|cue| {
                matches!(cue.concept, Concept::Twinning | Concept::PartnerBody)
                    && (not.end..not.end + DENIES).contains(&cue.first)
            })
    })
}

fn within(sentence: &Sentence, part: Part) -> Option<&'static str> {
    let said = |concept: Concept| {
        sentence
            .cues
            .iter()
            .filter(|cue| part.has(cue))
            .find(|cue| cue.concept == concept && !is_denied(sentence, cue))
    };
    let denied = |of: &[Concept]| {
        sentence
            .cues
            .iter()
            .any(|cue| part.has(cue) && of.contains(&cue.concept) && is_denied(sentence, cue))
    };
    let found = STATUSES.iter().find(|(concept, _)| said(*concept).is_some());
    match found {
        Some((Concept::Plan, _)) if said(Concept::Since).is_some() && said(Concept::Twinning).is_some() => {
            None
        }
        Some((_, status)) => Some(status),
        None if denied(&[Concept::Sign, Concept::Vote]) => Some("explored"),
        None if denied(&[Concept::Twinning, Concept::Partnership, Concept::PartnerBody])
            && said(Concept::Since).is_none() =>
        {
            Some(DENIED)
        }
        None => None,
    }
}

/// What “not twinned with” says: no status of a partnership, for there is none.
pub(super) const DENIED: &str = "denied";

/// How many words a “not” reaches.
const DENIES: usize = 2;

/// Whether “not” stands near before the word, or right behind it where languages put it there.
fn is_denied(sentence: &Sentence, cue: &Cue) -> bool {
    sentence
        .cues
        .iter()
        .filter(|not| not.concept == Concept::Not)
        .any(|not| {
            let before = not.end <= cue.first && cue.first - not.end <= DENIES;
            let behind = not.first >= cue.end && not.first - cue.end < 2;
            // “has not forgotten its twinning”: another verb is denied.
            let is_owned = sentence.cues.iter().any(|owner| {
                owner.concept == Concept::Their && owner.first > not.first && owner.end <= cue.first
            });
            let is_free = |from: usize, to: usize| {
                sentence
                    .words
                    .get(from..to)
                    .unwrap_or_default()
                    .iter()
                    .all(|word| !matches!(word.gap, Gap::Stop | Gap::Comma))
            };
            (before && !is_owned && is_free(not.end, cue.first + 1))
                || (behind && is_free(cue.end, not.first + 1))
        })
}

/// The clause around a part: between semicolons, colons and words of contrast.
pub(super) fn clause(sentence: &Sentence, part: Part) -> Part {
    let is_edge = |at: usize| {
        sentence.words.get(at).is_some_and(|word| word.gap == Gap::Stop)
            || sentence
                .cues
                .iter()
                .any(|cue| cue.concept == Concept::Contrast && cue.first == at)
    };
    let from = (0..=part.from).rev().find(|at| is_edge(*at)).unwrap_or(0);
    let to = (part.to.max(part.from + 1)..sentence.words.len())
        .find(|at| is_edge(*at))
        .unwrap_or(sentence.words.len());
    Part { from, to }
}

/// “A has broken with three towns: B, C and D”: the clause before a list, which holds for all in it. A clause of its
/// own, with a verb behind its name, is none.
fn introduction(sentence: &Sentence, part: Part) -> Option<Part> {
    let list = clause(sentence, part);
    let end = list.from.checked_sub(1)?;
    let is_name = |at: &usize| sentence.words.get(*at).is_some_and(Token::is_capital);
    let behind = (list.from..list.to)
        .find(|at| !is_name(at))
        .and_then(|at| sentence.words.get(at));
    let is_verb = behind.is_some_and(goes_on);
    let begins = is_name(&list.from)
        || sentence
            .words
            .get(list.from)
            .is_some_and(|word| type_words::levels_of(&word.key).is_some());
    (begins && !is_verb).then(|| clause(sentence, Part { from: end, to: end }))
}

/// What sort of partnership the words name.
pub(super) fn relation(sentence: &Sentence, part: Part) -> Option<&'static str> {
    let general = [Concept::Sign, Concept::Partnership];
    let says = |cue: &Cue| general.contains(&cue.concept);
    named_relation(sentence, part)
        .or_else(|| sentence.cues.iter().any(says).then_some("cooperation_agreement"))
}

/// The same, but for words that say no sort: “partnership”, “signed”.
pub(super) fn named_relation(sentence: &Sentence, part: Part) -> Option<&'static str> {
    let order = [
        (Concept::Memorandum, "memorandum"),
        (Concept::LetterOfIntent, "letter_of_intent"),
        (Concept::FriendshipDeclaration, "friendship_declaration"),
        (Concept::Twinning, "twinning"),
        (Concept::CooperationAgreement, "cooperation_agreement"),
        (Concept::PartnerBody, "twinning"),
        (Concept::Network, "network"),
        (Concept::Solidarity, "solidarity_partnership"),
        (Concept::Alliance, "solidarity_partnership"),
    ];
    let said = |concept: Concept, part: Part| {
        sentence
            .cues
            .iter()
            .any(|cue| cue.concept == concept && part.has(cue))
    };
    let find = |part: Part| order.iter().find(|(concept, _)| said(*concept, part));
    find(part)
        .or_else(|| find(clause(sentence, part)))
        .or_else(|| find(Part::whole(sentence)))
        .map(|(_, relation)| *relation)
}

/// The steps that words say of a date near them.
const STEPS: [(Concept, &str); 9] = [
    (Concept::Since, "established"),
    (Concept::Establish, "established"),
    (Concept::Renew, "renewed"),
    (Concept::Confirm, "confirmed"),
    (Concept::Suspend, "suspended"),
    (Concept::End, "ended"),
    (Concept::Vote, "voted"),
    (Concept::Sign, "signed"),
    (Concept::Expected, "announced"),
];

/// How many words a step reaches to its date.
const REACH: usize = 7;

/// What happened on a date: the nearest word of a step before it, else behind it; `None` where no word says it.
pub(super) fn step(sentence: &Sentence, dated: &Dated) -> Option<&'static str> {
    let steps = sentence
        .cues
        .iter()
        .filter_map(|cue| Some((cue, STEPS.iter().find(|(concept, _)| *concept == cue.concept)?.1)));
    let nearest = steps
        .filter_map(|(cue, step)| {
            let distance = if cue.end <= dated.first {
                dated.first - cue.end
            } else if cue.first >= dated.end {
                cue.first - dated.end + 2
            } else {
                return Some((0, step));
            };
            (distance <= REACH && is_unbroken(sentence, cue, dated)).then_some((distance, step))
        })
        .min_by_key(|(distance, _)| *distance);
    nearest.map(|(_, step)| step)
}

fn is_unbroken(sentence: &Sentence, cue: &Cue, dated: &Dated) -> bool {
    let (from, to) = if cue.end <= dated.first {
        (cue.end, dated.first)
    } else {
        (dated.end, cue.first)
    };
    let words = sentence.words.get(from..=to).unwrap_or_default();
    words.iter().all(|word| !matches!(word.gap, Gap::Stop))
}

/// A dated step with the place of its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) what: Option<&'static str>,
    pub(super) day: Day,
    pub(super) first: usize,
    pub(super) end: usize,
    /// Brackets or “since” tie it to the name before it.
    pub(super) is_tied: bool,
    /// It stands in brackets of its own: “Volgograd (1988)”.
    pub(super) is_bracketed: bool,
}

/// The dated steps of a sentence, in order of place.
pub(super) fn steps(analysis: &Analysis<'_, '_>, sentence: &Sentence, today: Option<Date>) -> Vec<Step> {
    let text = &analysis.document.text;
    let mut found: Vec<Step> = dates::dates(&sentence.words, text, sentence.today.or(today))
        .into_iter()
        .map(|dated| Step {
            what: step(sentence, &dated),
            day: dated.day,
            first: dated.first,
            end: dated.end,
            is_tied: is_tied(sentence, dated.first),
            is_bracketed: false,
        })
        .collect();
    found.extend(bare_years(sentence, &found));
    found.extend(anniversary(analysis, sentence, today));
    for step in &mut found {
        let Some(open) = bracket(sentence, step.first) else {
            continue;
        };
        step.is_bracketed = true;
        step.what = STEPS
            .iter()
            .find(|(concept, _)| {
                sentence
                    .cues
                    .iter()
                    .any(|cue| cue.concept == *concept && cue.first >= open && cue.end <= step.first)
            })
            .map(|(_, what)| *what);
    }
    found.sort_by_key(|step| step.first);
    found
}

/// The first word of the brackets that a word stands in, if they opened just before.
fn bracket(sentence: &Sentence, at: usize) -> Option<usize> {
    let mut place = at;
    for _ in 0..5 {
        match sentence.words.get(place)?.gap {
            Gap::Open => return Some(place),
            Gap::Close | Gap::Stop => return None,
            _ => place = place.checked_sub(1)?,
        }
    }
    None
}

/// Whether brackets hold a date, or “since” stands right before it.
fn is_tied(sentence: &Sentence, first: usize) -> bool {
    let is_open = (first.saturating_sub(4)..=first)
        .any(|at| sentence.words.get(at).is_some_and(|word| word.gap == Gap::Open));
    is_open
        || sentence
            .cues
            .iter()
            .any(|cue| cue.concept == Concept::Since && cue.end <= first && first - cue.end < 2)
}

/// Years that only brackets, a comma or a word of a step introduce: “(1964)”, “twinned 1975”.
fn bare_years(sentence: &Sentence, known: &[Step]) -> Vec<Step> {
    let is_known = |at: usize| known.iter().any(|step| (step.first..step.end).contains(&at));
    let year = |at: usize| -> Option<i16> {
        let word = sentence.words.get(at)?;
        let year: i16 =
            (word.key.len() == 4 && word.shape == Shape::Number).then(|| word.key.parse().ok())??;
        (1900..=2100).contains(&year).then_some(year)
    };
    let places = 0..sentence.words.len();
    places
        .filter(|at| !is_known(*at))
        .filter_map(|at| {
            let year = year(at)?;
            let word = sentence.words.get(at)?;
            let opens = at == 0 || word.gap == Gap::Comma;
            let closes = sentence
                .words
                .get(at + 1)
                .is_none_or(|next| matches!(next.gap, Gap::Close | Gap::Comma | Gap::Stop | Gap::Dash));
            let said = Dated {
                day: Day::in_year(year)?,
                first: at,
                end: at + 1,
            };
            // “signed 1976”, “1976 unterzeichnet”, “im Jahr 1976”.
            let beside = sentence.cues.iter().any(|cue| {
                STEPS.iter().any(|(concept, _)| *concept == cue.concept)
                    && (cue.end <= at && at - cue.end < 2 || cue.first > at && cue.first - at <= 2)
            });
            let before = at.checked_sub(1).and_then(|before| sentence.words.get(before));
            let beside = beside || before.is_some_and(|word| dates::is_year_word(&word.key));
            let called = sentence
                .cues
                .iter()
                .any(|cue| cue.concept == Concept::Twinning && cue.end == at);
            // “hat sich 1978 mit Liernais zusammengetan”: Germans name a year without a preposition.
            let next = sentence.words.get(at + 1);
            let is_german = sentence.language.as_deref() == Some("de")
                && word.gap == Gap::Space
                && next.is_some_and(|next| next.shape == Shape::Lower);
            let is_said = is_tied(sentence, at)
                || opens
                || closes
                || called
                || is_german
                || (beside && word.gap == Gap::Space);
            is_said.then_some(Step {
                what: if called {
                    Some("established")
                } else {
                    step(sentence, &said)
                },
                day: said.day,
                first: at,
                end: at + 1,
                is_tied: true,
                is_bracketed: false,
            })
        })
        .collect()
}

/// “30 ans en 2018”, “the 45th anniversary”, “seit 30 Jahren”: the year in which it began.
fn anniversary(analysis: &Analysis<'_, '_>, sentence: &Sentence, today: Option<Date>) -> Option<Step> {
    let said = sentence
        .cues
        .iter()
        .find(|cue| cue.concept == Concept::Anniversary)?;
    let from = said.first.saturating_sub(6);
    let (at, years) = (from..(said.end + 6).min(sentence.words.len())).find_map(|at| {
        let word = sentence.words.get(at)?;
        let years = counted(analysis, sentence, at)?;
        let is_years = sentence.cues.iter().any(|cue| {
            matches!(cue.concept, Concept::Years | Concept::Anniversary)
                && cue.first > at
                && cue.first <= at + 2
                || cue.concept == Concept::Anniversary && cue.first == at
        });
        (is_years && (2..=120).contains(&years) && word.gap != Gap::Stop).then_some((at, years))
    })?;
    let given = sentence.words.iter().find_map(|word| {
        let year: i16 =
            (word.key.len() == 4 && word.shape == Shape::Number).then(|| word.key.parse().ok())??;
        (1950..=2100).contains(&year).then_some(year)
    });
    let base = given.or_else(|| sentence.today.or(today).map(Date::year))?;
    let year = base.checked_sub(i16::try_from(years).ok()?)?;
    Some(Step {
        what: Some("established"),
        day: Day::in_year(year)?,
        first: at,
        end: at + 1,
        is_tied: false,
        is_bracketed: false,
    })
}

/// A number in digits or words, cardinal or ordinal: “30”, “trente”, “45th”, “35.”.
fn counted(analysis: &Analysis<'_, '_>, sentence: &Sentence, at: usize) -> Option<u64> {
    let word = sentence.words.get(at)?;
    amounts::whole(word, &analysis.document.text).or_else(|| {
        let digits = word.key.trim_end_matches(|c: char| !c.is_ascii_digit());
        (word.shape == Shape::Number && digits.len() <= 3)
            .then(|| digits.parse().ok())
            .flatten()
    })
}
