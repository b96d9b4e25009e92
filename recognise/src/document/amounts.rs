//! Amounts of money and counted things in prose.
//!
//! In: the words of a sentence with the text around them. Out: money with its currency, and numbers with the word
//! behind them.
//!
//! # Invariants
//! A number is money only with a currency beside it; populations and distances never are.

use super::tokens::{Gap, Shape, Token};
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
    pub(crate) span: read::Span,
}

/// Currency marks and words, as written in small letters, with their ISO 4217 code.
const CURRENCIES: [(&str, &str); 40] = [
    ("€", "EUR"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("євро", "EUR"),
    ("$", "USD"),
    ("usd", "USD"),
    ("dollars", "USD"),
    ("dollar", "USD"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("pounds", "GBP"),
    ("₴", "UAH"),
    ("uah", "UAH"),
    ("грн", "UAH"),
    ("гривень", "UAH"),
    ("гривні", "UAH"),
    ("гривня", "UAH"),
    ("hryvnias", "UAH"),
    ("hryvnia", "UAH"),
    ("zł", "PLN"),
    ("pln", "PLN"),
    ("złotych", "PLN"),
    ("zlotys", "PLN"),
    ("chf", "CHF"),
    ("fcfa", "XOF"),
    ("f cfa", "XOF"),
    ("francs cfa", "XOF"),
    ("xof", "XOF"),
    ("xaf", "XAF"),
    ("mad", "MAD"),
    ("dirhams", "MAD"),
    ("tnd", "TND"),
    ("dzd", "DZD"),
    ("cad", "CAD"),
    ("jpy", "JPY"),
    ("¥", "JPY"),
    ("sek", "SEK"),
    ("kč", "CZK"),
    ("ron", "RON"),
];

/// Words that multiply the number before them.
const MULTIPLIERS: [(&str, u64); 28] = [
    ("k", 1_000),
    ("mille", 1_000),
    ("milliers", 1_000),
    ("thousand", 1_000),
    ("тис", 1_000),
    ("тисяч", 1_000),
    ("tys", 1_000),
    ("tausend", 1_000),
    ("tsd", 1_000),
    ("m", 1_000_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("mn", 1_000_000),
    ("mio", 1_000_000),
    ("mln", 1_000_000),
    ("млн", 1_000_000),
    ("мільйон", 1_000_000),
    ("мільйонів", 1_000_000),
    ("мільйони", 1_000_000),
    ("millionen", 1_000_000),
    ("milionow", 1_000_000),
    ("miliony", 1_000_000),
    ("md", 1_000_000_000),
    ("mds", 1_000_000_000),
    ("milliard", 1_000_000_000),
    ("milliards", 1_000_000_000),
    ("billion", 1_000_000_000),
    ("млрд", 1_000_000_000),
];

/// The amounts of money in a sentence.
pub(crate) fn amounts(words: &[Token], text: &str) -> Vec<Amount> {
    let numbers = words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.shape == Shape::Number);
    numbers.filter_map(|(at, _)| amount_at(words, at, text)).collect()
}

fn amount_at(words: &[Token], at: usize, text: &str) -> Option<Amount> {
    let word = words.get(at)?;
    let mut value = number(leading_number(word.span.of(text)))?;
    let mut end = at + 1;
    let mut span = word.span;
    let before = mark_before(text, span.start);
    let glued = word
        .span
        .of(text)
        .get(leading_number(word.span.of(text)).len()..)
        .unwrap_or_default();
    if let Some(times) = multiplier(glued) {
        value = value.checked_mul(times)?;
    }
    // “26,4 M MAD”, “100 thousand euros”: the multiplier stands between number and currency.
    if let Some(next) = words.get(end).filter(|next| next.gap == Gap::Space)
        && let Some(times) = multiplier(&next.key)
    {
        value = value.checked_mul(times)?;
        span.end = next.span.end;
        end += 1;
    }
    if let Some((mark, currency)) = before {
        span.start -= mark.len();
        return Some(Amount {
            value,
            currency,
            first: at,
            end,
            span,
        });
    }
    if let Some((length, currency)) = currency(glued)
        .map(|currency| (0, currency))
        .or_else(|| mark_after(text, span.end))
    {
        span.end += length;
        return Some(Amount {
            value,
            currency,
            first: at,
            end,
            span,
        });
    }
    let (count, currency) = currency_word(words, end, text)?;
    end += count;
    span.end = words.get(end.checked_sub(1)?)?.span.end;
    Some(Amount {
        value,
        currency,
        first: at,
        end,
        span,
    })
}

fn currency_word(words: &[Token], at: usize, text: &str) -> Option<(usize, Currency)> {
    let next = words
        .get(at)
        .filter(|next| matches!(next.gap, Gap::Space | Gap::Other | Gap::Stop | Gap::Hyphen))?;
    let one = next.span.of(text).to_lowercase();
    if let Some(second) = words.get(at + 1) {
        let two = format!("{one} {}", second.span.of(text).to_lowercase());
        if let Some(currency) = currency(&two) {
            return Some((2, currency));
        }
    }
    currency(&one).map(|currency| (1, currency))
}

fn currency(written: &str) -> Option<Currency> {
    let written = written.to_lowercase();
    let (_, code) = CURRENCIES.iter().find(|(word, _)| *word == written)?;
    code.parse().ok()
}

fn mark_before(text: &str, at: usize) -> Option<(&'static str, Currency)> {
    let before = text.get(..at)?.trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    let gap = at - before.len();
    let (mark, code) = CURRENCIES.iter().find(|(mark, _)| {
        let is_mark = !mark.chars().any(char::is_alphabetic);
        // Letters before a number are a currency only as a code: “EUR 500”.
        let is_code = mark.len() == 3 && mark.is_ascii() && before.ends_with(&mark.to_uppercase());
        (is_mark && gap <= 1 && before.ends_with(mark)) || is_code
    })?;
    (gap == 0 || mark.is_ascii())
        .then_some((*mark, code.parse().ok()?))
        .filter(|_| gap == 0)
}

fn mark_after(text: &str, at: usize) -> Option<(usize, Currency)> {
    let after = text.get(at..)?;
    let rest = after.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    let gap = after.len() - rest.len();
    let (mark, code) = CURRENCIES
        .iter()
        .filter(|(mark, _)| !mark.chars().any(char::is_alphabetic))
        .find(|(mark, _)| gap <= 3 && rest.starts_with(mark))?;
    // “5 000 $US” and “for 5, $10”: a mark that itself stands before a number belongs to that one.
    let is_next = rest
        .get(mark.len()..)
        .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    (!is_next).then_some((gap + mark.len(), code.parse().ok()?))
}

fn multiplier(word: &str) -> Option<Decimal> {
    let word = word.to_lowercase();
    MULTIPLIERS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, times)| Decimal::from(*times))
}

