//! What of each entity can be found: the entity in, its searchable texts out.
//!
//! # Invariants
//! - Only what the public sees of an entity is searchable: drafts and texts of quoted sources are not.
//! - A hit explains itself from the same texts that it was found by.

use crate::snapshot::Snapshot;
use crate::view::View;
use crate::words::Lang;
use std::borrow::Cow;
use uuid::Uuid;
use vocabulary::{
    Authority, AuthorityId, Country, Id, Language, Partnership, PartnershipId, PartyRef, Story, Text,
    VersionState,
};

/// What sort of entity a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sort {
    Authority,
    Organisation,
    Partnership,
    Project,
    Call,
    Programme,
    Alliance,
    Campaign,
    Story,
    Source,
}

impl Sort {
    /// Every sort, in the order that the page names them.
    pub(crate) const ALL: [Self; 10] = [
        Self::Authority,
        Self::Organisation,
        Self::Partnership,
        Self::Project,
        Self::Call,
        Self::Programme,
        Self::Alliance,
        Self::Campaign,
        Self::Story,
        Self::Source,
    ];

    /// Its word in addresses.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Organisation => "organisation",
            Self::Partnership => "partnership",
            Self::Project => "project",
            Self::Call => "call",
            Self::Programme => "programme",
            Self::Alliance => "alliance",
            Self::Campaign => "campaign",
            Self::Story => "story",
            Self::Source => "source",
        }
    }

    /// The sort with this word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }

    /// Its number in the index.
    pub(super) fn number(self) -> u64 {
        (0..)
            .zip(Self::ALL)
            .find(|(_, sort)| *sort == self)
            .map_or(0, |(number, _)| number)
    }

    /// The sort with this number.
    pub(super) fn numbered(number: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }

    /// Whether it is somebody, not something that is done.
    pub(crate) const fn is_body(self) -> bool {
        matches!(self, Self::Authority | Self::Organisation)
    }
}

/// What a text is to its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A name of a body.
    Name,
    /// An official code of a body.
    Code,
    /// The title.
    Title,
    /// A name of a party.
    Party,
    /// The reason why the parties chose each other.
    Why,
    /// What sort of partnership it is.
    Kind,
    /// The programme.
    Programme,
    /// What was done, voted or signed.
    Done,
    /// The summary or the text itself.
    Body,
}

impl Role {
    /// Every role.
    #[cfg(test)]
    pub(crate) const ALL: &[Self] = &[
        Self::Name,
        Self::Code,
        Self::Title,
        Self::Party,
        Self::Why,
        Self::Kind,
        Self::Programme,
        Self::Done,
        Self::Body,
    ];

    /// Its word in the translations.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Code => "code",
            Self::Title => "title",
            Self::Party => "party",
            Self::Why => "reason",
            Self::Kind => "kind",
            Self::Programme => "programme",
            Self::Done => "done",
            Self::Body => "text",
        }
    }
}

/// One searchable text.
#[derive(Debug, Clone)]
pub(crate) struct Part<'s> {
    pub(crate) role: Role,
    pub(crate) text: Cow<'s, str>,
    pub(crate) language: Option<Language>,
}

/// What of one entity can be found.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'s> {
    pub(crate) sort: Sort,
    pub(crate) key: Uuid,
    /// Where there are several, the earlier explains the hit.
    pub(crate) parts: Vec<Part<'s>>,
    /// The countries of its bodies.
    pub(crate) countries: Vec<Country>,
}

impl<'s> Entry<'s> {
    /// What of an authority can be found.
    pub(super) fn of_authority(id: AuthorityId, body: &'s Authority) -> Self {
        let entry = Self::new(Sort::Authority, id).names(Role::Name, body);
        body.codes
            .iter()
            .fold(entry, |entry, code| entry.say(Role::Code, code.official(), None))
    }

    fn new(sort: Sort, key: impl Id) -> Self {
        Self {
            sort,
            key: key.uuid(),
            parts: Vec::new(),
            countries: Vec::new(),
        }
    }

