//! The authority that a document speaks for: whose council decides, whose site it is, who says “our partner town”.
//!
//! In: the names of a document, decided. Out: [`Home`]: the body meant where a text leaves it out, for the whole and
//! for each of its items and sections.
//!
//! Each body named has numbers: where and how often it is named, beside which words, where the others lie. Their
//! weights are data (`data/home.tsv`), fitted on the first half of the corpus by `jumelage exam fit --of homes`.
//!
//! # Invariants
//! A home is given only where one body is clearly likelier than the others.

use super::lexicon::Concept;
use super::sections::Sections;
use super::tokens::{Gap, Shape};
use super::{Analysis, Named, Sentence};
use crate::claims;
use crate::fold;
use crate::gazetteer::BodyId;
use crate::weighing::{self, Numbers, features, logarithm};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;
use vocabulary::{Country, Level};

/// Who speaks.
#[derive(Debug, Default)]
pub(crate) struct Home {
    document: Option<Speaker>,
    of_items: FxHashMap<usize, Speaker>,
    sections: Sections,
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
    /// Who speaks at a place of an item: the town whose section it is, the item's own council, else that of the document.
    pub(crate) fn at(&self, item: usize, place: usize) -> Option<Speaker> {
        let of_item = || self.of_items.get(&item).copied();
        self.sections.at(place).or_else(of_item).or(self.document)
    }

    /// Who speaks at a place, whatever item it is in: the town whose section it is, else who speaks in the document.
    pub(crate) fn over(&self, place: usize) -> Option<Speaker> {
        self.sections.at(place).or(self.document)
    }

    /// Who speaks in the whole document.
    pub(crate) fn speaker(&self) -> Option<Speaker> {
        self.document
    }

    /// Finds who speaks.
    pub(crate) fn of(analysis: &Analysis<'_, '_>) -> Self {
        let all = candidates(analysis);
        let document = reported(analysis).or_else(|| winner(analysis, &all, &WEIGHTS));
        let mut by_item: FxHashMap<usize, FxHashMap<BodyId, (Speaker, f32)>> = FxHashMap::default();
        if analysis.document.items.len() > 1 {
            for (at, one, place, sentence) in names(analysis) {
                let Some(body) = one.likeliest().filter(|_| is_council(sentence, one)) else {
                    continue;
                };
                let head = if place < HEAD { 1.0 } else { 0.5 };
                let tally = by_item.entry(sentence.item).or_default();
                tally.entry(body).or_insert((Speaker { named: at, body }, 0.0)).1 += head;
            }
        }
        let of_items = by_item.into_iter().filter_map(|(item, tally)| {
            let mut best: Vec<(Speaker, f32)> = tally.into_values().collect();
            best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.named.cmp(&b.0.named)));
            let (first, weight) = *best.first()?;
            let second = best.get(1).map_or(0.0, |(_, weight)| *weight);
            (second < weight).then_some((item, first))
        });
        Self {
            document,
            of_items: of_items.collect(),
            sections: Sections::of(analysis, document),
        }
    }
}

/// Sentences among which a report begins.
const REPORT: usize = 4;

/// “CORVALLIS — The mayor …”: where a report was written, before its first words, in a country that writes its language.
fn reported(analysis: &Analysis<'_, '_>) -> Option<Speaker> {
    let text = &analysis.document.text;
    let language = analysis.document.metadata.language.as_deref()?;
    let is_report = |one: &Named, sentence: &Sentence| {
        let (intro, _, end) = one.words;
        let own = sentence.words.get(intro..end).unwrap_or_default();
        let rest = text.get(one.span.end..).unwrap_or_default();
        let is_loud = own.iter().all(|word| word.shape == Shape::Upper);
        let is_dashed = [" –", " —", " -"].iter().any(|mark| rest.starts_with(mark));
        let is_prose = sentence.words.iter().any(|word| word.shape == Shape::Lower);
        intro == 0 && is_loud && is_dashed && is_prose
    };
    names(analysis)
        .take_while(|(_, _, place, _)| *place < REPORT)
        .filter(|(_, one, _, sentence)| is_report(one, sentence))
        .find_map(|(named, one, _, _)| {
            let body = one.likeliest()?;
            let country = analysis.resolver.gazetteer().country(body)?;
            (writes(country.as_str(), language) == Some(true)).then_some(Speaker { named, body })
        })
}

