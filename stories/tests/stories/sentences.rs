//! Short texts in five languages, sentences, lists and pieces of news: who is named in every case, and who is whose
//! partner.
//!
//! In: `corpus/sentences/*.tsv`. What an officer would call evident must be read whatever the grammar around it.

use crate::documents::{AndAll, list};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use stories::{Jumelage, workspace};

/// The rows of a table, and what the binary recognises in the text of each, whose breaks are written `\n` and `\t`.
fn told(name: &str) -> Vec<(Vec<String>, Value)> {
    let table = std::fs::read_to_string(workspace().join("corpus/sentences").join(name)).unwrap();
    let rows: Vec<Vec<String>> = table
        .lines()
        .skip(1)
        .map(|row| row.split('\t').map(str::to_owned).collect())
        .collect();
    assert!(rows.len() > 50, "{name} has {} rows", rows.len());
    let folder = tempfile::tempdir().unwrap();
    let file = |(at, row): (usize, &Vec<String>)| {
        let path = folder.path().join(format!("{at:04}.txt"));
        let text = row[1].replace("\\n", "\n").replace("\\t", "\t");
        std::fs::write(&path, text).unwrap();
        path
    };
    let files: Vec<PathBuf> = rows.iter().enumerate().map(file).collect();
    let outcome = Jumelage::with(["recognise"]).and_all(&files).run().unwrap();
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let lines = outcome.json_lines();
    assert_eq!(lines.len(), rows.len(), "one line for each sentence");
    rows.into_iter().zip(lines).collect()
}

fn holds(name: &str, wanted: &str) -> bool {
    name.contains(wanted) || wanted.contains(name)
}

#[test]
fn every_name_is_found_whatever_its_case_and_place() {
    let missed: Vec<String> = told("mentions.tsv")
        .iter()
        .filter_map(|(row, read)| {
            let is_found = |wanted: &&str| {
                let mut mentions = list(read, "mentions").iter();
                mentions.any(|one| {
                    let text = one["text"].as_str().unwrap_or_default();
                    one["verdict"] != "unknown" && text.contains(wanted)
                })
            };
            let missed: Vec<&str> = row[2].split(" | ").filter(|name| !is_found(name)).collect();
            (!missed.is_empty()).then(|| format!("{}: {missed:?} in “{}”", row[0], row[1]))
        })
        .collect();
    assert!(
        missed.is_empty(),
        "{} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

#[test]
fn every_partner_is_told_with_where_it_stands_and_nobody_else() {
    only_the_pairs_told("partnerships.tsv");
}

#[test]
fn every_partner_of_a_list_is_told_whatever_its_marks_and_nobody_else() {
    only_the_pairs_told("lists.tsv");
}

#[test]
fn texts_whose_partnerships_were_read_are_read_as_before() {
    let codes = |claim: &Value| -> BTreeSet<String> {
        let parties = list(claim, "parties").iter();
        parties
            .map(|party| party["code"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let lost: Vec<String> = told("told.tsv")
        .iter()
        .filter(|(row, _)| row[3] == "yes")
        .filter_map(|(row, read)| {
            let pairs = row[2].split(" | ").filter(|pair| !pair.is_empty());
            let wanted: BTreeSet<BTreeSet<String>> = pairs
                .map(|pair| pair.split(" ~ ").map(str::to_owned).collect())
                .collect();
            let claims = list(read, "claims").iter();
            let found: BTreeSet<BTreeSet<String>> = claims
                .filter(|claim| claim["kind"] == "partnership")
                .map(codes)
                .collect();
            (found != wanted).then(|| format!("{}: {found:?} for {wanted:?} in “{}”", row[0], row[1]))
        })
        .collect();
    assert!(lost.is_empty(), "{} lost:\n{}", lost.len(), lost.join("\n"));
}

/// Every pair of each row is told, with its status if the row has one, and no other pair.
fn only_the_pairs_told(table: &str) {
    let mut wrong = Vec::new();
    for (row, read) in told(table) {
        let pairs: Vec<(&str, &str)> = row[2]
            .split(" | ")
            .filter_map(|pair| pair.split_once(" ~ "))
            .collect();
        let claims = list(&read, "claims")
            .iter()
            .filter(|claim| claim["kind"] == "partnership");
        let claims: Vec<(Vec<&str>, &str)> = claims
            .map(|claim| {
                let parties = list(claim, "parties").iter();
                let parties = parties.filter_map(|party| party["text"].as_str()).collect();
                (parties, claim["status"].as_str().unwrap_or_default())
            })
            .collect();
        let has = |parties: &[&str], wanted: &str| parties.iter().any(|party| holds(party, wanted));
        let is_of = |parties: &[&str], (one, other): (&str, &str)| has(parties, one) && has(parties, other);
        for pair in &pairs {
            let found = claims
                .iter()
                .any(|(parties, status)| is_of(parties, *pair) && (row[3] == "-" || *status == row[3]));
            if !found {
                wrong.push(format!(
                    "{}: no {pair:?}, {} in “{}”: {claims:?}",
                    row[0], row[3], row[1]
                ));
            }
        }
        for (parties, _) in &claims {
            if !pairs.iter().any(|pair| is_of(parties, *pair)) {
                wrong.push(format!("{}: {parties:?} too many in “{}”", row[0], row[1]));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
