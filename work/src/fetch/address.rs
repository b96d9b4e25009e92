//! Addresses as people give them and as servers redirect to them.
//!
//! # Invariants
//! - Every notation of an IP address (decimal, octal, hexadecimal, short, with a dot at its end) is the same address:
//!   the standard's own parser reads it, and what it reads is what is connected to.
//! - http and https only, without a name and password.

use super::FetchError;
use std::net::{IpAddr, SocketAddr};
use url::{Host, Url};

/// An address that may be fetched, as far as its text can say.
pub(super) fn address(text: &str, base: Option<&Url>) -> Result<Url, FetchError> {
    let wrong = |why: &str| FetchError::Address {
        address: shown(text),
        why: why.to_owned(),
    };
    let url = match base {
        Some(base) => base.join(text),
        None => Url::parse(text.trim()),
    };
    let mut url = url.map_err(|error| wrong(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("only http and https are fetched"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("a name and password before an @ are not sent"));
    }
    if url.host().is_none() {
        return Err(wrong("it names no host"));
    }
    url.set_fragment(None);
    Ok(url)
}

/// The place of an address whose host is an IP address.
pub(super) fn literal(url: &Url) -> Option<SocketAddr> {
    let port = url.port_or_known_default().unwrap_or(0);
    match url.host()? {
        Host::Ipv4(address) => Some(SocketAddr::new(IpAddr::V4(address), port)),
        Host::Ipv6(address) => Some(SocketAddr::new(IpAddr::V6(address), port)),
        Host::Domain(_) => None,
    }
}

/// Whether the host is a name of this very machine (RFC 6761, section 6.3), whatever a resolver makes of it.
pub(super) fn is_local_name(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else {
        return false;
    };
    let name = name.trim_end_matches('.');
    name == "localhost" || name.ends_with(".localhost")
}

/// An address as messages repeat it: without what stands before an @, and not for ever long.
fn shown(text: &str) -> String {
    let text = match (text.find("://"), text.rfind('@')) {
        (Some(scheme), Some(at)) if scheme < at => {
            let (before, after) = text.split_at(at);
            format!("{}://…{after}", before.split("://").next().unwrap_or_default())
        }
        _ => text.to_owned(),
    };
    text.chars().take(200).collect()
}
