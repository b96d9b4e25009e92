//! Entries of lists and labelled records as names for the pass over the document, and as partnerships of their home.
//!
//! In: the document; then its names, decided. Out: [`Lists`] with the names; then one partnership for each partner.
//!
//! # Invariants
//! The names of entries stand in no sentence, so that no rule for prose takes a list for one.

use super::entry::{Head, Reader};
use super::line;
use super::twin_list::{self, Home, Listed};
use super::{Draft, DraftParty};
use crate::document::{Analysis, Ground, Named, Scope};
use crate::fold;
use crate::gazetteer::BodyId;
use crate::resolve::{Hints, type_words};
use read::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use vocabulary::{ClaimKind, ClaimRole, Country, Reason};

/// The entries of a document.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    entries: Vec<Listed>,
    /// Labels of records: no name stands in them.
    labels: Vec<Span>,
}

impl Lists {
    /// Reads lists and labelled records.
    pub(crate) fn of(document: &read::Document, resolver: &crate::resolve::Resolver<'_>) -> Self {
        let reader = Reader {
            text: &document.text,
            language: document.metadata.language.as_deref(),
            resolver,
        };
        let (entries, labels) = twin_list::read(reader, &line::lines(document));
        Self { entries, labels }
    }

    fn heads(&self) -> impl Iterator<Item = (&Listed, &Head)> {
        self.entries.iter().flat_map(|listed| {
            let home = match &listed.home {
                Home::Written(head) => Some(head.as_ref()),
                Home::Speaker => None,
            };
            home.into_iter()
                .chain(&listed.entry.heads)
                .map(move |head| (listed, head))
        })
    }

    /// Whether the document lists no partners.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The countries that entries give.
    pub(crate) fn countries(&self) -> impl Iterator<Item = Country> {
        self.heads().filter_map(|(_, head)| head.country)
    }

    /// The places of all names and labels, in order.
    pub(crate) fn spans(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.heads().map(|(_, head)| head.span).collect();
        spans.extend(&self.labels);
        spans.sort();
        spans.dedup();
        spans
    }

    /// The names of all entries with their ranked candidates.
    pub(crate) fn named(&self, ground: Ground<'_, '_>) -> Vec<Named> {
        let mut seen = FxHashSet::default();
        let mut found = Vec::new();
        for (listed, head) in self.heads() {
            if !seen.insert(head.span) {
                continue;
            }
            // The home of a list lies where the document speaks, its entries lie anywhere.
            let is_home = matches!(&listed.home, Home::Written(home) if home.span == head.span);
            let is_placed = head.country.is_some() || head.region.is_some();
            let hints = Hints {
                country: head.country,
                region: head.region.clone(),
                levels: head.levels,
                countries: if is_home && !is_placed {
                    ground.context.countries.clone()
                } else {
                    Vec::new()
                },
                ..Hints::default()
            };
            let text = head.span.of(&ground.document.text);
            let mut ranking = ground.ranking(text, &hints);
            let country = head
                .country
                .map(|country| Reason::new("country_given").with("country", country.as_str()));
            let region = head
                .region
                .as_ref()
                .map(|region| Reason::new("region_given").with("region", region.as_str()));
            ranking.reasons.extend(country.into_iter().chain(region));
            let key = fold::plain_key(text);
            let key = type_words::strip(&key).map_or(key.clone(), |stripped| stripped.key.to_owned());
            found.push(Named {
                scope: Scope {
                    item: listed.item,
                    record: None,
                },
                levels: head.levels,
                country: head.country,
                is_introduced: true,
                ..Named::written((text.to_owned(), key), head.span, ranking)
            });
        }
        found
    }
}

/// Whose entries stand right before a place: what is noted of “Zürich” below its partners is said of Zürich.
#[derive(Debug, Default)]
pub(super) struct Homes {
    /// The end of an entry with the name of its home, in order.
    ends: Vec<(usize, usize)>,
}

impl Homes {
    pub(super) fn of(analysis: &Analysis<'_, '_>) -> Self {
        let written = analysis
            .lists
            .entries
            .iter()
            .filter_map(|listed| match &listed.home {
                Home::Written(head) => Some((listed.entry.span.end, named_at(analysis, head.span)?)),
                Home::Speaker => None,
            });
        let mut ends: Vec<(usize, usize)> = written.collect();
        ends.sort_unstable();
        Self { ends }
    }

