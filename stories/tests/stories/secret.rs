//! The key of the operator: made at first, missed when it is gone, refused when it is another one.

use crate::bad_input::ends;
use crate::record::Base::{self, Postgres, Sqlite};
use crate::record::succeeds;
use crate::review::Desk;
use rstest::rstest;
use std::os::unix::fs::PermissionsExt;
use stories::Jumelage;

#[rstest]
fn a_lost_key_is_told_and_another_one_refused(#[values(Sqlite, Postgres)] base: Base) {
    let Desk { record, server, .. } = {
        let desk = Desk::opened(base);
        let began = desk.sends("/fr/account/codes/begin", &[]);
        assert_eq!(
            began, "/fr/account/codes",
            "somebody without a password needs none"
        );
        assert_eq!(desk.sees("/fr/account/codes").all("svg.qr").len(), 1);
        desk
    };
    drop(server);
    let file = record.data().join("secret.key");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let right = std::fs::read_to_string(&file).unwrap();
    let serve = || record.told(Jumelage::with(["serve", "--listen", "127.0.0.1:0"]));

    std::fs::remove_file(&file).unwrap();
    let missing = ends(serve(), 1).stderr;
    assert!(
        missing.contains("secret.key is missing") && missing.contains("--secret-file"),
        "{missing}"
    );
    assert!(!file.exists(), "no other key takes its place");
    std::fs::write(&file, "no key").unwrap();
    let damaged = ends(serve(), 1).stderr;
    assert!(damaged.contains("64 hexadecimal digits"), "{damaged}");
    std::fs::write(&file, "0f".repeat(32)).unwrap();
    let other = ends(serve(), 1).stderr;
    assert!(
        other.contains("not the one") && other.contains("--secret-file"),
        "{other}"
    );
    assert!(
        !other.contains(right.trim()) && !other.contains("0f0f"),
        "no key is shown"
    );

    let kept = tempfile::tempdir().unwrap();
    let elsewhere = kept.path().join("key");
    std::fs::write(&elsewhere, right).unwrap();
    let named = Jumelage::with(["serve", "--secret-file"]).and(&elsewhere);
    let again = stories::Server::with(record.told(named));
    drop(again.unwrap());

    succeeds(record.told(Jumelage::with(["user", "codes-off", "--all"])));
    drop(record.served());
}
