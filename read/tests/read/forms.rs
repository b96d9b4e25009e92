//! The forms beside the three of the demo: web pages, CSV, workbooks.

use std::io::{Cursor, Write as _};

use read::{BlockKind, Format, sheet_rows};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::read;

/// A workbook of one sheet with these texts at these places ("B2"), as small as the format allows.
fn workbook(rows: &[&[(&str, &str)]]) -> Vec<u8> {
    let rows: Vec<String> = rows
        .iter()
        .map(|cells| {
            let cell = |(place, text): &(&str, &str)| {
                format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            };
            format!("<row>{}</row>", cells.iter().map(cell).collect::<String>())
        })
        .collect();
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>"#,
        rows.concat()
    );
    let parts = [
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_gives_its_rows_and_a_table() {
    let bytes = workbook(&[
        &[("A1", "Code"), ("B1", "Назва")],
        &[("A2", "UA01"), ("B2", "Харків")],
        &[("B3", "Валки")],
    ]);
    assert_eq!(
        sheet_rows(&bytes).unwrap(),
        vec![vec!["Code", "Назва"], vec!["UA01", "Харків"], vec!["", "Валки"]]
    );
    let document = read(&bytes, "a.xlsx");
    assert_eq!(document.format, Format::Sheet);
    let (_, table) = document.tables().next().unwrap();
    assert_eq!(table.rows[1].cells[1].text, "Валки");
    assert!(table.rows[1].cells[0].text.is_empty());
}

#[test]
fn a_lone_cell_far_down_does_not_claim_the_grid() {
    let mut bytes = workbook(&[&[("A1", "a")], &[("XFD1048576", "b")]]);
    let rows = sheet_rows(&bytes).unwrap();
    assert_eq!(
        (rows.len(), rows[1].len(), rows[1_048_575].len()),
        (1_048_576, 0, 16_384)
    );
    bytes.truncate(bytes.len() / 2);
    assert!(
        sheet_rows(&bytes)
            .unwrap_err()
            .to_string()
            .contains("save it again as XLSX, ODS or CSV")
    );
}

#[test]
fn csv_is_read_with_any_separator_and_quoting() {
    for (csv, name) in [
        (
            "Commune,Partenaire\n\"Castres\",\"Huyé, \"\"district\"\"\nRwanda\"\nLabé\n",
            "a.csv",
        ),
        (
            "Commune;Partenaire\nCastres;\"Huyé, \"\"district\"\"\nRwanda\"\nLabé\n",
            "a.csv",
        ),
        (
            "Commune\tPartenaire\nCastres\t\"Huyé, \"\"district\"\"\nRwanda\"\nLabé\n",
            "https://demo.jumelage.example/a.tsv?x=1",
        ),
    ] {
        let document = read(csv.as_bytes(), name);
        let (_, table) = document.tables().next().unwrap();
        assert_eq!(table.rows[0].cells[1].text, "Huyé, \"district\" Rwanda");
        assert_eq!(table.rows[1].line, 4);
        assert_eq!(
            document.remarks[0].to_string(),
            "row 4: record 2 has 1 cells where the table has 2 columns: add or remove separators"
        );
    }
}

#[test]
fn a_web_page_gives_its_article_and_what_its_head_says() {
    let page = r#"<!doctype html><html lang="uk-UA"><head><title>Новини - Сайт</title>
        <meta property="og:site_name" content="Сайт"><meta property="article:published_time" content="2025-06-06T10:00:00+03:00">
        <link rel="canonical" href="https://demo.jumelage.example/uk/1"></head>
        <body><nav><a href="/">Головна</a></nav><main><article><h1>Угоду підписано</h1>
        <p>Міста підписали <b>угоду</b> про співпрацю.</p><div class="share-buttons">Поділитися</div></article></main>
        <footer>© Сайт</footer></body></html>"#;
    let document = read(page.as_bytes(), "a.html");
    assert_eq!(
        document.text,
        "Угоду підписано\n\nМіста підписали угоду про співпрацю.\n\nПоділитися"
    );
    assert_eq!(document.blocks[2].kind, BlockKind::Furniture);
    let metadata = &document.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Угоду підписано"));
    assert_eq!(metadata.published.unwrap().to_string(), "2025-06-06");
    assert_eq!(
        (metadata.language.as_deref(), metadata.publisher.as_deref()),
        (Some("uk"), Some("Сайт"))
    );
    assert_eq!(
        metadata.address.as_deref(),
        Some("https://demo.jumelage.example/uk/1")
    );
}

#[test]
fn a_term_and_its_short_definition_are_one_line() {
    let page = "<dl><dt>Thatcham</dt><dd>Nideggen, <i>in the Eifel</i></dd><dt>Slough:</dt><dd>Montreuil</dd>\
                <dt>Reading</dt><dd>Clonmel</dd><dd>Speightstown</dd><dt>Thame</dt><dd><p>Montesson</p></dd></dl>";
    let document = read(page.as_bytes(), "a.html");
    let lines: Vec<&str> = document
        .text
        .split('\n')
        .filter(|line| !line.is_empty())
        .collect();
    let expected = [
        "Thatcham: Nideggen, in the Eifel",
        "Slough: Montreuil",
        "Reading",
        "Clonmel",
        "Speightstown",
        "Thame",
        "Montesson",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn plain_text_has_headings_paragraphs_and_lists() {
    let document = read(
        "Un titre de deux lignes\n\nParis, le 12 mars 2021\n\nUn texte\nsur deux lignes.\n- un\n- deux\n"
            .as_bytes(),
        "a.txt",
    );
    assert_eq!(document.format, Format::PlainText);
    assert_eq!(
        document.metadata.title.as_deref(),
        Some("Un titre de deux lignes")
    );
    assert_eq!(document.metadata.published.unwrap().to_string(), "2021-03-12");
    let quotes: Vec<&str> = document
        .blocks
        .iter()
        .map(|block| document.quote(block.span))
        .collect();
    assert_eq!(quotes[2..], ["Un texte\nsur deux lignes.", "un", "deux"]);
    assert_eq!(
        document.blocks[3].kind,
        BlockKind::ListItem {
            depth: 1,
            ordered: false
        }
    );
}
