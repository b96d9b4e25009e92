//! Sample people: a desk over a record in memory, with one person for each role.
//!
//! # Invariants
//! The clock stands still and the dice are counted, so that pages for people stay the same.

use crate::desk::Desk;
use crate::provider::{Asked, Attempt, Identified, Provider, ProviderFailure};
use crate::site::RecordError;
use register::people::{HeldRole, NewAccount, PasswordCost, Passwords, SecretKey, SessionRules};
use register::{Act, Actor, Keys, Limits, Register, RegisterError};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use vocabulary::{AccountId, Language, Moment, PlatformRole};

/// The password of every sample person.
pub const PASSWORD: &str = "вітряк на пагорбі";
/// The address of a person without any role.
pub const PERSON: &str = "olha@example.org";
/// The address of a reviewer.
pub const REVIEWER: &str = "iryna@example.org";
/// The address of a moderator.
pub const MODERATOR: &str = "marc@example.org";
/// The address of an administrator.
pub const ADMINISTRATOR: &str = "anne@example.org";
/// The address of a programme officer.
pub const OFFICER: &str = "paul@example.org";

/// A desk over a record of its own in memory, with one person for each role.
pub async fn desk() -> Result<Arc<Desk>, RecordError> {
    let limits = Limits {
        // A database in memory lives in one connection.
        connections: 1,
        ..Limits::default()
    };
    let desk = async {
        let register = Register::open_with("sqlite::memory:", &limits).await?;
        let desk = over(Arc::new(register));
        fill(&desk).await?;
        Ok::<_, RegisterError>(Arc::new(desk))
    };
    desk.await.map_err(|error| RecordError::Failed {
        source: Box::new(error),
    })
}

/// A desk over this record, with a clock that stands still and passwords that cost nothing.
pub fn over(register: Arc<Register>) -> Desk {
    let cheap = PasswordCost {
        memory: 8,
        rounds: 1,
        lanes: 1,
    };
    let count = AtomicU64::new(1);
    let dice = move || {
        let mut bytes = [0; 32];
        let next = count.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        bytes.iter_mut().zip(next).for_each(|(byte, next)| *byte = next);
        bytes
    };
    Desk {
        register,
        ids: Arc::new(Keys::new(|| [7; 10])),
        now: Box::new(|| Moment::utc(1_795_000_000_000_000)),
        random: Box::new(dice),
        passwords: Passwords::at(cheap).expect("a hash may cost this little"),
        key: SecretKey::of([6; 32]),
        sessions: SessionRules::default(),
        provider: Some(Arc::new(SampleProvider)),
        intake: Arc::new(super::Basket),
    }
}

/// Makes one person for each role.
pub async fn fill(desk: &Desk) -> Result<(), RegisterError> {
    for (email, name, language, role) in [
        (PERSON, "Ольга Коваль", Language::UK, None),
        (REVIEWER, "Iryna", Language::FR, Some(PlatformRole::Reviewer)),
        (
            MODERATOR,
            "Marc Delorme",
            Language::FR,
            Some(PlatformRole::Moderator),
        ),
        (
            ADMINISTRATOR,
            "Anne Le Goff",
            Language::FR,
            Some(PlatformRole::Administrator),
        ),
        (
            OFFICER,
            "Paul Ardent",
            Language::EN,
            Some(PlatformRole::ProgrammeOfficer),
        ),
    ] {
        let account = person(desk, email, (name, language)).await?;
        if let Some(role) = role {
            give(desk, account, HeldRole { role, of: None }).await?;
        }
    }
    Ok(())
}

/// Makes a person with the sample password.
pub async fn person(
    desk: &Desk,
    email: &str,
    (name, language): (&str, Language),
) -> Result<AccountId, RegisterError> {
    let now = (desk.now)();
    let new = NewAccount {
        name: name.to_owned(),
        email: email.parse().expect("sample addresses are addresses"),
        verified: Some(now.clone()),
        language,
        password: desk.passwords.hash(PASSWORD, [5; 16]),
    };
    let by = operator();
    desk.register.create_account(&new, act(desk, &by, &now)).await
}

async fn give(desk: &Desk, account: AccountId, role: HeldRole) -> Result<(), RegisterError> {
    let (by, now) = (operator(), (desk.now)());
    desk.register.give_role(account, role, act(desk, &by, &now)).await
}

/// A provider that answers at once: a code `subject!address` names a person with a proved address, `subject?address` one
/// with an address that was not proved.
struct SampleProvider;

/// The address of the sample provider.
pub const PROVIDER: &str = "https://login.example.org";

/// Why the sample provider names nobody.
#[derive(Debug, thiserror::Error)]
#[error("the sample provider says no")]
struct SampleRefusal;

impl Provider for SampleProvider {
    fn name(&self) -> &'static str {
        "ÉtatConnect"
    }

    fn begin<'a>(&'a self, attempt: Attempt<'a>) -> Asked<'a, String> {
        let address = format!("{PROVIDER}/?state={}&nonce={}", attempt.state, attempt.nonce);
        Box::pin(async move { Ok(address) })
    }

    fn finish<'a>(&'a self, _: Attempt<'a>, code: &'a str) -> Asked<'a, Identified> {
        let said = |(subject, email): (&str, &str), is_verified| Identified {
            issuer: PROVIDER.to_owned(),
            subject: subject.to_owned(),
            email: Some(email.to_owned()),
            is_verified,
            name: Some("Ольга Коваль".to_owned()),
            token: "sample.token".to_owned(),
        };
        let proved = code.split_once('!').map(|pair| said(pair, true));
        let found = proved.or_else(|| code.split_once('?').map(|pair| said(pair, false)));
        let source = Box::new(SampleRefusal);
        Box::pin(async move {
            match found {
                Some(found) => Ok(found),
                None if code == "away" => Err(ProviderFailure::Away { source }),
                None => Err(ProviderFailure::Refused { source }),
            }
        })
    }

    fn leave<'a>(&'a self, _: (&'a str, &'a str), _: &'a str) -> Asked<'a, Option<String>> {
        Box::pin(async move { Ok(Some(format!("{PROVIDER}/out"))) })
    }
}

fn operator() -> Actor {
    Actor::Operator {
        command: "samples".to_owned(),
    }
}

fn act<'a>(desk: &'a Desk, by: &'a Actor, now: &'a Moment) -> Act<'a> {
    desk.act(by, now)
}
