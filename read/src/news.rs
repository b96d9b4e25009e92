//! News lists: dated items, each ended by a "read more" line or by the next date.
//!
//! In: the lines of a plain text. Out: its items and blocks.
//!
//! # Invariants
//! - Every line with text is in exactly one block.
//! - Date, address and "read more" lines are furniture; an item says its date and address itself.

use crate::dates::{DateLine, date_line, is_read_more, trailing_read_more};
use crate::document::{Block, BlockKind, Format, Item, Metadata, Span};
use crate::language;
use crate::plain::{Parts, is_title};
use crate::remark::{Remark, RemarkCode};
use crate::text::Line;

/// The longest title of an item, in characters.
const LONGEST_TITLE: usize = 140;

/// Whether lines are a news list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// With "read more" lines.
    List,
    /// With dates alone, which a table or minutes could have as well.
    DatesOnly,
    /// Not a list.
    None,
}

/// Tells a news list by its date and "read more" lines.
pub(crate) fn kind(lines: &[Line<'_>]) -> Kind {
    let (mut dates, mut ends) = (0, 0);
    for line in lines {
        if date_line(line.text).is_some() {
            dates += 1;
        } else if is_read_more(line.text) || trailing_read_more(line.text).is_some() {
            ends += 1;
        }
    }
    match (dates, ends) {
        (1.., 1..) | (_, 2..) => Kind::List,
        (2.., _) => Kind::DatesOnly,
        _ => Kind::None,
    }
}

/// Reads a news list.
pub(crate) fn news(text: &str, lines: &[Line<'_>]) -> Parts {
    let mut reader = Reader {
        text,
        blocks: Vec::new(),
        items: Vec::new(),
        remarks: Vec::new(),
    };
    let mut entry: Vec<Line<'_>> = Vec::new();
    for line in lines {
        if is_read_more(line.text) {
            reader.entry(&entry, End::ReadMore);
            entry.clear();
            reader.block(line, line.trimmed(), BlockKind::Furniture);
        } else if let Some(at) = trailing_read_more(line.text) {
            let before = line.text.get(..at).unwrap_or("");
            entry.push(Line {
                text: before,
                ..*line
            });
            reader.entry(&entry, End::ReadMore);
            entry.clear();
            let span = Span::new(line.start + at, line.start + line.text.trim_end().len());
            reader.block(line, span, BlockKind::Furniture);
        } else {
            if date_line(line.text).is_some() {
                reader.before_date(&mut entry, line);
            }
            entry.push(*line);
        }
    }
    reader.entry(&entry, End::Other);
    let Reader {
        mut blocks,
        items,
        remarks,
        ..
    } = reader;
    blocks.sort_by_key(|block| block.span);
    let title = blocks
        .iter()
        .find(|block| matches!(block.kind, BlockKind::Heading { level: 1 }))
        .map(|block| block.span.of(text).to_owned());
    let metadata = Metadata {
        title,
        ..Metadata::default()
    };
    Parts {
        format: Format::NewsList,
        metadata,
        blocks,
        items,
        remarks,
    }
}

/// What ended an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    ReadMore,
    Other,
}

struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    items: Vec<Item>,
    remarks: Vec<Remark>,
}

