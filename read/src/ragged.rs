//! Plain text with a table whose cells are merged, or broken over lines and pages.
//!
//! In: the lines of a plain text. Out: prose before and after, and the tables put right.
//!
//! # Invariants
//! - No written word is lost: every line with text lies in a block.
//! - Drawn from `corpus/demo/laureates-2020-2021.fr.txt`.

mod assemble;
mod join;
mod separator;

use crate::document::{Block, Format};
use crate::plain::{Parts, head, prose};
use crate::text::Line;
use assemble::Assembler;
use separator::Layout;

/// Reads prose with a table; none if no table is in it.
pub(crate) fn communique(text: &str, lines: &[Line<'_>]) -> Option<Parts> {
    let layout = Layout::of(text, lines)?;
    let mut start = (0..lines.len()).find(|&at| layout.begins_table(lines, at))?;
    // "Région" over "de France<tab>…": the first heading is broken over two lines.
    if start > 0 && layout.continues_first_cell(text, lines, start) {
        start -= 1;
    }
    let mut blocks: Vec<Block> = prose(lines.get(..start).unwrap_or_default());
    let metadata = head(text, &mut blocks);
    let mut assembler = Assembler::new(text, &layout);
    let mut at = start;
    while at < lines.len() {
        at = assembler.table(lines, at, &mut blocks);
        let next = (at..lines.len())
            .find(|&next| layout.begins_table(lines, next))
            .unwrap_or(lines.len());
        blocks.extend(prose(lines.get(at..next).unwrap_or_default()));
        at = next;
    }
    let remarks = assembler.remarks;
    Some(Parts {
        format: Format::Communique,
        metadata,
        blocks,
        items: Vec::new(),
        remarks,
    })
}

#[cfg(test)]
mod tests;
