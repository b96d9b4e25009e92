//! Items of Wikidata in pages, files and the API, and the partnerships as statements to propose to Wikidata.

use super::json;
use crate::{get, site};
use axum::http::header;
use publish::samples;
use register::PublicRecord;
use vocabulary::{
    AuthorityId, Id, Partnership, PartnershipKind, PartnershipStatus, PartyRef, Step, StepKind, WikidataItem,
};

/// A line as the tool reads it: seven cells at least, the first three and the names of the others as they must be.
fn check_line(line: &str) {
    let cells: Vec<&str> = line.split('\t').collect();
    let item = |text: &str| text.parse::<WikidataItem>().is_ok();
    assert!(item(cells[0]) && cells[1] == "P190" && item(cells[2]), "{line}");
    assert_eq!(cells.len() % 2, 1, "{line}");
    for pair in cells[3..].chunks(2) {
        let time = pair[1].starts_with('+')
            && [9, 10, 11]
                .iter()
                .any(|p| pair[1].ends_with(&format!("T00:00:00Z/{p}")));
        let address =
            pair[1].starts_with("\"http") && pair[1].ends_with('"') && pair[1].matches('"').count() == 2;
        match pair[0] {
            "P580" | "P582" | "S813" => assert!(time, "{line}"),
            "S854" => assert!(address, "{line}"),
            other => panic!("{other} in {line}"),
        }
    }
}

fn key_of(record: &PublicRecord, code: &str) -> AuthorityId {
    let found = record
        .authorities
        .iter()
        .find(|(_, body)| body.code().to_string() == code);
    found.unwrap().0
}

/// The record whose twinning of 1978 is between Lille and Le Havre, which both have an item, as `change` leaves it.
fn twinned(change: impl FnOnce(&mut Partnership)) -> PublicRecord {
    let mut record = samples::record();
    let le_havre = key_of(&record, "fr-com-76351");
    let twinning = record
        .partnerships
        .iter_mut()
        .find(|found| found.kind == PartnershipKind::Twinning);
    let twinning = twinning.unwrap();
    twinning.parties[1].party = PartyRef::Authority(le_havre);
    change(twinning);
    record
}

/// The lines of the file, and what the data page says of it.
async fn told(record: PublicRecord) -> (Vec<String>, String) {
    let router = site(record).await;
    let answer = get(&router, "/data/quickstatements.txt").await;
    assert!(answer.header(header::CONTENT_TYPE).starts_with("text/plain"));
    let lines: Vec<String> = answer.text.lines().map(str::to_owned).collect();
    for line in &lines {
        check_line(line);
    }
    let page = get(&router, "/en/data").await.text;
    let note = page.split("quickstatements.txt</a>").nth(1).unwrap();
    let note = note
        .split("class=\"soft\">")
        .nth(1)
        .unwrap()
        .split("</span>")
        .next()
        .unwrap();
    (lines, note.to_owned())
}

#[tokio::test]
async fn two_bodies_with_items_are_stated_both_ways_with_beginning_and_reference() {
    let (lines, note) = told(twinned(|_| ())).await;
    let id = samples::record().partnerships[0].id.uuid();
    let rest = format!(
        "P580\t+1978-00-00T00:00:00Z/9\tS854\t\"https://atlas.example.org/id/partnership/{id}\"\tS813\t+2026-11-20T00:00:00Z/11"
    );
    assert_eq!(
        lines,
        [
            format!("Q648\tP190\tQ42810\t{rest}"),
            format!("Q42810\tP190\tQ648\t{rest}")
        ]
    );
    assert!(note.starts_with("It holds 1 partnership. Left out: "), "{note}");
    assert!(note.contains("not between two authorities alone"), "{note}");
}

#[tokio::test]
async fn the_reference_is_the_document_that_proves_it_and_the_day_on_which_it_was_read() {
    let proof = samples::record().partnerships[1].evidence.clone();
    let (lines, _) = told(twinned(|found| found.evidence = proof)).await;
    let said = lines[0].split('\t').skip(5).collect::<Vec<_>>();
    assert_eq!(said[..2], ["S854", "\"https://example.org/300\""]);
    assert_eq!(said[2], "S813");
}

