//! The XML of text documents as HTML: headings, paragraphs, list items, tables; nothing of their look.
//!
//! In: the body as DOCX or ODT has it, and the part that holds the title. Out: a page.
//!
//! # Invariants
//! - What was deleted in a document whose changes are tracked, and what was commented, is not read.
//! - The walk keeps its own stack: no depth of nesting uses up that of the process.

use super::refused;
use crate::ReadError;
use roxmltree::{Document, Node, ParsingOptions};
use std::fmt::Write;

/// Most elements of a part.
const MAX_NODES: u32 = 4_000_000;
/// Most blanks that one element may stand for.
const MAX_BLANKS: usize = 20;

/// What an element opens.
enum Step {
    /// Tags around what is in it.
    Tags(String, &'static str),
    /// Its own words, and nothing of what is in it.
    Words(String),
    /// Only what is in it.
    Within,
    /// Nothing of it is read.
    Skip,
}

enum Turn<'a, 'i> {
    Open(Node<'a, 'i>),
    Close(&'static str),
}

/// The body of a DOCX.
pub(super) fn of_word(body: &str, properties: Option<&str>) -> Result<String, ReadError> {
    page(body, properties, of_word_element)
}

/// The body of an ODT.
pub(super) fn of_writer(body: &str, properties: Option<&str>) -> Result<String, ReadError> {
    page(body, properties, of_writer_element)
}

fn page(body: &str, properties: Option<&str>, step: fn(Node<'_, '_>) -> Step) -> Result<String, ReadError> {
    let tree = parsed(body)?;
    let mut html = String::from("<html>");
    if let Some(title) = properties.map(title).transpose()?.flatten() {
        html.push_str("<head><title>");
        escape(&title, &mut html);
        html.push_str("</title></head>");
    }
    html.push_str("<body>");
    let mut turns = vec![Turn::Open(tree.root())];
    while let Some(turn) = turns.pop() {
        let node = match turn {
            Turn::Close(tag) => {
                html.push_str(tag);
                continue;
            }
            Turn::Open(node) => node,
        };
        match step(node) {
            Step::Skip => continue,
            Step::Words(words) => {
                escape(&words, &mut html);
                continue;
            }
            Step::Tags(open, close) => {
                html.push_str(&open);
                turns.push(Turn::Close(close));
            }
            Step::Within => {}
        }
        let mut inside: Vec<_> = node.children().map(Turn::Open).collect();
        inside.reverse();
        turns.append(&mut inside);
    }
    html.push_str("</body></html>");
    Ok(html)
}

fn parsed(xml: &str) -> Result<Document<'_>, ReadError> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(xml, options).map_err(|error| refused(&error))
}

fn title(properties: &str) -> Result<Option<String>, ReadError> {
    let tree = parsed(properties)?;
    let named = tree
        .descendants()
        .find(|node| node.is_element() && node.tag_name().name() == "title");
    let text = named.and_then(|node| node.text()).map(str::trim);
    Ok(text.filter(|text| !text.is_empty()).map(str::to_owned))
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|given| given.name() == name)
        .map(|given| given.value())
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn heading(level: usize) -> Step {
    match level {
        0 | 1 => Step::Tags("<h1>".to_owned(), "</h1>"),
        2 => Step::Tags("<h2>".to_owned(), "</h2>"),
        3 => Step::Tags("<h3>".to_owned(), "</h3>"),
        _ => Step::Tags("<h4>".to_owned(), "</h4>"),
    }
}

fn cell(spans: Option<&str>) -> Step {
    let mut open = String::from("<td");
    let spans = spans.and_then(|spans| spans.parse::<usize>().ok());
    if let Some(spans) = spans.filter(|spans| (2..=100).contains(spans)) {
        let _ = write!(open, " colspan=\"{spans}\"");
    }
    open.push('>');
    Step::Tags(open, "</td>")
}

fn of_word_element(node: Node<'_, '_>) -> Step {
    if !node.is_element() {
        // Words stand in elements of their own; what is between others is the writing of the file.
        return if node.is_root() { Step::Within } else { Step::Skip };
    }
    match node.tag_name().name() {
        "p" => of_word_paragraph(node),
        "t" => Step::Words(node.text().unwrap_or_default().to_owned()),
        "tab"
            if node
                .parent()
                .is_some_and(|parent| parent.tag_name().name() == "r") =>
        {
            Step::Words(" ".to_owned())
        }
        "br" | "cr" => Step::Tags("<br>".to_owned(), ""),
        "noBreakHyphen" => Step::Words("-".to_owned()),
        "tbl" => Step::Tags("<table>".to_owned(), "</table>"),
        "tr" => Step::Tags("<tr>".to_owned(), "</tr>"),
        "tc" => {
            let properties = child(node, "tcPr");
            let spans = properties.and_then(|properties| child(properties, "gridSpan"));
            cell(spans.and_then(|spans| attribute(spans, "val")))
        }
        // The same words once more for older programs; what is no text; what was taken out.
        "Fallback" | "pPr" | "rPr" | "tblPr" | "tcPr" | "trPr" | "sectPr" | "del" | "moveFrom"
        | "instrText" | "delText" => Step::Skip,
        _ => Step::Within,
    }
}

fn of_word_paragraph(node: Node<'_, '_>) -> Step {
    let properties = child(node, "pPr");
    let named = |name: &str| properties.and_then(|properties| child(properties, name));
    let style = named("pStyle").and_then(|style| attribute(style, "val"));
    let style = style.unwrap_or_default().to_lowercase();
    // Programs name the styles of headings in the language of their user.
    let heads = ["heading", "titre", "title", "заголовок", "berschrift"];
    if heads.iter().any(|head| style.contains(head)) && !style.contains("sub") && !style.contains("sous") {
        let level = style.chars().find_map(|letter| letter.to_digit(10)).unwrap_or(1);
        return heading(usize::try_from(level).unwrap_or(1));
    }
    if let Some(level) = named("outlineLvl").and_then(|level| attribute(level, "val")) {
        return heading(level.parse::<usize>().map_or(1, |level| level + 1));
    }
    if named("numPr").is_some() {
        return Step::Tags("<li>".to_owned(), "</li>");
    }
    Step::Tags("<p>".to_owned(), "</p>")
}

fn of_writer_element(node: Node<'_, '_>) -> Step {
    if node.is_text() {
        let words = node.text().unwrap_or_default();
        let is_said = node
            .ancestors()
            .take(12)
            .any(|above| matches!(above.tag_name().name(), "p" | "h"));
        return if is_said {
            Step::Words(words.to_owned())
        } else {
            Step::Skip
        };
    }
    if !node.is_element() {
        return if node.is_root() { Step::Within } else { Step::Skip };
    }
    let repeated = |name: &str| attribute(node, name).and_then(|count| count.parse::<usize>().ok());
    match node.tag_name().name() {
        "h" => heading(repeated("outline-level").unwrap_or(1)),
        "p" => Step::Tags("<p>".to_owned(), "</p>"),
        "list" => Step::Tags("<ul>".to_owned(), "</ul>"),
        "list-item" => Step::Tags("<li>".to_owned(), "</li>"),
        "s" => Step::Words(" ".repeat(repeated("c").unwrap_or(1).min(MAX_BLANKS))),
        "tab" => Step::Words(" ".to_owned()),
        "line-break" => Step::Tags("<br>".to_owned(), ""),
        "table" => Step::Tags("<table>".to_owned(), "</table>"),
        "table-row" => Step::Tags("<tr>".to_owned(), "</tr>"),
        "table-cell" => cell(attribute(node, "number-columns-spanned")),
        "automatic-styles" | "font-face-decls" | "scripts" | "tracked-changes" | "annotation" | "forms"
        | "sequence-decls" | "note-citation" => Step::Skip,
        _ => Step::Within,
    }
}

fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
}
