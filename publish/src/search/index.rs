//! The full-text index: entries in, segments on disk or in memory out.
//!
//! # Invariants
//! - A commit carries the position of the record that it stands for, so a reopened index knows what it has missed.
//! - An index of another layout, or of another record, is never read.

use super::analysis::{Forms, folded, tokens};
use super::columns::Columns;
use super::entry::{Entry, Role};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::MmapDirectory;
use tantivy::merge_policy::{LogMergePolicy, NoMergePolicy};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{
    Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, SegmentOrdinal, SegmentReader, TantivyDocument,
    TantivyError, Term,
};
use uuid::Uuid;
use vocabulary::Country;

/// Grows with every change of what stands in the index; one of another layout is made anew.
const LAYOUT: u32 = 1;
/// Memory for documents that wait for a commit, in bytes: the least that the library allows.
const ARENA: usize = 15_000_000;
/// Longest text of one part that is indexed, in bytes.
const LONGEST_PART: usize = 200_000;

/// Where the index is kept.
#[derive(Debug, Clone)]
pub enum Shelved {
    /// In a folder of its own; made if it is not there, made anew if it cannot be used.
    In(PathBuf),
    /// In memory, gone with the program.
    Nowhere,
    /// Nobody searches: none is made.
    Never,
}

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The key, by which an entry is taken out.
    key: Field,
    high: Field,
    low: Field,
    pub(super) sort: Field,
    pub(super) country: Field,
    /// Names of bodies.
    pub(super) names: Field,
    /// Titles, and the names of parties.
    pub(super) title: Field,
    /// All words with their stems.
    pub(super) stems: Field,
    /// Names and titles as one token.
    pub(super) whole: Field,
}

/// What a commit says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Commit {
    layout: u32,
    /// The position of the record that it stands for.
    pub(super) position: u64,
    /// The write that the position names in the log of that record.
    pub(super) write: Option<Uuid>,
}

impl Commit {
    pub(super) fn of(position: u64, write: Option<Uuid>) -> Self {
        Self {
            layout: LAYOUT,
            position,
            write,
        }
    }
}

fn words(frequencies: IndexRecordOption) -> TextOptions {
    let norms = frequencies == IndexRecordOption::WithFreqs;
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(frequencies)
            .set_fieldnorms(norms),
    )
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let fields = Fields {
        key: schema.add_bytes_field("key", INDEXED),
        high: schema.add_u64_field("high", FAST),
        low: schema.add_u64_field("low", FAST),
        sort: schema.add_u64_field("sort", FAST | INDEXED),
        country: schema.add_u64_field("country", FAST | INDEXED),
        names: schema.add_text_field("names", words(IndexRecordOption::WithFreqs)),
        title: schema.add_text_field("title", words(IndexRecordOption::WithFreqs)),
        stems: schema.add_text_field("stems", words(IndexRecordOption::WithFreqs)),
        whole: schema.add_text_field("whole", words(IndexRecordOption::Basic)),
    };
    (schema.build(), fields)
}

/// A country as a number.
pub(super) fn numbered(country: Country) -> u64 {
    country
        .as_str()
        .bytes()
        .fold(0, |number, byte| number << 8 | u64::from(byte))
}

/// The country with this number.
pub(super) fn country(number: u64) -> Option<Country> {
    let bytes = number.to_be_bytes();
    let letters = bytes.get(6..)?;
    std::str::from_utf8(letters).ok()?.parse().ok()
}

