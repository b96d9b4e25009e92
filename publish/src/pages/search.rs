//! The search page: a question, the bodies it may mean, everything else that matches, each with its reason.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::Pager;
use crate::search::{Fit, Found, Narrowed, Question, Sort, Standing, found};
use crate::urls;
use crate::view::cut;
use crate::words::number;
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::Response;

/// Longest question that is looked at, in characters.
pub(crate) const LONGEST: usize = 200;
/// Most bodies that a search shows.
const BODIES: usize = 10;
/// Hits of the other sorts on one page.
const HITS: usize = 20;
/// Pages behind this one are not looked for: who has read so far asks better.
const LAST_PAGE: usize = 50;
/// Most countries to narrow to.
const COUNTRIES: usize = 8;

/// One way to narrow a search, with how many match.
pub(crate) struct Narrowing {
    pub(crate) url: String,
    pub(crate) words: String,
    /// Empty where they are too many to be counted.
    pub(crate) count: String,
    pub(crate) chosen: bool,
}

/// The search page.
#[derive(Template)]
#[template(path = "pages/search.html")]
pub(crate) struct SearchPage {
    pub(crate) page: Layout,
    pub(crate) question: String,
    pub(crate) found: Found,
    pub(crate) count: String,
    pub(crate) sorts: Vec<Narrowing>,
    pub(crate) countries: Vec<Narrowing>,
    /// “Nothing has X; these have Y.”
    pub(crate) mended: Option<String>,
    pub(crate) some_words: bool,
    /// How much of the index is still to be made.
    pub(crate) unready: Option<String>,
    pub(crate) pager: Pager,
}

/// What the address says beside the question.
struct Asked {
    question: String,
    narrowed: Narrowed,
    page: usize,
}

impl SearchPage {
    /// Characters from which on a question is set smaller.
    const LONG: usize = 40;

    fn is_long(&self) -> bool {
        self.question.chars().nth(Self::LONG).is_some()
    }
}

impl Asked {
    /// What does not parse is ignored.
    fn of(ctx: &Context) -> Self {
        Self {
            question: cut(ctx.query("q"), LONGEST),
            narrowed: Narrowed {
                sort: Sort::named(ctx.query("what")),
                country: ctx.query("country").parse().ok(),
            },
            page: ctx.query("page").parse().unwrap_or(1).clamp(1, LAST_PAGE),
        }
    }

    fn address(&self, ctx: &Context, narrowed: Narrowed, page: usize) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let country = narrowed.country.map(|country| country.as_str().to_owned());
        let pairs = [
            ("q", self.question.as_str()),
            ("what", narrowed.sort.map_or("", Sort::as_str)),
            ("country", country.as_deref().unwrap_or_default()),
            ("page", &page),
        ];
        urls::filtered(&urls::plain(ctx.lang, "search"), &pairs)
    }
}

/// `GET /{lang}/search?q=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let asked = Asked::of(&ctx);
    let view = ctx.view();
    let position = view.snapshot.position();
    let finder = ctx.site.finder();
    let standing = finder.caught_up(position).await;
    let question = Question {
        text: &asked.question,
        narrowed: asked.narrowed,
        bodies: BODIES,
        others: HITS,
        skipped: (asked.page - 1) * HITS,
    };
    let found = found(&view, finder, &question).map_err(|error| PageError::Ours {
        lang: ctx.lang,
        source: Box::new(error),
    })?;
    let mut answer = render(ctx.lang, &build(&ctx, &asked, found, standing))?;
    if standing.position < position {
        // What is not in the index yet may be there the next moment.
        answer
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(answer)
}

fn build(ctx: &Context, asked: &Asked, found: Found, standing: Standing) -> SearchPage {
    let lang = ctx.lang;
    let title = if asked.question.is_empty() {
        lang.t("search-title")
    } else {
        lang.with("search-title-for", &asked.question)
    };
    let mut page = ctx.layout(&title);
    page.searched.clone_from(&asked.question);
    SearchPage {
        page,
        count: count(ctx, &found),
        sorts: sorts(ctx, asked, &found),
        countries: countries(ctx, asked, &found),
        mended: found.mended.as_deref().map(|read| {
            let said = [("asked", asked.question.as_str().into()), ("read", read.into())];
            lang.say("search-mended", &said)
        }),
        some_words: found.fit == Fit::SomeWords && !found.others.is_empty(),
        unready: (standing.left > 0).then(|| lang.say("search-unready", &[("count", number(standing.left))])),
        pager: pager(ctx, asked, &found),
        question: asked.question.clone(),
        found,
    }
}

/// How many were found. Of what is cut off as too much to be counted nothing may be left that fits.
fn count(ctx: &Context, found: &Found) -> String {
    let none = found.bodies.is_empty() && found.others.is_empty();
    match found.count.or_else(|| none.then_some(0)) {
        Some(count) => ctx.lang.n("search-count", found.bodies.len() + count),
        None => ctx.lang.t("search-very-many"),
    }
}

fn pager(ctx: &Context, asked: &Asked, found: &Found) -> Pager {
    let shown = (asked.page - 1) * HITS + found.others.len();
    let more =
        found.others.len() == HITS && found.count.is_none_or(|count| count > shown) && asked.page < LAST_PAGE;
    Pager {
        lang: ctx.lang,
        first: (asked.page > 1).then(|| asked.address(ctx, asked.narrowed, 1)),
        next: more.then(|| asked.address(ctx, asked.narrowed, asked.page + 1)),
    }
}

fn sorts(ctx: &Context, asked: &Asked, found: &Found) -> Vec<Narrowing> {
    let Some(tally) = &found.tally else {
        return Vec::new();
    };
    let narrow = |sort: Option<Sort>, words: String, count: usize| Narrowing {
        url: asked.address(
            ctx,
            Narrowed {
                sort,
                ..asked.narrowed
            },
            1,
        ),
        words,
        count: counted(ctx, count),
        chosen: asked.narrowed.sort == sort,
    };
    let sorts = tally
        .sorts
        .iter()
        .map(|(sort, count)| narrow(Some(*sort), ctx.lang.word("found-sort", sort.as_str()), *count));
    let mut all = vec![narrow(None, ctx.lang.t("search-others"), tally.total)];
    all.extend(sorts);
    // One sort alone is no choice, unless it was chosen.
    if all.len() > 2 || asked.narrowed.sort.is_some() {
        all
    } else {
        Vec::new()
    }
}

fn countries(ctx: &Context, asked: &Asked, found: &Found) -> Vec<Narrowing> {
    let Some(tally) = &found.tally else {
        return Vec::new();
    };
    let view = ctx.view();
    let mut counts: Vec<_> = tally.countries.iter().collect();
    counts.sort_by_key(|(country, count)| (std::cmp::Reverse(**count), **country));
    let chosen = asked.narrowed.country;
    let shown = counts.iter().take(COUNTRIES);
    let mut all: Vec<Narrowing> = shown
        .map(|(of, count)| {
            let here = chosen == Some(**of);
            // Choosing once more lets go.
            let country = (!here).then_some(**of);
            Narrowing {
                url: asked.address(
                    ctx,
                    Narrowed {
                        country,
                        ..asked.narrowed
                    },
                    1,
                ),
                words: view.country(**of),
                count: counted(ctx, **count),
                chosen: here,
            }
        })
        .collect();
    if all.len() < 2 && chosen.is_none() {
        all.clear();
    }
    all
}

fn counted(ctx: &Context, count: usize) -> String {
    figures::count(ctx.lang, u64::try_from(count).unwrap_or(u64::MAX))
}
