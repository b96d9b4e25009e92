//! Lists of several homes: lines “home: partner”, blocks that a town heads.
//!
//! In: the lines of a document. Out: which of them name a home, and the home of a line.
//!
//! # Invariants
//! One line “A – B” makes no directory; most lines of its run are of that form.

use super::entry::{Entry, Head, Reader, is_and};
use super::line::{Form, Line, is_dash};
use super::twin_list::{FOLLOWED, Home, Listed};

/// Of a directory whose lines each give the home, those that give none are broken lines, not partners of the speaker.
pub(super) fn without_strays(mut found: Vec<Listed>) -> Vec<Listed> {
    let is_written = |listed: &Listed| listed.home != Home::Speaker;
    let written = found.iter().filter(|listed| is_written(listed)).count();
    if written >= FOLLOWED && (found.len() - written) * 2 <= written {
        found.retain(is_written);
    }
    found
}

/// The home and the first word of the partners of a line “home: partner, partner”.
pub(super) fn pair(reader: Reader<'_, '_>, line: &Line, from: usize) -> Option<(Head, usize)> {
    let to = line.words.len();
    let window = from + 1..to.min(from + 8);
    let is_colon = |at: &usize| {
        line.between(reader.text, *at)
            .contains([':', '→', '\t', '↔', '=', '|'])
    };
    // “Breil/Brigels: Gammelshausen”: a colon parts the two before a slash does.
    let colon = window.clone().find(is_colon).map(|at| (at, at));
    // “Fürstenwalde/Spree – Reinheim”: so does a dash.
    let cuts = || window.clone().filter_map(|at| weaker_cut(reader, line, at, to));
    let is_slash = |(end, cut): &(usize, usize)| end == cut && line.between(reader.text, *cut).trim() == "/";
    let weaker = || cuts().find(|cut| !is_slash(cut)).or_else(|| cuts().next());
    let (end, cut) = colon.or_else(weaker)?;
    let home = reader.entry(line, from, end)?;
    let (head, others) = home.heads.split_first()?;
    if !others.iter().all(|other| other.is_other_name) {
        return None;
    }
    let is_home = head.is_known && !home.is_prose && home.plain.is_empty() && home.relation.is_none();
    let partner = reader.entry(line, cut, to)?;
    let key = |head: &Head| crate::fold::plain_key(head.span.of(reader.text));
    let is_partner = partner.heads.first().is_some_and(|head| {
        head.is_known
            && reader.is_town(&key(head))
            && reader.resolver.countries().by_key(&key(head)).is_none()
    });
    (is_home && is_partner && !partner.is_prose).then(|| (head.clone(), cut))
}

/// Where a dash, a stroke or “and” parts a home from its partner: the end of the one, the beginning of the other.
fn weaker_cut(reader: Reader<'_, '_>, line: &Line, at: usize, to: usize) -> Option<(usize, usize)> {
    let between = line.between(reader.text, at);
    let is_mark = between.contains('·')
        || is_dash(between)
        || is_wide(between)
        || matches!(between.trim(), "/" | "+" | "<->" | "<>" | "->");
    let is_joined = line.words.get(at).is_some_and(|word| is_and(&word.key)) && between == " ";
    if is_joined && at + 1 < to {
        Some((at, at + 1))
    } else {
        is_mark.then_some((at, at))
    }
}

fn is_wide(between: &str) -> bool {
    between.chars().all(char::is_whitespace) && between.len() > 2
}

/// Words of a line that may still be an entry with what is noted of it.
const PARAGRAPH: usize = 12;

/// For each line whether it begins a block with a town alone and entries with their countries follow in the block.
/// One such block may be a list that begins with a bare name; of several each has its home.
pub(super) fn heads(reader: Reader<'_, '_>, lines: &[Line]) -> Vec<bool> {
    let entry = |line: &Line| reader.entry(line, 0, line.words.len());
    let is_head = |at: usize| {
        let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
            return false;
        };
        let is_first = at
            .checked_sub(1)
            .and_then(|above| lines.get(above))
            .is_none_or(|above| above.block != line.block);
        let is_alone = |entry: Entry| match entry.heads.as_slice() {
            [head] => head.is_known && head.span.end == line.span.end && !entry.has_place(),
            _ => false,
        };
        // Blank lines part what the country and the year of each entry hold together.
        let is_full =
            |entry: Entry| entry.has_plain() && entry.heads.iter().all(|head| head.country.is_some());
        let is_of_block =
            next.block == line.block || next.block == line.block + 1 && entry(next).is_some_and(is_full);
        // “Hungary, county of Bács-Kiskun. About 8,000 people live here.”: a paragraph about the town is no entry.
        let text = next.span.of(reader.text).trim_end();
        let is_paragraph = text.contains(". ") && text.ends_with('.') && next.words.len() > PARAGRAPH;
        is_first
            && line.form != Form::Item
            && !is_paragraph
            && is_of_block
            && entry(next).is_some_and(|entry| entry.has_place())
            && entry(line).is_some_and(is_alone)
    };
    let found: Vec<bool> = (0..lines.len()).map(is_head).collect();
    if found.iter().filter(|is_head| **is_head).count() > 1 {
        found
    } else {
        vec![false; lines.len()]
    }
}

/// For each line whether most lines of its run are of the form “home: partner”.
pub(super) fn directories(reader: Reader<'_, '_>, lines: &[Line]) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let end = (start + 1..lines.len())
            .find(|at| !is_one_run(lines, *at))
            .unwrap_or(lines.len());
        let pairs = (start..end)
            .filter(|at| {
                lines.get(*at).is_some_and(|line| {
                    pair(reader, line, reader.behind_ordinal(line, 0, line.words.len())).is_some()
                })
            })
            .count();
        let is_directory = pairs > 1 && pairs * 2 >= (end - start).saturating_sub(1);
        found
            .iter_mut()
            .take(end)
            .skip(start)
            .for_each(|slot| *slot = is_directory);
        start = end;
    }
    found
}

/// Most words of a line that is a pair with its year and no more.
const SHORT: usize = 8;

fn is_one_run(lines: &[Line], at: usize) -> bool {
    match (at.checked_sub(1).and_then(|at| lines.get(at)), lines.get(at)) {
        (Some(above), Some(line)) => {
            // Blank lines may part the lines of a list.
            let is_short = |line: &Line| line.form != Form::Item && line.words.len() <= SHORT;
            above.block == line.block
                || (above.form == Form::Item && line.form == Form::Item)
                || is_short(above) && is_short(line)
        }
        _ => false,
    }
}
