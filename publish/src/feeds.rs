//! The feeds of stories and partnerships, in Atom, RSS 2.0 and JSON Feed 1.1: of everything, of a town, of a country, of a
//! programme, of a theme; each in every language.
//!
//! # Invariants
//! - An entry's id is its permanent address, so that a renamed page is not a new entry.
//! - Days without an hour count from midnight UTC; entries without any day are left out.

use crate::context::Context;
use crate::errors::PageError;
use crate::pages::authority::find;
use crate::parts::Said;
use crate::snapshot::Facet;
use crate::urls;
use crate::view::{View, cut};
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use uuid::Uuid;
use vocabulary::{AuthorityId, Country, Day, Evidence, Id, Partnership, PartyRef, ProgrammeId, Story, Theme};

/// Most entries of a feed.
const ENTRIES: usize = 50;

/// The form of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
    /// RSS 2.0.
    Rss,
}

impl Form {
    /// Every form, in the order in which pages name them.
    pub(crate) const ALL: [Self; 3] = [Self::Atom, Self::Rss, Self::Json];

    /// What stands behind the point of a feed's address.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Json => "json",
            Self::Rss => "rss",
        }
    }

    /// Its name, the same in every language.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Json => "JSON Feed 1.1",
            Self::Rss => "RSS 2.0",
        }
    }

    /// Its media type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
            Self::Rss => "application/rss+xml",
        }
    }

    fn named(file: &str) -> Option<Self> {
        let ending = file.strip_prefix("feed.")?;
        Self::ALL.into_iter().find(|form| form.ending() == ending)
    }
}

/// What a feed is about.
enum About {
    Everything,
    /// A body; one that no fact names has an empty feed.
    Body(Option<AuthorityId>),
    Country(Country),
    Programme(ProgrammeId),
    Theme(Theme),
}

/// What may become an entry.
#[derive(Clone, Copy)]
enum Item<'a> {
    Story(&'a Story),
    Partnership(&'a Partnership),
}

impl Item<'_> {
    fn day(self) -> Option<Day> {
        match self {
            Self::Story(story) => story.published,
            Self::Partnership(found) => found.status.is_live().then(|| found.main_day()).flatten(),
        }
    }

    /// The order within a day.
    fn key(self) -> (u8, Uuid) {
        match self {
            Self::Partnership(found) => (0, found.id.uuid()),
            Self::Story(story) => (1, story.id.uuid()),
        }
    }
}

/// One entry.
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) title: Said,
    pub(crate) summary: String,
    day: Day,
}

impl Entry {
    /// ISO 8601.
    pub(crate) fn at(&self) -> String {
        format!("{}T00:00:00Z", self.day.first())
    }

    /// RFC 822, as RSS wants it.
    pub(crate) fn dated(&self) -> String {
        self.day
            .first()
            .strftime("%a, %d %b %Y 00:00:00 +0000")
            .to_string()
    }
}

/// A feed with everything that its form may print.
pub(crate) struct Feed {
    pub(crate) tag: &'static str,
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) home: String,
    pub(crate) own: String,
    pub(crate) rights: String,
    pub(crate) updated: String,
    pub(crate) entries: Vec<Entry>,
}

/// The Atom document.
#[derive(Template)]
#[template(path = "feed.xml")]
struct AtomFeed<'a> {
    feed: &'a Feed,
}

/// The RSS document.
#[derive(Template)]
#[template(path = "feed.rss.xml")]
struct RssFeed<'a> {
    feed: &'a Feed,
}

