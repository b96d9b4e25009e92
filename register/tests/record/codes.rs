//! One-time codes and recovery codes, the key of the operator, and what happened to an account.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::Record;
use register::RegisterError;
use register::people::{Coded, Codes, Happening, Opening, SecretKey, SessionRules, SignIn};
use register::{Act, Register};
use rstest::rstest;
use std::time::Duration;
use totp_rs::{Builder, Secret};
use vocabulary::{AccountId, Moment};

const EMAIL: &str = "olha@example.org";

fn key() -> SecretKey {
    SecretKey::of([4; 32])
}

impl Record {
    /// The code that the app of this secret shows so many steps from now.
    fn code(&self, secret: &str, steps: i64) -> String {
        let totp = Builder::new()
            .with_secret(Secret::try_from_base32(secret).unwrap())
            .build()
            .unwrap();
        let seconds = u64::try_from(self.now.micros / 1_000_000).unwrap();
        totp.generate(seconds.checked_add_signed(steps * 30).unwrap())
            .to_string()
    }

    /// Turns codes on: the secret of the app, and the recovery codes.
    async fn codes_on(&self, account: AccountId) -> (String, Vec<String>) {
        let random = [[1; 32], [2; 32]];
        self.register
            .begin_codes(account, (&key(), random), self.operator())
            .await
            .unwrap();
        let secret = self
            .register
            .begun_codes(account, &key(), ("Jumelage", EMAIL))
            .await
            .unwrap()
            .unwrap();
        let code = self.code(&secret.text, -1);
        let confirmed = self
            .register
            .confirm_codes((account, &code), (&key(), [3; 32]), self.operator())
            .await;
        let Coded::Right(codes) = confirmed.unwrap() else {
            panic!("the first code is right")
        };
        (secret.text, codes)
    }

    async fn steps(&self, token: &str, code: &str, act: Act<'_>) -> SignIn {
        let rules = SessionRules::default();
        let mut random = [0; 32];
        random
            .iter_mut()
            .zip(code.bytes())
            .for_each(|(byte, sign)| *byte = sign);
        let opening = Opening {
            device: "Firefox, Linux",
            random,
            rules: &rules,
        };
        self.register
            .second_step((token, code), &key(), opening, act)
            .await
            .unwrap()
    }

    async fn asked(&self) -> String {
        match self.signs_in(EMAIL, crate::people::PASSWORD).await {
            SignIn::CodeNeeded { secret } => secret,
            other => panic!("{other:?}"),
        }
    }
}

async fn bytes_of(register: &Register, account: AccountId) -> String {
    serde_json::to_string(&register.personal_data(account).await.unwrap().unwrap()).unwrap()
}

#[rstest]
#[tokio::test]
async fn a_code_opens_once_and_so_does_a_recovery_code(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let account = record.account(EMAIL).await;
    let (secret, recovery) = record.codes_on(account).await;
    let token = record.asked().await;
    for wrong in [
        "",
        "12345",
        "abcdef",
        &record.code(&secret, -1),
        &record.code(&secret, 3),
    ] {
        assert_eq!(
            record.steps(&token, wrong, record.operator()).await,
            SignIn::Refused,
            "{wrong}"
        );
    }
    let opened = record
        .steps(&token, &record.code(&secret, 0), record.operator())
        .await;
    assert!(matches!(opened, SignIn::Opened { .. }), "{opened:?}");
    let token = record.asked().await;
    assert_eq!(
        record
            .steps(&token, &record.code(&secret, 0), record.operator())
            .await,
        SignIn::Refused
    );
    let opened = record.steps(&token, &recovery[7], record.operator()).await;
    assert!(matches!(opened, SignIn::Opened { .. }), "{opened:?}");
    let token = record.asked().await;
    assert_eq!(
        record.steps(&token, &recovery[7], record.operator()).await,
        SignIn::Refused
    );
    let state = record.register.codes(account).await.unwrap();
    assert_eq!(
        state,
        Codes::On {
            since: Moment::utc(record.now.micros),
            recovery: 9
        }
    );
    let events: Vec<Happening> = record
        .register
        .account_events(account, 20)
        .await
        .unwrap()
        .iter()
        .map(|event| event.what)
        .collect();
    for what in [
        Happening::CodesOn,
        Happening::RecoveryMade,
        Happening::RecoveryUsed,
        Happening::SignedIn,
    ] {
        assert!(events.contains(&what), "{what:?} in {events:?}");
    }
    record
        .register
        .erase_account(account, record.operator())
        .await
        .unwrap();
}

