//! The demo documents of `corpus/demo`, and the documents they stand for where those are at hand.

use std::path::Path;

use jiff::civil::date;
use read::{BlockKind, CharOffsets, Document, Format, Table};

use crate::read;

/// The demo document, and the real one of the same name if it is here; says which were read.
fn both(name: &str) -> Vec<(&'static str, Document)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let demo = std::fs::read(root.join("../corpus/demo").join(name)).unwrap();
    let mut documents = vec![("demo", read(&demo, name))];
    match std::fs::read(root.join("../../shared/seeds").join(name)) {
        Ok(bytes) => {
            println!("{name}: read the demo document and the real one");
            documents.push(("real", read(&bytes, name)));
        }
        Err(_) => println!("{name}: read the demo document; the real one is not here and was NOT tested"),
    }
    documents
}

fn holding<'d>(document: &'d Document, words: &str) -> &'d BlockKind {
    let found = document
        .blocks
        .iter()
        .find(|block| document.quote(block.span).contains(words));
    &found.unwrap_or_else(|| panic!("no block holds {words:?}")).kind
}

fn only_table(document: &Document) -> &Table {
    let mut tables = document.tables();
    let (_, table) = tables.next().unwrap();
    assert!(tables.next().is_none(), "one table");
    table
}

#[test]
fn the_post_says_who_when_and_in_which_language() {
    for (which, document) in both("alliance-valky.wordpress.json") {
        assert_eq!(document.format, Format::WordPressPost);
        let metadata = &document.metadata;
        assert_eq!(metadata.published, Some(date(2023, 8, 12)), "{which}");
        assert!(metadata.published_at.is_some() && metadata.modified_at.is_some());
        assert_eq!(metadata.language.as_deref(), Some("en"));
        assert_eq!(metadata.excerpt_language.as_deref(), Some("fr"));
        assert_eq!((metadata.tags.len(), metadata.categories.len()), (3, 1));
        assert!(metadata.publisher.is_some() && metadata.image.is_some());
        assert!(metadata.address.as_deref().unwrap().contains("/en/"));
        assert!(document.text.starts_with(metadata.title.as_deref().unwrap()));
        assert!(document.items.is_empty());
        let said: Vec<String> = document.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            ["/excerpt/rendered: the summary is in \"fr\", the text in \"en\": translate the summary"],
            "{which}"
        );
    }
}

#[test]
fn the_post_keeps_its_facts_and_marks_its_furniture() {
    for (which, document) in both("alliance-valky.wordpress.json") {
        for words in [
            "€0.50",
            "30,000 inhabitants",
            "15 generators",
            "€15,000",
            "€105,000",
            "St Alban and Seilh",
            "taxable income",
        ] {
            assert!(
                matches!(holding(&document, words), BlockKind::Paragraph),
                "{which}: {words}"
            );
        }
        assert!(
            document
                .blocks
                .iter()
                .any(|block| block.kind == BlockKind::Furniture),
            "{which}"
        );
        let images = document
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Image { .. }));
        assert!(images.count() >= 2, "{which}");
        assert!(!document.text.contains(['\u{a0}', '<', '\t']), "{which}");
    }
}

#[test]
fn the_news_list_has_three_dated_items_cut_off() {
    for (which, document) in both("partnership-news.fr.txt") {
        assert_eq!(document.format, Format::NewsList, "{which}");
        let dates: Vec<_> = document.items.iter().map(|item| item.date.unwrap()).collect();
        assert_eq!(
            dates,
            [date(2025, 6, 21), date(2025, 6, 20), date(2025, 6, 19)],
            "{which}"
        );
        for (item, name) in document
            .items
            .iter()
            .zip(["Montpellier", "Kherson", "Kryvyï Rih"])
        {
            assert!(document.quote(item.span).contains(name) && item.truncated && item.title.is_none());
            assert_eq!(item.language.as_deref(), Some("fr"));
        }
        assert!(matches!(
            holding(&document, "EN SAVOIR PLUS"),
            BlockKind::Furniture
        ));
        assert!(document.remarks.is_empty());
    }
}

