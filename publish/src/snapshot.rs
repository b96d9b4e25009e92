//! The read model: the public record with the indexes that pages ask, immutable once made.
//!
//! # Invariants
//! - Every index points into the record it was made from.
//! - Lists keep the order of the record; pages sort for their language.

use register::{PublicRecord, ReadSource};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use uuid::Uuid;
use vocabulary::{
    Action, ActionId, Alliance, AllianceId, Authority, AuthorityCode, AuthorityId, Award, AwardId, Call,
    CallId, Campaign, CampaignId, ClaimId, Day, Evidence, EvidenceId, Id, Organisation, OrganisationId,
    Partnership, PartnershipId, PartyRef, Programme, ProgrammeId, Project, ProjectId, RevisionId, SourceId,
    Story, StoryId,
};

/// What hangs on one party, or on one partnership: places in the record's lists.
#[derive(Debug, Default, Clone)]
pub(crate) struct Related {
    pub(crate) partnerships: BTreeSet<usize>,
    pub(crate) projects: BTreeSet<usize>,
    pub(crate) awards: BTreeSet<usize>,
    pub(crate) actions: BTreeSet<usize>,
    pub(crate) alliances: BTreeSet<usize>,
    pub(crate) campaigns: BTreeSet<usize>,
    pub(crate) stories: BTreeSet<usize>,
}

/// The public record at one position, with its indexes.
#[derive(Debug)]
pub struct Snapshot {
    record: PublicRecord,
    today: Day,
    authorities: HashMap<AuthorityId, usize>,
    codes: HashMap<AuthorityCode, usize>,
    organisations: HashMap<OrganisationId, usize>,
    partnerships: HashMap<PartnershipId, usize>,
    programmes: HashMap<ProgrammeId, usize>,
    calls: HashMap<CallId, usize>,
    awards: HashMap<AwardId, usize>,
    projects: HashMap<ProjectId, usize>,
    alliances: HashMap<AllianceId, usize>,
    campaigns: HashMap<CampaignId, usize>,
    actions: HashMap<ActionId, usize>,
    stories: HashMap<StoryId, usize>,
    sources: HashMap<SourceId, usize>,
    revisions: HashMap<RevisionId, usize>,
    claims: HashMap<ClaimId, (usize, usize)>,
    evidence: HashMap<EvidenceId, usize>,
    of_party: HashMap<PartyRef, Related>,
    of_partnership: HashMap<PartnershipId, Related>,
    naming: HashMap<AuthorityCode, Vec<(usize, usize)>>,
    gone: HashSet<Uuid>,
}

fn index<T, K: Eq + Hash>(list: &[T], key: impl Fn(&T) -> K) -> HashMap<K, usize> {
    list.iter()
        .enumerate()
        .map(|(at, item)| (key(item), at))
        .collect()
}

impl Snapshot {
    /// Indexes a record as it stands on `today`, the day that ageing is counted to.
    pub fn new(record: PublicRecord, today: Day) -> Self {
        let codes = record
            .authorities
            .iter()
            .enumerate()
            .flat_map(|(at, (_, authority))| authority.codes.iter().map(move |code| (code.clone(), at)))
            .collect();
        let claims = record
            .sources
            .iter()
            .enumerate()
            .flat_map(|(source, read)| {
                read.claims
                    .iter()
                    .enumerate()
                    .map(move |(at, claim)| (claim.id, (source, at)))
            })
            .collect();
        let mut snapshot = Self {
            today,
            authorities: index(&record.authorities, |(id, _)| *id),
            codes,
            organisations: index(&record.organisations, |item| item.id),
            partnerships: index(&record.partnerships, |item| item.id),
            programmes: index(&record.programmes, |item| item.id),
            calls: index(&record.calls, |item| item.id),
            awards: index(&record.awards, |item| item.id),
            projects: index(&record.projects, |item| item.id),
            alliances: index(&record.alliances, |item| item.id),
            campaigns: index(&record.campaigns, |item| item.id),
            actions: index(&record.actions, |item| item.id),
            stories: index(&record.stories, |item| item.id),
            sources: index(&record.sources, |item| item.source.id),
            revisions: index(&record.sources, |item| item.revision.id),
            claims,
            evidence: index(&record.evidence, |item| item.id),
            of_party: HashMap::new(),
            of_partnership: HashMap::new(),
            naming: naming(&record),
            gone: HashSet::new(),
            record,
        };
        snapshot.relate_parties();
        snapshot.relate_partnerships();
        snapshot
    }

