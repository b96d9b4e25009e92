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
pub(crate) mod bystanders;
pub(crate) mod cell_words;
mod coherence;
pub(crate) mod columns;
mod company;
pub(crate) mod context;
pub(crate) mod currencies;
pub(crate) mod dates;
pub(crate) mod evidence;
pub(crate) mod find;
pub(crate) mod flags;
pub(crate) mod home;
mod known;
pub(crate) mod lexicon;
pub(crate) mod names;
mod nearby;
pub(crate) mod numerals;
pub(crate) mod phrases;
mod references;
mod sections;
pub(crate) mod sentences;
mod strangers;
pub(crate) mod table;
pub(crate) mod tokens;

pub(crate) use coherence::kilometres;

pub use answer::{ItemAnswer, Recognition, RemarkAnswer};

use crate::claims;
use crate::fold;
use crate::gazetteer::BodyId;
use crate::resolve::memory::Memory;
use crate::resolve::type_words::{self, Levels};
use crate::resolve::{Hints, Ranking, Resolver, Scratch};
use context::Context;
use find::Spot;
use jiff::civil::Date;
use lexicon::Cue;
use read::{BlockKind, Document, Span};
use rustc_hash::{FxHashMap, FxHashSet};
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
    /// The language of its part of the document.
    pub(crate) language: Option<String>,
    /// Whether it is a heading.
    pub(crate) is_heading: bool,
    /// The country of the heading it stands under.
    pub(crate) under: Option<Country>,
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
    pub(crate) pulled: FxHashMap<BodyId, f32>,
    /// Candidates that a region named elsewhere has spoken for.
    pub(crate) placed: FxHashSet<BodyId>,
    /// Reasons that concern one candidate.
    pub(crate) context: Vec<(BodyId, Reason)>,
    pub(crate) verdict: Verdict,
    /// Who it is in this document where no list has it.
    pub(crate) stranger: Option<BodyId>,
    /// The name before that a phrase stands for, by its place among the names: “the French town”.
    pub(crate) stands_for: Option<usize>,
}

impl Named {
    /// Takes all candidates away: no list has it.
    fn forget(&mut self) {
        self.ranking.scored.clear();
        self.verdict = Verdict::Unknown;
    }

    /// A name as written with its candidates, nothing else known.
    pub(crate) fn written((text, key): (String, String), span: Span, ranking: Ranking) -> Self {
        Self {
            key,
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
            pulled: FxHashMap::default(),
            placed: FxHashSet::default(),
            context: Vec::new(),
            verdict: Verdict::Unknown,
            stranger: None,
            stands_for: None,
        }
    }

    /// “Арбузинська громада”, “Wicklow District”: whether the last word of the name says what it is.
    pub(crate) fn is_typed(&self, words: &[Token]) -> bool {
        let (_, first, end) = self.words;
        let last = words.get(first + 1..end).and_then(<[_]>::last);
        last.is_some_and(|word| type_words::levels_of(&word.key).is_some())
    }

    /// The body meant, if one is.
    pub(crate) fn body(&self) -> Option<BodyId> {
        match self.verdict {
            Verdict::One(_) => self.ranking.scored.first().map(|best| best.body),
            _ => None,
        }
    }

    /// The body that is likeliest, even among several, or the stranger of this name.
    pub(crate) fn likeliest(&self) -> Option<BodyId> {
        match self.verdict {
            Verdict::Unknown => self.stranger,
            _ => self.ranking.scored.first().map(|best| best.body),
        }
    }
}

/// Resolves written names that stand in one document together: neighbours help each other.
///
/// In: each name with its hints. Out: for each, in order, its ranking.
pub fn resolve_together(rows: &[(&str, &Hints)], resolver: &Resolver<'_>) -> Vec<Ranking> {
    let mut scratch = Scratch::default();
    let mut rankings = rows
        .iter()
        .map(|(written, hints)| resolver.ranking(written, hints, &mut scratch));
    if rows.len() < 2 {
        return rankings.collect();
    }
    let mut named: Vec<Named> = rows
        .iter()
        .zip(&mut rankings)
        .map(|((written, _), ranking)| {
            let key = fold::plain_key(written);
            let key = type_words::strip(&key).map_or_else(|| key.clone(), |stripped| stripped.key.to_owned());
            Named {
                levels: ranking.levels,
                ..Named::written(((*written).to_owned(), key), Span::default(), ranking)
            }
        })
        .collect();
    coherence::together(&mut named, resolver.gazetteer());
    named.into_iter().map(|one| one.ranking).collect()
}

