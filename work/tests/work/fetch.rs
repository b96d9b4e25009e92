//! Fetching from servers that mean harm, and from one that means well.

use crate::hostile::{Hostile, ok, to};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;
use work::fetch::{Answer, FetchError, FetchLimits, Fetcher, Lookup, Reach, System, Validators};

fn limits() -> FetchLimits {
    FetchLimits {
        time: Duration::from_secs(2),
        silence: Duration::from_secs(1),
        ..FetchLimits::default()
    }
}

fn fetcher(reach: Reach) -> Fetcher {
    Fetcher::new(reach, limits(), "https://atlas.example.org", Arc::new(System)).unwrap()
}

/// A fetcher that may go to these servers though they are on this machine.
fn to_these(servers: &[&Hostile]) -> Fetcher {
    fetcher(Reach::besides(servers.iter().map(|server| server.place)))
}

#[tokio::test]
async fn no_notation_of_an_inward_address_is_fetched_from() {
    let server = Hostile::answering(|_| ok("", b"secret")).await;
    let port = server.place.port();
    let fetcher = fetcher(Reach::public());
    for host in [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "0x7f.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "127。0。0。1",
        "１２７.0.0.1",
        "%31%32%37.0.0.1",
        "0",
        "0.0.0.0",
        "[::]",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "2852039166",
        "0xa9fea9fe",
        "[fe80::1]",
        "[fd00::1]",
        "224.0.0.1",
        "255.255.255.255",
        "user@127.0.0.1",
        "example.org@127.0.0.1",
        "127.0.0.1\\@example.org",
    ] {
        let error = fetcher.get(&format!("http://{host}:{port}/")).await.unwrap_err();
        assert!(
            matches!(error, FetchError::Inwards { .. } | FetchError::Address { .. }),
            "{host}: {error}"
        );
    }
    assert_eq!(server.asked(), 0);
}

#[tokio::test]
async fn only_the_web_is_fetched_and_no_password_is_sent_or_repeated() {
    let fetcher = fetcher(Reach::public());
    for address in [
        "file:///etc/passwd",
        "ftp://town.example/",
        "gopher://town.example/",
        "data:text/plain,x",
        "town",
        "",
    ] {
        let error = fetcher.get(address).await.unwrap_err();
        assert!(matches!(error, FetchError::Address { .. }), "{address}: {error}");
    }
    let error = fetcher
        .get("https://me:secret@town.example/")
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("@town.example") && !error.contains("secret"),
        "{error}"
    );
}

#[tokio::test]
async fn a_redirect_inwards_is_not_followed() {
    let secret = Hostile::answering(|_| ok("", b"secret")).await;
    let inwards = secret.at("/");
    let port = secret.place.port();
    let hop = Hostile::answering(move |path| match path {
        "/plain" => to(&inwards),
        "/name" => to(&format!("http://localhost:{port}/")),
        "/mapped" => to(&format!("http://[::ffff:127.0.0.1]:{port}/")),
        "/number" => to(&format!("//2130706433:{port}/")),
        "/file" => to("file:///etc/passwd"),
        "/twice" => to("/plain"),
        _ => ok("", b"harmless"),
    })
    .await;
    let fetcher = to_these(&[&hop]);
    for path in ["/plain", "/name", "/mapped", "/number", "/file", "/twice"] {
        let error = fetcher.get(&hop.at(path)).await.unwrap_err();
        assert!(
            matches!(error, FetchError::Inwards { .. } | FetchError::Address { .. }),
            "{path}: {error}"
        );
    }
    assert_eq!(secret.asked(), 0);
    assert_eq!(fetcher.get(&hop.at("/")).await.unwrap().bytes, b"harmless");
}

#[tokio::test]
async fn redirects_end_after_five_hops() {
    let server = Hostile::answering(|path| {
        let number: u32 = path.trim_start_matches('/').parse().unwrap();
        if number == 0 {
            ok("", b"there")
        } else {
            to(&format!("/{}", number - 1))
        }
    })
    .await;
    let fetcher = to_these(&[&server]);
    assert_eq!(fetcher.get(&server.at("/5")).await.unwrap().bytes, b"there");
    let error = fetcher.get(&server.at("/6")).await.unwrap_err();
    assert!(matches!(error, FetchError::Hops { hops: 5, .. }), "{error}");
}

/// Answers each question with the next list.
struct Rebinding {
    asked: AtomicUsize,
    answers: Vec<Vec<SocketAddr>>,
}

impl Lookup for Rebinding {
    fn places(&self, _: &str) -> std::io::Result<Vec<SocketAddr>> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(self.answers[number % self.answers.len()].clone())
    }
}

