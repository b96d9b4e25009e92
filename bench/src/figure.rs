//! A figure: its runs, their median, and the table that prints it.
//!
//! # Invariants
//! The median of an even number of runs is the lower of the two in the middle: a value that was really seen.

use std::fmt::Write;

/// Values of one figure in one unit, a value a run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub(crate) unit: &'static str,
    pub(crate) values: Vec<f64>,
}

/// A line of the table: a figure, or why there is none.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) outcome: Result<Figure, String>,
}

impl Figure {
    /// A figure from the values of its runs.
    pub(crate) fn new(unit: &'static str, values: Vec<f64>) -> Self {
        Self { unit, values }
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.values.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }

    /// The median; zero without any run.
    pub(crate) fn median(&self) -> f64 {
        let sorted = self.sorted();
        let middle = sorted.len().saturating_sub(1) / 2;
        sorted.get(middle).copied().unwrap_or_default()
    }

    fn lowest_and_highest(&self) -> (f64, f64) {
        let sorted = self.sorted();
        let first = sorted.first().copied().unwrap_or_default();
        (first, sorted.last().copied().unwrap_or_default())
    }
}

/// The table, one line a figure.
pub(crate) fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
    let mut text = format!(
        "\n{:width$}  {:>12} {:12} lowest – highest of five\n",
        "", "median", ""
    );
    for Row { name, outcome } in rows {
        // Writing into a String cannot fail.
        let _ = match outcome {
            Ok(figure) => {
                let (low, high) = figure.lowest_and_highest();
                let median = number(figure.median());
                let (low, high) = (number(low), number(high));
                writeln!(
                    text,
                    "{name:width$}  {median:>12} {:12} {low} – {high}",
                    figure.unit
                )
            }
            Err(why) => writeln!(text, "{name:width$}  {:>12} {why}", "not taken:"),
        };
    }
    text.push('\n');
    text
}

/// Three digits that matter, thousands set apart.
fn number(value: f64) -> String {
    if value < 0.1 {
        return format!("{value:.4}");
    }
    if value < 1.0 {
        return format!("{value:.3}");
    }
    if value < 10.0 {
        return format!("{value:.2}");
    }
    if value < 100.0 {
        return format!("{value:.1}");
    }
    let whole = format!("{value:.0}");
    let digits = whole.chars().count();
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (digits - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_a_value_that_was_seen() {
        assert!((Figure::new("s", vec![5.0, 1.0, 3.0]).median() - 3.0).abs() < f64::EPSILON);
        assert!((Figure::new("s", vec![4.0, 1.0, 2.0, 9.0]).median() - 2.0).abs() < f64::EPSILON);
        assert!(Figure::new("s", vec![]).median().abs() < f64::EPSILON);
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(number(1_234_567.4), "1 234 567");
        assert_eq!(number(999.6), "1 000");
        assert_eq!(number(12.34), "12.3");
        assert_eq!(number(0.5), "0.500");
        assert_eq!(number(0.0134), "0.0134");
    }

    #[test]
    fn a_figure_that_could_not_be_taken_says_why() {
        let rows = [Row {
            name: "names".to_owned(),
            outcome: Err("the binary is missing".to_owned()),
        }];
        assert!(table(&rows).contains("names    not taken: the binary is missing"));
    }
}
