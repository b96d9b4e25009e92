//! The post: a mail in, an answer of the mail server out.
//!
//! # Invariants
//! - The same job carries the same Message-ID at each try, so that a mail that arrived although we never heard of it is
//!   known to be the same one.
//! - Neither the address of the reader nor the password of the server stands in any error or log.
//! - A password never travels in clear: without TLS only this machine itself is spoken to.

use crate::jobs::Failure;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::client::Tls;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};
use vocabulary::{JobId, Mail, Moment};

/// Most characters of an answer that are kept.
const ANSWER: usize = 300;
/// Answers that say nothing about the mail: who we are, or how we may speak. The operator can mend that, so the mail waits.
const ABOUT_US: [u16; 6] = [454, 523, 530, 534, 535, 538];

/// Where mail goes and whom it comes from, as the operator says.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    /// `smtps://user:password@host`, `smtp://user:password@host:587?tls=required`, or `smtp://127.0.0.1:25`.
    pub address: String,
    /// `Jumelage <atlas@example.org>`
    pub from: String,
    /// Longest time for one mail, from the connection to the receipt.
    pub patience: Duration,
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailServer(…)")
    }
}

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What it is about.
    pub subject: String,
    /// The plain form.
    pub text: String,
    /// The HTML form.
    pub html: String,
}

/// Puts a mail into words.
pub type Writer = Arc<dyn Fn(&Mail) -> Words + Send + Sync>;

/// What is wrong with the operator's settings.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The address of the server cannot be understood. It is not repeated: it has the password.
    #[error(
        "the address of the mail server is not understood ({why}); write smtps://user:password@host or smtp://user:password@host:587?tls=required"
    )]
    Server {
        /// What is wrong with it.
        why: String,
    },
    /// Something would travel in clear over a network.
    #[error("the mail server would be spoken to in clear; write smtps://, or add ?tls=required")]
    InClear,
    /// The sender is no mailbox.
    #[error("“{from}” is no sender; write an address, or Name <address>")]
    Sender {
        /// What was given.
        from: String,
    },
}

/// The way to the mail server.
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    writer: Writer,
    patience: Duration,
}

impl Post {
    /// The post by the operator's settings; nothing is sent yet.
    pub fn over(server: &MailServer, writer: Writer) -> Result<Self, PostError> {
        let from: Mailbox = server.from.parse().map_err(|_| PostError::Sender {
            from: server.from.clone(),
        })?;
        let url = url::Url::parse(&server.address).map_err(|error| PostError::Server {
            why: error.to_string(),
        })?;
        let in_clear = url.scheme() == "smtp"
            && !url
                .query_pairs()
                .any(|(name, value)| name == "tls" && value == "required");
        let is_here = url
            .host_str()
            .is_some_and(|host| matches!(host, "localhost" | "127.0.0.1" | "[::1]"));
        if in_clear && !is_here {
            return Err(PostError::InClear);
        }
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&server.address)
            .map_err(|error| PostError::Server { why: told(&error) })?;
        if in_clear {
            builder = builder.tls(Tls::None);
        }
        // A connection each: a mail server that was restarted is no failure of a mail, and mails are few.
        let transport = builder
            .timeout(Some(server.patience))
            .pool_config(PoolConfig::new().max_size(1))
            .build();
        Ok(Self {
            transport,
            from,
            writer,
            patience: server.patience,
        })
    }

    /// Sends a mail; it is sent once the server has taken it over.
    pub async fn send(&self, job: JobId, mail: &Mail, now: &Moment) -> Result<(), Failure> {
        let message = self.message(job, mail, now)?;
        // The library's own timeout ends with the connection: a server that falls silent behind it is our business.
        match tokio::time::timeout(self.patience, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure(&error, mail)),
            Err(_) => Err(Failure::Later {
                why: "the mail server takes too long".to_owned(),
            }),
        }
    }

    fn message(&self, job: JobId, mail: &Mail, now: &Moment) -> Result<Message, Failure> {
        let never = |why: &str| Failure::Never { why: why.to_owned() };
        let to: Address = mail
            .to
            .as_str()
            .parse()
            .map_err(|_| never("the address of the reader cannot be mailed to"))?;
        let words = (self.writer)(mail);
        let micros = u64::try_from(now.micros).unwrap_or(0);
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(words.subject)
            .date(UNIX_EPOCH + Duration::from_micros(micros))
            .message_id(Some(format!("<{job}@{}>", self.from.email.domain())))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .multipart(MultiPart::alternative_plain_html(words.text, words.html));
        message.map_err(|error| never(&told(&error)))
    }
}

