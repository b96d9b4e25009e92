//! What is wrong with an input is said, with its place and what to do; what could be read is kept, nothing is half
//! written.

use crate::disk::{self, Disk};
use crate::documents::{ALLIANCE, AndAll, COMMUNIQUE, Documents, NEWS, list, text_of};
use crate::record::{Record, sound, succeeds};
use serde_json::Value;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use stories::{Jumelage, Outcome, workspace};
use tempfile::TempDir;

fn file(name: &str, bytes: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn news() -> PathBuf {
    Documents::demo().path(NEWS)
}

/// Runs a call that must not panic, and must end with this code.
pub(crate) fn ends(call: Jumelage, code: i32) -> Outcome {
    let told = format!("{call:?}");
    let outcome = call.run().unwrap();
    assert_eq!(
        outcome.code,
        Some(code),
        "{told}\nsaid: {}\nprinted: {}",
        outcome.stderr,
        outcome.stdout
    );
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
    outcome
}

/// The message that a line of `recognise` holds for a file that could not be read.
fn unreadable(line: &Value) -> String {
    assert_eq!(line["schema"], 1);
    assert_eq!(list(line, "claims").len() + list(line, "mentions").len(), 0);
    let remarks = list(line, "remarks");
    assert_eq!(remarks.len(), 1, "{line}");
    assert_eq!(remarks[0]["code"], "unreadable");
    message(&remarks[0])
}

fn message(remark: &Value) -> String {
    remark["params"]["message"].as_str().unwrap().to_owned()
}

/// The same bad file told to `recognise`, `read` and `import`, beside a good one: the message is the same, the good one
/// is read, and a bad one alone leaves nothing behind.
fn refused(bad: &Path, parts: &[&str]) {
    let has_all = |text: &str| {
        for part in parts.iter().chain(&[bad.to_str().unwrap()]) {
            assert!(text.contains(part), "“{part}” is not said: {text}");
        }
    };
    let alone = ends(Jumelage::with(["recognise"]).and(bad), 2);
    has_all(&unreadable(&alone.json_lines()[0]));
    let both = ends(Jumelage::with(["recognise"]).and(bad).and(news()), 0);
    let lines = both.json_lines();
    assert_eq!(lines.len(), 2, "one line for each argument");
    has_all(&unreadable(&lines[0]));
    assert!(!list(&lines[1], "claims").is_empty(), "the other file is read");

    has_all(&ends(Jumelage::with(["read"]).and(bad), 2).stderr);

    let record = Record::empty();
    let import = ends(Jumelage::with(["import"]).and(bad).data(record.data()), 2);
    has_all(&import.stderr);
    assert_eq!(entries(record.data()), 0, "nothing is left behind");
    let import = ends(
        Jumelage::with(["import"])
            .and(bad)
            .and(news())
            .data(record.data()),
        0,
    );
    has_all(&import.stderr);
    assert_eq!(record.sound()["sources"], 1, "what could be read is kept");
}

fn entries(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn an_empty_file() {
    let (_folder, path) = file("empty.txt", "");
    refused(&path, &["the file is empty", "give a file with text"]);
}

#[test]
fn a_missing_file() {
    let folder = tempfile::tempdir().unwrap();
    refused(
        &folder.path().join("missing.txt"),
        &["could not be read", "check the path"],
    );
}

#[test]
fn a_folder_in_place_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = ends(Jumelage::with(["read"]).and(folder.path()), 2);
    assert!(outcome.stderr.contains("could not be read"), "{}", outcome.stderr);
}

#[test]
fn binary_data() {
    let (_folder, path) = file("noise.txt", [0_u8, 1, 2, 3, 255, 254].repeat(500));
    refused(&path, &["not text but binary data", "give a text, HTML, JSON"]);
}

#[test]
fn json_cut_short() {
    let whole = std::fs::read_to_string(Documents::demo().path(ALLIANCE)).unwrap();
    let cut: String = whole.chars().take(3_000).collect();
    let line = format!("line {}", cut.lines().count());
    let (_folder, path) = file("cut.json", cut);
    refused(&path, &["breaks off", &line, "column", "fetch it again whole"]);
}

#[test]
fn a_wordpress_post_without_content() {
    let post = r#"{"id":7,"date":"2023-01-01T00:00:00","type":"post","title":{"rendered":"A title"},
        "link":"https://demo.jumelage.example/a"}"#;
    let (_folder, path) = file("post.json", post);
    refused(
        &path,
        &["/content/rendered", "has no content", "fetch it without"],
    );
}