/// Everything the rules of claims work on.
pub(crate) struct Analysis<'d, 'g> {
    pub(crate) document: &'d Document,
    pub(crate) resolver: &'d Resolver<'g>,
    pub(crate) context: Context,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) named: Vec<Named>,
    pub(crate) records: Vec<claims::TableRecord>,
    /// Lists of partners.
    pub(crate) lists: claims::Lists,
    /// Who speaks.
    pub(crate) home: home::Home,
    /// What each table holds.
    pub(crate) plans: Vec<columns::Plan>,
    /// Tables whose headings nobody knows.
    pub(crate) strange_tables: Vec<Span>,
}

impl Analysis<'_, '_> {
    /// The likeliest body of the name at a place of the list of names.
    pub(crate) fn likeliest(&self, named: usize) -> Option<BodyId> {
        self.named.get(named)?.likeliest()
    }

    /// The names inside a part of the text, in order: names are sorted and do not overlap.
    pub(crate) fn names_in(&self, span: Span) -> &[Named] {
        let from = self.named.partition_point(|one| one.span.start < span.start);
        let to = self.named.partition_point(|one| one.span.start < span.end);
        self.named.get(from..to).unwrap_or_default()
    }

    /// Whether a word is part of a name or a phrase that stands for one.
    pub(crate) fn is_named(&self, word: Span) -> bool {
        let behind = self.named.partition_point(|one| one.span.start <= word.start);
        let one = behind.checked_sub(1).and_then(|at| self.named.get(at));
        one.is_some_and(|one| one.span.contains(word))
    }
}

/// What names are read against.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a, 'g> {
    pub(crate) document: &'a Document,
    pub(crate) resolver: &'a Resolver<'g>,
    pub(crate) context: &'a Context,
    memory: &'a Memory<'a, 'g>,
}

impl<'a, 'g> Ground<'a, 'g> {
    /// A document with what is known of it so far.
    fn of(document: &'a Document, memory: &'a Memory<'a, 'g>, context: &'a Context) -> Self {
        Self {
            document,
            resolver: memory.resolver(),
            context,
            memory,
        }
    }

    /// Ranks the bodies that a written name may mean.
    pub(crate) fn ranking(&self, written: &str, hints: &Hints) -> Ranking {
        self.memory.ranking(written, hints)
    }
}

/// Recognises a document.
pub fn recognise(document: &Document, resolver: &Resolver<'_>) -> Recognition {
    let analysis = analyse(document, resolver);
    let claims = claims::all(&analysis);
    answer::answer(&analysis, claims)
}

pub(crate) fn analyse<'d, 'g>(document: &'d Document, resolver: &'d Resolver<'g>) -> Analysis<'d, 'g> {
    let mut analysis = considered(document, resolver);
    evidence::drop_improbable(&mut analysis);
    tell_strangers(&mut analysis.named);
    references::add(&mut analysis);
    analysis.home = home::Home::of(&analysis);
    analysis
}

/// Whoever prose names and no list has is somebody all the same, the same wherever the name stands.
fn tell_strangers(named: &mut [Named]) {
    let mut known: FxHashMap<String, BodyId> = FxHashMap::default();
    for one in named {
        if one.verdict == Verdict::Unknown && one.sentence.is_some() {
            let next = BodyId::stranger(u32::try_from(known.len()).unwrap_or(u32::MAX));
            one.stranger = Some(*known.entry(one.key.clone()).or_insert(next));
        }
    }
}

