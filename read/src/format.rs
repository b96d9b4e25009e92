//! Decides in which form a file is written and has it read.
//!
//! In: bytes and a [`Hint`]. Out: a [`Document`].
//!
//! # Invariants
//! - The content decides where it can; the hint decides between forms the content leaves open.

use crate::{Document, ReadError};

/// What is known of a file besides its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hint {
    /// The file's name or address.
    pub name: Option<String>,
    /// The media type it was sent with, such as "text/html; charset=utf-8".
    pub media_type: Option<String>,
}

/// Reads one file.
///
/// Fails only if nothing in it can be read; damaged parts become remarks.
pub fn document(bytes: &[u8], hint: &Hint) -> Result<Document, ReadError> {
    let _ = (bytes, hint);
    Err(ReadError::Empty)
}
