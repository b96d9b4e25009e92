//! The read model: the public record with the indexes that pages ask, immutable once made.
//!
//! In go the record, or what changed of it behind the position of an earlier snapshot; out comes a snapshot that shares
//! with the earlier one whatever did not change.
//!
//! # Invariants
//! - A snapshot made by following the log equals one made from the whole record at the same position.
//! - Every index names what stands in the tables; every proof and every body in them is named by some fact.
//! - The cost of following is that of what changed, whatever is stored.
//! - Whoever reads is noted ([`reads`]), so that answers are kept until something that they read changes.

mod changed;
mod facets;
mod held;
mod lay;
mod ordered;
pub(crate) mod reads;
mod related;
mod table;
#[cfg(test)]
mod tests;
mod themes;

pub(crate) use facets::{Facet, Part};
pub(crate) use held::{HeldClaim, HeldSource};
pub(crate) use related::Related;
pub(crate) use table::Table;

use crate::pieces::Pieces;
use changed::Changed;
use facets::Facets;
use held::Opened;
use imbl::{HashMap, HashSet, OrdMap, OrdSet};
use ordered::Orders;
use reads::{Read, note};
use register::{Merge, PublicChanges, PublicRecord, ReadSource};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use uuid::Uuid;
use vocabulary::{
    Action, ActionId, Alliance, AllianceId, Authority, AuthorityCode, AuthorityId, Award, AwardId, Call,
    CallId, Campaign, CampaignId, ClaimId, Country, Day, Evidence, EvidenceId, Grant, GrantId, Id, Level,
    Organisation, OrganisationId, Partnership, PartnershipId, PartyRef, Programme, ProgrammeId, Project,
    ProjectId, RevisionId, SourceId, Story, StoryId,
};

/// The entities of the record.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tables {
    pub(crate) authorities: Table<AuthorityId, (AuthorityId, Authority)>,
    pub(crate) organisations: Table<OrganisationId, Organisation>,
    pub(crate) partnerships: Table<PartnershipId, Partnership>,
    pub(crate) programmes: Table<ProgrammeId, Programme>,
    pub(crate) calls: Table<CallId, Call>,
    pub(crate) awards: Table<AwardId, Award>,
    pub(crate) projects: Table<ProjectId, Project>,
    pub(crate) alliances: Table<AllianceId, Alliance>,
    pub(crate) campaigns: Table<CampaignId, Campaign>,
    pub(crate) actions: Table<ActionId, Action>,
    pub(crate) grants: Table<GrantId, Grant>,
    pub(crate) stories: Table<StoryId, Story>,
    pub(crate) sources: Table<SourceId, HeldSource>,
    pub(crate) evidence: Table<EvidenceId, Evidence>,
    /// Facts that were merged into others, by the key of the one that went.
    pub(crate) merged: OrdMap<Uuid, Merge>,
}

/// The public record at one position, with its indexes.
#[derive(Debug, Clone)]
pub struct Snapshot {
    tables: Tables,
    position: u64,
    today: Day,
    codes: HashMap<AuthorityCode, AuthorityId>,
    orders: Orders,
    revisions: HashMap<RevisionId, SourceId>,
    claims: HashMap<ClaimId, (SourceId, usize)>,
    /// How many facts name a proof.
    uses: HashMap<EvidenceId, u32>,
    of_party: HashMap<PartyRef, Related>,
    of_partnership: HashMap<PartnershipId, Related>,
    /// The sources that name a body, with how often.
    naming: HashMap<AuthorityCode, OrdMap<SourceId, usize>>,
    /// The bodies that a story names, in the order of its text.
    named: HashMap<StoryId, Arc<[AuthorityCode]>>,
    telling: HashMap<AuthorityCode, OrdSet<StoryId>>,
    facets: Facets,
    gone: HashSet<Uuid>,
    changed: Changed,
    /// What came, went or reads otherwise since the snapshot before this one.
    stirred: Vec<Uuid>,
    /// Shared by all that follow one another.
    pieces: Arc<Pieces>,
    /// Shared likewise.
    opened: Arc<Opened>,
}

/// What depends on a code: which body has it, which sources and stories name it.
fn of_code(code: &AuthorityCode) -> Read {
    let mut hasher = DefaultHasher::new();
    code.hash(&mut hasher);
    Read::Code(hasher.finish())
}

impl Snapshot {
    /// The whole record as it stands on `today`, the day that ageing is counted to.
    pub fn new(record: PublicRecord, today: Day) -> Self {
        let position = record.position;
        let mut snapshot = Self {
            tables: Tables::default(),
            position,
            today,
            codes: HashMap::new(),
            orders: Orders::default(),
            revisions: HashMap::new(),
            claims: HashMap::new(),
            uses: HashMap::new(),
            of_party: HashMap::new(),
            of_partnership: HashMap::new(),
            naming: HashMap::new(),
            named: HashMap::new(),
            telling: HashMap::new(),
            facets: Facets::default(),
            gone: HashSet::new(),
            changed: Changed::default(),
            stirred: Vec::new(),
            pieces: Arc::default(),
            opened: Arc::default(),
        };
        snapshot.tables.merged = record.merged.iter().map(|merge| (merge.gone, *merge)).collect();
        snapshot.lay(PublicChanges {
            record,
            ..PublicChanges::default()
        });
        // Nothing was shown before, so there is nothing that changed.
        snapshot.changed = Changed::from(position);
        snapshot.stirred = Vec::new();
        snapshot
    }

