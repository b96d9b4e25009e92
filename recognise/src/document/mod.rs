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

pub use answer::{ItemAnswer, Recognition, RemarkAnswer};

use crate::claims;
use crate::fold;
use crate::gazetteer::BodyId;
use crate::resolve::type_words::Levels;
use crate::resolve::{Hints, Ranking, Resolver, Scratch};
use context::Context;
use find::Spot;
use jiff::civil::Date;
use lexicon::Cue;
use read::{BlockKind, Document, Span};
use std::collections::HashMap;
use tokens::Token;
use vocabulary::{Country, Reason, Verdict};

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
    let context = Context::of(
        sentences.iter().map(|sentence| sentence.words.as_slice()),
        resolver.countries(),
        document.metadata.language.as_deref(),
    );
    let mut scratch = Scratch::default();
    let mut named = Vec::new();
    for (at, record) in records.iter_mut().enumerate() {
        claims::name_cells(record, at, (document, resolver, &context), &mut scratch, &mut named);
    }
    for (at, sentence) in sentences.iter().enumerate() {
        for spot in find::spots(&sentence.words, resolver.gazetteer()) {
            let hints = hints(&spot, sentence, &context, &records);
            if let Some(one) = name(document, (at, sentence), spot, (resolver, &context), hints, &mut scratch) {
                named.push(one);
            }
        }
    }
    coherence::together(&mut named, resolver.gazetteer());
    for one in &mut named {
        one.verdict = resolver.verdict(&one.ranking);
    }
    let mut analysis = Analysis { document, resolver, context, sentences, named, records, strange_tables };
    drop_improbable(&mut analysis);
    analysis
}

/// The sentences of all blocks that are content.
fn prose(document: &Document) -> Vec<Sentence> {
    let mut found = Vec::new();
    for block in &document.blocks {
        match block.kind {
            BlockKind::Table(_) | BlockKind::Furniture => continue,
            BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Image { .. } => {}
        }
        for span in sentences::sentences(&document.text, block.span) {
            found.push(sentence(document, span, None));
        }
    }
    found
}

fn sentence(document: &Document, span: Span, record: Option<usize>) -> Sentence {
    let words = tokens::words(&document.text, span);
    let cues = lexicon::cues(&words);
    let item = document.items.iter().position(|item| item.span.start <= span.start && span.start < item.span.end);
    let dated = item.and_then(|item| document.items.get(item)).and_then(|item| item.date);
    Sentence { span, words, cues, item: item.unwrap_or(0), record, today: dated.or(document.metadata.published) }
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
    Hints { levels: spot.levels, countries, ..Hints::default() }
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
    let ranking = resolver.ranking(if spot.span.start < first.span.start { whole } else { bare }, &hints, scratch);
    if ranking.scored.is_empty() && !is_introduced {
        return None;
    }
    Some(Named {
        text: whole.to_owned(),
        key: fold::plain_key(bare),
        span: spot.span,
        sentence: Some(at),
        cell: None,
        words: (spot.intro, spot.first, spot.end),
        levels: spot.levels,
        country: hints.country,
        is_introduced,
        is_organisation: false,
        ranking,
        pulled: HashMap::new(),
        context: Vec::new(),
        verdict: Verdict::Unknown,
    })
}

/// Words that are written with a capital for another reason than being a name.
fn is_common(spot: &Spot, sentence: &Sentence, (resolver, context): (&Resolver<'_>, &Context)) -> bool {
    let words = sentence.words.get(spot.first..spot.end).unwrap_or_default();
    let key = words.iter().map(|word| word.key.as_str()).collect::<Vec<_>>().join(" ");
    if spot.intro < spot.first {
        return false;
    }
    if resolver.countries().by_key(&key).is_some() {
        return true;
    }
    let is_single = words.len() == 1;
    if is_single && (context.common.contains(&key) || find::is_stop_word(&key) || key.chars().count() < 2) {
        return true;
    }
    // A run of capitals is a heading or a slogan.
    let shouts = |at: usize| sentence.words.get(at).is_some_and(|word| word.shape == tokens::Shape::Upper);
    let is_loud = words.iter().all(|word| word.shape == tokens::Shape::Upper);
    is_loud && (shouts(spot.end) || spot.first.checked_sub(1).is_some_and(shouts))
        || beside_another_name(spot, sentence)
}

/// A capital word right before or behind, which is no part of it, makes it a piece of somebody's or something's name:
/// “Emmanuel Macron”, “Sport Culture Social”.
fn beside_another_name(spot: &Spot, sentence: &Sentence) -> bool {
    let is_title = |word: &Token| matches!(word.shape, tokens::Shape::Title | tokens::Shape::Upper);
    let behind = sentence.words.get(spot.end).filter(|word| word.gap == tokens::Gap::Space);
    let before = spot.first.checked_sub(1).and_then(|before| sentence.words.get(before));
    let joined = sentence.words.get(spot.first).is_some_and(|word| matches!(word.gap, tokens::Gap::Space | tokens::Gap::Hyphen));
    let is_free = |word: &Token| find::is_stop_word(&word.key) || find::is_connector(&word.key) || is_free_title(&word.key);
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
    analysis.named.retain(|one| {
        if one.sentence.is_none() || one.is_introduced {
            return true;
        }
        let Some(best) = one.ranking.scored.first() else { return false };
        let is_native = gazetteer.country(best.body).is_some_and(|country| countries.contains(&country));
        let inhabitants = gazetteer.population(best.body);
        match one.verdict {
            Verdict::Unknown => false,
            _ if best.how.is_guess() && !one.context.iter().any(|(body, _)| *body == best.body) => false,
            _ => is_native || inhabitants >= 100_000,
        }
    });
    analysis.named.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
    let mut end = 0;
    analysis.named.retain(|one| {
        let is_free = one.span.start >= end;
        if is_free {
            end = one.span.end;
        }
        is_free
    });
}