#[test]
fn utf_16_with_a_mark_is_read() {
    let text = std::fs::read_to_string(news()).unwrap();
    let plain = text_of(&news());
    let orders: [fn(u16) -> [u8; 2]; 2] = [u16::to_le_bytes, u16::to_be_bytes];
    for order in orders {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        let bytes: Vec<u8> = units.flat_map(order).collect();
        let (_folder, path) = file("news.fr.txt", bytes);
        assert_eq!(text_of(&path), plain);
        let outcome = ends(Jumelage::with(["recognise"]).and(path), 0);
        assert_eq!(list(&outcome.json_lines()[0], "claims").len(), 5);
    }
}

#[test]
fn windows_1251_is_read_and_said_to_be_assumed() {
    // «Харків і Нант підписали угоду про співпрацю 6 червня 2025 року.», and a second sentence, in one byte a letter.
    let text = "Харків і Нант підписали угоду про співпрацю 6 червня 2025 року. Це партнерство міст.\n";
    let byte = |letter: char| match letter {
        'А'..='я' => u8::try_from(u32::from(letter) - 0x410 + 0xC0).unwrap(),
        'і' => 0xB3,
        'ї' => 0xBF,
        'є' => 0xBA,
        ascii => u8::try_from(ascii).unwrap(),
    };
    let bytes: Vec<u8> = text.chars().map(byte).collect();
    let (_folder, path) = file("news.txt", bytes);
    let read: String = text_of(&path).into_iter().collect();
    assert_eq!(read.trim_end(), text.trim_end());
    let outcome = ends(Jumelage::with(["recognise"]).and(&path), 0);
    let line = &outcome.json_lines()[0];
    assert_eq!(line["language"], "uk");
    let remarks = list(line, "remarks");
    let assumed = remarks.iter().find(|remark| remark["code"] == "encoding_assumed");
    let said = message(assumed.unwrap_or_else(|| panic!("{remarks:?}")));
    assert!(
        said.contains("windows-1251") && said.contains("save the file as UTF-8"),
        "{said}"
    );
    assert!(
        list(line, "mentions")
            .iter()
            .any(|mention| mention["code"] == "ua-UA63120270000028556"),
        "{line}"
    );
    let record = Record::empty();
    let said = record.import(&[path]).stderr;
    assert!(said.contains("windows-1251"), "import says it too: {said}");
}

#[test]
fn fifty_megabytes_of_one_line() {
    let end = "Les villes de Nantes et de Kherson ont signé une déclaration conjointe le 6 juin 2025.";
    let mut text = "un mot apres un autre, ".repeat(50 * 1024 * 1024 / 23);
    text.push_str(end);
    let (_folder, path) = file("line.fr.txt", &text);
    let call = Jumelage::with(["recognise"]).and(&path).and(news());
    let outcome = ends(call.limit(Duration::from_mins(4)), 0);
    let lines = outcome.json_lines();
    assert_eq!(lines.len(), 2);
    let found = list(&lines[0], "mentions")
        .iter()
        .any(|mention| mention["code"] == "fr-com-44109");
    let remarks = list(&lines[0], "remarks");
    assert!(
        found || remarks.iter().any(|remark| message(remark).contains("large")),
        "either read to its end, or said that it was not: {remarks:?}"
    );
    assert_eq!(list(&lines[1], "claims").len(), 5, "the other file is read");
}