    fn say(mut self, role: Role, text: impl Into<Cow<'s, str>>, language: Option<Language>) -> Self {
        let text = text.into();
        if !text.trim().is_empty() {
            self.parts.push(Part { role, text, language });
        }
        self
    }

    fn text(mut self, role: Role, text: &'s Text) -> Self {
        self = self.say(role, text.original.as_str(), Some(text.language));
        for version in &text.versions {
            if version.state == VersionState::Published {
                self = self.say(role, version.words.as_str(), Some(version.language));
            }
        }
        self
    }

    /// Bodies, with every name that the record and the gazetteer know of them.
    fn parties(mut self, snapshot: &'s Snapshot, parties: impl IntoIterator<Item = PartyRef>) -> Self {
        for party in parties {
            match party {
                PartyRef::Authority(id) => {
                    if let Some(body) = snapshot.authority(id) {
                        self = self.names(Role::Party, body);
                    }
                }
                PartyRef::Organisation(id) => {
                    if let Some(body) = snapshot.organisation(id) {
                        self = self.say(Role::Party, body.name.as_str(), None);
                        self.countries.extend(body.country);
                    }
                }
            }
        }
        self.countries.sort_unstable();
        self.countries.dedup();
        self
    }

    fn names(mut self, role: Role, body: &'s Authority) -> Self {
        for name in &body.names {
            self = self.say(role, name.text.as_str(), name.language);
        }
        self.countries.push(body.country);
        self
    }
}

/// What of the entity with this key can be found; `None` for what is no page of its own.
pub(crate) fn entry(snapshot: &Snapshot, key: Uuid) -> Option<Entry<'_>> {
    body(snapshot, key)
        .or_else(|| deed(snapshot, key))
        .or_else(|| frame(snapshot, key))
        .or_else(|| telling(snapshot, key))
}

/// The entity with this key, whose sort is known.
pub(crate) fn entry_of(snapshot: &Snapshot, sort: Sort, key: Uuid) -> Option<Entry<'_>> {
    match sort {
        Sort::Authority | Sort::Organisation => body(snapshot, key),
        Sort::Partnership | Sort::Project => deed(snapshot, key),
        Sort::Call | Sort::Programme | Sort::Alliance | Sort::Campaign => frame(snapshot, key),
        Sort::Story | Sort::Source => telling(snapshot, key),
    }
}

fn body(snapshot: &Snapshot, key: Uuid) -> Option<Entry<'_>> {
    if let Some(body) = snapshot.authority(Id::of(key)) {
        return Some(Entry::of_authority(AuthorityId::of(key), body));
    }
    let body = snapshot.organisation(Id::of(key))?;
    let mut entry = Entry::new(Sort::Organisation, body.id).say(Role::Name, body.name.as_str(), None);
    entry.countries.extend(body.country);
    Some(entry)
}

fn deed(snapshot: &Snapshot, key: Uuid) -> Option<Entry<'_>> {
    if let Some(found) = snapshot.partnership(Id::of(key)) {
        return Some(partnership(snapshot, found));
    }
    let found = snapshot.project(Id::of(key))?;
    let parties = found.parties.iter().map(|party| party.party);
    let entry = Entry::new(Sort::Project, found.id)
        .text(Role::Title, &found.title)
        .parties(snapshot, parties);
    Some(entry)
}

fn partnership<'s>(snapshot: &'s Snapshot, found: &'s Partnership) -> Entry<'s> {
    let mut entry = Entry::new(Sort::Partnership, found.id);
    if let Some(title) = &found.title {
        entry = entry.text(Role::Title, title);
    }
    let parties = found.parties.iter().map(|party| party.party);
    entry = entry.parties(snapshot, parties);
    if let Some(why) = &found.why {
        entry = entry.text(Role::Why, why);
    }
    let programme = found.programme.and_then(|id| snapshot.programme(id));
    if let Some(programme) = programme {
        entry = entry.say(Role::Programme, programme.name.as_str(), None);
    }
    for lang in Lang::ALL {
        let kind = lang.word("partnership-kind", found.kind.as_str());
        entry = entry.say(Role::Kind, kind, Some(lang.language()));
    }
    for document in &found.documents {
        entry = entry.say(Role::Done, document.title.as_str(), None);
    }
    done(snapshot, found.id, entry)
}

