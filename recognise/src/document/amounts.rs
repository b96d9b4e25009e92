//! Amounts of money and counted things in prose.
//!
//! In: the words of a sentence with the text around them. Out: money with its currency, and numbers with the word
//! behind them.
//!
//! # Invariants
//! - A number is money only with a currency beside it, or as one of a range or row of sums that share theirs;
//!   populations and distances never are.
//! - Amounts stand in order and share no word.

use super::currencies::{self, Land, Place};
use super::numerals::{self, in_words, leading_number, multiplier, number};
use super::tokens::{Gap, Shape, Token};
use read::Span;
use rust_decimal::Decimal;
use vocabulary::Currency;

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    /// Major units.
    pub(crate) value: Decimal,
    /// The currency.
    pub(crate) currency: Currency,
    /// The number's word.
    pub(crate) first: usize,
    /// One past the last word (multiplier, currency).
    pub(crate) end: usize,
    /// First and last byte, with the currency mark.
    pub(crate) span: Span,
}

/// A number with its multipliers, before a currency is known.
#[derive(Debug, Clone, Copy)]
struct Figure {
    value: Decimal,
    first: usize,
    /// One past its last word.
    end: usize,
    span: Span,
    /// The multiplier was a word of its own or glued: “51 млн”.
    is_multiplied: bool,
    /// A hundredth is glued to it: `13p`.
    is_cent: bool,
}

/// The amounts of money in a sentence.
pub(crate) fn amounts(words: &[Token], text: &str, land: Land<'_>) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut open: Vec<Figure> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(figure) = figure(words, at, text) else {
            at += 1;
            continue;
        };
        let behind = found.last().map_or(0, |last| last.span.end);
        if let Some(amount) = priced(words, &figure, (text, behind), land) {
            at = amount.end.max(at + 1);
            range(words, &mut open, &amount, &mut found);
            found.push(amount);
        } else {
            at = if figure.is_multiplied { figure.end } else { at + 1 };
            match found.last() {
                Some(last) if shares_currency(words, &figure) => {
                    found.push(of_figure(&figure, last.currency));
                }
                _ => open.push(figure),
            }
        }
    }
    found.retain(|amount| amount.value > Decimal::ZERO);
    found
}

fn of_figure(figure: &Figure, currency: Currency) -> Amount {
    Amount {
        value: figure.value,
        currency,
        first: figure.first,
        end: figure.end,
        span: figure.span,
    }
}

/// “1,86 млн євро: з них 1,4 мільйона дає …, решту – Карлсруе (310 тис.)”: a multiplied number without a thing behind
/// it is money where the sentence has spoken of money.
fn shares_currency(words: &[Token], figure: &Figure) -> bool {
    let next = words.get(figure.end);
    let ends = |next: &Token| match next.gap {
        Gap::Space | Gap::Apostrophe => next.is_capital() || is_giving(&next.key),
        // “142 тис. жителів”: the full stop is that of the abbreviation.
        Gap::Stop => next.shape != Shape::Lower || is_giving(&next.key),
        _ => true,
    };
    figure.is_multiplied && figure.value >= Decimal::ONE_THOUSAND && next.is_none_or(ends)
}

/// Verbs that follow a bare sum: “1,4 million gives the ministry”.
fn is_giving(key: &str) -> bool {
    const STEMS: [&str; 22] = [
        "дає",
        "дав",
        "дала",
        "дали",
        "надає",
        "надав",
        "виділ",
        "сплат",
        "внес",
        "вклад",
        "покри",
        "wyklad",
        "daje",
        "dal",
        "doklad",
        "pokry",
        "zaplac",
        "gibt",
        "zahlt",
        "tragt",
        "kommen",
        "steuert",
    ];
    STEMS.iter().any(|stem| key.starts_with(stem))
}

