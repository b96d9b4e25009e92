//! Signing in through another site, as the record keeps it: attempts, identities, what is joined to what.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::Record;
use crate::people::{PASSWORD, passwords};
use register::Act;
use register::people::{
    Credentials, Identity, Opening, ProviderAttempt, Sent, SessionRules, SignIn, Through,
};
use rstest::rstest;
use vocabulary::{AccountId, Language, Moment};

fn identity(subject: &str, email: &str) -> Identity {
    Identity {
        issuer: "https://login.example.org".to_owned(),
        subject: subject.to_owned(),
        email: email.parse().ok(),
        is_verified: true,
        name: None,
    }
}

impl Record {
    async fn comes(&self, identity: &Identity, random: u8) -> Through {
        let rules = SessionRules::default();
        let opening = Opening {
            device: "",
            random: [random; 32],
            rules: &rules,
        };
        self.register
            .sign_in_through(identity, Language::UK, opening, self.operator())
            .await
            .unwrap()
    }

    async fn joins_by_password(&self, secret: &str, email: &str, random: u8) -> SignIn {
        let rules = SessionRules::default();
        let opening = Opening {
            device: "",
            random: [random; 32],
            rules: &rules,
        };
        let given = Credentials {
            email,
            password: PASSWORD,
            origin: "127.0.0.1",
        };
        self.register
            .join_and_sign_in((secret, given), &passwords(), opening, self.operator())
            .await
            .unwrap()
    }

    async fn is_joined(&self, account: AccountId) -> bool {
        !self.register.providers(account).await.unwrap().is_empty()
    }
}

fn stranger(through: Through) -> String {
    match through {
        Through::Stranger { secret } => secret,
        Through::Went(went) => panic!("{went:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn an_attempt_is_taken_once_in_its_time_by_whoever_holds_its_secret(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let sent = Sent {
        joins: None,
        back: "/fr/".to_owned(),
    };
    let begin = async |random: u8| {
        let random = ("127.0.0.1", [random; 32]);
        let begun = record.register.begin_provider(&sent, random, record.operator());
        begun.await.unwrap().unwrap()
    };
    let take = async |secret: &str, state: &str, act: Act<'_>| {
        let taken = record.register.take_provider((secret, state), act);
        taken.await.unwrap().map(|(_, sent)| sent)
    };
    let attempt = begin(1).await;
    assert!(attempt.state.len() >= 32 && attempt.nonce.len() >= 32 && attempt.verifier.len() >= 43);
    let taken = take(&attempt.secret, &attempt.state, record.operator()).await;
    assert_eq!(taken.as_ref(), Some(&sent));
    assert_eq!(
        take(&attempt.secret, &attempt.state, record.operator()).await,
        None,
        "once"
    );
    let attempt = begin(2).await;
    let other = ProviderAttempt::of("made up");
    assert_eq!(take(&attempt.secret, &other.state, record.operator()).await, None);
    assert_eq!(
        take(&attempt.secret, &attempt.state, record.operator()).await,
        None,
        "a wrong state spends it"
    );
    let attempt = begin(3).await;
    let late = Moment::utc(record.now.micros + 20 * 60 * 1_000_000);
    let act = Act {
        now: &late,
        ..record.operator()
    };
    assert_eq!(take(&attempt.secret, &attempt.state, act).await, None, "late");
}

#[rstest]
#[tokio::test]
async fn an_identity_has_one_account_whoever_else_gives_a_password(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let olha = record.account("olha@example.org").await;
    let marc = record.account("marc@example.org").await;
    // Two browsers wait with one identity; the second comes too late.
    let known = identity("olha", "olha@example.org");
    let first = stranger(record.comes(&known, 1).await);
    let second = stranger(record.comes(&known, 2).await);
    assert!(matches!(
        record.joins_by_password(&first, "olha@example.org", 3).await,
        SignIn::Opened { account, .. } if account == olha
    ));
    assert_eq!(
        record.joins_by_password(&second, "marc@example.org", 4).await,
        SignIn::Over
    );
    assert!(record.is_joined(olha).await && !record.is_joined(marc).await);
    let free = record.register.join_provider(marc, &known, record.operator());
    assert!(!free.await.unwrap());
    let again = record.comes(&known, 5).await;
    assert!(matches!(again, Through::Went(SignIn::Opened { account, .. }) if account == olha));

    let parted = record
        .register
        .part_provider(olha, &known.issuer, record.operator());
    parted.await.unwrap();
    assert!(!record.is_joined(olha).await);
    stranger(record.comes(&known, 6).await);
}

#[rstest]
#[tokio::test]
async fn only_a_proved_address_without_an_account_makes_one_and_a_blocked_account_opens_nothing(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let new = identity("new", "New@example.org");
    let unproved = Identity {
        is_verified: false,
        ..new.clone()
    };
    stranger(record.comes(&unproved, 1).await);
    let Through::Went(SignIn::Opened { account, .. }) = record.comes(&new, 2).await else {
        panic!("a proved address has an account now");
    };
    let other = identity("other", "new@example.org");
    stranger(record.comes(&other, 3).await);
    record
        .register
        .block_account(account, record.operator())
        .await
        .unwrap();
    assert_eq!(record.comes(&new, 4).await, Through::Went(SignIn::Refused));
}
