//! Flags of countries in a text: “🇵🇱 Bytom, Otwock”, “Lublin 🇵🇱”. A flag is two regional letters (Unicode UTS #51).
//!
//! In: the text between and around words. Out: the country that a flag gives.
//!
//! # Invariants
//! A flag before a name holds for the names of its line up to the next one; a flag behind a name for this name alone.

use super::tokens::Token;
use vocabulary::Country;

/// The first of the regional letters.
const LETTER_A: u32 = 0x1F1E6;

/// The letter that a regional letter stands for.
fn letter(mark: char) -> Option<char> {
    let place = u32::from(mark)
        .checked_sub(LETTER_A)
        .filter(|place| *place < 26)?;
    char::from_u32(u32::from('A') + place)
}

/// The flags of a text, each with the byte behind it.
fn flags(text: &str) -> impl Iterator<Item = (Country, usize)> {
    let mut marks = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (_, mark) = marks.next()?;
            let Some(one) = letter(mark) else { continue };
            let Some((at, other)) = marks.peek().and_then(|(at, mark)| Some((*at, letter(*mark)?))) else {
                continue;
            };
            marks.next();
            if let Ok(country) = [one, other].iter().collect::<String>().parse() {
                return Some((country, at + '🇦'.len_utf8()));
            }
        }
    })
}

/// The flag that stands right before what follows the text: nothing but white space, a colon or a dash behind it.
pub(crate) fn before(text: &str) -> Option<Country> {
    let (country, behind) = flags(text).last()?;
    let rest = text.get(behind..)?;
    let is_near = rest
        .chars()
        .all(|mark| mark.is_whitespace() && mark != '\n' || matches!(mark, ':' | '-' | '–' | '—'));
    is_near.then_some(country)
}

/// The flag that stands right behind what the text follows, and belongs to nothing behind it.
fn behind(text: &str) -> Option<Country> {
    let (country, end) = flags(text).next()?;
    let flag = text.trim_start();
    let is_near = text.len() - flag.len() + 2 * '🇦'.len_utf8() == end;
    let rest = text.get(end..)?;
    (is_near && (rest.is_empty() || !rest.chars().all(|mark| mark == ' '))).then_some(country)
}

/// The country that the flags around the words `intro..end` of a sentence give.
pub(super) fn given((words, text): (&[Token], &str), (intro, end): (usize, usize)) -> Option<Country> {
    let gap = |at: usize| {
        let to = words.get(at).map(|word| word.span.start);
        let from = match at.checked_sub(1).and_then(|before| words.get(before)) {
            Some(before) => before.span.end,
            None => line_start(text, to?),
        };
        let to = to.unwrap_or_else(|| line_end(text, from));
        text.get(from..to)
    };
    if !text.is_ascii()
        && let Some(country) = gap(end).and_then(behind)
    {
        return Some(country);
    }
    let reach = intro.saturating_sub(REACH)..=intro;
    for at in reach.rev() {
        let gap = gap(at)?;
        if flags(gap).next().is_some() {
            return before(gap);
        }
        if at < intro && gap.contains('\n') {
            return None;
        }
    }
    None
}

/// Words before a name in which the flag of its list may stand.
const REACH: usize = 30;

/// Where the line begins in which a byte stands.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |end| end + 1)
}

/// Where the line ends in which a byte stands.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|behind| behind.find('\n'))
        .map_or(text.len(), |end| at + end)
}

/// The flag before the first word of a line, and how many bytes of the line stand before that word.
pub(crate) fn of_line(text: &str, first_word: usize) -> Option<Country> {
    before(text.get(line_start(text, first_word)..first_word)?)
}

/// The flag behind a byte of a line.
pub(crate) fn behind_of(text: &str, at: usize) -> Option<Country> {
    let rest = text.get(at..line_end(text, at))?;
    let end = rest
        .char_indices()
        .find(|(_, mark)| mark.is_alphanumeric())
        .map_or(rest.len(), |(end, _)| end);
    behind(rest.get(..end)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_stands_before_its_names_or_behind_its_name() {
        let country = |code: &str| Some(code.parse().expect("a country"));
        assert_eq!(before("* 🇵🇱 "), country("PL"));
        assert_eq!(before("🇵🇱, "), None, "it belongs to what stands before it");
        assert_eq!(behind_of("Lublin 🇵🇱, Arras 🇫🇷", "Lublin".len()), country("PL"));
        assert_eq!(
            behind_of("🇵🇱 Bytom 🇱🇹 Kretinga", "🇵🇱 Bytom".len()),
            None,
            "the next has it"
        );
        assert_eq!(before("🇵 "), None, "half a flag");
    }
}
