//! What a document says, in the form in which the record takes it.
//!
//! In: a document, what was recognised in it, how it was given. Out: a [`Reading`] with its stories.
//!
//! # Invariants
//! Every story lies within the text of its document.

use crate::import::{ENGINE, Given};
use ::read::{BlockKind, Document, Format, Metadata};
use ::recognise::Recognition;
use ::register::{ImageLink, Reading, StoredRemark, StoryDraft};
use vocabulary::{Day, Language, SourceFormat, Text};

/// A document with what was recognised in it, as the record takes it.
pub(crate) fn reading(
    document: &Document,
    recognition: Recognition,
    given: Given,
    gazetteer: &str,
) -> Reading {
    let metadata = &document.metadata;
    let remarks = recognition.remarks.into_iter().map(|remark| StoredRemark {
        remark: remark.remark,
        span: remark.start.zip(remark.end),
    });
    Reading {
        origin: given.origin,
        bytes: given.bytes,
        format: format(document.format),
        title: metadata.title.clone(),
        publisher: metadata.publisher.clone(),
        address: metadata.address.clone(),
        language: language(metadata.language.as_deref()),
        rights: given.rights,
        owner: None,
        text: document.text.clone(),
        mentions: recognition.mentions,
        claims: recognition.claims,
        remarks: remarks.collect(),
        stories: stories(document),
        pictures: Vec::new(),
        engine: ENGINE.to_owned(),
        gazetteer: gazetteer.to_owned(),
    }
}

fn format(format: Format) -> SourceFormat {
    match format {
        Format::WordPressPost | Format::WordPressPosts => SourceFormat::WordPress,
        Format::NewsList => SourceFormat::NewsList,
        Format::Communique => SourceFormat::Communique,
        Format::PlainText => SourceFormat::Text,
        Format::Html => SourceFormat::Html,
        Format::Csv | Format::Sheet => SourceFormat::Sheet,
    }
}

fn language(tag: Option<&str>) -> Option<Language> {
    tag.and_then(|tag| tag.parse().ok())
}

/// Longest headline made from the beginning of an item without a title, in characters.
const HEADLINE: usize = 110;

/// The stories of a document: the document itself, or each of its items.
fn stories(document: &Document) -> Vec<StoryDraft> {
    let offsets = ::read::CharOffsets::new(&document.text);
    let whole = &document.metadata;
    let own = language(whole.language.as_deref()).unwrap_or(Language::FR);
    if document.items.is_empty() {
        let Some(title) = &whole.title else {
            return Vec::new();
        };
        let summary = whole.excerpt.as_deref().map(|excerpt| {
            Text::new(
                language(whole.excerpt_language.as_deref()).unwrap_or(own),
                excerpt,
            )
        });
        return vec![StoryDraft {
            title: Text::new(own, title.as_str()),
            summary,
            language: Some(own),
            span: (0, offsets.at(document.text.len())),
            published: whole.published.map(Day::of),
            address: whole.address.clone(),
            body: whole.html.as_deref().and_then(::read::formatted),
            image: image(document, whole, (0, document.text.len())),
            picture: None,
        }];
    }
    let story = |item: &::read::Item| {
        let language = language(item.language.as_deref()).unwrap_or(own);
        let told = item.metadata.as_deref();
        let title = item
            .title
            .clone()
            .unwrap_or_else(|| headline(document.quote(item.span)));
        StoryDraft {
            title: Text::new(language, title),
            summary: None,
            language: Some(language),
            span: offsets.span(item.span),
            published: item.date.map(Day::of),
            address: item.address.clone(),
            body: told
                .and_then(|told| told.html.as_deref())
                .and_then(::read::formatted),
            image: told.and_then(|told| image(document, told, (item.span.start, item.span.end))),
            picture: None,
        }
    };
    document.items.iter().map(story).collect()
}

/// The picture of a story: the one that stands for it, else the first in its text; with its words where there are any.
fn image(document: &Document, told: &Metadata, (start, end): (usize, usize)) -> Option<ImageLink> {
    let shown = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Image { alt, address, .. } if (start..=end).contains(&block.span.start) => {
            Some((address.as_deref()?, alt.clone()))
        }
        _ => None,
    });
    let shown: Vec<(&str, Option<String>)> = shown.collect();
    let address = told
        .image
        .as_deref()
        .or_else(|| shown.first().map(|(address, _)| *address))?;
    let alt = shown.iter().find(|(shown, _)| *shown == address);
    Some(ImageLink {
        address: address.to_owned(),
        alt: alt.and_then(|(_, alt)| alt.clone()).filter(|alt| !alt.is_empty()),
    })
}

/// The beginning of a text, cut at a word.
fn headline(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= HEADLINE {
        return line.to_owned();
    }
    let cut: String = line.chars().take(HEADLINE).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', '.']))
}
