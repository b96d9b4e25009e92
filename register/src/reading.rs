//! What a reading of a source brings into the record, and what came of it.

use crate::public::StoredRemark;
use vocabulary::{
    Claim, Day, Language, Mention, OrganisationId, RevisionId, Rights, SourceFormat, SourceId, StoryPicture,
    Text,
};

/// A source as it was read just now.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Where it comes from, the same at every reading: an address, or a file's name.
    pub origin: String,
    /// The bytes as they came.
    pub bytes: Vec<u8>,
    /// Their form.
    pub format: SourceFormat,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its public address.
    pub address: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// What may be shown of it.
    pub rights: Rights,
    /// The organisation whose source it is; `None` is the operator of the instance.
    pub owner: Option<OrganisationId>,
    /// The text that offsets count in.
    pub text: String,
    /// The names found, in order of place.
    pub mentions: Vec<Mention>,
    /// The claims found, in order of place.
    pub claims: Vec<Claim>,
    /// What the reader and the engine remarked.
    pub remarks: Vec<StoredRemark>,
    /// The stories cut from it.
    pub stories: Vec<StoryDraft>,
    /// The pictures of its stories that were fetched.
    pub pictures: Vec<Picture>,
    /// Version of the engine.
    pub engine: String,
    /// Version (hash) of the gazetteer.
    pub gazetteer: String,
}

/// A story as it was cut from a source.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryDraft {
    /// Its title, in the language it is written in.
    pub title: Text,
    /// Its summary, possibly in another language; kept only where the source's rights allow more than quotes.
    pub summary: Option<Text>,
    /// Language of the body.
    pub language: Option<Language>,
    /// Its first scalar in the source's text, and one past its last.
    pub span: (usize, usize),
    /// When it was published.
    pub published: Option<Day>,
    /// Its public address.
    pub address: Option<String>,
    /// Its text with the simplest formatting, as HTML that was cleaned; kept where the rights allow the whole text.
    pub body: Option<String>,
    /// The picture that it names; kept where the rights allow it, once it was fetched.
    pub image: Option<ImageLink>,
    /// The same, fetched.
    pub picture: Option<StoryPicture>,
}

/// A picture as a story names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageLink {
    /// Where it is.
    pub address: String,
    /// What it shows, in words.
    pub alt: Option<String>,
}

/// A picture as it was drawn anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// SHA-256 of its bytes, in small hexadecimal digits.
    pub sha256: String,
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The source.
    pub source: SourceId,
    /// Its newest revision.
    pub revision: RevisionId,
    /// What was new about it.
    pub novelty: Novelty,
    /// Claims that no earlier reading had made.
    pub claims_new: usize,
    /// Claims that an earlier reading had made too; their decisions stand.
    pub claims_kept: usize,
    /// Claims that this reading no longer makes.
    pub claims_superseded: usize,
    /// Claims that trusted-source rules accepted just now.
    pub accepted_by_rules: usize,
    /// The newest position of the change log.
    pub position: u64,
}

/// What was new about a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Novelty {
    /// The source was not known.
    NewSource,
    /// Its bytes have changed.
    ChangedBytes,
    /// The same bytes, read by another engine or with another gazetteer.
    ReadAgain,
    /// Nothing: same bytes, same engine, same gazetteer.
    Nothing,
}
