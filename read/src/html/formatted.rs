//! HTML of strangers as HTML of ours: paragraphs, lists, emphasis, links, nothing else.
//!
//! In: a fragment. Out: the same words with the simplest of their formatting, fit to stand in a page; `None` where no tree
//! may be built of the fragment, or nothing is left of it.
//!
//! # Invariants
//! - Only the tags and attributes named here come out; links lead to the web, and say that we do not vouch for them.
//! - What is too large, too deep or too richly attributed is not looked at.

use super::tokens;
use ammonia::{Builder, UrlRelative};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What stays.
const TAGS: [&str; 19] = [
    "a",
    "b",
    "blockquote",
    "br",
    "cite",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "q",
    "strong",
    "sub",
    "sup",
    "ul",
];

/// What goes with all that is in it: no reader is meant to read it, or the page shows it elsewhere.
const UNREAD: [&str; 17] = [
    "aside", "button", "figure", "footer", "form", "h1", "header", "iframe", "math", "nav", "noscript",
    "object", "script", "select", "style", "svg", "template",
];

static SIMPLE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut simple = Builder::empty();
    simple
        .tags(HashSet::from(TAGS))
        .clean_content_tags(HashSet::from(UNREAD))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener"))
        .strip_comments(true);
    simple
});

/// The fragment in its simplest form.
pub fn formatted(html: &str) -> Option<String> {
    tokens::tree_is_safe(html).ok()?;
    let clean = SIMPLE.clean(html).to_string();
    let has_words = clean.split('<').any(|piece| {
        let text = piece.split_once('>').map_or(piece, |(_, text)| text);
        text.chars().any(char::is_alphanumeric)
    });
    has_words.then(|| clean.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn simple_formatting_stays_and_everything_else_goes() {
        let html = "<h1>Title</h1><p class=x onclick=\"a()\">Un <strong>convoi</strong> <a href=\"https://town.example/\" target=_top>parti</a>\
                    <script>alert(1)</script><img src=x onerror=alert(1)></p><ul><li style=\"position:fixed\">Lits</li></ul><iframe src=//evil></iframe>";
        assert_eq!(
            formatted(html).unwrap(),
            "<p>Un <strong>convoi</strong> <a href=\"https://town.example/\" rel=\"nofollow noopener\">parti</a></p><ul><li>Lits</li></ul>"
        );
    }

    #[test]
    fn no_address_that_runs_or_leads_to_us_comes_through() {
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "/fr/account/erase",
            "vbscript:x",
            " java\nscript:x",
        ] {
            let clean = formatted(&format!("<p><a href=\"{address}\">here</a></p>")).unwrap();
            assert!(!clean.contains("href"), "{address}: {clean}");
        }
        for html in [
            "<p><svg><style><img src=x onerror=alert(1)></style></svg>x</p>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>x",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">x",
        ] {
            let clean = formatted(html).unwrap_or_default();
            assert!(
                !clean.contains("<img") && !clean.contains("<script"),
                "{html}: {clean}"
            );
        }
    }

    #[test]
    fn what_is_too_deep_too_large_or_too_richly_attributed_is_not_looked_at() {
        let began = Instant::now();
        assert_eq!(formatted(&"<div>".repeat(200_000)), None);
        assert_eq!(formatted(&format!("{}words", "<b>".repeat(200_000))), None);
        assert_eq!(formatted(&"<p>word</p>".repeat(100_000)), None);
        let attributes: Vec<String> = (0..2_000).map(|number| format!("a{number}=x")).collect();
        let rich = format!("<p {}>words</p>", attributes.join(" "));
        assert_eq!(formatted(&rich), None);
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        assert_eq!(formatted("<p> </p><hr>"), None);
    }

    #[test]
    fn the_worst_that_is_looked_at_takes_seconds_at_most() {
        let deep = format!("{}{}", "<ul><li>".repeat(256), "<p>word".repeat(100_000));
        let links = "<a href=https://x.example/>x".repeat(30_000);
        for html in [deep, links] {
            let html: String = html.chars().take(1 << 20).collect();
            let began = Instant::now();
            let _ = formatted(&html);
            assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
        }
    }
}
