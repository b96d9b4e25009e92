//! Which partnerships a body is asked to confirm, and when.
//!
//! In: the partnerships of bodies with the day on which each body was last asked. Out: those to ask about on a day.
//!
//! # Invariants
//! - Asked is about a live partnership without a sign of life for a year, and a body about it once a year at most.
//! - A body gets few letters a day, about those that were silent longest; the others wait for the next days.

use crate::ageing;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use vocabulary::{Day, Partnership, PartyRef};

/// After so many years without a sign of life a party is asked, and so many years later again.
pub const YEARS: i16 = 1;
/// About how many partnerships a body is asked on one day.
pub const A_DAY: usize = 5;

/// A partnership about which a body could be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Askable {
    /// The partnership.
    pub partnership: Partnership,
    /// A party of it.
    pub body: PartyRef,
    /// When that party was last asked about it.
    pub asked: Option<Day>,
}

/// What is asked on the day `today`, each body about those first that were silent longest.
pub fn due(mut askable: Vec<Askable>, today: Day) -> Vec<Askable> {
    askable.retain(|one| is_due(one, today));
    // Without any date it may have been silent for longer than anything else.
    let silent = |one: &Askable| ageing::last_sign(&one.partnership).map(|day| Reverse(day.last()));
    askable.sort_by(|a, b| {
        let (a_silent, b_silent) = (silent(a), silent(b));
        let longest_first = b_silent.cmp(&a_silent);
        let undated_first = a_silent.is_some().cmp(&b_silent.is_some());
        undated_first
            .then(longest_first)
            .then(a.partnership.id.cmp(&b.partnership.id))
    });
    let mut asked: BTreeMap<PartyRef, usize> = BTreeMap::new();
    askable.retain(|one| {
        let count = asked.entry(one.body).or_default();
        *count += 1;
        *count <= A_DAY
    });
    askable
}

/// Whether a body is to be asked.
fn is_due(one: &Askable, today: Day) -> bool {
    let is_past = |day: Day| {
        let next = day.last().saturating_add(jiff::Span::new().years(YEARS));
        next <= today.first()
    };
    let silent = ageing::last_sign(&one.partnership).is_none_or(is_past);
    one.partnership.status.is_live() && silent && one.asked.is_none_or(is_past)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{AuthorityId, Id, PartnershipId, PartnershipKind, PartnershipStatus, Step, StepKind};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn body(number: u128) -> PartyRef {
        PartyRef::Authority(AuthorityId::of(uuid::Uuid::from_u128(number)))
    }

    /// A partnership with these steps, about which the first body was asked on a day.
    fn askable(number: u128, steps: &[(StepKind, &str)], asked: Option<&str>) -> Askable {
        let step = |(what, on): &(StepKind, &str)| Step {
            what: *what,
            on: day(on),
            evidence: Id::of(uuid::Uuid::nil()),
        };
        Askable {
            partnership: Partnership {
                id: PartnershipId::of(uuid::Uuid::from_u128(number)),
                kind: PartnershipKind::Twinning,
                status: PartnershipStatus::Active,
                parties: Vec::new(),
                steps: steps.iter().map(step).collect(),
                documents: Vec::new(),
                title: None,
                programme: None,
                why: None,
                reasons: Vec::new(),
                coordinators: Vec::new(),
                evidence: Vec::new(),
            },
            body: body(1),
            asked: asked.map(day),
        }
    }

    fn asked_about(askable: Vec<Askable>, today: &str) -> Vec<u128> {
        let due = due(askable, day(today));
        due.iter()
            .map(|one| one.partnership.id.uuid().as_u128())
            .collect()
    }

    #[test]
    fn a_party_is_asked_a_year_after_the_last_sign_of_life_and_once_a_year() {
        let signed = |asked| vec![askable(1, &[(StepKind::Signed, "2025-03-10")], asked)];
        for (asked, today, expected) in [
            (None, "2026-03-09", false),
            (None, "2026-03-10", true),
            (Some("2026-03-10"), "2026-03-11", false),
            (Some("2026-03-10"), "2027-03-09", false),
            (Some("2026-03-10"), "2027-03-10", true),
        ] {
            assert_eq!(
                !asked_about(signed(asked), today).is_empty(),
                expected,
                "asked {asked:?}, today {today}"
            );
        }
    }

    #[test]
    fn a_confirmation_puts_the_question_off_for_a_year_and_an_end_for_good() {
        let old = (StepKind::Signed, "1998");
        let confirmed = || {
            vec![askable(
                1,
                &[old, (StepKind::Confirmed, "2026-02-01")],
                Some("2026-01-31"),
            )]
        };
        assert!(asked_about(confirmed(), "2027-01-31").is_empty());
        assert_eq!(asked_about(confirmed(), "2027-02-01"), [1]);
        let mut ended = askable(2, &[old], None);
        ended.partnership.status = PartnershipStatus::Ended;
        assert!(asked_about(vec![ended], "2026-11-22").is_empty());
    }

    #[test]
    fn a_vague_day_counts_by_its_last() {
        let in_2025 = || vec![askable(1, &[(StepKind::Signed, "2025")], None)];
        assert!(asked_about(in_2025(), "2026-12-30").is_empty());
        assert_eq!(asked_about(in_2025(), "2026-12-31"), [1]);
    }

    #[test]
    fn a_body_is_asked_about_few_at_a_time_the_longest_silent_first() {
        let years = ["2001", "1990", "2010", "2005", "1995", "2000"];
        let mut all: Vec<Askable> = (1..)
            .zip(years)
            .map(|(number, year)| askable(number, &[(StepKind::Signed, year)], None))
            .collect();
        all.push(askable(7, &[], None));
        let other = Askable {
            body: body(2),
            ..askable(3, &[(StepKind::Signed, "2010")], None)
        };
        all.push(other);
        // Of the first body the undated one and the four oldest; the other body has its own count.
        assert_eq!(asked_about(all, "2026-11-22"), [7, 2, 5, 6, 1, 3]);
    }
}
