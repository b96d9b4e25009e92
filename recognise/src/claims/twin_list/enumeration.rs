//! Enumerations: “A, B (France) and C; D”, cut wherever a new entry begins.
//!
//! In: a part of a line and the mark that parts its entries. Out: the entries.
//!
//! # Invariants
//! What begins no entry belongs to the one before: regions, countries, years.

use crate::claims::entry::{Entry, Head, Reader, is_and, leading_date};
use crate::claims::line::Line;
use crate::document::tokens::Shape;
use vocabulary::Level;

/// Cuts a part of a line at a mark wherever a new entry begins behind it; what is no entry belongs to the one before.
pub(in crate::claims) fn split(
    reader: Reader<'_, '_>,
    line: &Line,
    (from, to): (usize, usize),
    mark: &str,
) -> Vec<Entry> {
    // Where a piece begins, and where the one before it ends.
    let mut starts = vec![(from, from)];
    let mut depth = 0_usize;
    for at in from + 1..to {
        let between = line.between(reader.text, at);
        depth = (depth + between.matches('(').count()).saturating_sub(between.matches(')').count());
        // “Leeds, Turin et Cologne”: the last of them behind “and” alone.
        let is_and = line.words.get(at).is_some_and(|word| is_and(&word.key));
        let is_last = mark == "," && starts.len() > 1 && is_and;
        let is_mark =
            depth == 0 && (between.contains(mark) || is_last) || (mark == "," && between.contains(';'));
        if is_mark && begins(reader, line, at, to, mark) {
            starts.push((at + usize::from(is_and), at));
        }
    }
    let ends = starts.iter().skip(1).map(|(_, end)| *end).chain([to]);
    let mut entries: Vec<Entry> = starts
        .iter()
        .zip(ends)
        .filter_map(|((from, _), to)| reader.entry(line, *from, to))
        .collect();
    // “1990 – Charkiw, Ukraine; Prag, Tschechien”: the year holds for all behind it.
    let lead = leading_date(line, reader.behind_ordinal(line, from, to), to);
    if let (Some(_), Some(day)) = (
        lead,
        entries.first().and_then(|entry| entry.plain.first().copied()),
    ) {
        for entry in entries.iter_mut().filter(|entry| entry.plain.is_empty()) {
            entry.plain.push(day);
        }
    }
    entries
}

/// Whether a new entry begins at a word behind a mark.
fn begins(reader: Reader<'_, '_>, line: &Line, at: usize, to: usize, mark: &str) -> bool {
    let mut at = at;
    if line.words.get(at).is_some_and(|word| is_and(&word.key)) {
        at += 1;
    }
    let Some(word) = line.words.get(at).filter(|word| word.is_capital()) else {
        return false;
    };
    let Some(entry) = reader.entry(line, at, to) else {
        return false;
    };
    let key = |head: &Head| crate::fold::plain_key(head.span.of(reader.text));
    let is_town = entry.heads.first().is_some_and(|head| {
        let key = key(head);
        head.is_known && (reader.is_town(&key) || key.contains(' ')) || reader.sounds_known(&key)
    });
    let is_country = entry
        .heads
        .first()
        .is_some_and(|head| reader.resolver.countries().by_key(&key(head)).is_some());
    let is_code = word.shape == Shape::Upper && word.key.len() < 3;
    // “Regina, Saskatchewan, Canada”: what its country follows is a part of it.
    let is_part = mark == ","
        && entry.heads.first().is_some_and(|head| {
            (reader.is_division(&key(head)) && head.country.is_some()) || is_region(head)
        });
    // “Awion (Francja)”: a name that no list has, with its country in brackets.
    let is_located = entry.heads.first().is_some_and(|head| {
        let behind = reader.text.get(head.span.end..).unwrap_or_default();
        head.country.is_some() && behind.starts_with(" (")
    });
    (is_town || is_located) && !is_country && !is_code && !entry.is_prose && !is_part
}

/// Whether the words around the name make it a region: “Івано-Франківська область”.
fn is_region(head: &Head) -> bool {
    head.levels.has(Level::First) && !head.levels.has(Level::Municipality)
}
