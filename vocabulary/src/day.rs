//! Civil days with a precision, and instants with their zone.
//!
//! # Invariants
//! - A [`Day`] never claims more than was written: “2023” is a year, not its first of January.
//! - Deadlines are [`Moment`]s when an hour and a place are known, [`Day`]s otherwise.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// How much of a day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The full date.
    Day,
}

impl Precision {
    /// The word used in files and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

/// A civil day with its precision; prints as ISO 8601 cut to what is known (`2023`, `2023-08`, `2023-08-12`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Day {
    first: Date,
    precision: Precision,
}

/// A text that is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not a day; write 2025, 2025-06 or 2025-06-21")]
pub struct DayError {
    /// What was given.
    pub text: String,
}

impl Day {
    /// A full date; `None` where the calendar has no such day.
    pub fn on(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(|first| Self {
            first,
            precision: Precision::Day,
        })
    }

    /// A month of a year; `None` where the calendar has no such month.
    pub fn in_month(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok().map(|first| Self {
            first,
            precision: Precision::Month,
        })
    }

    /// A year; `None` outside -9999..=9999.
    pub fn in_year(year: i16) -> Option<Self> {
        Date::new(year, 1, 1).ok().map(|first| Self {
            first,
            precision: Precision::Year,
        })
    }

    /// The full date of a civil calendar date.
    pub fn of(date: Date) -> Self {
        Self {
            first: date,
            precision: Precision::Day,
        }
    }

    /// The first date it may mean.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last date it may mean.
    pub fn last(self) -> Date {
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        }
    }

    /// How much of it is known.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The year, always known.
    pub fn year(self) -> i16 {
        self.first.year()
    }
}

impl PartialOrd for Day {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Day {
    /// By the first date it may mean, the less precise first.
    fn cmp(&self, other: &Self) -> Ordering {
        (self.first, self.precision).cmp(&(other.first, other.precision))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Year => write!(f, "{:04}", self.first.year()),
            Precision::Month => write!(f, "{:04}-{:02}", self.first.year(), self.first.month()),
            Precision::Day => self.first.fmt(f),
        }
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let numbers: Option<Vec<i16>> = text
            .split('-')
            .map(|part| {
                part.bytes()
                    .all(|b| b.is_ascii_digit())
                    .then(|| part.parse().ok())
                    .flatten()
            })
            .collect();
        let small = |n: i16| i8::try_from(n).ok();
        let day = match numbers.as_deref() {
            Some([year]) => Self::in_year(*year),
            Some([year, month]) => small(*month).and_then(|month| Self::in_month(*year, month)),
            Some([year, month, day]) => small(*month)
                .zip(small(*day))
                .and_then(|(month, day)| Self::on(*year, month, day)),
            _ => None,
        };
        day.ok_or_else(|| DayError {
            text: text.to_owned(),
        })
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// An instant, kept in microseconds since 1970 (UTC) because PostgreSQL keeps no more, with the zone it was said in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub micros: i64,
    /// IANA zone in which people said it, for example `Europe/Paris`; `UTC` for what machines note.
    pub zone: String,
}

impl Moment {
    /// An instant that a machine noted.
    pub fn utc(micros: i64) -> Self {
        Self {
            micros,
            zone: "UTC".to_owned(),
        }
    }

    /// The instant as the calendar library has it; `None` outside its range.
    pub fn timestamp(&self) -> Option<jiff::Timestamp> {
        jiff::Timestamp::from_microsecond(self.micros).ok()
    }

    /// The day in universal time; `None` outside the calendar's range.
    pub fn day(&self) -> Option<Day> {
        let at = self.timestamp()?.to_zoned(jiff::tz::TimeZone::UTC);
        Some(Day::of(at.date()))
    }
}

impl fmt::Display for Moment {
    /// ISO 8601 in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.timestamp() {
            Some(at) => at.fmt(f),
            None => write!(f, "@{}us", self.micros),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_prints_only_what_is_known_and_reads_back() {
        for text in ["2023", "2023-08", "2023-08-12"] {
            assert_eq!(text.parse::<Day>().unwrap().to_string(), text);
        }
        for text in ["", "2023-13", "2023-02-30", "20-", "-5", "2023-08-12-1", "août"] {
            assert!(text.parse::<Day>().is_err(), "{text} is not a day");
        }
    }

    #[test]
    fn a_year_spans_its_first_and_last_date() {
        let year = Day::in_year(2023).unwrap();
        assert_eq!(year.first().to_string(), "2023-01-01");
        assert_eq!(year.last().to_string(), "2023-12-31");
        assert!(year < Day::on(2023, 1, 1).unwrap());
    }
}
