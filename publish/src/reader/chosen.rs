//! What a reader says of a name that the machine read otherwise: another body, or none.
//!
//! In: the fields `as-START-END` of the form. Out: the recognition with what was chosen, in mentions and in claims.
//!
//! # Invariants
//! - A choice that names no body of the gazetteer changes nothing.
//! - What is corrected still fits the schema: a name that is one body has no choices left.

use crate::pages::authority::find;
use crate::people::typed::Fields;
use crate::view::View;
use recognise::Recognition;
use std::collections::BTreeMap;
use vocabulary::{Authority, AuthorityCode, ClaimParty, Mention, Reason, VerdictKind};

/// The value that says that no body is meant.
pub(crate) const NONE: &str = "none";
/// What stands before the place in the name of a field.
const PREFIX: &str = "as-";
/// Most codes that a mention also has.
const MOST_ALSO: usize = 4;

/// Place of a name → what it is said to mean.
pub(crate) type Chosen = BTreeMap<(usize, usize), String>;

/// The field that corrects the name at a place.
pub(crate) fn field(start: usize, end: usize) -> String {
    format!("{PREFIX}{start}-{end}")
}

/// What the form says; an empty choice leaves the name as it was read.
pub(crate) fn of(fields: &Fields) -> Chosen {
    let named = fields.0.iter().filter(|(_, value)| !value.is_empty());
    named
        .filter_map(|(name, value)| {
            let (start, end) = name.strip_prefix(PREFIX)?.split_once('-')?;
            Some(((start.parse().ok()?, end.parse().ok()?), value.clone()))
        })
        .collect()
}

/// Lays what was chosen over what was read.
pub(crate) fn apply(view: &View<'_>, found: &mut Recognition, chosen: &Chosen) {
    for ((start, end), value) in chosen {
        let body = if value == NONE {
            None
        } else {
            let code = value.parse::<AuthorityCode>().ok();
            let Some((_, body)) = code.and_then(|code| find(view, &code)) else {
                continue;
            };
            Some(body)
        };
        let place = (*start, *end);
        for mention in &mut found.mentions {
            if (mention.start, mention.end) == place {
                mean(mention, body.as_ref());
            }
        }
        let claims = found.claims.iter_mut();
        let parties = claims.flat_map(|claim| claim.parties.iter_mut().chain(&mut claim.others));
        for party in parties.filter(|party| (party.start, party.end) == place) {
            stand_for(party, body.as_ref());
        }
    }
}

fn mean(mention: &mut Mention, body: Option<&Authority>) {
    mention.verdict = if body.is_some() {
        VerdictKind::One
    } else {
        VerdictKind::Unknown
    };
    mention.code = body.map(|body| body.code().clone());
    mention.also = body.map_or_else(Vec::new, |body| {
        body.codes.iter().skip(1).take(MOST_ALSO).cloned().collect()
    });
    mention.name = body.map(|body| body.name().to_owned());
    mention.kind = body.map(|body| body.kind.to_string());
    mention.country = body.map(|body| body.country);
    mention.confidence = 1.0;
    mention.reasons = vec![Reason::new("chosen")];
    mention.choices = Vec::new();
}

fn stand_for(party: &mut ClaimParty, body: Option<&Authority>) {
    party.code = body.map(|body| body.code().clone());
    party.kind = body.map(|body| body.kind.to_string());
    party.country = body.map(|body| body.country);
}