fn failure(error: &lettre::transport::smtp::Error, mail: &Mail) -> Failure {
    let why = without(&told(error), mail.to.as_str());
    let about_us = error.status().is_some_and(|code| ABOUT_US.contains(&code.into()));
    let is_final = (error.is_permanent() && !about_us) || error.is_client();
    if is_final {
        Failure::Never { why }
    } else {
        Failure::Later { why }
    }
}

/// An error with all its causes.
fn told(error: &dyn Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_told = inner.to_string();
        if !told.contains(&inner_told) {
            told.push_str(": ");
            told.push_str(&inner_told);
        }
        cause = inner.source();
    }
    told
}

/// What a server said, short and without the reader's address or its name.
fn without(told: &str, address: &str) -> String {
    let name = address.rsplit_once('@').map_or(address, |(name, _)| name);
    let words = told.split_whitespace().map(|word| {
        let lower = word.to_lowercase();
        let is_private = lower.contains('@') || (name.len() > 2 && lower.contains(&name.to_lowercase()));
        if is_private { "…" } else { word }
    });
    words.collect::<Vec<_>>().join(" ").chars().take(ANSWER).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(address: &str, from: &str) -> Result<Post, PostError> {
        let server = MailServer {
            address: address.to_owned(),
            from: from.to_owned(),
            patience: Duration::from_secs(30),
        };
        assert_eq!(format!("{server:?}"), "MailServer(…)");
        let writer: Writer = Arc::new(|_| panic!("nothing is sent"));
        Post::over(&server, writer)
    }

    #[tokio::test]
    async fn a_password_never_travels_in_clear() {
        let from = "Jumelage <atlas@example.org>";
        for refused in [
            "smtp://me:secret@mail.example.org",
            "smtp://me:secret@mail.example.org:587?tls=opportunistic",
            "smtp://mail.example.org",
        ] {
            let error = server(refused, from).err().unwrap();
            assert!(matches!(error, PostError::InClear), "{refused}: {error}");
        }
        for taken in [
            "smtps://me:secret@mail.example.org",
            "smtp://me:secret@mail.example.org:587?tls=required",
            "smtp://127.0.0.1:2525",
        ] {
            assert!(server(taken, from).is_ok(), "{taken}");
        }
    }

    #[test]
    fn settings_that_cannot_work_are_said_without_their_password() {
        for wrong in [
            "mail.example.org",
            "http://me:secret@mail.example.org",
            "smtps://",
        ] {
            let said = server(wrong, "atlas@example.org").err().unwrap().to_string();
            assert!(
                said.contains("smtps://user:password@host") && !said.contains("secret"),
                "{said}"
            );
        }
        let said = server("smtps://mail.example.org", "the atlas")
            .err()
            .unwrap()
            .to_string();
        assert!(said.contains("“the atlas” is no sender"), "{said}");
    }

    #[test]
    fn what_a_server_says_is_kept_without_the_reader() {
        let said = "550 5.1.1 <Olha@Valky.example>: no mailbox 'olha' here";
        assert_eq!(
            without(said, "olha@valky.example"),
            "550 5.1.1 … no mailbox … here"
        );
    }
}