features! {
    Share "share" "Its part of all names.",
    Often "often" "Logarithm of how often it is named.",
    MostOften "most often" "No other is named more often.",
    MostOfCountry "most often of its country" "No other of its country is named more often.",
    First "first" "The first body named.",
    Opening "opening" "In the first sentence.",
    Head "head" "In the first sentences.",
    TitleAlone "alone in the first" "The only body of the first sentence that names any.",
    Foot "foot" "In the last sentences.",
    Council "council" "A word for a council or mayor beside it.",
    CouncilHead "council in the head" "The same in the first sentences.",
    Partner "called partner" "Its part of names behind a word for a partner.",
    With "with" "Its part of names behind a preposition of company.",
    Bracket "bracket" "Its part of names with a bracket or a year behind.",
    Introduced "introduced" "Its part of names with a type word.",
    Begins "begins" "Its part of names that begin a sentence.",
    Spread "spread" "Its part of the sentences that name anybody.",
    Dateline "dateline" "Named in a line of place and date.",
    Site "site" "The address or the name of the site has it.",
    OwnLanguage "own language" "Its country's councils speak the language.",
    OtherLanguage "other language" "They write another of the languages that are read here.",
    Abroad "the others abroad" "The part of other bodies that lie in another country.",
    OnlyOfCountry "only one of its country" "No other body of its country, two or more of others.",
    Size "size" "Decimal logarithm of the inhabitants over ten thousand.",
    Region "region" "A first-level division.",
    SecondLevel "second level" "A second-level division or a group of municipalities.",
    Listed "listed" "Its part of names in entries of lists.",
    Our "ours" "“Our” stands in its sentences.",
}

/// The numbers of one body.
pub(crate) type Candidate = Numbers<COUNT>;

/// The fitted weights.
static WEIGHTS: LazyLock<[f32; COUNT]> =
    LazyLock::new(|| weighing::weights(include_str!("../../data/home.tsv"), NAMES));

/// The part of all odds that the one who speaks must have.
const ENOUGH: f32 = 0.6;

/// The likeliest, if it is likely enough.
fn winner(
    analysis: &Analysis<'_, '_>,
    all: &[(Speaker, Candidate)],
    weights: &[f32; COUNT],
) -> Option<Speaker> {
    let scores: Vec<f32> = all.iter().map(|(_, numbers)| numbers.score(weights)).collect();
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let odds: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let sum: f32 = odds.iter().sum();
    let (at, best) = odds
        .iter()
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
    let (speaker, numbers) = all.get(at)?;
    (best / sum >= ENOUGH && (is_at_home(numbers) || speaks_of_itself(analysis))).then_some(*speaker)
}

/// Sentences that name anybody, of which the one who speaks is named in so many, if nothing else makes it speak.
const SPREAD: f32 = 0.15;

/// Whether a body is more than one of many that a digest of news names.
fn is_at_home(numbers: &Candidate) -> bool {
    let has = |feature: Feature| numbers.of(feature) > 0.0;
    numbers.of(Feature::Spread) >= SPREAD
        || has(Feature::CouncilHead)
        || has(Feature::Site)
        || has(Feature::TitleAlone)
}

/// Whether the text says “our” anywhere: somebody speaks in it, however seldom named.
fn speaks_of_itself(analysis: &Analysis<'_, '_>) -> bool {
    let says_our = |sentence: &Sentence| sentence.cues.iter().any(|cue| cue.concept == Concept::Our);
    analysis.sentences.iter().any(says_our)
}

