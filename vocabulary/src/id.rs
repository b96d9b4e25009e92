//! Opaque, permanent identifiers: one type per kind of entity, each a UUID of version 7.
//!
//! # Invariants
//! An id never changes and is never given out again; what people exchange are codes ([`crate::AuthorityCode`]).

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// What every identifier can do: name its kind of entity and give its UUID.
pub trait Id: Copy + Ord + fmt::Display {
    /// The word that stands in the permanent address `/id/<kind>/<uuid>`.
    const KIND: &'static str;

    /// Wraps a UUID read back from where ids are stored.
    fn of(uuid: Uuid) -> Self;

    /// The UUID inside.
    fn uuid(self) -> Uuid;

    /// The permanent address of the entity, relative to the site.
    fn address(self) -> String {
        format!("/id/{}/{}", Self::KIND, self.uuid())
    }
}

macro_rules! ids {
    ($($name:ident, $kind:literal, $what:literal;)*) => {$(
        #[doc = $what]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl Id for $name {
            const KIND: &'static str = $kind;
            fn of(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
    )*};
}

ids! {
    AccountId, "account", "Key of a person's account; all that the change log says of the person.";
    AuthorityId, "authority", "Key of an authority in the record; codes may change, this does not.";
    OrganisationId, "organisation", "Key of a body that is not a local authority: association, ministry, network.";
    PartnershipId, "partnership", "Key of a partnership.";
    ProgrammeId, "programme", "Key of a programme.";
    CallId, "call", "Key of a call for projects.";
    AwardId, "award", "Key of an award: one laureate of one session of a call.";
    ProjectId, "project", "Key of a project.";
    AllianceId, "alliance", "Key of an alliance: authorities that pool money for a partner.";
    CampaignId, "campaign", "Key of a fund-raising campaign.";
    ActionId, "action", "Key of an action: a delivery, a stay, an event, a support.";
    GrantId, "grant", "Key of a grant: money or goods that a body promised to another.";
    StoryId, "story", "Key of a story.";
    SourceId, "source", "Key of a source: an address or file that was read.";
    RevisionId, "revision", "Key of one state of a source, immutable bytes known by their SHA-256.";
    ProposalId, "proposal", "Key of a proposal: what one party says of a partnership and the other has yet to agree to.";
    ClaimId, "claim", "Key of a claim: what the machine read and a person may accept.";
    EvidenceId, "evidence", "Key of a piece of evidence.";
    JobId, "job", "Key of a job: a piece of work in the background.";
}
