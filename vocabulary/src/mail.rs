//! Mail: to whom, in which language, and what it says, as a word with its facts; sentences are made where it is sent.
//!
//! # Invariants
//! - An address is checked where it is made ([`MailAddress`]): one recipient, nothing that could add a header.
//! - Addresses and links never print: `Debug` shows neither.

use crate::code::Language;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::str::FromStr;

/// One mail to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Who gets it.
    pub to: MailAddress,
    /// The language that the person reads.
    pub language: Language,
    /// What it says.
    pub letter: Letter,
}

/// What a mail says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case", deny_unknown_fields)]
pub enum Letter {
    /// Somebody opened an account with this address: the link shows that it is theirs.
    ConfirmAddress {
        /// Opens once.
        link: SecretLink,
        /// For how many hours it opens.
        hours: u32,
    },
    /// Somebody tried to open an account with the address of an account.
    AddressTaken {
        /// Where to sign in.
        link: SecretLink,
    },
    /// A person wants this address for their account: the link shows that it is theirs.
    NewAddress {
        /// Opens once.
        link: SecretLink,
        /// For how many hours it opens.
        hours: u32,
    },
    /// The account has another address now; the link takes it back.
    AddressChanged {
        /// Opens once.
        link: SecretLink,
        /// For how many days it opens.
        days: u32,
    },
    /// Somebody forgot the password.
    ResetPassword {
        /// Opens once.
        link: SecretLink,
        /// For how many minutes it opens.
        minutes: u32,
    },
    /// Somebody asks a person to take part for a body.
    Invitation {
        /// Who asks.
        by: String,
        /// For which body.
        organisation: String,
        /// Opens once.
        link: SecretLink,
    },
    /// Somebody asks to speak for a body, and the person moderates.
    SpeakerWaits {
        /// For which body.
        body: String,
        /// Where the wishes wait.
        link: SecretLink,
    },
    /// A moderator decided that the person speaks for a body.
    Accredited {
        /// For which body.
        body: String,
        /// Its page for members.
        link: SecretLink,
    },
    /// A moderator decided otherwise.
    NotAccredited {
        /// For which body.
        body: String,
        /// Why.
        reason: String,
        /// Where to ask again.
        link: SecretLink,
    },
    /// A party proposes something to the body for which the person writes.
    Proposed {
        /// Which party.
        by: String,
        /// The page of the proposal.
        link: SecretLink,
    },
    /// A body that was asked agrees.
    ProposalAgreed {
        /// Which body.
        by: String,
        /// The page of the proposal.
        link: SecretLink,
    },
    /// A body that was asked does not agree.
    ProposalDeclined {
        /// Which body.
        by: String,
        /// Why.
        reason: String,
        /// The page of the proposal.
        link: SecretLink,
    },
    /// Nobody has confirmed for a year that a partnership of the body is alive.
    ConfirmPartnership {
        /// Its parties, or its title.
        partnership: String,
        /// The body for which the person writes.
        body: String,
        /// Opens once.
        link: SecretLink,
        /// For how many days it opens.
        days: u32,
    },
    /// The operator tries whether mail arrives.
    Trial,
}

impl Letter {
    /// The word of the letter, which its texts are kept under.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::ConfirmAddress { .. } => "confirm-address",
            Self::AddressTaken { .. } => "address-taken",
            Self::NewAddress { .. } => "new-address",
            Self::AddressChanged { .. } => "address-changed",
            Self::ResetPassword { .. } => "reset-password",
            Self::Invitation { .. } => "invitation",
            Self::SpeakerWaits { .. } => "speaker-waits",
            Self::Accredited { .. } => "accredited",
            Self::NotAccredited { .. } => "not-accredited",
            Self::Proposed { .. } => "proposed",
            Self::ProposalAgreed { .. } => "proposal-agreed",
            Self::ProposalDeclined { .. } => "proposal-declined",
            Self::ConfirmPartnership { .. } => "confirm-partnership",
            Self::Trial => "trial",
        }
    }
}

/// The mail address of one person.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct MailAddress(String);

/// The text is no mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no mail address; it has the form name@domain, without spaces")]
pub struct MailAddressError;

/// Most bytes of an address and of what stands before its `@` (RFC 5321, section 4.5.3.1).
const LONGEST: (usize, usize) = (254, 64);

impl MailAddress {
    /// The address itself: for the mail server and for nobody else.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as it is compared: in small letters.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// The domain, in small letters.
    pub fn domain(&self) -> String {
        self.0
            .rsplit_once('@')
            .map_or_else(String::new, |(_, domain)| domain.to_lowercase())
    }
}

impl FromStr for MailAddress {
    type Err = MailAddressError;

    fn from_str(text: &str) -> Result<Self, MailAddressError> {
        let text = text.trim();
        let (name, domain) = text.rsplit_once('@').ok_or(MailAddressError)?;
        let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"@".contains(c);
        let labels_stand = domain
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        let sound = (1..=LONGEST.1).contains(&name.len())
            && text.len() <= LONGEST.0
            && name.chars().all(is_plain)
            && !name.starts_with('.')
            && !name.ends_with('.')
            && !name.contains("..")
            && domain.contains('.')
            && labels_stand
            && domain
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '.');
        sound.then(|| Self(text.to_owned())).ok_or(MailAddressError)
    }
}

impl<'de> Deserialize<'de> for MailAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailAddress(…)")
    }
}

/// A link that opens something for whoever holds it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SecretLink(String);

impl SecretLink {
    /// A link to put into a mail.
    pub fn new(link: impl Into<String>) -> Self {
        Self(link.into())
    }

    /// The link itself: for the mail and for nobody else.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretLink(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_one_mailbox_and_adds_no_header() {
        for good in [
            "mairie@valky.example",
            "a.b+c@sub.example.org",
            "олена@громада.укр",
            " x@y.fr ",
        ] {
            assert!(good.parse::<MailAddress>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "mairie",
            "@valky.fr",
            "a@",
            "a@b",
            "a@b..fr",
            "a b@c.fr",
            "a@c.fr, d@e.fr",
            "a@c.fr\r\nBcc: d@e.fr",
            "<a@c.fr>",
            "a@@c.fr",
            ".a@c.fr",
            "a..b@c.fr",
            "a@-c.fr",
            "a@[127.0.0.1]",
        ] {
            assert!(bad.parse::<MailAddress>().is_err(), "{bad:?}");
        }
        assert!(
            format!("{}@example.org", "a".repeat(65))
                .parse::<MailAddress>()
                .is_err()
        );
    }

    #[test]
    fn neither_addresses_nor_links_print() {
        let mail = Mail {
            to: "mairie@valky.example".parse().unwrap(),
            language: Language::FR,
            letter: Letter::ResetPassword {
                link: SecretLink::new("https://example.org/reset?token=secret"),
                minutes: 30,
            },
        };
        let shown = format!("{mail:?}");
        assert!(!shown.contains("valky") && !shown.contains("secret"), "{shown}");
        let text = serde_json::to_string(&mail).unwrap();
        assert_eq!(serde_json::from_str::<Mail>(&text).unwrap(), mail);
        let more = text.replace("\"minutes\"", "\"bcc\":\"x\",\"minutes\"");
        assert!(serde_json::from_str::<Mail>(&more).is_err());
    }
}
