//! What reading answers: on the demo documents, on the documents they stand for, on bad input and
//! on arbitrary bytes.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its document fails")]
#![expect(clippy::indexing_slicing, reason = "a test that indexes past the end fails")]
#![expect(clippy::print_stdout, reason = "the output says which documents were read")]

mod any_bytes;
mod bad_input;
mod breaks;
mod forms;
mod real;

use read::{BlockKind, Document, Hint};

/// Every span stands on character boundaries, in order; every piece says what its cell says.
fn assert_sound(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(
            block.span.start >= end && block.span.end >= block.span.start,
            "{:?} after {end}",
            block.span
        );
        assert!(
            document.text.get(block.span.start..block.span.end).is_some(),
            "{:?}",
            block.span
        );
        end = block.span.end;
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        for row in table.header.iter().chain(&table.rows) {
            for cell in &row.cells {
                let written: Vec<&str> = cell
                    .pieces
                    .iter()
                    .map(|piece| document.text.get(piece.start..piece.end).unwrap())
                    .collect();
                if let [only] = written.as_slice() {
                    assert_eq!(&cell.text, only);
                }
                let letters = |text: &str| text.replace([' ', '-', '\u{ad}'], "");
                assert_eq!(letters(&cell.text), letters(&written.concat()));
            }
        }
    }
    let mut end = 0;
    for item in &document.items {
        assert!(item.span.start >= end && document.text.get(item.span.start..item.span.end).is_some());
        end = item.span.end;
    }
}

fn read(bytes: &[u8], name: &str) -> Document {
    let document = read::document(bytes, &Hint::named(name)).unwrap();
    assert_sound(&document);
    document
}