impl Fields {
    fn document(&self, entry: &Entry<'_>) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        let (high, low) = entry.key.as_u64_pair();
        document.add_bytes(self.key, entry.key.as_bytes());
        document.add_u64(self.high, high);
        document.add_u64(self.low, low);
        document.add_u64(self.sort, entry.sort.number());
        for country in &entry.countries {
            document.add_u64(self.country, numbered(*country));
        }
        for part in &entry.parts {
            let text = part
                .text
                .get(..part.text.floor_char_boundary(LONGEST_PART))
                .unwrap_or_default();
            let field = match part.role {
                Role::Name | Role::Code => Some(self.names),
                Role::Title | Role::Party => Some(self.title),
                Role::Why | Role::Kind | Role::Programme | Role::Done | Role::Body => None,
            };
            if let Some(field) = field {
                document.add_pre_tokenized_text(field, tokens(text, Forms::Written));
            }
            if matches!(part.role, Role::Name | Role::Code | Role::Title) {
                document.add_text(self.whole, folded(text));
            }
            if !matches!(part.role, Role::Name | Role::Code) {
                document.add_pre_tokenized_text(self.stems, tokens(text, Forms::All(part.language)));
            }
        }
        document
    }
}

/// What questions are asked of: one commit, its segments with their columns.
pub(super) struct Volume {
    pub(super) fields: Fields,
    pub(super) searcher: Searcher,
    columns: Vec<Arc<Columns>>,
}

impl Volume {
    /// The last commit that the reader has seen; segments of the volume before it keep their columns.
    fn of(reader: &IndexReader, fields: Fields, before: Option<&Self>) -> Result<Self, TantivyError> {
        let searcher = reader.searcher();
        let known = |segment: &SegmentReader| {
            let before = before?;
            let at = (before.searcher.segment_readers().iter())
                .position(|other| other.segment_id() == segment.segment_id())?;
            before.columns.get(at).cloned()
        };
        let columns = searcher
            .segment_readers()
            .iter()
            .map(|segment| match known(segment) {
                Some(columns) => Ok(columns),
                None => Columns::of(segment).map(Arc::new),
            });
        Ok(Self {
            fields,
            columns: columns.collect::<Result<_, _>>()?,
            searcher,
        })
    }

    /// The columns of a segment.
    pub(super) fn columns(&self, segment: SegmentOrdinal) -> Result<&Arc<Columns>, TantivyError> {
        let place = usize::try_from(segment).ok();
        let columns = place.and_then(|place| self.columns.get(place));
        columns.ok_or_else(|| TantivyError::InternalError("a segment without columns".to_owned()))
    }
}

/// An index that is open for reading.
#[derive(Clone)]
pub(super) struct Opened {
    fields: Fields,
    reader: IndexReader,
    index: Index,
    /// Its last commit.
    pub(super) volume: Arc<Volume>,
    /// What its last commit stands for, if it is one of ours.
    pub(super) commit: Option<Commit>,
}

impl Opened {
    /// Opens what is kept there, or makes an empty index.
    pub(super) fn at(place: &Shelved) -> Result<Self, TantivyError> {
        let (schema, fields) = schema();
        let Shelved::In(folder) = place else {
            return Self::over(Index::create_in_ram(schema), fields);
        };
        let Some(index) = kept(folder, &schema) else {
            return Self::over(made(folder, schema)?, fields);
        };
        Self::over(index.clone(), fields).or_else(|error| {
            // What cannot be read is made anew, unless another program is writing there.
            let alone = index.writer_with_num_threads::<TantivyDocument>(1, ARENA);
            if alone.map(drop).is_err() {
                return Err(error);
            }
            Self::over(made(folder, schema)?, fields)
        })
    }

    fn over(index: Index, fields: Fields) -> Result<Self, TantivyError> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let payload = index.load_metas()?.payload.unwrap_or_default();
        let commit = serde_json::from_str(&payload).ok();
        let commit = commit.filter(|commit: &Commit| commit.layout == LAYOUT);
        let volume = Volume::of(&reader, fields, None)?;
        Ok(Self {
            fields,
            reader,
            index,
            volume: Arc::new(volume),
            commit,
        })
    }

    /// The last commit, which may be newer than the volume held.
    pub(super) fn newest(&self) -> Result<Arc<Volume>, TantivyError> {
        self.reader.reload()?;
        Volume::of(&self.reader, self.fields, Some(&self.volume)).map(Arc::new)
    }

    /// The one that writes; fails where another program writes already.
    pub(super) fn pen(&self) -> Result<Pen, TantivyError> {
        let writer = self.index.writer_with_num_threads(1, ARENA)?;
        Ok(Pen {
            fields: self.fields,
            writer,
        })
    }
}

