//! Running text: headings, paragraphs, list items.
//!
//! In: lines. Out: blocks whose spans lie in the text the lines are of.
//!
//! # Invariants
//! - A paragraph is what stands between two blank lines; the text itself is left as it is.

use crate::document::{Block, BlockKind, Document, Format, Metadata, Span};
use crate::encoding::Decoded;
use crate::text::{Line, begins_small, lines};
use crate::{ReadError, dates, language, news, ragged};

/// The longest line that can be a heading, in characters.
const LONGEST_HEADING: usize = 250;

/// Reads plain text: as a news list, as prose with a table, or as prose.
pub(crate) fn text_document(decoded: Decoded) -> Result<Document, ReadError> {
    let Decoded { text, remarks } = decoded;
    let lines = lines(&text)?;
    if lines.is_empty() {
        return Err(ReadError::Empty);
    }
    let parts = match news::kind(&lines) {
        news::Kind::List => news::news(&text, &lines),
        kind => match ragged::communique(&text, &lines) {
            Some(parts) => parts,
            None if kind == news::Kind::DatesOnly => news::news(&text, &lines),
            None => running(&text, &lines),
        },
    };
    let mut metadata = parts.metadata;
    metadata.language = language(&text).map(str::to_owned);
    let Parts {
        format,
        blocks,
        items,
        remarks: of_parts,
        ..
    } = Parts {
        metadata: Metadata::default(),
        ..parts
    };
    let remarks = remarks.into_iter().chain(of_parts).collect();
    Ok(Document {
        format,
        metadata,
        text,
        blocks,
        items,
        remarks,
    })
}

/// What reading the lines of a text gives.
pub(crate) struct Parts {
    pub(crate) format: Format,
    pub(crate) metadata: Metadata,
    pub(crate) blocks: Vec<Block>,
    pub(crate) items: Vec<crate::Item>,
    pub(crate) remarks: Vec<crate::Remark>,
}

fn running(text: &str, lines: &[Line<'_>]) -> Parts {
    let mut blocks = prose(lines);
    let metadata = head(text, &mut blocks);
    Parts {
        format: Format::PlainText,
        metadata,
        blocks,
        items: Vec::new(),
        remarks: Vec::new(),
    }
}

/// What the first blocks of a text say about it; the heading that is its title gets level 1.
pub(crate) fn head(text: &str, blocks: &mut [Block]) -> Metadata {
    let mut metadata = Metadata::default();
    for block in blocks.iter_mut() {
        let words = block.span.of(text);
        match &mut block.kind {
            // One word alone ("COMMUNIQUÉ") names the kind of text, not what it is about.
            BlockKind::Heading { level }
                if metadata.title.is_none() && words.split_whitespace().count() > 1 =>
            {
                if let Some(day) = dates::closing_date(words) {
                    metadata.published = metadata.published.or(Some(day));
                } else {
                    *level = 1;
                    metadata.title = Some(words.to_owned());
                }
            }
            BlockKind::Heading { .. } | BlockKind::Paragraph => {
                metadata.published = metadata.published.or_else(|| dates::closing_date(words));
            }
            _ => {}
        }
    }
    metadata
}

/// The blocks of running text.
pub(crate) fn prose(lines: &[Line<'_>]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let span = line.trimmed();
        if let Some((kind, marker)) = list_item(line) {
            let span = Span::new(span.start + marker, span.end);
            blocks.push(Block {
                span,
                place: line.place(span.start),
                kind,
            });
            continue;
        }
        if !line.after_blank
            && index > 0
            && let Some(Block {
                span: above, kind, ..
            }) = blocks.last_mut()
            && matches!(kind, BlockKind::Paragraph | BlockKind::ListItem { .. })
        {
            above.end = span.end;
            continue;
        }
        let stands_alone = lines.get(index + 1).is_none_or(|next| next.after_blank);
        let kind = match marked_heading(line) {
            Some(level) => BlockKind::Heading { level },
            None if stands_alone && line.after_blank && is_title(line.text) => {
                BlockKind::Heading { level: 2 }
            }
            None => BlockKind::Paragraph,
        };
        blocks.push(Block {
            span,
            place: line.place(span.start),
            kind,
        });
    }
    blocks
}

/// Whether a line can be a title: not too long, not begun small, not ended like a sentence.
pub(crate) fn is_title(line: &str) -> bool {
    let line = line.trim();
    line.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING
        && line.contains(char::is_alphabetic)
        && !line.ends_with(['.', '!', '?', '…', ';', ':', ','])
        && !begins_small(line)
}

/// "## Heading", as in Markdown.
fn marked_heading(line: &Line<'_>) -> Option<u8> {
    let text = line.text.trim_start();
    let rest = text.trim_start_matches('#');
    let level = u8::try_from(text.len() - rest.len()).ok()?;
    ((1..=6).contains(&level) && rest.starts_with(' ')).then_some(level)
}

/// "- item", "• item", "1. item": what it is and how long its mark is, in bytes.
fn list_item(line: &Line<'_>) -> Option<(BlockKind, usize)> {
    let text = line.text.trim();
    let indent = line.text.len() - line.text.trim_start().len();
    let depth = u8::try_from(indent / 2 + 1).unwrap_or(u8::MAX);
    for mark in ["- ", "* ", "• ", "– ", "· ", "▪ "] {
        if let Some(rest) = text.strip_prefix(mark) {
            let length = text.len() - rest.trim_start().len();
            return (!rest.trim().is_empty()).then_some((
                BlockKind::ListItem {
                    depth,
                    ordered: false,
                },
                length,
            ));
        }
    }
    let digits = text.len()
        - text
            .trim_start_matches(|character: char| character.is_ascii_digit())
            .len();
    let rest = text
        .get(digits..)?
        .strip_prefix(". ")
        .or_else(|| text.get(digits..)?.strip_prefix(") "))?;
    let is_item = (1..=2).contains(&digits) && !rest.trim().is_empty();
    is_item.then_some((
        BlockKind::ListItem { depth, ordered: true },
        text.len() - rest.trim_start().len(),
    ))
}
