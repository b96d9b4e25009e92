//! Whatever the bytes, reading ends with a sound document or an error, never with a panic.

use proptest::prelude::*;
use read::{Hint, document, sheet_rows};

use crate::assert_sound;

const NAMES: [&str; 6] = ["a.json", "a.html", "a.csv", "a.txt", "a.xlsx", "a"];

/// Pieces that mean something to one of the readers, strewn among arbitrary text.
const PIECES: [&str; 40] = [
    "Région\tChef de file\tPartenaire\tTitre du projet\n",
    "Bretagne\tBrest\tSacaba (Bolivie)\tL'eau\n",
    "\t\t\tsuite\n",
    "\tRennes\tHué\n",
    "\n\n",
    "\t",
    "\r\n",
    "21 juin, 2025\n",
    "EN SAVOIR PLUS\n",
    "…",
    "Saint-\n",
    "l'\n",
    "\u{ad}\n",
    "- ",
    "1. ",
    "# ",
    "| a | b | c |\n",
    "a;b;c\n",
    "  ",
    "2/3\n",
    "<p>",
    "</p>",
    "<table><tr><td>",
    "<td rowspan=3>",
    "<ul><li>",
    "<br>",
    "<img alt=x src=y>",
    "<figure>",
    "<figcaption>",
    "<sup><a href='#'>",
    "<b",
    "&amp;",
    "<!--",
    "\u{200b}",
    "\u{a0}",
    "\u{feff}",
    "\0",
    "«",
    "Харків",
    "\"",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), name in 0..NAMES.len()) {
        if let Ok(document) = document(&bytes, &Hint::named(NAMES[name])) {
            assert_sound(&document);
        }
        let _ = sheet_rows(&bytes);
    }

    #[test]
    fn arbitrary_text_made_of_telling_pieces_never_panics(
        pieces in prop::collection::vec(prop_oneof![
            3 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
            1 => "\\PC{0,12}",
        ], 0..40),
        name in 0..NAMES.len(),
    ) {
        let text: String = pieces.concat();
        if let Ok(document) = document(text.as_bytes(), &Hint::named(NAMES[name])) {
            assert_sound(&document);
        }
    }

    #[test]
    fn arbitrary_content_in_a_post_never_panics(
        title in "\\PC{0,20}",
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40),
        date in "[0-9T:-]{0,20}",
    ) {
        let post = serde_json::json!({
            "title": {"rendered": title}, "content": {"rendered": pieces.concat()}, "date": date, "excerpt": 7,
        });
        for json in [post.to_string(), format!("[{post},{post}")] {
            if let Ok(document) = document(json.as_bytes(), &Hint::default()) {
                assert_sound(&document);
            }
        }
    }

    #[test]
    fn no_written_word_of_a_ragged_table_is_lost(
        pieces in prop::collection::vec(prop::sample::select(PIECES[..20].to_vec()), 0..30),
    ) {
        let text = pieces.concat();
        if let Ok(document) = document(text.as_bytes(), &Hint::named("a.txt")) {
            assert_sound(&document);
            let mut covered = 0;
            for block in &document.blocks {
                let between = document.text.get(covered..block.span.start).unwrap();
                prop_assert!(!between.contains(char::is_alphabetic), "{between:?} is in no block");
                covered = block.span.end;
            }
            let after = document.text.get(covered..).unwrap();
            prop_assert!(!after.contains(char::is_alphabetic), "{after:?} is in no block");
        }
    }
}
