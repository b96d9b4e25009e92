//! The record is kept: backed up while it is written to, restored, copied to another database, brought up to date.

use crate::documents::{Documents, NEWS};
use crate::record::Base::{self, Postgres, Sqlite};
use crate::record::{Record, succeeds};
use crate::review::Desk;
use rstest::rstest;
use serde_json::Value;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use stories::{Jumelage, Outcome, workspace};

/// Runs a command about a record that must fail, and returns what it said.
fn refused(record: &Record, call: Jumelage) -> String {
    let outcome = record.told(call).run().unwrap();
    assert_eq!(outcome.code, Some(1), "{}", outcome.stdout);
    outcome.stderr
}

fn backed_up(record: &Record, file: &Path) -> Outcome {
    succeeds(record.told(Jumelage::with(["backup"]).and(file)))
}

/// Where the record's change log stands.
fn position(record: &Record) -> u64 {
    record.rows("SELECT max(position) AS newest FROM change")[0]["newest"]
        .as_u64()
        .unwrap()
}

/// A reviewer who decides and takes back, without a pause, while `meanwhile` goes on; answers how many decisions were
/// acknowledged in that time.
fn under_load<T>(desk: &Desk, meanwhile: impl FnOnce() -> T) -> (T, u64) {
    let (done, acknowledged) = (AtomicBool::new(false), AtomicU64::new(0));
    let claims: Vec<String> = desk
        .record
        .waiting()
        .iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect();
    thread::scope(|scope| {
        scope.spawn(|| {
            for claim in claims.iter().cycle() {
                for verdict in ["accept", "undo"] {
                    assert_eq!(desk.posts(claim, &[("verdict", verdict)]).status, 303);
                    acknowledged.fetch_add(1, Ordering::SeqCst);
                }
                if done.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let began = Instant::now();
        while acknowledged.load(Ordering::SeqCst) < 2 {
            assert!(
                began.elapsed() < Duration::from_secs(30),
                "nothing is acknowledged"
            );
            thread::sleep(Duration::from_millis(5));
        }
        let before = acknowledged.load(Ordering::SeqCst);
        let answer = meanwhile();
        let during = acknowledged.load(Ordering::SeqCst) - before;
        done.store(true, Ordering::SeqCst);
        (answer, during)
    })
}

#[rstest]
#[case(Sqlite, Postgres)]
#[case(Postgres, Sqlite)]
#[case(Sqlite, Sqlite)]
fn a_backup_made_while_the_server_writes_is_restored_whole(#[case] from: Base, #[case] to: Base) {
    let desk = Desk::opened(from);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.tar.zst");
    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    let given = "files/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    std::fs::create_dir_all(desk.record.data().join("files")).unwrap();
    std::fs::write(desk.record.data().join(given), "abc").unwrap();
    let before = position(&desk.record);
    let (made, written) = under_load(&desk, || backed_up(&desk.record, &file));
    assert!(written > 0, "nothing was written meanwhile");
    assert!(
        made.stdout.contains("verified by restoring it"),
        "{}",
        made.stdout
    );
    assert!(made.stdout.contains("1 files"), "{}", made.stdout);
    let after = position(&desk.record);

    let restored = Record::on(to);
    let said = succeeds(restored.told(Jumelage::with(["restore"]).and(&file)));
    assert!(said.stdout.contains("head of the change log"), "{}", said.stdout);
    let counts = restored.sound();
    assert_eq!(counts["sources"], 1);
    let kept = position(&restored);
    assert!((before..=after).contains(&kept), "{before} {kept} {after}");
    assert_eq!(
        std::fs::read_to_string(restored.data().join(given)).unwrap(),
        "abc"
    );
    let site = restored.served();
    assert_eq!(site.get("/fr/sources").unwrap().status, 200);
    drop(site);

    // A second time finds the place filled, and leaves it as it is.
    let again = refused(&restored, Jumelage::with(["restore"]).and(&file));
    assert!(
        again.contains("is there already") || again.contains("is not empty"),
        "{again}"
    );
    assert_eq!(restored.sound(), counts);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "only the backup is left: {left:?}");
}

#[test]
fn a_backup_that_is_none_or_was_altered_restores_nothing() {
    let record = Record::on(Sqlite);
    record.import(&[Documents::demo().path(NEWS)]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.tar.zst");
    backed_up(&record, &file);
    let taken = refused(&record, Jumelage::with(["backup"]).and(&file));
    assert!(taken.contains("name a new file"), "{taken}");

    let whole = std::fs::read(&file).unwrap();
    let (cut, letter) = (
        folder.path().join("cut.tar.zst"),
        folder.path().join("letter.txt"),
    );
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    std::fs::write(&letter, "Dear Sir or Madam, this is no backup at all.").unwrap();
    for (bad, says) in [
        (cut, "cut short"),
        (letter, "no backup of this program"),
        (folder.path().join("missing"), "check the path"),
    ] {
        let empty = Record::on(Sqlite);
        let said = refused(&empty, Jumelage::with(["restore"]).and(&bad));
        assert!(said.contains(says), "{said}");
        let left: Vec<_> = std::fs::read_dir(empty.data()).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
    }
    let nothing = Record::on(Sqlite);
    let said = refused(
        &nothing,
        Jumelage::with(["backup"]).and(folder.path().join("new.tar.zst")),
    );
    assert!(said.contains("there is no record"), "{said}");
    let said = refused(
        &record,
        Jumelage::with(["backup", "/proc/self/nowhere/backup.tar.zst"]),
    );
    assert!(said.contains("name another place"), "{said}");
}

#[rstest]
#[case(Sqlite, Postgres)]
#[case(Postgres, Sqlite)]
fn a_record_moves_to_the_other_database(#[case] from: Base, #[case] to: Base) {
    let record = Record::on(from);
    record.import(&Documents::demo().paths());
    let target = Record::on(to);
    let copy = |target: &Record| {
        Jumelage::with(["copy", "--format", "json", "--from"])
            .and(record.address())
            .and("--to")
            .and(target.address())
    };
    let said = succeeds(copy(&target));
    let tally: Value = serde_json::from_str(said.stdout.trim()).unwrap();
    assert_eq!(tally["head"]["position"], position(&record));
    assert_eq!(target.sound(), record.sound());
    assert_eq!(target.waiting(), record.waiting());

    let again = copy(&target).run().unwrap();
    assert_eq!(again.code, Some(1));
    assert!(again.stderr.contains("is not empty"), "{}", again.stderr);

    // The copy lives on: what was decided there is not in the other.
    let claim = target.waiting()[0]["id"].as_str().unwrap().to_owned();
    target.review(&["reject", &claim, "--why", "no longer true"]);
    assert_eq!(target.sound()["claims_rejected"], 1);
    assert_eq!(record.sound()["claims_rejected"], 0);
}

#[test]
fn a_copy_that_cannot_be_made_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("new.db");
    let copy = |from: &str| {
        let call = Jumelage::with(["copy", "--from", from, "--to"]).and(&target);
        let outcome = call.run().unwrap();
        assert_eq!(outcome.code, Some(1), "{from}");
        assert!(!target.exists(), "{from}");
        outcome.stderr
    };
    assert!(copy("sqlite:/nowhere/jumelage.db").contains("--from"));
    let letter = folder.path().join("letter.txt");
    std::fs::write(
        &letter,
        "Dear Sir or Madam, this is no database at all. ".repeat(50),
    )
    .unwrap();
    assert!(copy(letter.to_str().unwrap()).contains("not a database"));
}

#[rstest]
fn the_schema_is_brought_up_to_date_and_a_newer_one_is_left_alone(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base);
    record.import(&[Documents::demo().path(NEWS)]);
    let said = succeeds(record.told(Jumelage::with(["migrate"])));
    assert!(said.stdout.ends_with("is up to date\n"), "{}", said.stdout);
    record.tampers("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)");
    for command in ["migrate", "check"] {
        let newer = refused(&record, Jumelage::with([command]));
        assert!(
            newer.contains("m9999_later") && newer.contains("newer version"),
            "{newer}"
        );
    }
}

/// The statements that make a record as the first release left it.
fn first_release() -> String {
    let read = |path: &str| std::fs::read_to_string(workspace().join("register").join(path)).unwrap();
    let words = [
        ("@id", "BLOB"),
        ("@number", "INTEGER"),
        ("@fraction", "REAL"),
        ("@flag", "INTEGER"),
        ("@bytes", "BLOB"),
        ("@strict", "STRICT"),
        ("@later", "DEFERRABLE INITIALLY DEFERRED"),
    ];
    let tables = read("src/migrations/first.sql");
    let tables: Vec<&str> = tables
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .collect();
    let tables = words.iter().fold(tables.join("\n"), |text, (placeholder, word)| {
        text.replace(placeholder, word)
    });
    format!(
        "{tables}\n{}\nCREATE TABLE seaql_migrations (version TEXT NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL);\n\
         INSERT INTO seaql_migrations VALUES ('m0001_first', 0);\nBEGIN;\n{}\nCOMMIT;",
        read("src/migrations/first.sqlite.sql"),
        read("tests/releases/first.sql"),
    )
}

#[test]
fn a_record_of_the_first_release_is_brought_up_to_date_backed_up_and_moved() {
    let record = Record::on(Sqlite);
    record.runs(&first_release());
    let said = succeeds(record.told(Jumelage::with(["migrate"]))).stdout;
    let taken = said.lines().filter(|line| line.ends_with(" taken")).count();
    assert!(taken > 0, "{said}");
    assert!(
        said.ends_with(&format!("up to date after {taken} steps\n")),
        "{said}"
    );
    let counts = record.sound();
    assert_eq!(counts["partnerships"], 3);
    let again = succeeds(record.told(Jumelage::with(["migrate"]))).stdout;
    assert_eq!(again.lines().count(), 1, "{again}");

    let old = Record::on(Sqlite);
    old.runs(&first_release());
    let target = Record::on(Postgres);
    let copy = Jumelage::with(["copy", "--from"]).and(old.address());
    succeeds(copy.and("--to").and(target.address()));
    assert_eq!(target.sound(), counts);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.tar.zst");
    backed_up(&target, &file);
    let restored = Record::on(Sqlite);
    succeeds(restored.told(Jumelage::with(["restore"]).and(&file)));
    assert_eq!(restored.sound(), counts);
}