#[rstest]
#[tokio::test]
async fn the_second_step_waits_ten_minutes_and_not_for_who_was_blocked(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let account = record.account(EMAIL).await;
    let (secret, _) = record.codes_on(account).await;
    let token = record.asked().await;
    let later = Moment::utc(record.now.micros + 601_000_000);
    let act = Act {
        now: &later,
        ..record.operator()
    };
    assert_eq!(
        record.steps(&token, &record.code(&secret, 20), act).await,
        SignIn::Over
    );
    record
        .register
        .block_account(account, record.operator())
        .await
        .unwrap();
    assert_eq!(
        record
            .steps(&token, &record.code(&secret, 0), record.operator())
            .await,
        SignIn::Over
    );
}

#[rstest]
#[tokio::test]
async fn secrets_are_sealed_and_only_the_same_key_is_accepted(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let (register, other) = (&record.register, SecretKey::of([5; 32]));
    assert!(!register.knows_a_key().await.unwrap());
    register.accept_key(&other).await.unwrap();
    let account = record.account(EMAIL).await;
    let (secret, recovery) = record.codes_on(account).await;
    assert!(register.knows_a_key().await.unwrap());
    register.accept_key(&key()).await.unwrap();
    let refused = register.accept_key(&other).await;
    assert!(matches!(refused, Err(RegisterError::OtherKey)), "{refused:?}");
    let stranger = record.account("ivan@example.org").await;
    let begun = register
        .begin_codes(stranger, (&other, [[1; 32], [2; 32]]), record.operator())
        .await;
    assert!(matches!(begun, Err(RegisterError::OtherKey)), "{begun:?}");
    let told = bytes_of(register, account).await;
    assert!(
        !told.contains(&secret) && !told.contains(&recovery[0]),
        "no secret is handed out"
    );
    let code = record.code(&secret, 0);
    let wrong = register
        .end_codes((account, &code), &other, record.operator())
        .await;
    assert!(matches!(wrong, Err(RegisterError::OtherKey)), "{wrong:?}");
    register.forget_key(record.operator()).await.unwrap();
    register.accept_key(&other).await.unwrap();
    assert_eq!(register.codes(account).await.unwrap(), Codes::Off);
    assert!(matches!(
        record.signs_in(EMAIL, crate::people::PASSWORD).await,
        SignIn::Opened { .. }
    ));
}

#[rstest]
#[tokio::test]
async fn a_link_asks_for_the_code_too_and_a_new_password_does_not_help(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let account = record.account(EMAIL).await;
    record.codes_on(account).await;
    let rules = SessionRules::default();
    let opening = |random| Opening {
        device: "",
        random: [random; 32],
        rules: &rules,
    };
    for opens in [
        register::people::LinkUse::SignIn,
        register::people::LinkUse::Reset,
    ] {
        let is_reset = opens == register::people::LinkUse::Reset;
        let link = register::people::OneTimeLink {
            account: Some(account),
            opens,
        };
        let lasts = Duration::from_hours(1);
        let token = record
            .register
            .make_link(&link, ([u8::from(is_reset); 32], lasts), record.operator())
            .await
            .unwrap();
        let passwords = crate::people::passwords();
        let given = ("нові слова без звʼязку", &passwords);
        let went = if is_reset {
            record
                .register
                .reset_password(&token, given, opening(6), record.operator())
                .await
        } else {
            record
                .register
                .sign_in_by_link(&token, opening(7), record.operator())
                .await
        };
        assert!(matches!(went, Ok(SignIn::CodeNeeded { .. })), "{went:?}");
    }
}
