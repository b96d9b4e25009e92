//! Corrections: what a person says a claim should be, where the machine read its sentence wrong.
//!
//! In: a claim as it was read. Out: the claim as it should be ([`Correction::applied`]).
//!
//! # Invariants
//! - What the source says stays: quote, offsets, evidence and confidence are the machine's.
//! - A party is found by what was written and what it was read as, never by its place, so that a correction fits every
//!   later reading that makes the same claim.

use crate::{
    Authority, AuthorityCode, Claim, ClaimParty, Country, Day, Kind, PartnershipKind, PartnershipStatus,
};
use serde::{Deserialize, Serialize};

/// What a person says a claim should be; what is `None` stays as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Correction {
    /// Parties that are others than the machine took them for.
    pub parties: Vec<PartyCorrection>,
    /// The kind of a partnership.
    pub relation: Option<PartnershipKind>,
    /// Its status.
    pub status: Option<PartnershipStatus>,
    /// The main date.
    pub date: Option<Day>,
    /// The title of the project, alliance or event.
    pub title: Option<String>,
}

/// A party that is another one than the machine took it for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyCorrection {
    /// As written in the source.
    pub text: String,
    /// What the machine took it for.
    pub read_as: Option<AuthorityCode>,
    /// Who is meant; `None` is nobody: the words name no party.
    pub meant: Option<Meant>,
}

/// The authority that words mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meant {
    /// Its code.
    pub code: AuthorityCode,
    /// Its kind.
    pub kind: Kind,
    /// Its country.
    pub country: Country,
}

impl Meant {
    /// This authority.
    pub fn of(authority: &Authority) -> Self {
        Self {
            code: authority.code().clone(),
            kind: authority.kind,
            country: authority.country,
        }
    }
}

impl PartyCorrection {
    /// Whether these are the words that it speaks of.
    fn fits(&self, party: &ClaimParty) -> bool {
        party.text == self.text && party.code == self.read_as
    }
}

impl Correction {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The claim as it should be.
    pub fn applied(&self, claim: &Claim) -> Claim {
        let mut right = claim.clone();
        right.parties = self.parties(&claim.parties);
        right.others = self.parties(&claim.others);
        if let Some(relation) = self.relation {
            right.relation = Some(relation.as_str().to_owned());
        }
        if let Some(status) = self.status {
            right.status = Some(status.as_str().to_owned());
        }
        if let Some(title) = &self.title {
            right.title = Some(title.clone());
        }
        if let Some(date) = self.date {
            move_date(date, &mut right);
        }
        right
    }

    fn parties(&self, read: &[ClaimParty]) -> Vec<ClaimParty> {
        let corrected = |party: &ClaimParty| match self.parties.iter().find(|one| one.fits(party)) {
            None => Some(party.clone()),
            Some(correction) => correction.meant.as_ref().map(|meant| ClaimParty {
                code: Some(meant.code.clone()),
                kind: Some(meant.kind.as_str().to_owned()),
                country: Some(meant.country),
                ..party.clone()
            }),
        };
        read.iter().filter_map(corrected).collect()
    }
}

/// Moves the main date, and the step that happened then.
fn move_date(date: Day, claim: &mut Claim) {
    for step in &mut claim.dates {
        if Some(step.date) == claim.date {
            step.date = date;
            step.precision = date.precision();
        }
    }
    claim.date = Some(date);
    claim.date_precision = Some(date.precision());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ClaimKind, ClaimRole, DatedStep, Precision};

    fn party(text: &str, code: &str) -> ClaimParty {
        ClaimParty {
            text: text.to_owned(),
            code: Some(code.parse().unwrap()),
            kind: Some("commune".to_owned()),
            country: Some(Country::FR),
            role: ClaimRole::Partner,
            start: 0,
            end: text.len(),
        }
    }

    fn claim() -> Claim {
        let date = "2018".parse().unwrap();
        let parties = vec![party("Castres", "fr-com-81065"), party("Valence", "fr-com-26362")];
        Claim {
            status: Some("active".to_owned()),
            date: Some(date),
            date_precision: Some(Precision::Year),
            dates: vec![DatedStep {
                what: "signed".to_owned(),
                date,
                precision: Precision::Year,
            }],
            ..Claim::of(ClaimKind::Partnership, parties, "Castres et Valence")
        }
    }

    fn elsewhere() -> Meant {
        Meant {
            code: "gn-2509954".parse().unwrap(),
            kind: Kind::named("commune").unwrap(),
            country: "ES".parse().unwrap(),
        }
    }

    #[test]
    fn words_that_mean_another_body_get_its_code_kind_and_country() {
        let correction = Correction {
            parties: vec![PartyCorrection {
                text: "Valence".to_owned(),
                read_as: Some("fr-com-26362".parse().unwrap()),
                meant: Some(elsewhere()),
            }],
            ..Correction::default()
        };
        let right = correction.applied(&claim());
        assert_eq!(right.parties[0], claim().parties[0]);
        assert_eq!(right.parties[1].code, Some(elsewhere().code));
        assert_eq!(right.parties[1].country, Some(elsewhere().country));
        assert_eq!(right.parties[1].text, "Valence");
    }

    #[test]
    fn words_that_name_nobody_are_no_party() {
        let correction = Correction {
            parties: vec![PartyCorrection {
                text: "Castres".to_owned(),
                read_as: Some("fr-com-81065".parse().unwrap()),
                meant: None,
            }],
            ..Correction::default()
        };
        assert_eq!(correction.applied(&claim()).parties.len(), 1);
    }

    #[test]
    fn a_reading_that_took_the_words_for_somebody_else_is_left_alone() {
        let correction = Correction {
            parties: vec![PartyCorrection {
                text: "Castres".to_owned(),
                read_as: None,
                meant: None,
            }],
            ..Correction::default()
        };
        assert_eq!(correction.applied(&claim()), claim());
    }

    #[test]
    fn another_main_date_moves_the_step_that_happened_then() {
        let date: Day = "2019-05-14".parse().unwrap();
        let correction = Correction {
            date: Some(date),
            status: Some(PartnershipStatus::Ended),
            ..Correction::default()
        };
        let right = correction.applied(&claim());
        assert_eq!(
            (right.date, right.date_precision, right.dates[0].date),
            (Some(date), Some(Precision::Day), date)
        );
        assert_eq!(right.status.as_deref(), Some("ended"));
    }
}
