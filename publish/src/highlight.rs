//! Marks the places of a text: spans in scalars in, flat pieces out, each with what covers it.
//!
//! # Invariants
//! - The pieces joined are the text, whatever the spans: nested, overlapping, empty or beyond its end.
//! - A piece never splits a character.

use std::collections::BTreeSet;

/// A marked span: first scalar, one past the last, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span<T> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) what: T,
}

/// A piece of the text with everything that covers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'a, T> {
    /// First scalar of the piece.
    pub(crate) start: usize,
    pub(crate) text: &'a str,
    /// What covers it, in the order the spans were given.
    pub(crate) covers: Vec<&'a T>,
    /// What starts here, in the order the spans were given.
    pub(crate) starts: Vec<&'a T>,
}

/// Cuts the text at every border of a span.
pub(crate) fn pieces<'a, T>(text: &'a str, spans: &'a [Span<T>]) -> Vec<Piece<'a, T>> {
    let length = text.chars().count();
    let spans: Vec<&Span<T>> = spans
        .iter()
        .filter(|span| span.start < span.end && span.start < length)
        .collect();
    let mut borders: BTreeSet<usize> = [0, length].into();
    for span in &spans {
        borders.insert(span.start);
        borders.insert(span.end.min(length));
    }
    let mut bytes = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .enumerate();
    let mut byte_of = |scalar: usize| {
        bytes
            .find(|(at, _)| *at == scalar)
            .map_or(text.len(), |(_, byte)| byte)
    };
    let borders: Vec<(usize, usize)> = borders
        .into_iter()
        .map(|scalar| (scalar, byte_of(scalar)))
        .collect();
    let mut active: Vec<usize> = Vec::new();
    let mut waiting: Vec<usize> = (0..spans.len()).collect();
    waiting.sort_by_key(|at| std::cmp::Reverse(spans.get(*at).map(|span| span.start)));
    let mut pieces = Vec::new();
    for pair in borders.windows(2) {
        let [(start, from), (_, to)] = pair else { continue };
        active.retain(|at| spans.get(*at).is_some_and(|span| span.end > *start));
        while waiting
            .last()
            .and_then(|at| spans.get(*at))
            .is_some_and(|span| span.start <= *start)
        {
            active.extend(waiting.pop());
        }
        active.sort_unstable();
        let covering: Vec<&Span<T>> = active.iter().filter_map(|at| spans.get(*at).copied()).collect();
        pieces.push(Piece {
            start: *start,
            text: text.get(*from..*to).unwrap_or_default(),
            starts: covering
                .iter()
                .filter(|span| span.start == *start)
                .map(|span| &span.what)
                .collect(),
            covers: covering.iter().map(|span| &span.what).collect(),
        });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(start: usize, end: usize, what: char) -> Span<char> {
        Span { start, end, what }
    }

    #[test]
    fn nested_and_overlapping_spans_cover_flat_pieces() {
        let spans = [span(0, 5, 'a'), span(2, 3, 'b'), span(4, 7, 'c')];
        let found: Vec<(String, String)> = pieces("été à Є!", &spans)
            .iter()
            .map(|piece| (piece.text.to_owned(), piece.covers.iter().copied().collect()))
            .collect();
        let expected = [
            ("ét", "a"),
            ("é", "ab"),
            (" ", "a"),
            ("à", "ac"),
            (" Є", "c"),
            ("!", ""),
        ];
        assert_eq!(
            found,
            expected.map(|(text, covers)| (text.to_owned(), covers.to_owned()))
        );
    }

    proptest! {
        #[test]
        fn the_pieces_joined_are_the_text(text in ".{0,60}", spans in prop::collection::vec((0usize..80, 0usize..80), 0..12)) {
            let spans: Vec<Span<char>> = spans.into_iter().map(|(start, end)| span(start, end, 'x')).collect();
            let joined: String = pieces(&text, &spans).iter().map(|piece| piece.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
