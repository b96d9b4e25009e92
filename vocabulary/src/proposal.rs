//! Proposals: what one party says of a partnership and the other side has yet to agree to.
//!
//! # Invariants
//! - A proposal changes nothing until the other side agrees; then it becomes a statement of all who agreed.
//! - Each other side (the bodies of one country) agrees through any one of its bodies, as an alliance acts through its
//!   lead; among bodies of one country alone each other body is a side.
//! - One refusal ends it, and whoever made it may withdraw it as long as it is open.

use crate::{AuthorityCode, Claim, Country, Language, Moment, PartnershipId, ProposalId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Waits for the other side.
    Proposed,
    /// The other side agreed.
    Accepted,
    /// The other side said no.
    Declined,
    /// Whoever made it took it back.
    Withdrawn,
    /// Nobody answered in time.
    Expired,
}

impl ProposalState {
    /// The word used in files and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }
}

/// What a body that was asked answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nothing yet.
    Asked,
    /// It agrees.
    Given,
    /// It does not.
    Refused,
}

impl Consent {
    /// The word used in files and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Given => "given",
            Self::Refused => "refused",
        }
    }
}

/// A body that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedParty {
    /// Which.
    pub code: AuthorityCode,
    /// Its country.
    pub country: Country,
    /// What it answered.
    pub consent: Consent,
}

/// What one party says of a partnership, for the other side to agree to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its key.
    pub id: ProposalId,
    /// Who proposes.
    pub by: AuthorityCode,
    /// The country of who proposes.
    pub country: Country,
    /// Who has to agree: the other parties.
    pub asked: Vec<AskedParty>,
    /// The partnership it is about; `None` is a new one.
    pub partnership: Option<PartnershipId>,
    /// What it becomes if they agree.
    pub claim: Claim,
    /// In the words of who proposes.
    pub words: String,
    /// The language of the words.
    pub language: Language,
    /// When it was made.
    pub made_at: Moment,
    /// Until when it waits.
    pub expires_at: Moment,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// The words of who refused it.
    pub answer: Option<String>,
}

impl Proposal {
    /// Where it stands at a moment.
    pub fn state(&self, now: &Moment) -> ProposalState {
        if self.withdrawn {
            ProposalState::Withdrawn
        } else if self.asked.iter().any(|one| one.consent == Consent::Refused) {
            ProposalState::Declined
        } else if self.is_agreed() {
            ProposalState::Accepted
        } else if self.expires_at.micros <= now.micros {
            ProposalState::Expired
        } else {
            ProposalState::Proposed
        }
    }

    /// Whether every other side has agreed.
    fn is_agreed(&self) -> bool {
        let abroad: BTreeSet<Country> = self
            .asked
            .iter()
            .map(|one| one.country)
            .filter(|country| *country != self.country)
            .collect();
        let agrees = |one: &AskedParty| one.consent == Consent::Given;
        if abroad.is_empty() {
            return !self.asked.is_empty() && self.asked.iter().all(agrees);
        }
        abroad.iter().all(|country| {
            self.asked
                .iter()
                .any(|one| one.country == *country && agrees(one))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ClaimKind, Id};

    fn proposal(by: &str, asked: &[(&str, &str, Consent)]) -> Proposal {
        Proposal {
            id: ProposalId::of(uuid::Uuid::nil()),
            by: by.parse().unwrap(),
            country: Country::FR,
            asked: asked
                .iter()
                .map(|(code, country, consent)| AskedParty {
                    code: code.parse().unwrap(),
                    country: country.parse().unwrap(),
                    consent: *consent,
                })
                .collect(),
            partnership: None,
            claim: Claim::of(ClaimKind::Partnership, vec![], ""),
            words: "We signed.".to_owned(),
            language: Language::EN,
            made_at: Moment::utc(0),
            expires_at: Moment::utc(1_000),
            withdrawn: false,
            answer: None,
        }
    }

    const KHERSON: &str = "ua-UA65100150000052934";

    #[test]
    fn one_body_of_each_other_side_is_enough() {
        use Consent::{Asked, Given};
        let now = Moment::utc(10);
        let beside = ("fr-com-44184", "FR");
        let with = |kherson, warsaw| {
            let asked = [
                (beside.0, beside.1, Asked),
                (KHERSON, "UA", kherson),
                ("gn-756135", "PL", warsaw),
            ];
            proposal("fr-com-44109", &asked).state(&now)
        };
        assert_eq!(with(Given, Asked), ProposalState::Proposed);
        assert_eq!(with(Given, Given), ProposalState::Accepted);
    }

    #[test]
    fn among_bodies_of_one_country_each_has_to_agree() {
        use Consent::{Asked, Given};
        let now = Moment::utc(10);
        let with = |second| {
            let asked = [("fr-com-44184", "FR", Given), ("fr-com-44036", "FR", second)];
            proposal("fr-com-44109", &asked).state(&now)
        };
        assert_eq!(with(Asked), ProposalState::Proposed);
        assert_eq!(with(Given), ProposalState::Accepted);
    }

    #[test]
    fn a_refusal_ends_it_and_time_ends_what_nobody_answered() {
        let refused = proposal("fr-com-44109", &[(KHERSON, "UA", Consent::Refused)]);
        assert_eq!(refused.state(&Moment::utc(10)), ProposalState::Declined);
        let mut open = proposal("fr-com-44109", &[(KHERSON, "UA", Consent::Asked)]);
        assert_eq!(open.state(&Moment::utc(999)), ProposalState::Proposed);
        assert_eq!(open.state(&Moment::utc(1_000)), ProposalState::Expired);
        open.withdrawn = true;
        assert_eq!(open.state(&Moment::utc(10)), ProposalState::Withdrawn);
        let nobody = proposal("fr-com-44109", &[]);
        assert_eq!(nobody.state(&Moment::utc(10)), ProposalState::Proposed);
    }
}
