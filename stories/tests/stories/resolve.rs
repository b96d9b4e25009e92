//! `jumelage resolve`: a line in, a line out, in order, at once.

use crate::record::succeeds;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;
use stories::{Jumelage, Outcome};

fn resolved(rows: &str) -> Outcome {
    succeeds(Jumelage::with(["resolve"]).input(rows))
}

fn cells(line: &str) -> Vec<&str> {
    line.split('\t').collect()
}

/// The code in each line.
fn codes(outcome: &Outcome) -> Vec<&str> {
    outcome.stdout.lines().map(|line| cells(line)[1]).collect()
}

#[test]
fn a_line_goes_out_for_each_line_in_with_id_code_confidence_and_name() {
    let outcome = resolved(
        "a\tNantes\t\nb\tКривий Ріг\t{\"country\":\"UA\"}\nc\tXyzzyqwert\t\nd\tSt Alban\t{\"country\":\"FR\",\"region\":\"Occitanie\"}\n",
    );
    let lines: Vec<Vec<&str>> = outcome.stdout.lines().map(cells).collect();
    assert_eq!(lines.len(), 4);
    for (line, id) in lines.iter().zip(["a", "b", "c", "d"]) {
        assert_eq!(line.len(), 4, "{line:?}");
        assert_eq!(line[0], id);
        let confidence: f64 = line[2].parse().unwrap();
        assert!((0.0..=1.0).contains(&confidence), "{line:?}");
    }
    assert_eq!(lines[0][1], "fr-com-44109");
    assert_eq!(lines[0][3], "Nantes");
    assert_eq!(lines[1][1], "ua-UA12060170000091033");
    assert_eq!(lines[2][1], "", "abstained");
    assert_eq!(lines[2][3], "");
    assert_eq!(lines[3][1], "fr-com-31467");
    assert_eq!(outcome.stderr, "");
}

#[test]
fn malformed_rows_are_answered_too_with_a_message() {
    let outcome = resolved("a\tNantes\t{broken\nalone\n\n\t\t\nb\tDijon\t[1]\nc\tDijon\t\n");
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    assert_eq!(lines.len(), 6, "{}", outcome.stdout);
    assert_eq!(cells(lines[1])[..2], ["alone", ""]);
    assert_eq!(cells(lines[2])[..2], ["", ""]);
    assert_eq!(cells(lines[5])[..2], ["c", "fr-com-21231"]);
    for row in ["row 1 ", "row 2 ", "row 3 ", "row 5 "] {
        assert!(outcome.stderr.contains(row), "{row}: {}", outcome.stderr);
    }
    assert!(outcome.stderr.contains("separated by tabs"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("row 6"), "{}", outcome.stderr);
}

#[test]
fn bytes_that_are_no_text_are_answered_too() {
    let outcome = succeeds(Jumelage::with(["resolve"]).input(&b"a\t\xff\xfe\xfa\t\nb\tNantes\t\r\n"[..]));
    assert_eq!(outcome.stdout.lines().count(), 2);
    assert_eq!(codes(&outcome)[1], "fr-com-44109");
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
}

#[test]
fn nothing_in_is_nothing_out() {
    let outcome = resolved("");
    assert_eq!(outcome.stdout, "");
    let last = resolved("a\tNantes\t");
    assert_eq!(
        last.stdout.lines().count(),
        1,
        "a last line without its end counts"
    );
}

#[test]
fn top_adds_the_candidates_as_json() {
    let call = Jumelage::with(["resolve", "--top", "3"]);
    let outcome = succeeds(call.input("a\tSaint-Alban\t{\"country\":\"FR\"}\nb\tXyzzyqwert\t\n"));
    let lines: Vec<Vec<&str>> = outcome.stdout.lines().map(cells).collect();
    assert_eq!(lines[0].len(), 5);
    let candidates: Vec<Value> = serde_json::from_str(lines[0][4]).unwrap();
    assert_eq!(candidates.len(), 3);
    for candidate in &candidates {
        assert!(candidate["code"].is_string() && candidate["name"].is_string());
        assert!((0.0..=1.0).contains(&candidate["confidence"].as_f64().unwrap()));
    }
    let codes: Vec<&str> = candidates
        .iter()
        .filter_map(|candidate| candidate["code"].as_str())
        .collect();
    assert!(codes.contains(&"fr-com-31467"), "{codes:?}");
    let none: Vec<Value> = serde_json::from_str(lines[1][4]).unwrap();
    assert!(none.len() <= 3);
}

#[test]
fn rows_of_one_document_help_each_other() {
    let in_document = |names: &[&str]| {
        let rows: Vec<String> = names
            .iter()
            .map(|name| format!("{name}\t{name}\t{{\"document\":\"one\"}}\n"))
            .collect();
        resolved(&rows.concat())
    };
    let communes = [
        "Gagnac-sur-Garonne",
        "Seilh",
        "Lespinasse",
        "Fenouillet",
        "St Alban",
    ];
    let together = in_document(&communes);
    assert_eq!(
        codes(&together),
        [
            "fr-com-31205",
            "fr-com-31541",
            "fr-com-31293",
            "fr-com-31182",
            "fr-com-31467"
        ],
        "Fenouillet and St Alban are those beside the others"
    );
    let ids: Vec<&str> = together.stdout.lines().map(|line| cells(line)[0]).collect();
    assert_eq!(ids, communes, "in order");
}

#[test]
fn whoever_pipes_slowly_gets_each_answer_at_once() {
    let mut command = Jumelage::with(["resolve"]).command().unwrap();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let (send, answers) = mpsc::channel();
    std::thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    let limit = Duration::from_secs(30);
    for (row, code) in [
        ("a\tNantes\t\n", "fr-com-44109"),
        ("b\tDijon\t\n", "fr-com-21231"),
    ] {
        input.write_all(row.as_bytes()).unwrap();
        input.flush().unwrap();
        let answer = answers
            .recv_timeout(limit)
            .expect("an answer while the pipe is open");
        assert_eq!(cells(&answer)[1], code);
    }
    // A document may go on: its row waits until another follows, and is then answered before the pipe closes.
    input
        .write_all("c\tCrolles\t{\"document\":\"x\"}\nd\tGrenoble\t\n".as_bytes())
        .unwrap();
    input.flush().unwrap();
    let first = answers.recv_timeout(limit).expect("the document has ended");
    assert_eq!(cells(&first)[1], "fr-com-38140");
    let second = answers
        .recv_timeout(limit)
        .expect("and the row behind it is answered");
    assert_eq!(cells(&second)[1], "fr-com-38185");
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn ten_thousand_rows_are_answered_in_order_on_one_core_and_on_all() {
    let names = [
        "Nantes",
        "Dijon",
        "Харків",
        "Saint-Nazaire",
        "Kryvyï Rih",
        "Nobodyknowsit",
        "Bizerte",
    ];
    let mut rows = String::new();
    for row in 0..10_000 {
        let document = row / 13;
        let hints = if document % 2 == 0 {
            String::new()
        } else {
            format!("{{\"document\":\"{document}\"}}")
        };
        writeln!(rows, "{row}\t{}\t{hints}", names[row % names.len()]).unwrap();
    }
    let one = resolved(&rows);
    let lines: Vec<&str> = one.stdout.lines().collect();
    assert_eq!(lines.len(), 10_000);
    for (row, line) in lines.iter().enumerate() {
        assert_eq!(cells(line)[0], row.to_string());
    }
    let all = succeeds(Jumelage::with(["resolve", "--jobs", "0"]).input(rows));
    assert!(all.stdout == one.stdout, "more threads give other answers");
}
