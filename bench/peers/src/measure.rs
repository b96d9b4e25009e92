//! What is taken of one engine in its own process: answers, speed, load, memory.
//!
//! In: an engine's word, the files of the run, the lists. Out: a [`Report`].
//!
//! # Invariants
//! - Time is the CPU time of the whole process, all its threads: other work on the machine does not count, and
//!   threads bring nothing.
//! - Answers are judged after the clock has stopped.

use crate::engines::{self, Answer, Entry, Files};
use crate::error::PeersError;
use crate::question::{List, Question};
use recognise::Gazetteer;
use recognise::gazetteer::BodyId;
use rustix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::Duration;
use vocabulary::AuthorityCode;

/// How often each list is answered.
const PASSES: usize = 5;

/// What was taken of one engine.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Report {
    /// CPU seconds until it was ready to answer.
    pub(crate) load: f64,
    /// Memory in MB after its answers: all that is resident, and what is its own (not files mapped in).
    pub(crate) resident: f64,
    pub(crate) own: f64,
    /// A row for each list that was answered, by the list's title.
    pub(crate) lists: Vec<Taken>,
}

/// What was taken of one engine on one list.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Taken {
    pub(crate) title: String,
    pub(crate) marks: Marks,
    /// Names a CPU second, a value a pass.
    pub(crate) rates: Vec<f64>,
}

/// How many answers were right.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Marks {
    /// Questions that have a right answer.
    pub(crate) answerable: u32,
    /// Of these, right at once.
    pub(crate) first: u32,
    /// Of these, right among the first five.
    pub(crate) five: u32,
    /// Questions without an accepted code.
    pub(crate) unanswerable: u32,
    /// Of these, answered all the same.
    pub(crate) in_vain: u32,
}

/// CPU time of this process so far.
pub(crate) fn spent() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
}

/// Loads the engine and lets it answer the lists that are not too long for it.
pub(crate) fn report(entry: Entry, files: &Files<'_>, lists: &[List]) -> Result<Report, PeersError> {
    let began = spent();
    let mut engine = engines::load(entry.word, files)?;
    let load = spent().saturating_sub(began).as_secs_f64();
    let mut answered = Vec::new();
    for list in lists.iter().filter(|list| !(list.is_long && entry.is_slow)) {
        let (mut rates, mut first) = (Vec::new(), None);
        for _ in 0..PASSES {
            let began = spent();
            let answers = engine.answers(&list.questions)?;
            rates.push(rate(list.questions.len(), spent().saturating_sub(began)));
            first.get_or_insert(answers);
        }
        answered.push((list, rates, first.unwrap_or_default()));
    }
    let (resident, own) = memory()?;
    let gazetteer = files.gazetteer()?;
    let taken = answered.into_iter().map(|(list, rates, answers)| Taken {
        title: list.title.clone(),
        marks: marks(&list.questions, &answers, gazetteer),
        rates,
    });
    Ok(Report {
        load,
        resident,
        own,
        lists: taken.collect(),
    })
}

fn rate(names: usize, time: Duration) -> f64 {
    u32::try_from(names).map_or(f64::MAX, f64::from) / time.as_secs_f64().max(1e-9)
}

fn marks(questions: &[Question], answers: &[Answer], gazetteer: &Gazetteer<'_>) -> Marks {
    let mut marks = Marks::default();
    for (question, answer) in questions.iter().zip(answers) {
        if question.right.is_empty() {
            marks.unanswerable += 1;
            marks.in_vain += u32::from(!answer.abstains);
            continue;
        }
        let mut picks = answer.picks.iter();
        let place = picks.position(|pick| is_right(*pick, &question.right, gazetteer));
        marks.answerable += 1;
        marks.first += u32::from(place == Some(0) && !answer.abstains);
        marks.five += u32::from(place.is_some());
    }
    marks
}

/// Whether any code of the body counts as right.
fn is_right(body: BodyId, right: &[AuthorityCode], gazetteer: &Gazetteer<'_>) -> bool {
    gazetteer.codes_of(body).any(|code| right.contains(&code))
}

/// Resident memory of this process in MB, and the part of it that is no mapped file.
fn memory() -> Result<(f64, f64), PeersError> {
    let path = Path::new("/proc/self/status");
    let text = std::fs::read_to_string(path).map_err(PeersError::at(path))?;
    let megabytes = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kibibytes * 1024.0 / 1e6)
    };
    let missing = || PeersError::Gazetteer("the system does not say how much memory is used".to_owned());
    Ok((
        megabytes("VmRSS:").ok_or_else(missing)?,
        megabytes("RssAnon:").ok_or_else(missing)?,
    ))
}