#[tokio::test]
async fn nothing_is_stated_without_both_items() {
    let (lines, note) = told(samples::record()).await;
    assert_eq!(lines, Vec::<String>::new());
    assert!(note.starts_with("It holds no partnership."), "{note}");
    assert!(
        note.contains("1 where one of the two has no known Wikidata item"),
        "{note}"
    );
}

#[tokio::test]
async fn what_ended_has_its_end_and_what_ended_on_no_known_day_is_left_out() {
    let ended = |steps: &'static [&'static str]| {
        twinned(move |found| {
            found.status = PartnershipStatus::Ended;
            let evidence = found.evidence[0];
            found.steps.extend(steps.iter().map(|day| Step {
                what: StepKind::Ended,
                on: day.parse().unwrap(),
                evidence,
            }));
        })
    };
    let (lines, _) = told(ended(&["2022-03"])).await;
    assert!(lines[0].contains("\tP580\t+1978-00-00T00:00:00Z/9\tP582\t+2022-03-00T00:00:00Z/10\tS854\t"));
    let (lines, note) = told(ended(&[])).await;
    assert!(lines.is_empty());
    assert!(note.contains("1 ended on an unknown day"), "{note}");
}

#[tokio::test]
async fn an_intention_a_project_and_what_is_only_announced_or_voted_are_not_stated() {
    for kind in [
        PartnershipKind::LetterOfIntent,
        PartnershipKind::Network,
        PartnershipKind::ProjectPartnership,
    ] {
        let (lines, note) = told(twinned(|found| found.kind = kind)).await;
        assert!(lines.is_empty() && note.contains("2 of another kind"), "{note}");
    }
    for status in [
        PartnershipStatus::Announced,
        PartnershipStatus::Voted,
        PartnershipStatus::Refused,
    ] {
        let (lines, note) = told(twinned(|found| found.status = status)).await;
        assert!(
            lines.is_empty() && note.contains("not agreed by both sides, or not yet"),
            "{note}"
        );
    }
}

#[tokio::test]
async fn two_bodies_are_joined_once_by_what_goes_on_and_began_first() {
    let mut record = twinned(|_| ());
    let later = |status: PartnershipStatus, began: &str, at: u128| {
        let mut later = record.partnerships[0].clone();
        later.id = Id::of(uuid::Uuid::from_u128(at));
        later.status = status;
        later.steps[0].on = began.parse().unwrap();
        later.parties.reverse();
        later
    };
    let ended = {
        let mut ended = later(PartnershipStatus::Ended, "1950", 7_001);
        let mut end = ended.steps[0].clone();
        (end.what, end.on) = (StepKind::Ended, "1960".parse().unwrap());
        ended.steps.push(end);
        ended
    };
    let younger = later(PartnershipStatus::Active, "1999-05-01", 7_002);
    record.partnerships.extend([ended, younger]);
    let (lines, note) = told(record).await;
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines
            .iter()
            .all(|line| line.contains("+1978-00-00") && !line.contains("P582"))
    );
    assert!(
        note.contains("2 between two authorities that already stand there"),
        "{note}"
    );
}

#[tokio::test]
async fn a_body_shows_its_item_on_its_page_in_the_file_and_in_the_api() {
    let router = site(samples::record()).await;
    for lang in ["fr", "en", "uk"] {
        let page = get(&router, &format!("/{lang}/authorities/fr-com-59350"))
            .await
            .text;
        assert!(
            page.contains(
                "<a href=\"https://www.wikidata.org/wiki/Q648\" rel=\"external noopener\">Q648</a>"
            )
        );
        assert!(page.contains("\"sameAs\":[\"https://www.wikidata.org/wiki/Q648\"]"));
    }
    let page = get(&router, "/en/authorities/fr-com-14118").await.text;
    assert!(!page.contains("wikidata.org"));
    assert_eq!(
        json(&router, "/api/v1/authorities/fr-com-59350").await["wikidata"],
        "Q648"
    );
    let unknown = json(&router, "/api/v1/authorities/fr-com-14118").await;
    assert!(unknown.as_object().unwrap().contains_key("wikidata") && unknown["wikidata"].is_null());
    let csv = get(&router, "/data/authorities.csv").await.text;
    assert!(
        csv.lines()
            .next()
            .unwrap()
            .trim_end()
            .ends_with(",wikidata,siret")
    );
    assert!(
        csv.lines().any(
            |line| line.starts_with("fr-com-59350,") && line.trim_end().ends_with(",Q648,21590350100017")
        )
    );
}
