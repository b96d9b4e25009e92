//! Any bytes, under any name a file may have, are read or refused, never a panic.
//!
//! In: one byte that chooses the name, and a file. Out: nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use read::Hint;

const NAMES: [&str; 9] = [
    "a.txt", "a.json", "a.html", "a.csv", "a.tsv", "a.xlsx", "a.ods", "a.xml", "a",
];

fuzz_target!(|bytes: &[u8]| {
    if let Some((choice, file)) = bytes.split_first() {
        let name = NAMES[usize::from(*choice) % NAMES.len()];
        let _ = read::document(file, &Hint::named(name));
    }
});
