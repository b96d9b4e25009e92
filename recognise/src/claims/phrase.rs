//! Pieces of sentences that rules quote: what follows a word, up to the end of its clause.
//!
//! In: a sentence and a place in it. Out: the text of the phrase.
//!
//! # Invariants
//! A phrase is a part of the document as written, trimmed of white space and closing punctuation.

use crate::document::tokens::Gap;
use crate::document::{Analysis, Sentence};
use read::Span;

/// Longest phrase, in words: what is longer is the sentence itself.
const LONGEST: usize = 40;

/// The text from one word to before another.
pub(crate) fn between(
    analysis: &Analysis<'_, '_>,
    sentence: &Sentence,
    from: usize,
    to: usize,
) -> Option<String> {
    span(sentence, from, to).map(|span| tidy(span.of(&analysis.document.text)))
}

/// The span from one word to before another.
pub(crate) fn span(sentence: &Sentence, from: usize, to: usize) -> Option<Span> {
    let first = sentence.words.get(from)?;
    let last = sentence.words.get(to.checked_sub(1)?)?;
    (from < to).then(|| Span::new(first.span.start, last.span.end))
}

/// The end of the clause that begins at a word: before the next comma, bracket or stop.
pub(crate) fn clause_end(sentence: &Sentence, from: usize) -> usize {
    let words = sentence.words.get(from..).unwrap_or_default();
    let stop = words
        .iter()
        .take(LONGEST)
        .skip(1)
        .position(|word| matches!(word.gap, Gap::Comma | Gap::Stop | Gap::Open | Gap::Dash));
    from + stop.map_or_else(|| words.len().min(LONGEST), |stop| stop + 1)
}

fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '.'))
        .trim()
        .to_owned()
}