/// “between 20,000 and 30,000 euros”, “2 à 3 millions d’euros”: the first number of a range shares the currency of the
/// second.
fn range(words: &[Token], open: &mut Vec<Figure>, amount: &Amount, found: &mut Vec<Amount>) {
    let Some(before) = open.pop() else { return };
    open.clear();
    let between = words.get(before.end..amount.first).unwrap_or_default();
    let joint = words.get(amount.first).map(|word| word.gap);
    let is_range = match between {
        [] => matches!(joint, Some(Gap::Hyphen | Gap::Dash)) && before.first + 1 == amount.first,
        [word] => {
            word.gap == Gap::Space
                && joint == Some(Gap::Space)
                && matches!(
                    word.key.as_str(),
                    "a" | "to"
                        | "bis"
                        | "do"
                        | "до"
                        | "and"
                        | "et"
                        | "und"
                        | "або"
                        | "ou"
                        | "oder"
                        | "or"
                        | "lub"
                        | "і"
                        | "та"
                        | "i"
                )
        }
        _ => false,
    };
    if !is_range {
        return;
    }
    let mut value = before.value;
    if value * Decimal::ONE_THOUSAND <= amount.value && value < Decimal::ONE_THOUSAND {
        // “2 à 3 millions”, “5-10 000 €”: the multiplier holds for both.
        let times = if amount.value >= Decimal::from(1_000_000) {
            1_000_000
        } else {
            1_000
        };
        value *= Decimal::from(times);
    }
    let is_year = (Decimal::from(1900)..=Decimal::from(2100)).contains(&value) && before.value == value;
    if value < amount.value && value * Decimal::from(20) >= amount.value && !is_year {
        found.push(Amount {
            value,
            ..of_figure(&before, amount.currency)
        });
    }
}

/// The number at a word with the multipliers behind it.
fn figure(words: &[Token], at: usize, text: &str) -> Option<Figure> {
    let word = words.get(at)?;
    if word.shape != Shape::Number {
        let (value, end) = in_words(words, at)?;
        let last = words.get(end.checked_sub(1)?)?;
        // “in thousand euro” names a unit, no sum.
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let is_unit = end == at + 1
            && multiplier(&word.key, false).is_some()
            && before.is_some_and(|before| matches!(before.key.as_str(), "in" | "en" | "у" | "в" | "w"));
        if is_unit {
            return None;
        }
        return Some(Figure {
            value,
            first: at,
            end,
            span: Span::new(word.span.start, last.span.end),
            is_multiplied: value >= Decimal::ONE_THOUSAND,
            is_cent: false,
        });
    }
    let written = word.span.of(text);
    let head = leading_number(written);
    let mut figure = Figure {
        value: number(head)?,
        first: at,
        end: at + 1,
        span: word.span,
        is_multiplied: false,
        is_cent: false,
    };
    let glued = written.get(head.len()..).unwrap_or_default();
    if !glued.is_empty() {
        glue(&mut figure, glued, word.span.start + head.len(), text)?;
    }
    multiply(words, &mut figure, text);
    repeated(words, &mut figure, text);
    Some(figure)
}

/// “96 500 (дев'яносто шість тисяч п'ятсот) гривень”: the same number in words, in brackets.
fn repeated(words: &[Token], figure: &mut Figure, text: &str) {
    let is_open = words.get(figure.end).is_some_and(|next| next.gap == Gap::Open);
    let Some((value, end)) = in_words(words, figure.end).filter(|_| is_open) else {
        return;
    };
    let close = end
        .checked_sub(1)
        .and_then(|last| words.get(last))
        .and_then(|last| Some((last.span.end, text.get(last.span.end..)?)));
    if let Some((at, rest)) = close.filter(|(_, rest)| value == figure.value && rest.starts_with(')')) {
        figure.end = end;
        figure.span.end = at + (rest.len() - rest.trim_start_matches(')').len());
    }
}