/// The index in a folder, if it can be read and has the fields of today.
fn kept(folder: &Path, schema: &Schema) -> Option<Index> {
    let index = Index::open_in_dir(folder).ok()?;
    (index.schema() == *schema).then_some(index)
}

/// A new index in a folder that is emptied first.
fn made(folder: &Path, schema: Schema) -> Result<Index, TantivyError> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    Index::open_or_create(MmapDirectory::open(folder)?, schema)
}

/// When segments are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Merging {
    /// Those of one size, once there are several.
    AsTheyCome,
    /// All at the end of much writing ([`Pen::unite`]).
    Later,
}

/// Writes into the index.
pub(super) struct Pen {
    fields: Fields,
    writer: IndexWriter,
}

impl Pen {
    /// Takes an entry out; nothing happens if there is none.
    pub(super) fn strike(&self, key: Uuid) {
        self.writer
            .delete_term(Term::from_field_bytes(self.fields.key, key.as_bytes()));
    }

    /// Takes all entries out.
    pub(super) fn clear(&self) -> Result<(), TantivyError> {
        self.writer.delete_all_documents().map(drop)
    }

    /// Puts an entry in; one with the same key must have been struck.
    pub(super) fn put(&self, entry: &Entry<'_>) -> Result<(), TantivyError> {
        self.writer.add_document(self.fields.document(entry)).map(drop)
    }

    /// Puts everything that was committed into one segment: each costs every question some looks into its words.
    pub(super) fn unite(&mut self) -> Result<(), TantivyError> {
        let segments = self.writer.index().searchable_segment_ids()?;
        if segments.len() > 1 {
            self.writer.merge(&segments).wait()?;
        }
        Ok(())
    }

    /// Lets segments be put together as they come, or leaves each as it is.
    pub(super) fn merges(&self, merging: Merging) {
        self.writer.set_merge_policy(match merging {
            Merging::AsTheyCome => Box::<LogMergePolicy>::default(),
            Merging::Later => Box::new(NoMergePolicy),
        });
    }

    /// Makes everything written since the last commit durable, all or nothing.
    pub(super) fn commit(&mut self, commit: &Commit) -> Result<(), TantivyError> {
        let payload = serde_json::to_string(commit).map_err(std::io::Error::other)?;
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&payload);
        prepared.commit().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::Sort;
    use super::*;

    #[test]
    fn an_index_of_many_segments_becomes_one_that_stands_for_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let place = Shelved::In(folder.path().join("search"));
        let opened = Opened::at(&place).unwrap();
        let mut pen = opened.pen().unwrap();
        pen.merges(Merging::Later);
        for number in 0..9_u8 {
            let key = Uuid::from_u128(number.into());
            let (sort, parts, countries) = (Sort::Story, Vec::new(), Vec::new());
            pen.put(&Entry {
                sort,
                key,
                parts,
                countries,
            })
            .unwrap();
            pen.commit(&Commit::of(number.into(), None)).unwrap();
        }
        let sizes = |opened: &Opened| -> Vec<u32> {
            let volume = opened.newest().unwrap();
            let segments = volume.searcher.segment_readers().iter();
            segments.map(SegmentReader::num_docs).collect()
        };
        assert_eq!(sizes(&opened), [1; 9]);
        pen.unite().unwrap();
        assert_eq!(sizes(&opened), [9]);
        drop(pen);
        let again = Opened::at(&place).unwrap();
        assert_eq!(
            (sizes(&again), again.commit),
            (vec![9], Some(Commit::of(8, None)))
        );
    }

    #[test]
    fn a_country_comes_back_from_its_number() {
        for code in ["FR", "UA", "BF"] {
            let there: Country = code.parse().unwrap();
            assert_eq!(country(numbered(there)), Some(there));
        }
        assert_eq!(country(7), None);
    }
}