    /// The home of the last entry before a place, if no empty line or rule parts them.
    pub(super) fn at(&self, analysis: &Analysis<'_, '_>, place: usize) -> Option<usize> {
        let behind = self.ends.partition_point(|(end, _)| *end <= place);
        let (end, named) = *self.ends.get(behind.checked_sub(1)?)?;
        let between = analysis
            .document
            .text
            .get(end..place)
            .filter(|between| between.len() <= FAR)?;
        let is_near = !between.contains("\n\n") && !between.contains("----");
        is_near.then_some(named)
    }
}

/// Bytes behind an entry in which something may be noted of it.
const FAR: usize = 400;

/// One partnership for each partner of each entry.
pub(crate) fn claims(analysis: &Analysis<'_, '_>) -> Vec<Draft> {
    let mut by_pair: FxHashMap<(BodyId, BodyId), usize> = FxHashMap::default();
    let mut found: Vec<Draft> = Vec::new();
    let fallback = heading(analysis);
    let members = members(analysis, fallback);
    for listed in &analysis.lists.entries {
        let Some((home, home_body)) = home(analysis, listed, fallback) else {
            continue;
        };
        if members.contains(&listed.item) && matches!(listed.home, Home::Speaker) {
            continue;
        }
        let partners = partners(analysis, listed);
        let count = partners.len();
        for (at, (named, body)) in partners.into_iter().enumerate() {
            if body == home_body && body.is_some() {
                continue;
            }
            let draft = draft(analysis, listed, (home, named), (at, count));
            let pair = home_body.zip(body);
            let known = pair.and_then(|pair| by_pair.get(&pair).copied());
            if let Some(known) = known.and_then(|at| found.get_mut(at)) {
                join(known, draft);
            } else {
                if let Some(pair) = pair {
                    by_pair.insert(pair, found.len());
                }
                found.push(draft);
            }
        }
    }
    found
}

/// The items whose list has whoever speaks among its entries and is of their country throughout: those of one another's
/// members, not of partners.
fn members(analysis: &Analysis<'_, '_>, fallback: Option<(usize, BodyId)>) -> FxHashSet<usize> {
    let gazetteer = analysis.resolver.gazetteer();
    let mut own: FxHashMap<usize, (bool, bool)> = FxHashMap::default();
    let entries = analysis.lists.entries.iter();
    for listed in entries.filter(|listed| matches!(listed.home, Home::Speaker)) {
        let Some((_, Some(home))) = home(analysis, listed, fallback) else {
            continue;
        };
        let (is_in, is_domestic) = own.entry(listed.item).or_insert((false, true));
        for (_, body) in partners(analysis, listed) {
            *is_in |= body == Some(home);
            *is_domestic &= body.is_some_and(|body| gazetteer.country(body) == gazetteer.country(home));
        }
    }
    let is_of_members = |(_, of): &(usize, (bool, bool))| *of == (true, true);
    own.into_iter()
        .filter(is_of_members)
        .map(|(item, _)| item)
        .collect()
}

/// A later entry of the same two towns adds what the first did not say.
fn join(known: &mut Draft, later: Draft) {
    if known.dates.is_empty() {
        known.dates = later.dates;
    }
    if known.status == Some("active") {
        known.status = later.status;
    }
    later.evidence.into_iter().for_each(|span| known.prove(span));
}

/// The name at a place, by its place among the names.
fn named_at(analysis: &Analysis<'_, '_>, span: Span) -> Option<usize> {
    let at = analysis.named.partition_point(|one| one.span.start < span.start);
    analysis
        .named
        .get(at)
        .filter(|one| one.span.start < span.end)
        .map(|_| at)
}

fn home(
    analysis: &Analysis<'_, '_>,
    listed: &Listed,
    fallback: Option<(usize, BodyId)>,
) -> Option<(usize, Option<BodyId>)> {
    match &listed.home {
        Home::Speaker => {
            let speaker = analysis.home.at(listed.item, listed.entry.span.start);
            speaker
                .map(|speaker| (speaker.named, speaker.body))
                .or(fallback)
                .map(|(named, body)| (named, Some(body)))
        }
        Home::Written(head) => {
            let named = named_at(analysis, head.span)?;
            Some((named, analysis.likeliest(named)))
        }
    }
}

/// Bodies named above a list beside which its home must stand out.
const CROWD: usize = 3;

/// Names that are looked at for the home of a list.
const MOST_NAMES: usize = 400;

