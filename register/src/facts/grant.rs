//! Grants: who promised whom how much for what, and when.
//!
//! # Invariants
//! - A claim makes a grant only if it says that money is given and names a giver and an amount above nothing; without
//!   them it is what it would be otherwise: the budget of a project.
//! - A grant of the same sum is another one each year.

use super::{Keyring, Proof, funding, identity};
use crate::tables::FactKind;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use vocabulary::{
    AmountRole, Claim, ClaimKind, ClaimParty, ClaimRole, Day, Grant, GrantForm, Id, Money, PartnershipId,
    PartyRef,
};

/// Steps by which a grant is promised or paid, the weightiest first; a deadline is none of them.
const PROMISED: [&str; 6] = ["voted", "signed", "awarded", "held", "delivered", "announced"];

/// What a claim of a grant speaks of beside its project or award; nothing for any other claim.
pub(super) fn identities(claim: &Claim) -> Vec<(FactKind, String)> {
    let Some(money) = given(claim) else {
        return Vec::new();
    };
    let title = identity::folded(identity::title(claim));
    let year = on(claim).map_or_else(String::new, |day| day.year().to_string());
    let grant = format!(
        "{} | {} | {title} | {money} | {year}",
        identity::set(givers(claim)),
        identity::set(recipients(claim)),
    );
    let organisations = identity::organisations(givers(claim).chain(recipients(claim)));
    organisations.chain([(FactKind::Grant, grant)]).collect()
}

/// The sum of a claim that says it is given and by whom.
fn given(claim: &Claim) -> Option<Money> {
    let is_given = matches!(claim.kind, ClaimKind::Funding | ClaimKind::Award)
        && matches!(
            claim.funding.amount_role,
            Some(AmountRole::Grant | AmountRole::Gift)
        );
    let has_giver = !identity::known(givers(claim)).is_empty();
    funding::money(claim).filter(|money| is_given && has_giver && money.minor > 0)
}

/// Who gives.
fn givers(claim: &Claim) -> impl Iterator<Item = &ClaimParty> {
    let all = claim.parties.iter().chain(&claim.others);
    all.filter(|party| party.role == ClaimRole::Funder)
}

/// Who receives: the beneficiaries, else the lead of those who carry the work, else all who carry it; never who gives.
fn recipients(claim: &Claim) -> Vec<&ClaimParty> {
    let giving = identity::known(givers(claim));
    let gives = |party: &ClaimParty| identity::party(party).is_some_and(|who| giving.contains(&who));
    let playing = |roles: &[ClaimRole]| -> Vec<&ClaimParty> {
        let all = claim.parties.iter().chain(&claim.others);
        all.filter(|party| roles.contains(&party.role) && !gives(party))
            .collect()
    };
    [
        &[ClaimRole::Beneficiary][..],
        &[ClaimRole::Lead],
        &[ClaimRole::Partner, ClaimRole::Member],
    ]
    .into_iter()
    .map(playing)
    .find(|found| !found.is_empty())
    .unwrap_or_default()
}

/// The day on which it was promised.
fn on(claim: &Claim) -> Option<Day> {
    let step = |word: &str| claim.dates.iter().find(|step| step.what == word);
    let promised = PROMISED.into_iter().find_map(step);
    let undated = claim.dates.is_empty().then_some(claim.date).flatten();
    promised.map(|step| step.date).or(undated)
}

/// Goods that the source counts are given in kind; a bare sum is cash.
fn form(claim: &Claim) -> GrantForm {
    match claim.quantity {
        Some(_) => GrantForm::InKind,
        None => GrantForm::Cash,
    }
}

/// The grant that these claims speak of together.
pub(crate) fn grant(identity: &str, proofs: &[Proof<'_>], keys: &Keyring) -> Option<Grant> {
    let first = proofs.first()?;
    let days = proofs.iter().filter_map(|proof| on(proof.claim));
    Some(Grant {
        id: keys.fact(FactKind::Grant, identity)?,
        title: first.title(),
        givers: parties(proofs.iter().flat_map(|proof| givers(proof.claim)), keys),
        recipients: parties(proofs.iter().flat_map(|proof| recipients(proof.claim)), keys),
        amount: given(first.claim)?,
        approximate: funding::approximate(first.claim),
        form: Some(form(first.claim)),
        // The most precise day: two sources that fall into one grant agree on the year.
        on: days.min_by_key(|day| Reverse(day.precision())),
        project: proofs
            .iter()
            .find_map(|proof| beside(proof, FactKind::Project, keys)),
        partnership: proofs.iter().find_map(|proof| served(proof, keys)),
        award: proofs
            .iter()
            .find_map(|proof| beside(proof, FactKind::Award, keys)),
        evidence: proofs.iter().map(|proof| proof.evidence).collect(),
    })
}

/// The known bodies among the parties, each once, by their names in the sources.
fn parties<'a>(all: impl Iterator<Item = &'a ClaimParty>, keys: &Keyring) -> Vec<PartyRef> {
    let named = all.filter_map(|party| Some((identity::party(party)?, keys.party(party)?)));
    let mut parties: Vec<PartyRef> = Vec::new();
    for key in named.collect::<BTreeMap<_, _>>().into_values() {
        if !parties.contains(&key) {
            parties.push(key);
        }
    }
    parties
}

/// The fact of another kind that the claim speaks of too.
fn beside<I: Id>(proof: &Proof<'_>, kind: FactKind, keys: &Keyring) -> Option<I> {
    let all = super::identities(proof.claim, proof.document);
    let (kind, name) = all.into_iter().find(|(of, _)| *of == kind)?;
    keys.fact(kind, &name)
}

/// The partnership of an award, else the one that the document names for these bodies.
fn served(proof: &Proof<'_>, keys: &Keyring) -> Option<PartnershipId> {
    let around = || {
        let name = proof.document.partnership(proof.claim)?;
        keys.fact(FactKind::Partnership, &name)
    };
    beside(proof, FactKind::Partnership, keys).or_else(around)
}
