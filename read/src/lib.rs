//! Bytes into documents: text, lists and tables, each knowing its place in the source.
//!
//! In: the bytes of one file and a [`Hint`] (its name, its media type). Out: a [`Document`] whose
//! `text` is what people are shown and what every span counts in, or a [`ReadError`] that says
//! what was wrong, where, and what to do. Damaged parts become [`Remark`]s beside the document.
//!
//! # Invariants
//! - Pure: no disk, network, clock or chance; the same bytes give the same document.
//! - Every [`Span`] lies within `Document::text` on character boundaries; blocks are in order and
//!   do not overlap.
//! - Time and memory grow linearly with the input, whatever the input.

mod csv_table;
mod dates;
mod document;
mod encoding;
mod error;
mod format;
mod headings;
mod html;
mod language;
mod news;
mod office;
mod offsets;
mod plain;
mod ragged;
mod remark;
mod sheet;
mod text;
mod wordpress;

pub use document::{
    Block, BlockKind, Cell, CellOrigin, Document, Format, Item, Metadata, Place, Row, Span, Table,
};
pub use error::{PdfFault, ReadError};
pub use format::{Hint, document};
pub use html::formatted;
pub use language::language;
pub use office::{Unpacked, is_office, unpack, unpacked_document};
pub use offsets::CharOffsets;
pub use remark::{Remark, RemarkCode};
pub use sheet::sheet_rows;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
