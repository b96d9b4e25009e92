//! What hangs on what: the facts and stories of each body and of each partnership.
//!
//! # Invariants
//! A list names what stands in the tables and nothing else.

use super::Tables;
use super::lay::Hang;
use super::ordered::Orders;
use super::table::Table;
use imbl::OrdSet;
use vocabulary::{
    Action, ActionId, Alliance, AllianceId, Award, AwardId, Call, Campaign, CampaignId, Entity, Grant,
    GrantId, Organisation, Partnership, PartnershipId, Programme, Project, ProjectId, Story, StoryId,
};

/// What hangs on one body, or on one partnership.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Related {
    pub(crate) partnerships: OrdSet<PartnershipId>,
    pub(crate) projects: OrdSet<ProjectId>,
    pub(crate) awards: OrdSet<AwardId>,
    pub(crate) actions: OrdSet<ActionId>,
    pub(crate) grants: OrdSet<GrantId>,
    pub(crate) alliances: OrdSet<AllianceId>,
    pub(crate) campaigns: OrdSet<CampaignId>,
    pub(crate) stories: OrdSet<StoryId>,
}

impl Related {
    /// Whether some fact hangs here; a story is no fact.
    pub(super) fn has_facts(&self) -> bool {
        !(self.partnerships.is_empty()
            && self.projects.is_empty()
            && self.awards.is_empty()
            && self.actions.is_empty()
            && self.grants.is_empty()
            && self.alliances.is_empty()
            && self.campaigns.is_empty())
    }

    /// Whether anything hangs here.
    #[cfg(test)]
    pub(super) fn hangs(&self) -> bool {
        *self != Self::default()
    }
}

/// A kind of entity that the snapshot keeps in a table.
pub(super) trait Kept: Entity + Sized {
    /// Its table.
    fn table(tables: &mut Tables) -> &mut Table<Self::Key, Self>;

    /// Its list among what hangs on something; `None` for kinds that name nothing.
    fn listed(related: &mut Related) -> Option<&mut OrdSet<Self::Key>>;

    /// Puts it in its place in the orders that its kind has, or takes it out.
    fn order(&self, orders: &mut Orders, hang: Hang);
}

macro_rules! kept {
    ($($kind:ident, $table:ident, $listed:expr $(, $order:ident)?;)*) => {$(
        impl Kept for $kind {
            fn table(tables: &mut Tables) -> &mut Table<Self::Key, Self> {
                &mut tables.$table
            }

            fn listed(related: &mut Related) -> Option<&mut OrdSet<Self::Key>> {
                let listed: fn(&mut Related) -> Option<&mut OrdSet<Self::Key>> = $listed;
                listed(related)
            }

            fn order(&self, _orders: &mut Orders, _hang: Hang) {
                $(_orders.$order(self, _hang);)?
            }
        }
    )*};
}

kept! {
    Organisation, organisations, |_| None;
    Partnership, partnerships, |related| Some(&mut related.partnerships), partnership;
    Programme, programmes, |_| None;
    Call, calls, |_| None;
    Award, awards, |related| Some(&mut related.awards);
    Project, projects, |related| Some(&mut related.projects), project;
    Alliance, alliances, |related| Some(&mut related.alliances);
    Campaign, campaigns, |related| Some(&mut related.campaigns);
    Action, actions, |related| Some(&mut related.actions);
    Grant, grants, |related| Some(&mut related.grants), grant;
    Story, stories, |related| Some(&mut related.stories), story;
}
