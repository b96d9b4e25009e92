//! Partnerships, the alliances on one side of them, the programmes and organisations they name.
//!
//! # Invariants
//! The same set of parties is the same partnership: more readings add steps and proofs to it, never a second one.
//! Only partnerships for one awarded project stand apart, one for each award.

use super::{Keyring, Proof, award, funding, identity, party_role, place};
use crate::tables::FactKind;
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{
    Alliance, AllianceMember, AuthorityId, Claim, ClaimKind, ClaimParty, ClaimRole, Country, Day, Id,
    Organisation, OrganisationId, OrganisationKind, Partnership, PartnershipDocument, PartnershipKind,
    PartnershipParty, PartnershipStatus, PartyRef, PartyRole, Pool, Precision, Programme, Reason, ShareState,
    Step, StepKind,
};

/// What a claim of a partnership speaks of.
pub(super) fn identities(claim: &Claim) -> Vec<(FactKind, String)> {
    let mut all = vec![(FactKind::Partnership, identity::set(&claim.parties))];
    all.extend(identity::organisations(
        claim.parties.iter().chain(coordinators(claim)),
    ));
    all.extend(programme_identity(claim));
    let members = alliance_members(claim);
    if !members.is_empty() {
        all.push((FactKind::Alliance, identity::set(members)));
    }
    all
}

/// The programme that a claim names.
pub(super) fn programme_identity(claim: &Claim) -> Option<(FactKind, String)> {
    let name = identity::folded(claim.programme.as_deref()?);
    (!name.is_empty()).then_some((FactKind::Programme, name))
}

fn coordinators(claim: &Claim) -> impl Iterator<Item = &ClaimParty> {
    claim
        .others
        .iter()
        .filter(|other| other.role == ClaimRole::Coordinator)
}

/// The side of a partnership that acts as an alliance: a lead and the members beside it, of one country, the lead first.
///
/// Empty where no side has both.
pub(super) fn alliance_members(claim: &Claim) -> Vec<&ClaimParty> {
    let mut sides: BTreeMap<Option<Country>, BTreeMap<String, &ClaimParty>> = BTreeMap::new();
    for party in &claim.parties {
        let beside = matches!(party.role, ClaimRole::Lead | ClaimRole::Member) && party.code.is_some();
        if let (true, Some(who)) = (beside, identity::party(party)) {
            let side = sides.entry(party.country).or_default();
            let kept = side.entry(who).or_insert(party);
            if party.role == ClaimRole::Lead {
                *kept = party;
            }
        }
    }
    let alliance = sides.into_values().find(|side| {
        let has = |role| side.values().any(|party| party.role == role);
        has(ClaimRole::Lead) && has(ClaimRole::Member)
    });
    let mut members: Vec<&ClaimParty> = alliance.into_iter().flat_map(BTreeMap::into_values).collect();
    members.sort_by_key(|party| party.role != ClaimRole::Lead);
    members
}

