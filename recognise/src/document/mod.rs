//! A document into the authorities it names and what it claims about them.
//!
//! The pipeline: sentences and table records -> spots -> candidates -> decided together -> roles -> claims.
//!
//! In: a [`read::Document`] and a [`Resolver`]. Out: a [`Recognition`], the answer of `jumelage recognise`
//! (schema `recognise-1`).
//!
//! # Invariants
//! - Every offset given out counts Unicode scalar values of the document's text.
//! - Mentions stand in order of place and do not overlap.

pub(crate) mod amounts;
mod answer;
mod coherence;
pub(crate) mod context;
pub(crate) mod dates;
pub(crate) mod find;
pub(crate) mod lexicon;
pub(crate) mod sentences;
pub(crate) mod table;
pub(crate) mod tokens;

pub(crate) use coherence::kilometres;

pub use answer::{ItemAnswer, Recognition, RemarkAnswer};

use crate::claims;
use crate::fold;
use crate::gazetteer::BodyId;
use crate::resolve::type_words::{self, Levels};
use crate::resolve::{Hints, How, Ranking, Resolver, Scratch};
use context::{Context, Vote};
use find::Spot;
use jiff::civil::Date;
use lexicon::Cue;
use read::{BlockKind, Document, Span};
use std::collections::{HashMap, HashSet};
use tokens::Token;
use vocabulary::{Candidate, Country, Level, Reason, Verdict};

/// A sentence with what its words say.
#[derive(Debug)]
pub(crate) struct Sentence {
    pub(crate) span: Span,
    pub(crate) words: Vec<Token>,
    pub(crate) cues: Vec<Cue>,
    /// Which item of the document (0 where it has none).
    pub(crate) item: usize,
    /// The record of a table whose title it is.
    pub(crate) record: Option<usize>,
    /// The day it was published.
    pub(crate) today: Option<Date>,
}

/// The cell a name stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellPlace {
    /// Which record.
    pub(crate) record: usize,
    /// Which of its cells.
    pub(crate) column: table::Column,
}

/// A part of a document that speaks of one matter: a news item, a record of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Scope {
    /// Which item (0 where there is none).
    pub(crate) item: usize,
    /// Which record of a table.
    pub(crate) record: Option<usize>,
}

/// A name at its place, with what it may mean.
#[derive(Debug)]
pub(crate) struct Named {
    /// As written, type words included where they are capital.
    pub(crate) text: String,
    /// Plain key of the bare name.
    pub(crate) key: String,
    pub(crate) span: Span,
    /// Which sentence; `None` in the cell of a table.
    pub(crate) sentence: Option<usize>,
    /// The part of the document whose names help each other.
    pub(crate) scope: Scope,
    /// The cell of a table record it stands in.
    pub(crate) cell: Option<CellPlace>,
    /// Words of the sentence: introduction, name, end.
    pub(crate) words: (usize, usize, usize),
    /// Levels that type words allow.
    pub(crate) levels: Levels,
    /// The document gives this country.
    pub(crate) country: Option<Country>,
    /// It is introduced as a body, so that an unknown name is worth showing.
    pub(crate) is_introduced: bool,
    /// Not an authority: ministry, association.
    pub(crate) is_organisation: bool,
    pub(crate) ranking: Ranking,
    /// What nearness already gave each candidate.
    pub(crate) pulled: HashMap<BodyId, f32>,
    /// Reasons that concern one candidate.
    pub(crate) context: Vec<(BodyId, Reason)>,
    pub(crate) verdict: Verdict,
}

impl Named {
    /// A name as written with its candidates, nothing else known.
    pub(crate) fn written(text: String, span: Span, ranking: Ranking) -> Self {
        Self {
            key: fold::plain_key(&text),
            text,
            span,
            sentence: None,
            scope: Scope::default(),
            cell: None,
            words: (0, 0, 0),
            levels: Levels::default(),
            country: None,
            is_introduced: false,
            is_organisation: false,
            ranking,
            pulled: HashMap::new(),
            context: Vec::new(),
            verdict: Verdict::Unknown,
        }
    }

    /// The body meant, if one is.
    pub(crate) fn body(&self) -> Option<BodyId> {
        match self.verdict {
            Verdict::One(_) => self.ranking.scored.first().map(|best| best.body),
            _ => None,
        }
    }

    /// The body that is likeliest, even among several.
    pub(crate) fn likeliest(&self) -> Option<BodyId> {
        match self.verdict {
            Verdict::Unknown => None,
            _ => self.ranking.scored.first().map(|best| best.body),
        }
    }
}

