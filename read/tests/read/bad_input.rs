//! Bad input: each with what it is told.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use read::{BlockKind, Hint, MAX_BYTES, ReadError, RemarkCode};

use crate::read;

/// Generous: debug builds on a busy machine; anything quadratic would take hours.
const LINEAR: Duration = Duration::from_mins(1);

fn refused(bytes: &[u8], name: &str) -> String {
    read::document(bytes, &Hint::named(name)).unwrap_err().to_string()
}

#[test]
fn an_empty_file_is_refused() {
    for bytes in [&b""[..], b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe"] {
        assert_eq!(
            refused(bytes, "a.txt"),
            "the file is empty: give a file with text in it"
        );
    }
    assert_eq!(
        refused(b"<html><body></body></html>", "a.html"),
        "the file is empty: give a file with text in it"
    );
}

#[test]
fn windows_1251_is_read_and_named() {
    let (bytes, _, _) =
        encoding_rs::WINDOWS_1251.encode("Громада Миколаєва підписала угоду з містом Монпельє.");
    let document = read(&bytes, "новини.txt");
    assert!(document.text.contains("Миколаєва"));
    assert_eq!(
        document.remarks[0].to_string(),
        "not UTF-8, read as windows-1251: save the file as UTF-8 if letters look wrong"
    );
    assert_eq!(document.metadata.language.as_deref(), Some("uk"));
}

#[test]
fn an_encoding_named_by_the_sender_is_believed() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode("Hué et Labé");
    let hint = Hint {
        name: None,
        media_type: Some("text/plain; charset=windows-1252".to_owned()),
    };
    let document = read::document(&bytes, &hint).unwrap();
    assert_eq!(
        (document.text.as_str(), document.remarks.len()),
        ("Hué et Labé", 0)
    );
}

#[test]
fn truncated_json_says_where_it_breaks_off() {
    let whole = include_bytes!("../../../corpus/demo/alliance-valky.wordpress.json");
    let said = refused(&whole[..4000], "a.json");
    assert!(
        said.starts_with("the JSON breaks off at line ") && said.ends_with("fetch it again whole"),
        "{said}"
    );
}