#[test]
fn two_hundred_thousand_nested_tags() {
    let depth = 200_000;
    let html = format!(
        "<!doctype html><html><body>{}Nantes{}</body></html>",
        "<div>".repeat(depth),
        "</div>".repeat(depth)
    );
    let (_folder, path) = file("nested.html", &html);
    let outcome = ends(Jumelage::with(["recognise"]).and(&path), 0);
    let line = &outcome.json_lines()[0];
    assert_eq!(list(line, "mentions")[0]["code"], "fr-com-44109");
    let said = message(&list(line, "remarks")[0]);
    assert!(
        said.contains("too deeply nested") && said.contains("levels") && said.contains("simplify the page"),
        "{said}"
    );
    let post = serde_json::json!({
        "id": 7, "date": "2023-01-01T00:00:00", "type": "post", "link": "https://demo.jumelage.example/a",
        "title": { "rendered": "A title" }, "content": { "rendered": html },
    });
    let (_folder, path) = file("nested.json", post.to_string());
    ends(Jumelage::with(["recognise"]).and(path), 0);
}

#[test]
fn a_table_with_no_heading_it_knows() {
    for (name, table, line) in [
        (
            "table.txt",
            "RÉSULTATS\n\nFoo\tBar\tBaz\n1\t2\t3\n4\t5\t6\n",
            "line 3",
        ),
        ("table.csv", "alpha;beta;gamma\n1;2;3\n4;5;6\n", "line 1"),
    ] {
        let heading = table.lines().rfind(|line| line.starts_with(['F', 'a'])).unwrap();
        let headings: Vec<&str> = heading.split(['\t', ';']).collect();
        let (_folder, path) = file(name, table);
        let outcome = ends(Jumelage::with(["recognise"]).and(&path), 0);
        let lines = outcome.json_lines();
        assert_eq!(list(&lines[0], "claims").len(), 0);
        let record = Record::empty();
        let said = record.import(&[path]).stderr;
        for remark in [
            list(&lines[0], "remarks").iter().map(message).collect::<String>(),
            said,
        ] {
            assert!(
                remark.contains(line) && remark.contains("no known heading"),
                "{name}: {remark}"
            );
            assert!(remark.contains("name the columns"), "{name}: {remark}");
            for heading in &headings {
                assert!(remark.contains(heading), "{name}: {heading}: {remark}");
            }
        }
    }
}

/// A command on a data folder that takes no files, or no more of them.
fn refused_place(data: &Path, parts: &[&str]) {
    for command in [&["demo"][..], &["import", news().to_str().unwrap()]] {
        let outcome = ends(Jumelage::with(command.iter().copied()).data(data), 1);
        for part in parts.iter().chain(&[data.to_str().unwrap()]) {
            assert!(
                outcome.stderr.contains(part),
                "{command:?}: “{part}” is not said: {}",
                outcome.stderr
            );
        }
        assert_eq!(entries(data), 0, "nothing is left behind");
    }
}

#[test]
fn a_data_folder_that_is_read_only() {
    match Disk::of(8_192) {
        Some(disk) => {
            disk.close_for_writing();
            refused_place(disk.path(), &["cannot be written to", "Read-only", "--data"]);
            refused_place(
                &disk.path().join("data"),
                &["could not be made", "Read-only", "--data"],
            );
        }
        None => println!("no read-only disk can be made here"),
    }
    refused_place(&disk::forbidden(), &["could not be made", "--data"]);
    let folder = tempfile::tempdir().unwrap();
    refused_place(
        &disk::under_a_file(folder.path()),
        &["could not be made", "Not a directory", "--data"],
    );
}

