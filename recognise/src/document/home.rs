//! The authority that a document speaks for: whose council decides, whose site it is, who says “our partner town”.
//!
//! In: the names of a document, decided. Out: [`Home`]: the body meant where a text leaves it out, for the whole and
//! for each of its items.
//!
//! # Invariants
//! A home is given only where something says so: a letterhead, a council, a title, the site. Two towns that are named
//! alike give none.

use super::lexicon::Concept;
use super::{Analysis, Named, Sentence};
use crate::fold;
use crate::gazetteer::BodyId;
use std::collections::HashMap;
use vocabulary::{Country, Level};

/// Who speaks.
#[derive(Debug, Default)]
pub(crate) struct Home {
    document: Option<Speaker>,
    of_items: HashMap<usize, Speaker>,
}

/// A body that speaks, with the first name of the document that means it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// The name, by its place among the names.
    pub(crate) named: usize,
    /// The body meant.
    pub(crate) body: BodyId,
}

impl Home {
    /// Who speaks in an item: its own council, else that of the document.
    pub(crate) fn at(&self, item: usize) -> Option<Speaker> {
        self.of_items.get(&item).copied().or(self.document)
    }

    /// Who speaks in the whole document.
    pub(crate) fn speaker(&self) -> Option<Speaker> {
        self.document
    }

    /// Finds who speaks.
    pub(crate) fn of(analysis: &Analysis<'_, '_>) -> Self {
        let mut all = Tally::default();
        let mut by_item: HashMap<usize, Tally> = HashMap::new();
        let heads = Heads::of(analysis);
        for (at, one) in analysis.named.iter().enumerate() {
            let sentence = one
                .sentence
                .and_then(|at| Some((at, analysis.sentences.get(at)?)));
            let (Some((place, sentence)), Some(body)) = (sentence, one.likeliest()) else {
                continue;
            };
            let is_word = sentence.cues.iter().any(|cue| {
                cue.concept == Concept::Council && cue.first <= one.words.1 && cue.end >= one.words.2
            });
            if sentence.record.is_some()
                || is_word
                || is_dateline(analysis, sentence)
                || is_not_local(analysis, body)
            {
                continue;
            }
            let weights = Weights::of(analysis, &heads, one, (place, sentence));
            all.add(Speaker { named: at, body }, weights.total(analysis, body));
            if weights.council > 0.0 && analysis.document.items.len() > 1 {
                let tally = by_item.entry(sentence.item).or_default();
                tally.add(Speaker { named: at, body }, weights.council * 2.0);
            }
        }
        all.add_site(analysis);
        Self {
            document: all.winner(ENOUGH),
            of_items: by_item
                .into_iter()
                .filter_map(|(item, tally)| Some((item, tally.winner(ENOUGH)?)))
                .collect(),
        }
    }
}

/// What a body must gather to be the one that speaks.
const ENOUGH: f32 = 2.6;

/// The second may have at most this part of what the first has.
const RIVAL: f32 = 0.75;

/// Most that repetition gives a body.
const MOST_REPEATED: f32 = 2.4;

#[derive(Debug, Default)]
struct Tally {
    of_bodies: HashMap<BodyId, (Speaker, f32, f32)>,
}

impl Tally {
    fn add(&mut self, speaker: Speaker, weight: f32) {
        let entry = self.of_bodies.entry(speaker.body).or_insert((speaker, 0.0, 0.0));
        entry.1 += weight;
        entry.2 = (entry.2 + 0.3).min(MOST_REPEATED);
    }

    /// The address and the name of the site: `www.ville-arles.fr`, “Mairie d’Arles”.
    fn add_site(&mut self, analysis: &Analysis<'_, '_>) {
        let metadata = &analysis.document.metadata;
        let host = metadata.address.as_deref().map(host).unwrap_or_default();
        let site = [Some(host), metadata.publisher.as_deref()];
        let words: Vec<String> = site
            .into_iter()
            .flatten()
            .map(|text| format!(" {} ", fold::plain_key(text)))
            .collect();
        let gazetteer = analysis.resolver.gazetteer();
        for (speaker, weight, _) in self.of_bodies.values_mut() {
            let written = analysis
                .named
                .get(speaker.named)
                .map(|one| one.key.as_str())
                .unwrap_or_default();
            let official = fold::plain_key(gazetteer.name_of(speaker.body));
            let is_site = [written, official.as_str()].iter().any(|key| {
                key.chars().count() > 3 && words.iter().any(|words| words.contains(&format!(" {key} ")))
            });
            if is_site {
                *weight += 6.0;
            }
        }
    }

    fn winner(&self, enough: f32) -> Option<Speaker> {
        let mut best: Vec<(Speaker, f32)> = self
            .of_bodies
            .values()
            .map(|(speaker, weight, repeated)| (*speaker, weight + repeated))
            .collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.named.cmp(&b.0.named)));
        let (first, weight) = *best.first()?;
        let second = best.get(1).map_or(0.0, |(_, weight)| *weight);
        (weight >= enough && second <= weight * RIVAL).then_some(first)
    }
}

