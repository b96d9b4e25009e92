//! The reader for everyone: a pasted text is read, recognised, corrected, and forgotten.
//!
//! In: the form of `/{lang}/read`. Out: the page with what was recognised, or the same as JSON (schema `recognise-1`).
//!
//! # Invariants
//! - What is pasted is neither stored nor logged, and no answer with it is kept on the way.
//! - However many ask at once, so many texts are read at a time as there are cores; the rest wait a moment, or are asked to.

pub(crate) mod chosen;
mod gate;

pub(crate) use gate::Gate;

use crate::context::Context;
use crate::errors::PageError;
use crate::limits::{Allowed, counted, seconds};
use crate::pages::read::{self as page, Trouble};
use crate::people::typed::Fields;
use crate::site::Site;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use recognise::{Line, Recognition};
use std::convert::Infallible;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

/// Largest text that is read, in bytes.
pub(crate) const LARGEST: usize = 200_000;
/// Largest form: every byte of the largest text escaped, and what was chosen.
const LARGEST_FORM: usize = 3 * LARGEST + (64 << 10);
/// As how many requests for data one text counts.
const COST: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Longest time that reading and drawing may take.
const LONGEST: Duration = Duration::from_secs(10);
/// What the form asks for, where it is not the page.
const JSON: &str = "json";
/// The source of what was pasted, as of standard input on the command line.
const SOURCE: &str = "-";

/// A text with what was recognised in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    /// The text as the reader prints it, which every offset counts in.
    pub text: String,
    /// What was recognised.
    pub recognition: Recognition,
}

/// The form as it was sent; `None` where it is too large to be looked at.
pub(crate) struct Pasted {
    fields: Option<Fields>,
    /// Who is counted for it.
    from: Option<IpAddr>,
}

impl FromRequest<Site> for Pasted {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &Site) -> Result<Self, Infallible> {
        let from = counted(request.extensions(), request.headers());
        let body = to_bytes(request.into_body(), LARGEST_FORM).await;
        Ok(Self {
            fields: body.ok().as_ref().map(Fields::read),
            from,
        })
    }
}

/// `POST /{lang}/read`
pub(crate) async fn read(ctx: Context, pasted: Pasted) -> Result<Response, PageError> {
    let Some(fields) = pasted.fields else {
        return page::again(ctx.layout(&ctx.lang.t("read-title")), "", &Trouble::TooLong);
    };
    // Browsers send the ends of lines as two characters.
    let text = fields.whole("text").replace("\r\n", "\n");
    let layout = ctx.layout(&ctx.lang.t("read-title"));
    if let Some(trouble) = trouble(&text).or_else(|| too_often(&ctx, pasted.from)) {
        return page::again(layout, &text, &trouble);
    }
    let Some(turn) = ctx.site.readers().turn().await else {
        return page::again(layout, &text, &Trouble::Busy);
    };
    let pasted = text.clone();
    let reading = tokio::task::spawn_blocking(move || {
        let answer = answer(&ctx, &pasted, &fields);
        // Held until the work is done, even where nobody waits for it any more.
        drop(turn);
        answer
    });
    match tokio::time::timeout(LONGEST, reading).await {
        Ok(Ok(answer)) => answer,
        // What stopped the engine may hold words of the text, so it is not told.
        Ok(Err(_)) => page::again(layout, &text, &Trouble::Stumbled),
        Err(_) => page::again(layout, &text, &Trouble::TooSlow),
    }
}

/// Why a text is not read at all.
fn trouble(text: &str) -> Option<Trouble> {
    let words = text.trim();
    if words.is_empty() {
        return Some(Trouble::Empty);
    }
    if text.len() > LARGEST {
        return Some(Trouble::TooLong);
    }
    let is_address = ["https://", "http://", "www."]
        .iter()
        .any(|start| words.starts_with(start))
        && !words.contains(char::is_whitespace);
    is_address.then_some(Trouble::Address)
}

/// Whether an address has had more texts read than it may: each counts as several requests for data.
fn too_often(ctx: &Context, from: Option<IpAddr>) -> Option<Trouble> {
    match ctx.site.limits()?.ask(from?, COST) {
        Allowed::Yes { .. } => None,
        Allowed::After(wait) => Some(Trouble::TooOften(wait)),
    }
}

/// The page, or the file, of a text.
fn answer(ctx: &Context, text: &str, fields: &Fields) -> Result<Response, PageError> {
    let view = ctx.view();
    let mut found = match view.places.recognised(text) {
        Ok(found) => found,
        Err(problem) => {
            let layout = ctx.layout(&ctx.lang.t("read-title"));
            return page::again(layout, text, &Trouble::Unreadable(problem));
        }
    };
    let offered = page::offers(&view, &found.recognition);
    let chosen = chosen::of(fields);
    chosen::apply(&view, &mut found.recognition, &chosen);
    if fields.of("do") == JSON {
        return Ok(file(found.recognition));
    }
    page::found(ctx, (text, &found), &offered, &chosen)
}

/// The line that the command line prints, as a file to keep.
fn file(recognition: Recognition) -> Response {
    let line = serde_json::to_string(&Line::of(SOURCE, recognition)).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"recognised.json\"",
        ),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    (headers, line + "\n").into_response()
}

/// The status that goes with a trouble, and when to ask again.
pub(crate) fn told(trouble: &Trouble, answer: &mut Response) {
    *answer.status_mut() = match trouble {
        Trouble::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
        Trouble::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
        Trouble::Busy | Trouble::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
        Trouble::Stumbled => StatusCode::INTERNAL_SERVER_ERROR,
        Trouble::Empty | Trouble::Address | Trouble::Unreadable(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let wait = match trouble {
        Trouble::Busy => 5,
        Trouble::TooOften(wait) => seconds(*wait),
        _ => return,
    };
    answer.headers_mut().insert(header::RETRY_AFTER, wait.into());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_alone_is_no_text() {
        for address in [
            "https://example.org/a",
            " http://x ",
            "www.ville.example/actualites\n",
        ] {
            assert_eq!(trouble(address), Some(Trouble::Address), "{address}");
        }
        assert_eq!(trouble("Voir https://example.org/a"), None);
        assert_eq!(trouble("https://example.org/a dit que Nantes…"), None);
    }

    #[test]
    fn only_spaces_are_nothing_and_the_largest_text_is_counted_in_bytes() {
        assert_eq!(trouble(" \n\t\u{a0} "), Some(Trouble::Empty));
        assert_eq!(trouble(&"é".repeat(LARGEST / 2)), None);
        assert_eq!(trouble(&"é".repeat(LARGEST / 2 + 1)), Some(Trouble::TooLong));
    }
}
