//! Any text is recognised: mentions in order, offsets inside the text, never a panic.
//!
//! In: a text. Out: nothing.
#![no_main]

mod ground;

use ground::RESOLVER;
use libfuzzer_sys::fuzz_target;
use read::Hint;

fuzz_target!(|text: &str| {
    if let Ok(document) = read::document(text.as_bytes(), &Hint::named("any.txt")) {
        let answer = recognise::recognise(&document, &RESOLVER);
        let scalars = document.text.chars().count();
        let mut before = 0;
        for mention in &answer.mentions {
            assert!(before <= mention.start && mention.end <= scalars);
            before = mention.end;
        }
    }
});
