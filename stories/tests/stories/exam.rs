//! The exam: both halves stand on their floor, the second is not listed, a correction becomes a case.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use stories::{Jumelage, Outcome, workspace};
use tempfile::TempDir;

const NEWS: &str = "partnership-news.fr.txt";

fn exam() -> Jumelage {
    Jumelage::with(["exam"])
}

fn on(folder: &Path) -> Jumelage {
    exam().and("--corpus").and(folder)
}

/// Makes a case of the demo's news list in `folder`.
fn added(folder: &Path, corrections: &Value) -> Outcome {
    exam()
        .and("add")
        .and("--document")
        .and(workspace().join("corpus/demo").join(NEWS))
        .and("--corrections")
        .and("-")
        .and("--into")
        .and(folder)
        .input(corrections.to_string())
        .run()
        .unwrap()
}

/// A folder of this name that holds one case, in which the engine is said to miss one sum.
fn half(name: &str) -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join(name);
    std::fs::create_dir(&folder).unwrap();
    let corrections = json!({
        "name": "kyiv", "kind": "news", "facts": "real",
        "missing": [{ "kind": "funding", "amount": "4100.00", "currency": "EUR", "amount_role": "grant" }],
    });
    let outcome = added(&folder, &corrections);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    (place, folder)
}

#[test]
fn both_halves_of_the_corpus_stand_on_their_floor() {
    let corpus = workspace().join("corpus/exam");
    let floor = std::fs::read_to_string(corpus.join("floor.tsv")).unwrap_or_default();
    for name in ["first", "second"] {
        let folder = corpus.join(name);
        let has_floor = floor.lines().any(|line| line.split('\t').next() == Some(name));
        assert_eq!(
            folder.is_dir(),
            has_floor,
            "{name}: documents and floor come together; `jumelage exam --set-floor` writes it"
        );
        if !has_floor {
            println!("NOT TOLD on corpus/exam/{name}: there are no documents");
            continue;
        }
        let outcome = on(&folder).run().unwrap();
        assert_eq!(outcome.code, Some(0), "{}\n{}", outcome.stdout, outcome.stderr);
    }
}

#[test]
fn a_correction_becomes_a_case_that_asks_for_what_was_missed() {
    let (_place, folder) = half("first");
    let document = std::fs::read(folder.join("fr-news-kyiv.txt")).unwrap();
    let original = std::fs::read(workspace().join("corpus/demo").join(NEWS)).unwrap();
    assert_eq!(document, original);
    let listed = on(&folder).and("--list").run().unwrap();
    assert_eq!(
        listed.stdout,
        "fr-news-kyiv.txt\tamount missed\t4100.00 EUR grant\t\n"
    );
    let scored = on(&folder).and("--format").and("json").run().unwrap();
    assert_eq!(scored.code, Some(0), "{}", scored.stderr);
    let tables: Value = serde_json::from_str(&scored.stdout).unwrap();
    assert_eq!(tables["first"]["total"]["entities_f1"], 1.0);
    assert_eq!(tables["first"]["by_kind"]["news"]["partnerships_f1"], 1.0);
    assert_eq!(tables["first"]["by_language"]["fr"]["amounts_f1"], 0.0);
    assert_eq!(tables["first"]["total"]["awards_f1"], Value::Null);
}

#[test]
fn a_case_that_is_there_is_not_overwritten_and_a_wrong_correction_writes_nothing() {
    let (_place, folder) = half("first");
    let again = added(&folder, &json!({ "name": "kyiv", "kind": "news" }));
    assert_eq!(again.code, Some(1));
    assert!(again.stderr.contains("is there already"), "{}", again.stderr);
    let elsewhere = json!({
        "name": "other", "kind": "news", "mentions": [{ "text": "Fantasia", "code": "fr-com-00000" }],
    });
    let wrong = added(&folder, &elsewhere);
    assert_eq!(wrong.code, Some(1));
    for said in [
        "the gazetteer has no fr-com-00000",
        "“Fantasia” does not stand in the text",
    ] {
        assert!(wrong.stderr.contains(said), "{}", wrong.stderr);
    }
    let outside = added(&folder, &json!({ "name": "../kyiv", "kind": "news" }));
    assert!(
        outside.stderr.contains("cannot name a case"),
        "{}",
        outside.stderr
    );
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn the_unseen_half_is_scored_but_listed_only_if_one_insists() {
    let (_place, folder) = half("second");
    let refused = on(&folder).and("--list").run().unwrap();
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""));
    assert!(refused.stderr.contains("--really"), "{}", refused.stderr);
    let scored = on(&folder).run().unwrap();
    assert_eq!(scored.code, Some(0), "{}", scored.stderr);
    assert!(!scored.stdout.contains("4100"), "{}", scored.stdout);
    let insisted = on(&folder).and("--list").and("--really").run().unwrap();
    assert!(insisted.stdout.contains("4100.00 EUR"));
}

#[test]
fn a_figure_below_its_floor_fails_and_is_named() {
    let (place, folder) = half("first");
    let set = on(&folder).and("--set-floor").run().unwrap();
    assert_eq!(set.code, Some(0), "{}", set.stderr);
    assert_eq!(on(&folder).run().unwrap().code, Some(0));
    let gold = folder.join("fr-news-kyiv.gold.json");
    let text = std::fs::read_to_string(&gold).unwrap();
    assert!(text.contains("fr-com-44109"), "Nantes is a party");
    std::fs::write(&gold, text.replace("fr-com-44109", "fr-com-31555")).unwrap();
    let fallen = on(&folder).run().unwrap();
    assert_eq!(fallen.code, Some(1));
    assert!(
        fallen.stdout.contains("part F1"),
        "the tables are printed all the same"
    );
    let said = "first: partnerships_f1 fell to 0.6667, the floor is 1.000";
    assert!(fallen.stderr.contains(said), "{}", fallen.stderr);
    std::fs::write(&gold, "{\n\"kind\": \"gazette\"").unwrap();
    let broken = on(&folder).run().unwrap();
    assert_eq!(broken.code, Some(1));
    assert!(
        broken.stderr.contains("unknown variant `gazette`") && broken.stderr.contains("line 2"),
        "{}",
        broken.stderr
    );
    assert!(place.path().join("floor.tsv").is_file());
}

#[test]
fn each_decision_is_fitted_into_a_table_with_the_numbers_of_the_one_in_use() {
    for (decision, table) in [("mentions", "evidence"), ("homes", "home"), ("ties", "ties")] {
        let folder = workspace().join("corpus/exam/first");
        let call = Jumelage::with(["exam", "fit", "--of", decision, "--corpus"]).and(folder);
        let outcome = call.run().unwrap();
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        let in_use =
            std::fs::read_to_string(workspace().join(format!("recognise/data/{table}.tsv"))).unwrap();
        let names = |text: &str| -> Vec<String> {
            let rows = text.lines().filter(|row| !row.starts_with('#'));
            rows.map(|row| row.split('\t').next().unwrap_or_default().to_owned())
                .collect()
        };
        assert_eq!(names(&outcome.stdout), names(&in_use), "{decision}");
        let weights = outcome
            .stdout
            .lines()
            .skip(2)
            .filter_map(|row| row.split('\t').nth(1));
        assert!(
            weights
                .clone()
                .all(|weight| weight.parse::<f32>().is_ok_and(f32::is_finite))
        );
        assert!(
            weights.filter(|weight| *weight != "0.000").count() > 15,
            "{decision}"
        );
    }
}