/// The names of sentences outside tables that mean a body that may speak.
fn names<'a>(
    analysis: &'a Analysis<'_, '_>,
) -> impl Iterator<Item = (usize, &'a Named, usize, &'a Sentence)> {
    analysis.named.iter().enumerate().filter_map(|(at, one)| {
        let place = one.sentence.filter(|_| one.stands_for.is_none())?;
        let sentence = analysis.sentences.get(place)?;
        let body = one.likeliest()?;
        let is_word = sentence
            .cues
            .iter()
            .any(|cue| cue.concept == Concept::Council && cue.first <= one.words.1 && cue.end >= one.words.2);
        let is_out = claims::is_capital_label(sentence, one.words.0)
            || sentence.record.is_some()
            || is_word
            || analysis.resolver.gazetteer().level(body) == Level::Part
            || places(analysis, at, body);
        (!is_out).then_some((at, one, place, sentence))
    })
}

/// “Santa Clara, California”, “Limoges (Haute-Vienne)”: a region that only says where the town before it lies.
fn places(analysis: &Analysis<'_, '_>, at: usize, body: BodyId) -> bool {
    let gazetteer = analysis.resolver.gazetteer();
    let is_region = matches!(gazetteer.level(body), Level::First | Level::Second);
    let pair = at
        .checked_sub(1)
        .and_then(|before| Some((analysis.named.get(before)?, analysis.named.get(at)?)));
    pair.filter(|_| is_region).is_some_and(|(town, region)| {
        let between = analysis.document.text.get(town.span.end..region.span.start);
        let is_within = |town: BodyId| gazetteer.country(town) == gazetteer.country(body);
        between.is_some_and(|between| matches!(between.trim(), "," | "("))
            && town.likeliest().is_some_and(is_within)
    })
}

/// What is counted of one body.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing of its names"
)]
struct Tally {
    named: usize,
    sentences: FxHashSet<usize>,
    council: bool,
    council_head: bool,
    opening: bool,
    head: bool,
    foot: bool,
    partner: usize,
    with: usize,
    bracket: usize,
    introduced: usize,
    begins: usize,
    dateline: bool,
    ours: bool,
}

/// Most bodies that are weighed: the first ones named.
const MOST: usize = 60;

/// The bodies that may speak, each with its numbers, in order of place.
pub(crate) fn candidates(analysis: &Analysis<'_, '_>) -> Vec<(Speaker, Candidate)> {
    let (order, tallies, naming) = counted(analysis);
    let gazetteer = analysis.resolver.gazetteer();
    let all: usize = tallies.values().map(|tally| tally.named).sum();
    let most = tallies.values().map(|tally| tally.named).max().unwrap_or(0);
    let mut of_countries: FxHashMap<Option<Country>, (usize, usize)> = FxHashMap::default();
    let mut listed: FxHashMap<BodyId, usize> = FxHashMap::default();
    for body in analysis
        .named
        .iter()
        .filter(|one| one.sentence.is_none())
        .filter_map(Named::likeliest)
    {
        *listed.entry(body).or_default() += 1;
    }
    let bodies: FxHashSet<BodyId> = tallies.keys().chain(listed.keys()).copied().collect();
    for body in &bodies {
        let named = tallies.get(body).map_or(0, |tally| tally.named);
        let entry = of_countries.entry(gazetteer.country(*body)).or_default();
        *entry = (entry.0 + 1, entry.1.max(named));
    }
    let alone = alone_in_first(analysis);
    let mut found = Vec::new();
    for (rank, speaker) in order.iter().take(MOST).enumerate() {
        let Some(tally) = tallies.get(&speaker.body) else {
            continue;
        };
        let country = gazetteer.country(speaker.body);
        let (of_country, most_of_country) = of_countries.get(&country).copied().unwrap_or_default();
        let mut numbers = tally.numbers();
        numbers.set(Feature::Share, share(tally.named, all));
        numbers.mark_if(Feature::MostOften, tally.named == most);
        numbers.mark_if(Feature::MostOfCountry, tally.named == most_of_country);
        numbers.mark_if(Feature::First, rank == 0);
        numbers.mark_if(Feature::TitleAlone, alone == Some(speaker.body));
        numbers.set(Feature::Spread, share(tally.sentences.len(), naming));
        numbers.mark_if(Feature::Site, is_site(analysis, *speaker));
        numbers_of_language(&mut numbers, analysis, country);
        let others = bodies.len().saturating_sub(1);
        numbers.set(
            Feature::Abroad,
            share(bodies.len().saturating_sub(of_country), others),
        );
        numbers.mark_if(Feature::OnlyOfCountry, of_country == 1 && others > 1);
        match (gazetteer.size(speaker.body), gazetteer.level(speaker.body)) {
            (_, Level::First) => numbers.mark(Feature::Region),
            (_, Level::Second | Level::Intermunicipal) => numbers.mark(Feature::SecondLevel),
            (Some(size), _) => numbers.set(Feature::Size, (size - 4.0).clamp(-2.0, 2.5)),
            (None, _) => {}
        }
        let entries = listed.get(&speaker.body).copied().unwrap_or(0);
        numbers.set(Feature::Listed, share(entries, tally.named).min(1.0));
        found.push((*speaker, numbers));
    }
    found
}