#[tokio::test]
async fn a_name_that_leads_inwards_even_in_part_or_the_second_time_is_not_followed() {
    let server = Hostile::answering(|_| ok("", b"secret")).await;
    let inside: SocketAddr = "127.0.0.1:0".parse().unwrap();
    let outside: SocketAddr = "192.0.2.1:0".parse().unwrap();
    let public: SocketAddr = "[2a01:e0a::1]:0".parse().unwrap();
    for answers in [
        vec![vec![inside]],
        vec![vec![public, inside]],
        vec![vec![outside]],
        vec![vec![]],
    ] {
        let lookup = Arc::new(Rebinding {
            asked: AtomicUsize::new(0),
            answers,
        });
        let reach = Reach::public();
        let fetcher = Fetcher::new(reach, limits(), "https://a.example", lookup.clone()).unwrap();
        let address = format!("http://rebind.example:{}/", server.place.port());
        let error = fetcher.get(&address).await.unwrap_err();
        assert!(matches!(error, FetchError::Inwards { .. }), "{error}");
        // What was checked is what would have been connected to: nobody asks a second time.
        assert_eq!(lookup.asked.load(Ordering::SeqCst), 1);
    }
    assert_eq!(server.asked(), 0);
}

#[tokio::test]
async fn an_answer_of_ten_gigabytes_is_dropped_at_the_limit() {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    let server = Hostile::behaving(move |_, mut stream| {
        let count = Arc::clone(&count);
        async move {
            let head = b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n";
            let piece = vec![b'x'; 1 << 20];
            let mut open = stream.write_all(head).await.is_ok();
            while open {
                open = stream.write_all(&piece).await.is_ok();
                count.fetch_add(1, Ordering::SeqCst);
            }
        }
    })
    .await;
    let limits = FetchLimits {
        time: Duration::from_mins(1),
        ..limits()
    };
    let reach = Reach::besides([server.place]);
    let fetcher = Fetcher::new(reach, limits, "https://a.example", Arc::new(System)).unwrap();
    let error = fetcher.get(&server.at("/")).await.unwrap_err();
    assert!(error.to_string().contains("larger than 25 MB"), "{error}");
    let sent = sent.load(Ordering::SeqCst);
    assert!(sent < 60, "{sent} MB were sent");
}

#[tokio::test]
async fn a_bomb_is_dropped_while_it_unpacks() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..200 {
        packed.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 1 << 20, "{} bytes", packed.len());
    let server = Hostile::answering(move |_| ok("Content-Encoding: gzip\r\n", &packed)).await;
    let error = to_these(&[&server]).get(&server.at("/")).await.unwrap_err();
    assert!(matches!(error, FetchError::TooBig { .. }), "{error}");
}

#[tokio::test]
async fn a_server_that_drips_or_falls_silent_is_left() {
    let server = Hostile::behaving(|head, mut stream| async move {
        if head.starts_with("GET /silent") {
            tokio::time::sleep(Duration::from_mins(1)).await;
        }
        let mut open = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.is_ok();
        while open {
            tokio::time::sleep(Duration::from_millis(100)).await;
            open = stream.write_all(b"x").await.is_ok();
        }
    })
    .await;
    for path in ["/drip", "/silent"] {
        let began = Instant::now();
        let error = to_these(&[&server]).get(&server.at(path)).await.unwrap_err();
        assert!(matches!(error, FetchError::TooSlow { .. }), "{path}: {error}");
        assert!(error.may_pass() && began.elapsed() < Duration::from_secs(10));
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_not_taken_for_whole() {
    let server = Hostile::answering(|path| match path {
        "/short" => b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this".to_vec(),
        "/chunk" => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nonly this".to_vec(),
        "/gzip" => ok("Content-Encoding: gzip\r\n", b"this is not packed"),
        _ => b"SSH-2.0-OpenSSH_9.2p1\r\n".to_vec(),
    })
    .await;
    for path in ["/short", "/chunk", "/gzip", "/other"] {
        let error = to_these(&[&server]).get(&server.at(path)).await.unwrap_err();
        assert!(matches!(error, FetchError::Broken { .. }), "{path}: {error}");
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let server = Hostile::behaving(|head, mut stream| async move {
        let lower = head.to_lowercase();
        assert!(lower.contains("user-agent: jumelage/") && lower.contains("(+https://atlas.example.org)"));
        assert!(!lower.contains("cookie:") && !lower.contains("referer:"));
        let answer = if lower.contains("if-none-match: \"7\"") && lower.contains("if-modified-since: ") {
            b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_vec()
        } else {
            ok(
                "ETag: \"7\"\r\nLast-Modified: Mon, 24 Nov 2025 16:00:00 GMT\r\n",
                b"news",
            )
        };
        let _ = stream.write_all(&answer).await;
    })
    .await;
    let fetcher = to_these(&[&server]);
    let first = fetcher
        .get_if_new(&server.at("/"), &Validators::default())
        .await
        .unwrap();
    let Answer::Found(first) = first else {
        panic!("{first:?}")
    };
    assert_eq!(first.bytes, b"news");
    let again = fetcher
        .get_if_new(&server.at("/"), &first.validators)
        .await
        .unwrap();
    assert_eq!(again, Answer::Unchanged);
}
