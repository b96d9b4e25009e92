//! What the caller is told when the database cannot be used.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, Towns, alliance_document, french, keys, partnership, reading, ukrainian};
use register::{Act, Actor, Limits, Register, RegisterError};
use rstest::rstest;
use sea_orm::{ConnectionTrait, TransactionTrait};
use std::time::Duration;
use vocabulary::Moment;

fn hasty() -> Limits {
    Limits {
        patience: Duration::from_millis(50),
        ..Limits::default()
    }
}

#[tokio::test]
async fn a_database_held_by_another_process_is_locked() {
    let record = Record::sqlite().await;
    let other = record.raw().await;
    other.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    let register = Register::open_with(&record.path(), &hasty()).await.unwrap();
    let document = reading("a.txt", alliance_document());
    let error = register
        .import(&document, &Towns, record.operator())
        .await
        .unwrap_err();
    assert!(matches!(error, RegisterError::Locked { .. }), "{error:?}");
    assert!(
        error
            .to_string()
            .contains("jumelage.db is in use by another process")
    );
    other.execute_unprepared("ROLLBACK").await.unwrap();
    register
        .import(&document, &Towns, record.operator())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_database_that_may_only_be_read_is_read_only() {
    let record = Record::sqlite().await;
    record.import(&reading("a.txt", alliance_document())).await;
    let address = format!("sqlite://{}?mode=ro", record.path());
    let register = Register::open(&address).await.unwrap();
    assert_eq!(register.counts().await.unwrap().sources, 1);
    let document = reading("b.txt", alliance_document());
    let error = register
        .import(&document, &Towns, record.operator())
        .await
        .unwrap_err();
    assert!(matches!(error, RegisterError::ReadOnly { .. }), "{error:?}");
}

#[tokio::test]
async fn a_server_that_another_writer_keeps_busy_is_locked() {
    let record = Record::on(Postgres).await;
    let other = record.raw().await;
    let held = other.begin().await.unwrap();
    // What every write takes first; see `writing.rs`.
    held.execute_unprepared("SELECT pg_advisory_xact_lock(x'006a756d656c'::bigint)")
        .await
        .unwrap();
    let register = Register::open_with(&record.path(), &hasty()).await.unwrap();
    let document = reading("a.txt", alliance_document());
    let error = register
        .import(&document, &Towns, record.operator())
        .await
        .unwrap_err();
    assert!(matches!(error, RegisterError::Locked { .. }), "{error:?}");
    held.rollback().await.unwrap();
    register
        .import(&document, &Towns, record.operator())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_server_that_may_only_be_read_is_read_only() {
    let record = Record::on(Postgres).await;
    let postgres = record.database.as_ref().unwrap();
    let name = postgres.ask("SELECT current_database()").unwrap();
    postgres
        .ask(&format!(
            "ALTER DATABASE {name} SET default_transaction_read_only = on"
        ))
        .unwrap();
    let register = Register::open(&record.path()).await.unwrap();
    assert_eq!(register.counts().await.unwrap().sources, 0);
    let document = reading("b.txt", alliance_document());
    let error = register
        .import(&document, &Towns, record.operator())
        .await
        .unwrap_err();
    assert!(matches!(error, RegisterError::ReadOnly { .. }), "{error:?}");
}

#[tokio::test]
async fn connections_that_the_server_cut_are_made_anew() {
    let record = Record::on(Postgres).await;
    record.import(&reading("a.txt", alliance_document())).await;
    let postgres = record.database.as_ref().unwrap();
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    assert_ne!(postgres.ask(cut).unwrap(), "0");
    assert_eq!(record.register.counts().await.unwrap().sources, 1);
    record.import(&reading("b.txt", alliance_document())).await;
    record.sound().await;
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!(
        "postgres://me:secret@localhost/db?host={}",
        folder.path().display()
    );
    let error = Register::open_with(&address, &hasty()).await.unwrap_err();
    assert!(matches!(error, RegisterError::CannotOpen { .. }), "{error:?}");
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[tokio::test]
async fn a_full_disk_leaves_nothing_half_written() {
    let record = Record::sqlite().await;
    record.trust_all().await;
    record.import(&reading("a.txt", alliance_document())).await;
    let before = record.register.counts().await.unwrap();
    let position = record.register.position().await.unwrap();
    let database = record.raw().await;
    let pages = sea_orm::Statement::from_string(sea_orm::DatabaseBackend::Sqlite, "PRAGMA page_count");
    let pages = database.query_one_raw(pages).await.unwrap().unwrap();
    let pages: i64 = pages.try_get_by_index(0).unwrap();
    let tight = Limits {
        pages: Some(u32::try_from(pages).unwrap() + 2),
        ..Limits::default()
    };
    let register = Register::open_with(&record.path(), &tight).await.unwrap();
    let claims = (1..=300)
        .map(|n| partnership(&[&french(n), &ukrainian(n)]))
        .collect();
    let document = reading("b.txt", claims);
    let error = register
        .import(&document, &Towns, record.operator())
        .await
        .unwrap_err();
    assert!(matches!(error, RegisterError::DiskFull { .. }), "{error:?}");
    assert_eq!(record.register.counts().await.unwrap(), before);
    assert_eq!(record.register.position().await.unwrap(), position);
    record.sound().await;
    // With room again the same import goes through.
    record.import(&document).await;
    record.sound().await;
}

#[tokio::test]
async fn a_file_that_is_something_else_is_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    std::fs::write(
        &path,
        "Dear Sir or Madam, this is no database at all. ".repeat(50),
    )
    .unwrap();
    let error = Register::open(path.to_str().unwrap()).await.unwrap_err();
    assert!(matches!(error, RegisterError::NotADatabase { .. }), "{error:?}");
}

#[tokio::test]
async fn a_folder_that_is_missing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing/jumelage.db");
    let error = Register::open(path.to_str().unwrap()).await.unwrap_err();
    assert!(matches!(&error, RegisterError::CannotOpen { path } if path.ends_with("missing/jumelage.db")));
}

#[rstest]
#[tokio::test]
async fn a_schema_of_a_newer_program_is_left_alone(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let database = record.raw().await;
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    database.execute_unprepared(newer).await.unwrap();
    let error = Register::open(&record.path()).await.unwrap_err();
    assert!(
        matches!(&error, RegisterError::NewerSchema { found, known } if found == "m9999_later" && known.starts_with("m0"))
    );
}

#[tokio::test]
async fn a_damaged_file_is_damaged() {
    let record = Record::sqlite().await;
    record.import(&reading("a.txt", alliance_document())).await;
    let path = record.path();
    let Record { register, folder, .. } = record;
    register.close().await.unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    let from = 4_096 * 2;
    for byte in bytes.iter_mut().skip(from) {
        *byte = 0x5A;
    }
    std::fs::write(&path, bytes).unwrap();
    let error = match Register::open(&path).await {
        Err(error) => error,
        Ok(register) => register.public_record().await.unwrap_err(),
    };
    assert!(matches!(error, RegisterError::Damaged { .. }), "{error:?}");
    drop(folder);
}

#[rstest]
#[tokio::test]
async fn a_row_that_says_something_impossible_is_named(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    record.import(&reading("a.txt", alliance_document())).await;
    let database = record.raw().await;
    database
        .execute_unprepared("UPDATE partnership SET status = 'in love'")
        .await
        .unwrap();
    let error = record.register.public_record().await.unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the record is inconsistent: partnership.status, row "),
        "{error}"
    );
}

#[tokio::test]
async fn a_path_may_hold_any_letters() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Données 100 %?#.db");
    let register = Register::open(path.to_str().unwrap()).await.unwrap();
    let by = Actor::Operator {
        command: "import".to_owned(),
    };
    let (now, ids) = (Moment::utc(1), keys());
    let act = Act::new(&by, &now, &ids);
    register
        .import(&reading("a.txt", vec![]), &Towns, act)
        .await
        .unwrap();
    assert!(path.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn processes_that_begin_a_record_at_once_all_get_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jumelage.db").to_str().unwrap().to_owned();
    let opened = (0..6).map(|_| {
        let path = path.clone();
        tokio::spawn(async move { Register::open(&path).await })
    });
    for opened in opened.collect::<Vec<_>>() {
        let register = opened.await.unwrap().unwrap();
        assert_eq!(register.position().await.unwrap(), 0);
    }
}
