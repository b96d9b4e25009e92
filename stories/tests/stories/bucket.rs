//! Files that wait for their import in a bucket: nodes share it, a backup holds it, and a store that is gone is said.

use crate::documents::{Documents, NEWS};
use crate::record::Base::{Postgres, Sqlite};
use crate::record::{Record, succeeds};
use crate::site::says;
use crate::uploads::Person;
use std::path::{Path, PathBuf};
use stories::{Bucket, Jumelage, Request, Server};

/// More than travels to a bucket at once.
const LARGE: usize = (5 << 20) + 1;

/// Where the packages of the server are put.
fn packages() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("python-s3")
}

#[test]
fn files_in_a_bucket_are_imported_by_any_node_and_kept_by_backups() {
    let (record, bucket) = (Record::on(Postgres), Bucket::empty(&packages()).unwrap());
    record.import(&[Documents::demo().path("council-grants.fr.txt")]);
    let told = |call: Jumelage| bucket.told(record.told(call), "waiting");
    let takes = Server::with(told(Jumelage::with(["serve", "--work", "off"]))).unwrap();
    let anne = Person::at(&record, &takes);
    let news = std::fs::read(Documents::demo().path(NEWS)).unwrap();
    let broken = vec![b'['; LARGE];
    let files: [(&str, &[u8]); 2] = [(NEWS, &news), ("broken.json", &broken)];
    let import = anne.goes(&takes, Request::upload("/en/import/files", &[], &files));
    let names = bucket.names("waiting").unwrap();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(
        !record.data().join("files").exists(),
        "nothing is kept in the folder"
    );

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.tar.zst");
    let made = succeeds(told(Jumelage::with(["backup"]).and(&file)));
    says(&made.stdout, &["2 files, verified by restoring it"]);
    let (there, here) = (Record::on(Sqlite), Record::on(Sqlite));
    succeeds(bucket.told(there.told(Jumelage::with(["restore"]).and(&file)), "moved"));
    assert_eq!(bucket.names("moved").unwrap(), names);
    succeeds(here.told(Jumelage::with(["restore"]).and(&file)));
    for name in &names {
        assert!(here.data().join("files").join(name).exists(), "{name}");
    }

    // Another machine: the same database, key and bucket, and a data folder of its own.
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::copy(
        record.data().join("secret.key"),
        elsewhere.path().join("secret.key"),
    )
    .unwrap();
    let call = Jumelage::with(["serve"])
        .data(elsewhere.path())
        .variable("JUMELAGE_DATABASE", record.address());
    let works = Server::with(bucket.told(call, "waiting")).unwrap();
    let preview = anne.waits(&works, &import, "to be confirmed");
    says(
        &preview,
        &["Montpellier", "This document cannot be read.", "broken.json"],
    );
    anne.decides(&works, &import, "confirm");
    anne.waits(&takes, &import, "Review the claims");
    assert!(!record.waiting().is_empty());
    record.sound();
}

#[test]
fn a_bucket_that_is_gone_is_said_and_nothing_is_half_kept() {
    let (record, bucket) = (Record::demo(), Bucket::empty(&packages()).unwrap());
    let told = |call: Jumelage| bucket.told(record.told(call), "waiting");
    let server = Server::with(told(Jumelage::with(["serve"]))).unwrap();
    let anne = Person::at(&record, &server);
    let begin = told(Jumelage::with(["serve"]));
    drop(bucket);
    let files: [(&str, &[u8]); 1] = [("a.txt", b"text")];
    let answer = anne.sends(&server, Request::upload("/en/import/files", &[], &files));
    assert_eq!(answer.status, 503, "{}", answer.text());
    says(&answer.text(), &["What you sent was not kept", "send it again"]);
    assert!(answer.header("retry-after").is_some());
    anne.sees(&server, "/en/import");
    drop(server);
    let outcome = begin.run().unwrap();
    assert_eq!(outcome.code, Some(1), "{}", outcome.stdout);
    says(
        &outcome.stderr,
        &["s3://twins/waiting is no place for files", "AWS_REGION"],
    );
    assert!(!outcome.stderr.contains("a-secret"), "{}", outcome.stderr);
    record.sound();
}
