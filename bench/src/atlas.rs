//! Figures of the public side over many generated partnerships: processor time of the server per request, memory, starts.
//!
//! In: `BENCH_RECORDS`, how many partnerships (10000; several sizes with commas). Out: rows of the table.
//!
//! # Invariants
//! - The data are generated from numbers alone: the same at each run.
//! - What was never asked before is asked under an address that nobody used, so no kept answer helps.
//! - Time is that of the server's process, both in the program and in the system on its behalf, over all requests of a run.

use crate::figure::{Figure, Row};
use crate::generated::{QUOTE, Towns, name, party, reading};
use crate::load::{self, Asked, Load};
use crate::peer::Nginx;
use crate::process::{cpu, memory};
use crate::{BenchError, RUNS, row};
use register::{Act, Actor, Keys, Reading, Register, TrustedSource};
use std::path::Path;
use std::time::{Duration, Instant};
use stories::Server;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use vocabulary::{Claim, ClaimKind, ClaimRole, Country, Day, Moment};

/// How many partnerships there are, where nobody says.
const USUAL: &str = "10000";
/// Claims of one generated document.
const CLAIMS: u32 = 500;
/// 2026-01-01 in microseconds.
const NOW: i64 = 1_767_225_600_000_000;
/// Seconds of one run of load.
const SECONDS: u32 = 2;

/// How long a site is left alone before its memory is read.
const SETTLED: Duration = Duration::from_secs(15);

/// Every figure of the public side, for each size.
pub(crate) fn rows() -> Vec<Row> {
    let sizes = std::env::var("BENCH_RECORDS").unwrap_or_else(|_| USUAL.to_owned());
    let sizes = sizes.split(',').filter_map(|size| size.trim().parse().ok());
    sizes
        .flat_map(|size: u32| {
            measured(size).unwrap_or_else(|error| vec![row(&format!("{size} partnerships"), Err(error))])
        })
        .collect()
}

fn measured(size: u32) -> Result<Vec<Row>, BenchError> {
    let data = filled(size)?;
    let named = |what: &str| format!("{size} partnerships: {what}");
    // The first start makes the search index; later ones find it.
    let began = Instant::now();
    let mut server = Server::of(data.path())?;
    let first = server.started_in().as_secs_f64() * 1e3;
    while searched(&server, "Valmont").is_err() {
        std::thread::sleep(Duration::from_millis(50));
    }
    let indexed = began.elapsed().as_secs_f64();
    let mut rows = vec![
        row(
            &named("first start to first answer"),
            Ok(Figure::new("ms", vec![first])),
        ),
        row(
            &named("first start to the first search"),
            Ok(Figure::new("s", vec![indexed])),
        ),
    ];
    drop(server);
    let mut starts = Vec::new();
    for _ in 0..RUNS {
        starts.push(Server::of(data.path())?.started_in().as_secs_f64() * 1e3);
    }
    rows.push(row(
        &named("start to first answer"),
        Ok(Figure::new("ms", starts)),
    ));
    server = Server::of(data.path())?;
    rows.extend(memory_rows(&named("after the start"), &server)?);
    rows.extend(requests(&server, &named)?);
    rows.extend(memory_rows(&named("after the load"), &server)?);
    Ok(rows)
}

fn memory_rows(name: &str, server: &Server) -> Result<Vec<Row>, BenchError> {
    // What was needed for a moment is given back to the system as the threads that needed it end, ten seconds later.
    std::thread::sleep(SETTLED);
    let held = memory(server.pid())?;
    let figure = |value| Ok(Figure::new("MB", vec![value]));
    Ok(vec![
        row(
            &format!("{name}: resident memory (one reading)"),
            figure(held.resident),
        ),
        row(&format!("{name}: own memory (one reading)"), figure(held.own)),
    ])
}

/// Whether a search finds something, with the whole index behind it.
fn searched(server: &Server, word: &str) -> Result<(), BenchError> {
    let path = format!("/en/search?q={word}");
    let answer = server.get(&path)?;
    let whole = answer.status == 200 && !answer.text().contains("being made anew");
    whole.then_some(()).ok_or(BenchError::Page {
        path,
        status: answer.status,
    })
}