/// The newest stories and partnerships about something, newest first.
fn items<'a>(view: &View<'a>, about: &About) -> Vec<Item<'a>> {
    let record = view.snapshot.record();
    // Of either sort the newest are enough: more than there is room for never come into the feed.
    let newest = |value: Option<Facet>, wants: &dyn Fn(&&Story) -> bool| -> Vec<Item<'a>> {
        let values: Vec<Facet> = [Facet::Live].into_iter().chain(value).collect();
        let partnerships = view.snapshot.facets().newest(&values, None, ENTRIES).shown;
        let partnerships = partnerships
            .into_iter()
            .filter_map(|id| view.snapshot.partnership(id));
        let stories = view.snapshot.newest_stories(None).filter(wants).take(ENTRIES);
        let stories = stories.map(Item::Story);
        stories.chain(partnerships.map(Item::Partnership)).collect()
    };
    let found: Vec<Item<'a>> = match about {
        About::Everything => newest(None, &|_| true),
        About::Body(None) => Vec::new(),
        About::Body(Some(id)) => {
            let related = view.snapshot.of_party(PartyRef::Authority(*id));
            let stories = record.stories.picked(&related.stories).map(Item::Story);
            let partnerships = record.partnerships.picked(&related.partnerships);
            stories.chain(partnerships.map(Item::Partnership)).collect()
        }
        About::Country(country) => newest(Some(Facet::Country(*country)), &|story| {
            let named = view.snapshot.bodies_of(story.id);
            named.into_iter().any(|body| body.country == *country)
        }),
        About::Programme(programme) => newest(Some(Facet::Programme(*programme)), &|story| {
            let told = story.partnerships.iter();
            told.filter_map(|id| view.snapshot.partnership(*id))
                .any(|found| found.programme == Some(*programme))
        }),
        About::Theme(theme) => newest(Some(Facet::Theme(*theme)), &|story| {
            let mut told = story.partnerships.iter();
            told.any(|id| view.snapshot.themes(*id).any(|told| told == *theme))
        }),
    };
    let dated = found.into_iter().filter_map(|item| Some((item.day()?, item)));
    let mut dated: Vec<(Day, Item<'a>)> = dated.collect();
    dated.sort_by_key(|(day, item)| (std::cmp::Reverse(*day), item.key()));
    dated.truncate(ENTRIES);
    dated.into_iter().map(|(_, item)| item).collect()
}

fn entry(ctx: &Context, view: &View<'_>, item: Item<'_>) -> Option<Entry> {
    let address = ctx.site.address();
    let day = item.day()?;
    match item {
        Item::Story(story) => {
            let summary = story
                .summary
                .as_ref()
                .map(|summary| cut(&view.text(summary).words, Evidence::QUOTE_LIMIT));
            Some(Entry {
                id: format!("{address}{}", urls::permanent(story.id)),
                url: format!("{address}{}", urls::story(ctx.lang, story.id)),
                title: view.text(&story.title),
                summary: summary.unwrap_or_default(),
                day,
            })
        }
        Item::Partnership(found) => {
            let row = view.partnership(found);
            Some(Entry {
                id: format!("{address}{}", urls::permanent(found.id)),
                url: format!("{address}{}", row.url),
                title: Said {
                    words: row.label,
                    language: ctx.lang.tag().to_owned(),
                    note: None,
                },
                summary: format!("{} · {}", row.kind, row.status.word),
                day,
            })
        }
    }
}

fn feed(ctx: &Context, about: &About, (name, home): (Option<String>, String)) -> Feed {
    let (lang, address, view) = (ctx.lang, ctx.site.address(), ctx.view());
    let items = items(&view, about);
    let entries: Vec<Entry> = items
        .into_iter()
        .filter_map(|item| entry(ctx, &view, item))
        .collect();
    Feed {
        tag: lang.tag(),
        title: name.map_or_else(|| lang.t("feed-title"), |name| lang.with("feed-title-of", &name)),
        subtitle: lang.t("site-description"),
        home: format!("{address}{home}"),
        own: format!("{address}{}", ctx.own_path()),
        rights: format!("{} {}", crate::data::LICENCE, lang.t("attribution")),
        updated: entries
            .first()
            .map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), Entry::at),
        entries,
    }
}

