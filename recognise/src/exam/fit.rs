//! The weights of the ranking, fitted on questions whose answers are known.
//!
//! In: questions, a resolver. Out: the text of `data/weights.tsv`.
//!
//! Two steps. First the weights of the features: a conditional logit (`McFadden` 1974) over the candidates of each
//! question, drawn towards the weights in use. Then those of the confidence: a logistic regression on whether the
//! best candidate is right, so that of a hundred answers with confidence 0.9 ninety are.
//!
//! # Invariants
//! Repeatable: the same questions give the same weights on every machine with the same floating-point numbers, that is
//! on all with IEEE 754; each is rounded to three decimals before it is written.
#![expect(
    clippy::indexing_slicing,
    reason = "weights and features are arrays of the same length"
)]

use super::questions::Question;
use crate::resolve::features::{COUNT, DOUBT_NAMES, DOUBTS, Doubts, NAMES, WEIGHTS};
use crate::resolve::{Resolver, Scratch, doubts_of};
use crate::weighing::Numbers;
use rayon::prelude::*;
use std::fmt::Write;

/// Steps of the descent.
const STEPS: usize = 250;
/// How strongly a weight is held to the one in use, in questions.
const HOLD: f64 = 60.0;

/// The candidates of a question with their numbers, and whether each is right.
pub(super) type Case<const N: usize> = Vec<(Numbers<N>, bool)>;

/// Fits the weights and gives the rows of the table.
pub fn fit(questions: &[Question], resolver: &Resolver<'_>) -> String {
    let cases: Vec<Case<COUNT>> = questions
        .par_iter()
        .map(|question| case(question, resolver))
        .collect();
    let weights = logit(&cases, WEIGHTS.features, HOLD);
    let doubts = confidence(questions, resolver, &weights);
    rows(NAMES, &weights) + &rows(DOUBT_NAMES, &doubts)
}

/// The rows of a table: a name and its weight in each.
pub(super) fn rows(names: &[&str], weights: &[f32]) -> String {
    let mut rows = String::new();
    for (name, weight) in names.iter().zip(weights) {
        writeln!(rows, "{name}\t{weight:.3}").expect("a text in memory takes all that is written to it");
    }
    rows
}

/// A logistic regression: the weights with which the numbers tell best what is so. A case that is so is as much worth
/// as `worth` that are not; the weights but the first, which every case has, are held to nothing.
pub(super) fn logistic<const N: usize>(cases: &[(Numbers<N>, bool)], worth: f64, hold: f64) -> [f32; N] {
    descend([0.0; N], |weights| {
        let mut sum = [0.0_f64; N];
        for (numbers, is_so) in cases {
            let odds = 1.0 / (1.0 + (-f64::from(numbers.score(weights))).exp());
            let miss = if *is_so { (odds - 1.0) * worth } else { odds };
            (0..N).for_each(|at| sum[at] += miss * f64::from(numbers.0[at]));
        }
        (1..N).for_each(|at| sum[at] += hold * f64::from(weights[at]));
        sum
    })
}

fn case(question: &Question, resolver: &Resolver<'_>) -> Case<COUNT> {
    let mut scratch = Scratch::default();
    let candidates = resolver.featured(&question.name, &question.hints, &mut scratch);
    let is_right = |body| {
        resolver
            .gazetteer()
            .codes_of(body)
            .any(|code| question.right.contains(&code))
    };
    candidates
        .into_iter()
        .map(|(body, features)| (features, is_right(body)))
        .collect()
}

/// The conditional logit, its weights held to those it starts from.
pub(super) fn logit<const N: usize>(cases: &[Case<N>], start: [f32; N], hold: f64) -> [f32; N] {
    let usable: Vec<&Case<N>> = cases
        .iter()
        .filter(|case| case.iter().any(|(_, right)| *right) && case.iter().any(|(_, right)| !right))
        .collect();
    descend(start, |weights| {
        let gradient = usable
            .par_chunks(512)
            .map(|cases| {
                let mut sum = [0.0_f64; N];
                for case in cases {
                    add_gradient(case, weights, &mut sum);
                }
                sum
            })
            .collect::<Vec<_>>();
        let mut sum = [0.0_f64; N];
        for part in gradient {
            (0..N).for_each(|at| sum[at] += part[at]);
        }
        (0..N).for_each(|at| sum[at] += hold * f64::from(weights[at] - start[at]));
        sum
    })
}

/// Adds the gradient of one question's loss: what the ranking expects of each feature, less what the right ones have.
fn add_gradient<const N: usize>(case: &Case<N>, weights: &[f32; N], sum: &mut [f64; N]) {
    let scores: Vec<f64> = case
        .iter()
        .map(|(one, _)| f64::from(one.score(weights)))
        .collect();
    let top = scores.iter().copied().fold(f64::MIN, f64::max);
    let odds: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
    let all: f64 = odds.iter().sum();
    let right: f64 = odds
        .iter()
        .zip(case)
        .filter(|(_, (_, right))| *right)
        .map(|(odds, _)| odds)
        .sum();
    for (odds, (one, is_right)) in odds.iter().zip(case) {
        let pull = odds / all - if *is_right { odds / right.max(1e-12) } else { 0.0 };
        for (sum, value) in sum.iter_mut().zip(one.0) {
            *sum += pull * f64::from(value);
        }
    }
}

/// The logistic regression of the confidence.
fn confidence(questions: &[Question], resolver: &Resolver<'_>, weights: &[f32; COUNT]) -> [f32; DOUBTS] {
    let cases: Vec<(Doubts, bool)> = questions
        .par_iter()
        .filter_map(|question| {
            let (body, doubts) = doubts_of(resolver, &question.name, &question.hints, weights)?;
            let right = resolver
                .gazetteer()
                .codes_of(body)
                .any(|code| question.right.contains(&code));
            Some((doubts, right))
        })
        .collect();
    descend([0.0; DOUBTS], |weights| {
        let mut sum = [0.0_f64; DOUBTS];
        for (doubts, right) in &cases {
            let miss = f64::from(doubts.confidence(weights)) - f64::from(u8::from(*right));
            (0..DOUBTS).for_each(|at| sum[at] += miss * f64::from(doubts.0[at]));
        }
        (0..DOUBTS).for_each(|at| sum[at] += 0.01 * f64::from(weights[at]));
        sum
    })
}

/// Goes down a gradient by its signs (resilient propagation, Riedmiller and Braun 1993): no rate to choose.
#[expect(clippy::as_conversions, reason = "weights are kept in 32 bits")]
fn descend<const N: usize>(start: [f32; N], gradient: impl Fn(&[f32; N]) -> [f64; N]) -> [f32; N] {
    let (mut weights, mut pace, mut before) = (start, [0.05_f64; N], [0.0_f64; N]);
    for _ in 0..STEPS {
        let slope = gradient(&weights);
        for at in 0..N {
            let turn = slope[at] * before[at];
            pace[at] = match turn {
                turn if turn > 0.0 => (pace[at] * 1.2).min(0.5),
                turn if turn < 0.0 => (pace[at] * 0.5).max(1e-5),
                _ => pace[at],
            };
            before[at] = if turn < 0.0 { 0.0 } else { slope[at] };
            weights[at] -= (before[at].signum() * pace[at] * f64::from(u8::from(before[at] != 0.0))) as f32;
        }
    }
    weights.map(|weight| (weight * 1000.0).round() / 1000.0)
}
