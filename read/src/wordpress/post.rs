//! One post: its fields, as far as they are used.
//!
//! In: JSON of a post. Out: its content and [`Metadata`].
//!
//! # Invariants
//! - A field of another shape than expected counts as absent; only content is required.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::de::{DeserializeOwned, Deserializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::primary_tag;
use crate::document::Metadata;
use crate::html::plain;

/// A post or page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Post {
    #[serde(deserialize_with = "lenient")]
    title: Option<Rendered>,
    #[serde(deserialize_with = "lenient")]
    content: Option<Rendered>,
    #[serde(deserialize_with = "lenient")]
    excerpt: Option<Rendered>,
    #[serde(deserialize_with = "lenient")]
    date: Option<String>,
    #[serde(deserialize_with = "lenient")]
    date_gmt: Option<String>,
    #[serde(deserialize_with = "lenient")]
    modified: Option<String>,
    #[serde(deserialize_with = "lenient")]
    modified_gmt: Option<String>,
    #[serde(deserialize_with = "lenient")]
    link: Option<String>,
    /// Set by Polylang.
    #[serde(deserialize_with = "lenient")]
    lang: Option<String>,
    #[serde(deserialize_with = "lenient")]
    class_list: Option<Vec<String>>,
    #[serde(deserialize_with = "lenient")]
    yoast_head_json: Option<Yoast>,
    #[serde(rename = "_embedded", deserialize_with = "lenient")]
    embedded: Option<Embedded>,
    #[serde(deserialize_with = "lenient")]
    jetpack_featured_media_url: Option<String>,
}

/// HTML, as `{"rendered": "…"}` or bare.
#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
enum Rendered {
    Object { rendered: String },
    Bare(String),
}

impl Rendered {
    fn html(&self) -> &str {
        match self {
            Self::Object { rendered } | Self::Bare(rendered) => rendered,
        }
    }
}

/// What the plug-in Yoast says of a page for search engines.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Yoast {
    #[serde(deserialize_with = "lenient")]
    og_locale: Option<String>,
    #[serde(deserialize_with = "lenient")]
    og_site_name: Option<String>,
    #[serde(deserialize_with = "lenient")]
    og_url: Option<String>,
    #[serde(deserialize_with = "lenient")]
    og_image: Option<Vec<YoastImage>>,
    #[serde(deserialize_with = "lenient")]
    author: Option<String>,
    #[serde(deserialize_with = "lenient")]
    schema: Option<Schema>,
}

#[derive(Debug, Deserialize)]
struct YoastImage {
    url: String,
}

#[derive(Debug, Deserialize)]
struct Schema {
    #[serde(rename = "@graph")]
    graph: Vec<Node>,
}

/// A node of the page's schema.org graph.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Node {
    #[serde(rename = "@type", deserialize_with = "lenient")]
    kind: Option<OneOrMany>,
    #[serde(deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(deserialize_with = "lenient")]
    keywords: Option<OneOrMany>,
    #[serde(rename = "articleSection", deserialize_with = "lenient")]
    section: Option<OneOrMany>,
    #[serde(rename = "inLanguage", deserialize_with = "lenient")]
    language: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// What the interface sends along on `?_embed`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Embedded {
    #[serde(rename = "wp:term", deserialize_with = "lenient")]
    terms: Option<Vec<Vec<Term>>>,
    #[serde(deserialize_with = "lenient")]
    author: Option<Vec<Author>>,
    #[serde(rename = "wp:featuredmedia", deserialize_with = "lenient")]
    featured: Option<Vec<Media>>,
}

#[derive(Debug, Deserialize)]
struct Term {
    taxonomy: String,
    name: String,
}

#[derive(Debug, Deserialize)]
struct Author {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Media {
    source_url: String,
}

/// Takes a field if it has the expected shape.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).ok())
}

impl Post {
    /// The HTML of the post, if it has any.
    pub(super) fn content(&self) -> Option<&str> {
        self.content
            .as_ref()
            .map(Rendered::html)
            .filter(|html| !html.trim().is_empty())
    }

