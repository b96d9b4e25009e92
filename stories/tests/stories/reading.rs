//! The reader for everyone: what the page says of a text is what the command line prints, and many at once stop nobody.

use crate::browser::judged;
use crate::documents::{Documents, NEWS, list};
use crate::html::Page;
use crate::record::Record;
use crate::site::Site;
use serde_json::Value;
use std::path::Path;
use std::time::{Duration, Instant};
use stories::{Jumelage, Request, browse, workspace};

fn read(site: &Site, fields: &[(&str, &str)]) -> stories::Answer {
    site.server.send(&Request::form("/en/read", fields)).unwrap()
}

#[test]
fn a_reader_has_a_text_read_corrects_it_and_takes_it_away() {
    let site = Site::of_demo();
    judged(browse("read.mjs", &site.server).unwrap(), &site.server);
}

#[test]
fn the_file_of_the_page_is_the_line_of_the_command() {
    let site = Site::of_demo();
    let text = std::fs::read_to_string(Documents::demo().path(NEWS)).unwrap();
    let file = read(&site, &[("text", &text), ("do", "json")]);
    let printed = Jumelage::with(["recognise", "-"])
        .input(text.as_bytes())
        .run()
        .unwrap();
    assert_eq!(file.text(), printed.stdout);
    let told = file.json();
    assert!(list(&told, "claims").len() >= 3 && list(&told, "mentions").len() >= 6);
    let schema: Value = serde_json::from_str(
        &std::fs::read_to_string(workspace().join("docs/schemas/recognise-1.json")).unwrap(),
    )
    .unwrap();
    assert!(jsonschema::is_valid(&schema, &told));
}

/// Whether these bytes stand in any file below a folder.
fn holds(folder: &Path, wanted: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, wanted);
        }
        // A file that the server takes away meanwhile holds nothing.
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(wanted.len()).any(|window| window == wanted)
    })
}

#[test]
fn nothing_that_was_pasted_is_found_again() {
    let record = Record::demo();
    let server = record.served();
    let word = "Zwölfboxkämpferdamm";
    let text = format!("Nantes et {word} ont signé.");
    let answer = server
        .send(&Request::form("/en/read", &[("text", &text)]))
        .unwrap();
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains(word));
    assert!(holds(record.data(), b"Nantes"), "the record is looked through");
    assert!(!holds(record.data(), word.as_bytes()));
    assert!(!server.stderr().contains(word));
    assert!(!server.get("/en/read").unwrap().text().contains(word));
}

#[test]
fn whatever_is_pasted_has_a_page_that_says_what_to_do() {
    let site = Site::of_demo();
    let long = "x".repeat(10_000);
    let names = "Saint-Alban, Nantes, Castres. ".repeat(6_000);
    let broad = "é".repeat(150_000);
    for (text, expected) in [
        ("", 422),
        ("   \n ", 422),
        ("https://example.org", 422),
        ("\0\0Nantes\0", 422),
        ("\u{1}Nantes\u{7f} \u{85}", 200),
        ("PK\u{3}\u{4} Nantes", 422),
        ("%PDF-1.4 Nantes", 422),
        ("{\"content\":", 422),
        ("<rss><channel>", 422),
        (long.as_str(), 200),
        (names.as_str(), 200),
        (broad.as_str(), 413),
    ] {
        let began = Instant::now();
        let answer = read(&site, &[("text", text)]);
        let shown: String = text.chars().take(20).collect();
        assert_eq!(answer.status, expected, "{shown:?}: {}", site.server.stderr());
        let page = Page::of(&answer.text());
        assert_eq!(
            page.all("form.broad textarea").len(),
            1,
            "{shown:?} can be changed"
        );
        println!("{shown:?}: {:?}", began.elapsed());
    }
}

#[test]
fn many_readers_at_once_are_served_or_told_to_come_again_and_stop_no_page() {
    let site = Site::of_demo();
    let text = std::fs::read_to_string(Documents::demo().path(NEWS)).unwrap();
    let text = text.repeat(180_000 / text.len());
    // More than are read and wait at once, however many cores there are.
    let many = 8 + 8 * std::thread::available_parallelism().unwrap().get();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..many)
            .map(|_| scope.spawn(|| read(&site, &[("text", &text)])))
            .collect();
        let began = Instant::now();
        assert_eq!(site.answer("/en/").status, 200);
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        let answers = readers.into_iter().map(|reader| reader.join().unwrap());
        answers
            .map(|answer| {
                if answer.status == 503 {
                    let says = Page::of(&answer.text()).says();
                    assert!(
                        says.contains("few seconds") || says.contains("too long"),
                        "{says:.300}"
                    );
                }
                answer.status
            })
            .collect()
    });
    assert!(
        statuses.iter().all(|status| matches!(status, 200 | 503)),
        "{statuses:?}"
    );
    assert!(statuses.contains(&503), "{statuses:?}");
}
