//! Lines of a document as lists have them: words, what they mean, dates, marks between them.
//!
//! In: the blocks of a document that are no tables. Out: their lines in order.
//!
//! # Invariants
//! A line lies within one block; prose that is longer than any entry of a list, or broken into lines, is left out.

use super::list_words::{self, Said, Word};
use crate::document::dates::{self, Dated};
use crate::document::sentences;
use crate::document::tokens::{self, LEADER, Shape, Token};
use read::{BlockKind, Document, Span};
use vocabulary::Day;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Heading(u8),
    Item,
    Text,
}

/// One line.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) span: Span,
    pub(super) words: Vec<Token>,
    pub(super) said: Vec<Said>,
    pub(super) dates: Vec<Dated>,
    pub(super) form: Form,
    /// Characters before it.
    pub(super) indent: usize,
    /// Which block.
    pub(super) block: usize,
    /// Which item of the document.
    pub(super) item: usize,
}

/// Longest line that can be an entry, in bytes.
const LONGEST: usize = 700;

/// Longest line that begins with a label, in bytes.
const LONGEST_LABELLED: usize = 4_000;

/// The lines of all blocks that are content.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let text = document.text.as_str();
    let mut found = Vec::new();
    for (block, one) in document.blocks.iter().enumerate() {
        let form = match one.kind {
            BlockKind::Heading { level } => Form::Heading(level),
            BlockKind::ListItem { .. } => Form::Item,
            BlockKind::Paragraph => Form::Text,
            BlockKind::Table(_) | BlockKind::Furniture | BlockKind::Image { .. } => continue,
        };
        let mut start = one.span.start;
        let broken = sentences::broken(one.span.of(text));
        for (at, raw) in one.span.of(text).split('\n').enumerate() {
            let trimmed = raw.trim();
            let first = start + (raw.len() - raw.trim_start().len());
            let span = Span::new(first, first + trimmed.len());
            start += raw.len() + 1;
            let form = match form {
                Form::Item if at > 0 => Form::Text,
                form => form,
            };
            if is_readable(trimmed) && broken.get(at) != Some(&true) {
                found.push(line(document, span, (form, block)));
            }
        }
    }
    found
}

fn is_readable(line: &str) -> bool {
    let label = || line.char_indices().take(80).any(|(_, mark)| mark == ':');
    !line.is_empty() && (line.len() <= LONGEST || (line.len() <= LONGEST_LABELLED && label()))
}

fn line(document: &Document, span: Span, (form, block): (Form, usize)) -> Line {
    let text = document.text.as_str();
    let words = tokens::words(text, span);
    let said = list_words::said(&words);
    let dates = dated(&words, text);
    let before = text.get(..span.start).unwrap_or_default();
    let indent = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    let behind = document
        .items
        .partition_point(|item| item.span.start <= span.start);
    Line {
        span,
        words,
        said,
        dates,
        form,
        indent,
        block,
        item: behind.saturating_sub(1),
    }
}