#[test]
fn json_that_is_no_post_or_has_no_content_is_refused() {
    assert!(
        refused(br#"{"code":"rest_no_route","data":{"status":404}}"#, "a").contains("its keys: code, data")
    );
    let said = refused(
        br#"{"title":{"rendered":"A"},"link":"https://demo.jumelage.example/a"}"#,
        "a.json",
    );
    assert!(
        said.starts_with("/content/rendered: the post has no content"),
        "{said}"
    );
    assert!(refused(b"{\"a\": 1,}", "a.json").starts_with("line 1, column 9: not valid JSON"));
    let deep = "[".repeat(100_000);
    assert!(refused(deep.as_bytes(), "a.json").contains("not valid JSON"));
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_looked_at() {
    let bytes = vec![b'a'; MAX_BYTES + 1];
    assert_eq!(
        refused(&bytes, "a.txt"),
        "the file has 67108865 bytes, more than the 67108864 that are read: split it into several files"
    );
}

#[test]
fn files_that_are_no_text_are_named() {
    assert!(refused(b"%PDF-1.4 ...", "a.pdf").contains("pdftotext"));
    assert!(refused(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "a.txt").contains("binary data"));
    assert!(refused(b"PK\x03\x04 no workbook", "a.xlsx").starts_with("the file cannot be opened"));
    assert!(refused(b"<?xml version='1.0'?><rss></rss>", "feed").contains("give the pages themselves"));
}

#[test]
fn fifty_megabytes_of_one_line_are_read_in_linear_time() {
    for unit in [
        "Nantes et Kherson ont signé. ",
        "a",
        "\u{a0}",
        "-",
        "<",
        "…",
        "; ",
        "| ",
    ] {
        let text = unit.repeat(50_000_000 / unit.len());
        let begun = Instant::now();
        match read::document(text.as_bytes(), &Hint::named("a.txt")) {
            Ok(document) => assert!(document.text.len() >= 49_000_000 && !document.blocks.is_empty()),
            Err(error) => assert_eq!(error, ReadError::Empty, "{unit:?}"),
        }
        assert!(begun.elapsed() < LINEAR, "{unit:?} took {:?}", begun.elapsed());
    }
}

#[test]
fn many_short_lines_are_read_in_linear_time() {
    for unit in [
        "a\n",
        "\n",
        "\t\n",
        "a\tb\n",
        "a\tb\nc\n",
        "21.06.2025\n",
        "EN SAVOIR PLUS\n",
        "a-\tb\nb\n",
        "- a\n",
    ] {
        let text = format!("Région\tChef de file\tProjet\n{}", unit.repeat(300_000));
        let begun = Instant::now();
        let _ = read::document(text.as_bytes(), &Hint::named("a.txt"));
        assert!(begun.elapsed() < LINEAR, "{unit:?} took {:?}", begun.elapsed());
    }
    let said = refused("a\n".repeat(4_000_001).as_bytes(), "a.txt");
    assert_eq!(
        said,
        "the file has more than 4000000 lines with text: split it into several files"
    );
}

#[test]
fn two_hundred_thousand_nested_tags_keep_their_text_with_a_remark() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<table><tr><td>", ""),
        ("<ul><li>", ""),
        ("<i a=b></b>", ""),
    ] {
        let html = format!(
            "<p>Before &amp; after</p>{}Valky{}<p>End</p>",
            open.repeat(200_000),
            close.repeat(200_000)
        );
        let begun = Instant::now();
        let document = read(html.as_bytes(), "a.html");
        assert!(begun.elapsed() < LINEAR, "{open} took {:?}", begun.elapsed());
        assert_eq!(document.text, "Before & after\n\nValky\n\nEnd");
        assert!(matches!(
            document.remarks[0].code,
            RemarkCode::HtmlStripped { .. }
        ));
    }
    let html = serde_json::to_string(&"<div>".repeat(200_000)).unwrap();
    let json = format!(r#"{{"title":"Valky","content":{{"rendered":{html}}}}}"#);
    let document = read(json.as_bytes(), "a.json");
    assert_eq!(
        document.remarks[0].to_string(),
        "/content/rendered: the HTML (1000000 bytes, 200000 levels) is too large or too deeply nested: only its text was kept, simplify the page"
    );
}

#[test]
fn hostile_html_takes_linear_time() {
    let many = |unit: &str, count: usize| unit.repeat(count);
    let fonts: String = (0..5000).fold(String::new(), |mut html, size| {
        let _ = write!(html, "<font size={size}>");
        html
    });
    for html in [
        many("<", 1_000_000),
        many("<a ", 300_000),
        many("</", 500_000),
        many("<!--", 250_000),
        many("<script>", 120_000),
        many("<p>", 340_000),
        many("&", 1_000_000),
        many("<div class=share>", 60_000),
        many("<sup><a href=#>", 60_000),
        many("<td rowspan=9999 colspan=9999>", 30_000),
        format!("<table><tr>{}", many("<td colspan=50 rowspan=1000>a<tr>", 30_000)),
        format!("{fonts}{}", many("<p>a", 200_000)),
        format!("<a {}>", many("x ", 500_000)),
        many("a<b>&amp;", 5_000_000),
    ] {
        let begun = Instant::now();
        let _ = read::document(html.as_bytes(), &Hint::named("a.html"));
        let start: String = html.chars().take(30).collect();
        assert!(begun.elapsed() < LINEAR, "{start} took {:?}", begun.elapsed());
    }
}

#[test]
fn a_table_with_no_heading_it_knows_is_kept_and_says_which_it_saw() {
    let document = read(b"Brest\tSacaba\tEau\nBastia\tSaa\tSel\n", "a.txt");
    assert_eq!(
        document.remarks[0].to_string(),
        "line 1, column 1: no known heading in the first row (Brest, Sacaba, Eau): put a row of headings above the table"
    );
    let error = document.table_headed(&["région", "partenaire"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no table with a known heading (headings seen: Brest, Sacaba, Eau): put a row of headings above the table, such as region, lead, partner, title"
    );
    assert!(matches!(document.blocks[0].kind, BlockKind::Table(_)));
}
