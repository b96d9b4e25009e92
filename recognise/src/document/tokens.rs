//! Words of a text with their places, keys and what stands before them.
//!
//! In: a part of the document's text. Out: its words in order.
//!
//! # Invariants
//! - A word is a run of letters and digits (a number keeps its separators); spans are bytes of the document's text.
//! - The plain key of several neighbouring words is their keys joined by spaces.

use crate::fold;
use read::Span;

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The word begins its part of the text.
    Start,
    /// White space.
    Space,
    /// A hyphen or dash without spaces.
    Hyphen,
    /// An apostrophe.
    Apostrophe,
    /// A comma.
    Comma,
    /// A slash, with or without spaces.
    Slash,
    /// A dash with spaces.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// The end of a sentence.
    Stop,
    /// Anything else.
    Other,
}

/// One word.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its plain key; empty for a mark that has none.
    pub(crate) key: String,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// How it is written.
    pub(crate) shape: Shape,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// All small letters.
    Lower,
    /// A capital, then small letters.
    Title,
    /// All capitals, two or more.
    Upper,
    /// Begins with a digit.
    Number,
    /// A script without capitals.
    Caseless,
}

impl Token {
    /// Whether it is the “s” of an English genitive: “Hull's mayor”, “St Patrick's Day”.
    pub(crate) fn is_genitive(&self) -> bool {
        self.gap == Gap::Apostrophe && self.key == "s"
    }

    /// Whether it may begin or end a name.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Caseless)
    }

    /// Whether it is joined to the word before it within one name.
    pub(crate) fn is_joined(&self) -> bool {
        matches!(self.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe)
    }
}

/// The words of a sentence: a line break within it is no more than white space, and so is the full stop of an
/// abbreviation that a small letter or a comma follows (“2017 r. współpracuje”).
pub(crate) fn words_of_sentence(text: &str, span: Span) -> Vec<Token> {
    let mut words = words(text, span);
    for at in 1..words.len() {
        let end = words.get(at - 1).map_or(0, |before| before.span.end);
        let Some(word) = words.get_mut(at) else { break };
        let between = text.get(end..word.span.start).unwrap_or_default();
        if between.trim_end() == "." && between.len() > 1 && word.shape == Shape::Lower {
            word.gap = Gap::Space;
        } else if between.starts_with(".,") {
            word.gap = Gap::Comma;
        } else if between.contains('\n') {
            word.gap = gap(&between.replace('\n', " "));
        }
    }
    words
}

/// The words of the part of `text` under `span`.
pub(crate) fn words(text: &str, span: Span) -> Vec<Token> {
    let part = span.of(text);
    let mut tokens: Vec<Token> = Vec::with_capacity(part.len() / USUAL);
    let mut gap_start = 0;
    while let Some(start) = next_start(part, gap_start) {
        let end = end(part, start);
        let word = part.get(start..end).unwrap_or_default();
        let between = part.get(gap_start..start).unwrap_or_default();
        let gap = if tokens.is_empty() {
            Gap::Start
        } else if between == AMPERSAND {
            tokens.push(Token {
                span: Span::new(span.start + gap_start + 1, span.start + start - 1),
                key: "and".to_owned(),
                gap: Gap::Space,
                shape: Shape::Lower,
            });
            Gap::Space
        } else {
            gap(between)
        };
        tokens.push(Token {
            span: Span::new(span.start + start, span.start + end),
            key: fold::plain_key(word),
            gap,
            shape: shape(word),
        });
        gap_start = end;
    }
    expand_saints(&mut tokens);
    tokens
}

/// “Brighton & Hove”: a word as the one that it stands for.
const AMPERSAND: &str = " & ";

/// Bytes of the usual word with what stands before it.
const USUAL: usize = 6;

/// Where the next word begins: at a letter or digit.
fn next_start(part: &str, from: usize) -> Option<usize> {
    let rest = part.get(from..)?;
    // Most marks between words are of ASCII, which needs no table.
    let marks = rest
        .bytes()
        .position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
    let start = rest.get(marks..)?.find(fold::is_written)?;
    Some(from + marks + start)
}

/// Where the word ends that begins at a place.
fn end(part: &str, start: usize) -> usize {
    let rest = part.get(start..).unwrap_or_default();
    if rest.starts_with(|first: char| first.is_ascii_digit()) {
        return end_of_number(part, start);
    }
    let mut end = start;
    loop {
        let rest = part.as_bytes().get(end..).unwrap_or_default();
        end += rest
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        // A letter beyond ASCII, or the end.
        let next = part.get(end..).and_then(|rest| rest.chars().next());
        match next {
            Some(next) if !next.is_ascii() && belongs(false, next, || None) => end += next.len_utf8(),
            _ => return end,
        }
    }
}

fn end_of_number(part: &str, start: usize) -> usize {
    let mut end = start;
    while let Some(next) = part.get(end..).and_then(|rest| rest.chars().next()) {
        let after = || part.get(end + next.len_utf8()..)?.chars().next();
        let groups = next == ' '
            && is_thousands(
                part.get(start..end).unwrap_or_default(),
                part.get(end + 1..).unwrap_or_default(),
            );
        if !groups && !belongs(true, next, after) {
            break;
        }
        end += next.len_utf8();
    }
    end
}