/// Resolves written names that stand in one document together: neighbours help each other.
///
/// In: each name with its hints. Out: for each, in order, the verdict and the candidates, best first.
pub fn resolve_together(rows: &[(String, Hints)], resolver: &Resolver<'_>) -> Vec<(Verdict, Vec<Candidate>)> {
    let mut scratch = Scratch::default();
    let mut named: Vec<Named> = rows
        .iter()
        .map(|(written, hints)| {
            let ranking = resolver.ranking(written, hints, &mut scratch);
            let key = fold::plain_key(written);
            let key = type_words::strip(&key).map_or_else(|| key.clone(), |stripped| stripped.key.to_owned());
            Named {
                key,
                levels: ranking.levels,
                ..Named::written(written.clone(), Span::default(), ranking)
            }
        })
        .collect();
    if named.len() > 1 {
        coherence::together(&mut named, resolver.gazetteer());
    }
    named
        .iter()
        .map(|one| {
            let candidates = one
                .ranking
                .scored
                .iter()
                .take(20)
                .map(|scored| resolver.candidate(scored))
                .collect();
            (resolver.verdict(&one.ranking), candidates)
        })
        .collect()
}

/// Everything the rules of claims work on.
pub(crate) struct Analysis<'d, 'g> {
    pub(crate) document: &'d Document,
    pub(crate) resolver: &'d Resolver<'g>,
    pub(crate) context: Context,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) named: Vec<Named>,
    pub(crate) records: Vec<claims::TableRecord>,
    /// Tables whose headings nobody knows.
    pub(crate) strange_tables: Vec<Span>,
}

/// Recognises a document.
pub fn recognise(document: &Document, resolver: &Resolver<'_>) -> Recognition {
    let analysis = analyse(document, resolver);
    let claims = claims::all(&analysis);
    answer::answer(&analysis, claims)
}

fn analyse<'d, 'g>(document: &'d Document, resolver: &'d Resolver<'g>) -> Analysis<'d, 'g> {
    let mut sentences = prose(document);
    let (mut records, strange_tables) = claims::records(document);
    for (at, record) in records.iter().enumerate() {
        titles(document, at, record, &mut sentences);
    }
    let mut context = Context::of(
        sentences.iter().map(|sentence| sentence.words.as_slice()),
        resolver.countries(),
        document.metadata.language.as_deref(),
    );
    let mut scratch = Scratch::default();
    let mut named = Vec::new();
    for (at, record) in records.iter_mut().enumerate() {
        claims::name_cells(
            record,
            at,
            (document, resolver, &context),
            &mut scratch,
            &mut named,
        );
    }
    for country in records.iter().flat_map(|record| &record.countries) {
        if !context.countries.contains(country) {
            context.countries.push(*country);
        }
    }
    let mut spots: Vec<Vec<Spot>> = sentences
        .iter()
        .map(|sentence| find::spots(&sentence.words, resolver.gazetteer()))
        .collect();
    find::add_short_forms(&mut spots, &sentences);
    context.add_voted(votes(&sentences, &spots, (resolver, &context), &mut scratch));
    for (at, (sentence, spots)) in sentences.iter().zip(spots).enumerate() {
        for spot in spots {
            let hints = hints(&spot, sentence, &context, &records);
            if let Some(one) = name(
                document,
                (at, sentence),
                spot,
                (resolver, &context),
                hints,
                &mut scratch,
            ) {
                named.push(one);
            }
        }
    }
    coherence::together(&mut named, resolver.gazetteer());
    for one in &mut named {
        one.verdict = resolver.verdict(&one.ranking);
    }
    let mut analysis = Analysis {
        document,
        resolver,
        context,
        sentences,
        named,
        records,
        strange_tables,
    };
    drop_improbable(&mut analysis);
    analysis
}

