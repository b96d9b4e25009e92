//! What is done: projects, campaigns that pay for them, actions, and stories that show them.
//!
//! # Invariants
//! - A project's budget is what the source states; approximate amounts say so.
//! - Goods and stays are counted in their own units, never as money.

use crate::partnership::words;
use crate::{
    ActionId, AllianceId, AwardId, CampaignId, Day, EvidenceId, Language, Money, PartnershipId, PartyRef,
    PartyRole, ProjectId, SourceId, StoryId, Text,
};
use serde::{Deserialize, Serialize};

words! {
    /// Where a project stands.
    ProjectStatus {
        /// Planned.
        Planned = "planned",
        /// Under way.
        Active = "active",
        /// Finished.
        Completed = "completed",
        /// Given up.
        Cancelled = "cancelled",
    }
}

words! {
    /// What sort of action.
    ActionKind {
        /// Goods sent.
        Delivery = "delivery",
        /// A stay of people.
        Stay = "stay",
        /// A meeting or summit.
        Event = "event",
        /// Another support.
        Support = "support",
    }
}

words! {
    /// The part a body plays in an action.
    ActionRole {
        /// Gives or organises.
        Giver = "giver",
        /// Receives.
        Beneficiary = "beneficiary",
        /// Where it takes place.
        Host = "host",
        /// Backs it.
        Supporter = "supporter",
        /// Takes part.
        Participant = "participant",
    }
}

/// A sustainable development goal, 1 to 17 (United Nations, 2015).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Sdg(u8);

impl Sdg {
    /// The goal with this number; `None` outside 1 to 17.
    pub fn new(goal: u8) -> Option<Self> {
        (1..=17).contains(&goal).then_some(Self(goal))
    }

    /// Its number.
    pub fn goal(self) -> u8 {
        self.0
    }
}

/// A party of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectParty {
    /// Who.
    pub party: PartyRef,
    /// In which part.
    pub role: PartyRole,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Its key.
    pub id: ProjectId,
    /// Its title.
    pub title: Text,
    /// Where it stands.
    pub status: ProjectStatus,
    /// Who carries it.
    pub parties: Vec<ProjectParty>,
    /// Its stated budget.
    pub budget: Option<Money>,
    /// The source says “about”.
    pub budget_approximate: bool,
    /// The partnership it belongs to.
    pub partnership: Option<PartnershipId>,
    /// The award that funds it.
    pub award: Option<AwardId>,
    /// Proofs.
    pub evidence: Vec<EvidenceId>,
}

/// A campaign that raises money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    /// Its key.
    pub id: CampaignId,
    /// What it is for.
    pub title: Text,
    /// What it wants to raise.
    pub target: Money,
    /// By when.
    pub deadline: Option<Day>,
    /// Whose campaign.
    pub alliance: Option<AllianceId>,
    /// The partnership it serves.
    pub partnership: Option<PartnershipId>,
    /// Proofs.
    pub evidence: Vec<EvidenceId>,
}

/// A body in an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionParty {
    /// Who.
    pub party: PartyRef,
    /// In which part.
    pub role: ActionRole,
}

/// Something that was done: a delivery, a stay, an event, a support.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Its key.
    pub id: ActionId,
    /// What sort.
    pub kind: ActionKind,
    /// What it was.
    pub title: Text,
    /// How many of `unit`.
    pub quantity: Option<u64>,
    /// Unit of the quantity as written: generators, days.
    pub unit: Option<String>,
    /// When.
    pub on: Option<Day>,
    /// Who took part.
    pub parties: Vec<ActionParty>,
    /// The partnership it belongs to.
    pub partnership: Option<PartnershipId>,
    /// Proofs.
    pub evidence: Vec<EvidenceId>,
}

/// A text that shows what was done, made from a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Its key.
    pub id: StoryId,
    /// The source it comes from.
    pub source: SourceId,
    /// Its title.
    pub title: Text,
    /// The summary, possibly in another language than the story.
    pub summary: Option<Text>,
    /// Language of the body.
    pub language: Option<Language>,
    /// Its first and last scalar in the source's text.
    pub span: (usize, usize),
    /// When it was published.
    pub published: Option<Day>,
    /// Its public address.
    pub address: Option<String>,
    /// Its text with the simplest formatting, as HTML that was cleaned before it was kept; where the rights allow the text.
    #[serde(skip)]
    pub body: Option<String>,
    /// Its picture; where the rights allow it.
    #[serde(default)]
    pub picture: Option<StoryPicture>,
    /// The partnerships it proves.
    pub partnerships: Vec<PartnershipId>,
}

/// The picture of a story, as it was drawn anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryPicture {
    /// SHA-256 of its bytes, in small hexadecimal digits.
    pub sha256: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What it shows, in words.
    pub alt: Option<String>,
    /// Where it was fetched from.
    pub address: String,
}