/// Whether its country's councils write the language of the document.
fn numbers_of_language(numbers: &mut Candidate, analysis: &Analysis<'_, '_>, country: Option<Country>) {
    let language = analysis.document.metadata.language.as_deref();
    let written = country
        .zip(language)
        .and_then(|(country, language)| writes(country.as_str(), language));
    match written {
        Some(true) => numbers.mark(Feature::OwnLanguage),
        Some(false) => numbers.mark(Feature::OtherLanguage),
        None => {}
    }
}

impl Tally {
    /// The numbers of a body's own names.
    fn numbers(&self) -> Candidate {
        let mut numbers = Candidate::NONE;
        let part = |count: usize| share(count, self.named);
        numbers.set(Feature::Often, logarithm(self.named));
        numbers.mark_if(Feature::Opening, self.opening);
        numbers.mark_if(Feature::Head, self.head);
        numbers.mark_if(Feature::Foot, self.foot);
        numbers.mark_if(Feature::Council, self.council);
        numbers.mark_if(Feature::CouncilHead, self.council_head);
        numbers.set(Feature::Partner, part(self.partner));
        numbers.set(Feature::With, part(self.with));
        numbers.set(Feature::Bracket, part(self.bracket));
        numbers.set(Feature::Introduced, part(self.introduced));
        numbers.set(Feature::Begins, part(self.begins));
        numbers.mark_if(Feature::Dateline, self.dateline);
        numbers.mark_if(Feature::Our, self.ours);
        numbers
    }
}

/// The bodies in order of place, what is counted of each, and how many sentences name any.
fn counted(analysis: &Analysis<'_, '_>) -> (Vec<Speaker>, FxHashMap<BodyId, Tally>, usize) {
    let mut order = Vec::new();
    let mut tallies: FxHashMap<BodyId, Tally> = FxHashMap::default();
    let mut naming = FxHashSet::default();
    let foot = analysis.sentences.len().saturating_sub(2).max(HEAD);
    for (at, one, place, sentence) in names(analysis) {
        let Some(body) = one.likeliest() else { continue };
        let (intro, _, end) = one.words;
        let tally = tallies.entry(body).or_insert_with(|| {
            order.push(Speaker { named: at, body });
            Tally::default()
        });
        let is_council = is_council(sentence, one);
        tally.named += 1;
        naming.insert(place);
        tally.sentences.insert(place);
        tally.council |= is_council;
        tally.council_head |= is_council && place < HEAD;
        tally.opening |= place == 0;
        tally.head |= place < HEAD;
        tally.foot |= place >= foot;
        // “notre ville jumelle Y”, “unsere Partnerstadt Y”: whoever speaks, it is not Y.
        tally.partner += usize::from(says_before(sentence, Concept::PartnerBody, intro));
        tally.with += usize::from(says_before(sentence, Concept::With, intro));
        let behind = sentence.words.get(end);
        let is_bracketed = behind.is_some_and(|word| word.gap == Gap::Open || word.shape == Shape::Number);
        tally.bracket += usize::from(is_bracketed);
        tally.introduced += usize::from(one.is_introduced);
        tally.begins += usize::from(intro == 0);
        tally.dateline |= is_dateline(analysis, sentence);
        tally.ours |= sentence.cues.iter().any(|cue| cue.concept == Concept::Our);
    }
    (order, tallies, naming.len())
}

