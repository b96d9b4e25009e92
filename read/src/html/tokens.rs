//! Tags and text of HTML in one pass, without a tree.
//!
//! In: HTML. Out: its [`Token`]s, and from them whether a tree of it may be built.
//!
//! # Invariants
//! - Every byte is looked at a bounded number of times.

use std::collections::HashMap;

/// The largest HTML of which a tree is built, in bytes.
const MAX_BYTES: usize = 1024 * 1024;
/// The deepest nesting of which a tree is built.
const MAX_DEPTH: usize = 512;
/// The most attributes of one tag: the parser compares each with each.
const MAX_ATTRIBUTES: usize = 1000;
/// How many elements the parser may add on its own, reopening <b>, <font>, … in each paragraph.
const MAX_REOPENED: usize = 2_000_000;

const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that the next of their kind closes; they cannot nest without another element between.
const SELF_CLOSING: [&str; 9] = ["p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup"];

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'h> {
    Text(&'h str),
    Open { name: &'h str, attributes: usize },
    Close { name: &'h str },
}

/// Whether a tree may be built; if not, how deep the tags are nested.
pub(super) fn tree_is_safe(html: &str) -> Result<(), usize> {
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut depth, mut deepest, mut formatting, mut reopened) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut is_safe = html.len() <= MAX_BYTES;
    for token in Tokens::new(html) {
        match token {
            Token::Open { name, attributes } => {
                let name = name.to_ascii_lowercase();
                is_safe &= attributes <= MAX_ATTRIBUTES;
                let is_formatting = FORMATTING.contains(&name.as_str());
                if !is_formatting {
                    reopened += formatting;
                }
                if VOID.contains(&name.as_str()) || SELF_CLOSING.contains(&name.as_str()) {
                    continue;
                }
                formatting += usize::from(is_formatting);
                depth += 1;
                deepest = deepest.max(depth);
                *open.entry(name).or_default() += 1;
            }
            Token::Close { name } => {
                let name = name.to_ascii_lowercase();
                if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                    *count -= 1;
                    depth -= 1;
                    formatting -= usize::from(FORMATTING.contains(&name.as_str()));
                }
            }
            Token::Text(_) => {}
        }
    }
    if is_safe && deepest <= MAX_DEPTH && reopened <= MAX_REOPENED {
        Ok(())
    } else {
        Err(deepest)
    }
}

/// The tokens of HTML; comments, scripts and styles are left out.
pub(super) struct Tokens<'h> {
    html: &'h str,
    at: usize,
}

impl<'h> Tokens<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self { html, at: 0 }
    }

    fn rest(&self) -> &'h str {
        self.html.get(self.at..).unwrap_or("")
    }

    /// Moves behind the next `end`, or to the end of the input.
    fn skip_past(&mut self, end: &str) {
        self.at = self
            .rest()
            .find(end)
            .map_or(self.html.len(), |found| self.at + found + end.len());
    }

    fn tag(&mut self) -> Option<Token<'h>> {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            self.at += 4;
            self.skip_past("-->");
            return None;
        }
        let (is_close, after) = match rest.strip_prefix("</") {
            Some(after) => (true, after),
            None => (false, rest.strip_prefix('<').unwrap_or("")),
        };
        if !after.starts_with(|character: char| character.is_ascii_alphabetic()) {
            if after.starts_with(['!', '?']) || is_close {
                self.skip_past(">");
                return None;
            }
            self.at += 1;
            return Some(Token::Text("<"));
        }
        let end =
            after.find(|character: char| character.is_ascii_whitespace() || matches!(character, '/' | '>'));
        let name = after.get(..end.unwrap_or(after.len())).unwrap_or("");
        self.at += 1 + usize::from(is_close) + name.len();
        let attributes = self.attributes();
        if is_close {
            return Some(Token::Close { name });
        }
        if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") {
            self.skip_raw(name);
        }
        Some(Token::Open { name, attributes })
    }

    /// Moves behind the tag's `>` and counts its attributes; quotes count only after `=`.
    fn attributes(&mut self) -> usize {
        let mut count = 0;
        let mut between = true;
        let mut after_equals = false;
        let mut quote = None;
        for (offset, byte) in self.rest().bytes().enumerate() {
            match (quote, byte) {
                (Some(open), byte) => quote = (open != byte).then_some(open),
                (None, b'>') => {
                    self.at += offset + 1;
                    return count;
                }
                (None, b'"' | b'\'') if after_equals => {
                    quote = Some(byte);
                    after_equals = false;
                }
                (None, b'=') => after_equals = true,
                (None, byte) if byte.is_ascii_whitespace() || byte == b'/' => between = true,
                (None, _) => {
                    count += usize::from(between && !after_equals);
                    between = false;
                    after_equals = false;
                }
            }
        }
        self.at = self.html.len();
        count
    }

    /// Moves to the closing tag of a script or style.
    fn skip_raw(&mut self, name: &str) {
        while let Some(found) = self.rest().find("</") {
            self.at += found;
            let candidate = self.rest().get(2..2 + name.len()).unwrap_or("");
            if candidate.eq_ignore_ascii_case(name) {
                return;
            }
            self.at += 2;
        }
        self.at = self.html.len();
    }
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            let text = rest
                .find('<')
                .map_or(rest, |found| rest.get(..found).unwrap_or(""));
            if !text.is_empty() {
                self.at += text.len();
                return Some(Token::Text(text));
            }
            if let Some(token) = self.tag() {
                return Some(token);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_scripts_and_quoted_angles_are_no_tags() {
        let html = "a<!-- <b> --><script>if (1 < 2) '</p>'</script><a title='x > y' href=don't>c</a> 1 < 2";
        let tokens: Vec<Token<'_>> = Tokens::new(html).collect();
        assert_eq!(
            tokens,
            vec![
                Token::Text("a"),
                Token::Open {
                    name: "script",
                    attributes: 0
                },
                Token::Close { name: "script" },
                Token::Open {
                    name: "a",
                    attributes: 2
                },
                Token::Text("c"),
                Token::Close { name: "a" },
                Token::Text(" 1 "),
                Token::Text("<"),
                Token::Text(" 2"),
            ]
        );
    }

    #[test]
    fn depth_is_counted_whatever_closing_tags_are_strewn_in() {
        assert_eq!(tree_is_safe(&"<div></b>".repeat(600)), Err(600));
        assert_eq!(tree_is_safe(&"<p>a<li>b<td>c".repeat(600)), Ok(()));
        assert!(tree_is_safe(&format!("<a {}>", "b ".repeat(1001))).is_err());
    }

    #[test]
    fn formatting_left_open_over_many_paragraphs_is_refused() {
        let open = (0..400).fold(String::new(), |html, size| {
            html + "<font size=" + &size.to_string() + ">"
        });
        assert!(tree_is_safe(&format!("{open}{}", "<p>a".repeat(20_000))).is_err());
    }
}
