//! What a phone on a slow network sees, as Lighthouse counts it: the time until the largest content is painted, layout shift.
//!
//! In: the demo, served; Chromium (`CHROMIUM`). Out: rows of the table.
//!
//! # Invariants
//! Lighthouse's own throttling for phones, whatever the machine; each page is looked at as often as every other.

use crate::figure::{Figure, Row};
use crate::site::filled;
use crate::{BenchError, RUNS, row};
use std::path::Path;
use std::process::Command;
use stories::Server;

/// The pages that are looked at.
const PAGES: [&str; 4] = [
    "/fr/",
    "/fr/partnerships",
    "/uk/authorities/fr-com-34172",
    "/en/search?q=Montpellier",
];

/// Every figure of the browser.
pub(crate) fn rows() -> Vec<Row> {
    seen().unwrap_or_else(|error| vec![row("Lighthouse", Err(error))])
}

fn seen() -> Result<Vec<Row>, BenchError> {
    let packages = tempfile::tempdir().map_err(BenchError::io("making a folder for Lighthouse"))?;
    stories::npm_packages("bench/browser", packages.path())?;
    let data = filled()?;
    let server = Server::of(data.path())?;
    let mut painted: [Vec<f64>; PAGES.len()] = Default::default();
    let mut shifted: [Vec<f64>; PAGES.len()] = Default::default();
    for _ in 0..RUNS {
        let looked = lighthouse(packages.path(), &server.origin())?;
        for ((page, shift), figures) in painted.iter_mut().zip(&mut shifted).zip(looked) {
            page.push(figures.0);
            shift.push(figures.1);
        }
    }
    let mut rows = Vec::new();
    for ((path, painted), shifted) in PAGES.iter().zip(painted).zip(shifted) {
        rows.push(row(
            &format!("{path}: largest content painted, on a phone"),
            Ok(Figure::new("ms", painted)),
        ));
        rows.push(row(
            &format!("{path}: layout shift"),
            Ok(Figure::new("", shifted)),
        ));
    }
    Ok(rows)
}

/// Milliseconds until the largest content was painted and the layout shift, for each page.
fn lighthouse(packages: &Path, origin: &str) -> Result<Vec<(f64, f64)>, BenchError> {
    let output = Command::new("node")
        .arg(packages.join("lighthouse.mjs"))
        .args(PAGES.map(|path| format!("{origin}{path}")))
        .output()
        .map_err(BenchError::io("node (Node 20 or newer)"))?;
    let told = String::from_utf8_lossy(&output.stdout);
    let figures: Vec<(f64, f64)> = told.lines().filter_map(figures).collect();
    (figures.len() == PAGES.len())
        .then_some(figures)
        .ok_or(BenchError::Output {
            what: "a line for each page",
            program: "Lighthouse",
        })
}

/// The figures of one line: an address, milliseconds, a shift.
fn figures(line: &str) -> Option<(f64, f64)> {
    let mut words = line.split('\t').skip(1).map(str::parse);
    Some((words.next()?.ok()?, words.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_a_page_are_read_from_its_line() {
        let (painted, shift) = figures("http://127.0.0.1:1/fr/\t1124.5\t0.25\t7").unwrap();
        assert!((painted - 1_124.5).abs() < 1e-9 && (shift - 0.25).abs() < 1e-9);
        assert_eq!(figures("http://127.0.0.1:1/fr/\tnone\t0\t7"), None);
    }
}
