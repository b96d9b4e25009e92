//! A whole web page.
//!
//! In: the page. Out: a [`Document`] of its main content, with what its head says about it.
//!
//! # Invariants
//! - Only the main content is read if the page marks it (`main`, or the only `article`), else all.

use ego_tree::NodeRef;
use jiff::{Timestamp, civil};
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use super::{Raw, RawKind, flatten, strip, tokens, write};
use crate::document::{BlockKind, Document, Format, Metadata, Place};
use crate::encoding::Decoded;
use crate::remark::{Remark, RemarkCode};
use crate::text::{Composer, one_line};
use crate::{ReadError, wordpress};

/// Reads a web page or a fragment of one.
pub(crate) fn page_document(decoded: Decoded) -> Result<Document, ReadError> {
    let Decoded {
        text: html,
        mut remarks,
    } = decoded;
    let mut site = Vec::new();
    let (metadata, raws) = match tokens::tree_is_safe(&html) {
        Ok(()) => {
            let page = Html::parse_document(&html);
            let main = main_content(page.tree.root());
            let raws = flatten::flatten(main);
            site.extend(masthead(page.tree.root(), main));
            let metadata = Metadata {
                html: ElementRef::wrap(main).map(|main| main.inner_html()),
                ..head(page.tree.root())
            };
            (metadata, raws)
        }
        Err(depth) => {
            let code = RemarkCode::HtmlStripped {
                bytes: html.len(),
                depth,
            };
            remarks.push(Remark::new(code, Place::Whole));
            (Metadata::default(), strip::strip(&html))
        }
    };
    let mut metadata = metadata;
    let heading = first_heading(&raws);
    let mut composer = Composer::default();
    if let (None, Some(title)) = (&heading, &metadata.title) {
        composer.block(title, BlockKind::Heading { level: 1 }, Place::Whole);
    }
    if let Some(named) = site_title(heading.as_deref(), &metadata, &raws) {
        site.insert(0, named);
    }
    for line in site {
        composer.block(&line, BlockKind::Paragraph, Place::Whole);
    }
    metadata.title = heading.or(metadata.title);
    write(raws, &mut composer, |block| Place::Html { block });
    let Composer { text, blocks } = composer;
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    remarks.extend(wordpress::settle_language(&mut metadata, &text, |_| Place::Whole));
    Ok(Document {
        format: Format::Html,
        metadata,
        text,
        blocks,
        items: Vec::new(),
        remarks,
    })
}

/// The title of the page where it says more than the heading and the text: whose site it is.
fn site_title(heading: Option<&str>, metadata: &Metadata, raws: &[Raw]) -> Option<String> {
    let title = metadata.title.as_deref()?;
    let mark = [" | ", " — ", " – ", " - ", " · ", " » "]
        .into_iter()
        .find(|mark| title.contains(mark))?;
    let site = title.rsplit(mark).next()?;
    let is_said = metadata.publisher.is_some() || raws.iter().any(|raw| raw.text.contains(site));
    heading
        .filter(|heading| !heading.contains(title) && !is_said)
        .map(|_| title.to_owned())
}

/// The longest masthead, in characters.
const MASTHEAD: usize = 160;

/// The words of the page's header, outside its main content and its menus: who publishes it.
fn masthead(root: NodeRef<'_, Node>, main: NodeRef<'_, Node>) -> Option<String> {
    let (header, _) = elements(root, "header").find(|(node, _)| {
        let is_inside = node.ancestors().any(|above| above.id() == main.id());
        let holds_it = node.descendants().any(|inner| inner.id() == main.id());
        !is_inside && !holds_it
    })?;
    let lines: Vec<String> = flatten::flatten(header)
        .into_iter()
        .filter(|raw| {
            matches!(
                raw.kind,
                RawKind::Running(BlockKind::Paragraph | BlockKind::Heading { .. })
            )
        })
        .map(|raw| raw.text)
        .collect();
    let words = one_line(&lines.join(" "));
    (!words.is_empty() && words.chars().count() <= MASTHEAD).then_some(words)
}

fn first_heading(raws: &[Raw]) -> Option<String> {
    raws.iter()
        .find(|raw| matches!(raw.kind, RawKind::Running(BlockKind::Heading { level: 1 })))
        .map(|raw| raw.text.clone())
}

fn elements<'t>(
    root: NodeRef<'t, Node>,
    name: &'static str,
) -> impl Iterator<Item = (NodeRef<'t, Node>, &'t Element)> {
    root.descendants().filter_map(move |node| {
        node.value()
            .as_element()
            .filter(|element| element.name() == name)
            .map(|element| (node, element))
    })
}

fn main_content(root: NodeRef<'_, Node>) -> NodeRef<'_, Node> {
    let within = elements(root, "main").next().map(|(node, _)| node);
    let mut articles = elements(within.unwrap_or(root), "article").map(|(node, _)| node);
    match (articles.next(), articles.next()) {
        (Some(only), None) => only,
        _ => within
            .or_else(|| elements(root, "body").next().map(|(node, _)| node))
            .unwrap_or(root),
    }
}

fn head(root: NodeRef<'_, Node>) -> Metadata {
    let meta = |wanted: &str| {
        elements(root, "meta").find_map(|(_, element)| {
            let name = element.attr("property").or_else(|| element.attr("name"))?;
            (name == wanted).then(|| one_line(element.attr("content").unwrap_or("")))
        })
    };
    let meta = |wanted: &str| meta(wanted).filter(|value| !value.is_empty());
    let title = || {
        let (node, _) = elements(root, "title").next()?;
        let text: String = node
            .children()
            .filter_map(|child| child.value().as_text().map(|text| text.to_string()))
            .collect();
        Some(one_line(&text)).filter(|title| !title.is_empty())
    };
    let canonical = elements(root, "link").find_map(|(_, element)| {
        (element.attr("rel") == Some("canonical"))
            .then(|| element.attr("href").map(str::to_owned))
            .flatten()
    });
    let lang = elements(root, "html")
        .next()
        .and_then(|(_, element)| element.attr("lang"));
    let published = meta("article:published_time");
    let modified = meta("article:modified_time");
    Metadata {
        title: meta("og:title").or_else(title),
        published: published.as_deref().and_then(day_of),
        published_at: published.as_deref().and_then(instant_of),
        modified: modified.as_deref().and_then(day_of),
        modified_at: modified.as_deref().and_then(instant_of),
        language: lang
            .and_then(wordpress::primary_tag)
            .or_else(|| wordpress::primary_tag(&meta("og:locale")?)),
        address: canonical.or_else(|| meta("og:url")),
        publisher: meta("og:site_name"),
        author: meta("author"),
        excerpt: meta("og:description").or_else(|| meta("description")),
        excerpt_language: None,
        tags: Vec::new(),
        categories: meta("article:section").into_iter().collect(),
        image: meta("og:image"),
        html: None,
    }
}

/// The day of an ISO 8601 date, with or without a time.
fn day_of(written: &str) -> Option<civil::Date> {
    written.get(..10)?.parse().ok()
}

fn instant_of(written: &str) -> Option<Timestamp> {
    written.parse().ok()
}