    /// What the post says about itself, and the dates that cannot be read with their fields.
    pub(super) fn metadata(&self) -> (Metadata, Vec<(&'static str, String)>) {
        let mut unreadable = Vec::new();
        let mut moment = |field: &'static str, written: &Option<String>| {
            let written = written.as_deref().filter(|written| !written.is_empty())?;
            let moment = written.parse::<DateTime>().ok();
            if moment.is_none() {
                unreadable.push((field, written.to_owned()));
            }
            moment
        };
        let published = moment("/date", &self.date);
        let published_gmt = moment("/date_gmt", &self.date_gmt);
        let modified = moment("/modified", &self.modified);
        let modified_gmt = moment("/modified_gmt", &self.modified_gmt);
        let instant = |moment: Option<DateTime>| {
            moment
                .and_then(|moment| moment.to_zoned(TimeZone::UTC).ok())
                .map(|zoned| zoned.timestamp())
        };
        let text = |rendered: &Option<Rendered>| {
            rendered
                .as_ref()
                .map(|rendered| plain(rendered.html()))
                .filter(|text| !text.is_empty())
        };
        let metadata = Metadata {
            title: text(&self.title),
            published: published.or(published_gmt).map(DateTime::date),
            published_at: instant(published_gmt),
            modified: modified.or(modified_gmt).map(DateTime::date),
            modified_at: instant(modified_gmt),
            language: self.stated_language(),
            address: self.link.clone().or_else(|| self.yoast()?.og_url.clone()),
            publisher: self.publisher(),
            author: self.author(),
            excerpt: text(&self.excerpt),
            excerpt_language: None,
            tags: self.labels(Label::Tag),
            categories: self.labels(Label::Category),
            image: self.image(),
            html: self.content().map(str::to_owned),
        };
        (metadata, unreadable)
    }

    fn yoast(&self) -> Option<&Yoast> {
        self.yoast_head_json.as_ref()
    }

    fn nodes(&self, kinds: &'static [&'static str]) -> impl Iterator<Item = &Node> {
        let graph = self
            .yoast()
            .and_then(|yoast| yoast.schema.as_ref())
            .map(|schema| schema.graph.as_slice());
        graph.unwrap_or_default().iter().filter(move |node| {
            node.kind
                .as_ref()
                .is_some_and(|kind| kind.all().iter().any(|kind| kinds.contains(&kind.as_str())))
        })
    }

    fn stated_language(&self) -> Option<String> {
        let of_article = || {
            self.nodes(&["Article", "NewsArticle", "BlogPosting", "WebPage"])
                .find_map(|n| n.language.as_deref())
        };
        self.lang
            .as_deref()
            .and_then(primary_tag)
            .or_else(|| of_article().and_then(primary_tag))
            .or_else(|| self.yoast()?.og_locale.as_deref().and_then(primary_tag))
            .or_else(|| self.language_of_address())
    }

    /// "en" of `https://site.example/en/post/`: sites in several languages name it there.
    fn language_of_address(&self) -> Option<String> {
        let path = self.link.as_deref()?.split_once("://")?.1.split_once('/')?.1;
        let first = path.split('/').next()?;
        let known = ["fr", "en", "uk", "de", "pl", "es", "it", "pt", "ru"];
        known.contains(&first).then(|| first.to_owned())
    }

    fn publisher(&self) -> Option<String> {
        let named = |kinds| self.nodes(kinds).find_map(|node| node.name.as_deref());
        self.yoast()
            .and_then(|yoast| yoast.og_site_name.as_deref())
            .or_else(|| named(&["Organization", "NGO", "GovernmentOrganization"]))
            .or_else(|| named(&["WebSite"]))
            .map(plain)
            .filter(|name| !name.is_empty())
    }

    fn author(&self) -> Option<String> {
        let embedded = || {
            self.embedded
                .as_ref()?
                .author
                .as_ref()?
                .first()
                .map(|author| author.name.as_str())
        };
        self.yoast()
            .and_then(|yoast| yoast.author.as_deref())
            .or_else(embedded)
            .map(plain)
    }

    fn image(&self) -> Option<String> {
        let of_yoast = || Some(self.yoast()?.og_image.as_ref()?.first()?.url.clone());
        let embedded = || {
            Some(
                self.embedded
                    .as_ref()?
                    .featured
                    .as_ref()?
                    .first()?
                    .source_url
                    .clone(),
            )
        };
        embedded()
            .or_else(of_yoast)
            .or_else(|| self.jetpack_featured_media_url.clone())
    }

    /// Tags or categories: by name from what is embedded or Yoast says, else by slug from the classes.
    fn labels(&self, label: Label) -> Vec<String> {
        let (taxonomy, prefix) = match label {
            Label::Tag => ("post_tag", "tag-"),
            Label::Category => ("category", "category-"),
        };
        let embedded: Vec<String> = self
            .embedded
            .iter()
            .flat_map(|embedded| embedded.terms.iter().flatten().flatten())
            .filter(|term| term.taxonomy == taxonomy)
            .map(|term| plain(&term.name))
            .collect();
        if !embedded.is_empty() {
            return embedded;
        }
        let of_graph = self
            .nodes(&["Article", "NewsArticle", "BlogPosting"])
            .find_map(|node| match label {
                Label::Tag => node.keywords.as_ref(),
                Label::Category => node.section.as_ref(),
            });
        if let Some(names) = of_graph {
            return names.all().iter().map(|name| plain(name)).collect();
        }
        let classes = self.class_list.iter().flatten();
        classes
            .filter_map(|class| class.strip_prefix(prefix))
            .map(|slug| slug.replace('-', " "))
            .collect()
    }
}

#[derive(Clone, Copy)]
enum Label {
    Tag,
    Category,
}
