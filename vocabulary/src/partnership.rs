//! Partnerships: two or more parties that work together, with their dated steps and reasons.
//!
//! # Invariants
//! - A partnership has at least two parties.
//! - `renewed` and `confirmed` are dated steps, not statuses.
//! - `sought`, `offered`, `explored`, `refused` and `ended` are never shown as live ([`PartnershipStatus::is_live`]).

use crate::{AuthorityId, Day, EvidenceId, OrganisationId, PartnershipId, ProgrammeId, Reason, Text};
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vmeta])* $variant,)* }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word used in files, answers and translation keys.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The value with this word, if there is one.
            pub fn named(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What sort of partnership.
    PartnershipKind {
        /// Twinning (jumelage).
        Twinning = "twinning",
        /// Cooperation agreement.
        CooperationAgreement = "cooperation_agreement",
        /// Memorandum of understanding.
        Memorandum = "memorandum",
        /// Friendship declaration.
        FriendshipDeclaration = "friendship_declaration",
        /// Letter of intent.
        LetterOfIntent = "letter_of_intent",
        /// Solidarity partnership, often without a signed text.
        SolidarityPartnership = "solidarity_partnership",
        /// A network of many authorities.
        Network = "network",
        /// Partnership for one project.
        ProjectPartnership = "project_partnership",
    }
}

words! {
    /// Where a partnership stands.
    PartnershipStatus {
        /// One side looks for a partner.
        Sought = "sought",
        /// One side offers itself.
        Offered = "offered",
        /// Both sides talk.
        Explored = "explored",
        /// Made public, not yet decided.
        Announced = "announced",
        /// Voted by a council.
        Voted = "voted",
        /// Signed.
        Signed = "signed",
        /// Work is under way.
        Active = "active",
        /// Nothing has been seen for long.
        Dormant = "dormant",
        /// Halted by a decision.
        Suspended = "suspended",
        /// One side said no.
        Refused = "refused",
        /// Over.
        Ended = "ended",
    }
}

impl PartnershipStatus {
    /// Whether it may be drawn and counted as a partnership of today.
    pub fn is_live(self) -> bool {
        matches!(
            self,
            Self::Announced | Self::Voted | Self::Signed | Self::Active | Self::Dormant | Self::Suspended
        )
    }
}

words! {
    /// A dated step in the life of a partnership.
    StepKind {
        /// First contact.
        FirstContact = "first_contact",
        /// Announced in public.
        Announced = "announced",
        /// Began, by agreement of both sides.
        Established = "established",
        /// Voted by a council.
        Voted = "voted",
        /// Signed.
        Signed = "signed",
        /// Transmitted to the State's representative.
        Transmitted = "transmitted",
        /// Confirmed by a party as alive.
        Confirmed = "confirmed",
        /// Renewed.
        Renewed = "renewed",
        /// Ended.
        Ended = "ended",
    }
}

impl PartnershipStatus {
    /// Where a partnership of this status stands once this happened; `None` where it stays.
    pub fn after(self, step: StepKind) -> Option<Self> {
        let reached = match step {
            StepKind::FirstContact => Self::Explored,
            StepKind::Announced => Self::Announced,
            StepKind::Voted => Self::Voted,
            StepKind::Signed => Self::Signed,
            StepKind::Established => Self::Active,
            // A sign of life wakes what slept.
            StepKind::Confirmed | StepKind::Renewed if matches!(self, Self::Dormant | Self::Suspended) => {
                return Some(Self::Active);
            }
            StepKind::Confirmed | StepKind::Renewed | StepKind::Transmitted => return None,
            StepKind::Ended => Self::Ended,
        };
        (self < reached).then_some(reached)
    }
}

words! {
    /// A text that belongs to a partnership.
    DocumentKind {
        /// The vote of a council.
        Deliberation = "deliberation",
        /// The text that the parties sign.
        Convention = "convention",
        /// What changes or prolongs it.
        Amendment = "amendment",
        /// A letter of intent, an invitation, a reply.
        Letter = "letter",
        /// Another text.
        Other = "other",
    }
}