/// Pages under load.
struct Target {
    name: &'static str,
    paths: Vec<String>,
    /// Whether the answer was never given before.
    anew: bool,
}

/// A page that was asked for before.
fn kept(name: &'static str, path: &str) -> Target {
    Target {
        name,
        paths: vec![path.to_owned()],
        anew: false,
    }
}

/// Pages under addresses that nobody used.
fn anew<S: AsRef<str>>(name: &'static str, paths: impl IntoIterator<Item = S>) -> Target {
    let numbered = |path: S| {
        let path = path.as_ref();
        let sign = if path.contains('?') { '&' } else { '?' };
        format!("{path}{sign}n=")
    };
    Target {
        name,
        paths: paths.into_iter().map(numbered).collect(),
        anew: true,
    }
}

fn targets() -> Vec<Target> {
    let page = |number: u32| format!("/fr/authorities/fr-com-{number:05}");
    let list = |status: &str, year: u32| format!("/fr/partnerships?country=UA&status={status}&year={year}");
    let lists =
        ["signed", "active", "announced"].map(|status| (1995..2026).map(move |year| list(status, year)));
    let pages = || (0..400).map(|at| page(at * 17));
    let search = |word: &str| format!("/fr/search?q={word}");
    // The names of communes, and the same with two letters in each other's place.
    let rare = || (0..200).map(|at| name(at * 31 + 1_000).to_lowercase());
    let slips = rare().map(|name| search(&slipped(&name)));
    let frequent = REASONS.map(|word| search(&word.replace('é', "%C3%A9")));
    vec![
        kept("authority page, kept, gzip", &page(7)),
        kept("list with three filters, kept, gzip", &list("signed", 2023)),
        kept("JSON of 10, kept, gzip", "/api/v1/partnerships?limit=10"),
        anew("authority page, new each time", pages()),
        anew(
            "list with three filters, new each time",
            lists.into_iter().flatten(),
        ),
        anew("JSON of 10, new each time", ["/api/v1/partnerships?limit=10"]),
        anew(
            "search, rare word, new each time",
            rare().map(|name| search(&name)),
        ),
        anew("search, frequent word, new each time", frequent),
        anew("search, slip of the pen, new each time", slips),
    ]
}

/// A word with the two letters in its middle in each other's place.
fn slipped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    if middle > 0 {
        letters.swap(middle - 1, middle);
    }
    letters.into_iter().collect()
}

fn requests(server: &Server, named: &impl Fn(&str) -> String) -> Result<Vec<Row>, BenchError> {
    let mut rows = Vec::new();
    let targets = targets();
    let mut seen = vec![(Vec::new(), Vec::new()); targets.len()];
    for round in 0..RUNS {
        for (target, (spent, rates)) in targets.iter().zip(&mut seen) {
            let asked = match target.paths.first() {
                Some(path) if !target.anew => Asked::Again(path),
                _ => Asked::Anew(&target.paths, round),
            };
            let (milliseconds, load) = under_load(server.pid(), &server.origin(), asked)?;
            spent.push(milliseconds);
            rates.push(load.requests);
        }
    }
    for (target, (spent, rates)) in targets.iter().zip(seen) {
        rows.push(row(
            &named(&format!("{}: server CPU", target.name)),
            Ok(Figure::new("ms/request", spent)),
        ));
        rows.push(row(&named(target.name), Ok(Figure::new("requests/s", rates))));
    }
    rows.extend(peer(server, named)?);
    Ok(rows)
}

/// Processor time of a process per request, in milliseconds.
fn under_load(pid: u32, origin: &str, asked: Asked<'_>) -> Result<(f64, Load), BenchError> {
    let before = cpu(pid)?;
    let load = load::asked(origin, SECONDS, asked)?;
    let spent = cpu(pid)? - before;
    Ok((spent * 1e3 / load.count.max(1.0), load))
}