/// What is glued to the digits: a multiplier (`40k`), a hundredth (`13p`, `20c`), a currency (`500EUR`).
fn glue(figure: &mut Figure, glued: &str, at: usize, text: &str) -> Option<()> {
    let key = glued.to_lowercase();
    if let Some(times) = multiplier(&key, true) {
        figure.value = figure.value.checked_mul(times)?;
        figure.is_multiplied = true;
        return Some(());
    }
    if matches!(glued, "c" | "p") {
        figure.is_cent = true;
        return Some(());
    }
    // The currency is read behind the digits.
    let is_currency = currencies::word(&crate::fold::plain_key(glued), Place::Word, Land::default())
        .is_some()
        || currencies::code(glued, true).is_some()
        || currencies::mark_at(text.get(at..)?, Land::default()).is_some();
    figure.span.end = at;
    is_currency.then_some(())
}

/// “26,4 M MAD”, “50 тис.”, “1 млн 150 тис.”, “2,5 mln”: the words that multiply, and what they add.
fn multiply(words: &[Token], figure: &mut Figure, text: &str) {
    let Some((times, end)) = multiplier_at(words, figure.end, figure.span.end, text) else {
        return;
    };
    let base = words
        .get(figure.first)
        .filter(|_| times >= Decimal::from(1_000_000) && figure.end == figure.first + 1)
        .and_then(|word| numerals::of_millions(leading_number(word.span.of(text))));
    let Some(value) = base.unwrap_or(figure.value).checked_mul(times) else {
        return;
    };
    figure.value = value;
    extend(words, figure, end);
    // “1 млн 150 тис.”: a smaller part follows at once.
    if let Some(next) = words.get(end).filter(|next| next.shape == Shape::Number)
        && is_space(text, figure.span.end, next.span.start)
        && let Some(more) = number(next.span.of(text))
        && let Some((smaller, end)) = multiplier_at(words, end + 1, next.span.end, text)
        && smaller < times
    {
        figure.value += more * smaller;
        extend(words, figure, end);
    }
}

fn extend(words: &[Token], figure: &mut Figure, end: usize) {
    figure.end = end;
    figure.is_multiplied = true;
    if let Some(last) = end.checked_sub(1).and_then(|last| words.get(last)) {
        figure.span.end = last.span.end;
    }
}

fn multiplier_at(words: &[Token], at: usize, from: usize, text: &str) -> Option<(Decimal, usize)> {
    let word = words.get(at)?;
    if !is_space(text, from, word.span.start) {
        return None;
    }
    if let Some(times) = multiplier(&word.key, false) {
        return Some((times, at + 1));
    }
    // A letter alone needs the currency behind it: “26,4 M MAD”, “15 T€”, “5 M d’euros”.
    let times = multiplier(&word.key, true)?;
    let rest = text.get(word.span.end..)?.trim_start_matches(is_blank);
    let next = words.get(at + 1);
    let is_priced = currencies::mark_at(rest, Land::default()).is_some()
        || next.is_some_and(|next| {
            currencies::code(next.span.of(text), true).is_some()
                || currencies::word(&next.key, Place::Word, Land::default()).is_some()
                || next.key == "d"
                || next.key == "f"
        });
    is_priced.then_some((times, at + 1))
}

/// The amount that a figure is, by the currency behind or before it.
fn priced(words: &[Token], figure: &Figure, (text, behind): (&str, usize), land: Land<'_>) -> Option<Amount> {
    currency_behind(words, figure, text, land)
        .or_else(|| currency_before(words, figure, (text, behind), land))
        .or_else(|| cents(words, figure, text, land))
}