fn json_feed(feed: &Feed) -> Value {
    let item = |entry: &Entry| {
        json!({
            "id": entry.id,
            "url": entry.url,
            "title": entry.title.words,
            "language": entry.title.language,
            "content_text": entry.summary,
            "date_published": entry.at(),
        })
    };
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": feed.own,
        "language": feed.tag,
        "_licence": crate::data::LICENCE,
        "_attribution": feed.rights.split_once(' ').map_or("", |(_, attribution)| attribution),
        "items": feed.entries.iter().map(item).collect::<Vec<Value>>(),
    })
}

fn answer(ctx: &Context, form: Form, feed: &Feed) -> Result<Response, PageError> {
    let written = match form {
        Form::Atom => AtomFeed { feed }.render(),
        Form::Rss => RssFeed { feed }.render(),
        Form::Json => Ok(json_feed(feed).to_string()),
    };
    let text = written.map_err(|error| PageError::Ours {
        lang: ctx.lang,
        source: Box::new(error),
    })?;
    let kind = match form {
        Form::Json => form.media_type().to_owned(),
        Form::Atom | Form::Rss => format!("{}; charset=utf-8", form.media_type()),
    };
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

fn form(ctx: &Context) -> Result<Form, PageError> {
    Form::named(ctx.last()).ok_or_else(|| ctx.missing())
}

/// `GET /{lang}/feed.atom`, `.rss`, `.json`
pub(crate) async fn whole(ctx: Context) -> Result<Response, PageError> {
    let named = (None, urls::home(ctx.lang));
    answer(&ctx, form(&ctx)?, &feed(&ctx, &About::Everything, named))
}

/// `GET /{lang}/authorities/{code}/feed.…`
pub(crate) async fn of_body(ctx: Context) -> Result<Response, PageError> {
    let form = form(&ctx)?;
    let code = ctx.segment(3).parse().map_err(|_| ctx.missing())?;
    let (id, body) = find(&ctx.view(), &code).ok_or_else(|| ctx.missing())?;
    let named = (
        Some(ctx.view().name(&body).words),
        urls::authority(ctx.lang, body.code()),
    );
    answer(&ctx, form, &feed(&ctx, &About::Body(id), named))
}

/// `GET /{lang}/countries/{country}/feed.…`
pub(crate) async fn of_country(ctx: Context) -> Result<Response, PageError> {
    let form = form(&ctx)?;
    let country: Country = ctx.segment(3).parse().map_err(|_| ctx.missing())?;
    let named = ctx.site.places().country_name(country, ctx.lang.language());
    let name = named.ok_or_else(|| ctx.missing())?;
    let list = urls::plain(ctx.lang, "partnerships");
    let named = (
        Some(name),
        urls::filtered(&list, &[("country", country.as_str())]),
    );
    answer(&ctx, form, &feed(&ctx, &About::Country(country), named))
}

/// `GET /{lang}/programmes/{id}/feed.…`
pub(crate) async fn of_one_programme(ctx: Context) -> Result<Response, PageError> {
    let form = form(&ctx)?;
    let id = ctx.segment(3).parse::<Uuid>().map_err(|_| ctx.missing())?;
    let view = ctx.view();
    let found = view.snapshot.programme(Id::of(id)).ok_or_else(|| ctx.missing())?;
    let named = (Some(found.name.clone()), urls::programme(ctx.lang, found.id));
    answer(&ctx, form, &feed(&ctx, &About::Programme(found.id), named))
}

/// `GET /{lang}/themes/{theme}/feed.…`
pub(crate) async fn of_theme(ctx: Context) -> Result<Response, PageError> {
    let form = form(&ctx)?;
    let theme = Theme::named(ctx.segment(3)).ok_or_else(|| ctx.missing())?;
    let list = urls::plain(ctx.lang, "partnerships");
    let named = (
        Some(ctx.lang.word("theme", theme.as_str())),
        urls::filtered(&list, &[("theme", theme.as_str())]),
    );
    answer(&ctx, form, &feed(&ctx, &About::Theme(theme), named))
}
