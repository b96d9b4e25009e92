//! The cookies that hold the secret of a session, and what signing in through another site needs.
//!
//! # Invariants
//! No script and no other site can use it; it goes over TLS only wherever the site has it.

use super::provider::lang_and_rest;
use crate::site::Site;
use crate::words::Lang;
use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "jumelage_session";
/// Holds an attempt to sign in through another site, with the language that it was begun in.
const ATTEMPT: &str = "jumelage_attempt";
/// Holds what signing out at the other site asks for.
const TOKEN: &str = "jumelage_provider";
/// For how long an attempt is kept, in seconds.
const ATTEMPT_LASTS: u64 = 20 * 60;
/// The longest token that a browser keeps for us.
const LONGEST_TOKEN: usize = 3_500;

/// The session secret of a request, if it carries one.
pub(crate) fn session(headers: &HeaderMap) -> Option<&str> {
    named(headers, NAME)
}

/// The attempt of a request, with its language.
pub(crate) fn attempt_of(headers: &HeaderMap) -> Option<(Lang, &str)> {
    named(headers, ATTEMPT).and_then(lang_and_rest)
}

/// The token of a request.
pub(crate) fn token_of(headers: &HeaderMap) -> Option<&str> {
    named(headers, TOKEN)
}

fn named<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == wanted && !value.is_empty())
        .map(|(_, value)| value)
}

/// The header that keeps a secret in the browser as long as the session may last.
pub(crate) fn keep(site: &Site, secret: &str) -> HeaderValue {
    cookie(site, (NAME, secret), site.desk().sessions.lasts.as_secs())
}

/// The header that keeps an attempt in the browser.
pub(crate) fn attempt(site: &Site, lang: Lang, secret: &str) -> HeaderValue {
    cookie(
        site,
        (ATTEMPT, &format!("{}.{secret}", lang.tag())),
        ATTEMPT_LASTS,
    )
}

/// The header that takes the attempt away.
pub(crate) fn no_attempt(site: &Site) -> HeaderValue {
    cookie(site, (ATTEMPT, ""), 0)
}

/// The header that keeps a token in the browser; `None` where it is none that a cookie can hold.
pub(crate) fn token(site: &Site, token: &str) -> Option<HeaderValue> {
    let fits = token.len() <= LONGEST_TOKEN
        && token
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    fits.then(|| cookie(site, (TOKEN, token), site.desk().sessions.lasts.as_secs()))
}

/// The header that takes the token away.
pub(crate) fn no_token(site: &Site) -> HeaderValue {
    cookie(site, (TOKEN, ""), 0)
}

/// The header that takes the cookie away.
pub(crate) fn drop(site: &Site) -> HeaderValue {
    cookie(site, (NAME, ""), 0)
}

fn cookie(site: &Site, (name, secret): (&str, &str), seconds: u64) -> HeaderValue {
    let secure = if site.address().starts_with("https://") {
        "; Secure"
    } else {
        ""
    };
    // Lax, so that a link in a mail finds the person signed in; forms of other sites are refused by the server.
    let text = format!("{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).expect("a secret is made of letters, digits and a few signs")
}