/// The same authority page as a file, by nginx, whose one worker does the work.
fn peer(server: &Server, named: &impl Fn(&str) -> String) -> Result<Vec<Row>, BenchError> {
    let page = server.get("/fr/authorities/fr-com-00007")?.body;
    let nginx = Nginx::serving(&page)?;
    let (mut spent, mut rates) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let workers = nginx.workers()?;
        let before = workers.iter().map(|pid| cpu(*pid)).sum::<Result<f64, _>>()?;
        let load = load::on(&nginx.page(), SECONDS)?;
        let after = workers.iter().map(|pid| cpu(*pid)).sum::<Result<f64, _>>()?;
        spent.push((after - before) * 1e3 / load.count.max(1.0));
        rates.push(load.requests);
    }
    let name = "nginx, the authority page as a file, not compressed";
    Ok(vec![
        row(
            &named(&format!("{name}: CPU")),
            Ok(Figure::new("ms/request", spent)),
        ),
        row(&named(name), Ok(Figure::new("requests/s", rates))),
    ])
}

/// A data folder with so many partnerships.
fn filled(size: u32) -> Result<TempDir, BenchError> {
    let runtime = Runtime::new().map_err(BenchError::io("starting a runtime"))?;
    let folder = tempfile::tempdir().map_err(BenchError::io("making a data folder"))?;
    runtime.block_on(fill(folder.path(), size))?;
    Ok(folder)
}

async fn fill(folder: &Path, size: u32) -> Result<(), BenchError> {
    let register = Register::open(&folder.join("jumelage.db").to_string_lossy()).await?;
    let by = Actor::Operator {
        command: "bench".to_owned(),
    };
    let (now, keys) = (Moment::utc(NOW), Keys::counting());
    let act = || Act::new(&by, &now, &keys);
    let rule = TrustedSource {
        name: "bench".to_owned(),
        origin: "*".to_owned(),
        at_least: 0.5,
        owner: None,
    };
    register.trust(&rule, act()).await?;
    for first in (0..size).step_by(usize::try_from(CLAIMS).unwrap_or(1)) {
        register
            .import(&document(first, CLAIMS.min(size - first)), &Towns, act())
            .await?;
    }
    register.close().await?;
    Ok(())
}

const REASONS: [&str; 8] = [
    "santé",
    "eau",
    "culture",
    "jeunesse",
    "énergie",
    "sport",
    "agriculture",
    "mobilité",
];

/// A document of claims, each of which ties a French commune to a Ukrainian hromada.
fn document(first: u32, claims: u32) -> Reading {
    let claims = (first..first + claims).map(claim).collect();
    reading(&format!("document-{first}.txt"), claims)
}

fn claim(number: u32) -> Claim {
    // Every pair comes once: the hromada moves on each time the communes have gone round.
    let commune = number % 34_000;
    let hromada = (number / 34_000 * 7 + number) % 1_400;
    let towns = [
        (format!("fr-com-{commune:05}"), ClaimRole::Lead, Country::FR),
        (format!("ua-UA{hromada:017}"), ClaimRole::Partner, Country::UA),
    ];
    let parties = towns.map(|(code, role, country)| party(code.clone(), &code, role, country));
    let reason = |step| {
        REASONS
            .iter()
            .cycle()
            .nth(usize::try_from(number / step % 8).unwrap_or(0))
    };
    let year = i16::try_from(1990 + number % 36).unwrap_or(2020);
    Claim {
        confidence: 0.9,
        status: Some(
            ["signed", "active", "announced"]
                .into_iter()
                .cycle()
                .nth(usize::try_from(number % 3).unwrap_or(0))
                .unwrap_or("signed")
                .to_owned(),
        ),
        date: Day::on(year, 1 + i8::try_from(number % 12).unwrap_or(0), 1),
        why: Some(format!(
            "Coopération pour {} et {} entre deux communes voisines d’un fleuve, voie {number}",
            reason(1).unwrap_or(&""),
            reason(8).unwrap_or(&""),
        )),
        ..Claim::of(ClaimKind::Partnership, parties.to_vec(), QUOTE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_partnership_is_another_pair() {
        let pairs: BTreeSet<Vec<String>> = (0..200_000)
            .map(|number| {
                claim(number)
                    .parties
                    .iter()
                    .map(|party| party.text.clone())
                    .collect()
            })
            .collect();
        assert_eq!(pairs.len(), 200_000);
    }
}
