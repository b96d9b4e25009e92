//! The page of a story: its text where the rights allow it, whom it names, which partnerships it proves.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::linked::{Linked, Linking};
use crate::parts::{DayView, LinkView, PartnershipTable, PartyView, Said};
use crate::urls;
use crate::view::{View, cut, is_web};
use askama::Template;
use axum::response::Response;
use vocabulary::{Evidence, Story, StoryId, StoryPicture};

/// The picture of a story.
pub(crate) struct PictureView {
    pub(crate) url: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) alt: String,
    /// Whose it is: the site that it was fetched from.
    pub(crate) credit: String,
    pub(crate) original: String,
}

/// The page of a story.
#[derive(Template)]
#[template(path = "pages/story.html")]
pub(crate) struct StoryPage {
    pub(crate) page: Layout,
    pub(crate) linked: Linked,
    pub(crate) title: Said,
    pub(crate) published: Option<DayView>,
    pub(crate) publisher: String,
    pub(crate) summary: Option<Said>,
    /// Its text with the simplest formatting: HTML that was cleaned before it was kept.
    pub(crate) body: String,
    pub(crate) picture: Option<PictureView>,
    /// Paragraphs, where there is no other form of the text, and the rights allow it whole.
    pub(crate) paragraphs: Vec<String>,
    pub(crate) language: String,
    /// The rights allow quotes only.
    pub(crate) quoted: bool,
    pub(crate) original: Option<String>,
    pub(crate) source: LinkView,
    pub(crate) authorities: Vec<PartyView>,
    pub(crate) partnerships: PartnershipTable,
}

/// `GET /{lang}/stories/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: StoryId = ctx.id()?;
    let view = ctx.view();
    let found = view.snapshot.story(id).ok_or_else(|| ctx.missing())?;
    render(ctx.lang, &build(&ctx, &view, found))
}

/// The story's part of its source, cut into paragraphs; without its title where that stands on top.
pub(crate) fn paragraphs(text: &str, story: &Story) -> Vec<String> {
    let (start, end) = story.span;
    let part: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
    part.split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty() && *line != story.title.original)
        .map(ToOwned::to_owned)
        .collect()
}

fn picture(picture: &StoryPicture) -> PictureView {
    let host = picture.address.split("://").nth(1).unwrap_or_default();
    PictureView {
        url: urls::picture(&picture.sha256),
        width: picture.width,
        height: picture.height,
        alt: picture.alt.clone().unwrap_or_default(),
        credit: host.split('/').next().unwrap_or_default().to_owned(),
        original: picture.address.clone(),
    }
}

fn build(ctx: &Context, view: &View<'_>, found: &Story) -> StoryPage {
    let title = view.text(&found.title);
    let source = view.snapshot.source(found.source);
    let whole = source.is_some_and(|read| read.source.rights.allow_full_text());
    let body = found.body.clone().filter(|_| whole).unwrap_or_default();
    let partnerships = found
        .partnerships
        .iter()
        .filter_map(|id| view.snapshot.partnership(*id));
    let picture = found.picture.as_ref().filter(|_| whole).map(picture);
    let original = found.address.clone().filter(|address| is_web(address));
    let shown = picture.as_ref().map(|shown| shown.url.as_str());
    StoryPage {
        page: ctx.layout(&cut(&title.words, 120)),
        linked: Linking::new(ctx).story(found, shown, original.as_deref()),
        title,
        published: found.published.map(|day| view.day(day)),
        publisher: source
            .and_then(|read| read.source.publisher.clone())
            .unwrap_or_default(),
        summary: found.summary.as_ref().map(|summary| {
            let said = view.text(summary);
            // Of a quoted source even the summary is a quote.
            let limit = if whole { usize::MAX } else { Evidence::QUOTE_LIMIT };
            Said {
                words: cut(&said.words, limit),
                ..said
            }
        }),
        picture,
        paragraphs: source
            .filter(|_| whole && body.is_empty())
            .map(|held| paragraphs(&held.text(), found))
            .unwrap_or_default(),
        body,
        language: found
            .language
            .map_or_else(String::new, |language| language.as_str().to_owned()),
        quoted: !whole,
        original,
        source: LinkView {
            url: urls::source_place(view.lang, found.source, found.span.0),
            words: View::said(&view.lang.t("story-source"), None),
        },
        authorities: view
            .snapshot
            .bodies_of(found.id)
            .into_iter()
            .map(|body| view.authority(body))
            .collect(),
        partnerships: PartnershipTable {
            lang: view.lang,
            caption: view.lang.t("story-partnerships"),
            rows: partnerships.map(|found| view.row(found)).collect(),
        },
    }
}