words! {
    /// The part a party plays.
    PartyRole {
        /// Leads its side.
        Lead = "lead",
        /// The other side.
        Partner = "partner",
        /// A member beside a lead.
        Member = "member",
    }
}

/// A party: an authority, or an organisation where the source lists one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRef {
    /// A local authority.
    Authority(AuthorityId),
    /// Another body.
    Organisation(OrganisationId),
}

/// One party of a partnership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnershipParty {
    /// Who.
    pub party: PartyRef,
    /// In which part.
    pub role: PartyRole,
    /// As the source writes it.
    pub written: String,
}

/// A dated step with its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What happened.
    pub what: StepKind,
    /// When.
    pub on: Day,
    /// The proof.
    pub evidence: EvidenceId,
}

/// A text that belongs to a partnership, with its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnershipDocument {
    /// What sort of text.
    pub kind: DocumentKind,
    /// What it is called.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
    /// Its date.
    pub on: Option<Day>,
    /// The proof.
    pub evidence: EvidenceId,
}

/// Who works with whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partnership {
    /// Its key.
    pub id: PartnershipId,
    /// What sort.
    pub kind: PartnershipKind,
    /// Where it stands.
    pub status: PartnershipStatus,
    /// Two or more parties.
    pub parties: Vec<PartnershipParty>,
    /// Its life line, by date.
    pub steps: Vec<Step>,
    /// What was voted and signed, by date.
    #[serde(default)]
    pub documents: Vec<PartnershipDocument>,
    /// Its name, where it has one.
    pub title: Option<Text>,
    /// The programme that brought the parties together.
    pub programme: Option<ProgrammeId>,
    /// Why these parties, as the source says it.
    pub why: Option<Text>,
    /// Why the machine or a person believes it.
    pub reasons: Vec<Reason>,
    /// The bodies that coordinate it.
    pub coordinators: Vec<OrganisationId>,
    /// Every proof.
    pub evidence: Vec<EvidenceId>,
}

impl Partnership {
    /// The day that stands for it in lists: signed, else established, else the first step.
    pub fn main_day(&self) -> Option<Day> {
        [StepKind::Signed, StepKind::Established]
            .into_iter()
            .find_map(|kind| self.steps.iter().find(|step| step.what == kind))
            .or_else(|| self.steps.first())
            .map(|step| step.on)
    }

    /// The day on which a partnership that is over ended, where it is known.
    pub fn ended_on(&self) -> Option<Day> {
        if self.status != PartnershipStatus::Ended {
            return None;
        }
        let ends = self.steps.iter().filter(|step| step.what == StepKind::Ended);
        ends.map(|step| step.on).next_back()
    }

    /// Whether it was in force in this year, or in a part of it. One without a date was in force in no year that one can
    /// name.
    pub fn was_in_force(&self, year: i16) -> bool {
        let over = self.ended_on();
        (self.status.is_live() || over.is_some())
            && self.main_day().is_some_and(|day| day.year() <= year)
            && over.is_none_or(|day| year <= day.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_moves_a_partnership_forward_and_never_back() {
        use PartnershipStatus::{Active, Announced, Dormant, Ended, Signed, Voted};
        assert_eq!(Announced.after(StepKind::Signed), Some(Signed));
        assert_eq!(Active.after(StepKind::Voted), None, "it is further along");
        assert_eq!(Voted.after(StepKind::Transmitted), None);
        assert_eq!(Dormant.after(StepKind::Confirmed), Some(Active));
        assert_eq!(Signed.after(StepKind::Confirmed), None);
        assert_eq!(Active.after(StepKind::Ended), Some(Ended));
        assert_eq!(Ended.after(StepKind::Renewed), None);
    }
}
