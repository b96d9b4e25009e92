//! Figures of the site: start-up, memory, requests a second beside a static file served by nginx.
//!
//! # Invariants
//! All addresses are asked in turn, five rounds, so that a busy moment of the machine hits each of them alike.

use crate::figure::{Figure, Row};
use crate::load;
use crate::peer::Nginx;
use crate::process::{Memory, memory, timed};
use crate::{BenchError, RUNS, row};
use std::path::Path;
use stories::{Jumelage, Server};

const SECONDS: u32 = 3;
const JSON: &str = "/api/v1/partnerships";

/// Every figure of the site.
pub(crate) fn rows() -> Vec<Row> {
    let data = match filled() {
        Ok(data) => data,
        Err(error) => return vec![row("the demo data", Err(error))],
    };
    let mut rows = vec![row("serve: start to first answer", startup(data.path()))];
    rows.extend(serving(data.path()).unwrap_or_else(|error| vec![row("serve", Err(error))]));
    rows
}

/// A data folder with the demo.
pub(crate) fn filled() -> Result<tempfile::TempDir, BenchError> {
    let data = tempfile::tempdir().map_err(BenchError::io("making a data folder"))?;
    timed("jumelage demo", Jumelage::with(["demo"]).data(data.path()))?;
    Ok(data)
}

fn startup(data: &Path) -> Result<Figure, BenchError> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        times.push(Server::of(data)?.started_in().as_secs_f64() * 1e3);
    }
    Ok(Figure::new("ms", times))
}

fn serving(data: &Path) -> Result<Vec<Row>, BenchError> {
    let server = Server::of(data)?;
    let home = "/fr/".to_owned();
    let authority = first_authority(&server)?;
    let page = body(&server, &authority)?;
    for path in [&home, &JSON.to_owned()] {
        body(&server, path)?;
    }
    let before = memory(server.pid())?;
    let peer = Nginx::serving(&page)?;
    let own = |path: &str| format!("{}{path}", server.origin());
    let size = page.len();
    let targets = [
        (format!("authority page ({size} bytes)"), own(&authority)),
        ("home page".to_owned(), own(&home)),
        ("partnerships JSON".to_owned(), own(JSON)),
        (format!("nginx, static file ({size} bytes)"), peer.page()),
    ];
    let mut rows = memory_rows("after the demo", before);
    rows.extend(loads(&targets)?);
    rows.extend(memory_rows("after the load", memory(server.pid())?));
    Ok(rows)
}

fn loads(targets: &[(String, String)]) -> Result<Vec<Row>, BenchError> {
    let mut seen = vec![(Vec::new(), Vec::new()); targets.len()];
    for _ in 0..RUNS {
        for ((_, address), (requests, slow)) in targets.iter().zip(&mut seen) {
            let load = load::on(address, SECONDS)?;
            requests.push(load.requests);
            slow.push(load.slow);
        }
    }
    let mut rows = Vec::new();
    for ((name, _), (requests, slow)) in targets.iter().zip(seen) {
        rows.push(row(name, Ok(Figure::new("requests/s", requests))));
        rows.push(row(&format!("{name}: p99"), Ok(Figure::new("ms", slow))));
    }
    Ok(rows)
}

fn memory_rows(when: &str, held: Memory) -> Vec<Row> {
    let figure = |value| Ok(Figure::new("MB", vec![value]));
    vec![
        row(
            &format!("serve: resident memory {when} (one reading)"),
            figure(held.resident),
        ),
        row(
            &format!("serve: own memory {when} (one reading)"),
            figure(held.own),
        ),
    ]
}

fn body(server: &Server, path: &str) -> Result<Vec<u8>, BenchError> {
    let answer = server.get(path)?;
    if answer.status == 200 {
        return Ok(answer.body);
    }
    Err(BenchError::Page {
        path: path.to_owned(),
        status: answer.status,
    })
}

/// The first authority that the home page links to.
fn first_authority(server: &Server) -> Result<String, BenchError> {
    let home = String::from_utf8_lossy(&body(server, "/fr/")?).into_owned();
    let link = home
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|address| address.starts_with("/fr/authorities/"));
    link.map(str::to_owned).ok_or(BenchError::Output {
        what: "a link to an authority",
        program: "the home page",
    })
}
