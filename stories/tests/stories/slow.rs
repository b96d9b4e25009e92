//! Clients that send or read slowly: they get all that they asked for, and keep nobody else waiting.

use crate::site::Site;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

/// Clients that never come to the end of their request.
const HALTING: usize = 150;
/// Clients that ask for much and read nothing of it for a while.
const LATE: usize = 6;
/// How often each of those asks for the bundle: more than the buffers between two sockets hold.
const TIMES: usize = 60;
/// Longest time that others may wait meanwhile, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(5);

fn connected(site: &Site) -> TcpStream {
    let stream = TcpStream::connect(site.server.address()).unwrap();
    let limit = Some(Duration::from_mins(1));
    stream.set_read_timeout(limit).unwrap();
    stream.set_write_timeout(limit).unwrap();
    stream
}

/// A client that has sent the first half of a request.
fn halting(site: &Site) -> TcpStream {
    let mut stream = connected(site);
    stream.write_all(b"GET /fr/ HTTP/1.1\r\nhost: jume").unwrap();
    stream
}

/// A client that has asked for the bundle again and again in one connection, and ends it behind the last answer.
fn late(site: &Site) -> TcpStream {
    let mut stream = connected(site);
    for time in 1..=TIMES {
        let last = if time == TIMES { "close" } else { "keep-alive" };
        let request =
            format!("GET /data/bundle.zip HTTP/1.1\r\nhost: jumelage\r\nconnection: {last}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
    }
    stream
}

fn answers_at_once(site: &Site) {
    for path in [
        "/health",
        "/fr/",
        "/uk/authorities/fr-com-44109",
        "/data/partnerships.csv",
    ] {
        let began = Instant::now();
        assert!(!site.answer(path).body.is_empty());
        let waited = began.elapsed();
        assert!(waited < PATIENCE, "{path} took {waited:?}");
    }
}

#[test]
fn who_sends_or_reads_slowly_gets_everything_and_keeps_nobody_waiting() {
    let site = Site::of_demo();
    let bundle = site.answer("/data/bundle.zip").body.len();
    let mut halting: Vec<TcpStream> = (0..HALTING).map(|_| halting(&site)).collect();
    let mut late: Vec<TcpStream> = (0..LATE).map(|_| late(&site)).collect();
    thread::sleep(Duration::from_secs(1));
    answers_at_once(&site);

    let stream = late.last_mut().unwrap();
    let (mut read, mut piece) = (0, vec![0; 1 << 16]);
    loop {
        let got = stream.read(&mut piece).unwrap();
        read += got;
        if got == 0 {
            break;
        }
        thread::sleep(Duration::from_millis(1));
    }
    assert!(read >= TIMES * bundle, "{read} bytes of {TIMES} times {bundle}");

    let stream = halting.last_mut().unwrap();
    stream.write_all(b"lage\r\nconnection: close\r\n\r\n").unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(
        page.starts_with("HTTP/1.1 200 OK") && page.contains("</html>"),
        "{page:.300}"
    );

    // Those that go away in the middle of it all leave nothing behind that others would feel.
    drop((halting, late));
    answers_at_once(&site);
}