    fn relate_parties(&mut self) {
        let record = &self.record;
        let mut of: HashMap<PartyRef, Related> = HashMap::new();
        for (at, item) in record.partnerships.iter().enumerate() {
            for party in &item.parties {
                of.entry(party.party).or_default().partnerships.insert(at);
            }
            for id in &item.coordinators {
                of.entry(PartyRef::Organisation(*id))
                    .or_default()
                    .partnerships
                    .insert(at);
            }
        }
        for (at, item) in record.projects.iter().enumerate() {
            for party in &item.parties {
                of.entry(party.party).or_default().projects.insert(at);
            }
        }
        for (at, item) in record.awards.iter().enumerate() {
            for party in &item.parties {
                of.entry(party.party).or_default().awards.insert(at);
            }
        }
        for (at, item) in record.actions.iter().enumerate() {
            for party in &item.parties {
                of.entry(party.party).or_default().actions.insert(at);
            }
        }
        for (at, item) in record.alliances.iter().enumerate() {
            for member in &item.members {
                of.entry(PartyRef::Authority(member.authority))
                    .or_default()
                    .alliances
                    .insert(at);
            }
        }
        for (at, item) in record.stories.iter().enumerate() {
            for authority in &item.authorities {
                of.entry(PartyRef::Authority(*authority))
                    .or_default()
                    .stories
                    .insert(at);
            }
        }
        self.of_party = of;
    }

    fn relate_partnerships(&mut self) {
        let record = &self.record;
        let mut of: HashMap<PartnershipId, Related> = HashMap::new();
        let mut note = |id: Option<PartnershipId>, add: &dyn Fn(&mut Related)| {
            if let Some(id) = id {
                add(of.entry(id).or_default());
            }
        };
        for (at, item) in record.projects.iter().enumerate() {
            note(item.partnership, &|related| {
                related.projects.insert(at);
            });
        }
        for (at, item) in record.actions.iter().enumerate() {
            note(item.partnership, &|related| {
                related.actions.insert(at);
            });
        }
        for (at, item) in record.alliances.iter().enumerate() {
            note(item.partnership, &|related| {
                related.alliances.insert(at);
            });
        }
        for (at, item) in record.campaigns.iter().enumerate() {
            note(item.partnership, &|related| {
                related.campaigns.insert(at);
            });
        }
        for (at, item) in record.stories.iter().enumerate() {
            for id in &item.partnerships {
                note(Some(*id), &|related| {
                    related.stories.insert(at);
                });
            }
        }
        self.of_partnership = of;
    }

    /// Remembers what an earlier snapshot showed and this one does not, so that its pages say “gone”, not “missing”.
    #[must_use]
    pub(crate) fn after(mut self, earlier: &Self) -> Self {
        let present: HashSet<Uuid> = self.keys().collect();
        let gone = earlier.keys().chain(earlier.gone.iter().copied());
        self.gone = gone.filter(|key| !present.contains(key)).collect();
        self
    }

    /// Whether a page for this key stood here once.
    pub(crate) fn is_gone(&self, key: Uuid) -> bool {
        self.gone.contains(&key)
    }

    /// The fact that this one was merged into.
    pub(crate) fn merged_into(&self, key: Uuid) -> Option<Uuid> {
        let merged = &self.record.merged;
        merged
            .iter()
            .find(|merge| merge.gone == key)
            .map(|merge| merge.into)
    }

    /// Whether a page for this key stands here.
    pub(crate) fn has_page(&self, key: Uuid) -> bool {
        self.keys().any(|known| known == key)
    }

