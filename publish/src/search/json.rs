//! `GET /api/v1/search`: what the search page finds, for programs and for the search field while somebody writes.
//!
//! # Invariants
//! The hits are those of the page, bodies before the rest.

use super::{Finder, Fit, Hit, Narrowed, Question, Sort, found};
use crate::api::{Asked, Refusal, problem};
use crate::pages::search::LONGEST;
use crate::view::cut;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One hit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitAnswer {
    /// `authority`, `organisation`, `partnership`, `project`, `call`, `programme`, `alliance`, `campaign`, `story`, `source`.
    what: &'static str,
    /// What it is, in words.
    kind: String,
    /// Its name or title for the reader.
    title: String,
    /// Where its page is, below the site.
    url: String,
    /// What of it has the words of the question.
    why: String,
    /// The words themselves, or the part of the text that has most of them; empty where another spelling matched.
    excerpt: String,
}

/// What a search found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchAnswer {
    items: Vec<HitAnswer>,
    /// How many match beside the bodies; null where they are more than 20,000.
    total: Option<usize>,
    /// How many of each kind, whatever the question is narrowed to; empty where they are not counted.
    by_what: BTreeMap<&'static str, usize>,
    /// How many of each country (ISO 3166-1).
    by_country: BTreeMap<String, usize>,
    /// The question as it was read, where a word that nothing has was taken for another.
    read_as: Option<String>,
    /// Whether the hits have all the words.
    all_words: bool,
}

/// `GET /api/v1/search`
pub(crate) async fn json(asked: Asked) -> Result<Response, Refusal> {
    let limit = asked.limit()?;
    let text = cut(asked.query("q"), LONGEST);
    let question = Question {
        text: &text,
        narrowed: Narrowed {
            sort: given(asked.query("what"), Sort::named)?,
            country: given(asked.query("country"), |text| text.parse().ok())?,
        },
        bodies: limit,
        others: limit,
        skipped: 0,
    };
    let finder = asked.site().finder();
    let position = asked.view().snapshot.position();
    let standing = finder.caught_up(position).await;
    let Ok(answer) = answer(&asked, finder, &question, limit) else {
        return Ok(problem(StatusCode::INTERNAL_SERVER_ERROR, "ours"));
    };
    let mut answer = asked.one(answer);
    if standing.position < position {
        answer
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(answer)
}

/// What a parameter says; nothing if it is empty.
fn given<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Refusal> {
    match text {
        "" => Ok(None),
        text => read(text).map(Some).ok_or(Refusal::Invalid),
    }
}

fn answer(
    asked: &Asked,
    finder: &Finder,
    question: &Question<'_>,
    limit: usize,
) -> Result<SearchAnswer, tantivy::TantivyError> {
    let found = found(&asked.view(), finder, question)?;
    let tally = found.tally.unwrap_or_default();
    // Half the room is for bodies; what one half leaves free the other takes.
    let bodies = limit.div_ceil(2).max(limit.saturating_sub(found.others.len()));
    let hits = found.bodies.into_iter().take(bodies).chain(found.others);
    Ok(SearchAnswer {
        items: hits.take(limit).map(hit).collect(),
        total: found.count,
        by_what: tally
            .sorts
            .iter()
            .map(|(sort, count)| (sort.as_str(), *count))
            .collect(),
        by_country: tally
            .countries
            .iter()
            .map(|(country, count)| (country.as_str().to_owned(), *count))
            .collect(),
        read_as: found.mended,
        all_words: found.fit == Fit::AllWords,
    })
}

fn hit(hit: Hit) -> HitAnswer {
    let excerpt: String = hit.why.pieces.iter().map(|piece| piece.words.as_str()).collect();
    HitAnswer {
        what: hit.sort.as_str(),
        kind: hit.what,
        title: hit.link.words.words,
        url: hit.link.url,
        why: hit.why.role.trim_end_matches([':', ' ', '\u{a0}']).to_owned(),
        excerpt,
    }
}