    /// This snapshot with what changed behind its position.
    #[must_use]
    pub(crate) fn followed(&self, changes: PublicChanges, today: Day) -> Self {
        let mut next = self.clone();
        next.today = today;
        next.stirred.clear();
        next.lay(changes);
        next
    }

    /// Remembers what an earlier snapshot showed and this one does not, so that its pages say “gone”, not “missing”.
    #[must_use]
    pub(crate) fn after(mut self, earlier: &Self) -> Self {
        let shown = earlier.keys().chain(earlier.gone.iter().copied());
        self.gone = shown.filter(|key| !self.has_page(*key)).collect();
        self
    }

    /// Whether an answer made at `position` of what was read then is what would be answered now.
    pub(crate) fn spares(&self, reads: &[Read], position: u64) -> bool {
        self.position == position || self.changed.spares(reads, position)
    }

    /// What came, went or reads otherwise since the snapshot that this one followed; a key may come twice.
    pub(crate) fn stirred(&self) -> &[Uuid] {
        &self.stirred
    }

    /// Whether a page for this key stood here once.
    pub(crate) fn is_gone(&self, key: Uuid) -> bool {
        note(Read::Entity(key));
        self.gone.contains(&key)
    }

    /// The fact that this one was merged into.
    pub(crate) fn merged_into(&self, key: Uuid) -> Option<Uuid> {
        note(Read::Entity(key));
        self.tables.merged.get(&key).map(|merge| merge.into)
    }

    /// Whether a page for this key stands here.
    pub(crate) fn has_page(&self, key: Uuid) -> bool {
        let tables = &self.tables;
        note(Read::Entity(key));
        tables.partnerships.holds(Id::of(key))
            || tables.organisations.holds(Id::of(key))
            || tables.programmes.holds(Id::of(key))
            || tables.calls.holds(Id::of(key))
            || tables.alliances.holds(Id::of(key))
            || tables.campaigns.holds(Id::of(key))
            || tables.projects.holds(Id::of(key))
            || tables.grants.holds(Id::of(key))
            || tables.stories.holds(Id::of(key))
            || tables.sources.holds(Id::of(key))
    }