#[test]
fn the_communique_has_twenty_whole_records() {
    for (which, document) in both("laureates-2020-2021.fr.txt") {
        assert_eq!(document.format, Format::Communique, "{which}");
        assert!(
            document.metadata.title.as_deref().unwrap().contains("20"),
            "{which}"
        );
        let table = only_table(&document);
        assert_eq!(table.rows.len(), 20, "{which}");
        assert!(table.header.as_ref().unwrap().cells[3].text.starts_with("Titre"));
        for row in &table.rows {
            assert_eq!(row.cells.len(), 4);
            assert!(
                row.cells.iter().all(|cell| !cell.text.is_empty()),
                "{which}: {row:?}"
            );
        }
        let titles: Vec<&str> = table.rows.iter().map(|row| row.cells[3].text.as_str()).collect();
        assert!(titles[0].ends_with("l'état civil, l'accès à l'eau, à l'assainissement et la gestion des déchets en réponse aux ODD 6 et 13"));
        assert!(
            titles[14].contains("autour des arts, du sport, de l'éducation"),
            "{which}"
        );
        assert!(
            titles[16].ends_with("à Salta, en Argentine.")
                || titles[16].ends_with("province de Salta, en Argentine.")
        );
        assert!(titles[19].ends_with("Saumur Val de Loire"), "{which}");
        let regions: Vec<&str> = table.rows.iter().map(|row| row.cells[0].text.as_str()).collect();
        assert_eq!(
            (regions[6], regions[9], regions[18]),
            ("Auvergne-Rhône-Alpes", "Bretagne", "Occitanie")
        );
        assert!(
            table.rows[1].cells[2].text.ends_with("Serbie, Thaïlande)"),
            "{which}"
        );
        assert!(
            table.rows[18].cells[1]
                .text
                .ends_with("Sud-Est Toulousain (SICOVAL)"),
            "{which}"
        );
    }
}

#[test]
fn broken_titles_keep_the_place_of_each_piece() {
    let broken = [("demo", 5), ("real", 1)];
    for (which, document) in both("laureates-2020-2021.fr.txt") {
        let cells = only_table(&document).rows.iter().flat_map(|row| &row.cells);
        let count = cells.filter(|cell| cell.pieces.len() > 1).count();
        assert!(broken.contains(&(which, count)), "{which}: {count}");
        let offsets = CharOffsets::new(&document.text);
        let last = document.blocks.last().unwrap().span;
        let (start, end) = offsets.span(last);
        let by_characters: String = document.text.chars().skip(start).take(end - start).collect();
        assert_eq!(by_characters, document.quote(last));
    }
}

#[test]
fn every_document_is_read_alike_whatever_its_line_ends_and_encoding() {
    for name in ["partnership-news.fr.txt", "laureates-2020-2021.fr.txt"] {
        for (which, document) in both(name) {
            let windows = document.text.replace('\n', "\r\n");
            assert_eq!(read(windows.as_bytes(), name), document, "{which}");
            let mut utf16 = vec![0xff, 0xfe];
            utf16.extend(windows.encode_utf16().flat_map(u16::to_le_bytes));
            assert_eq!(read(&utf16, name), document, "{which}");
        }
    }
}

#[test]
fn remarks_and_errors_as_json_are_a_code_with_its_parameters() {
    let (_, document) = both("laureates-2020-2021.fr.txt").remove(0);
    assert_eq!(
        serde_json::to_value(&document.remarks[0]).unwrap(),
        serde_json::json!({"code": "header_repeated", "place": {"in": "text", "line": 19, "column": 1}})
    );
    let error = read::document(b"{", &read::Hint::named("a.json")).unwrap_err();
    assert_eq!(
        serde_json::to_value(error).unwrap(),
        serde_json::json!({"code": "truncated_json", "line": 1, "column": 1})
    );
}

#[test]
fn a_document_as_json_names_its_blocks_and_places() {
    for (_, document) in both("partnership-news.fr.txt") {
        let json = serde_json::to_value(&document).unwrap();
        assert_eq!(json["format"], "news_list");
        assert_eq!(json["metadata"]["language"], "fr");
        assert_eq!(json["items"][1]["date"], "2025-06-20");
        assert_eq!(json["blocks"][0]["kind"], "furniture");
        assert_eq!(
            json["blocks"][0]["place"],
            serde_json::json!({"in": "text", "line": 1, "column": 1})
        );
    }
}
