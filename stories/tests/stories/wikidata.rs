//! Items of Wikidata: what the demo proposes there, and what an operator's own table adds or gets wrong.

use crate::bad_input::ends;
use crate::record::Record;
use crate::site::Site;
use std::path::PathBuf;
use stories::Jumelage;
use tempfile::TempDir;

/// A table of items with these rows, in a folder that goes when the story ends.
fn table(rows: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("items.tsv");
    std::fs::write(&path, format!("code\titem\tsource\n{rows}")).unwrap();
    (folder, path)
}

#[test]
fn the_demo_proposes_its_pair_of_towns_both_ways() {
    let site = Site::of_demo();
    let text = site.answer("/data/quickstatements.txt").text();
    let lines: Vec<&str> = text.lines().collect();
    let signed = "P580\t+2025-06-06T00:00:00Z/11\tS854\t\"http";
    // Mykolaiv is a hromada in the record; Wikidata has twin towns at the town.
    for (from, to) in [("Q6441", "Q41572"), ("Q41572", "Q6441")] {
        let start = format!("{from}\tP190\t{to}\t{signed}");
        assert!(
            lines.iter().any(|line| line.starts_with(&start)),
            "{start} in {text}"
        );
    }
    assert_eq!(site.json("/api/v1/authorities/fr-com-34172")["wikidata"], "Q6441");
    let hromada = site.json("/api/v1/authorities/ua-UA48060150000071713");
    assert!(
        hromada["wikidata"].is_null(),
        "the town's item is not that of the hromada"
    );
}

#[test]
fn an_operators_table_adds_what_the_program_does_not_know() {
    let record = Record::demo();
    // Two items that Wikidata keeps for trials.
    let (_folder, path) = table(
        "fr-epci-248000531\tQ4115189\ta trial\nua-UA12060170000091033\tQ13406268\ta trial\nfr-com-34172\tQ6441\tagain\n",
    );
    let out = tempfile::tempdir().unwrap();
    let call = Jumelage::with(["export"]).and(out.path()).data(record.data());
    ends(call.and("--wikidata").and(&path), 0);
    let text = std::fs::read_to_string(out.path().join("quickstatements.txt")).unwrap();
    assert!(
        text.contains("Q4115189\tP190\tQ13406268\tP580\t+2025-06-06T00:00:00Z/11\t"),
        "{text}"
    );
    assert!(text.contains("Q13406268\tP190\tQ4115189\t"), "{text}");
    let authorities = std::fs::read_to_string(out.path().join("authorities.csv")).unwrap();
    assert!(authorities.contains(",Q13406268"));
}

#[test]
fn a_table_of_items_with_a_wrong_row_is_refused_with_its_line_and_what_to_do() {
    let record = Record::demo();
    for (rows, said) in [
        (
            "fr-com-31555\tToulouse\tby hand\n",
            "line 2: “Toulouse” is not an item of Wikidata; write Q and its number",
        ),
        (
            "fr-com-99999\tQ1\tby hand\n",
            "line 2: the gazetteer has no body “fr-com-99999”; correct its code",
        ),
        (
            "fr-com-31555\tQ90\tby hand\n",
            "line 2: “Q90” is the item of “fr-com-75056” already; correct or remove",
        ),
        (
            "fr-com-31205\tQ1\tby hand\nfr-com-31205\tQ2\tby hand\n",
            "line 3: “fr-com-31205” means the body of line 2; keep one of the two rows",
        ),
    ] {
        let (_folder, path) = table(rows);
        let out = tempfile::tempdir().unwrap();
        let call = Jumelage::with(["export"]).and(out.path()).data(record.data());
        let outcome = ends(call.and("--wikidata").and(&path), 1);
        assert!(
            outcome.stderr.contains("items.tsv") && outcome.stderr.contains(said),
            "{}",
            outcome.stderr
        );
    }
    let call = Jumelage::with(["export"])
        .and(record.data().join("out"))
        .data(record.data());
    let missing = ends(call.and("--wikidata").and(record.data().join("missing.tsv")), 1);
    assert!(
        missing.stderr.contains("check the path given by --wikidata"),
        "{}",
        missing.stderr
    );
}