/// The host of an address, without its scheme and path.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// Countries and first-level divisions of them speak seldom; they are left to their councils.
fn is_not_local(analysis: &Analysis<'_, '_>, body: BodyId) -> bool {
    analysis.resolver.gazetteer().level(body) == Level::Part
}

/// “Paris, le 3 mai 2021”, “25 September 2023 | Poltava”: where and when something was written.
fn is_dateline(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> bool {
    sentence.words.len() <= 7
        && !sentence.cues.iter().any(|cue| cue.concept == Concept::Council)
        && !super::dates::dates(&sentence.words, &analysis.document.text, sentence.today).is_empty()
}

/// Where the head and the foot of a document lie.
struct Heads {
    /// Sentences before this one are letterhead or title.
    head: usize,
    /// Sentences from this one on are the signature.
    foot: usize,
}

/// Sentences of a letterhead.
const HEAD: usize = 5;

impl Heads {
    fn of(analysis: &Analysis<'_, '_>) -> Self {
        let count = analysis.sentences.len();
        Self {
            head: HEAD.min(count),
            foot: count.saturating_sub(2).max(HEAD),
        }
    }
}

/// What a name at its place says for its body.
struct Weights {
    head: f32,
    council: f32,
    foot: f32,
    partner: f32,
}

impl Weights {
    fn of(
        analysis: &Analysis<'_, '_>,
        heads: &Heads,
        one: &Named,
        (place, sentence): (usize, &Sentence),
    ) -> Self {
        let (intro, first, end) = one.words;
        let is_council = says_beside(sentence, Concept::Council, (intro, first, end));
        // “notre ville jumelle Y”, “unsere Partnerstadt Y”: whoever speaks, it is not Y.
        let is_partner = says_before(sentence, Concept::PartnerBody, intro);
        let is_head = place < heads.head;
        let is_first = analysis
            .named
            .iter()
            .take(8)
            .find(|other| other.likeliest().is_some())
            .is_some_and(|other| other.span == one.span);
        let head = match (is_head, is_council) {
            (true, true) => 6.0 - u8::try_from(place).map_or(6.0, f32::from) * 0.5,
            (true, false) if is_first => 2.5,
            (true, false) => 1.0,
            (false, _) => 0.0,
        };
        Self {
            head,
            council: if is_council { 1.5 } else { 0.0 },
            foot: if place >= heads.foot { 0.6 } else { 0.0 },
            partner: if is_partner { -3.0 } else { 0.0 },
        }
    }

    fn total(&self, analysis: &Analysis<'_, '_>, body: BodyId) -> f32 {
        let country = analysis.resolver.gazetteer().country(body);
        let is_own = country.is_some_and(|country| speaks(analysis, country));
        let own = if is_own { 1.0 } else { 0.35 };
        (self.head + self.council + self.foot) * own + self.partner
    }
}

/// Whether the language of the document is spoken by councils of a country.
fn speaks(analysis: &Analysis<'_, '_>, country: Country) -> bool {
    let language = analysis.document.metadata.language.as_deref();
    let foreign: &[&str] = match language {
        Some("uk") => return country == Country::UA,
        Some("pl") => return country.to_string() == "PL",
        Some("de") => {
            return matches!(
                country.to_string().as_str(),
                "DE" | "AT" | "CH" | "LI" | "LU" | "IT"
            );
        }
        Some("fr") => &["UA", "PL", "DE", "GB", "US"],
        Some("en") => &["FR", "DE"],
        _ => &[],
    };
    !foreign.contains(&country.to_string().as_str())
}

/// Whether a word of the concept stands right before or behind a name, its type words included.
fn says_beside(sentence: &Sentence, concept: Concept, (intro, first, end): (usize, usize, usize)) -> bool {
    sentence
        .cues
        .iter()
        .filter(|cue| cue.concept == concept)
        .any(|cue| {
            let before = cue.end <= first && cue.end + 2 >= intro;
            let behind = cue.first >= end && cue.first <= end + 1;
            before || behind || (cue.first >= intro && cue.end <= end)
        })
}

fn says_before(sentence: &Sentence, concept: Concept, intro: usize) -> bool {
    let mut cues = sentence.cues.iter().filter(|cue| cue.concept == concept);
    cues.any(|cue| cue.end <= intro + 1 && cue.end + 3 >= intro)
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn the_host_of_an_address_is_what_stands_before_its_path() {
        assert_eq!(
            host("https://www.ville-arles.fr/jumelages?x=1"),
            "www.ville-arles.fr"
        );
        assert_eq!(host("ville-arles.fr"), "ville-arles.fr");
    }
}
