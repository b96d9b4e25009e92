//! Numbers, money, days and order of names, as each language writes them.
//!
//! # Invariants
//! A day prints only what is known of it: a year stays a year.

use crate::words::Lang;
use icu::calendar::{Date, Gregorian};
use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{Y, YM, YMD};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::locale::Locale;
use std::cmp::Ordering;
use std::sync::OnceLock;
use vocabulary::{Day, Moment, Money, Precision};

struct Forms {
    decimal: DecimalFormatter,
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    year: FixedCalendarDateTimeFormatter<Gregorian, Y>,
    collator: CollatorBorrowed<'static>,
}

static FORMS: [OnceLock<Forms>; Lang::ALL.len()] = [const { OnceLock::new() }; Lang::ALL.len()];

fn of(lang: Lang) -> &'static Forms {
    FORMS
        .get(lang.place())
        .expect("there is a place for each language")
        .get_or_init(|| {
            let locale = lang.locale().replace('_', "-");
            // A file that names no locale is written as its tag says.
            let locale = locale.parse().or_else(|_| lang.tag().parse());
            forms(locale.expect("a file of translations is named after a language"))
        })
}

fn forms(locale: Locale) -> Forms {
    const CARRIED: &str = "the data of every language of CLDR is compiled in";
    Forms {
        decimal: DecimalFormatter::try_new(
            locale.clone().into(),
            icu::decimal::options::DecimalFormatterOptions::default(),
        )
        .expect(CARRIED),
        day: FixedCalendarDateTimeFormatter::try_new(locale.clone().into(), YMD::long()).expect(CARRIED),
        month: FixedCalendarDateTimeFormatter::try_new(locale.clone().into(), YM::long()).expect(CARRIED),
        year: FixedCalendarDateTimeFormatter::try_new(locale.clone().into(), Y::long()).expect(CARRIED),
        collator: Collator::try_new(locale.into(), CollatorOptions::default()).expect(CARRIED),
    }
}

/// A decimal number given with a point (`15116.50`), grouped and with the language's decimal sign.
pub(crate) fn decimal(lang: Lang, number: &str) -> String {
    number.parse::<Decimal>().map_or_else(
        |_| number.to_owned(),
        |number| of(lang).decimal.format(&number).to_string(),
    )
}

/// A count, grouped.
pub(crate) fn count(lang: Lang, count: u64) -> String {
    of(lang).decimal.format(&Decimal::from(count)).to_string()
}

/// An amount with its currency; whole amounts without decimals.
pub(crate) fn money(lang: Lang, money: Money) -> String {
    amount(lang, &money.amount().to_string(), money.currency.code())
}

/// An amount with its currency and all its decimals, for columns of figures.
pub(crate) fn money_exact(lang: Lang, money: Money) -> String {
    signed(lang, &money.amount().to_string(), money.currency.code())
}

/// A decimal amount in major units (`0.50`) with its currency; whole amounts without decimals.
pub(crate) fn amount(lang: Lang, amount: &str, currency: &str) -> String {
    let short = match amount.split_once('.') {
        Some((whole, part)) if part.bytes().all(|b| b == b'0') => whole,
        _ => amount,
    };
    signed(lang, short, currency)
}

fn signed(lang: Lang, amount: &str, currency: &str) -> String {
    let number = decimal(lang, amount);
    let sign = match currency {
        "EUR" => "€",
        "UAH" => "₴",
        "USD" => "$",
        other => return lang.say("money-code", &[("amount", number.into()), ("sign", other.into())]),
    };
    lang.say("money-sign", &[("amount", number.into()), ("sign", sign.into())])
}

/// A day in words, at its precision.
pub(crate) fn day(lang: Lang, day: Day) -> String {
    let first = day.first();
    let month = u8::try_from(first.month()).unwrap_or(1);
    let number = u8::try_from(first.day()).unwrap_or(1);
    let Ok(date) = Date::try_new_gregorian(first.year().into(), month, number) else {
        return day.to_string();
    };
    let forms = of(lang);
    match day.precision() {
        Precision::Day => forms.day.format(&date).to_string(),
        Precision::Month => forms.month.format(&date).to_string(),
        Precision::Year => forms.year.format(&date).to_string(),
    }
}

/// An instant in words: day and minute, in universal time.
pub(crate) fn instant(lang: Lang, moment: &Moment) -> String {
    let Some(at) = moment.timestamp() else {
        return moment.to_string();
    };
    let at = at.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    let day = day(lang, Day::of(at.date()));
    lang.say("instant", &[("day", day.into()), ("time", time.into())])
}

/// What stands for a name where names are put in order: of two of one language, the one that comes first is less.
pub(crate) type SortKey = Box<[u8]>;

/// The sort key of a name (Unicode Technical Standard 10).
pub(crate) fn sort_key(lang: Lang, name: &str) -> SortKey {
    let mut key = Vec::new();
    let Ok(()) = of(lang).collator.write_sort_key_to(name, &mut key);
    key.into()
}

/// The order of two names in a list.
pub(crate) fn order(lang: Lang, left: &str, right: &str) -> Ordering {
    of(lang).collator.compare(left, right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Currency;

    #[test]
    fn each_language_groups_thousands_in_its_own_way() {
        assert_eq!(count(Lang::Fr, 10_000), "10\u{202F}000");
        assert_eq!(count(Lang::En, 10_000), "10,000");
        assert_eq!(count(Lang::Uk, 10_000), "10\u{A0}000");
    }

    #[test]
    fn money_shows_cents_only_where_there_are_any() {
        let exact = Money::new(1_511_650, Currency::EUR);
        assert_eq!(money(Lang::Fr, exact), "15\u{202F}116,50\u{A0}€");
        assert_eq!(money(Lang::En, exact), "€15,116.50");
        assert_eq!(money(Lang::Uk, exact), "15\u{A0}116,50\u{A0}€");
        assert_eq!(money(Lang::En, Money::new(1_500_000, Currency::EUR)), "€15,000");
        let franc = Money::new(1_000, "XOF".parse().unwrap());
        assert_eq!(money(Lang::En, franc), "XOF\u{A0}1,000");
    }

    #[test]
    fn a_day_prints_no_more_than_is_known() {
        let words = |lang, text: &str| day(lang, text.parse().unwrap());
        assert_eq!(words(Lang::Fr, "2025-06-06"), "6 juin 2025");
        assert_eq!(words(Lang::En, "2025-06-06"), "6 June 2025");
        assert!(words(Lang::Uk, "2025-06-06").starts_with("6 червня 2025"));
        assert_eq!(words(Lang::Fr, "2025-05"), "mai 2025");
        assert_eq!(words(Lang::En, "2025"), "2025");
    }

    #[test]
    fn names_stand_in_the_order_of_the_language() {
        assert_eq!(order(Lang::Fr, "Évry", "Fraize"), Ordering::Less);
        assert_eq!(order(Lang::Uk, "Ізюм", "Київ"), Ordering::Less);
        assert!(sort_key(Lang::Uk, "Ізюм") < sort_key(Lang::Uk, "Київ"));
    }
}
