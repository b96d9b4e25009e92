//! When a pattern comes round next.
//!
//! # Invariants
//! The next time lies behind the moment given, in the zone given, over changes of the clock.

use croner::Cron;
use jiff::tz::TimeZone;
use std::str::FromStr;
use vocabulary::Moment;

/// The pattern has no next time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// It is no pattern.
    #[error(
        "“{pattern}” is no schedule: {why}; write minute, hour, day, month and weekday, for example “0 3 * * 1”"
    )]
    Pattern {
        /// What was given.
        pattern: String,
        /// What is wrong.
        why: String,
    },
    /// The zone is not known on this machine.
    #[error(
        "the zone “{zone}” is not known here; write one like Europe/Paris (Debian's package tzdata has them), or UTC"
    )]
    Zone {
        /// What was given.
        zone: String,
    },
    /// It never comes round.
    #[error("“{pattern}” never comes round; does its month have that day?")]
    Never {
        /// What was given.
        pattern: String,
    },
}

/// When the pattern comes round next after a moment, counted in a zone.
pub fn next(pattern: &str, zone: &str, after: &Moment) -> Result<Moment, CalendarError> {
    let unknown = || CalendarError::Zone {
        zone: zone.to_owned(),
    };
    let never = || CalendarError::Never {
        pattern: pattern.to_owned(),
    };
    let zone = match zone {
        "UTC" => TimeZone::UTC,
        named => TimeZone::get(named).map_err(|_| unknown())?,
    };
    let cron = Cron::from_str(pattern).map_err(|error| CalendarError::Pattern {
        pattern: pattern.to_owned(),
        why: error.to_string(),
    })?;
    let from = after.timestamp().ok_or_else(never)?.to_zoned(zone);
    let next = cron.find_next_occurrence(&from, false).map_err(|_| never())?;
    Ok(Moment::utc(next.timestamp().as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::utc(text.parse::<jiff::Timestamp>().unwrap().as_microsecond())
    }

    #[test]
    fn three_in_the_morning_is_told_by_the_clock_on_the_wall() {
        let next = |after| next("0 3 * * *", "Europe/Paris", &at(after)).unwrap().to_string();
        assert_eq!(next("2026-11-22T12:00:00Z"), "2026-11-23T02:00:00Z");
        assert_eq!(next("2026-07-01T12:00:00Z"), "2026-07-02T01:00:00Z");
        assert_eq!(next("2026-07-02T01:00:00Z"), "2026-07-03T01:00:00Z");
    }

    #[test]
    fn what_is_no_pattern_no_zone_or_no_day_is_said() {
        let now = at("2026-11-22T12:00:00Z");
        let said = |pattern, zone| next(pattern, zone, &now).unwrap_err().to_string();
        assert!(said("every night", "UTC").contains("“every night” is no schedule"));
        assert!(said("0 3 * * *", "Paris/Europe").contains("“Paris/Europe” is not known"));
        assert!(said("0 3 30 2 *", "UTC").contains("never comes round"));
    }
}