/// The document with every name that could be one, decided together, none dropped yet.
pub(crate) fn considered<'d, 'g>(document: &'d Document, resolver: &'d Resolver<'g>) -> Analysis<'d, 'g> {
    let mut sentences = prose(document);
    let claims::Tables {
        plans,
        mut records,
        strange: strange_tables,
        prose: of_cells,
    } = claims::tables(document, &sentences, resolver);
    for span in of_cells {
        for span in sentences::sentences(&document.text, span) {
            push_sentence(document, span, None, &mut sentences);
        }
    }
    for (at, record) in records.iter().enumerate() {
        titles(document, at, record, &mut sentences);
    }
    let words = sentences.iter().map(|sentence| sentence.words.as_slice());
    let mut context = Context::of(words, resolver.countries(), document.metadata.language.as_deref());
    let memory = Memory::of(resolver);
    let mut cells = claims::Cells::of(Ground::of(document, &memory, &context), &plans);
    cells.find_homes(&records);
    for (at, record) in records.iter_mut().enumerate() {
        cells.read(record, at);
    }
    let mut named = cells.named;
    let lists = claims::Lists::of(document, resolver);
    context.add(lists.countries());
    context.add(records.iter().flat_map(|record| &record.countries).copied());
    let gazetteer = resolver.gazetteer();
    context::under_headings(&mut sentences, resolver.countries());
    let mut known = known::Names::of(resolver, document.metadata.language.as_deref());
    let spots = spots(&sentences, &lists, &mut known);
    let votes = names::votes(Ground::of(document, &memory, &context), &sentences, &spots);
    context.add_voted(votes);
    let ground = Ground::of(document, &memory, &context);
    named.extend(lists.named(ground));
    named.extend(names::named(ground, &sentences, spots, &records));
    coherence::together(&mut named, gazetteer);
    claims::settle_twins(&mut named, resolver);
    for one in &mut named {
        one.verdict = resolver.verdict(&one.ranking);
    }
    Analysis {
        document,
        resolver,
        context,
        sentences,
        named,
        records,
        lists,
        plans,
        home: home::Home::default(),
        strange_tables,
    }
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
        let known = found.len();
        for span in sentences::sentences(&document.text, block.span) {
            push_sentence(document, span, None, &mut found);
        }
        if matches!(block.kind, BlockKind::Heading { .. }) {
            found.iter_mut().skip(known).for_each(|one| one.is_heading = true);
        }
    }
    found
}

/// Most words of one sentence: what is longer is a list or no prose at all, and is cut, so that rules which look at
/// every pair of words stay cheap.
const LONGEST: usize = 500;

fn push_sentence(document: &Document, span: Span, record: Option<usize>, found: &mut Vec<Sentence>) {
    let words = tokens::words_of_sentence(&document.text, span);
    if words.len() <= LONGEST {
        found.push(sentence(document, (span, words), record));
        return;
    }
    for piece in words.chunks(LONGEST) {
        let (Some(first), Some(last)) = (piece.first(), piece.last()) else {
            continue;
        };
        let span = Span::new(first.span.start, last.span.end);
        found.push(sentence(document, (span, piece.to_vec()), record));
    }
}

fn sentence(document: &Document, (span, words): (Span, Vec<Token>), record: Option<usize>) -> Sentence {
    // Items stand in order of place.
    let behind = document
        .items
        .partition_point(|item| item.span.start <= span.start);
    let place = behind.checked_sub(1).filter(|place| {
        document
            .items
            .get(*place)
            .is_some_and(|item| span.start < item.span.end)
    });
    let item = place.and_then(|place| document.items.get(place));
    let language = item
        .and_then(|item| item.language.as_deref())
        .or(document.metadata.language.as_deref());
    let mut cues = lexicon::cues(&words, language);
    company::of_company(&mut cues, &words, &document.text, language);
    let today = item.and_then(|item| item.date).or(document.metadata.published);
    Sentence {
        span,
        words,
        cues,
        item: place.unwrap_or(0),
        record,
        today,
        language: language.map(str::to_owned),
        is_heading: false,
        under: None,
    }
}

/// The pieces of a record's title are read as prose, with the countries of the record.
fn titles(document: &Document, at: usize, record: &claims::TableRecord, sentences: &mut Vec<Sentence>) {
    for piece in &record.record.title.pieces {
        push_sentence(document, *piece, Some(at), sentences);
    }
}

/// A line under a heading with fewer words than this is an entry of a list.
const LISTED: usize = 12;

/// The spots of all sentences, but for what lists read themselves.
fn spots(sentences: &[Sentence], lists: &claims::Lists, names: &mut known::Names<'_, '_>) -> Vec<Vec<Spot>> {
    let mut spots: Vec<Vec<Spot>> = sentences
        .iter()
        .map(|sentence| {
            let is_listed = sentence.under.is_some() && sentence.words.len() < LISTED;
            let is_told = sentence
                .cues
                .iter()
                .any(|cue| strangers::TELLING.contains(&cue.concept));
            find::spots(&sentence.words, names, (is_listed, is_told))
        })
        .collect();
    find::add_short_forms(&mut spots, sentences);
    find::add_adjectives(&mut spots, sentences, names.gazetteer());
    drop_listed(&mut spots, &lists.spans());
    spots
}

/// Takes out the spots that the entries of a list cover: the list reads them.
fn drop_listed(spots: &mut [Vec<Spot>], listed: &[Span]) {
    if listed.is_empty() {
        return;
    }
    for list in spots {
        list.retain(|spot| {
            let behind = listed.partition_point(|span| span.start < spot.span.end);
            let before = behind.checked_sub(1).and_then(|at| listed.get(at));
            before.is_none_or(|span| span.end <= spot.span.start)
        });
    }
}
