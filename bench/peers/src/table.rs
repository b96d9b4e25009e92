//! The table of a run in Markdown.
//!
//! In: the lists and what was taken of each engine. Out: text.
//!
//! # Invariants
//! A figure that was not taken is a dash, never a zero; rates are medians of the passes, with the lowest and highest.

use crate::engines::Entry;
use crate::measure::{Marks, Report, Taken};
use crate::question::List;
use std::fmt::Write;

/// A line of the table: one engine.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) entry: Entry,
    /// CPU seconds of making what it keeps on disk.
    pub(crate) build: Option<f64>,
    pub(crate) report: Report,
}

/// The crates of this build with their versions.
const LOCK: &str = include_str!("../Cargo.lock");

/// The whole text: what was asked, the table, and the notes below it.
pub(crate) fn table(lists: &[List], lines: &[Line]) -> String {
    let mut text = String::new();
    for list in lists {
        let without = list
            .questions
            .iter()
            .filter(|question| question.right.is_empty())
            .count();
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "{}: {} names, {without} of them without an accepted code.{}",
            list.title,
            list.questions.len(),
            if list.is_long {
                " Slow engines answer the sample only."
            } else {
                ""
            }
        );
    }
    text.push_str("\n| engine |");
    for list in lists {
        let _ = write!(text, " {0}: at 1 | at 5 | names/CPU s |", list.title);
    }
    text.push_str(" index once | load | memory | own |\n|---|");
    text.push_str(&"---|".repeat(lists.len() * 3 + 4));
    text.push('\n');
    for line in lines {
        text.push_str(&row(lists, line));
    }
    text.push('\n');
    for line in lines
        .iter()
        .filter(|line| line.entry.word.starts_with("jumelage"))
    {
        line.report
            .lists
            .iter()
            .for_each(|taken| text.push_str(&note(line, taken)));
    }
    text
}

fn row(lists: &[List], line: &Line) -> String {
    let mut text = format!("| {} |", title(line.entry));
    for list in lists {
        match line.report.lists.iter().find(|taken| taken.title == list.title) {
            Some(Taken { marks, rates, .. }) => {
                let _ = write!(
                    text,
                    " {:.3} | {:.3} | {} |",
                    share(marks.first, marks.answerable),
                    share(marks.five, marks.answerable),
                    spread(rates)
                );
            }
            None => text.push_str(" – | – | – |"),
        }
    }
    let build = line.build.map_or_else(|| "–".to_owned(), seconds);
    let (load, resident, own) = (seconds(line.report.load), line.report.resident, line.report.own);
    let _ = writeln!(text, " {build} | {load} | {resident:.0} MB | {own:.0} MB |");
    text
}

/// How ours does where abstaining counts, which peers cannot.
fn note(line: &Line, taken: &Taken) -> String {
    let Marks {
        answerable,
        first,
        unanswerable,
        in_vain,
        ..
    } = taken.marks;
    if unanswerable == 0 {
        return String::new();
    }
    let all = share(first + unanswerable - in_vain, answerable + unanswerable);
    format!(
        "{}, {}: {all:.3} right when abstaining counts; {in_vain} of {unanswerable} names without an accepted code answered.\n",
        line.entry.title, taken.title
    )
}

fn title(entry: Entry) -> String {
    let version = entry.package.and_then(|package| version(LOCK, package));
    match (entry.package, version) {
        (Some(package), Some(version)) => format!("{} ({package} {version})", entry.title),
        _ => entry.title.to_owned(),
    }
}

fn version<'l>(lock: &'l str, package: &str) -> Option<&'l str> {
    let (_, rest) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    rest.split('"').next()
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}

fn spread(rates: &[f64]) -> String {
    let mut sorted = rates.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted
        .get(sorted.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or_default();
    let (low, high) = (sorted.first().copied(), sorted.last().copied());
    let (low, high) = (low.unwrap_or_default(), high.unwrap_or_default());
    format!("{} ({}–{})", number(middle), number(low), number(high))
}

/// A count with its thousands set apart.
fn number(value: f64) -> String {
    let whole = format!("{value:.0}");
    let digits = whole.len();
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (digits - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn seconds(value: f64) -> String {
    match value {
        ..0.1 => format!("{:.1} ms", value * 1e3),
        0.1..10.0 => format!("{value:.1} s"),
        _ => format!("{value:.0} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_for_readers() {
        assert_eq!(number(1_234_567.4), "1,234,567");
        assert_eq!(seconds(0.0123), "12.3 ms");
        assert_eq!(seconds(1.25), "1.2 s");
        assert_eq!(spread(&[3.0, 1.0, 2.0]), "2 (1–3)");
    }

    #[test]
    fn versions_come_from_the_lock_file() {
        assert_eq!(version(LOCK, "rapidfuzz"), Some("0.5.0"));
        assert_eq!(version(LOCK, "nothing"), None);
    }
}
