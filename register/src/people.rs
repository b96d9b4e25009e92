//! People: accounts, how they sign in, what they may do.
//!
//! In go what people type and the secrets that they hold; out come accounts, sessions and answers that say no more to
//! a stranger than to an owner.
//!
//! # Invariants
//! - Passwords are kept as Argon2 hashes, what has to be read back is sealed with the key of the operator, every other
//!   secret is kept as its SHA-256; none stands in the log.
//! - The log knows a person by the key of the account alone.
//! - Sign-ins, links, limits and kept forms are no facts: they are written in transactions, but not to the log.

pub(crate) mod accounts;
mod accreditations;
mod address;
mod api_keys;
mod ceremony;
mod codes;
mod domains;
mod erasure;
mod events;
mod forms;
mod invitations;
mod key;
mod limits;
pub(crate) mod links;
pub(crate) mod mailed;
pub(crate) mod members;
mod names;
mod own;
mod passkeys;
mod passwords;
mod providers;
mod recovery;
pub(crate) mod roles;
mod second_step;
mod sessions;
mod sign_in;
mod token;

pub use accounts::{Account, NewAccount};
pub use accreditations::{Accreditation, Accredited, Asked, Wanted};
pub use address::PageOf;
pub use api_keys::ApiKey;
pub use codes::{CodeSecret, Coded, Codes};
pub use domains::MailDomain;
pub use erasure::{PastAct, PastEvent, PastSession, PersonalData};
pub use events::{AccountEvent, Happening};
pub use invitations::{Invitation, Invited, NewInvitation};
pub use key::SecretKey;
pub use limits::Limit;
pub use links::{LinkUse, OneTimeLink};
pub use mailed::Asking;
pub use members::LetterFor;
pub use passkeys::{HeldPasskey, PasskeyChallenge, PasskeySite};
pub use passwords::{PasswordCost, Passwords, WeakPassword};
pub use providers::{Identity, JoinedProvider, ProviderAttempt, Sent, Through};
pub use roles::HeldRole;
pub(crate) use sessions::micros;
pub use sessions::{AccountSession, Means, SessionRules};
pub use sign_in::{Credentials, Opening, SignIn};