/// The partnership that these claims speak of together.
pub(crate) fn partnership(identity: &str, proofs: &[Proof<'_>], keys: &Keyring) -> Option<Partnership> {
    let claims = || proofs.iter().map(|proof| proof.claim);
    // By name, so that the order does not hang on when a body first came into the record.
    let coordinators: BTreeMap<String, OrganisationId> = claims()
        .filter(|claim| claim.kind == ClaimKind::Partnership)
        .flat_map(coordinators)
        .filter_map(|party| match keys.party(party) {
            Some(PartyRef::Organisation(id)) => Some((identity::organisation(party)?, id)),
            _ => None,
        })
        .collect();
    // The title of a claim that makes an alliance is the alliance's.
    let titled = |proof: &&Proof<'_>| alliance_members(proof.claim).is_empty();
    Some(Partnership {
        id: keys.fact(FactKind::Partnership, identity)?,
        kind: kind(proofs),
        status: status(proofs),
        parties: parties(proofs, keys),
        steps: steps(proofs),
        documents: documents(proofs),
        title: spoken(proofs)
            .filter(titled)
            .find_map(|proof| proof.claim.title.as_deref().map(|title| proof.text(title))),
        programme: claims()
            .filter_map(programme_identity)
            .find_map(|(kind, name)| keys.fact(kind, &name)),
        why: spoken(proofs).find_map(|proof| proof.claim.why.as_deref().map(|why| proof.text(why))),
        reasons: reasons(proofs),
        coordinators: coordinators.into_values().collect(),
        evidence: proofs.iter().map(|proof| proof.evidence).collect(),
    })
}

/// The parties that these claims name, each once: the lead, those beside it, the other side; by key within.
pub(super) fn parties(proofs: &[Proof<'_>], keys: &Keyring) -> Vec<PartnershipParty> {
    let mut all: BTreeMap<String, PartnershipParty> = BTreeMap::new();
    for party in proofs.iter().flat_map(|proof| &proof.claim.parties) {
        let (Some(who), Some(key)) = (identity::party(party), keys.party(party)) else {
            continue;
        };
        let role = party_role(party.role);
        let kept = all.entry(who).or_insert_with(|| PartnershipParty {
            party: key,
            role,
            written: party.text.clone(),
        });
        if place(role) < place(kept.role) {
            kept.role = role;
        }
    }
    // By identity, so that the order does not hang on when a body first came into the record.
    let mut all: Vec<PartnershipParty> = all.into_values().collect();
    all.sort_by_key(|party| place(party.role));
    let mut seen = BTreeSet::new();
    // Two codes may mean one body.
    all.retain(|party| seen.insert(party.party));
    all
}

fn kind(proofs: &[Proof<'_>]) -> PartnershipKind {
    if proofs.iter().all(|proof| proof.claim.kind == ClaimKind::Award) {
        return PartnershipKind::ProjectPartnership;
    }
    let of = |proof: &Proof<'_>| PartnershipKind::named(proof.claim.relation.as_deref()?);
    let mut stated = spoken(proofs).take_while(|proof| proof.stated.is_some());
    if let Some(kind) = stated.find_map(of) {
        return kind;
    }
    let said: Vec<PartnershipKind> = proofs.iter().filter_map(of).collect();
    let solidarity = PartnershipKind::SolidarityPartnership;
    // A formal tie says more than solidarity, which every tie shows.
    said.into_iter()
        .find(|kind| *kind != solidarity)
        .unwrap_or(solidarity)
}

/// The proofs in the order in which they are believed: what bodies stated here, the newest first, then what was read.
fn spoken<'p, 'c>(proofs: &'p [Proof<'c>]) -> impl Iterator<Item = &'p Proof<'c>> {
    let mut stated: Vec<&Proof<'_>> = proofs.iter().filter(|proof| proof.stated.is_some()).collect();
    // Keys of one day sort by when they were given out.
    stated.sort_by_key(|proof| std::cmp::Reverse((proof.stated, proof.evidence)));
    let read = proofs.iter().filter(|proof| proof.stated.is_none());
    stated.into_iter().chain(read)
}

/// What the newest claim says, a statement counting from the day it was made; of equally new ones the furthest along.
///
/// A statement that names no status leaves it as it is.
fn status(proofs: &[Proof<'_>]) -> PartnershipStatus {
    let names_it = |proof: &&Proof<'_>| proof.stated.is_none() || proof.claim.status.is_some();
    let said = proofs.iter().filter(names_it).map(|proof| {
        let claim = proof.claim;
        let signed = claim.dates.iter().any(|step| step.what == "signed");
        let status = claim.status.as_deref().and_then(PartnershipStatus::named);
        let status = status.unwrap_or(if signed {
            PartnershipStatus::Signed
        } else {
            PartnershipStatus::Active
        });
        let steps = claim
            .dates
            .iter()
            .filter(|step| StepKind::named(&step.what).is_some())
            .map(|step| step.date);
        let newest = steps.chain(claim.date).chain(proof.stated).max();
        // Of two statements of one day the later one counts.
        (newest, proof.stated.map(|_| proof.evidence), status)
    });
    said.max()
        .map_or(PartnershipStatus::Active, |(_, _, status)| status)
}

/// The dated steps, by date; a vague date gives way to a precise one that it covers.
fn steps(proofs: &[Proof<'_>]) -> Vec<Step> {
    let mut all: Vec<Step> = Vec::new();
    for proof in proofs {
        let dated = proof
            .claim
            .dates
            .iter()
            .filter_map(|step| StepKind::named(&step.what).map(|what| (what, step.date)));
        let main = proof
            .claim
            .date
            .zip(proof.claim.status.as_deref().and_then(StepKind::named))
            .map(|(day, what)| (what, day));
        for (what, on) in dated.chain(main) {
            if !all.iter().any(|step| step.what == what && step.on == on) {
                let evidence = proof.evidence;
                all.push(Step { what, on, evidence });
            }
        }
    }
    let covers = |vague: Day, day: Day| {
        vague.precision() < day.precision() && vague.first() <= day.first() && day.last() <= vague.last()
    };
    let precise: Vec<(StepKind, Day)> = all
        .iter()
        .filter(|step| step.on.precision() > Precision::Year)
        .map(|step| (step.what, step.on))
        .collect();
    all.retain(|step| {
        !precise
            .iter()
            .any(|(what, on)| *what == step.what && covers(step.on, *on))
    });
    all.sort_by_key(|step| (step.on, step.what));
    all
}

/// The texts, each once, by date; those without a date come last.
fn documents(proofs: &[Proof<'_>]) -> Vec<PartnershipDocument> {
    let mut all: Vec<PartnershipDocument> = Vec::new();
    for proof in proofs {
        for named in &proof.claim.documents {
            let document = PartnershipDocument {
                kind: named.kind,
                title: named.title.clone(),
                address: named.address.clone(),
                on: named.on,
                evidence: proof.evidence,
            };
            let same = |held: &PartnershipDocument| {
                PartnershipDocument {
                    evidence: proof.evidence,
                    ..held.clone()
                } == document
            };
            if !all.iter().any(same) {
                all.push(document);
            }
        }
    }
    all.sort_by(|a, b| {
        (a.on.is_none(), a.on, a.kind, &a.title).cmp(&(b.on.is_none(), b.on, b.kind, &b.title))
    });
    all
}

fn reasons(proofs: &[Proof<'_>]) -> Vec<Reason> {
    let mut all: Vec<Reason> = Vec::new();
    for reason in proofs.iter().flat_map(|proof| &proof.claim.reasons) {
        if !all.contains(reason) {
            all.push(reason.clone());
        }
    }
    all
}

/// The alliance that these claims speak of together: partnerships name it, rates fill its pool.
pub(crate) fn alliance(identity: &str, proofs: &[Proof<'_>], keys: &Keyring) -> Option<Alliance> {
    let (named, pooling): (Vec<Proof<'_>>, Vec<Proof<'_>>) = proofs
        .iter()
        .partition(|proof| proof.claim.kind == ClaimKind::Partnership);
    let said: Vec<ClaimParty> = named
        .iter()
        .flat_map(|proof| alliance_members(proof.claim).into_iter().cloned())
        .chain(
            pooling
                .iter()
                .flat_map(|proof| proof.document.pooling_members(proof.claim).unwrap_or_default()),
        )
        .collect();
    let voted = pooling
        .iter()
        .any(|proof| proof.claim.status.as_deref() == Some(ShareState::Voted.as_str()));
    let share = if voted {
        ShareState::Voted
    } else {
        ShareState::Proposed
    };
    let served = named.iter().map(|proof| identity::set(&proof.claim.parties));
    let linked = pooling
        .iter()
        .filter_map(|proof| proof.document.partnership(proof.claim));
    Some(Alliance {
        id: keys.fact(FactKind::Alliance, identity)?,
        title: named
            .iter()
            .find_map(|proof| proof.claim.title.as_deref().map(|title| proof.text(title))),
        members: members(&said, share, keys),
        partnership: served
            .chain(linked)
            .find_map(|serves| keys.fact(FactKind::Partnership, &serves)),
        pools: pools(&pooling)?,
        evidence: proofs.iter().map(|proof| proof.evidence).collect(),
    })
}

/// The members, each once, the lead first.
fn members(said: &[ClaimParty], share: ShareState, keys: &Keyring) -> Vec<AllianceMember> {
    let mut members: BTreeMap<String, AllianceMember> = BTreeMap::new();
    for party in said {
        let (Some(who), Some(authority)) = (identity::party(party), authority(party, keys)) else {
            continue;
        };
        let role = party_role(party.role);
        let member = members.entry(who).or_insert(AllianceMember {
            authority,
            role,
            share,
        });
        if place(role) < place(member.role) {
            member.role = role;
        }
    }
    let mut members: Vec<AllianceMember> = members.into_values().collect();
    members.sort_by_key(|member| place(member.role));
    let mut seen = BTreeSet::new();
    members.retain(|member| seen.insert(member.authority));
    members
}

/// The rates, each once.
fn pools(pooling: &[Proof<'_>]) -> Option<Vec<Pool>> {
    let mut pools: Vec<Pool> = Vec::new();
    for proof in pooling {
        let rate = funding::rate(proof.claim)?;
        let stated_base = proof.claim.funding.base;
        let known = |pool: &Pool| pool.rate == rate && pool.stated_base == stated_base;
        if !pools.iter().any(known) {
            pools.push(Pool {
                rate,
                stated_base,
                evidence: proof.evidence,
            });
        }
    }
    Some(pools)
}

fn authority(party: &ClaimParty, keys: &Keyring) -> Option<AuthorityId> {
    match keys.party(party) {
        Some(PartyRef::Authority(id)) => Some(id),
        _ => None,
    }
}

/// The programme that these claims name.
pub(crate) fn programme(identity: &str, proofs: &[Proof<'_>], keys: &Keyring) -> Option<Programme> {
    Some(Programme {
        id: keys.fact(FactKind::Programme, identity)?,
        name: proofs
            .iter()
            .find_map(|proof| proof.claim.programme.clone())
            .unwrap_or_default(),
        evidence: proofs.iter().map(|proof| proof.evidence).collect(),
    })
}

/// The organisation that these claims name.
pub(crate) fn organisation(identity: &str, proofs: &[Proof<'_>], keys: &Keyring) -> Option<Organisation> {
    let named = || {
        proofs
            .iter()
            .flat_map(|proof| proof.claim.parties.iter().chain(&proof.claim.others))
            .filter(|party| identity::organisation(party).as_deref() == Some(identity))
    };
    Some(Organisation {
        id: OrganisationId::of(
            keys.fact::<OrganisationId>(FactKind::Organisation, identity)?
                .uuid(),
        ),
        name: named().next()?.text.clone(),
        kind: OrganisationKind::Other,
        country: named().find_map(|party| party.country),
    })
}

/// The partnership for one awarded project: lead and partners, where at least two of them are known.
pub(super) fn of_award(claim: &Claim) -> Option<(FactKind, String)> {
    let known = identity::known(&claim.parties).len() >= 2;
    known.then(|| (FactKind::Partnership, format!("award {}", award::identity(claim))))
}

/// Who leads, as an identity.
pub(super) fn lead(claim: &Claim) -> Option<String> {
    let mut leads = claim
        .parties
        .iter()
        .filter(|party| party_role(party.role) == PartyRole::Lead);
    leads.find_map(identity::party)
}
