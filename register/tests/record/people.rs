//! Accounts, sessions, links, limits, roles, erasure.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::Record;
use register::people::{
    Credentials, HeldRole, Limit, LinkUse, NewAccount, OneTimeLink, Opening, PasswordCost, Passwords,
    SessionRules, SignIn,
};
use register::{Act, Actor, Register, RegisterError};
use rstest::rstest;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use std::time::Duration;
use vocabulary::{AccountId, Language, Moment, PlatformRole};

pub(crate) const PASSWORD: &str = "три мости над Бугом";
pub(crate) const REVIEWER: HeldRole = HeldRole {
    role: PlatformRole::Reviewer,
    of: None,
};

pub(crate) fn passwords() -> Passwords {
    let cost = PasswordCost {
        memory: 8,
        rounds: 1,
        lanes: 1,
    };
    Passwords::at(cost).unwrap()
}

impl Record {
    pub(crate) async fn account(&self, email: &str) -> AccountId {
        let new = NewAccount {
            name: "Olha Koval".to_owned(),
            email: email.parse().unwrap(),
            verified: None,
            language: Language::UK,
            password: passwords().hash(PASSWORD, [3; 16]),
        };
        self.register.create_account(&new, self.operator()).await.unwrap()
    }

    pub(crate) async fn signs_in(&self, email: &str, password: &str) -> SignIn {
        let rules = SessionRules::default();
        let given = Credentials {
            email,
            password,
            origin: "127.0.0.1",
        };
        self.register
            .sign_in(given, &passwords(), opening(&rules), self.operator())
            .await
            .unwrap()
    }

    pub(crate) async fn session(&self, email: &str) -> String {
        match self.signs_in(email, PASSWORD).await {
            SignIn::Opened { secret, .. } => secret,
            other => panic!("{other:?}"),
        }
    }

    async fn is_open(&self, secret: &str, later: Duration) -> bool {
        let now = self.later(later);
        let act = Act {
            now: &now,
            ..self.operator()
        };
        let person = self
            .register
            .signed_in(secret, &SessionRules::default(), act)
            .await;
        person.unwrap().is_some()
    }

    fn later(&self, later: Duration) -> Moment {
        Moment::utc(self.now.micros + i64::try_from(later.as_micros()).unwrap())
    }