    /// The keys of everything that has a page.
    fn keys(&self) -> impl Iterator<Item = Uuid> + '_ {
        let tables = &self.tables;
        (tables.partnerships.iter().map(|item| item.id.uuid()))
            .chain(tables.organisations.iter().map(|item| item.id.uuid()))
            .chain(tables.programmes.iter().map(|item| item.id.uuid()))
            .chain(tables.calls.iter().map(|item| item.id.uuid()))
            .chain(tables.alliances.iter().map(|item| item.id.uuid()))
            .chain(tables.campaigns.iter().map(|item| item.id.uuid()))
            .chain(tables.projects.iter().map(|item| item.id.uuid()))
            .chain(tables.grants.iter().map(|item| item.id.uuid()))
            .chain(tables.stories.iter().map(|item| item.id.uuid()))
            .chain(tables.sources.iter().map(|item| item.source.id.uuid()))
    }

    /// The entities themselves.
    pub(crate) fn record(&self) -> &Tables {
        &self.tables
    }

    /// The position of the change log it stands for.
    pub fn position(&self) -> u64 {
        note(Read::Everything);
        self.position
    }

    /// The same for whoever keeps answers: what they ask is no part of one.
    pub(crate) fn unnoted_position(&self) -> u64 {
        self.position
    }

    /// The pieces of pages that are kept.
    pub(crate) fn pieces(&self) -> &Pieces {
        &self.pieces
    }

    /// The day it was made on.
    pub fn today(&self) -> Day {
        self.today
    }

    /// The authority with this code, primary or not, with its key.
    pub(crate) fn by_code(&self, code: &AuthorityCode) -> Option<&(AuthorityId, Authority)> {
        note(of_code(code));
        self.tables.authorities.get(*self.codes.get(code)?)
    }

    /// The authority with this key.
    pub(crate) fn authority(&self, id: AuthorityId) -> Option<&Authority> {
        self.tables.authorities.get(id).map(|(_, authority)| authority)
    }

    /// The source that a revision belongs to, while it is the source's newest one.
    pub(crate) fn source_of(&self, revision: RevisionId) -> Option<&HeldSource> {
        note(Read::Entity(revision.uuid()));
        self.source(*self.revisions.get(&revision)?)
    }

    /// The source that made a claim, and the place of the claim in it.
    pub(crate) fn claim(&self, id: ClaimId) -> Option<(&HeldSource, usize)> {
        note(Read::Entity(id.uuid()));
        let (source, at) = self.claims.get(&id)?;
        self.source(*source).map(|source| (source, *at))
    }

    /// A source with all that was read in it.
    pub(crate) fn opened(&self, held: &HeldSource) -> Arc<ReadSource> {
        self.opened.source(held)
    }

    /// The country of a party, where it is known.
    pub(crate) fn country_of(&self, party: PartyRef) -> Option<Country> {
        match party {
            PartyRef::Authority(id) => self.authority(id).map(|body| body.country),
            PartyRef::Organisation(id) => self.organisation(id).and_then(|body| body.country),
        }
    }

    /// The region, oblast or Land of a party that is an authority: the widest body that the official lists put it in, or
    /// itself where it is of the first level below the state.
    pub(crate) fn region_of(&self, party: PartyRef) -> Option<AuthorityCode> {
        let PartyRef::Authority(id) = party else {
            return None;
        };
        let body = self.authority(id)?;
        let is_region = body.kind.level() == Level::First;
        if is_region {
            Some(body.code())
        } else {
            body.parents.last()
        }
        .cloned()
    }

    /// What hangs on a party.
    pub(crate) fn of_party(&self, party: PartyRef) -> Related {
        note(Read::Entity(key_of(party)));
        let mut related = self.of_party.get(&party).cloned().unwrap_or_default();
        if let PartyRef::Authority(id) = party {
            for code in self.authority(id).into_iter().flat_map(|body| &body.codes) {
                note(of_code(code));
                let telling = self.telling.get(code).cloned().unwrap_or_default();
                related.stories = related.stories.union(telling);
            }
        }
        related
    }

    /// How many partnerships a party has.
    pub(crate) fn partnerships_of(&self, party: PartyRef) -> usize {
        note(Read::Entity(key_of(party)));
        let related = self.of_party.get(&party);
        related.map_or(0, |related| related.partnerships.len())
    }

    /// What hangs on a partnership.
    pub(crate) fn of_partnership(&self, id: PartnershipId) -> Related {
        note(Read::Entity(id.uuid()));
        self.of_partnership.get(&id).cloned().unwrap_or_default()
    }

    /// Whether the record knows money of a partnership: a budget, a pool, a campaign or a grant.
    pub(crate) fn has_money(&self, id: PartnershipId) -> bool {
        let related = self.of_partnership(id);
        let mut projects = self.tables.projects.picked(&related.projects);
        let mut alliances = self.tables.alliances.picked(&related.alliances);
        !related.campaigns.is_empty()
            || !related.grants.is_empty()
            || projects.any(|project| project.budget.is_some())
            || alliances.any(|alliance| !alliance.pools.is_empty())
    }

    /// The bodies of the record that a story names, in the order of its text.
    pub(crate) fn bodies_of(&self, story: StoryId) -> Vec<&Authority> {
        note(Read::Entity(story.uuid()));
        let codes = self.named.get(&story);
        let mut bodies: Vec<&(AuthorityId, Authority)> = Vec::new();
        for body in codes
            .iter()
            .flat_map(|codes| codes.iter())
            .filter_map(|code| self.by_code(code))
        {
            if !bodies.iter().any(|(id, _)| *id == body.0) {
                bodies.push(body);
            }
        }
        bodies.into_iter().map(|(_, body)| body).collect()
    }

    /// The sources that name a body, with how often.
    pub(crate) fn sources_naming(&self, code: &AuthorityCode) -> Vec<(&HeldSource, usize)> {
        note(of_code(code));
        let naming = self.naming.get(code).into_iter().flatten();
        naming
            .filter_map(|(id, times)| Some((self.source(*id)?, *times)))
            .collect()
    }

    /// The partnerships by the values that they are filtered by.
    pub(crate) fn facets(&self) -> &Facets {
        note(Read::List(PartnershipId::KIND));
        &self.facets
    }
}

/// The key of a body of either sort.
fn key_of(party: PartyRef) -> Uuid {
    match party {
        PartyRef::Authority(id) => id.uuid(),
        PartyRef::Organisation(id) => id.uuid(),
    }
}

macro_rules! found_by_id {
    ($($name:ident, $table:ident, $id:ty, $item:ty, $what:literal;)*) => {
        impl Snapshot {$(
            #[doc = $what]
            pub(crate) fn $name(&self, id: $id) -> Option<&$item> {
                self.tables.$table.get(id)
            }
        )*}
    };
}

found_by_id! {
    organisation, organisations, OrganisationId, Organisation, "The organisation with this key.";
    partnership, partnerships, PartnershipId, Partnership, "The partnership with this key.";
    programme, programmes, ProgrammeId, Programme, "The programme with this key.";
    call, calls, CallId, Call, "The call with this key.";
    award, awards, AwardId, Award, "The award with this key.";
    project, projects, ProjectId, Project, "The project with this key.";
    alliance, alliances, AllianceId, Alliance, "The alliance with this key.";
    campaign, campaigns, CampaignId, Campaign, "The campaign with this key.";
    action, actions, ActionId, Action, "The action with this key.";
    grant, grants, GrantId, Grant, "The grant with this key.";
    story, stories, StoryId, Story, "The story with this key.";
    source, sources, SourceId, HeldSource, "The source with this key.";
    proof, evidence, EvidenceId, Evidence, "The evidence with this key.";
}
