//! The themes of a partnership: what its own words and those of what hangs on it tell.
//!
//! In: a partnership. Out: its themes, from the words that tell them or, where they were counted already, from the file.
//!
//! # Invariants
//! Only words that have a page of their own tell a theme, so that whoever reads one can see where it comes from: the reason
//! and the title of the partnership, the titles of its projects, campaigns and actions.

use super::reads::{Read, note};
use super::{Facet, Snapshot};
use vocabulary::{Id, Partnership, PartnershipId, Text, Theme};

impl Snapshot {
    /// The themes of a partnership, in the order of the list of all.
    pub(crate) fn themes(&self, id: PartnershipId) -> impl Iterator<Item = Theme> + '_ {
        note(Read::Entity(id.uuid()));
        let themes = Theme::ALL.iter().copied();
        themes.filter(move |theme| self.facets.has(id, &Facet::Theme(*theme)))
    }

    /// The same with the first word that tells each.
    pub(crate) fn themes_told(&self, found: &Partnership) -> Vec<(Theme, String)> {
        let mut told: Vec<(Theme, String)> = Vec::new();
        let mut hear = |text: &Text| {
            for (theme, word) in Theme::told(&text.original, text.language) {
                if !told.iter().any(|(known, _)| *known == theme) {
                    told.push((theme, word));
                }
            }
        };
        found.why.iter().chain(&found.title).for_each(&mut hear);
        let related = self.of_partnership(found.id);
        let tables = &self.tables;
        let projects = tables.projects.picked(&related.projects);
        projects.for_each(|project| hear(&project.title));
        let campaigns = tables.campaigns.picked(&related.campaigns);
        campaigns.for_each(|campaign| hear(&campaign.title));
        let actions = tables.actions.picked(&related.actions);
        actions.for_each(|action| hear(&action.title));
        told.sort_unstable();
        told
    }
}