fn leading_number(written: &str) -> &str {
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

/// The number that people wrote: `105,000`, `0.50`, `0,50`, `26 000`, `64.039`, `1.234.567,89`.
///
/// A single separator before exactly three digits groups thousands unless the number begins with 0.
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
            let groups = behind == 3 && !bare.starts_with('0') && *at <= 3;
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

/// A whole number with the word behind it: `15 generators`, `quinze jours`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Count {
    /// How many.
    pub(crate) value: u64,
    /// The number's word.
    pub(crate) at: usize,
}

/// Numbers written in words, up to twenty and the round ones, in five languages.
const NUMERALS: [(u64, &[&str]); 22] = [
    (1, &["un", "une", "one", "один", "одна", "ein", "eine", "jeden"]),
    (
        2,
        &[
            "deux", "two", "два", "дві", "двох", "zwei", "dwa", "dwie", "dwoch",
        ],
    ),
    (3, &["trois", "three", "три", "трьох", "drei", "trzy", "trzech"]),
    (
        4,
        &[
            "quatre",
            "four",
            "чотири",
            "чотирьох",
            "vier",
            "cztery",
            "czterech",
        ],
    ),
    (5, &["cinq", "five", "пять", "пяти", "funf", "piec", "pieciu"]),
    (6, &["six", "шість", "шести", "sechs", "szesc", "szesciu"]),
    (
        7,
        &["sept", "seven", "сім", "семи", "sieben", "siedem", "siedmiu"],
    ),
    (8, &["huit", "eight", "вісім", "восьми", "acht", "osiem", "osmiu"]),
    (
        9,
        &[
            "neuf",
            "nine",
            "девять",
            "девяти",
            "neun",
            "dziewiec",
            "dziewieciu",
        ],
    ),
    (
        10,
        &["dix", "ten", "десять", "десяти", "zehn", "dziesiec", "dziesieciu"],
    ),
    (11, &["onze", "eleven", "одинадцять", "elf", "jedenascie"]),
    (
        12,
        &["douze", "twelve", "дванадцять", "zwolf", "dwanascie", "dwunastu"],
    ),
    (13, &["treize", "thirteen", "тринадцять", "dreizehn"]),
    (14, &["quatorze", "fourteen", "чотирнадцять", "vierzehn"]),
    (15, &["quinze", "fifteen", "пятнадцять", "funfzehn", "pietnascie"]),
    (16, &["seize", "sixteen", "шістнадцять", "sechzehn"]),
    (17, &["dix sept", "seventeen", "сімнадцять"]),
    (18, &["dix huit", "eighteen", "вісімнадцять"]),
    (20, &["vingt", "twenty", "двадцять", "zwanzig", "dwadziescia"]),
    (30, &["trente", "thirty", "тридцять", "dreissig", "trzydziesci"]),
    (50, &["cinquante", "fifty", "пятдесят", "funfzig"]),
    (100, &["cent", "hundred", "сто", "hundert", "sto"]),
];

