//! Documents are taken into the record: claims wait, are decided and show; the same again brings nothing new.

use crate::documents::{Documents, NEWS, bodies, list};
use crate::record::Base::{self, Postgres, Sqlite};
use crate::record::{Record, succeeds};
use rstest::rstest;
use serde_json::Value;
use std::time::{Duration, Instant};
use stories::{Jumelage, Server};

/// Kind and quote of a claim, as told by `recognise` or by the queue.
fn told(claim: &Value) -> (String, String) {
    let word = |key: &str| claim[key].as_str().unwrap_or_default().to_owned();
    (word("kind"), word("quote"))
}

fn three_documents_are_imported(base: Base, documents: &Documents) {
    let record = Record::on(base);
    let said = record.import(&documents.paths());
    assert_eq!(said.stdout.lines().count(), 3, "{}", said.stdout);

    let mut recognised: Vec<_> = documents
        .recognised()
        .values()
        .flat_map(|one| one.claims().iter().map(told).collect::<Vec<_>>())
        .collect();
    let mut waiting: Vec<_> = record.waiting().iter().map(|row| told(&row["claim"])).collect();
    recognised.sort();
    waiting.sort();
    assert_eq!(waiting, recognised, "every claim waits");
    assert_eq!(waiting.len(), 30, "5 of the post, 5 of the news, 20 laureates");

    let counts = record.sound();
    assert_eq!(counts["claims_waiting"], 30);
    assert_eq!(counts["claims_accepted"], 0);
    assert_eq!(
        counts["partnerships"], 0,
        "the machine proposes, a person accepts"
    );
    assert_eq!(counts["sources"], 3);
    assert_eq!(counts["revisions"], 3);

    let again = record.import(&documents.paths());
    for line in again.stdout.lines() {
        assert!(line.ends_with("nothing new"), "{line}");
    }
    assert_eq!(again.stderr, "", "what is known already is not remarked on again");
    assert_eq!(
        record.sound(),
        counts,
        "the same documents again change no number"
    );
}

#[rstest]
fn three_documents_are_imported_and_once_more_without_anything_new(#[values(Sqlite, Postgres)] base: Base) {
    three_documents_are_imported(base, &Documents::demo());
}

#[test]
fn the_real_documents_are_imported_and_once_more_without_anything_new() {
    if let Some(seeds) = Documents::seeds() {
        three_documents_are_imported(Sqlite, &seeds);
    }
}

#[test]
fn the_demo_is_accepted_by_a_rule_that_the_change_log_shows() {
    let record = Record::demo();
    let counts = record.sound();
    assert_eq!(counts["claims_accepted"], 32);
    assert_eq!(counts["claims_waiting"], 0);
    assert_eq!(record.waiting(), Vec::<Value>::new());
    assert_eq!(
        counts["partnerships"], 23,
        "20 laureates, 3 signed, 1 alliance, less those with countries only"
    );
    assert_eq!(counts["awards"], 20);
    assert_eq!(counts["alliances"], 1);
    assert_eq!(counts["campaigns"], 1);
    assert_eq!(counts["grants"], 2);
    assert_eq!(counts["calls"], 1);
    assert_eq!(counts["programmes"], 1);

    let accepted = record.rows(
        "SELECT actor_kind, actor, why FROM change WHERE entity = 'claim' AND what = 'accepted' ORDER BY position",
    );
    assert_eq!(accepted.len(), 32);
    for entry in accepted {
        assert_eq!(entry["actor_kind"], "rule");
        assert_eq!(entry["actor"], "demo documents");
        let why: Value = serde_json::from_str(entry["why"].as_str().unwrap()).unwrap();
        assert_eq!(why["code"], "trusted_source");
        assert_eq!(why["params"]["rule"], "demo documents");
    }
    let gaps = record
        .rows("SELECT count(*) AS entries, max(position) AS newest, min(position) AS oldest FROM change");
    assert_eq!(gaps[0]["entries"], gaps[0]["newest"], "no position is missing");
    assert_eq!(gaps[0]["oldest"], 1);
}

#[rstest]
fn a_filled_record_is_no_place_for_the_demo(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base);
    succeeds(record.told(Jumelage::with(["demo"])));
    let before = record.sound();
    let again = record.told(Jumelage::with(["demo"])).run().unwrap();
    assert_eq!(again.code, Some(1));
    let elsewhere = match base {
        Sqlite => "--data",
        Postgres => "--database",
    };
    assert!(
        again.stderr.contains("already holds a record") && again.stderr.contains(elsewhere),
        "{}",
        again.stderr
    );
    assert_eq!(record.sound(), before);
}

