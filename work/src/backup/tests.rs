//! What is packed comes out again; what is no backup, or no longer the one it was, is told apart.

use super::{BackupError, CONTENTS, Contents, append, files_under, pack, unpack};
use serde_json::json;
use std::fs;
use std::path::Path;

/// An archive of two small files.
fn packed(folder: &Path) -> (Vec<u8>, Contents) {
    fs::create_dir_all(folder.join("kept/ab")).unwrap();
    fs::write(folder.join("jumelage.db"), "a database").unwrap();
    fs::write(folder.join("kept/ab/picture.png"), "a picture").unwrap();
    let mut files = vec![(folder.join("jumelage.db"), "jumelage.db".to_owned())];
    files.extend(files_under(&folder.join("kept"), "files").unwrap());
    let mut bytes = Vec::new();
    let contents = pack(&mut bytes, &files, json!({ "position": 7 })).unwrap();
    (bytes, contents)
}

#[test]
fn what_was_packed_comes_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let (bytes, contents) = packed(folder.path());
    let into = tempfile::tempdir().unwrap();
    assert_eq!(unpack(bytes.as_slice(), into.path()).unwrap(), contents);
    let names: Vec<&str> = contents.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["jumelage.db", "files/ab/picture.png"]);
    let picture = fs::read_to_string(into.path().join("files/ab/picture.png")).unwrap();
    assert_eq!(picture, "a picture");
    assert_eq!(contents.about["position"], 7);
}

#[test]
fn an_archive_cut_short_anywhere_is_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (bytes, _) = packed(folder.path());
    for length in 0..bytes.len() - 20 {
        let into = tempfile::tempdir().unwrap();
        let error = unpack(&bytes[..length], into.path()).unwrap_err();
        assert!(matches!(error, BackupError::NoBackup { .. }), "{length}: {error}");
    }
    let into = tempfile::tempdir().unwrap();
    let letter = "Dear Sir or Madam, this is no backup at all.".as_bytes();
    assert!(matches!(
        unpack(letter, into.path()),
        Err(BackupError::NoBackup { .. })
    ));
}

/// An archive made by hand: parts, and the list that it claims.
fn forged(parts: &[(&str, &str)], list: &str) -> Vec<u8> {
    let mut archive = tar::Builder::new(zstd::Encoder::new(Vec::new(), 1).unwrap());
    for (name, text) in parts.iter().chain(&[(CONTENTS, list)]) {
        let size = u64::try_from(text.len()).unwrap();
        if name.starts_with("..") {
            let mut header = tar::Header::new_old();
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_size(size);
            header.set_cksum();
            archive.append(&header, text.as_bytes()).unwrap();
        } else {
            append(&mut archive, name, size, text.as_bytes()).unwrap();
        }
    }
    archive.into_inner().unwrap().finish().unwrap()
}

#[test]
fn a_part_that_is_not_as_listed_is_named() {
    let into = tempfile::tempdir().unwrap();
    let list =
        json!({ "form": 1, "about": null, "parts": [{ "name": "jumelage.db", "size": 1, "sha256": "00" }] });
    let archive = forged(&[("jumelage.db", "x")], &list.to_string());
    let error = unpack(archive.as_slice(), into.path()).unwrap_err();
    assert!(
        matches!(&error, BackupError::Altered { part } if part == "jumelage.db"),
        "{error}"
    );
    let list = json!({ "form": 1, "about": null, "parts": [] });
    let into = tempfile::tempdir().unwrap();
    let archive = forged(&[("more", "x")], &list.to_string());
    let error = unpack(archive.as_slice(), into.path()).unwrap_err();
    assert!(
        matches!(&error, BackupError::Altered { part } if part == "more"),
        "{error}"
    );
}

#[test]
fn a_part_with_a_name_outside_the_folder_is_refused() {
    let into = tempfile::tempdir().unwrap();
    let inner = into.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let archive = forged(&[("../escaped", "x")], "{}");
    let error = unpack(archive.as_slice(), &inner).unwrap_err();
    assert!(matches!(error, BackupError::NoBackup { .. }), "{error}");
    assert!(!into.path().join("escaped").exists());
}

#[test]
fn an_archive_of_a_newer_form_says_so() {
    let into = tempfile::tempdir().unwrap();
    let archive = forged(&[], &json!({ "form": 2, "parts": "otherwise" }).to_string());
    let error = unpack(archive.as_slice(), into.path()).unwrap_err();
    assert!(matches!(error, BackupError::Newer { form: 2 }), "{error}");
}
