//! Which partnerships may be one and the same: those whose parties all stand in another one.
//!
//! # Invariants
//! - Two partnerships with the same set of parties are one already; here one is part of the other.
//! - Partnerships for single projects stand apart on purpose and are left out.
//! - Nothing is decided here: a person merges, or leaves them.

use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{Partnership, PartnershipId, PartnershipKind, PartyRef, StepKind};

/// Two partnerships that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one with fewer parties.
    pub narrow: PartnershipId,
    /// The one that has them all and more.
    pub wide: PartnershipId,
    /// The parties of both.
    pub shared: Vec<PartyRef>,
}

/// Every pair, those with the most parties in common first, then by key.
///
/// Costs grow with the number of partnerships of the least busy party of each, not with all pairs.
pub fn duplicates<'a>(partnerships: impl IntoIterator<Item = &'a Partnership>) -> Vec<Pair> {
    let partnerships: Vec<&Partnership> = partnerships.into_iter().collect();
    let parties: Vec<BTreeSet<PartyRef>> = partnerships.iter().copied().map(parties).collect();
    let mut by_party: BTreeMap<PartyRef, Vec<usize>> = BTreeMap::new();
    for (at, set) in parties.iter().enumerate() {
        for party in set {
            by_party.entry(*party).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (narrow, set) in partnerships.iter().zip(&parties) {
        let fewest = set
            .iter()
            .filter_map(|party| by_party.get(party))
            .min_by_key(|list| list.len());
        for at in fewest.into_iter().flatten() {
            let (Some(wide), Some(more)) = (partnerships.get(*at), parties.get(*at)) else {
                continue;
            };
            if set.len() < more.len() && set.is_subset(more) && may_be_one(narrow, wide) {
                pairs.push(Pair {
                    narrow: narrow.id,
                    wide: wide.id,
                    shared: set.iter().copied().collect(),
                });
            }
        }
    }
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.shared.len()), pair.narrow, pair.wide));
    pairs
}

/// The parties of a partnership that stands for itself; none where it stands for a project, or has one party alone.
fn parties(partnership: &Partnership) -> BTreeSet<PartyRef> {
    let all: BTreeSet<PartyRef> = partnership.parties.iter().map(|party| party.party).collect();
    if partnership.kind == PartnershipKind::ProjectPartnership || all.len() < 2 {
        return BTreeSet::new();
    }
    all
}

/// Whether neither was over before the other began.
fn may_be_one(one: &Partnership, other: &Partnership) -> bool {
    let over_before = |first: &Partnership, second: &Partnership| {
        let ended = first.steps.iter().find(|step| step.what == StepKind::Ended);
        let began = second
            .steps
            .iter()
            .map(|step| step.on)
            .min_by_key(|day| day.first());
        ended
            .zip(began)
            .is_some_and(|(ended, began)| ended.on.last() < began.first())
    };
    !over_before(one, other) && !over_before(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;
    use vocabulary::{AuthorityId, EvidenceId, Id, PartnershipParty, PartnershipStatus, PartyRole, Step};

    fn partnership(key: u128, parties: &[u128]) -> Partnership {
        Partnership {
            id: PartnershipId::of(Uuid::from_u128(key)),
            kind: PartnershipKind::Twinning,
            status: PartnershipStatus::Active,
            parties: parties
                .iter()
                .map(|party| PartnershipParty {
                    party: PartyRef::Authority(AuthorityId::of(Uuid::from_u128(*party))),
                    role: PartyRole::Member,
                    written: String::new(),
                })
                .collect(),
            steps: vec![],
            documents: Vec::new(),
            title: None,
            programme: None,
            why: None,
            reasons: vec![],
            coordinators: vec![],
            evidence: vec![],
        }
    }

    fn step(mut partnership: Partnership, what: StepKind, on: &str) -> Partnership {
        partnership.steps.push(Step {
            what,
            on: on.parse().unwrap(),
            evidence: EvidenceId::of(Uuid::nil()),
        });
        partnership
    }

    fn keys(partnerships: &[Partnership]) -> Vec<(u128, u128)> {
        duplicates(partnerships)
            .iter()
            .map(|pair| (pair.narrow.uuid().as_u128(), pair.wide.uuid().as_u128()))
            .collect()
    }

    #[test]
    fn a_partnership_whose_parties_all_stand_in_another_one_may_be_the_same() {
        let all = [
            partnership(1, &[10, 20]),
            partnership(2, &[10, 11, 20]),
            partnership(3, &[10, 30]),
            partnership(4, &[10, 11, 12, 20]),
        ];
        assert_eq!(keys(&all), [(2, 4), (1, 2), (1, 4)]);
    }

    #[test]
    fn equal_sets_and_single_parties_are_no_pair() {
        let all = [
            partnership(1, &[10, 20]),
            partnership(2, &[10, 20]),
            partnership(3, &[10]),
        ];
        assert_eq!(keys(&all), []);
    }

    #[test]
    fn partnerships_for_single_projects_are_left_out() {
        let mut project = partnership(1, &[10, 20]);
        project.kind = PartnershipKind::ProjectPartnership;
        assert_eq!(keys(&[project, partnership(2, &[10, 11, 20])]), []);
    }

    #[test]
    fn what_was_over_before_the_other_began_is_another_one() {
        let old = step(partnership(1, &[10, 20]), StepKind::Ended, "1998");
        let new = step(partnership(2, &[10, 11, 20]), StepKind::Signed, "2001");
        assert_eq!(keys(&[old.clone(), new.clone()]), []);
        let overlapping = step(partnership(2, &[10, 11, 20]), StepKind::Signed, "1990");
        assert_eq!(keys(&[old, overlapping]), [(1, 2)]);
    }
}
