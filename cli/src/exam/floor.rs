//! The floor of the exam: figures that may rise and not fall.
//!
//! In: `floor.tsv` beside the folders of the exam (half, figure, floor), and today's figures. Out: what fell, or a new
//! file.
//!
//! # Invariants
//! - A floor is rounded down, so that the run that set it stands on it.
//! - Setting the floor of one half leaves the rows of the others as they are.

use anyhow::{Context, anyhow};
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// First line of the file.
const HEADING: &str = "half\tfigure\tfloor";

/// Share that a figure may lie under its floor, because shares are computed in binary.
const SLACK: f64 = 1e-9;

/// Where the floor of a folder is kept.
pub(super) fn place(folder: &Path) -> PathBuf {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole.parent().unwrap_or(Path::new(".")).join("floor.tsv")
}

/// A row of the file.
struct Row {
    half: String,
    figure: String,
    floor: f64,
}

/// The rows; none where there is no file.
fn rows(place: &Path) -> anyhow::Result<Vec<Row>> {
    let text = match std::fs::read_to_string(place) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("{} could not be read", place.display())),
    };
    let lines = text
        .lines()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| !line.is_empty());
    lines
        .map(|(at, line)| {
            row(line).ok_or_else(|| {
                anyhow!(
                    "{}, line {}: expected half, figure and floor, separated by tabs; `jumelage exam --set-floor` \
                     writes the file anew",
                    place.display(),
                    at + 1
                )
            })
        })
        .collect()
}

fn row(line: &str) -> Option<Row> {
    let mut cells = line.split('\t');
    let (half, figure) = (cells.next()?.to_owned(), cells.next()?.to_owned());
    let floor = cells.next()?.parse().ok()?;
    cells.next().is_none().then_some(Row { half, figure, floor })
}

/// A line for each figure that fell below its floor, or is no longer there.
pub(super) fn fallen(place: &Path, half: &str, figures: &[(&str, f64)]) -> anyhow::Result<Vec<String>> {
    let mut fallen = Vec::new();
    for row in rows(place)?.iter().filter(|row| row.half == half) {
        let today = figures.iter().find(|(name, _)| *name == row.figure);
        match today {
            Some((_, today)) if *today + SLACK >= row.floor => {}
            Some((name, today)) => {
                fallen.push(format!(
                    "{half}: {name} fell to {today:.4}, the floor is {:.3}",
                    row.floor
                ));
            }
            None => fallen.push(format!(
                "{half}: {} is no longer asked, the floor is {:.3}",
                row.figure, row.floor
            )),
        }
    }
    Ok(fallen)
}

/// Makes today's figures the floor of a half.
pub(super) fn set(place: &Path, half: &str, figures: &[(&str, f64)]) -> anyhow::Result<()> {
    let mut all = rows(place)?;
    all.retain(|row| row.half != half);
    all.extend(figures.iter().map(|(figure, today)| Row {
        half: half.to_owned(),
        figure: (*figure).to_owned(),
        floor: ((today + SLACK) * 1000.0).floor() / 1000.0,
    }));
    all.sort_by(|one, other| one.half.cmp(&other.half));
    let mut text = format!("{HEADING}\n");
    for row in &all {
        writeln!(text, "{}\t{}\t{:.3}", row.half, row.figure, row.floor)?;
    }
    Ok(work::files::write_whole(place, text.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_is_rounded_down_and_its_own_figures_stand_on_it() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("floor.tsv");
        let figures = [("links", 2.0 / 3.0), ("entities_f1", 0.88)];
        set(&place, "second", &[("links", 0.5)]).unwrap();
        set(&place, "first", &figures).unwrap();
        let text = std::fs::read_to_string(&place).unwrap();
        assert_eq!(
            text,
            "half\tfigure\tfloor\nfirst\tlinks\t0.666\nfirst\tentities_f1\t0.880\nsecond\tlinks\t0.500\n"
        );
        assert!(fallen(&place, "first", &figures).unwrap().is_empty());
    }

    #[test]
    fn what_fell_or_is_no_longer_asked_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("floor.tsv");
        set(&place, "first", &[("links", 0.9), ("dates", 0.5)]).unwrap();
        let fallen = fallen(&place, "first", &[("links", 0.8)]).unwrap();
        assert_eq!(
            fallen,
            [
                "first: links fell to 0.8000, the floor is 0.900",
                "first: dates is no longer asked, the floor is 0.500"
            ]
        );
    }

    #[test]
    fn where_there_is_no_file_nothing_fell() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            fallen(&folder.path().join("floor.tsv"), "first", &[])
                .unwrap()
                .is_empty()
        );
    }
}
