//! Cards in the frames of other sites: the code to copy, and oEmbed 1.0 for programs that make it from an address.
//!
//! In: the address of an authority's page. Out: a frame that shows its card, as JSON or XML.
//!
//! # Invariants
//! - Only pages of this site are embedded, and only those that have a card.
//! - A frame is never larger than was asked for.

use crate::api::problem;
use crate::context::query_of;
use crate::pages::authority::find;
use crate::site::Site;
use crate::urls;
use crate::view::View;
use crate::words::Lang;
use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use vocabulary::AuthorityCode;

/// Width of a card, in pixels, where none is asked for.
const WIDTH: u32 = 480;
/// Height of a card, in pixels, where none is asked for.
const HEIGHT: u32 = 360;
/// For how many seconds an answer may be kept.
const KEPT: u32 = 86_400;

/// The frame of a card.
#[derive(Debug, Clone, Template)]
#[template(
    source = "<iframe src=\"{{ address }}\" title=\"{{ title }}\" width=\"{{ width }}\" height=\"{{ height }}\" loading=\"lazy\" style=\"border:0;max-width:100%\"></iframe>",
    ext = "html"
)]
struct Frame {
    address: String,
    title: String,
    width: u32,
    height: u32,
}

/// How a page is embedded.
#[derive(Debug, Clone)]
pub(crate) struct Embed {
    site: String,
    page: String,
    card: String,
    title: String,
}

impl Embed {
    /// The card of an authority with this name.
    pub(crate) fn of(site: &str, lang: Lang, code: &AuthorityCode, name: &str) -> Self {
        Self {
            site: site.to_owned(),
            page: urls::authority(lang, code),
            card: urls::card(lang, code),
            title: format!("{name} – {}", lang.t("menu-partnerships")),
        }
    }

    /// The card itself.
    pub(crate) fn own(&self) -> &str {
        &self.card
    }

    /// The code to copy.
    pub(crate) fn code(&self) -> String {
        self.frame(WIDTH, HEIGHT)
    }

    /// Where programs learn how the page is embedded: address and media type.
    pub(crate) fn discovery(&self) -> Vec<(String, &'static str)> {
        let page = format!("{}{}", self.site, self.page);
        let asked = |form: &str| {
            let path = urls::filtered(urls::OEMBED, &[("url", &page), ("format", form)]);
            format!("{}{path}", self.site)
        };
        vec![
            (asked("json"), "application/json+oembed"),
            (asked("xml"), "text/xml+oembed"),
        ]
    }

    fn frame(&self, width: u32, height: u32) -> String {
        let frame = Frame {
            address: format!("{}{}", self.site, self.card),
            title: self.title.clone(),
            width,
            height,
        };
        frame.render().unwrap_or_default()
    }
}

/// The answer in XML.
#[derive(Template)]
#[template(
    source = "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<oembed><version>1.0</version><type>rich</type><provider_name>{{ provider }}</provider_name><provider_url>{{ site }}</provider_url><title>{{ title }}</title><cache_age>{{ kept }}</cache_age><width>{{ width }}</width><height>{{ height }}</height><html>{{ html }}</html></oembed>\n",
    ext = "xml"
)]
struct InXml {
    provider: String,
    site: String,
    title: String,
    kept: u32,
    width: u32,
    height: u32,
    html: String,
}

/// The largest size that fits; `None` where what was asked for is none.
fn fitting(usual: u32, most: &str) -> Option<u32> {
    if most.is_empty() {
        return Some(usual);
    }
    most.parse()
        .ok()
        .filter(|most| *most > 0)
        .map(|most: u32| most.min(usual))
}

/// How the page at an address is embedded; `None` where it is none of ours with a card.
fn embed(site: &Site, address: &str) -> Option<(Lang, Embed)> {
    let path = address.strip_prefix(site.address())?;
    // A longer name that begins like ours is another site.
    if !path.starts_with('/') {
        return None;
    }
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let mut segments = path.split('/').skip(1);
    let lang = Lang::named(segments.next()?)?;
    let (list, code) = (segments.next()?, segments.next()?);
    let rest = segments.next();
    if list != "authorities" || rest.is_some_and(|rest| rest != "card") {
        return None;
    }
    let state = site.state();
    let view = View {
        lang,
        snapshot: &state.snapshot,
        places: site.places(),
    };
    let (_, body) = find(&view, &code.parse().ok()?)?;
    let name = view.name(&body).words;
    Some((lang, Embed::of(site.address(), lang, body.code(), &name)))
}

/// `GET /oembed?url=…&format=…&maxwidth=…&maxheight=…`
pub(crate) async fn oembed(State(site): State<Site>, uri: Uri) -> Response {
    let pairs = query_of(uri.query().unwrap_or_default());
    let value = |name: &str| {
        let found = pairs.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.trim())
    };
    let sizes = fitting(WIDTH, value("maxwidth")).zip(fitting(HEIGHT, value("maxheight")));
    let Some((width, height)) = sizes.filter(|_| !value("url").is_empty()) else {
        return problem(StatusCode::BAD_REQUEST, "invalid-parameter");
    };
    let Some((lang, embed)) = embed(&site, value("url")) else {
        return problem(StatusCode::NOT_FOUND, "not-embeddable");
    };
    let html = embed.frame(width, height);
    let provider = lang.t("site-name");
    match value("format") {
        "" | "json" => axum::Json(json!({
            "version": "1.0",
            "type": "rich",
            "provider_name": provider,
            "provider_url": site.address(),
            "title": embed.title,
            "cache_age": KEPT,
            "width": width,
            "height": height,
            "html": html,
        }))
        .into_response(),
        "xml" => {
            let page = InXml {
                provider,
                site: site.address().to_owned(),
                title: embed.title,
                kept: KEPT,
                width,
                height,
                html,
            };
            let headers = [(header::CONTENT_TYPE, "text/xml; charset=utf-8")];
            (headers, page.render().unwrap_or_default()).into_response()
        }
        // The protocol wants this status, though nothing of ours failed.
        _ => problem(StatusCode::NOT_IMPLEMENTED, "no-such-form"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_as_large_as_usual_or_as_fits() {
        assert_eq!(fitting(480, ""), Some(480));
        assert_eq!(fitting(480, "320"), Some(320));
        assert_eq!(fitting(480, "4000"), Some(480));
        for nonsense in ["0", "-1", "x", "99999999999"] {
            assert_eq!(fitting(480, nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_name_ends_no_attribute_of_the_frame() {
        let code = "fr-com-44109".parse().unwrap();
        let embed = Embed::of("https://a.example", Lang::Fr, &code, "\"><script>");
        assert!(
            !embed.code().contains("<script>") && !embed.code().contains("\"\">"),
            "{}",
            embed.code()
        );
    }
}
