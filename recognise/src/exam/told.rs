//! Claims in one line, for the list of misses and false hits.
//!
//! In: a claim of the gold or of the answer. Out: its fields in words.
//!
//! # Invariants
//! What a line leaves out is not scored.

use super::bodies::GoldParty;
use super::gold::GoldClaim;
use vocabulary::{AmountRole, Claim, ClaimKind, ClaimParty};

pub(super) fn missed(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Partnership => "partnership missed",
        ClaimKind::Award => "award missed",
        ClaimKind::Funding => "amount missed",
        ClaimKind::Delivery => "delivery missed",
        ClaimKind::Support => "support missed",
        ClaimKind::Event => "event missed",
    }
}

pub(super) fn too_many(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Partnership => "partnership too many",
        ClaimKind::Award => "award too many",
        ClaimKind::Funding => "amount too many",
        ClaimKind::Delivery => "delivery too many",
        ClaimKind::Support => "support too many",
        ClaimKind::Event => "event too many",
    }
}

/// A gold claim in one line.
pub(super) fn asked(claim: &GoldClaim) -> String {
    let mut parts = Vec::new();
    let mut list = |label: &str, parties: &[GoldParty]| {
        if !parties.is_empty() {
            let all: Vec<String> = parties.iter().map(ToString::to_string).collect();
            parts.push(format!("{label}{}", all.join(" + ")));
        }
    };
    list("", &claim.parties);
    list("from ", &claim.from);
    list("to ", &claim.to);
    list("who ", &claim.who);
    list("at ", claim.place.as_slice());
    let amount = claim.amount.as_ref().map(|amount| {
        let currency = claim.currency.as_deref().unwrap_or_default();
        format!("{amount} {currency}{}", role(claim.amount_role))
    });
    let quantity = claim.quantity.as_ref().map(ToString::to_string);
    let words = [
        amount,
        claim.relation.clone(),
        claim.status.clone(),
        claim.title.clone(),
        quantity,
        claim.item.clone(),
    ];
    parts.extend(words.into_iter().flatten());
    parts.extend(
        claim
            .dates
            .iter()
            .map(|step| format!("{} {}", step.what, step.date)),
    );
    parts.join(", ")
}

fn role(role: Option<AmountRole>) -> String {
    role.map(|role| {
        format!(
            " {}",
            serde_json::to_value(role)
                .unwrap_or_default()
                .as_str()
                .unwrap_or_default()
        )
    })
    .unwrap_or_default()
}

/// A claim that came out, in one line with the start of its quote.
pub(super) fn told(claim: &Claim) -> String {
    let written = |party: &ClaimParty| {
        let code = party
            .code
            .as_ref()
            .map_or_else(|| "text".to_owned(), ToString::to_string);
        format!("{code} ({})", party.text)
    };
    let all: Vec<String> = claim.parties.iter().map(written).collect();
    let mut pieces = Vec::new();
    if !all.is_empty() {
        pieces.push(all.join(" + "));
    }
    let others = claim.others.iter().map(|other| {
        let role = serde_json::to_value(other.role).unwrap_or_default();
        format!("{} {}", role.as_str().unwrap_or_default(), written(other))
    });
    pieces.extend(others);
    let amount = claim.funding.amount.as_ref().map(|amount| {
        let currency = claim
            .funding
            .currency
            .map(|currency| currency.to_string())
            .unwrap_or_default();
        format!("{amount} {currency}{}", role(claim.funding.amount_role))
    });
    let quantity = claim.quantity.map(|quantity| quantity.to_string());
    let words = [
        amount,
        claim.relation.clone(),
        claim.status.clone(),
        claim.title.clone(),
        quantity,
        claim.item.clone(),
        claim.place.as_ref().map(|place| format!("at {place}")),
    ];
    pieces.extend(words.into_iter().flatten());
    pieces.extend(
        claim
            .dates
            .iter()
            .map(|step| format!("{} {}", step.what, step.date)),
    );
    let quote: String = claim.quote.chars().take(120).collect();
    pieces.push(format!(
        "“{}”",
        quote.split_whitespace().collect::<Vec<_>>().join(" ")
    ));
    pieces.join(", ")
}
