//! The form that corrects a claim, read: what was entered becomes a [`Correction`], or says what is wrong with it.
//!
//! # Invariants
//! - What is entered as it was read is no correction.
//! - A name entered by hand counts only if it means one body without doubt; otherwise the page offers the choices.

use crate::people::typed::Fields;
use crate::site::Places;
use vocabulary::{
    AuthorityCode, Claim, ClaimParty, Correction, Day, Meant, PartnershipKind, PartnershipStatus,
    PartyCorrection,
};

/// A name entered by hand is taken for its best candidate from here on.
const SURE: f32 = 0.9;

/// Why what was entered corrects nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// A date that is none.
    Date,
    /// A name or code that means no body, or several.
    Body,
    /// Everything stands as it was read.
    Nothing,
}

impl Problem {
    /// The word that the page of the claim knows it by.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Body => "body",
            Self::Nothing => "nothing",
        }
    }
}

/// What a person says the claim should be.
pub(crate) fn correction(
    entered: &Fields,
    claim: &Claim,
    places: &dyn Places,
) -> Result<Correction, Problem> {
    let mut parties = Vec::new();
    for (at, party) in claim.parties.iter().enumerate() {
        let picked = entered.of(&format!("as{at}"));
        let other = entered.of(&format!("other{at}"));
        parties.extend(party_correction(party, (picked, other), places)?);
    }
    let new = |name: &str, read: &Option<String>| {
        let value = entered.of(name);
        (!value.is_empty() && Some(value) != read.as_deref()).then(|| value.to_owned())
    };
    let date = match entered.of("date") {
        "" => None,
        text => Some(text.parse::<Day>().map_err(|_| Problem::Date)?),
    };
    let correction = Correction {
        parties,
        relation: new("relation", &claim.relation).and_then(|word| PartnershipKind::named(&word)),
        status: new("status", &claim.status).and_then(|word| PartnershipStatus::named(&word)),
        date: date.filter(|day| Some(*day) != claim.date),
        title: new("title", &claim.title),
    };
    if correction.is_empty() {
        return Err(Problem::Nothing);
    }
    Ok(correction)
}

fn party_correction(
    party: &ClaimParty,
    (picked, other): (&str, &str),
    places: &dyn Places,
) -> Result<Option<PartyCorrection>, Problem> {
    let meant = match picked {
        "" => return Ok(None),
        "nobody" => None,
        "other" => Some(body(other, places)?),
        code => Some(body(code, places)?),
    };
    if meant
        .as_ref()
        .is_some_and(|meant| Some(&meant.code) == party.code.as_ref())
    {
        return Ok(None);
    }
    Ok(Some(PartyCorrection {
        text: party.text.clone(),
        read_as: party.code.clone(),
        meant,
    }))
}

/// The body that a code or name means.
fn body(entered: &str, places: &dyn Places) -> Result<Meant, Problem> {
    let named = || {
        let best = places.search(entered, 1).into_iter().next();
        best.filter(|best| best.confidence >= SURE).map(|best| best.code)
    };
    let code = entered.parse::<AuthorityCode>().ok().or_else(named);
    let code = code.ok_or(Problem::Body)?;
    let authority = places.authority(&code).ok_or(Problem::Body)?;
    Ok(Meant::of(&authority))
}
