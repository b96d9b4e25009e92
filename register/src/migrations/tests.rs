//! The schema brought up from every earlier form, on both databases, with data in it and with interruptions.

use super::{STEPS, Step, bring_up, next, steps_of};
use crate::error::RegisterError;
use crate::register::Register;
use crate::writing::alone;
use rstest::rstest;
use sea_orm::{ConnectionTrait, DatabaseConnection, TransactionTrait};
use std::time::Duration;
use tempfile::TempDir;

/// A record as the first release wrote it.
const FIRST_RELEASE: &str = include_str!("../../tests/releases/first.sql");

#[derive(Debug, Clone, Copy)]
enum Base {
    Sqlite,
    Postgres,
}
use Base::{Postgres, Sqlite};

/// An empty database, and what goes with it.
struct Ground {
    address: String,
    database: DatabaseConnection,
    _folder: TempDir,
    _postgres: Option<stories::Database>,
}

impl Ground {
    async fn on(base: Base) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let postgres = match base {
            Sqlite => None,
            Postgres => Some(stories::Database::empty().unwrap()),
        };
        let file = format!(
            "sqlite://{}?mode=rwc",
            folder.path().join("jumelage.db").display()
        );
        let address = postgres.as_ref().map_or(file, stories::Database::address);
        Self {
            database: sea_orm::Database::connect(&address).await.unwrap(),
            address,
            _folder: folder,
            _postgres: postgres,
        }
    }

    /// Fills the schema of the first release with what it wrote.
    async fn fill(&self, base: Base) {
        let mut text = String::new();
        for (n, part) in FIRST_RELEASE.split("x'").enumerate() {
            let digits = part.split('\'').next().unwrap_or_default();
            let is_bytes =
                n > 0 && !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            match base {
                _ if n == 0 => {}
                Postgres if is_bytes && digits.len() > 32 => text.push_str("'\\x"),
                Postgres if is_bytes => text.push('\''),
                _ => text.push_str("x'"),
            }
            text.push_str(part);
        }
        let transaction = self.database.begin().await.unwrap();
        transaction.execute_unprepared(&text).await.unwrap();
        transaction.commit().await.unwrap();
    }
}

#[rstest]
#[tokio::test]
async fn a_record_of_the_first_release_comes_up_and_holds_what_it_held(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let ground = Ground::on(base).await;
    let first = bring_up(&ground.database, &STEPS[..1]).await.unwrap();
    assert_eq!(first, ["m0001_first"]);
    ground.fill(base).await;
    let register = Register::open(&ground.address).await.unwrap();
    let later: Vec<&str> = STEPS[1..].iter().map(|step| step.name).collect();
    assert_eq!(register.steps_taken(), later);
    assert_eq!(register.check().await.unwrap(), []);
    let counts = register.counts().await.unwrap();
    assert_eq!(
        (
            counts.sources,
            counts.claims_accepted,
            counts.partnerships,
            counts.awards
        ),
        (2, 7, 3, 1)
    );
    let public = register.public_record().await.unwrap();
    assert_eq!(public.partnerships.len(), 3);
    let tally = register.tally().await.unwrap();
    assert_eq!(tally.head.position, register.position().await.unwrap());
    let again = Register::open(&ground.address).await.unwrap();
    assert!(again.steps_taken().is_empty());
    assert_eq!(again.tally().await.unwrap(), tally);
}

/// A step of a test's own.
const fn step(name: &'static str, tables: &'static str) -> Step {
    Step {
        name,
        tables,
        postgres: "",
        sqlite: "",
    }
}

const SECOND: Step = step(
    "m9001_second",
    "CREATE TABLE second (id @id NOT NULL PRIMARY KEY);",
);
const BROKEN: Step = step(
    "m9002_third",
    "CREATE TABLE third (id @id NOT NULL PRIMARY KEY); INSERT INTO nowhere VALUES (1);",
);
const THIRD: Step = step("m9002_third", "CREATE TABLE third (id @id NOT NULL PRIMARY KEY);");
const WITH_BROKEN: &[Step] = &[SECOND, BROKEN];
const WITH_THIRD: &[Step] = &[SECOND, THIRD];
const ALTERS: &[Step] = &[
    SECOND,
    step("m9003_alters", "ALTER TABLE second ADD COLUMN name TEXT;"),
];

#[rstest]
#[tokio::test]
async fn a_step_that_fails_leaves_those_before_it_and_is_taken_later(#[values(Sqlite, Postgres)] base: Base) {
    let ground = Ground::on(base).await;
    bring_up(&ground.database, WITH_BROKEN).await.unwrap_err();
    assert_eq!(steps_of(&ground.database).await.unwrap(), ["m9001_second"]);
    assert_eq!(
        bring_up(&ground.database, WITH_THIRD).await.unwrap(),
        ["m9002_third"]
    );
    let filled = "INSERT INTO third SELECT id FROM second";
    ground.database.execute_unprepared(filled).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_step_that_was_cut_off_before_its_end_is_taken_anew(#[values(Sqlite, Postgres)] base: Base) {
    let ground = Ground::on(base).await;
    bring_up(&ground.database, &WITH_THIRD[..1]).await.unwrap();
    let cut_off = alone(&ground.database).await.unwrap();
    THIRD.take(&cut_off).await.unwrap();
    // As when the process is killed: nobody commits.
    drop(cut_off);
    assert_eq!(
        next(&ground.database, WITH_THIRD).await.unwrap().unwrap().name,
        "m9002_third"
    );
    assert_eq!(
        bring_up(&ground.database, WITH_THIRD).await.unwrap(),
        ["m9002_third"]
    );
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_that_begin_at_once_take_each_step_once(#[values(Sqlite, Postgres)] base: Base) {
    let ground = Ground::on(base).await;
    let tasks: Vec<_> = (0..5)
        .map(|_| {
            let address = ground.address.clone();
            tokio::spawn(async move {
                let register = Register::open(&address).await?;
                Ok::<_, RegisterError>(register.steps_taken().to_vec())
            })
        })
        .collect();
    let mut taken = Vec::new();
    for task in tasks {
        taken.extend(task.await.unwrap().unwrap());
    }
    // One may take the first step and another one the second.
    taken.sort_unstable();
    let all: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    assert_eq!(taken, all);
}

#[tokio::test]
async fn a_step_waits_for_a_reader_no_longer_than_it_may_and_is_taken_later() {
    let ground = Ground::on(Postgres).await;
    bring_up(&ground.database, &WITH_THIRD[..1]).await.unwrap();
    let reader = ground.database.begin().await.unwrap();
    reader.execute_unprepared("SELECT * FROM second").await.unwrap();
    let hasty = crate::register::Limits {
        patience: Duration::from_millis(100),
        ..crate::register::Limits::default()
    };
    let other = crate::register::connected(&ground.address, &hasty).await.unwrap();
    let error = bring_up(&other, ALTERS).await.unwrap_err().at("db");
    assert!(matches!(error, RegisterError::Locked { .. }), "{error:?}");
    reader.rollback().await.unwrap();
    assert_eq!(bring_up(&other, ALTERS).await.unwrap(), ["m9003_alters"]);
}