#[test]
fn a_full_disk() {
    let Some(disk) = Disk::of(1_300) else {
        let folder = tempfile::tempdir().unwrap();
        let (code, said) = disk::limited(300, &["demo"], folder.path());
        assert_eq!(code, Some(1), "{said}");
        assert!(!said.contains("panicked"), "{said}");
        assert_eq!(entries(folder.path()), 0, "no record is left behind");
        return;
    };
    let demo = ends(Jumelage::with(["demo"]).data(disk.path()), 1);
    for part in ["no room left", "free some space", "without a record"] {
        assert!(demo.stderr.contains(part), "{part}: {}", demo.stderr);
    }
    assert_eq!(entries(disk.path()), 0, "no half demo is left behind");

    let documents = Documents::demo();
    let import = Jumelage::with(["import"]).and_all(&documents.paths());
    let import = ends(import.data(disk.path()), 1);
    assert!(import.stderr.contains("no room left"), "{}", import.stderr);
    let taken = import.stdout.lines().count();
    assert!(taken < 3, "{}", import.stdout);
    let counts = sound(disk.path());
    assert_eq!(counts["sources"], taken, "each document whole or not at all");

    disk.grow(16_384);
    succeeds(
        Jumelage::with(["import"])
            .and_all(&documents.paths())
            .data(disk.path()),
    );
    assert_eq!(sound(disk.path())["sources"], 3, "with room it goes on");
}

#[test]
fn a_file_that_may_not_grow() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = disk::limited(300, &["demo"], folder.path());
    assert_eq!(code, Some(1), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert!(said.contains("without a record"), "{said}");
    assert_eq!(entries(folder.path()), 0, "no half demo is left behind");
}

