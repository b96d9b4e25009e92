//! Numbers, in digits and in words of five languages.
//!
//! In: words. Out: the number that stands at a word, and where it ends. The words are data (`data/numerals.tsv`).
//!
//! # Invariants
//! A single separator before exactly three digits groups thousands unless the number begins with 0.

use super::tokens::{Gap, Shape, Token};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word does to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Adds to it.
    Ones(Decimal),
    /// A half, or one and a half, of what follows.
    Half(Decimal),
    /// Multiplies what stands before it by a hundred.
    Hundred,
    /// Multiplies all before it.
    Times(Decimal),
    /// As [`Part::Times`], but only between a number and its currency.
    Letter(Decimal),
}

static PARTS: LazyLock<FxHashMap<String, Part>> = LazyLock::new(|| {
    let rows = include_str!("../../data/numerals.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    let mut parts = FxHashMap::default();
    for row in rows {
        let mut cells = row.split('\t');
        let (Some(value), Some(kind), Some(forms)) = (cells.next(), cells.next(), cells.next()) else {
            panic!("numerals.tsv: “{row}” is not value, kind, forms");
        };
        let value: Decimal = value.parse().expect("numerals.tsv: a value is a number");
        let part = match kind {
            "ones" => Part::Ones(value),
            "half" => Part::Half(value),
            "hundred" => Part::Hundred,
            "times" => Part::Times(value),
            "letter" => Part::Letter(value),
            // “quatre-vingts” is read by its own rule.
            "score" => continue,
            other => panic!("numerals.tsv: “{other}” is no kind"),
        };
        for form in forms.split('|') {
            parts.insert(crate::fold::plain_key(form), part);
        }
    }
    parts
});

/// Whether the word is a number written in letters.
pub(crate) fn is_numeral(key: &str) -> bool {
    matches!(PARTS.get(key), Some(Part::Ones(_) | Part::Hundred)) || compound(key).is_some()
}

/// What a word multiplies the number before it by; single letters too if `is_between` number and currency.
pub(crate) fn multiplier(key: &str, is_between: bool) -> Option<Decimal> {
    match PARTS.get(key)? {
        Part::Times(times) => Some(*times),
        Part::Letter(times) if is_between => Some(*times),
        _ => None,
    }
}

/// A number in words: its value, and one past its last word.
pub(crate) fn in_words(words: &[Token], at: usize) -> Option<(Decimal, usize)> {
    let first = words.get(at)?;
    if first.shape == Shape::Number || !may_begin(&first.key) {
        return None;
    }
    let mut number = Written::default();
    let mut end = at;
    while let Some(word) = words.get(end) {
        let is_joined = end == at || matches!(word.gap, Gap::Space | Gap::Hyphen);
        if !is_joined || word.shape == Shape::Number {
            break;
        }
        let before = end.checked_sub(1).and_then(|before| words.get(before));
        if number.take(word, before.filter(|_| end > at)) {
            end += 1;
            continue;
        }
        // “п'ятдесят” is two words to the reader of words.
        if let Some(whole) = rejoined(word, words.get(end + 1))
            && number.take(&whole, None)
        {
            end += 2;
            continue;
        }
        // “deux cent et un”, “half a million”: the joint belongs to the number only if a part of it follows.
        let joins = end > at && matches!(word.key.as_str(), "et" | "and" | "und" | "a" | "і" | "i");
        let goes_on = words
            .get(end + 1)
            .filter(|next| matches!(next.gap, Gap::Space | Gap::Hyphen))
            .is_some_and(|next| number.may_take(next, &word.key));
        if !(joins && goes_on) {
            break;
        }
        end += 1;
    }
    (end > at).then_some((number.value()?, end))
}

/// Whether a number in words may begin with this one: most words need no further look.
fn may_begin(key: &str) -> bool {
    PARTS.contains_key(key) || is_head(key) || compound(key).is_some()
}

/// What stands before the apostrophe of “п'ять”, “дев'ять”.
fn is_head(key: &str) -> bool {
    matches!(key, "п" | "дев")
}

/// A word that an apostrophe cuts in two.
fn rejoined(head: &Token, tail: Option<&Token>) -> Option<Token> {
    let tail = tail.filter(|tail| tail.gap == Gap::Apostrophe)?;
    is_head(&head.key).then(|| Token {
        key: format!("{}{}", head.key, tail.key),
        ..head.clone()
    })
}

/// A number while its words are read.
#[derive(Default)]
struct Written {
    total: Decimal,
    group: Decimal,
    half: Option<Decimal>,
    is_empty: bool,
    has_any: bool,
}

impl Written {
    fn take(&mut self, word: &Token, before: Option<&Token>) -> bool {
        if self.takes_score(word, before) {
            self.group += Decimal::from(76);
            return true;
        }
        let part = PARTS
            .get(&word.key)
            .copied()
            .or_else(|| compound(&word.key).map(Part::Ones));
        let taken = match part {
            Some(Part::Ones(value)) => self.add(value),
            Some(Part::Half(half)) if !self.has_any => {
                self.half = Some(half);
                true
            }
            Some(Part::Hundred) => {
                self.group = self.group.max(Decimal::ONE) * Decimal::ONE_HUNDRED;
                true
            }
            Some(Part::Times(times)) => self.multiply(times),
            _ => false,
        };
        self.has_any |= taken;
        taken
    }

    /// “quatre-vingts” is four times twenty.
    fn takes_score(&self, word: &Token, before: Option<&Token>) -> bool {
        word.gap == Gap::Hyphen
            && word.key.starts_with("vingt")
            && before.is_some_and(|before| before.key == "quatre")
            && self.has_any
    }

    fn add(&mut self, value: Decimal) -> bool {
        // “deux trois” are two numbers: what follows must be of a lower order.
        let ten = Decimal::TEN;
        let fits = self.group == Decimal::ZERO
            || (value < ten && self.group % ten == Decimal::ZERO)
            || (value < Decimal::ONE_HUNDRED && self.group % Decimal::ONE_HUNDRED == Decimal::ZERO)
            || (value < Decimal::from(20) && self.group % Decimal::from(20) == Decimal::ZERO);
        if fits && self.half.is_none() {
            self.group += value;
        }
        fits && self.half.is_none()
    }

    fn multiply(&mut self, times: Decimal) -> bool {
        let group = match self.half.take() {
            Some(half) => half,
            None if self.group == Decimal::ZERO => Decimal::ONE,
            None => self.group,
        };
        let Some(product) = group.checked_mul(times) else {
            return false;
        };
        self.total += product;
        self.group = Decimal::ZERO;
        true
    }

    /// Whether a word may go on with the number behind a joint.
    fn may_take(&self, word: &Token, joint: &str) -> bool {
        let part = PARTS.get(&word.key);
        match joint {
            "a" => self.half.is_some() && matches!(part, Some(Part::Times(_))),
            _ => {
                self.half.is_none()
                    && self.has_any
                    && self.group != Decimal::ONE
                    && matches!(part, Some(Part::Ones(_)))
                    && (self.group >= Decimal::from(20) || self.total > Decimal::ZERO)
            }
        }
    }

    fn value(&self) -> Option<Decimal> {
        let value = self.total + self.group;
        (value > Decimal::ZERO && self.half.is_none() && !self.is_empty).then_some(value)
    }
}

/// German numbers are one word: “zweitausendfünfhundert”, “vierundzwanzig”.
fn compound(key: &str) -> Option<Decimal> {
    if key.len() < 7 || key.len() > 60 || !key.is_ascii() {
        return None;
    }
    // “tausend”, “hundert”, “und”: few other words have as much of them.
    let mut threes = key.as_bytes().windows(3);
    if !threes.any(|three| matches!(three, b"end" | b"und")) {
        return None;
    }
    for (joint, times) in [("tausend", 1_000), ("hundert", 100)] {
        if let Some((head, tail)) = key.split_once(joint) {
            let head = if head.is_empty() {
                Some(Decimal::ONE)
            } else {
                small(head)
            };
            let tail = if tail.is_empty() {
                Some(Decimal::ZERO)
            } else {
                small(tail)
            };
            return Some(head? * Decimal::from(times) + tail?);
        }
    }
    let (ones, tens) = key.split_once("und")?;
    match (PARTS.get(ones)?, PARTS.get(tens)?) {
        (Part::Ones(ones), Part::Ones(tens)) if *tens >= Decimal::from(20) => Some(ones + tens),
        _ => None,
    }
}

fn small(key: &str) -> Option<Decimal> {
    match PARTS.get(key) {
        Some(Part::Ones(value)) => Some(*value),
        Some(Part::Hundred) => Some(Decimal::ONE_HUNDRED),
        _ => compound(key),
    }
}

/// The digits at the head of a word, without the letters glued to it: `15k`, `40k`.
pub(crate) fn leading_number(written: &str) -> &str {
    let end = written
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_ascii_digit())
        .map_or(0, |(at, _)| at + 1);
    let head = written.get(..end).unwrap_or_default();
    // Letters inside (“3MTKD2”) make it a name, not a number.
    if head.chars().any(char::is_alphabetic) {
        let stop = head.find(char::is_alphabetic).unwrap_or(0);
        return head.get(..stop).unwrap_or_default();
    }
    head
}

