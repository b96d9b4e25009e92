//! Figures of the engine: names resolved, documents recognised, the gazetteer opened.
//!
//! # Invariants
//! Rates leave out what a start costs: a long and a short run are timed, and only their difference counts.

use crate::figure::{Figure, Row};
use crate::process::{memory, timed};
use crate::{BenchError, RUNS, row};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Instant;
use stories::{Jumelage, workspace};

// Enough that a run takes some tenths of a second at the speed we aim for.
const DISTINCT: usize = 50_000;
const COPIES: usize = 100;

/// Every figure of the engine.
pub(crate) fn rows() -> Vec<Row> {
    let opened = opened();
    let (time, resident, own) = match opened {
        Ok((time, resident, own)) => (Ok(time), Ok(resident), Ok(own)),
        Err(error) => {
            let why = error.to_string();
            let again = || BenchError::io("opening the gazetteer")(std::io::Error::other(why.clone()));
            (Err(again()), Err(again()), Err(again()))
        }
    };
    vec![
        row("distinct names as lists have them, one core", names(Names::Clean)),
        row("distinct names, each damaged, one core", names(Names::Damaged)),
        row("documents recognised, one core", documents()),
        row("start to first name resolved (opens the gazetteer)", time),
        row("memory then: resident with the mapped gazetteer", resident),
        row("memory then: own", own),
    ]
}

/// Units a second from a long and a short run, each with its units and seconds.
fn rate(long: (usize, f64), short: (usize, f64)) -> Result<f64, BenchError> {
    let units = u32::try_from(long.0.saturating_sub(short.0)).map_or(f64::MAX, f64::from);
    let seconds = long.1 - short.1;
    if seconds > 0.0 {
        return Ok(units / seconds);
    }
    Err(BenchError::Output {
        what: "a run that takes longer when it has more to do",
        program: "the binary",
    })
}

/// Which names are asked.
#[derive(Clone, Copy)]
enum Names {
    /// As the official lists have them.
    Clean,
    /// Each damaged in one way.
    Damaged,
}

/// Names a second on one core: every name once, so that nothing can be remembered.
fn names(which: Names) -> Result<Figure, BenchError> {
    let count = DISTINCT.to_string();
    let mut arguments = vec!["exam", "noise", "--seed", "11", "--count", &count];
    arguments.extend(matches!(which, Names::Clean).then_some("--clean"));
    let (list, _) = timed("jumelage exam noise", Jumelage::with(arguments))?;
    let rows: Vec<&str> = list
        .stdout
        .lines()
        .filter_map(|line| line.rsplit_once('\t').map(|(row, _)| row))
        .collect();
    let seconds = |rows: &[&str]| {
        let call = Jumelage::with(["resolve"]).variable("RAYON_NUM_THREADS", "1");
        let input = rows.join("\n") + "\n";
        timed("jumelage resolve", call.input(input)).map(|(_, spent)| spent.as_secs_f64())
    };
    let few = rows.get(..rows.len() / 10).unwrap_or_default();
    let mut rates = Vec::new();
    for _ in 0..RUNS {
        let short = (few.len(), seconds(few)?);
        rates.push(rate((rows.len(), seconds(&rows)?), short)?);
    }
    Ok(Figure::new("names/s", rates))
}

fn demo_documents() -> Result<Vec<PathBuf>, BenchError> {
    let folder = workspace().join("corpus/demo");
    let what = || format!("reading {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).map_err(BenchError::io(what()))? {
        let path = entry.map_err(BenchError::io(what()))?.path();
        if path
            .extension()
            .is_some_and(|ending| ending == "json" || ending == "txt")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn documents() -> Result<Figure, BenchError> {
    let files = demo_documents()?;
    let seconds = |copies: usize| {
        let list = std::iter::repeat_n(&files, copies).flatten().cloned();
        let call = Jumelage::with(["recognise"]).variable("RAYON_NUM_THREADS", "1");
        let call = list.fold(call, Jumelage::and);
        timed("jumelage recognise", call).map(|(_, spent)| spent.as_secs_f64())
    };
    let mut rates = Vec::new();
    for _ in 0..RUNS {
        let short = (files.len(), seconds(1)?);
        rates.push(rate((files.len() * (COPIES + 1), seconds(COPIES + 1)?), short)?);
    }
    Ok(Figure::new("documents/s", rates))
}

/// Time to the first answer, resident memory, own memory.
fn opened() -> Result<(Figure, Figure, Figure), BenchError> {
    let (mut times, mut resident, mut own) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let began = Instant::now();
        let mut child = Jumelage::with(["resolve"])
            .command()?
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(BenchError::io("jumelage resolve"))?;
        let mut stdin = child.stdin.take();
        if let Some(pipe) = &mut stdin {
            pipe.write_all(b"1\tNantes\t\n")
                .map_err(BenchError::io("asking for a name"))?;
        }
        let mut answer = String::new();
        if let Some(pipe) = child.stdout.take() {
            let read = BufReader::new(pipe).read_line(&mut answer);
            read.map_err(BenchError::io("reading the answer"))?;
        }
        times.push(began.elapsed().as_secs_f64() * 1e3);
        let held = memory(child.id());
        drop(stdin);
        child.wait().map_err(BenchError::io("jumelage resolve"))?;
        let held = held?;
        resident.push(held.resident);
        own.push(held.own);
    }
    Ok((
        Figure::new("ms", times),
        Figure::new("MB", resident),
        Figure::new("MB", own),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_start_costs_does_not_count() {
        let found = rate((1_100, 1.5), (100, 0.5)).unwrap();
        assert!((found - 1_000.0).abs() < 1e-6);
        assert!(rate((1_100, 0.5), (100, 0.5)).is_err());
    }
}
