//! The exam of names: questions asked of the resolver, answers counted.
//!
//! In: questions and a resolver. Out: a [`Sheet`] for each kind of question.
//!
//! # Invariants
//! Questions of one group are asked together, in their order; a hidden body is taken out before anything is decided.

use super::questions::Question;
use crate::document::resolve_together;
use crate::resolve::{Ranking, Resolver, Scored};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Parts into which the confidences are cut to see whether they are true.
const BINS: usize = 10;

/// What was answered to the questions of one kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Questions that have a right answer.
    pub asked: usize,
    /// The first candidate is right, answered or not.
    pub first: usize,
    /// One of the first five is right.
    pub among_five: usize,
    /// Answered.
    pub answered: usize,
    /// Answered rightly.
    pub right: usize,
    /// Questions without a right answer.
    pub without: usize,
    /// Of those, answered all the same.
    pub answered_without: usize,
    /// Answers by confidence: how many, the sum of their confidences, how many right.
    bins: [(usize, f64, usize); BINS],
}

impl Sheet {
    /// The share of questions whose first candidate is right.
    pub fn accuracy(&self) -> f64 {
        share(self.first, self.asked)
    }

    /// The share of questions with the right body among the first five.
    pub fn recall(&self) -> f64 {
        share(self.among_five, self.asked)
    }

    /// The share of questions with a right answer that were answered.
    pub fn coverage(&self) -> f64 {
        share(self.answered, self.asked)
    }

    /// The share of answers that are right.
    pub fn precision(&self) -> f64 {
        share(self.right, self.answered + self.answered_without)
    }

    /// The share of bodies in no list that were answered all the same.
    pub fn invented(&self) -> f64 {
        share(self.answered_without, self.without)
    }

    /// The expected calibration error over ten equal parts (Naeini et al. 2015).
    pub fn calibration(&self) -> f64 {
        let all: usize = self.bins.iter().map(|(count, ..)| count).sum();
        let gap = |(_, sum, right): &(usize, f64, usize)| (sum - number(*right)).abs();
        self.bins.iter().map(gap).sum::<f64>() / number(all.max(1))
    }

    fn count(&mut self, question: &Question, ranking: &Ranking, resolver: &Resolver<'_>) {
        let answers = &ranking.scored;
        let abstains = resolver.answer(ranking).is_none();
        let is_right = |answer: &Scored| {
            let mut codes = resolver.gazetteer().codes_of(answer.body);
            codes.any(|code| question.right.contains(&code))
        };
        let first = answers.first();
        let is_first = first.is_some_and(is_right);
        if question.right.is_empty() {
            self.without += 1;
            self.answered_without += usize::from(!abstains);
        } else {
            self.asked += 1;
            self.first += usize::from(is_first);
            self.among_five += usize::from(answers.iter().take(5).any(is_right));
            self.answered += usize::from(!abstains);
            self.right += usize::from(!abstains && is_first);
        }
        if let Some(first) = first {
            let confidence = f64::from(first.confidence);
            #[expect(clippy::as_conversions, reason = "a share of ten is a small whole number")]
            let bin = ((confidence * 10.0) as usize).min(BINS - 1);
            if let Some((count, sum, right)) = self.bins.get_mut(bin) {
                *count += 1;
                *sum += confidence;
                *right += usize::from(is_first);
            }
        }
    }

    fn add(&mut self, other: &Self) {
        self.asked += other.asked;
        self.first += other.first;
        self.among_five += other.among_five;
        self.answered += other.answered;
        self.right += other.right;
        self.without += other.without;
        self.answered_without += other.answered_without;
        for (own, others) in self.bins.iter_mut().zip(other.bins) {
            *own = (own.0 + others.0, own.1 + others.1, own.2 + others.2);
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        number(part) / number(whole)
    }
}

#[expect(clippy::as_conversions, reason = "counts of questions fit 52 bits")]
#[expect(clippy::cast_precision_loss, reason = "counts of questions fit 52 bits")]
fn number(count: usize) -> f64 {
    count as f64
}

/// The answers to an exam of names.
#[derive(Debug, Clone, Default)]
pub struct Sheets {
    /// One for each kind of question, by its name.
    pub by_kind: BTreeMap<&'static str, Sheet>,
    /// All together.
    pub all: Sheet,
    /// The questions answered wrongly: their place, and the ranking.
    pub wrong: Vec<(usize, Ranking)>,
}

/// Asks the questions, on all cores.
pub fn ask(questions: &[Question], resolver: &Resolver<'_>) -> Sheets {
    let groups: Vec<&[Question]> = questions
        .chunk_by(|a, b| a.group.is_some() && a.group == b.group)
        .collect();
    let rankings: Vec<Vec<Ranking>> = groups
        .par_iter()
        .map(|group| {
            let rows: Vec<_> = group
                .iter()
                .map(|question| (question.name.as_str(), &question.hints))
                .collect();
            resolve_together(&rows, resolver)
        })
        .collect();
    let mut sheets = Sheets::default();
    for (place, (question, ranking)) in questions.iter().zip(rankings.into_iter().flatten()).enumerate() {
        let sheet = sheets.by_kind.entry(question.kind).or_default();
        let before = (sheet.asked - sheet.first, sheet.answered_without);
        sheet.count(question, &ranking, resolver);
        if before != (sheet.asked - sheet.first, sheet.answered_without) {
            sheets.wrong.push((place, ranking));
        }
    }
    for sheet in sheets.by_kind.values() {
        sheets.all.add(sheet);
    }
    sheets
}
