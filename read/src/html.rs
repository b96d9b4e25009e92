//! HTML into blocks.
//!
//! In: a fragment or a page. Out: its blocks in a [`Composer`](crate::text::Composer), or a
//! [`Document`](crate::Document) of a whole page.
//!
//! # Invariants
//! - No tree is built of HTML whose tree would be too deep or too large: its tags are stripped in
//!   one pass, its text is kept and a remark says so.

mod flatten;
mod formatted;
mod page;
mod strip;
mod table;
mod tokens;

pub use formatted::formatted;
pub(crate) use page::page_document;

use scraper::Html;

use crate::document::{BlockKind, Place};
use crate::remark::RemarkCode;
use crate::text::{Composer, Heading, WrittenRow, one_line};

/// One block before it has a place in the text.
pub(crate) struct Raw {
    pub(crate) text: String,
    pub(crate) kind: RawKind,
}

pub(crate) enum RawKind {
    Running(BlockKind),
    Table(Vec<WrittenRow>, Heading),
}

/// The blocks of a fragment, and a remark if it had to be stripped.
pub(crate) fn blocks(html: &str) -> (Vec<Raw>, Option<RemarkCode>) {
    match tokens::tree_is_safe(html) {
        Ok(()) => (flatten::flatten(Html::parse_fragment(html).tree.root()), None),
        Err(depth) => (
            strip::strip(html),
            Some(RemarkCode::HtmlStripped {
                bytes: html.len(),
                depth,
            }),
        ),
    }
}

/// The text of a short fragment as one line, entities decoded: a title or a summary.
pub(crate) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return one_line(html);
    }
    let (raws, _) = blocks(html);
    let texts: Vec<&str> = raws
        .iter()
        .map(|raw| raw.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    one_line(&texts.join(" "))
}

/// Writes blocks into a text; `place` is told the number of each, from 1.
pub(crate) fn write(raws: Vec<Raw>, composer: &mut Composer, place: impl Fn(usize) -> Place) {
    for (index, raw) in raws.into_iter().enumerate() {
        match raw.kind {
            RawKind::Running(kind) => composer.block(&raw.text, kind, place(index + 1)),
            RawKind::Table(lines, heading) => composer.table(lines, heading, place(index + 1)),
        }
    }
}