/// Whether the next mark still belongs to the word: digits keep their separators (`105,000`, `0.50`, `26 000`).
fn belongs(is_number: bool, next: char, after: impl Fn() -> Option<char>) -> bool {
    if is_number {
        let is_separator = matches!(next, '.' | ',' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '’' | '\'');
        return fold::is_written(next)
            || (is_separator && after().is_some_and(|after| after.is_ascii_digit()));
    }
    fold::is_written(next) || fold::is_invisible(next) || fold::is_mark(next)
}

/// Whether a plain space groups thousands: “26 000”, “1 250 000”; not “6 2025”, not “2025 100”.
fn is_thousands(head: &str, rest: &str) -> bool {
    let mut groups = head.split(' ');
    let starts = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'));
    let is_plain =
        head.chars().all(|c| c.is_ascii_digit() || c == ' ') && groups.all(|group| group.len() == 3);
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let is_closed = !rest.chars().nth(3).is_some_and(char::is_alphanumeric);
    starts && is_plain && digits == 3 && is_closed
}

/// Bytes of the full stop and the space behind an abbreviation.
const ABBREVIATED: usize = 2;

/// A saint before another word of a name is written out, as keys of whole names have it.
fn expand_saints(tokens: &mut [Token]) {
    let mut is_last = true;
    for at in (0..tokens.len()).rev() {
        let next_joins = !is_last
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.is_joined() || next.gap == Gap::Stop);
        if let Some(token) = tokens
            .get_mut(at)
            .filter(|token| next_joins && token.is_capital())
        {
            let long = match token.key.as_str() {
                "st" | "sankt" | "sint" => "saint",
                "ste" => "sainte",
                "sts" => "saints",
                _ => "",
            };
            let end = token.span.end;
            if !long.is_empty() {
                long.clone_into(&mut token.key);
                // “St. Moritz”: the full stop of the abbreviation ends nothing.
                let is_stopped =
                    |next: &&mut Token| next.gap == Gap::Stop && next.span.start - end <= ABBREVIATED;
                if let Some(next) = tokens.get_mut(at + 1).filter(is_stopped) {
                    next.gap = Gap::Space;
                }
            }
        }
        is_last = false;
    }
}

fn shape(word: &str) -> Shape {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    match letters.next() {
        _ if word.starts_with(|first: char| first.is_ascii_digit()) => Shape::Number,
        None => Shape::Number,
        Some(first) if first.is_lowercase() => Shape::Lower,
        Some(first) if first.is_uppercase() => {
            let mut rest = letters.peekable();
            if rest.peek().is_some() && rest.all(char::is_uppercase) {
                Shape::Upper
            } else {
                Shape::Title
            }
        }
        Some(_) => Shape::Caseless,
    }
}

/// Full stops that lead from a name to what a line says of it, this many at least.
pub(crate) const LEADER: &str = "....";

fn gap(between: &str) -> Gap {
    // What stands between most words.
    match between {
        " " => return Gap::Space,
        "-" => return Gap::Hyphen,
        ", " => return Gap::Comma,
        "'" | "’" => return Gap::Apostrophe,
        _ => {}
    }
    let has = |marks: &[char]| between.contains(marks);
    if has(&['(', '[', '«', '“', '"']) && !has(&[')', ']', '»', '”']) {
        Gap::Open
    } else if has(&[')', ']', '»', '”']) {
        Gap::Close
    } else if between.contains(LEADER) {
        Gap::Dash
    } else if has(&['.', '!', '?', '…', '\n', '\t', ';', ':', '|', '•', '*']) {
        Gap::Stop
    } else if has(&[',', '、', '،']) {
        Gap::Comma
    } else if has(&['/']) {
        Gap::Slash
    } else if has(&['-', '‐', '‑', '–', '—', '−']) {
        if between.contains(char::is_whitespace) {
            Gap::Dash
        } else {
            Gap::Hyphen
        }
    } else if between.chars().any(fold::is_apostrophe) {
        Gap::Apostrophe
    } else if !between.is_empty()
        && between
            .chars()
            .all(|c| c.is_whitespace() || fold::is_invisible(c))
    {
        Gap::Space
    } else {
        Gap::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<(String, Gap)> {
        words(text, Span::new(0, text.len()))
            .into_iter()
            .map(|token| (token.key, token.gap))
            .collect()
    }

    #[test]
    fn words_know_what_stands_before_them() {
        let found = keys("Nantes, Saint-Nazaire et L’Haÿ (Mali)");
        let expected = [
            ("nantes", Gap::Start),
            ("saint", Gap::Comma),
            ("nazaire", Gap::Hyphen),
            ("et", Gap::Space),
            ("l", Gap::Space),
            ("hay", Gap::Apostrophe),
            ("mali", Gap::Open),
        ];
        assert_eq!(found, expected.map(|(key, gap)| (key.to_owned(), gap)));
    }

    #[test]
    fn an_ampersand_between_words_is_a_word() {
        let found: Vec<String> = keys("Brighton & Hove, R&D")
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        assert_eq!(found, ["brighton", "and", "hove", "r", "d"]);
    }

    #[test]
    fn numbers_keep_their_separators() {
        let found: Vec<String> = keys("105,000 and 0.50, 26\u{202F}000 then 7.")
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        assert_eq!(found, ["105 000", "and", "0 50", "26 000", "then", "7"]);
    }

    #[test]
    fn a_saint_before_a_name_is_written_out() {
        let found: Vec<String> = keys("St Alban and St. Pölten, St")
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        assert_eq!(found, ["saint", "alban", "and", "saint", "polten", "st"]);
    }
}
