//! Any path with any bytes: the server never fails, and whoever asked is told what to do.

use crate::site::Site;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Requests made up by chance.
const INVENTED: usize = 1_200;

/// Where addresses begin: a path of every kind of route.
const STARTS: [&str; 46] = [
    "/",
    "/fr",
    "/fr/",
    "/de/",
    "/fr/authorities",
    "/en/authorities/",
    "/uk/authorities/fr-com-44109/",
    "/en/organisations/",
    "/fr/partnerships",
    "/uk/partnerships/",
    "/en/pairs/",
    "/en/pairs/fr-com-44109/",
    "/fr/statistics",
    "/fr/programmes/",
    "/en/calls/",
    "/en/alliances/",
    "/en/campaigns/",
    "/fr/projects/",
    "/uk/stories/",
    "/uk/sources/",
    "/fr/history/partnership/",
    "/fr/search",
    "/fr/read",
    "/en/api",
    "/fr/data",
    "/fr/countries/UA/",
    "/en/countries/",
    "/id/",
    "/id/claim/",
    "/static/",
    "/pictures/",
    "/data/",
    "/data/iati/",
    "/data/partnerships.csv",
    "/api/",
    "/api/v1/partnerships",
    "/api/v1/authorities/",
    "/api/v1/towns/",
    "/api/v1/changes",
    "/api/v1/atlas.json",
    "/sitemap",
    "/oembed?url=",
    "/en/authorities/fr-com-44109/card",
    "/fr/sign-in",
    "/fr/account/",
    "/provider/back",
];

/// What stands behind them.
const ENDS: [&str; 40] = [
    "",
    "/",
    "//",
    "..",
    "../..",
    "/../../etc/passwd",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "..%5c..%5cwindows",
    "%00",
    "%ff",
    "%ff%fe%fd",
    "%C0%AF",
    "%c3%28",
    "%ed%a0%80",
    "%F4%90%80%80",
    "%",
    "%zz",
    "%25%32%35",
    "%0d%0aset-cookie:%20a=b",
    "%0a",
    "%7f",
    "?",
    "?q=",
    "?q=%ff%00",
    "?after=1000000000",
    "?page=1000000000",
    "?limit=99999999999999999999",
    "?limit=-1",
    "?lang=%ff",
    "?country=%00",
    "?year=99999",
    "?since=18446744073709551616",
    "?call=%ff",
    "?a&b&=c&==&&&",
    "?q=%E2%80%AE%F0%9F%92%A5",
    "?after=%27%20OR%201=1--",
    "#",
    ";a=b",
    "feed.exe",
    "?back=//example.org&token=%00",
];

struct Seen {
    status: u16,
    head: String,
    body: String,
}

/// Sends a request whose target is these very bytes.
fn asked(site: &Site, target: &[u8]) -> Seen {
    let shown = String::from_utf8_lossy(target.get(..80).unwrap_or(target)).into_owned();
    let mut stream = TcpStream::connect(site.server.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut request = b"GET ".to_vec();
    request.extend_from_slice(target);
    request.extend_from_slice(b" HTTP/1.1\r\nhost: jumelage\r\nconnection: close\r\n\r\n");
    stream.write_all(&request).unwrap();
    let mut bytes = Vec::new();
    // Where more is sent than is read, the connection ends hard behind the answer.
    let ended = stream.read_to_end(&mut bytes);
    assert!(!bytes.is_empty(), "{shown:?}: no answer, {ended:?}");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Seen {
        status,
        head: head.to_ascii_lowercase(),
        body: body.to_owned(),
    }
}

/// Asks, and fails where the answer does, or leaves whoever asked alone.
fn helps(site: &Site, target: &[u8]) -> u16 {
    let seen = asked(site, target);
    let shown = String::from_utf8_lossy(target.get(..120).unwrap_or(target)).into_owned();
    assert!(
        seen.status < 500,
        "{shown:?}: {}\n{}",
        seen.status,
        site.server.stderr()
    );
    assert!(!seen.head.contains("set-cookie: a=b"), "{shown:?}: {}", seen.head);
    if seen.status >= 400 && is_target(target) {
        let is_problem = seen.head.contains("application/problem+json") && seen.body.contains("\"detail\":");
        let is_page = seen.head.contains("text/html")
            && seen.body.contains("<main")
            && seen.body.contains("name=\"q\"");
        assert!(
            is_problem || is_page,
            "{shown:?}: {}\n{:.400}",
            seen.head,
            seen.body
        );
    }
    seen.status
}

/// Whether HTTP lets the bytes be asked for at all; others never reach a page.
fn is_target(target: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}#".contains(byte);
    target.len() < 60_000 && target.iter().all(is_plain)
}

#[test]
fn every_kind_of_address_with_every_known_mischief_is_answered_with_help() {
    let site = Site::of_demo();
    let mut refused = 0;
    for start in STARTS {
        for end in ENDS {
            let target = format!("{start}{end}");
            refused += usize::from(helps(&site, target.as_bytes()) >= 400);
        }
    }
    assert!(refused > 500, "{refused} were refused");
    assert_eq!(site.answer("/health").status, 200);
}

#[test]
fn addresses_without_end_are_answered() {
    let site = Site::of_demo();
    for start in [
        "/fr/search?q=",
        "/api/v1/authorities?q=",
        "/fr/",
        "/data/",
        "/en/authorities/",
        "/fr/partnerships?after=",
    ] {
        for (piece, times) in [
            ("a", 10_000),
            ("%C3%A9", 3_000),
            ("%ff", 4_000),
            ("/", 10_000),
            ("a=1&", 4_000),
            ("../", 3_000),
        ] {
            helps(&site, format!("{start}{}", piece.repeat(times)).as_bytes());
        }
        let status = helps(&site, format!("{start}{}", "a".repeat(100_000)).as_bytes());
        assert!((400..500).contains(&status), "{status}");
    }
    assert_eq!(site.answer("/health").status, 200);
}

#[test]
fn addresses_made_up_by_chance_are_answered() {
    let site = Site::of_demo();
    let mut chance = ChaCha8Rng::seed_from_u64(20_261_122);
    for _ in 0..INVENTED {
        let mut target = STARTS.choose(&mut chance).unwrap().as_bytes().to_vec();
        for _ in 0..chance.random_range(0..30) {
            let byte: u8 = chance.random();
            match chance.random_range(0..4) {
                0 => target.extend(format!("%{byte:02X}").bytes()),
                1 => target.extend(ENDS.choose(&mut chance).unwrap().bytes()),
                // Bytes as they are, but for those that end the line of a request.
                2 if !matches!(byte, b'\r' | b'\n' | b' ') => target.push(byte),
                _ => target.push(*b"/a?b=c&d".choose(&mut chance).unwrap()),
            }
        }
        helps(&site, &target);
    }
    assert_eq!(site.answer("/health").status, 200);
}
