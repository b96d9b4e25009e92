//! The text of HTML of which no tree may be built.
//!
//! In: HTML of any size and depth. Out: its paragraphs.
//!
//! # Invariants
//! - One pass over the tokens, one over the text for its entities.

use scraper::{Html, Node};

use super::tokens::{Token, Tokens};
use super::{Raw, RawKind};
use crate::document::BlockKind;
use crate::text::one_line;

/// Parts paragraphs while entities are decoded; HTML text cannot hold it.
const PARTING: char = '\u{1}';

/// Elements that do not part paragraphs.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "nobr",
    "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
];

/// The paragraphs of the text between the tags.
pub(super) fn strip(html: &str) -> Vec<Raw> {
    let mut text = String::with_capacity(html.len() / 2);
    for token in Tokens::new(html) {
        match token {
            Token::Text("<") => text.push_str("&lt;"),
            Token::Text(words) => text.extend(words.chars().filter(|&character| character != PARTING)),
            Token::Open { name, .. } | Token::Close { name } => {
                if !INLINE.iter().any(|inline| name.eq_ignore_ascii_case(inline)) && !text.ends_with(PARTING)
                {
                    text.push(PARTING);
                }
            }
        }
    }
    // Without a single tag the tree is one text node: this only decodes the entities.
    let parsed = Html::parse_fragment(&text);
    let decoded: String = parsed
        .tree
        .nodes()
        .filter_map(|node| match node.value() {
            Node::Text(text) => Some(&**text),
            _ => None,
        })
        .collect();
    decoded
        .split(PARTING)
        .map(one_line)
        .filter(|text| !text.is_empty())
        .map(|text| Raw {
            text,
            kind: RawKind::Running(BlockKind::Paragraph),
        })
        .collect()
}
