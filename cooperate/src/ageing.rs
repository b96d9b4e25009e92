//! Which partnerships age: those that nobody has confirmed for two years.
//!
//! # Invariants
//! Only a live partnership ages; a vague date counts by the last day it may mean, in the partnership's favour.

use vocabulary::{Day, Partnership, StepKind};

/// After so many years without a sign of life a partnership is shown as ageing.
pub const YEARS: i16 = 2;

/// Whether a partnership ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ageing {
    /// It is not live, so nothing is to be confirmed.
    NotLive,
    /// Somebody gave a sign of life within the last two years.
    Fresh,
    /// The last sign of life is older than two years.
    Unconfirmed {
        /// The day of the last sign of life.
        since: Day,
    },
    /// No step has a date.
    SinceNothing,
}

/// Looks at the steps of a partnership on the day `today`.
pub fn of(partnership: &Partnership, today: Day) -> Ageing {
    if !partnership.status.is_live() {
        return Ageing::NotLive;
    }
    let Some(since) = last_sign(partnership) else {
        return Ageing::SinceNothing;
    };
    let limit = since.last().saturating_add(jiff::Span::new().years(YEARS));
    if limit < today.first() {
        Ageing::Unconfirmed { since }
    } else {
        Ageing::Fresh
    }
}

/// The day of the last sign of life.
pub fn last_sign(partnership: &Partnership) -> Option<Day> {
    let signs = partnership
        .steps
        .iter()
        .filter(|step| step.what != StepKind::Ended);
    signs.map(|step| step.on).max_by_key(|day| day.last())
}

/// How many whole months lie between a day and `today`; a vague day counts by its last, a day to come not at all.
pub fn months_since(day: Day, today: Day) -> u32 {
    let (from, to) = (day.last().min(today.first()), today.first());
    let months = from
        .until((jiff::Unit::Month, to))
        .map_or(0, |span| span.get_months());
    u32::try_from(months).unwrap_or(0)
}

/// When a party last said that it is alive.
pub fn confirmed(partnership: &Partnership) -> Option<Day> {
    let said = |step: &&vocabulary::Step| matches!(step.what, StepKind::Confirmed | StepKind::Renewed);
    let days = partnership.steps.iter().filter(said).map(|step| step.on);
    days.max_by_key(|day| day.last())
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{Id, PartnershipKind, PartnershipStatus, Step};

    fn signed(on: &str, status: PartnershipStatus) -> Partnership {
        let nil = uuid::Uuid::nil();
        Partnership {
            id: Id::of(nil),
            kind: PartnershipKind::Twinning,
            status,
            parties: Vec::new(),
            steps: vec![Step {
                what: StepKind::Signed,
                on: on.parse().unwrap(),
                evidence: Id::of(nil),
            }],
            documents: Vec::new(),
            title: None,
            programme: None,
            why: None,
            reasons: Vec::new(),
            coordinators: Vec::new(),
            evidence: Vec::new(),
        }
    }

    #[test]
    fn months_are_counted_whole_and_in_favour_of_a_vague_day() {
        let months = |day: &str, today: &str| months_since(day.parse().unwrap(), today.parse().unwrap());
        assert_eq!(months("2025-09-22", "2026-11-22"), 14);
        assert_eq!(months("2025-09-23", "2026-11-22"), 13);
        assert_eq!(months("2025", "2026-11-22"), 10);
        assert_eq!(months("2026", "2026-11-22"), 0);
        assert_eq!(months("2026-11-22", "2026-11-22"), 0);
    }

    #[test]
    fn a_partnership_ages_two_years_after_its_last_sign_of_life() {
        let today: Day = "2026-11-20".parse().unwrap();
        let active = PartnershipStatus::Active;
        assert_eq!(of(&signed("2025-06-06", active), today), Ageing::Fresh);
        // “2024” may mean its last day.
        assert_eq!(of(&signed("2024", active), today), Ageing::Fresh);
        let since = "2018".parse().unwrap();
        assert_eq!(of(&signed("2018", active), today), Ageing::Unconfirmed { since });
        assert_eq!(
            of(&signed("1990", PartnershipStatus::Ended), today),
            Ageing::NotLive
        );
        let mut undated = signed("1990", active);
        undated.steps.clear();
        assert_eq!(of(&undated, today), Ageing::SinceNothing);
    }
}
