//! What every fact of the record can say of itself: its key, the bodies and partnerships it names, its proofs.
//!
//! # Invariants
//! Nothing is named twice by chance: lists may repeat a key only where the fact itself does.

use crate::{
    Action, ActionId, Alliance, AllianceId, Award, AwardId, Call, CallId, Campaign, CampaignId, EvidenceId,
    Grant, GrantId, Id, Organisation, OrganisationId, Partnership, PartnershipId, PartyRef, Programme,
    ProgrammeId, Project, ProjectId, Story, StoryId,
};

/// Something of the record that has a key.
pub trait Entity {
    /// The type of its key.
    type Key: Id;

    /// Its key.
    fn id(&self) -> Self::Key;

    /// The bodies it names: parties, members, coordinators.
    fn bodies(&self) -> Vec<PartyRef> {
        Vec::new()
    }

    /// The partnerships it belongs to or proves.
    fn of_partnerships(&self) -> Vec<PartnershipId> {
        Vec::new()
    }

    /// Its proofs, those of its parts among them.
    fn proofs(&self) -> Vec<EvidenceId> {
        Vec::new()
    }
}

impl Entity for Organisation {
    type Key = OrganisationId;

    fn id(&self) -> OrganisationId {
        self.id
    }
}

impl Entity for Partnership {
    type Key = PartnershipId;

    fn id(&self) -> PartnershipId {
        self.id
    }

    fn bodies(&self) -> Vec<PartyRef> {
        let parties = self.parties.iter().map(|party| party.party);
        let coordinators = self.coordinators.iter().copied().map(PartyRef::Organisation);
        parties.chain(coordinators).collect()
    }

    fn proofs(&self) -> Vec<EvidenceId> {
        let steps = self.steps.iter().map(|step| step.evidence);
        let documents = self.documents.iter().map(|document| document.evidence);
        (self.evidence.iter().copied())
            .chain(steps)
            .chain(documents)
            .collect()
    }
}

impl Entity for Programme {
    type Key = ProgrammeId;

    fn id(&self) -> ProgrammeId {
        self.id
    }

    fn proofs(&self) -> Vec<EvidenceId> {
        self.evidence.clone()
    }
}

impl Entity for Call {
    type Key = CallId;

    fn id(&self) -> CallId {
        self.id
    }

    fn proofs(&self) -> Vec<EvidenceId> {
        let sessions = self.sessions.iter().flat_map(|session| &session.evidence);
        sessions.copied().collect()
    }
}

impl Entity for Award {
    type Key = AwardId;

    fn id(&self) -> AwardId {
        self.id
    }

    fn bodies(&self) -> Vec<PartyRef> {
        self.parties.iter().map(|party| party.party).collect()
    }

    fn proofs(&self) -> Vec<EvidenceId> {
        self.evidence.clone()
    }
}

impl Entity for Project {
    type Key = ProjectId;

    fn id(&self) -> ProjectId {
        self.id
    }

    fn bodies(&self) -> Vec<PartyRef> {
        self.parties.iter().map(|party| party.party).collect()
    }

    fn of_partnerships(&self) -> Vec<PartnershipId> {
        self.partnership.into_iter().collect()
    }

    fn proofs(&self) -> Vec<EvidenceId> {
        self.evidence.clone()
    }
}

impl Entity for Alliance {
    type Key = AllianceId;

    fn id(&self) -> AllianceId {
        self.id
    }

    fn bodies(&self) -> Vec<PartyRef> {
        let members = self.members.iter();
        members
            .map(|member| PartyRef::Authority(member.authority))
            .collect()
    }

    fn of_partnerships(&self) -> Vec<PartnershipId> {
        self.partnership.into_iter().collect()
    }

    fn proofs(&self) -> Vec<EvidenceId> {
        let pools = self.pools.iter().map(|pool| pool.evidence);
        self.evidence.iter().copied().chain(pools).collect()
    }
}

impl Entity for Campaign {
    type Key = CampaignId;

    fn id(&self) -> CampaignId {
        self.id
    }

    fn of_partnerships(&self) -> Vec<PartnershipId> {
        self.partnership.into_iter().collect()
    }

    fn proofs(&self) -> Vec<EvidenceId> {
        self.evidence.clone()
    }
}

impl Entity for Action {
    type Key = ActionId;

    fn id(&self) -> ActionId {
        self.id
    }

    fn bodies(&self) -> Vec<PartyRef> {
        self.parties.iter().map(|party| party.party).collect()
    }

    fn of_partnerships(&self) -> Vec<PartnershipId> {
        self.partnership.into_iter().collect()
    }

    fn proofs(&self) -> Vec<EvidenceId> {
        self.evidence.clone()
    }
}

impl Entity for Grant {
    type Key = GrantId;

    fn id(&self) -> GrantId {
        self.id
    }

    fn bodies(&self) -> Vec<PartyRef> {
        self.givers.iter().chain(&self.recipients).copied().collect()
    }

    fn of_partnerships(&self) -> Vec<PartnershipId> {
        self.partnership.into_iter().collect()
    }

    fn proofs(&self) -> Vec<EvidenceId> {
        self.evidence.clone()
    }
}

impl Entity for Story {
    type Key = StoryId;

    fn id(&self) -> StoryId {
        self.id
    }

    fn of_partnerships(&self) -> Vec<PartnershipId> {
        self.partnerships.clone()
    }
}