    /// The keys of everything that has a page.
    fn keys(&self) -> impl Iterator<Item = Uuid> + '_ {
        let record = &self.record;
        (record.partnerships.iter().map(|item| item.id.uuid()))
            .chain(record.organisations.iter().map(|item| item.id.uuid()))
            .chain(record.programmes.iter().map(|item| item.id.uuid()))
            .chain(record.calls.iter().map(|item| item.id.uuid()))
            .chain(record.alliances.iter().map(|item| item.id.uuid()))
            .chain(record.campaigns.iter().map(|item| item.id.uuid()))
            .chain(record.projects.iter().map(|item| item.id.uuid()))
            .chain(record.stories.iter().map(|item| item.id.uuid()))
            .chain(record.sources.iter().map(|item| item.source.id.uuid()))
    }

    /// The record itself.
    pub fn record(&self) -> &PublicRecord {
        &self.record
    }

    /// The position of the change log it stands for.
    pub fn position(&self) -> u64 {
        self.record.position
    }

    /// The day it was made on.
    pub fn today(&self) -> Day {
        self.today
    }

    /// The authority with this code, primary or not, with its key.
    pub(crate) fn by_code(&self, code: &AuthorityCode) -> Option<&(AuthorityId, Authority)> {
        self.codes
            .get(code)
            .and_then(|at| self.record.authorities.get(*at))
    }

    /// The authority with this key.
    pub(crate) fn authority(&self, id: AuthorityId) -> Option<&Authority> {
        let at = self.authorities.get(&id)?;
        self.record.authorities.get(*at).map(|(_, authority)| authority)
    }

    /// The source that a revision belongs to.
    pub(crate) fn source_of(&self, revision: RevisionId) -> Option<&ReadSource> {
        self.revisions
            .get(&revision)
            .and_then(|at| self.record.sources.get(*at))
    }

    /// The source that made a claim, and the place of the claim in it.
    pub(crate) fn claim(&self, id: ClaimId) -> Option<(&ReadSource, usize)> {
        let (source, at) = self.claims.get(&id)?;
        self.record.sources.get(*source).map(|source| (source, *at))
    }

    /// What hangs on a party.
    pub(crate) fn of_party(&self, party: PartyRef) -> Related {
        self.of_party.get(&party).cloned().unwrap_or_default()
    }

    /// What hangs on a partnership.
    pub(crate) fn of_partnership(&self, id: PartnershipId) -> Related {
        self.of_partnership.get(&id).cloned().unwrap_or_default()
    }

    /// The sources that name a body, with how often.
    pub(crate) fn sources_naming(&self, code: &AuthorityCode) -> Vec<(&ReadSource, usize)> {
        self.naming
            .get(code)
            .into_iter()
            .flatten()
            .filter_map(|(at, count)| self.record.sources.get(*at).map(|source| (source, *count)))
            .collect()
    }
}

fn naming(record: &PublicRecord) -> HashMap<AuthorityCode, Vec<(usize, usize)>> {
    let mut naming: HashMap<AuthorityCode, Vec<(usize, usize)>> = HashMap::new();
    for (at, read) in record.sources.iter().enumerate() {
        let mut counts: HashMap<&AuthorityCode, usize> = HashMap::new();
        for mention in &read.mentions {
            for code in mention.code.iter().chain(&mention.also) {
                *counts.entry(code).or_default() += 1;
            }
        }
        for (code, count) in counts {
            naming.entry(code.clone()).or_default().push((at, count));
        }
    }
    naming
}

macro_rules! found_by_id {
    ($($name:ident, $index:ident, $id:ty, $item:ty, $what:literal;)*) => {
        impl Snapshot {$(
            #[doc = $what]
            pub(crate) fn $name(&self, id: $id) -> Option<&$item> {
                self.$index.get(&id).and_then(|at| self.record.$index.get(*at))
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
    story, stories, StoryId, Story, "The story with this key.";
    source, sources, SourceId, ReadSource, "The source with this key.";
    proof, evidence, EvidenceId, Evidence, "The evidence with this key.";
}