/// The names of prose that the gazetteer has, as written, in one country only.
fn votes(
    sentences: &[Sentence],
    spots: &[Vec<Spot>],
    (resolver, context): (&Resolver<'_>, &Context),
    scratch: &mut Scratch,
) -> Vec<Vote> {
    let gazetteer = resolver.gazetteer();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (sentence, spots) in sentences
        .iter()
        .zip(spots)
        .filter(|(sentence, _)| sentence.record.is_none())
    {
        for spot in spots.iter().filter(|spot| spot.is_known) {
            let words = sentence.words.get(spot.first..spot.end).unwrap_or_default();
            let key = words
                .iter()
                .map(|word| word.key.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            let is_word = sentence
                .cues
                .iter()
                .any(|cue| cue.first == spot.first && cue.end == spot.end);
            if is_word
                || found.len() >= context::VOTES
                || !seen.insert(key.clone())
                || is_common(spot, sentence, (resolver, context))
            {
                continue;
            }
            let hints = Hints {
                levels: spot.levels,
                ..Hints::default()
            };
            let ranking = resolver.ranking(&key, &hints, scratch);
            let Some(best) = ranking.scored.first().filter(|best| best.how == How::Exact) else {
                continue;
            };
            let country = gazetteer.country(best.body);
            let rivals = ranking
                .scored
                .iter()
                .take_while(|other| best.score - other.score < 1.5);
            let is_one = rivals
                .clone()
                .all(|other| gazetteer.country(other.body) == country);
            if let Some((country, point)) = country.zip(gazetteer.point(best.body)).filter(|_| is_one) {
                found.push(Vote {
                    country,
                    body: best.body,
                    point,
                });
            }
        }
    }
    found
}

/// The sentences of all blocks that are content.
fn prose(document: &Document) -> Vec<Sentence> {
    let mut found = Vec::new();
    for block in &document.blocks {
        match block.kind {
            BlockKind::Table(_) | BlockKind::Furniture => continue,
            BlockKind::Heading { .. }
            | BlockKind::Paragraph
            | BlockKind::ListItem { .. }
            | BlockKind::Image { .. } => {}
        }
        for span in sentences::sentences(&document.text, block.span) {
            found.push(sentence(document, span, None));
        }
    }
    found
}

fn sentence(document: &Document, span: Span, record: Option<usize>) -> Sentence {
    let words = tokens::words(&document.text, span);
    let place = document
        .items
        .iter()
        .position(|item| item.span.start <= span.start && span.start < item.span.end);
    let item = place.and_then(|place| document.items.get(place));
    let language = item
        .and_then(|item| item.language.as_deref())
        .or(document.metadata.language.as_deref());
    let cues = lexicon::cues(&words, language);
    let dated = item.and_then(|item| item.date);
    Sentence {
        span,
        words,
        cues,
        item: place.unwrap_or(0),
        record,
        today: dated.or(document.metadata.published),
    }
}

/// The pieces of a record's title are read as prose, with the countries of the record.
fn titles(document: &Document, at: usize, record: &claims::TableRecord, sentences: &mut Vec<Sentence>) {
    for piece in &record.record.title.pieces {
        sentences.push(sentence(document, *piece, Some(at)));
    }
}

fn hints(spot: &Spot, sentence: &Sentence, context: &Context, records: &[claims::TableRecord]) -> Hints {
    let record = sentence.record.and_then(|at| records.get(at));
    let mut countries = record.map_or_else(|| context.countries.clone(), |record| record.countries.clone());
    countries.truncate(24);
    Hints {
        levels: spot.levels,
        countries,
        ..Hints::default()
    }
}

/// Ranks the candidates of a spot; `None` if it is certainly no authority.
fn name(
    document: &Document,
    (at, sentence): (usize, &Sentence),
    spot: Spot,
    (resolver, context): (&Resolver<'_>, &Context),
    hints: Hints,
    scratch: &mut Scratch,
) -> Option<Named> {
    let is_introduced = spot.intro < spot.first;
    if is_common(&spot, sentence, (resolver, context)) {
        return None;
    }
    let first = sentence.words.get(spot.first)?;
    let last = sentence.words.get(spot.end.checked_sub(1)?)?;
    let bare = Span::new(first.span.start, last.span.end).of(&document.text);
    // A whole that has a name of its own (“Communauté d’agglomération Saumur Val de Loire”) is looked up whole.
    let whole = spot.span.of(&document.text);
    let ranking = resolver.ranking(
        if spot.span.start < first.span.start {
            whole
        } else {
            bare
        },
        &hints,
        scratch,
    );
    if ranking.scored.is_empty() && !is_introduced {
        return None;
    }
    Some(Named {
        key: fold::plain_key(bare),
        sentence: Some(at),
        scope: Scope {
            item: sentence.item,
            record: sentence.record,
        },
        words: (spot.intro, spot.first, spot.end),
        levels: spot.levels,
        country: hints.country,
        is_introduced,
        ..Named::written(whole.to_owned(), spot.span, ranking)
    })
}

/// Words that are written with a capital for another reason than being a name.
fn is_common(spot: &Spot, sentence: &Sentence, (resolver, context): (&Resolver<'_>, &Context)) -> bool {
    let words = sentence.words.get(spot.first..spot.end).unwrap_or_default();
    let key = words
        .iter()
        .map(|word| word.key.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    if spot.intro < spot.first {
        return false;
    }
    if resolver
        .countries()
        .by_key(&key)
        .is_some_and(|country| !is_town_too(country, &key, (resolver, context)))
    {
        return true;
    }
    let is_single = words.len() == 1;
    if is_single && words.iter().any(|word| amounts::is_numeral(&word.key)) {
        return true;
    }
    if is_single && (context.common.contains(&key) || find::is_stop_word(&key) || key.chars().count() < 2) {
        return true;
    }
    // A run of capitals is a heading or a slogan.
    let shouts = |at: usize| {
        sentence
            .words
            .get(at)
            .is_some_and(|word| word.shape == tokens::Shape::Upper)
    };
    let is_loud = words.iter().all(|word| word.shape == tokens::Shape::Upper);
    is_loud && (shouts(spot.end) || spot.first.checked_sub(1).is_some_and(shouts))
        || beside_another_name(spot, sentence)
}

/// Whether the name of a country that the document is not about is also a town of one that it is about:
/// “Saint-Martin”, “Grenade”.
fn is_town_too(country: Country, key: &str, (resolver, context): (&Resolver<'_>, &Context)) -> bool {
    let gazetteer = resolver.gazetteer();
    let is_town = |body: BodyId| {
        gazetteer.level(body) == Level::Municipality
            && gazetteer
                .country(body)
                .is_some_and(|home| context.countries.contains(&home))
    };
    !context.countries.contains(&country)
        && gazetteer
            .named(key.as_bytes())
            .filter(|found| !found.is_bare)
            .any(|found| is_town(gazetteer.body_named(found.name)))
}

/// A capital word right before or behind, which is no part of it, makes it a piece of somebody's or something's name:
/// “Emmanuel Macron”, “Sport Culture Social”.
fn beside_another_name(spot: &Spot, sentence: &Sentence) -> bool {
    let is_title = |word: &Token| matches!(word.shape, tokens::Shape::Title | tokens::Shape::Upper);
    let behind = sentence
        .words
        .get(spot.end)
        .filter(|word| word.gap == tokens::Gap::Space);
    let before = spot
        .first
        .checked_sub(1)
        .and_then(|before| sentence.words.get(before));
    let joined = sentence
        .words
        .get(spot.first)
        .is_some_and(|word| matches!(word.gap, tokens::Gap::Space | tokens::Gap::Hyphen));
    let is_free = |word: &Token| {
        find::is_stop_word(&word.key) || find::is_connector(&word.key) || is_free_title(&word.key)
    };
    behind.is_some_and(|word| is_title(word) && !is_free(word))
        || before.is_some_and(|word| joined && is_title(word) && !is_free(word) && spot.first > 1)
}

/// Capital words that may stand before a place without being part of its name.
fn is_free_title(key: &str) -> bool {
    crate::resolve::type_words::levels_of(key).is_some()
}

/// Takes out what is left improbable once all is decided together.
fn drop_improbable(analysis: &mut Analysis<'_, '_>) {
    let gazetteer = analysis.resolver.gazetteer();
    let countries: Vec<Country> = analysis.context.countries.clone();
    let (sentences, records) = (&analysis.sentences, &analysis.records);
    analysis.named.retain(|one| {
        let Some(sentence) = one.sentence.and_then(|at| sentences.get(at)) else {
            return true;
        };
        let Some(best) = one
            .ranking
            .scored
            .first()
            .filter(|_| one.verdict != Verdict::Unknown)
        else {
            // An unknown body is worth showing where it is introduced as one in prose: “la commune de …”.
            return one.is_introduced && sentence.record.is_none();
        };
        // The title of a project names places of the two countries; other names in it are slogans.
        let home = sentence
            .record
            .and_then(|at| records.get(at))
            .map_or(&countries, |record| &record.countries);
        let is_native = gazetteer
            .country(best.body)
            .is_some_and(|country| home.contains(&country));
        let is_vouched = one.context.iter().any(|(body, _)| *body == best.body);
        let is_large =
            sentence.record.is_none() && gazetteer.population(best.body) >= 100_000 && best.how == How::Exact;
        let is_named = one.is_introduced || !best.how.is_guess() || is_vouched;
        (is_native && is_named) || is_large
    });
    analysis
        .named
        .sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
    let mut end = 0;
    analysis.named.retain(|one| {
        let is_free = one.span.start >= end;
        if is_free {
            end = one.span.end;
        }
        is_free
    });
}
