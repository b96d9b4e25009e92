//! Mails to a real mail server that refuses, puts off, falls silent and hangs up, as the name before the @ asks.

use serde_json::Value;
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;
use vocabulary::{Id, JobId, Language, Letter, Mail, Moment};
use work::jobs::Failure;
use work::post::{MailServer, Post, Words};

/// The running server; it ends with the test.
struct Postbox {
    server: Child,
    says: Lines<BufReader<ChildStdout>>,
    port: u64,
}

impl Drop for Postbox {
    fn drop(&mut self) {
        // Whatever it is in the middle of: it is ours, by its own handle.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn packages() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = here.join("tests/work/mail/requirements.txt");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python-mail");
    let made = Command::new(here.join("../tools/python-packages"))
        .args([&list, &folder])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

impl Postbox {
    fn open() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/work/mail/server.py");
        let mut server = Command::new("python3")
            .arg(script)
            .env("PYTHONPATH", packages())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut says = BufReader::new(server.stdout.take().unwrap()).lines();
        let first: Value = serde_json::from_str(&says.next().unwrap().unwrap()).unwrap();
        Self {
            server,
            says,
            port: first["port"].as_u64().unwrap(),
        }
    }

    fn post(&self) -> Post {
        post(self.port, Duration::from_secs(5))
    }

    /// The next mail that it took.
    fn taken(&mut self) -> Value {
        serde_json::from_str(&self.says.next().unwrap().unwrap()).unwrap()
    }
}

fn post(port: u64, patience: Duration) -> Post {
    let server = MailServer {
        address: format!("smtp://127.0.0.1:{port}"),
        from: "Jumelage <atlas@example.org>".to_owned(),
        patience,
    };
    let words = |_: &Mail| Words {
        subject: "Перевірка · essai".to_owned(),
        text: "Bonjour, voici l’été.".to_owned(),
        html: "<p>Bonjour, voici l’été.</p>".to_owned(),
    };
    Post::over(&server, Arc::new(words)).unwrap()
}

fn mail(name: &str) -> Mail {
    Mail {
        to: format!("{name}@town.example").parse().unwrap(),
        language: Language::FR,
        letter: Letter::Trial,
    }
}

fn job(number: u128) -> JobId {
    JobId::of(Uuid::from_u128(number))
}

async fn send(post: &Post, number: u128, name: &str) -> Result<(), Failure> {
    let now = Moment::utc(1_764_000_000_000_000);
    post.send(job(number), &mail(name), &now).await
}

fn why_later(answer: Result<(), Failure>) -> String {
    match answer {
        Err(Failure::Later { why }) => why,
        other => panic!("it should be tried later, not {other:?}"),
    }
}

fn message_id(number: u128) -> String {
    format!("Message-ID: <{}@example.org>", job(number))
}

#[tokio::test]
async fn a_mail_arrives_in_two_forms_with_the_key_of_its_job() {
    let mut postbox = Postbox::open();
    send(&postbox.post(), 1, "mairie").await.unwrap();
    let taken = postbox.taken();
    assert_eq!(taken["to"], "mairie@town.example");
    let message = taken["message"].as_str().unwrap();
    for part in [
        message_id(1).as_str(),
        "From: Jumelage <atlas@example.org>",
        "Auto-Submitted: auto-generated",
        "Date: Mon, 24 Nov 2025 16:00:00 +0000",
        "multipart/alternative",
        "text/plain",
        "text/html",
    ] {
        assert!(message.contains(part), "{part} is missing:\n{message}");
    }
}

#[tokio::test]
async fn a_mailbox_that_does_not_exist_is_not_tried_again_and_not_named() {
    let postbox = Postbox::open();
    let answer = send(&postbox.post(), 2, "unknown").await;
    let Err(Failure::Never { why }) = answer else {
        panic!("{answer:?}");
    };
    assert!(
        why.contains("5.1.1") && !why.contains("unknown") && !why.contains("town"),
        "{why}"
    );
}

#[tokio::test]
async fn a_greylisted_mail_waits_and_arrives_at_the_next_try() {
    let mut postbox = Postbox::open();
    let post = postbox.post();
    let why = why_later(send(&post, 3, "greylisted").await);
    assert!(why.contains("4.7.1"), "{why}");
    send(&post, 3, "greylisted").await.unwrap();
    assert!(
        postbox.taken()["message"]
            .as_str()
            .unwrap()
            .contains(&message_id(3))
    );
}

#[tokio::test]
async fn a_connection_cut_in_the_middle_of_a_mail_is_tried_again() {
    let mut postbox = Postbox::open();
    let post = postbox.post();
    why_later(send(&post, 4, "cut").await);
    send(&post, 4, "cut").await.unwrap();
    assert_eq!(postbox.taken()["tries"], 2);
}

#[tokio::test]
async fn a_mail_whose_receipt_was_never_heard_is_sent_again_as_the_same_mail() {
    let mut postbox = Postbox::open();
    let post = postbox.post();
    why_later(send(&post, 5, "unheard").await);
    send(&post, 5, "unheard").await.unwrap();
    for _ in 0..2 {
        assert!(
            postbox.taken()["message"]
                .as_str()
                .unwrap()
                .contains(&message_id(5))
        );
    }
}

#[tokio::test]
async fn a_server_that_falls_silent_is_not_waited_for_for_ever() {
    let mut postbox = Postbox::open();
    let post = post(postbox.port, Duration::from_millis(700));
    why_later(send(&post, 6, "slow").await);
    send(&post, 6, "slow").await.unwrap();
    assert_eq!(postbox.taken()["tries"], 2);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again_later() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = u64::from(listener.local_addr().unwrap().port());
    drop(listener);
    let why = why_later(send(&post(port, Duration::from_secs(5)), 7, "mairie").await);
    assert!(why.contains("refused"), "{why}");
}
