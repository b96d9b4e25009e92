//! Sentences of a block.
//!
//! In: the text of a block. Out: the spans of its sentences.
//!
//! # Invariants
//! Sentences cover all that is not white space, in order, without overlap. A full stop without a space behind it
//! ends a sentence too when a small letter stands before and a capital behind: feeds lose that space.

use super::dates;
use super::tokens::LEADER;
use crate::fold;
use crate::resolve::type_words;
use read::Span;

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: [&str; 87] = [
    "st",
    "ste",
    "m",
    "mm",
    "mme",
    "mlle",
    "dr",
    "mr",
    "mrs",
    "ms",
    "no",
    "art",
    "p",
    "cf",
    "env",
    "approx",
    "ca",
    "bzw",
    "z",
    "b",
    "a",
    "i",
    "d",
    "e",
    "v",
    "ob",
    "bspw",
    "evtl",
    "inkl",
    "lt",
    "vgl",
    "str",
    "nr",
    "prof",
    "hl",
    "hr",
    "fr",
    "ing",
    "mag",
    "dipl",
    "sog",
    "tel",
    "обл",
    "р",
    "ім",
    "м",
    "с",
    "смт",
    "вул",
    "просп",
    "пл",
    "бул",
    "пров",
    "ст",
    "гр",
    "тов",
    "тис",
    "млн",
    "див",
    "ул",
    "ul",
    "al",
    "os",
    "pl",
    "im",
    "gm",
    "pow",
    "woj",
    "tzw",
    "np",
    "ok",
    "inż",
    "cllr",
    "rev",
    "rs",
    "rd",
    "mio",
    "mrd",
    "tsd",
    "tys",
    "mln",
    "mld",
    "млрд",
    "est",
    "max",
    "maks",
    "бл",
];

/// Whether a full stop is one of the many that lead from a name to what a line says of it: “Maribor ....... 1987”.
fn is_leader(part: &str, at: usize) -> bool {
    let dots = |marks: &mut dyn Iterator<Item = u8>| {
        marks.take_while(|mark| *mark == b'.').take(LEADER.len()).count()
    };
    let (before, from) = part.as_bytes().split_at(at);
    dots(&mut before.iter().rev().copied()) + dots(&mut from.iter().copied()) >= LEADER.len()
}

/// The sentences of the part of `text` under `span`.
pub(crate) fn sentences(text: &str, span: Span) -> Vec<Span> {
    let part = span.of(text);
    let width = wrapped(part);
    let mut found = Vec::new();
    let mut start = 0;
    let mut word_start = 0;
    let mut before = ' ';
    for (at, mark) in part.char_indices() {
        let end = at + mark.len_utf8();
        let rest = part.get(end..).unwrap_or_default();
        let is_end = match mark {
            '\n' => {
                let before = part.get(..at).unwrap_or_default();
                // Behind a comma a small letter goes on wherever the line is broken.
                let is_joined = before.trim_end().ends_with(',') && begins_small(rest);
                !is_joined && width.is_none_or(|width| !goes_on(before, rest, width))
            }
            '.' if is_leader(part, at) => false,
            '.' => {
                let lead = part.get(start..word_start).unwrap_or_default();
                let word = part.get(word_start..at).unwrap_or_default();
                !is_ordinal(lead, word, rest) && ends_sentence(word, before, rest)
            }
            '!' | '?' | '…' => !rest.starts_with(['.', '!', '?', '…', '»', ')', '"', '”']),
            _ => false,
        };
        if is_end {
            push(part, start, end, span.start, &mut found);
            start = end;
        }
        if !fold::is_written(mark) {
            word_start = end;
        }
        before = mark;
    }
    push(part, start, part.len(), span.start, &mut found);
    found
}

/// Least characters of the lines that a paragraph is broken into.
const NARROW: usize = 30;

/// The most.
const WIDE: usize = 140;

/// How wide the lines are into which a paragraph is broken, wherever its words happen to stand; `None` where each line
/// says a thing of its own. Broken lines often go on with a small letter.
fn wrapped(part: &str) -> Option<usize> {
    let mut breaks = 0;
    let mut within = 0;
    for (line, next) in part.lines().zip(part.lines().skip(1)) {
        breaks += 1;
        within += usize::from(is_open(line) && begins_small(next));
    }
    let width = part.lines().map(|line| line.trim().chars().count()).max()?;
    (breaks > 1 && within * 3 >= breaks && (NARROW..=WIDE).contains(&width)).then_some(width)
}

/// For each line of a paragraph whether it is a piece of prose that is broken into lines.
pub(crate) fn broken(part: &str) -> Vec<bool> {
    let Some(width) = wrapped(part) else {
        return Vec::new();
    };
    let lines: Vec<&str> = part.split('\n').collect();
    let joins = |pair: &[&str]| matches!(pair, [line, next] if goes_on(line, next, width));
    let joined: Vec<bool> = lines.windows(2).map(joins).collect();
    let runs_on = |at: usize| joined.get(at).copied().unwrap_or(false);
    (0..lines.len())
        .map(|at| runs_on(at) || at.checked_sub(1).is_some_and(runs_on))
        .collect()
}

/// Whether the sentence goes on behind a line break of a paragraph of broken lines: with a small letter, or behind a line
/// that is nearly full.
fn goes_on(before: &str, rest: &str, width: usize) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_full = || line.trim().chars().count() * 10 >= width * 7;
    let is_line = rest.lines().next().is_some_and(|next| !next.trim().is_empty());
    is_line && is_open(line) && (begins_small(rest) || is_full())
}

