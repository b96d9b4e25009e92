//! A tree of HTML into blocks.
//!
//! In: a node. Out: the headings, paragraphs, list items, tables, images and furniture under it.
//!
//! # Invariants
//! - The walk is a loop, not a recursion, so depth costs no stack.
//! - Nothing visible is lost: what is not content is marked as furniture, not dropped.

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use super::table::table;
use super::{Raw, RawKind};
use crate::document::BlockKind;
use crate::text::one_line;

/// Elements whose content is not shown.
const HIDDEN: [&str; 15] = [
    "script", "style", "template", "noscript", "svg", "iframe", "head", "select", "object", "audio", "video",
    "canvas", "math", "textarea", "datalist",
];

/// Elements that run within a line.
pub(super) const INLINE: [&str; 30] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "u",
];

/// Words of class names that mark what is not content.
const FURNITURE: [&str; 22] = [
    "share",
    "sharing",
    "sharedaddy",
    "social",
    "addtoany",
    "cookie",
    "cookies",
    "consent",
    "nav",
    "navigation",
    "navbar",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "button",
    "buttons",
    "btn",
    "newsletter",
    "subscribe",
    "pagination",
    "related",
    "toolbar",
];

/// Content longer than this is content whatever its class is called.
const LONGEST_FURNITURE: usize = 600;

/// What holds for the words at one point of the walk.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the element, none excludes another"
)]
#[derive(Clone, Copy, Default)]
struct Context {
    furniture: bool,
    caption: bool,
    heading: Option<u8>,
    in_item: bool,
    depth: u8,
    ordered: bool,
    breaks_after: bool,
    closes_bracket: bool,
    /// A term whose definition goes on in its line.
    is_term: bool,
}

#[derive(Default)]
struct Flattener {
    raws: Vec<Raw>,
    line: String,
    space: bool,
    /// Images within the line, which follow it.
    images: Vec<Raw>,
    stack: Vec<Context>,
    skipped: Option<NodeId>,
}

/// The blocks under `root`, in order.
pub(super) fn flatten(root: NodeRef<'_, Node>) -> Vec<Raw> {
    let mut flattener = Flattener::default();
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) if flattener.skipped.is_none() => flattener.open(node),
            Edge::Close(node) if flattener.skipped == Some(node.id()) => flattener.skipped = None,
            Edge::Close(node) if flattener.skipped.is_none() && node.value().is_element() => {
                flattener.close();
            }
            _ => {}
        }
    }
    flattener.flush();
    flattener.raws
}

impl Flattener {
    fn context(&self) -> Context {
        self.stack.last().copied().unwrap_or_default()
    }

    fn open(&mut self, node: NodeRef<'_, Node>) {
        match node.value() {
            Node::Text(text) => self.words(text),
            Node::Element(element) => self.element(node, element),
            _ => {}
        }
    }

    fn element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let name = element.name();
        if is_hidden(element) {
            self.skipped = Some(node.id());
            return;
        }
        let mut context = self.context();
        context.closes_bracket = name == "sup" && is_note_mark(node);
        context.breaks_after =
            !INLINE.contains(&name) && !matches!(name, "br" | "wbr" | "img") || is_labelled(element);
        let starts_line = context.breaks_after || self.line.is_empty();
        if !context.furniture && starts_line && is_furniture(node, element) {
            context.furniture = true;
            context.breaks_after = true;
        }
        context.is_term = name == "dt" && next_element(node).is_some_and(is_short_definition);
        if context.breaks_after && !is_short_definition(node) {
            self.flush();
        }
        match name {
            "br" => self.line_break(),
            "img" => self.image(element),
            "table" => {
                if let Some(raw) = table(node, element) {
                    self.raws.push(raw);
                    self.skipped = Some(node.id());
                    return;
                }
            }
            "ul" | "ol" => {
                context.depth = context.depth.saturating_add(1);
                context.ordered = name == "ol";
            }
            "li" => context.in_item = true,
            "figcaption" => context.caption = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                context.heading = name.strip_prefix('h').and_then(|level| level.parse().ok());
            }
            _ => context.caption |= classes(element).any(|word| word == "caption") && context.breaks_after,
        }
        if context.closes_bracket {
            self.words("[");
        }
        self.stack.push(context);
    }

    fn close(&mut self) {
        let context = self.context();
        if context.closes_bracket {
            self.words("]");
        }
        if context.is_term && self.line.ends_with(char::is_alphanumeric) {
            self.line.push(':');
        }
        if context.is_term {
            self.space = true;
        } else if context.breaks_after {
            self.flush();
        }
        self.stack.pop();
    }

    /// Adds words to the line, white space made one space, invisible marks beside it left out.
    fn words(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '\u{ad}' => {}
                '\u{200b}' | '\u{feff}'
                    if self.space || self.line.is_empty() || self.line.ends_with('\n') => {}
                space if space.is_whitespace() => self.space = true,
                other => {
                    if self.space && !self.line.is_empty() && !self.line.ends_with('\n') {
                        self.line.push(' ');
                    }
                    self.space = false;
                    self.line.push(if other < ' ' { '\u{fffd}' } else { other });
                }
            }
        }
    }

    /// One break ends the line, two end the paragraph.
    fn line_break(&mut self) {
        if self.line.ends_with('\n') {
            self.flush();
        } else if !self.line.is_empty() {
            self.line.push('\n');
            self.space = false;
        }
    }

    fn flush(&mut self) {
        self.write_line();
        self.raws.append(&mut self.images);
    }

    fn write_line(&mut self) {
        self.space = false;
        let line = std::mem::take(&mut self.line);
        let text = line.trim_end_matches(['\n', ' ', '\u{200b}', '\u{feff}']);
        if text.is_empty() {
            return;
        }
        let context = self.context();
        if context.caption && !context.furniture && self.captioned(text) {
            return;
        }
        let kind = if context.furniture {
            BlockKind::Furniture
        } else if let Some(level) = context.heading {
            BlockKind::Heading { level }
        } else if context.in_item {
            BlockKind::ListItem {
                depth: context.depth.max(1),
                ordered: context.ordered,
            }
        } else {
            BlockKind::Paragraph
        };
        self.raws.push(Raw {
            text: text.to_owned(),
            kind: RawKind::Running(kind),
        });
    }

    /// Gives the caption to the image just before, if there is one without.
    fn captioned(&mut self, words: &str) -> bool {
        if let Some(Raw {
            text,
            kind: RawKind::Running(BlockKind::Image { caption, .. }),
        }) = self.raws.last_mut()
            && caption.is_none()
        {
            *caption = Some(words.to_owned());
            words.clone_into(text);
            return true;
        }
        false
    }

    fn image(&mut self, element: &Element) {
        let filled = |name: &str| element.attr(name).map(one_line).filter(|value| !value.is_empty());
        // Pages that load images late put a stand-in into `src`.
        let address = [
            "src",
            "data-src",
            "data-lazy-src",
            "data-orig-file",
            "data-large_file",
        ]
        .into_iter()
        .filter_map(filled)
        .find(|address| !address.starts_with("data:"));
        let alt = filled("alt");
        if address.is_none() && alt.is_none() {
            return;
        }
        let kind = RawKind::Running(BlockKind::Image {
            alt,
            caption: None,
            address,
        });
        let raw = Raw {
            text: String::new(),
            kind,
        };
        if self.line.is_empty() {
            self.raws.push(raw);
        } else {
            self.images.push(raw);
        }
    }
}