#[expect(clippy::too_many_lines, reason = "one case for each way to write it")]
fn currency_behind(words: &[Token], figure: &Figure, text: &str, land: Land<'_>) -> Option<Amount> {
    let after = text.get(figure.span.end..)?;
    // “1,1 Mio. €”: the full stop of the abbreviation.
    let stop = usize::from(figure.is_multiplied && after.starts_with('.'));
    let from = figure.span.end + stop.max(closing_strokes(after));
    let rest = text.get(from..)?;
    let bare = rest.trim_start_matches(is_blank);
    let at = text.len() - bare.len();
    if is_space(text, from, at) && at - from <= 4 {
        if let Some((length, currency)) = currencies::mark_at(bare, land) {
            // “for 5, $10”: a mark that itself stands before a number belongs to that one.
            let is_next = at > from
                && bare
                    .get(length..)
                    .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
            return (!is_next)
                .then(|| amount(words, figure, currency, Span::new(figure.span.start, at + length)));
        }
        // “65 TEUR”, “12 KEUR”, “5 MEUR”, “500EUR”.
        let run = bare
            .find(|c: char| !c.is_alphanumeric())
            .map_or(bare, |end| bare.get(..end).unwrap_or_default());
        if let Some((times, currency)) = prefixed_code(run, figure) {
            let mut priced = amount(
                words,
                figure,
                currency,
                Span::new(figure.span.start, at + run.len()),
            );
            priced.value = priced.value.checked_mul(times)?;
            return Some(priced);
        }
    }
    let first = figure.end;
    let skip = usize::from(words.get(first).is_some_and(|word| {
        word.gap == Gap::Space && matches!(word.key.as_str(), "d" | "de" | "of" | "в" | "у")
    }));
    let next = words.get(first + skip)?;
    let gap_start = if skip == 1 {
        words.get(first)?.span.end
    } else {
        from
    };
    let is_near = is_space(text, gap_start, next.span.start)
        || (skip == 1 && next.gap == Gap::Apostrophe)
        || (skip == 0 && next.gap == Gap::Hyphen);
    if !is_near {
        return None;
    }
    let (count, mut currency) = word_at(words, first + skip, text, land)?;
    let end = first + skip + count;
    // “300 pounds of flour” is a weight.
    if next.key.starts_with("pound")
        && words
            .get(end)
            .is_some_and(|of| of.key == "of" && of.gap == Gap::Space)
    {
        return None;
    }
    let mut last = end;
    // “27,5 Mio. Schilling (TZS)”: the code says which.
    if let Some(code) = words
        .get(end)
        .filter(|code| code.gap == Gap::Open)
        .and_then(|code| currencies::code(code.span.of(text), false))
    {
        currency = code;
        last = end + 1;
    }
    let stop = words.get(last.checked_sub(1)?)?.span.end;
    let mut priced = amount(words, figure, currency, Span::new(figure.span.start, stop));
    priced.end = last;
    Some(priced)
}

/// The currency word of up to four words, the longest first, and how many words it has.
fn word_at(words: &[Token], at: usize, text: &str, land: Land<'_>) -> Option<(usize, Currency)> {
    let first = words.get(at)?;
    if first.shape == Shape::Number {
        return None;
    }
    let mut key = String::new();
    let mut found = None;
    for (count, word) in words.get(at..)?.iter().take(currencies::longest()).enumerate() {
        if count > 0 {
            if !word.is_joined() && word.gap != Gap::Stop {
                break;
            }
            key.push(' ');
        }
        key.push_str(&word.key);
        if let Some(currency) = currencies::word(&key, Place::Word, land) {
            found = Some((count + 1, currency));
        }
    }
    found.or_else(|| currencies::code(first.span.of(text), true).map(|currency| (1, currency)))
}

/// `TEUR`, `KEUR`, `MEUR`, `kEUR`, `EUR`: a code with a letter that multiplies.
fn prefixed_code(run: &str, figure: &Figure) -> Option<(Decimal, Currency)> {
    let is_large = figure.value >= Decimal::ONE_THOUSAND;
    if let Some(currency) = currencies::code(run, is_large) {
        return Some((Decimal::ONE, currency));
    }
    let (head, code) = run.split_at_checked(1)?;
    let times = match head {
        "T" | "k" | "K" => Decimal::ONE_THOUSAND,
        "M" => Decimal::from(1_000_000),
        _ => return None,
    };
    matches!(code, "EUR" | "CHF" | "USD" | "PLN" | "UAH" | "GBP")
        .then(|| currencies::code(code, true))
        .flatten()
        .map(|currency| (times, currency))
}