/// The body that the first sentence to name any names alone.
fn alone_in_first(analysis: &Analysis<'_, '_>) -> Option<BodyId> {
    let mut all = names(analysis);
    let (_, first, place, _) = all.next()?;
    let is_alone = all
        .take_while(|(_, _, other, _)| *other == place)
        .all(|(_, one, _, _)| one.likeliest() == first.likeliest());
    first.likeliest().filter(|_| is_alone)
}

/// A part of a whole, 0 to 1.
fn share(count: usize, all: usize) -> f32 {
    let number = |count: usize| u16::try_from(count).map_or(f32::from(u16::MAX), f32::from);
    number(count) / number(all.max(1))
}

/// The address and the name of the site: `www.ville-arles.fr`, “Mairie d’Arles”.
fn is_site(analysis: &Analysis<'_, '_>, speaker: Speaker) -> bool {
    let metadata = &analysis.document.metadata;
    let host = metadata.address.as_deref().map(host).unwrap_or_default();
    let written = analysis
        .named
        .get(speaker.named)
        .map(|one| one.key.as_str())
        .unwrap_or_default();
    let official = fold::plain_key(analysis.resolver.gazetteer().name_of(speaker.body));
    [Some(host), metadata.publisher.as_deref()]
        .into_iter()
        .flatten()
        .any(|text| {
            let words = format!(" {} ", fold::plain_key(text));
            [written, official.as_str()]
                .iter()
                .any(|key| key.chars().count() > 3 && words.contains(&format!(" {key} ")))
        })
}

/// Whether a word for a council or its head stands beside a name.
fn is_council(sentence: &Sentence, one: &Named) -> bool {
    says_beside(sentence, Concept::Council, one.words)
}

/// The host of an address, without its scheme and path.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// “Paris, le 3 mai 2021”, “25 September 2023 | Poltava”: where and when something was written.
fn is_dateline(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> bool {
    sentence.words.len() <= 7
        && !sentence.cues.iter().any(|cue| cue.concept == Concept::Council)
        && !super::dates::dates(&sentence.words, &analysis.document.text, sentence.today).is_empty()
}

/// Sentences of a letterhead.
const HEAD: usize = 5;

/// Whether the councils of a country write a language: yes, no for they write another of those that are read here, or
/// nothing is known, as of countries that tell of themselves in foreign languages alone.
pub(crate) fn writes(country: &str, language: &str) -> Option<bool> {
    const WRITERS: [(&str, &str); 5] = [
        (
            "fr",
            "FR BE CH LU CA MC SN ML BF BJ TG CI NE GN TD CM GA CG CD CF MG DJ KM HT TN MA DZ MR BI RW",
        ),
        (
            "en",
            "GB IE US CA AU NZ ZA GH NG KE UG TZ IN MT SL GM ZM ZW BW NA JM",
        ),
        ("uk", "UA"),
        ("de", "DE AT CH LI LU IT"),
        ("pl", "PL"),
    ];
    let of = |countries: &str| countries.split(' ').any(|one| one == country);
    if WRITERS
        .iter()
        .any(|(own, countries)| *own == language && of(countries))
    {
        return Some(true);
    }
    WRITERS
        .iter()
        .any(|(_, countries)| of(countries))
        .then_some(false)
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
