//! Posts and pages as the WordPress REST interface answers them.
//!
//! In: JSON of one post or of a list of posts. Out: a [`Document`]; of a list with one item a post.
//!
//! # Invariants
//! - A post that cannot be read does not keep the others from being read.
//! - The text of a post is its title, a blank line, and its blocks.

mod list;
mod post;

use crate::ReadError;
use crate::document::{BlockKind, Document, Format, Item, Metadata, Place};
use crate::encoding::Decoded;
use crate::html;
use crate::language::WordCounts;
use crate::remark::{Remark, RemarkCode};
use crate::text::Composer;
use post::Post;

/// Reads one post or a list of posts.
pub(crate) fn wordpress_document(decoded: &Decoded) -> Result<Document, ReadError> {
    let json = decoded.text.trim_start();
    let mut document = if json.starts_with('[') {
        let list::Posts { posts, mut remarks } = list::posts(&decoded.text)?;
        let mut document = several(posts)?;
        remarks.append(&mut document.remarks);
        document.remarks = remarks;
        document
    } else {
        single(&list::single(&decoded.text)?)?
    };
    document.remarks.splice(0..0, decoded.remarks.iter().cloned());
    Ok(document)
}

fn single(post: &Post) -> Result<Document, ReadError> {
    let content = post.content().ok_or_else(|| ReadError::NoContent {
        pointer: "/content/rendered".to_owned(),
    })?;
    let mut composer = Composer::default();
    let (metadata, remarks) = write_post(post, content, "", &mut composer);
    let Composer { text, blocks } = composer;
    let (format, items) = (Format::WordPressPost, Vec::new());
    Ok(Document {
        format,
        metadata,
        text,
        blocks,
        items,
        remarks,
    })
}

fn several(posts: Vec<(usize, Post)>) -> Result<Document, ReadError> {
    let mut composer = Composer::default();
    let (mut items, mut remarks): (Vec<Item>, Vec<Remark>) = (Vec::new(), Vec::new());
    for (index, post) in posts {
        let pointer = format!("/{index}");
        let Some(content) = post.content() else {
            let place = Place::Json {
                pointer: pointer + "/content/rendered",
                block: None,
            };
            remarks.push(Remark::new(RemarkCode::PostWithoutContent, place));
            continue;
        };
        let first_block = composer.blocks.len();
        let (metadata, mut of_post) = write_post(&post, content, &pointer, &mut composer);
        remarks.append(&mut of_post);
        items.push(Item {
            span: composer.span_since(first_block),
            title: metadata.title.clone(),
            date: metadata.published,
            address: metadata.address.clone(),
            language: metadata.language.clone(),
            truncated: false,
            metadata: Some(Box::new(metadata)),
        });
    }
    if items.is_empty() {
        return Err(ReadError::NoContent {
            pointer: "/0/content/rendered".to_owned(),
        });
    }
    let metadata = shared(&items);
    let Composer { text, blocks } = composer;
    Ok(Document {
        format: Format::WordPressPosts,
        metadata,
        text,
        blocks,
        items,
        remarks,
    })
}

/// What all posts of a list have in common.
fn shared(items: &[Item]) -> Metadata {
    let all = |value: fn(&Metadata) -> Option<&String>| {
        let mut values = items.iter().map(|item| item.metadata.as_deref().and_then(value));
        let first = values.next().flatten()?;
        values.all(|other| other == Some(first)).then(|| first.clone())
    };
    Metadata {
        language: all(|metadata| metadata.language.as_ref()),
        publisher: all(|metadata| metadata.publisher.as_ref()),
        ..Metadata::default()
    }
}

fn write_post(post: &Post, content: &str, pointer: &str, composer: &mut Composer) -> (Metadata, Vec<Remark>) {
    let place = |path: &str, block| Place::Json {
        pointer: format!("{pointer}{path}"),
        block,
    };
    let (mut metadata, dates) = post.metadata();
    let mut remarks: Vec<Remark> = dates
        .into_iter()
        .map(|(field, written)| Remark::new(RemarkCode::UnreadableDate { written }, place(field, None)))
        .collect();
    let first_block = composer.blocks.len();
    if let Some(title) = &metadata.title {
        composer.block(
            title,
            BlockKind::Heading { level: 1 },
            place("/title/rendered", None),
        );
    }
    let (raws, stripped) = html::blocks(content);
    remarks.extend(stripped.map(|code| Remark::new(code, place("/content/rendered", None))));
    html::write(raws, composer, |block| place("/content/rendered", Some(block)));
    let text = composer.span_since(first_block).of(&composer.text);
    remarks.extend(settle_language(&mut metadata, text, |path| place(path, None)));
    (metadata, remarks)
}

/// Lets the words of the text decide its language where they clearly say another than stated.
pub(crate) fn settle_language(
    metadata: &mut Metadata,
    text: &str,
    place: impl Fn(&str) -> Place,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let counts = WordCounts::of(text);
    if let Some((found, hits)) = counts.leader() {
        let stated = metadata.language.take();
        let stated_hits = stated
            .as_deref()
            .map(|stated| counts.hits(stated).unwrap_or(hits));
        metadata.language = match (stated, stated_hits) {
            // Ten words of the one to three of the other: a quotation does not tip it.
            (Some(stated), Some(of_stated)) if stated != found && hits >= 10 && of_stated * 3 <= hits => {
                let code = RemarkCode::LanguageDisagrees {
                    stated,
                    found: found.to_owned(),
                };
                remarks.push(Remark::new(code, place("/content/rendered")));
                Some(found.to_owned())
            }
            (Some(stated), _) => Some(stated),
            (None, _) => Some(found.to_owned()),
        };
    }
    metadata.excerpt_language = metadata
        .excerpt
        .as_deref()
        .and_then(|excerpt| WordCounts::of(excerpt).leader().filter(|(_, hits)| *hits >= 5))
        .map(|(language, _)| language.to_owned());
    if let (Some(excerpt), Some(text)) = (&metadata.excerpt_language, &metadata.language)
        && excerpt != text
    {
        let code = RemarkCode::ExcerptInOtherLanguage {
            excerpt: excerpt.clone(),
            text: text.clone(),
        };
        remarks.push(Remark::new(code, place("/excerpt/rendered")));
    }
    remarks
}

/// The primary tag of a language tag or locale: `en` of `en_GB` and `en-GB`.
pub(crate) fn primary_tag(tag: &str) -> Option<String> {
    let primary = tag
        .split(['-', '_'])
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    let is_tag = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    is_tag.then_some(primary)
}

#[cfg(test)]
mod tests;