    /// Every text of every table of an SQLite record, with the names of its tables.
    async fn texts(&self) -> Vec<(String, String)> {
        let database = self.raw().await;
        let ask = |sql: String| Statement::from_string(DatabaseBackend::Sqlite, sql);
        let mut texts = Vec::new();
        let columns =
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'";
        for row in database.query_all_raw(ask(columns.to_owned())).await.unwrap() {
            let (table, column): (String, String) =
                (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
            let cells =
                format!("SELECT CAST(\"{column}\" AS TEXT) FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
            for row in database.query_all_raw(ask(cells)).await.unwrap() {
                let bytes: String = row.try_get_by_index(0).unwrap_or_default();
                texts.push((table.clone(), bytes));
            }
        }
        texts
    }
}

fn opening(rules: &SessionRules) -> Opening<'_> {
    Opening {
        device: "Firefox, Linux",
        random: [9; 32],
        rules,
    }
}

#[rstest]
#[tokio::test]
async fn the_right_pair_opens_a_session_and_every_wrong_one_gets_the_same_answer(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.account("olha@example.org").await;
    let blocked = record.account("blocked@example.org").await;
    record
        .register
        .block_account(blocked, record.operator())
        .await
        .unwrap();
    for (email, password) in [
        ("olha@example.org", "wrong"),
        ("nobody@example.org", PASSWORD),
        ("no address", PASSWORD),
        ("blocked@example.org", PASSWORD),
        ("", ""),
    ] {
        assert_eq!(record.signs_in(email, password).await, SignIn::Refused, "{email}");
    }
    let secret = record.session(" Olha@Example.org ").await;
    assert!(record.is_open(&secret, Duration::ZERO).await);
    assert!(!record.is_open("made up", Duration::ZERO).await);
}

#[rstest]
#[tokio::test]
async fn one_address_has_one_account(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.account("olha@example.org").await;
    let again = NewAccount {
        name: "Another".to_owned(),
        email: "OLHA@example.org".parse().unwrap(),
        verified: None,
        language: Language::FR,
        password: None,
    };
    let refused = record.register.create_account(&again, record.operator()).await;
    assert!(matches!(refused, Err(RegisterError::AddressTaken)), "{refused:?}");
}

#[rstest]
#[tokio::test]
async fn a_session_ends_by_absence_by_time_by_hand_and_with_the_account(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let account = record.account("olha@example.org").await;
    let secret = record.session("olha@example.org").await;
    assert!(
        record.is_open(&secret, Duration::from_hours(11)).await,
        "the request counts as presence"
    );
    assert!(record.is_open(&secret, Duration::from_hours(22)).await);
    assert!(
        !record.is_open(&secret, Duration::from_hours(35)).await,
        "thirteen hours of absence"
    );

    let other = record.session_with([10; 32]).await;
    let rules = SessionRules::default();
    let sessions = record
        .register
        .sessions(account, &rules, &record.now)
        .await
        .unwrap();
    assert_eq!(sessions.len(), 2);
    let kept = record.person(&other).await.session;
    record
        .register
        .end_other_sessions(account, kept, record.operator())
        .await
        .unwrap();
    assert!(!record.is_open(&secret, Duration::ZERO).await);
    assert!(record.is_open(&other, Duration::ZERO).await);

    record
        .register
        .block_account(account, record.operator())
        .await
        .unwrap();
    assert!(!record.is_open(&other, Duration::ZERO).await);
    record
        .register
        .unblock_account(account, record.operator())
        .await
        .unwrap();
    assert!(record.is_open(&other, Duration::ZERO).await);
    let stranger = record.account("petro@example.org").await;
    record
        .register
        .end_session(stranger, kept, record.operator())
        .await
        .unwrap();
    assert!(
        record.is_open(&other, Duration::ZERO).await,
        "nobody ends another's session"
    );
    record
        .register
        .end_session(account, kept, record.operator())
        .await
        .unwrap();
    assert!(!record.is_open(&other, Duration::ZERO).await);
}

impl Record {
    async fn session_with(&self, random: [u8; 32]) -> String {
        let rules = SessionRules::default();
        let given = Credentials {
            email: "olha@example.org",
            password: PASSWORD,
            origin: "127.0.0.1",
        };
        let opening = Opening {
            random,
            ..opening(&rules)
        };
        let opened = self
            .register
            .sign_in(given, &passwords(), opening, self.operator())
            .await;
        match opened.unwrap() {
            SignIn::Opened { secret, .. } => secret,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn person(&self, secret: &str) -> register::policy::Person {
        let person = self
            .register
            .signed_in(secret, &SessionRules::default(), self.operator())
            .await;
        person.unwrap().unwrap()
    }
}

#[rstest]
#[tokio::test]
async fn a_session_that_one_node_ends_is_over_for_the_other_at_its_next_request(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let account = record.account("olha@example.org").await;
    let secret = record.session("olha@example.org").await;
    let other_node = Register::open(&record.path()).await.unwrap();
    let rules = SessionRules::default();
    let person = other_node
        .signed_in(&secret, &rules, record.operator())
        .await
        .unwrap()
        .unwrap();
    record
        .register
        .end_session(account, person.session, record.operator())
        .await
        .unwrap();
    let after = other_node
        .signed_in(&secret, &rules, record.operator())
        .await
        .unwrap();
    assert_eq!(after, None);
}

#[rstest]
#[tokio::test]
async fn looking_at_a_link_leaves_it_and_using_it_takes_it(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let account = record.account("olha@example.org").await;
    let link = OneTimeLink {
        account: Some(account),
        opens: LinkUse::SignIn,
    };
    let lasts = Duration::from_hours(1);
    let secret = record
        .register
        .make_link(&link, ([7; 32], lasts), record.operator())
        .await
        .unwrap();
    for _ in 0..2 {
        let seen = record.register.link(&secret, &record.now).await.unwrap();
        assert_eq!(seen.as_ref(), Some(&link));
    }
    let late = record.later(lasts);
    assert_eq!(record.register.link(&secret, &late).await.unwrap(), None);
    let rules = SessionRules::default();
    let use_it = || {
        record
            .register
            .sign_in_by_link(&secret, opening(&rules), record.operator())
    };
    assert!(matches!(use_it().await.unwrap(), SignIn::Opened { .. }));
    assert_eq!(use_it().await.unwrap(), SignIn::Refused, "a link opens once");

    let reset = OneTimeLink {
        account: Some(account),
        opens: LinkUse::Reset,
    };
    let secret = record
        .register
        .make_link(&reset, ([8; 32], lasts), record.operator())
        .await
        .unwrap();
    let refused = record
        .register
        .sign_in_by_link(&secret, opening(&rules), record.operator())
        .await
        .unwrap();
    assert_eq!(refused, SignIn::Refused, "a link opens what it was made for");
    let still = record.register.link(&secret, &record.now).await.unwrap();
    assert_eq!(still, Some(reset), "and stays");
}

#[rstest]
#[tokio::test]
async fn a_limit_is_shared_by_nodes_and_lets_go_after_a_pause(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let other_node = Register::open(&record.path()).await.unwrap();
    let limit = Limit {
        what: "test",
        burst: 3,
        pause: Duration::from_mins(1),
    };
    let on = |register, subject, later| attempt(&record, register, (limit, subject), later);
    assert_eq!(on(&record.register, "a", 0).await, None);
    assert_eq!(on(&other_node, "a", 0).await, None);
    assert_eq!(on(&record.register, "a", 0).await, None);
    assert_eq!(on(&other_node, "a", 0).await, Some(Duration::from_mins(1)));
    assert_eq!(
        on(&other_node, "a", 10).await,
        Some(Duration::from_secs(50)),
        "what is refused does not count"
    );
    assert_eq!(
        on(&record.register, "b", 0).await,
        None,
        "another subject is free"
    );
    assert_eq!(on(&record.register, "a", 60).await, None);
    assert_eq!(on(&record.register, "a", 60).await, Some(Duration::from_mins(1)));
}

async fn attempt(record: &Record, register: &Register, limit: (Limit, &str), later: u64) -> Option<Duration> {
    let now = record.later(Duration::from_secs(later));
    let act = Act {
        now: &now,
        ..record.operator()
    };
    register.attempt(&[limit], act).await.unwrap()
}

#[rstest]
#[tokio::test]
async fn guessing_is_slowed_down_even_with_the_right_password_at_the_end(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.account("olha@example.org").await;
    for _ in 0..10 {
        assert_eq!(
            record.signs_in("olha@example.org", "wrong").await,
            SignIn::Refused
        );
    }
    let last = record.signs_in("olha@example.org", PASSWORD).await;
    assert!(matches!(last, SignIn::TooOften { .. }), "{last:?}");
    for _ in 0..10 {
        assert_eq!(
            record.signs_in("nobody@example.org", "wrong").await,
            SignIn::Refused
        );
    }
    let last = record.signs_in("nobody@example.org", PASSWORD).await;
    assert!(
        matches!(last, SignIn::TooOften { .. }),
        "unknown addresses are no different: {last:?}"
    );
}

#[rstest]
#[tokio::test]
async fn a_role_counts_from_the_next_request_until_it_is_taken(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let account = record.account("olha@example.org").await;
    let secret = record.session("olha@example.org").await;
    for _ in 0..2 {
        record
            .register
            .give_role(account, REVIEWER, record.operator())
            .await
            .unwrap();
        assert_eq!(record.person(&secret).await.roles, [REVIEWER]);
    }
    record
        .register
        .take_role(account, REVIEWER, record.operator())
        .await
        .unwrap();
    assert_eq!(record.person(&secret).await.roles, []);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn what_was_typed_is_kept_for_its_owner_alone(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let (olha, petro) = (
        record.account("olha@example.org").await,
        record.account("petro@example.org").await,
    );
    let fields = [("reason".to_owned(), "Не той рік".to_owned())];
    let form = record
        .register
        .keep_form(olha, &fields, record.operator())
        .await
        .unwrap();
    let kept = record.register.kept_form(olha, form, &record.now).await.unwrap();
    assert_eq!(kept.as_deref(), Some(&fields[..]));
    assert_eq!(
        record.register.kept_form(petro, form, &record.now).await.unwrap(),
        None
    );
    let late = record.later(Duration::from_mins(16));
    assert_eq!(record.register.kept_form(olha, form, &late).await.unwrap(), None);
}

#[tokio::test]
async fn secrets_are_nowhere_and_names_stand_in_the_tables_of_people_alone() {
    let record = Record::sqlite().await;
    let account = record.account("olha@example.org").await;
    let secret = record.session("olha@example.org").await;
    record
        .register
        .give_role(account, REVIEWER, record.operator())
        .await
        .unwrap();
    let link = OneTimeLink {
        account: Some(account),
        opens: LinkUse::SignIn,
    };
    let link = record
        .register
        .make_link(&link, ([7; 32], Duration::from_hours(1)), record.operator())
        .await
        .unwrap();
    let texts = record.texts().await;
    assert!(
        texts.iter().any(|(_, text)| text.contains("Olha Koval")),
        "the search itself finds"
    );
    for (table, text) in &texts {
        for hidden in [&secret, &link, &PASSWORD.to_owned()] {
            assert!(!text.contains(hidden.as_str()), "{table}: {text}");
        }
        if text.contains("Olha") || text.contains("olha@") {
            assert_eq!(table, "account", "{text}");
        }
    }
}

#[tokio::test]
async fn a_person_is_told_all_that_is_known_and_named_by_key() {
    let record = Record::sqlite().await;
    let account = record.account("olha@example.org").await;
    record.session("olha@example.org").await;
    record
        .register
        .give_role(account, REVIEWER, record.operator())
        .await
        .unwrap();
    let by = Actor::account(account);
    record
        .register
        .rename_account(account, ("Olha K.", Language::EN), record.by(&by))
        .await
        .unwrap();
    record
        .register
        .keep_form(account, &[], record.operator())
        .await
        .unwrap();
    let data = record.register.personal_data(account).await.unwrap().unwrap();
    assert_eq!(
        (data.name.as_str(), data.email.as_str()),
        ("Olha K.", "olha@example.org")
    );
    assert_eq!(
        (data.sessions.len(), data.roles.len(), data.acts.len()),
        (1, 1, 1)
    );
    assert_eq!(data.acts[0].what, "updated");
    let named = record
        .register
        .names([account.to_string().as_str(), "import"])
        .await
        .unwrap();
    assert_eq!(named.into_values().collect::<Vec<_>>(), ["Olha K."]);
}

#[tokio::test]
async fn an_erased_person_is_a_key_without_a_name() {
    let record = Record::sqlite().await;
    let account = record.account("olha@example.org").await;
    let secret = record.session("olha@example.org").await;
    record
        .register
        .give_role(account, REVIEWER, record.operator())
        .await
        .unwrap();
    let by = Actor::account(account);
    record
        .register
        .rename_account(account, ("Olha K.", Language::EN), record.by(&by))
        .await
        .unwrap();
    record
        .register
        .keep_form(account, &[], record.operator())
        .await
        .unwrap();
    record
        .register
        .erase_account(account, record.operator())
        .await
        .unwrap();
    for (table, text) in record.texts().await {
        assert!(
            !text.contains("Olha") && !text.contains("olha@"),
            "{table}: {text}"
        );
    }
    assert!(!record.is_open(&secret, Duration::ZERO).await);
    assert_eq!(record.register.personal_data(account).await.unwrap(), None);
    assert!(
        record
            .register
            .names([account.to_string().as_str()])
            .await
            .unwrap()
            .is_empty()
    );
    let log = record.register.changes_since(0, 100).await.unwrap();
    assert!(
        log.iter().any(|change| change.by == by),
        "the log still tells that somebody did it"
    );
    record.sound().await;
    let twice = record.register.erase_account(account, record.operator()).await;
    assert!(
        matches!(twice, Err(RegisterError::NoSuchAccount { .. })),
        "{twice:?}"
    );
}