/// The number before a word for millions: a single separator is its decimal mark there (“1,979 Millionen”).
pub(crate) fn of_millions(written: &str) -> Option<Decimal> {
    let mut marks = written.match_indices(['.', ',']);
    match (marks.next(), marks.next()) {
        (Some(_), None) => written.replace(',', ".").parse().ok(),
        _ => number(written),
    }
}

/// The number that people wrote: `105,000`, `0.50`, `0,50`, `26 000`, `64.039`, `1.234.567,89`.
pub(crate) fn number(written: &str) -> Option<Decimal> {
    let bare: String = written
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '’' | '\''))
        .collect();
    let separators: Vec<(usize, char)> = bare
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | ','))
        .collect();
    let decimal_at = match separators.as_slice() {
        [] => None,
        [(at, _)] => {
            let behind = bare.len() - at - 1;
            let groups =
                behind == 3 && !bare.starts_with('0') && *at <= 3 && !written.contains(char::is_whitespace);
            (!groups).then_some(*at)
        }
        [.., (before, first), (at, last)] => (first != last || bare.len() - at - 1 != 3)
            .then_some(*at)
            .filter(|_| before < at && first != last),
    };
    let digits: String = bare
        .char_indices()
        .filter_map(|(at, c)| match c {
            '.' | ',' if Some(at) == decimal_at => Some('.'),
            '.' | ',' => None,
            digit => Some(digit),
        })
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tokens;
    use read::Span;

    fn value(text: &str) -> Option<String> {
        let words = tokens::words(text, Span::new(0, text.len()));
        in_words(&words, 0)
            .filter(|(_, end)| *end == words.len())
            .map(|(value, _)| value.normalize().to_string())
    }

    #[test]
    fn numbers_in_words_are_read_in_five_languages() {
        for (text, number) in [
            ("quinze mille", "15000"),
            ("deux cent cinquante mille", "250000"),
            ("quatre-vingt-dix", "90"),
            ("un demi million", ""),
            ("vingt-cinq", "25"),
            ("two thousand", "2000"),
            ("twenty-five thousand", "25000"),
            ("one hundred and fifty", "150"),
            ("half a million", "500000"),
            ("zweitausendfünfhundert", "2500"),
            ("fünfzigtausend", "50000"),
            ("vierundzwanzig", "24"),
            ("halbe Million", "500000"),
            ("п'ятдесят тисяч", "50000"),
            ("півмільйона", "500000"),
            ("півтора мільйона", "1500000"),
            ("дві тисячі триста", "2300"),
            ("cztery tysiące", "4000"),
            ("pół miliona", "500000"),
            ("dwadzieścia pięć", "25"),
            ("two dozen", "24"),
        ] {
            assert_eq!(value(text).unwrap_or_default(), number, "{text}");
        }
    }

    #[test]
    fn numbers_in_digits_keep_their_decimals() {
        for (text, number) in [
            ("1.234.567,89", "1234567.89"),
            ("1,234,567.89", "1234567.89"),
            ("480'000", "480000"),
            ("0.500", "0.500"),
            ("1 284 519,40", "1284519.40"),
            ("1,979", "1979"),
        ] {
            assert_eq!(super::number(text).unwrap().to_string(), number, "{text}");
        }
    }
}
