//! Tables of HTML.
//!
//! In: a `table` element. Out: its rows, merged cells marked, or nothing if it only lays out a page.
//!
//! # Invariants
//! - A cell that spans rows is written once; the rows under it take it from above.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::flatten::{INLINE, is_hidden};
use super::{Raw, RawKind};
use crate::headings;
use crate::text::{Heading, WrittenCell, WrittenRow, one_line};

/// A table of data; none if the table only lays out the page.
pub(super) fn table(node: NodeRef<'_, Node>, element: &Element) -> Option<Raw> {
    let named =
        |node: NodeRef<'_, Node>, name: &str| node.value().as_element().is_some_and(|e| e.name() == name);
    let is_layout = element.attr("role") == Some("presentation")
        || node.descendants().skip(1).any(|inner| named(inner, "table"));
    if is_layout {
        return None;
    }
    let mut rows = Vec::new();
    let mut merged: Vec<usize> = Vec::new();
    let mut headings_only = false;
    let mut width = 0;
    for row in node.descendants().filter(|inner| named(*inner, "tr")) {
        // A row that has all its cells needs none from above: the span over it was written too long.
        if width > 0 && own_width(row) >= width {
            merged.clear();
        }
        let cells = row_cells(row, &mut merged);
        if cells
            .iter()
            .all(|cell| matches!(cell, WrittenCell::Text(text) if text.is_empty()))
        {
            continue;
        }
        if rows.is_empty() {
            headings_only = row.children().all(|cell| !named(cell, "td"));
        }
        if rows.is_empty() {
            width = cells.len();
        }
        rows.push(WrittenRow {
            line: rows.len() + 1,
            cells,
        });
    }
    if rows.iter().map(|row| row.cells.len()).max().unwrap_or(0) < 2 {
        return None;
    }
    let first: Vec<&str> = rows.first().map_or_else(Vec::new, |row| {
        row.cells
            .iter()
            .map(|cell| {
                if let WrittenCell::Text(text) = cell {
                    text.as_str()
                } else {
                    ""
                }
            })
            .collect()
    });
    let heading = if headings_only || headings::are_known(&first) {
        Heading::First
    } else {
        Heading::None
    };
    Some(Raw {
        text: String::new(),
        kind: RawKind::Table(rows, heading),
    })
}

/// How many columns the cells written in a row take.
fn own_width(row: NodeRef<'_, Node>) -> usize {
    let cells = row.children().filter_map(|cell| cell.value().as_element());
    cells
        .filter(|element| matches!(element.name(), "td" | "th"))
        .map(|element| cell_span(element, "colspan", 50))
        .sum()
}

/// How many rows or columns a cell takes.
fn cell_span(element: &Element, name: &str, most: usize) -> usize {
    element
        .attr(name)
        .and_then(|span| span.trim().parse::<usize>().ok())
        .unwrap_or(1)
        .clamp(1, most)
}

/// The cells of a row; `merged` counts for each column how many more rows a cell above spans.
fn row_cells(row: NodeRef<'_, Node>, merged: &mut Vec<usize>) -> Vec<WrittenCell> {
    let mut cells = Vec::new();
    let carry = |cells: &mut Vec<WrittenCell>, merged: &mut Vec<usize>| {
        while let Some(left) = merged.get_mut(cells.len()).filter(|left| **left > 0) {
            *left -= 1;
            cells.push(WrittenCell::FromAbove);
        }
    };
    for cell in row.children() {
        let Some(element) = cell
            .value()
            .as_element()
            .filter(|element| matches!(element.name(), "td" | "th"))
        else {
            continue;
        };
        carry(&mut cells, merged);
        let column = cells.len();
        if merged.len() <= column {
            merged.resize(column + 1, 0);
        }
        if let Some(left) = merged.get_mut(column) {
            *left = cell_span(element, "rowspan", 1000) - 1;
        }
        cells.push(WrittenCell::Text(cell_text(cell)));
        for _ in 1..cell_span(element, "colspan", 50) {
            cells.push(WrittenCell::Text(String::new()));
        }
    }
    carry(&mut cells, merged);
    cells
}

fn cell_text(cell: NodeRef<'_, Node>) -> String {
    let mut text = String::new();
    for inner in cell.descendants() {
        match inner.value() {
            Node::Text(words) => {
                let in_script = inner
                    .parent()
                    .and_then(|parent| parent.value().as_element().map(is_hidden));
                if in_script != Some(true) {
                    text.extend(words.chars().filter(|&character| character != '\u{ad}'));
                }
            }
            Node::Element(element) if !INLINE.contains(&element.name()) => text.push(' '),
            _ => {}
        }
    }
    one_line(&text)
}
