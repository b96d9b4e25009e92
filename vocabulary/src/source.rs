//! Sources: addresses and files that were read, each state of them kept as immutable bytes.
//!
//! # Invariants
//! - A revision is known by the SHA-256 of its bytes and never changes; each new reading of changed bytes is a new one.
//! - A source whose rights are not known is a quotation: the public sees quotes and a link, no images.

use crate::{GivenFile, Language, Moment, RevisionId, SourceId};
use serde::{Deserialize, Serialize};

/// What we may do with a text or file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rights", rename_all = "snake_case")]
pub enum Rights {
    /// Ours: may be shown whole.
    Own,
    /// Licensed by its holder: may be shown as the licence says.
    Licensed {
        /// SPDX id or name of the licence.
        licence: String,
        /// Who holds the rights.
        holder: String,
    },
    /// Somebody else's: quotes of limited length and a link.
    #[default]
    Quotation,
}

impl Rights {
    /// Whether the whole text may be shown to the public.
    pub fn allow_full_text(&self) -> bool {
        !matches!(self, Self::Quotation)
    }
}

/// The form a source came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceFormat {
    /// A post, or posts, of the WordPress REST interface.
    WordPress,
    /// A plain-text list of news.
    NewsList,
    /// A communiqué with a ragged table.
    Communique,
    /// Another plain text.
    Text,
    /// An HTML page.
    Html,
    /// A sheet or a CSV file.
    Sheet,
    /// An RSS, Atom or JSON feed.
    Feed,
    /// What a person said on the site, on behalf of a body.
    Statement,
}

/// An address or file that is read, again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its key.
    pub id: SourceId,
    /// Where it comes from: an address, or a file's name.
    pub origin: String,
    /// Its public address, for a link.
    pub address: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// Its form.
    pub format: SourceFormat,
    /// What we may show of it.
    pub rights: Rights,
    /// Its newest state.
    pub newest: RevisionId,
}

impl Source {
    /// What the public is told it is called where it has no title: its address, or the file's name without the
    /// folders of whoever imported it.
    pub fn public_name(&self) -> &str {
        let file = || {
            let file = self.origin.rsplit(['/', '\\']).next();
            file.map(|name| name.strip_prefix(GivenFile::GIVEN).unwrap_or(name))
        };
        self.address.as_deref().or_else(file).unwrap_or(&self.origin)
    }
}

/// One state of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its key.
    pub id: RevisionId,
    /// Of which source.
    pub source: SourceId,
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// The text that offsets count in.
    pub text: String,
    /// When it was read.
    pub read_on: Moment,
    /// Version of the engine that read it.
    pub engine: String,
    /// Version (hash) of the gazetteer it was read with.
    pub gazetteer: String,
}