/// A partnership with what was done in it, which has no page of its own.
fn done<'s>(snapshot: &'s Snapshot, id: PartnershipId, mut entry: Entry<'s>) -> Entry<'s> {
    for action in snapshot.of_partnership(id).actions {
        if let Some(action) = snapshot.action(action) {
            entry = entry.text(Role::Done, &action.title);
        }
    }
    entry
}

fn frame(snapshot: &Snapshot, key: Uuid) -> Option<Entry<'_>> {
    if let Some(found) = snapshot.call(Id::of(key)) {
        return Some(Entry::new(Sort::Call, found.id).say(Role::Title, found.name.as_str(), None));
    }
    if let Some(found) = snapshot.programme(Id::of(key)) {
        return Some(Entry::new(Sort::Programme, found.id).say(Role::Title, found.name.as_str(), None));
    }
    if let Some(found) = snapshot.campaign(Id::of(key)) {
        return Some(Entry::new(Sort::Campaign, found.id).text(Role::Title, &found.title));
    }
    let found = snapshot.alliance(Id::of(key))?;
    let mut entry = Entry::new(Sort::Alliance, found.id);
    if let Some(title) = &found.title {
        entry = entry.text(Role::Title, title);
    }
    let members = found
        .members
        .iter()
        .map(|member| PartyRef::Authority(member.authority));
    Some(entry.parties(snapshot, members))
}

fn telling(snapshot: &Snapshot, key: Uuid) -> Option<Entry<'_>> {
    if let Some(found) = snapshot.story(Id::of(key)) {
        return Some(story(snapshot, found));
    }
    let read = snapshot.source(Id::of(key))?;
    let title = View::source_title(&read.source);
    let entry = Entry::new(Sort::Source, read.source.id).say(Role::Title, title.words, read.source.language);
    Some(match &read.source.publisher {
        Some(publisher) => entry.say(Role::Party, publisher.as_str(), None),
        None => entry,
    })
}

fn story<'s>(snapshot: &'s Snapshot, found: &'s Story) -> Entry<'s> {
    let mut entry = Entry::new(Sort::Story, found.id).text(Role::Title, &found.title);
    if let Some(summary) = &found.summary {
        entry = entry.text(Role::Body, summary);
    }
    let read = snapshot.source(found.source);
    if let Some(read) = read.filter(|read| read.source.rights.allow_full_text()) {
        let (from, to) = found.span;
        let text = read.text();
        let told: String = (text.chars()).skip(from).take(to.saturating_sub(from)).collect();
        entry = entry.say(Role::Body, told, found.language);
    }
    for body in snapshot.bodies_of(found.id) {
        entry.countries.push(body.country);
    }
    entry.countries.sort_unstable();
    entry.countries.dedup();
    entry
}

/// The keys of everything that can be found.
pub(super) fn keys(snapshot: &Snapshot) -> Vec<Uuid> {
    let tables = snapshot.record();
    (tables.authorities.iter().map(|(id, _)| id.uuid()))
        .chain(tables.organisations.iter().map(|item| item.id.uuid()))
        .chain(tables.partnerships.iter().map(|item| item.id.uuid()))
        .chain(tables.projects.iter().map(|item| item.id.uuid()))
        .chain(tables.calls.iter().map(|item| item.id.uuid()))
        .chain(tables.programmes.iter().map(|item| item.id.uuid()))
        .chain(tables.alliances.iter().map(|item| item.id.uuid()))
        .chain(tables.campaigns.iter().map(|item| item.id.uuid()))
        .chain(tables.stories.iter().map(|item| item.id.uuid()))
        .chain(tables.sources.iter().map(|item| item.source.id.uuid()))
        .collect()
}
