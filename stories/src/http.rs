//! A small HTTP client for 127.0.0.1: one request a connection, whole answers.
//!
//! # Invariants
//! No redirect is followed and no cookie kept: a story says itself what a reader would do next.

use crate::StoryError;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);

/// A request, built header by header.
#[derive(Debug, Clone)]
pub struct Request {
    method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// A server-sent event.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// Its number.
    pub id: String,
    /// Its sort.
    pub sort: String,
    /// What it says, as JSON.
    pub data: serde_json::Value,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Names in small letters, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The bytes behind the headers, unchunked.
    pub body: Vec<u8>,
}

impl Request {
    /// Asks for a page.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new("GET", path, Vec::new())
    }

    /// Sends a form as a browser on the same site does.
    pub fn form(path: impl Into<String>, fields: &[(&str, &str)]) -> Self {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect();
        Self::new("POST", path, body.join("&").into_bytes())
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
    }

    /// Sends a form with files as a browser on the same site does: fields, and the name and bytes of each file.
    pub fn upload(path: impl Into<String>, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Self {
        const BETWEEN: &str = "----a-line-that-stands-in-no-file";
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--{BETWEEN}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (name, bytes) in files {
            let part = format!(
                "--{BETWEEN}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
                 content-type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(part.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BETWEEN}--\r\n").as_bytes());
        Self::new("POST", path, body)
            .header(
                "content-type",
                &format!("multipart/form-data; boundary={BETWEEN}"),
            )
            .header("sec-fetch-site", "same-origin")
    }

    fn new(method: &'static str, path: impl Into<String>, body: Vec<u8>) -> Self {
        Self {
            method,
            path: path.into(),
            headers: Vec::new(),
            body,
        }
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends it and takes the whole answer.
    pub fn send(&self, to: SocketAddr) -> Result<Answer, StoryError> {
        let what = format!("{} {}", self.method, self.path);
        let bytes = self.exchange(to).map_err(StoryError::io(&what))?;
        answer(&bytes).map_err(|why| StoryError::NotHttp { request: what, why })
    }

    /// Sends it and reads server-sent events until `enough` says so, then breaks the connection off.
    pub fn follow(
        &self,
        to: SocketAddr,
        mut enough: impl FnMut(&[Told]) -> bool,
    ) -> Result<Vec<Told>, StoryError> {
        let what = format!("following {}", self.path);
        let mut stream = BufReader::new(self.sent(to).map_err(StoryError::io(&what))?);
        let mut told: Vec<Told> = Vec::new();
        let mut begun = Told::default();
        let mut line = String::new();
        while !enough(&told) {
            line.clear();
            if stream.read_line(&mut line).map_err(StoryError::io(&what))? == 0 {
                break;
            }
            match line.trim_end().split_once(": ") {
                Some(("id", id)) => id.clone_into(&mut begun.id),
                Some(("event", sort)) => sort.clone_into(&mut begun.sort),
                Some(("data", data)) => begun.data = serde_json::from_str(data).unwrap_or_default(),
                _ if line.trim().is_empty() && !begun.sort.is_empty() => {
                    told.push(std::mem::take(&mut begun));
                }
                _ => {}
            }
        }
        Ok(told)
    }

    fn exchange(&self, to: SocketAddr) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.sent(to)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn sent(&self, to: SocketAddr) -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect_timeout(&to, LIMIT)?;
        stream.set_read_timeout(Some(LIMIT))?;
        stream.set_write_timeout(Some(LIMIT))?;
        let mut head = format!(
            "{} {} HTTP/1.1\r\nhost: {to}\r\nconnection: close\r\n",
            self.method, self.path
        );
        for (name, value) in &self.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        if self.method != "GET" {
            let _ = write!(head, "content-length: {}\r\n", self.body.len());
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)?;
        Ok(stream)
    }
}

impl Answer {
    /// The first header with this name, written small.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body as text; bytes that are no UTF-8 are replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null where it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

fn answer(bytes: &[u8]) -> Result<Answer, &'static str> {
    let end = position(bytes, b"\r\n\r\n").ok_or("it has no end of headers")?;
    let (head, rest) = bytes.split_at(end);
    let head = std::str::from_utf8(head).map_err(|_| "its headers are no text")?;
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .and_then(|code| code.parse().ok())
        .ok_or("it has no status")?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let body = rest.get(4..).unwrap_or_default();
    let chunked = headers
        .iter()
        .any(|(name, value)| name == "transfer-encoding" && value.eq_ignore_ascii_case("chunked"));
    let body = if chunked { unchunked(body)? } else { body.to_vec() };
    Ok(Answer {
        status,
        headers,
        body,
    })
}

fn unchunked(mut bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut body = Vec::new();
    loop {
        let end = position(bytes, b"\r\n").ok_or("a chunk has no length")?;
        let (length, rest) = bytes.split_at(end);
        let length = std::str::from_utf8(length)
            .ok()
            .and_then(|text| text.split(';').next());
        let length = length
            .and_then(|text| usize::from_str_radix(text.trim(), 16).ok())
            .ok_or("the length of a chunk is no number")?;
        if length == 0 {
            return Ok(body);
        }
        let chunk = rest.get(2..2 + length).ok_or("a chunk is cut short")?;
        body.extend_from_slice(chunk);
        bytes = rest.get(2 + length + 2..).ok_or("a chunk is cut short")?;
    }
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn escaped(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_answer_gives_status_headers_and_body() {
        let read = answer(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone").unwrap();
        assert_eq!(read.status, 404);
        assert_eq!(read.header("content-type"), Some("text/html"));
        assert_eq!(read.text(), "<p>gone");
    }

    #[test]
    fn chunks_are_put_together() {
        let bytes =
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nWiki\r\n6;x=1\r\npedia \r\n0\r\n\r\n";
        assert_eq!(answer(bytes).unwrap().text(), "Wikipedia ");
    }

    #[test]
    fn an_answer_cut_short_is_no_http() {
        assert_eq!(
            answer(b"HTTP/1.1 200 OK\r\n").unwrap_err(),
            "it has no end of headers"
        );
        let cut = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nWiki";
        assert_eq!(answer(cut).unwrap_err(), "a chunk is cut short");
    }

    #[test]
    fn form_fields_are_escaped() {
        assert_eq!(escaped("St Alban & Х"), "St+Alban+%26+%D0%A5");
    }
}
