//! The cookie that holds the secret of a session.
//!
//! # Invariants
//! No script and no other site can use it; it goes over TLS only wherever the site has it.

use crate::site::Site;
use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "jumelage_session";

/// The session secret of a request, if it carries one.
pub(crate) fn session(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == NAME && !value.is_empty())
        .map(|(_, value)| value)
}

/// The header that keeps a secret in the browser as long as the session may last.
pub(crate) fn keep(site: &Site, secret: &str) -> HeaderValue {
    cookie(site, secret, site.desk().sessions.lasts.as_secs())
}

/// The header that takes the cookie away.
pub(crate) fn drop(site: &Site) -> HeaderValue {
    cookie(site, "", 0)
}

fn cookie(site: &Site, secret: &str, seconds: u64) -> HeaderValue {
    let secure = if site.address().starts_with("https://") {
        "; Secure"
    } else {
        ""
    };
    // Lax, so that a link in a mail finds the person signed in; forms of other sites are refused by the server.
    let text = format!("{NAME}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).expect("a secret is made of hexadecimal digits")
}
