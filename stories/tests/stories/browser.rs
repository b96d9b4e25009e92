//! A reader opens the atlas in a browser and follows a partnership to the sentence that proves it.

use crate::documents::Documents;
use crate::record::Record;
use crate::uploads::Person;
use std::fs;
use std::path::{Path, PathBuf};
use stories::{Browsed, Jumelage, Server, binary, browse, browse_as};

/// Prints what a browser saw, and fails the test where it did not pass.
pub(crate) fn judged(browsed: Browsed, server: &Server) {
    match browsed {
        Browsed::Ran { passed, output } => {
            println!("{output}");
            assert!(
                passed,
                "the browser saw:\n{output}\nthe server said:\n{}",
                server.stderr()
            );
        }
        Browsed::Skipped => println!("SKIPPED: JUMELAGE_SKIP_BROWSER=1, no browser was started"),
    }
}

#[test]
fn a_reader_opens_the_atlas_and_follows_a_partner_to_the_source_quote() {
    let data = tempfile::tempdir().unwrap();
    let demo = Jumelage::with(["demo"]).data(data.path()).run().unwrap();
    assert_eq!(demo.code, Some(0), "jumelage demo said:\n{}", demo.stderr);

    let server = Server::of(data.path()).unwrap();
    println!("{} serves {}", binary().unwrap().display(), server.origin());
    judged(browse("atlas.mjs", &server).unwrap(), &server);
}

/// A copy under a name that no line of a small screen holds, as offices give them.
fn long_named(document: &Path, folder: &Path) -> PathBuf {
    let name = document.file_name().unwrap().to_str().unwrap();
    let copy = folder.join(format!(
        "compte-rendu_seance_du_conseil_municipal_2024-11-14_version_definitive_signee_{name}"
    ));
    fs::copy(document, &copy).unwrap();
    copy
}

/// What a browser sees of the demo for somebody who may do everything.
fn seen_by_anne(script: &str) {
    let record = Record::demo();
    let folder = tempfile::tempdir().unwrap();
    let documents: Vec<_> = Documents::demo()
        .paths()
        .iter()
        .map(|path| long_named(path, folder.path()))
        .collect();
    record.import(&documents);
    let server = record.served();
    let anne = Person::at(&record, &server);
    judged(browse_as(&anne.cookie, script, &server).unwrap(), &server);
}

#[test]
fn every_page_is_within_everybodys_reach() {
    seen_by_anne("reach.mjs");
}

#[test]
fn every_page_goes_by_keyboard_alone() {
    seen_by_anne("keys.mjs");
}

#[test]
fn no_page_meets_its_own_policy_and_a_string_never_becomes_a_script() {
    seen_by_anne("guarded.mjs");
}

#[test]
fn somebody_searches_by_keyboard_and_without_scripts() {
    let record = Record::demo();
    record.import(&Documents::demo().paths());
    let server = record.served();
    judged(browse("search.mjs", &server).unwrap(), &server);
}