#[test]
fn a_data_folder_that_another_process_holds() {
    const HOLD: &str = "import sqlite3, sys\n\
        c = sqlite3.connect(sys.argv[1], isolation_level=None)\n\
        c.execute('BEGIN EXCLUSIVE')\n\
        print('held', flush=True)\n\
        sys.stdin.read()";
    let record = Record::empty();
    record.import(&[news()]);
    let before = record.sound();
    let mut holder = Command::new("python3")
        .args(["-c", HOLD])
        .arg(record.data().join("jumelage.db"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut held = [0; 5];
    holder.stdout.take().unwrap().read_exact(&mut held).unwrap();

    let import = Jumelage::with(["import"]).and(Documents::demo().path(COMMUNIQUE));
    let import = ends(import.data(record.data()), 1);
    for part in ["jumelage.db", "in use by another process", "try again"] {
        assert!(import.stderr.contains(part), "{part}: {}", import.stderr);
    }
    drop(holder.stdin.take());
    assert!(holder.wait().unwrap().success());
    assert_eq!(record.sound(), before, "nothing half-written");
    record.import(&[Documents::demo().path(COMMUNIQUE)]);
}

#[test]
fn a_data_folder_without_a_record_or_with_something_else() {
    let record = Record::empty();
    for command in [&["check"][..], &["serve"], &["review", "list"]] {
        let outcome = ends(Jumelage::with(command.iter().copied()).data(record.data()), 1);
        assert!(
            outcome.stderr.contains("there is no record in") && outcome.stderr.contains("jumelage import"),
            "{command:?}: {}",
            outcome.stderr
        );
    }
    assert_eq!(entries(record.data()), 0);
    std::fs::write(
        record.data().join("jumelage.db"),
        "not a database, but a long enough text. ".repeat(200),
    )
    .unwrap();
    let outcome = ends(Jumelage::with(["check"]).data(record.data()), 1);
    assert!(
        outcome.stderr.contains("is not a database of this program"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_port_in_use() {
    let record = Record::demo();
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let serve = Jumelage::with(["serve", "--listen", &address]).data(record.data());
    let outcome = ends(serve, 1);
    for part in [address.as_str(), "cannot be listened on", "--listen"] {
        assert!(outcome.stderr.contains(part), "{part}: {}", outcome.stderr);
    }
    assert_eq!(outcome.stdout, "", "it does not say that it serves");
}

fn with_gazetteer(gazetteer: &Path, code: i32) -> Outcome {
    let cache = tempfile::tempdir().unwrap();
    let call = Jumelage::with(["recognise"])
        .and(news())
        .and("--gazetteer")
        .and(gazetteer);
    let outcome = ends(call.variable("JUMELAGE_CACHE", cache.path()), code);
    if code != 0 {
        assert_eq!(entries(cache.path()), 0, "nothing half-written in the cache");
        assert_eq!(outcome.stdout, "");
        assert!(
            outcome.stderr.contains(gazetteer.to_str().unwrap()),
            "{}",
            outcome.stderr
        );
    }
    outcome
}

fn gazetteer() -> Vec<u8> {
    std::fs::read(workspace().join("gazetteer/gazetteer.zst")).unwrap()
}

#[test]
fn a_gazetteer_cut_short() {
    let whole = gazetteer();
    for length in [whole.len() / 2, whole.len() - 1, 100] {
        let (_folder, path) = file("gazetteer.zst", &whole[..length]);
        let said = with_gazetteer(&path, 1).stderr;
        assert!(
            said.contains("damaged") && said.contains("cut short") && said.contains("build it anew"),
            "{said}"
        );
    }
}

#[test]
fn a_gazetteer_of_another_version() {
    let (_folder, path) = file("gazetteer.bin", "JUMGAZP9 and whatever that version holds");
    let said = with_gazetteer(&path, 1).stderr;
    assert!(
        said.contains("format version “9”") && said.contains("jumelage gazetteer build"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_no_gazetteer() {
    for (name, bytes) in [("empty", &b""[..]), ("news.txt", b"21 juin, 2025")] {
        let (_folder, path) = file(name, bytes);
        let said = with_gazetteer(&path, 1).stderr;
        assert!(
            said.contains("not a gazetteer") && said.contains("jumelage gazetteer build"),
            "{said}"
        );
    }
    let missing = tempfile::tempdir().unwrap().path().join("missing.zst");
    let said = with_gazetteer(&missing, 1).stderr;
    assert!(
        said.contains("could not be read") && said.contains("--gazetteer"),
        "{said}"
    );
}

#[test]
fn a_cache_that_cannot_be_written_or_is_broken_costs_time_only() {
    let call = || Jumelage::with(["recognise"]).and(news());
    let usual = ends(call(), 0).stdout;
    let folder = tempfile::tempdir().unwrap();
    for nowhere in [disk::forbidden(), disk::under_a_file(folder.path())] {
        let outcome = ends(call().variable("JUMELAGE_CACHE", nowhere), 0);
        assert_eq!(outcome.stdout, usual);
        assert_eq!(outcome.stderr, "");
    }
    let cache = tempfile::tempdir().unwrap();
    ends(call().variable("JUMELAGE_CACHE", cache.path()), 0);
    let cached: Vec<PathBuf> = std::fs::read_dir(cache.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(cached.len(), 1, "{cached:?}");
    let whole = std::fs::read(&cached[0]).unwrap();
    std::fs::write(&cached[0], &whole[..whole.len() / 3]).unwrap();
    let outcome = ends(call().variable("JUMELAGE_CACHE", cache.path()), 0);
    assert_eq!(outcome.stdout, usual);
    assert_eq!(
        std::fs::read(&cached[0]).unwrap().len(),
        whole.len(),
        "the broken copy is made anew"
    );
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let documents = Documents::demo();
    let record = Record::demo();
    let calls = [
        Jumelage::with(["read"]).and_all(&documents.paths()),
        Jumelage::with(["recognise"]).and_all(&documents.paths()),
        Jumelage::with(["check"]).data(record.data()),
        Jumelage::with(["gazetteer", "info"]),
        Jumelage::with(["--help"]),
    ];
    for call in calls {
        let mut child = call
            .command()
            .unwrap()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Whoever reads has gone before the first byte came.
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{call:?}: {said}");
        assert!(
            !said.contains("panicked") && !said.contains("pipe"),
            "{call:?}: {said}"
        );
    }
}

#[test]
fn arguments_that_nobody_knows() {
    for arguments in [
        &["recognize"][..],
        &[],
        &["recognise"],
        &["recognise", "--jobs", "many", "x"],
        &["resolve", "--top"],
        &["import", "x", "--rights", "stolen"],
        &["serve", "--listen", "nowhere"],
    ] {
        let outcome = ends(Jumelage::with(arguments.iter().copied()), 2);
        assert_eq!(outcome.stdout, "", "{arguments:?}");
        assert!(
            outcome.stderr.contains("--help") || outcome.stderr.contains("Usage"),
            "{arguments:?}: {}",
            outcome.stderr
        );
    }
}