/// The next element beside a node.
fn next_element(node: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    node.next_siblings().find(|next| next.value().is_element())
}

/// Whether a node is the only definition of the term before it and runs within one line: “Valky: twinned since 2023”.
fn is_short_definition(node: NodeRef<'_, Node>) -> bool {
    let is_named = |node: NodeRef<'_, Node>, name: &str| {
        let element = node.value().as_element();
        element.is_some_and(|element| element.name() == name)
    };
    if !is_named(node, "dd") {
        return false;
    }
    let before = node.prev_siblings().find(|before| before.value().is_element());
    let is_inline = |inner: NodeRef<'_, Node>| {
        let element = inner.value().as_element();
        element.is_none_or(|element| INLINE.contains(&element.name()))
    };
    before.is_some_and(|before| is_named(before, "dt"))
        && !next_element(node).is_some_and(|next| is_named(next, "dd"))
        && node.descendants().skip(1).all(is_inline)
}

/// The words of an element's class names: "elementor-share-btn" has three.
fn classes(element: &Element) -> impl Iterator<Item = &str> {
    element
        .attr("class")
        .unwrap_or("")
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

pub(super) fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or("");
    HIDDEN.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.replace(' ', "").contains("display:none")
        || element
            .classes()
            .any(|class| matches!(class, "screen-reader-text" | "sr-only" | "visually-hidden"))
}

/// A `span` used as a box: builders of pages name its role in the last word of its class.
fn is_labelled(element: &Element) -> bool {
    element.name() == "span"
        && element.classes().any(|class| {
            let last = class.rsplit(['-', '_']).next().unwrap_or(class);
            class != last && matches!(last, "title" | "heading" | "description" | "caption")
        })
}

fn is_furniture(node: NodeRef<'_, Node>, element: &Element) -> bool {
    let by_name = matches!(element.name(), "nav" | "button" | "form" | "footer")
        || matches!(
            element.attr("role"),
            Some("navigation" | "button" | "search" | "toolbar" | "contentinfo")
        );
    let by_class =
        || classes(element).any(|word| FURNITURE.iter().any(|known| word.eq_ignore_ascii_case(known)));
    (by_name || by_class()) && is_short(node)
}

fn is_short(node: NodeRef<'_, Node>) -> bool {
    let mut length = 0;
    for (seen, inner) in node.descendants().enumerate() {
        if let Node::Text(text) = inner.value() {
            length += text.trim().len();
        }
        if length > LONGEST_FURNITURE || seen > 2000 {
            return false;
        }
    }
    true
}

/// `<sup><a href="#…">1</a></sup>`: the mark of a footnote, not a figure of the text.
fn is_note_mark(node: NodeRef<'_, Node>) -> bool {
    node.children().any(|child| {
        child.value().as_element().is_some_and(|element| {
            element.name() == "a"
                && element
                    .attr("href")
                    .is_some_and(|address| address.starts_with('#'))
        })
    })
}
