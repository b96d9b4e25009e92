//! Mails in the reader's language: a letter with its facts in, a subject and two forms of one text out.
//!
//! # Invariants
//! - Both forms say the same; the plain one needs no other.
//! - Neither loads anything from anywhere: opening a mail tells nobody that it was opened.

use crate::words::{Lang, number};
use askama::Template;
use fluent_bundle::FluentValue;
use vocabulary::{Letter, Mail};

/// A mail ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it is about.
    pub subject: String,
    /// The plain form.
    pub text: String,
    /// The form with a button.
    pub html: String,
}

/// What both forms say.
struct Said {
    tag: &'static str,
    subject: String,
    greeting: String,
    text: String,
    link: Option<Link>,
    after: String,
    foot: String,
}

struct Link {
    address: String,
    words: String,
}

#[derive(Template)]
#[template(path = "mails/letter.txt", escape = "none")]
struct Plain<'a> {
    said: &'a Said,
}

#[derive(Template)]
#[template(path = "mails/letter.html")]
struct Html<'a> {
    said: &'a Said,
}

/// The mail in the language of its reader, or in English where we do not write that one; `site` is our address.
pub fn mail(mail: &Mail, site: &str) -> Written {
    let said = said(&mail.letter, Lang::of(mail.language), site);
    let text = Plain { said: &said }.render();
    let html = Html { said: &said }.render();
    Written {
        text: text.expect("a template over texts alone always renders"),
        html: html.expect("a template over texts alone always renders"),
        subject: said.subject,
    }
}

fn said(letter: &Letter, lang: Lang, site: &str) -> Said {
    let about = letter.as_str();
    let facts = facts(letter, site);
    let say = |role: &str| lang.say(&format!("mail-{about}-{role}"), &facts);
    let link = match letter {
        Letter::ConfirmAddress { link, .. }
        | Letter::AddressTaken { link }
        | Letter::NewAddress { link, .. }
        | Letter::AddressChanged { link, .. }
        | Letter::ResetPassword { link, .. }
        | Letter::Invitation { link, .. }
        | Letter::SpeakerWaits { link, .. }
        | Letter::Accredited { link, .. }
        | Letter::NotAccredited { link, .. }
        | Letter::Proposed { link, .. }
        | Letter::ProposalAgreed { link, .. }
        | Letter::ProposalDeclined { link, .. }
        | Letter::ConfirmPartnership { link, .. } => Some(link),
        Letter::Trial => None,
    };
    Said {
        tag: lang.tag(),
        subject: say("subject"),
        greeting: lang.t("mail-greeting"),
        text: say("text"),
        link: link.map(|link| Link {
            address: link.as_str().to_owned(),
            words: say("link"),
        }),
        after: say("after"),
        foot: lang.say("mail-foot", &[("site", site.into())]),
    }
}

fn facts<'a>(letter: &'a Letter, site: &'a str) -> Vec<(&'static str, FluentValue<'a>)> {
    let count = |count: u32| number(usize::try_from(count).unwrap_or(usize::MAX));
    let own = match letter {
        Letter::ConfirmAddress { hours, .. } | Letter::NewAddress { hours, .. } => {
            vec![("count", count(*hours))]
        }
        Letter::AddressChanged { days, .. } => vec![("count", count(*days))],
        Letter::ResetPassword { minutes, .. } => vec![("count", count(*minutes))],
        Letter::Invitation { by, organisation, .. } => {
            vec![("by", by.into()), ("organisation", organisation.into())]
        }
        Letter::SpeakerWaits { body, .. } | Letter::Accredited { body, .. } => vec![("body", body.into())],
        Letter::Proposed { by, .. } | Letter::ProposalAgreed { by, .. } => vec![("by", by.into())],
        Letter::ProposalDeclined { by, reason, .. } => {
            vec![("by", by.into()), ("reason", reason.into())]
        }
        Letter::ConfirmPartnership {
            partnership,
            body,
            days,
            ..
        } => vec![
            ("partnership", partnership.into()),
            ("body", body.into()),
            ("count", count(*days)),
        ],
        Letter::NotAccredited { body, reason, .. } => {
            vec![("body", body.into()), ("reason", reason.into())]
        }
        Letter::AddressTaken { .. } | Letter::Trial => Vec::new(),
    };
    own.into_iter().chain([("site", site.into())]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::SecretLink;

    fn letters() -> Vec<Letter> {
        let link = SecretLink::new("https://atlas.example.org/fr/open?token=4&x=<1>");
        vec![
            Letter::ConfirmAddress {
                link: link.clone(),
                hours: 24,
            },
            Letter::AddressTaken { link: link.clone() },
            Letter::NewAddress {
                link: link.clone(),
                hours: 24,
            },
            Letter::AddressChanged {
                link: link.clone(),
                days: 7,
            },
            Letter::ResetPassword {
                link: link.clone(),
                minutes: 30,
            },
            Letter::Invitation {
                by: "Olha <admin>".to_owned(),
                organisation: "Ville de Valky & amis".to_owned(),
                link: link.clone(),
            },
            Letter::SpeakerWaits {
                body: "Valky <Kharkiv>".to_owned(),
                link: link.clone(),
            },
            Letter::Accredited {
                body: "Valky".to_owned(),
                link: link.clone(),
            },
            Letter::NotAccredited {
                body: "Valky".to_owned(),
                reason: "Sans <signature>".to_owned(),
                link: link.clone(),
            },
            Letter::Proposed {
                by: "Ivry-sur-Seine".to_owned(),
                link: link.clone(),
            },
            Letter::ProposalAgreed {
                by: "Valky".to_owned(),
                link: link.clone(),
            },
            Letter::ProposalDeclined {
                by: "Valky".to_owned(),
                reason: "Not <this> year.".to_owned(),
                link: link.clone(),
            },
            Letter::ConfirmPartnership {
                partnership: "Ivry-sur-Seine – Valky <1997>".to_owned(),
                body: "Valky".to_owned(),
                link,
                days: 30,
            },
            Letter::Trial,
        ]
    }

    #[test]
    fn every_letter_is_said_in_each_language_in_both_forms() {
        for lang in Lang::ALL {
            for letter in letters() {
                let about = letter.as_str();
                let written = mail(
                    &Mail {
                        to: "mairie@valky.example".parse().unwrap(),
                        language: lang.language(),
                        letter,
                    },
                    "https://atlas.example.org",
                );
                for form in [&written.subject, &written.text, &written.html] {
                    assert!(!form.contains('⟦'), "{about} in {}: {form}", lang.tag());
                }
                assert!(!written.subject.contains('\n'));
                assert!(!written.html.contains("<admin>") && !written.html.contains("<1>"));
                assert!(!written.html.contains("src="), "a mail loads nothing");
                insta::assert_snapshot!(
                    format!("mail-{about}-{}", lang.tag()),
                    format!("{}\n\n{}\n\n{}", written.subject, written.text, written.html)
                );
            }
        }
    }

    #[test]
    fn a_reader_of_another_language_gets_english() {
        let written = mail(
            &Mail {
                to: "a@b.example".parse().unwrap(),
                language: "de".parse().unwrap(),
                letter: Letter::Trial,
            },
            "https://atlas.example.org",
        );
        assert!(written.text.contains("https://atlas.example.org"));
        assert!(written.html.contains("lang=\"en\""));
    }
}