/// Whether no mark ends the sentence at the end of a line.
fn is_open(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with(|mark: char| mark.is_alphanumeric() || matches!(mark, ',' | '-' | ')' | '»' | '”'))
}

/// Whether a line begins within a sentence: small, and not as entries of lists do (“м. Люблін”, “miasto Lwów”).
fn begins_small(line: &str) -> bool {
    let line = line.trim_start();
    let word = line
        .split(|mark: char| !mark.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_short = line
        .get(word.len()..)
        .is_some_and(|rest| rest.starts_with(['.', ')']));
    let is_type = || type_words::levels_of(&fold::plain_key(word)).is_some();
    word.starts_with(char::is_lowercase) && !is_short && !is_type()
}

/// “am 3. Mai 2019”, “zum 40. Jahrestag”: the full stop of a German ordinal, before a month or behind an article.
fn is_ordinal(lead: &str, word: &str, rest: &str) -> bool {
    const BEFORE: [&str; 22] = [
        "am", "zum", "zur", "der", "die", "das", "den", "dem", "des", "im", "beim", "vom", "sein", "seine",
        "seinen", "seinem", "ihr", "ihre", "ihren", "ihrem", "ab", "bis",
    ];
    let is_number = (1..=2).contains(&word.len()) && word.bytes().all(|digit| digit.is_ascii_digit());
    if !is_number || !rest.starts_with([' ', '\u{a0}']) {
        return false;
    }
    let next = rest.trim_start();
    let next = next.split(|mark: char| !mark.is_alphanumeric()).next();
    let is_month = next.is_some_and(|next| dates::is_month(&fold::plain_key(next)));
    let article = lead
        .trim_end()
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    is_month || BEFORE.contains(&article.to_lowercase().as_str()) && next.is_some_and(|next| !next.is_empty())
}

fn ends_sentence(word: &str, before: char, rest: &str) -> bool {
    let next = rest.chars().next();
    let is_short = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let word = word.to_lowercase();
    if is_short || (ABBREVIATIONS.contains(&word.as_str()) && !starts_sentence(&word, rest)) {
        return false;
    }
    match next {
        None => true,
        Some(next) if next.is_whitespace() => {
            let after = rest.trim_start().chars().next();
            // “bis 28.02. 64.039 € ein”: the full stop of a day or month.
            let is_day = (1..=2).contains(&word.len()) && word.bytes().all(|digit| digit.is_ascii_digit());
            if is_day && after.is_some_and(|after| after.is_ascii_digit()) && !rest.starts_with('\n') {
                return false;
            }
            after.is_none_or(|after| !after.is_lowercase())
        }
        // Feeds join paragraphs: “le jour.La Ville”. A file name or address has no capital there.
        Some(next) => {
            // “établi le 15 mai 2025.Cette coopération”: a year or amount, then a word with a capital.
            let is_word = rest.chars().nth(1).is_some_and(char::is_lowercase);
            let ends_number = before.is_ascii_digit() && is_word;
            (before.is_lowercase() || matches!(before, ')' | '»') || ends_number) && next.is_uppercase()
        }
    }
}

/// Whether a word with a capital that is no currency follows an abbreviation that only stands before sums: “50 тис. Далі”.
fn starts_sentence(word: &str, rest: &str) -> bool {
    const BEFORE_SUMS: [&str; 8] = ["mio", "mrd", "mln", "mld", "tys", "тис", "млн", "млрд"];
    const CURRENCIES: [&str; 12] = [
        "Eur", "EUR", "Dol", "US", "Fr", "CH", "Schw", "UAH", "PLN", "GBP", "CFA", "FCFA",
    ];
    let next = rest.trim_start();
    BEFORE_SUMS.contains(&word)
        && next.starts_with(char::is_uppercase)
        && !CURRENCIES.iter().any(|currency| next.starts_with(currency))
        && next.chars().nth(1).is_some_and(char::is_lowercase)
        && !matches!(word, "mio" | "mrd")
}

fn push(part: &str, start: usize, end: usize, offset: usize, found: &mut Vec<Span>) {
    let raw = part.get(start..end).unwrap_or_default();
    let text = raw.trim();
    if !text.is_empty() {
        let lead = raw.len() - raw.trim_start().len();
        let first = offset + start + lead;
        found.push(Span::new(first, first + text.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len()))
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn a_lost_space_still_ends_the_sentence() {
        assert_eq!(
            split("Établi le 15 mai 2025.Cette ville"),
            ["Établi le 15 mai 2025.", "Cette ville"]
        );
        assert_eq!(
            split("Elle a signé le jour.La Ville suit. Et puis?"),
            ["Elle a signé le jour.", "La Ville suit.", "Et puis?"]
        );
    }

    #[test]
    fn a_german_ordinal_does_not_end_it() {
        for text in [
            "Mainz und Dijon unterzeichneten am 3. Mai 1958 eine Partnerschaft.",
            "Zum 40. Jahrestag der Partnerschaft kam Besuch.",
        ] {
            assert_eq!(split(text), [text]);
        }
        assert_eq!(
            split("Es kamen 40. Dann ging man."),
            ["Es kamen 40.", "Dann ging man."]
        );
    }

    #[test]
    fn abbreviations_amounts_and_initials_do_not_end_it() {
        assert_eq!(
            split("St. Alban paid 0.50 to J. Doe at www.site.org today."),
            ["St. Alban paid 0.50 to J. Doe at www.site.org today."]
        );
        assert_eq!(
            split("raise €5 by then. To be continued..."),
            ["raise €5 by then.", "To be continued..."]
        );
    }
}