impl Reader<'_> {
    /// A date begins a new entry, unless only the title of the entry stands before it.
    fn before_date(&mut self, entry: &mut Vec<Line<'_>>, date: &Line<'_>) {
        let only_title = matches!(entry.as_slice(), [only] if is_item_title(only.text));
        let begins_text = self.blocks.is_empty() && date.after_blank;
        if entry.is_empty() || (only_title && !begins_text) {
            return;
        }
        let title = match entry.as_slice() {
            [_, .., last] if last.after_blank && !date.after_blank && is_item_title(last.text) => entry.pop(),
            _ => None,
        };
        self.entry(entry, End::Other);
        entry.clear();
        entry.extend(title);
    }

    /// Writes the blocks of one entry, and its item if it is one.
    fn entry(&mut self, lines: &[Line<'_>], end: End) {
        let dated = lines
            .iter()
            .find_map(|line| date_line(line.text).map(|date| (line, date)));
        let words: Vec<&Line<'_>> = lines
            .iter()
            .filter(|line| date_line(line.text).is_none())
            .collect();
        for line in lines.iter().filter(|line| date_line(line.text).is_some()) {
            self.block(line, line.trimmed(), BlockKind::Furniture);
        }
        if let Some((line, DateLine::NoSuchDay)) = dated {
            let code = RemarkCode::UnreadableDate {
                written: line.text.trim().to_owned(),
            };
            self.remarks.push(Remark::on_line(code, line.number));
        }
        let is_item = dated.is_some() || end == End::ReadMore;
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            if let Some((line, _)) = dated {
                self.remarks
                    .push(Remark::on_line(RemarkCode::EmptyItem, line.number));
            }
            return;
        };
        let title = (is_item && words.len() > 1 && is_item_title(first.text)).then(|| first.trimmed());
        let heads_text = self.blocks.is_empty() && !is_item && is_item_title(first.text);
        let address = self.write(&words, title.is_some(), heads_text);
        if !is_item {
            return;
        }
        let span = Span::new(first.trimmed().start, last.trimmed().end);
        let ending = last.text.trim_end().trim_end_matches([']', ')']);
        self.items.push(Item {
            span,
            title: title.map(|title| title.of(self.text).to_owned()),
            date: dated.and_then(|(_, date)| date.day()),
            address,
            language: language(span.of(self.text)).map(str::to_owned),
            truncated: ending.ends_with("...") || ending.ends_with('…'),
            metadata: None,
        });
    }

    /// Writes the title, paragraphs and address lines of an entry; gives the first address.
    fn write(&mut self, words: &[&Line<'_>], has_title: bool, heads_text: bool) -> Option<String> {
        let mut address = None;
        let mut in_paragraph = false;
        for (index, line) in words.iter().enumerate() {
            let span = line.trimmed();
            let written = span.of(self.text);
            let is_address = written.starts_with("http") && written.contains("://") && !written.contains(' ');
            let kind = match index {
                0 if heads_text => BlockKind::Heading { level: 1 },
                0 if has_title => BlockKind::Heading { level: 2 },
                _ if is_address => BlockKind::Furniture,
                _ => BlockKind::Paragraph,
            };
            if is_address {
                address.get_or_insert_with(|| written.to_owned());
            }
            let is_text = kind == BlockKind::Paragraph;
            match self.blocks.last_mut() {
                Some(above) if in_paragraph && is_text && !line.after_blank => above.span.end = span.end,
                _ => self.block(line, span, kind),
            }
            in_paragraph = is_text;
        }
        address
    }

    fn block(&mut self, line: &Line<'_>, span: Span, kind: BlockKind) {
        self.blocks.push(Block {
            span,
            place: line.place(span.start),
            kind,
        });
    }
}

fn is_item_title(line: &str) -> bool {
    is_title(line) && line.trim().chars().count() <= LONGEST_TITLE && date_line(line).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines;
    use jiff::civil::date;

    fn read(text: &str) -> Parts {
        news(text, &lines(text).unwrap())
    }

    #[test]
    fn items_end_at_read_more_lines_and_at_the_next_date() {
        let text = "21 juin, 2025\nUn premier texte...\nEN SAVOIR PLUS\n20 juin, 2025\nLe titre\nLe deuxième texte.\n\n19.06.2025\nLe troisième… Lire la suite";
        let parts = read(text);
        let told: Vec<_> = parts
            .items
            .iter()
            .map(|item| (item.date, item.span.of(text), item.truncated))
            .collect();
        assert_eq!(
            told,
            vec![
                (Some(date(2025, 6, 21)), "Un premier texte...", true),
                (Some(date(2025, 6, 20)), "Le titre\nLe deuxième texte.", false),
                (Some(date(2025, 6, 19)), "Le troisième…", true),
            ]
        );
        assert_eq!(parts.items[1].title.as_deref(), Some("Le titre"));
        assert_eq!(parts.items[0].title, None);
    }

    #[test]
    fn a_heading_over_the_list_is_the_title_of_the_file() {
        let parts = read("Nos partenariats\n\n21 juin 2025\nUn texte.\n20 juin 2025\nDeux.");
        assert_eq!(parts.metadata.title.as_deref(), Some("Nos partenariats"));
        assert_eq!(parts.items.len(), 2);
    }

    #[test]
    fn a_day_that_does_not_exist_and_an_empty_item_are_remarks() {
        let parts = read("31 juin 2025\nUn texte.\nREAD MORE\n20 juin 2025\nREAD MORE");
        let said: Vec<String> = parts.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "line 1, column 1: \"31 juin 2025\" is no date: write it as 2025-06-21 or 21 June 2025",
                "line 4, column 1: this date has no text under it: add the text or remove the date",
            ]
        );
        assert_eq!(parts.items.len(), 1);
        assert_eq!(parts.items[0].date, None);
    }
}