#[rstest]
fn a_changed_document_is_a_new_revision_and_keeps_what_was_decided(#[values(Sqlite, Postgres)] base: Base) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(NEWS);
    let text = std::fs::read_to_string(Documents::demo().path(NEWS)).unwrap();
    std::fs::write(&file, &text).unwrap();
    let record = Record::on(base);
    record.import(std::slice::from_ref(&file));
    let kherson = kherson(&record);
    record.review(&["accept", &kherson]);
    let before = record.sound();

    let changed = text.replace(
        "officiellement signé le 6 juin 2025",
        "officiellement signé le 7 juin 2025",
    );
    let changed = changed.replace("Montpellier", "Toulouse");
    std::fs::write(&file, changed).unwrap();
    let said = record.import(std::slice::from_ref(&file));
    assert!(
        said.stdout.contains("2 claims new, 3 known, 2 no longer made"),
        "the partnership and the stay are of others now: {}",
        said.stdout
    );

    let after = record.sound();
    assert_eq!(after["sources"], 1);
    assert_eq!(after["revisions"], 2, "a re-read is a new revision");
    assert_eq!(after["claims_accepted"], before["claims_accepted"]);
    assert_eq!(after["partnerships"], before["partnerships"]);
    assert_eq!(after["claims_superseded"], 2);
    let waiting = record.waiting();
    let partnership = |code: &str| {
        let of = waiting.iter().map(|row| &row["claim"]);
        of.clone()
            .filter(|claim| claim["kind"] == "partnership")
            .find(|claim| bodies(claim, "parties").contains(&code))
    };
    let amiens = partnership("fr-epci-248000531").unwrap();
    assert_eq!(amiens["date"], "2025-06-07", "the same claim, read better");
    assert!(amiens["quote"].as_str().unwrap().contains("7 juin"));
    assert!(partnership("fr-com-31555").is_some(), "Toulouse is proposed");
    assert!(partnership("fr-com-34172").is_none(), "Montpellier no longer");
}

/// The key of the waiting claim that names the programme.
fn kherson(record: &Record) -> String {
    let waiting = record.waiting();
    let found = waiting
        .iter()
        .find(|row| row["claim"]["programme"] == "#MistoMatch");
    found.unwrap()["id"].as_str().unwrap().to_owned()
}

/// Waits until the API counts this many partnerships; a second after the write it must.
fn shows(server: &Server, partnerships: u64) -> Value {
    let began = Instant::now();
    loop {
        let answer = server.get("/api/v1/partnerships").unwrap().json();
        if answer["total"] == partnerships {
            return answer;
        }
        assert!(
            began.elapsed() < Duration::from_secs(1),
            "after a second the API still says {} partnerships, not {partnerships}",
            answer["total"]
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[rstest]
fn a_decision_at_the_command_line_shows_on_the_served_pages_within_a_second(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base);
    record.import(&[Documents::demo().path(NEWS)]);
    let server = record.served();
    shows(&server, 0);
    let key = kherson(&record);
    let waiting = record.waiting().len();

    record.review(&["accept", &key]);
    let shown = shows(&server, 1);
    let partnership = &list(&shown, "items")[0];
    let id = partnership["id"].as_str().unwrap().to_owned();
    assert!(bodies(partnership, "parties").contains(&"fr-com-44184"));
    let page = server.get(&format!("/fr/partnerships/{id}")).unwrap();
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Saint-Nazaire"));
    let home = server.get("/fr/").unwrap().text();
    assert!(home.contains(&id), "the home page names it");
    assert_eq!(record.sound()["claims_waiting"], waiting - 1);

    record.review(&["undo", &key]);
    shows(&server, 0);
    let gone = server.get(&format!("/fr/partnerships/{id}")).unwrap();
    assert!([404, 410].contains(&gone.status), "{}", gone.status);
    assert_eq!(record.sound()["claims_waiting"], waiting);

    record.review(&["reject", &key, "--why", "the declaration was withdrawn"]);
    shows(&server, 0);
    let counts = record.sound();
    assert_eq!(counts["claims_rejected"], 1);
    assert_eq!(counts["claims_waiting"], waiting - 1);
    record.review(&["undo", &key]);
    assert_eq!(record.sound()["claims_waiting"], waiting);

    let log = record.rows(
        "SELECT what, actor, after FROM change WHERE entity = 'claim' AND what <> 'created' ORDER BY position",
    );
    let entries: Vec<(&str, &str)> = log
        .iter()
        .map(|entry| (entry["what"].as_str().unwrap(), entry["actor"].as_str().unwrap()))
        .collect();
    assert_eq!(
        entries,
        [
            ("accepted", "review accept"),
            ("undone", "review undo"),
            ("rejected", "review reject"),
            ("undone", "review undo")
        ]
    );
    let after: Value = serde_json::from_str(log[2]["after"].as_str().unwrap()).unwrap();
    assert_eq!(after["reason"], "the declaration was withdrawn");
}

#[rstest]
fn a_decision_that_cannot_be_taken_says_why_and_changes_nothing(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base);
    record.import(&[Documents::demo().path(NEWS)]);
    let key = kherson(&record);
    let before = record.sound();
    let refused = |words: &[&str]| {
        let call = words
            .iter()
            .copied()
            .fold(Jumelage::with(["review"]), Jumelage::and);
        let outcome = record.told(call).run().unwrap();
        assert_eq!(outcome.code, Some(1), "{words:?}: {}", outcome.stderr);
        outcome.stderr
    };
    assert!(refused(&["accept", "no-key"]).contains("review list"));
    let nobody = refused(&["accept", "01a200d8-739d-7005-affa-000000000000"]);
    assert!(nobody.contains("there is no claim"), "{nobody}");
    assert!(refused(&["undo", &key]).contains("no decision to undo"));
    record.review(&["accept", &key]);
    let again = refused(&["accept", &key]);
    assert!(
        again.contains("already accepted") && again.contains("undo"),
        "{again}"
    );
    record.review(&["undo", &key]);
    assert_eq!(record.sound()["claims_waiting"], before["claims_waiting"]);
}
