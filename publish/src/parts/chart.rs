//! Charts that need no script and print: bars in a table, columns over years; drawn as SVG from counts.
//!
//! # Invariants
//! - Every figure that a chart draws stands beside it as text.
//! - The largest value fills the scale; a value above zero is never drawn as nothing.

use crate::figures;
use crate::words::Lang;
use askama::Template;
use askama::filters::HtmlSafe;

/// Width of the drawing of columns, in its own units.
const WIDTH: f64 = 720.0;
/// Height of its scale.
const HEIGHT: f64 = 180.0;
/// Room for the figures at its left.
const MARGIN: f64 = 40.0;
/// Widest column, where there are few years.
const WIDEST: f64 = 60.0;
/// Least height of a column that stands for something.
const LEAST: f64 = 1.5;

/// A value with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Measured {
    pub(crate) label: String,
    /// Where the rows behind the value are listed.
    pub(crate) url: Option<String>,
    pub(crate) count: u64,
}

/// A bar with its figure.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) url: Option<String>,
    pub(crate) figure: String,
    /// Of 100.
    pub(crate) width: String,
}

/// A table whose second column is drawn.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/bars.html")]
pub(crate) struct Bars {
    pub(crate) caption: String,
    pub(crate) heads: [String; 2],
    pub(crate) rows: Vec<Bar>,
}

impl Bars {
    /// Bars in the order given.
    pub(crate) fn of(lang: Lang, caption: String, heads: [String; 2], values: Vec<Measured>) -> Self {
        let most = values.iter().map(|value| value.count).max().unwrap_or(0);
        let bar = |value: Measured| Bar {
            width: places(share(value.count, most) * 100.0),
            figure: figures::count(lang, value.count),
            label: value.label,
            url: value.url,
        };
        Self {
            caption,
            heads,
            rows: values.into_iter().map(bar).collect(),
        }
    }
}

/// A column of a year.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) width: String,
    pub(crate) height: String,
    /// What hovering says.
    pub(crate) title: String,
}

/// Words at a place of a drawing.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) at: String,
    pub(crate) words: String,
}

/// Columns from one year to another, with the same figures as a table below.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/columns.html")]
pub(crate) struct Columns {
    pub(crate) lang: Lang,
    pub(crate) caption: String,
    pub(crate) drawn: Vec<Column>,
    pub(crate) years: Vec<Mark>,
    pub(crate) scale: Vec<Mark>,
    pub(crate) table: Bars,
}

impl Columns {
    /// One column per year between the first and the last; `table` holds the same figures.
    pub(crate) fn of(lang: Lang, years: &[(i16, u64)], table: Bars) -> Self {
        let first = years.iter().map(|(year, _)| *year).min().unwrap_or(0);
        let last = years.iter().map(|(year, _)| *year).max().unwrap_or(0);
        let count = f64::from(last) - f64::from(first) + 1.0;
        let step = (WIDTH - MARGIN) / count.max(1.0);
        let wide = (step * 0.8).min(WIDEST);
        let top = ceiling(years.iter().map(|(_, count)| *count).max().unwrap_or(0));
        let at = |year: i16| MARGIN + (f64::from(year) - f64::from(first)) * step;
        let column = |(year, count): &(i16, u64)| {
            let height = (share(*count, top) * HEIGHT).max(if *count > 0 { LEAST } else { 0.0 });
            Column {
                x: places(at(*year) + (step - wide) / 2.0),
                y: places(HEIGHT - height),
                width: places(wide),
                height: places(height),
                title: format!("{year}: {}", figures::count(lang, *count)),
            }
        };
        let every = [1_i16, 2, 5, 10, 20, 50, 100]
            .into_iter()
            .find(|every| count / f64::from(*every) <= 12.0);
        let marked = |year: &i16| year % every.unwrap_or(100) == 0 || first == last;
        let year = |year: i16| Mark {
            at: places(at(year) + step / 2.0),
            words: year.to_string(),
        };
        let line = |part: u64| Mark {
            at: places(HEIGHT - share(part, 2) * HEIGHT),
            words: figures::count(lang, top * part / 2),
        };
        Self {
            lang,
            caption: table.caption.clone(),
            drawn: years.iter().map(column).collect(),
            years: (first..=last).filter(marked).map(year).collect(),
            scale: (0..=2).map(line).collect(),
            table,
        }
    }
}

// Both templates escape what they are given.
impl HtmlSafe for Bars {}
impl HtmlSafe for Columns {}

/// The part that a count is of another.
fn share(count: u64, of: u64) -> f64 {
    let number = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if of == 0 { 0.0 } else { number(count) / number(of) }
}

/// An even number at least as large, with one digit that is not zero where it is large: the top of a scale.
fn ceiling(count: u64) -> u64 {
    let magnitude = 10_u64.pow(count.max(1).ilog10());
    let steps = [1, 2, 4, 6, 8, 10, 20].into_iter().map(|step| step * magnitude);
    steps
        .filter(|top| top % 2 == 0)
        .find(|top| *top >= count)
        .unwrap_or(count)
}

/// A coordinate with one decimal.
fn places(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_a_round_even_number() {
        for (count, top) in [
            (0, 2),
            (1, 2),
            (2, 2),
            (3, 4),
            (7, 8),
            (9, 10),
            (11, 20),
            (17, 20),
            (35, 40),
            (99, 100),
        ] {
            assert_eq!(ceiling(count), top, "{count}");
        }
    }

    #[test]
    fn the_largest_bar_fills_the_scale() {
        let value = |label: &str, count| Measured {
            label: label.to_owned(),
            url: None,
            count,
        };
        let heads = || [String::new(), String::new()];
        let bars = Bars::of(
            Lang::En,
            String::new(),
            heads(),
            vec![value("a", 4), value("b", 1), value("c", 0)],
        );
        let widths: Vec<&str> = bars.rows.iter().map(|bar| bar.width.as_str()).collect();
        assert_eq!(widths, ["100.0", "25.0", "0.0"]);
        assert!(
            Bars::of(Lang::En, String::new(), heads(), Vec::new())
                .rows
                .is_empty()
        );
    }

    #[test]
    fn years_stand_in_their_place_and_small_counts_are_seen() {
        let table = Bars::of(
            Lang::En,
            String::new(),
            [String::new(), String::new()],
            Vec::new(),
        );
        let chart = Columns::of(Lang::En, &[(1950, 1), (2020, 900)], table);
        assert_eq!(chart.drawn[0].height, "1.5");
        assert_eq!(chart.drawn[1].height, "162.0");
        assert_eq!(chart.years.first().unwrap().words, "1950");
        assert!(chart.years.len() <= 12);
        assert_eq!(chart.scale.last().unwrap().words, "1,000");
    }
}