fn currency_before(
    words: &[Token],
    figure: &Figure,
    (text, behind): (&str, usize),
    land: Land<'_>,
) -> Option<Amount> {
    let head = text.get(behind..figure.span.start)?;
    let bare = head.trim_end_matches(is_blank);
    let gap = head.len() - bare.len();
    if gap <= 3
        && let Some((length, currency)) = currencies::mark_before(bare, land)
    {
        let start = behind + bare.len() - length;
        return Some(amount(words, figure, currency, Span::new(start, figure.span.end)));
    }
    let before = words.get(figure.first.checked_sub(1)?)?;
    if before.span.start < behind || !is_space(text, before.span.end, figure.span.start) {
        return None;
    }
    let written = before.span.of(text);
    let is_large = figure.value >= Decimal::ONE_THOUSAND;
    let is_year = (Decimal::from(1900)..=Decimal::from(2100)).contains(&figure.value)
        && figure.span.end - figure.span.start == 4;
    let as_word = || {
        (before.is_capital() && !is_year)
            .then(|| currencies::word(&before.key, Place::Word, land))
            .flatten()
    };
    let as_short = || {
        let currency = currencies::word(&before.key, Place::Before, land)?;
        (before.is_capital() && (is_large || written.len() > 1)).then_some(currency)
    };
    let currency = currencies::code(written, is_large && !is_year)
        .or_else(as_word)
        .or_else(as_short)?;
    Some(amount(
        words,
        figure,
        currency,
        Span::new(before.span.start, figure.span.end),
    ))
}

/// “20 Cent”, “50 копійок”, `13p`, `20c`.
fn cents(words: &[Token], figure: &Figure, text: &str, land: Land<'_>) -> Option<Amount> {
    let hundredth = Decimal::new(1, 2);
    let (currency, end) = if figure.is_cent {
        let key = if figure.span.of(text).ends_with('p') {
            "pence"
        } else {
            "cent"
        };
        (currencies::word(key, Place::Cent, land)?, figure.end)
    } else {
        let next = words
            .get(figure.end)
            .filter(|next| is_space(text, figure.span.end, next.span.start))?;
        (currencies::word(&next.key, Place::Cent, land)?, figure.end + 1)
    };
    let stop = words.get(end.checked_sub(1)?)?.span.end;
    let mut priced = amount(words, figure, currency, Span::new(figure.span.start, stop));
    priced.value = priced.value.checked_mul(hundredth)?;
    priced.end = end;
    (priced.value < Decimal::from(5)).then_some(priced)
}

fn amount(words: &[Token], figure: &Figure, currency: Currency, span: Span) -> Amount {
    let rest = words.get(figure.end..).unwrap_or_default();
    let inside = rest.iter().take_while(|word| word.span.start < span.end).count();
    Amount {
        value: figure.value,
        currency,
        first: figure.first,
        end: figure.end + inside,
        span,
    }
}

/// The strokes that stand for no cents: `1.500,- Euro`, `480'000.--`, `12.500,–`.
fn closing_strokes(rest: &str) -> usize {
    let marks = rest.trim_start_matches([',', '.']);
    if rest.len() - marks.len() > 1 {
        return 0;
    }
    let strokes = marks.trim_start_matches(['-', '–', '—', '−']);
    let written = marks.get(..marks.len() - strokes.len()).unwrap_or_default();
    let count = written.chars().count();
    let is_closed = !strokes.starts_with(char::is_alphanumeric);
    if (1..=2).contains(&count) && is_closed && rest.len() > marks.len() {
        rest.len() - strokes.len()
    } else {
        0
    }
}

fn is_blank(mark: char) -> bool {
    matches!(mark, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{2007}' | '\t')
}

/// Whether only blanks, or the full stop of an abbreviation and blanks, stand between two places.
fn is_space(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| {
        let between = between.strip_prefix('.').unwrap_or(between);
        between.chars().nth(4).is_none() && between.chars().all(|mark| is_blank(mark) || mark == '\n')
    })
}