/// The authority whose list it is where nothing else says who speaks: named above the entries, best in the title,
/// and no entry itself.
fn heading(analysis: &Analysis<'_, '_>) -> Option<(usize, BodyId)> {
    let entries = &analysis.lists.entries;
    let first = entries.iter().map(|listed| listed.entry.span.start).min()?;
    let partners: FxHashSet<BodyId> = entries
        .iter()
        .flat_map(|listed| &listed.entry.heads)
        .filter_map(|head| analysis.likeliest(named_at(analysis, head.span)?))
        .collect();
    let title = analysis.sentences.first().map_or(0, |sentence| sentence.span.end);
    let mut weights: FxHashMap<BodyId, (f32, usize)> = FxHashMap::default();
    let in_prose = |one: &Named| one.sentence.is_some();
    for (at, one) in analysis
        .named
        .iter()
        .enumerate()
        .filter(|(_, one)| in_prose(one))
        .take(MOST_NAMES)
    {
        let Some(body) = one.likeliest().filter(|body| !partners.contains(body)) else {
            continue;
        };
        let place = match one.span.start {
            start if start < title => 5.0,
            start if start < first => 3.0,
            _ => 0.6,
        };
        let entry = weights.entry(body).or_insert((0.0, at));
        entry.0 = if entry.0 < place {
            entry.0 + place
        } else {
            entry.0 + 0.6
        };
    }
    let mut best: Vec<(BodyId, (f32, usize))> = weights.into_iter().collect();
    best.sort_by(|(_, (a, at)), (_, (b, other))| b.total_cmp(a).then(at.cmp(other)));
    let (body, (weight, at)) = *best.first()?;
    // Of many that are named above a list none is its home.
    let is_clear = best
        .get(CROWD)
        .is_none_or(|(_, (other, _))| *other < weight - 1.0);
    (weight >= 3.0 && is_clear).then_some((at, body))
}

/// The partners of an entry; what stands behind a slash is another name of the same town, its river or its region:
/// “Breil/Brigels”, “Allendorf/Lumda”, “Lahr/Schwarzwald”.
fn partners(analysis: &Analysis<'_, '_>, listed: &Listed) -> Vec<(usize, Option<BodyId>)> {
    let mut found: Vec<(usize, Option<BodyId>)> = Vec::new();
    for head in &listed.entry.heads {
        let Some(named) = named_at(analysis, head.span) else {
            continue;
        };
        let body = analysis.likeliest(named);
        let is_repeated = body.is_some() && found.iter().any(|(_, known)| *known == body);
        if !is_repeated && !head.is_other_name {
            found.push((named, body));
        }
    }
    found
}

fn draft(
    analysis: &Analysis<'_, '_>,
    listed: &Listed,
    (home, partner): (usize, usize),
    (at, count): (usize, usize),
) -> Draft {
    let entry = &listed.entry;
    let mut draft = Draft::new(ClaimKind::Partnership, entry.span, 0.86);
    draft.of_item = listed.item;
    draft.relation = Some(entry.relation.unwrap_or("twinning"));
    draft.status = Some(entry.status.unwrap_or("active"));
    draft.parties = vec![
        (DraftParty::Named(home), ClaimRole::Partner),
        (DraftParty::Named(partner), ClaimRole::Partner),
    ];
    let is_each = count > 1 && entry.plain.len() == count;
    let plain = if is_each {
        entry.plain.get(at..=at)
    } else {
        entry.plain.get(..1)
    };
    let step = match entry.status {
        Some("active") | None if entry.is_decided => "voted",
        // “(Beschluss vom 30.03.2022)” below a heading of what has ended.
        Some("ended") if entry.is_decided => "ended",
        Some("suspended") if entry.is_decided => "suspended",
        Some("voted") => "voted",
        Some("announced" | "explored" | "offered" | "sought" | "refused") => "first_contact",
        _ => listed.step,
    };
    for day in plain.unwrap_or_default() {
        draft.dates.push((step, *day));
        draft
            .reasons
            .push(Reason::new("date_in_sentence").with("date", day.to_string()));
    }
    for dated in &entry.dates {
        if !draft.dates.contains(dated) {
            draft.dates.push(*dated);
        }
    }
    if let Some(country) = analysis.named.get(partner).and_then(|one| one.country) {
        draft
            .reasons
            .push(Reason::new("country_given").with("country", country.as_str()));
    }
    draft
}