/// The whole numbers of a sentence, in digits or words.
pub(crate) fn counts(words: &[Token], text: &str) -> Vec<Count> {
    words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| {
            Some(Count {
                value: whole(word, text)?,
                at,
            })
        })
        .collect()
}

/// Whether the word is a number written in letters.
pub(crate) fn is_numeral(key: &str) -> bool {
    NUMERALS.iter().any(|(_, names)| names.contains(&key))
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
    NUMERALS
        .iter()
        .find(|(_, names)| names.contains(&word.key.as_str()))
        .map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tokens;
    use read::Span;

    fn money(text: &str) -> Vec<String> {
        let words = tokens::words(text, Span::new(0, text.len()));
        amounts(&words, text)
            .iter()
            .map(|a| format!("{} {} “{}”", a.currency, a.value, a.span.of(text)))
            .collect()
    }

    #[test]
    fn amounts_are_read_as_five_languages_write_them() {
        for (text, amount) in [
            ("add €0.50 to", "EUR 0.50 “€0.50”"),
            ("0,50 € par", "EUR 0.50 “0,50 €”"),
            ("about €105,000 by", "EUR 105000 “€105,000”"),
            ("soit 64.039 € pour", "EUR 64039 “64.039 €”"),
            ("26 000 euros", "EUR 26000 “26 000 euros”"),
            ("26\u{202F}000\u{A0}€", "EUR 26000 “26\u{202F}000\u{A0}€”"),
            ("50 тис. грн", "UAH 50000 “50 тис. грн”"),
            ("100 M FCFA", "XOF 100000000 “100 M FCFA”"),
            ("26,4 M MAD", "MAD 26400000.0 “26,4 M MAD”"),
            ("1.234.567,89 EUR", "EUR 1234567.89 “1.234.567,89 EUR”"),
            ("15k€", "EUR 15000 “15k€”"),
        ] {
            assert_eq!(money(text), [amount], "{text}");
        }
    }

    #[test]
    fn people_distances_and_dates_are_not_money() {
        assert!(money("30,000 inhabitants, 20 000 displaced, 30 km, le 6 juin 2025").is_empty());
    }

    #[test]
    fn counts_are_read_in_digits_and_words() {
        let text = "send 15 generators for quinze jours, сім громад";
        let words = tokens::words(text, Span::new(0, text.len()));
        assert_eq!(
            counts(&words, text).iter().map(|c| c.value).collect::<Vec<_>>(),
            [15, 15, 7]
        );
    }
}