/// A whole number with the word behind it: `15 generators`, `quinze jours`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Count {
    /// How many.
    pub(crate) value: u64,
    /// The number's last word.
    pub(crate) at: usize,
}

/// The whole numbers of a sentence, in digits or words.
pub(crate) fn counts(words: &[Token], text: &str) -> Vec<Count> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let number = if word.shape == Shape::Number {
            whole(word, text).map(|value| (value, at + 1))
        } else {
            in_words(words, at).and_then(|(value, end)| Some((u64::try_from(value).ok()?, end)))
        };
        match number {
            Some((value, end)) => {
                found.push(Count { value, at: end - 1 });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether the word is a number written in letters.
pub(crate) fn is_numeral(key: &str) -> bool {
    numerals::is_numeral(key)
}

/// The whole number that a word is.
pub(crate) fn whole(word: &Token, text: &str) -> Option<u64> {
    if word.shape == Shape::Number {
        let written = word.span.of(text);
        let head = leading_number(written);
        (head.len() == written.len()).then_some(())?;
        let value = number(head)?;
        return if value.fract() == Decimal::ZERO {
            u64::try_from(value).ok()
        } else {
            None
        };
    }
    let (value, _) = in_words(std::slice::from_ref(word), 0)?;
    u64::try_from(value).ok().filter(|_| is_numeral(&word.key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tokens;
    use vocabulary::Country;

    fn money_in(text: &str, countries: &[&str]) -> Vec<String> {
        let words = tokens::words(text, Span::new(0, text.len()));
        let countries: Vec<Country> = countries.iter().map(|code| code.parse().unwrap()).collect();
        let land = Land {
            near: &[],
            all: &countries,
        };
        amounts(&words, text, land)
            .iter()
            .map(|a| format!("{} {} “{}”", a.currency, a.value.normalize(), a.span.of(text)))
            .collect()
    }

    fn money(text: &str) -> Vec<String> {
        money_in(text, &[])
    }

    #[test]
    fn amounts_are_read_as_five_languages_write_them() {
        for (text, amount) in [
            ("add €0.50 to", "EUR 0.5 “€0.50”"),
            ("0,50 € par", "EUR 0.5 “0,50 €”"),
            ("about €105,000 by", "EUR 105000 “€105,000”"),
            ("soit 64.039 € pour", "EUR 64039 “64.039 €”"),
            ("26 000 euros", "EUR 26000 “26 000 euros”"),
            ("26\u{202F}000\u{A0}€", "EUR 26000 “26\u{202F}000\u{A0}€”"),
            ("50 тис. грн", "UAH 50000 “50 тис. грн”"),
            ("100 M FCFA", "XOF 100000000 “100 M FCFA”"),
            ("26,4 M MAD", "MAD 26400000 “26,4 M MAD”"),
            ("1.234.567,89 EUR", "EUR 1234567.89 “1.234.567,89 EUR”"),
            ("15k€", "EUR 15000 “15k€”"),
            ("rund 1,2 Mio. Euro für", "EUR 1200000 “1,2 Mio. Euro”"),
            ("kwota 2,5 mln zł na", "PLN 2500000 “2,5 mln zł”"),
            ("a €3m centre", "EUR 3000000 “€3m”"),
            ("of £12,500 for", "GBP 12500 “£12,500”"),
            ("some US$ 27,000 went", "USD 27000 “US$ 27,000”"),
            ("12 000 000 F CFA", "XOF 12000000 “12 000 000 F CFA”"),
            ("de 3 k€ par", "EUR 3000 “3 k€”"),
            ("mille euros", "EUR 1000 “mille euros”"),
            ("півмільйона гривень", "UAH 500000 “півмільйона гривень”"),
            ("two thousand pounds", "GBP 2000 “two thousand pounds”"),
            ("EUR 15 000,– an", "EUR 15000 “EUR 15 000”"),
            ("15'000 Franken", "CHF 15000 “15'000 Franken”"),
            ("je Fr. 5000.– für", "CHF 5000 “Fr. 5000”"),
            ("ein Betrag von 1.500,- Euro", "EUR 1500 “1.500,- Euro”"),
            ("8,- € je", "EUR 8 “8,- €”"),
            ("jährlich 15 T€", "EUR 15000 “15 T€”"),
            ("Etat 214 TEUR pro", "EUR 214000 “214 TEUR”"),
            ("1 млн 150 тис. грн", "UAH 1150000 “1 млн 150 тис. грн”"),
            ("41 millions d’euros", "EUR 41000000 “41 millions d’euros”"),
            ("eine halbe Million Euro", "EUR 500000 “halbe Million Euro”"),
            ("zweitausend Euro", "EUR 2000 “zweitausend Euro”"),
            ("20 Cent je", "EUR 0.2 “20 Cent”"),
            ("13p for", "GBP 0.13 “13p”"),
            ("NZ$ 40k", "NZD 40000 “NZ$ 40k”"),
            ("$1.1 million in", "USD 1100000 “$1.1 million”"),
            ("5 тис. zł", "PLN 5000 “5 тис. zł”"),
            (
                "27,5 Mio. Schilling (TZS)",
                "TZS 27500000 “27,5 Mio. Schilling (TZS”",
            ),
            ("чотири тисячі євро", "EUR 4000 “чотири тисячі євро”"),
            ("16 000 $ CA du", "CAD 16000 “16 000 $ CA”"),
            ("1,979 Millionen Euro", "EUR 1979000 “1,979 Millionen Euro”"),
            ("4,6 Mio. € an", "EUR 4600000 “4,6 Mio. €”"),
            ("500 (п'ятсот) гривень", "UAH 500 “500 (п'ятсот) гривень”"),
            ("pięć tysięcy złotych", "PLN 5000 “pięć tysięcy złotych”"),
        ] {
            assert_eq!(money(text), [amount], "{text}");
        }
    }

    #[test]
    fn the_country_spoken_of_says_which_currency_a_word_means() {
        assert_eq!(
            money_in("100.000 Kronen", &["SE"]),
            ["SEK 100000 “100.000 Kronen”"]
        );
        assert_eq!(money_in("D 640,000 for", &["GM"]), ["GMD 640000 “D 640,000”"]);
        assert!(money_in("D 640,000 for", &[]).is_empty());
        assert_eq!(money_in("4,6 M FCFA", &["CM"]), ["XAF 4600000 “4,6 M FCFA”"]);
    }

    #[test]
    fn the_sums_of_a_range_and_of_a_row_share_their_currency() {
        assert_eq!(
            money("de 2 à 3 millions d'euros"),
            ["EUR 2000000 “2”", "EUR 3000000 “3 millions d'euros”"]
        );
        assert_eq!(
            money("разом 64,2 млн грн, із них Дніпро — 51 млн, Самар — 3,5 млн"),
            [
                "UAH 64200000 “64,2 млн грн”",
                "UAH 51000000 “51 млн”",
                "UAH 3500000 “3,5 млн”"
            ]
        );
        assert_eq!(money("3 млн грн і 96 млн пасажирів").len(), 1);
    }

    #[test]
    fn people_distances_and_dates_are_not_money() {
        for text in [
            "30,000 inhabitants, 20 000 displaced, 30 km, le 6 juin 2025",
            "TOP 17 der Sitzung, § 38, 395 km",
            "300 pounds of flour",
            "тел. (048) 725-00-00, 42 га",
            "300 m de tuyaux, 3 M de personnes",
            "amounts in thousand euro, en milliers d'euros",
        ] {
            assert!(money(text).is_empty(), "{text}: {:?}", money(text));
        }
    }

    #[test]
    fn counts_are_read_in_digits_and_words() {
        let text = "send 15 generators for quinze jours, сім громад, two dozen beds";
        let words = tokens::words(text, Span::new(0, text.len()));
        assert_eq!(
            counts(&words, text).iter().map(|c| c.value).collect::<Vec<_>>(),
            [15, 15, 7, 24]
        );
    }
}