impl Line {
    /// What stands between a word and the one before it; of the first, nothing.
    pub(super) fn between<'t>(&self, text: &'t str, at: usize) -> &'t str {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        let start = before.map_or(self.span.start, |word| word.span.end);
        let end = self.words.get(at).map_or(self.span.end, |word| word.span.start);
        text.get(start..end).unwrap_or_default()
    }

    /// The meanings within some of its words.
    pub(super) fn said_in(&self, from: usize, to: usize) -> impl Iterator<Item = &Said> + Clone {
        // They stand in order of place.
        let start = self.said.partition_point(|said| said.first < from);
        let rest = self.said.get(start..).unwrap_or_default();
        rest.iter()
            .take_while(move |said| said.first < to)
            .filter(move |said| said.end <= to)
    }

    /// Whether its words mean something anywhere.
    pub(super) fn says(&self, word: Word) -> bool {
        self.said.iter().any(|said| said.word == word)
    }

    /// The key of some of its words.
    pub(super) fn key(&self, from: usize, to: usize) -> String {
        let words = self.words.get(from..to).unwrap_or_default();
        words
            .iter()
            .map(|word| word.key.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The span of some of its words.
    pub(super) fn span_of(&self, from: usize, to: usize) -> Option<Span> {
        let (first, last) = (self.words.get(from)?, self.words.get(to.checked_sub(1)?)?);
        (from < to).then(|| Span::new(first.span.start, last.span.end))
    }
}

/// Whether the marks between two words end a name.
pub(super) fn parts(between: &str, before: &str) -> bool {
    if between.trim() == "." {
        // “St. Maur”, “Bad St. Leonhard”: a short word is cut off.
        let is_saint = matches!(before, "saint" | "sainte" | "saints");
        return before.chars().nth(4).is_some() && !is_saint || between.starts_with(char::is_whitespace);
    }
    let is_wide = between.contains('\t') || between.chars().filter(|c| c.is_whitespace()).count() > 2;
    is_wide || between.contains(|c: char| !c.is_whitespace() && !is_inner(c)) || is_dash(between)
}

/// Marks within a name: hyphens and apostrophes.
fn is_inner(mark: char) -> bool {
    matches!(mark, '-' | '‐' | '‑') || crate::fold::is_apostrophe(mark) || crate::fold::is_invisible(mark)
}

/// A hyphen with white space on both sides is a dash, and so are the full stops of a leader.
pub(super) fn is_dash(between: &str) -> bool {
    between.contains(['–', '—', '−'])
        || between.contains(LEADER)
        || (between.contains(['-', '‐']) && between.starts_with(char::is_whitespace))
}

/// The dates of a line, years alone among them.
pub(super) fn dated(words: &[Token], text: &str) -> Vec<Dated> {
    let mut found = dates::dates(words, text, None);
    let mut bare = Vec::new();
    let mut known = found.iter().peekable();
    let mut at = 0;
    while at < words.len() {
        if let Some(dated) = known.next_if(|dated| dated.first <= at) {
            at = dated.end.max(at);
            continue;
        }
        if let Some(dated) = bare_date(words, at, text) {
            at = dated.end;
            bare.push(dated);
        } else {
            at += 1;
        }
    }
    found.append(&mut bare);
    found.sort_by_key(|dated| dated.first);
    found.dedup_by(|later, earlier| later.first < earlier.end);
    found
}

/// Stems of words behind a number that make it a count.
const COUNTED: [&str; 18] = [
    "hab",
    "einw",
    "inhab",
    "жител",
    "мешкан",
    "mieszk",
    "km",
    "км",
    "eur",
    "euro",
    "члено",
    "member",
    "schul",
    "eleve",
    "enfant",
    "осіб",
    "osob",
    "person",
];

/// `1964`, `1988-04`, `04.1993`: a year or month that no word introduces.
fn bare_date(words: &[Token], at: usize, text: &str) -> Option<Dated> {
    let word = words.get(at).filter(|word| word.shape == Shape::Number)?;
    let written = word.span.of(text).trim_end_matches('.');
    let before = text.get(..word.span.start).unwrap_or_default();
    let is_piece = before.ends_with(['/', '-', '.']) && {
        let head = before.trim_end_matches(['/', '-', '.']);
        head.ends_with(|c: char| c.is_ascii_digit()) && !ends_in_year(head)
    };
    let next = words.get(at + 1);
    let touches = |mark: char| {
        text.get(word.span.end..)
            .is_some_and(|rest| rest.starts_with(mark))
    };
    if let Some((month, year)) = written.split_once(['.', '/']) {
        let day = Day::in_month(year_of(year)?, month.parse().ok()?)?;
        return Some(Dated {
            day,
            first: at,
            end: at + 1,
        });
    }
    if is_piece {
        return None;
    }
    if let (Some(next), Ok(month)) = (next, written.parse::<i8>())
        && touches('/')
        && (1..=12).contains(&month)
        && let Some(year) = year_of(next.span.of(text))
    {
        return Some(Dated {
            day: Day::in_month(year, month)?,
            first: at,
            end: at + 2,
        });
    }
    let year = year_of(written)?;
    if let Some(next) = next
        && touches('-')
        && next.span.start == word.span.end + 1
        && next.span.of(text).len() == 2
        && let Some(day) = next
            .span
            .of(text)
            .parse()
            .ok()
            .and_then(|month| Day::in_month(year, month))
    {
        return Some(Dated {
            day,
            first: at,
            end: at + 2,
        });
    }
    let is_count = next.is_some_and(|next| COUNTED.iter().any(|stem| next.key.starts_with(stem)));
    (!is_count).then_some(Dated {
        day: Day::in_year(year)?,
        first: at,
        end: at + 1,
    })
}

fn ends_in_year(text: &str) -> bool {
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    digits == 4 && text.get(text.len() - 4..).and_then(year_of).is_some()
}

fn year_of(text: &str) -> Option<i16> {
    (text.len() == 4)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1850..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let words = tokens::words(text, Span::new(0, text.len()));
        dated(&words, text)
            .iter()
            .map(|dated| dated.day.to_string())
            .collect()
    }

    #[test]
    fn years_and_months_need_no_word_before_them() {
        assert_eq!(read("Arras (1967)"), ["1967"]);
        assert_eq!(
            read("1988-04; 12.2018, 1998-2016"),
            ["1988-04", "2018-12", "1998", "2016"]
        );
        assert_eq!(read("od 20.09.1988"), ["1988-09-20"]);
        assert!(read("Beschluss B-067/2022, 2000 Einwohner").is_empty());
    }
}
