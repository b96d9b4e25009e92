//! What makes two readings speak of the same thing: names folded, parties as a set, amounts as figures.
//!
//! # Invariants
//! An identity depends on what is named, never on where, when or in which order it was read.

use crate::tables::FactKind;
use std::collections::BTreeSet;
use vocabulary::{AuthorityCode, Claim, ClaimParty, ClaimRole};

/// A text without case, punctuation and spacing, for comparing names and titles.
pub(crate) fn folded(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    let spaced: String = letters
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The identity of a party that is an organisation.
///
/// Who coordinates is named, not looked up: without a code it is an organisation even where the document does not say so.
pub(super) fn organisation(party: &ClaimParty) -> Option<String> {
    let said = party.kind.as_deref() == Some("organisation");
    let coordinates = party.kind.is_none() && party.role == ClaimRole::Coordinator;
    (party.code.is_none() && (said || coordinates)).then(|| folded(&party.text))
}

/// The identity of a party; `None` for a body that nobody recognised, and for a country.
pub(super) fn party(party: &ClaimParty) -> Option<String> {
    match &party.code {
        Some(code) => Some(code.to_string()),
        None => organisation(party).map(|name| format!("organisation {name}")),
    }
}

/// The parties that are known bodies, each once, sorted.
pub(super) fn known<'a>(parties: impl IntoIterator<Item = &'a ClaimParty>) -> BTreeSet<String> {
    parties.into_iter().filter_map(party).collect()
}

/// A set of parties.
pub(super) fn set<'a>(parties: impl IntoIterator<Item = &'a ClaimParty>) -> String {
    joined(&known(parties))
}

/// A set of parties that are identities already.
pub(super) fn joined(parties: &BTreeSet<String>) -> String {
    parties.iter().map(String::as_str).collect::<Vec<_>>().join("+")
}

/// The organisations among the parties.
pub(super) fn organisations<'a>(
    parties: impl IntoIterator<Item = &'a ClaimParty>,
) -> impl Iterator<Item = (FactKind, String)> {
    parties
        .into_iter()
        .filter_map(organisation)
        .map(|name| (FactKind::Organisation, name))
}

/// What the fact of a claim is called: its title, else its thing, else the sentence itself.
pub(super) fn title(claim: &Claim) -> &str {
    claim
        .title
        .as_deref()
        .or(claim.item.as_deref())
        .unwrap_or(&claim.quote)
}

/// The codes that a claim names.
pub(crate) fn codes(claim: &Claim) -> impl Iterator<Item = &AuthorityCode> {
    claim
        .parties
        .iter()
        .chain(&claim.others)
        .filter_map(|party| party.code.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_case_and_marks_only_are_the_same() {
        assert_eq!(folded("Généraliste 2020-2021"), folded("généraliste  2020–2021"));
        assert_ne!(folded("session 1"), folded("session 2"));
    }
}
