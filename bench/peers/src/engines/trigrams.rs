//! tantivy: runs of three letters ranked by BM25, and whole names by its automaton of two slips.
//!
//! In: a key. Out: the [`ENOUGH`] best names of either search.
//!
//! Helped: each run and each name also stands there with its country in front, so that a search in one country reads
//! the lists of that country only.

use super::{Peer, three_letters};
use crate::error::PeersError;
use crate::help::Scope;
use crate::names::Names;
use std::path::Path;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, ReloadPolicy, Searcher, TantivyDocument, Term};
use vocabulary::Country;

/// Names that are ranked again, of each of the two searches.
const ENOUGH: usize = 50;
/// Names that the automaton gives where it does not know the countries.
const ENOUGH_OF_ALL: usize = 500;
/// Slips the automaton allows.
const DISTANCE: u8 = 2;
/// Memory for making the index.
const BUDGET: usize = 200_000_000;

const WORD: &str = "tantivy";

/// The open index.
pub(super) struct Trigrams {
    searcher: Searcher,
    fields: Fields,
}

#[derive(Clone, Copy)]
struct Fields {
    /// Runs of three letters, and the same with the country in front.
    runs: Field,
    runs_of_country: Field,
    /// The whole name, and the same with the country in front.
    name: Field,
    name_of_country: Field,
    place: Field,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_index_option(IndexRecordOption::WithFreqs);
    let words = TextOptions::default().set_indexing_options(words);
    let fields = Fields {
        runs: schema.add_text_field("runs", words.clone()),
        runs_of_country: schema.add_text_field("runs_of_country", words),
        name: schema.add_text_field("name", STRING),
        name_of_country: schema.add_text_field("name_of_country", STRING),
        place: schema.add_u64_field("place", FAST),
    };
    (schema.build(), fields)
}

/// The runs of a key as words, a country's code in front of each.
fn words<'k>(country: &'k str, key: &str) -> impl Iterator<Item = String> + use<'k> {
    three_letters(key)
        .into_iter()
        .map(move |run| format!("{country}{}", run.replace(' ', "_")))
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

/// Makes the index.
pub(super) fn build(names: &Names, folder: &Path) -> Result<(), PeersError> {
    std::fs::create_dir_all(folder).map_err(PeersError::at(folder))?;
    let fill = || -> tantivy::Result<()> {
        let (schema, fields) = schema();
        let index = Index::create_in_dir(folder, schema)?;
        let mut writer = index.writer_with_num_threads(1, BUDGET)?;
        for (country, range) in names.countries() {
            for place in range.clone() {
                let (key, country) = (names.key(place), country.as_str());
                let mut document = TantivyDocument::new();
                document.add_text(fields.runs, joined(words("", key)));
                document.add_text(fields.runs_of_country, joined(words(country, key)));
                document.add_text(fields.name, key);
                document.add_text(fields.name_of_country, format!("{country}{key}"));
                document.add_u64(fields.place, u64::from(place));
                writer.add_document(document)?;
            }
        }
        writer.commit()?;
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()
    };
    fill().map_err(PeersError::of(WORD))
}

impl Trigrams {
    pub(super) fn open(folder: &Path) -> Result<Self, PeersError> {
        let opened = || -> tantivy::Result<Self> {
            let index = Index::open_in_dir(folder)?;
            let reader = index
                .reader_builder()
                .reload_policy(ReloadPolicy::Manual)
                .try_into()?;
            Ok(Self {
                searcher: reader.searcher(),
                fields: schema().1,
            })
        };
        opened().map_err(PeersError::of(WORD))
    }

    fn search(&self, key: &str, scope: &Scope, found: &mut Vec<u32>) -> tantivy::Result<()> {
        let (runs, countries) = if scope.countries.is_empty() {
            (self.fields.runs, vec![""])
        } else {
            let countries = scope.countries.iter().map(Country::as_str).collect();
            (self.fields.runs_of_country, countries)
        };
        // One automaton for several countries, not one for each: making it costs more than running it.
        let (whole, limit) = match scope.countries.as_slice() {
            [country] => {
                let name = format!("{}{key}", country.as_str());
                (Term::from_field_text(self.fields.name_of_country, &name), ENOUGH)
            }
            _ => (Term::from_field_text(self.fields.name, key), ENOUGH_OF_ALL),
        };
        let near = FuzzyTermQuery::new(whole, DISTANCE, true);
        self.best(&near, limit, scope, found)?;
        let words = countries.iter().flat_map(|country| words(country, key));
        let shared = words.map(|word| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_text(runs, &word);
            (
                Occur::Should,
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
            )
        });
        self.best(&BooleanQuery::new(shared.collect()), ENOUGH, scope, found)
    }

    fn best(
        &self,
        query: &dyn Query,
        limit: usize,
        scope: &Scope,
        found: &mut Vec<u32>,
    ) -> tantivy::Result<()> {
        let best = TopDocs::with_limit(limit).order_by_score();
        for (_, address) in self.searcher.search(query, &best)? {
            let segment = self.searcher.segment_reader(address.segment_ord);
            let place = segment.fast_fields().u64("place")?.first(address.doc_id);
            let place = place.and_then(|place| u32::try_from(place).ok());
            found.extend(place.filter(|place| scope.has(*place)));
        }
        Ok(())
    }
}

impl Peer for Trigrams {
    fn near(&mut self, key: &str, scope: &Scope, found: &mut Vec<u32>) -> Result<(), PeersError> {
        self.search(key, scope, found).map_err(PeersError::of(WORD))
    }
}
